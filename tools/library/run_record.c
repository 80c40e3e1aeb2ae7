// SPDX-License-Identifier: GPL-2.0
/* Records: into the journal, into the batch, and in front of people. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cmd.h"
#include "json.h"
#include "library/record_json.h"
#include "library/run.h"

/**
 * run_now_ms() - the time, since 1970
 */
int64_t run_now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* A line for people, with the time of day. */
static void print_line(const char *text)
{
	time_t now = time(NULL);
	char clock[16] = "";
	struct tm tm;

	if (localtime_r(&now, &tm))
		strftime(clock, sizeof(clock), "%H:%M:%S", &tm);
	printf("%s  %s\n", clock, text);
	fflush(stdout);
}

/**
 * run_notice() - what somebody should know or do
 * @run: the batch
 * @what: a word that never changes, for programs
 * @fmt: as printf, without a line's end
 *
 * A line for people, a document of the type "notice" with --json.
 */
void run_notice(struct run *run, const char *what, const char *fmt, ...)
{
	struct json_object *doc;
	char text[1024];
	va_list args;

	if (run->quiet)
		return;
	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	if (!run->json) {
		print_line(text);
		return;
	}
	doc = json_document("notice");
	json_object_object_add(doc, "time_ms", json_object_new_int64(run_now_ms()));
	json_set_string(doc, "what", what);
	json_set_string(doc, "text", text);
	json_print_line(doc);
}

/* ---- in words ------------------------------------------------------------------ */

static void tell(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

static void tell(const char *fmt, ...)
{
	char text[1024];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	print_line(text);
}

static void name_disc(char *buf, size_t size, const struct run *run, const struct batch_disc *d)
{
	char home[32];

	batch_name(home, sizeof(home), &run->batch, d->home);
	if (d->kind == BATCH_COPY)
		snprintf(buf, size, "copy %d (disc from %s)", d->copy + 1, home);
	else if (d->kind == BATCH_MASTER)
		snprintf(buf, size, "the master from %s", home);
	else
		snprintf(buf, size, "the disc from %s", home);
}

static void tell_move(struct run *run, const struct batch_record *r)
{
	char from[32], to[32], disc[64];

	batch_name(from, sizeof(from), &run->batch, batch_place_at(&run->batch, r->from));
	batch_name(to, sizeof(to), &run->batch, batch_place_at(&run->batch, r->to));
	name_disc(disc, sizeof(disc), run, &run->batch.discs[r->disc]);
	tell("%s: %s -> %s%s", disc, from, to, r->flip ? ", turned over" : "");
}

static void tell_moved(struct run *run, const struct batch_record *r)
{
	char at[32], disc[64];

	if (!r->error)
		return;
	name_disc(disc, sizeof(disc), run, &run->batch.discs[r->disc]);
	batch_name(at, sizeof(at), &run->batch, batch_place_at(&run->batch, r->to));
	tell("%s: the move failed: %s; it is in %s", disc, r->text, at);
}

static void tell_work(struct run *run, const struct batch_record *r)
{
	static const char *const words[BATCH_WORKS] = {
		[BATCH_BURN] = "is being written",
		[BATCH_FOLLOW] = "is still being written",
		[BATCH_JUDGE] = "is compared: its writing was interrupted",
		[BATCH_IMAGE] = "is read into an image",
		[BATCH_READ] = "is looked at",
		[BATCH_PRINT] = "gets its label",
	};
	const struct batch_disc *d = &run->batch.discs[r->disc];
	char at[32], disc[64];

	name_disc(disc, sizeof(disc), run, d);
	batch_name(at, sizeof(at), &run->batch, d->at);
	tell("%s %s in %s", disc, words[r->work], at);
}

static void tell_done(struct run *run, const struct batch_record *r)
{
	const struct batch_disc *d = &run->batch.discs[r->disc];
	char disc[64];

	name_disc(disc, sizeof(disc), run, d);
	if (d->kind == BATCH_LOOK && r->result == BATCH_IS_GOOD)
		tell("%s: %s", disc, r->text);
	else if (r->result == BATCH_IS_GOOD && r->work == BATCH_PRINT)
		tell("%s has its label; %u of %u are there", disc,
			 batch_good(&run->batch), run->batch.rules.copies);
	else if (r->result == BATCH_IS_GOOD && d->kind == BATCH_COPY)
		tell("%s is good%s; %u of %u are there", disc,
			 run->q.no_verify ? " (not verified)" : "",
			 batch_good(&run->batch), run->batch.rules.copies);
	else if (r->result == BATCH_IS_GOOD)
		tell("%s is done", disc);
	else if (r->result == BATCH_IS_BLANK)
		tell("%s was not begun yet", disc);
	else if (r->result != BATCH_IS_UNKNOWN)
		tell("%s: %s: %s", disc, batch_result_word(r->result), r->text);
}

static void tell_record(struct run *run, const struct batch_record *r)
{
	switch (r->kind) {
	case BATCH_R_MOVE:
		tell_move(run, r);
		break;
	case BATCH_R_MOVED:
		tell_moved(run, r);
		break;
	case BATCH_R_WORK:
		tell_work(run, r);
		break;
	case BATCH_R_DONE:
		tell_done(run, r);
		break;
	default:
		break;
	}
}

static void show(struct run *run, const struct batch_record *r)
{
	struct json_object *o;

	if (run->quiet)
		return;
	if (!run->json) {
		tell_record(run, r);
		return;
	}
	o = record_to_json(r);
	json_set_number(o, "schema", JSON_SCHEMA);
	json_set_string(o, "type", "record");
	json_print_line(o);
}

/* ---- keeping ------------------------------------------------------------------- */

/**
 * run_keep() - records that the batch knows already: onto the disk
 * @run: the batch
 * @r: the records
 * @nr: of @r
 *
 * Return: false: they can't be kept, so nothing of them may be begun.
 */
bool run_keep(struct run *run, const struct batch_record *r, int nr)
{
	int i, ret = run->journal.fd < 0 ? 0 : journal_add(&run->journal, r, nr);

	if (ret) {
		complain("the journal %s can't be written: %s; nothing more is begun",
			 run->journal.path, strerror(-ret));
		run->broken = DSRCTL_DEVICE;
		return false;
	}
	for (i = 0; i < nr; i++) {
		show(run, &r[i]);
		run_shelve(run, &r[i]);
	}
	return true;
}

/**
 * run_note() - something has happened
 * @run: the batch
 * @r: the record; gets its time
 *
 * Return: false: it can't be kept; the run ends.
 */
bool run_note(struct run *run, struct batch_record *r)
{
	char note[BATCH_TEXT];
	enum batch_note of;

	r->time_ms = run_now_ms();
	if (batch_apply(&run->batch, r)) {
		complain("the batch does not understand what has happened (%s of disc %d): this is a fault in dsrctl",
			 batch_record_word(r->kind), r->disc);
		run->broken = DSRCTL_FAILED;
		return false;
	}
	memcpy(note, run->batch.note, sizeof(note));
	of = run->batch.note_of;
	if (!run_keep(run, r, 1))
		return false;
	if (note[0])
		run_notice(run, batch_note_word(of), "%s", note);
	return true;
}

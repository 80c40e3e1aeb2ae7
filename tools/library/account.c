// SPDX-License-Identifier: GPL-2.0
/* How a batch went, disc by disc. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "disc/text.h"
#include "json.h"
#include "library/account.h"

static void place_name(char buf[32], const struct batch *b, int place)
{
	batch_name(buf, 32, b, place);
}

static void set_time(struct json_object *o, const char *key, int64_t ms)
{
	time_t when = (time_t)(ms / 1000);
	char text[32] = "";
	struct tm tm;

	if (ms && gmtime_r(&when, &tm))
		strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm);
	json_object_object_add(o, key, ms ? json_object_new_string(text) : NULL);
}

static void set_place(struct json_object *o, const char *key, const struct batch *b, int place)
{
	char name[32];

	place_name(name, b, place);
	json_object_object_add(o, key, place < 0 ? NULL : json_object_new_string(name));
}

static struct json_object *text_or_null(const char *text)
{
	return text[0] ? json_object_new_string(text) : NULL;
}

static struct json_object *disc_json(const struct batch *b, int i)
{
	const struct batch_disc *d = &b->discs[i];
	struct json_object *o = json_object_new_object();

	json_set_number(o, "disc", (uint64_t)i);
	json_set_string(o, "kind", batch_kind_word(d->kind));
	if (d->kind == BATCH_COPY)
		json_set_number(o, "copy", (uint64_t)d->copy + 1);
	set_place(o, "from", b, d->home);
	set_place(o, "drive", b, d->drive);
	set_place(o, "at", b, d->at);
	json_set_string(o, "state", batch_state_word(d->state));
	json_set_string(o, "result", batch_end_word(d->end));
	json_object_object_add(o, "why", text_or_null(d->why));
	json_object_object_add(o, "sha256", text_or_null(d->sha256[0]));
	json_object_object_add(o, "second_sha256", text_or_null(d->sha256[1]));
	json_set_number(o, "side", (uint64_t)d->side + 1);
	json_set_number(o, "job", d->job);
	json_set_number(o, "moves", d->moves);
	json_set_number(o, "troubles", d->troubles);
	json_set_number(o, "spoilt_before", d->tried);
	set_time(o, "taken", d->taken_ms);
	set_time(o, "began", d->began_ms);
	set_time(o, "done", d->done_ms);
	set_time(o, "ended", d->ended_ms);
	return o;
}

/**
 * account_json() - the report for programs
 * @a: what it is made of
 */
struct json_object *account_json(const struct account *a)
{
	struct json_object *doc = json_document("batch_report"), *discs = json_object_new_array();
	const struct batch *b = a->batch;
	int i;

	json_set_string(doc, "name", a->name);
	json_set_string(doc, "state", a->state);
	json_object_object_add(doc, "failed",
			       b->failed[0] ? json_object_new_string(b->failed) : NULL);
	json_object_object_add(doc, "request", request_to_json(a->q));
	json_set_number(doc, "copies", b->rules.copies);
	json_set_number(doc, "good", batch_good(b));
	json_set_number(doc, "bad", batch_count(b, BATCH_COPY, BATCH_BAD));
	json_set_number(doc, "unfit", batch_count(b, BATCH_COPY, BATCH_UNFIT));
	json_set_number(doc, "stuck", batch_count(b, BATCH_COPY, BATCH_STUCK));
	json_set_number(doc, "lost", batch_count(b, BATCH_COPY, BATCH_LOST));
	json_set_bool(doc, "verified", !a->q->no_verify);
	json_set_number(doc, "skipped_blocks", a->skipped);
	for (i = 0; i < b->nr_discs; i++)
		json_object_array_add(discs, disc_json(b, i));
	json_object_object_add(doc, "discs", discs);
	return doc;
}

/* ---- for people ------------------------------------------------------------------ */

static void clock_text(char buf[16], int64_t ms)
{
	time_t when = (time_t)(ms / 1000);
	struct tm tm;

	snprintf(buf, 16, "-");
	if (ms && localtime_r(&when, &tm))
		strftime(buf, 16, "%H:%M:%S", &tm);
}

/* The digests of the sides, as far as they help to tell discs apart; then why. */
static void print_rest(FILE *f, const struct batch_disc *d)
{
	const char *gap = "";
	int side;

	for (side = 0; side < BATCH_SIDES; side++) {
		if (!d->sha256[side][0])
			continue;
		fprintf(f, "%s%.12s", gap, d->sha256[side]);
		gap = " ";
	}
	fprintf(f, "%s%s\n", d->why[0] ? gap : "", d->why);
}

static void print_disc(FILE *f, const struct account *a, const struct batch_disc *d)
{
	char from[32], drive[32], at[32], copy[16] = "-", tries[16] = "-", began[16], ended[16];
	const char *result = d->end == BATCH_OPEN ? batch_state_word(d->state) :
						    batch_end_word(d->end);

	place_name(from, a->batch, d->home);
	place_name(drive, a->batch, d->drive);
	place_name(at, a->batch, d->at);
	clock_text(began, d->began_ms);
	clock_text(ended, d->ended_ms);
	if (d->kind == BATCH_COPY) {
		snprintf(copy, sizeof(copy), "%d", d->copy + 1);
		snprintf(tries, sizeof(tries), "%u", d->tried + 1);
	} else {
		snprintf(copy, sizeof(copy), "%s", batch_kind_word(d->kind));
	}
	fprintf(f, "%-7s %-9s %-9s %-14s %-8s %-4s %-8s %-8s ", copy, from,
		d->drive < 0 ? "-" : drive, at, result, tries, began, ended);
	print_rest(f, d);
}

/**
 * account_summary() - the report in a line or two
 * @f: where to
 * @a: what it is made of
 */
void account_summary(FILE *f, const struct account *a)
{
	static const enum batch_end others[] = {
		BATCH_BAD, BATCH_UNFIT, BATCH_STUCK, BATCH_LOST,
	};
	const struct batch *b = a->batch;
	unsigned int n;
	size_t i;

	fprintf(f, "%u of %u copies are good%s", batch_good(b), b->rules.copies,
		a->q->no_verify ? " (not verified)" : "");
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		n = batch_count(b, BATCH_COPY, others[i]);
		if (n)
			fprintf(f, ", %u disc%s %s", n, n == 1 ? "" : "s",
				batch_end_word(others[i]));
	}
	n = batch_count(b, BATCH_COPY, BATCH_OPEN);
	if (n)
		fprintf(f, ", %u disc%s on the way", n, n == 1 ? "" : "s");
	fputs(".\n", f);
	if (a->skipped)
		fprintf(f, "%llu block%s of the master could not be read: zeros stand for them.\n",
			(unsigned long long)a->skipped, a->skipped == 1 ? "" : "s");
	if (b->failed[0])
		fprintf(f, "It ended short: %s.\n", b->failed);
}

/**
 * account_print() - the report as a table
 * @f: where to
 * @a: what it is made of
 */
void account_print(FILE *f, const struct account *a)
{
	int i;

	fprintf(f, "batch %s (%s), begun %s, of %s\n\n", a->name, a->state,
		a->q->started ? a->q->started : "?", a->q->masters[0] ? a->q->masters[0] : "?");
	fprintf(f, "%-7s %-9s %-9s %-14s %-8s %-4s %-8s %-8s %s\n", "copy", "from", "drive",
		"is in", "result", "try", "began", "ended", "SHA-256 of each side, why");
	for (i = 0; i < a->batch->nr_discs; i++)
		print_disc(f, a, &a->batch->discs[i]);
	putc('\n', f);
	account_summary(f, a);
}

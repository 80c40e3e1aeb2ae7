// SPDX-License-Identifier: GPL-2.0
/* What stands around the batch engine: journal, results of work, shelf, processes. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"
#include "library/journal.h"
#include "library/masters.h"
#include "library/record_json.h"
#include "library/run.h"
#include "library/shelf.h"
#include "library/span.h"
#include "library/verdict.h"
#include "library/work.h"
#include "unit.h"

/* ---- records ---------------------------------------------------------------------- */

static struct batch_record sample(enum batch_record_kind kind)
{
	struct batch_record r = { .kind = kind, .time_ms = 1795277026574 };

	if (kind != BATCH_R_RESUME)
		r.disc = 7;
	switch (kind) {
	case BATCH_R_TAKE:
		r.what = BATCH_MASTER;
		r.copy = 1;
		r.from = 600;
		break;
	case BATCH_R_MOVE:
		r.from = 0x3001;
		r.to = 0x4000;
		r.flip = true;
		r.way = true;
		break;
	case BATCH_R_MOVED:
		r.to = BATCH_NOWHERE;
		r.error = EIO;
		strcpy(r.text, "it said \"4/80/52\"\nand no more");
		break;
	case BATCH_R_WORK:
		r.work = BATCH_FOLLOW;
		r.group = 4000000000U;
		r.job = 12;
		break;
	case BATCH_R_JOB:
		r.job = 4000000000U;
		break;
	case BATCH_R_DONE:
		r.work = BATCH_BURN;
		r.result = BATCH_IS_BAD;
		r.hard = true;
		r.touched = true;
		strcpy(r.text, "spoilt");
		memset(r.sha256, 'a', 64);
		break;
	case BATCH_R_SEEN:
		r.to = 0;
		break;
	default:
		r.same_boot = true;
	}
	return r;
}

START_TEST(records_survive_json)
{
	struct batch_record r, back;
	struct json_object *o;
	int kind;

	for (kind = 0; kind < BATCH_R_KINDS; kind++) {
		r = sample((enum batch_record_kind)kind);
		o = record_to_json(&r);
		ck_assert_msg(record_from_json(&back, o), "expected %s to be read back",
			      json_object_to_json_string(o));
		ck_assert_msg(!memcmp(&r, &back, sizeof(r)), "expected the same record from %s",
			      json_object_to_json_string(o));
		json_object_put(o);
	}
}
END_TEST

START_TEST(older_records_are_read)
{
	struct json_object *o = json_tokener_parse(
		"{\"record\":\"done\",\"time_ms\":1,\"disc\":1,\"work\":\"burn\","
		"\"result\":\"trouble\",\"hard\":true}");
	struct batch_record r;

	ck_assert_msg(record_from_json(&r, o), "expected it to be read");
	ck_assert(r.hard && !r.touched);
	json_object_put(o);
}
END_TEST

START_TEST(senseless_records_are_refused)
{
	static const char *const bad[] = {
		"{}", "{\"record\":\"dance\",\"time_ms\":1,\"disc\":1}",
		"{\"record\":\"seen\",\"time_ms\":1,\"disc\":1,\"to\":70000}",
		"{\"record\":\"seen\",\"time_ms\":1,\"disc\":-1,\"to\":1}",
		"{\"record\":\"seen\",\"time_ms\":1,\"disc\":\"1\",\"to\":1}",
		"{\"record\":\"job\",\"time_ms\":1,\"disc\":1,\"job\":99999999999}",
		"{\"record\":\"done\",\"time_ms\":1,\"disc\":1,\"work\":\"burn\",\"result\":\"x\"}",
	};
	struct batch_record r;
	struct json_object *o;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		o = json_tokener_parse(bad[i]);
		ck_assert_msg(!record_from_json(&r, o), "expected %s to be refused", bad[i]);
		json_object_put(o);
	}
}
END_TEST

/* ---- the journal ------------------------------------------------------------------- */

static struct library_request request(void)
{
	struct library_request q = { .copies = 100, .retries = 3, .both_sides = true };

	request_set(&q.masters[0], "/films/\xc3\xa4 film.iso");
	request_set(&q.masters[1], "slot 12");
	request_set(&q.blanks, "10-120");
	return q;
}

static bool collect(void *ctx, const struct batch_record *r)
{
	struct batch_record *out = ctx;

	out[r->disc] = *r;
	return r->disc < 4;
}

static void write_journal(struct journal *j)
{
	struct library_request q = request();
	struct batch_record r[3];
	int i;

	ck_assert_int_eq(journal_create(j, path, &q), 0);
	for (i = 0; i < 3; i++) {
		r[i] = sample(BATCH_R_MOVED);
		r[i].disc = i;
	}
	ck_assert_int_eq(journal_add(j, r, 3), 0);
	request_free(&q);
}

START_TEST(journal_gives_back_what_it_got)
{
	struct batch_record seen[5] = { 0 }, expected = sample(BATCH_R_MOVED);
	struct library_request q;
	unsigned int line;
	struct journal j;

	write_journal(&j);
	journal_close(&j);
	ck_assert_int_eq(journal_open(&j, path, &q), 0);
	ck_assert_str_eq(q.masters[0], "/films/\xc3\xa4 film.iso");
	ck_assert_str_eq(q.masters[1], "slot 12");
	ck_assert_str_eq(q.blanks, "10-120");
	ck_assert_ptr_null(q.out);
	ck_assert_uint_eq(q.copies, 100);
	ck_assert(q.both_sides && !q.no_verify);
	ck_assert_int_eq(journal_read(&j, collect, seen, &line), 0);
	expected.disc = 2;
	ck_assert(!memcmp(&seen[2], &expected, sizeof(expected)));
	ck_assert(journal_same_boot(&j));
	journal_close(&j);
	request_free(&q);
}
END_TEST

START_TEST(journal_cuts_a_torn_line)
{
	static const char torn[] = "{\"record\":\"moved\",\"ti";
	struct batch_record seen[5] = { 0 }, r = sample(BATCH_R_MOVED);
	struct library_request q;
	struct stat before, after;
	unsigned int line;
	struct journal j;

	write_journal(&j);
	ck_assert_int_eq(fstat(j.fd, &before), 0);
	ck_assert_int_eq(write(j.fd, torn, sizeof(torn) - 1), sizeof(torn) - 1);
	journal_close(&j);
	ck_assert_int_eq(journal_open(&j, path, &q), 0);
	ck_assert_int_eq(journal_read(&j, collect, seen, &line), 0);
	ck_assert_int_eq(fstat(j.fd, &after), 0);
	ck_assert_int_eq(before.st_size, after.st_size);
	r.disc = 3;
	ck_assert_int_eq(journal_add(&j, &r, 1), 0);
	ck_assert_int_eq(journal_read(&j, collect, seen, &line), 0);
	ck_assert_int_eq(seen[3].error, EIO);
	journal_close(&j);
	request_free(&q);
}
END_TEST

/* The disk is full in the middle of a line; then there is room again. */
START_TEST(journal_takes_back_half_a_line)
{
	struct batch_record seen[5] = { 0 }, r = sample(BATCH_R_MOVED);
	struct rlimit limit, all;
	struct library_request q;
	struct stat before, after;
	unsigned int line;
	struct journal j;

	write_journal(&j);
	ck_assert_int_eq(fstat(j.fd, &before), 0);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &all), 0);
	limit = all;
	limit.rlim_cur = (rlim_t)before.st_size + 20;
	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	r.disc = 3;
	ck_assert_int_eq(journal_add(&j, &r, 1), -EFBIG);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &all), 0);
	ck_assert_int_eq(journal_mark(&j, "stopped"), -EFBIG);
	ck_assert_int_eq(fstat(j.fd, &after), 0);
	ck_assert_int_eq(before.st_size, after.st_size);
	journal_close(&j);
	ck_assert_int_eq(journal_open(&j, path, &q), 0);
	ck_assert_int_eq(journal_read(&j, collect, seen, &line), 0);
	ck_assert_int_eq(journal_add(&j, &r, 1), 0);
	journal_close(&j);
	request_free(&q);
}
END_TEST

START_TEST(journal_tells_which_line_is_wrong)
{
	struct batch_record seen[5] = { 0 };
	struct library_request q;
	unsigned int line;
	struct journal j;

	write_journal(&j);
	ck_assert_int_eq(write(j.fd, "nonsense\n", 9), 9);
	journal_close(&j);
	ck_assert_int_eq(journal_open(&j, path, &q), 0);
	ck_assert_int_eq(journal_read(&j, collect, seen, &line), -EINVAL);
	ck_assert_uint_eq(line, 6);	/* head, mark, three records */
	journal_close(&j);
	request_free(&q);
}
END_TEST

START_TEST(journal_has_one_writer)
{
	struct library_request q, again;
	struct journal j, other;
	char state[16];

	write_journal(&j);
	ck_assert_int_eq(journal_open(&other, path, &again), -EBUSY);
	ck_assert_int_eq(journal_state(path, state, sizeof(state), &q), 0);
	ck_assert_str_eq(state, "running");
	request_free(&q);
	ck_assert_int_eq(journal_mark(&j, "stopped"), 0);
	journal_close(&j);
	ck_assert_int_eq(journal_state(path, state, sizeof(state), &q), 0);
	ck_assert_str_eq(state, "stopped");
	ck_assert_int_eq(journal_create(&j, path, &q), -EEXIST);
	request_free(&q);
}
END_TEST

/* ---- what a job's result means ------------------------------------------------------- */

static const struct {
	const char *sink;	/* beside its unit */
	enum batch_result result;
	bool hard;
	bool touched;
} verdicts[] = {
	{ "\"outcome\":\"verified\",\"differences\":[]", BATCH_IS_GOOD, false, false },
	{ "\"outcome\":\"verified\",\"differences\":[{}]", BATCH_IS_BAD, false, false },
	{ "\"outcome\":\"written\"", BATCH_IS_BAD, false, false },
	{ "\"outcome\":\"rejected\",\"error\":{\"reason\":\"not-blank\",\"text\":\"x\"}",
	  BATCH_IS_UNFIT, false, false },
	{ "\"outcome\":\"rejected\",\"error\":{\"reason\":\"hardware\",\"text\":\"x\"}",
	  BATCH_IS_TROUBLE, true, false },
	{ "\"outcome\":\"rejected\",\"written_blocks\":16,"
	  "\"error\":{\"reason\":\"hardware\",\"text\":\"x\"}", BATCH_IS_BAD, true, true },
	{ "\"outcome\":\"rejected\",\"error\":{\"reason\":\"medium-error\",\"text\":\"x\"}",
	  BATCH_IS_BAD, false, false },
	{ "\"outcome\":\"rejected\",\"written_blocks\":9,"
	  "\"error\":{\"reason\":\"cancelled\",\"text\":\"x\"}", BATCH_IS_BAD, false, true },
	{ "\"outcome\":\"not-started\",\"error\":null", BATCH_IS_TROUBLE, false, false },
	{ "\"outcome\":\"rejected\",\"written_blocks\":0,\"touched\":true,"
	  "\"error\":{\"reason\":\"hardware\",\"text\":\"x\"}", BATCH_IS_BAD, true, true },
	{ "\"outcome\":\"rejected\",\"written_blocks\":0,\"touched\":false,"
	  "\"error\":{\"reason\":\"hardware\",\"text\":\"x\"}", BATCH_IS_TROUBLE, true, false },
	{ "\"outcome\":\"rejected\",\"touched\":false,"
	  "\"error\":{\"reason\":\"no-medium\",\"text\":\"x\"}", BATCH_IS_TROUBLE, false, false },
	{ "\"outcome\":\"rejected\",\"touched\":false,"
	  "\"error\":{\"reason\":\"not-ready\",\"text\":\"x\"}", BATCH_IS_TROUBLE, false, false },
	{ "\"outcome\":\"not-started\",\"touched\":true,\"error\":null",
	  BATCH_IS_TROUBLE, false, true },
};

static void judge(struct batch_record *r, const char *sink, bool verified_only)
{
	struct json_object *doc;
	char text[512];

	memset(r, 0, sizeof(*r));
	snprintf(text, sizeof(text), "{\"type\":\"result\",\"job\":{\"sha256\":\"ab\","
		 "\"sinks\":[{\"unit\":{\"path\":\"/dev/sr7\"},\"outcome\":\"verified\"},"
		 "{\"unit\":{\"path\":\"/dev/sr1\"},%s}]}}", sink);
	doc = json_tokener_parse(text);
	ck_assert_msg(doc != NULL, "expected JSON: %s", text);
	verdict_of_sink(r, doc, "/dev/sr1", verified_only);
	json_object_put(doc);
}

START_TEST(verdicts_follow_from_results)
{
	struct batch_record r;
	size_t i;

	for (i = 0; i < sizeof(verdicts) / sizeof(verdicts[0]); i++) {
		judge(&r, verdicts[i].sink, true);
		ck_assert_msg(r.result == verdicts[i].result && r.hard == verdicts[i].hard &&
			      r.touched == verdicts[i].touched,
			      "%s: expected %s, hard %d, touched %d, got %s, hard %d, touched %d",
			      verdicts[i].sink, batch_result_word(verdicts[i].result),
			      verdicts[i].hard, verdicts[i].touched,
			      batch_result_word(r.result), r.hard, r.touched);
	}
	judge(&r, "\"outcome\":\"written\"", false);
	ck_assert_int_eq(r.result, BATCH_IS_GOOD);
	ck_assert_str_eq(r.sha256, "ab");
}
END_TEST

START_TEST(a_drive_that_is_not_told_of_is_in_trouble)
{
	struct batch_record r = { 0 };

	verdict_of_sink(&r, NULL, "/dev/sr1", true);
	ck_assert_int_eq(r.result, BATCH_IS_TROUBLE);
}
END_TEST

/* ---- processes ------------------------------------------------------------------------ */

static int speaks(void *ctx)
{
	puts("{\"type\":\"started\",\"job\":5}");
	puts("{\"type\":\"progress\",\"job\":{\"id\":5,\"sinks\":[{\"state\":\"writing\","
	     "\"total_blocks\":200,\"written_blocks\":50}]}}");
	puts("{\n \"type\": \"result\",\n \"exit_code\": 3\n}");
	fputs("dsrctl: first\ndsrctl: at last\n", stderr);
	return *(int *)ctx;
}

static int crashes(void *ctx)
{
	(void)ctx;
	_exit(9);
}

static void hear_out(struct work *w)
{
	struct pollfd fds[2];

	while (!work_reap(w)) {
		fds[0] = (struct pollfd){ .fd = w->out, .events = POLLIN };
		fds[1] = (struct pollfd){ .fd = w->err, .events = POLLIN };
		ck_assert_int_gt(poll(fds, 2, 10000), 0);
		if (fds[0].revents)
			work_read(w, w->out);
		if (fds[1].revents)
			work_read(w, w->err);
	}
}

START_TEST(work_is_heard_out)
{
	int code = 3;
	struct work w;

	ck_assert_int_eq(work_start(&w, speaks, &code), 0);
	hear_out(&w);
	ck_assert_uint_eq(w.job, 5);
	ck_assert_uint_eq(w.permille, 250);
	ck_assert_str_eq(w.said, "at last");
	ck_assert_int_eq(w.exit_code, 3);
	ck_assert_int_eq(json_object_object_length(w.result), 2);
	work_free(&w);
}
END_TEST

START_TEST(work_that_ends_without_a_word_is_known)
{
	struct work w;

	ck_assert_int_eq(work_start(&w, crashes, NULL), 0);
	hear_out(&w);
	ck_assert_int_eq(w.exit_code, 9);
	ck_assert_ptr_null(w.result);
	work_free(&w);
}
END_TEST

/* ---- the terminal's line ----------------------------------------------------------------- */

/* Four slots from address 1, four drives from 0x80; discs of all slots are taken. */
static struct run *new_run(void)
{
	const struct batch_rules rules = { .copies = 4, .sides = 1, .masters = 1 };
	struct dsr_element elements[8] = { 0 };
	struct batch_record take = { .kind = BATCH_R_TAKE, .what = BATCH_COPY };
	struct run *run = calloc(1, sizeof(*run));
	unsigned int i;

	ck_assert_ptr_nonnull(run);
	for (i = 0; i < 8; i++) {
		elements[i].address = (uint16_t)(i < 4 ? 1 + i : 0x80 + i - 4);
		elements[i].type = i < 4 ? DSR_ELEMENT_STORAGE : DSR_ELEMENT_DRIVE;
	}
	ck_assert_int_eq(batch_init(&run->batch, &rules, elements, 8), 0);
	for (i = 0; i < 4; i++) {
		take.disc = take.copy = (int)i;
		take.from = (int)i + 1;
		ck_assert_int_eq(batch_apply(&run->batch, &take), 0);
	}
	run->printing = -1;
	return run;
}

static void works_on(struct run *run, int disc, const char *state, unsigned int permille)
{
	struct run_work *w = &run->works[disc];

	run->batch.discs[disc].at = batch_place_at(&run->batch, 0x80 + disc);
	w->used = true;
	w->kind = BATCH_BURN;
	w->nr = 1;
	w->discs[0] = disc;
	w->work.permille = permille;
	snprintf(w->work.state, sizeof(w->work.state), "%s", state);
}

static void expect_line(const struct run *run, size_t size, const char *text)
{
	char line[200];

	run_line_text(line, size, run);
	ck_assert_str_eq(line, text);
}

START_TEST(the_line_tells_what_is_done_now)
{
	struct run *run = new_run();

	expect_line(run, 200, "0 of 4 are good");
	works_on(run, 0, "writing", 431);
	works_on(run, 1, "writing", 519);
	works_on(run, 3, "writing", 439);
	expect_line(run, 200, "0 of 4 are good; writing in 1-2,4: 43-51 %");
	works_on(run, 1, "verifying", 20);
	expect_line(run, 200, "0 of 4 are good; writing in 1,4: 43 %; verifying in 2: 2 %");
	works_on(run, 1, "closing", 1000);
	run->batch.moving = 2;
	run->batch.discs[2].to = batch_place_at(&run->batch, 0x82);
	run->printing = 1;
	expect_line(run, 200, "0 of 4 are good; writing in 1,4: 43 %; closing in 2; "
			      "printing a label; slot 3 -> drive 3");
	expect_line(run, 20, "0 of 4 are good; wr");
	batch_free(&run->batch);
	free(run);
}
END_TEST

/* ---- slots ------------------------------------------------------------------------------- */

START_TEST(shelf_remembers)
{
	struct json_object *disc = json_tokener_parse(
		"{\"medium\":{\"medium\":\"DVD+R\",\"state\":\"full\",\"blocks\":1200},"
		"\"kind\":\"dvd\",\"volume\":\"A_FILM\"}");
	struct shelf s;
	char line[200];

	ck_assert_int_eq(shelf_open(&s, folder, "JVC MC-8600 /x"), 0);
	ck_assert_int_eq(shelf_learn(&s, 12, disc, "", 1), 0);
	ck_assert_int_eq(shelf_learn(&s, 13, NULL, "it is scratched", 1), 0);
	shelf_close(&s);
	ck_assert_int_eq(shelf_open(&s, folder, "JVC MC-8600 /x"), 0);
	shelf_line(line, sizeof(line), shelf_slot(&s, 12));
	ck_assert_str_eq(line, "DVD+R, dvd \"A_FILM\", 2.5 MB");
	shelf_line(line, sizeof(line), shelf_slot(&s, 13));
	ck_assert_str_eq(line, "unreadable: it is scratched");
	ck_assert(!shelf_is_blank(&s, 12));
	ck_assert_int_eq(shelf_forget(&s, 12), 0);
	ck_assert_ptr_null(shelf_slot(&s, 12));
	shelf_close(&s);
	json_object_put(disc);
}
END_TEST

START_TEST(elements_survive_text)
{
	static const struct dsr_element some[] = {
		{ .type = 1, .address = 0x2000 }, { .type = 2, .address = 1 },
		{ .type = 2, .address = 2 }, { .type = 2, .address = 9 },
		{ .type = 4, .address = 10 },
	};
	struct dsr_element *back;
	char text[64];
	size_t nr, i;

	span_text(text, sizeof(text), some, 5);
	ck_assert_str_eq(text, "1:8192+1 2:1+2 2:9+1 4:10+1");
	back = span_elements(text, &nr);
	ck_assert_uint_eq(nr, 5);
	for (i = 0; i < nr; i++)
		ck_assert(back[i].type == some[i].type && back[i].address == some[i].address);
	free(back);
	back = span_elements("2:65535+4000000000 9:1+1 x", &nr);
	ck_assert_uint_eq(nr, 1);
	free(back);
}
END_TEST

START_TEST(masters_are_told_apart)
{
	ck_assert_int_eq(master_is_from("17"), FROM_SLOT);
	ck_assert_uint_eq(master_slot("slot 17"), 17);
	ck_assert_uint_eq(master_slot("99999999999999999999"), 65536);
	ck_assert_int_eq(master_is_from("/dev/null"), FROM_READER);
	ck_assert_int_eq(master_is_from("/proc/self/exe"), FROM_FILE);
	ck_assert_int_eq(master_is_from("/nonexistent"), FROM_NOTHING);
	ck_assert_int_eq(master_is_from("slot"), FROM_NOTHING);
}
END_TEST

Suite *suite_library(void)
{
	Suite *s = suite_create("library");

	PROMISE(s, "library: every record survives the journal's JSON", records_survive_json);
	PROMISE(s, "library: records of earlier versions are read", older_records_are_read);
	PROMISE(s, "library: senseless records are refused", senseless_records_are_refused);
	with_folder(s, "library: a journal gives back what it got", journal_gives_back_what_it_got);
	with_folder(s, "library: a journal's torn last line is cut off", journal_cuts_a_torn_line);
	with_folder(s, "library: a line that has no room on the disk is taken back, and the journal stays whole",
		    journal_takes_back_half_a_line);
	with_folder(s, "library: a journal's wrong line is named",
		    journal_tells_which_line_is_wrong);
	with_folder(s, "library: a journal has one writer", journal_has_one_writer);
	PROMISE(s, "library: what a result means for a disc", verdicts_follow_from_results);
	PROMISE(s, "library: a drive without a result is in trouble",
		a_drive_that_is_not_told_of_is_in_trouble);
	PROMISE(s, "library: what a process prints is heard out", work_is_heard_out);
	PROMISE(s, "library: a process that ends without a word is known",
		work_that_ends_without_a_word_is_known);
	PROMISE(s, "library: the terminal's line tells what is done now, as far as it has room",
		the_line_tells_what_is_done_now);
	with_folder(s, "library: what was seen in a slot is remembered", shelf_remembers);
	PROMISE(s, "library: a robot's elements survive as text", elements_survive_text);
	PROMISE(s, "library: slots, drives and files as masters", masters_are_told_apart);
	return s;
}

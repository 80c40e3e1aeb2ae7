// SPDX-License-Identifier: GPL-2.0
/* What a batch does around its engine: locks, folders, notices, reports. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd.h"
#include "folder.h"
#include "json.h"
#include "library/account.h"
#include "library/fetch.h"
#include "library/lock.h"
#include "library/prepare.h"
#include "library/roles.h"
#include "library/run.h"
#include "library/work.h"
#include "unit.h"

/* ---- locks --------------------------------------------------------------------------- */

static int lives_on(void *ctx)
{
	(void)ctx;
	puts("{}");
	fflush(stdout);
	pause();
	return 0;
}

static void wait_for_words(struct work *w)
{
	char c;

	while (read(w->out, &c, 1) != 1)
		usleep(1000);
}

START_TEST(a_lock_has_one_owner)
{
	char other[128];
	struct work w;
	int fd, again;

	snprintf(other, sizeof(other), "%s/link", folder);
	ck_assert_int_eq(symlink(path, other), 0);
	fd = lock_open(path, O_RDWR | O_CREAT);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(lock_open(path, O_RDONLY), -EBUSY);
	ck_assert_int_eq(lock_open(other, O_RDONLY), -EBUSY);
	/* a drive's process that outlives the batch does not keep it */
	ck_assert_int_eq(work_start(&w, lives_on, NULL), 0);
	wait_for_words(&w);
	close(fd);
	again = lock_open(other, O_RDONLY);
	ck_assert_msg(again >= 0, "expected a lock that ends with its owner, got %d", again);
	close(again);
	ck_assert_int_eq(lock_open("/nonexistent/sg0", O_RDONLY), -ENOENT);
	work_kill(&w);
	work_free(&w);
}
END_TEST

/* ---- what is asked for --------------------------------------------------------------- */

START_TEST(words_for_the_sub_commands_are_checked)
{
	static const struct {
		struct library_request q;
		const char *why;	/* NULL: fine */
	} rows[] = {
		{ { .speed = "2.4x", .write_mode = "sao", .read_errors = "retry=3" }, NULL },
		{ { .write_mode = "raw", .read_errors = "skip" }, NULL },
		{ { .write_mode = "sa0" }, "--write-mode: 'sa0' is not auto, sao, tao or raw" },
		{ { .speed = "fast" }, "--speed: 'fast' is not a speed: 8, 2.4x or 11080kB" },
		{ { .read_errors = "retry=0" },
		  "--read-errors: 'retry=0' is not abort, retry=N (1 to 1000) or skip" },
	};
	char why[200];
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		why[0] = '\0';
		ck_assert_int_eq(prepare_words(&rows[i].q, why, sizeof(why)), !rows[i].why);
		ck_assert_str_eq(why, rows[i].why ? rows[i].why : "");
	}
}
END_TEST

START_TEST(a_long_list_of_out_slots_is_heeded)
{
	struct library_request q = { .copies = 1 };
	char text[700] = "1", long_text[720];
	struct batch b;
	int i;

	for (i = 0; i < 150; i++)
		strcat(text, ",1-3");
	snprintf(long_text, sizeof(long_text), "%s,mail", text);
	request_set(&q.out, long_text);
	request_set(&q.elements, "2:1+4 4:128+1");
	ck_assert_int_eq(roles_without_robot(&b, &q), DSRCTL_OK);
	ck_assert(b.rules.mail);
	ck_assert_uint_eq(b.places[batch_place_at(&b, 3)].roles, BATCH_OUT);
	ck_assert_uint_eq(b.places[batch_place_at(&b, 4)].roles, BATCH_BLANKS);
	ck_assert_int_eq(roles_keep_blanks(&b, &q), DSRCTL_OK);
	ck_assert_str_eq(q.blanks, "4");
	batch_free(&b);
	request_free(&q);
}
END_TEST

/* ---- a run without a robot ----------------------------------------------------------- */

#define SLOT_1	1
#define DRIVE_1	0x80

/* Four slots, two drives; a disc of the first slot is in the first drive. */
static struct run *new_run(void)
{
	const struct batch_rules rules = { .copies = 2, .retries = 1, .sides = 1 };
	struct batch_record take = { .kind = BATCH_R_TAKE, .what = BATCH_COPY, .from = DRIVE_1 };
	struct dsr_element elements[6] = { 0 };
	struct run *run = calloc(1, sizeof(*run));
	unsigned int i;

	ck_assert_ptr_nonnull(run);
	for (i = 0; i < 6; i++) {
		elements[i].address = (uint16_t)(i < 4 ? SLOT_1 + i : DRIVE_1 + i - 4);
		elements[i].type = i < 4 ? DSR_ELEMENT_STORAGE : DSR_ELEMENT_DRIVE;
	}
	ck_assert_int_eq(batch_init(&run->batch, &rules, elements, 6), 0);
	run->journal.fd = -1;
	run->printing = -1;
	run->quiet = true;
	snprintf(run->folder, sizeof(run->folder), "%s", folder);
	ck_assert(run_note(run, &take));
	return run;
}

static void free_run(struct run *run)
{
	batch_free(&run->batch);
	request_free(&run->q);
	free(run);
}

START_TEST(an_image_that_is_gone_is_no_drives_fault)
{
	struct batch_record burn = { .kind = BATCH_R_WORK, .work = BATCH_BURN, .group = 1 };
	struct run *run = new_run();

	request_set(&run->q.masters[0], "/nonexistent/film.iso");
	ck_assert(run_note(run, &burn));
	ck_assert_msg(!run_start_work(run, &burn, 1), "expected the run to end");
	ck_assert_int_eq(run->broken, DSRCTL_DEVICE);
	ck_assert_int_eq(run->batch.discs[0].state, BATCH_WORKING);
	ck_assert_uint_eq(run->batch.places[batch_place_at(&run->batch, DRIVE_1)].failures, 0);
	free_run(run);
}
END_TEST

/* ---- masters -------------------------------------------------------------------------- */

START_TEST(an_image_with_skipped_blocks_is_one)
{
	struct work w = { .exit_code = DSRCTL_SOME_REJECTED };
	struct run *run = new_run();

	ck_assert(!fetch_made(&w));
	w.result = json_tokener_parse("{\"type\":\"image\",\"skipped\":["
				      "{\"lba\":5,\"blocks\":2},{\"lba\":9,\"blocks\":16}]}");
	ck_assert(fetch_made(&w));
	w.exit_code = DSRCTL_FAILED;
	ck_assert(!fetch_made(&w));
	ck_assert_uint_eq(fetch_skipped(folder), 0);
	ck_assert_int_eq(fetch_keep(run, 1, w.result), 0);
	ck_assert_uint_eq(fetch_skipped(folder), 18);
	json_object_put(w.result);
	free_run(run);
}
END_TEST

/* ---- what is in the slots ---------------------------------------------------------------- */

static void apply(struct run *run, struct batch_record r)
{
	ck_assert_msg(run_note(run, &r), "expected '%s' to be kept", batch_record_word(r.kind));
}

static void write_disc(struct run *run, int disc, int32_t slot, enum batch_result result)
{
	int32_t drive = DRIVE_1 + 1;

	apply(run, (struct batch_record){ .kind = BATCH_R_TAKE, .disc = disc, .copy = 1,
					  .what = BATCH_COPY, .from = slot });
	apply(run, (struct batch_record){ .kind = BATCH_R_MOVE, .disc = disc, .from = slot,
					  .to = drive });
	apply(run, (struct batch_record){ .kind = BATCH_R_MOVED, .disc = disc, .to = drive });
	apply(run, (struct batch_record){ .kind = BATCH_R_WORK, .disc = disc,
					  .work = BATCH_BURN, .group = 1 });
	apply(run, (struct batch_record){ .kind = BATCH_R_DONE, .disc = disc, .result = result,
					  .work = BATCH_BURN, .text = "it is scratched" });
	apply(run, (struct batch_record){ .kind = BATCH_R_MOVE, .disc = disc, .from = drive,
					  .to = slot });
	apply(run, (struct batch_record){ .kind = BATCH_R_MOVED, .disc = disc, .to = slot });
}

static void expect_shelf(const struct run *run, unsigned int slot, const char *text)
{
	char line[200];

	shelf_line(line, sizeof(line), shelf_slot(&run->shelf, slot));
	ck_assert_str_eq(line, text);
}

START_TEST(what_a_batch_wrote_is_known)
{
	struct json_object *blank = json_tokener_parse(
		"{\"medium\":{\"medium\":\"DVD+R\",\"state\":\"blank\"}}");
	struct run *run = new_run();
	unsigned int slot;

	request_set(&run->q.masters[0], "film.iso");
	ck_assert_int_eq(shelf_open(&run->shelf, folder, "robot"), 0);
	for (slot = 2; slot <= 4; slot++)
		ck_assert_int_eq(shelf_learn(&run->shelf, slot, blank, "", 1), 0);
	write_disc(run, 1, SLOT_1 + 1, BATCH_IS_BAD);
	write_disc(run, 2, SLOT_1 + 2, BATCH_IS_GOOD);
	expect_shelf(run, 2, "spoilt: it is scratched");
	expect_shelf(run, 3, "a copy of film.iso");
	expect_shelf(run, 4, "DVD+R, blank");
	ck_assert(!shelf_is_blank(&run->shelf, 3));
	shelf_close(&run->shelf);
	json_object_put(blank);
	free_run(run);
}
END_TEST

/* ---- the report --------------------------------------------------------------------------- */

/* The first disc of the first copy is spoilt; the second one is good on both sides. */
static void two_tries(struct run *run)
{
	struct batch_record burn = { .kind = BATCH_R_WORK, .work = BATCH_BURN, .group = 1 };
	struct batch_record done = { .kind = BATCH_R_DONE, .work = BATCH_BURN,
				     .result = BATCH_IS_BAD, .text = "it is scratched" };
	int32_t drive = DRIVE_1 + 1, slot = SLOT_1 + 1;

	run->batch.rules.sides = 2;
	apply(run, burn);
	apply(run, done);
	apply(run, (struct batch_record){ .kind = BATCH_R_TAKE, .disc = 1, .what = BATCH_COPY,
					  .from = drive });
	burn.disc = done.disc = 1;
	done.result = BATCH_IS_GOOD;
	done.text[0] = '\0';
	memset(done.sha256, 'a', 64);
	apply(run, burn);
	apply(run, done);
	apply(run, (struct batch_record){ .kind = BATCH_R_MOVE, .disc = 1, .from = drive,
					  .to = slot, .flip = true });
	apply(run, (struct batch_record){ .kind = BATCH_R_MOVED, .disc = 1, .to = slot });
	apply(run, (struct batch_record){ .kind = BATCH_R_MOVE, .disc = 1, .from = slot,
					  .to = drive });
	apply(run, (struct batch_record){ .kind = BATCH_R_MOVED, .disc = 1, .to = drive });
	memset(done.sha256, 'b', 64);
	apply(run, burn);
	apply(run, done);
}

START_TEST(a_report_tells_tries_and_sides)
{
	struct run *run = new_run();
	struct account a = { .q = &run->q, .batch = &run->batch, .name = "x", .state = "over" };
	struct json_object *doc, *discs;
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	two_tries(run);
	doc = account_json(&a);
	discs = json_child(doc, "discs");
	ck_assert_uint_eq(json_object_get_uint64(json_child(
		json_object_array_get_idx(discs, 0), "spoilt_before")), 0);
	ck_assert_uint_eq(json_object_get_uint64(json_child(
		json_object_array_get_idx(discs, 1), "spoilt_before")), 1);
	ck_assert_int_eq(json_text(json_object_array_get_idx(discs, 1), "sha256")[0], 'a');
	ck_assert_int_eq(json_text(json_object_array_get_idx(discs, 1), "second_sha256")[0], 'b');
	account_print(f, &a);
	fclose(f);
	ck_assert_msg(strstr(text, "bad      1    ") && strstr(text, "good     2    ") &&
		      strstr(text, "aaaaaaaaaaaa bbbbbbbbbbbb\n"),
		      "expected tries and digests in\n%s", text);
	free(text);
	json_object_put(doc);
	free_run(run);
}
END_TEST

/* ---- labels ------------------------------------------------------------------------------- */

START_TEST(a_printer_without_ink_is_waited_for)
{
	static const struct {
		uint32_t flags;
		uint8_t asc, ascq, ink;
		enum run_print_phase phase;
	} rows[] = {
		{ 0, 0, 0, 0, RUN_PRINT_BUSY },
		{ DSR_EL_BUSY, 0, 0, 0, RUN_PRINT_BUSY },
		{ DSR_EL_BUSY | DSR_EL_FINISHED, 0, 0, 0, RUN_PRINT_BUSY },
		{ DSR_EL_FINISHED, 0, 0, 0, RUN_PRINT_DONE },
		{ DSR_EL_BUSY | DSR_EL_EXCEPT, 0x81, 0x22, DSR_INK_CYAN, RUN_PRINT_INK },
		{ DSR_EL_BUSY | DSR_EL_EXCEPT, 0, 0, DSR_INK_CYAN, RUN_PRINT_INK },
		{ DSR_EL_EXCEPT, 0x81, 0x22, DSR_INK_CYAN, RUN_PRINT_INK },
		{ DSR_EL_EXCEPT, 0x81, 0x22, 0, RUN_PRINT_INK },
		{ DSR_EL_EXCEPT, 0x81, 0x21, DSR_INK_CYAN, RUN_PRINT_FAULT },
		{ DSR_EL_EXCEPT, 0x83, 0x00, 0, RUN_PRINT_FAULT },
	};
	struct dsr_element e;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		memset(&e, 0, sizeof(e));
		e.flags = rows[i].flags;
		e.asc = rows[i].asc;
		e.ascq = rows[i].ascq;
		e.ink_empty = rows[i].ink;
		ck_assert_msg(run_print_phase(&e) == rows[i].phase,
			      "flags %x, %02X/%02X: expected phase %d, got %d", e.flags, e.asc,
			      e.ascq, rows[i].phase, run_print_phase(&e));
	}
	ck_assert_int_eq(run_print_phase(NULL), RUN_PRINT_BUSY);
}
END_TEST

/* ---- notices -------------------------------------------------------------------------- */

/* Prints what --json prints when a drive fails until it is left out. */
static int fails(void *ctx)
{
	struct batch_record burn = { .kind = BATCH_R_WORK, .work = BATCH_BURN, .group = 1 };
	struct batch_record done = { .kind = BATCH_R_DONE, .work = BATCH_BURN, .hard = true,
				     .result = BATCH_IS_TROUBLE, .text = "it burns" };
	struct run *run = ctx;
	int i;

	run->quiet = false;
	run->json = true;
	for (i = 0; i < 2; i++)
		if (!run_note(run, &burn) || !run_note(run, &done))
			return 1;
	return 0;
}

START_TEST(notices_are_json_too)
{
	struct run *run = new_run();
	struct work w;

	ck_assert_int_eq(work_start(&w, fails, run), 0);
	while (!work_reap(&w)) {
		work_read(&w, w.out);
		work_read(&w, w.err);
		usleep(1000);
	}
	ck_assert_int_eq(w.exit_code, 0);
	ck_assert_str_eq(json_text(w.result, "type"), "notice");
	ck_assert_str_eq(json_text(w.result, "what"), "left_out");
	ck_assert_str_eq(json_text(w.result, "text"),
			 "drive 1 is left out from now on: it burns");
	work_free(&w);
	free_run(run);
}
END_TEST

Suite *suite_library_shell(void)
{
	Suite *s = suite_create("library_shell");

	with_folder(s, "library: a robot or a journal has one owner, whatever its drives' processes do",
		    a_lock_has_one_owner);
	PROMISE(s, "library: what 'dsrctl copy' and 'dsrctl image' would refuse is refused before anything moves",
		words_for_the_sub_commands_are_checked);
	PROMISE(s, "library: a list of out slots may be as long as it has to",
		a_long_list_of_out_slots_is_heeded);
	with_folder(s, "library: an image that is gone ends the run, and no drive is blamed",
		    an_image_that_is_gone_is_no_drives_fault);
	with_folder(s, "library: with --json a notice is a document of its own", notices_are_json_too);
	with_folder(s, "library: an image that lacks blocks is one, and how many is remembered",
		    an_image_with_skipped_blocks_is_one);
	with_folder(s, "library: what a batch wrote is known to inventories and to the next batch",
		    what_a_batch_wrote_is_known);
	with_folder(s, "library: a report tells which try a disc was, and what is on each side",
		    a_report_tells_tries_and_sides);
	PROMISE(s, "library: a printer without ink is waited for, Busy or not",
		a_printer_without_ink_is_waited_for);
	return s;
}

// SPDX-License-Identifier: GPL-2.0
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive.h"
#include "cmd.h"
#include "place.h"
#include "report.h"
#include "unit.h"

static struct snapshot snap;
static struct report report;

static void outcomes(const uint32_t *list, uint32_t nr)
{
	uint32_t i;

	memset(&snap, 0, sizeof(snap));
	memset(&report, 0, sizeof(report));
	report.snap = &snap;
	snap.nr = nr;
	snap.job.state = DSR_JOB_DONE;
	snap.job.block_bytes = 2048;
	for (i = 0; i < nr; i++) {
		snprintf(snap.names[i], sizeof(snap.names[i]), "RECORDER (/dev/sr%u)", i + 1);
		snap.sinks[i].state = DSR_SINK_DONE;
		snap.sinks[i].outcome = list[i];
		snap.sinks[i].written_blocks = 36018;
		snap.sinks[i].error.opcode = 0xff;
		snap.sinks[i].error.lba = UINT64_MAX;
	}
}

START_TEST(exit_codes)
{
	static const uint32_t good[] = { DSR_OUTCOME_VERIFIED,
					 DSR_OUTCOME_WRITTEN };
	static const uint32_t some[] = { DSR_OUTCOME_VERIFIED,
					 DSR_OUTCOME_REJECTED };
	static const uint32_t none[] = { DSR_OUTCOME_NOT_STARTED,
					 DSR_OUTCOME_REJECTED };
	static const uint32_t open[] = { DSR_OUTCOME_VERIFIED,
					 DSR_OUTCOME_NONE };

	outcomes(good, 2);
	ck_assert_int_eq(report_exit_code(&report), DSRCTL_OK);
	snap.job.cancelled = 1;	/* asked for too late: every disc is good */
	ck_assert_int_eq(report_exit_code(&report), DSRCTL_OK);
	outcomes(some, 2);
	ck_assert_int_eq(report_exit_code(&report), DSRCTL_SOME_REJECTED);
	snap.job.cancelled = 1;
	ck_assert_int_eq(report_exit_code(&report), DSRCTL_CANCELLED);
	outcomes(none, 2);
	ck_assert_int_eq(report_exit_code(&report), DSRCTL_FAILED);
	outcomes(open, 2);
	ck_assert_int_eq(report_exit_code(&report), DSRCTL_SOME_REJECTED);
	outcomes(good, 0);
	ck_assert_int_eq(report_exit_code(&report), DSRCTL_FAILED);
}
END_TEST

static char *print(void)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	report_print(out, &report);
	fclose(out);
	return text;
}

START_TEST(lines)
{
	static const uint32_t list[] = {
		DSR_OUTCOME_VERIFIED, DSR_OUTCOME_WRITTEN, DSR_OUTCOME_REJECTED,
		DSR_OUTCOME_NOT_STARTED,
	};
	struct dsr_sink_status *s = snap.sinks;
	char *text;

	outcomes(list, 4);
	s[0].profile = 0x1b;
	s[0].start_ns = 1;
	s[0].written_ns = 62000000001ULL;
	s[0].mean_kbs = 11080;
	s[0].buffer_bytes = 2097152;
	s[0].buffer_lowest = 2055208;
	s[0].pauses = 1;
	s[1].buffer_bytes = 2097152;
	s[1].buffer_lowest = UINT32_MAX;
	s[2].error.reason = DSR_REASON_STALLED;
	s[3].error.reason = DSR_REASON_NO_MEDIUM;
	text = print();
	ck_assert_str_eq(
		text,
		"RECORDER (/dev/sr1): verified, 73.8 MB in 1:02 (8.0x), buffer never below 97 %, paused 1 time\n"
		"RECORDER (/dev/sr2): written, not verified, 73.8 MB\n"
		"RECORDER (/dev/sr3): rejected: the drive made no progress until its time-out; try a new disc and a lower --speed; the drive may be at fault\n"
		"RECORDER (/dev/sr4): not started: there is no disc in the drive; put a blank disc in\n"
		"4 discs: 1 verified, 1 written but not verified, 1 rejected, 1 not started.\n");
	free(text);
}
END_TEST

START_TEST(unverified)
{
	static const uint32_t list[] = { DSR_OUTCOME_WRITTEN };
	char *text;

	outcomes(list, 1);
	text = print();
	ck_assert_ptr_nonnull(strstr(text, "not verified"));
	free(text);
}
END_TEST

START_TEST(source_failed)
{
	static const uint32_t list[] = { DSR_OUTCOME_REJECTED };
	char *text;

	outcomes(list, 1);
	snap.job.source.host = 0;
	strcpy(snap.job.source.product, "READER");
	snap.job.error = (struct dsr_error){
		.reason = DSR_REASON_MEDIUM_ERROR,
		.opcode = 0x28,
		.lba = 99,
		.sense_bytes = 18,
		.sense = { 0x70, 0, 3, [7] = 10, [12] = 0x11 },
	};
	text = print();
	ck_assert_ptr_nonnull(strstr(text, "The source failed: READER"));
	ck_assert_ptr_nonnull(strstr(text, "(3/11/00)"));
	ck_assert_ptr_nonnull(strstr(text, "at block 99"));
	ck_assert_ptr_nonnull(strstr(text, "clean or replace the master"));
	ck_assert_ptr_null(strstr(text, "throw the disc away"));
	free(text);
}
END_TEST

START_TEST(provenance)
{
	static const uint32_t list[] = { DSR_OUTCOME_VERIFIED,
					 DSR_OUTCOME_REJECTED };
	char path[] = "/tmp/dsr-unit-XXXXXX", line[16384];
	struct json_object *doc, *part;
	int i, fd = mkstemp(path);
	FILE *in;

	close(fd);
	outcomes(list, 2);
	report.source_path = "image.iso";
	ck_assert_int_eq(archive_append(path, &report), DSRCTL_OK);
	report.source_path = NULL;
	ck_assert_int_eq(archive_append(path, &report), DSRCTL_OK);
	in = fopen(path, "r");
	for (i = 0; fgets(line, sizeof(line), in); i++) {
		doc = json_tokener_parse(line);
		ck_assert_ptr_nonnull(doc);
		ck_assert(json_object_object_get_ex(doc, "copy", &part));
		ck_assert(json_object_object_get_ex(part, "outcome", &part));
		ck_assert_str_eq(json_object_get_string(part), i % 2 ? "rejected" : "verified");
		ck_assert(json_object_object_get_ex(doc, "source_path", &part) == (i < 2));
		json_object_put(doc);
	}
	fclose(in);
	unlink(path);
	ck_assert_int_eq(i, 4);
}
END_TEST

START_TEST(no_place)
{
	static const uint32_t list[] = { DSR_OUTCOME_VERIFIED };

	outcomes(list, 1);
	ck_assert_int_eq(archive_append("/nonexistent/report", &report), DSRCTL_DEVICE);
	ck_assert_int_eq(archive_ready("/nonexistent/report"), DSRCTL_DEVICE);
	ck_assert_int_eq(archive_ready("/dev/null"), DSRCTL_OK);
	ck_assert_int_eq(archive_append("/dev/full", &report), DSRCTL_DEVICE);
}
END_TEST

/* two audio tracks, the second with a pregap of two seconds */
static struct disc album = {
	.family = DSR_FAMILY_CD, .nr_sessions = 1, .nr_tracks = 2,
	.tracks = {
		{ .number = 1, .session = 1, .mode = DSR_MODE_AUDIO, .blocks = 1000 },
		{ .number = 2, .session = 1, .mode = DSR_MODE_AUDIO, .start = 1150,
		  .pregap = 150, .gap_in_source = true, .blocks = 500 },
	},
};

START_TEST(place)
{
	static const uint32_t list[] = { DSR_OUTCOME_REJECTED };
	char *text;

	outcomes(list, 1);
	report.disc = &album;
	snap.sinks[0].error.reason = DSR_REASON_MISMATCH;
	snap.sinks[0].error.value = 1234;
	text = print();
	ck_assert_ptr_nonnull(strstr(text, "first in block 1234 (track 2, 00:18:34);"));
	free(text);
	ck_assert_uint_eq(disc_track_at(&album, 999)->number, 1);
	ck_assert_uint_eq(disc_track_at(&album, 1000)->number, 2);
	ck_assert_ptr_null(disc_track_at(&album, 1650));
	ck_assert_ptr_null(disc_track_at(&album, UINT64_MAX));
}
END_TEST

/* a disc of the album whose second track is not the one of a report */
static void one_track_differs(struct content_sums *sums, struct content_sums *wanted)
{
	static const uint32_t list[] = { DSR_OUTCOME_REJECTED };

	outcomes(list, 1);
	memset(sums, 0, 2 * sizeof(*sums));
	memset(wanted, 0, sizeof(*wanted));
	report.disc = &album;
	report.sums = sums;
	report.wanted = wanted;
	snap.sinks[0].error.reason = DSR_REASON_DIGEST;
	sums[1].nr = wanted->nr = 2;
	wanted->sha256[1][31] = 1;
}

/* every 32 blocks; all are alike but the one of track 2's beginning */
static void give_extents(struct content_sums *s, uint64_t xxh64)
{
	unsigned int i;

	s->extent_blocks = 32;
	s->nr_extents = 50;
	for (i = 0; i < s->nr_extents; i++) {
		s->extents[i].lba = i * 32;
		s->extents[i].xxh64 = i < 35 ? 0xfedcba9876543210 : xxh64;
	}
}

START_TEST(bad_track)
{
	struct content_sums *sums = calloc(3, sizeof(*sums));
	struct content_sums *wanted = sums + 2;
	char *text;

	one_track_differs(sums, wanted);
	text = print();
	ck_assert_ptr_nonnull(strstr(text,
		"(somewhere in track 2, 00:17:25, which begins at block 1150);"));
	free(text);
	give_extents(&sums[1], 0);
	give_extents(wanted, 1);
	text = print();
	ck_assert_ptr_nonnull(strstr(text,
		"(first in blocks 1120 to 1151: track 2, 00:16:70);"));
	free(text);
	give_extents(wanted, 0);
	wanted->extents[49].lba = sums[1].extents[49].lba = 1640;
	wanted->extents[49].xxh64 = 1;	/* the last one of the track is shorter */
	text = print();
	ck_assert_ptr_nonnull(strstr(text, "(first in blocks 1640 to 1649: track 2,"));
	free(text);
	wanted->extent_blocks = 64;	/* not to be compared: the track is known all the same */
	text = print();
	ck_assert_ptr_nonnull(strstr(text, "(somewhere in track 2,"));
	free(text);
	wanted->nr_extents = 0;
	wanted->nr = 0;	/* a report that tells of the whole only */
	text = print();
	ck_assert_ptr_nonnull(strstr(text, "(where is not known,"));
	free(text);
	report.wanted = NULL;	/* asked by somebody who does not know the report */
	text = print();
	ck_assert_ptr_null(strstr(text, "which begins"));
	ck_assert_ptr_null(strstr(text, "where is not known"));
	free(text);
	free(sums);
}
END_TEST

START_TEST(bad_track_archived)
{
	struct content_sums *sums = calloc(3, sizeof(*sums));
	char path[] = "/tmp/dsr-unit-XXXXXX", line[16384];
	struct json_object *doc, *part, *place_of;
	int fd = mkstemp(path);
	FILE *in;

	close(fd);
	one_track_differs(sums, sums + 2);
	give_extents(sums, 1);
	ck_assert_int_eq(archive_append(path, &report), DSRCTL_OK);
	in = fopen(path, "r");
	ck_assert_ptr_nonnull(fgets(line, sizeof(line), in));
	fclose(in);
	unlink(path);
	doc = json_tokener_parse(line);
	ck_assert(json_object_object_get_ex(doc, "copy", &part));
	ck_assert(json_object_object_get_ex(part, "first_difference", &place_of));
	ck_assert_str_eq(json_object_to_json_string_ext(place_of, JSON_C_TO_STRING_PLAIN),
			 "{\"lba\":1150,\"track\":2,\"position\":\"00:17:25\",\"whole_track\":true}");
	content_sums_parse(sums + 2, part);
	ck_assert_uint_eq(sums[2].nr, 2);
	ck_assert_mem_eq(sums[2].sha256, sums[1].sha256, 2 * DSR_DIGEST_BYTES);
	ck_assert(json_object_object_get_ex(doc, "job", &part));
	content_sums_parse(sums + 2, part);
	ck_assert_uint_eq(sums[2].extent_blocks, 32);
	ck_assert_uint_eq(sums[2].nr_extents, 50);
	ck_assert_mem_eq(sums[2].extents, sums[0].extents, 50 * sizeof(sums->extents[0]));
	json_object_put(doc);
	free(sums);
}
END_TEST

/* Of a report that somebody has changed. */
START_TEST(strange_extents)
{
	static const char *const bad[] = {
		"[]", "{}", "{\"blocks\":32}", "{\"blocks\":32,\"xxh64\":{}}",
		"{\"blocks\":32,\"xxh64\":[[0]]}", "{\"blocks\":32,\"xxh64\":[[0,1]]}",
		"{\"blocks\":32,\"xxh64\":[[\"0\",\"00\"]]}",
		"{\"blocks\":32,\"xxh64\":[[0,\"0123456789abcdef0\"]]}",
		"{\"blocks\":32,\"xxh64\":[[0,\"none\"]]}", "{\"blocks\":32,\"xxh64\":[null]}",
	};
	struct content_sums *sums = calloc(1, sizeof(*sums));
	struct json_object *doc, *list, *part;
	unsigned int i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		doc = json_object_new_object();
		json_object_object_add(doc, "extents", json_tokener_parse(bad[i]));
		content_sums_parse(sums, doc);
		ck_assert_msg(!sums->nr_extents, "%s: expected no extents, got %u", bad[i],
			      sums->nr_extents);
		json_object_put(doc);
	}
	doc = json_tokener_parse("{\"extents\":{\"blocks\":32,\"xxh64\":[]}}");
	json_object_object_get_ex(doc, "extents", &part);
	json_object_object_get_ex(part, "xxh64", &list);
	for (i = 0; i <= MAX_EXTENTS; i++)
		json_object_array_add(list, json_tokener_parse("[5,\"00\"]"));
	content_sums_parse(sums, doc);
	ck_assert_uint_eq(sums->nr_extents, 0);
	json_object_array_del_idx(list, 0, 1);
	content_sums_parse(sums, doc);
	ck_assert_uint_eq(sums->nr_extents, MAX_EXTENTS);
	json_object_put(doc);
	free(sums);
}
END_TEST

START_TEST(skipped)
{
	static const uint32_t list[] = { DSR_OUTCOME_VERIFIED };
	struct dsr_bad_range bad[] = { { 10, 1 }, { 1200, 3 } };
	char *text;

	outcomes(list, 1);
	report.disc = &album;
	report.bad = bad;
	report.nr_bad = 2;
	snap.job.bad_blocks = 4;
	text = print();
	ck_assert_ptr_nonnull(strstr(text,
		"4 blocks of the source could not be read, the copies have zeros there:\n"
		"  10 (track 1, 00:02:10)\n"
		"  1200 to 1202 (track 2, 00:18:00)\n"));
	free(text);
}
END_TEST

START_TEST(skipped_before)
{
	static const uint32_t list[] = { DSR_OUTCOME_VERIFIED };
	struct bad_list *before = calloc(1, sizeof(*before));
	char *text;

	outcomes(list, 1);
	report.disc = &album;
	before->nr = 2;
	before->runs[0] = (struct bad_run){ 10, 1 };
	before->runs[1] = (struct bad_run){ 1200, 3 };
	ck_assert_uint_eq(bad_list_blocks(before), 4);
	ck_assert_int_eq(report_add_bad(&report, before), DSRCTL_OK);
	free(before);
	ck_assert_uint_eq(report_bad_blocks(&report), 4);
	text = print();
	ck_assert_ptr_nonnull(strstr(text,
		"4 blocks of the source could not be read, the copies have zeros there:\n"
		"  10 (track 1, 00:02:10)\n"
		"  1200 to 1202 (track 2, 00:18:00)\n"));
	free(text);
	report_end(&report);
}
END_TEST

START_TEST(c2_errors)
{
	static const uint32_t list[] = { DSR_OUTCOME_VERIFIED };
	struct dsr_bad_range c2[] = { { 1200, 2 } };
	char *text;

	outcomes(list, 1);
	report.disc = &album;
	text = print();
	ck_assert_ptr_null(strstr(text, "C2"));
	free(text);
	snap.job.flags = DSR_JOB_F_C2;
	text = print();
	ck_assert_ptr_nonnull(strstr(text, "The source told of no C2 errors.\n"));
	free(text);
	snap.job.c2_blocks = 3;
	snap.job.c2_kept = 2;
	report.c2 = c2;
	report.nr_c2 = 1;
	text = print();
	ck_assert_ptr_nonnull(strstr(text,
		"1 block with C2 errors could be read again without.\n"
		"2 blocks with C2 errors were copied as read:\n"
		"  1200 to 1201 (track 2, 00:18:00)\n"));
	free(text);
}
END_TEST

START_TEST(differences)
{
	static const uint32_t list[] = { DSR_OUTCOME_VERIFIED };
	struct layout_difference diff = { .track = 2, .what = "isrc", .a = "DEA450012345",
					  .b = "none" };
	struct readback *found = calloc(1, sizeof(*found));
	char *text;

	outcomes(list, 1);
	report.readback = found;
	found->discs[0].done = true;
	ck_assert_int_eq(report_exit_code(&report), DSRCTL_OK);
	found->discs[0].nr = 1;
	found->discs[0].list = &diff;
	ck_assert_int_eq(report_exit_code(&report), DSRCTL_DIFFERS);
	text = print();
	ck_assert_ptr_nonnull(strstr(text,
		"  track 2, isrc: the master has DEA450012345, the copy none\n"));
	free(text);
	free(found);
}
END_TEST

START_TEST(other_operations)
{
	static const uint32_t erased[] = { DSR_OUTCOME_ERASED, DSR_OUTCOME_NOT_STARTED };
	static const uint32_t simulated[] = { DSR_OUTCOME_SIMULATED };
	char *text;

	outcomes(erased, 2);
	snap.job.op = DSR_OP_ERASE;
	snap.sinks[1].error.reason = DSR_REASON_NOT_ERASABLE;
	ck_assert_int_eq(report_exit_code(&report), DSRCTL_SOME_REJECTED);
	text = print();
	ck_assert_ptr_nonnull(strstr(text, "RECORDER (/dev/sr1): erased\n"));
	ck_assert_ptr_nonnull(strstr(text, "2 discs: 1 erased, 1 not started.\n"));
	free(text);
	outcomes(simulated, 1);
	ck_assert_int_eq(report_exit_code(&report), DSRCTL_OK);
	text = print();
	ck_assert_ptr_nonnull(strstr(text, "simulated, nothing was written, 73.8 MB\n"));
	free(text);
}
END_TEST

START_TEST(partial)
{
	static const uint32_t list[] = { DSR_OUTCOME_VERIFIED };
	struct coverage share = { COVERAGE_SHARE, 125 };
	char *text;

	outcomes(list, 1);
	report.coverage = &share;
	snap.sinks[0].total_blocks = 1000;
	snap.sinks[0].verify_blocks = 125;
	text = print();
	ck_assert_ptr_nonnull(strstr(text, ", 12.5 % of it read back\n"));
	ck_assert_ptr_nonnull(strstr(text, "Read back: at least 12.5 % of the blocks of every disc.\n"));
	free(text);
}
END_TEST

START_TEST(archived)
{
	static const uint32_t list[] = { DSR_OUTCOME_REJECTED };
	struct dsr_bad_range bad = { 1200, 3 };
	char path[] = "/tmp/dsr-unit-XXXXXX", line[16384];
	struct json_object *doc, *part, *list_of;
	int fd = mkstemp(path);
	FILE *in;

	close(fd);
	outcomes(list, 1);
	report.disc = &album;
	report.bad = &bad;
	report.nr_bad = 1;
	snap.job.start_ns = 1;
	snap.job.now_ns = 2;
	snap.sinks[0].error.reason = DSR_REASON_MISMATCH;
	snap.sinks[0].error.value = 1234;
	ck_assert_int_eq(archive_append(path, &report), DSRCTL_OK);
	in = fopen(path, "r");
	ck_assert_ptr_nonnull(fgets(line, sizeof(line), in));
	fclose(in);
	unlink(path);
	doc = json_tokener_parse(line);
	ck_assert(json_object_object_get_ex(doc, "started", NULL));
	ck_assert(json_object_object_get_ex(doc, "disc", &part));
	ck_assert(json_object_object_get_ex(doc, "copy", &part));
	ck_assert(json_object_object_get_ex(part, "first_difference", &part));
	ck_assert_str_eq(json_object_to_json_string_ext(part, JSON_C_TO_STRING_PLAIN),
			 "{\"lba\":1234,\"track\":2,\"position\":\"00:18:34\"}");
	ck_assert(json_object_object_get_ex(doc, "job", &part));
	ck_assert(json_object_object_get_ex(part, "bad", &list_of));
	ck_assert_str_eq(json_object_to_json_string_ext(list_of, JSON_C_TO_STRING_PLAIN),
			 "[{\"lba\":1200,\"track\":2,\"position\":\"00:18:00\",\"blocks\":3}]");
	json_object_put(doc);
}
END_TEST

Suite *suite_report(void)
{
	Suite *s = suite_create("report");

	PROMISE(s, "report: the exit code says how the job ended", exit_codes);
	PROMISE(s, "report: one line per disc with outcome, reason and advice", lines);
	PROMISE(s, "report: what was not read back is called not verified", unverified);
	PROMISE(s, "report: a failed source is named with sense and block", source_failed);
	PROMISE(s, "report: one JSON line per disc is added to the file", provenance);
	PROMISE(s, "report: a file that can't be written is told", no_place);
	PROMISE(s, "report: a mismatch says track and time", place);
	PROMISE(s, "report: of another SHA-256 the track is told where it can be", bad_track);
	PROMISE(s, "report: the record has the tracks' SHA-256 and which one is bad", bad_track_archived);
	PROMISE(s, "report: extents of a report that are none are left out", strange_extents);
	PROMISE(s, "report: skipped blocks are listed with their places", skipped);
	PROMISE(s, "report: blocks skipped before the job are listed as well", skipped_before);
	PROMISE(s, "report: C2 errors are told where they were asked for", c2_errors);
	PROMISE(s, "report: a difference beside the content is listed, and ends with 8", differences);
	PROMISE(s, "report: erased and simulated discs are good discs", other_operations);
	PROMISE(s, "report: how much was read back is stated", partial);
	PROMISE(s, "report: a record has the disc, the times and what was skipped", archived);
	return s;
}

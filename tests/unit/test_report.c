// SPDX-License-Identifier: GPL-2.0
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "report.h"
#include "unit.h"

static struct snapshot snap;

static void outcomes(const uint32_t *list, uint32_t nr)
{
	uint32_t i;

	memset(&snap, 0, sizeof(snap));
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
	ck_assert_int_eq(report_exit_code(&snap), DSRCTL_OK);
	snap.job.cancelled = 1;	/* asked for too late: every disc is good */
	ck_assert_int_eq(report_exit_code(&snap), DSRCTL_OK);
	outcomes(some, 2);
	ck_assert_int_eq(report_exit_code(&snap), DSRCTL_SOME_REJECTED);
	snap.job.cancelled = 1;
	ck_assert_int_eq(report_exit_code(&snap), DSRCTL_CANCELLED);
	outcomes(none, 2);
	ck_assert_int_eq(report_exit_code(&snap), DSRCTL_FAILED);
	outcomes(open, 2);
	ck_assert_int_eq(report_exit_code(&snap), DSRCTL_SOME_REJECTED);
	outcomes(good, 0);
	ck_assert_int_eq(report_exit_code(&snap), DSRCTL_FAILED);
}
END_TEST

static char *print(void)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	report_print(out, &snap);
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
	ck_assert_int_eq(report_append(path, &snap, "image.iso"), DSRCTL_OK);
	ck_assert_int_eq(report_append(path, &snap, NULL), DSRCTL_OK);
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
	ck_assert_int_eq(report_append("/nonexistent/report", &snap, NULL), DSRCTL_DEVICE);
	ck_assert_int_eq(report_append("/dev/full", &snap, NULL), DSRCTL_DEVICE);
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
	return s;
}

// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "plan.h"
#include "unit.h"

static struct order order;	/* of the plans below */

static struct plan *new_plan(void)
{
	struct plan *plan = calloc(1, sizeof(*plan));

	memset(&order, 0, sizeof(order));
	order.op = DSR_OP_COPY;
	ck_assert_ptr_nonnull(plan);
	ck_assert_int_eq(plan_begin(plan, &order, -1), DSRCTL_OK);
	return plan;
}

static void drop(struct plan *plan)
{
	plan_end(plan);
	free(plan);
}

START_TEST(obstacles)
{
	struct plan *plan = new_plan();
	struct plan_end end = { .kind = END_DRIVE, .probed = true, .fd = -1 };
	enum probe_medium m;

	plan->room = 1000;
	end.probe.blocks_valid = true;
	end.probe.blocks = 1000;
	for (m = PROBE_NO_DISC; m <= PROBE_UNKNOWN; m++) {
		end.probe.medium = m;
		ck_assert_msg(!plan_obstacle(plan, &end) ==
			      (m == PROBE_BLANK || m == PROBE_REWRITABLE ||
			       m == PROBE_UNKNOWN),
			      "expected only what may be writable to pass, not so %s",
			      probe_medium_word(m));
	}
	end.probe.medium = PROBE_BLANK;
	end.probe.blocks = 999;
	ck_assert_ptr_nonnull(plan_obstacle(plan, &end));
	end.probe.blocks_valid = false;
	ck_assert_ptr_null(plan_obstacle(plan, &end));
	end.kind = END_BLOCK;
	end.blocks = 999;
	ck_assert_ptr_nonnull(plan_obstacle(plan, &end));
	drop(plan);
}
END_TEST

static int source(const char *path)
{
	struct plan *plan = new_plan();
	int ret = plan_source(plan, path);

	drop(plan);
	return ret;
}

START_TEST(bad_sources)
{
	char path[] = "/tmp/dsr-unit-XXXXXX";
	int fd = mkstemp(path);

	ck_assert_int_eq(source("/nonexistent"), DSRCTL_DEVICE);
	ck_assert_int_eq(source("/dev/null"), DSRCTL_USAGE);
	ck_assert_int_eq(source("/tmp"), DSRCTL_USAGE);
	ck_assert_int_eq(source(path), DSRCTL_DEVICE);	/* empty */
	ck_assert_int_eq(write(fd, "no image", 8), 8);
	ck_assert_int_eq(source(path), DSRCTL_DEVICE);
	close(fd);
	unlink(path);
}
END_TEST

START_TEST(bad_sinks)
{
	char path[] = "/tmp/dsr-unit-XXXXXX";
	struct plan *plan = new_plan();

	close(mkstemp(path));
	ck_assert_int_eq(plan_sink(plan, path), DSRCTL_USAGE);
	ck_assert_int_eq(plan_sink(plan, "/dev/null"), DSRCTL_USAGE);
	ck_assert_int_eq(plan_sink(plan, "/nonexistent"), DSRCTL_DEVICE);
	unlink(path);
	drop(plan);
}
END_TEST

START_TEST(too_many)
{
	struct plan *plan = new_plan();

	plan->nr_sinks = DSR_MAX_SINKS;
	ck_assert_int_eq(plan_sink(plan, "/dev/null"), DSRCTL_USAGE);
	plan->nr_sinks = 0;
	drop(plan);
}
END_TEST

START_TEST(confirm)
{
	struct plan *plan = new_plan();

	/* no terminal to ask on */
	ck_assert_ptr_nonnull(freopen("/dev/null", "r", stdin));
	plan->nr_sinks = 1;
	plan->sinks[0].kind = END_DRIVE;
	plan->sinks[0].probed = true;
	plan->sinks[0].probe.medium = PROBE_BLANK;
	ck_assert_int_eq(plan_confirm(plan), DSRCTL_OK);
	ck_assert(!plan->sinks[0].overwrite);
	plan->sinks[0].probe.medium = PROBE_REWRITABLE;
	ck_assert_int_eq(plan_confirm(plan), DSRCTL_OK);
	ck_assert(!plan->sinks[0].overwrite);
	order.yes = true;
	ck_assert_int_eq(plan_confirm(plan), DSRCTL_OK);
	ck_assert(plan->sinks[0].overwrite);
	order.yes = false;
	plan->sinks[0].kind = END_BLOCK;
	plan->sinks[0].probed = false;
	ck_assert_int_eq(plan_confirm(plan), DSRCTL_USAGE);
	order.yes = true;
	ck_assert_int_eq(plan_confirm(plan), DSRCTL_OK);
	drop(plan);
}
END_TEST

START_TEST(erase_asks)
{
	struct plan *plan = new_plan();

	ck_assert_ptr_nonnull(freopen("/dev/null", "r", stdin));
	order.op = DSR_OP_ERASE;
	plan->nr_sinks = 1;
	plan->sinks[0].kind = END_DRIVE;
	plan->sinks[0].probed = true;
	plan->sinks[0].probe.profile = 0x0a;
	plan->sinks[0].probe.medium = PROBE_BLANK;
	ck_assert_int_eq(plan_confirm(plan), DSRCTL_USAGE);
	order.yes = true;
	ck_assert_int_eq(plan_confirm(plan), DSRCTL_OK);
	order.yes = false;
	order.op = DSR_OP_SIMULATE;
	ck_assert_int_eq(plan_confirm(plan), DSRCTL_OK);
	order.op = DSR_OP_VERIFY;
	ck_assert_int_eq(plan_confirm(plan), DSRCTL_OK);
	drop(plan);
}
END_TEST

/* the sinks of a plan: one disc of each profile, up to 0 */
static void put_discs(struct plan *plan, const uint16_t *profiles, enum probe_medium medium)
{
	uint32_t i;

	for (i = 0; profiles[i]; i++) {
		plan->sinks[i].kind = END_DRIVE;
		plan->sinks[i].probed = true;
		plan->sinks[i].probe.profile = profiles[i];
		plan->sinks[i].probe.medium = medium;
	}
	plan->nr_sinks = i;
}

START_TEST(no_test_write)
{
	static const uint16_t know[] = { 0x09, 0x0a, 0x11, 0x14, 0x15, 0 };
	static const uint16_t know_not[] = { 0x12, 0x13, 0x1a, 0x1b, 0x2a, 0x2b, 0x41, 0x42, 0x43, 0 };
	struct plan *plan = new_plan();
	uint16_t one[2] = { 0 };
	size_t i;

	order.op = DSR_OP_SIMULATE;
	put_discs(plan, know, PROBE_BLANK);
	ck_assert_int_eq(plan_check(plan), DSRCTL_OK);
	for (i = 0; know_not[i]; i++) {
		one[0] = know_not[i];
		put_discs(plan, one, PROBE_BLANK);
		ck_assert_msg(plan_check(plan) == DSRCTL_DEVICE,
			      "expected profile %02x to be refused", one[0]);
		ck_assert_ptr_nonnull(plan_obstacle(plan, &plan->sinks[0]));
	}
	/* an empty drive is the kernel's to reject: the others go on */
	put_discs(plan, know, PROBE_NO_DISC);
	plan->sinks[0].probe.profile = 0;
	ck_assert_int_eq(plan_check(plan), DSRCTL_OK);
	plan->nr_sinks = 0;
	drop(plan);
}
END_TEST

START_TEST(no_test_write_of_sessions)
{
	static const uint16_t cds[] = { 0x09, 0x0a, 0 };
	struct disc disc = { .family = DSR_FAMILY_CD, .nr_sessions = 1 };
	struct plan *plan = new_plan();

	plan->disc = &disc;
	put_discs(plan, cds, PROBE_BLANK);
	order.op = DSR_OP_SIMULATE;
	ck_assert_int_eq(plan_check(plan), DSRCTL_OK);
	disc.nr_sessions = 2;
	ck_assert_int_eq(plan_check(plan), DSRCTL_DEVICE);
	order.op = DSR_OP_COPY;
	ck_assert_int_eq(plan_check(plan), DSRCTL_OK);
	plan->disc = NULL;
	plan->nr_sinks = 0;
	drop(plan);
}
END_TEST

START_TEST(sessions_of_their_kind)
{
	static const uint16_t same[] = { 0x1b, 0 };
	static const uint16_t other[] = { 0x1b, 0x11, 0 };
	static const uint16_t one_only[] = { 0x1a, 0 };
	struct disc disc = {
		.family = DSR_FAMILY_DVD, .nr_sessions = 2, .written_on = 0x1b,
	};
	struct plan *plan = new_plan();

	plan->disc = &disc;
	order.op = DSR_OP_COPY;
	put_discs(plan, same, PROBE_BLANK);
	ck_assert_int_eq(plan_check(plan), DSRCTL_OK);
	put_discs(plan, other, PROBE_BLANK);
	ck_assert_int_eq(plan_check(plan), DSRCTL_DEVICE);
	ck_assert_ptr_null(plan_obstacle(plan, &plan->sinks[0]));
	ck_assert_ptr_nonnull(plan_obstacle(plan, &plan->sinks[1]));
	/* what it was written on is not known: the kernel will see */
	disc.written_on = 0;
	ck_assert_int_eq(plan_check(plan), DSRCTL_OK);
	ck_assert_uint_eq(plan->nr_notes, 1);
	/* a DVD+R DL: none can be made */
	disc.written_on = 0x2b;
	ck_assert_int_eq(plan_check(plan), DSRCTL_DEVICE);
	disc.written_on = 0x1b;
	put_discs(plan, one_only, PROBE_REWRITABLE);
	ck_assert_int_eq(plan_check(plan), DSRCTL_DEVICE);
	plan->sinks[0].kind = END_BLOCK;
	ck_assert_int_eq(plan_check(plan), DSRCTL_DEVICE);
	disc.nr_sessions = 1;
	ck_assert_int_eq(plan_check(plan), DSRCTL_OK);
	plan->disc = NULL;
	plan->nr_sinks = 0;
	drop(plan);
}
END_TEST

START_TEST(erasable)
{
	static const uint16_t none[] = { 0x08, 0x09, 0x10, 0x11, 0x1b, 0x2b, 0x41, 0 };
	static const uint16_t some[] = { 0x09, 0x0a, 0x12, 0x13, 0x14, 0x1a, 0x43, 0 };
	struct plan *plan = new_plan();

	order.op = DSR_OP_ERASE;
	put_discs(plan, none, PROBE_FULL);
	ck_assert_int_eq(plan_check(plan), DSRCTL_DEVICE);
	put_discs(plan, some, PROBE_REWRITABLE);
	ck_assert_int_eq(plan_check(plan), DSRCTL_OK);
	ck_assert_ptr_nonnull(plan_obstacle(plan, &plan->sinks[0]));
	ck_assert_ptr_null(plan_obstacle(plan, &plan->sinks[1]));
	plan->nr_sinks = 0;
	drop(plan);
}
END_TEST

START_TEST(family)
{
	struct plan *plan = new_plan();
	struct disc *disc = calloc(1, sizeof(*disc));
	struct plan_end end = { .kind = END_DRIVE, .probed = true, .fd = -1 };

	plan->disc = disc;
	end.probe.medium = PROBE_BLANK;
	end.probe.profile = 0x1b;
	disc->family = DSR_FAMILY_CD;
	ck_assert_ptr_nonnull(plan_obstacle(plan, &end));
	disc->family = DSR_FAMILY_ANY;
	ck_assert_ptr_null(plan_obstacle(plan, &end));
	disc->family = DSR_FAMILY_DVD;
	ck_assert_ptr_null(plan_obstacle(plan, &end));
	order.op = DSR_OP_VERIFY;
	end.probe.medium = PROBE_FULL;
	ck_assert_ptr_null(plan_obstacle(plan, &end));
	end.probe.profile = 0x41;
	ck_assert_ptr_nonnull(plan_obstacle(plan, &end));
	free(disc);
	plan->disc = NULL;
	drop(plan);
}
END_TEST

START_TEST(cd_only)
{
	static const uint16_t discs[] = { 0x1a, 0x1b, 0x09, 0 };
	struct plan *plan = new_plan();

	order.session_told = true;
	put_discs(plan, discs, PROBE_BLANK);
	ck_assert_int_eq(plan_check(plan), DSRCTL_OK);
	ck_assert_uint_eq(plan->nr_notes, 1);
	ck_assert_ptr_nonnull(strstr(plan->notes[0], "--session has no effect on a DVD+RW"));
	plan->nr_sinks = 0;
	drop(plan);
}
END_TEST

static void write_report(const char *path, const char *text)
{
	FILE *out = fopen(path, "w");

	fputs(text, out);
	fclose(out);
}

#define DIGEST	"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define OTHER	"10112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define DISC	"\"disc\":{\"family\":\"cd\",\"sessions\":1,\"tracks\":[{\"number\":1," \
	"\"session\":1,\"mode\":\"audio\",\"subchannel\":\"none\",\"start\":150," \
	"\"pregap\":150,\"gap_in_source\":true,\"blocks\":1000}]}"
#define RECORD(digest, disc) \
	"{\"schema\":1,\"type\":\"provenance\",\"job\":{\"sha256\":\"" digest \
	"\",\"track_sha256\":[\"" OTHER "\"]}," disc "}\n"

START_TEST(against)
{
	char path[] = "/tmp/dsr-unit-XXXXXX";
	struct plan *plan = new_plan();

	close(mkstemp(path));
	write_report(path, RECORD(DIGEST, DISC) RECORD(DIGEST, DISC));
	ck_assert_int_eq(plan_against(plan, path), DSRCTL_OK);
	ck_assert_uint_eq(plan->sha256[1], 0x11);
	ck_assert_uint_eq(plan->record->sums.nr, 1);
	ck_assert_uint_eq(plan->record->sums.sha256[0][0], 0x10);
	ck_assert_uint_eq(plan->blocks, 1150);
	ck_assert_uint_eq(plan->room, 1150);
	ck_assert_uint_eq(plan->disc->tracks[0].source_offset, 0);
	ck_assert_ptr_nonnull(plan->layout);
	drop(plan);
	unlink(path);
}
END_TEST

START_TEST(bad_reports)
{
	static const char *const texts[] = {
		"", "\n\n", "nonsense", "{}", "{\"type\":null}", "{\"type\":\"result\"}",
		RECORD(DIGEST, "\"disc\":null"), RECORD(DIGEST, "\"x\":1"),
		RECORD("00", DISC), RECORD("zz112233445566778899aabbccddeeff"
		"00112233445566778899aabbccddeeff", DISC),
		RECORD(DIGEST, DISC) RECORD(OTHER, DISC),
		"{\"type\":\"provenance\",\"job\":{\"sha256\":null},\"copy\":{\"outcome\":"
		"\"rejected\",\"sha256\":\"" DIGEST "\"}," DISC "}",
	};
	char path[] = "/tmp/dsr-unit-XXXXXX";
	struct plan *plan;
	size_t i;

	close(mkstemp(path));
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		plan = new_plan();
		write_report(path, texts[i]);
		ck_assert_msg(plan_against(plan, path) == DSRCTL_DEVICE,
			      "expected '%s' to be refused", texts[i]);
		drop(plan);
	}
	unlink(path);
	plan = new_plan();
	ck_assert_int_eq(plan_against(plan, "/nonexistent"), DSRCTL_DEVICE);
	ck_assert_int_eq(plan_against(plan, "/tmp"), DSRCTL_DEVICE);
	drop(plan);
}
END_TEST

Suite *suite_plan(void)
{
	Suite *s = suite_create("plan");

	PROMISE(s, "plan: only what can take the content passes", obstacles);
	PROMISE(s, "plan: what can't be a source is refused", bad_sources);
	PROMISE(s, "plan: what can't be a sink is refused", bad_sinks);
	PROMISE(s, "plan: a 65th recorder is refused", too_many);
	PROMISE(s, "plan: data is written over only after a yes", confirm);
	PROMISE(s, "plan: nothing is erased without a yes", erase_asks);
	PROMISE(s, "plan: what knows no test write is refused before it starts", no_test_write);
	PROMISE(s, "plan: discs of several sessions are not simulated", no_test_write_of_sessions);
	PROMISE(s, "plan: a DVD's sessions go to media of their kind only", sessions_of_their_kind);
	PROMISE(s, "plan: what can't be erased is refused", erasable);
	PROMISE(s, "plan: content goes to media of its own family", family);
	PROMISE(s, "plan: options for CDs are noted where they have no effect", cd_only);
	PROMISE(s, "plan: a report takes the place of the master", against);
	PROMISE(s, "plan: what is no report of one master is refused", bad_reports);
	return s;
}

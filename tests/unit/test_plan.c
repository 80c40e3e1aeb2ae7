// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "plan.h"
#include "unit.h"

static struct plan *new_plan(void)
{
	struct plan *plan = calloc(1, sizeof(*plan));

	ck_assert_ptr_nonnull(plan);
	ck_assert_int_eq(plan_begin(plan, -1), DSRCTL_OK);
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

	plan->blocks = 1000;
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
	ck_assert_int_eq(plan_confirm(plan, false), DSRCTL_OK);
	ck_assert(!plan->sinks[0].overwrite);
	plan->sinks[0].probe.medium = PROBE_REWRITABLE;
	ck_assert_int_eq(plan_confirm(plan, false), DSRCTL_OK);
	ck_assert(!plan->sinks[0].overwrite);
	ck_assert_int_eq(plan_confirm(plan, true), DSRCTL_OK);
	ck_assert(plan->sinks[0].overwrite);
	plan->sinks[0].kind = END_BLOCK;
	plan->sinks[0].probed = false;
	ck_assert_int_eq(plan_confirm(plan, false), DSRCTL_USAGE);
	ck_assert_int_eq(plan_confirm(plan, true), DSRCTL_OK);
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
	return s;
}

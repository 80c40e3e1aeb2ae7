// SPDX-License-Identifier: GPL-2.0
/*
 * How long 100 copies with 12 drives take at life's speeds, against what no order of
 * moves could beat. One of three binds:
 *
 * - the drives: k of them get the most discs, r each (k = 4, r = 9). The last of these
 *   k has its first disc after k moves. Each of its discs is loaded and burnt, and is
 *   taken out before the next one comes in: two moves. The last one is taken out.
 * - the robot: each disc is moved to a drive and out of it, and with a label also out
 *   of the printer. The robot can be at it from the beginning to the end.
 * - the printer: the first disc has to be burnt. Then each is put in, printed, taken
 *   out; no two of these things can be done at once.
 */
#include <stdlib.h>

#include "batch_run.h"
#include "unit.h"

#define COPIES		100
#define DRIVES		12
#define MOVE_MS		8000
#define LOAD_MS		15000
#define PRINT_MS	40000
#define LONG_BURN_MS	330000	/* a full DVD at 16x */
#define SHORT_BURN_MS	60000
#define PER_CENT	5	/* above the bound, at most */
#define TEST_SECONDS	60

static int64_t most(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t drives_bound(int64_t burn_ms)
{
	int64_t r = (COPIES + DRIVES - 1) / DRIVES, k = COPIES - DRIVES * (r - 1);

	return k * MOVE_MS + r * (LOAD_MS + burn_ms) + (r - 1) * 2 * MOVE_MS + MOVE_MS;
}

static int64_t robot_bound(bool label)
{
	return COPIES * (label ? 3 : 2) * MOVE_MS;
}

static int64_t printer_bound(int64_t burn_ms)
{
	return MOVE_MS + LOAD_MS + burn_ms + COPIES * (MOVE_MS + PRINT_MS + MOVE_MS);
}

static int64_t bound(int64_t burn_ms, bool label)
{
	int64_t ms = most(drives_bound(burn_ms), robot_bound(label));

	return label ? most(ms, printer_bound(burn_ms)) : ms;
}

static int64_t measure(int64_t burn_ms, bool label)
{
	struct world_rules w = {
		.jvc = true, .slots = 240, .discs = 110, .drives = DRIVES, .move_ms = MOVE_MS,
		.load_ms = LOAD_MS, .burn_ms = burn_ms, .print_ms = PRINT_MS,
	};
	struct batch_rules r = { .copies = COPIES, .sides = 1, .label = label };
	struct run *run = calloc(1, sizeof(*run));
	enum batch_phase phase;
	int64_t ms;

	ck_assert_ptr_nonnull(run);
	run->blanks[0] = 1;
	run->blanks[1] = 110;
	run->out[0] = 121;
	run->out[1] = 120;
	run_init(run, &w, &r);
	phase = run_on(run);
	run_check(run, phase);
	ck_assert_msg(!run->wrong[0], "%s", run->wrong);
	ck_assert_int_eq(phase, BATCH_OVER);
	ms = run->w.now_ms;
	run_free(run);
	return ms;
}

static void is_near(int64_t burn_ms, bool label)
{
	int64_t least = bound(burn_ms, label), ms = measure(burn_ms, label);

	ck_assert_msg(ms >= least, "%lld s: the bound of %lld s is none", (long long)ms / 1000,
		      (long long)least / 1000);
	ck_assert_msg(ms * 100 <= least * (100 + PER_CENT),
		      "%lld s, that is %.1f %% above the bound of %lld s, expected at most %d %%",
		      (long long)ms / 1000, 100.0 * (double)(ms - least) / (double)least,
		      (long long)least / 1000, PER_CENT);
}

START_TEST(drives_bind)
{
	is_near(LONG_BURN_MS, false);
}
END_TEST

START_TEST(robot_binds)
{
	is_near(SHORT_BURN_MS, false);
}
END_TEST

START_TEST(printer_binds)
{
	is_near(LONG_BURN_MS, true);
	is_near(SHORT_BURN_MS, true);
}
END_TEST

/* also where two of them nearly bind */
START_TEST(any_burn)
{
	int64_t s;

	for (s = 20; s <= 1500; s += s < 100 ? 20 : 200) {
		is_near(s * 1000, false);
		is_near(s * 1000, true);
	}
}
END_TEST

static void promise(Suite *s, const char *name, const TTest *test)
{
	TCase *c = tcase_create(name);

	tcase_set_timeout(c, TEST_SECONDS);
	tcase_add_test(c, test);
	suite_add_tcase(s, c);
}

Suite *suite_batch_speed(void)
{
	Suite *s = suite_create("batch_speed");

	promise(s, "batch: 100 copies, 12 drives, 330 s burns: within 5 % of what the drives allow",
		drives_bind);
	promise(s, "batch: 100 copies, 12 drives, 60 s burns: within 5 % of what the robot allows",
		robot_binds);
	promise(s, "batch: 100 labelled copies, 12 drives: within 5 % of what the printer allows",
		printer_binds);
	promise(s, "batch: 100 copies, 12 drives, burns of 20 s to 25 min: within 5 % of the bound",
		any_burn);
	return s;
}

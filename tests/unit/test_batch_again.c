// SPDX-License-Identifier: GPL-2.0
/* What a batch does with what was begun before, one promise after the other. */
#include "batch_bench.h"
#include "library/batch_steps.h"
#include "unit.h"

/* ---- interrupted ----------------------------------------------------------------------------- */

/* The first record of a work that the next process begins; the burn had job 7. */
static struct batch_record after(struct run *run, bool same_boot)
{
	struct batch_record r[16], resume = { .kind = BATCH_R_RESUME, .same_boot = same_boot };

	run_take(run, BATCH_COPY, 0, 1);
	run->b.discs[0].state = BATCH_WORKING;
	run->b.discs[0].work = BATCH_BURN;
	run->b.discs[0].job = 7;
	batch_put(&run->b, &run->b.discs[0], batch_place_at(&run->b, DRIVE(1)));
	ck_assert_int_eq(batch_apply(&run->b, &resume), 0);
	ck_assert_int_ge(batch_decide(&run->b, 0, r, 16), 1);
	return r[0];
}

START_TEST(followed)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);
	struct batch_record r = after(run, true);

	ck_assert_int_eq(r.work, BATCH_FOLLOW);
	ck_assert_int_eq(r.job, 7);
	r = (struct batch_record){ .kind = BATCH_R_DONE, .work = BATCH_FOLLOW,
		.result = BATCH_IS_UNKNOWN };
	ck_assert_int_eq(batch_apply(&run->b, &r), 0);
	ck_assert_int_eq(run->b.discs[0].state, BATCH_LEFT);
	ck_assert_int_eq(run->b.discs[0].job, 0);
	run_free(run);
}
END_TEST

/* The process that waited for a burn dies, or leaves; the burn may go on. */
static struct batch_record forsaken(struct run *run, uint32_t job)
{
	struct batch_record r[16], told = { .kind = BATCH_R_DONE, .work = BATCH_BURN,
		.result = BATCH_IS_UNKNOWN };

	run_take(run, BATCH_COPY, 0, 1);
	run->b.discs[0].state = BATCH_WORKING;
	run->b.discs[0].work = BATCH_BURN;
	run->b.discs[0].job = job;
	batch_put(&run->b, &run->b.discs[0], batch_place_at(&run->b, DRIVE(1)));
	ck_assert_int_eq(batch_apply(&run->b, &told), 0);
	ck_assert_int_ge(batch_decide(&run->b, 0, r, 16), 1);
	return r[0];
}

START_TEST(forsaken_job)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);
	struct batch_record r = forsaken(run, 7);

	ck_assert_int_eq(r.kind, BATCH_R_WORK);
	ck_assert_int_eq(r.work, BATCH_FOLLOW);
	ck_assert_int_eq(r.job, 7);
	run_free(run);
	run = bench_run(&bench_jvc, &bench_three);
	r = forsaken(run, 0);
	ck_assert_int_eq(r.kind, BATCH_R_WORK);
	ck_assert_int_eq(r.work, BATCH_JUDGE);
	run_free(run);
}
END_TEST

/* Every process dies before its burn begins: that must not go on for ever. */
START_TEST(forsaken_for_ever)
{
	struct world_rules world = bench_jvc;
	struct run *run;

	world.forsaken = 2000;
	run = bench_run(&world, &bench_three);
	ck_assert_int_eq(run_on(run), BATCH_SHORT);
	run_check(run, BATCH_SHORT);
	ck_assert_msg(!run->wrong[0], "%s", run->wrong);
	run_free(run);
}
END_TEST

/* A copy that was given up is tried again after a stop: somebody has mended something. */
START_TEST(tried_again)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);
	struct batch_record resume = { .kind = BATCH_R_RESUME };

	run->b.copies[0].tries = 3;
	run->b.copies[0].given_up = true;
	run->b.copies[1].tries = 1;
	run->b.copies[1].good = true;
	ck_assert_int_eq(batch_apply(&run->b, &resume), 0);
	ck_assert(!run->b.copies[0].given_up);
	ck_assert_uint_eq(run->b.copies[0].tries, 0);
	ck_assert_uint_eq(run->b.copies[1].tries, 1);
	run_free(run);
}
END_TEST

/* Numbers of jobs begin anew with the machine. */
START_TEST(rebooted)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);
	struct batch_record r = after(run, false);

	ck_assert_int_eq(r.work, BATCH_JUDGE);
	ck_assert_int_eq(r.job, 0);
	run_free(run);
}
END_TEST

/* ---- blanks that would not do ----------------------------------------------------------------- */

/* Ten blanks, none of which will do: all of them are tried. */
static struct run *unfit_blanks(void)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);
	int i;

	for (i = 0; i < BLANKS; i++)
		run->w.discs[i].unfit = true;
	bench_ends(run, BATCH_SHORT);
	bench_says(run, "the blank discs ran out: 0 of 3 copies are there");
	return run;
}

START_TEST(swapped)
{
	struct run *run = unfit_blanks();
	int i;

	for (i = 0; i < BLANKS; i++) {
		world_take_away(&run->w, i);
		world_put(&run->w, (uint16_t)(i + 1), false);
	}
	run_resume(run, true);
	bench_ends(run, BATCH_OVER);
	ck_assert_int_eq(bench_works(run, BATCH_BURN), BLANKS + 3);
	run_free(run);
}
END_TEST

START_TEST(not_swapped)
{
	struct run *run = unfit_blanks();

	run_resume(run, true);
	bench_ends(run, BATCH_SHORT);
	bench_says(run, "the blank discs ran out: 0 of 3 copies are there");
	ck_assert_int_eq(bench_works(run, BATCH_BURN), 2 * BLANKS);
	run_free(run);
}
END_TEST

/* It is stopped in the middle; what was not tried yet is there. */
START_TEST(untried_first)
{
	struct batch_rules rules = bench_three;
	struct run *run;
	int i;

	rules.copies = 8;
	run = bench_run(&bench_jvc, &rules);
	run->w.discs[0].unfit = true;
	run->kills = 100;
	bench_ends(run, BATCH_OVER);
	ck_assert_int_gt(run->times, 2);
	for (i = 1; i < run->b.nr_discs; i++)
		ck_assert_msg(run->truth[i], "a disc that would not do is tried again, and others are there");
	run_free(run);
}
END_TEST

/* Bad discs in the reject slots stay there. */
START_TEST(rejects_stay)
{
	struct batch_rules rules = bench_three;
	struct world_rules world = bench_jvc;
	struct run *run;

	world.spoils = 1000;
	rules.retries = 0;
	run = bench_run(&world, &rules);
	bench_ends(run, BATCH_SHORT);
	run_resume(run, true);
	bench_ends(run, BATCH_SHORT);
	ck_assert_int_eq(bench_moves_from(run, REJECT), 0);
	run_free(run);
}
END_TEST

/* ---- masters ---------------------------------------------------------------------------------- */

/* Where the nth reading of the master was, from 0. */
static int read_in(const struct run *run, int nth)
{
	int i, at = -1;

	for (i = 0; i < run->nr; i++) {
		if (run->journal[i].kind == BATCH_R_MOVED && !run->journal[i].disc)
			at = run->journal[i].to;
		if (run->journal[i].kind == BATCH_R_WORK &&
		    run->journal[i].work == BATCH_IMAGE && !nth--)
			return at;
	}
	return -1;
}

/* The disk is full, say. */
static struct run *unread_master(void)
{
	struct batch_rules rules = bench_three;
	struct run *run;

	rules.masters = 1;
	run = bench_run(&bench_jvc, &rules);
	run->w.no_images = true;
	run_take(run, BATCH_MASTER, 0, BLANKS);
	return run;
}

START_TEST(master_elsewhere)
{
	struct run *run = unread_master();

	bench_ends(run, BATCH_SHORT);
	bench_says(run, "the master can't be read: a fault of the drive");
	ck_assert_int_eq(bench_works(run, BATCH_IMAGE), 3);
	ck_assert_int_ne(read_in(run, 0), read_in(run, 1));
	ck_assert_int_eq(bench_discs(run, BLANKS, BLANKS, BATCH_BAD), 1);
	run_free(run);
}
END_TEST

START_TEST(master_again)
{
	struct run *run = unread_master();

	bench_ends(run, BATCH_SHORT);
	run_mend(run);
	run_resume(run, true);
	run_take(run, BATCH_MASTER, 0, BLANKS);
	bench_ends(run, BATCH_OVER);
	run_free(run);
}
END_TEST

/* It was stopped before the robot had brought the master home. */
START_TEST(master_on_its_way)
{
	struct batch_record resume = { .kind = BATCH_R_RESUME };
	struct run *run = unread_master();
	struct batch_disc *d = &run->b.discs[0];

	batch_put(&run->b, d, batch_place_at(&run->b, DRIVE(1)));
	batch_decide_end(&run->b, d, BATCH_BAD, "it is scratched");
	d->state = BATCH_LEAVING;
	ck_assert_int_eq(batch_apply(&run->b, &resume), 0);
	ck_assert_int_eq(d->end, BATCH_OPEN);
	ck_assert_int_eq(d->state, BATCH_BACK);
	run_free(run);
}
END_TEST

Suite *suite_batch_again(void)
{
	Suite *s = suite_create("batch_again");

	PROMISE(s, "batch: a job that runs on is followed, and its disc judged where that tells too little",
		followed);
	PROMISE(s, "batch: a burn whose process has died is followed or judged, and not begun again",
		forsaken_job);
	PROMISE(s, "batch: where every process dies it ends, with a reason", forsaken_for_ever);
	PROMISE(s, "batch: a copy that was given up is tried again after a stop", tried_again);
	PROMISE(s, "batch: after a reboot the disc is judged, whatever its job's number was",
		rebooted);
	PROMISE(s, "batch: blanks that would not do and were changed for others are taken after a stop",
		swapped);
	PROMISE(s, "batch: blanks that would not do and are still there cost one try after a stop",
		not_swapped);
	PROMISE(s, "batch: after a stop blanks go first that were not tried yet", untried_first);
	PROMISE(s, "batch: after a stop bad discs stay in the reject slots", rejects_stay);
	PROMISE(s, "batch: a master that a drive can't read is read in another one", master_elsewhere);
	PROMISE(s, "batch: a master that no drive could read can be taken again after a stop",
		master_again);
	PROMISE(s, "batch: a master that no drive could read, and is under way at a stop, is read again",
		master_on_its_way);
	return s;
}

// SPDX-License-Identifier: GPL-2.0
/* What a batch does when something fails, stops or can't be, one promise after the other. */
#include <errno.h>

#include "batch_bench.h"
#include "library/batch_steps.h"
#include "unit.h"

/* ---- what fails -------------------------------------------------------------------------- */

START_TEST(no_blanks)
{
	struct batch_rules rules = bench_three;
	struct run *run;
	uint16_t i;

	rules.copies = BLANKS + 1;
	run = bench_run(&bench_jvc, &rules);
	bench_ends(run, BATCH_SHORT);
	bench_says(run, "the blank discs ran out: 10 of 11 copies are there");
	for (i = 1; i <= BLANKS && bench_place(run, i)->disc >= 0;)
		i++;
	world_put(&run->w, i, false);
	run_resume(run, true);
	bench_ends(run, BATCH_OVER);
	run_free(run);
}
END_TEST

START_TEST(retries)
{
	struct world_rules world = bench_jvc;
	struct batch_rules rules = bench_three;
	struct run *run;

	world.spoils = 1000;
	world.drives = 8;
	rules.copies = 1;
	run = bench_run(&world, &rules);
	bench_ends(run, BATCH_SHORT);
	bench_says(run, "too many discs were spoilt: 0 of 1 copies are there");
	ck_assert_int_eq(bench_works(run, BATCH_BURN), 1 + (int)rules.retries);
	run_free(run);
}
END_TEST

START_TEST(robot_fails)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);

	run->w.broken = true;
	bench_ends(run, BATCH_SHORT);
	bench_says(run, "the robot fails");
	ck_assert_int_le((int)run->w.moves, 8);
	run_mend(run);
	run_resume(run, true);
	bench_ends(run, BATCH_OVER);
	run_free(run);
}
END_TEST

START_TEST(drive_takes_none)
{
	struct run *run = bench_plain(&bench_three);

	bench_place(run, DRIVE(1))->takes_none = true;
	bench_ends(run, BATCH_OVER);
	ck_assert_int_gt(bench_moves_from(run, WORLD_HAND), 0);
	ck_assert_int_eq(bench_works(run, BATCH_BURN), 3);
	run_free(run);
}
END_TEST

START_TEST(rezero)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);

	bench_place(run, DRIVE(1))->takes_none = true;
	bench_ends(run, BATCH_OVER);
	ck_assert_int_gt(bench_moves_from(run, WORLD_HAND), 0);
	run_free(run);
}
END_TEST

/* The good disc of the other drive goes home with what the hand holds. */
START_TEST(rezero_brings_good_ones)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);

	bench_place(run, DRIVE(1))->takes_none = true;
	bench_ends(run, BATCH_OVER);
	ck_assert_int_gt(bench_count(run, BATCH_R_SEEN, -1, -1), 0);
	ck_assert_int_eq(bench_discs(run, OUT, REJECT - 1, BATCH_GOOD), 3);
	run_free(run);
}
END_TEST

/* Its hand is full, and somebody has opened the mail slot. */
START_TEST(rezero_and_mail)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);

	bench_place(run, DRIVE(1))->takes_none = true;
	bench_place(run, WORLD_MAIL)->open = true;
	bench_ends(run, BATCH_ASKS);
	ck_assert(batch_wants_mail_closed(&run->b));
	ck_assert_uint_le(run->b.stumbles, 1);
	bench_place(run, WORLD_MAIL)->open = false;
	bench_ends(run, BATCH_OVER);
	ck_assert_int_eq(bench_discs(run, OUT, REJECT - 1, BATCH_GOOD), 3);
	run_free(run);
}
END_TEST

/* What has happened to a disc before does not count when the hand is to put it down. */
START_TEST(hand_forgives)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);
	struct batch_record move = { .kind = BATCH_R_MOVE, .from = 1, .to = DRIVE(1) };
	struct batch_record moved = { .kind = BATCH_R_MOVED, .to = 1, .error = EIO };
	int i;

	run_take(run, BATCH_COPY, 0, 1);
	for (i = 0; i < 5; i++) {
		ck_assert_int_eq(batch_apply(&run->b, &move), 0);
		moved.to = i < 4 ? 1 : WORLD_HAND;
		ck_assert_int_eq(batch_apply(&run->b, &moved), 0);
	}
	move.from = WORLD_HAND;
	move.to = 1;
	ck_assert_int_eq(batch_apply(&run->b, &move), 0);
	ck_assert_int_eq(batch_apply(&run->b, &moved), 0);
	ck_assert(!run->b.robot_down);
	run_free(run);
}
END_TEST

/* A batch that ended short: its hand has a disc, and does not put it down. */
static struct run *full_hand(void)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);

	bench_place(run, DRIVE(1))->takes_none = true;
	run->w.hand_keeps = true;
	bench_ends(run, BATCH_SHORT);
	return run;
}

/* What the hand holds has not ended: mended, the robot puts it down. */
START_TEST(hand_keeps)
{
	struct run *run = full_hand();

	bench_says(run, "the robot fails");
	ck_assert_int_eq(bench_discs(run, WORLD_HAND, WORLD_HAND, BATCH_OPEN), 1);
	run->w.hand_keeps = false;
	run_resume(run, true);
	bench_ends(run, BATCH_OVER);
	ck_assert_int_eq(bench_discs(run, OUT, REJECT - 1, BATCH_GOOD), 3);
	run_free(run);
}
END_TEST

/* Somebody has put a disc into the slot that the one in the hand came from. */
START_TEST(hand_and_taken_slot)
{
	struct run *run = full_hand();

	world_put(&run->w, (uint16_t)(run->b.places[run->b.discs[0].slot].address), true);
	run->w.hand_keeps = false;
	run_resume(run, true);
	bench_ends(run, BATCH_SHORT);
	bench_says(run, "the robot's hand holds a disc, and another lies in slot 1 where it came from; clear one of them, then 'dsrctl library resume'");
	world_take_away(&run->w, bench_place(run, 1)->disc);
	run_resume(run, true);
	bench_ends(run, BATCH_OVER);
	run_free(run);
}
END_TEST

/* A try that failed has perhaps begun to write. */
START_TEST(unfit_after_trouble)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);

	bench_place(run, DRIVE(1))->dead = true;
	run->w.discs[0].unfit = true;
	bench_ends(run, BATCH_OVER);
	ck_assert_int_eq(bench_discs(run, REJECT, SLOTS, BATCH_BAD), 1);
	ck_assert_int_eq(run->b.copies[0].tries, 1);
	run_free(run);
}
END_TEST

/* No drive can begin with it; one of them has touched it. */
static enum batch_end after_troubles(bool touched)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);
	struct batch_record r = { .kind = BATCH_R_DONE, .work = BATCH_BURN,
		.result = BATCH_IS_TROUBLE, .touched = touched };
	struct batch_disc *d;
	enum batch_end end;

	run_take(run, BATCH_COPY, 0, 1);
	d = &run->b.discs[0];
	batch_put(&run->b, d, batch_place_at(&run->b, DRIVE(1)));
	while (d->state != BATCH_LEAVING) {
		ck_assert_uint_lt(d->troubles, 10);
		d->state = BATCH_WORKING;
		d->work = BATCH_BURN;
		ck_assert_int_eq(batch_apply(&run->b, &r), 0);
		r.touched = false;
	}
	end = d->end;
	run_free(run);
	return end;
}

START_TEST(touched)
{
	ck_assert_int_eq(after_troubles(false), BATCH_UNFIT);
	ck_assert_int_eq(after_troubles(true), BATCH_BAD);
}
END_TEST

static int drives_left_out(const struct run *run)
{
	int n = 0;
	size_t i;

	for (i = 0; i < run->b.nr_places; i++)
		n += run->b.places[i].type == DSR_ELEMENT_DRIVE && run->b.places[i].left_out;
	return n;
}

/* As many of them as there are drives, and they come first. */
START_TEST(upside_down)
{
	struct world_rules world = bench_jvc;
	int i, drives;
	struct run *run;

	for (drives = 1; drives <= 4; drives++) {
		world.drives = drives;
		run = bench_run(&world, &bench_three);
		for (i = 0; i < drives; i++)
			run->w.discs[i].unseen = true;
		bench_ends(run, BATCH_OVER);
		ck_assert_int_eq(bench_discs(run, 1, BLANKS, BATCH_UNFIT), drives);
		ck_assert_int_eq(drives_left_out(run), 0);
		run_free(run);
	}
}
END_TEST

/* Two such discs, both of them twice in one drive, have put it out; it is used again. */
START_TEST(drive_back)
{
	struct batch_record r = { .kind = BATCH_R_DONE, .work = BATCH_BURN,
		.result = BATCH_IS_TROUBLE };
	struct run *run = bench_run(&bench_jvc, &bench_three);
	struct batch_disc *d;
	int i;

	run_take(run, BATCH_COPY, 0, 1);
	run_take(run, BATCH_COPY, 1, 2);
	for (i = 0; i < 7; i++) {
		/* by turns: the first one ends at last */
		r.disc = i & 1;
		d = &run->b.discs[r.disc];
		batch_put(&run->b, d, batch_place_at(&run->b, i < 4 ? DRIVE(1) : DRIVE(2)));
		d->state = BATCH_WORKING;
		d->work = BATCH_BURN;
		ck_assert_int_eq(batch_apply(&run->b, &r), 0);
		if (i == 3)
			ck_assert_int_eq(drives_left_out(run), 1);
	}
	ck_assert_int_eq(run->b.discs[0].end, BATCH_UNFIT);
	ck_assert_int_eq(drives_left_out(run), 0);
	ck_assert_str_eq(batch_note_word(run->b.note_of), "used_again");
	run_free(run);
}
END_TEST

START_TEST(drive_keeps_disc)
{
	struct batch_rules rules = bench_three;
	struct run *run;

	rules.label = true;
	run = bench_run(&bench_jvc, &rules);
	bench_place(run, DRIVE(1))->gives_none = true;
	bench_ends(run, BATCH_OVER);
	ck_assert_int_eq(bench_discs(run, DRIVE(1), DRIVE(1), BATCH_STUCK), 1);
	ck_assert(!run->b.places[batch_place_at(&run->b, WORLD_PRINTER)].left_out);
	run_free(run);
}
END_TEST

START_TEST(drive_dead)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);

	bench_place(run, DRIVE(1))->dead = true;
	bench_ends(run, BATCH_OVER);
	ck_assert(run->b.places[batch_place_at(&run->b, DRIVE(1))].left_out);
	ck_assert_int_eq((int)run->b.discs[0].end, BATCH_GOOD);
	run_free(run);
}
END_TEST

START_TEST(drives_dead)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);

	bench_place(run, DRIVE(1))->dead = true;
	bench_place(run, DRIVE(2))->dead = true;
	bench_ends(run, BATCH_SHORT);
	ck_assert_int_eq(batch_good(&run->b), 0);
	run_mend(run);
	run_resume(run, true);
	bench_ends(run, BATCH_OVER);
	run_free(run);
}
END_TEST

/* ---- people ------------------------------------------------------------------------------- */

START_TEST(strange_in_hand)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);
	struct world_disc *d = &run->w.discs[BLANKS - 1];

	bench_place(run, BLANKS)->disc = -1;
	d->at = 0;
	run->w.places[0].disc = BLANKS - 1;
	bench_ends(run, BATCH_SHORT);
	bench_says(run, "the robot's hand holds a disc");
	ck_assert_int_eq((int)run->w.moves, 0);
	run_free(run);
}
END_TEST

/* Somebody puts a disc where one that is being written has come from. */
START_TEST(put_in_its_place)
{
	struct batch_rules rules = bench_three;
	struct run *run;
	int place;

	rules.copies = BLANKS;
	run = bench_run(&bench_jvc, &rules);
	run_take(run, BATCH_LOOK, 0, 1);
	place = batch_place_at(&run->b, 1);
	batch_see(&run->b, run->map, world_map(&run->w, run->map));
	run->b.places[place].disc = -1;	/* it left, and a strange one lies there */
	ck_assert_int_eq((int)run->b.places[place].owed, 1);
	bench_ends(run, BATCH_SHORT);
	ck_assert_int_eq(bench_count(run, BATCH_R_TAKE, -1, -1), BLANKS);
	run_free(run);
}
END_TEST

/* Two discs lie in drives, the move of the first one has just failed. */
START_TEST(others_first)
{
	struct batch_record r[16];
	struct run *run = bench_run(&bench_jvc, &bench_three);
	int i, n;

	for (i = 0; i < 2; i++) {
		run_take(run, BATCH_COPY, i, (uint16_t)(i + 1));
		run->b.discs[i].state = BATCH_BACK;
		batch_put(&run->b, &run->b.discs[i], batch_place_at(&run->b, DRIVE(i + 1)));
		run->b.places[batch_place_at(&run->b, i + 1)].room = true;
	}
	run->b.discs[0].stumbles = 1;
	n = batch_decide(&run->b, 0, r, 16);
	ck_assert_int_eq(n, 1);
	ck_assert_int_eq(r[0].disc, 1);
	run_free(run);
}
END_TEST

/* ---- works ------------------------------------------------------------------------------- */

START_TEST(together)
{
	struct batch_record r[16];
	struct run *run = bench_run(&bench_jvc, &bench_three);
	int i, n;

	run->b.rules.masters = 1;
	run_take(run, BATCH_COPY, 0, 1);
	run_take(run, BATCH_COPY, 1, 2);
	for (i = 0; i < 2; i++)
		run->b.discs[i].state = BATCH_LOADED;
	n = batch_decide(&run->b, 0, r, 16);
	ck_assert_msg(!n || r[0].kind != BATCH_R_WORK, "it burns without an image");
	run->b.images = 1;
	n = batch_decide(&run->b, 0, r, 16);
	ck_assert_int_ge(n, 2);
	ck_assert_int_eq(r[0].work, BATCH_BURN);
	ck_assert_int_eq(r[1].work, BATCH_BURN);
	ck_assert_int_eq(r[0].group, r[1].group);
	run_free(run);
}
END_TEST

START_TEST(master_first)
{
	struct batch_rules rules = bench_three;
	struct run *run;
	int i;

	rules.masters = 1;
	run = bench_run(&bench_jvc, &rules);
	run_take(run, BATCH_MASTER, 0, BLANKS);
	bench_ends(run, BATCH_OVER);
	for (i = 0; i < run->nr && run->journal[i].work != BATCH_BURN; i++)
		;
	while (--i >= 0 && run->journal[i].kind != BATCH_R_DONE)
		;
	ck_assert_msg(i >= 0 && run->journal[i].work == BATCH_IMAGE,
		      "a burn began before the image was there");
	ck_assert_int_eq(run->b.discs[0].at, run->b.discs[0].home);
	run_free(run);
}
END_TEST

START_TEST(looked_at)
{
	struct batch_rules rules = bench_three;
	struct run *run;
	int i;

	rules.copies = 0;
	run = bench_run(&bench_jvc, &rules);
	for (i = 1; i <= BLANKS; i++)
		run_take(run, BATCH_LOOK, 0, (uint16_t)i);
	bench_ends(run, BATCH_OVER);
	for (i = 0; i < BLANKS; i++)
		ck_assert_int_eq(run->b.discs[i].at, run->b.discs[i].home);
	ck_assert_int_eq(bench_works(run, BATCH_READ), BLANKS);
	run_free(run);
}
END_TEST

/* ---- records that can't be ------------------------------------------------------------------ */

START_TEST(nonsense)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);
	struct batch_record r = { .kind = BATCH_R_TAKE, .from = 1 };

	ck_assert_int_eq(batch_apply(&run->b, &r), 0);
	r.disc = 1;
	ck_assert_msg(batch_apply(&run->b, &r) < 0, "a disc is taken twice");
	r = (struct batch_record){ .kind = BATCH_R_MOVED, .to = 2 };
	ck_assert_msg(batch_apply(&run->b, &r) < 0, "a disc arrives that does not move");
	r = (struct batch_record){ .kind = BATCH_R_DONE, .work = BATCH_BURN };
	ck_assert_msg(batch_apply(&run->b, &r) < 0, "a burn ends that did not begin");
	r = (struct batch_record){ .kind = BATCH_R_SEEN, .disc = 7, .to = 2 };
	ck_assert_msg(batch_apply(&run->b, &r) < 0, "a disc is seen that is none");
	r = (struct batch_record){ .kind = BATCH_R_RESUME, .time_ms = INT64_MIN };
	ck_assert_msg(batch_apply(&run->b, &r) < 0, "a time that is none");
	run_free(run);
}
END_TEST

Suite *suite_batch_faults(void)
{
	Suite *s = suite_create("batch_faults");

	PROMISE(s, "batch: it says when the blanks ran out; with one more it goes on",
		no_blanks);
	PROMISE(s, "batch: a copy is given up after its retries, and no disc more is spent",
		retries);
	PROMISE(s, "batch: a robot that fails is left alone, and goes on after a resume",
		robot_fails);
	PROMISE(s, "batch: a drive that takes no disc is left out, the hand is emptied",
		drive_takes_none);
	PROMISE(s, "batch: a JVC's hand is emptied by REZERO, and only with nothing at work", rezero);
	PROMISE(s, "batch: with a full hand and an open mail slot a JVC waits until that is closed",
		rezero_and_mail);
	PROMISE(s, "batch: a disc that the hand can't put down has not ended", hand_keeps);
	PROMISE(s, "batch: one failed try does not make a hand that keeps its disc", hand_forgives);
	PROMISE(s, "batch: with the hand's slot taken it says which", hand_and_taken_slot);
	PROMISE(s, "batch: good discs that a REZERO brought home go to the out slots all the same",
		rezero_brings_good_ones);
	PROMISE(s, "batch: a disc that is not blank after a failed try is a bad one, not an unfit one",
		unfit_after_trouble);
	PROMISE(s, "batch: a disc that no drive can begin with is bad where one may have touched it",
		touched);
	PROMISE(s, "batch: blanks that no drive sees are unfit, and cost no drive", upside_down);
	PROMISE(s, "batch: a drive that was left out for a disc's sake is used again", drive_back);
	PROMISE(s, "batch: a drive that keeps its disc costs that disc, and not the printer",
		drive_keeps_disc);
	PROMISE(s, "batch: a disc that a dead drive can't begin is written by another", drive_dead);
	PROMISE(s, "batch: with all drives dead it ends short; mended, it goes on", drives_dead);
	PROMISE(s, "batch: with a strange disc in its hand the robot is not moved", strange_in_hand);
	PROMISE(s, "batch: what lies where a disc has to come back is no fresh blank",
		put_in_its_place);
	PROMISE(s, "batch: after a failed move others go first", others_first);
	PROMISE(s, "batch: discs that are ready together are burnt together, when the image is there",
		together);
	PROMISE(s, "batch: the master is read before anything is burnt, and goes home", master_first);
	PROMISE(s, "batch: discs that are only looked at go home", looked_at);
	PROMISE(s, "batch: records that can't be are refused", nonsense);
	return s;
}

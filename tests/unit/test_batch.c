// SPDX-License-Identifier: GPL-2.0
/* What a batch promises, one by one. */
#include <stdlib.h>
#include <string.h>

#include "batch_run.h"
#include "library/batch_steps.h"
#include "unit.h"

#define SLOTS	20
#define BLANKS	10	/* in slots 1 to 10 */
#define OUT	11	/* to 16 */
#define REJECT	17	/* to 20 */
#define DRIVE(n)	(WORLD_DRIVES + (n) - 1)

static const struct world_rules jvc = {
	.seed = 1, .jvc = true, .slots = SLOTS, .discs = BLANKS, .drives = 2, .move_ms = 8000,
	.flip_ms = 6000, .load_ms = 15000, .burn_ms = 330000, .print_ms = 40000,
};

static const struct batch_rules three = {
	.copies = 3, .retries = 2, .sides = 1, .failure_pause_ms = 2000,
};

static struct run *make(const struct world_rules *world, const struct batch_rules *rules)
{
	struct run *run = calloc(1, sizeof(*run));

	ck_assert_ptr_nonnull(run);
	run->blanks[0] = 1;
	run->blanks[1] = BLANKS;
	run->out[0] = OUT;
	run->out[1] = REJECT - OUT;
	run->reject[0] = REJECT;
	run->reject[1] = SLOTS - REJECT + 1;
	run_init(run, world, rules);
	return run;
}

static struct run *make_plain(const struct batch_rules *rules)
{
	struct world_rules plain = jvc;

	plain.jvc = false;
	return make(&plain, rules);
}

static struct world_place *at(struct run *run, uint16_t address)
{
	return &run->w.places[world_place(&run->w, address)];
}

static void ends(struct run *run, enum batch_phase expected)
{
	enum batch_phase phase = run_on(run);

	run_check(run, phase);
	ck_assert_msg(!run->wrong[0], "%s", run->wrong);
	ck_assert_msg(phase == expected, "phase %d (%s), expected %d", phase, run->b.failed,
		      expected);
}

static void says(const struct run *run, const char *expected)
{
	ck_assert_msg(strstr(run->b.failed, expected), "it says '%s', expected '%s'",
		      run->b.failed, expected);
}

/* How many records of a kind, of a work (or of any), of a result (or of any)? */
static int count(const struct run *run, enum batch_record_kind kind, int work, int result)
{
	const struct batch_record *r;
	int i, n = 0;

	for (i = 0; i < run->nr; i++) {
		r = &run->journal[i];
		n += r->kind == kind && (work < 0 || (int)r->work == work) &&
		     (result < 0 || (int)r->result == result);
	}
	return n;
}

static int works(const struct run *run, enum batch_work work)
{
	return count(run, BATCH_R_WORK, (int)work, -1);
}

static int moves_from(const struct run *run, uint16_t address)
{
	int i, n = 0;

	for (i = 0; i < run->nr; i++)
		n += run->journal[i].kind == BATCH_R_MOVE && run->journal[i].from == address;
	return n;
}

static int discs_in(const struct run *run, int first, int last, enum batch_end end)
{
	const struct batch_disc *d;
	int i, n = 0;

	for (i = 0; i < run->b.nr_discs; i++) {
		d = &run->b.discs[i];
		n += d->at >= 0 && d->end == end && run->b.places[d->at].address >= first &&
		     run->b.places[d->at].address <= last;
	}
	return n;
}

/* ---- where discs go ------------------------------------------------------------------ */

START_TEST(out_slots)
{
	struct run *run = make(&jvc, &three);

	ends(run, BATCH_OVER);
	ck_assert_int_eq(discs_in(run, OUT, REJECT - 1, BATCH_GOOD), 3);
	run_free(run);
}
END_TEST

START_TEST(homes)
{
	struct run *run = make(&jvc, &three);
	size_t i;

	for (i = 0; i < run->b.nr_places; i++)
		run->b.places[i].roles &= (uint8_t)~BATCH_OUT;
	run->out[1] = 0;
	ends(run, BATCH_OVER);
	for (i = 0; i < 3; i++)
		ck_assert_int_eq(run->b.discs[i].at, run->b.discs[i].home);
	run_free(run);
}
END_TEST

START_TEST(trays)
{
	struct run *run = make(&jvc, &three);

	at(run, OUT)->tray = true;
	ends(run, BATCH_OVER);
	ck_assert_int_eq(discs_in(run, OUT, OUT, BATCH_GOOD), 0);
	ck_assert_int_eq(discs_in(run, OUT + 1, REJECT - 1, BATCH_GOOD), 3);
	run_free(run);
}
END_TEST

START_TEST(rejects)
{
	struct world_rules world = jvc;
	struct run *run;

	world.spoils = 400;
	world.seed = 2;
	run = make(&world, &three);
	ends(run, BATCH_OVER);
	ck_assert_int_gt(count(run, BATCH_R_DONE, BATCH_BURN, BATCH_IS_BAD), 0);
	ck_assert_int_eq(discs_in(run, REJECT, SLOTS, BATCH_BAD),
			 count(run, BATCH_R_DONE, BATCH_BURN, BATCH_IS_BAD));
	run_free(run);
}
END_TEST

START_TEST(unfit)
{
	struct run *run = make(&jvc, &three);

	run->w.discs[0].unfit = true;
	ends(run, BATCH_OVER);
	ck_assert_int_eq(discs_in(run, 1, 1, BATCH_UNFIT), 1);
	ck_assert_int_eq(run->b.copies[0].tries, 0);
	run_free(run);
}
END_TEST

START_TEST(jammed_slot)
{
	struct run *run = make(&jvc, &three);
	int i, tried = 0;

	at(run, OUT)->takes_none = true;
	ends(run, BATCH_OVER);
	for (i = 0; i < run->nr; i++)
		tried += run->journal[i].kind == BATCH_R_MOVE && run->journal[i].to == OUT;
	ck_assert_int_eq(tried, 1);
	run_free(run);
}
END_TEST

/* ---- sides, labels ------------------------------------------------------------------- */

START_TEST(both_sides)
{
	struct batch_rules rules = three;
	struct run *run;
	int i, flips = 0;

	rules.sides = 2;
	run = make(&jvc, &rules);
	ends(run, BATCH_OVER);
	for (i = 0; i < run->nr; i++)
		flips += run->journal[i].flip;
	ck_assert_int_eq(works(run, BATCH_BURN), 6);
	ck_assert_int_eq(flips, 3);
	run_free(run);
}
END_TEST

START_TEST(label_last)
{
	struct batch_rules rules = three;
	struct run *run;
	int i, burns = 0;

	rules.sides = 2;
	rules.label = true;
	rules.copies = 1;
	run = make(&jvc, &rules);
	ends(run, BATCH_OVER);
	for (i = 0; i < run->nr && run->journal[i].work != BATCH_PRINT; i++)
		burns += run->journal[i].kind == BATCH_R_WORK;
	ck_assert_int_eq(burns, 2);
	ck_assert_int_eq(works(run, BATCH_PRINT), 1);
	run_free(run);
}
END_TEST

/* Turned over by a robot that drops discs into its hand; both ways up must occur. */
START_TEST(turned_or_not)
{
	struct world_rules world = jvc;
	struct batch_rules rules = three;
	int as_before = 0, over = 0;
	struct run *run;

	world.move_fails = 300;
	rules.sides = 2;
	for (world.seed = 2; world.seed <= 20; world.seed++) {
		run = make(&world, &rules);
		ends(run, BATCH_OVER);
		as_before += count(run, BATCH_R_DONE, BATCH_JUDGE, BATCH_IS_GOOD);
		over += count(run, BATCH_R_DONE, BATCH_JUDGE, BATCH_IS_BLANK);
		run_free(run);
	}
	ck_assert_int_gt(as_before, 0);
	ck_assert_int_gt(over, 0);
}
END_TEST

/* Its first side is written when the second one turns out not to do. */
START_TEST(second_side)
{
	struct batch_rules rules = three;
	struct run *run;

	rules.sides = 2;
	rules.copies = 1;
	run = make(&jvc, &rules);
	run->w.discs[0].side[1] = SIDE_SPOILT;
	run->w.discs[0].strange = true;
	ends(run, BATCH_OVER);
	ck_assert_int_eq(discs_in(run, REJECT, SLOTS, BATCH_BAD), 1);
	ck_assert_int_eq(run->b.copies[0].tries, 1);
	run_free(run);
}
END_TEST

START_TEST(printer_fails)
{
	struct batch_rules rules = three;
	struct run *run;

	rules.label = true;
	run = make(&jvc, &rules);
	run->w.printer_broken = true;
	ends(run, BATCH_SHORT);
	says(run, "the printer is left out");
	run_mend(run);
	run_resume(run, true);
	ends(run, BATCH_OVER);
	ck_assert_int_eq(works(run, BATCH_BURN), 3);
	run_free(run);
}
END_TEST

/* ---- the mail slot --------------------------------------------------------------------- */

static struct run *to_mail(int64_t operator_ms)
{
	struct world_rules world = jvc;
	struct batch_rules rules = three;
	struct run *run;
	size_t i;

	world.operator_ms = operator_ms;
	rules.mail = true;
	run = make(&world, &rules);
	for (i = 0; i < run->b.nr_places; i++)
		run->b.places[i].roles &= (uint8_t)~BATCH_OUT;
	run->out[1] = 0;
	return run;
}

START_TEST(mail_asks)
{
	struct run *run = to_mail(0);

	ends(run, BATCH_ASKS);
	ck_assert_int_eq(batch_good(&run->b), 3);
	ck_assert(batch_wants_mail(&run->b));
	world_take_away(&run->w, at(run, WORLD_MAIL)->disc);
	ends(run, BATCH_ASKS);
	world_take_away(&run->w, at(run, WORLD_MAIL)->disc);
	at(run, WORLD_MAIL)->open = true;
	ends(run, BATCH_ASKS);
	at(run, WORLD_MAIL)->open = false;
	ends(run, BATCH_OVER);
	run_free(run);
}
END_TEST

START_TEST(mail_emptied)
{
	struct run *run = to_mail(60000);

	ends(run, BATCH_OVER);
	ck_assert_int_eq(discs_in(run, WORLD_MAIL, WORLD_MAIL, BATCH_GOOD), 3);
	run_free(run);
}
END_TEST

/* A JVC's printer has no way to the mail slot. */
START_TEST(mail_from_printer)
{
	struct run *run = to_mail(60000);

	run->b.rules.label = true;
	run->rules.label = true;
	ends(run, BATCH_OVER);
	ck_assert_int_eq(discs_in(run, WORLD_MAIL, WORLD_MAIL, BATCH_GOOD), 3);
	run_free(run);
}
END_TEST

/* It is in the robot's own table, and refused all the same. */
START_TEST(mail_refused)
{
	struct run *run = to_mail(60000);

	run->b.rules.label = true;
	run->rules.label = true;
	run->w.rules.boasts = true;
	world_moves(&run->w, run->b.moves);
	ends(run, BATCH_OVER);
	ck_assert_int_eq(discs_in(run, WORLD_MAIL, WORLD_MAIL, BATCH_GOOD), 3);
	ck_assert_int_eq(count(run, BATCH_R_MOVED, -1, -1), 3 * 4 + 1);
	run_free(run);
}
END_TEST

START_TEST(mail_jammed)
{
	struct run *run = to_mail(60000);

	at(run, WORLD_MAIL)->takes_none = true;
	ends(run, BATCH_OVER);
	ck_assert_int_eq(discs_in(run, 1, BLANKS, BATCH_GOOD), 3);
	run_free(run);
}
END_TEST

/* ---- what fails -------------------------------------------------------------------------- */

START_TEST(no_blanks)
{
	struct batch_rules rules = three;
	struct run *run;
	uint16_t i;

	rules.copies = BLANKS + 1;
	run = make(&jvc, &rules);
	ends(run, BATCH_SHORT);
	says(run, "the blank discs ran out: 10 of 11 copies are there");
	for (i = 1; i <= BLANKS && at(run, i)->disc >= 0;)
		i++;
	world_put(&run->w, i, false);
	run_resume(run, true);
	ends(run, BATCH_OVER);
	run_free(run);
}
END_TEST

START_TEST(retries)
{
	struct world_rules world = jvc;
	struct batch_rules rules = three;
	struct run *run;

	world.spoils = 1000;
	world.drives = 8;
	rules.copies = 1;
	run = make(&world, &rules);
	ends(run, BATCH_SHORT);
	says(run, "too many discs were spoilt: 0 of 1 copies are there");
	ck_assert_int_eq(works(run, BATCH_BURN), 1 + (int)rules.retries);
	run_free(run);
}
END_TEST

START_TEST(robot_fails)
{
	struct run *run = make(&jvc, &three);

	run->w.broken = true;
	ends(run, BATCH_SHORT);
	says(run, "the robot fails");
	ck_assert_int_le((int)run->w.moves, 8);
	run_mend(run);
	run_resume(run, true);
	ends(run, BATCH_OVER);
	run_free(run);
}
END_TEST

START_TEST(drive_takes_none)
{
	struct run *run = make_plain(&three);

	at(run, DRIVE(1))->takes_none = true;
	ends(run, BATCH_OVER);
	ck_assert_int_gt(moves_from(run, WORLD_HAND), 0);
	ck_assert_int_eq(works(run, BATCH_BURN), 3);
	run_free(run);
}
END_TEST

START_TEST(rezero)
{
	struct run *run = make(&jvc, &three);

	at(run, DRIVE(1))->takes_none = true;
	ends(run, BATCH_OVER);
	ck_assert_int_gt(moves_from(run, WORLD_HAND), 0);
	run_free(run);
}
END_TEST

START_TEST(drive_keeps_disc)
{
	struct batch_rules rules = three;
	struct run *run;

	rules.label = true;
	run = make(&jvc, &rules);
	at(run, DRIVE(1))->gives_none = true;
	ends(run, BATCH_OVER);
	ck_assert_int_eq(discs_in(run, DRIVE(1), DRIVE(1), BATCH_STUCK), 1);
	ck_assert(!run->b.places[batch_place_at(&run->b, WORLD_PRINTER)].left_out);
	run_free(run);
}
END_TEST

START_TEST(drive_dead)
{
	struct run *run = make(&jvc, &three);

	at(run, DRIVE(1))->dead = true;
	ends(run, BATCH_OVER);
	ck_assert(run->b.places[batch_place_at(&run->b, DRIVE(1))].left_out);
	ck_assert_int_eq((int)run->b.discs[0].end, BATCH_GOOD);
	run_free(run);
}
END_TEST

START_TEST(drives_dead)
{
	struct run *run = make(&jvc, &three);

	at(run, DRIVE(1))->dead = true;
	at(run, DRIVE(2))->dead = true;
	ends(run, BATCH_SHORT);
	ck_assert_int_eq(batch_good(&run->b), 0);
	run_mend(run);
	run_resume(run, true);
	ends(run, BATCH_OVER);
	run_free(run);
}
END_TEST

/* ---- people ------------------------------------------------------------------------------- */

START_TEST(strange_in_hand)
{
	struct run *run = make(&jvc, &three);
	struct world_disc *d = &run->w.discs[BLANKS - 1];

	at(run, BLANKS)->disc = -1;
	d->at = 0;
	run->w.places[0].disc = BLANKS - 1;
	ends(run, BATCH_SHORT);
	says(run, "the robot's hand holds a disc");
	ck_assert_int_eq((int)run->w.moves, 0);
	run_free(run);
}
END_TEST

/* Somebody puts a disc where one that is being written has come from. */
START_TEST(put_in_its_place)
{
	struct batch_rules rules = three;
	struct run *run;
	int place;

	rules.copies = BLANKS;
	run = make(&jvc, &rules);
	run_take(run, BATCH_LOOK, 0, 1);
	place = batch_place_at(&run->b, 1);
	batch_see(&run->b, run->map, world_map(&run->w, run->map));
	run->b.places[place].disc = -1;	/* it left, and a strange one lies there */
	ck_assert_int_eq((int)run->b.places[place].owed, 1);
	ends(run, BATCH_SHORT);
	ck_assert_int_eq(count(run, BATCH_R_TAKE, -1, -1), BLANKS);
	run_free(run);
}
END_TEST

/* Two discs lie in drives, the move of the first one has just failed. */
START_TEST(others_first)
{
	struct batch_record r[16];
	struct run *run = make(&jvc, &three);
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
	struct run *run = make(&jvc, &three);
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
	struct batch_rules rules = three;
	struct run *run;
	int i;

	rules.masters = 1;
	run = make(&jvc, &rules);
	run_take(run, BATCH_MASTER, 0, BLANKS);
	ends(run, BATCH_OVER);
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
	struct batch_rules rules = three;
	struct run *run;
	int i;

	rules.copies = 0;
	run = make(&jvc, &rules);
	for (i = 1; i <= BLANKS; i++)
		run_take(run, BATCH_LOOK, 0, (uint16_t)i);
	ends(run, BATCH_OVER);
	for (i = 0; i < BLANKS; i++)
		ck_assert_int_eq(run->b.discs[i].at, run->b.discs[i].home);
	ck_assert_int_eq(works(run, BATCH_READ), BLANKS);
	run_free(run);
}
END_TEST

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
	struct batch_rules rules = three;
	struct run *run;
	struct batch_record r;

	rules.judge = true;
	run = make(&jvc, &rules);
	r = after(run, true);
	ck_assert_int_eq(r.work, BATCH_FOLLOW);
	ck_assert_int_eq(r.job, 7);
	r = (struct batch_record){ .kind = BATCH_R_DONE, .work = BATCH_FOLLOW };
	ck_assert_int_eq(batch_apply(&run->b, &r), 0);
	ck_assert_int_eq(run->b.discs[0].state, BATCH_LEFT);
	ck_assert_int_eq(run->b.discs[0].job, 0);
	run_free(run);
}
END_TEST

/* Numbers of jobs begin anew with the machine. */
START_TEST(rebooted)
{
	struct run *run = make(&jvc, &three);
	struct batch_record r = after(run, false);

	ck_assert_int_eq(r.work, BATCH_JUDGE);
	ck_assert_int_eq(r.job, 0);
	run_free(run);
}
END_TEST

/* ---- records that can't be ------------------------------------------------------------------ */

START_TEST(nonsense)
{
	struct run *run = make(&jvc, &three);
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

Suite *suite_batch(void)
{
	Suite *s = suite_create("batch");

	PROMISE(s, "batch: good copies go to the out slots", out_slots);
	PROMISE(s, "batch: without out slots good copies go home", homes);
	PROMISE(s, "batch: where a slot takes no disc another one is tried", jammed_slot);
	PROMISE(s, "batch: an empty tray is no room for a disc on its tray", trays);
	PROMISE(s, "batch: spoilt discs go to the reject slots and are replaced", rejects);
	PROMISE(s, "batch: a disc that is no blank goes home, and is no try", unfit);
	PROMISE(s, "batch: both sides are written, turned over once", both_sides);
	PROMISE(s, "batch: the label comes last, and once", label_last);
	PROMISE(s, "batch: a disc that may have been turned over is judged first", turned_or_not);
	PROMISE(s, "batch: a second side that will not do makes the disc a spoilt one", second_side);
	PROMISE(s, "batch: a printer that fails is left out; after a resume nothing is burnt again",
		printer_fails);
	PROMISE(s, "batch: a full mail slot makes it ask", mail_asks);
	PROMISE(s, "batch: a mail slot that is emptied in time stops nobody", mail_emptied);
	PROMISE(s, "batch: from a JVC's printer to the mail slot by way of a slot",
		mail_from_printer);
	PROMISE(s, "batch: a move that the robot refuses is gone around, and not tried again",
		mail_refused);
	PROMISE(s, "batch: with a jammed mail slot good copies stay in slots", mail_jammed);
	PROMISE(s, "batch: it says when the blanks ran out; with one more it goes on",
		no_blanks);
	PROMISE(s, "batch: a copy is given up after its retries, and no disc more is spent",
		retries);
	PROMISE(s, "batch: a robot that fails is left alone, and goes on after a resume",
		robot_fails);
	PROMISE(s, "batch: a drive that takes no disc is left out, the hand is emptied",
		drive_takes_none);
	PROMISE(s, "batch: a JVC's hand is emptied by REZERO, and only with nothing at work", rezero);
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
	PROMISE(s, "batch: a job that runs on is followed, and judged where that is wanted", followed);
	PROMISE(s, "batch: after a reboot the disc is judged, whatever its job's number was",
		rebooted);
	PROMISE(s, "batch: records that can't be are refused", nonsense);
	return s;
}

// SPDX-License-Identifier: GPL-2.0
/* Where a batch's discs go, one promise after the other. */
#include "batch_bench.h"
#include "unit.h"

/* ---- where discs go ------------------------------------------------------------------ */

START_TEST(out_slots)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);

	bench_ends(run, BATCH_OVER);
	ck_assert_int_eq(bench_discs(run, OUT, REJECT - 1, BATCH_GOOD), 3);
	run_free(run);
}
END_TEST

START_TEST(homes)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);
	size_t i;

	for (i = 0; i < run->b.nr_places; i++)
		run->b.places[i].roles &= (uint8_t)~BATCH_OUT;
	run->out[1] = 0;
	bench_ends(run, BATCH_OVER);
	for (i = 0; i < 3; i++)
		ck_assert_int_eq(run->b.discs[i].at, run->b.discs[i].home);
	run_free(run);
}
END_TEST

START_TEST(trays)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);

	bench_place(run, OUT)->tray = true;
	bench_ends(run, BATCH_OVER);
	ck_assert_int_eq(bench_discs(run, OUT, OUT, BATCH_GOOD), 0);
	ck_assert_int_eq(bench_discs(run, OUT + 1, REJECT - 1, BATCH_GOOD), 3);
	run_free(run);
}
END_TEST

START_TEST(rejects)
{
	struct world_rules world = bench_jvc;
	struct run *run;

	world.spoils = 400;
	world.seed = 2;
	run = bench_run(&world, &bench_three);
	bench_ends(run, BATCH_OVER);
	ck_assert_int_gt(bench_count(run, BATCH_R_DONE, BATCH_BURN, BATCH_IS_BAD), 0);
	ck_assert_int_eq(bench_discs(run, REJECT, SLOTS, BATCH_BAD),
			 bench_count(run, BATCH_R_DONE, BATCH_BURN, BATCH_IS_BAD));
	run_free(run);
}
END_TEST

START_TEST(unfit)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);

	run->w.discs[0].unfit = true;
	bench_ends(run, BATCH_OVER);
	ck_assert_int_eq(bench_discs(run, 1, 1, BATCH_UNFIT), 1);
	ck_assert_int_eq(run->b.copies[0].tries, 0);
	run_free(run);
}
END_TEST

START_TEST(jammed_slot)
{
	struct run *run = bench_run(&bench_jvc, &bench_three);
	int i, tried = 0;

	bench_place(run, OUT)->takes_none = true;
	bench_ends(run, BATCH_OVER);
	for (i = 0; i < run->nr; i++)
		tried += run->journal[i].kind == BATCH_R_MOVE && run->journal[i].to == OUT;
	ck_assert_int_eq(tried, 1);
	run_free(run);
}
END_TEST

/* ---- sides, labels ------------------------------------------------------------------- */

START_TEST(both_sides)
{
	struct batch_rules rules = bench_three;
	struct run *run;
	int i, flips = 0;

	rules.sides = 2;
	run = bench_run(&bench_jvc, &rules);
	bench_ends(run, BATCH_OVER);
	for (i = 0; i < run->nr; i++)
		flips += run->journal[i].flip;
	ck_assert_int_eq(bench_works(run, BATCH_BURN), 6);
	ck_assert_int_eq(flips, 3);
	run_free(run);
}
END_TEST

START_TEST(label_last)
{
	struct batch_rules rules = bench_three;
	struct run *run;
	int i, burns = 0;

	rules.sides = 2;
	rules.label = true;
	rules.copies = 1;
	run = bench_run(&bench_jvc, &rules);
	bench_ends(run, BATCH_OVER);
	for (i = 0; i < run->nr && run->journal[i].work != BATCH_PRINT; i++)
		burns += run->journal[i].kind == BATCH_R_WORK;
	ck_assert_int_eq(burns, 2);
	ck_assert_int_eq(bench_works(run, BATCH_PRINT), 1);
	run_free(run);
}
END_TEST

/* Turned over by a robot that drops discs into its hand; both ways up must occur. */
START_TEST(turned_or_not)
{
	struct world_rules world = bench_jvc;
	struct batch_rules rules = bench_three;
	int as_before = 0, over = 0;
	struct run *run;

	world.move_fails = 300;
	rules.sides = 2;
	for (world.seed = 2; world.seed <= 20; world.seed++) {
		run = bench_run(&world, &rules);
		bench_ends(run, BATCH_OVER);
		as_before += bench_count(run, BATCH_R_DONE, BATCH_JUDGE, BATCH_IS_GOOD);
		over += bench_count(run, BATCH_R_DONE, BATCH_JUDGE, BATCH_IS_BLANK);
		run_free(run);
	}
	ck_assert_int_gt(as_before, 0);
	ck_assert_int_gt(over, 0);
}
END_TEST

/* Its first side is written when the second one turns out not to do. */
START_TEST(second_side)
{
	struct batch_rules rules = bench_three;
	struct run *run;

	rules.sides = 2;
	rules.copies = 1;
	run = bench_run(&bench_jvc, &rules);
	run->w.discs[0].side[1] = SIDE_SPOILT;
	run->w.discs[0].strange = true;
	bench_ends(run, BATCH_OVER);
	ck_assert_int_eq(bench_discs(run, REJECT, SLOTS, BATCH_BAD), 1);
	ck_assert_int_eq(run->b.copies[0].tries, 1);
	run_free(run);
}
END_TEST

START_TEST(printer_fails)
{
	struct batch_rules rules = bench_three;
	struct run *run;

	rules.label = true;
	run = bench_run(&bench_jvc, &rules);
	run->w.printer_broken = true;
	bench_ends(run, BATCH_SHORT);
	bench_says(run, "the printer is left out");
	run_mend(run);
	run_resume(run, true);
	bench_ends(run, BATCH_OVER);
	ck_assert_int_eq(bench_works(run, BATCH_BURN), 3);
	run_free(run);
}
END_TEST

/* ---- the mail slot --------------------------------------------------------------------- */

static struct run *to_mail(int64_t operator_ms)
{
	struct world_rules world = bench_jvc;
	struct batch_rules rules = bench_three;
	struct run *run;
	size_t i;

	world.operator_ms = operator_ms;
	rules.mail = true;
	run = bench_run(&world, &rules);
	for (i = 0; i < run->b.nr_places; i++)
		run->b.places[i].roles &= (uint8_t)~BATCH_OUT;
	run->out[1] = 0;
	return run;
}

START_TEST(mail_asks)
{
	struct run *run = to_mail(0);

	bench_ends(run, BATCH_ASKS);
	ck_assert_int_eq(batch_good(&run->b), 3);
	ck_assert(batch_wants_mail(&run->b));
	world_take_away(&run->w, bench_place(run, WORLD_MAIL)->disc);
	bench_ends(run, BATCH_ASKS);
	world_take_away(&run->w, bench_place(run, WORLD_MAIL)->disc);
	bench_place(run, WORLD_MAIL)->open = true;
	bench_ends(run, BATCH_ASKS);
	bench_place(run, WORLD_MAIL)->open = false;
	bench_ends(run, BATCH_OVER);
	run_free(run);
}
END_TEST

/* The tray goes back to where the disc came from, and is no room there. */
START_TEST(mail_tray)
{
	struct run *run = to_mail(0);
	struct world_place *mail = bench_place(run, WORLD_MAIL);
	int32_t slot;

	bench_ends(run, BATCH_ASKS);
	world_take_away(&run->w, mail->disc);
	mail->tray = true;
	bench_ends(run, BATCH_ASKS);
	slot = batch_tray_slot(&run->b, WORLD_MAIL);
	ck_assert_int_eq(slot, run->b.places[run->b.discs[0].home].address);
	mail->tray = false;
	bench_place(run, (uint16_t)slot)->tray = true;
	bench_ends(run, BATCH_ASKS);
	ck_assert_int_eq(bench_moves_from(run, DRIVE(1)) + bench_moves_from(run, DRIVE(2)), 2);
	run_free(run);
}
END_TEST

START_TEST(mail_emptied)
{
	struct run *run = to_mail(60000);

	bench_ends(run, BATCH_OVER);
	ck_assert_int_eq(bench_discs(run, WORLD_MAIL, WORLD_MAIL, BATCH_GOOD), 3);
	run_free(run);
}
END_TEST

/* A JVC's printer has no way to the mail slot. */
START_TEST(mail_from_printer)
{
	struct run *run = to_mail(60000);

	run->b.rules.label = true;
	run->rules.label = true;
	bench_ends(run, BATCH_OVER);
	ck_assert_int_eq(bench_discs(run, WORLD_MAIL, WORLD_MAIL, BATCH_GOOD), 3);
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
	bench_ends(run, BATCH_OVER);
	ck_assert_int_eq(bench_discs(run, WORLD_MAIL, WORLD_MAIL, BATCH_GOOD), 3);
	ck_assert_int_eq(bench_count(run, BATCH_R_MOVED, -1, -1), 3 * 4 + 1);
	run_free(run);
}
END_TEST

START_TEST(mail_jammed)
{
	struct run *run = to_mail(60000);

	bench_place(run, WORLD_MAIL)->takes_none = true;
	bench_ends(run, BATCH_OVER);
	ck_assert_int_eq(bench_discs(run, 1, BLANKS, BATCH_GOOD), 3);
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
	PROMISE(s, "batch: an empty tray in the mail slot belongs where its disc came from", mail_tray);
	PROMISE(s, "batch: a mail slot that is emptied in time stops nobody", mail_emptied);
	PROMISE(s, "batch: from a JVC's printer to the mail slot by way of a slot",
		mail_from_printer);
	PROMISE(s, "batch: a move that the robot refuses is gone around, and not tried again",
		mail_refused);
	PROMISE(s, "batch: with a jammed mail slot good copies stay in slots", mail_jammed);
	return s;
}

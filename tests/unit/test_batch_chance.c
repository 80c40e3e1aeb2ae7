// SPDX-License-Identifier: GPL-2.0
/* A batch in worlds where everything fails now and then. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "batch_run.h"
#include "cmd.h"
#include "library/roles.h"
#include "library/span.h"
#include "unit.h"

#define TEST_SECONDS	120	/* on a machine that does other things, too */
#define MAX_RESUMES	12	/* by a person who has mended what is broken */

/**
 * struct kind - worlds of one kind
 * @worlds: so many seeds
 * @jvc: see struct world_rules
 * @faults: things fail
 * @kills: see struct run
 * @hands: discs are taken away, put in, and moved while it is dead
 */
struct kind {
	int worlds;
	bool jvc;
	bool faults;
	int kills;
	bool hands;
};

static int pick(uint64_t *bits, int most)
{
	int n = (int)(*bits % (uint64_t)(most + 1));

	*bits /= (uint64_t)(most + 1);
	return n;
}

static void choose_faults(struct world_rules *w, uint64_t *bits, bool hands)
{
	w->move_fails = 40 * pick(bits, 3);
	w->rezero_fails = w->move_fails;
	w->sticks = 60 * pick(bits, 2);
	w->trouble = 50 * pick(bits, 3);
	w->touches = 300 * pick(bits, 1);
	w->spoils = 60 * pick(bits, 3);
	w->dies = 30 * pick(bits, 2);
	w->forsaken = 50 * pick(bits, 2);
	w->unfit = 60 * pick(bits, 2);
	w->unseen = 60 * pick(bits, 1);
	w->print_fails = 60 * pick(bits, 2);
	w->strange = 100 * pick(bits, 2);
	w->taken = hands ? 15 : 0;
	w->given = hands ? 15 : 0;
	w->opened = hands ? 30 : 0;
	w->moved = hands ? 200 : 0;
}

/* Blanks first, then out, then reject slots; some of them may be missing. */
static struct run *make(const struct kind *kind, uint64_t seed)
{
	uint64_t bits = seed * 0x9e3779b97f4a7c15ULL >> 3;
	struct run *run = calloc(1, sizeof(*run));
	struct world_rules w = { .seed = seed, .jvc = kind->jvc, .move_ms = 8000,
		.flip_ms = 6000, .load_ms = 15000, .burn_ms = 330000, .print_ms = 40000,
		.operator_ms = 60000 };
	struct batch_rules r = { .failure_pause_ms = 2000 };
	int blanks = 4 + pick(&bits, 20), out = 6 * pick(&bits, 1), reject = 4 * pick(&bits, 1);

	ck_assert_ptr_nonnull(run);
	r.copies = (unsigned int)(1 + pick(&bits, 5));
	r.retries = (unsigned int)(1 + pick(&bits, 4));
	r.sides = 1 + pick(&bits, 1);
	r.label = pick(&bits, 1);
	r.mail = pick(&bits, 1);
	pick(&bits, 1);
	w.drives = 1 + pick(&bits, 3);
	w.silent = !kind->hands && !kind->jvc && pick(&bits, 1);
	w.slots = blanks + out + reject;
	w.discs = blanks;
	run->blanks[0] = 1;
	run->blanks[1] = blanks;
	run->out[0] = 1 + blanks;
	run->out[1] = out;
	run->reject[0] = 1 + blanks + out;
	run->reject[1] = reject;
	run->kills = kind->kills;
	run->reboots = 300;
	if (kind->faults)
		choose_faults(&w, &bits, kind->hands);
	run_init(run, &w, &r);
	return run;
}

/* ---- the report ------------------------------------------------------------------ */

static void name_slots(char **field, const int range[2], const char *more)
{
	char text[64] = "";

	if (range[1])
		snprintf(text, sizeof(text), "%d-%d%s%s", range[0], range[0] + range[1] - 1,
			 more[0] ? "," : "", more);
	else
		snprintf(text, sizeof(text), "%s", more);
	ck_assert(request_set(field, text[0] ? text : NULL));
}

/* As a person would have asked for it. */
static void fill_request(struct run *run, struct library_request *q)
{
	char elements[200];

	memset(q, 0, sizeof(*q));
	q->copies = run->rules.copies;
	q->retries = run->rules.retries;
	q->both_sides = run->rules.sides == 2;
	name_slots(&q->blanks, run->blanks, "");
	name_slots(&q->out, run->out, run->rules.mail ? "mail" : "");
	name_slots(&q->reject, run->reject, "");
	ck_assert(request_set(&q->label, run->rules.label ? "label" : NULL));
	span_text(elements, sizeof(elements), run->map, world_map(&run->w, run->map));
	ck_assert(request_set(&q->elements, elements));
}

/* The journal alone, without the robot, tells the same. */
static void report(struct run *run, uint64_t seed)
{
	struct library_request q;
	struct batch b;
	int i;

	fill_request(run, &q);
	ck_assert_int_eq(roles_without_robot(&b, &q), DSRCTL_OK);
	for (i = 0; i < run->nr; i++)
		ck_assert_msg(!batch_apply(&b, &run->journal[i]),
			      "seed %llu: a report refuses record %d of %d ('%s' of disc %d)",
			      (unsigned long long)seed, i, run->nr,
			      batch_record_word(run->journal[i].kind), run->journal[i].disc);
	ck_assert_uint_eq(batch_good(&b), batch_good(&run->b));
	ck_assert_int_eq(b.nr_discs, run->b.nr_discs);
	for (i = 0; i < b.nr_discs; i++)
		ck_assert_msg(b.discs[i].end == run->b.discs[i].end &&
			      b.discs[i].at == run->b.discs[i].at,
			      "seed %llu: of disc %d a report tells %s at %d, expected %s at %d",
			      (unsigned long long)seed, i, batch_end_word(b.discs[i].end),
			      b.discs[i].at, batch_end_word(run->b.discs[i].end),
			      run->b.discs[i].at);
	batch_free(&b);
	request_free(&q);
}

/* ---- lives ----------------------------------------------------------------------- */

static bool is_final(const struct run *run, enum batch_phase phase)
{
	return phase == BATCH_OVER || strstr(run->b.failed, "blank discs ran out") ||
	       strstr(run->b.failed, "too many discs");
}

/* To its end; where it ends short somebody mends the world, and it goes on. */
static void live(struct run *run, uint64_t seed)
{
	enum batch_phase phase = run_on(run);
	int resumes;

	run_check(run, phase);
	for (resumes = 0; !is_final(run, phase) && !run->wrong[0]; resumes++) {
		if (resumes == MAX_RESUMES)
			run_wrong(run, "mended %d times, it still says: %s", resumes,
				  run->b.failed);
		run_mend(run);
		run_resume(run, true);
		phase = run_on(run);
		run_check(run, phase);
	}
	ck_assert_msg(!run->wrong[0], "seed %llu: %s", (unsigned long long)seed, run->wrong);
	report(run, seed);
}

static void live_all(const struct kind *kind)
{
	uint64_t seed;
	struct run *run;

	for (seed = 1; seed <= (uint64_t)kind->worlds; seed++) {
		run = make(kind, seed);
		live(run, seed);
		run_free(run);
	}
}

START_TEST(nothing_fails)
{
	static const struct kind jvc = { .worlds = 300, .jvc = true };
	static const struct kind plain = { .worlds = 300 };

	live_all(&jvc);
	live_all(&plain);
}
END_TEST

START_TEST(things_fail)
{
	static const struct kind jvc = { .worlds = 1500, .jvc = true, .faults = true };
	static const struct kind plain = { .worlds = 1500, .faults = true };

	live_all(&jvc);
	live_all(&plain);
}
END_TEST

START_TEST(killed)
{
	static const struct kind jvc = { .worlds = 500, .jvc = true, .kills = 60 };
	static const struct kind plain = { .worlds = 500, .kills = 60 };

	live_all(&jvc);
	live_all(&plain);
}
END_TEST

START_TEST(killed_and_fails)
{
	static const struct kind jvc = { .worlds = 1500, .jvc = true, .faults = true,
					 .kills = 30 };
	static const struct kind plain = { .worlds = 1500, .faults = true, .kills = 30 };

	live_all(&jvc);
	live_all(&plain);
}
END_TEST

START_TEST(hands)
{
	static const struct kind jvc = { .worlds = 1000, .jvc = true, .faults = true,
					 .kills = 20, .hands = true };
	static const struct kind plain = { .worlds = 1000, .faults = true, .kills = 20,
					   .hands = true };

	live_all(&jvc);
	live_all(&plain);
}
END_TEST

/* The largest JVC: 600 slots, 12 drives; 100 copies with a label. */
static struct run *make_large(uint64_t seed)
{
	static const struct batch_rules rules = {
		.copies = 100, .retries = 3, .sides = 1, .label = true, .failure_pause_ms = 2000,
	};
	struct world_rules w = {
		.seed = seed, .jvc = true, .slots = 600, .discs = 300, .drives = 12,
		.move_ms = 8000, .flip_ms = 6000, .load_ms = 15000, .burn_ms = 330000,
		.print_ms = 40000, .operator_ms = 60000, .move_fails = 20, .trouble = 20, .touches = 300,
		.spoils = 50, .dies = 5, .forsaken = 20, .unfit = 30, .unseen = 10, .print_fails = 10,
	};
	struct run *run = calloc(1, sizeof(*run));

	ck_assert_ptr_nonnull(run);
	run->blanks[0] = 1;
	run->blanks[1] = 300;
	run->out[0] = 301;
	run->out[1] = 200;
	run->reject[0] = 501;
	run->reject[1] = 100;
	run->kills = 5;
	run->reboots = 300;
	run_init(run, &w, &rules);
	return run;
}

START_TEST(large)
{
	struct run *run;
	uint64_t seed;

	for (seed = 1; seed <= 12; seed++) {
		run = make_large(seed);
		live(run, seed);
		ck_assert_msg(strstr(run->b.failed, "too many discs") ||
			      batch_good(&run->b) == 100,
			      "seed %llu: %u of 100 copies", (unsigned long long)seed,
			      batch_good(&run->b));
		ck_assert_msg(run->times > 2, "seed %llu: it was killed %d times, expected more",
			      (unsigned long long)seed, run->times);
		run_free(run);
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

Suite *suite_batch_chance(void)
{
	Suite *s = suite_create("batch_chance");

	promise(s, "batch: with nothing failing, every robot ends with all copies", nothing_fails);
	promise(s, "batch: whatever fails, no disc is lost or written twice, and there are all copies or a reason",
		things_fail);
	promise(s, "batch: killed at any step, its journal and the robot's map are enough to go on",
		killed);
	promise(s, "batch: killed at any step while things fail, the same holds", killed_and_fails);
	promise(s, "batch: 600 slots, 12 drives, 100 labelled copies, all kinds of faults, killed again and again",
		large);
	promise(s, "batch: people may take discs away, put some in, and move some while nobody looks", hands);
	return s;
}

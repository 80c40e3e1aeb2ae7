// SPDX-License-Identifier: GPL-2.0
/* What the tests of single promises share: a small world, and questions about a run. */
#include <stdlib.h>
#include <string.h>

#include "batch_bench.h"
#include "unit.h"

const struct world_rules bench_jvc = {
	.seed = 1, .jvc = true, .slots = SLOTS, .discs = BLANKS, .drives = 2, .move_ms = 8000,
	.flip_ms = 6000, .load_ms = 15000, .burn_ms = 330000, .print_ms = 40000,
};

const struct batch_rules bench_three = {
	.copies = 3, .retries = 2, .sides = 1, .failure_pause_ms = 2000,
};

struct run *bench_run(const struct world_rules *world, const struct batch_rules *rules)
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

struct run *bench_plain(const struct batch_rules *rules)
{
	struct world_rules plain = bench_jvc;

	plain.jvc = false;
	return bench_run(&plain, rules);
}

struct world_place *bench_place(struct run *run, uint16_t address)
{
	return &run->w.places[world_place(&run->w, address)];
}

void bench_ends(struct run *run, enum batch_phase expected)
{
	enum batch_phase phase = run_on(run);

	run_check(run, phase);
	ck_assert_msg(!run->wrong[0], "%s", run->wrong);
	ck_assert_msg(phase == expected, "phase %d (%s), expected %d", phase, run->b.failed,
		      expected);
}

void bench_says(const struct run *run, const char *expected)
{
	ck_assert_msg(strstr(run->b.failed, expected), "it says '%s', expected '%s'",
		      run->b.failed, expected);
}

/* How many records of a kind, of a work (or of any), of a result (or of any)? */
int bench_count(const struct run *run, enum batch_record_kind kind, int work, int result)
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

int bench_works(const struct run *run, enum batch_work work)
{
	return bench_count(run, BATCH_R_WORK, (int)work, -1);
}

int bench_moves_from(const struct run *run, uint16_t address)
{
	int i, n = 0;

	for (i = 0; i < run->nr; i++)
		n += run->journal[i].kind == BATCH_R_MOVE && run->journal[i].from == address;
	return n;
}

int bench_discs(const struct run *run, int first, int last, enum batch_end end)
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

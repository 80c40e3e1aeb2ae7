// SPDX-License-Identifier: GPL-2.0
/* A batch in the world: journal first, then the deed; killed and resumed. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "batch_run.h"

#define MAX_STEPS	20000
#define MAX_RECORDS	64	/* of one decision */
#define MAX_KILLS	100

void run_wrong(struct run *run, const char *fmt, ...)
{
	va_list args;

	if (run->wrong[0])
		return;
	va_start(args, fmt);
	vsnprintf(run->wrong, sizeof(run->wrong), fmt, args);
	va_end(args);
}

/* ---- the batch anew ------------------------------------------------------------------ */

static void give_roles(struct run *run, struct batch *b, const int range[2], unsigned int role)
{
	int i;

	for (i = 0; i < range[1]; i++)
		if (batch_role(b, (uint16_t)(range[0] + i), role))
			run_wrong(run, "slot %d is none", range[0] + i);
}

void run_start_batch(struct run *run, struct batch *b)
{
	size_t nr = world_map(&run->w, run->map);

	if (batch_init(b, &run->rules, run->map, nr))
		run_wrong(run, "batch_init() refuses");
	world_moves(&run->w, b->moves);
	give_roles(run, b, run->blanks, BATCH_BLANKS);
	give_roles(run, b, run->out, BATCH_OUT);
	give_roles(run, b, run->reject, BATCH_REJECT);
}

void run_init(struct run *run, const struct world_rules *world,
	      const struct batch_rules *rules)
{
	run->rules = *rules;
	world_init(&run->w, world);
	run_start_batch(run, &run->b);
}

void run_free(struct run *run)
{
	batch_free(&run->b);
	free(run);
}

static void see(struct run *run)
{
	batch_see(&run->b, run->map, world_map(&run->w, run->map));
}

/* ---- the journal ---------------------------------------------------------------------- */

static void keep(struct run *run, const struct batch_record *r)
{
	const struct world_place *p;

	if (run->nr == RUN_RECORDS || r->disc >= RUN_DISCS) {
		run_wrong(run, "the journal is full: does it ever end?");
		return;
	}
	if (r->kind == BATCH_R_TAKE) {
		p = &run->w.places[world_place(&run->w, (uint16_t)r->from)];
		run->truth[r->disc] = p->disc;
	}
	run->journal[run->nr++] = *r;
}

/* Something has happened: the batch, then the disk. */
static void note(struct run *run, const struct batch_record *happened)
{
	struct batch_record r = *happened;

	r.time_ms = run->w.now_ms;
	if (batch_apply(&run->b, &r))
		run_wrong(run, "the batch refuses '%s' of disc %d (%s) at %lld s",
			  batch_record_word(r.kind), r.disc,
			  batch_state_word(run->b.discs[r.disc].state),
			  (long long)run->w.now_ms / 1000);
	else
		keep(run, &r);
}

void run_take(struct run *run, enum batch_kind what, int copy, uint16_t address)
{
	struct batch_record r = {
		.kind = BATCH_R_TAKE, .disc = run->b.nr_discs, .what = what, .copy = copy,
		.from = address,
	};

	note(run, &r);
}

/* ---- the deeds ------------------------------------------------------------------------- */

static void do_work(struct run *run, const struct batch_record *r)
{
	const struct batch_disc *d = &run->b.discs[r->disc];
	struct batch_record told = { .kind = BATCH_R_JOB, .disc = r->disc };

	if (d->at < 0)
		return;
	told.job = world_work(&run->w, run->b.places[d->at].address, (int)r->work, d->side,
			      r->job);
	if (told.job)
		note(run, &told);
}

static void execute(struct run *run, const struct batch_record *r)
{
	if (r->kind == BATCH_R_WORK)
		do_work(run, r);
	else if (r->kind == BATCH_R_MOVE && batch_by_rezero(&run->b, r))
		world_rezero(&run->w);
	else if (r->kind == BATCH_R_MOVE)
		world_move(&run->w, (uint16_t)r->from, (uint16_t)r->to, r->flip);
}

/* ---- what happened ----------------------------------------------------------------------- */

static void tell_move(struct run *run)
{
	struct batch_record r = { .kind = BATCH_R_MOVED, .disc = run->b.moving };

	if (!run->w.moved || r.disc < 0)
		return;
	run->w.moved = false;
	r.error = run->w.error;
	r.to = batch_where(&run->b, r.disc);
	if (r.error)
		batch_say(r.text, "a fault of the robot");
	note(run, &r);
}

static void tell_work(struct run *run, struct world_place *p)
{
	int place = batch_place_at(&run->b, p->address);
	struct batch_record r = { .kind = BATCH_R_DONE, .disc = run->b.places[place].disc };

	p->ready = false;
	r.work = (enum batch_work)p->work;
	r.result = (enum batch_result)p->result;
	r.hard = p->hard;
	r.touched = r.result == BATCH_IS_TROUBLE && p->touched;
	if (r.result != BATCH_IS_GOOD)
		batch_say(r.text, "a fault of the drive");
	note(run, &r);
}

static void tell_missing(struct run *run)
{
	struct batch_record r[MAX_RECORDS];
	int i, n;

	if (run->b.moving >= 0)
		return;
	n = batch_missing(&run->b, run->w.now_ms, r, MAX_RECORDS);
	for (i = 0; i < n; i++)
		note(run, &r[i]);
}

static void tell_all(struct run *run)
{
	int i;

	see(run);
	tell_move(run);
	for (i = 0; i < run->w.nr_places; i++)
		if (run->w.places[i].ready)
			tell_work(run, &run->w.places[i]);
	tell_missing(run);
}

/* ---- kills -------------------------------------------------------------------------------- */

/* The next process waits for the robot, asks where the disc is that it moved. */
static void find_moved(struct run *run)
{
	struct batch_record r = { .kind = BATCH_R_MOVED, .disc = run->b.moving };

	while (run->w.moving)
		world_advance(&run->w, world_next(&run->w));
	run->w.moved = false;
	see(run);
	if (r.disc < 0)
		return;
	r.to = batch_where(&run->b, r.disc);
	note(run, &r);
}

/*
 * While nobody looks somebody may have changed what would not do for another disc, so
 * what lies there now is nobody's. It is not held against the batch what it is like.
 */
static void disown(struct run *run)
{
	const struct batch_disc *d;
	struct world_disc *w;
	int i;

	for (i = 0; i < run->b.nr_discs; i++) {
		d = &run->b.discs[i];
		w = &run->w.discs[run->truth[i]];
		if (d->state != BATCH_ENDED || d->at < 0 ||
		    (d->end != BATCH_BAD && d->end != BATCH_UNFIT) ||
		    !(run->b.places[d->at].roles & BATCH_BLANKS) ||
		    run->b.places[d->at].disc != i)
			continue;
		w->strange = true;
		w->touched = false;
		w->writes[0] = 0;
		w->writes[1] = 0;
	}
}

void run_resume(struct run *run, bool same_boot)
{
	struct batch_record r = { .kind = BATCH_R_RESUME, .same_boot = same_boot };
	int i;

	run->times++;
	if (same_boot)
		world_forget_workers(&run->w);
	else
		world_reboot(&run->w);
	world_meddle(&run->w);
	batch_free(&run->b);
	run_start_batch(run, &run->b);
	for (i = 0; i < run->nr; i++)
		if (batch_apply(&run->b, &run->journal[i]))
			run_wrong(run, "record %d of the journal is refused", i);
	see(run);
	disown(run);
	note(run, &r);
	find_moved(run);
	tell_missing(run);
}

static bool is_under_way(const struct run *run, int disc)
{
	int i;

	for (i = run->b.nr_discs - 1; i >= 0; i--)
		if (run->truth[i] == disc)
			return run->b.discs[i].state != BATCH_ENDED;
	return false;
}

void run_mend(struct run *run)
{
	struct world_place *p;
	int i;

	world_mend(&run->w);
	for (i = 0; i < run->w.nr_places; i++) {
		p = &run->w.places[i];
		if (p->disc < 0 || is_under_way(run, p->disc))
			continue;
		if (run->w.discs[p->disc].strange ||
		    (p->type != DSR_ELEMENT_STORAGE && p->type != DSR_ELEMENT_MAIL))
			world_take_away(&run->w, p->disc);
	}
}

/* Each stop lets it try once more what would not do: it ends only when they do. */
static bool is_killed(struct run *run)
{
	return run->times < MAX_KILLS && world_chance(&run->w, run->kills);
}

static void kill_it(struct run *run)
{
	run_resume(run, !world_chance(&run->w, run->reboots));
}

/* ---- steps -------------------------------------------------------------------------------- */

/*
 * Decisions: onto the disk, then done. Killed before that, some of them are on the
 * disk and none is done; killed within, all are on the disk and some are done.
 */
static bool decide(struct run *run)
{
	struct batch_record r[MAX_RECORDS];
	int i, n = batch_decide(&run->b, run->w.now_ms, r, MAX_RECORDS);
	int kept = is_killed(run) ? (int)world_random(&run->w, (uint64_t)n + 1) : n;
	int done = is_killed(run) ? (int)world_random(&run->w, (uint64_t)n + 1) : n;

	for (i = 0; i < kept; i++)
		keep(run, &r[i]);
	for (i = 0; kept == n && i < done; i++)
		execute(run, &r[i]);
	if (kept == n && done == n)
		return true;
	kill_it(run);
	return false;
}

/* Lets time pass until something ends. Returns false when nothing will. */
static bool pass_time(struct run *run)
{
	int64_t next = world_next(&run->w);

	if (run->b.rest_until_ms > run->w.now_ms && run->b.rest_until_ms < next)
		next = run->b.rest_until_ms;
	if (run->w.moved)
		next = run->w.now_ms;
	if (next == INT64_MAX)
		return false;
	world_advance(&run->w, next);
	return true;
}

enum batch_phase run_on(struct run *run)
{
	enum batch_phase phase = BATCH_RUNS;

	for (run->steps = 0; run->steps < MAX_STEPS; run->steps++) {
		tell_all(run);
		if (!decide(run))
			continue;
		phase = batch_phase(&run->b);
		if (phase == BATCH_OVER || phase == BATCH_SHORT || run->wrong[0] ||
		    run->w.wrong[0])
			return phase;
		if (is_killed(run)) {
			kill_it(run);
		} else if (!pass_time(run)) {
			if (phase == BATCH_RUNS)
				run_wrong(run, "it runs, and nothing is under way");
			return phase;
		} else if (is_killed(run)) {
			kill_it(run);	/* what has just ended is not in the journal */
		}
	}
	run_wrong(run, "no end after %d steps", MAX_STEPS);
	return phase;
}

// SPDX-License-Identifier: GPL-2.0
/* The drives and the printer of the world, and what befalls them. */
#include <string.h>

#include "batch_world.h"
#include "library/batch.h"

#define LOOK_MS		20000	/* a disc is compared, or found to be no blank */

static int64_t ready(const struct world *w, const struct world_place *p)
{
	return p->ready_ms > w->now_ms ? p->ready_ms : w->now_ms;
}

static void begin(struct world *w, struct world_place *p, int result, int64_t takes_ms)
{
	p->result = result;
	p->until_ms = ready(w, p) + takes_ms;
}

/* A work that goes on whoever waits for it. */
static void begin_job(struct world *w, struct world_place *p, int result, int64_t takes_ms)
{
	p->running = true;
	p->job_side = p->side;
	p->job_result = result;
	p->job_until_ms = ready(w, p) + takes_ms;
}

static void wait_for_job(const struct world *w, struct world_place *p)
{
	p->result = p->job_result;
	p->until_ms = p->running ? p->job_until_ms : w->now_ms;
}

/*
 * The process that waits dies; what it waits for goes on. It may die before it has told
 * the number of its job.
 */
static void forsake(struct world *w, struct world_place *p)
{
	if (!world_chance(w, w->rules.forsaken))
		return;
	begin(w, p, BATCH_IS_UNKNOWN, LOOK_MS);
	if (p->work == BATCH_BURN && world_chance(w, 300))
		p->job = 0;
}

/* ---- drives ------------------------------------------------------------------------- */

/* It begins, so it touches the disc. */
static void begin_to_write(struct world *w, struct world_place *p, struct world_disc *d)
{
	bool spoils = world_chance(w, w->rules.spoils);

	d->writes[d->up]++;
	d->side[d->up] = SIDE_SPOILT;
	p->dead |= world_chance(w, w->rules.dies);
	p->hard = p->dead || world_chance(w, 300);
	p->job = ++w->jobs;
	begin_job(w, p, p->dead || spoils ? BATCH_IS_BAD : BATCH_IS_GOOD, w->rules.burn_ms);
	wait_for_job(w, p);
}

static void burn(struct world *w, struct world_place *p)
{
	struct world_disc *d = p->disc >= 0 ? &w->discs[p->disc] : NULL;

	p->job = 0;
	p->hard = p->dead;
	if (!d || d->unseen || p->dead || world_chance(w, w->rules.trouble)) {
		begin(w, p, BATCH_IS_TROUBLE, LOOK_MS);
		p->touched = d && world_chance(w, w->rules.touches);
		if (p->touched)
			d->touched = true;
	} else if (d->side[d->up] != SIDE_BLANK) {
		if (!d->strange)
			world_wrong(w, "a burn of what is not blank", p->address, 0);
		begin(w, p, BATCH_IS_UNFIT, LOOK_MS);
	} else if (d->unfit) {
		begin(w, p, BATCH_IS_UNFIT, LOOK_MS);
	} else if (world_chance(w, w->rules.forsaken / 2)) {
		begin(w, p, BATCH_IS_UNKNOWN, LOOK_MS);
	} else {
		begin_to_write(w, p, d);
		forsake(w, p);
	}
}

static void follow(struct world *w, struct world_place *p, uint32_t job)
{
	if (job && p->job == job) {
		wait_for_job(w, p);
		forsake(w, p);
	} else {
		begin(w, p, BATCH_IS_UNKNOWN, 0);
	}
}

/* A job that runs keeps the drive; its end is waited for. */
static void judge(struct world *w, struct world_place *p)
{
	int64_t wait = p->running ? p->job_until_ms - w->now_ms : 0;
	bool fails = p->dead || world_chance(w, w->rules.trouble);

	p->hard = p->dead;
	begin(w, p, fails ? BATCH_IS_TROUBLE : BATCH_IS_GOOD, wait + LOOK_MS);
}

static int judgement(const struct world *w, const struct world_place *p)
{
	const struct world_disc *d = p->disc >= 0 ? &w->discs[p->disc] : NULL;

	if (!d)
		return BATCH_IS_TROUBLE;
	if (d->side[d->up] == SIDE_BLANK)
		return BATCH_IS_BLANK;
	return d->side[d->up] == SIDE_IMAGE(p->side) ? BATCH_IS_GOOD : BATCH_IS_BAD;
}

/* ---- the printer ---------------------------------------------------------------------- */

/* One that has printed what lies in it says so; nobody prints twice then. */
static void print(struct world *w, struct world_place *p)
{
	bool fails = w->printer_broken || world_chance(w, w->rules.print_fails);

	if (!p->running && !p->finished && fails) {
		begin(w, p, BATCH_IS_TROUBLE, 0);
		return;
	}
	if (!p->running && !p->finished)
		begin_job(w, p, world_chance(w, w->rules.print_fails) ? BATCH_IS_BAD :
			  BATCH_IS_GOOD, w->rules.print_ms);
	wait_for_job(w, p);
}

/* ---- both ------------------------------------------------------------------------------ */

/* Begins a work; returns the kernel's number of a burn, or 0. */
uint32_t world_work(struct world *w, uint16_t address, int work, int side, uint32_t job)
{
	struct world_place *p = &w->places[world_place(w, address)];

	if (p->busy)
		world_wrong(w, "work for what is at work", address, 0);
	if (p->running && work == BATCH_BURN)
		world_wrong(w, "a burn while another runs", address, 0);
	p->busy = true;
	p->work = work;
	p->side = side;
	p->touched = false;
	if (work == BATCH_BURN)
		burn(w, p);
	else if (work == BATCH_FOLLOW)
		follow(w, p, job);
	else if (work == BATCH_JUDGE)
		judge(w, p);
	else if (work == BATCH_PRINT)
		print(w, p);
	else
		begin(w, p, p->dead || (work == BATCH_IMAGE && w->no_images) ?
		      BATCH_IS_TROUBLE : BATCH_IS_GOOD, LOOK_MS);
	return work == BATCH_BURN ? p->job : 0;
}

void world_end_job(struct world *w, struct world_place *p)
{
	struct world_disc *d = &w->discs[p->disc];

	p->running = false;
	if (p->type == DSR_ELEMENT_PRINTER) {
		p->finished = true;
		d->labels++;
	} else if (p->job_result == BATCH_IS_GOOD) {
		d->side[d->up] = SIDE_IMAGE(p->job_side);
	}
}

void world_end_work(struct world *w, struct world_place *p)
{
	if (p->work == BATCH_JUDGE && p->result != BATCH_IS_TROUBLE)
		p->result = judgement(w, p);
	p->ready = true;
	p->busy = false;
}

/* ---- blows ------------------------------------------------------------------------------ */

/*
 * dsrctl dies: the jobs of the kernel and the printer go on. Of those that have ended
 * the kernel does not remember all.
 */
void world_forget_workers(struct world *w)
{
	int i;

	for (i = 0; i < w->nr_places; i++) {
		w->places[i].busy = false;
		w->places[i].ready = false;
		if (!w->places[i].running && world_chance(w, 300))
			w->places[i].job = 0;
	}
	w->moved = false;
}

/* The machine starts anew: what was being written is spoilt, no job is known. */
void world_reboot(struct world *w)
{
	struct world_place *p;
	int i;

	world_forget_workers(w);
	for (i = 0; i < w->nr_places; i++) {
		p = &w->places[i];
		if (p->type != DSR_ELEMENT_DRIVE)
			continue;
		p->running = false;
		p->job = 0;
	}
}

/* Somebody repairs what is broken. */
void world_mend(struct world *w)
{
	int i;

	for (i = 0; i < w->nr_places; i++) {
		w->places[i].dead = false;
		w->places[i].takes_none = false;
		w->places[i].gives_none = false;
	}
	w->broken = false;
	w->hand_keeps = false;
	w->places[world_place(w, WORLD_MAIL)].open = false;
	w->printer_broken = false;
	w->no_images = false;
	w->rules.dies = 0;
}

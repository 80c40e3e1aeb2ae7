// SPDX-License-Identifier: GPL-2.0
/* What a batch believes, against the truth of the world. */
#include <string.h>

#include "batch_run.h"

/* ---- discs ---------------------------------------------------------------------------- */

static bool has_content(const struct run *run, const struct world_disc *w)
{
	bool both = run->rules.sides == 2;

	/* either side can be the first one */
	if (!both)
		return w->side[w->up] == SIDE_IMAGE(0);
	return (w->side[0] == SIDE_IMAGE(0) && w->side[1] == SIDE_IMAGE(1)) ||
	       (w->side[1] == SIDE_IMAGE(0) && w->side[0] == SIDE_IMAGE(1));
}

/* What would not do may have been taken once more: then that record tells of it. */
static bool is_told_later(const struct run *run, int disc)
{
	int i;

	for (i = disc + 1; i < run->b.nr_discs; i++)
		if (run->truth[i] == run->truth[disc])
			return true;
	return false;
}

static void check_end(struct run *run, int disc)
{
	const struct batch_disc *d = &run->b.discs[disc];
	const struct world_disc *w = &run->w.discs[run->truth[disc]];
	int labels = run->rules.label;

	if (d->kind != BATCH_COPY)
		return;
	if (d->end == BATCH_GOOD && !has_content(run, w))
		run_wrong(run, "disc %d is called good, its content is %d and %d", disc,
			  w->side[0], w->side[1]);
	if (d->end == BATCH_GOOD && w->labels != labels)
		run_wrong(run, "good disc %d has %d labels, expected %d", disc, w->labels, labels);
	if (d->end == BATCH_LOST && w->at >= 0)
		run_wrong(run, "disc %d is called lost, and lies in %04xh", disc,
			  run->w.places[w->at].address);
	if (d->end == BATCH_UNFIT && (w->writes[0] || w->writes[1] || w->touched))
		run_wrong(run, "disc %d was touched, and is called not touched", disc);
}

/* One that has ended may have been taken away since. */
static void check_place(struct run *run, int disc)
{
	const struct batch_disc *d = &run->b.discs[disc];
	const struct world_disc *w = &run->w.discs[run->truth[disc]];
	int believed = d->at < 0 ? -1 : (int)run->b.places[d->at].address;
	int is = w->at < 0 ? -1 : (int)run->w.places[w->at].address;

	if (is == believed || d->state == BATCH_MOVING || (is < 0 && d->state == BATCH_ENDED))
		return;
	run_wrong(run, "disc %d (%s, %s) lies in %xh, believed in %xh", disc,
		  batch_state_word(d->state), batch_end_word(d->end), (unsigned int)is,
		  (unsigned int)believed);
}

static void check_writes(struct run *run)
{
	const struct world_disc *w;
	int i;

	for (i = 0; i < run->w.nr_discs; i++) {
		w = &run->w.discs[i];
		if (w->writes[0] > 1 || w->writes[1] > 1)
			run_wrong(run, "a disc was written %d and %d times", w->writes[0],
				  w->writes[1]);
	}
}

/* ---- the journal ----------------------------------------------------------------------- */

static bool same_place(const struct batch *a, const struct batch *b, size_t i)
{
	const struct batch_place *p = &a->places[i], *q = &b->places[i];

	return p->address == q->address && p->type == q->type && p->roles == q->roles &&
	       p->full == q->full && p->room == q->room && p->tried == q->tried &&
	       p->left_out == q->left_out && p->failures == q->failures && p->jams == q->jams && p->owed == q->owed &&
	       p->source == q->source && p->coming == q->coming &&
	       p->disc == q->disc;
}

static bool same_batch(const struct batch *a, const struct batch *b)
{
	size_t i;

	for (i = 0; i < a->nr_places; i++)
		if (!same_place(a, b, i))
			return false;
	return a->nr_discs == b->nr_discs &&
	       (!a->nr_discs || !memcmp(a->discs, b->discs,
					(size_t)a->nr_discs * sizeof(*a->discs))) &&
	       !memcmp(a->copies, b->copies, a->rules.copies * sizeof(*a->copies)) &&
	       !memcmp(a->moves, b->moves, sizeof(a->moves)) && a->images == b->images && a->moving == b->moving &&
	       a->stumbles == b->stumbles && a->rest_until_ms == b->rest_until_ms &&
	       a->groups == b->groups && a->robot_down == b->robot_down &&
	       !strcmp(a->failed, b->failed);
}

static void check_replay(struct run *run)
{
	struct batch again;
	int i;

	run_start_batch(run, &again);
	for (i = 0; i < run->nr; i++)
		if (batch_apply(&again, &run->journal[i]))
			run_wrong(run, "record %d of the journal is refused", i);
	batch_see(&again, run->map, world_map(&run->w, run->map));
	batch_see(&run->b, run->map, world_map(&run->w, run->map));
	batch_phase(&again);
	batch_phase(&run->b);
	if (!same_batch(&run->b, &again))
		run_wrong(run, "the journal makes another batch");
	batch_free(&again);
}

/* ---- the end --------------------------------------------------------------------------- */

static bool any_place(const struct batch *b, uint8_t type, bool usable)
{
	const struct batch_place *p;
	size_t i;

	for (i = 0; i < b->nr_places; i++) {
		p = &b->places[i];
		if (p->type == type && usable == (!p->full && !p->left_out))
			return true;
	}
	return false;
}

static bool a_blank_is_left(const struct run *run)
{
	const struct batch_place *p;
	int i;

	for (i = 0; i < run->blanks[1]; i++) {
		p = &run->b.places[batch_place_at(&run->b, run->blanks[0] + i)];
		if (p->full && (p->disc < 0 || p->tried) && !p->left_out && !p->owed)
			return true;
	}
	return false;
}

static unsigned int unfinished(const struct batch *b)
{
	unsigned int n = 0;
	int i;

	for (i = 0; i < b->nr_discs; i++)
		n += b->discs[i].state != BATCH_ENDED;
	return n;
}

/* Is the reason that it gives for having ended short a true one? */
static bool is_reason(const struct run *run)
{
	const struct batch *b = &run->b;
	const char *why = b->failed;

	if (strstr(why, "robot fails"))
		return b->robot_down;
	if (strstr(why, "master can't be read"))
		return !(b->images & b->rules.masters);
	if (strstr(why, "hand"))
		return run->w.places[0].disc >= 0;
	if (strstr(why, "printer is left out"))
		return any_place(b, DSR_ELEMENT_PRINTER, false);
	if (strstr(why, "can't be moved"))
		return unfinished(b);
	if (strstr(why, "blank discs ran out"))
		return !a_blank_is_left(run);
	if (strstr(why, "no drive"))
		return !any_place(b, DSR_ELEMENT_DRIVE, true);
	return strstr(why, "too many discs were spoilt");
}

void run_check(struct run *run, enum batch_phase phase)
{
	unsigned int good = batch_count(&run->b, BATCH_COPY, BATCH_GOOD);
	int i;

	if (run->w.wrong[0])
		run_wrong(run, "%s", run->w.wrong);
	for (i = 0; i < run->b.nr_discs; i++) {
		if (is_told_later(run, i))
			continue;
		check_end(run, i);
		check_place(run, i);
	}
	check_writes(run);
	check_replay(run);
	if (good != batch_good(&run->b))
		run_wrong(run, "%u discs are good, %u copies", good, batch_good(&run->b));
	if (phase == BATCH_OVER && good != run->rules.copies)
		run_wrong(run, "it is over with %u of %u", good, run->rules.copies);
	if (phase == BATCH_SHORT && !is_reason(run))
		run_wrong(run, "the reason '%s' is not true", run->b.failed);
}

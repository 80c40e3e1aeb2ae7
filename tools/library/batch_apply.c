// SPDX-License-Identifier: GPL-2.0
/* A record becomes true. */
#include <errno.h>

#include "library/batch_steps.h"

#define TIME_MAX	(1LL << 53)	/* what a number in JSON can hold */

static void forgive(struct batch *b)
{
	size_t i;

	for (i = 0; i < b->nr_places; i++) {
		b->places[i].left_out = false;
		b->places[i].failures = 0;
		b->places[i].jams = 0;
	}
	for (i = 0; i < b->rules.copies; i++) {
		if (!b->copies[i].given_up)
			continue;
		b->copies[i].given_up = false;
		b->copies[i].tries = 0;
	}
	b->stumbles = 0;
	b->rest_until_ms = 0;
	b->robot_down = false;
	b->failed[0] = '\0';
}

/* A master that no drive could read, on its way home: it is tried once more. */
static void reopen(struct batch_disc *d)
{
	bool moves = d->state == BATCH_MOVING || d->state == BATCH_HELD;
	enum batch_state *state = moves ? &d->was : &d->state;

	if (d->kind != BATCH_MASTER || d->end != BATCH_BAD || *state != BATCH_LEAVING)
		return;
	d->end = BATCH_OPEN;
	*state = BATCH_BACK;
}

static void interrupt(struct batch_disc *d, bool same_boot)
{
	reopen(d);
	d->stumbles = 0;
	d->troubles = 0;
	d->nr_blamed = 0;
	if (d->state == BATCH_PRINTING)
		d->state = BATCH_PRINTER;
	if (d->state == BATCH_WORKING)
		d->state = d->kind == BATCH_COPY ? BATCH_LEFT : BATCH_LOADED;
	if (!same_boot || d->state != BATCH_LEFT)
		d->job = 0;
	if (d->state == BATCH_MOVING && d->was == BATCH_TURN)
		d->turning = true;
}

/*
 * What would not do and lies among the blanks may have been changed for another disc
 * while nobody looked. A drive refuses it once more where it was not; but one whose label
 * went wrong has the right content, and stopped in the middle of that it would pass for good.
 */
static void offer(struct batch *b, int disc)
{
	const struct batch_disc *d = &b->discs[disc];
	struct batch_place *p = d->at < 0 ? NULL : &b->places[d->at];

	if (!p || p->disc != disc || !(p->roles & BATCH_BLANKS) || d->state != BATCH_ENDED)
		return;
	p->tried = d->end == BATCH_UNFIT || (d->end == BATCH_BAD && d->work != BATCH_PRINT);
}

static int resume(struct batch *b, const struct batch_record *r)
{
	int i;

	forgive(b);
	for (i = 0; i < b->nr_discs; i++) {
		interrupt(&b->discs[i], r->same_boot);
		offer(b, i);
	}
	return 0;
}

/**
 * batch_apply() - a record becomes true
 * @b: the batch
 * @r: the record; of a journal it may be anything
 *
 * What a person should be told of it is in @b->note then.
 *
 * Return: 0, -ENOMEM, or -EINVAL: this can't happen in this batch as it is.
 */
int batch_apply(struct batch *b, const struct batch_record *r)
{
	static int (*const appliers[BATCH_R_KINDS])(struct batch *, const struct batch_record *) = {
		[BATCH_R_TAKE] = batch_take, [BATCH_R_MOVE] = batch_start_move,
		[BATCH_R_MOVED] = batch_end_move, [BATCH_R_WORK] = batch_start_work,
		[BATCH_R_JOB] = batch_name_job, [BATCH_R_DONE] = batch_end_work,
		[BATCH_R_SEEN] = batch_seen, [BATCH_R_RESUME] = resume,
	};

	b->note[0] = '\0';
	b->note_of = BATCH_NO_NOTE;
	if ((unsigned int)r->kind >= BATCH_R_KINDS || r->time_ms < 0 || r->time_ms > TIME_MAX)
		return -EINVAL;
	if (r->kind != BATCH_R_TAKE && r->kind != BATCH_R_RESUME &&
	    (r->disc < 0 || r->disc >= b->nr_discs))
		return -EINVAL;
	return appliers[r->kind](b, r);
}

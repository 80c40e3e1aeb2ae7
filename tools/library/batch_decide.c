// SPDX-License-Identifier: GPL-2.0
/* What is to be begun now: works of the drives and the printer, a move of the robot. */
#include <string.h>

#include "library/batch_steps.h"

/**
 * struct decision - records on their way out
 * @b: the batch
 * @now_ms: since 1970
 * @out: gets them
 * @max: of @out
 * @n: of them
 */
struct decision {
	struct batch *b;
	int64_t now_ms;
	struct batch_record *out;
	int max;
	int n;
};

static bool add(struct decision *x, const struct batch_record *r)
{
	struct batch_record *out = &x->out[x->n];

	*out = *r;
	out->time_ms = x->now_ms;
	if (batch_apply(x->b, out))
		return false;
	x->n++;
	return true;
}

/* ---- the robot ------------------------------------------------------------------ */

static void move_next(struct decision *x)
{
	struct batch *b = x->b;
	struct batch_record take = { .kind = BATCH_R_TAKE, .what = BATCH_COPY };
	struct batch_record move = { .kind = BATCH_R_MOVE };
	struct batch_next next;

	if (b->moving >= 0 || x->now_ms < b->rest_until_ms || x->n + 2 > x->max ||
	    !batch_next_move(b, &next))
		return;
	move.disc = next.disc;
	move.from = b->places[next.from].address;
	move.to = b->places[next.to].address;
	move.way = next.way;
	if (next.disc < 0) {
		move.disc = b->nr_discs;
		take.disc = b->nr_discs;
		take.copy = next.copy;
		take.from = move.from;
		if (!add(x, &take))
			return;
	}
	move.flip = b->discs[move.disc].state == BATCH_TURN;
	add(x, &move);
}

/* What came to a slot on its way and gets no further has ended there. */
static void rest_all(struct decision *x)
{
	const struct batch *b = x->b;
	struct batch_record r = { .kind = BATCH_R_SEEN };
	int i;

	for (i = 0; i < b->nr_discs && x->n < x->max; i++) {
		if (!batch_rests(b, &b->discs[i]))
			continue;
		r.disc = i;
		r.to = b->places[b->discs[i].at].address;
		add(x, &r);
	}
}

/* ---- the drives and the printer --------------------------------------------------- */

static bool image_is_there(const struct batch *b, const struct batch_disc *d)
{
	unsigned int needed = b->rules.masters;

	/* one image may serve both sides */
	return !(needed & (1U << d->side)) || (b->images & (1U << d->side));
}

static enum batch_work work_of(const struct batch *b, const struct batch_disc *d)
{
	if (d->state == BATCH_PRINTER)
		return b->places[d->at].left_out ? BATCH_NO_WORK : BATCH_PRINT;
	if (d->state == BATCH_LEFT && d->job)
		return BATCH_FOLLOW;
	if (d->state == BATCH_LEFT || (d->state == BATCH_LOADED && d->unsure))
		return image_is_there(b, d) ? BATCH_JUDGE : BATCH_NO_WORK;
	if (d->state != BATCH_LOADED)
		return BATCH_NO_WORK;
	if (d->kind == BATCH_LOOK)
		return BATCH_READ;
	if (d->kind == BATCH_MASTER)
		return BATCH_IMAGE;
	return image_is_there(b, d) ? BATCH_BURN : BATCH_NO_WORK;
}

/* Those that can begin to be burnt now begin together; all else is on its own. */
static uint32_t group_of(const struct decision *x, enum batch_work work, const struct batch_disc *d)
{
	const struct batch_record *r;
	int i;

	for (i = 0; i < x->n; i++) {
		r = &x->out[i];
		if (r->kind != BATCH_R_WORK || r->work != work)
			continue;
		if (work == BATCH_BURN && x->b->discs[r->disc].side == d->side &&
		    !d->troubles && !x->b->discs[r->disc].troubles)
			return r->group;
		if (work == BATCH_FOLLOW && r->job == d->job)
			return r->group;
	}
	return x->b->groups + 1;
}

static void work_all(struct decision *x)
{
	struct batch *b = x->b;
	struct batch_record r = { .kind = BATCH_R_WORK };
	int i;

	for (i = 0; i < b->nr_discs && x->n < x->max; i++) {
		r.work = work_of(b, &b->discs[i]);
		if (r.work == BATCH_NO_WORK)
			continue;
		r.disc = i;
		r.job = r.work == BATCH_FOLLOW ? b->discs[i].job : 0;
		r.group = group_of(x, r.work, &b->discs[i]);
		add(x, &r);
	}
}

/**
 * batch_decide() - what is to be begun now
 * @b: the batch, with the newest of the robot's elements; the decisions are applied
 * @now_ms: since 1970
 * @out: gets TAKE, MOVE, WORK and SEEN records; they have to be in the journal
 *	before anything is done
 * @max: of @out, 4 or more
 *
 * Return: records in @out.
 */
int batch_decide(struct batch *b, int64_t now_ms, struct batch_record *out, int max)
{
	struct decision x = { .b = b, .now_ms = now_ms, .out = out, .max = max };

	memset(out, 0, (size_t)max * sizeof(*out));
	work_all(&x);
	rest_all(&x);
	move_next(&x);
	return x.n;
}

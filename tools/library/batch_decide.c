// SPDX-License-Identifier: GPL-2.0
/*
 * What is to be done next. The robot does one thing at a time and everybody
 * waits for it, so the order of its moves is what a batch's speed depends on:
 * what frees the printer, what feeds it, what feeds a drive, what empties one.
 */
#include <string.h>

#include "library/batch.h"

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

/* ---- where to ------------------------------------------------------------------ */

static bool is_usable(const struct batch_place *p)
{
	return !p->left_out && !p->barred;
}

static bool is_free(const struct batch_place *p)
{
	return p->room && p->coming < 0 && is_usable(p);
}

/* Is this slot where a disc that is under way has to go back to? */
static bool is_a_home(const struct batch *b, int place)
{
	int i;

	for (i = 0; i < b->nr_discs; i++)
		if (b->discs[i].state != BATCH_ENDED && b->discs[i].home == place)
			return true;
	return false;
}

/* The first free place of a type, with a role if one is wanted; -1: none. */
static int free_place(const struct batch *b, uint8_t type, unsigned int role)
{
	const struct batch_place *p;
	size_t i;

	for (i = 0; i < b->nr_places; i++) {
		p = &b->places[i];
		if (p->type == type && (p->roles & role) == role && is_free(p) &&
		    (type != DSR_ELEMENT_STORAGE || !is_a_home(b, (int)i)))
			return (int)i;
	}
	return -1;
}

static bool has_role(const struct batch *b, unsigned int role)
{
	size_t i;

	for (i = 0; i < b->nr_places; i++)
		if (b->places[i].roles & role)
			return true;
	return false;
}

static bool has_mail(const struct batch *b)
{
	size_t i;

	for (i = 0; i < b->nr_places; i++)
		if (b->places[i].type == DSR_ELEMENT_MAIL)
			return true;
	return false;
}

/* Home, or any slot that nobody waits for. */
static int home_or_any(const struct batch *b, const struct batch_disc *d)
{
	if (d->home >= 0 && b->places[d->home].type == DSR_ELEMENT_STORAGE &&
	    is_free(&b->places[d->home]))
		return d->home;
	return free_place(b, DSR_ELEMENT_STORAGE, 0);
}

static int place_for_good(const struct batch *b, const struct batch_disc *d)
{
	int place = -1;

	if (has_role(b, BATCH_OUT))
		place = free_place(b, DSR_ELEMENT_STORAGE, BATCH_OUT);
	else if (!b->rules.mail)
		return home_or_any(b, d);
	if (place < 0 && has_mail(b))
		return free_place(b, DSR_ELEMENT_MAIL, 0);
	return place < 0 ? home_or_any(b, d) : place;
}

static int last_place(const struct batch *b, const struct batch_disc *d)
{
	int place = -1;

	if (d->kind != BATCH_COPY || d->end == BATCH_UNFIT)
		return home_or_any(b, d);
	if (d->end == BATCH_GOOD)
		return place_for_good(b, d);
	if (has_role(b, BATCH_REJECT))
		place = free_place(b, DSR_ELEMENT_STORAGE, BATCH_REJECT);
	return place < 0 ? home_or_any(b, d) : place;
}

static int free_drive(const struct batch *b)
{
	const struct batch_place *p;
	size_t i;

	for (i = 0; i < b->nr_places; i++) {
		p = &b->places[i];
		if (p->type == DSR_ELEMENT_DRIVE && !p->full && p->disc < 0 && p->coming < 0 &&
		    is_usable(p))
			return (int)i;
	}
	return -1;
}

static int free_printer(const struct batch *b)
{
	const struct batch_place *p;
	size_t i;

	for (i = 0; i < b->nr_places; i++) {
		p = &b->places[i];
		if (p->type == DSR_ELEMENT_PRINTER && !p->full && p->disc < 0 &&
		    p->coming < 0 && is_usable(p))
			return (int)i;
	}
	return -1;
}

static bool can_go(const struct batch *b, int from, int to)
{
	uint8_t to_types = b->moves[b->places[from].type];

	return !to_types || (to_types & (1U << b->places[to].type));
}

static int wish(const struct batch *b, const struct batch_disc *d)
{
	switch (d->state == BATCH_HELD ? d->was : d->state) {
	case BATCH_WAITING:
		return free_drive(b);
	case BATCH_LABEL:
		return free_printer(b);
	case BATCH_TURN:
	case BATCH_BACK:
		return home_or_any(b, d);
	case BATCH_LEAVING:
		return last_place(b, d);
	default:
		return -1;
	}
}

/*
 * Where a disc goes next, -1: nowhere yet. Not every robot gets from everywhere to
 * everywhere (from a printer to the mail slot, say): then by way of a slot.
 */
static int destination(const struct batch *b, const struct batch_disc *d, bool *way)
{
	int to = wish(b, d);

	*way = false;
	if (to < 0 || d->at < 0 || can_go(b, d->at, to))
		return to;
	if (b->places[d->at].type == DSR_ELEMENT_STORAGE)
		return -1;
	*way = true;
	return home_or_any(b, d);
}

/* ---- the robot ------------------------------------------------------------------ */

static bool order_move(struct decision *x, int disc, int to, bool way)
{
	const struct batch_disc *d = &x->b->discs[disc];
	struct batch_record r = {
		.kind = BATCH_R_MOVE,
		.disc = disc,
		.from = x->b->places[d->at].address,
		.to = to < 0 ? BATCH_NOWHERE : x->b->places[to].address,
		.flip = d->state == BATCH_TURN,
		.way = way,
	};

	return to >= 0 && add(x, &r);
}

/* The disc of this state, in a place of this type, that waits longest. */
static bool move_one(struct decision *x, enum batch_state state, uint8_t type)
{
	const struct batch *b = x->b;
	const struct batch_disc *d;
	int i, to, oldest = -1, oldest_to = -1;
	bool way, oldest_way = false;

	for (i = 0; i < b->nr_discs; i++) {
		d = &b->discs[i];
		if (d->state != state || d->at < 0 || b->places[d->at].type != type ||
		    (oldest >= 0 && d->done_ms >= b->discs[oldest].done_ms))
			continue;
		to = destination(b, d, &way);
		if (to < 0)
			continue;
		oldest = i;
		oldest_to = to;
		oldest_way = way;
	}
	return oldest >= 0 && order_move(x, oldest, oldest_to, oldest_way);
}

static int wanting_copy(const struct batch *b)
{
	unsigned int i;

	if (b->failed[0])
		return -1;
	for (i = 0; i < b->rules.copies; i++)
		if (b->copies[i].disc < 0 && !b->copies[i].given_up)
			return (int)i;
	return -1;
}

static int fresh_blank(const struct batch *b)
{
	const struct batch_place *p;
	size_t i;

	for (i = 0; i < b->nr_places; i++) {
		p = &b->places[i];
		if ((p->roles & BATCH_BLANKS) && p->full && p->disc < 0 && is_usable(p))
			return (int)i;
	}
	return -1;
}

/* A disc that waits; one that was begun goes before others. */
static int waiting_disc(const struct batch *b)
{
	int i;

	for (i = 0; i < b->nr_discs; i++)
		if (b->discs[i].state == BATCH_WAITING)
			return i;
	return -1;
}

static bool load(struct decision *x)
{
	struct batch *b = x->b;
	int drive = free_drive(b), disc, copy, blank;
	struct batch_record r = { .kind = BATCH_R_TAKE };

	if (drive < 0)
		return false;
	disc = waiting_disc(b);
	if (disc >= 0)
		return order_move(x, disc, drive, false);
	copy = wanting_copy(b);
	blank = fresh_blank(b);
	if (copy < 0 || blank < 0 || x->n + 2 > x->max)
		return false;
	r.what = BATCH_COPY;
	r.disc = b->nr_discs;
	r.copy = copy;
	r.from = b->places[blank].address;
	return add(x, &r) && order_move(x, r.disc, drive, false);
}

static bool move_held(struct decision *x)
{
	struct batch *b = x->b;
	bool way;
	int i, to;

	for (i = 0; i < b->nr_discs; i++) {
		if (b->discs[i].state != BATCH_HELD)
			continue;
		to = destination(b, &b->discs[i], &way);
		if (to >= 0)
			return order_move(x, i, to, way);
		/* the hand must be free for the others */
		return order_move(x, i, home_or_any(b, &b->discs[i]), true);
	}
	return false;
}

static bool hand_is_full(const struct batch *b)
{
	int i;

	for (i = 0; i < b->nr_discs; i++)
		if (b->discs[i].state == BATCH_HELD)
			return true;
	return false;
}

static bool move_next(struct decision *x)
{
	const struct batch *b = x->b;

	if (b->moving >= 0 || b->robot_down || x->now_ms < b->rest_until_ms ||
	    x->n + 2 > x->max)
		return false;
	if (hand_is_full(b))
		return move_held(x);
	return move_one(x, BATCH_LEAVING, DSR_ELEMENT_PRINTER) ||
	       move_one(x, BATCH_LABEL, DSR_ELEMENT_DRIVE) ||
	       move_one(x, BATCH_LABEL, DSR_ELEMENT_STORAGE) ||
	       load(x) ||
	       move_one(x, BATCH_TURN, DSR_ELEMENT_DRIVE) ||
	       move_one(x, BATCH_BACK, DSR_ELEMENT_DRIVE) ||
	       move_one(x, BATCH_LEAVING, DSR_ELEMENT_DRIVE) ||
	       move_one(x, BATCH_LEAVING, DSR_ELEMENT_STORAGE);
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
	if (d->state == BATCH_LEFT)
		return d->job ? BATCH_FOLLOW : BATCH_JUDGE;
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
 * @out: gets TAKE, MOVE and WORK records; they have to be in the journal before
 *	anything is done
 * @max: of @out, 4 or more
 *
 * Return: records in @out.
 */
int batch_decide(struct batch *b, int64_t now_ms, struct batch_record *out, int max)
{
	struct decision x = { .b = b, .now_ms = now_ms, .out = out, .max = max };

	memset(out, 0, (size_t)max * sizeof(*out));
	work_all(&x);
	move_next(&x);
	return x.n;
}

/* ---- is it over? -------------------------------------------------------------------- */

static bool is_busy(const struct batch *b)
{
	int i;

	for (i = 0; i < b->nr_discs; i++)
		if (b->discs[i].state == BATCH_MOVING || b->discs[i].state == BATCH_WORKING ||
		    b->discs[i].state == BATCH_PRINTING)
			return true;
	return false;
}

static unsigned int copies_open(const struct batch *b)
{
	unsigned int i, n = 0;

	for (i = 0; i < b->rules.copies; i++)
		n += !b->copies[i].good && !b->copies[i].given_up;
	return n;
}

static bool wants_mail(const struct batch *b)
{
	const struct batch_disc *d;
	bool way;
	int i;

	for (i = 0; i < b->nr_discs; i++) {
		d = &b->discs[i];
		if (d->state == BATCH_LEAVING && d->end == BATCH_GOOD &&
		    destination(b, d, &way) < 0 && has_mail(b))
			return true;
	}
	return false;
}

static bool could_move(const struct batch *b)
{
	bool way;
	int i;

	for (i = 0; i < b->nr_discs; i++)
		if (b->discs[i].state != BATCH_ENDED && b->discs[i].state != BATCH_LOADED &&
		    destination(b, &b->discs[i], &way) >= 0)
			return true;
	return wanting_copy(b) >= 0 && fresh_blank(b) >= 0 && free_drive(b) >= 0;
}

static unsigned int unfinished(const struct batch *b)
{
	unsigned int n = 0;
	int i;

	for (i = 0; i < b->nr_discs; i++)
		n += b->discs[i].state != BATCH_ENDED;
	return n;
}

static enum batch_phase ended(struct batch *b)
{
	unsigned int good = batch_good(b), left = unfinished(b);

	if (!left && good == b->rules.copies && !b->failed[0])
		return BATCH_OVER;
	if (b->failed[0])
		return BATCH_SHORT;
	if (b->robot_down)
		batch_say(b->failed,
			  "the robot fails; mend it, then 'dsrctl library resume'");
	else if (left)
		batch_say(b->failed,
			  "%u discs can't be moved on: no drive, slot or printer is left for them",
			  left);
	else if (copies_open(b) && fresh_blank(b) < 0)
		batch_say(b->failed, "the blank discs ran out: %u of %u copies are there", good,
			  b->rules.copies);
	else if (copies_open(b))
		batch_say(b->failed, "no drive is left that works: %u of %u copies are there",
			  good, b->rules.copies);
	else
		batch_say(b->failed, "too many discs were spoilt: %u of %u copies are there", good,
			  b->rules.copies);
	return BATCH_SHORT;
}

/**
 * batch_phase() - is a batch over?
 * @b: the batch, after batch_decide(); of one that ended short @failed is set
 */
enum batch_phase batch_phase(struct batch *b)
{
	if (is_busy(b) || (!b->robot_down && could_move(b)))
		return BATCH_RUNS;
	if (!b->robot_down && wants_mail(b))
		return BATCH_ASKS;
	return ended(b);
}

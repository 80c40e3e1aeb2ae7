// SPDX-License-Identifier: GPL-2.0
/* Small changes that more than one kind of record makes. */
#include <stdarg.h>
#include <stdio.h>

#include "library/batch_steps.h"

#define PLACE_FAILURES	4	/* weighed, before a place is left out */

/**
 * batch_put() - a disc is there
 * @b: the batch
 * @d: the disc
 * @place: index, or -1: nowhere
 */
void batch_put(struct batch *b, struct batch_disc *d, int place)
{
	if (d->at >= 0 && b->places[d->at].disc == d - b->discs)
		b->places[d->at].disc = -1;
	d->at = place;
	if (place < 0)
		return;
	b->places[place].disc = (int)(d - b->discs);
	b->places[place].tried = false;
	if (b->places[place].type == DSR_ELEMENT_STORAGE)
		d->slot = place;
}

/**
 * batch_tell() - what apply() has to say to a person
 * @b: the batch; the last word counts
 * @of: what it is of
 * @fmt: as printf
 */
void batch_tell(struct batch *b, enum batch_note of, const char *fmt, ...)
{
	va_list args;

	b->note_of = of;
	va_start(args, fmt);
	vsnprintf(b->note, sizeof(b->note), fmt, args);
	va_end(args);
}

/**
 * batch_leave_out() - a place is not used any more
 * @b: the batch
 * @place: its index
 * @why: in words
 */
void batch_leave_out(struct batch *b, int place, const char *why)
{
	char name[32];

	if (b->places[place].left_out)
		return;
	b->places[place].left_out = true;
	batch_name(name, sizeof(name), b, place);
	batch_tell(b, BATCH_LEFT_OUT, "%s is left out from now on: %.150s", name, why);
}

/**
 * batch_blame() - work failed in a place
 * @b: the batch
 * @place: its index, or -1
 * @weight: of the failure
 * @why: in words
 *
 * Return: true when the place is left out.
 */
bool batch_blame(struct batch *b, int place, unsigned int weight, const char *why)
{
	if (place < 0)
		return false;
	b->places[place].failures += weight;
	if (b->places[place].failures >= PLACE_FAILURES)
		batch_leave_out(b, place, why);
	return b->places[place].left_out;
}

/**
 * batch_unblame() - a failure of its work was not a place's own
 * @b: the batch
 * @place: its index
 * @weight: of the failure
 *
 * It is used again where that had left it out.
 */
void batch_unblame(struct batch *b, int place, unsigned int weight)
{
	struct batch_place *p = &b->places[place];
	bool out = p->failures >= PLACE_FAILURES;
	char name[32];

	/* it may have been forgiven since */
	p->failures -= p->failures < weight ? p->failures : weight;
	if (!out || !p->left_out || p->failures >= PLACE_FAILURES)
		return;
	p->left_out = false;
	batch_name(name, sizeof(name), b, place);
	batch_tell(b, BATCH_USED_AGAIN, "%s is used again: it was the disc's fault", name);
}

/**
 * batch_fail() - the batch can't reach its end
 * @b: the batch
 * @why: in words; the first reason stays
 */
void batch_fail(struct batch *b, const char *why)
{
	if (!b->failed[0])
		batch_say(b->failed, "%s", why);
}

/* Another disc has to become this copy; a spoilt one is a try. */
static void release_copy(struct batch *b, struct batch_disc *d, bool spoilt)
{
	struct batch_copy *c;

	if (d->kind != BATCH_COPY)
		return;
	c = &b->copies[d->copy];
	if (c->disc != d - b->discs)
		return;
	c->disc = -1;
	c->good = false;
	c->tries += spoilt;
	c->given_up = c->tries > b->rules.retries;
}

/**
 * batch_decide_end() - how a disc ends is known; where it goes last is not
 * @b: the batch
 * @d: the disc
 * @end: how
 * @why: in words, may be empty
 */
void batch_decide_end(struct batch *b, struct batch_disc *d, enum batch_end end,
		      const char *why)
{
	d->end = end;
	d->unsure = false;
	d->turning = false;
	if (why[0] || !d->why[0])
		batch_say(d->why, "%s", why);
	if (end != BATCH_GOOD)
		release_copy(b, d, end != BATCH_UNFIT && d->began_ms);
	else if (d->kind == BATCH_COPY)
		b->copies[d->copy].good = true;
	if (d->kind == BATCH_MASTER && end != BATCH_GOOD &&
	    !(b->images & (1U << d->copy)))
		batch_say(b->failed, "the master can't be read: %.180s", why);
}

/**
 * batch_end_here() - a disc is done, and stays where it is
 * @b: the batch
 * @d: the disc
 * @now_ms: since 1970
 */
void batch_end_here(struct batch *b, struct batch_disc *d, int64_t now_ms)
{
	if (d->state != BATCH_ENDED && d->home >= 0)
		b->places[d->home].owed--;
	d->state = BATCH_ENDED;
	d->ended_ms = now_ms;
}

/**
 * batch_lose() - a disc is nowhere to be seen
 * @b: the batch
 * @d: the disc
 * @now_ms: since 1970
 */
void batch_lose(struct batch *b, struct batch_disc *d, int64_t now_ms)
{
	char name[32];

	batch_name(name, sizeof(name), b, d->home);
	batch_tell(b, BATCH_NOT_SEEN, "the disc from %s is nowhere to be seen in the robot", name);
	batch_decide_end(b, d, BATCH_LOST, "it is nowhere to be seen in the robot");
	batch_put(b, d, -1);
	batch_end_here(b, d, now_ms);
}

// SPDX-License-Identifier: GPL-2.0
/*
 * The robot's next move. It does one thing at a time and everybody waits for it,
 * so the order of its moves is what a batch's speed depends on: what frees the
 * printer, what feeds it, what feeds a drive, what empties one.
 */
#include "library/batch_steps.h"

#define ANYWHERE	DSR_ELEMENT_ANY

static bool is_there(const struct batch *b, const struct batch_disc *d, uint8_t type)
{
	return d->at >= 0 && (type == ANYWHERE || b->places[d->at].type == type);
}

/* The one that stumbled least, and of those the one that waits longest. */
static bool is_before(const struct batch_disc *d, const struct batch_disc *other)
{
	if (d->stumbles != other->stumbles)
		return d->stumbles < other->stumbles;
	return d->done_ms < other->done_ms;
}

/* A disc of this state, in a place of this type, that can be moved. */
static bool pick(const struct batch *b, enum batch_state state, uint8_t type,
		 struct batch_next *next)
{
	const struct batch_disc *d;
	bool way;
	int i, to;

	next->disc = -1;
	for (i = 0; i < b->nr_discs; i++) {
		d = &b->discs[i];
		if (d->state != state || !is_there(b, d, type) ||
		    (next->disc >= 0 && !is_before(d, &b->discs[next->disc])))
			continue;
		to = batch_destination(b, d, &way);
		if (to < 0)
			continue;
		next->disc = i;
		next->from = d->at;
		next->to = to;
		next->way = way;
	}
	return next->disc >= 0;
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

/**
 * batch_fresh_blank() - a place with a blank disc, -1: none
 * @b: the batch
 *
 * What a person put where a disc of the batch has to come back is none. What would not do
 * before a stop comes last.
 */
int batch_fresh_blank(const struct batch *b)
{
	const struct batch_place *p;
	int tried = -1;
	size_t i;

	for (i = 0; i < b->nr_places; i++) {
		p = &b->places[i];
		if (!(p->roles & BATCH_BLANKS) || !p->full || p->left_out || p->barred ||
		    p->owed || (p->disc >= 0 && !p->tried))
			continue;
		if (!p->tried)
			return (int)i;
		if (tried < 0)
			tried = (int)i;
	}
	return tried;
}

/* A master that its drive can't read needs another one, so one is kept free until then. */
static bool drive_is_spared(const struct batch *b)
{
	return (b->rules.masters & ~b->images) && batch_free_drives(b) < 2;
}

/* A disc that waits goes before a fresh one. */
static bool load(const struct batch *b, struct batch_next *next)
{
	int drive;

	if (pick(b, BATCH_WAITING, ANYWHERE, next))
		return true;
	drive = batch_free_drive(b);
	if (drive < 0 || drive_is_spared(b))
		return false;
	next->copy = wanting_copy(b);
	next->from = batch_fresh_blank(b);
	next->to = drive;
	next->way = false;
	return next->copy >= 0 && next->from >= 0;
}

/**
 * batch_hand_is_strange() - does the hand hold a disc that is not under way?
 * @b: the batch; the robot must not be moving
 */
bool batch_hand_is_strange(const struct batch *b)
{
	const struct batch_place *p;
	size_t i;

	for (i = 0; i < b->nr_places; i++) {
		p = &b->places[i];
		if (p->type == DSR_ELEMENT_TRANSPORT && p->full &&
		    (p->disc < 0 || b->discs[p->disc].state == BATCH_ENDED))
			return true;
	}
	return false;
}

/**
 * batch_next_move() - what the robot should do next
 * @b: the batch; the robot must not be moving
 * @next: gets it
 *
 * Return: false: nothing.
 */
bool batch_next_move(const struct batch *b, struct batch_next *next)
{
	if (b->robot_down || batch_hand_is_strange(b))
		return false;
	if (batch_held(b) >= 0)
		return pick(b, BATCH_HELD, ANYWHERE, next);
	return pick(b, BATCH_LEAVING, DSR_ELEMENT_PRINTER, next) ||
	       pick(b, BATCH_LABEL, DSR_ELEMENT_DRIVE, next) ||
	       pick(b, BATCH_LABEL, ANYWHERE, next) ||
	       load(b, next) ||
	       pick(b, BATCH_TURN, ANYWHERE, next) ||
	       pick(b, BATCH_BACK, ANYWHERE, next) ||
	       pick(b, BATCH_LEAVING, ANYWHERE, next);
}

// SPDX-License-Identifier: GPL-2.0
/* What the robot tells of its elements, against what the batch believes. */
#include <string.h>

#include "library/batch.h"

/**
 * batch_see() - take over what the robot told
 * @b: the batch
 * @elements: some or all of its elements
 * @nr: of @elements; those the batch does not know are passed over
 *
 * Room is where neither a disc nor an empty tray is, for a disc travels with its
 * tray; an open mail slot has to be closed by hand.
 */
void batch_see(struct batch *b, const struct dsr_element *elements, size_t nr)
{
	const struct dsr_element *e;
	struct batch_place *p;
	size_t i;
	int n;

	for (i = 0; i < nr; i++) {
		e = &elements[i];
		n = batch_place_at(b, e->address);
		if (n < 0)
			continue;
		p = &b->places[n];
		p->full = e->flags & DSR_EL_FULL;
		p->room = !(e->flags & (DSR_EL_FULL | DSR_EL_TRAY | DSR_EL_DISABLED | DSR_EL_OPEN));
		p->open = e->flags & DSR_EL_OPEN;
		p->source = e->flags & DSR_EL_SOURCE ? e->source : BATCH_NOWHERE;
	}
}

/* Does the robot tell where discs came from? */
static bool tells_sources(const struct batch *b)
{
	size_t i;

	for (i = 0; i < b->nr_places; i++)
		if (b->places[i].source != BATCH_NOWHERE)
			return true;
	return false;
}

/*
 * Is the disc there a known one? In a machine, one that has ended may have been changed
 * for another. What lies in a slot still has the slot before as its source.
 */
static bool is_known(const struct batch *b, const struct batch_place *p, int slot)
{
	const struct batch_disc *d = p->disc < 0 ? NULL : &b->discs[p->disc];

	return d && (d->state != BATCH_ENDED || p->type == DSR_ELEMENT_STORAGE ||
		     d->slot == slot);
}

static bool came_from(const struct batch *b, const struct batch_place *p, int slot)
{
	return p->full && !is_known(b, p, slot) && p->source == b->places[slot].address;
}

/* A place with an unknown disc that came from the same slot, -1: none. */
static int find_by_source(const struct batch *b, int slot)
{
	size_t i;

	if (came_from(b, &b->places[slot], slot))
		return slot;
	for (i = 0; i < b->nr_places; i++)
		if (came_from(b, &b->places[i], slot))
			return (int)i;
	return -1;
}

/* An unknown disc in the hand, -1: none. */
static int find_in_hand(const struct batch *b)
{
	const struct batch_place *p;
	size_t i;

	for (i = 0; i < b->nr_places; i++) {
		p = &b->places[i];
		if (p->type == DSR_ELEMENT_TRANSPORT && p->full && p->disc < 0)
			return (int)i;
	}
	return -1;
}

/*
 * Where a disc is that is not where it was believed, -1: nobody knows. Of a robot that
 * does not tell from where discs came it may be in the hand, or back in its slot; of a
 * disc that has ended a guess is not good enough, a person may have put another there.
 */
static int find_disc(const struct batch *b, const struct batch_disc *d)
{
	const struct batch_place *slot = d->slot < 0 ? NULL : &b->places[d->slot];
	int place = slot ? find_by_source(b, d->slot) : -1;

	if (place >= 0 || d->state == BATCH_ENDED || !slot || tells_sources(b))
		return place;
	place = find_in_hand(b);
	return place < 0 && slot->full && slot->disc < 0 ? d->slot : place;
}

static bool is_told(const struct batch_record *out, int n, int32_t address)
{
	int i;

	for (i = 0; i < n; i++)
		if (out[i].to == address)
			return true;
	return false;
}

/* Is it under way or at work? Then those who do that tell of it. */
static bool is_watched(const struct batch_disc *d)
{
	return d->state == BATCH_MOVING || d->state == BATCH_WORKING ||
	       d->state == BATCH_PRINTING;
}

/* Is what lies in its place another's, as the robot tells? In slots that is not clear. */
static bool is_swapped(const struct batch *b, const struct batch_disc *d)
{
	const struct batch_place *p = &b->places[d->at];

	return p->full && p->type != DSR_ELEMENT_STORAGE && d->slot >= 0 &&
	       p->source != BATCH_NOWHERE && p->source != b->places[d->slot].address;
}

/**
 * batch_missing() - which discs are not where they were believed?
 * @b: the batch; the robot must not be moving
 * @now_ms: since 1970
 * @out: gets records that tell where they are
 * @max: of @out
 *
 * One that had ended and is gone was taken by a person; its place is free for others
 * when that is told.
 *
 * Return: records in @out.
 */
int batch_missing(const struct batch *b, int64_t now_ms, struct batch_record *out, int max)
{
	const struct batch_disc *d;
	int i, place, n = 0;
	int32_t to;

	for (i = 0; i < b->nr_discs && n < max; i++) {
		d = &b->discs[i];
		if (is_watched(d) || d->at < 0 || b->places[d->at].disc != i ||
		    (b->places[d->at].full && !is_swapped(b, d)))
			continue;
		place = find_disc(b, d);
		if (place < 0 && b->places[d->at].full)
			continue;
		to = place < 0 ? BATCH_NOWHERE : b->places[place].address;
		if (place >= 0 && is_told(out, n, to))
			to = BATCH_NOWHERE;
		memset(&out[n], 0, sizeof(out[n]));
		out[n].kind = BATCH_R_SEEN;
		out[n].time_ms = now_ms;
		out[n].disc = i;
		out[n].to = to;
		n++;
	}
	return n;
}

static bool is_full(const struct batch *b, int place)
{
	return place >= 0 && b->places[place].full;
}

/*
 * Both are full: a person put a disc into one of them. The robot tells where a disc in
 * a machine came from, and where one in a slot was before; of a mail slot it may not.
 */
static int one_of_both(const struct batch *b, const struct batch_disc *d)
{
	const struct batch_place *to = &b->places[d->to], *at = &b->places[d->at];
	int32_t slot = d->slot < 0 ? BATCH_NOWHERE : (int32_t)b->places[d->slot].address;

	if (slot == BATCH_NOWHERE || !tells_sources(b) || to->source == slot)
		return d->to;
	if (to->type != DSR_ELEMENT_MAIL || at->source == slot)
		return d->at;
	return d->to;
}

/**
 * batch_where() - where is a disc whose move has ended?
 * @b: the batch, with the newest of the robot's elements
 * @disc: MOVING
 *
 * Return: the address of an element, or BATCH_NOWHERE.
 */
int32_t batch_where(const struct batch *b, int disc)
{
	const struct batch_disc *d = &b->discs[disc];
	int place = find_in_hand(b);

	/* what is new in the hand is what it had to move */
	if (place >= 0)
		return b->places[place].address;
	if (is_full(b, d->to) && is_full(b, d->at))
		place = one_of_both(b, d);
	else if (is_full(b, d->to))
		place = d->to;
	else if (is_full(b, d->at))
		place = d->at;
	else
		place = find_disc(b, d);
	return place < 0 ? BATCH_NOWHERE : b->places[place].address;
}

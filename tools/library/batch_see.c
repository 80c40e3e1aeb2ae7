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
		p->source = e->flags & DSR_EL_SOURCE ? e->source : BATCH_NOWHERE;
	}
}

/*
 * Could the disc that is there be this one? The robot tells from which slot it came
 * last; of one without that it is likely in the hand, and in the slot itself. Of a
 * disc that has ended a guess is not good enough: a person may have put another there.
 */
static bool could_be(const struct batch *b, const struct batch_place *p,
		     const struct batch_disc *d)
{
	if (!p->full || p->disc >= 0)
		return false;
	if (p->source != BATCH_NOWHERE)
		return p->source == b->places[d->slot].address;
	return d->state != BATCH_ENDED &&
	       (p->type == DSR_ELEMENT_TRANSPORT || p == &b->places[d->slot]);
}

/* A place with an unknown disc that came from the same slot, -1: none. */
static int find_disc(const struct batch *b, const struct batch_disc *d)
{
	size_t i;

	if (d->slot < 0)
		return -1;
	if (could_be(b, &b->places[d->slot], d))
		return d->slot;
	for (i = 0; i < b->nr_places; i++)
		if (could_be(b, &b->places[i], d))
			return (int)i;
	return -1;
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
		if (is_watched(d) || d->at < 0 || b->places[d->at].full ||
		    b->places[d->at].disc != i)
			continue;
		place = find_disc(b, d);
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
	int place;

	if (is_full(b, d->to) && !is_full(b, d->at))
		place = d->to;
	else if (is_full(b, d->at))
		place = d->at;
	else
		place = find_disc(b, d);
	return place < 0 ? BATCH_NOWHERE : b->places[place].address;
}

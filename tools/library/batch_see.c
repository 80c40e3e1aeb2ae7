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
		/* an ended disc that is gone was taken by a person */
		if (!p->full && p->disc >= 0 && b->discs[p->disc].state == BATCH_ENDED)
			p->disc = -1;
	}
}

/* Could the disc that is there be this one? */
static bool could_be(const struct batch *b, const struct batch_place *p,
		     const struct batch_disc *d)
{
	if (!p->full || p->disc >= 0)
		return false;
	if (p->source != BATCH_NOWHERE)
		return d->home >= 0 && p->source == b->places[d->home].address;
	return p->type == DSR_ELEMENT_TRANSPORT || p == &b->places[d->home];
}

/* A place with an unknown disc that came from the same slot, -1: none. */
static int find_disc(const struct batch *b, const struct batch_disc *d)
{
	size_t i;

	if (d->home < 0)
		return -1;
	if (could_be(b, &b->places[d->home], d))
		return d->home;
	for (i = 0; i < b->nr_places; i++)
		if (could_be(b, &b->places[i], d))
			return (int)i;
	return -1;
}

/**
 * batch_missing() - which discs are not where they were believed?
 * @b: the batch; the robot must not be moving
 * @now_ms: since 1970
 * @out: gets records that tell where they are
 * @max: of @out
 *
 * Return: records in @out.
 */
int batch_missing(const struct batch *b, int64_t now_ms, struct batch_record *out, int max)
{
	const struct batch_disc *d;
	int i, place, n = 0;

	for (i = 0; i < b->nr_discs && n < max; i++) {
		d = &b->discs[i];
		if (d->state == BATCH_ENDED || d->state == BATCH_MOVING || d->at < 0 ||
		    b->places[d->at].full)
			continue;
		place = find_disc(b, d);
		memset(&out[n], 0, sizeof(out[n]));
		out[n].kind = BATCH_R_SEEN;
		out[n].time_ms = now_ms;
		out[n].disc = i;
		out[n].to = place < 0 ? BATCH_NOWHERE : b->places[place].address;
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

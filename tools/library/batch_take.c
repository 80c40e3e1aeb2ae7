// SPDX-License-Identifier: GPL-2.0
/* A disc becomes one of the batch. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "library/batch_steps.h"

static int grow(struct batch *b)
{
	int room = b->room_discs ? 2 * b->room_discs : 64;
	struct batch_disc *discs;

	if (b->nr_discs < b->room_discs)
		return 0;
	discs = realloc(b->discs, (size_t)room * sizeof(*discs));
	if (!discs)
		return -ENOMEM;
	b->discs = discs;
	b->room_discs = room;
	return 0;
}

static bool copy_is_free(const struct batch *b, int copy)
{
	return copy >= 0 && (unsigned int)copy < b->rules.copies && b->copies[copy].disc < 0;
}

static bool is_right(const struct batch *b, const struct batch_record *r)
{
	switch (r->what) {
	case BATCH_COPY:
		return copy_is_free(b, r->copy);
	case BATCH_MASTER:
		return r->copy >= 0 && r->copy < BATCH_SIDES;
	default:
		return r->what == BATCH_LOOK;
	}
}

/* A disc that has ended there may have been changed for another by a person. */
static bool is_taken(const struct batch *b, int place)
{
	int disc = b->places[place].disc;

	return disc >= 0 && b->discs[disc].state != BATCH_ENDED;
}

/**
 * batch_take() - TAKE
 * @b: the batch
 * @r: the record
 *
 * Return: as batch_apply().
 */
int batch_take(struct batch *b, const struct batch_record *r)
{
	int place = batch_place_at(b, r->from);
	struct batch_disc *d;

	if (r->disc != b->nr_discs || place < 0 || is_taken(b, place) || !is_right(b, r))
		return -EINVAL;
	if (grow(b))
		return -ENOMEM;
	d = &b->discs[b->nr_discs++];
	memset(d, 0, sizeof(*d));
	d->kind = r->what;
	d->copy = r->copy;
	d->home = place;
	d->slot = -1;
	d->at = -1;
	d->to = -1;
	d->drive = -1;
	d->taken_ms = r->time_ms;
	d->state = b->places[place].type == DSR_ELEMENT_DRIVE ? BATCH_LOADED : BATCH_WAITING;
	b->places[place].owed++;
	batch_put(b, d, place);
	if (d->kind != BATCH_COPY)
		return 0;
	b->copies[d->copy].disc = r->disc;
	d->tried = b->copies[d->copy].tries;
	return 0;
}

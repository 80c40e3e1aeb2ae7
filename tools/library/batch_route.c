// SPDX-License-Identifier: GPL-2.0
/* Where a disc goes next. */
#include <string.h>

#include "library/batch_steps.h"

#define TRIES_STRAIGHT	3	/* failed moves, before a disc is tried to another kind of place */

/* ---- places ----------------------------------------------------------------------- */

static bool is_usable(const struct batch_place *p)
{
	return !p->left_out && !p->barred;
}

/* The best free place of a type with a role; -1: none. The first of those that failed least. */
static int free_place(const struct batch *b, uint8_t type, unsigned int role)
{
	const struct batch_place *p;
	int best = -1;
	size_t i;

	for (i = 0; i < b->nr_places; i++) {
		p = &b->places[i];
		if (p->type != type || (p->roles & role) != role || !p->room ||
		    p->coming >= 0 || !is_usable(p) ||
		    (type == DSR_ELEMENT_STORAGE && p->owed))
			continue;
		if (best < 0 || p->jams < b->places[best].jams)
			best = (int)i;
	}
	return best;
}

static bool is_taken(const struct batch *b, const struct batch_place *p)
{
	return p->full || p->coming >= 0 || !is_usable(p) ||
	       (p->disc >= 0 && b->discs[p->disc].state != BATCH_ENDED);
}

/* The same of drives and printers, where an empty tray is not in the way. */
static int free_machine(const struct batch *b, uint8_t type)
{
	const struct batch_place *p, *q;
	int best = -1;
	size_t i;

	for (i = 0; i < b->nr_places; i++) {
		p = &b->places[i];
		if (p->type != type || is_taken(b, p))
			continue;
		q = best < 0 ? NULL : &b->places[best];
		if (!q || p->failures + p->jams < q->failures + q->jams)
			best = (int)i;
	}
	return best;
}

static bool has_role(const struct batch *b, unsigned int role)
{
	size_t i;

	for (i = 0; i < b->nr_places; i++)
		if (b->places[i].roles & role)
			return true;
	return false;
}

/**
 * batch_has_mail() - is there a mail slot that can be used?
 * @b: the batch
 */
bool batch_has_mail(const struct batch *b)
{
	size_t i;

	for (i = 0; i < b->nr_places; i++)
		if (b->places[i].type == DSR_ELEMENT_MAIL && is_usable(&b->places[i]))
			return true;
	return false;
}

/**
 * batch_free_drive() - a drive for a disc, -1: none
 * @b: the batch
 */
int batch_free_drive(const struct batch *b)
{
	return free_machine(b, DSR_ELEMENT_DRIVE);
}

/**
 * batch_free_drives() - how many drives there are for discs
 * @b: the batch
 */
unsigned int batch_free_drives(const struct batch *b)
{
	unsigned int n = 0;
	size_t i;

	for (i = 0; i < b->nr_places; i++)
		n += b->places[i].type == DSR_ELEMENT_DRIVE && !is_taken(b, &b->places[i]);
	return n;
}

/* ---- what the robot can do ----------------------------------------------------------- */

static bool moves_are_known(const struct batch *b)
{
	unsigned int i, any = 0;

	for (i = 0; i < DSR_ELEMENT_TYPES; i++)
		any |= b->moves[i];
	return any;
}

/**
 * batch_learn_refusal() - the robot does not make moves of this kind
 * @b: the batch
 * @from: place
 * @to: place
 */
void batch_learn_refusal(struct batch *b, int from, int to)
{
	if (!moves_are_known(b))
		memset(b->moves, 0xff, sizeof(b->moves));
	b->moves[b->places[from].type] &= (uint8_t)~(1U << b->places[to].type);
}

/**
 * batch_can_go() - can the robot make this move?
 * @b: the batch
 * @from: place
 * @to: place
 */
bool batch_can_go(const struct batch *b, int from, int to)
{
	return !moves_are_known(b) ||
	       (b->moves[b->places[from].type] & (1U << b->places[to].type));
}

/**
 * batch_is_rezero() - batch_by_rezero() of places
 * @b: the batch
 * @from: place
 * @to: place
 */
bool batch_is_rezero(const struct batch *b, int from, int to)
{
	return b->places[from].type == DSR_ELEMENT_TRANSPORT && !batch_can_go(b, from, to);
}

/**
 * batch_by_rezero() - is a move of a kind that this robot knows only as REZERO?
 * @b: the batch
 * @r: MOVE
 *
 * The hand of a JVC is no source of a move; its REZERO with Return brings what it
 * holds to the slot it came from, and what lies in drives and in the mail slot to
 * theirs. Nothing is at work then. Look with batch_missing() afterwards.
 */
bool batch_by_rezero(const struct batch *b, const struct batch_record *r)
{
	int from = batch_place_at(b, r->from), to = batch_place_at(b, r->to);

	return from >= 0 && to >= 0 && batch_is_rezero(b, from, to);
}

/* ---- the ways ------------------------------------------------------------------------ */

static bool is_slot(const struct batch *b, int place)
{
	return place >= 0 && b->places[place].type == DSR_ELEMENT_STORAGE;
}

/* Home, or any slot that nobody waits for. */
static int home_or_any(const struct batch *b, const struct batch_disc *d)
{
	const struct batch_place *p = is_slot(b, d->home) ? &b->places[d->home] : NULL;

	if (p && p->room && p->coming < 0 && is_usable(p))
		return d->home;
	return free_place(b, DSR_ELEMENT_STORAGE, 0);
}

static int stay_or_home(const struct batch *b, const struct batch_disc *d)
{
	return is_slot(b, d->at) ? d->at : home_or_any(b, d);
}

static int place_for_good(const struct batch *b, const struct batch_disc *d)
{
	int place = -1;

	if (has_role(b, BATCH_OUT))
		place = free_place(b, DSR_ELEMENT_STORAGE, BATCH_OUT);
	if (place >= 0)
		return place;
	if (b->rules.mail && batch_has_mail(b))
		return free_place(b, DSR_ELEMENT_MAIL, 0);
	return stay_or_home(b, d);
}

static int last_place(const struct batch *b, const struct batch_disc *d)
{
	int place = -1;

	if (d->kind != BATCH_COPY || d->end == BATCH_UNFIT)
		return stay_or_home(b, d);
	if (d->end == BATCH_GOOD)
		return place_for_good(b, d);
	if (has_role(b, BATCH_REJECT))
		place = free_place(b, DSR_ELEMENT_STORAGE, BATCH_REJECT);
	return place < 0 ? stay_or_home(b, d) : place;
}

static int wish(const struct batch *b, const struct batch_disc *d)
{
	switch (d->state == BATCH_HELD ? d->was : d->state) {
	case BATCH_WAITING:
		return batch_free_drive(b);
	case BATCH_LABEL:
		return free_machine(b, DSR_ELEMENT_PRINTER);
	case BATCH_TURN:
	case BATCH_BACK:
		return home_or_any(b, d);
	case BATCH_LEAVING:
		return last_place(b, d);
	default:
		return -1;
	}
}

static bool somebody_works(const struct batch *b)
{
	int i;

	for (i = 0; i < b->nr_discs; i++)
		if (b->discs[i].state == BATCH_WORKING || b->discs[i].state == BATCH_PRINTING)
			return true;
	return false;
}

static bool mail_is_open(const struct batch *b)
{
	size_t i;

	for (i = 0; i < b->nr_places; i++)
		if (b->places[i].type == DSR_ELEMENT_MAIL && b->places[i].open)
			return true;
	return false;
}

/*
 * The hand has to be emptied for the others, whatever its disc waits for. A REZERO is
 * for the mail slot, too, so that has to be closed.
 */
static int out_of_hand(const struct batch *b, const struct batch_disc *d, int to, bool *way)
{
	if (to >= 0 && batch_can_go(b, d->at, to))
		return to;
	*way = true;
	to = home_or_any(b, d);
	if (to >= 0 && batch_can_go(b, d->at, to))
		return to;
	if (d->slot < 0 || !b->places[d->slot].room || somebody_works(b) || mail_is_open(b))
		return -1;
	return d->slot;
}

/*
 * From slot to slot some robots get by way of a drive only; a disc lies in the wrong
 * slot when REZERO brought it home from a drive.
 */
static bool way_by_drive(const struct batch *b, const struct batch_disc *d)
{
	const struct batch_place *p;
	size_t i;

	for (i = 0; i < b->nr_places; i++) {
		p = &b->places[i];
		if (p->type == DSR_ELEMENT_DRIVE && is_usable(p) && (p->disc >= 0 || !p->full))
			return batch_can_go(b, d->at, (int)i);
	}
	return false;
}

/**
 * batch_destination() - where a disc goes next
 * @b: the batch
 * @d: the disc
 * @way: gets whether that is on its way to another place only
 *
 * Not every robot gets from everywhere to everywhere (from a printer to the mail
 * slot, say): then by way of a slot. A way that fails often may do so because of
 * where it ends: then a slot tells.
 *
 * Return: place, or -1: nowhere yet.
 */
int batch_destination(const struct batch *b, const struct batch_disc *d, bool *way)
{
	int to = wish(b, d);

	*way = false;
	if (d->at < 0)
		return -1;
	if (d->state == BATCH_HELD)
		return out_of_hand(b, d, to, way);
	if (to < 0 || to == d->at)
		return -1;
	if (batch_can_go(b, d->at, to) &&
	    (d->stumbles < TRIES_STRAIGHT || is_slot(b, to) || is_slot(b, d->at)))
		return to;
	*way = true;
	if (is_slot(b, d->at))
		return d->state == BATCH_LEAVING && way_by_drive(b, d) ? batch_free_drive(b) : -1;
	return home_or_any(b, d);
}

/**
 * batch_fits() - does a disc that leaves lie in a slot for its like?
 * @b: the batch
 * @d: the disc, in a slot
 */
bool batch_fits(const struct batch *b, const struct batch_disc *d)
{
	unsigned int role = 0;

	if (d->kind == BATCH_COPY && d->end == BATCH_GOOD)
		role = BATCH_OUT;
	else if (d->kind == BATCH_COPY && d->end == BATCH_BAD)
		role = BATCH_REJECT;
	if (!has_role(b, role) && !(role == BATCH_OUT && b->rules.mail))
		return true;
	return b->places[d->at].roles & role;
}

/**
 * batch_rests() - is there nowhere better for a disc than the slot it lies in?
 * @b: the batch
 * @d: the disc
 */
bool batch_rests(const struct batch *b, const struct batch_disc *d)
{
	int to;

	if (d->state != BATCH_LEAVING || !is_slot(b, d->at))
		return false;
	to = last_place(b, d);
	if (to < 0)
		return false;		/* waits for the mail slot */
	return to == d->at || (!batch_can_go(b, d->at, to) && !way_by_drive(b, d));
}

/**
 * batch_wants_mail() - do good discs wait for the mail slot to be emptied?
 * @b: the batch
 */
bool batch_wants_mail(const struct batch *b)
{
	const struct batch_disc *d;
	int i;

	if (!b->rules.mail || !batch_has_mail(b))
		return false;
	for (i = 0; i < b->nr_discs; i++) {
		d = &b->discs[i];
		if (d->state == BATCH_LEAVING && d->end == BATCH_GOOD && d->kind == BATCH_COPY &&
		    last_place(b, d) < 0)
			return true;
	}
	return false;
}

/**
 * batch_held() - which disc does the hand hold that is under way?
 * @b: the batch
 *
 * Return: -1: none.
 */
int batch_held(const struct batch *b)
{
	int i;

	for (i = 0; i < b->nr_discs; i++)
		if (b->discs[i].state == BATCH_HELD)
			return i;
	return -1;
}

/**
 * batch_wants_mail_closed() - does the mail slot have to be closed, for the hand to be
 * emptied?
 * @b: the batch; nothing is under way
 */
bool batch_wants_mail_closed(const struct batch *b)
{
	int held = batch_held(b);

	return held >= 0 && mail_is_open(b) && b->discs[held].slot >= 0 &&
	       b->places[b->discs[held].slot].room;
}

static bool takes_tray(const struct batch *b, int place)
{
	const struct batch_place *p = is_slot(b, place) ? &b->places[place] : NULL;

	return p && p->room && p->coming < 0 && !p->owed && is_usable(p);
}

/**
 * batch_tray_slot() - where the empty tray in a mail slot belongs
 * @b: the batch; the robot must not be moving
 * @address: of the mail slot
 *
 * To the slot it came from; where the robot has forgotten that, to the one that the
 * disc came from which was taken out of it last; else to any free one.
 *
 * Return: the address of a slot, or BATCH_NOWHERE.
 */
int32_t batch_tray_slot(const struct batch *b, uint16_t address)
{
	int mail = batch_place_at(b, address), i, slot;

	if (mail < 0)
		return BATCH_NOWHERE;
	slot = batch_place_at(b, b->places[mail].source);
	for (i = b->nr_discs - 1; i >= 0 && !takes_tray(b, slot); i--)
		if (b->discs[i].state == BATCH_ENDED && b->discs[i].at == mail)
			slot = b->discs[i].home;
	if (!takes_tray(b, slot))
		slot = free_place(b, DSR_ELEMENT_STORAGE, 0);
	return slot < 0 ? BATCH_NOWHERE : b->places[slot].address;
}

// SPDX-License-Identifier: GPL-2.0
/* The robot was told to move a disc, and what became of it. */
#include <errno.h>
#include <string.h>

#include "library/batch_steps.h"

#define MOVES_BEFORE_STUCK	5	/* failed ones, of one disc */
#define MOVES_BEFORE_DOWN	8	/* failed ones in a row, of all discs */
#define PLACE_JAMS		4	/* weighed, before a place is left out */
#define HAND_WEIGHT		2	/* the hand had the disc and could not put it down */
#define SOURCE_WEIGHT		1	/* it is not known whether from or to is the fault */
#define PAUSES			6	/* the rest of the robot grows so many times */

static enum batch_state logical(const struct batch_disc *d)
{
	return d->state == BATCH_HELD || d->state == BATCH_MOVING ? d->was : d->state;
}

/* The place may be any that the robot reaches: what is next for a disc there? */

static enum batch_state in_drive(enum batch_state state)
{
	switch (state) {
	case BATCH_TURN:
	case BATCH_LABEL:
	case BATCH_LEAVING:
		return state;
	case BATCH_PRINTER:
		return BATCH_LABEL;
	default:
		return BATCH_LOADED;
	}
}

static enum batch_state in_printer(enum batch_state state)
{
	switch (state) {
	case BATCH_TURN:
	case BATCH_LEAVING:
		return state;
	case BATCH_LABEL:
	case BATCH_PRINTER:
		return BATCH_PRINTER;
	default:
		return BATCH_BACK;
	}
}

static void in_slot(struct batch *b, struct batch_disc *d, enum batch_state state,
		    bool meant, int64_t now_ms)
{
	switch (state) {
	case BATCH_LEAVING:
		d->state = BATCH_LEAVING;
		if (!d->way && (meant || batch_fits(b, d)))
			batch_end_here(b, d, now_ms);
		break;
	case BATCH_LABEL:
	case BATCH_PRINTER:
		d->state = BATCH_LABEL;
		break;
	default:
		d->state = BATCH_WAITING;
	}
}

/* @meant: it is where it was to go, or has nowhere better to go */
static void settle(struct batch *b, struct batch_disc *d, bool meant, int64_t now_ms)
{
	enum batch_state state = logical(d);

	switch (b->places[d->at].type) {
	case DSR_ELEMENT_DRIVE:
		d->state = in_drive(state);
		break;
	case DSR_ELEMENT_PRINTER:
		d->state = in_printer(state);
		break;
	case DSR_ELEMENT_TRANSPORT:
		d->was = state;
		d->state = BATCH_HELD;
		break;
	default:
		in_slot(b, d, state, meant, now_ms);
	}
}

/**
 * batch_start_move() - MOVE
 * @b: the batch
 * @r: the record
 *
 * Return: as batch_apply().
 */
int batch_start_move(struct batch *b, const struct batch_record *r)
{
	struct batch_disc *d = &b->discs[r->disc];
	int to = batch_place_at(b, r->to);

	if (b->moving >= 0 || to < 0 || d->at < 0 || to == d->at ||
	    b->places[d->at].address != r->from || b->places[to].coming >= 0 ||
	    d->state == BATCH_MOVING || d->state == BATCH_ENDED ||
	    d->state == BATCH_WORKING || d->state == BATCH_PRINTING)
		return -EINVAL;
	d->was = logical(d);
	d->state = BATCH_MOVING;
	d->to = to;
	d->way = r->way;
	d->moves++;
	b->places[to].coming = r->disc;
	b->moving = r->disc;
	return 0;
}

/* ---- MOVED ---------------------------------------------------------------------- */

static void robot_down(struct batch *b, const char *why)
{
	if (b->robot_down)
		return;
	b->robot_down = true;
	batch_tell(b, BATCH_ROBOT_DOWN, "%s", why);
}

static void stumble(struct batch *b, struct batch_disc *d, const struct batch_record *r)
{
	unsigned int n = b->stumbles < PAUSES ? b->stumbles : PAUSES;
	char why[BATCH_TEXT];

	b->stumbles++;
	d->stumbles++;
	b->rest_until_ms = r->time_ms + ((int64_t)b->rules.failure_pause_ms << n);
	if (b->stumbles < MOVES_BEFORE_DOWN)
		return;
	batch_say(why, "the robot failed %u times in a row and is left alone: %.150s",
		  b->stumbles, r->text);
	robot_down(b, why);
}

static void jam(struct batch *b, int to, bool in_hand, const char *why)
{
	b->places[to].jams += in_hand ? HAND_WEIGHT : SOURCE_WEIGHT;
	if (b->places[to].jams >= PLACE_JAMS)
		batch_leave_out(b, to, why);
}

static void moved_well(struct batch *b, struct batch_disc *d, int to)
{
	b->stumbles = 0;
	d->stumbles = 0;
	b->places[to].jams = 0;
}

/*
 * It can't be got away from here; what is to become of it? In the hand it is in the way
 * of all others, and goes on when the robot is mended.
 */
static void stick(struct batch *b, struct batch_disc *d, const struct batch_record *r)
{
	struct batch_place *p = &b->places[d->at];
	bool in_slot_already = p->type == DSR_ELEMENT_STORAGE && d->end != BATCH_OPEN;
	char name[BATCH_TEXT];

	if (p->type == DSR_ELEMENT_TRANSPORT) {
		batch_say(name, "the robot can't put down the disc in its hand: %.180s", r->text);
		robot_down(b, name);
		return;
	}
	batch_name(name, sizeof(name), b, d->at);
	batch_tell(b, BATCH_NO_WAY_OUT, "the robot can't get the disc out of %s: %.150s", name,
		   r->text);
	p->left_out = true;
	if (!in_slot_already)
		batch_decide_end(b, d, logical(d) == BATCH_WAITING && !d->began_ms ?
				 BATCH_UNFIT : BATCH_STUCK, r->text);
	batch_end_here(b, d, r->time_ms);
}

static void arrived(struct batch *b, struct batch_disc *d, bool meant, bool sure,
		    int64_t now_ms)
{
	bool turn = d->was == BATCH_TURN;
	uint8_t type = b->places[d->at].type;

	/* in the hand it may be either way up; a move that nobody saw may be a person's */
	/* how it got there does not count against what is to put it down */
	if (type == DSR_ELEMENT_TRANSPORT)
		d->stumbles = 0;
	if (turn && (!sure || d->turning || type == DSR_ELEMENT_TRANSPORT)) {
		d->unsure = true;
		d->turning = true;
		d->was = BATCH_WAITING;
	} else if (turn && type == DSR_ELEMENT_STORAGE) {
		d->side++;
	}
	settle(b, d, meant, now_ms);
}

static bool is_anothers(const struct batch *b, int place, int disc)
{
	int other = b->places[place].disc;

	return other >= 0 && other != disc && b->discs[other].state != BATCH_ENDED;
}

/*
 * Nothing has moved, and never will this way: it has to go by way of a slot. Refused
 * to or from a slot there is no other way; then it is a failure like others.
 */
static bool is_refused(const struct batch *b, const struct batch_disc *d, int at, int to,
		       int error)
{
	uint8_t from_type = b->places[d->at].type, to_type = b->places[to].type;

	return (error == EOPNOTSUPP || error == EINVAL) && at == d->at &&
	       d->was != BATCH_TURN && from_type != DSR_ELEMENT_STORAGE &&
	       from_type != DSR_ELEMENT_TRANSPORT && to_type != DSR_ELEMENT_STORAGE &&
	       batch_can_go(b, at, to);
}

/**
 * batch_end_move() - MOVED
 * @b: the batch
 * @r: the record
 *
 * Return: as batch_apply().
 */
int batch_end_move(struct batch *b, const struct batch_record *r)
{
	struct batch_disc *d = &b->discs[r->disc];
	int from = d->at, to = d->to, at = batch_place_at(b, r->to);
	bool refused;

	if (d->state != BATCH_MOVING || b->moving != r->disc ||
	    (at >= 0 && is_anothers(b, at, r->disc)))
		return -EINVAL;
	b->moving = -1;
	b->places[to].coming = -1;
	d->to = -1;
	refused = is_refused(b, d, at, to, r->error);
	if (refused)
		batch_learn_refusal(b, from, to);
	else if (r->error)
		stumble(b, d, r);
	if (at < 0) {
		batch_lose(b, d, r->time_ms);
		return 0;
	}
	batch_put(b, d, at);
	if (at == to)
		moved_well(b, d, to);
	else if (r->error && !refused && !batch_is_rezero(b, from, to))
		jam(b, to, b->places[at].type == DSR_ELEMENT_TRANSPORT, r->text);
	if (at != from)
		arrived(b, d, at == to, at == to && !r->error, r->time_ms);
	else
		d->state = b->places[at].type == DSR_ELEMENT_TRANSPORT ? BATCH_HELD : d->was;
	if (at == from && d->stumbles >= MOVES_BEFORE_STUCK)
		stick(b, d, r);
	return 0;
}

/* ---- SEEN ----------------------------------------------------------------------- */

/* Its work was interrupted, and now it is elsewhere: has it a label, or content? */
static void seen_at_work(struct batch *b, struct batch_disc *d, int64_t now_ms)
{
	if (d->state == BATCH_PRINTER) {
		batch_decide_end(b, d, BATCH_BAD, "it was taken out in the middle of its label");
		d->state = BATCH_LEAVING;
	} else {
		d->unsure = true;
		d->state = BATCH_BACK;
	}
	settle(b, d, false, now_ms);
}

/**
 * batch_seen() - SEEN
 * @b: the batch
 * @r: the record
 *
 * A disc that has ended may have been moved by a person, or taken out; where it
 * ended stays known.
 *
 * Return: as batch_apply().
 */
int batch_seen(struct batch *b, const struct batch_record *r)
{
	struct batch_disc *d = &b->discs[r->disc];
	int at = batch_place_at(b, r->to);
	bool stays = at == d->at;

	if (d->state == BATCH_MOVING || d->state == BATCH_WORKING ||
	    d->state == BATCH_PRINTING || (at >= 0 && is_anothers(b, at, r->disc)))
		return -EINVAL;
	if (at < 0 && d->state == BATCH_ENDED) {
		if (d->at >= 0 && b->places[d->at].disc == r->disc)
			b->places[d->at].disc = -1;
		return 0;
	}
	if (at < 0) {
		batch_lose(b, d, r->time_ms);
		return 0;
	}
	batch_put(b, d, at);
	d->way = false;
	if (d->state == BATCH_ENDED)
		return 0;
	if (d->state == BATCH_LEFT || (d->state == BATCH_PRINTER && d->work == BATCH_PRINT)) {
		seen_at_work(b, d, r->time_ms);
		return 0;
	}
	/* nobody knows how it lies: as it did, or turned over */
	if (logical(d) == BATCH_TURN && b->places[at].type != DSR_ELEMENT_DRIVE) {
		d->unsure = true;
		d->turning = true;
		d->state = BATCH_BACK;
	}
	settle(b, d, stays, r->time_ms);
	return 0;
}

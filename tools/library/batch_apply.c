// SPDX-License-Identifier: GPL-2.0
/* What a record changes in a batch. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "library/batch.h"

#define MOVES_BEFORE_STUCK	5	/* failed ones, of one disc */
#define MOVES_BEFORE_DOWN	8	/* failed ones in a row, of all discs */
#define PLACE_FAILURES		4	/* weighed, before a place is left out */
#define MOVE_WEIGHT		2	/* two failed moves leave their destination out */
#define HARD_WEIGHT		2	/* a fault of the drive's own */
#define SOFT_WEIGHT		1	/* a spoilt disc, which may be the disc's fault */
#define PRINT_WEIGHT		2
#define DISC_TROUBLES		4	/* drives that could not begin, before a disc is unfit */
#define PAUSES			6	/* the rest of the robot grows so many times */

/* ---- small steps -------------------------------------------------------------- */

static void put(struct batch *b, struct batch_disc *d, int place)
{
	if (d->at >= 0 && b->places[d->at].disc == d - b->discs)
		b->places[d->at].disc = -1;
	d->at = place;
	if (place >= 0)
		b->places[place].disc = (int)(d - b->discs);
}

static void blame(struct batch *b, int place, unsigned int weight, const char *why)
{
	struct batch_place *p;
	char name[32];

	if (place < 0)
		return;
	p = &b->places[place];
	p->failures += weight;
	if (p->left_out || p->failures < PLACE_FAILURES)
		return;
	p->left_out = true;
	batch_name(name, sizeof(name), b, place);
	batch_say(b->note, "%s is left out from now on: %.150s", name, why);
}

static void praise(struct batch *b, int place)
{
	if (place >= 0)
		b->places[place].failures = 0;
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

static void fail(struct batch *b, const char *why)
{
	if (!b->failed[0])
		batch_say(b->failed, "%s", why);
}

/* How a disc ended is known; where it goes last is not. */
static void decide_end(struct batch *b, struct batch_disc *d, enum batch_end end,
		       const char *why)
{
	d->end = end;
	if (why[0] || !d->why[0])
		batch_say(d->why, "%s", why);
	if (end != BATCH_GOOD)
		release_copy(b, d, end != BATCH_UNFIT && d->began_ms);
	else if (d->kind == BATCH_COPY)
		b->copies[d->copy].good = true;
	if (d->kind == BATCH_MASTER && end != BATCH_GOOD)
		batch_say(b->failed, "the master can't be read: %.180s", why);
}

static void end_here(struct batch_disc *d, int64_t now_ms)
{
	d->state = BATCH_ENDED;
	d->ended_ms = now_ms;
}

static void lose(struct batch *b, struct batch_disc *d, int64_t now_ms)
{
	char name[32];

	batch_name(name, sizeof(name), b, d->home);
	batch_say(b->note, "the disc from %s is nowhere to be seen in the robot", name);
	decide_end(b, d, BATCH_LOST, "it is nowhere to be seen in the robot");
	put(b, d, -1);
	end_here(d, now_ms);
}

/* ---- TAKE --------------------------------------------------------------------- */

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

/* A disc that has ended there may have been changed for another by a person. */
static bool is_taken(const struct batch *b, int place)
{
	int disc = b->places[place].disc;

	return disc >= 0 && b->discs[disc].state != BATCH_ENDED;
}

static int take(struct batch *b, const struct batch_record *r)
{
	int place = batch_place_at(b, r->from);
	struct batch_disc *d;

	if (r->disc != b->nr_discs || place < 0 || is_taken(b, place) ||
	    (unsigned int)r->what >= BATCH_KINDS ||
	    (r->what == BATCH_COPY && !copy_is_free(b, r->copy)))
		return -EINVAL;
	if (grow(b))
		return -ENOMEM;
	d = &b->discs[b->nr_discs++];
	memset(d, 0, sizeof(*d));
	d->kind = r->what;
	d->copy = r->copy;
	d->home = place;
	d->at = -1;
	d->to = -1;
	d->drive = -1;
	d->taken_ms = r->time_ms;
	d->state = b->places[place].type == DSR_ELEMENT_DRIVE ? BATCH_LOADED : BATCH_WAITING;
	put(b, d, place);
	if (d->kind == BATCH_COPY)
		b->copies[d->copy].disc = r->disc;
	return 0;
}

/* ---- MOVE --------------------------------------------------------------------- */

static int start_move(struct batch *b, const struct batch_record *r)
{
	struct batch_disc *d = &b->discs[r->disc];
	int to = batch_place_at(b, r->to);

	if (b->moving >= 0 || to < 0 || d->at < 0 || b->places[d->at].address != r->from ||
	    d->state == BATCH_MOVING || d->state == BATCH_ENDED)
		return -EINVAL;
	if (d->state != BATCH_HELD)
		d->was = d->state;
	d->state = BATCH_MOVING;
	d->to = to;
	d->way = r->way;
	d->moves++;
	b->places[to].coming = r->disc;
	b->moving = r->disc;
	return 0;
}

static void arrive_in_slot(struct batch_disc *d, int64_t now_ms)
{
	switch (d->was) {
	case BATCH_LEAVING:
		d->state = BATCH_LEAVING;
		if (!d->way)
			end_here(d, now_ms);
		break;
	case BATCH_TURN:
		d->side++;
		d->state = BATCH_WAITING;
		break;
	case BATCH_LABEL:	/* the hand had to be emptied */
		d->state = BATCH_LABEL;
		break;
	default:
		d->state = BATCH_WAITING;
	}
}

static void arrive(struct batch *b, struct batch_disc *d, int64_t now_ms)
{
	switch (b->places[d->at].type) {
	case DSR_ELEMENT_DRIVE:
		d->state = BATCH_LOADED;
		break;
	case DSR_ELEMENT_PRINTER:
		d->state = BATCH_PRINTER;
		break;
	case DSR_ELEMENT_TRANSPORT:
		d->state = BATCH_HELD;
		break;
	default:
		arrive_in_slot(d, now_ms);
	}
}

static void stumble(struct batch *b, struct batch_disc *d, int to, const struct batch_record *r)
{
	unsigned int n = b->stumbles < PAUSES ? b->stumbles : PAUSES;

	b->stumbles++;
	d->stumbles++;
	b->rest_until_ms = r->time_ms + ((int64_t)b->rules.failure_pause_ms << n);
	blame(b, to, MOVE_WEIGHT, r->text);
	if (b->stumbles >= MOVES_BEFORE_DOWN && !b->robot_down) {
		b->robot_down = true;
		batch_say(b->note, "the robot failed %u times in a row and is left alone: %.150s",
			  b->stumbles, r->text);
	}
}

/* It can't be got away from here; what is to become of it? */
static void stick(struct batch *b, struct batch_disc *d, const struct batch_record *r)
{
	char name[32];

	batch_name(name, sizeof(name), b, d->at);
	batch_say(b->note, "the robot can't get the disc out of %s: %.150s", name, r->text);
	b->places[d->at].left_out = true;
	decide_end(b, d, d->state == BATCH_WAITING ? BATCH_UNFIT : BATCH_STUCK, r->text);
	end_here(d, r->time_ms);
}

static int end_move(struct batch *b, const struct batch_record *r)
{
	struct batch_disc *d = &b->discs[r->disc];
	int from = d->at, to = d->to, at = batch_place_at(b, r->to);

	if (d->state != BATCH_MOVING || b->moving != r->disc)
		return -EINVAL;
	b->moving = -1;
	b->places[to].coming = -1;
	d->to = -1;
	if (r->error)
		stumble(b, d, to, r);
	if (at < 0) {
		lose(b, d, r->time_ms);
		return 0;
	}
	put(b, d, at);
	if (at == to) {
		b->stumbles = 0;
		d->stumbles = 0;
		if (b->places[to].type != DSR_ELEMENT_DRIVE)
			praise(b, to);
	}
	if (at != from)
		arrive(b, d, r->time_ms);
	else if (b->places[at].type == DSR_ELEMENT_TRANSPORT)
		d->state = BATCH_HELD;
	else
		d->state = d->was;
	if (at == from && d->stumbles >= MOVES_BEFORE_STUCK)
		stick(b, d, r);
	return 0;
}

/* ---- WORK --------------------------------------------------------------------- */

static int start_work(struct batch *b, const struct batch_record *r)
{
	struct batch_disc *d = &b->discs[r->disc];
	bool print = r->work == BATCH_PRINT;

	if (print ? d->state != BATCH_PRINTER :
		    d->state != BATCH_LOADED && d->state != BATCH_LEFT)
		return -EINVAL;
	if (!print)
		d->drive = d->at;
	if (d->state != BATCH_LEFT && !print)
		d->job = 0;
	if (!d->began_ms)
		d->began_ms = r->time_ms;
	d->state = print ? BATCH_PRINTING : BATCH_WORKING;
	d->work = r->work;
	if (r->group > b->groups)
		b->groups = r->group;
	return 0;
}

/* The content is right: what comes next for this disc? */
static void advance(struct batch *b, struct batch_disc *d)
{
	if (d->kind == BATCH_MASTER)
		b->images |= 1U << d->copy;
	if (d->kind == BATCH_COPY && d->side + 1 < b->rules.sides) {
		d->state = BATCH_TURN;
	} else if (d->kind == BATCH_COPY && b->rules.label) {
		d->state = BATCH_LABEL;
	} else {
		decide_end(b, d, BATCH_GOOD, "");
		d->state = BATCH_LEAVING;
	}
}

static void spoilt(struct batch *b, struct batch_disc *d, const struct batch_record *r)
{
	blame(b, d->at, r->hard ? HARD_WEIGHT : SOFT_WEIGHT, r->text);
	decide_end(b, d, BATCH_BAD, r->text);
	d->state = BATCH_LEAVING;
}

static void trouble(struct batch *b, struct batch_disc *d, const struct batch_record *r)
{
	blame(b, d->at, HARD_WEIGHT, r->text);
	d->troubles++;
	if (d->work == BATCH_JUDGE && d->troubles < DISC_TROUBLES) {
		d->state = BATCH_LEFT;
	} else if (d->work == BATCH_JUDGE) {
		decide_end(b, d, BATCH_BAD, r->text);
		d->state = BATCH_LEAVING;
	} else if (d->troubles >= DISC_TROUBLES) {
		decide_end(b, d, BATCH_UNFIT, r->text);
		d->state = BATCH_LEAVING;
	} else {
		d->state = d->troubles & 1 && !b->places[d->at].left_out ? BATCH_LOADED :
									     BATCH_BACK;
	}
}

static void end_drive_work(struct batch *b, struct batch_disc *d, const struct batch_record *r)
{
	switch (r->result) {
	case BATCH_IS_GOOD:
		praise(b, d->at);
		if (d->work == BATCH_FOLLOW && b->rules.judge)
			d->state = BATCH_LEFT;
		else
			advance(b, d);
		break;
	case BATCH_IS_BLANK:
		d->state = BATCH_LOADED;
		break;
	case BATCH_IS_UNKNOWN:
		d->state = BATCH_LEFT;
		break;
	case BATCH_IS_UNFIT:
		decide_end(b, d, BATCH_UNFIT, r->text);
		d->state = BATCH_LEAVING;
		break;
	case BATCH_IS_TROUBLE:
		trouble(b, d, r);
		break;
	default:
		spoilt(b, d, r);
	}
	if (d->state == BATCH_LEFT)
		d->job = 0;
}

static void end_print(struct batch *b, struct batch_disc *d, const struct batch_record *r)
{
	d->state = BATCH_LEAVING;
	if (r->result == BATCH_IS_GOOD) {
		praise(b, d->at);
		decide_end(b, d, BATCH_GOOD, "");
	} else {
		blame(b, d->at, PRINT_WEIGHT, r->text);
		if (r->result == BATCH_IS_TROUBLE)
			d->state = BATCH_PRINTER;
		else
			decide_end(b, d, BATCH_BAD, r->text);
	}
	if (b->places[d->at].left_out)
		fail(b, "the printer is left out; mend it, then 'dsrctl library resume'");
}

static int end_work(struct batch *b, const struct batch_record *r)
{
	struct batch_disc *d = &b->discs[r->disc];
	bool print = d->state == BATCH_PRINTING;

	if ((!print && d->state != BATCH_WORKING) || r->work != d->work || d->at < 0)
		return -EINVAL;
	if (!print)
		d->done_ms = r->time_ms;
	if (r->sha256[0])
		snprintf(d->sha256, sizeof(d->sha256), "%s", r->sha256);
	if (d->kind == BATCH_LOOK && r->result == BATCH_IS_GOOD)
		batch_say(d->why, "%s", r->text);
	if (print)
		end_print(b, d, r);
	else
		end_drive_work(b, d, r);
	return 0;
}

static int name_job(struct batch *b, const struct batch_record *r)
{
	struct batch_disc *d = &b->discs[r->disc];

	if (d->state != BATCH_WORKING)
		return -EINVAL;
	d->job = r->job;
	return 0;
}

/* ---- SEEN, RESUME -------------------------------------------------------------- */

static bool at_work(const struct batch_disc *d)
{
	return d->state == BATCH_WORKING || d->state == BATCH_LEFT || d->state == BATCH_PRINTING;
}

static int seen(struct batch *b, const struct batch_record *r)
{
	struct batch_disc *d = &b->discs[r->disc];
	bool working = at_work(d);
	int at = batch_place_at(b, r->to);

	if (d->state == BATCH_ENDED || d->state == BATCH_MOVING)
		return -EINVAL;
	if (at < 0) {
		lose(b, d, r->time_ms);
		return 0;
	}
	put(b, d, at);
	d->way = false;
	if (working || (d->was == BATCH_LEAVING && d->end != BATCH_OPEN)) {
		if (d->end == BATCH_OPEN)
			decide_end(b, d, BATCH_BAD, "it was taken out in the middle of its work");
		end_here(d, r->time_ms);
		return 0;
	}
	if (d->state != BATCH_HELD)
		d->was = d->state;
	if (d->end != BATCH_OPEN)
		d->was = BATCH_LEAVING;
	arrive(b, d, r->time_ms);
	return 0;
}

static void forgive(struct batch *b)
{
	size_t i;

	for (i = 0; i < b->nr_places; i++) {
		b->places[i].left_out = false;
		b->places[i].failures = 0;
	}
	b->stumbles = 0;
	b->rest_until_ms = 0;
	b->robot_down = false;
	b->failed[0] = '\0';
}

static void interrupt(struct batch_disc *d, bool same_boot)
{
	d->stumbles = 0;
	if (d->state == BATCH_PRINTING)
		d->state = BATCH_PRINTER;
	if (d->state != BATCH_WORKING)
		return;
	d->state = d->kind == BATCH_COPY ? BATCH_LEFT : BATCH_LOADED;
	if (!same_boot)
		d->job = 0;
}

static int resume(struct batch *b, const struct batch_record *r)
{
	int i;

	forgive(b);
	for (i = 0; i < b->nr_discs; i++)
		interrupt(&b->discs[i], r->same_boot);
	return 0;
}

/**
 * batch_apply() - a record becomes true
 * @b: the batch
 * @r: the record; of a journal it may be anything
 *
 * What a person should be told of it is in @b->note then.
 *
 * Return: 0, -ENOMEM, or -EINVAL: this can't happen in this batch as it is.
 */
int batch_apply(struct batch *b, const struct batch_record *r)
{
	static int (*const appliers[BATCH_R_KINDS])(struct batch *, const struct batch_record *) = {
		[BATCH_R_TAKE] = take, [BATCH_R_MOVE] = start_move, [BATCH_R_MOVED] = end_move,
		[BATCH_R_WORK] = start_work, [BATCH_R_JOB] = name_job, [BATCH_R_DONE] = end_work,
		[BATCH_R_SEEN] = seen, [BATCH_R_RESUME] = resume,
	};

	b->note[0] = '\0';
	if ((unsigned int)r->kind >= BATCH_R_KINDS)
		return -EINVAL;
	if (r->kind != BATCH_R_TAKE && r->kind != BATCH_R_RESUME &&
	    (r->disc < 0 || r->disc >= b->nr_discs))
		return -EINVAL;
	return appliers[r->kind](b, r);
}

// SPDX-License-Identifier: GPL-2.0
/* A drive or the printer was told to work, and what became of it. */
#include <errno.h>
#include <stdio.h>

#include "library/batch_steps.h"

#define HARD_WEIGHT	2	/* a fault of the drive's own */
#define SOFT_WEIGHT	1	/* which may be the disc's fault */
#define PRINT_WEIGHT	2
#define MASTER_TROUBLES	3	/* drives that could not read it, or could not keep its image */

/* Before dsrctl took a master to another drive at once, it tried it twice in one. */
static bool can_begin(const struct batch *b, const struct batch_disc *d)
{
	return d->state == BATCH_LOADED || d->state == BATCH_LEFT ||
	       (d->kind == BATCH_MASTER && d->state == BATCH_BACK && d->at >= 0 &&
		b->places[d->at].type == DSR_ELEMENT_DRIVE);
}

/**
 * batch_start_work() - WORK
 * @b: the batch
 * @r: the record
 *
 * Return: as batch_apply().
 */
int batch_start_work(struct batch *b, const struct batch_record *r)
{
	struct batch_disc *d = &b->discs[r->disc];
	bool print = r->work == BATCH_PRINT;

	if ((unsigned int)r->work >= BATCH_WORKS || r->work == BATCH_NO_WORK ||
	    (print ? d->state != BATCH_PRINTER : !can_begin(b, d)))
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

/**
 * batch_name_job() - JOB
 * @b: the batch
 * @r: the record
 *
 * Return: as batch_apply().
 */
int batch_name_job(struct batch *b, const struct batch_record *r)
{
	struct batch_disc *d = &b->discs[r->disc];

	if (d->state != BATCH_WORKING)
		return -EINVAL;
	d->job = r->job;
	return 0;
}

/* ---- DONE, of a drive ------------------------------------------------------------ */

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
		batch_decide_end(b, d, BATCH_GOOD, "");
		d->state = BATCH_LEAVING;
	}
}

static void good(struct batch *b, struct batch_disc *d)
{
	b->places[d->at].failures = 0;
	d->unsure = false;
	d->turning = false;
	d->troubles = 0;
	d->nr_blamed = 0;
	advance(b, d);
}

static void leave(struct batch *b, struct batch_disc *d, enum batch_end end, const char *why)
{
	batch_decide_end(b, d, end, why);
	d->state = BATCH_LEAVING;
}

/*
 * Where a disc may have been turned over, a blank side is the next one. What has interrupted
 * its burn came before the first block, but perhaps not before the drive had touched it.
 */
static void blank(struct batch *b, struct batch_disc *d)
{
	d->side += d->turning;
	d->touched = true;
	d->unsure = false;
	d->turning = false;
	d->state = BATCH_LOADED;
	if (d->troubles >= BATCH_TROUBLES)
		leave(b, d, BATCH_BAD, "its writing never begins");
}

static void spoilt(struct batch *b, struct batch_disc *d, const struct batch_record *r)
{
	batch_blame(b, d->at, r->hard ? HARD_WEIGHT : SOFT_WEIGHT, r->text);
	leave(b, d, BATCH_BAD, r->text);
}

/*
 * Several drives could not begin with it: it is the disc, unless they told of a fault of
 * their own.
 */
static void give_up(struct batch *b, struct batch_disc *d, bool touched, const char *why)
{
	while (d->nr_blamed)
		batch_unblame(b, d->blamed[--d->nr_blamed], SOFT_WEIGHT);
	leave(b, d, touched ? BATCH_BAD : BATCH_UNFIT, why);
}

/* Returns true when the drive is left out. */
static bool blame(struct batch *b, struct batch_disc *d, const struct batch_record *r)
{
	if (!r->hard && d->nr_blamed < BATCH_TROUBLES)
		d->blamed[d->nr_blamed++] = d->at;
	return batch_blame(b, d->at, r->hard ? HARD_WEIGHT : SOFT_WEIGHT, r->text);
}

/*
 * Again in the same drive once; then in another, by way of a slot. A master is read in
 * another one at once: that takes long, and drives differ in what they can read.
 */
static void trouble(struct batch *b, struct batch_disc *d, const struct batch_record *r)
{
	bool judge = d->work == BATCH_JUDGE, master = d->kind == BATCH_MASTER;
	bool last = ++d->troubles >= (master ? MASTER_TROUBLES : BATCH_TROUBLES);
	bool out = false;

	if (!last || r->hard)
		out = blame(b, d, r);
	if (last) {
		give_up(b, d, judge || master || d->side || d->touched, r->text);
		return;
	}
	d->unsure |= judge;
	d->state = d->troubles & 1 && !out && !master ? BATCH_LOADED : BATCH_BACK;
}

/*
 * Who waited for a burn is gone: perhaps it goes on, so its job is waited for, once. A
 * job that nobody remembers is none; then the disc is judged.
 */
static void forsaken(struct batch_disc *d)
{
	if (d->work == BATCH_FOLLOW)
		d->job = 0;
	else
		d->troubles++;
	d->state = BATCH_LEFT;
}

/*
 * A side that is not what it should be was not touched; but the one before it was, and
 * what an earlier try has left on this one is not known.
 */
static void unfit(struct batch *b, struct batch_disc *d, const struct batch_record *r)
{
	bool known = !d->unsure && !d->troubles && !d->touched;

	leave(b, d, d->side || !known ? BATCH_BAD : BATCH_UNFIT, r->text);
}

static void end_drive_work(struct batch *b, struct batch_disc *d, const struct batch_record *r)
{
	switch (r->result) {
	case BATCH_IS_GOOD:
		good(b, d);
		break;
	case BATCH_IS_BAD:
		spoilt(b, d, r);
		break;
	case BATCH_IS_UNFIT:
		unfit(b, d, r);
		break;
	case BATCH_IS_BLANK:
		if (d->work == BATCH_JUDGE)
			blank(b, d);
		else
			trouble(b, d, r);
		break;
	case BATCH_IS_UNKNOWN:
		if (d->work == BATCH_BURN || d->work == BATCH_FOLLOW)
			forsaken(d);
		else
			trouble(b, d, r);
		break;
	default:
		trouble(b, d, r);
	}
	if (d->state != BATCH_LEFT)
		d->job = 0;
}

/* ---- DONE, of the printer --------------------------------------------------------- */

static void end_print(struct batch *b, struct batch_disc *d, const struct batch_record *r)
{
	bool out = false;

	if (r->result == BATCH_IS_GOOD) {
		b->places[d->at].failures = 0;
		leave(b, d, BATCH_GOOD, "");
		return;
	}
	out = batch_blame(b, d->at, PRINT_WEIGHT, r->text);
	if (r->result == BATCH_IS_TROUBLE)
		d->state = BATCH_PRINTER;
	else
		leave(b, d, BATCH_BAD, r->text);
	if (out)
		batch_fail(b, "the printer is left out; mend it, then 'dsrctl library resume'");
}

/**
 * batch_end_work() - DONE
 * @b: the batch
 * @r: the record
 *
 * Return: as batch_apply().
 */
int batch_end_work(struct batch *b, const struct batch_record *r)
{
	struct batch_disc *d = &b->discs[r->disc];
	bool print = d->state == BATCH_PRINTING;

	if ((!print && d->state != BATCH_WORKING) || r->work != d->work || d->at < 0 ||
	    (unsigned int)r->result >= BATCH_RESULTS)
		return -EINVAL;
	if (!print)
		d->done_ms = r->time_ms;
	if (r->sha256[0])
		snprintf(d->sha256[d->side], sizeof(d->sha256[0]), "%s", r->sha256);
	d->touched |= r->touched;
	if (d->kind == BATCH_LOOK && r->result == BATCH_IS_GOOD)
		batch_say(d->why, "%s", r->text);
	if (print)
		end_print(b, d, r);
	else
		end_drive_work(b, d, r);
	return 0;
}

// SPDX-License-Identifier: GPL-2.0
/* Is a batch over, and if it can't go on: why? */
#include "library/batch_steps.h"

static bool is_busy(const struct batch *b)
{
	int i;

	for (i = 0; i < b->nr_discs; i++)
		if (b->discs[i].state == BATCH_MOVING || b->discs[i].state == BATCH_WORKING ||
		    b->discs[i].state == BATCH_PRINTING)
			return true;
	return false;
}

static unsigned int copies_open(const struct batch *b)
{
	unsigned int i, n = 0;

	for (i = 0; i < b->rules.copies; i++)
		n += !b->copies[i].good && !b->copies[i].given_up;
	return n;
}

static unsigned int unfinished(const struct batch *b)
{
	unsigned int n = 0;
	int i;

	for (i = 0; i < b->nr_discs; i++)
		n += b->discs[i].state != BATCH_ENDED;
	return n;
}

static void hand_is_full(struct batch *b, const struct batch_disc *d)
{
	char slot[32];

	if (d->slot < 0 || !b->places[d->slot].full) {
		batch_say(b->failed,
			  "the robot's hand holds a disc and can't put it down; take it out, then 'dsrctl library resume'");
		return;
	}
	batch_name(slot, sizeof(slot), b, d->slot);
	batch_say(b->failed,
		  "the robot's hand holds a disc, and another lies in %s where it came from; clear one of them, then 'dsrctl library resume'",
		  slot);
}

static enum batch_phase ended(struct batch *b)
{
	unsigned int good = batch_good(b), left = unfinished(b);

	if (!left && good == b->rules.copies && !b->failed[0])
		return BATCH_OVER;
	if (b->failed[0])
		return BATCH_SHORT;
	if (b->robot_down)
		batch_say(b->failed,
			  "the robot fails; mend it, then 'dsrctl library resume'");
	else if (batch_hand_is_strange(b))
		batch_say(b->failed,
			  "the robot's hand holds a disc; take it out, then 'dsrctl library resume'");
	else if (batch_held(b) >= 0)
		hand_is_full(b, &b->discs[batch_held(b)]);
	else if (left)
		batch_say(b->failed,
			  "%u discs can't be moved on: no drive, slot or printer is left for them",
			  left);
	else if (copies_open(b) && batch_fresh_blank(b) < 0)
		batch_say(b->failed, "the blank discs ran out: %u of %u copies are there", good,
			  b->rules.copies);
	else if (copies_open(b))
		batch_say(b->failed, "no drive is left that works: %u of %u copies are there",
			  good, b->rules.copies);
	else
		batch_say(b->failed, "too many discs were spoilt: %u of %u copies are there", good,
			  b->rules.copies);
	return BATCH_SHORT;
}

/**
 * batch_phase() - is a batch over?
 * @b: the batch, after batch_decide(); of one that ended short @failed is set
 */
enum batch_phase batch_phase(struct batch *b)
{
	struct batch_next next;

	if (is_busy(b) || batch_next_move(b, &next))
		return BATCH_RUNS;
	if (!b->robot_down && !batch_hand_is_strange(b) &&
	    (batch_held(b) < 0 ? batch_wants_mail(b) : batch_wants_mail_closed(b)))
		return BATCH_ASKS;
	return ended(b);
}

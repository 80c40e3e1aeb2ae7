// SPDX-License-Identifier: GPL-2.0
/* What the robot tells, into the batch. */
#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "library/run.h"

#define MAX_MISSING	64

/**
 * run_look() - the robot's newest map
 * @run: the batch
 * @fresh: ask the robot; else what the module has heard from it last
 *
 * Return: false: it does not answer; the run ends.
 */
bool run_look(struct run *run, bool fresh)
{
	int ret = lrobot_look(&run->robot, fresh);

	if (!ret) {
		batch_see(&run->batch, run->robot.elements, run->robot.nr);
		return true;
	}
	complain("the robot %s does not answer: %s; mend it, then 'dsrctl library resume'",
		 run->robot.robot.path, strerror(-ret));
	run->broken = DSRCTL_DEVICE;
	return false;
}

/* Returns how many were noted; -1: they can't be kept. */
static int note_some(struct run *run)
{
	struct batch_record r[MAX_MISSING];
	int i, n = batch_missing(&run->batch, run_now_ms(), r, MAX_MISSING);

	for (i = 0; i < n; i++)
		if (!run_note(run, &r[i]))
			return -1;
	return n;
}

/**
 * run_note_missing() - discs that are not where they were: a hand took them away, or
 * moved them
 * @run: the batch, after run_look(); nothing is noted while the robot moves
 *
 * Return: false: the run ends.
 */
bool run_note_missing(struct run *run)
{
	return run->batch.moving >= 0 || note_some(run) >= 0;
}

/* What was under way when it stopped: where is the disc now? */
static bool settle_move(struct run *run)
{
	struct batch_record r = { .kind = BATCH_R_MOVED, .disc = run->batch.moving };

	if (run->batch.moving < 0)
		return true;
	r.to = batch_where(&run->batch, run->batch.moving);
	return run_note(run, &r);
}

/**
 * run_settle() - a batch of before goes on: what is true of it now?
 * @run: the batch as its journal tells it, with the newest of the robot's elements;
 *	the robot must not be moving
 * @same_boot: the machine has not started anew since
 *
 * That it was stopped comes first: of a move that nobody saw end it is not known
 * what it did to the disc.
 *
 * Return: false: the run ends.
 */
bool run_settle(struct run *run, bool same_boot)
{
	struct batch_record resume = { .kind = BATCH_R_RESUME, .same_boot = same_boot };
	int n;

	if (!run_note(run, &resume) || !settle_move(run))
		return false;
	do {
		n = note_some(run);
	} while (n > 0);
	return !n;
}

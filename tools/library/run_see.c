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

/**
 * run_note_missing() - discs that are not where they were: a hand took them away, or
 * moved them
 * @run: the batch, after run_look(); nothing is noted while the robot moves
 *
 * Return: false: the run ends.
 */
bool run_note_missing(struct run *run)
{
	struct batch_record r[MAX_MISSING];
	int i, n;

	if (run->batch.moving >= 0)
		return true;
	n = batch_missing(&run->batch, run_now_ms(), r, MAX_MISSING);
	for (i = 0; i < n; i++)
		if (!run_note(run, &r[i]))
			return false;
	return true;
}

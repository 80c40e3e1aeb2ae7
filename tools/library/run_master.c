// SPDX-License-Identifier: GPL-2.0
/* Where a batch's content is read from. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd.h"
#include "library/masters.h"
#include "library/run.h"

/**
 * run_master_path() - the image of a side
 * @run: the batch
 * @side: from 0
 * @path: gets it
 * @size: of @path
 *
 * Return: 0, or -ENOENT: it is not there (yet).
 */
int run_master_path(const struct run *run, int side, char *path, size_t size)
{
	/* a .dvd file says of an .iso file where the layers meet */
	static const char *const ends[] = { "dvd", "iso", "cue" };
	const char *master = run->q.masters[side];
	size_t i;

	if (!master) {
		side = 0;
		master = run->q.masters[0];
	}
	if (master_is_from(master) == FROM_FILE) {
		snprintf(path, size, "%s", master);
		return access(path, R_OK) ? -errno : 0;
	}
	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		snprintf(path, size, "%s/master%d.%s", run->folder, side, ends[i]);
		if (!access(path, R_OK))
			return 0;
	}
	return -ENOENT;
}

/**
 * run_master_ready() - is the image of a side there?
 * @run: the batch
 * @side: from 0
 *
 * No drive is to blame when it is not.
 *
 * Return: false after a sentence: the run ends, and can be resumed.
 */
bool run_master_ready(struct run *run, int side)
{
	const char *master = run->q.masters[side] ? run->q.masters[side] : run->q.masters[0];
	char path[4200];
	int ret = run_master_path(run, side, path, sizeof(path));

	if (!ret)
		return true;
	complain("the image of %s can't be read: %s; when it is there again, 'dsrctl library resume' goes on",
		 master, strerror(-ret));
	run->broken = DSRCTL_DEVICE;
	return false;
}

/**
 * run_master_is_cd() - has a copy more than its content: tables, sub-channel, texts?
 * @run: the batch
 */
bool run_master_is_cd(const struct run *run)
{
	char path[4200];
	const char *dot;

	if (run_master_path(run, 0, path, sizeof(path)))
		return true;
	dot = strrchr(path, '.');
	return dot && (!strcasecmp(dot, ".cue") || !strcasecmp(dot, ".toc"));
}

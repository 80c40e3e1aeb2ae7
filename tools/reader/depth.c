// SPDX-License-Identifier: GPL-2.0
/* How many commands the kernel sends to a drive at once: sysfs. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "reader/depth.h"

/* Linux's scsi_level of old drives: 1 SCSI-1, 2 SCSI-1 with CCS, 3 SCSI-2 */
#define OLDEST		1
#define NEWEST_OLD	3

static bool attribute(const struct stat *st, const char *name, const char *mode,
		      unsigned int *value)
{
	char path[96];
	FILE *f;
	int ret;

	snprintf(path, sizeof(path), "/sys/dev/%s/%u:%u/device/%s",
		 S_ISBLK(st->st_mode) ? "block" : "char", major(st->st_rdev),
		 minor(st->st_rdev), name);
	f = fopen(path, mode);
	if (!f)
		return false;
	ret = *mode == 'w' ? fprintf(f, "%u\n", *value) > 0 :
			     fscanf(f, "%u", value) == 1;
	return !fclose(f) && ret;
}

/* @path is not opened: that alone makes the kernel send commands */
static int depth_one(const char *path)
{
	unsigned int level = 0, depth = 1;
	struct stat st;

	if (stat(path, &st) || !attribute(&st, "scsi_level", "re", &level) ||
	    level < OLDEST || level > NEWEST_OLD)
		return 0;
	if (!attribute(&st, "queue_depth", "re", &depth) || depth <= 1)
		return 0;
	depth = 1;
	return attribute(&st, "queue_depth", "we", &depth) ? 0 : -EMLINK;
}

/**
 * depth_open() - open a drive; an old one gets one command at a time from then on
 * @path: its sr or sg node; anything else is opened as by open(2)
 * @flags: as for open(2)
 *
 * SCSI-1 drives lose the first command when a second one comes (overlapped
 * commands). The kernel asks such a drive for media changes by itself, also when
 * it is opened, so it has to know before.
 *
 * Return: an fd, or -1 with errno: EMLINK when the kernel can't be told, else as
 * from open(2).
 */
int depth_open(const char *path, int flags)
{
	int ret = depth_one(path);

	if (!ret)
		return open(path, flags);
	errno = -ret;
	return -1;
}

/**
 * depth_why() - why depth_open() failed
 * @error: what errno was
 *
 * Return: a text, valid until the next call of strerror(3).
 */
const char *depth_why(int error)
{
	return error == EMLINK ? DEPTH_REFUSED : strerror(error);
}

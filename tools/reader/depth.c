// SPDX-License-Identifier: GPL-2.0
/* How many commands the kernel sends to a drive at once: sysfs. */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
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

/**
 * depth_one() - an old drive gets one command at a time
 * @path: its sr or sg node; not opened here, which would send it commands
 *
 * SCSI-1 drives lose the first command when a second one comes (overlapped
 * commands). The kernel asks such a drive for media changes by itself, so it
 * has to know.
 *
 * Return: 0, or -EMLINK when the kernel can't be told.
 */
int depth_one(const char *path)
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

// SPDX-License-Identifier: GPL-2.0
/* How many commands the kernel sends to a drive at once: sysfs. */
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "reader/depth.h"

/**
 * depth_one() - an old drive gets one command at a time
 * @fd: its sr or sg node
 *
 * SCSI-1 drives lose the first command when a second one comes (overlapped
 * commands). The kernel asks such a drive for media changes by itself, so it
 * has to know.
 *
 * Return: 0, or -EMLINK when the kernel can't be told.
 */
int depth_one(int fd)
{
	unsigned int depth = 1;
	char path[96];
	struct stat st;
	FILE *f;
	int ret;

	if (fstat(fd, &st))
		return -errno;
	snprintf(path, sizeof(path), "/sys/dev/%s/%u:%u/device/queue_depth",
		 S_ISBLK(st.st_mode) ? "block" : "char", major(st.st_rdev),
		 minor(st.st_rdev));
	f = fopen(path, "re");
	if (!f)
		return 0;	/* no such notion: one at a time */
	ret = fscanf(f, "%u", &depth);
	fclose(f);
	if (ret != 1 || depth <= 1)
		return 0;
	f = fopen(path, "we");
	if (!f)
		return -EMLINK;
	ret = fputs("1\n", f);
	return fclose(f) || ret < 0 ? -EMLINK : 0;
}

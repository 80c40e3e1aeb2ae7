/* SPDX-License-Identifier: GPL-2.0 */
/* How many commands the kernel sends to a drive at once. */
#ifndef DSRCTL_READER_DEPTH_H
#define DSRCTL_READER_DEPTH_H

/* why an old drive was not opened, where errno is EMLINK */
#define DEPTH_REFUSED \
	"it takes one command at a time and the kernel may send several; as root, write 1 into its queue_depth in sysfs"

int depth_open(const char *path, int flags);
const char *depth_why(int error);

#endif /* DSRCTL_READER_DEPTH_H */

/* SPDX-License-Identifier: GPL-2.0 */
/* How many commands the kernel sends to a drive at once. */
#ifndef DSRCTL_READER_DEPTH_H
#define DSRCTL_READER_DEPTH_H

int depth_one(const char *path);

#endif /* DSRCTL_READER_DEPTH_H */

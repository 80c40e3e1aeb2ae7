/* SPDX-License-Identifier: GPL-2.0 */
/* A file or a device node that one dsrctl has at a time. */
#ifndef DSRCTL_LIBRARY_LOCK_H
#define DSRCTL_LIBRARY_LOCK_H

int lock_open(const char *path, int flags);

#endif /* DSRCTL_LIBRARY_LOCK_H */

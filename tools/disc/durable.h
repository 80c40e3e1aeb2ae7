/* SPDX-License-Identifier: GPL-2.0 */
/* Files that are still there after a power cut. */
#ifndef DSRCTL_DISC_DURABLE_H
#define DSRCTL_DISC_DURABLE_H

#include <stdio.h>

int durable_close(FILE *f);
int durable_name(const char *path);

#endif /* DSRCTL_DISC_DURABLE_H */

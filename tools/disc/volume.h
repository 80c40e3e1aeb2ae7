/* SPDX-License-Identifier: GPL-2.0 */
/* The volume on a disc or in an image: its file system's label. */
#ifndef DSRCTL_VOLUME_H
#define DSRCTL_VOLUME_H

#include <stddef.h>

#include "disc/disc.h"

void volume_label(char *buf, size_t size, const char *path, const struct disc *disc);

#endif /* DSRCTL_VOLUME_H */

/* SPDX-License-Identifier: GPL-2.0 */
/* Where a block of a disc is. Pure. */
#ifndef DSRCTL_PLACE_H
#define DSRCTL_PLACE_H

#include <stddef.h>

#include "disc/disc.h"

const struct disc_track *disc_track_at(const struct disc *disc, uint64_t lba);
void place_text(char *buf, size_t size, const struct disc *disc, uint64_t lba);

#endif /* DSRCTL_PLACE_H */

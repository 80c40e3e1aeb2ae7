/* SPDX-License-Identifier: GPL-2.0 */
/* Layouts: built, checked and read. Pure. */
#ifndef DSRCTL_LAYOUT_H
#define DSRCTL_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

#include "disc/disc.h"
#include "dsr.h"

#define DATA_BLOCK_BYTES	2048	/* user data of a block: CD Mode 1, DVD, BD */

#define LAYOUT_MAX_BLOCKS	0x7fffffffULL	/* LBAs of a layout are signed 32 bit */

/* A plain data disc: the head and its one track, as the kernel reads them. */
struct data_layout {
	struct dsr_layout head;
	struct dsr_track track;
};

int layout_data_disc(struct data_layout *out, uint64_t blocks);
int layout_check(const void *layout, size_t bytes, const char **why);
int layout_from_disc(const struct disc *disc, struct dsr_layout **out,
		     size_t *bytes);
int disc_from_layout(const struct dsr_layout *layout, size_t bytes,
		     struct disc *out);

#endif /* DSRCTL_LAYOUT_H */

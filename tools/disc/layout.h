/* SPDX-License-Identifier: GPL-2.0 */
/* Layouts of data discs: built and checked. Pure. */
#ifndef DSRCTL_LAYOUT_H
#define DSRCTL_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

#include "dsr.h"

#define DATA_BLOCK_BYTES	2048	/* user data of a block: CD Mode 1, DVD, BD */

/* A plain data disc: the head and its one track, as the kernel reads them. */
struct data_layout {
	struct dsr_layout head;
	struct dsr_track track;
};

int layout_data_disc(struct data_layout *out, uint64_t blocks);
int layout_check(const void *layout, size_t bytes, const char **why);

#endif /* DSRCTL_LAYOUT_H */

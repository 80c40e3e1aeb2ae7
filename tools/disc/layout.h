/* SPDX-License-Identifier: GPL-2.0 */
/* Layouts: made of discs, and read. Pure. */
#ifndef DSRCTL_LAYOUT_H
#define DSRCTL_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

#include "disc/disc.h"
#include "dsr.h"

#define LAYOUT_MAX_BLOCKS	0x7fffffffULL	/* LBAs of a layout are signed 32 bit */

int layout_from_disc(const struct disc *disc, struct dsr_layout **out,
		     size_t *bytes);
int disc_from_layout(const struct dsr_layout *layout, size_t bytes,
		     struct disc *out);

#endif /* DSRCTL_LAYOUT_H */

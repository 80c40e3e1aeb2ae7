/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CD-Text as the R-W sub-channel of a lead-in. Pure; also compiled in user
 * space.
 */
#ifndef DSR_CDTEXT_H
#define DSR_CDTEXT_H

#include <linux/types.h>

#define DSR_CDTEXT_PACK_BYTES	18	/* MMC-6 annex J */
#define DSR_CDTEXT_BLOCK_BYTES	96	/* of one block of a lead-in: 4 packs */

void dsr_cdtext_fill(const u8 *packs, u32 nr_packs, u32 first, u32 blocks,
		     u8 *out);

#endif

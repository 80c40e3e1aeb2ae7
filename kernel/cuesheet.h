/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The cue sheet of one session of a layout, as SEND CUE SHEET wants it. Pure;
 * also compiled in user space.
 */
#ifndef DSR_CUESHEET_H
#define DSR_CUESHEET_H

#include <linux/types.h>

#include "layout.h"

#define DSR_CUE_ROW_BYTES	8	/* MMC-6 table 606 */

/*
 * After it the drive expects WRITEs from the first block of the session's first
 * pregap on (LBA -150 of session 1) to its lead-out, without a hole; where
 * @cdtext is set, before them all blocks of the lead-in, see cdtext.h.
 */
int dsr_cue_fill(const struct dsr_layout *l, u8 session, bool cdtext, u8 *rows,
		 u32 room);

#endif

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What only a CD recorder is told.
 */
#ifndef DSR_DRIVE_CD_H
#define DSR_DRIVE_CD_H

#include "drive.h"

int dsr_drive_cue_sheet(struct dsr_patience *p, const u8 *rows, u32 bytes);
int dsr_drive_write(struct dsr_patience *p, s32 lba, u32 blocks,
		    u32 block_bytes, u8 *from);

#endif

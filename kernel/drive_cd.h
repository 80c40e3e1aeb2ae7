/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What only a CD recorder is told.
 */
#ifndef DSR_DRIVE_CD_H
#define DSR_DRIVE_CD_H

#include "drive.h"

/* of one command: what every host takes */
#define DSR_OWN_DATA_BYTES	(64 * 1024)

int dsr_drive_cue_sheet(struct dsr_patience *p, const u8 *rows, u32 bytes);
int dsr_drive_write(struct dsr_patience *p, s32 lba, u32 blocks,
		    u32 block_bytes, const u8 *from);

#endif

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The talk with an MMC drive: questions and orders, each with its own patience.
 */
#ifndef DSR_DRIVE_H
#define DSR_DRIVE_H

#include "command.h"

int dsr_drive_wait_ready(struct dsr_patience *p);
int dsr_drive_prevent(struct dsr_patience *p, bool prevent);
int dsr_drive_profile(struct dsr_patience *p, u16 *profile);
int dsr_drive_disc_info(struct dsr_patience *p, struct dsr_disc_info *d);
int dsr_drive_track_info(struct dsr_patience *p, u8 type, u32 number,
			 struct dsr_track_info *t);
int dsr_drive_capacity(struct dsr_patience *p, u32 *blocks, u32 *block_bytes);
int dsr_drive_buffer(struct dsr_patience *p, u32 *size, u32 *free);
int dsr_drive_speed(struct dsr_patience *p, u32 end_lba, u32 read_kbs,
		    u32 write_kbs);
int dsr_drive_calibrate(struct dsr_patience *p);
int dsr_drive_reserve(struct dsr_patience *p, u32 blocks);
int dsr_drive_write_params(struct dsr_patience *p,
			   const struct dsr_write_params *params);
int dsr_drive_format(struct dsr_patience *p, u32 blocks, bool restart);
int dsr_drive_flush(struct dsr_patience *p);
int dsr_drive_close(struct dsr_patience *p, u8 function, u16 number);
int dsr_drive_bad_answer(struct dsr_patience *p, u8 opcode);

#endif

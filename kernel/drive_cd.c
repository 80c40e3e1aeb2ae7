// SPDX-License-Identifier: GPL-2.0
/*
 * What only a CD recorder is told.
 *
 * As in drive.c, all may sleep and return as dsr_command() does; p->error says
 * what went wrong.
 */
#include "drive_cd.h"

#include <linux/jiffies.h>

#include "mmc_order.h"

/* a drive may calibrate when it is given a cue sheet */
#define DSR_CUE_MS	(180 * 1000)
/* a WRITE into a full buffer waits for room in it */
#define DSR_WRITE_MS	(120 * 1000)

static void dsr_drive_patience(struct dsr_patience *p, u32 ms)
{
	p->timeout_ms = ms;
	p->deadline = jiffies + msecs_to_jiffies(ms);
}

/**
 * dsr_drive_cue_sheet - SEND CUE SHEET
 * @p: to whom
 * @rows: see dsr_cue_fill()
 * @bytes: of them
 */
int dsr_drive_cue_sheet(struct dsr_patience *p, const u8 *rows, u32 bytes)
{
	struct dsr_cdb cdb;
	int ret;

	dsr_cdb_send_cue_sheet(&cdb, bytes);
	dsr_drive_patience(p, DSR_CUE_MS);
	ret = dsr_command(p, &cdb, (u8 *)rows);
	return ret < 0 ? ret : 0;
}

/**
 * dsr_drive_write - WRITE(10) of what does not come from the ring
 * @p: to whom
 * @lba: first block; negative before the first one of the disc
 * @blocks: how many
 * @block_bytes: of one
 * @from: the bytes
 */
int dsr_drive_write(struct dsr_patience *p, s32 lba, u32 blocks,
		    u32 block_bytes, u8 *from)
{
	struct dsr_cdb cdb;
	int ret;

	dsr_cdb_write(&cdb, lba, blocks, block_bytes);
	dsr_drive_patience(p, DSR_WRITE_MS);
	ret = dsr_command(p, &cdb, from);
	return ret < 0 ? ret : 0;
}

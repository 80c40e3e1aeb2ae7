// SPDX-License-Identifier: GPL-2.0
/*
 * What only a CD recorder is told.
 *
 * As in drive.c, all may sleep and return as dsr_command() does; p->error says
 * what went wrong.
 */
#include "drive_cd.h"

#include <linux/mm.h>
#include <linux/slab.h>

#include "mmc_order.h"

/* a drive may calibrate when it is given a cue sheet */
#define DSR_CUE_MS	(180 * 1000)
/* a WRITE into a full buffer waits for room in it */
#define DSR_WRITE_MS	(120 * 1000)

/* what is sent from there goes out from where it lies */
struct dsr_own_data {
	struct dsr_request request;
	struct bio_vec vecs[DSR_OWN_DATA_BYTES / PAGE_SIZE + 1];
};

/* @from: from kmalloc() */
static int dsr_drive_send(struct dsr_patience *p, const struct dsr_cdb *cdb,
			  const u8 *from, u32 ms)
{
	struct dsr_own_data *own;
	u32 left = cdb->xfer;
	int ret;

	if (left > DSR_OWN_DATA_BYTES)
		return -EINVAL;
	own = kzalloc_obj(*own, GFP_KERNEL | __GFP_NOFAIL);
	own->request.cdb = *cdb;
	own->request.vecs = own->vecs;
	while (left) {
		u32 at = offset_in_page(from);
		u32 n = min_t(u32, left, PAGE_SIZE - at);

		bvec_set_page(&own->vecs[own->request.nr_vecs++],
			      virt_to_page(from), n, at);
		from += n;
		left -= n;
	}
	dsr_patience_set(p, ms);
	ret = dsr_command_run(p, &own->request);
	kfree(own);
	return ret < 0 ? ret : 0;
}

/**
 * dsr_drive_cue_sheet - SEND CUE SHEET
 * @p: to whom
 * @rows: see dsr_cue_fill(); from kmalloc()
 * @bytes: of them; -EINVAL where they are more than DSR_OWN_DATA_BYTES
 */
int dsr_drive_cue_sheet(struct dsr_patience *p, const u8 *rows, u32 bytes)
{
	struct dsr_cdb cdb;

	dsr_cdb_send_cue_sheet(&cdb, bytes);
	return dsr_drive_send(p, &cdb, rows, DSR_CUE_MS);
}

/**
 * dsr_drive_write - WRITE(10) of what does not come from the ring
 * @p: to whom
 * @lba: first block; negative before the first one of the disc
 * @blocks: how many
 * @block_bytes: of one
 * @from: the bytes, from kmalloc(), DSR_OWN_DATA_BYTES at most
 */
int dsr_drive_write(struct dsr_patience *p, s32 lba, u32 blocks,
		    u32 block_bytes, const u8 *from)
{
	struct dsr_cdb cdb;

	dsr_cdb_write(&cdb, lba, blocks, block_bytes);
	return dsr_drive_send(p, &cdb, from, DSR_WRITE_MS);
}

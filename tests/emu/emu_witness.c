// SPDX-License-Identifier: GPL-2.0
/*
 * The witness of zero-copy: remembers which block of a reader's disc a page of
 * memory was last filled with, and looks at the pages of every write.
 *
 * A page is known by its frame number. What it holds is told by one number:
 * where the page would begin on the disc, in bytes. That number is the same for
 * a read and for a write of the same blocks at the same place in the page.
 */

#include <linux/mm.h>
#include <linux/scatterlist.h>
#include <linux/xarray.h>
#include <scsi/scsi_cmnd.h>

#include "emu.h"

/* frame number -> begin, as filled by a reader; has its own lock */
static DEFINE_XARRAY(emu_filled);

/* frame number -> begin and drive of the first write; has its own lock */
static DEFINE_XARRAY(emu_written);

#define EMU_DRIVE_BITS 7	/* EMU_MAX_DRIVES */
#define EMU_MOST_LEAD_IN 45150	/* blocks from -10:00:00 on, ECMA-130 20 */

typedef void emu_page_fn(struct emu_drive *drive, unsigned long pfn, u64 begin);

/* Begins are kept positive: a lead-in and pages may begin before block 0. */
static void emu_walk_pages(struct emu_drive *drive, struct emu_cmd *cmd,
			   emu_page_fn *fn)
{
	u64 pos = ((s64)(s32)cmd->lba + EMU_MOST_LEAD_IN) * cmd->block_size;
	u64 left = (u64)cmd->blocks * cmd->block_size;
	struct scatterlist *sg;
	unsigned int i, in_page, n, offset, rest;

	for_each_sg(scsi_sglist(cmd->scmd), sg, scsi_sg_count(cmd->scmd), i) {
		offset = sg->offset;
		rest = min_t(u64, sg->length, left);
		left -= rest;
		for (; rest; rest -= n, offset += n, pos += n) {
			in_page = offset_in_page(offset);
			n = min_t(unsigned int, rest, PAGE_SIZE - in_page);
			fn(drive, page_to_pfn(sg_page(sg)) +
				  (offset >> PAGE_SHIFT), pos - in_page);
		}
	}
}

static void emu_note_fill(struct emu_drive *drive, unsigned long pfn, u64 begin)
{
	if (drive->model->writes)
		xa_erase(&emu_filled, pfn);
	else
		xa_store(&emu_filled, pfn, xa_mk_value(begin), GFP_KERNEL);
}

static void emu_note_write(struct emu_drive *drive, unsigned long pfn,
			   u64 begin)
{
	u64 mine = begin << EMU_DRIVE_BITS | drive->number;
	void *entry = xa_load(&emu_filled, pfn);
	u64 first;

	if (entry && xa_to_value(entry) == begin)
		drive->stats.pages_same++;
	else
		drive->stats.pages_other++;
	entry = xa_load(&emu_written, pfn);
	first = entry ? xa_to_value(entry) : ~0ull;
	if (first >> EMU_DRIVE_BITS != begin)
		xa_store(&emu_written, pfn, xa_mk_value(mine), GFP_KERNEL);
	else if (first != mine)
		drive->stats.pages_shared++;
}

/**
 * emu_witness_read - blocks were delivered into the host's pages
 * @drive: the drive; what a recorder reads back makes the page forgotten
 * @cmd: the command
 */
void emu_witness_read(struct emu_drive *drive, struct emu_cmd *cmd)
{
	emu_walk_pages(drive, cmd, emu_note_fill);
}

/**
 * emu_witness_write - blocks were taken from the host's pages
 * @drive: the drive, its counters are kept
 * @cmd: the command
 */
void emu_witness_write(struct emu_drive *drive, struct emu_cmd *cmd)
{
	emu_walk_pages(drive, cmd, emu_note_write);
}

/**
 * emu_witness_forget - forget all pages
 */
void emu_witness_forget(void)
{
	xa_destroy(&emu_filled);
	xa_destroy(&emu_written);
}

// SPDX-License-Identifier: GPL-2.0
/* The counters of a drive. */

#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "emu.h"

/**
 * emu_drive_forget_reads - drop the count of reads per block
 * @drive: the drive; its lock held
 */
void emu_drive_forget_reads(struct emu_drive *drive)
{
	kvfree(drive->reads);
	drive->reads = NULL;
	drive->reads_size = 0;
}

/**
 * emu_drive_reset_stats - all counters to zero
 * @drive: the drive; its lock held
 */
void emu_drive_reset_stats(struct emu_drive *drive)
{
	memset(&drive->stats, 0, sizeof(drive->stats));
	drive->buffer.underruns = 0;
	drive->buffer.lowest = ~0ull;
	emu_drive_forget_reads(drive);
}

/**
 * emu_drive_count_reads - note that blocks were delivered to the host
 * @drive: the drive, with a disc; its lock held
 * @lba: first block
 * @blocks: number of blocks
 *
 * The count per block stops at 255.
 */
void emu_drive_count_reads(struct emu_drive *drive, u32 lba, u32 blocks)
{
	u32 size = drive->disc->capacity;
	u32 i;

	drive->stats.blocks_read += blocks;
	if (!drive->reads) {
		drive->reads = kvcalloc(size, 1, GFP_KERNEL);
		if (!drive->reads)
			return;
		drive->reads_size = size;
	}
	for (i = lba; i < lba + blocks && i < drive->reads_size; i++) {
		if (drive->reads[i] < 255)
			drive->reads[i]++;
		if (drive->reads[i] > drive->stats.max_reads_per_lba)
			drive->stats.max_reads_per_lba = drive->reads[i];
	}
}

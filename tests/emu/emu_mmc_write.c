// SPDX-License-Identifier: GPL-2.0
/* Commands that write blocks. */

#include <linux/kernel.h>
#include <linux/scatterlist.h>
#include <scsi/scsi_cmnd.h>

#include "emu.h"

/* Disc-at-once needs a blank disc, and stays what it began as. */
static bool emu_minus_fits(const struct emu_drive *drive,
			   const struct emu_disc *disc)
{
	if (emu_write_type(drive) == EMU_WRITE_AT_ONCE)
		return disc->at_once || emu_disc_blank(disc);
	return emu_write_type(drive) == EMU_WRITE_PACKET && !disc->at_once;
}

static bool emu_mode_fits(const struct emu_drive *drive,
			  const struct emu_disc *disc)
{
	return !(disc->medium->flags & EMU_MEDIUM_TESTABLE) ||
	       emu_minus_fits(drive, disc);
}

static int emu_write_blocks(struct emu_drive *drive, struct emu_disc *disc,
			    struct emu_cmd *cmd, u32 blocks)
{
	struct scsi_cmnd *scmd = cmd->scmd;
	u32 done, n, lba;
	int sense;

	for (done = 0; done < blocks; done += n) {
		n = min(blocks - done, EMU_CHUNK_BLOCKS);
		lba = cmd->lba + done;
		sg_pcopy_to_buffer(scsi_sglist(scmd), scsi_sg_count(scmd),
				   drive->bounce, n * EMU_BLOCK,
				   (off_t)done * EMU_BLOCK);
		if (cmd->flip && cmd->flip_lba >= lba &&
		    cmd->flip_lba - lba < n)
			drive->bounce[(cmd->flip_lba - lba) * EMU_BLOCK] ^= 1;
		sense = emu_store_write(disc, lba, n, drive->bounce);
		if (sense)
			return sense;
	}
	return 0;
}

static int emu_write_disc(struct emu_drive *drive, struct emu_disc *disc,
			  struct emu_cmd *cmd, u32 blocks)
{
	int sense, track;

	if (!disc->finalised && !emu_mode_fits(drive, disc))
		return EMU_ILLEGAL_MODE;
	sense = emu_append_check(disc, cmd->lba, cmd->blocks, &track);
	if (sense) {
		cmd->info = cmd->lba;
		cmd->info_valid = true;
		return sense;
	}
	sense = emu_write_blocks(drive, disc, cmd, blocks);
	if (sense)
		return sense;
	emu_append_advance(disc, track, cmd->lba, blocks);
	if (disc->medium->flags & EMU_MEDIUM_TESTABLE &&
	    emu_write_type(drive) == EMU_WRITE_AT_ONCE)
		disc->at_once = true;
	if (blocks)
		disc->data_end = max(disc->data_end, cmd->lba + blocks);
	return 0;
}

/**
 * emu_write - WRITE(10) and WRITE(12), MMC-6 6.58 and 6.59
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_write(struct emu_drive *drive, struct emu_cmd *cmd)
{
	struct emu_disc *disc = emu_rehearsal_target(drive);
	u32 blocks = cmd->blocks;
	int sense;

	if (!disc)
		return EMU_INTERNAL_FAILURE;
	if (disc->medium->flags & EMU_MEDIUM_PRESSED)
		return EMU_CANNOT_WRITE;
	if (cmd->shorten)
		blocks /= 2;
	mutex_lock(&disc->lock);
	if (disc->medium->family == EMU_CD)
		sense = emu_write_cd(drive, disc, cmd, blocks);
	else
		sense = emu_length_ok(cmd) ?
			emu_write_disc(drive, disc, cmd, blocks) : EMU_BAD_CDB;
	mutex_unlock(&disc->lock);
	if (sense)
		return sense;
	scsi_set_resid(cmd->scmd, (cmd->blocks - blocks) * cmd->block_size);
	cmd->blocks = blocks;
	if (disc == drive->disc)
		drive->stats.blocks_written += blocks;
	else
		drive->stats.blocks_tested += blocks;
	emu_witness_write(drive, cmd);
	emu_timing_write(drive, cmd, blocks * EMU_BLOCK);
	return 0;
}

/**
 * emu_write_verify - WRITE AND VERIFY(10), MMC-6 6.60
 * @drive: the drive
 * @cmd: the command
 *
 * Sequential CDs can't be verified while they are written.
 *
 * Return: 0 or sense.
 */
int emu_write_verify(struct emu_drive *drive, struct emu_cmd *cmd)
{
	int sense;

	if (drive->disc->medium->family == EMU_CD)
		return EMU_CANNOT_WRITE;
	sense = emu_write(drive, cmd);
	if (!sense)
		cmd->delay += emu_timing_flush(drive);
	return sense;
}

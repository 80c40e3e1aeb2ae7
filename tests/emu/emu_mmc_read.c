// SPDX-License-Identifier: GPL-2.0
/* Commands that read blocks. */

#include <linux/kernel.h>
#include <linux/scatterlist.h>
#include <scsi/scsi_cmnd.h>

#include "emu.h"

/**
 * emu_check_blocks - can the blocks of a command be read
 * @drive: the drive; its disc's lock held
 * @cmd: the command; gets the first block that can't
 *
 * Return: 0 or sense.
 */
int emu_check_blocks(struct emu_drive *drive, struct emu_cmd *cmd)
{
	struct emu_disc *disc = drive->disc;
	int sense;
	u32 bad;

	sense = emu_track_readable(disc, cmd->lba, cmd->blocks, &bad);
	if (!sense && disc->protection == EMU_CSS && cmd->blocks &&
	    (u64)cmd->lba + cmd->blocks > disc->scrambled_from) {
		bad = max(cmd->lba, disc->scrambled_from);
		sense = EMU_SCRAMBLED;
	}
	if (sense) {
		cmd->info = bad;
		cmd->info_valid = true;
	}
	return sense;
}

static void emu_spoil(struct emu_cmd *cmd, u32 lba, u32 blocks, u8 *buf)
{
	if (cmd->garbage)
		emu_garbage(cmd, buf, blocks * EMU_BLOCK);
	if (cmd->flip && cmd->flip_lba >= lba && cmd->flip_lba - lba < blocks)
		buf[(cmd->flip_lba - lba) * EMU_BLOCK] ^= 0x01;
}

/* User data of CD blocks that are not all plain mode 1. */
static int emu_read_cd_users(struct emu_drive *drive, struct emu_cmd *cmd,
			     u32 lba, u32 n)
{
	enum emu_sector_type type;
	int sense;
	u32 i;

	for (i = 0; i < n; i++) {
		sense = emu_pickup_read(drive, lba + i, false, drive->sector,
					&type);
		if (!sense && type != EMU_SECTOR_MODE1 &&
		    type != EMU_SECTOR_XA1)
			sense = EMU_ILLEGAL_MODE;
		if (sense) {
			cmd->info = lba + i;
			cmd->info_valid = true;
			return sense;
		}
		memcpy(drive->bounce + i * EMU_BLOCK,
		       drive->sector + (type == EMU_SECTOR_XA1 ? 24 : 16),
		       EMU_BLOCK);
	}
	return 0;
}

static int emu_read_blocks(struct emu_drive *drive, struct emu_cmd *cmd,
			   u32 blocks)
{
	bool plain = !drive->disc->cd || emu_cd_plain(drive->disc);
	struct scsi_cmnd *scmd = cmd->scmd;
	u32 done, n;
	int sense;

	for (done = 0; done < blocks; done += n) {
		n = min(blocks - done, EMU_CHUNK_BLOCKS);
		if (plain)
			sense = emu_store_read(drive->disc, cmd->lba + done, n,
					       drive->bounce);
		else
			sense = emu_read_cd_users(drive, cmd, cmd->lba + done,
						  n);
		if (sense)
			return sense;
		emu_spoil(cmd, cmd->lba + done, n, drive->bounce);
		sg_pcopy_from_buffer(scsi_sglist(scmd), scsi_sg_count(scmd),
				     drive->bounce, n * EMU_BLOCK,
				     (off_t)done * EMU_BLOCK);
	}
	return 0;
}

/**
 * emu_read_done - blocks went to the host: count them, let the time pass
 * @drive: the drive
 * @cmd: the command
 */
void emu_read_done(struct emu_drive *drive, struct emu_cmd *cmd)
{
	if (!cmd->blocks)
		return;
	drive->position = cmd->lba + cmd->blocks - 1;
	emu_drive_count_reads(drive, cmd->lba, cmd->blocks);
	emu_witness_read(drive, cmd);
	emu_timing_read(drive, cmd, cmd->lba, cmd->blocks * EMU_BLOCK);
}

/**
 * emu_read - READ(10) and READ(12), MMC-6 6.15 and 6.17
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_read(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u32 blocks = cmd->blocks;
	int sense;

	if (!emu_length_ok(cmd))
		return EMU_BAD_CDB;
	if ((s32)cmd->lba < 0)
		return EMU_LBA_RANGE;
	if (cmd->shorten)
		blocks /= 2;
	mutex_lock(&drive->disc->lock);
	sense = emu_check_blocks(drive, cmd);
	if (!sense)
		sense = emu_read_blocks(drive, cmd, blocks);
	mutex_unlock(&drive->disc->lock);
	if (sense)
		return sense;
	scsi_set_resid(cmd->scmd, (cmd->blocks - blocks) * EMU_BLOCK);
	cmd->blocks = blocks;
	emu_read_done(drive, cmd);
	return 0;
}

/**
 * emu_seek - SEEK(10), MMC-6 6.35
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_seek(struct emu_drive *drive, struct emu_cmd *cmd)
{
	if (cmd->lba >= drive->disc->capacity)
		return EMU_LBA_RANGE;
	drive->position = cmd->lba;
	return 0;
}

/**
 * emu_verify - VERIFY(10), MMC-6 6.56, without comparing bytes
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_verify(struct emu_drive *drive, struct emu_cmd *cmd)
{
	int sense;

	if (cmd->cdb[1] & 0x02)		/* BytChk */
		return EMU_BAD_CDB;
	mutex_lock(&drive->disc->lock);
	sense = emu_check_blocks(drive, cmd);
	mutex_unlock(&drive->disc->lock);
	if (!sense)
		emu_timing_read(drive, cmd, cmd->lba, cmd->blocks * EMU_BLOCK);
	return sense;
}

/**
 * emu_read_capacity - READ CAPACITY, MMC-6 6.23
 * @drive: the drive
 * @cmd: the command
 *
 * Up to the lead-out of the last session; the run-out blocks of a CD count.
 *
 * Return: 0.
 */
int emu_read_capacity(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u8 buf[8];
	u32 end;

	mutex_lock(&drive->disc->lock);
	end = emu_disc_readable_end(drive->disc);
	mutex_unlock(&drive->disc->lock);
	put_unaligned_be32(end ? end - 1 : 0, buf);
	put_unaligned_be32(EMU_BLOCK, buf + 4);
	return emu_reply(cmd, buf, sizeof(buf), sizeof(buf));
}

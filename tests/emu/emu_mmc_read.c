// SPDX-License-Identifier: GPL-2.0
/* Commands that read blocks. */

#include <linux/kernel.h>
#include <linux/scatterlist.h>
#include <scsi/scsi_cmnd.h>

#include "emu.h"

static int emu_check_blocks(struct emu_drive *drive, struct emu_cmd *cmd)
{
	struct emu_disc *disc = drive->disc;
	int sense;
	u32 bad;

	if ((s32)cmd->lba < 0)
		return EMU_LBA_RANGE;
	sense = emu_track_readable(disc, cmd->lba, cmd->blocks, &bad);
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

static int emu_read_blocks(struct emu_drive *drive, struct emu_cmd *cmd,
			   u32 blocks)
{
	struct scsi_cmnd *scmd = cmd->scmd;
	u32 done, n;
	int sense;

	for (done = 0; done < blocks; done += n) {
		n = min(blocks - done, EMU_CHUNK_BLOCKS);
		sense = emu_store_read(drive->disc, cmd->lba + done, n,
				       drive->bounce);
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
 * emu_read - READ(10) and READ(12), MMC-6 6.19 and 6.20
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
	emu_drive_count_reads(drive, cmd->lba, blocks);
	emu_witness_read(drive, cmd);
	emu_timing_read(drive, cmd, cmd->lba, blocks * EMU_BLOCK);
	return 0;
}

/**
 * emu_read_cd - READ CD, MMC-6 6.21: user data of mode 1 sectors
 * @drive: the drive
 * @cmd: the command
 *
 * Anything but 2048 bytes of user data is refused.
 *
 * Return: 0 or sense.
 */
int emu_read_cd(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u8 expected = (cmd->cdb[1] >> 2) & 0x07;

	if (drive->disc->medium->family != EMU_CD)
		return EMU_CANNOT_READ;
	if (expected != 0 && expected != 2)	/* any, mode 1 */
		return EMU_ILLEGAL_MODE;
	if (cmd->cdb[9] != 0x10 || cmd->cdb[10] & 0x07)
		return EMU_BAD_CDB;
	return emu_read(drive, cmd);
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

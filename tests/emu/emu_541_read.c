// SPDX-License-Identifier: GPL-2.0
/* The CDU-541's commands that read, look for and count blocks. */

#include <linux/kernel.h>
#include <linux/scatterlist.h>
#include <scsi/scsi_cmnd.h>

#include "emu_541.h"

#define EMU_541_KBPS	176	/* 1x, as SET CD SPEED counts, MMC-6 6.37 */

/**
 * emu_541_per_sector - logical blocks in a sector
 * @cdu: with its block length
 *
 * Return: 8, 4, 2 or 1.
 */
u32 emu_541_per_sector(const struct emu_541 *cdu)
{
	return cdu->block_len < EMU_BLOCK ? EMU_BLOCK / cdu->block_len : 1;
}

/* Blocks of 2336 bytes are all of a mode 2 sector, others lie in mode 1. */
static u8 emu_541_mode_wanted(const struct emu_541 *cdu)
{
	return cdu->block_len > EMU_BLOCK ? 2 : 1;
}

static int emu_541_range(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u64 end = (u64)drive->cdu->toc.lead_out *
		  emu_541_per_sector(drive->cdu);

	if ((u64)cmd->lba + cmd->blocks > end)
		return EMU_LBA_RANGE;
	return 0;
}

static int emu_541_bad(struct emu_cmd *cmd, u32 lba, int sense)
{
	cmd->info = lba;
	cmd->info_valid = true;
	return sense;
}

/* One logical block into drive->bounce; sector is where it is taken from. */
static int emu_541_get(struct emu_drive *drive, struct emu_cmd *cmd, u32 lba)
{
	struct emu_541 *cdu = drive->cdu;
	u32 per = emu_541_per_sector(cdu);
	u8 *sector = drive->bounce;
	u8 *data = sector + 16 + lba % per * cdu->block_len;
	int sense;

	sense = emu_541_sector(drive->disc, lba / per,
			       emu_541_mode_wanted(cdu), sector);
	if (sense)
		return emu_541_bad(cmd, lba, sense);
	if (cmd->garbage)
		emu_garbage(cmd, data, cdu->block_len);
	if (cmd->flip && cmd->flip_lba == lba)
		data[0] ^= 0x01;
	memmove(drive->bounce, data, cdu->block_len);
	return 0;
}

static int emu_541_transfer(struct emu_drive *drive, struct emu_cmd *cmd,
			    u32 blocks)
{
	struct scsi_cmnd *scmd = cmd->scmd;
	u32 len = drive->cdu->block_len;
	u32 i;
	int sense;

	for (i = 0; i < blocks; i++) {
		sense = emu_541_get(drive, cmd, cmd->lba + i);
		if (sense)
			return sense;
		sg_pcopy_from_buffer(scsi_sglist(scmd), scsi_sg_count(scmd),
				     drive->bounce, len, (off_t)i * len);
	}
	return 0;
}

static void emu_541_take_time(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u32 per = emu_541_per_sector(drive->cdu);

	drive->read_kbps = EMU_541_KBPS;
	emu_timing_read(drive, cmd, cmd->lba / per,
			DIV_ROUND_UP(cmd->blocks, per) * EMU_BLOCK);
}

/**
 * emu_541_read - READ 08h and READ EXTENDED 28h
 * @drive: the drive
 * @cmd: the command, its range parsed
 *
 * Ends playing.
 *
 * Return: 0 or sense.
 */
int emu_541_read(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u32 len = drive->cdu->block_len;
	u32 per = emu_541_per_sector(drive->cdu);
	u32 blocks = cmd->shorten ? cmd->blocks / 2 : cmd->blocks;
	int sense;

	if ((u64)cmd->blocks * len != scsi_bufflen(cmd->scmd))
		return EMU_BAD_CDB;
	sense = emu_541_range(drive, cmd);
	if (sense || !cmd->blocks)
		return sense;
	emu_541_audio_stop(drive, cmd->lba / per);
	mutex_lock(&drive->disc->lock);
	sense = emu_541_transfer(drive, cmd, blocks);
	mutex_unlock(&drive->disc->lock);
	if (sense)
		return sense;
	scsi_set_resid(cmd->scmd, (cmd->blocks - blocks) * len);
	cmd->blocks = blocks;
	emu_drive_count_reads(drive, cmd->lba / per,
			      DIV_ROUND_UP(blocks, per));
	if (len == EMU_BLOCK)
		emu_witness_read(drive, cmd);
	emu_541_take_time(drive, cmd);
	drive->cdu->audio.position = (cmd->lba + blocks) / per;
	return 0;
}

/**
 * emu_541_verify - VERIFY 2Fh: reads without giving data to the host
 * @drive: the drive
 * @cmd: the command, its range parsed
 *
 * Return: 0 or sense; with BytChk 5/24/00.
 */
int emu_541_verify(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u32 i;
	int sense;

	if (cmd->cdb[1] & 0x02)		/* BytChk */
		return EMU_BAD_CDB;
	sense = emu_541_range(drive, cmd);
	if (sense)
		return sense;
	emu_541_audio_stop(drive, cmd->lba / emu_541_per_sector(drive->cdu));
	mutex_lock(&drive->disc->lock);
	for (i = 0; i < cmd->blocks && !sense; i++)
		sense = emu_541_get(drive, cmd, cmd->lba + i);
	mutex_unlock(&drive->disc->lock);
	if (!sense)
		emu_541_take_time(drive, cmd);
	return sense;
}

/**
 * emu_541_seek - SEEK 0Bh and SEEK EXTENDED 2Bh
 * @drive: the drive
 * @cmd: the command, its range parsed
 *
 * Ends playing.
 *
 * Return: 0 or sense.
 */
int emu_541_seek(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u32 per = emu_541_per_sector(drive->cdu);

	if (cmd->lba / per >= drive->cdu->toc.lead_out)
		return EMU_LBA_RANGE;
	emu_541_audio_stop(drive, cmd->lba / per);
	return 0;
}

/**
 * emu_541_rezero - REZERO UNIT 01h: the pick-up goes to block 0
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0.
 */
int emu_541_rezero(struct emu_drive *drive, struct emu_cmd *cmd)
{
	emu_541_audio_stop(drive, 0);
	return 0;
}

/**
 * emu_541_read_capacity - READ CAPACITY 25h, in logical blocks
 * @drive: the drive
 * @cmd: byte 8 b0 PMI; without it the address has to be 0
 *
 * Return: 0 or sense.
 */
int emu_541_read_capacity(struct emu_drive *drive, struct emu_cmd *cmd)
{
	const struct emu_541 *cdu = drive->cdu;
	u8 buf[8];

	if (!(cmd->cdb[8] & 0x01) && get_unaligned_be32(cmd->cdb + 2))
		return EMU_BAD_CDB;
	put_unaligned_be32(cdu->toc.lead_out * emu_541_per_sector(cdu) - 1,
			   buf);
	put_unaligned_be32(cdu->block_len, buf + 4);
	return emu_reply(cmd, buf, sizeof(buf), sizeof(buf));
}

// SPDX-License-Identifier: GPL-2.0
/* WRITE on CD: track-at-once, session-at-once, raw. */

#include <linux/kernel.h>
#include <linux/scatterlist.h>
#include <scsi/scsi_cmnd.h>

#include "emu.h"

static int emu_write_cd_block(struct emu_drive *drive, struct emu_disc *disc,
			      s32 lba, const u8 *data)
{
	if (!drive->plan)
		return emu_tao_block(disc, lba, drive->write_page, data,
				     drive->sector);
	if (drive->plan->raw)
		return emu_raw_block(drive->plan, disc, lba, data);
	return emu_sao_block(drive->plan, disc, lba, data);
}

static int emu_write_cd_blocks(struct emu_drive *drive, struct emu_disc *disc,
			       struct emu_cmd *cmd, u32 blocks)
{
	u32 chunk = EMU_CHUNK / cmd->block_size;
	struct scsi_cmnd *scmd = cmd->scmd;
	u32 done, n, i;
	int sense = 0;
	u8 *p;

	for (done = 0; done < blocks && !sense; done += n) {
		n = min(blocks - done, chunk);
		sg_pcopy_to_buffer(scsi_sglist(scmd), scsi_sg_count(scmd),
				   drive->bounce, n * cmd->block_size,
				   (off_t)done * cmd->block_size);
		for (i = 0; i < n && !sense; i++) {
			p = drive->bounce + i * cmd->block_size;
			if (cmd->flip && cmd->flip_lba == cmd->lba + done + i)
				p[0] ^= 1;
			sense = emu_write_cd_block(drive, disc,
						   cmd->lba + done + i, p);
		}
	}
	return sense;
}

static int emu_write_track(struct emu_drive *drive, struct emu_disc *disc,
			   struct emu_cmd *cmd, u32 blocks)
{
	int sense, track;

	cmd->block_size = emu_tao_size(drive->write_page[2]);
	if (!cmd->block_size)
		return EMU_ILLEGAL_MODE;
	if (!emu_length_ok(cmd))
		return EMU_BAD_CDB;
	sense = emu_append_check(disc, cmd->lba, cmd->blocks, &track);
	if (!sense && blocks)
		sense = emu_tao_begin(disc, track, drive->write_page);
	if (!sense)
		sense = emu_write_cd_blocks(drive, disc, cmd, blocks);
	if (!sense)
		emu_append_advance(disc, track, cmd->lba, blocks);
	return sense;
}

static int emu_write_session(struct emu_drive *drive, struct emu_disc *disc,
			     struct emu_cmd *cmd, u32 blocks)
{
	struct emu_recording *plan = drive->plan;
	int sense;

	if (!plan)			/* without a cue sheet */
		return EMU_SEQUENCE;
	sense = emu_sao_check(plan, cmd->lba, cmd->blocks, &cmd->block_size);
	if (sense)
		return sense;
	if (!emu_length_ok(cmd))
		return EMU_BAD_CDB;
	sense = emu_write_cd_blocks(drive, disc, cmd, blocks);
	emu_sao_skip(plan);
	return sense;
}

/* The lead-in of a blank disc comes first. */
static int emu_write_raw_begin(struct emu_drive *drive,
			       const struct emu_disc *disc)
{
	if (!emu_disc_blank(disc))
		return EMU_ILLEGAL_MODE;
	drive->plan = emu_recording_create();
	if (!drive->plan)
		return EMU_INTERNAL_FAILURE;
	drive->plan->raw = true;
	drive->plan->start = -EMU_CD_PREGAP;
	drive->plan->next = EMU_LEAD_IN_START;
	return 0;
}

static int emu_write_raw(struct emu_drive *drive, struct emu_disc *disc,
			 struct emu_cmd *cmd, u32 blocks)
{
	int sense = 0;

	cmd->block_size = EMU_RAW + EMU_SUB;
	if (!emu_length_ok(cmd))
		return EMU_BAD_CDB;
	if (!drive->plan)
		sense = emu_write_raw_begin(drive, disc);
	if (sense)
		return sense;
	if ((s32)cmd->lba != drive->plan->next)
		return EMU_BAD_WRITE_ADDRESS;
	return emu_write_cd_blocks(drive, disc, cmd, blocks);
}

/**
 * emu_write_cd - WRITE on a recordable CD
 * @drive: the drive
 * @disc: the disc in it or its rehearsal; its lock held
 * @cmd: the command; gets @block_size
 * @blocks: how many of its blocks arrive
 *
 * Return: 0 or sense.
 */
int emu_write_cd(struct emu_drive *drive, struct emu_disc *disc,
		 struct emu_cmd *cmd, u32 blocks)
{
	s32 end = cmd->lba + blocks;
	int sense;

	if (disc->finalised)
		return EMU_WRITE_PROTECTED;
	switch (emu_write_type(drive)) {
	case EMU_WRITE_TRACK:
		sense = emu_write_track(drive, disc, cmd, blocks);
		break;
	case EMU_WRITE_AT_ONCE:
		sense = emu_write_session(drive, disc, cmd, blocks);
		break;
	case EMU_WRITE_RAW:
		sense = emu_write_raw(drive, disc, cmd, blocks);
		break;
	default:
		return EMU_ILLEGAL_MODE;
	}
	if (sense) {
		cmd->info = cmd->lba;
		cmd->info_valid = true;
	} else if (end > 0) {
		disc->data_end = max(disc->data_end,
				     min_t(u32, end, disc->capacity));
	}
	return sense;
}

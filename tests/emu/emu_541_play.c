// SPDX-License-Identifier: GPL-2.0
/* The CDU-541's play commands: those of SCSI-2, and Sony's own. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu_541.h"

#define EMU_541_HERE		0xffffffffu	/* from where the pick-up is */
#define EMU_541_STATUS_LEN	18	/* data of C4h and C9h */

/* Time on the disc as a block; false for what is no time. */
static bool emu_541_from_msf(const u8 *msf, u32 *lba)
{
	u32 frames = (msf[0] * 60 + msf[1]) * 75 + msf[2];

	if (msf[1] > 59 || msf[2] > 74 || frames < 150)
		return false;
	*lba = frames - 150;
	return true;
}

static int emu_541_play_range(struct emu_drive *drive, u32 from, u32 end)
{
	u32 lead_out = drive->cdu->toc.lead_out;

	emu_541_audio_now(drive);
	if (from == EMU_541_HERE)
		from = drive->cdu->audio.position;
	if (from >= lead_out || end > lead_out)
		return EMU_LBA_RANGE;
	return emu_541_audio_play(drive, from, end);
}

/**
 * emu_541_play - PLAY AUDIO(10) 45h and PLAY AUDIO C8h: block and length
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_541_play(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u32 from = get_unaligned_be32(cmd->cdb + 2);
	u32 blocks = get_unaligned_be16(cmd->cdb + 7);

	emu_541_audio_now(drive);
	if (from == EMU_541_HERE)
		from = drive->cdu->audio.position;
	if (!blocks)
		return 0;
	if (from > EMU_541_HERE - blocks)
		return EMU_LBA_RANGE;
	return emu_541_play_range(drive, from, from + blocks);
}

/**
 * emu_541_play_msf - PLAY AUDIO MSF 47h and PLAY MSF C7h
 * @drive: the drive
 * @cmd: the command
 *
 * A start of FF:FF:FF is where the pick-up is, SCSI-2 14.2.3.
 *
 * Return: 0 or sense.
 */
int emu_541_play_msf(struct emu_drive *drive, struct emu_cmd *cmd)
{
	static const u8 here[3] = { 0xff, 0xff, 0xff };
	u32 from = EMU_541_HERE, end;

	if (memcmp(cmd->cdb + 3, here, 3) &&
	    !emu_541_from_msf(cmd->cdb + 3, &from))
		return EMU_BAD_CDB;
	if (!emu_541_from_msf(cmd->cdb + 6, &end))
		return EMU_BAD_CDB;
	return emu_541_play_range(drive, from, end);
}

/*
 * Where (track, index) begins; an index that a track has not begins where the
 * next track does. False when the disc has no such track.
 */
static bool emu_541_find(struct emu_drive *drive, u8 track, u8 index, u32 *lba)
{
	const struct emu_541_toc *toc = &drive->cdu->toc;
	unsigned int i;

	for (i = 0; i < toc->nr && toc->tracks[i].number != track; i++)
		;
	if (i == toc->nr)
		return false;
	*lba = toc->tracks[i].start;
	if (index > 1 &&
	    !emu_541_index_start(drive->disc, track, index, lba))
		*lba = i + 1 < toc->nr ? toc->tracks[i + 1].start
				       : toc->lead_out;
	return true;
}

/* One behind the last block of (track, index), or of the disc. */
static u32 emu_541_find_end(struct emu_drive *drive, u8 track, u32 index)
{
	u32 lba = 0;

	if (index < 99 && emu_541_find(drive, track, index + 1, &lba))
		return lba;
	if (emu_541_find(drive, track + 1, 1, &lba))
		return lba;
	emu_541_find(drive, track, 100, &lba);
	return lba;
}

static u8 emu_541_last_track(const struct emu_541_toc *toc)
{
	return toc->nr ? toc->tracks[toc->nr - 1].number : 0;
}

/**
 * emu_541_play_index - PLAY AUDIO TRACK/INDEX 48h
 * @drive: the drive
 * @cmd: the command
 *
 * The end is the end of the ending index; tracks behind the last one mean the
 * end of the disc, SCSI-2 14.2.4.
 *
 * Return: 0 or sense.
 */
int emu_541_play_index(struct emu_drive *drive, struct emu_cmd *cmd)
{
	const u8 *cdb = cmd->cdb;
	u8 last = emu_541_last_track(&drive->cdu->toc);
	u8 end_track = cdb[7], end_index = cdb[8];
	u32 from;

	if (cdb[4] > cdb[7] || (cdb[4] == cdb[7] && cdb[5] > cdb[8]))
		return EMU_BAD_CDB;
	if (!emu_541_find(drive, cdb[4], cdb[5], &from))
		return EMU_BAD_CDB;
	if (end_track > last) {
		end_track = last;
		end_index = 99;
	}
	return emu_541_play_range(drive, from,
				  emu_541_find_end(drive, end_track,
						   end_index));
}

/**
 * emu_541_play_track_sony - PLAY TRACK C6h
 * @drive: the drive
 * @cmd: byte 4 the track, 5 the index, 8 how many indexes, 0: the whole track
 *
 * Return: 0 or sense.
 */
int emu_541_play_track_sony(struct emu_drive *drive, struct emu_cmd *cmd)
{
	const u8 *cdb = cmd->cdb;
	u32 last = cdb[8] ? (cdb[5] ? cdb[5] : 1) + cdb[8] - 1 : 99;
	u32 from;

	if (!emu_541_find(drive, cdb[4], cdb[5], &from))
		return EMU_BAD_CDB;
	return emu_541_play_range(drive, from,
				  emu_541_find_end(drive, cdb[4], last));
}

/**
 * emu_541_pause_resume - PAUSE/RESUME 4Bh
 * @drive: the drive
 * @cmd: byte 8 b0: 0 pause, 1 resume
 *
 * Return: 0 or sense.
 */
int emu_541_pause_resume(struct emu_drive *drive, struct emu_cmd *cmd)
{
	return emu_541_audio_pause(drive, !(cmd->cdb[8] & 0x01));
}

/**
 * emu_541_pause_sony - PAUSE C5h
 * @drive: the drive
 * @cmd: byte 1 b4: 1 pause, 0 resume
 *
 * Return: 0 or sense.
 */
int emu_541_pause_sony(struct emu_drive *drive, struct emu_cmd *cmd)
{
	return emu_541_audio_pause(drive, cmd->cdb[1] & 0x10);
}

static u8 emu_541_control_at(const struct emu_541_toc *toc, u32 lba)
{
	int i = emu_541_track_at(toc, lba);

	return i < 0 ? 0 : toc->tracks[i].control;
}

/**
 * emu_541_playback_status - PLAYBACK STATUS C4h
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0.
 */
int emu_541_playback_status(struct emu_drive *drive, struct emu_cmd *cmd)
{
	static const u8 words[] = {
		[EMU_541_PLAYING - 0x11] = 0, [EMU_541_PAUSED - 0x11] = 1,
		[EMU_541_COMPLETED - 0x11] = 3, [EMU_541_ERROR - 0x11] = 4,
		[EMU_541_NO_AUDIO - 0x11] = 5,
	};
	const struct emu_541_audio *a = &drive->cdu->audio;
	bool msf = emu_541_lbamsf(drive->cdu);
	u8 buf[EMU_541_STATUS_LEN] = { 0, msf };
	unsigned int i;

	put_unaligned_be16(sizeof(buf) - 4, buf + 2);
	buf[4] = words[emu_541_audio_status(drive) - EMU_541_PLAYING];
	buf[5] = emu_541_control_at(&drive->cdu->toc, a->position);
	emu_541_put_address(buf + 6, a->position, msf);
	for (i = 0; i < EMU_541_CHANNELS; i++) {
		buf[10 + 2 * i] = a->select[i];
		buf[11 + 2 * i] = a->volume[i];
	}
	return emu_reply(cmd, buf, sizeof(buf),
			 get_unaligned_be16(cmd->cdb + 7));
}

/**
 * emu_541_playback_control - PLAYBACK CONTROL C9h
 * @drive: the drive
 * @cmd: its data has the layout of C4h's; outputs and volumes count
 *
 * Return: 0 or sense.
 */
int emu_541_playback_control(struct emu_drive *drive, struct emu_cmd *cmd)
{
	struct emu_541_audio *a = &drive->cdu->audio;
	u32 told = get_unaligned_be16(cmd->cdb + 7);
	u8 buf[EMU_541_STATUS_LEN];
	unsigned int i;

	if (told != sizeof(buf))
		return EMU_BAD_CDB;
	if (emu_fetch(cmd, buf, sizeof(buf)) != sizeof(buf))
		return EMU_BAD_LIST_LENGTH;
	for (i = 0; i < EMU_541_CHANNELS; i++)
		if (buf[10 + 2 * i] & 0xf0)
			return EMU_BAD_PARAMETER;
	for (i = 0; i < EMU_541_CHANNELS; i++) {
		a->select[i] = buf[10 + 2 * i];
		a->volume[i] = buf[11 + 2 * i];
	}
	return 0;
}

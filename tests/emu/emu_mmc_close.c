// SPDX-License-Identifier: GPL-2.0
/* Commands around the writes: reserve, calibrate, flush, close. */

#include <linux/kernel.h>

#include "emu.h"

/* Functions of CLOSE TRACK/SESSION, MMC-6 tables 246 to 250 */
#define EMU_CLOSE_STOP		0	/* stop background formatting */
#define EMU_CLOSE_TRACK		1
#define EMU_CLOSE_SESSION	2
#define EMU_CLOSE_FINAL_MIN	5	/* finalise, 30 mm at least (DVD+R) */
#define EMU_CLOSE_FINAL		6	/* finalise */

/**
 * emu_sync_cache - SYNCHRONIZE CACHE(10), MMC-6 6.53
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0.
 */
int emu_sync_cache(struct emu_drive *drive, struct emu_cmd *cmd)
{
	bool immediate = cmd->cdb[1] & 0x02;
	u64 ns = emu_timing_flush(drive);

	mutex_lock(&drive->disc->lock);
	if (emu_append_sync(drive->disc) &&
	    drive->disc->medium->family == EMU_CD)
		ns += emu_timing_scale(drive, drive->disc->medium->close_ms);
	mutex_unlock(&drive->disc->lock);
	emu_timing_long(drive, cmd, ns, EMU_BUSY_OPERATION, immediate);
	return 0;
}

/**
 * emu_reserve_track - RESERVE TRACK, MMC-6 6.31
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_reserve_track(struct emu_drive *drive, struct emu_cmd *cmd)
{
	int sense;

	if (cmd->cdb[1] & 0x03)		/* RMZ, ARSV */
		return EMU_BAD_CDB;
	mutex_lock(&drive->disc->lock);
	sense = emu_append_reserve(drive->disc,
				   get_unaligned_be32(cmd->cdb + 5));
	mutex_unlock(&drive->disc->lock);
	return sense;
}

static int emu_close_track(struct emu_disc *disc, u16 number)
{
	if (number == 0xff || number == 0xffff)
		number = disc->nr_tracks;
	if (!number || number > disc->nr_tracks)
		return EMU_BAD_CDB;
	return emu_append_close_track(disc, number - 1);
}

/* On CD the write parameters tell whether a session may follow. */
static int emu_close_session(struct emu_drive *drive)
{
	bool appendable = true;

	if (drive->disc->medium->family == EMU_CD)
		appendable = drive->write_page[1] >> 6 == 3;
	return emu_append_close_session(drive->disc, appendable);
}

static int emu_close_sequential(struct emu_drive *drive, struct emu_cmd *cmd)
{
	struct emu_disc *disc = drive->disc;
	enum emu_family family = disc->medium->family;

	switch (cmd->cdb[2] & 0x07) {
	case EMU_CLOSE_TRACK:
		return emu_close_track(disc, get_unaligned_be16(cmd->cdb + 4));
	case EMU_CLOSE_SESSION:
		return emu_close_session(drive);
	case EMU_CLOSE_FINAL_MIN:
		if (family != EMU_DVD)
			return EMU_BAD_CDB;
		return emu_append_close_session(disc, false);
	case EMU_CLOSE_FINAL:
		if (family == EMU_CD)
			return EMU_BAD_CDB;
		return emu_append_close_session(disc, false);
	default:
		return EMU_BAD_CDB;
	}
}

static int emu_close_disc(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u8 function = cmd->cdb[2] & 0x07;
	u32 flags = drive->disc->medium->flags;

	if (flags & EMU_MEDIUM_SEQUENTIAL)
		return emu_close_sequential(drive, cmd);
	if (!(flags & EMU_MEDIUM_RANDOM))
		return EMU_CANNOT_WRITE;
	if (function == EMU_CLOSE_STOP || function == EMU_CLOSE_SESSION)
		return 0;
	return EMU_BAD_CDB;
}

/**
 * emu_close - CLOSE TRACK/SESSION, MMC-6 6.3
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_close(struct emu_drive *drive, struct emu_cmd *cmd)
{
	const struct emu_medium *medium = drive->disc->medium;
	bool track = (cmd->cdb[2] & 0x07) == EMU_CLOSE_TRACK;
	u64 ns = emu_timing_flush(drive);
	int sense;

	mutex_lock(&drive->disc->lock);
	if (drive->disc->finalised && medium->flags & EMU_MEDIUM_SEQUENTIAL)
		sense = EMU_WRITE_PROTECTED;
	else
		sense = emu_close_disc(drive, cmd);
	mutex_unlock(&drive->disc->lock);
	if (sense)
		return sense;
	ns += emu_timing_scale(drive, track ? medium->close_ms
					    : medium->lead_out_ms);
	if (!track)
		drive->buffer.started = false;
	emu_timing_long(drive, cmd, ns, EMU_BUSY_WRITE, cmd->cdb[1] & 0x01);
	return 0;
}

/**
 * emu_send_opc - SEND OPC INFORMATION, MMC-6 6.37
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_send_opc(struct emu_drive *drive, struct emu_cmd *cmd)
{
	const struct emu_medium *medium = drive->disc->medium;

	if (medium->flags & EMU_MEDIUM_PRESSED)
		return EMU_CANNOT_WRITE;
	if (!(cmd->cdb[1] & 0x01))	/* DoOpc clear: values for a speed */
		return EMU_BAD_CDB;
	cmd->delay += emu_timing_scale(drive, medium->opc_ms);
	return 0;
}

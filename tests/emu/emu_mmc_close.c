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

/* What is written behind the data when the buffer is empty. */
static u64 emu_sync_time(struct emu_drive *drive, bool finalised)
{
	const struct emu_medium *medium = drive->disc->medium;

	if (finalised)
		return emu_timing_scale(drive, medium->lead_out_ms);
	if (medium->family == EMU_CD)
		return emu_timing_scale(drive, medium->close_ms);
	return 0;
}

/**
 * emu_sync_cache - SYNCHRONIZE CACHE(10), MMC-6 6.53
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_sync_cache(struct emu_drive *drive, struct emu_cmd *cmd)
{
	struct emu_disc *disc = emu_rehearsal_target(drive);
	bool immediate = cmd->cdb[1] & 0x02;
	u64 ns = emu_timing_flush(drive);
	bool closed = false;
	int sense = 0;

	if (!disc)
		return EMU_INTERNAL_FAILURE;
	mutex_lock(&disc->lock);
	if (drive->plan) {
		sense = emu_recording_sync(drive, disc, &closed);
	} else if (!disc->finalised && emu_append_sync(disc)) {
		closed = disc->finalised;
		ns += emu_sync_time(drive, closed);
	}
	mutex_unlock(&disc->lock);
	if (sense)
		return sense;
	if (closed && drive->plan)
		ns += emu_sync_time(drive, true);
	if (closed) {
		emu_recording_drop(drive);
		emu_rehearsal_end(drive);
		drive->buffer.started = false;
	}
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
	struct emu_disc *disc = emu_rehearsal_target(drive);
	bool at_once;
	int sense;

	if (cmd->cdb[1] & 0x03)		/* RMZ, ARSV */
		return EMU_BAD_CDB;
	if (!disc)
		return EMU_INTERNAL_FAILURE;
	at_once = disc->medium->flags & EMU_MEDIUM_TESTABLE &&
		  emu_write_type(drive) == EMU_WRITE_AT_ONCE;
	mutex_lock(&disc->lock);
	sense = emu_append_reserve(disc, get_unaligned_be32(cmd->cdb + 5),
				   at_once);
	mutex_unlock(&disc->lock);
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

/*
 * On CD and DVD-R the write parameters tell whether a session may follow; two
 * layers of DVD-R take one session.
 */
static int emu_close_session(struct emu_drive *drive, struct emu_disc *disc)
{
	bool appendable = true;

	if (disc->medium->flags & EMU_MEDIUM_TESTABLE)
		appendable = drive->write_page[1] >> 6 == 3 &&
			     !disc->medium->layer;
	return emu_append_close_session(disc, appendable);
}

static int emu_close_sequential(struct emu_drive *drive, struct emu_disc *disc,
				struct emu_cmd *cmd)
{
	bool plus = disc->medium->family == EMU_DVD &&
		    !(disc->medium->flags & EMU_MEDIUM_TESTABLE);

	switch (cmd->cdb[2] & 0x07) {
	case EMU_CLOSE_TRACK:
		return emu_close_track(disc, get_unaligned_be16(cmd->cdb + 4));
	case EMU_CLOSE_SESSION:
		return emu_close_session(drive, disc);
	case EMU_CLOSE_FINAL_MIN:
		if (!plus)
			return EMU_BAD_CDB;
		return emu_append_close_session(disc, false);
	case EMU_CLOSE_FINAL:
		if (!plus && disc->medium->family != EMU_BD)
			return EMU_BAD_CDB;
		return emu_append_close_session(disc, false);
	default:
		return EMU_BAD_CDB;
	}
}

static int emu_close_disc(struct emu_drive *drive, struct emu_disc *disc,
			  struct emu_cmd *cmd)
{
	u8 function = cmd->cdb[2] & 0x07;
	u32 flags = disc->medium->flags;

	if (flags & EMU_MEDIUM_SEQUENTIAL && disc->finalised)
		return EMU_WRITE_PROTECTED;
	if (flags & EMU_MEDIUM_SEQUENTIAL)
		return emu_close_sequential(drive, disc, cmd);
	if (!(flags & EMU_MEDIUM_RANDOM))
		return EMU_CANNOT_WRITE;
	if (function == EMU_CLOSE_SESSION)
		emu_append_close_growing(disc);
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
	struct emu_disc *disc = emu_rehearsal_target(drive);
	u64 ns = emu_timing_flush(drive);
	int sense;

	if (!disc)
		return EMU_INTERNAL_FAILURE;
	mutex_lock(&disc->lock);
	sense = drive->plan ? EMU_SEQUENCE : emu_close_disc(drive, disc, cmd);
	mutex_unlock(&disc->lock);
	if (sense)
		return sense;
	if (!track)
		emu_rehearsal_end(drive);
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

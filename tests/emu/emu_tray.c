// SPDX-License-Identifier: GPL-2.0
/* The tray: discs come and go, the drive becomes ready and says so. */

#include "emu.h"

static void emu_tray_loaded(struct emu_drive *drive)
{
	u32 ms = drive->buffer.load_ms;

	emu_timing_reset(drive);
	drive->attention |= EMU_UA_MEDIUM;
	drive->event = EMU_EVENT_NEW_MEDIA;
	drive->write_kbps = 0;
	drive->read_kbps = 0;
	if (!ms)
		ms = drive->disc->medium->load_ms;
	emu_timing_long(drive, NULL, emu_timing_scale(drive, ms),
			EMU_BECOMING_READY, true);
}

static void emu_tray_unloaded(struct emu_drive *drive)
{
	emu_timing_flush(drive);
	mutex_lock(&drive->disc->lock);
	if (drive->plan && !drive->rehearsal)
		emu_recording_abandon(drive->plan, drive->disc);
	emu_append_sync(drive->disc);
	mutex_unlock(&drive->disc->lock);
	emu_recording_destroy(drive->plan);
	drive->plan = NULL;
	emu_rehearsal_end(drive);
	drive->long_op.sense = 0;
	drive->attention &= ~EMU_UA_MEDIUM;
	drive->event = EMU_EVENT_REMOVAL;
}

/**
 * emu_tray_pull - the tray comes out whatever the host says
 * @drive: the drive; its lock held
 *
 * The disc lies in the open tray until it is taken or the tray is closed.
 */
void emu_tray_pull(struct emu_drive *drive)
{
	if (drive->disc && !drive->tray_open)
		emu_tray_unloaded(drive);
	drive->tray_open = true;
}

/**
 * emu_tray_insert - a hand puts a disc in and the tray closes
 * @drive: the drive
 * @disc: a disc that is in no drive
 *
 * Context: emu_place_lock and drive->lock held.
 * Return: 0, or -EBUSY when one of the two is taken.
 */
int emu_tray_insert(struct emu_drive *drive, struct emu_disc *disc)
{
	if (drive->disc || disc->drive >= 0 || disc->changer)
		return -EBUSY;
	emu_disc_get(disc);
	disc->drive = drive->number;
	drive->disc = disc;
	drive->tray_open = false;
	emu_drive_forget_reads(drive);
	emu_tray_loaded(drive);
	return 0;
}

/**
 * emu_tray_take - a hand opens the tray and takes the disc out
 * @drive: the drive
 * @force: even though the host prevents removal
 *
 * Context: emu_place_lock and drive->lock held.
 * Return: 0, -ENOMEDIUM, or -EBUSY when prevented: then the host is told that
 * somebody pushed the button.
 */
int emu_tray_take(struct emu_drive *drive, bool force)
{
	struct emu_disc *disc = drive->disc;

	if (drive->prevented && !force) {
		drive->event = EMU_EVENT_EJECT_REQUEST;
		return -EBUSY;
	}
	emu_tray_pull(drive);
	if (!disc)
		return -ENOMEDIUM;
	drive->disc = NULL;
	disc->drive = -1;
	if (disc->back)		/* a hand has both sides now */
		disc->back->changer = NULL;
	emu_disc_put(disc);
	return 0;
}

/**
 * emu_tray_open - the host opens the tray; a disc stays lying in it
 * @drive: the drive; its lock held
 *
 * Return: 0 or sense.
 */
int emu_tray_open(struct emu_drive *drive)
{
	if (drive->prevented)
		return EMU_REMOVAL_PREVENTED;
	emu_tray_pull(drive);
	return 0;
}

/**
 * emu_tray_close - close the tray with what is in it
 * @drive: the drive; its lock held
 */
void emu_tray_close(struct emu_drive *drive)
{
	if (!drive->tray_open)
		return;
	drive->tray_open = false;
	if (drive->disc)
		emu_tray_loaded(drive);
}

/**
 * emu_tray_not_ready - why the medium can't be used now
 * @drive: the drive; its lock held
 * @cmd: gets the progress of a long operation, may be NULL
 *
 * Return: 0 when it can, else sense with key 2.
 */
int emu_tray_not_ready(struct emu_drive *drive, struct emu_cmd *cmd)
{
	struct emu_long_op *op = &drive->long_op;
	ktime_t now = ktime_get();
	s64 done, all;

	if (drive->tray_open)
		return EMU_NO_MEDIUM_OPEN;
	if (!drive->disc)
		return EMU_NO_MEDIUM_CLOSED;
	if (!op->sense)
		return 0;
	if (ktime_compare(now, op->end) >= 0) {
		op->sense = 0;
		return 0;
	}
	all = ktime_us_delta(op->end, op->start);
	done = ktime_us_delta(now, op->start);
	if (cmd && all > 0)
		cmd->progress = div64_s64(done * 0xffff, all) ?: 1;
	return op->sense;
}

/**
 * emu_tray_attention - take the next unit attention
 * @drive: the drive; its lock held
 *
 * A new medium is told once it can be used, MMC-6 4.1.2.
 *
 * Return: 0 or sense with key 6.
 */
int emu_tray_attention(struct emu_drive *drive)
{
	if (drive->attention & EMU_UA_POWER_ON) {
		drive->attention &= ~EMU_UA_POWER_ON;
		return EMU_POWER_ON;
	}
	if (drive->attention & EMU_UA_MEDIUM &&
	    !emu_tray_not_ready(drive, NULL)) {
		drive->attention &= ~EMU_UA_MEDIUM;
		return EMU_MEDIUM_CHANGED;
	}
	return 0;
}

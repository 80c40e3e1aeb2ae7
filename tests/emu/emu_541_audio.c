// SPDX-License-Identifier: GPL-2.0
/* The CDU-541 plays: a position that advances with time. */

#include <linux/kernel.h>
#include <linux/math64.h>

#include "emu_541.h"

#define EMU_541_FRAMES	75	/* blocks a second, Red Book */

/* Blocks that were played since the last look, at the drive's own clock. */
static u64 emu_541_played(const struct emu_drive *drive, ktime_t now)
{
	u64 us = ktime_us_delta(now, drive->cdu->audio.stamp);

	return div_u64(us * EMU_541_FRAMES * drive->buffer.factor,
		       USEC_PER_SEC);
}

/* The first block from @from on that is no audio, at most @end. */
static u32 emu_541_audio_end(const struct emu_541_toc *toc, u32 from, u32 end)
{
	const struct emu_541_track *t;

	end = min(end, toc->lead_out);
	for (t = toc->tracks; t < toc->tracks + toc->nr; t++)
		if (t->control & EMU_CTL_DATA && t->start > from)
			end = min(end, t->start);
	return end;
}

/**
 * emu_541_audio_now - bring the model up to date
 * @drive: a CDU-541; its lock held
 *
 * Playing that comes upon a data track ends with an error.
 */
void emu_541_audio_now(struct emu_drive *drive)
{
	struct emu_541_audio *a = &drive->cdu->audio;
	ktime_t now = ktime_get();
	u64 played;
	u32 stop;

	if (!drive->cdu->toc.nr)	/* the caddy is out */
		a->status = EMU_541_NO_AUDIO;
	if (a->status != EMU_541_PLAYING)
		return;
	played = emu_541_played(drive, now);
	if (!played)
		return;
	stop = emu_541_audio_end(&drive->cdu->toc, a->position, a->end);
	if (a->position + played < stop) {
		a->position += played;
		a->stamp = now;
		return;
	}
	a->position = stop;
	a->status = stop == a->end ? EMU_541_COMPLETED : EMU_541_ERROR;
}

/**
 * emu_541_audio_stop - playing ends because something else was asked for
 * @drive: a CDU-541; its lock held
 * @position: where the pick-up goes
 */
void emu_541_audio_stop(struct emu_drive *drive, u32 position)
{
	drive->cdu->audio.status = EMU_541_NO_AUDIO;
	drive->cdu->audio.position = position;
}

/**
 * emu_541_audio_play - begin to play
 * @drive: a CDU-541 with a disc that is ready; its lock held
 * @from: first block
 * @end: one behind the last; @from: nothing is played, and that is no error
 *
 * SCSI-2 14.2.2: a start outside an audio track is 5/64/00.
 *
 * Return: 0 or sense.
 */
int emu_541_audio_play(struct emu_drive *drive, u32 from, u32 end)
{
	struct emu_541_audio *a = &drive->cdu->audio;

	if (from == end)
		return 0;
	if (from > end)
		return EMU_BAD_CDB;
	if (!emu_541_is_audio(&drive->cdu->toc, from))
		return EMU_ILLEGAL_MODE;
	a->status = EMU_541_PLAYING;
	a->position = from;
	a->end = end;
	a->stamp = ktime_get();
	return 0;
}

/**
 * emu_541_audio_pause - hold, or go on
 * @drive: a CDU-541 with a disc that is ready; its lock held
 * @pause: hold
 *
 * SCSI-2 14.2.1: to ask for what is so already is no error; when nothing is
 * played there is nothing to hold.
 *
 * Return: 0 or sense.
 */
int emu_541_audio_pause(struct emu_drive *drive, bool pause)
{
	struct emu_541_audio *a = &drive->cdu->audio;

	emu_541_audio_now(drive);
	if (a->status != EMU_541_PLAYING && a->status != EMU_541_PAUSED)
		return EMU_SEQUENCE;
	if (!pause && a->status == EMU_541_PAUSED)
		a->stamp = ktime_get();
	a->status = pause ? EMU_541_PAUSED : EMU_541_PLAYING;
	return 0;
}

/**
 * emu_541_audio_status - the status as told to the host
 * @drive: a CDU-541 with a disc that is ready; its lock held
 *
 * An end or an error is told once, SCSI-2 table 239.
 *
 * Return: enum emu_541_audio_status.
 */
u8 emu_541_audio_status(struct emu_drive *drive)
{
	struct emu_541_audio *a = &drive->cdu->audio;
	u8 status;

	emu_541_audio_now(drive);
	status = a->status;
	if (status == EMU_541_COMPLETED || status == EMU_541_ERROR)
		a->status = EMU_541_NO_AUDIO;
	return status;
}

// SPDX-License-Identifier: GPL-2.0
/*
 * What the families of media share.
 */
#include "recorder.h"

/**
 * dsr_recorder_refuse - say no to a disc
 * @r: the recorder it is in
 * @reason: enum dsr_reason
 * @value: the number that belongs to it
 *
 * Return: -EIO.
 */
int dsr_recorder_refuse(struct dsr_recorder *r, u32 reason, u64 value)
{
	memset(r->p.error, 0, sizeof(*r->p.error));
	r->p.error->reason = reason;
	r->p.error->opcode = 0xff;
	r->p.error->value = value;
	r->p.error->lba = ~0ULL;
	return -EIO;
}

/**
 * dsr_recorder_check_blank - a write-once medium must be blank
 * @r: its recorder, disc information read
 *
 * Finds the track to write into and the room there: track 1 of a blank disc,
 * or the invisible track where the drive does not know that number.
 *
 * Return: 0 or -errno.
 */
int dsr_recorder_check_blank(struct dsr_recorder *r)
{
	int err;

	if (r->disc.status != MMC_DISC_BLANK)
		return dsr_recorder_refuse(r, DSR_REASON_NOT_BLANK, 0);
	err = dsr_drive_track_info(&r->p, MMC_TRACK_BY_NUMBER, 1, &r->track);
	if (err)
		err = dsr_drive_track_info(&r->p, MMC_TRACK_BY_NUMBER,
					   MMC_TRACK_INVISIBLE, &r->track);
	if (err)
		return err;
	r->lba = r->track.nwa_valid ? r->track.nwa : r->track.start;
	/* left in session at once, a drive tells where the first pregap goes */
	if (r->ops->family == DSR_FAMILY_CD &&
	    (s32)r->lba == -DSR_SESSION_GAP)
		r->lba = 0;
	if (r->lba != 0)
		return dsr_recorder_refuse(r, DSR_REASON_NOT_BLANK, r->lba);
	r->capacity = r->track.free_blocks;
	return 0;
}

/**
 * dsr_recorder_check_erasable - may a disc that is not blank be blanked?
 * @r: its recorder, disc information read
 *
 * Return: 0 or -EIO.
 */
int dsr_recorder_check_erasable(struct dsr_recorder *r)
{
	if (!r->disc.erasable || !r->overwrite || r->simulate)
		return dsr_recorder_refuse(r, DSR_REASON_NOT_BLANK, 0);
	return 0;
}

/**
 * dsr_recorder_blank - BLANK, as @r->full says
 * @r: its recorder
 * @params: good for this kind of medium, without test write: a drive that is
 *	left in it by somebody would only pretend to blank
 * @progress: who hears how far it is
 *
 * Return: 0 or -errno.
 */
int dsr_recorder_blank(struct dsr_recorder *r,
		       const struct dsr_write_params *params,
		       const struct dsr_progress *progress)
{
	int err = dsr_drive_write_params(&r->p, params);

	/* there are media for which a drive has no such page */
	if (err && err != -EOPNOTSUPP)
		return err;
	return dsr_drive_blank(&r->p, r->full, progress);
}

/**
 * dsr_recorder_goes_on - may something follow behind a session?
 * @r: its recorder
 * @session: from 1
 */
bool dsr_recorder_goes_on(const struct dsr_recorder *r, u8 session)
{
	const struct dsr_layout *l = r->layout;

	return session < l->nr_sessions || l->flags & DSR_LAYOUT_F_OPEN;
}

/**
 * dsr_recorder_leave - close the track that is being written, if there is one
 * @r: its recorder
 *
 * Flushing it first leaves nothing of the track in the buffer.
 *
 * Return: 0 or -errno.
 */
int dsr_recorder_leave(struct dsr_recorder *r)
{
	u8 when = r->p.when;
	int err;

	if (r->track_open < 0)
		return 0;
	r->p.when = DSR_WHEN_CLOSE;
	err = dsr_drive_flush(&r->p);
	if (err)
		goto out;	/* a cancel, for one: @finish will try again */
	r->track_open = -1;
	if (!r->simulate)
		err = dsr_drive_close(&r->p, MMC_CLOSE_TRACK, r->track.track);
out:
	r->p.when = when;
	return err;
}

/**
 * dsr_recorder_turn - leave a track for one of this or the next session
 * @r: its recorder
 * @session: from 1
 *
 * Return: 0 or -errno.
 */
int dsr_recorder_turn(struct dsr_recorder *r, u8 session)
{
	u8 when = r->p.when;
	int err = dsr_recorder_leave(r);

	if (err || !r->session || r->session == session)
		return err;
	r->p.when = DSR_WHEN_CLOSE;
	err = dsr_drive_close(&r->p, MMC_CLOSE_SESSION, 0);
	r->p.when = when;
	return err;
}

/*
 * FFh means the track that is not there yet on CD and DVD+R only (MMC-6, READ
 * TRACK INFORMATION); elsewhere it is the last one of the last session.
 */
static int dsr_recorder_next_info(struct dsr_recorder *r)
{
	struct dsr_disc_info d;
	int err;

	if (r->ops->family == DSR_FAMILY_CD ||
	    r->profile == MMC_PROFILE_DVD_PLUS_R)
		return dsr_drive_track_info(&r->p, MMC_TRACK_BY_NUMBER,
					    MMC_TRACK_INVISIBLE, &r->track);
	err = dsr_drive_disc_info(&r->p, &d);
	if (err)
		return err;
	err = dsr_drive_track_info(&r->p, MMC_TRACK_BY_NUMBER, d.last_track,
				   &r->track);
	r->track.track = d.last_track;
	return err;
}

/**
 * dsr_recorder_address - would the next track or session begin where it has to?
 * @r: the recorder
 * @lba: of its first block, on a CD INDEX 01, as the layout says
 * @gap: blocks of pregap before it that are sent as well: a drive may count
 *	from there or from INDEX 01
 *
 * File systems on later sessions hold addresses of the whole disc.
 *
 * Return: 0 or -errno.
 */
int dsr_recorder_address(struct dsr_recorder *r, s32 lba, u32 gap)
{
	int err = dsr_recorder_next_info(r);

	if (err)
		return err;
	if (!r->track.nwa_valid || (s32)r->track.nwa == lba ||
	    (s32)r->track.nwa == lba - (s32)gap)
		return 0;
	return dsr_recorder_refuse(r, DSR_REASON_ADDRESS, r->track.nwa);
}

// SPDX-License-Identifier: GPL-2.0
/*
 * Several tracks, and sessions, on DVDs and BDs that are written once and in
 * order (MMC-6, models of DVD-R, DVD+R and BD-R).
 *
 * How far sessions lie apart is the medium's affair: border zones, closure and
 * intro zones. The drive tells where the next one begins once the one before it
 * is closed, and if that is not where the layout has it, nothing more is written.
 */
#include "recorder.h"

/**
 * dsr_recorder_several - is there more than one track?
 * @r: its recorder
 */
bool dsr_recorder_several(const struct dsr_recorder *r)
{
	return r->layout->nr_tracks > 1;
}

/**
 * dsr_recorder_next_track - the next WRITE begins a track
 * @r: its recorder
 * @seg: of that track
 *
 * Closes the track before, and its session if that ends there. Of a layout with
 * one track the caller has seen to all that is needed.
 *
 * Return: 0 or -errno with r->p.error filled.
 */
int dsr_recorder_next_track(struct dsr_recorder *r,
			    const struct dsr_segment *seg)
{
	int err;

	if (!dsr_recorder_several(r))
		return 0;
	err = dsr_recorder_turn(r, seg->session);
	if (!err)
		err = dsr_recorder_address(r, seg->lba, 0);
	if (!err) {
		r->track_open = seg->track;
		r->session = seg->session;
	}
	return err;
}

/**
 * dsr_recorder_begun - is there anything on the disc that could be closed?
 * @r: its recorder
 *
 * Where the first of several tracks could not be begun, the disc is still blank.
 */
bool dsr_recorder_begun(const struct dsr_recorder *r)
{
	return !dsr_recorder_several(r) || r->session;
}

/**
 * dsr_recorder_last_track - close the track that was written last
 * @r: its recorder; its buffer is flushed
 *
 * Return: 0 or -errno with r->p.error filled.
 */
int dsr_recorder_last_track(struct dsr_recorder *r)
{
	if (dsr_recorder_several(r))
		return dsr_recorder_leave(r);
	/* not every drive has been asked for a number; a blank disc has one track */
	return dsr_drive_close(&r->p, MMC_CLOSE_TRACK, r->track.track ? : 1);
}

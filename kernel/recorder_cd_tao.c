// SPDX-License-Identifier: GPL-2.0
/*
 * CDs track at once: every track for itself, with two seconds of pregap that
 * the drive makes, and a close after each.
 */
#include "drive_cd.h"
#include "recorder_cd.h"

/*
 * Data block types, table 668, of modes that a track can have as a whole. XA
 * with its forms mixed would need sub-headers without EDC, which no drive
 * reads.
 */
static const u8 dsr_tao_types[] = {
	[DSR_MODE_DATA] = 8,
	[DSR_MODE_AUDIO] = 0,
	[DSR_MODE_2] = 9,
	[DSR_MODE_XA1] = 10,
	[DSR_MODE_XA2] = 12,
};

static bool dsr_tao_takes_track(const struct dsr_layout *l, u32 i)
{
	const struct dsr_track *t = dsr_layout_track(l, i);
	u32 gap = dsr_layout_first(l, i) ? 0 : DSR_SESSION_GAP;

	if (t->mode == DSR_MODE_XA_MIX || t->mode == DSR_MODE_RAW ||
	    t->subchannel != DSR_SUB_NONE || t->nr_indexes)
		return false;
	/* what the drive makes is all the pregap there can be, behind its run-out */
	return !(t->flags & DSR_TRACK_F_GAP_IN_SOURCE) &&
	       t->pregap_blocks == gap &&
	       t->start == dsr_layout_free(l, i, true) + gap;
}

static bool dsr_tao_takes(const struct dsr_layout *l,
			  const struct dsr_write_feature *f)
{
	u32 i;

	for (i = 0; i < l->nr_tracks; i++)
		if (!dsr_tao_takes_track(l, i))
			return false;
	return true;
}

/* the drive makes the lead-in */
static bool dsr_tao_takes_text(const struct dsr_layout *l,
			       const struct dsr_write_feature *f)
{
	return false;
}

static int dsr_tao_start(struct dsr_recorder *r)
{
	return 0;
}

static int dsr_tao_open_track(struct dsr_recorder *r, u32 i)
{
	const struct dsr_layout *l = r->layout;
	const struct dsr_track *t = dsr_layout_track(l, i);
	struct dsr_write_params params;
	int err;

	dsr_cd_params(r, t->session, i, &params);
	params.write_type = 1;	/* track at once, table 665 */
	params.block_type = dsr_tao_types[t->mode];
	params.mcn = l->flags & DSR_LAYOUT_F_MCN ? l->mcn : NULL;
	params.isrc = t->flags & DSR_TRACK_F_ISRC ? t->isrc : NULL;
	err = dsr_drive_write_params(&r->p, &params);
	/* with the laser off the tracks before are not there */
	if (!err && !r->simulate)
		err = dsr_recorder_address(r, t->start, 0);
	if (!err) {
		r->track_open = i;
		r->session = t->session;
	}
	return err;
}

static int dsr_tao_enter(struct dsr_recorder *r, const struct dsr_segment *seg)
{
	int err = dsr_recorder_turn(r, seg->session);

	return err ? err : dsr_tao_open_track(r, seg->track);
}

static int dsr_tao_finish(struct dsr_recorder *r)
{
	int err = dsr_recorder_leave(r);

	if (err || r->simulate || !r->session)
		return err;
	return dsr_drive_close(&r->p, MMC_CLOSE_SESSION, 0);
}

const struct dsr_cd_way dsr_cd_tao = {
	.feature = MMC_FEATURE_CD_TAO,
	.gaps = false,
	.takes = dsr_tao_takes,
	.takes_text = dsr_tao_takes_text,
	.start = dsr_tao_start,
	.enter = dsr_tao_enter,
	.finish = dsr_tao_finish,
};

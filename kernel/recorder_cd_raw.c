// SPDX-License-Identifier: GPL-2.0
/*
 * CDs raw: what the laser writes is what is sent, lead-in and lead-out included,
 * with the sub-channel of every block. For discs whose R-W sub-channel matters
 * (CD+G) where the drive cannot take that session at once. Audio only: data
 * sectors would have to be scrambled here, and the pages are shared.
 */
#include <linux/slab.h>

#include "drive_cd.h"
#include "drive_media.h"
#include "recorder_cd.h"
#include "subq.h"

#define DSR_RAW_BYTES	(2352 + DSR_SUBPW_BYTES)
/* blocks in one WRITE: as many as a chunk of the ring has */
#define DSR_RAW_STEP	26

static bool dsr_raw_takes(const struct dsr_layout *l,
			  const struct dsr_write_feature *f)
{
	s64 end = 0;
	u32 i;

	for (i = 0; i < l->nr_tracks; i++) {
		const struct dsr_track *t = dsr_layout_track(l, i);

		if (t->start - (s64)t->pregap_blocks != end)
			return false;
		end = t->start + (s64)t->blocks;
		if (t->mode != DSR_MODE_AUDIO ||
		    t->subchannel != DSR_SUB_RAW96 ||
		    t->flags & DSR_TRACK_F_RUN_OUT)
			return false;
		/* every block's sub-channel has to come from somewhere */
		if (t->pregap_blocks && !(t->flags & DSR_TRACK_F_GAP_IN_SOURCE))
			return false;
	}
	return l->nr_sessions == 1 && f && f->raw;
}

/* its lead-in is ours */
static bool dsr_raw_takes_text(const struct dsr_layout *l,
			       const struct dsr_write_feature *f)
{
	return true;
}

static int dsr_raw_start(struct dsr_recorder *r)
{
	struct dsr_write_params params;

	dsr_cd_params(r, 1, 0, &params);
	params.write_type = 3;	/* raw, table 665 */
	params.block_type = 3;	/* 2352 bytes with raw P-W, table 668 */
	return dsr_drive_write_params(&r->p, &params);
}

static int dsr_raw_session(struct dsr_recorder *r, struct dsr_subq *s)
{
	const struct dsr_layout *l = r->layout;
	s32 lead_in;
	u32 capacity;
	int err = dsr_drive_atip(&r->p, &lead_in, &capacity);

	*s = (struct dsr_subq){
		.layout = l,
		.session = 1,
		.open = l->flags & DSR_LAYOUT_F_OPEN,
		.lead_in = lead_in,
		.first_lead_in = lead_in,
		.last_lead_out = capacity,
		.cdtext = l->cdtext_bytes ?
			(const u8 *)l + l->cdtext_offset : NULL,
		.nr_packs = l->cdtext_bytes / 18,
	};
	return err;
}

/* silence with its sub-channel, from one block up to another */
static int dsr_raw_silence(struct dsr_recorder *r, const struct dsr_subq *s,
			   s32 from, s32 to)
{
	u8 *buf = kzalloc(DSR_RAW_STEP * DSR_RAW_BYTES, GFP_KERNEL);
	int err = 0;

	if (!buf)
		return dsr_recorder_refuse(r, DSR_REASON_MEMORY, 0);
	while (!err && from < to) {
		u32 i, n = min(DSR_RAW_STEP, to - from);

		for (i = 0; i < n; i++)
			dsr_subq_fill(s, from + i,
				      buf + i * DSR_RAW_BYTES + 2352);
		err = dsr_drive_write(&r->p, from, n, DSR_RAW_BYTES, buf);
		from += n;
	}
	kfree(buf);
	return err;
}

/* lead-in and first pregap */
static int dsr_raw_enter(struct dsr_recorder *r, const struct dsr_segment *seg)
{
	struct dsr_subq s;
	int err;

	if (r->session)
		return 0;
	r->session = seg->session;
	err = dsr_raw_session(r, &s);
	if (!err)
		err = dsr_raw_silence(r, &s, s.lead_in, seg->lba);
	return err;
}

/* lead-out */
static int dsr_raw_tail(struct dsr_recorder *r)
{
	struct dsr_subq s;
	int err = dsr_raw_session(r, &s);

	if (!err)
		err = dsr_raw_silence(r, &s, dsr_subq_lead_out(&s),
				      dsr_subq_end(&s));
	return err;
}

static int dsr_raw_finish(struct dsr_recorder *r)
{
	return 0;	/* all there is has been written */
}

const struct dsr_cd_way dsr_cd_raw = {
	.feature = MMC_FEATURE_CD_MASTERING,
	.gaps = false,
	.takes = dsr_raw_takes,
	.takes_text = dsr_raw_takes_text,
	.start = dsr_raw_start,
	.enter = dsr_raw_enter,
	.tail = dsr_raw_tail,
	.finish = dsr_raw_finish,
};

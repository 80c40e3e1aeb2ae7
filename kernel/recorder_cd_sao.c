// SPDX-License-Identifier: GPL-2.0
/*
 * CDs session at once: a cue sheet says what comes, then every block of the
 * session is written in one go, the first pregap included; the drive adds
 * lead-in and lead-out and closes the session when it is flushed.
 */
#include <linux/slab.h>

#include "cdtext.h"
#include "cuesheet.h"
#include "drive_cd.h"
#include "drive_media.h"
#include "recorder_cd.h"

/* blocks of a lead-in with CD-Text in one WRITE: below every host's limit */
#define DSR_LEAD_IN_STEP	256

static bool dsr_sao_takes(const struct dsr_layout *l,
			  const struct dsr_write_feature *f)
{
	bool sub = false;
	u32 i;

	/* the drive counts on from what it is given, lead-outs included */
	if (dsr_layout_hole(l) >= 0)
		return false;
	for (i = 0; i < l->nr_tracks; i++) {
		const struct dsr_track *t = dsr_layout_track(l, i);

		/* track at once has the drive fill up what is shorter */
		if (t->blocks < DSR_TRACK_MIN)
			return false;
		sub |= t->subchannel != DSR_SUB_NONE;
	}
	return !f || (f->sao && (f->sub_channel || !sub));
}

/* packs are the R-W sub-channel of a lead-in that audio comes after */
static bool dsr_sao_takes_text(const struct dsr_layout *l,
			       const struct dsr_write_feature *f)
{
	return dsr_layout_track(l, 0)->mode == DSR_MODE_AUDIO &&
	       (!f || f->sub_channel);
}

static bool dsr_sao_has_text(const struct dsr_recorder *r, u8 session)
{
	return session == 1 && r->layout->cdtext_bytes;
}

/* two for the MCN, lead-in, lead-out; of a track two for its ISRC, its indexes */
static u32 dsr_sao_cue_rows(const struct dsr_layout *l)
{
	u32 i, rows = 4;

	for (i = 0; i < l->nr_tracks; i++)
		rows += 4 + dsr_layout_track(l, i)->nr_indexes;
	return rows;
}

static int dsr_sao_send_cues(struct dsr_recorder *r, u8 session)
{
	u32 room = dsr_sao_cue_rows(r->layout) * DSR_CUE_ROW_BYTES;
	u8 *rows = kmalloc(room, GFP_KERNEL);
	int err;

	if (!rows)
		return dsr_recorder_refuse(r, DSR_REASON_MEMORY, 0);
	err = dsr_cue_fill(r->layout, session, dsr_sao_has_text(r, session),
			   rows, room);
	if (err > 0)
		err = dsr_drive_cue_sheet(&r->p, rows, err);
	else
		err = dsr_recorder_refuse(r, DSR_REASON_WRITE_MODE,
					  DSR_WRITE_SAO);
	kfree(rows);
	return err;
}

static u32 dsr_sao_first_track(const struct dsr_layout *l, u8 session)
{
	u32 i = 0;

	while (dsr_layout_track(l, i)->session != session)
		i++;
	return i;
}

static int dsr_sao_prepare(struct dsr_recorder *r, u8 session)
{
	struct dsr_write_params params;
	u32 first = dsr_sao_first_track(r->layout, session);
	int err;

	dsr_cd_params(r, session, first, &params);
	params.write_type = 2;	/* session at once, table 665 */
	/* the cue sheet tells the form of the blocks; the page wants a legal one */
	params.block_type = params.track_mode & 4 ? 8 : 0;
	err = dsr_drive_write_params(&r->p, &params);
	if (!err)
		err = dsr_sao_send_cues(r, session);
	return err;
}

/* the packs go round and round until the program begins */
static int dsr_sao_write_text(struct dsr_recorder *r)
{
	const struct dsr_layout *l = r->layout;
	const u8 *packs = (const u8 *)l + l->cdtext_offset;
	u32 nr_packs = l->cdtext_bytes / DSR_CDTEXT_PACK_BYTES;
	s32 lead_in, lba;
	u32 capacity;
	u8 *buf;
	int err;

	err = dsr_drive_atip(&r->p, &lead_in, &capacity);
	if (err)
		return err;
	buf = kmalloc(DSR_LEAD_IN_STEP * DSR_CDTEXT_BLOCK_BYTES, GFP_KERNEL);
	if (!buf)
		return dsr_recorder_refuse(r, DSR_REASON_MEMORY, 0);
	for (lba = lead_in; !err && lba < -DSR_SESSION_GAP;) {
		u32 n = min(DSR_LEAD_IN_STEP, -DSR_SESSION_GAP - lba);

		dsr_cdtext_fill(packs, nr_packs, lba - lead_in, n, buf);
		err = dsr_drive_write(&r->p, lba, n, DSR_CDTEXT_BLOCK_BYTES,
				      buf);
		lba += n;
	}
	kfree(buf);
	return err;
}

static int dsr_sao_start(struct dsr_recorder *r)
{
	return dsr_sao_prepare(r, 1);
}

/* the session before is closed by flushing it */
static int dsr_sao_next(struct dsr_recorder *r, const struct dsr_segment *seg)
{
	u8 when = r->p.when;
	int err;

	r->p.when = DSR_WHEN_CLOSE;
	err = dsr_drive_flush(&r->p);
	r->p.when = when;
	if (!err)
		err = dsr_recorder_address(r, seg->lba + DSR_SESSION_GAP,
					   DSR_SESSION_GAP);
	if (!err)
		err = dsr_sao_prepare(r, seg->session);
	return err;
}

static int dsr_sao_enter(struct dsr_recorder *r, const struct dsr_segment *seg)
{
	int err = 0;

	if (seg->session == r->session)
		return 0;
	if (r->session)
		err = dsr_sao_next(r, seg);
	else if (dsr_sao_has_text(r, seg->session))
		err = dsr_sao_write_text(r);
	r->session = seg->session;
	return err;
}

static int dsr_sao_finish(struct dsr_recorder *r)
{
	return 0;	/* flushed, and with that closed */
}

const struct dsr_cd_way dsr_cd_sao = {
	.feature = MMC_FEATURE_CD_MASTERING,
	.gaps = true,
	.takes = dsr_sao_takes,
	.takes_text = dsr_sao_takes_text,
	.start = dsr_sao_start,
	.enter = dsr_sao_enter,
	.finish = dsr_sao_finish,
};

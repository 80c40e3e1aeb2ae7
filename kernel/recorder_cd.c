// SPDX-License-Identifier: GPL-2.0
/*
 * CD-R and CD-RW: which way of writing a disc gets, and what the ways share.
 */
#include "recorder_cd.h"

#include "drive_media.h"

static const u16 dsr_cd_r_profiles[] = { MMC_PROFILE_CD_R, 0 };
static const u16 dsr_cd_rw_profiles[] = { MMC_PROFILE_CD_RW, 0 };

/* track at once, Mode 1: what every recorder takes, and nothing is written by it */
static const struct dsr_write_params dsr_cd_plain = {
	.write_type = 1,
	.track_mode = 4,
	.block_type = 8,
};

/* the ways of writing, by enum dsr_write_mode */
static const struct dsr_cd_way *const dsr_cd_ways[] = {
	[DSR_WRITE_SAO] = &dsr_cd_sao,
	[DSR_WRITE_TAO] = &dsr_cd_tao,
	[DSR_WRITE_RAW] = &dsr_cd_raw,
};

static const struct dsr_cd_way *dsr_cd_way(const struct dsr_recorder *r)
{
	return dsr_cd_ways[r->write_mode];
}

/*
 * is one way of writing possible with this drive and this layout? @but_text: it
 * is but for the CD-Text; else not touched
 */
static int dsr_cd_possible(struct dsr_recorder *r, u32 mode, bool *possible,
			   bool *but_text)
{
	const struct dsr_cd_way *way = dsr_cd_ways[mode];
	struct dsr_write_feature feature, *f = &feature;
	int err;

	err = dsr_drive_write_feature(&r->p, way->feature, f);

	/* before MMC-2 there were no features: the write itself will tell */
	if (err == -EOPNOTSUPP) {
		f = NULL;
		err = 0;
	}
	*possible = !err && way->takes(r->layout, f) &&
		    (!f || (f->active && (!r->simulate || f->test_write)));
	if (*possible && r->layout->cdtext_bytes &&
	    !way->takes_text(r->layout, f)) {
		*possible = false;
		*but_text = true;
	}
	return err;
}

static bool dsr_cd_has_graphics(const struct dsr_layout *l)
{
	u32 i;

	for (i = 0; i < l->nr_tracks; i++)
		if (dsr_layout_track(l, i)->subchannel != DSR_SUB_NONE)
			return true;
	return false;
}

/*
 * where no way is left: sessions that nothing could put there are named as such,
 * then what few drives can write; who asked for raw has a sub-channel anyway
 */
static int dsr_cd_refuse(struct dsr_recorder *r, u32 wanted, bool but_text)
{
	const struct dsr_layout *l = r->layout;
	u32 reason = DSR_REASON_WRITE_MODE;
	int hole = dsr_layout_hole(l);

	if (hole > 0 && dsr_layout_first(l, hole))
		return dsr_recorder_refuse(r, DSR_REASON_ADDRESS,
					   dsr_layout_free(l, hole, false));
	if (but_text)
		reason = DSR_REASON_CD_TEXT;
	else if (wanted != DSR_WRITE_RAW && dsr_cd_has_graphics(l))
		reason = DSR_REASON_GRAPHICS;
	return dsr_recorder_refuse(r, reason, wanted ? : DSR_WRITE_SAO);
}

static int dsr_cd_choose(struct dsr_recorder *r)
{
	/* tried in turn where nothing else is wanted */
	static const u8 ways[] = {
		DSR_WRITE_SAO, DSR_WRITE_TAO, DSR_WRITE_RAW,
	};
	u32 i, wanted = r->write_mode;
	bool possible = false, but_text = false;
	int err = 0;

	if (wanted)
		err = dsr_cd_possible(r, wanted, &possible, &but_text);
	for (i = 0; !wanted && !err && !possible && i < ARRAY_SIZE(ways); i++) {
		r->write_mode = ways[i];
		err = dsr_cd_possible(r, ways[i], &possible, &but_text);
	}
	if (err)
		return err;
	if (!possible)
		return dsr_cd_refuse(r, wanted, but_text);
	r->gaps = dsr_cd_way(r)->gaps;
	return 0;
}

/* a CD-RW that is in use and may be blanked: the room it will have */
static int dsr_cd_check_used(struct dsr_recorder *r)
{
	s32 lead_in;
	u32 capacity;
	int err = dsr_recorder_check_erasable(r);

	if (err)
		return err;
	err = dsr_drive_atip(&r->p, &lead_in, &capacity);
	if (!err)
		r->capacity = capacity;
	return err;
}

static int dsr_cd_check(struct dsr_recorder *r)
{
	int err;

	if (r->disc.status == MMC_DISC_BLANK)
		err = dsr_recorder_check_blank(r);
	else
		err = dsr_cd_check_used(r);
	if (err)
		return err;
	/* a later session is only there when the one before is really burned */
	if (r->simulate && r->layout->nr_sessions > 1)
		return dsr_recorder_refuse(r, DSR_REASON_NO_SIMULATION,
					   r->profile);
	return dsr_cd_choose(r);
}

static int dsr_cd_start(struct dsr_recorder *r)
{
	static const struct dsr_progress silent;
	int err = 0;

	if (r->disc.status != MMC_DISC_BLANK)
		err = dsr_recorder_blank(r, &dsr_cd_plain, &silent);
	return err ? err : dsr_cd_way(r)->start(r);
}

static int dsr_cd_enter(struct dsr_recorder *r, const struct dsr_segment *seg)
{
	return dsr_cd_way(r)->enter(r, seg);
}

static int dsr_cd_tail(struct dsr_recorder *r)
{
	return dsr_cd_way(r)->tail ? dsr_cd_way(r)->tail(r) : 0;
}

static int dsr_cd_finish(struct dsr_recorder *r)
{
	int err = dsr_cd_way(r)->finish(r);

	/* the next one who writes means it */
	if (!err && r->simulate)
		err = dsr_drive_write_params(&r->p, &dsr_cd_plain);
	return err;
}

static int dsr_cd_erase(struct dsr_recorder *r)
{
	return dsr_recorder_blank(r, &dsr_cd_plain, &r->progress);
}

/**
 * dsr_cd_params - what all ways of writing set in mode page 05h alike
 * @r: the recorder
 * @session: from 1
 * @track: index of the track whose control nibble counts
 * @params: filled; the way sets write type and block type
 */
void dsr_cd_params(const struct dsr_recorder *r, u8 session, u32 track,
		   struct dsr_write_params *params)
{
	const struct dsr_layout *l = r->layout;
	bool open = dsr_recorder_goes_on(r, session);
	u32 i;

	memset(params, 0, sizeof(*params));
	params->test_write = r->simulate;
	params->multi_session = open ? 3 : 0;
	params->track_mode = dsr_layout_track(l, track)->control;
	params->burn_proof = true;
	for (i = 0; i < l->nr_tracks; i++) {
		const struct dsr_track *t = dsr_layout_track(l, i);

		if (t->session == session &&
		    (t->mode == DSR_MODE_XA1 || t->mode == DSR_MODE_XA2 ||
		     t->mode == DSR_MODE_XA_MIX))
			params->session_format = 0x20;
	}
}

const struct dsr_recorder_ops dsr_recorder_cd_r = {
	.profiles = dsr_cd_r_profiles,
	.family = DSR_FAMILY_CD,
	.depth = 1,
	.simulates = true,
	.several = true,
	.check = dsr_cd_check,
	.start = dsr_cd_start,
	.enter = dsr_cd_enter,
	.tail = dsr_cd_tail,
	.finish = dsr_cd_finish,
};

const struct dsr_recorder_ops dsr_recorder_cd_rw = {
	.profiles = dsr_cd_rw_profiles,
	.family = DSR_FAMILY_CD,
	.depth = 1,
	.simulates = true,
	.several = true,
	.check = dsr_cd_check,
	.start = dsr_cd_start,
	.enter = dsr_cd_enter,
	.tail = dsr_cd_tail,
	.finish = dsr_cd_finish,
	.erase = dsr_cd_erase,
};

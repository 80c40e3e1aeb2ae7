// SPDX-License-Identifier: GPL-2.0
/*
 * DVD-R, single and dual layer, and DVD-RW in sequential recording.
 *
 * Disc at once where it can be had: one session, which the drive closes by
 * itself once it has got all of the blocks that were reserved; such a disc
 * reads best everywhere, and a quickly blanked DVD-RW knows nothing else.
 * Otherwise incremental, as MMC-6 6.44.3.2 has it.
 */
#include "recorder.h"

#include <linux/align.h>

/* write types, MMC-6 table 665 */
#define DSR_WRITE_TYPE_INCREMENTAL	0
#define DSR_WRITE_TYPE_AT_ONCE		2

static const u16 dsr_dvd_r_profiles[] = {
	MMC_PROFILE_DVD_R, MMC_PROFILE_DVD_R_DL, 0,
};

static const u16 dsr_dvd_rw_seq_profiles[] = { MMC_PROFILE_DVD_RW_SEQ, 0 };

static const struct dsr_progress dsr_dash_silent;

static void dsr_dash_params_fill(const struct dsr_recorder *r, bool at_once,
				 bool test, struct dsr_write_params *params)
{
	bool open = r->layout && dsr_recorder_goes_on(r, r->session ? : 1);

	memset(params, 0, sizeof(*params));
	params->write_type = at_once ? DSR_WRITE_TYPE_AT_ONCE :
			     DSR_WRITE_TYPE_INCREMENTAL;
	params->test_write = test;
	params->multi_session = open ? 3 : 0;
	params->track_mode = 5;	/* data, the only kind there is */
	params->block_type = 8;	/* 2048 bytes */
	params->burn_proof = true;
}

static int dsr_dash_params(struct dsr_recorder *r, bool at_once, bool test)
{
	struct dsr_write_params params;

	dsr_dash_params_fill(r, at_once, test, &params);
	return dsr_drive_write_params(&r->p, &params);
}

static int dsr_dash_blank(struct dsr_recorder *r,
			  const struct dsr_progress *progress)
{
	struct dsr_write_params params;

	dsr_dash_params_fill(r, true, false, &params);
	return dsr_recorder_blank(r, &params, progress);
}

/* a full disc that may be erased: the room it will have */
static int dsr_dash_check_used(struct dsr_recorder *r)
{
	const struct dsr_format_descriptor *d;
	struct dsr_format_capacities f;
	int err = dsr_recorder_check_erasable(r);

	if (err)
		return err;
	err = dsr_drive_format_capacities(&r->p, &f);
	if (err)
		return err;
	d = dsr_format_find(&f, MMC_FORMAT_RW_FULL);
	r->capacity = d ? d->blocks : f.blocks;
	return 0;
}

/*
 * Several tracks are written incrementally, which a disc of two layers and a
 * DVD-RW that was blanked quickly do not know (MMC-6, feature 0021h).
 */
static int dsr_dash_check_several(struct dsr_recorder *r)
{
	struct dsr_write_feature f;
	int err;

	if (r->simulate)
		return dsr_recorder_refuse(r, DSR_REASON_NO_SIMULATION,
					   r->profile);
	if (r->profile == MMC_PROFILE_DVD_R_DL ||
	    r->disc.status != MMC_DISC_BLANK)
		return dsr_recorder_refuse(r, DSR_REASON_SESSIONS, r->profile);
	err = dsr_drive_write_feature(&r->p, MMC_FEATURE_INCREMENTAL, &f);
	if (!err && !f.active)
		return dsr_recorder_refuse(r, DSR_REASON_SESSIONS, r->profile);
	return err == -EOPNOTSUPP ? 0 : err;
}

static int dsr_dash_check(struct dsr_recorder *r)
{
	struct dsr_write_feature f;
	int err;

	err = dsr_drive_write_feature(&r->p, MMC_FEATURE_DVD_DASH, &f);
	if (err && err != -EOPNOTSUPP)
		return err;
	if (r->simulate && (err || !f.test_write))
		return dsr_recorder_refuse(r, DSR_REASON_NO_SIMULATION,
					   r->profile);
	if (r->disc.status == MMC_DISC_BLANK)
		err = dsr_recorder_check_blank(r);
	else
		err = dsr_dash_check_used(r);
	if (!err && dsr_recorder_several(r))
		err = dsr_dash_check_several(r);
	if (!err && r->profile == MMC_PROFILE_DVD_R_DL)
		err = dsr_recorder_check_layers(r);
	/* whole ECC blocks are what can be reserved */
	r->capacity = ALIGN_DOWN(r->capacity, DSR_ECC_BLOCKS);
	/* a session that stays open cannot be written at once, nor can several */
	r->at_once = !dsr_recorder_goes_on(r, 1) && !dsr_recorder_several(r);
	return err;
}

static int dsr_dash_start(struct dsr_recorder *r)
{
	int err = 0;

	if (r->disc.status != MMC_DISC_BLANK)
		err = dsr_dash_blank(r, &dsr_dash_silent);
	if (!err && r->profile == MMC_PROFILE_DVD_R_DL && !r->simulate)
		err = dsr_recorder_set_layers(r);
	if (err)
		return err;
	if (r->at_once)
		err = dsr_dash_params(r, true, r->simulate);
	if (err == -EOPNOTSUPP)
		r->at_once = false;
	if (!r->at_once)
		return dsr_dash_params(r, false, r->simulate);
	if (err)
		return err;
	return dsr_drive_reserve(&r->p, ALIGN(r->blocks, DSR_ECC_BLOCKS));
}

/* whether another session follows is to be known when one is closed */
static int dsr_dash_enter(struct dsr_recorder *r, const struct dsr_segment *seg)
{
	u8 before = r->session;
	int err = dsr_recorder_next_track(r, seg);

	if (err || !before || before == r->session)
		return err;
	return dsr_dash_params(r, false, false);
}

/* at once, the drive waits for all that was reserved */
static int dsr_dash_tail(struct dsr_recorder *r)
{
	u64 end = ALIGN(r->blocks, DSR_ECC_BLOCKS);

	if (!r->at_once)
		return 0;
	return dsr_drive_zero(&r->p, r->blocks, end - r->blocks,
			      &dsr_dash_silent);
}

/* incremental (MMC-6 table 281), or a drive that left a disc at once open */
static int dsr_dash_close(struct dsr_recorder *r)
{
	int err = 0;

	if (!dsr_recorder_begun(r))
		return 0;
	if (!r->at_once)
		err = dsr_recorder_last_track(r);
	if (err)
		return err;
	return dsr_drive_close(&r->p, MMC_CLOSE_SESSION, 0);
}

static int dsr_dash_finish(struct dsr_recorder *r)
{
	int err;

	/* out of test write, the drive forgets what it only pretended */
	if (r->simulate) {
		err = dsr_dash_params(r, r->at_once, false);
		return err == -EOPNOTSUPP ? 0 : err;
	}
	err = dsr_drive_disc_info(&r->p, &r->disc);
	if (err)
		return err;
	if (r->at_once && r->disc.status == MMC_DISC_COMPLETE)
		return 0;
	return dsr_dash_close(r);
}

static int dsr_dash_erase(struct dsr_recorder *r)
{
	return dsr_dash_blank(r, &r->progress);
}

const struct dsr_recorder_ops dsr_recorder_dvd_r = {
	.profiles = dsr_dvd_r_profiles,
	.family = DSR_FAMILY_DVD,
	.depth = 1,
	.simulates = true,
	.several = true,
	.check = dsr_dash_check,
	.start = dsr_dash_start,
	.enter = dsr_dash_enter,
	.tail = dsr_dash_tail,
	.finish = dsr_dash_finish,
};

const struct dsr_recorder_ops dsr_recorder_dvd_rw_seq = {
	.profiles = dsr_dvd_rw_seq_profiles,
	.family = DSR_FAMILY_DVD,
	.depth = 1,
	.simulates = true,
	.several = true,
	.check = dsr_dash_check,
	.start = dsr_dash_start,
	.enter = dsr_dash_enter,
	.tail = dsr_dash_tail,
	.finish = dsr_dash_finish,
	.erase = dsr_dash_erase,
};

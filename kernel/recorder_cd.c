// SPDX-License-Identifier: GPL-2.0
/*
 * CD-R: one data track, track at once.
 */
#include "recorder.h"

static const u16 dsr_cd_profiles[] = { MMC_PROFILE_CD_R, 0 };

static int dsr_cd_check(struct dsr_recorder *r)
{
	return dsr_recorder_check_blank(r);
}

static int dsr_cd_start(struct dsr_recorder *r)
{
	const struct dsr_write_params params = {
		.write_type = 1,	/* track at once */
		.multi_session = r->layout->flags & DSR_LAYOUT_F_OPEN ? 3 : 0,
		.track_mode = dsr_layout_track(r->layout, 0)->control,
		.block_type = 8,	/* Mode 1, 2048 bytes */
		.session_format = 0,	/* CD-ROM */
		.burn_proof = true,
	};

	return dsr_drive_write_params(&r->p, &params);
}

static int dsr_cd_finish(struct dsr_recorder *r)
{
	int err = dsr_drive_close(&r->p, MMC_CLOSE_TRACK, r->track.track);

	if (err)
		return err;
	return dsr_drive_close(&r->p, MMC_CLOSE_SESSION, 0);
}

const struct dsr_recorder_ops dsr_recorder_cd = {
	.profiles = dsr_cd_profiles,
	.family = DSR_FAMILY_CD,
	.depth = 1,
	.check = dsr_cd_check,
	.start = dsr_cd_start,
	.finish = dsr_cd_finish,
};

// SPDX-License-Identifier: GPL-2.0
/*
 * BD-R in sequential recording mode, without spare areas of our own asking.
 */
#include "recorder.h"

static const u16 dsr_bd_r_profiles[] = { MMC_PROFILE_BD_R_SRM, 0 };

static int dsr_bd_r_start(struct dsr_recorder *r)
{
	return 0;	/* an unformatted disc is SRM; mode page 05h is not for BD */
}

/* MMC-6 table 285: track, session, then no more sessions */
static int dsr_bd_r_finish(struct dsr_recorder *r)
{
	int err;

	if (!dsr_recorder_begun(r))
		return 0;
	err = dsr_recorder_last_track(r);
	if (err)
		return err;
	err = dsr_drive_close(&r->p, MMC_CLOSE_SESSION, 0);
	if (err || r->layout->flags & DSR_LAYOUT_F_OPEN)
		return err;
	err = dsr_drive_close(&r->p, MMC_CLOSE_FINALIZE, 0);
	return err == -EOPNOTSUPP ? 0 : err;
}

const struct dsr_recorder_ops dsr_recorder_bd_r = {
	.profiles = dsr_bd_r_profiles,
	.family = DSR_FAMILY_BD,
	.depth = 1,
	.several = true,
	.check = dsr_recorder_check_blank,
	.start = dsr_bd_r_start,
	.enter = dsr_recorder_next_track,
	.finish = dsr_bd_r_finish,
};

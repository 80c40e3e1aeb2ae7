// SPDX-License-Identifier: GPL-2.0
/*
 * DVD+R, single and dual layer.
 */
#include "recorder.h"

static const u16 dsr_dvd_plus_r_profiles[] = {
	MMC_PROFILE_DVD_PLUS_R, MMC_PROFILE_DVD_PLUS_R_DL, 0,
};

static bool dsr_dvd_plus_r_dual(const struct dsr_recorder *r)
{
	return r->profile == MMC_PROFILE_DVD_PLUS_R_DL;
}

static int dsr_dvd_plus_r_check(struct dsr_recorder *r)
{
	int err = dsr_recorder_check_blank(r);

	if (err || !dsr_dvd_plus_r_dual(r))
		return err;
	if (dsr_recorder_several(r))
		return dsr_recorder_refuse(r, DSR_REASON_SESSIONS, r->profile);
	return dsr_recorder_check_layers(r);
}

static int dsr_dvd_plus_r_start(struct dsr_recorder *r)
{
	int err = 0;

	/* a reservation would have to know where the next track begins */
	if (dsr_recorder_several(r))
		return 0;
	if (dsr_dvd_plus_r_dual(r))
		err = dsr_recorder_set_layers(r);
	if (err)
		return err;
	err = dsr_drive_reserve(&r->p, r->blocks);
	if (err)
		return err;
	/* the reservation is the track now; numbers may have changed */
	err = dsr_drive_track_info(&r->p, MMC_TRACK_BY_NUMBER, 1, &r->track);
	if (!err && r->track.nwa_valid && r->track.nwa != r->lba)
		return dsr_recorder_refuse(r, DSR_REASON_NOT_BLANK,
					   r->track.nwa);
	return err == -EOPNOTSUPP ? 0 : err;
}

/*
 * MMC-6 table 283: 6 finalizes with as much lead-out as it takes, 5 with the
 * minimal radius; a drive that knows neither closes the session, which reads
 * as well everywhere but leaves the disc appendable.
 */
static int dsr_dvd_plus_r_finish(struct dsr_recorder *r)
{
	static const u8 last[] = {
		MMC_CLOSE_FINALIZE, MMC_CLOSE_FINALIZE_MIN, MMC_CLOSE_SESSION,
	};
	u32 i = r->layout->flags & DSR_LAYOUT_F_OPEN ? ARRAY_SIZE(last) - 1 : 0;
	int err;

	if (!dsr_recorder_begun(r))
		return 0;
	err = dsr_recorder_last_track(r);
	if (err)
		return err;
	do {
		err = dsr_drive_close(&r->p, last[i], 0);
	} while (err == -EOPNOTSUPP && ++i < ARRAY_SIZE(last));
	return err;
}

const struct dsr_recorder_ops dsr_recorder_dvd_plus_r = {
	.profiles = dsr_dvd_plus_r_profiles,
	.family = DSR_FAMILY_DVD,
	.depth = 1,
	.several = true,
	.check = dsr_dvd_plus_r_check,
	.start = dsr_dvd_plus_r_start,
	.enter = dsr_recorder_next_track,
	.finish = dsr_dvd_plus_r_finish,
};

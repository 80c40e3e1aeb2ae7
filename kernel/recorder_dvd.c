// SPDX-License-Identifier: GPL-2.0
/*
 * DVD+R and DVD+RW.
 */
#include "recorder.h"

#include <linux/jiffies.h>
#include <linux/slab.h>

/*
 * Blocks looked at to see whether a formatted DVD+RW is in use: boot sectors
 * and superblocks, and the descriptors of ISO 9660 and UDF from block 16 on
 * (ECMA-119 6.7.1, ECMA-167 3/8.4.2).
 */
#define DSR_LOOK_BLOCKS		32
#define DSR_LOOK_STEP		2
#define DSR_LOOK_MS		(60 * 1000)

static const u16 dsr_dvd_plus_r_profiles[] = { MMC_PROFILE_DVD_PLUS_R, 0 };
static const u16 dsr_dvd_plus_rw_profiles[] = { MMC_PROFILE_DVD_PLUS_RW, 0 };

static int dsr_dvd_plus_r_start(struct dsr_recorder *r)
{
	int err = dsr_drive_reserve(&r->p, r->blocks);

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
	int err = dsr_drive_close(&r->p, MMC_CLOSE_TRACK, 1);
	u32 i = r->layout->flags & DSR_LAYOUT_F_OPEN ? ARRAY_SIZE(last) - 1 : 0;

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
	.check = dsr_recorder_check_blank,
	.start = dsr_dvd_plus_r_start,
	.finish = dsr_dvd_plus_r_finish,
};

/* never written blocks may be unreadable: that is blank enough */
static bool dsr_unreadable(const struct dsr_error *error)
{
	return error->reason == DSR_REASON_MEDIUM_ERROR ||
	       error->reason == DSR_REASON_REFUSED;
}

/* every file system has something of its own here */
static int dsr_dvd_plus_rw_in_use(struct dsr_recorder *r, bool *used)
{
	struct dsr_cdb cdb;
	int ret = 0;
	u32 lba;
	u8 *buf;

	*used = false;
	buf = kzalloc(DSR_LOOK_STEP * 2048, GFP_KERNEL);
	if (!buf)
		return dsr_recorder_refuse(r, DSR_REASON_MEMORY, 0);
	for (lba = 0; !*used && lba < DSR_LOOK_BLOCKS; lba += DSR_LOOK_STEP) {
		dsr_cdb_read(&cdb, lba, DSR_LOOK_STEP, 2048);
		r->p.timeout_ms = DSR_LOOK_MS;
		r->p.deadline = jiffies + msecs_to_jiffies(DSR_LOOK_MS);
		ret = dsr_command(&r->p, &cdb, buf);
		if (ret < 0)
			break;
		*used = memchr_inv(buf, 0, DSR_LOOK_STEP * 2048);
	}
	kfree(buf);
	if (ret < 0 && !dsr_unreadable(r->p.error))
		return ret;
	return 0;
}

static int dsr_dvd_plus_rw_check(struct dsr_recorder *r)
{
	u32 blocks, block_bytes;
	bool used = false;
	int err;

	if (r->disc.status != MMC_DISC_BLANK && !r->overwrite) {
		err = dsr_dvd_plus_rw_in_use(r, &used);
		if (err)
			return err;
	}
	if (used)
		return dsr_recorder_refuse(r, DSR_REASON_NOT_BLANK, 0);
	r->lba = 0;
	err = dsr_drive_track_info(&r->p, MMC_TRACK_BY_NUMBER, 1, &r->track);
	if (!err) {
		r->capacity = r->track.free_blocks ? : r->track.size;
		return 0;
	}
	err = dsr_drive_capacity(&r->p, &blocks, &block_bytes);
	if (!err)
		r->capacity = blocks;
	return err;
}

static int dsr_dvd_plus_rw_start(struct dsr_recorder *r)
{
	bool stopped = r->disc.bg_format == MMC_BG_FORMAT_STOPPED;

	if (r->disc.status != MMC_DISC_BLANK && !stopped)
		return 0;
	return dsr_drive_format(&r->p, r->capacity, stopped);
}

/* stops the background format in order, so that every drive reads the disc */
static int dsr_dvd_plus_rw_finish(struct dsr_recorder *r)
{
	int err = dsr_drive_close(&r->p, MMC_CLOSE_SESSION, 0);

	return err == -EOPNOTSUPP ? 0 : err;
}

const struct dsr_recorder_ops dsr_recorder_dvd_plus_rw = {
	.profiles = dsr_dvd_plus_rw_profiles,
	.family = DSR_FAMILY_DVD,
	.depth = 2,
	.check = dsr_dvd_plus_rw_check,
	.start = dsr_dvd_plus_rw_start,
	.finish = dsr_dvd_plus_rw_finish,
};

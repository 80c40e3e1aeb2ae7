// SPDX-License-Identifier: GPL-2.0
/*
 * DVD+R and DVD+RW.
 */
#include "recorder.h"

#include <linux/mm.h>
#include <linux/slab.h>

/* blocks looked at to see whether a formatted DVD+RW is in use */
#define DSR_LOOK_BLOCKS		1
/* ISO 9660 and UDF both begin with descriptors here (ECMA-119 6.7.1, ECMA-167 3/8.4.2) */
#define DSR_LOOK_LBA		16

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
	return 0;
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
	.depth = 1,
	.check = dsr_recorder_check_blank,
	.start = dsr_dvd_plus_r_start,
	.finish = dsr_dvd_plus_r_finish,
};

/* volume descriptors in the first sectors: somebody's data */
static int dsr_dvd_plus_rw_in_use(struct dsr_recorder *r, bool *used)
{
	u32 bytes = DSR_LOOK_BLOCKS * 2048;
	struct dsr_cdb cdb;
	u8 *buf;
	int ret;

	*used = false;
	buf = kzalloc(bytes, GFP_KERNEL);
	if (!buf)
		return dsr_recorder_refuse(r, DSR_REASON_MEMORY, 0);
	dsr_cdb_read(&cdb, DSR_LOOK_LBA, DSR_LOOK_BLOCKS, 2048);
	r->p.timeout_ms = 60 * 1000;
	r->p.deadline = jiffies + 60 * HZ;
	ret = dsr_command(&r->p, &cdb, buf);
	if (ret >= 0)
		*used = memchr_inv(buf, 0, bytes);
	kfree(buf);
	/* never written blocks may be unreadable: that is blank enough */
	return ret == -ENODEV || ret == -ENOMEDIUM ? ret : 0;
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
	if (r->disc.status != MMC_DISC_BLANK)
		return 0;
	return dsr_drive_format(&r->p, r->capacity);
}

/* stops the background format in order, so that every drive reads the disc */
static int dsr_dvd_plus_rw_finish(struct dsr_recorder *r)
{
	int err = dsr_drive_close(&r->p, MMC_CLOSE_SESSION, 0);

	return err == -EOPNOTSUPP ? 0 : err;
}

const struct dsr_recorder_ops dsr_recorder_dvd_plus_rw = {
	.profiles = dsr_dvd_plus_rw_profiles,
	.depth = 2,
	.check = dsr_dvd_plus_rw_check,
	.start = dsr_dvd_plus_rw_start,
	.finish = dsr_dvd_plus_rw_finish,
};

// SPDX-License-Identifier: GPL-2.0
/*
 * Media that are written over in place: DVD+RW, DVD-RW in restricted
 * overwrite, DVD-RAM, BD-RE. How they are formatted is in recorder_format.c.
 *
 * They know no test write (MMC-6 tables 182 to 192: the bit is not there).
 */
#include "recorder.h"
#include "recorder_format.h"

#include <linux/jiffies.h>
#include <linux/slab.h>

/*
 * Blocks looked at to see whether a formatted medium is in use: boot sectors
 * and superblocks, and the descriptors of ISO 9660 and UDF from block 16 on
 * (ECMA-119 6.7.1, ECMA-167 3/8.4.2).
 */
#define DSR_LOOK_BLOCKS		32
#define DSR_LOOK_STEP		2
#define DSR_LOOK_MS		(60 * 1000)

/*
 * Blocks at both ends that a quick erase fills with zeros: the anchors of UDF
 * lie at 256, 512 and the last two of these distances from the end (ECMA-167
 * 3/8.4.2.1), the headers of all other file systems and of partition tables
 * (GPT has a second one at the end) nearer to the ends.
 */
#define DSR_QUICK_BLOCKS	544

static const u16 dsr_dvd_plus_rw_profiles[] = { MMC_PROFILE_DVD_PLUS_RW, 0 };
static const u16 dsr_dvd_rw_ro_profiles[] = { MMC_PROFILE_DVD_RW_RO, 0 };
static const u16 dsr_dvd_ram_profiles[] = { MMC_PROFILE_DVD_RAM, 0 };
static const u16 dsr_bd_re_profiles[] = { MMC_PROFILE_BD_RE, 0 };

/* as for the disc at once that it will be good for when it is blank */
static const struct dsr_write_params dsr_dvd_rw_ro_params = {
	.write_type = 2,
	.track_mode = 5,
	.block_type = 8,
};

/* never written blocks may be unreadable: that is blank enough */
static bool dsr_unreadable(const struct dsr_error *error)
{
	return error->reason == DSR_REASON_MEDIUM_ERROR ||
	       error->reason == DSR_REASON_REFUSED;
}

/* every file system has something of its own here */
static int dsr_rw_in_use(struct dsr_recorder *r, bool *used)
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
		dsr_patience_set(&r->p, DSR_LOOK_MS);
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

static int dsr_rw_check(struct dsr_recorder *r)
{
	bool used = false;
	int err;

	err = dsr_format_look(r);
	if (err)
		return err;
	if (!r->unformatted && !r->overwrite) {
		err = dsr_rw_in_use(r, &used);
		if (err)
			return err;
	}
	r->lba = 0;
	return used ? dsr_recorder_refuse(r, DSR_REASON_NOT_BLANK, 0) : 0;
}

static int dsr_rw_start(struct dsr_recorder *r)
{
	static const struct dsr_progress silent;

	return dsr_format_start(r, &silent);
}

/* DVD-RAM, BD-RE: what the buffer held is on the disc, there is no more */
static int dsr_rw_finish(struct dsr_recorder *r)
{
	return 0;
}

/*
 * DVD+RW: stops the background format in order, so that every drive reads the
 * disc. DVD-RW: ends the intermediate state of a disc that was formatted
 * quickly.
 */
static int dsr_rw_close(struct dsr_recorder *r)
{
	int err = dsr_drive_close(&r->p, MMC_CLOSE_SESSION, 0);

	return err == -EOPNOTSUPP ? 0 : err;
}

/**
 * struct dsr_share - progress of a part of the whole
 * @all: who hears it
 * @from: where the part begins, of 65536
 * @to: where it ends
 */
struct dsr_share {
	const struct dsr_progress *all;
	u32 from;
	u32 to;
};

static void dsr_share_tell(void *data, u32 of_65536)
{
	const struct dsr_share *share = data;
	u64 part = (u64)of_65536 * (share->to - share->from);

	if (share->all->tell)
		share->all->tell(share->all->data,
				 share->from + (part >> 16));
}

static int dsr_rw_zero(struct dsr_recorder *r, u64 first, u64 blocks, u32 from,
		       u32 to)
{
	struct dsr_share share = { &r->progress, from, to };
	const struct dsr_progress progress = { dsr_share_tell, &share };

	return dsr_drive_zero(&r->p, first, blocks, &progress);
}

/* quick: from where file systems begin, and where they have second copies */
static int dsr_rw_clear(struct dsr_recorder *r)
{
	u64 end = r->capacity;
	int err;

	if (r->full || end <= 2 * DSR_QUICK_BLOCKS)
		return dsr_rw_zero(r, 0, end, 0, 65536);
	err = dsr_rw_zero(r, 0, DSR_QUICK_BLOCKS, 0, 32768);
	if (err)
		return err;
	return dsr_rw_zero(r, end - DSR_QUICK_BLOCKS, DSR_QUICK_BLOCKS, 32768,
			   65536);
}

/* whatever came before, also a cancel: the drive has accepted blocks */
static int dsr_rw_settle(struct dsr_recorder *r, bool close)
{
	const bool *cancelled = r->p.cancelled;
	u8 when = r->p.when;
	int err;

	r->p.cancelled = NULL;
	r->p.when = DSR_WHEN_CLOSE;
	err = dsr_drive_flush(&r->p);
	if (!err && close)
		err = dsr_rw_close(r);
	r->p.cancelled = cancelled;
	r->p.when = when;
	return err;
}

/*
 * There is no BLANK for these media, and formatting one that is formatted need
 * not touch its data: what is on it goes by being written over. One that is
 * not formatted has nothing on it that could be read; it is formatted, so that
 * it can be written to at once.
 */
static int dsr_rw_erase(struct dsr_recorder *r)
{
	struct dsr_error first;
	int err, ret;

	err = dsr_format_look(r);
	if (err)
		return err;
	if (r->unformatted)
		return dsr_format_start(r, &r->progress);
	err = dsr_rw_clear(r);
	first = *r->p.error;
	ret = dsr_rw_settle(r, false);
	if (err)
		*r->p.error = first;
	return err ? : ret;
}

/*
 * The same; but an unformatted DVD+RW is written to while it is formatted in
 * the background, and that has to be ended, or other drives cannot read it.
 */
static int dsr_dvd_plus_rw_erase(struct dsr_recorder *r)
{
	static const struct dsr_progress silent;
	struct dsr_error first;
	int err, ret;

	err = dsr_format_look(r);
	if (!err)
		err = dsr_format_start(r, &silent);
	if (err)
		return err;
	err = dsr_rw_clear(r);
	first = *r->p.error;
	ret = dsr_rw_settle(r, true);
	if (err)
		*r->p.error = first;
	return err ? : ret;
}

/* BLANK makes it one for sequential recording again, which every drive knows */
static int dsr_dvd_rw_ro_erase(struct dsr_recorder *r)
{
	return dsr_recorder_blank(r, &dsr_dvd_rw_ro_params, &r->progress);
}

const struct dsr_recorder_ops dsr_recorder_dvd_plus_rw = {
	.profiles = dsr_dvd_plus_rw_profiles,
	.family = DSR_FAMILY_DVD,
	.depth = 2,
	.check = dsr_rw_check,
	.start = dsr_rw_start,
	.finish = dsr_rw_close,
	.erase = dsr_dvd_plus_rw_erase,
};

/*
 * In the intermediate state it is written from its first block on, in order;
 * and always in whole ECC blocks (MMC-6, restricted overwrite).
 */
const struct dsr_recorder_ops dsr_recorder_dvd_rw_ro = {
	.profiles = dsr_dvd_rw_ro_profiles,
	.family = DSR_FAMILY_DVD,
	.depth = 1,
	.whole = 16,
	.check = dsr_rw_check,
	.start = dsr_rw_start,
	.finish = dsr_rw_close,
	.erase = dsr_dvd_rw_ro_erase,
};

const struct dsr_recorder_ops dsr_recorder_dvd_ram = {
	.profiles = dsr_dvd_ram_profiles,
	.family = DSR_FAMILY_DVD,
	.depth = 2,
	.check = dsr_rw_check,
	.start = dsr_rw_start,
	.finish = dsr_rw_finish,
	.erase = dsr_rw_erase,
};

const struct dsr_recorder_ops dsr_recorder_bd_re = {
	.profiles = dsr_bd_re_profiles,
	.family = DSR_FAMILY_BD,
	.depth = 2,
	.check = dsr_rw_check,
	.start = dsr_rw_start,
	.finish = dsr_rw_finish,
	.erase = dsr_rw_erase,
};

// SPDX-License-Identifier: GPL-2.0
/*
 * Questions about a medium and what a drive can do with it.
 *
 * Every function sends one command. All may sleep, and return 0 or -errno as
 * dsr_command() does, with p->error filled.
 */
#include "drive_media.h"

#include <linux/slab.h>

#include "drive.h"

/* one question that a drive answers from memory, or from its lead-in */
#define DSR_MEDIA_MS	(60 * 1000)

static int dsr_media_ask(struct dsr_patience *p, const struct dsr_cdb *cdb,
			 void *buf)
{
	dsr_patience_set(p, DSR_MEDIA_MS);
	return dsr_command(p, cdb, buf);
}

/**
 * dsr_drive_write_feature - what it can do while it writes
 * @p: to whom
 * @feature: MMC_FEATURE_*
 * @f: filled; nothing in it is set where the drive does not have the feature
 */
int dsr_drive_write_feature(struct dsr_patience *p, u16 feature,
			    struct dsr_write_feature *f)
{
	u8 buf[MMC_FEATURE_BYTES] = {};
	struct dsr_cdb cdb;
	int ret;

	dsr_cdb_get_configuration(&cdb, 2, feature, sizeof(buf));
	ret = dsr_media_ask(p, &cdb, buf);
	if (ret < 0)
		return ret;
	ret = dsr_parse_write_feature(buf, ret, feature, f);
	if (ret == -EINVAL)
		return dsr_drive_bad_answer(p, cdb.bytes[0]);
	return 0;
}

/**
 * dsr_drive_tells_c2 - can it tell of C2 errors?
 * @p: to whom
 * @tells: as the drive says; true where it does not know the question
 */
int dsr_drive_tells_c2(struct dsr_patience *p, bool *tells)
{
	u8 buf[MMC_FEATURE_BYTES] = {};
	struct dsr_cdb cdb;
	int ret;

	*tells = true;
	dsr_cdb_get_configuration(&cdb, 2, MMC_FEATURE_CD_READ, sizeof(buf));
	ret = dsr_media_ask(p, &cdb, buf);
	if (ret < 0)
		return ret == -EOPNOTSUPP ? 0 : ret;
	ret = dsr_parse_cd_read_feature(buf, ret, tells);
	if (ret == -EINVAL)
		return dsr_drive_bad_answer(p, cdb.bytes[0]);
	return 0;
}

/**
 * dsr_drive_medium_id - who made the medium
 * @p: to whom
 * @profile: MMC_PROFILE_*, tells where to look
 * @id: text, empty where it can't be had
 */
int dsr_drive_medium_id(struct dsr_patience *p, u16 profile,
			char id[DSR_MEDIUM_ID_BYTES])
{
	u8 buf[MMC_DISC_STRUCTURE_BYTES] = {};
	struct dsr_cdb cdb;
	int ret;

	id[0] = '\0';
	switch (profile) {
	case MMC_PROFILE_CD_R:
	case MMC_PROFILE_CD_RW:
		dsr_cdb_read_toc(&cdb, 4, 0, sizeof(buf));	/* ATIP */
		break;
	case MMC_PROFILE_DVD_PLUS_R:
	case MMC_PROFILE_DVD_PLUS_R_DL:
	case MMC_PROFILE_DVD_PLUS_RW:
		/* ADIP information, MMC-6 table 399 */
		dsr_cdb_read_disc_structure(&cdb, false, 0x11, sizeof(buf));
		break;
	case MMC_PROFILE_DVD_R:
	case MMC_PROFILE_DVD_R_DL:
	case MMC_PROFILE_DVD_RW_SEQ:
	case MMC_PROFILE_DVD_RW_RO:
		/* pre-recorded information in the lead-in */
		dsr_cdb_read_disc_structure(&cdb, false, 0x0e, sizeof(buf));
		break;
	case MMC_PROFILE_BD_R_SRM:
	case MMC_PROFILE_BD_RE:
		dsr_cdb_read_disc_structure(&cdb, true, 0x00, sizeof(buf));
		break;
	default:
		return 0;
	}
	ret = dsr_media_ask(p, &cdb, buf);
	if (ret < 0)
		return ret;
	return dsr_parse_medium_id(profile, buf, ret, id);
}

/**
 * dsr_drive_format_capacities - READ FORMAT CAPACITIES
 * @p: to whom
 * @f: filled
 */
int dsr_drive_format_capacities(struct dsr_patience *p,
				struct dsr_format_capacities *f)
{
	struct dsr_cdb cdb;
	int ret;
	u8 *buf;

	buf = kzalloc(MMC_FORMAT_CAPACITIES_BYTES, GFP_KERNEL);
	if (!buf) {
		p->error->reason = DSR_REASON_MEMORY;
		return -ENOMEM;
	}
	dsr_cdb_read_format_capacities(&cdb);
	ret = dsr_media_ask(p, &cdb, buf);
	if (ret >= 0 && dsr_parse_format_capacities(buf, ret, f))
		ret = dsr_drive_bad_answer(p, cdb.bytes[0]);
	kfree(buf);
	return ret < 0 ? ret : 0;
}

/**
 * dsr_drive_atip - where a CD-R or CD-RW begins and ends
 * @p: to whom
 * @lead_in: LBA of the first block of the lead-in
 * @capacity: blocks from LBA 0 to the last possible start of the lead-out
 */
int dsr_drive_atip(struct dsr_patience *p, s32 *lead_in, u32 *capacity)
{
	u8 buf[MMC_ATIP_BYTES] = {};
	struct dsr_cdb cdb;
	int ret;

	dsr_cdb_read_toc(&cdb, 4, 0, sizeof(buf));
	ret = dsr_media_ask(p, &cdb, buf);
	if (ret < 0)
		return ret;
	if (dsr_parse_atip(buf, ret, lead_in, capacity))
		return dsr_drive_bad_answer(p, cdb.bytes[0]);
	return 0;
}

/**
 * dsr_drive_layer_break - how large layer 0 is
 * @p: to whom
 * @blocks: filled
 */
int dsr_drive_layer_break(struct dsr_patience *p, u32 *blocks)
{
	u8 buf[MMC_LAYER_BREAK_BYTES] = {};
	struct dsr_cdb cdb;
	bool fixed;
	int ret;

	dsr_cdb_read_disc_structure(&cdb, false, MMC_STRUCTURE_LAYER_BREAK,
				    sizeof(buf));
	ret = dsr_media_ask(p, &cdb, buf);
	if (ret < 0)
		return ret;
	if (dsr_parse_layer_break(buf, ret, &fixed, blocks))
		return dsr_drive_bad_answer(p, cdb.bytes[0]);
	return 0;
}

/**
 * dsr_drive_set_layer_break - say how large layer 0 shall be
 * @p: to whom
 * @blocks: a multiple of an ECC block; on a blank medium, before any write
 */
int dsr_drive_set_layer_break(struct dsr_patience *p, u32 blocks)
{
	u8 list[MMC_LAYER_BREAK_BYTES];
	struct dsr_cdb cdb;
	int ret;

	dsr_cdb_send_disc_structure(&cdb, MMC_STRUCTURE_LAYER_BREAK,
				    sizeof(list));
	dsr_layer_break_fill(list, blocks);
	ret = dsr_media_ask(p, &cdb, list);
	return ret < 0 ? ret : 0;
}

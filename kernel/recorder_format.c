// SPDX-License-Identifier: GPL-2.0
/*
 * Whether a medium that is written over in place is formatted, and how it is.
 */
#include "recorder_format.h"

/**
 * struct dsr_format_way - how a kind of medium is formatted
 * @profile: MMC_PROFILE_*
 * @types: MMC_FORMAT_*; the first of them that the drive offers is taken
 * @nr_types: of @types
 *
 * BD-RE: without spare areas, because then all of the disc is there for the
 * copy and written at full speed; what a spare area would hide, reading back
 * finds. DVD-RW: quickly; it is then written in order, as a copy is anyway.
 */
struct dsr_format_way {
	u16 profile;
	u8 types[3];
	u8 nr_types;
};

static const struct dsr_format_way dsr_format_ways[] = {
	{ MMC_PROFILE_DVD_RAM, { MMC_FORMAT_FULL }, 1 },
	{ MMC_PROFILE_DVD_RW_RO, { MMC_FORMAT_RW_QUICK, MMC_FORMAT_RW_FULL },
	  2 },
	{ MMC_PROFILE_BD_RE, { MMC_FORMAT_BD, MMC_FORMAT_FULL,
			       MMC_FORMAT_BD_SPARE }, 3 },
};

static const struct dsr_format_descriptor *
dsr_format_choose(u16 profile, const struct dsr_format_capacities *f)
{
	const struct dsr_format_descriptor *d = NULL;
	const struct dsr_format_way *way;
	u32 i, k;

	for (i = 0; i < ARRAY_SIZE(dsr_format_ways); i++) {
		way = &dsr_format_ways[i];
		if (way->profile != profile)
			continue;
		for (k = 0; !d && k < way->nr_types; k++)
			d = dsr_format_find(f, way->types[k]);
	}
	return d && d->blocks ? d : NULL;
}

static int dsr_format_capacity(struct dsr_recorder *r)
{
	u32 blocks, block_bytes;
	int err;

	err = dsr_drive_capacity(&r->p, &blocks, &block_bytes);
	if (err)
		return err;
	if (block_bytes != 2048)
		return dsr_drive_bad_answer(&r->p, MMC_READ_CAPACITY);
	r->capacity = blocks;
	return 0;
}

/* a DVD+RW tells by its disc information, and has all its room at once */
static int dsr_format_look_plus_rw(struct dsr_recorder *r)
{
	int err;

	r->unformatted = r->disc.status == MMC_DISC_BLANK;
	err = dsr_drive_track_info(&r->p, MMC_TRACK_BY_NUMBER, 1, &r->track);
	if (err)
		return dsr_format_capacity(r);
	r->capacity = r->track.free_blocks ? : r->track.size;
	return 0;
}

/**
 * dsr_format_look - is it formatted, how large is it or would it be?
 * @r: its recorder, disc information read
 *
 * Fills @r->unformatted, @r->capacity and, where it must be formatted for all
 * of @r->blocks, @r->format. A DVD-RW that was formatted for less than that is
 * formatted anew.
 *
 * Return: 0 or -errno with r->p.error filled.
 */
int dsr_format_look(struct dsr_recorder *r)
{
	const struct dsr_format_descriptor *d;
	struct dsr_format_capacities f;
	int err;

	memset(&r->format, 0, sizeof(r->format));
	r->unformatted = false;
	if (r->profile == MMC_PROFILE_DVD_PLUS_RW)
		return dsr_format_look_plus_rw(r);
	err = dsr_drive_format_capacities(&r->p, &f);
	if (err == -EOPNOTSUPP)
		return dsr_format_capacity(r);
	if (err)
		return err;
	r->unformatted = f.state == MMC_CAPACITY_UNFORMATTED;
	if (!r->unformatted) {
		err = dsr_format_capacity(r);
		if (err)
			return err;
		if (r->profile != MMC_PROFILE_DVD_RW_RO ||
		    r->blocks <= r->capacity)
			return 0;
	}
	d = dsr_format_choose(r->profile, &f);
	if (!d)
		return r->unformatted ?
		       dsr_recorder_refuse(r, DSR_REASON_WRONG_MEDIUM,
					   r->profile) : 0;
	r->format = *d;
	r->capacity = d->blocks;
	return 0;
}

/**
 * dsr_format_start - format it if it must be
 * @r: looked at
 * @progress: who hears how far it is
 *
 * Return: 0 or -errno with r->p.error filled.
 */
int dsr_format_start(struct dsr_recorder *r,
		     const struct dsr_progress *progress)
{
	bool stopped = r->disc.bg_format == MMC_BG_FORMAT_STOPPED;

	if (r->profile == MMC_PROFILE_DVD_PLUS_RW) {
		if (!r->unformatted && !stopped)
			return 0;
		return dsr_drive_format(&r->p, r->capacity, stopped);
	}
	if (!r->format.blocks)
		return 0;
	return dsr_drive_format_as(&r->p, &r->format, progress);
}

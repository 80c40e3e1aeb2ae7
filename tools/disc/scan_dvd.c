// SPDX-License-Identifier: GPL-2.0
/* A DVD or BD: how much is on it, where its layers meet, may it be copied? */
#include <errno.h>

#include "disc/dvd.h"
#include "disc/scan_parts.h"

#define PROFILE_BD_ROM	0x40	/* MMC-6 table 95 */
#define RIGHTS_PLACES	8	/* blocks asked for their rights, spread evenly */

static int refuse(struct scan *s, const char *what)
{
	return said_fail(s->said, -EMEDIUMTYPE,
			 "the disc is copy-protected (%s) and is not copied",
			 what);
}

/*
 * CPRM: the medium has keys, and every DVD-RAM has; only what is stored under
 * them is protected, which the blocks tell.
 */
static int check_cprm(struct scan *s, uint64_t blocks)
{
	bool protected;
	unsigned int i;

	for (i = 0; i < RIGHTS_PLACES; i++) {
		uint64_t lba = blocks * i / RIGHTS_PLACES;

		if (dvd_read_sector_rights(s->fd, (uint32_t)lba, &protected,
					   s->sense) < 0 || protected)
			return refuse(s, "CPRM");
	}
	return 0;
}

static int check_dvd(struct scan *s, uint64_t blocks)
{
	uint8_t protection, regions;

	/* a drive that does not know has no keys either */
	if (dvd_read_copyright(s->fd, &protection, &regions, s->sense) < 0)
		return 0;
	switch (protection) {
	case DVD_UNPROTECTED:
		return 0;
	case DVD_CSS:
		return refuse(s, "CSS");
	case DVD_CPRM:
		return check_cprm(s, blocks);
	}
	return refuse(s, "in a way that is not known");
}

static int check_bd(struct scan *s, uint16_t profile)
{
	bool current;

	if (profile == PROFILE_BD_ROM &&
	    !drive_feature(s->fd, FEATURE_AACS, &current, s->sense) && current)
		return refuse(s, "AACS");
	return 0;
}

static bool readable(struct scan *s, uint32_t lba)
{
	uint8_t block[2048];

	return drive_read_block(s->fd, lba, block, s->sense) >= 0;
}

/* a gap that can be read in a few places is copied as any other blocks */
static bool gap_readable(struct scan *s, uint32_t from, uint32_t to)
{
	return readable(s, from) && readable(s, from + (to - from) / 2) &&
	       readable(s, to - 1);
}

static int judge_gap(struct scan *s, uint32_t from, uint32_t to)
{
	if (gap_readable(s, from, to))
		return 0;
	if (!s->options->skip_bad)
		return said_fail(s->said, -EMEDIUMTYPE,
				 "the disc has several sessions, and the blocks between them (%u to %u) can't be read; 'dsrctl image --read-errors skip' makes an image with zeros there, which can be copied",
				 from, to - 1);
	said_note(s->said,
		  "the blocks between two sessions (%u to %u) can't be read and become zeros; each of them is tried several times, which may take long",
		  from, to - 1);
	return 0;
}

/*
 * Sessions of a DVD or BD stand apart: border zones, run-in and run-out hold
 * nothing, and most drives don't read them (MMC-6, models of DVD-R and DVD+R).
 */
static int check_sessions(struct scan *s, uint64_t blocks)
{
	struct mmc_disc_info info;
	struct mmc_track_info t;
	uint32_t i, end = 0;
	int ret = 0;

	if (drive_disc_info(s->fd, &info, s->sense) < 0 || info.sessions < 2)
		return 0;
	for (i = 1; i <= info.last_track && !ret; i++) {
		if (drive_track_info(s->fd, i, &t, s->sense) < 0 || t.blank ||
		    t.start < end || t.start >= blocks)
			break;
		if (t.start > end)
			ret = judge_gap(s, end, t.start);
		end = t.start + t.blocks;
	}
	return ret;
}

static void take_layers(struct scan *s, uint64_t blocks)
{
	struct dvd_physical p;
	uint32_t at;

	if (dvd_read_physical(s->fd, &p, s->sense) < 0)
		return;
	at = dvd_layer_break(&p);
	if (at && at < blocks)
		s->disc->layer_break = at;
}

/**
 * scan_dvd() - what is on a DVD or BD
 * @s: begun
 * @profile: of the disc
 *
 * Return: 0; -EMEDIUMTYPE: protected, or parts of it can't be read; another -errno; after a sentence.
 */
int scan_dvd(struct scan *s, uint16_t profile)
{
	struct disc_track *t = &s->disc->tracks[0];
	bool bd = s->disc->family == DSR_FAMILY_BD;
	struct mmc_capacity cap;
	int ret = drive_capacity(s->fd, &cap, s->sense);

	if (ret < 0)
		return said_fail(s->said, ret,
				 "the drive does not tell how much is on the disc");
	ret = bd ? check_bd(s, profile) : check_dvd(s, cap.blocks);
	if (!ret)
		ret = check_sessions(s, cap.blocks);
	if (ret)
		return ret;
	s->disc->nr_sessions = 1;
	s->disc->nr_tracks = 1;
	t->number = 1;
	t->session = 1;
	t->control = CONTROL_DATA;
	t->mode = DSR_MODE_DATA;
	t->blocks = cap.blocks;
	if (!bd)
		take_layers(s, cap.blocks);
	return 0;
}

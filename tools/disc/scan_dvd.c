// SPDX-License-Identifier: GPL-2.0
/* A DVD or BD: how much is on it, where its layers meet, may it be copied? */
#include <errno.h>
#include <string.h>

#include "disc/dvd.h"
#include "disc/scan_parts.h"

/* MMC-6 table 95 */
#define PROFILE_DVD_ROM		0x10
#define PROFILE_DVD_R		0x11
#define PROFILE_DVD_RW		0x14
#define PROFILE_DVD_PLUS_R	0x1b
#define PROFILE_BD_ROM		0x40
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

/*
 * What the disc was written on, also where a drive shows it as a pressed one:
 * how far sessions lie apart is a matter of the medium.
 */
static uint16_t written_on(struct scan *s, uint16_t profile)
{
	struct dvd_physical p;

	if (profile != PROFILE_DVD_ROM)
		return profile == PROFILE_BD_ROM ? 0 : profile;
	if (dvd_read_physical(s->fd, &p, s->sense) < 0)
		return 0;
	switch (p.book) {	/* MMC-6 table 405 */
	case BOOK_DVD_R:
		return PROFILE_DVD_R;
	case BOOK_DVD_RW:
		return PROFILE_DVD_RW;
	case BOOK_DVD_PLUS_R:
		return PROFILE_DVD_PLUS_R;
	}
	return 0;
}

/* written so far, of a track that may still grow */
static uint64_t written(const struct mmc_track_info *info)
{
	uint64_t so_far = info->next_writable - (uint64_t)info->start;

	if (!info->nwa_valid || info->next_writable < info->start)
		return info->blocks;
	return so_far < info->blocks ? so_far : info->blocks;
}

/*
 * The next track of the disc, from a drive whose numbers are not trusted; 1: it is
 * one that nothing can be read of yet.
 */
static int take_track(struct disc *d, const struct mmc_track_info *info,
		      uint64_t blocks)
{
	struct disc_track *t = &d->tracks[d->nr_tracks];
	int64_t end = d->nr_tracks ? disc_track_end(&t[-1]) : 0;
	uint64_t length = written(info);

	if (!info->session || info->session < d->nr_sessions ||
	    info->session > d->nr_sessions + 1 || info->start < end)
		return -EPROTO;
	if (info->blank || info->start >= blocks || !length)
		return 1;
	memset(t, 0, sizeof(*t));
	t->number = ++d->nr_tracks;
	t->session = (uint8_t)info->session;
	t->control = CONTROL_DATA;
	t->mode = DSR_MODE_DATA;
	t->start = (int32_t)info->start;
	t->blocks = length < blocks - info->start ? length : blocks - info->start;
	t->source_offset = info->start;
	d->nr_sessions = t->session;
	return 0;
}

static void take_all(struct scan *s, uint64_t blocks)
{
	s->disc->nr_sessions = 1;
	s->disc->nr_tracks = 1;
	s->disc->tracks[0] = (struct disc_track){
		.number = 1,
		.session = 1,
		.control = CONTROL_DATA,
		.mode = DSR_MODE_DATA,
		.blocks = blocks,
	};
}

/*
 * Sessions of a DVD or BD stand apart: border zones, closure and intro zones
 * hold no data, and most drives don't read them (MMC-6, models of DVD-R, DVD+R
 * and BD-R). Only the last track may be one that is not there yet.
 */
static int take_tracks(struct scan *s, const struct mmc_disc_info *disc,
		       uint64_t blocks)
{
	struct mmc_track_info t;
	unsigned int i, sessions;
	int ret = 0;

	if (disc->last_track > DSR_MAX_TRACKS)
		return -EPROTO;
	for (i = 1; !ret && i <= disc->last_track; i++) {
		if (drive_track_info(s->fd, i, &t, s->sense) < 0)
			return -EPROTO;
		ret = take_track(s->disc, &t, blocks);
		if (ret < 0 || (ret && i != disc->last_track))
			return -EPROTO;
	}
	/* it may be alone in the last session */
	sessions = s->disc->nr_sessions;
	if (sessions == disc->sessions || (ret && sessions + 1 == disc->sessions))
		return 0;
	return -EPROTO;
}

static int take_sessions(struct scan *s, uint16_t profile, uint64_t blocks)
{
	struct mmc_disc_info info;
	bool told = drive_disc_info(s->fd, &info, s->sense) >= 0 &&
		    info.sessions > 1;

	if (told && take_tracks(s, &info, blocks))
		return said_fail(s->said, -EMEDIUMTYPE,
				 "what the drive tells of the disc's %u sessions makes no sense; put it into another reader",
				 info.sessions);
	if (told && s->disc->nr_sessions > 1)
		s->disc->written_on = written_on(s, profile);
	else
		take_all(s, blocks);
	return 0;
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
 * Return: 0; -EMEDIUMTYPE: it is protected, or its sessions can't be; another -errno; after a sentence.
 */
int scan_dvd(struct scan *s, uint16_t profile)
{
	bool bd = s->disc->family == DSR_FAMILY_BD;
	struct mmc_capacity cap;
	int ret = drive_capacity(s->fd, &cap, s->sense);

	if (ret < 0)
		return said_fail(s->said, ret,
				 "the drive does not tell how much is on the disc");
	ret = bd ? check_bd(s, profile) : check_dvd(s, cap.blocks);
	if (!ret)
		ret = take_sessions(s, profile, cap.blocks);
	if (ret)
		return ret;
	if (!bd)
		take_layers(s, cap.blocks);
	return 0;
}

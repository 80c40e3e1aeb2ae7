// SPDX-License-Identifier: GPL-2.0
/* A CD's sessions, tracks, data modes and readable ends. */
#include <errno.h>
#include <string.h>
#include <scsi/sg_lib.h>

#include "disc/scan_parts.h"

#define INVALID_OPCODE	0x20	/* SPC-4: additional sense code */

#define SESSION_XA	0x20	/* Yellow Book: PSEC of point A0h */
#define MODE_OFFSET	15	/* of a sector's mode byte (ECMA-130 14) */
#define SUBHEADER	16	/* CD-ROM XA: four bytes, twice */

static void take_track(struct disc_track *t, const struct toc *toc,
		       unsigned int i)
{
	const struct toc_track *from = &toc->tracks[i];
	int32_t end = toc->sessions[from->session - 1].lead_out;

	t->number = (uint8_t)(toc->first + i);
	t->session = from->session;
	t->control = from->control;
	t->start = from->start;
	t->source_offset = (uint64_t)from->start;
	t->mode = from->control & CONTROL_DATA ? DSR_MODE_DATA : DSR_MODE_AUDIO;
	if (i + 1 < toc->nr_tracks &&
	    toc->tracks[i + 1].session == from->session)
		end = toc->tracks[i + 1].start;
	t->blocks = (uint64_t)(end - from->start);
}

/* what lies between block 0 and the first track is a pregap of it */
static void take_hidden(struct scan *s, struct disc_track *first)
{
	if (first->start <= 0)
		return;
	first->pregap = (uint32_t)first->start;
	if (first->mode != DSR_MODE_AUDIO)
		return;
	scan_gap_source(s, first);
	said_note(s->said, first->gap_in_source ?
		  "%u blocks lie hidden before track 1 and are copied as well" :
		  "the %u blocks before track 1 can't be read by this drive: silence will be in their place",
		  first->pregap);
}

static int take_toc(struct scan *s)
{
	enum cd_told told;
	struct toc toc;
	unsigned int i;
	int ret = cd_read_toc(s->fd, &toc, &told, s->sense);

	if (ret == -EMEDIUMTYPE)
		return said_fail(s->said, ret,
				 "the disc has more than two sessions and the drive tells only where the last one begins; put it into another reader");
	if (ret < 0)
		return said_fail(s->said, ret,
				 "its table of contents can't be read");
	if (told == CD_TOLD_TRACKS)
		said_note(s->said,
			  "the drive tells of no sessions: all tracks are taken for those of one");
	else if (told == CD_TOLD_LAST && toc.nr_sessions > 1)
		said_note(s->said,
			  "the drive tells only where the second session begins: the first is taken to end where it has to");
	s->disc->nr_sessions = (uint8_t)toc.nr_sessions;
	s->disc->nr_tracks = (uint8_t)toc.nr_tracks;
	for (i = 0; i < toc.nr_tracks; i++)
		take_track(&s->disc->tracks[i], &toc, i);
	for (i = 0; i < toc.nr_sessions; i++)
		s->session_type[i] = toc.sessions[i].type;
	take_hidden(s, &s->disc->tracks[0]);
	return 0;
}

/* the sub-header of XA stands there twice */
static bool is_xa(const uint8_t *sector)
{
	return !memcmp(sector + SUBHEADER, sector + SUBHEADER + 4, 4);
}

/* a sector's mode by itself: DATA, MODE_2, XA_MIX, or 0 */
static uint8_t sector_mode(struct scan *s, int32_t lba)
{
	static const struct cd_form form = { CD_ANY, CD_MAIN_ALL, CD_SUB_NONE };
	uint8_t sector[CD_RAW_BYTES];

	if (cd_read(s->fd, &form, lba, 1, sector, s->sense))
		return 0;
	/* bits 7 to 5 tell of link blocks */
	switch (sector[MODE_OFFSET] & 0x1f) {
	case 1:
		return DSR_MODE_DATA;
	case 2:
		return is_xa(sector) ? DSR_MODE_XA_MIX : DSR_MODE_2;
	}
	return 0;
}

/* what the drive says of a track that can't be read whole */
static uint8_t told_mode(struct scan *s, const struct disc_track *t)
{
	struct mmc_track_info info;
	uint8_t mode = 0;

	if (drive_track_info(s->fd, t->number, &info, s->sense) >= 0)
		mode = info.data_mode;
	if (mode != 1 && mode != 2 &&
	    cd_read_mode(s->fd, t->start, &mode, s->sense))
		return DSR_MODE_DATA;
	if (mode != 2)
		return DSR_MODE_DATA;
	return s->session_type[t->session - 1] == SESSION_XA ? DSR_MODE_XA_MIX :
							       DSR_MODE_2;
}

static uint8_t track_mode(struct scan *s, const struct disc_track *t)
{
	uint8_t mode = sector_mode(s, t->start);
	int32_t later = t->start + 16;	/* where a volume begins */

	if (!mode)
		return told_mode(s, t);
	/* the zeros of a formless sector may look like a sub-header */
	if (mode == DSR_MODE_XA_MIX && t->blocks > 16 &&
	    sector_mode(s, later) == DSR_MODE_2)
		return DSR_MODE_2;
	return mode;
}

/**
 * scan_modes() - what the blocks of the data tracks are
 * @s: with the tracks of the TOC
 */
void scan_modes(struct scan *s)
{
	unsigned int i;

	for (i = 0; i < s->disc->nr_tracks; i++)
		if (s->disc->tracks[i].mode != DSR_MODE_AUDIO)
			s->disc->tracks[i].mode =
				track_mode(s, &s->disc->tracks[i]);
}

static bool readable(struct scan *s, const struct disc_track *t, int64_t lba)
{
	const struct cd_form form = {
		t->mode == DSR_MODE_AUDIO ? CD_AUDIO : CD_ANY, CD_MAIN_ALL,
		CD_SUB_NONE
	};
	uint8_t block[CD_RAW_BYTES];

	if (t->mode == DSR_MODE_DATA)
		return drive_read_block(s->fd, (uint32_t)lba, block,
					s->sense) >= 0;
	return !cd_read(s->fd, &form, (int32_t)lba, 1, block, s->sense);
}

/*
 * The TOC counts the two run-out blocks of a track written at once, and they
 * can't be read. Readable blocks decide: when both of the last two fail and the
 * one before them does not, they are run-out and no data.
 */
static bool has_run_out(struct scan *s, const struct disc_track *t)
{
	int64_t end = t->start + (int64_t)t->blocks;

	return t->blocks > DSR_RUN_OUT_BLOCKS && !readable(s, t, end - 1) &&
	       !readable(s, t, end - 2) && readable(s, t, end - 3);
}

/**
 * scan_run_out() - tell what ends tracks written at once from their data
 * @s: with modes and pregaps
 */
void scan_run_out(struct scan *s)
{
	struct disc *d = s->disc;
	struct disc_track *t;
	unsigned int i;

	for (i = 0; i < d->nr_tracks; i++) {
		t = &d->tracks[i];
		if (!has_run_out(s, t))
			continue;
		t->blocks -= DSR_RUN_OUT_BLOCKS;
		t->run_out = true;
		if (i + 1 == d->nr_tracks || t[1].session != t->session)
			continue;
		/* the gap behind it was made by the recorder, with its run-in */
		t[1].source_offset = (uint64_t)t[1].start;
		t[1].gap_in_source = false;
	}
}

/* Drives older than READ CD play audio and deliver none of it. */
static int check_deliverable(struct scan *s)
{
	static const struct cd_form form = { CD_ANY, CD_MAIN_ALL, CD_SUB_NONE };
	uint8_t block[CD_RAW_BYTES];
	unsigned int i;

	for (i = 0; i < s->disc->nr_tracks; i++) {
		const struct disc_track *t = &s->disc->tracks[i];

		if (t->mode == DSR_MODE_DATA ||
		    !cd_read(s->fd, &form, t->start, 1, block, s->sense) ||
		    !sense_is(s->sense, SPC_SK_ILLEGAL_REQUEST,
			      INVALID_OPCODE))
			continue;
		return said_fail(s->said, -EMEDIUMTYPE,
				 "the drive is too old to deliver %s; put the disc into another reader",
				 t->mode == DSR_MODE_AUDIO ?
				 "audio as data" : "sectors of mode 2");
	}
	return 0;
}

/* a disc that may still grow is copied so that it may, too */
static void scan_open(struct scan *s)
{
	struct mmc_disc_info info;

	if (drive_disc_info(s->fd, &info, s->sense) >= 0)
		s->disc->open = info.status == MMC_DISC_INCOMPLETE;
}

/**
 * scan_cd() - what is on a CD
 * @s: begun
 *
 * Return: 0 or -errno after a sentence.
 */
int scan_cd(struct scan *s)
{
	int ret = take_toc(s);

	if (ret)
		return ret;
	scan_modes(s);
	ret = check_deliverable(s);
	if (ret)
		return ret;
	scan_gaps(s);
	scan_run_out(s);
	scan_open(s);
	scan_texts(s);
	return scan_graphics(s);
}

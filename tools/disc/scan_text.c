// SPDX-License-Identifier: GPL-2.0
/* ISRC, MCN, CD-Text and graphics of a CD. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "disc/cdtext.h"
#include "disc/scan_parts.h"
#include "disc/scan_q.h"

#define TRIES		3	/* what is told once in a hundred blocks may be missed */
#define MCN_BLOCKS	104	/* MCN and ISRC come at least once in 100 blocks (Red Book) */
#define GRAPHIC_TRACKS	8	/* looked at: who has graphics has them everywhere */
#define GRAPHIC_PLACES	3	/* in each of them */
#define GRAPHIC_BLOCKS	8

/* the numbers of a disc, under way; Q only where it is needed */
struct numbers {
	struct scan *scan;
	struct q_reader q;
	bool asked_q;
	bool has_q;
};

/* @missed: how often "there is none" is not believed, as it may be missed */
static void scan_isrc(struct scan *s, struct disc_track *t, int missed)
{
	int i, ret = -EIO;

	for (i = 0; i < TRIES && ret; i++) {
		ret = cd_read_isrc(s->fd, t->number, t->isrc, s->sense);
		if (ret == -ENODATA && i >= missed)
			break;
	}
	if (ret)
		t->isrc[0] = '\0';
}

static bool has_q(struct numbers *n, const struct disc_track *t)
{
	if (!n->asked_q)
		n->has_q = !q_begin(&n->q, n->scan->fd, t->start, n->scan->sense);
	n->asked_q = true;
	return n->has_q && t->blocks >= MCN_BLOCKS;
}

static struct disc_track *first_audio(struct disc *d)
{
	unsigned int i;

	for (i = 0; i < d->nr_tracks; i++)
		if (d->tracks[i].mode == DSR_MODE_AUDIO)
			return &d->tracks[i];
	return NULL;
}

/* a drive that has missed the MCN says that there is none */
static void scan_mcn(struct numbers *n)
{
	struct scan *s = n->scan;
	struct disc_track *t = first_audio(s->disc);
	struct subq found;
	int i, ret = -EIO;

	for (i = 0; i < TRIES && ret; i++)
		ret = cd_read_mcn(s->fd, s->disc->mcn, s->sense);
	if (!ret)
		return;
	s->disc->mcn[0] = '\0';
	if (t && has_q(n, t) &&
	    !q_find(&n->q, t->start, MCN_BLOCKS, SUBQ_MCN, &found))
		memcpy(s->disc->mcn, found.text, sizeof(s->disc->mcn));
}

/* the Q of a track's own blocks decides */
static void ask_blocks(struct numbers *n, struct disc_track *t)
{
	struct subq found;

	if (!q_find(&n->q, t->start, MCN_BLOCKS, SUBQ_ISRC, &found))
		memcpy(t->isrc, found.text, sizeof(t->isrc));
	else
		t->isrc[0] = '\0';
}

/*
 * Drives may tell the number of the track that they read last, or miss one:
 * where a track has the same one as the track before, or none while others have,
 * its blocks are looked at.
 */
static bool doubtful(const struct disc *d, unsigned int i)
{
	const struct disc_track *t = &d->tracks[i];

	return t->mode == DSR_MODE_AUDIO &&
	       (!t->isrc[0] || (i && !strcmp(t->isrc, t[-1].isrc)));
}

static void look_closer(struct numbers *n, struct disc_track *t)
{
	if (has_q(n, t))
		ask_blocks(n, t);
	else if (!t->isrc[0])
		scan_isrc(n->scan, t, TRIES);
}

static bool any_isrc(const struct disc *d)
{
	unsigned int i;

	for (i = 0; i < d->nr_tracks; i++)
		if (d->tracks[i].isrc[0])
			return true;
	return false;
}

/* a disc has them on all of its audio tracks, as a rule, or on none */
static void scan_isrcs(struct numbers *n)
{
	struct disc *d = n->scan->disc;
	struct disc_track *first = first_audio(d);
	unsigned int i;

	for (i = 0; i < d->nr_tracks; i++)
		if (d->tracks[i].mode == DSR_MODE_AUDIO)
			scan_isrc(n->scan, &d->tracks[i], 0);
	if (first && !any_isrc(d))
		look_closer(n, first);
	if (!any_isrc(d))
		return;
	for (i = 0; i < d->nr_tracks; i++)
		if (doubtful(d, i))
			look_closer(n, &d->tracks[i]);
}

static void scan_numbers(struct scan *s)
{
	struct numbers n = { .scan = s };

	scan_mcn(&n);
	scan_isrcs(&n);
}

static void scan_cdtext(struct scan *s)
{
	struct disc *d = s->disc;
	uint8_t *packs = NULL;
	uint32_t bytes = 0;
	int i, ret = -EIO;

	for (i = 0; i < TRIES && ret; i++) {
		ret = cd_read_text(s->fd, &packs, &bytes, s->sense);
		if (ret)
			return;
		ret = cdtext_check(packs, bytes);
		if (ret)
			free(packs);
	}
	if (ret) {
		said_note(s->said,
			  "its CD-Text can't be read without errors and is left out");
		return;
	}
	d->cdtext = packs;
	d->cdtext_bytes = bytes;
}

/**
 * scan_texts() - ISRC, MCN and CD-Text
 * @s: with tracks and modes
 */
void scan_texts(struct scan *s)
{
	if (!s->options->no_texts)
		scan_numbers(s);
	scan_cdtext(s);
}

/* How many blocks from there on have graphics; -1: their sub-channel can't be read. */
static int graphics_at(struct scan *s, int32_t lba)
{
	static const struct cd_form form = { CD_ANY, CD_MAIN_ALL, CD_SUB_RAW };
	uint8_t buf[GRAPHIC_BLOCKS * (CD_RAW_BYTES + SUB_RAW_BYTES)];
	int i, with = 0;
	struct subq q;

	if (cd_read(s->fd, &form, lba, GRAPHIC_BLOCKS, buf, s->sense))
		return -1;
	for (i = 0; i < GRAPHIC_BLOCKS; i++) {
		const uint8_t *sub = buf + CD_RAW_BYTES +
				     i * (CD_RAW_BYTES + SUB_RAW_BYTES);

		/* a drive that gives nonsense gives a nonsense Q as well */
		if (!subq_parse_raw(sub, &q) && sub_has_graphics(sub))
			with++;
	}
	return with;
}

/*
 * R to W have no check of their own: one bit that was read wrong is no graphics.
 * Where there are some, packs come without a break.
 */
static bool track_has_graphics(struct scan *s, const struct disc_track *t)
{
	int32_t step = (int32_t)(t->blocks / GRAPHIC_PLACES);
	unsigned int i;

	if (step < GRAPHIC_BLOCKS)
		return false;
	for (i = 0; i < GRAPHIC_PLACES; i++)
		if (2 * graphics_at(s, t->start + (int32_t)i * step + step / 2) >=
		    GRAPHIC_BLOCKS)
			return true;
	return false;
}

static bool has_graphics(struct scan *s)
{
	struct disc *d = s->disc;
	unsigned int i, step = d->nr_tracks / GRAPHIC_TRACKS + 1;

	for (i = 0; i < d->nr_tracks; i += step)
		if (d->tracks[i].mode == DSR_MODE_AUDIO &&
		    track_has_graphics(s, &d->tracks[i]))
			return true;
	return false;
}

/* Written raw, every block needs its sub-channel, graphics or not. */
static int can_give_all(struct scan *s)
{
	const struct disc_track *t = first_audio(s->disc);

	if (!t || t->blocks < GRAPHIC_BLOCKS || graphics_at(s, t->start) >= 0)
		return 0;
	return said_fail(s->said, -EOPNOTSUPP,
			 "the drive does not read the sub-channel of audio, which raw writing needs; leave --write-mode raw out");
}

/**
 * scan_graphics() - the sub-channel of audio tracks: is there CD+G, is it wanted?
 * @s: with tracks and modes
 *
 * Wanted and found, or wanted whatever there is, every audio track gets its
 * sub-channel copied.
 *
 * Return: 0 or -errno after a sentence.
 */
int scan_graphics(struct scan *s)
{
	struct disc *d = s->disc;
	unsigned int i;
	int ret = 0;

	if (s->options->all_raw96)
		ret = can_give_all(s);
	else if (!has_graphics(s))
		return 0;
	if (!ret && !s->options->raw96) {
		said_note(s->said,
			  "it has graphics in its sub-channel (CD+G), which track at once does not copy");
		return 0;
	}
	for (i = 0; !ret && i < d->nr_tracks; i++)
		if (d->tracks[i].mode == DSR_MODE_AUDIO)
			d->tracks[i].subchannel = DSR_SUB_RAW96;
	return ret;
}

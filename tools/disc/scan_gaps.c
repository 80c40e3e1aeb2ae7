// SPDX-License-Identifier: GPL-2.0
/*
 * Pregaps and index marks, searched for in the Q sub-channel: numbers rise
 * along the disc, so a few blocks of each track tell where they change.
 */
#include <errno.h>

#include "disc/scan_parts.h"
#include "disc/scan_q.h"

#define USUAL_GAP	150	/* two seconds; first guess of the search */

/* the place of a block, comparable: numbers rise along a session */
static int place(struct q_reader *q, int32_t lba, int *out)
{
	struct subq at;
	int ret = q_at(q, lba, &at);

	if (!ret)
		*out = at.track * 100 + at.index;
	return ret;
}

/*
 * The first block in (@low, @high] whose place is at least @wanted; @low's is
 * below, @high's is not.
 */
static int search(struct q_reader *q, int32_t low, int32_t high, int wanted,
		  int32_t *found)
{
	int32_t middle;
	int ret, at;

	while (high - low > 1) {
		middle = low + (high - low) / 2;
		ret = place(q, middle, &at);
		if (ret)
			return ret;
		if (at >= wanted)
			high = middle;
		else
			low = middle;
	}
	*found = high;
	return 0;
}

/* where track @t's INDEX 00 begins, after @prev's first block */
static int find_pregap(struct q_reader *q, const struct disc_track *prev,
		       const struct disc_track *t, int32_t *begin)
{
	int32_t high = t->start, low = high - 1;
	int wanted = t->number * 100, at, ret;

	/* step back, twice as far each time, until it is the track before */
	for (;;) {
		ret = place(q, low, &at);
		if (ret)
			return ret;
		if (at < wanted)
			return search(q, low, high, wanted, begin);
		if (low == prev->start)
			return -EPROTO;
		high = low;
		low = t->start - low == 1 ? low - USUAL_GAP :
					    low - (t->start - low);
		if (low < prev->start)
			low = prev->start;
	}
}

/* index marks in [@low, @high): their places are known */
static int find_indexes(struct q_reader *q, struct disc_track *t, int32_t low,
			int32_t high, int last)
{
	int32_t found;
	int ret, at = t->number * 100 + 1;

	while (at < last && t->nr_indexes < DISC_MAX_INDEXES) {
		ret = search(q, low, high, at + 1, &found);
		if (ret)
			return ret;
		if (found <= low)	/* the drive contradicts itself */
			return -EPROTO;
		ret = place(q, found, &at);
		if (ret)
			return ret;
		t->indexes[t->nr_indexes++] = (uint32_t)(found - t->start);
		low = found;
	}
	return 0;
}

static int scan_indexes(struct q_reader *q, struct disc_track *t)
{
	int32_t last = t->start + (int32_t)t->blocks - 1;
	int at, ret = place(q, last, &at);

	/* these may be the run-out of a track written at once, and no part of it */
	if (ret && t->blocks > DSR_RUN_OUT_BLOCKS) {
		last -= DSR_RUN_OUT_BLOCKS;
		ret = place(q, last, &at);
	}
	if (ret || at / 100 != t->number || at % 100 <= 1)
		return ret;
	return find_indexes(q, t, t->start, last, at);
}

/* can the gap's first block be read as audio? */
static bool gap_is_audio(struct scan *s, const struct disc_track *t)
{
	static const struct cd_form form = { CD_AUDIO, CD_MAIN_ALL, CD_SUB_NONE };
	uint8_t block[CD_RAW_BYTES];

	return !cd_read(s->fd, &form, t->start - (int32_t)t->pregap, 1, block,
			s->sense);
}

/**
 * scan_gap_source() - does an audio track's gap come from the disc, or is it silence?
 * @s: begun
 * @t: with its gap, which is taken from the disc where the drive can read it
 */
void scan_gap_source(struct scan *s, struct disc_track *t)
{
	if (!t->pregap || t->mode != DSR_MODE_AUDIO || !gap_is_audio(s, t))
		return;
	t->gap_in_source = true;
	t->source_offset -= t->pregap;
}

static void set_pregap(struct scan *s, struct disc_track *prev,
		       struct disc_track *t, int32_t begin)
{
	t->pregap = (uint32_t)(t->start - begin);
	prev->blocks = (uint64_t)(begin - prev->start);
	scan_gap_source(s, t);
}

/* The drive's own idea of the track before tells as well where it ends. */
static void pregap_without_q(struct scan *s, struct disc_track *prev,
			     struct disc_track *t)
{
	struct mmc_track_info info;
	int64_t end;

	t->gap_unknown = true;
	if (drive_track_info(s->fd, prev->number, &info, s->sense) < 0)
		return;
	end = (int64_t)info.start + info.blocks;
	if ((int32_t)info.start == prev->start && end > prev->start &&
	    end <= t->start)
		set_pregap(s, prev, t, (int32_t)end);
}

static void scan_gap(struct scan *s, struct q_reader *q, bool has_q,
		     unsigned int i, unsigned int *unknown)
{
	struct disc_track *t = &s->disc->tracks[i], *prev = t - 1;
	int32_t begin = t->start;

	if (i && prev->session == t->session) {
		if (has_q && !find_pregap(q, prev, t, &begin)) {
			set_pregap(s, prev, t, begin);
		} else {
			pregap_without_q(s, prev, t);
			++*unknown;
		}
	}
}

/**
 * scan_gaps() - pregaps and index marks of all tracks
 * @s: with tracks and modes; their lengths shrink by the pregaps that follow
 *
 * What the drive does not tell is noted and left out.
 */
void scan_gaps(struct scan *s)
{
	struct disc *d = s->disc;
	unsigned int i, unknown = 0;
	struct q_reader q;
	bool has_q;

	if (d->nr_tracks == 1 && d->tracks[0].mode != DSR_MODE_AUDIO)
		return;
	has_q = !q_begin(&q, s->fd, d->tracks[0].start, s->sense);
	for (i = 0; i < d->nr_tracks; i++)
		scan_gap(s, &q, has_q, i, &unknown);
	for (i = 0; has_q && i < d->nr_tracks; i++)
		if (d->tracks[i].mode == DSR_MODE_AUDIO &&
		    scan_indexes(&q, &d->tracks[i]))
			unknown++;
	if (!has_q)
		said_note(s->said,
			  "the drive gives no Q sub-channel: pregaps and index marks are not known");
	else if (unknown)
		said_note(s->said,
			  "pregaps or index marks of %u track%s could not be found out",
			  unknown, unknown == 1 ? "" : "s");
}

// SPDX-License-Identifier: GPL-2.0
/* Which blocks a range means on a disc. Pure. */
#include <errno.h>

#include "reader/player.h"

#define CONTROL_DATA	0x4	/* Q control nibble, Red Book */

static bool is_audio(const struct mmc_toc *toc, int i)
{
	return !(toc->tracks[i].control & CONTROL_DATA);
}

/**
 * player_find() - a track by its number
 * @toc: the disc
 * @track: its number
 *
 * Return: index into @tracks, or -1.
 */
int player_find(const struct mmc_toc *toc, uint8_t track)
{
	int i;

	for (i = 0; i < (int)toc->nr_tracks; i++)
		if (toc->tracks[i].number == track)
			return i;
	return -1;
}

/**
 * player_track_end() - where a track ends
 * @toc: the disc
 * @i: index into @tracks
 *
 * Return: one behind its last block.
 */
uint32_t player_track_end(const struct mmc_toc *toc, int i)
{
	return i + 1 < (int)toc->nr_tracks ? toc->tracks[i + 1].start :
					     toc->lead_out;
}

/* The last audio track of those that follow each other from @i on. */
static int last_of_run(const struct mmc_toc *toc, int i)
{
	while (i + 1 < (int)toc->nr_tracks && is_audio(toc, i + 1))
		i++;
	return i;
}

/**
 * player_all() - all the audio from the first audio track on
 * @toc: the disc
 * @out: gets the range of its tracks
 *
 * Return: false when there is none.
 */
bool player_all(const struct mmc_toc *toc, struct place_range *out)
{
	int i = 0, last;

	while (i < (int)toc->nr_tracks && !is_audio(toc, i))
		i++;
	if (i == (int)toc->nr_tracks)
		return false;
	last = last_of_run(toc, i);
	*out = (struct place_range){
		.from = { PLACE_TRACK, toc->tracks[i].number, 1, 0 },
		.to = { PLACE_TRACK, toc->tracks[last].number, 1, 0 },
	};
	return true;
}

static int track_of(const struct mmc_toc *toc, uint32_t lba)
{
	int i = (int)toc->nr_tracks;

	while (--i > 0 && lba < toc->tracks[i].start)
		;
	return i;
}

static int start_of(const struct mmc_toc *toc, const struct place *p,
		    uint32_t *lba, int *i)
{
	if (p->kind == PLACE_TIME || p->kind == PLACE_BLOCK) {
		*lba = p->lba;
		*i = track_of(toc, p->lba);
		return p->lba < toc->lead_out ? 0 : -ERANGE;
	}
	*i = player_find(toc, p->track);
	if (*i < 0)
		return -ENOENT;
	*lba = toc->tracks[*i].start;
	return 0;
}

/**
 * player_ends() - the blocks of a range
 * @toc: the disc
 * @range: without indexes other than 1, which no TOC tells
 * @from: gets the first block
 * @end: gets one behind the last; of an open range, the end of the audio
 *
 * Return: 0; -ENOENT: no such track; -ERANGE: behind the end of the disc;
 * -EMEDIUMTYPE: the beginning is no audio.
 */
int player_ends(const struct mmc_toc *toc, const struct place_range *range,
		uint32_t *from, uint32_t *end)
{
	int i, ret = start_of(toc, &range->from, from, &i);

	if (ret)
		return ret;
	if (!is_audio(toc, i))
		return -EMEDIUMTYPE;
	if (range->open) {
		*end = player_track_end(toc, last_of_run(toc, i));
		return 0;
	}
	if (range->to.kind == PLACE_TIME || range->to.kind == PLACE_BLOCK) {
		*end = range->to.lba;
		return *end <= toc->lead_out ? 0 : -ERANGE;
	}
	i = player_find(toc, range->to.track);
	if (i < 0)
		return -ENOENT;
	*end = player_track_end(toc, i);
	return 0;
}

// SPDX-License-Identifier: GPL-2.0
/* Where a block of a disc is. */
#include <stdio.h>

#include "disc/text.h"
#include "place.h"

/**
 * disc_track_at() - the track a block belongs to
 * @disc: the content
 * @lba: of the block
 *
 * Return: the track, its pregap included, or NULL.
 */
const struct disc_track *disc_track_at(const struct disc *disc, uint64_t lba)
{
	const struct disc_track *t;
	unsigned int i;

	for (i = 0; i < disc->nr_tracks; i++) {
		t = &disc->tracks[i];
		if ((int64_t)lba >= (int64_t)t->start - t->pregap &&
		    lba < (uint64_t)t->start + t->blocks)
			return t;
	}
	return NULL;
}

/**
 * place_text() - where a block is, for people
 * @buf: gets "track 2, 00:18:34", the time only where there are times; empty
 *	when it can't be told
 * @size: of @buf
 * @disc: the content, NULL: not known
 * @lba: of the block
 */
void place_text(char *buf, size_t size, const struct disc *disc, uint64_t lba)
{
	const struct disc_track *t = disc ? disc_track_at(disc, lba) : NULL;
	char clock[24];

	buf[0] = '\0';
	if (!t)
		return;
	text_position(clock, sizeof(clock), (int64_t)lba);
	if (disc->family == DSR_FAMILY_CD)
		snprintf(buf, size, "track %u, %s", t->number, clock);
	else
		snprintf(buf, size, "track %u", t->number);
}

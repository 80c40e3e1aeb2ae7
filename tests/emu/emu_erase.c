// SPDX-License-Identifier: GPL-2.0
/* How a rewritable disc loses what is on it: the blanking types of MMC-6 6.2. */

#include <linux/kernel.h>

#include "emu.h"

static const struct emu_medium *emu_sequential_kind(const struct emu_disc *disc)
{
	if (disc->medium->flags & EMU_MEDIUM_GROWING)
		return emu_medium_by_index(EMU_DVD_MINUS_RW);
	return disc->medium;
}

/* Cuts the tracks from one on; what follows is writable again. */
static void emu_erase_from(struct emu_disc *disc, u16 track)
{
	u32 start = disc->tracks[track].start;

	emu_store_clear(disc, start);
	disc->nr_tracks = track;
	disc->finalised = false;
	disc->at_once = false;
	disc->data_end = min(disc->data_end, start);
	emu_append_invisible(disc, start);
}

/**
 * emu_erase_disc - blank the whole disc
 * @disc: the disc; its lock held
 *
 * A DVD-RW in restricted overwrite mode becomes a sequential one.
 *
 * Return: 0.
 */
int emu_erase_disc(struct emu_disc *disc)
{
	emu_store_clear(disc, 0);
	if (disc->cd)
		emu_cd_blank(disc);
	disc->medium = emu_sequential_kind(disc);
	disc->capacity = disc->area;
	emu_track_blank(disc);
	return 0;
}

/* The last track that holds anything, as index; -1 on a blank disc. */
static int emu_last_recorded(const struct emu_disc *disc)
{
	int i = disc->nr_tracks - 1;

	while (i >= 0 && disc->tracks[i].state == EMU_TRACK_BLANK)
		i--;
	return i;
}

/**
 * emu_erase_track - blank the last track of the open session
 * @disc: the disc; its lock held
 * @number: its number
 *
 * Return: 0, or sense for any other track.
 */
int emu_erase_track(struct emu_disc *disc, u32 number)
{
	int last = emu_last_recorded(disc);

	if (last < 0 || number != last + 1 ||
	    disc->tracks[last].session <= disc->sessions)
		return EMU_BAD_CDB;
	emu_erase_from(disc, last);
	return 0;
}

/**
 * emu_erase_tail - blank the end of the last track of the open session
 * @disc: the disc; its lock held
 * @lba: where the end begins; the track goes on there
 *
 * Return: 0, or sense for any other block.
 */
int emu_erase_tail(struct emu_disc *disc, u32 lba)
{
	int last = emu_last_recorded(disc);
	struct emu_track *t;

	if (last < 0 || disc->tracks[last].session <= disc->sessions)
		return EMU_BAD_CDB;
	t = &disc->tracks[last];
	if (lba <= t->start || lba >= t->nwa)
		return EMU_BAD_CDB;
	emu_store_clear(disc, lba);
	disc->nr_tracks = last + 1;
	disc->data_end = min(disc->data_end, lba);
	t->nwa = lba;
	t->size = disc->capacity - t->start;
	t->state = EMU_TRACK_OPEN;
	return 0;
}

/**
 * emu_erase_unclose - take the lead-out of the last session away
 * @disc: the disc; its lock held
 *
 * Return: 0, or sense when a session is open or there is none.
 */
int emu_erase_unclose(struct emu_disc *disc)
{
	const struct emu_track *t;

	if (!disc->sessions || !emu_session_empty(disc))
		return EMU_SEQUENCE;
	disc->nr_tracks = emu_last_recorded(disc) + 1;
	disc->sessions--;
	disc->finalised = false;
	t = &disc->tracks[disc->nr_tracks - 1];
	emu_append_invisible(disc, t->start + t->size +
			     disc->medium->track_gap);
	return 0;
}

/**
 * emu_erase_session - blank the last session, be it open or closed
 * @disc: the disc; its lock held
 *
 * Return: 0.
 */
int emu_erase_session(struct emu_disc *disc)
{
	u16 session = disc->sessions + 1;
	u16 first;

	if (emu_session_empty(disc))
		session = disc->sessions;
	first = emu_session_first_track(disc, session);
	if (!first)
		return 0;
	disc->sessions = session - 1;
	if (first == 1)
		return emu_erase_disc(disc);
	emu_erase_from(disc, first - 1);
	return 0;
}

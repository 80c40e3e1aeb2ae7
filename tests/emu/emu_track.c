// SPDX-License-Identifier: GPL-2.0
/* Tracks and sessions: what is on a disc and what can be read of it. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu.h"

/**
 * emu_track_init - an invisible track from a block to the end of the disc
 * @disc: the disc, @capacity and @sessions set
 * @t: gets it
 * @start: first block
 */
void emu_track_init(struct emu_disc *disc, struct emu_track *t, u32 start)
{
	memset(t, 0, sizeof(*t));
	t->start = start;
	t->size = disc->capacity - start;
	t->nwa = start;
	t->session = disc->sessions + 1;
	t->linked = disc->medium->run_out;
	t->control = EMU_CTL_DATA;
	if (disc->medium->family == EMU_CD)
		t->pregap = EMU_CD_PREGAP;
}

/**
 * emu_track_blank - a virgin disc: one invisible track over all of it
 * @disc: the disc, @capacity set
 */
void emu_track_blank(struct emu_disc *disc)
{
	disc->sessions = 0;
	emu_track_init(disc, &disc->tracks[0], 0);
	disc->nr_tracks = 1;
	disc->at_once = false;
	disc->finalised = false;
	disc->data_end = 0;
	disc->format = EMU_UNFORMATTED;
}

static void emu_track_whole(struct emu_disc *disc, u32 blocks)
{
	emu_track_blank(disc);
	disc->tracks[0].size = blocks;
	disc->tracks[0].nwa = blocks;
	disc->tracks[0].state = EMU_TRACK_CLOSED;
	disc->sessions = 1;
	disc->lead_out[0] = blocks;
	disc->finalised = true;
}

/**
 * emu_track_pressed - one closed track in one session, nothing to be added
 * @disc: the disc, @capacity set
 * @blocks: its data; on recordable media filled up to an ECC block
 */
void emu_track_pressed(struct emu_disc *disc, u32 blocks)
{
	const struct emu_medium *medium = disc->medium;
	u32 size = blocks;

	if (medium->flags & EMU_MEDIUM_SEQUENTIAL)
		size = roundup(blocks, medium->ecc_blocks) + medium->run_out;
	if (medium->flags & EMU_MEDIUM_RANDOM)
		size = disc->capacity;
	emu_track_whole(disc, size);
	disc->format = EMU_FORMATTED;
	disc->data_end = blocks;
}

/**
 * emu_formatted_capacity - what FORMAT UNIT leaves when it keeps spare areas
 * @disc: the disc
 *
 * A disc made smaller than life has no room for spares.
 *
 * Return: blocks.
 */
u32 emu_formatted_capacity(const struct emu_disc *disc)
{
	u32 spare = disc->medium->capacity - disc->medium->formatted_capacity;

	return disc->area > 2 * spare ? disc->area - spare : disc->area;
}

/**
 * emu_track_format - the disc has been formatted
 * @disc: the disc; its lock held
 * @blocks: user capacity from now on
 *
 * A rewritable disc is one track that can be written anywhere; a BD-R stays
 * blank and loses its spare areas. What was on the disc stays readable.
 */
void emu_track_format(struct emu_disc *disc, u32 blocks)
{
	u32 end = disc->data_end;

	disc->capacity = blocks;
	if (disc->medium->flags & EMU_MEDIUM_RANDOM)
		emu_track_whole(disc, blocks);
	else
		emu_track_blank(disc);
	disc->format = EMU_FORMATTED;
	disc->data_end = min(end, blocks);
}

/**
 * emu_track_grow - the one track of the disc grows as it is written
 * @disc: a restricted overwrite disc; its lock held
 * @from: blocks that are formatted already
 *
 * The session stays open until CLOSE SESSION: an intermediate state (MMC-6,
 * restricted overwrite).
 */
void emu_track_grow(struct emu_disc *disc, u32 from)
{
	u32 end = disc->data_end;

	emu_track_blank(disc);
	disc->tracks[0].nwa = from;
	disc->tracks[0].state = EMU_TRACK_OPEN;
	disc->format = EMU_FORMAT_BEGUN;
	disc->data_end = min(end, from);
}

/**
 * emu_disc_blank - nothing was ever recorded
 * @disc: the disc; its lock held
 *
 * Return: true for a blank disc; one with a reservation is not blank.
 */
bool emu_disc_blank(const struct emu_disc *disc)
{
	return disc->nr_tracks == 1 && !disc->sessions &&
	       disc->tracks[0].state == EMU_TRACK_BLANK;
}

/**
 * emu_disc_readable_end - what READ CAPACITY counts
 * @disc: the disc; its lock held
 *
 * Return: the lead-out of the last closed session; before there is one, the
 * end of the last closed track, or as far as a growing one was formatted; 0
 * when there is none either.
 */
u32 emu_disc_readable_end(const struct emu_disc *disc)
{
	u32 end = 0;
	u16 i;

	if (disc->sessions)
		return disc->lead_out[disc->sessions - 1];
	if (disc->format == EMU_FORMAT_BEGUN)
		return disc->tracks[0].nwa;
	for (i = 0; i < disc->nr_tracks; i++)
		if (disc->tracks[i].state == EMU_TRACK_CLOSED)
			end = disc->tracks[i].start + disc->tracks[i].size;
	return end;
}

/**
 * emu_track_by_lba - the track that a block lies in, its pre-gap included
 * @disc: the disc; its lock held
 * @lba: the block, from -150 on a CD
 *
 * Return: index into @tracks, or -1 for a block between tracks or behind all.
 */
int emu_track_by_lba(const struct emu_disc *disc, s32 lba)
{
	const struct emu_track *t;
	u16 i;

	for (i = 0; i < disc->nr_tracks; i++) {
		t = &disc->tracks[i];
		if (lba >= (s64)t->start - t->pregap &&
		    lba < (s64)t->start + t->size)
			return i;
	}
	return -1;
}

/* First block of the track that can be read. */
static s64 emu_track_recorded_start(const struct emu_track *t)
{
	return (s64)t->start - (t->linked ? 0 : t->pregap);
}

/* First block behind those that can be read. */
static s64 emu_track_recorded_end(const struct emu_disc *disc,
				  const struct emu_track *t)
{
	if (t->state != EMU_TRACK_CLOSED)
		return t->nwa;
	return t->start + t->size - (t->linked ? disc->medium->run_out : 0);
}

/* One behind the last block that anything was recorded in. */
static u32 emu_disc_recorded_end(const struct emu_disc *disc)
{
	const struct emu_track *t;
	u32 end = 0;
	u16 i;

	for (i = 0; i < disc->nr_tracks; i++) {
		t = &disc->tracks[i];
		if (t->state == EMU_TRACK_OPEN || t->state == EMU_TRACK_CLOSED)
			end = max(end, t->nwa);
	}
	return end;
}

/**
 * emu_track_readable - can these blocks be read
 * @disc: the disc; its lock held
 * @lba: first block, from -150 on a CD
 * @blocks: number of blocks
 * @bad: gets the first block that can't
 *
 * Behind everything recorded: 5/21/00. Between tracks, in a reserved hole and
 * in the two run-out blocks: 5/64/00 on CD, 3/11/00 elsewhere.
 *
 * Return: 0 or sense.
 */
int emu_track_readable(const struct emu_disc *disc, s32 lba, u32 blocks,
		       u32 *bad)
{
	s64 low = disc->medium->family == EMU_CD ? -EMU_CD_PREGAP : 0;
	s64 end = (s64)lba + blocks;
	const struct emu_track *t;
	s64 at = lba;
	int i;

	*bad = lba;
	if (lba < low || end > disc->capacity ||
	    (blocks && end > emu_disc_recorded_end(disc)))
		return EMU_LBA_RANGE;
	while (at < end) {
		*bad = at;
		i = emu_track_by_lba(disc, at);
		if (i < 0)
			goto unreadable;
		t = &disc->tracks[i];
		if (at < emu_track_recorded_start(t) ||
		    at >= emu_track_recorded_end(disc, t))
			goto unreadable;
		at = emu_track_recorded_end(disc, t);
	}
	return 0;

unreadable:
	return disc->medium->family == EMU_CD ? EMU_ILLEGAL_MODE
					      : EMU_UNRECOVERED_READ;
}

/**
 * emu_track_free - blocks that can still be written to a track
 * @disc: the disc; its lock held
 * @t: one of its tracks
 *
 * Return: blocks, from the next writable address on.
 */
u32 emu_track_free(const struct emu_disc *disc, const struct emu_track *t)
{
	u32 spare = 0;

	if (t->state == EMU_TRACK_CLOSED)
		return 0;
	if (t->linked && !t->reserved)
		spare = disc->medium->run_out;
	if (t->start + t->size < t->nwa + spare)
		return 0;
	return t->start + t->size - t->nwa - spare;
}

/**
 * emu_session_first_track - where a session begins
 * @disc: the disc; its lock held
 * @session: number, from 1
 *
 * Return: track number, or 0 when there is no such session.
 */
u16 emu_session_first_track(const struct emu_disc *disc, u16 session)
{
	u16 i;

	for (i = 0; i < disc->nr_tracks; i++)
		if (disc->tracks[i].session == session)
			return i + 1;
	return 0;
}

/**
 * emu_session_empty - nothing was recorded since the last session was closed
 * @disc: the disc; its lock held
 *
 * Return: true also for a finalised disc.
 */
bool emu_session_empty(const struct emu_disc *disc)
{
	u16 i;

	for (i = 0; i < disc->nr_tracks; i++)
		if (disc->tracks[i].session > disc->sessions &&
		    disc->tracks[i].state != EMU_TRACK_BLANK)
			return false;
	return true;
}

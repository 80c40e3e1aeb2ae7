// SPDX-License-Identifier: GPL-2.0
/* The rules by which tracks and sessions grow: MMC-6 4.3 to 4.5. */

#include <linux/kernel.h>

#include "emu.h"

static struct emu_track *emu_last(struct emu_disc *disc)
{
	return &disc->tracks[disc->nr_tracks - 1];
}

static bool emu_sequential(const struct emu_disc *disc)
{
	return disc->medium->flags & EMU_MEDIUM_SEQUENTIAL;
}

/**
 * emu_append_invisible - add the track that is not there yet behind the others
 * @disc: the disc; its lock held
 * @start: its first block
 *
 * Return: false when the disc is full.
 */
bool emu_append_invisible(struct emu_disc *disc, u32 start)
{
	struct emu_track *t;

	if (start >= disc->capacity || disc->nr_tracks >= EMU_MAX_TRACKS)
		return false;
	t = &disc->tracks[disc->nr_tracks++];
	emu_track_init(disc, t, start);
	return true;
}

static int emu_append_refused(const struct emu_disc *disc)
{
	if (disc->medium->flags & EMU_MEDIUM_PRESSED)
		return EMU_CANNOT_WRITE;
	if (disc->medium->flags & EMU_MEDIUM_RANDOM)
		return disc->format == EMU_UNFORMATTED ? EMU_NOT_FORMATTED : 0;
	return disc->finalised ? EMU_WRITE_PROTECTED : 0;
}

/*
 * Restricted overwrite: whole ECC blocks, and no hole behind what is formatted
 * (MMC-6, restricted overwrite).
 */
static int emu_growing_check(const struct emu_disc *disc, u32 lba, u32 blocks)
{
	const struct emu_track *t = &disc->tracks[0];

	if (lba % disc->medium->ecc_blocks || blocks % disc->medium->ecc_blocks)
		return EMU_BAD_WRITE_ADDRESS;
	if ((u64)lba + blocks > t->start + t->size)
		return EMU_LBA_RANGE;
	return lba > t->nwa ? EMU_BAD_WRITE_ADDRESS : 0;
}

/**
 * emu_append_check - may these blocks be written now
 * @disc: the disc; its lock held
 * @lba: first block
 * @blocks: number of blocks
 * @track: gets the index of the track they go to
 *
 * Return: 0 or the sense a drive gives.
 */
int emu_append_check(struct emu_disc *disc, u32 lba, u32 blocks, int *track)
{
	int sense = emu_append_refused(disc);
	struct emu_track *t;
	u16 i;

	if (sense)
		return sense;
	if ((u64)lba + blocks > disc->capacity)
		return EMU_LBA_RANGE;
	*track = 0;
	if (disc->medium->flags & EMU_MEDIUM_GROWING)
		return emu_growing_check(disc, lba, blocks);
	if (!emu_sequential(disc))
		return 0;
	for (i = 0; i < disc->nr_tracks; i++) {
		t = &disc->tracks[i];
		if (t->state == EMU_TRACK_CLOSED || t->nwa != lba)
			continue;
		if (blocks > emu_track_free(disc, t))
			return EMU_END_OF_TRACK;
		*track = i;
		return 0;
	}
	return EMU_BAD_WRITE_ADDRESS;
}

/**
 * emu_append_advance - blocks were written
 * @disc: the disc; its lock held
 * @track: index from emu_append_check()
 * @lba: first block
 * @blocks: number of blocks
 */
void emu_append_advance(struct emu_disc *disc, int track, u32 lba, u32 blocks)
{
	struct emu_track *t = &disc->tracks[track];

	if (disc->format == EMU_FORMAT_BEGUN)
		t->nwa = max(t->nwa, lba + blocks);
	if (!emu_sequential(disc) || !blocks)
		return;
	t->nwa += blocks;
	t->state = EMU_TRACK_OPEN;
}

/**
 * emu_append_sync - the buffer was emptied
 * @disc: the disc; its lock held
 *
 * The last ECC block is filled up, which moves the next writable address. On
 * CD it ends the track-at-once track; disc-at-once ends with the last lead-out,
 * MMC-6 6.53.
 *
 * Return: whether anything had to be done.
 */
bool emu_append_sync(struct emu_disc *disc)
{
	struct emu_track *t;
	bool changed = false;
	u32 nwa;
	u16 i;

	if (!emu_sequential(disc))
		return false;
	if (disc->at_once && disc->tracks[0].state == EMU_TRACK_OPEN)
		return !emu_append_close_session(disc, false);
	for (i = 0; i < disc->nr_tracks; i++) {
		t = &disc->tracks[i];
		if (t->state != EMU_TRACK_OPEN)
			continue;
		if (disc->medium->family == EMU_CD) {
			emu_append_close_track(disc, i);
			changed = true;
			continue;
		}
		nwa = t->start + roundup(t->nwa - t->start,
					 disc->medium->ecc_blocks);
		nwa = min(nwa, t->start + t->size);
		changed |= nwa != t->nwa;
		t->nwa = nwa;
	}
	return changed;
}

/**
 * emu_append_reserve - make the invisible track one of fixed size
 * @disc: the disc; its lock held
 * @blocks: wanted size, rounded up to ECC blocks
 * @at_once: it is the only one, for disc-at-once
 *
 * Return: 0 or sense.
 */
int emu_append_reserve(struct emu_disc *disc, u32 blocks, bool at_once)
{
	struct emu_track *t = emu_last(disc);
	int sense = emu_append_refused(disc);
	u64 size = roundup((u64)blocks, disc->medium->ecc_blocks);

	if (sense)
		return sense;
	if (!(disc->medium->flags & EMU_MEDIUM_RESERVABLE))
		return EMU_CANNOT_WRITE;
	if (t->state != EMU_TRACK_BLANK || (at_once && !emu_disc_blank(disc)))
		return EMU_SEQUENCE;
	if (!blocks || size > t->size)
		return EMU_BAD_CDB;
	t->size = size;
	t->state = EMU_TRACK_RESERVED;
	t->reserved = true;
	disc->at_once = at_once;
	if (!at_once)
		emu_append_invisible(disc, t->start + size +
				     disc->medium->track_gap);
	return 0;
}

/**
 * emu_append_close_track - end a track
 * @disc: the disc; its lock held
 * @track: index; a closed or an empty invisible track is left as it is
 *
 * A reservation is filled up with zeros. The invisible track follows.
 *
 * Return: 0 or sense.
 */
int emu_append_close_track(struct emu_disc *disc, int track)
{
	const struct emu_medium *medium = disc->medium;
	struct emu_track *t = &disc->tracks[track];
	u32 used;

	if (t->state == EMU_TRACK_CLOSED || t->state == EMU_TRACK_BLANK)
		return 0;
	if (!t->reserved) {
		used = max(t->nwa - t->start, medium->min_track);
		used = roundup(used, medium->ecc_blocks);
		used += t->linked ? medium->run_out : 0;
		t->size = min(used, t->size);
	}
	t->nwa = t->start + t->size;
	t->state = EMU_TRACK_CLOSED;
	if (t == emu_last(disc))
		emu_append_invisible(disc, t->nwa + medium->track_gap);
	return 0;
}

/**
 * emu_append_close_session - write a lead-out
 * @disc: the disc; its lock held
 * @appendable: another session may follow, if there is room
 *
 * Tracks that are still open are closed first.
 *
 * Return: 0 or sense.
 */
int emu_append_close_session(struct emu_disc *disc, bool appendable)
{
	const struct emu_medium *medium = disc->medium;
	struct emu_track *t;
	bool empty;
	u32 end;
	u16 i;

	for (i = 0; i < disc->nr_tracks; i++)
		emu_append_close_track(disc, i);
	empty = emu_session_empty(disc);
	if (empty && (appendable || !disc->sessions))
		return disc->sessions ? 0 : EMU_EMPTY_SESSION;
	if (emu_last(disc)->state == EMU_TRACK_BLANK)
		disc->nr_tracks--;
	t = emu_last(disc);
	end = t->start + t->size;
	if (!empty)
		disc->lead_out[disc->sessions++] = end;
	if (appendable)
		end += disc->sessions == 1 ? medium->first_gap
					   : medium->next_gap;
	disc->finalised = !appendable || !emu_append_invisible(disc, end);
	disc->at_once = false;
	return 0;
}

/**
 * emu_append_close_growing - CLOSE SESSION on a restricted overwrite disc
 * @disc: the disc; its lock held
 *
 * What was formatted so far is the disc from now on, until it is grown again.
 */
void emu_append_close_growing(struct emu_disc *disc)
{
	struct emu_track *t = &disc->tracks[0];

	if (disc->format != EMU_FORMAT_BEGUN)
		return;
	t->size = t->nwa;
	t->state = EMU_TRACK_CLOSED;
	disc->lead_out[0] = t->size;
	disc->sessions = 1;
	disc->finalised = true;
	disc->format = EMU_FORMATTED;
}

// SPDX-License-Identifier: GPL-2.0
/*
 * Checking a layout, and walking one that has been checked.
 *
 * All functions here are pure: any context, no locks. The inner checks return
 * the offset of the field they object to, or FINE.
 */
#include <linux/bits.h>
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/stddef.h>
#include <linux/types.h>

#include "layout.h"

#define FINE		(-1)
#define HEAD(field)	((int)offsetof(struct dsr_layout, field))
#define TRACK(field)	((int)offsetof(struct dsr_track, field))

/*
 * From the end of a session to the first track of the next: lead-out (90 s after
 * the first, 30 s after others), lead-in (60 s), 2 s of pregap (Orange Book)
 */
#define CD_FIRST_AWAY	((90 + 60 + 2) * 75)
#define CD_NEXT_AWAY	((30 + 60 + 2) * 75)
#define CD_BLOCKS	450000	/* 100 min of 75 blocks/s: all that MSF counts */
#define CD_INDEXES	98	/* 02..99 (Red Book) */
#define CDTEXT_PACK	18	/* bytes (MMC-6 annex J) */
#define CDTEXT_PACKS	2048	/* 8 languages of 256 packs (MMC-6 annex J) */
#define CONTROL_DATA	0x4	/* Q control nibble: data, not audio */
#define MAX_BLOCKS	BIT_ULL(32)	/* that an LBA of 32 bits can tell */
#define MAX_OFFSET	BIT_ULL(62)	/* far below where sums would wrap */

static bool all_zero(const void *from, u32 bytes)
{
	const u8 *p = from;

	while (bytes && !*p) {
		p++;
		bytes--;
	}
	return !bytes;
}

/* @bytes at @offset lie behind the head and inside the layout */
static bool inside(const struct dsr_layout *l, u32 offset, u64 bytes)
{
	return offset >= l->size && offset <= l->total_bytes &&
	       bytes <= l->total_bytes - offset;
}

static bool digits(const u8 *text, unsigned int n)
{
	while (n && isdigit(*text)) {
		text++;
		n--;
	}
	return !n;
}

/* does the head hold together: may its fields be believed at all? */
static int check_sizes(const struct dsr_layout *l, u32 bytes)
{
	if (bytes < sizeof(*l))
		return HEAD(size);
	if (l->magic != DSR_LAYOUT_MAGIC)
		return HEAD(magic);
	if (l->size < sizeof(*l) || l->size > bytes)
		return HEAD(size);
	if (l->total_bytes < l->size || l->total_bytes > bytes ||
	    l->total_bytes > DSR_MAX_LAYOUT_BYTES)
		return HEAD(total_bytes);
	/* a newer writer's fields: meant seriously if they are set */
	if (!all_zero(l + 1, l->size - sizeof(*l)))
		return HEAD(size);
	return FINE;
}

static int check_head(const struct dsr_layout *l)
{
	if (l->family < DSR_FAMILY_CD || l->family > DSR_FAMILY_ANY)
		return HEAD(family);
	if (!l->nr_tracks || l->nr_tracks > DSR_MAX_TRACKS)
		return HEAD(nr_tracks);
	if (l->family == DSR_FAMILY_ANY && l->nr_tracks != 1)
		return HEAD(nr_tracks);
	if (!l->nr_sessions || l->nr_sessions > l->nr_tracks)
		return HEAD(nr_sessions);
	if (l->flags & ~(DSR_LAYOUT_F_MCN | DSR_LAYOUT_F_OPEN))
		return HEAD(flags);
	if (!all_zero(l->reserved8, sizeof(l->reserved8)))
		return HEAD(reserved8);
	if (!all_zero(l->reserved, sizeof(l->reserved)))
		return HEAD(reserved);
	return FINE;
}

static int check_offsets(const struct dsr_layout *l)
{
	/* the tracks are used where they lie, so they lie as the CPU wants */
	if (l->track_bytes < sizeof(struct dsr_track) || l->track_bytes % 8)
		return HEAD(track_bytes);
	if (l->tracks_offset % 8 ||
	    !inside(l, l->tracks_offset, (u64)l->nr_tracks * l->track_bytes))
		return HEAD(tracks_offset);
	if (l->cdtext_bytes % CDTEXT_PACK ||
	    l->cdtext_bytes > CDTEXT_PACK * CDTEXT_PACKS)
		return HEAD(cdtext_bytes);
	if (!l->cdtext_offset != !l->cdtext_bytes)
		return HEAD(cdtext_offset);
	if (l->cdtext_bytes && !inside(l, l->cdtext_offset, l->cdtext_bytes))
		return HEAD(cdtext_offset);
	return FINE;
}

/* what one family has and the others have not */
static int check_family(const struct dsr_layout *l)
{
	bool cd = l->family == DSR_FAMILY_CD;

	if (l->flags & DSR_LAYOUT_F_MCN && !cd)
		return HEAD(flags);
	if (l->flags & DSR_LAYOUT_F_MCN && !digits(l->mcn, sizeof(l->mcn)))
		return HEAD(mcn);
	if (l->cdtext_bytes && !cd)
		return HEAD(cdtext_bytes);
	if (l->layer_break &&
	    l->family != DSR_FAMILY_DVD && l->family != DSR_FAMILY_BD)
		return HEAD(layer_break);
	return FINE;
}

/* does @bytes fit @mode, without what the sub-channel adds? */
static bool mode_bytes_fit(u8 mode, unsigned int bytes)
{
	switch (mode) {
	case DSR_MODE_DATA:
	case DSR_MODE_XA1:
		return bytes == 2048;
	case DSR_MODE_AUDIO:
	case DSR_MODE_RAW:
		return bytes == 2352;
	case DSR_MODE_2:
		return bytes == 2336;
	case DSR_MODE_XA2:
		return bytes == 2324;
	case DSR_MODE_XA_MIX:
		return bytes == 2336;
	}
	return false;
}

static unsigned int subchannel_bytes(u8 subchannel)
{
	switch (subchannel) {
	case DSR_SUB_PQ16:
		return 16;
	case DSR_SUB_RAW96:
		return 96;
	}
	return 0;
}

/* what the blocks of a track are */
static int check_blocks(const struct dsr_layout *l, const struct dsr_track *t)
{
	bool cd = l->family == DSR_FAMILY_CD;
	bool audio = t->mode == DSR_MODE_AUDIO;
	bool data = t->control & CONTROL_DATA;
	unsigned int sub = subchannel_bytes(t->subchannel);

	if (t->mode < DSR_MODE_DATA || t->mode > DSR_MODE_RAW)
		return TRACK(mode);
	if (!cd && t->mode != DSR_MODE_DATA)
		return TRACK(mode);
	if (t->control > 0xf || data == audio)
		return TRACK(control);
	if (t->subchannel > DSR_SUB_RAW96 || (!cd && t->subchannel))
		return TRACK(subchannel);
	if (t->block_bytes < sub ||
	    !mode_bytes_fit(t->mode, t->block_bytes - sub))
		return TRACK(block_bytes);
	return FINE;
}

/* where a track lies; @free: first LBA that is not another track's */
static int check_place(const struct dsr_layout *l, const struct dsr_track *t,
		       s64 free)
{
	bool cd = l->family == DSR_FAMILY_CD;
	s64 gap = (s64)t->start - t->pregap_blocks;
	s64 end;

	if (!t->blocks || t->blocks > MAX_BLOCKS)
		return TRACK(blocks);
	if (cd && t->blocks < DSR_TRACK_MIN)
		return TRACK(blocks);
	end = dsr_track_end(t);
	if (end > (s64)(cd ? CD_BLOCKS : MAX_BLOCKS))
		return TRACK(blocks);
	if (!cd && t->pregap_blocks)
		return TRACK(pregap_blocks);
	if (t->start < free)
		return TRACK(start);
	if (gap < free)
		return TRACK(pregap_blocks);
	if (t->source_offset > MAX_OFFSET)
		return TRACK(source_offset);
	return FINE;
}

static int check_indexes(const struct dsr_layout *l, const struct dsr_track *t)
{
	const u32 *index = (const void *)l + t->indexes_offset;
	u32 before = 0;
	unsigned int i;

	if (t->nr_indexes > CD_INDEXES ||
	    (t->nr_indexes && l->family != DSR_FAMILY_CD))
		return TRACK(nr_indexes);
	if (!t->indexes_offset != !t->nr_indexes)
		return TRACK(indexes_offset);
	if (!t->nr_indexes)
		return FINE;
	if (t->indexes_offset % sizeof(*index) ||
	    !inside(l, t->indexes_offset, t->nr_indexes * sizeof(*index)))
		return TRACK(indexes_offset);
	for (i = 0; i < t->nr_indexes; i++) {
		if (index[i] <= before || index[i] >= t->blocks)
			return TRACK(indexes_offset);
		before = index[i];
	}
	return FINE;
}

/* ISO 3901: country (2 letters), owner (3 letters or digits), 7 digits */
static bool isrc_possible(const u8 *isrc)
{
	unsigned int i;

	for (i = 0; i < 5; i++) {
		if (isrc[i] >= 'A' && isrc[i] <= 'Z')
			continue;
		if (i < 2 || !isdigit(isrc[i]))
			return false;
	}
	return digits(&isrc[5], 7);
}

static int check_track_head(const struct dsr_layout *l,
			    const struct dsr_track *t)
{
	if (t->size < sizeof(*t) || t->size > l->track_bytes)
		return TRACK(size);
	if (!all_zero(t + 1, l->track_bytes - sizeof(*t)))
		return TRACK(size);
	if (t->flags & ~(DSR_TRACK_F_ISRC | DSR_TRACK_F_GAP_IN_SOURCE |
			 DSR_TRACK_F_RUN_OUT))
		return TRACK(flags);
	if (t->flags & (DSR_TRACK_F_ISRC | DSR_TRACK_F_RUN_OUT) &&
	    l->family != DSR_FAMILY_CD)
		return TRACK(flags);
	if (t->flags & DSR_TRACK_F_ISRC && !isrc_possible(t->isrc))
		return TRACK(isrc);
	if (!all_zero(t->reserved, sizeof(t->reserved)))
		return TRACK(reserved);
	return FINE;
}

/* number and session follow those of the track before; @prev NULL: the first */
static int check_order(const struct dsr_track *t, const struct dsr_track *prev)
{
	if (!t->number || t->number > DSR_MAX_TRACKS)
		return TRACK(number);
	if (prev && t->number != prev->number + 1)
		return TRACK(number);
	if (!prev && t->session != 1)
		return TRACK(session);
	if (prev && t->session != prev->session &&
	    t->session != prev->session + 1)
		return TRACK(session);
	return FINE;
}

static int check_track(const struct dsr_layout *l, unsigned int i)
{
	const struct dsr_track *t = dsr_layout_track(l, i);
	const struct dsr_track *prev = i ? dsr_layout_track(l, i - 1) : NULL;
	int field;

	field = check_track_head(l, t);
	if (field == FINE)
		field = check_order(t, prev);
	if (field == FINE)
		field = check_blocks(l, t);
	if (field == FINE)
		field = check_place(l, t, dsr_layout_free(l, i, false));
	if (field == FINE)
		field = check_indexes(l, t);
	return field;
}

/* what only the last track tells; all tracks have been checked */
static int check_end(const struct dsr_layout *l)
{
	const struct dsr_track *last = dsr_layout_track(l, l->nr_tracks - 1);

	if (last->session != l->nr_sessions)
		return HEAD(nr_sessions);
	if (l->layer_break &&
	    l->layer_break >= last->start + (s64)last->blocks)
		return HEAD(layer_break);
	return FINE;
}

/**
 * dsr_layout_check - refuse nonsense
 * @blob: what is said to be a layout, aligned to 8 bytes, in memory that
 *	nobody changes meanwhile; nothing in it is trusted
 * @bytes: of it
 * @fault: filled where it is refused: the first thing that is wrong
 *
 * After 0 a layout can be walked without further checks: everything it points
 * to lies inside it, every sum of its blocks fits a u64, every LBA 32 bits.
 * What is refused stands in layout.h.
 *
 * Return: 0 or -EINVAL.
 */
int dsr_layout_check(const void *blob, u32 bytes,
		     struct dsr_layout_fault *fault)
{
	const struct dsr_layout *l = blob;
	unsigned int i;
	int field;

	fault->track = DSR_LAYOUT_HEAD;
	field = check_sizes(l, bytes);
	if (field == FINE)
		field = check_head(l);
	if (field == FINE)
		field = check_offsets(l);
	if (field == FINE)
		field = check_family(l);
	for (i = 0; field == FINE && i < l->nr_tracks; i++) {
		field = check_track(l, i);
		if (field != FINE)
			fault->track = i;
	}
	if (field == FINE)
		field = check_end(l);
	fault->field = field == FINE ? 0 : field;
	return field == FINE ? 0 : -EINVAL;
}

/**
 * dsr_layout_track - one track of a checked layout
 * @l: the layout
 * @i: 0..nr_tracks - 1
 *
 * Return: the track, inside @l; never NULL.
 */
const struct dsr_track *dsr_layout_track(const struct dsr_layout *l,
					 unsigned int i)
{
	return (const void *)l + l->tracks_offset + (size_t)i * l->track_bytes;
}

/**
 * dsr_layout_first - is it the first track of its session?
 * @l: the layout
 * @i: 0..nr_tracks - 1
 */
bool dsr_layout_first(const struct dsr_layout *l, unsigned int i)
{
	return !i || dsr_layout_track(l, i)->session !=
		     dsr_layout_track(l, i - 1)->session;
}

/**
 * dsr_layout_free - where the pregap of a track can begin
 * @l: the layout
 * @i: 0..nr_tracks - 1
 * @run_out: count that of the track before also where the layout has none, as a
 *	recorder makes it that writes track at once
 *
 * Return: LBA behind the track before; where a session begins on a CD, behind
 * lead-out, lead-in and the two seconds of pregap that every session has.
 */
s64 dsr_layout_free(const struct dsr_layout *l, unsigned int i, bool run_out)
{
	const struct dsr_track *prev = i ? dsr_layout_track(l, i - 1) : NULL;
	s64 free;

	if (!prev)
		return 0;
	free = dsr_track_end(prev);
	if (run_out && !(prev->flags & DSR_TRACK_F_RUN_OUT))
		free += DSR_RUN_OUT_BLOCKS;
	if (l->family == DSR_FAMILY_CD && dsr_layout_first(l, i))
		free += prev->session == 1 ? CD_FIRST_AWAY : CD_NEXT_AWAY;
	return free;
}

/**
 * dsr_layout_hole - does every track begin where the one before it ends?
 * @l: checked
 *
 * Return: index of the first track whose pregap does not, -1: they all do.
 */
int dsr_layout_hole(const struct dsr_layout *l)
{
	unsigned int i;

	for (i = 0; i < l->nr_tracks; i++) {
		const struct dsr_track *t = dsr_layout_track(l, i);

		if (t->start - (s64)t->pregap_blocks !=
		    dsr_layout_free(l, i, false))
			return i;
	}
	return -1;
}

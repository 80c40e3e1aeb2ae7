/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Checking a layout. Pure; also compiled in user space.
 */
#ifndef DSR_LAYOUT_H
#define DSR_LAYOUT_H

#include <linux/types.h>

#include "../uapi/dsr.h"

#define DSR_LAYOUT_HEAD	(~0U)

/* blocks of the shortest track of a CD, 4 s (Red Book) */
#define DSR_TRACK_MIN	300

/**
 * struct dsr_layout_fault - what is wrong with a layout
 * @track: index of the track, DSR_LAYOUT_HEAD: the head
 * @field: offset of the field in struct dsr_track or struct dsr_layout
 */
struct dsr_layout_fault {
	u32 track;
	u32 field;
};

/*
 * dsr_layout_check - refuse nonsense
 * @blob: kernel memory, @bytes of it; nothing in it is trusted
 *
 * 0, or -EINVAL with @fault filled. After 0 the functions below are safe.
 * Refused:
 *  - wrong magic, sizes, offsets or lengths beyond the blob or overlapping the
 *    head, unknown family, mode, sub-channel or flags, non-zero reserved fields
 *    and unknown tails, offsets that are not aligned (tracks 8, indexes 4);
 *  - track numbers not rising by one from the first, sessions that do not
 *    begin with 1, fall, jump or do not end with the last one;
 *  - starts that overlap or fall, sessions of a CD closer than their lead-outs and
 *    lead-ins allow; holes before tracks are no fault here: whether a recorder can
 *    leave them is for its way of writing to say;
 *  - lengths of 0, ends beyond 2^32 blocks, tracks of a CD under 4 s (300
 *    blocks, Red Book), ends beyond the CD's 450000 blocks;
 *  - block_bytes that do not fit mode and sub-channel, a control nibble that
 *    contradicts the mode, indexes not rising or outside the track;
 *  - characters that ISRC (ISO 3901: 2 letters, 3 alphanumeric, 7 digits) and
 *    MCN (13 digits) do not have, CD-Text not a multiple of 18 bytes or above
 *    2048 packs, a layer break elsewhere than on DVD or BD or beyond the end;
 *  - on other families than CD: modes but DATA, sub-channels, pregaps, indexes,
 *    ISRC, MCN, CD-Text, run-out; family ANY: more than one track.
 */
int dsr_layout_check(const void *blob, u32 bytes,
		     struct dsr_layout_fault *fault);

/* @i: 0..nr_tracks - 1, of a checked layout */
const struct dsr_track *dsr_layout_track(const struct dsr_layout *l,
					 unsigned int i);

/* does track @i begin its session? */
bool dsr_layout_first(const struct dsr_layout *l, unsigned int i);

/*
 * The first LBA behind track @i - 1 that track @i and its pregap can have, after
 * lead-out, lead-in and 2 s of pregap where a session begins; @run_out: also
 * where the layout has none there
 */
s64 dsr_layout_free(const struct dsr_layout *l, unsigned int i, bool run_out);

/* index of the first track of a CD before which a hole is left, -1: none */
int dsr_layout_hole(const struct dsr_layout *l);

/* LBA behind a track, its run-out included */
static inline s64 dsr_track_end(const struct dsr_track *t)
{
	return t->start + (s64)t->blocks +
	       (t->flags & DSR_TRACK_F_RUN_OUT ? DSR_RUN_OUT_BLOCKS : 0);
}

#endif

// SPDX-License-Identifier: GPL-2.0
/* Layouts of data discs: built and checked. */
#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "disc/layout.h"


/**
 * layout_data_disc() - describe a disc with one data track
 * @out: gets the layout, sizeof(*out) bytes long
 * @blocks: of 2048 bytes, all there is on it
 *
 * Return: 0, or -EINVAL when @blocks is 0 or more than a disc can count.
 */
int layout_data_disc(struct data_layout *out, uint64_t blocks)
{
	memset(out, 0, sizeof(*out));
	if (!blocks || blocks > LAYOUT_MAX_BLOCKS)
		return -EINVAL;
	out->head.size = sizeof(out->head);
	out->head.magic = DSR_LAYOUT_MAGIC;
	out->head.total_bytes = sizeof(*out);
	out->head.family = DSR_FAMILY_ANY;
	out->head.nr_sessions = 1;
	out->head.nr_tracks = 1;
	out->head.tracks_offset = offsetof(struct data_layout, track);
	out->head.track_bytes = sizeof(out->track);
	out->track.size = sizeof(out->track);
	out->track.number = 1;
	out->track.session = 1;
	out->track.control = CONTROL_DATA;
	out->track.mode = DSR_MODE_DATA;
	out->track.subchannel = DSR_SUB_NONE;
	out->track.block_bytes = DATA_BLOCK_BYTES;
	out->track.blocks = blocks;
	return 0;
}

static const char *head_fault(const struct dsr_layout *h, size_t bytes)
{
	if (h->magic != DSR_LAYOUT_MAGIC || h->size != sizeof(*h))
		return "it does not begin like a layout";
	if (h->total_bytes > bytes || h->total_bytes < sizeof(*h) ||
	    h->total_bytes > DSR_MAX_LAYOUT_BYTES)
		return "its length is wrong";
	if (h->family < DSR_FAMILY_CD || h->family > DSR_FAMILY_ANY)
		return "it is for no kind of disc";
	if (h->nr_tracks != 1 || h->nr_sessions != 1)
		return "a data disc has one track in one session";
	if (h->track_bytes < sizeof(struct dsr_track) ||
	    h->tracks_offset < sizeof(*h) || h->tracks_offset % 8 ||
	    h->tracks_offset > h->total_bytes ||
	    h->track_bytes > h->total_bytes - h->tracks_offset)
		return "its track lies outside of it";
	if (h->flags || h->cdtext_offset || h->cdtext_bytes || h->layer_break)
		return "a plain data disc has no flags, CD-Text or layer break";
	return NULL;
}

static const char *track_fault(const struct dsr_track *t)
{
	if (t->size != sizeof(*t))
		return "its track has the wrong size";
	if (t->number != 1 || t->session != 1)
		return "its track is not the first one";
	if (t->mode != DSR_MODE_DATA || t->control != CONTROL_DATA ||
	    t->subchannel != DSR_SUB_NONE || t->block_bytes != DATA_BLOCK_BYTES)
		return "its track is no plain data track";
	if (t->start || t->pregap_blocks || t->nr_indexes ||
	    t->indexes_offset || t->flags)
		return "its track does not simply begin at block 0";
	if (!t->blocks || t->blocks > LAYOUT_MAX_BLOCKS)
		return "its track is empty or too long";
	return NULL;
}

/**
 * layout_check() - is this the layout of a plain data disc?
 * @layout: aligned to 8 bytes, not trusted
 * @bytes: readable there
 * @why: gets a clause that says what is wrong, or NULL
 *
 * Return: 0 or -EINVAL.
 */
int layout_check(const void *layout, size_t bytes, const char **why)
{
	const struct dsr_layout *head = layout;

	*why = "it is too short";
	if (bytes < sizeof(*head))
		return -EINVAL;
	*why = head_fault(head, bytes);
	if (!*why)
		*why = track_fault((const void *)((const char *)layout +
						  head->tracks_offset));
	return *why ? -EINVAL : 0;
}

// SPDX-License-Identifier: GPL-2.0
/* A disc into a layout, as the kernel takes it, and back. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "disc/cdtext.h"
#include "disc/layout.h"

static size_t round_up(size_t n, size_t to)
{
	return (n + to - 1) / to * to;
}

static size_t count_indexes(const struct disc *disc)
{
	size_t n = 0;
	unsigned int i;

	for (i = 0; i < disc->nr_tracks; i++)
		n += disc->tracks[i].nr_indexes;
	return n;
}

static void put_track(struct dsr_track *out, const struct disc_track *t,
		      bool plain)
{
	out->size = sizeof(*out);
	out->number = t->number;
	out->session = t->session;
	out->control = t->control;
	out->mode = t->mode;
	out->subchannel = t->subchannel;
	out->block_bytes = disc_block_bytes(t->mode, t->subchannel);
	out->pregap_blocks = t->pregap;
	out->start = t->start;
	out->blocks = t->blocks;
	out->source_offset = t->source_offset;
	if (t->gap_in_source && t->pregap)
		out->flags |= DSR_TRACK_F_GAP_IN_SOURCE;
	if (t->run_out && !plain)
		out->flags |= DSR_TRACK_F_RUN_OUT;
	if (t->isrc[0]) {
		out->flags |= DSR_TRACK_F_ISRC;
		memcpy(out->isrc, t->isrc, sizeof(out->isrc));
	}
}

static void put_head(struct dsr_layout *head, const struct disc *disc,
		     size_t bytes)
{
	head->size = sizeof(*head);
	head->magic = DSR_LAYOUT_MAGIC;
	head->total_bytes = (uint32_t)bytes;
	head->family = disc_is_plain(disc) ? DSR_FAMILY_ANY : disc->family;
	head->nr_sessions = disc->nr_sessions;
	head->nr_tracks = disc->nr_tracks;
	head->tracks_offset = sizeof(*head);
	head->track_bytes = sizeof(struct dsr_track);
	head->layer_break = disc->layer_break;
	if (disc->open)
		head->flags |= DSR_LAYOUT_F_OPEN;
	if (disc->mcn[0]) {
		head->flags |= DSR_LAYOUT_F_MCN;
		memcpy(head->mcn, disc->mcn, sizeof(head->mcn));
	}
}

/**
 * layout_from_disc() - write a disc down as a layout
 * @disc: which; its numbers make sense
 * @out: gets the layout, on the heap
 * @bytes: gets its length
 *
 * Plain data becomes a layout of family ANY, that fits on every medium.
 *
 * Return: 0 or -ENOMEM.
 */
int layout_from_disc(const struct disc *disc, struct dsr_layout **out,
		     size_t *bytes)
{
	size_t indexes = sizeof(**out) +
			 disc->nr_tracks * sizeof(struct dsr_track);
	size_t text = indexes + count_indexes(disc) * sizeof(uint32_t);
	size_t total = round_up(text + disc->cdtext_bytes, 8);
	uint8_t *blob = calloc(1, total);
	struct dsr_track *track;
	unsigned int i;

	if (!blob)
		return -ENOMEM;
	put_head((struct dsr_layout *)blob, disc, total);
	track = (struct dsr_track *)(blob + sizeof(**out));
	for (i = 0; i < disc->nr_tracks; i++, track++) {
		const struct disc_track *t = &disc->tracks[i];
		size_t n = t->nr_indexes * sizeof(uint32_t);

		put_track(track, t, disc_is_plain(disc));
		if (!n)
			continue;
		track->nr_indexes = t->nr_indexes;
		track->indexes_offset = (uint32_t)indexes;
		memcpy(blob + indexes, t->indexes, n);
		indexes += n;
	}
	if (disc->cdtext_bytes) {
		((struct dsr_layout *)blob)->cdtext_offset = (uint32_t)text;
		((struct dsr_layout *)blob)->cdtext_bytes = disc->cdtext_bytes;
		memcpy(blob + text, disc->cdtext, disc->cdtext_bytes);
	}
	*out = (struct dsr_layout *)blob;
	*bytes = total;
	return 0;
}

/* @n bytes at @offset lie inside a layout, behind its head */
static bool inside(const struct dsr_layout *l, uint64_t offset, uint64_t n)
{
	return offset >= sizeof(*l) && offset <= l->total_bytes &&
	       n <= l->total_bytes - offset;
}

static int get_track(const struct dsr_layout *l, unsigned int i,
		     struct disc_track *out)
{
	const uint8_t *base = (const uint8_t *)l;
	struct dsr_track t;

	memcpy(&t, base + l->tracks_offset + (size_t)i * l->track_bytes,
	       sizeof(t));
	if (!t.number || t.number > DSR_MAX_TRACKS || !t.session ||
	    !disc_block_bytes(t.mode, t.subchannel) || !t.blocks ||
	    t.blocks > LAYOUT_MAX_BLOCKS || t.nr_indexes > DISC_MAX_INDEXES)
		return -EINVAL;
	if (t.nr_indexes && (t.indexes_offset % sizeof(uint32_t) ||
			     !inside(l, t.indexes_offset,
				     t.nr_indexes * sizeof(uint32_t))))
		return -EINVAL;
	memset(out, 0, sizeof(*out));
	out->number = t.number;
	out->session = t.session;
	out->control = t.control;
	out->mode = t.mode;
	out->subchannel = t.subchannel;
	out->gap_in_source = t.flags & DSR_TRACK_F_GAP_IN_SOURCE;
	out->run_out = t.flags & DSR_TRACK_F_RUN_OUT;
	out->start = t.start;
	out->blocks = t.blocks;
	out->pregap = t.pregap_blocks;
	out->source_offset = t.source_offset;
	out->nr_indexes = t.nr_indexes;
	if (t.nr_indexes)
		memcpy(out->indexes, base + t.indexes_offset,
		       t.nr_indexes * sizeof(uint32_t));
	if (t.flags & DSR_TRACK_F_ISRC)
		memcpy(out->isrc, t.isrc, sizeof(t.isrc));
	return 0;
}

static int check_head(const struct dsr_layout *l, size_t bytes)
{
	if (bytes < sizeof(*l) || l->magic != DSR_LAYOUT_MAGIC ||
	    l->size < sizeof(*l) || l->total_bytes < l->size ||
	    l->total_bytes > bytes || l->total_bytes > DSR_MAX_LAYOUT_BYTES)
		return -EINVAL;
	if (l->family < DSR_FAMILY_CD || l->family > DSR_FAMILY_ANY ||
	    !l->nr_tracks || l->nr_tracks > DSR_MAX_TRACKS ||
	    !l->nr_sessions || l->nr_sessions > l->nr_tracks)
		return -EINVAL;
	if (l->track_bytes < sizeof(struct dsr_track) ||
	    !inside(l, l->tracks_offset,
		    (uint64_t)l->nr_tracks * l->track_bytes))
		return -EINVAL;
	if (l->cdtext_bytes && (l->cdtext_bytes % CDTEXT_PACK_BYTES ||
				!inside(l, l->cdtext_offset, l->cdtext_bytes)))
		return -EINVAL;
	return 0;
}

/**
 * disc_from_layout() - what a layout says, as a disc
 * @layout: aligned to 8 bytes, not trusted
 * @bytes: readable there
 * @out: gets the disc; to be freed by disc_free() after success
 *
 * Return: 0, -EINVAL: it makes no sense, -ENOMEM.
 */
int disc_from_layout(const struct dsr_layout *layout, size_t bytes,
		     struct disc *out)
{
	unsigned int i;

	memset(out, 0, sizeof(*out));
	if (check_head(layout, bytes))
		return -EINVAL;
	for (i = 0; i < layout->nr_tracks; i++)
		if (get_track(layout, i, &out->tracks[i]))
			return -EINVAL;
	out->family = layout->family;
	out->open = layout->flags & DSR_LAYOUT_F_OPEN;
	out->nr_sessions = layout->nr_sessions;
	out->nr_tracks = (uint8_t)layout->nr_tracks;
	out->layer_break = layout->layer_break;
	if (layout->flags & DSR_LAYOUT_F_MCN)
		memcpy(out->mcn, layout->mcn, sizeof(layout->mcn));
	if (!layout->cdtext_bytes)
		return 0;
	out->cdtext = malloc(layout->cdtext_bytes);
	if (!out->cdtext)
		return -ENOMEM;
	memcpy(out->cdtext,
	       (const uint8_t *)layout + layout->cdtext_offset,
	       layout->cdtext_bytes);
	out->cdtext_bytes = layout->cdtext_bytes;
	return 0;
}

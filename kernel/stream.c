// SPDX-License-Identifier: GPL-2.0
/*
 * Cutting a layout into segments and chunks.
 *
 * All functions here are pure: any context, no locks.
 */
#include <linux/errno.h>
#include <linux/math64.h>
#include <linux/types.h>

#include "stream.h"

/* whole blocks in a chunk; 0: not even one fits */
static u32 chunk_blocks(const struct dsr_segment *seg,
			const struct dsr_stream_limits *limits)
{
	u32 bytes = limits->bytes;
	u32 unit = seg->block_bytes;

	if (unit % limits->align) {
		/* read with what shares the first and the last device block */
		u32 spare = 2 * (limits->align - 1);

		bytes = bytes > spare ? bytes - spare : 0;
	} else if (unit == 2048 && limits->ecc_bytes &&
		   bytes >= limits->ecc_bytes) {
		bytes -= bytes % limits->ecc_bytes;
	}
	return bytes / unit;
}

/* @seg, filled but for its chunks, becomes the stream's next one */
static int append(struct dsr_stream *s, struct dsr_segment *seg,
		  const struct dsr_stream_limits *limits)
{
	u64 chunks = seg->blocks;
	u32 bytes;

	seg->chunk_blocks = chunk_blocks(seg, limits);
	if (!seg->chunk_blocks)
		return -EINVAL;
	chunks += seg->chunk_blocks - 1;
	seg->nr_chunks = div_u64(chunks, seg->chunk_blocks);
	seg->first_chunk = s->nr_chunks;
	seg->first_block = s->blocks;
	s->nr_chunks += seg->nr_chunks;
	if (!seg->silent) {
		s->blocks += seg->blocks;
		s->bytes += seg->blocks * seg->block_bytes;
	}
	s->end = seg->lba + (s64)seg->blocks;
	bytes = seg->chunk_blocks * seg->block_bytes;
	if (bytes > s->chunk_bytes)
		s->chunk_bytes = bytes;
	s->segments[s->nr_segments++] = *seg;
	return 0;
}

static int cut_track(struct dsr_stream *s, const struct dsr_layout *l, u32 i,
		     const struct dsr_stream_limits *limits)
{
	const struct dsr_track *t = dsr_layout_track(l, i);
	bool cd = l->family == DSR_FAMILY_CD || l->family == DSR_FAMILY_ANY;
	bool read_gap = t->flags & DSR_TRACK_F_GAP_IN_SOURCE;
	struct dsr_segment seg = {
		.block_bytes = t->block_bytes,
		.track = i,
		.session = t->session,
		.mode = t->mode,
		.subchannel = t->subchannel,
		.silent = true,
	};
	int err = 0;

	seg.lba = (s64)t->start - t->pregap_blocks;
	if (cd && dsr_layout_first(l, i)) {
		seg.lba -= DSR_SESSION_GAP;
		seg.blocks = DSR_SESSION_GAP;
	}
	if (!read_gap)
		seg.blocks += t->pregap_blocks;
	if (seg.blocks)
		err = append(s, &seg, limits);
	if (err)
		return err;
	seg.lba += seg.blocks;
	seg.blocks = t->blocks + (read_gap ? t->pregap_blocks : 0);
	seg.source = t->source_offset;
	seg.silent = false;
	err = append(s, &seg, limits);
	if (err || !(t->flags & DSR_TRACK_F_RUN_OUT))
		return err;
	seg.lba += seg.blocks;
	seg.blocks = DSR_RUN_OUT_BLOCKS;
	seg.source = 0;
	seg.silent = true;
	return append(s, &seg, limits);
}

/**
 * dsr_stream_cut - what a job over a layout moves, in the order of the disc
 * @s: @s->segments has room for DSR_MAX_SEGMENTS; the rest is filled
 * @l: checked
 * @limits: how
 *
 * Gaps and run-outs that the source does not hold are in the stream too, as
 * silent segments: a recorder that writes session at once has to be given them,
 * and every other sink passes them over.
 *
 * Return: 0; -EINVAL where not even one block fits into a chunk.
 */
int dsr_stream_cut(struct dsr_stream *s, const struct dsr_layout *l,
		   const struct dsr_stream_limits *limits)
{
	int err = 0;
	u32 i;

	s->nr_segments = 0;
	s->nr_chunks = 0;
	s->blocks = 0;
	s->bytes = 0;
	s->end = 0;
	s->chunk_bytes = 0;
	for (i = 0; !err && i < l->nr_tracks; i++)
		err = cut_track(s, l, i, limits);
	return err;
}

/**
 * dsr_stream_at - the segment that a chunk belongs to
 * @s: cut
 * @chunk: below @s->nr_chunks
 */
const struct dsr_segment *dsr_stream_at(const struct dsr_stream *s, u64 chunk)
{
	u32 low = 0, high = s->nr_segments - 1;

	while (low < high) {
		u32 middle = (low + high + 1) / 2;

		if (s->segments[middle].first_chunk <= chunk)
			low = middle;
		else
			high = middle - 1;
	}
	return &s->segments[low];
}

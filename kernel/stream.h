/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A layout as a stream: runs of equal blocks, cut into chunks. Pure; also
 * compiled in user space.
 */
#ifndef DSR_STREAM_H
#define DSR_STREAM_H

#include <linux/types.h>

#include "layout.h"

/* at most: what comes before a track, itself with its pregap, its run-out */
#define DSR_MAX_SEGMENTS	(3 * DSR_MAX_TRACKS)

/* an ECC block of DVD; BD's is two of them (MMC-6 4.3.3, 4.5.2) */
#define DSR_ECC_BYTES		(32 * 1024)

/* blocks before the first track of every session, 2 s (Red Book) */
#define DSR_SESSION_GAP		150

/**
 * struct dsr_segment - a run of blocks of one kind
 * @first_chunk: number of its first chunk in the stream
 * @nr_chunks: of it
 * @first_block: of the blocks that come from the source, its first one's number
 * @blocks: of it
 * @source: where its first block is read: an LBA of a drive, a byte offset of a
 *	block device
 * @lba: of its first block on the disc, from -150
 * @chunk_blocks: of every chunk but perhaps the last
 * @block_bytes: of one, sub-channel included
 * @track: index in the layout
 * @session: from 1
 * @mode: enum dsr_mode
 * @subchannel: enum dsr_subchannel
 * @silent: not in the source: zeros, for recorders that are to be told the gap
 */
struct dsr_segment {
	u64 first_chunk;
	u64 nr_chunks;
	u64 first_block;
	u64 blocks;
	u64 source;
	s64 lba;
	u32 chunk_blocks;
	u16 block_bytes;
	u8 track;
	u8 session;
	u8 mode;
	u8 subchannel;
	bool silent;
};

/**
 * struct dsr_stream - all of it
 * @segments: room for DSR_MAX_SEGMENTS
 * @nr_segments: used
 * @nr_chunks: of all segments
 * @blocks: that come from the source
 * @bytes: of these
 * @end: LBA behind the last block on the disc
 * @chunk_bytes: of the largest chunk
 */
struct dsr_stream {
	struct dsr_segment *segments;
	u32 nr_segments;
	u64 nr_chunks;
	u64 blocks;
	u64 bytes;
	s64 end;
	u32 chunk_bytes;
};

/**
 * struct dsr_stream_limits - how a stream is cut
 * @bytes: of a chunk at most
 * @ecc_bytes: chunks of 2048 byte blocks are multiples of this; 0: of a block
 * @align: of a block device the source is: logical block size, else 1
 */
struct dsr_stream_limits {
	u32 bytes;
	u32 ecc_bytes;
	u32 align;
};

int dsr_stream_cut(struct dsr_stream *s, const struct dsr_layout *l,
		   const struct dsr_stream_limits *limits);
const struct dsr_segment *dsr_stream_at(const struct dsr_stream *s, u64 chunk);

/* blocks of chunk @chunk, which is one of @seg */
static inline u32 dsr_seg_blocks(const struct dsr_segment *seg, u64 chunk)
{
	u64 before = (chunk - seg->first_chunk) * seg->chunk_blocks;
	u64 left = seg->blocks - before;

	return left < seg->chunk_blocks ? left : seg->chunk_blocks;
}

/* the submode's place in an XA sub-header, and its bit for form 2 */
#define DSR_XA_SUBMODE		2
#define DSR_XA_FORM2		0x20

/*
 * Of a block, what is content: not its sub-channel, and not the EDC and ECC of
 * XA, which every recorder makes anew. @submode: of an XA block
 */
static inline u32 dsr_seg_content(const struct dsr_segment *seg, u8 submode)
{
	if (seg->mode == DSR_MODE_XA_MIX)
		return 8 + (submode & DSR_XA_FORM2 ? 2324 : 2048);
	switch (seg->subchannel) {
	case DSR_SUB_PQ16:
		return seg->block_bytes - 16;
	case DSR_SUB_RAW96:
		return seg->block_bytes - 96;
	}
	return seg->block_bytes;
}

/* number of its first block among those that come from the source */
static inline u64 dsr_seg_block(const struct dsr_segment *seg, u64 chunk)
{
	return seg->first_block + (chunk - seg->first_chunk) * seg->chunk_blocks;
}

/* where on the disc chunk @chunk of @seg begins */
static inline s64 dsr_seg_lba(const struct dsr_segment *seg, u64 chunk)
{
	return seg->lba + (chunk - seg->first_chunk) * seg->chunk_blocks;
}

#endif

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Digests of the stream: one per chunk to verify against, one of each extent and
 * of each track, one of the whole. All are of the blocks' content, see
 * dsr_seg_content().
 */
#ifndef DSR_DIGEST_H
#define DSR_DIGEST_H

#include <linux/types.h>
#include <linux/xxhash.h>

#include "ring.h"
#include "stream.h"

struct shash_desc;

/**
 * struct dsr_sums - what stays for the report when all has passed
 * @tracks: SHA-256 of each, @nr_tracks of them
 * @nr_tracks: of the stream
 * @extent_blocks: blocks of an extent
 * @nr_extents: of @extents
 * @room: for @extents
 * @extents: as in uapi
 */
struct dsr_sums {
	u8 (*tracks)[DSR_DIGEST_BYTES];
	u32 nr_tracks;
	u32 extent_blocks;
	u32 nr_extents;
	u32 room;
	struct dsr_extent extents[];
};

/**
 * struct dsr_digest - written by the source as chunks pass, then only read
 * @chunks: digest of every chunk, @nr_chunks of them; an entry is valid once
 *	its chunk was published
 * @nr_chunks: of the stream
 * @blocks: 16 bits of the digest of every block: where a chunk has been found to
 *	differ, they tell which block does
 * @nr_blocks: of the stream
 * @sha: running SHA-256
 * @sha256: its end, when @complete
 * @part: running SHA-256 of the track that passes, NULL: there is only one
 * @track: index of that track
 * @extent: running XXH64 of the extent that passes
 * @extent_left: blocks of it to come; 0: none is passing
 * @sums: of tracks and extents; for others when @complete
 * @complete: the whole stream has passed
 */
struct dsr_digest {
	u64 *chunks;
	u64 nr_chunks;
	u16 *blocks;
	u64 nr_blocks;
	struct shash_desc *sha;
	u8 sha256[DSR_DIGEST_BYTES];
	struct shash_desc *part;
	u32 track;
	struct xxh64_state extent;
	u32 extent_left;
	struct dsr_sums *sums;
	bool complete;
};

int dsr_digest_init(struct dsr_digest *d, u64 nr_chunks, u64 nr_blocks,
		    u32 nr_tracks);
void dsr_digest_destroy(struct dsr_digest *d);
void dsr_sums_free(struct dsr_sums *sums);
int dsr_digest_sum(struct dsr_digest *d, const struct dsr_chunk *chunk,
		   const struct dsr_segment *seg);
int dsr_digest_add(struct dsr_digest *d, const struct dsr_chunk *chunk,
		   const struct dsr_segment *seg);
s64 dsr_digest_differ(const struct dsr_digest *d, const struct dsr_chunk *chunk,
		      const struct dsr_segment *seg);
int dsr_digest_finish(struct dsr_digest *d);
const struct dsr_sums *dsr_digest_sums(const struct dsr_digest *d);

#endif

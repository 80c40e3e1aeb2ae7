// SPDX-License-Identifier: GPL-2.0
/*
 * Digests of the stream.
 *
 * xxh64 of every block, and of a chunk that of its blocks' digests, is what
 * recorders are verified against: fast, and 64 bits are plenty against faults
 * that nobody made on purpose. SHA-256 of the whole and of every track go into
 * the report, and XXH64 of its extents: compared with a report alone, they tell
 * where in a track a disc differs. What stands in the sub-channel is not looked
 * at: drives make P and Q, and R-W comes without correction; nor is what drives
 * make of a sector by themselves.
 */
#include "digest.h"

#include <crypto/hash.h>
#include <linux/mm.h>
#include <linux/slab.h>

/* 1 TiB in chunks of 64 KiB, and 128 MiB of digests: enough for any disc */
#define DSR_MAX_CHUNKS	(16 * 1024 * 1024)
#define DSR_MAX_BLOCKS	(DSR_MAX_CHUNKS * 32ULL)

#define DSR_EXTENT_BLOCKS	32	/* at least */

static int dsr_sha_make(struct shash_desc **sha)
{
	struct crypto_shash *tfm = crypto_alloc_shash("sha256", 0, 0);

	if (IS_ERR(tfm))
		return PTR_ERR(tfm);
	*sha = kzalloc(sizeof(**sha) + crypto_shash_descsize(tfm), GFP_KERNEL);
	if (!*sha) {
		crypto_free_shash(tfm);
		return -ENOMEM;
	}
	(*sha)->tfm = tfm;
	return crypto_shash_init(*sha);
}

static void dsr_sha_free(struct shash_desc **sha)
{
	if (*sha) {
		crypto_free_shash((*sha)->tfm);
		kfree_sensitive(*sha);
	}
	*sha = NULL;
}

static struct dsr_sums *dsr_sums_make(u64 nr_blocks, u32 nr_tracks)
{
	u32 blocks = DSR_EXTENT_BLOCKS, room;
	struct dsr_sums *sums;

	while (nr_blocks > (u64)blocks * DSR_MAX_EXTENTS)
		blocks *= 2;
	room = div_u64(nr_blocks, blocks) + nr_tracks;
	sums = kvzalloc(struct_size(sums, extents, room), GFP_KERNEL_ACCOUNT);
	if (!sums)
		return NULL;
	sums->tracks = kcalloc(nr_tracks, sizeof(*sums->tracks), GFP_KERNEL);
	if (!sums->tracks) {
		kvfree(sums);
		return NULL;
	}
	sums->nr_tracks = nr_tracks;
	sums->extent_blocks = blocks;
	sums->room = room;
	return sums;
}

/**
 * dsr_sums_free - free what was kept for the report
 * @sums: of a digest that was destroyed; NULL does nothing
 */
void dsr_sums_free(struct dsr_sums *sums)
{
	if (!sums)
		return;
	kfree(sums->tracks);
	kvfree(sums);
}

/**
 * dsr_digest_init - room for the digests of a stream
 * @d: to be initialised
 * @nr_chunks: of the stream; 0: nothing will be compared chunk by chunk
 * @nr_blocks: of the stream
 * @nr_tracks: of the stream, from 1
 *
 * Context: may sleep, may load a module. Return: 0; -E2BIG; other -errno.
 */
int dsr_digest_init(struct dsr_digest *d, u64 nr_chunks, u64 nr_blocks,
		    u32 nr_tracks)
{
	int err = -ENOMEM;

	memset(d, 0, sizeof(*d));
	if (nr_chunks > DSR_MAX_CHUNKS || nr_blocks > DSR_MAX_BLOCKS)
		return -E2BIG;
	d->nr_chunks = nr_chunks;
	d->nr_blocks = nr_blocks;
	if (nr_chunks) {
		d->chunks = kvcalloc(nr_chunks, sizeof(*d->chunks),
				     GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
		d->blocks = kvcalloc(nr_blocks, sizeof(*d->blocks),
				     GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
		if (!d->chunks || !d->blocks)
			goto err;
	}
	d->sums = dsr_sums_make(nr_blocks, nr_tracks);
	if (!d->sums)
		goto err;
	err = dsr_sha_make(&d->sha);
	/* of one track the whole is it */
	if (!err && nr_tracks > 1)
		err = dsr_sha_make(&d->part);
	if (err)
		goto err;
	return 0;
err:
	dsr_digest_destroy(d);
	return err;
}

/**
 * dsr_digest_destroy - free everything but the final SHA-256 and sums
 * @d: initialised, or all zero; of a stream that has not all passed nothing stays
 */
void dsr_digest_destroy(struct dsr_digest *d)
{
	kvfree(d->blocks);
	kvfree(d->chunks);
	d->blocks = NULL;
	d->chunks = NULL;
	dsr_sha_free(&d->sha);
	dsr_sha_free(&d->part);
	if (!d->complete) {
		dsr_sums_free(d->sums);
		d->sums = NULL;
	}
}

/* one block, which may lie on more pages than one */
static u64 dsr_block_hash(const struct dsr_chunk *chunk, u32 at, u32 bytes)
{
	struct xxh64_state state;
	const u8 *from;
	u32 n;

	from = dsr_chunk_peek(chunk, at, &n);
	if (n >= bytes)
		return xxh64(from, bytes, 0);
	xxh64_reset(&state, 0);
	while (bytes) {
		from = dsr_chunk_peek(chunk, at, &n);
		n = min(n, bytes);
		xxh64_update(&state, from, n);
		at += n;
		bytes -= n;
	}
	return xxh64_digest(&state);
}

/*
 * @tags: 16 bits of every block; with @keep they are put down, else the number
 * of the first block that has another goes to @differs
 */
static u64 dsr_chunk_hash(const struct dsr_chunk *chunk,
			  const struct dsr_segment *seg, u16 *tags, bool keep,
			  s64 *differs)
{
	struct xxh64_state state;
	u32 i, at, n;

	xxh64_reset(&state, 0);
	for (i = 0, at = 0; at < chunk->bytes; i++, at += seg->block_bytes) {
		u8 submode = *dsr_chunk_peek(chunk, at + DSR_XA_SUBMODE, &n);
		u64 hash = dsr_block_hash(chunk, at,
					  dsr_seg_content(seg, submode));

		xxh64_update(&state, &hash, sizeof(hash));
		if (keep)
			tags[i] = hash;
		else if (*differs < 0 && tags[i] != (u16)hash)
			*differs = i;
	}
	return xxh64_digest(&state);
}

static int dsr_sum_bytes(struct dsr_digest *d, const struct dsr_chunk *chunk,
			 u32 at, u32 bytes)
{
	int err = 0;
	u32 n;

	for (; bytes && !err; at += n, bytes -= n) {
		const u8 *from = dsr_chunk_peek(chunk, at, &n);

		n = min(n, bytes);
		xxh64_update(&d->extent, from, n);
		err = crypto_shash_update(d->sha, from, n);
		if (!err && d->part)
			err = crypto_shash_update(d->part, from, n);
	}
	return err;
}

static void dsr_sum_extent_end(struct dsr_digest *d)
{
	struct dsr_sums *sums = d->sums;

	if (d->extent_left)
		sums->extents[sums->nr_extents++].xxh64 =
			xxh64_digest(&d->extent);
	d->extent_left = 0;
}

/* before each block; @lba: of it */
static int dsr_sum_extent(struct dsr_digest *d, u64 lba)
{
	struct dsr_sums *sums = d->sums;

	if (d->extent_left)
		return 0;
	if (WARN_ON_ONCE(sums->nr_extents == sums->room))
		return -EINVAL;
	sums->extents[sums->nr_extents].lba = lba;
	xxh64_reset(&d->extent, 0);
	d->extent_left = sums->extent_blocks;
	return 0;
}

/* the SHA-256 of the track that has passed; the next one begins */
static int dsr_sum_track(struct dsr_digest *d)
{
	int err;

	dsr_sum_extent_end(d);
	if (!d->part)
		return 0;
	err = crypto_shash_final(d->part, d->sums->tracks[d->track]);
	return err ? : crypto_shash_init(d->part);
}

/**
 * dsr_digest_sum - add the content of a chunk to the sums
 * @d: of the stream
 * @chunk: held
 * @seg: of which it is one; tracks come in the order of the disc
 *
 * Context: may sleep. Return: 0 or -errno.
 */
int dsr_digest_sum(struct dsr_digest *d, const struct dsr_chunk *chunk,
		   const struct dsr_segment *seg)
{
	u64 lba = dsr_seg_lba(seg, chunk->nr);
	int err = 0;
	u32 at, n;

	if (WARN_ON_ONCE(seg->track >= d->sums->nr_tracks))
		return -EINVAL;
	if (seg->track != d->track)
		err = dsr_sum_track(d);
	d->track = seg->track;
	for (at = 0; !err && at < chunk->bytes; at += seg->block_bytes) {
		u8 submode = *dsr_chunk_peek(chunk, at + DSR_XA_SUBMODE, &n);

		err = dsr_sum_extent(d, lba++);
		if (!err)
			err = dsr_sum_bytes(d, chunk, at,
					    dsr_seg_content(seg, submode));
		if (!err && d->extent_left == 1)
			dsr_sum_extent_end(d);
		else if (!err)
			d->extent_left--;
	}
	return err;
}

/**
 * dsr_digest_add - the next chunk of the stream passes
 * @d: of the stream
 * @chunk: full, not yet published
 * @seg: of which it is one
 *
 * Context: may sleep. Return: 0 or -errno.
 */
int dsr_digest_add(struct dsr_digest *d, const struct dsr_chunk *chunk,
		   const struct dsr_segment *seg)
{
	u64 first = dsr_seg_block(seg, chunk->nr);

	if (WARN_ON_ONCE(chunk->nr >= d->nr_chunks ||
			 first + dsr_seg_blocks(seg, chunk->nr) > d->nr_blocks))
		return -EINVAL;
	d->chunks[chunk->nr] = dsr_chunk_hash(chunk, seg, &d->blocks[first],
					      true, NULL);
	return dsr_digest_sum(d, chunk, seg);
}

/**
 * dsr_digest_differ - compare a chunk that was read back with what passed
 * @d: of the stream; the chunk of this number has been published
 * @chunk: held
 * @seg: of which it is one
 *
 * Return: which of its blocks is the first that differs; -1: none does.
 */
s64 dsr_digest_differ(const struct dsr_digest *d, const struct dsr_chunk *chunk,
		      const struct dsr_segment *seg)
{
	u16 *tags = &d->blocks[dsr_seg_block(seg, chunk->nr)];
	s64 differs = -1;

	if (dsr_chunk_hash(chunk, seg, tags, false, &differs) ==
	    d->chunks[chunk->nr])
		return -1;
	/* one block in 65536 that differs has the same 16 bits all the same */
	return max(differs, 0LL);
}

/**
 * dsr_digest_finish - the whole stream has passed
 * @d: of the stream
 *
 * Return: 0 or -errno.
 */
int dsr_digest_finish(struct dsr_digest *d)
{
	int err = crypto_shash_final(d->sha, d->sha256);

	if (!err)
		err = dsr_sum_track(d);
	if (!err && !d->part)
		memcpy(d->sums->tracks[0], d->sha256, DSR_DIGEST_BYTES);
	/* pairs with the acquire in dsr_digest_sums(): the sums come first */
	smp_store_release(&d->complete, !err);
	return err;
}

/**
 * dsr_digest_sums - sums of a stream that has passed
 * @d: of the stream
 *
 * Context: any. Return: them, until they are freed; NULL: not all has passed.
 */
const struct dsr_sums *dsr_digest_sums(const struct dsr_digest *d)
{
	/* pairs with the release in dsr_digest_finish() */
	return smp_load_acquire(&d->complete) ? d->sums : NULL;
}

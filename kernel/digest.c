// SPDX-License-Identifier: GPL-2.0
/*
 * Digests of the stream.
 *
 * xxh64 per chunk is what recorders are verified against: fast, and 64 bits
 * are plenty against faults that nobody made on purpose. SHA-256 of the whole
 * goes into the report.
 */
#include "digest.h"

#include <crypto/hash.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/xxhash.h>

/* 1 TiB in chunks of 64 KiB, and 128 MiB of digests: enough for any disc */
#define DSR_MAX_CHUNKS	(16 * 1024 * 1024)

/**
 * dsr_digest_init - room for the digests of a stream
 * @d: to be initialised
 * @nr_chunks: of the stream; 0: only the SHA-256 of the whole is wanted
 *
 * Context: may sleep, may load a module. Return: 0; -E2BIG; other -errno.
 */
int dsr_digest_init(struct dsr_digest *d, u64 nr_chunks)
{
	struct crypto_shash *tfm;
	int err;

	memset(d, 0, sizeof(*d));
	if (nr_chunks > DSR_MAX_CHUNKS)
		return -E2BIG;
	d->nr_chunks = nr_chunks;
	if (nr_chunks) {
		d->chunks = kvcalloc(nr_chunks, sizeof(*d->chunks),
				     GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
		if (!d->chunks)
			return -ENOMEM;
	}
	tfm = crypto_alloc_shash("sha256", 0, 0);
	if (IS_ERR(tfm)) {
		err = PTR_ERR(tfm);
		goto err_chunks;
	}
	d->sha = kzalloc(sizeof(*d->sha) + crypto_shash_descsize(tfm),
			 GFP_KERNEL);
	if (!d->sha) {
		err = -ENOMEM;
		goto err_tfm;
	}
	d->sha->tfm = tfm;
	err = crypto_shash_init(d->sha);
	if (err)
		goto err_sha;
	return 0;
err_sha:
	kfree(d->sha);
	d->sha = NULL;
err_tfm:
	crypto_free_shash(tfm);
err_chunks:
	kvfree(d->chunks);
	d->chunks = NULL;
	return err;
}

/**
 * dsr_digest_destroy - free everything but the final SHA-256
 * @d: initialised, or all zero
 */
void dsr_digest_destroy(struct dsr_digest *d)
{
	kvfree(d->chunks);
	d->chunks = NULL;
	if (d->sha) {
		crypto_free_shash(d->sha->tfm);
		kfree_sensitive(d->sha);
		d->sha = NULL;
	}
}

static void *dsr_vec_address(const struct bio_vec *vec)
{
	return page_address(vec->bv_page) + vec->bv_offset;
}

/**
 * dsr_chunk_hash - xxh64 of a chunk's valid bytes
 * @chunk: held
 */
u64 dsr_chunk_hash(const struct dsr_chunk *chunk)
{
	u32 left = chunk->bytes;
	struct xxh64_state state;
	u32 i;

	xxh64_reset(&state, 0);
	for (i = 0; left; i++) {
		u32 n = min(left, chunk->vecs[i].bv_len);

		xxh64_update(&state, dsr_vec_address(&chunk->vecs[i]), n);
		left -= n;
	}
	return xxh64_digest(&state);
}

/**
 * dsr_digest_sum - add a chunk to the SHA-256 of the whole
 * @d: of the stream
 * @chunk: held
 *
 * Context: may sleep. Return: 0 or -errno.
 */
int dsr_digest_sum(struct dsr_digest *d, const struct dsr_chunk *chunk)
{
	u32 left = chunk->bytes;
	int err = 0;
	u32 i;

	for (i = 0; left && !err; i++) {
		u32 n = min(left, chunk->vecs[i].bv_len);

		err = crypto_shash_update(d->sha,
					  dsr_vec_address(&chunk->vecs[i]), n);
		left -= n;
	}
	return err;
}

/**
 * dsr_digest_add - the next chunk of the stream passes
 * @d: of the stream
 * @chunk: full, not yet published
 *
 * Context: may sleep. Return: 0 or -errno.
 */
int dsr_digest_add(struct dsr_digest *d, const struct dsr_chunk *chunk)
{
	if (WARN_ON_ONCE(chunk->nr >= d->nr_chunks))
		return -EINVAL;
	d->chunks[chunk->nr] = dsr_chunk_hash(chunk);
	return dsr_digest_sum(d, chunk);
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

	d->complete = !err;
	return err;
}

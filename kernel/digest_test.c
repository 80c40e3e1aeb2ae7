// SPDX-License-Identifier: GPL-2.0
/*
 * What digest.c promises of what it sums up: it is of content alone, SHA-256 of
 * the whole and of every track, XXH64 of extents.
 */
#include <crypto/hash.h>
#include <kunit/test.h>
#include <linux/slab.h>

#include "digest.h"

#define BLOCKS		5
#define ROOM		(BLOCKS * 2448)

/* what was summed up */
struct sums {
	u8 whole[DSR_DIGEST_BYTES];
	u8 tracks[2][DSR_DIGEST_BYTES];
};

static void put_chunk(void *chunk)
{
	dsr_chunk_put(chunk);
}

/* pages smaller than the blocks, and blocks that begin anywhere in them */
static struct dsr_chunk *new_chunk(struct kunit *test)
{
	struct dsr_chunk *chunk = dsr_chunk_alloc(ROOM, PAGE_SIZE, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, chunk);
	KUNIT_ASSERT_EQ(test, kunit_add_action_or_reset(test, put_chunk, chunk),
			0);
	return chunk;
}

/* BLOCKS blocks, all bytes of which are their number */
static void fill(struct dsr_chunk *chunk, const struct dsr_segment *seg,
		 u8 form)
{
	u32 i, at;

	dsr_chunk_window(chunk, 0, BLOCKS * seg->block_bytes);
	for (i = 0; i < BLOCKS * (u32)seg->block_bytes; i++) {
		u8 byte = i / seg->block_bytes;

		dsr_chunk_fill(chunk, i, &byte, 1);
	}
	for (i = 0; i < BLOCKS && seg->mode == DSR_MODE_XA_MIX; i++) {
		at = i * seg->block_bytes + DSR_XA_SUBMODE;
		dsr_chunk_fill(chunk, at, &form, 1);
	}
}

/* the chunk as track 1, and once more as track 2 where @twice */
static void sum(struct kunit *test, struct dsr_chunk *chunk,
		const struct dsr_segment *seg, bool twice, struct sums *to)
{
	struct dsr_segment second = *seg;
	struct dsr_digest d;

	second.track = 1;
	KUNIT_ASSERT_EQ(test, dsr_digest_init(&d, 0, 2 * BLOCKS, 1 + twice), 0);
	KUNIT_EXPECT_EQ(test, dsr_digest_sum(&d, chunk, seg), 0);
	if (twice)
		KUNIT_EXPECT_EQ(test, dsr_digest_sum(&d, chunk, &second), 0);
	KUNIT_EXPECT_EQ(test, dsr_digest_finish(&d), 0);
	memcpy(to->whole, d.sha256, sizeof(to->whole));
	memcpy(to->tracks, d.sums->tracks,
	       (1 + twice) * sizeof(to->tracks[0]));
	dsr_digest_destroy(&d);
	dsr_sums_free(d.sums);
}

/* does the byte at @offset of the last block count? */
static bool counts(struct kunit *test, const struct dsr_segment *seg, u8 form,
		   u32 offset)
{
	struct dsr_chunk *chunk = new_chunk(test);
	struct sums before, after;
	u8 other = 0xa5;

	fill(chunk, seg, form);
	sum(test, chunk, seg, false, &before);
	dsr_chunk_fill(chunk, (BLOCKS - 1) * seg->block_bytes + offset, &other, 1);
	sum(test, chunk, seg, false, &after);
	return memcmp(before.whole, after.whole, sizeof(before.whole));
}

static void plain(struct kunit *test, const u8 *data, u32 bytes, u8 *out)
{
	struct crypto_shash *tfm = crypto_alloc_shash("sha256", 0, 0);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, tfm);
	KUNIT_EXPECT_EQ(test, crypto_shash_tfm_digest(tfm, data, bytes, out), 0);
	crypto_free_shash(tfm);
}

static void of_plain_blocks_it_is_that_of_their_bytes(struct kunit *test)
{
	const struct dsr_segment seg = {
		.mode = DSR_MODE_DATA, .block_bytes = 2048,
	};
	struct dsr_chunk *chunk = new_chunk(test);
	u8 wanted[DSR_DIGEST_BYTES], *data;
	struct sums got;
	u32 i;

	data = kunit_kzalloc(test, BLOCKS * 2048, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, data);
	for (i = 0; i < BLOCKS; i++)
		memset(data + i * 2048, i, 2048);
	fill(chunk, &seg, 0);
	plain(test, data, BLOCKS * 2048, wanted);
	sum(test, chunk, &seg, false, &got);
	KUNIT_EXPECT_MEMEQ(test, got.whole, wanted, sizeof(wanted));
	KUNIT_EXPECT_MEMEQ(test, got.tracks[0], wanted, sizeof(wanted));
}

static void sub_channel_does_not_count(struct kunit *test)
{
	const struct dsr_segment seg = {
		.mode = DSR_MODE_AUDIO, .block_bytes = 2448,
		.subchannel = DSR_SUB_RAW96,
	};

	KUNIT_EXPECT_TRUE(test, counts(test, &seg, 0, 0));
	KUNIT_EXPECT_TRUE(test, counts(test, &seg, 0, 2351));
	KUNIT_EXPECT_FALSE(test, counts(test, &seg, 0, 2352));
	KUNIT_EXPECT_FALSE(test, counts(test, &seg, 0, 2447));
}

static void what_drives_make_of_xa_does_not_count(struct kunit *test)
{
	const struct dsr_segment seg = {
		.mode = DSR_MODE_XA_MIX, .block_bytes = 2336,
	};

	KUNIT_EXPECT_TRUE(test, counts(test, &seg, 0, 8 + 2047));
	KUNIT_EXPECT_FALSE(test, counts(test, &seg, 0, 8 + 2048));
	KUNIT_EXPECT_FALSE(test, counts(test, &seg, 0, 2335));
	KUNIT_EXPECT_TRUE(test, counts(test, &seg, DSR_XA_FORM2, 8 + 2323));
	KUNIT_EXPECT_FALSE(test, counts(test, &seg, DSR_XA_FORM2, 8 + 2324));
}

static void every_track_has_its_own(struct kunit *test)
{
	const struct dsr_segment seg = {
		.mode = DSR_MODE_AUDIO, .block_bytes = 2352,
	};
	struct dsr_chunk *chunk = new_chunk(test);
	struct sums one, two;

	fill(chunk, &seg, 0);
	sum(test, chunk, &seg, false, &one);
	sum(test, chunk, &seg, true, &two);
	KUNIT_EXPECT_MEMEQ(test, two.tracks[0], one.whole, sizeof(one.whole));
	KUNIT_EXPECT_MEMEQ(test, two.tracks[1], one.whole, sizeof(one.whole));
	KUNIT_EXPECT_MEMNEQ(test, two.whole, one.whole, sizeof(one.whole));
}

/* ---- extents -------------------------------------------------------------- */

#define SMALLEST	32	/* blocks of an extent */
#define LBA		1000

/*
 * Two tracks of chunks that are alike, but for one byte of chunk @other. The
 * first has an extent and three blocks more, so that extents end within chunks.
 */
static void sum_extents(struct kunit *test, struct dsr_digest *d, u64 other)
{
	struct dsr_segment seg = {
		.mode = DSR_MODE_DATA, .block_bytes = 2048, .lba = LBA,
		.chunk_blocks = BLOCKS,
	};
	u64 first = SMALLEST / BLOCKS + 1, nr;
	struct dsr_chunk *chunk = new_chunk(test);
	u8 byte = 0xa5;

	KUNIT_ASSERT_EQ(test,
			dsr_digest_init(d, 0, (first + 1) * BLOCKS, 2), 0);
	for (nr = 0; nr < first + 1; nr++) {
		if (nr == first) {
			seg.track = 1;
			seg.first_chunk = first;
			seg.lba = LBA + 500;
		}
		fill(chunk, &seg, 0);
		chunk->nr = nr;
		if (nr == other)
			dsr_chunk_fill(chunk, 3 * 2048 + 17, &byte, 1);
		KUNIT_EXPECT_EQ(test, dsr_digest_sum(d, chunk, &seg), 0);
	}
	KUNIT_EXPECT_NULL(test, dsr_digest_sums(d));
	KUNIT_EXPECT_EQ(test, dsr_digest_finish(d), 0);
	KUNIT_EXPECT_PTR_EQ(test, dsr_digest_sums(d),
			    (const struct dsr_sums *)d->sums);
}

static void extents_end_with_their_tracks(struct kunit *test)
{
	static const u64 begins[] = { LBA, LBA + SMALLEST, LBA + 500 };
	struct dsr_digest d;
	u8 *data;
	u32 i;

	data = kunit_kzalloc(test, BLOCKS * 2048, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, data);
	for (i = 0; i < BLOCKS; i++)
		memset(data + i * 2048, i, 2048);
	sum_extents(test, &d, U64_MAX);
	KUNIT_EXPECT_EQ(test, d.sums->extent_blocks, (u32)SMALLEST);
	KUNIT_ASSERT_EQ(test, d.sums->nr_extents, (u32)ARRAY_SIZE(begins));
	for (i = 0; i < ARRAY_SIZE(begins); i++)
		KUNIT_EXPECT_EQ(test, d.sums->extents[i].lba, begins[i]);
	KUNIT_EXPECT_EQ(test, d.sums->extents[1].xxh64,
			xxh64(data + 2 * 2048, 3 * 2048, 0));
	KUNIT_EXPECT_EQ(test, d.sums->extents[2].xxh64,
			xxh64(data, BLOCKS * 2048, 0));
	dsr_digest_destroy(&d);
	dsr_sums_free(d.sums);
}

static void a_byte_is_in_one_extent(struct kunit *test)
{
	struct dsr_digest same, other;
	u32 i;

	sum_extents(test, &same, U64_MAX);
	sum_extents(test, &other, SMALLEST / BLOCKS);
	for (i = 0; i < 3; i++)
		KUNIT_EXPECT_EQ(test, same.sums->extents[i].xxh64 !=
				other.sums->extents[i].xxh64, i == 1);
	dsr_digest_destroy(&same);
	dsr_sums_free(same.sums);
	dsr_digest_destroy(&other);
	dsr_sums_free(other.sums);
}

static void extents_grow_with_the_content(struct kunit *test)
{
	static const struct {
		u64 blocks;
		u32 extent;
	} cases[] = {
		{ 1, 32 }, { 32ULL * 2048, 32 }, { 32ULL * 2048 + 1, 64 },
		{ 360000, 256 }, { 2295104, 2048 }, { 24438784, 16384 },
	};
	struct dsr_digest d;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		KUNIT_ASSERT_EQ(test,
				dsr_digest_init(&d, 0, cases[i].blocks, 1), 0);
		KUNIT_EXPECT_EQ(test, d.sums->extent_blocks, cases[i].extent);
		dsr_digest_destroy(&d);
		dsr_sums_free(d.sums);
	}
}

static struct kunit_case digest_cases[] = {
	KUNIT_CASE(of_plain_blocks_it_is_that_of_their_bytes),
	KUNIT_CASE(sub_channel_does_not_count),
	KUNIT_CASE(what_drives_make_of_xa_does_not_count),
	KUNIT_CASE(every_track_has_its_own),
	KUNIT_CASE(extents_end_with_their_tracks),
	KUNIT_CASE(a_byte_is_in_one_extent),
	KUNIT_CASE(extents_grow_with_the_content),
	{}
};

static struct kunit_suite digest_suite = {
	.name = "dsr_digest",
	.test_cases = digest_cases,
};

kunit_test_suite(digest_suite);

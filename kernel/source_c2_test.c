// SPDX-License-Identifier: GPL-2.0
/*
 * What source_c2.c promises, against a drive that answers by opcode.
 */
#include "source_bad.h"
#include "source_c2.h"
#include "test_drive.h"

#define BLOCKS	10
#define LBA	1000
#define BYTES	(MMC_CDDA_BYTES + MMC_C2_BYTES)

/* the feature CD read, with and without C2 error bits */
static const u8 feature_c2[] = {
	0, 0, 0, 12, 0, 0, 0, 8, 0, 0x1e, 0x0b, 4, 0x83, 0, 0, 0,
};

static const u8 feature_no_c2[] = {
	0, 0, 0, 12, 0, 0, 0, 8, 0, 0x1e, 0x0b, 4, 0x81, 0, 0, 0,
};

static const u8 clean[BLOCKS * MMC_C2_BYTES];

/* block 3 has its very last bit set */
static const u8 third[BLOCKS * MMC_C2_BYTES] = {
	[4 * MMC_C2_BYTES - 1] = 0x01,
};

/* one block with its bits: samples, and errors in the first byte or none */
static const u8 good_block[BYTES] = { [0 ... MMC_CDDA_BYTES - 1] = 0x5a };
static const u8 bad_block[BYTES] = {
	[0 ... MMC_CDDA_BYTES - 1] = 0x77, [MMC_CDDA_BYTES] = 0x80,
};

struct c2_fixture {
	struct dsr_run run;
	struct dsr_segment seg;
	struct dsr_claim claim;
	struct dsr_transfer t;
	struct dsr_c2 c2;
	struct dsr_bad_range ranges[DSR_BAD_KINDS][4];
};

static void put_chunk(void *chunk)
{
	dsr_chunk_put(chunk);
}

static struct dsr_chunk *new_chunk(struct kunit *test, u32 bytes)
{
	struct dsr_chunk *chunk = dsr_chunk_alloc(bytes, PAGE_SIZE, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, chunk);
	KUNIT_ASSERT_EQ(test, kunit_add_action_or_reset(test, put_chunk, chunk),
			0);
	dsr_chunk_window(chunk, 0, bytes);
	return chunk;
}

/* a chunk of audio that has been read: its bytes are 11h */
static struct c2_fixture *new_fixture(struct kunit *test, u32 flags)
{
	struct test_drive *d = test_new_drive(test);
	struct c2_fixture *f = kunit_kzalloc(test, sizeof(*f), GFP_KERNEL);
	u32 i;

	KUNIT_ASSERT_NOT_NULL(test, f);
	mutex_init(&f->run.lock);
	f->run.flags = DSR_JOB_F_C2 | flags;
	f->run.piece_bytes = PAGE_SIZE;
	f->run.gfp = GFP_KERNEL;
	f->run.stream.segments = &f->seg;
	f->run.stream.nr_segments = 1;
	f->run.stream.chunk_bytes = BLOCKS * MMC_CDDA_BYTES;
	for (i = 0; i < DSR_BAD_KINDS; i++)
		f->run.bad[i].ranges = f->ranges[i];
	f->seg.mode = DSR_MODE_AUDIO;
	f->seg.block_bytes = MMC_CDDA_BYTES;
	f->seg.blocks = BLOCKS;
	f->seg.chunk_blocks = BLOCKS;
	f->seg.source = LBA;
	f->seg.lba = LBA;
	f->claim.unit = &d->unit;
	f->t.claim = &f->claim;
	f->t.seg = &f->seg;
	f->t.lba = LBA;
	f->t.blocks = BLOCKS;
	f->t.chunk = new_chunk(test, BLOCKS * MMC_CDDA_BYTES);
	for (i = 0; i < f->t.chunk->nr_vecs; i++)
		memset(page_address(f->t.chunk->vecs[i].bv_page), 0x11,
		       PAGE_SIZE);
	f->c2.form = DSR_C2_ALONE;
	f->c2.room = BLOCKS * MMC_CDDA_BYTES;
	f->c2.answer = new_chunk(test, f->c2.room);
	f->c2.one.claim = &f->claim;
	return f;
}

static int check(struct kunit *test, struct c2_fixture *f)
{
	struct test_drive *d = test->priv;

	return dsr_c2_check(&f->c2, &f->run, &f->t, &d->error);
}

static void says(struct kunit *test, const u8 *data, u32 bytes, u32 times)
{
	struct test_drive *d = test->priv;

	test_answers(d, MMC_READ_CD, data, bytes);
	d->answers[d->nr_answers - 1].times = times;
}

/* @bytes of the chunk from @from on have nothing but @byte */
static void expect_bytes(struct kunit *test, const struct c2_fixture *f,
			 u32 from, u32 bytes, u8 byte)
{
	u32 at, n;

	for (at = 0; at < bytes; at += n) {
		const u8 *p = dsr_chunk_peek(f->t.chunk, from + at, &n);

		n = min(n, bytes - at);
		KUNIT_EXPECT_NULL_MSG(test, memchr_inv(p, byte, n),
				      "from byte %u on, expected %#x", from,
				      byte);
	}
}

static void expect_block(struct kunit *test, const struct c2_fixture *f, u32 i,
			 u8 byte)
{
	expect_bytes(test, f, i * MMC_CDDA_BYTES, MMC_CDDA_BYTES, byte);
}

static void audio_without_errors_is_asked_for_once(struct kunit *test)
{
	struct c2_fixture *f = new_fixture(test, 0);
	struct test_drive *d = test->priv;

	says(test, clean, sizeof(clean), 0);
	KUNIT_EXPECT_EQ(test, check(test, f), 0);
	KUNIT_EXPECT_EQ(test, d->nr_sent, 1U);
	KUNIT_EXPECT_EQ(test, d->sent[0].cdb[8], BLOCKS);
	KUNIT_EXPECT_EQ(test, d->sent[0].cdb[9], 0x02);
	KUNIT_EXPECT_EQ(test, f->run.c2_blocks, 0ULL);
	f->seg.mode = DSR_MODE_DATA;
	KUNIT_EXPECT_EQ(test, check(test, f), 0);
	KUNIT_EXPECT_EQ(test, d->nr_sent, 1U);
}

static void a_good_second_reading_takes_the_blocks_place(struct kunit *test)
{
	struct c2_fixture *f = new_fixture(test, 0);
	struct test_drive *d = test->priv;
	u32 i;

	says(test, third, sizeof(third), 1);
	says(test, bad_block, BYTES, 1);
	says(test, good_block, BYTES, 1);
	KUNIT_EXPECT_EQ(test, check(test, f), 0);
	KUNIT_EXPECT_EQ(test, d->nr_sent, 3U);
	KUNIT_EXPECT_EQ(test, d->sent[2].cdb[5], (LBA + 3) & 0xff);
	KUNIT_EXPECT_EQ(test, d->sent[2].cdb[8], 1);
	KUNIT_EXPECT_EQ(test, d->sent[2].cdb[9], 0x12);
	for (i = 0; i < BLOCKS; i++)
		expect_block(test, f, i, i == 3 ? 0x5a : 0x11);
	KUNIT_EXPECT_EQ(test, f->run.c2_blocks, 1ULL);
	KUNIT_EXPECT_EQ(test, f->run.bad[DSR_BAD_C2].blocks, 0ULL);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_NONE);
}

static void a_block_comes_with_its_sub_channel(struct kunit *test)
{
	static const u8 answer[BYTES + 96] = {
		[0 ... MMC_CDDA_BYTES - 1] = 0x5a, [BYTES ... BYTES + 95] = 0x5a,
	};
	struct c2_fixture *f = new_fixture(test, 0);
	struct test_drive *d = test->priv;

	f->seg.subchannel = DSR_SUB_RAW96;
	f->seg.block_bytes = MMC_CDDA_BYTES + 96;
	f->t.blocks = 9;
	says(test, third, 9 * MMC_C2_BYTES, 1);
	says(test, answer, sizeof(answer), 1);
	KUNIT_EXPECT_EQ(test, check(test, f), 0);
	KUNIT_EXPECT_EQ(test, d->sent[0].cdb[10], 0x00);
	KUNIT_EXPECT_EQ(test, d->sent[1].cdb[10], 0x01);
	expect_bytes(test, f, 0, 3 * f->seg.block_bytes, 0x11);
	expect_bytes(test, f, 3 * f->seg.block_bytes, f->seg.block_bytes, 0x5a);
	expect_bytes(test, f, 4 * f->seg.block_bytes, f->seg.block_bytes, 0x11);
}

static void errors_that_stay_end_the_job_at_their_block(struct kunit *test)
{
	struct c2_fixture *f = new_fixture(test, 0);
	struct test_drive *d = test->priv;

	f->run.read_retries = 7;
	says(test, third, sizeof(third), 1);
	says(test, bad_block, BYTES, 0);
	KUNIT_EXPECT_EQ(test, check(test, f), -EIO);
	KUNIT_EXPECT_EQ(test, d->nr_sent, 8U);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_C2_ERRORS);
	KUNIT_EXPECT_EQ(test, d->error.lba, LBA + 3ULL);
	KUNIT_EXPECT_EQ(test, d->error.retries, 7U);
	KUNIT_EXPECT_EQ(test, f->run.c2_blocks, 1ULL);
}

static void errors_that_stay_are_kept_and_listed_by_skip(struct kunit *test)
{
	struct c2_fixture *f = new_fixture(test, DSR_JOB_F_SKIP_BAD);
	struct test_drive *d = test->priv;

	says(test, third, sizeof(third), 1);
	says(test, bad_block, BYTES, 0);
	KUNIT_EXPECT_EQ(test, check(test, f), 0);
	expect_block(test, f, 3, 0x11);
	KUNIT_EXPECT_EQ(test, f->run.bad[DSR_BAD_C2].nr, 1U);
	KUNIT_EXPECT_EQ(test, f->ranges[DSR_BAD_C2][0].lba, LBA + 3ULL);
	KUNIT_EXPECT_EQ(test, f->ranges[DSR_BAD_C2][0].blocks, 1ULL);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_NONE);
}

static void bits_that_do_not_come_whole_are_no_bits(struct kunit *test)
{
	struct c2_fixture *f = new_fixture(test, 0);
	u32 i;

	/* three repeats of a short answer, then every block by itself */
	says(test, clean, sizeof(clean) - 1, 4);
	says(test, good_block, BYTES, 0);
	KUNIT_EXPECT_EQ(test, check(test, f), 0);
	for (i = 0; i < BLOCKS; i++)
		expect_block(test, f, i, 0x5a);
	KUNIT_EXPECT_EQ(test, f->run.c2_blocks, 0ULL);
}

static void zeros_are_not_asked_about(struct kunit *test)
{
	struct c2_fixture *f = new_fixture(test, DSR_JOB_F_SKIP_BAD);
	struct test_drive *d = test->priv;

	KUNIT_ASSERT_EQ(test, dsr_bad_add(&f->run, DSR_BAD_UNREADABLE, LBA + 3),
			0);
	says(test, third, sizeof(third), 1);
	KUNIT_EXPECT_EQ(test, check(test, f), 0);
	KUNIT_EXPECT_EQ(test, d->nr_sent, 1U);
	KUNIT_EXPECT_EQ(test, f->run.bad[DSR_BAD_C2].nr, 0U);
}

static void a_refusal_is_no_bad_block(struct kunit *test)
{
	struct c2_fixture *f = new_fixture(test, DSR_JOB_F_SKIP_BAD);
	struct test_drive *d = test->priv;

	test_fails(d, MMC_READ_CD, 0, 5, 0x24, 0x00);
	KUNIT_EXPECT_EQ(test, check(test, f), -EIO);
	KUNIT_EXPECT_EQ(test, d->nr_sent, 1U);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_REFUSED);
}

static void a_cancelled_job_reads_nothing_again(struct kunit *test)
{
	struct c2_fixture *f = new_fixture(test, 0);
	struct test_drive *d = test->priv;

	f->run.cancelled = true;
	says(test, third, sizeof(third), 0);
	KUNIT_EXPECT_EQ(test, check(test, f), -ECANCELED);
	KUNIT_EXPECT_EQ(test, d->nr_sent, 1U);
}

/* prepares @c2, which is not f->c2: the form that was found, or -errno */
static int prepare(struct kunit *test, struct c2_fixture *f)
{
	struct test_drive *d = test->priv;
	struct dsr_c2 *c2 = kunit_kzalloc(test, sizeof(*c2), GFP_KERNEL);
	int err;

	KUNIT_ASSERT_NOT_NULL(test, c2);
	err = dsr_c2_prepare(c2, &f->run, &f->claim, &d->p);
	dsr_c2_release(c2);
	KUNIT_EXPECT_NULL(test, c2->answer);
	return err ? : c2->form;
}

static void the_bits_alone_are_preferred(struct kunit *test)
{
	struct c2_fixture *f = new_fixture(test, 0);
	struct test_drive *d = test->priv;

	test_answers(d, MMC_GET_CONFIGURATION, feature_c2, sizeof(feature_c2));
	says(test, clean, sizeof(clean), 0);
	KUNIT_EXPECT_EQ(test, prepare(test, f), (int)DSR_C2_ALONE);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_READ_CD), 1U);
}

static void the_blocks_come_along_where_they_must(struct kunit *test)
{
	struct c2_fixture *f = new_fixture(test, 0);
	struct test_drive *d = test->priv;

	/* a drive from before GET CONFIGURATION */
	test_fails(d, MMC_GET_CONFIGURATION, 0, 5, 0x20, 0x00);
	test_fails(d, MMC_READ_CD, 1, 5, 0x24, 0x00);
	says(test, good_block, BYTES, 0);
	KUNIT_EXPECT_EQ(test, prepare(test, f), (int)DSR_C2_WITH);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_NONE);
}

static void bits_behind_blocks_are_found(struct kunit *test)
{
	struct c2_fixture *f = new_fixture(test, 0);
	struct test_drive *d = test->priv;

	f->c2.form = DSR_C2_WITH;
	f->c2.room = BYTES;
	says(test, good_block, BYTES, 1);
	says(test, bad_block, BYTES, 1);
	says(test, good_block, BYTES, 0);
	KUNIT_EXPECT_EQ(test, check(test, f), 0);
	KUNIT_EXPECT_EQ(test, d->nr_sent, BLOCKS + 1U);
	expect_block(test, f, 0, 0x11);
	expect_block(test, f, 1, 0x5a);
	KUNIT_EXPECT_EQ(test, f->run.c2_blocks, 1ULL);
}

static void a_drive_that_cannot_tell_is_refused(struct kunit *test)
{
	struct c2_fixture *f = new_fixture(test, 0);
	struct test_drive *d = test->priv;

	test_answers(d, MMC_GET_CONFIGURATION, feature_c2, sizeof(feature_c2));
	test_fails(d, MMC_READ_CD, 0, 5, 0x24, 0x00);
	KUNIT_EXPECT_EQ(test, prepare(test, f), -EIO);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_READ_CD), 2U);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_NO_C2);
}

static void a_drive_that_says_no_is_believed(struct kunit *test)
{
	struct c2_fixture *f = new_fixture(test, 0);
	struct test_drive *d = test->priv;

	test_answers(d, MMC_GET_CONFIGURATION, feature_no_c2,
		     sizeof(feature_no_c2));
	says(test, clean, sizeof(clean), 0);
	KUNIT_EXPECT_EQ(test, prepare(test, f), -EIO);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_READ_CD), 0U);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_NO_C2);
}

static struct kunit_case source_c2_cases[] = {
	KUNIT_CASE(audio_without_errors_is_asked_for_once),
	KUNIT_CASE(a_good_second_reading_takes_the_blocks_place),
	KUNIT_CASE(a_block_comes_with_its_sub_channel),
	KUNIT_CASE(errors_that_stay_end_the_job_at_their_block),
	KUNIT_CASE(errors_that_stay_are_kept_and_listed_by_skip),
	KUNIT_CASE(bits_that_do_not_come_whole_are_no_bits),
	KUNIT_CASE(zeros_are_not_asked_about),
	KUNIT_CASE(a_refusal_is_no_bad_block),
	KUNIT_CASE(a_cancelled_job_reads_nothing_again),
	KUNIT_CASE(the_bits_alone_are_preferred),
	KUNIT_CASE(the_blocks_come_along_where_they_must),
	KUNIT_CASE(bits_behind_blocks_are_found),
	KUNIT_CASE(a_drive_that_cannot_tell_is_refused),
	KUNIT_CASE(a_drive_that_says_no_is_believed),
	{}
};

static struct kunit_suite source_c2_suite = {
	.name = "dsr_source_c2",
	.test_cases = source_c2_cases,
};

kunit_test_suite(source_c2_suite);

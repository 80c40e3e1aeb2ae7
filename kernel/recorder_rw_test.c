// SPDX-License-Identifier: GPL-2.0
/*
 * What the families of media promise that are written over in place:
 * recorder_rw.c and recorder_format.c.
 */
#include "test_recorder.h"

/* current, then full (10h) and quick (15h): 2297888 blocks */
static const u8 formats_rw[] = {
	0, 0, 0, 24, 0, 0, 0x01, 0x00, 0x02, 0, 0x08, 0,
	0, 0x23, 0x10, 0x20, 0x10 << 2, 0, 0, 16,
	0, 0x23, 0x10, 0x20, 0x15 << 2, 0, 0, 16,
};

/* a DVD-RAM that was never formatted, and one that was */
static const u8 formats_ram[] = {
	0, 0, 0, 16, 0, 0x22, 0x24, 0xe0, 0x01, 0, 0x08, 0,
	0, 0x22, 0x24, 0xe0, 0, 0, 0x08, 0,
};

static const u8 formats_done[] = {
	0, 0, 0, 16, 0, 0x22, 0x24, 0xe0, 0x02, 0, 0x08, 0,
	0, 0x22, 0x24, 0xe0, 0, 0, 0x08, 0,
};

/* a BD-RE: with spare areas (30h), by default (00h), without (31h) */
static const u8 formats_bd[] = {
	0, 0, 0, 32, 0, 0xba, 0x74, 0, 0x01, 0, 0x08, 0,
	0, 0xb4, 0x73, 0, 0x30 << 2, 0, 0x30, 0,
	0, 0xb4, 0x73, 0, 0x00, 0, 0x08, 0,
	0, 0xba, 0x74, 0, 0x31 << 2, 0, 0x08, 0,
};

/* 2237664 blocks of 2048 bytes */
static const u8 capacity[] = { 0, 0x22, 0x24, 0xdf, 0, 0, 0x08, 0 };

/* 256 blocks: a DVD-RW formatted quickly and hardly written to */
static const u8 capacity_small[] = { 0, 0, 0, 0xff, 0, 0, 0x08, 0 };

static struct dsr_recorder *new_ram(struct kunit *test, const void *formats,
				    u32 bytes)
{
	struct dsr_recorder *r;
	struct test_drive *d;

	r = new_recorder(test, MMC_PROFILE_DVD_RAM, MMC_DISC_RANDOM,
			 &dsr_recorder_dvd_ram);
	d = test->priv;
	test_answers(d, MMC_READ_FORMAT_CAPACITIES, formats, bytes);
	test_answers(d, MMC_READ_CAPACITY, capacity, sizeof(capacity));
	return r;
}

static void an_unformatted_medium_is_formatted_first(struct kunit *test)
{
	struct dsr_recorder *r = new_ram(test, formats_ram,
					 sizeof(formats_ram));
	struct test_drive *d = test->priv;
	const struct test_sent *sent;

	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_EXPECT_EQ(test, r->capacity, 2237664ULL);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_READ_10), 0U);
	KUNIT_ASSERT_EQ(test, start(r), 0);
	sent = test_find(test, d, MMC_FORMAT_UNIT, 0);
	KUNIT_EXPECT_EQ(test, get_unaligned_be32(&sent->list[4]), 2237664U);
	KUNIT_EXPECT_EQ(test, sent->list[8], 0);
}

static void a_formatted_medium_in_use_is_not_written_to(struct kunit *test)
{
	static const u8 something[4096] = { [4095] = 1 };
	struct dsr_recorder *r = new_ram(test, formats_done,
					 sizeof(formats_done));
	struct test_drive *d = test->priv;

	test_answers(d, MMC_READ_10, something, sizeof(something));
	KUNIT_EXPECT_EQ(test, check(r), -EIO);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_NOT_BLANK);
	r->overwrite = true;
	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_ASSERT_EQ(test, start(r), 0);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_FORMAT_UNIT), 0U);
}

static void a_quick_erase_clears_both_ends(struct kunit *test)
{
	struct dsr_recorder *r = new_ram(test, formats_done,
					 sizeof(formats_done));
	struct test_drive *d = test->priv;
	const struct test_sent *sent;
	u32 n;

	KUNIT_ASSERT_EQ(test, erase(r), 0);
	n = test_count(d, MMC_WRITE_10);
	KUNIT_EXPECT_EQ(test, n, 2 * 17U);
	sent = test_find(test, d, MMC_WRITE_10, 0);
	KUNIT_EXPECT_EQ(test, get_unaligned_be32(&sent->cdb[2]), 0U);
	sent = test_find(test, d, MMC_WRITE_10, n - 1);
	KUNIT_EXPECT_EQ(test, get_unaligned_be32(&sent->cdb[2]) +
			get_unaligned_be16(&sent->cdb[7]), 2237664U);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_SYNCHRONIZE_CACHE), 1U);
	KUNIT_EXPECT_EQ(test, d->told, 65536U);
	KUNIT_EXPECT_FALSE(test, d->fell);
}

static void a_full_erase_clears_every_block(struct kunit *test)
{
	/* 4096 blocks */
	static const u8 little[] = { 0, 0, 0x0f, 0xff, 0, 0, 0x08, 0 };
	struct dsr_recorder *r = new_ram(test, formats_done,
					 sizeof(formats_done));
	struct test_drive *d = test->priv;

	d->answers[d->nr_answers - 1].data = little;
	r->full = true;
	KUNIT_ASSERT_EQ(test, erase(r), 0);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_WRITE_10), 128U);
}

static void an_erase_that_fails_says_why(struct kunit *test)
{
	struct dsr_recorder *r = new_ram(test, formats_done,
					 sizeof(formats_done));
	struct test_drive *d = test->priv;

	test_fails(d, MMC_WRITE_10, 0, 3, 0x0c, 0x00);
	KUNIT_EXPECT_EQ(test, erase(r), -EIO);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_MEDIUM_ERROR);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_SYNCHRONIZE_CACHE), 1U);
}

static void a_bd_re_gets_all_its_room(struct kunit *test)
{
	struct dsr_recorder *r;
	struct test_drive *d;

	r = new_recorder(test, MMC_PROFILE_BD_RE, MMC_DISC_BLANK,
			 &dsr_recorder_bd_re);
	d = test->priv;
	test_answers(d, MMC_READ_FORMAT_CAPACITIES, formats_bd,
		     sizeof(formats_bd));
	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_EXPECT_EQ(test, r->capacity, 12219392ULL);
	KUNIT_ASSERT_EQ(test, start(r), 0);
	KUNIT_EXPECT_EQ(test, test_find(test, d, MMC_FORMAT_UNIT, 0)->list[8],
			0x31 << 2);
}

static void a_dvd_rw_that_is_too_small_is_formatted_anew(struct kunit *test)
{
	struct dsr_recorder *r;
	struct test_drive *d;

	r = new_recorder(test, MMC_PROFILE_DVD_RW_RO, MMC_DISC_COMPLETE,
			 &dsr_recorder_dvd_rw_ro);
	d = test->priv;
	test_answers(d, MMC_READ_FORMAT_CAPACITIES, formats_rw,
		     sizeof(formats_rw));
	test_answers(d, MMC_READ_CAPACITY, capacity_small,
		     sizeof(capacity_small));
	r->overwrite = true;
	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_EXPECT_EQ(test, r->capacity, 2297888ULL);
	KUNIT_ASSERT_EQ(test, start(r), 0);
	KUNIT_EXPECT_EQ(test, test_find(test, d, MMC_FORMAT_UNIT, 0)->list[8],
			0x15 << 2);
}

static void a_dvd_rw_written_over_in_place_is_blanked_to_erase_it(struct kunit *test)
{
	struct dsr_recorder *r;
	struct test_drive *d;

	r = new_recorder(test, MMC_PROFILE_DVD_RW_RO, MMC_DISC_COMPLETE,
			 &dsr_recorder_dvd_rw_ro);
	d = test->priv;
	/* there is no such page while it is formatted */
	test_fails(d, MMC_MODE_SELECT_10, 0, 5, 0x26, 0x00);
	KUNIT_ASSERT_EQ(test, erase(r), 0);
	KUNIT_EXPECT_EQ(test, test_find(test, d, MMC_BLANK, 0)->cdb[1], 0x11);
}

static void an_erased_dvd_plus_rw_can_be_read_anywhere(struct kunit *test)
{
	struct dsr_recorder *r;
	struct test_drive *d;

	r = new_recorder(test, MMC_PROFILE_DVD_PLUS_RW, MMC_DISC_BLANK,
			 &dsr_recorder_dvd_plus_rw);
	d = test->priv;
	KUNIT_ASSERT_EQ(test, erase(r), 0);
	KUNIT_EXPECT_EQ(test, test_find(test, d, MMC_FORMAT_UNIT, 0)->list[8],
			0x26 << 2);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_WRITE_10), 2 * 17U);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_CLOSE_TRACK_SESSION), 1U);
}

static struct kunit_case recorder_rw_cases[] = {
	KUNIT_CASE(an_unformatted_medium_is_formatted_first),
	KUNIT_CASE(a_formatted_medium_in_use_is_not_written_to),
	KUNIT_CASE(a_quick_erase_clears_both_ends),
	KUNIT_CASE(a_full_erase_clears_every_block),
	KUNIT_CASE(an_erase_that_fails_says_why),
	KUNIT_CASE(a_bd_re_gets_all_its_room),
	KUNIT_CASE(a_dvd_rw_that_is_too_small_is_formatted_anew),
	KUNIT_CASE(a_dvd_rw_written_over_in_place_is_blanked_to_erase_it),
	KUNIT_CASE(an_erased_dvd_plus_rw_can_be_read_anywhere),
	{}
};

static struct kunit_suite recorder_rw_suite = {
	.name = "dsr_recorder_rw",
	.test_cases = recorder_rw_cases,
};

kunit_test_suite(recorder_rw_suite);

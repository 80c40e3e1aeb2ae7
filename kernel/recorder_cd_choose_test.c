// SPDX-License-Identifier: GPL-2.0
/*
 * What recorder_cd.c promises of its choice: a disc gets a way of writing that
 * can carry all of it, and what stands in the way is named before the laser.
 */
#include "test_recorder.h"

/* feature 002Eh: session at once, with R-W, without it */
static const u8 feature_text[] = {
	0, 0, 0, 12, 0, 0, 0, 0x09, 0, 0x2e, 0x09, 4, 0x21, 0, 0x10, 0,
};

static const u8 feature_sao[] = {
	0, 0, 0, 12, 0, 0, 0, 0x09, 0, 0x2e, 0x09, 4, 0x20, 0, 0x10, 0,
};

static const u8 feature_none[] = { 0, 0, 0, 4, 0, 0, 0, 0x09 };

/* one track of @mode, and a pack of CD-Text */
static struct dsr_recorder *new_texts(struct kunit *test, u8 mode,
				      const u8 *feature, u32 bytes)
{
	struct dsr_recorder *r = new_recorder(test, MMC_PROFILE_CD_R, 0,
					      &dsr_recorder_cd_r);
	struct test_drive *d = test->priv;

	test_layout.head.family = DSR_FAMILY_CD;
	test_track(&test_layout, 1, mode, 0, TEST_BLOCKS);
	test_layout.head.cdtext_offset = offsetof(struct test_disc, indexes);
	test_layout.head.cdtext_bytes = 18;
	/* asked for session at once, then for the other ways */
	test_answers(d, MMC_GET_CONFIGURATION, feature, bytes);
	d->answers[d->nr_answers - 1].times = 1;
	test_answers(d, MMC_GET_CONFIGURATION, feature_none,
		     sizeof(feature_none));
	return r;
}

static void expect_texts_named(struct kunit *test, struct dsr_recorder *r)
{
	struct test_drive *d = test->priv;

	KUNIT_EXPECT_EQ(test, check(r), -EIO);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_CD_TEXT);
	KUNIT_EXPECT_EQ(test, d->error.value, (u64)DSR_WRITE_SAO);
}

static void texts_of_an_album_are_written(struct kunit *test)
{
	struct dsr_recorder *r = new_texts(test, DSR_MODE_AUDIO, feature_text,
					   sizeof(feature_text));

	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_EXPECT_EQ(test, r->write_mode, (u32)DSR_WRITE_SAO);
}

static void texts_before_data_are_named_before_the_laser(struct kunit *test)
{
	expect_texts_named(test, new_texts(test, DSR_MODE_DATA, feature_text,
					   sizeof(feature_text)));
}

static void a_drive_that_writes_no_texts_is_named_so(struct kunit *test)
{
	expect_texts_named(test, new_texts(test, DSR_MODE_AUDIO, feature_sao,
					   sizeof(feature_sao)));
}

static void without_texts_it_will_do(struct kunit *test)
{
	struct dsr_recorder *r = new_texts(test, DSR_MODE_AUDIO, feature_sao,
					   sizeof(feature_sao));

	test_layout.head.cdtext_bytes = 0;
	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_EXPECT_EQ(test, r->write_mode, (u32)DSR_WRITE_SAO);
}

/* an album with R-W in its track, and no texts */
static struct dsr_recorder *new_graphics(struct kunit *test, const u8 *feature,
					 u32 bytes)
{
	struct dsr_recorder *r = new_texts(test, DSR_MODE_AUDIO, feature,
					   bytes);

	test_layout.head.cdtext_bytes = 0;
	test_layout.tracks[0].subchannel = DSR_SUB_RAW96;
	return r;
}

static void graphics_are_written_where_the_drive_takes_them(struct kunit *test)
{
	struct dsr_recorder *r = new_graphics(test, feature_text,
					      sizeof(feature_text));

	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_EXPECT_EQ(test, r->write_mode, (u32)DSR_WRITE_SAO);
}

static void a_drive_that_writes_no_graphics_is_named_so(struct kunit *test)
{
	struct dsr_recorder *r = new_graphics(test, feature_sao,
					      sizeof(feature_sao));
	struct test_drive *d = test->priv;

	KUNIT_EXPECT_EQ(test, check(r), -EIO);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_GRAPHICS);
	KUNIT_EXPECT_EQ(test, d->error.value, (u64)DSR_WRITE_SAO);
}

static void a_drive_that_does_not_write_raw_is_named_so(struct kunit *test)
{
	struct dsr_recorder *r = new_graphics(test, feature_sao,
					      sizeof(feature_sao));
	struct test_drive *d = test->priv;

	r->write_mode = DSR_WRITE_RAW;
	KUNIT_EXPECT_EQ(test, check(r), -EIO);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_WRITE_MODE);
	KUNIT_EXPECT_EQ(test, d->error.value, (u64)DSR_WRITE_RAW);
}

static struct kunit_case recorder_cd_choose_cases[] = {
	KUNIT_CASE(texts_of_an_album_are_written),
	KUNIT_CASE(texts_before_data_are_named_before_the_laser),
	KUNIT_CASE(a_drive_that_writes_no_texts_is_named_so),
	KUNIT_CASE(without_texts_it_will_do),
	KUNIT_CASE(graphics_are_written_where_the_drive_takes_them),
	KUNIT_CASE(a_drive_that_writes_no_graphics_is_named_so),
	KUNIT_CASE(a_drive_that_does_not_write_raw_is_named_so),
	{}
};

static struct kunit_suite recorder_cd_choose_suite = {
	.name = "dsr_recorder_cd_choose",
	.test_cases = recorder_cd_choose_cases,
};

kunit_test_suite(recorder_cd_choose_suite);

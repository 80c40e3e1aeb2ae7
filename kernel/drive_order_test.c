// SPDX-License-Identifier: GPL-2.0
/*
 * What drive_order.c and drive_media.c promise, against a drive that answers
 * by opcode.
 */
#include "compat.h"
#include "drive_media.h"
#include "drive_order.h"
#include "test_drive.h"

static struct dsr_progress listener(struct test_drive *d)
{
	struct dsr_progress progress = { test_tell, d };

	return progress;
}

static void works(struct test_drive *d, u32 times, int progress)
{
	struct test_answer *a = test_says(d, MMC_TEST_UNIT_READY);

	a->times = times;
	a->key = 2;
	a->asc = 0x04;
	a->ascq = 0x07;
	a->progress = progress;
}

static void blanking_is_waited_for_and_told_of(struct kunit *test)
{
	struct test_drive *d = test_new_drive(test);
	struct dsr_progress progress = listener(d);

	works(d, 1, 0x1000);
	works(d, 1, 0x9000);
	KUNIT_EXPECT_EQ(test, dsr_drive_blank(&d->p, true, &progress), 0);
	KUNIT_EXPECT_EQ(test, test_find(test, d, MMC_BLANK, 0)->cdb[1], 0x10);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_TEST_UNIT_READY), 3U);
	KUNIT_EXPECT_EQ(test, d->told, 65536U);
	KUNIT_EXPECT_FALSE(test, d->fell);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_NONE);
}

static void progress_never_falls(struct kunit *test)
{
	struct test_drive *d = test_new_drive(test);
	struct dsr_progress progress = listener(d);

	works(d, 1, 0x9000);
	works(d, 1, 0x1000);
	KUNIT_EXPECT_EQ(test, dsr_drive_blank(&d->p, false, &progress), 0);
	KUNIT_EXPECT_FALSE(test, d->fell);
}

static void progress_is_asked_for_where_it_is_not_told(struct kunit *test)
{
	static const u8 sense[18] = {
		0x70, 0, 0, 0, 0, 0, 0, 10, [15] = 0x80, 0x40, 0x00,
	};
	struct test_drive *d = test_new_drive(test);
	struct dsr_progress progress = listener(d);

	test_answers(d, MMC_REQUEST_SENSE, sense, sizeof(sense));
	works(d, 1, -1);
	/* the last look fails: what was told until then stands */
	test_fails(d, MMC_TEST_UNIT_READY, 0, 3, 0x51, 0x00);
	KUNIT_EXPECT_EQ(test, dsr_drive_blank(&d->p, true, &progress), -EIO);
	KUNIT_EXPECT_EQ(test, d->told, 0x4000U);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_MEDIUM_ERROR);
}

static void the_immediate_bit_is_given_up_where_it_is_refused(struct kunit *test)
{
	struct test_drive *d = test_new_drive(test);
	struct dsr_progress progress = listener(d);

	test_fails(d, MMC_BLANK, 1, 5, 0x24, 0x00);
	KUNIT_EXPECT_EQ(test, dsr_drive_blank(&d->p, true, &progress), 0);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_BLANK), 2U);
	KUNIT_EXPECT_EQ(test, test_find(test, d, MMC_BLANK, 1)->cdb[1], 0x00);
}

static void a_drive_that_cannot_blank_says_so(struct kunit *test)
{
	struct test_drive *d = test_new_drive(test);
	struct dsr_progress progress = listener(d);

	test_fails(d, MMC_BLANK, 0, 5, 0x20, 0x00);
	KUNIT_EXPECT_EQ(test, dsr_drive_blank(&d->p, true, &progress),
			-EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_REFUSED);
}

static void another_disc_is_not_blanked(struct kunit *test)
{
	struct test_drive *d = test_new_drive(test);
	struct dsr_progress progress = listener(d);

	test_fails(d, MMC_BLANK, 1, 6, 0x28, 0x00);
	KUNIT_EXPECT_LT(test, dsr_drive_blank(&d->p, true, &progress), 0);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_BLANK), 1U);
	KUNIT_EXPECT_EQ(test, d->error.reason,
			(u32)DSR_REASON_MEDIUM_REMOVED);
}

static void a_cancelled_job_begins_nothing(struct kunit *test)
{
	struct test_drive *d = test_new_drive(test);
	struct dsr_progress progress = listener(d);

	d->cancelled = true;
	KUNIT_EXPECT_EQ(test, dsr_drive_blank(&d->p, true, &progress),
			-ECANCELED);
	KUNIT_EXPECT_EQ(test, dsr_drive_zero(&d->p, 0, 64, &progress),
			-ECANCELED);
	KUNIT_EXPECT_EQ(test, d->nr_sent, 0U);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_CANCELLED);
}

static void what_a_drive_has_begun_is_waited_for(struct kunit *test)
{
	struct test_drive *d = test_new_drive(test);
	struct dsr_progress progress = listener(d);

	works(d, 2, 0x1000);
	d->cancel_at = 2;
	KUNIT_EXPECT_EQ(test, dsr_drive_blank(&d->p, true, &progress), 0);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_TEST_UNIT_READY), 3U);
	KUNIT_EXPECT_PTR_EQ(test, d->p.cancelled, (const bool *)&d->cancelled);
	KUNIT_EXPECT_EQ(test, d->p.when, DSR_WHEN_WRITE);
}

static void the_disc_may_be_new_when_it_is_done(struct kunit *test)
{
	struct test_drive *d = test_new_drive(test);
	struct dsr_progress progress = listener(d);

	works(d, 1, -1);
	test_fails(d, MMC_TEST_UNIT_READY, 1, 6, 0x28, 0x00);
	KUNIT_EXPECT_EQ(test, dsr_drive_blank(&d->p, true, &progress), 0);
}

static void formatting_takes_the_drives_own_numbers(struct kunit *test)
{
	static const struct dsr_format_descriptor bd = {
		.type = MMC_FORMAT_BD, .blocks = 12219392, .parameter = 0x800,
	};
	static const u8 want[] = {
		0, 0x82, 0, 8, 0, 0xba, 0x74, 0, 0xc4, 0, 0x08, 0,
	};
	struct test_drive *d = test_new_drive(test);
	struct dsr_progress progress = listener(d);
	const struct test_sent *sent;

	KUNIT_EXPECT_EQ(test, dsr_drive_format_as(&d->p, &bd, &progress), 0);
	sent = test_find(test, d, MMC_FORMAT_UNIT, 0);
	KUNIT_EXPECT_EQ(test, sent->cdb[1], 0x11);
	KUNIT_EXPECT_EQ(test, memcmp(sent->list, want, sizeof(want)), 0);
}

static void zeros_cover_every_block_once(struct kunit *test)
{
	struct test_drive *d = test_new_drive(test);
	struct dsr_progress progress = listener(d);
	const struct test_sent *sent;
	u32 i, next = 1000, n;

	KUNIT_EXPECT_EQ(test, dsr_drive_zero(&d->p, 1000, 100, &progress), 0);
	for (i = 0; i < d->nr_sent; i++) {
		sent = test_find(test, d, MMC_WRITE_10, i);
		n = get_unaligned_be16(&sent->cdb[7]);
		KUNIT_EXPECT_EQ(test, get_unaligned_be32(&sent->cdb[2]), next);
		KUNIT_EXPECT_TRUE(test, sent->zeros);
		next += n;
	}
	KUNIT_EXPECT_EQ(test, next, 1100U);
	KUNIT_EXPECT_EQ(test, d->told, 65536U);
	KUNIT_EXPECT_FALSE(test, d->fell);
}

static void zeros_end_between_two_writes_when_cancelled(struct kunit *test)
{
	struct test_drive *d = test_new_drive(test);
	struct dsr_progress progress = listener(d);

	d->cancel_at = 2;
	KUNIT_EXPECT_EQ(test, dsr_drive_zero(&d->p, 0, 1000, &progress),
			-ECANCELED);
	KUNIT_EXPECT_EQ(test, d->nr_sent, 2U);
}

static void a_bad_block_is_named(struct kunit *test)
{
	struct test_drive *d = test_new_drive(test);
	struct dsr_progress progress = listener(d);

	test_says(d, MMC_WRITE_10)->times = 1;
	test_fails(d, MMC_WRITE_10, 0, 3, 0x0c, 0x00);
	KUNIT_EXPECT_EQ(test, dsr_drive_zero(&d->p, 0, 1000, &progress), -EIO);
	KUNIT_EXPECT_EQ(test, d->error.lba, 32ULL);
}

static void a_feature_that_is_not_there_is_empty(struct kunit *test)
{
	static const u8 none[] = { 0, 0, 0, 4, 0, 0, 0, 0x14 };
	struct test_drive *d = test_new_drive(test);
	struct dsr_write_feature f = { .test_write = true };

	test_answers(d, MMC_GET_CONFIGURATION, none, sizeof(none));
	KUNIT_EXPECT_EQ(test, dsr_drive_write_feature(&d->p,
						      MMC_FEATURE_DVD_DASH,
						      &f), 0);
	KUNIT_EXPECT_FALSE(test, f.test_write);
}

static void answers_cut_short_are_bad_answers(struct kunit *test)
{
	static const u8 nothing[3];
	struct test_drive *d = test_new_drive(test);
	struct dsr_format_capacities f;
	u32 blocks;
	s32 lba;

	test_answers(d, MMC_READ_FORMAT_CAPACITIES, nothing, sizeof(nothing));
	test_answers(d, MMC_READ_DISC_STRUCTURE, nothing, sizeof(nothing));
	test_answers(d, MMC_READ_TOC, nothing, sizeof(nothing));
	KUNIT_EXPECT_EQ(test, dsr_drive_format_capacities(&d->p, &f), -EIO);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_BAD_ANSWER);
	KUNIT_EXPECT_EQ(test, dsr_drive_layer_break(&d->p, &blocks), -EIO);
	KUNIT_EXPECT_EQ(test, dsr_drive_atip(&d->p, &lba, &blocks), -EIO);
}

static struct kunit_case drive_order_cases[] = {
	KUNIT_CASE(blanking_is_waited_for_and_told_of),
	KUNIT_CASE(progress_never_falls),
	KUNIT_CASE(progress_is_asked_for_where_it_is_not_told),
	KUNIT_CASE(the_immediate_bit_is_given_up_where_it_is_refused),
	KUNIT_CASE(a_drive_that_cannot_blank_says_so),
	KUNIT_CASE(another_disc_is_not_blanked),
	KUNIT_CASE(a_cancelled_job_begins_nothing),
	KUNIT_CASE(what_a_drive_has_begun_is_waited_for),
	KUNIT_CASE(the_disc_may_be_new_when_it_is_done),
	KUNIT_CASE(formatting_takes_the_drives_own_numbers),
	KUNIT_CASE(zeros_cover_every_block_once),
	KUNIT_CASE(zeros_end_between_two_writes_when_cancelled),
	KUNIT_CASE(a_bad_block_is_named),
	KUNIT_CASE(a_feature_that_is_not_there_is_empty),
	KUNIT_CASE(answers_cut_short_are_bad_answers),
	{}
};

static struct kunit_suite drive_order_suite = {
	.name = "dsr_drive_order",
	.test_cases = drive_order_cases,
};

kunit_test_suite(drive_order_suite);

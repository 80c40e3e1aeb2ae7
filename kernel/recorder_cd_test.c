// SPDX-License-Identifier: GPL-2.0
/*
 * What the ways of writing a CD promise about where tracks and sessions lie:
 * recorder_cd.c, recorder_cd_sao.c and recorder_cd_tao.c.
 */
#include "recorder_cd.h"
#include "test_recorder.h"

/* session at once and raw, active; track at once, active; nothing */
static const u8 feature_sao[] = {
	0, 0, 0, 12, 0, 0, 0, 9, 0, 0x2e, 0x01, 4, 0x7f, 0, 0x0b, 0xb8,
};

static const u8 feature_tao[] = {
	0, 0, 0, 12, 0, 0, 0, 9, 0, 0x2d, 0x01, 4, 0x47, 0, 0x00, 0x00,
};

static const u8 feature_none[] = { 0, 0, 0, 4, 0, 0, 0, 9 };

/* track 1, invisible, blank; the next block to be written is -150 */
static const u8 track_in_gap[36] = {
	0, 34, 1, 1, 0, 0x04, 0x40, 0x01, [12] = 0xff, 0xff, 0xff, 0x6a,
	[16] = 0, 0x05, 0x7e, 0x40, [24] = 0, 0x05, 0x7e, 0x40,
};

/* two data tracks of 300 blocks; the second one's @start and @session */
static struct dsr_recorder *new_cd(struct kunit *test, s32 start, u8 session)
{
	struct dsr_recorder *r = new_recorder(test, MMC_PROFILE_CD_R, 0,
					      &dsr_recorder_cd_r);

	test_disc_init(&test_layout, 2);
	test_layout.head.nr_sessions = session;
	test_track(&test_layout, 1, DSR_MODE_DATA, 0, 300);
	test_track(&test_layout, 2, DSR_MODE_DATA, start, 300);
	test_layout.tracks[1].session = session;
	if (session == 1)
		test_layout.tracks[1].pregap_blocks = 150;
	return r;
}

static void can_write(struct kunit *test, bool sao)
{
	struct test_drive *d = test->priv;

	/* it is asked for session at once, then for track at once */
	test_answers(d, MMC_GET_CONFIGURATION, sao ? feature_sao : feature_none,
		     sao ? sizeof(feature_sao) : sizeof(feature_none));
	d->answers[d->nr_answers - 1].times = 1;
	if (!sao) {
		test_answers(d, MMC_GET_CONFIGURATION, feature_tao,
			     sizeof(feature_tao));
		d->answers[d->nr_answers - 1].times = 1;
	}
	test_answers(d, MMC_GET_CONFIGURATION, feature_none,
		     sizeof(feature_none));
}

static void session_at_once_makes_the_run_out_itself(struct kunit *test)
{
	struct dsr_recorder *r = new_cd(test, 302 + 11400, 2);

	can_write(test, true);
	test_layout.tracks[0].flags = DSR_TRACK_F_RUN_OUT;
	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_EXPECT_EQ(test, r->write_mode, (u32)DSR_WRITE_SAO);
	KUNIT_EXPECT_TRUE(test, r->gaps);
}

static void a_session_that_cannot_be_there_is_refused_before_the_laser(struct kunit *test)
{
	static const s32 starts[] = { 300 + 11401, 302 + 11400, 303 + 11400 };
	u32 i;

	for (i = 0; i < ARRAY_SIZE(starts); i++) {
		struct dsr_recorder *r = new_cd(test, starts[i], 2);
		struct test_drive *d = test->priv;

		can_write(test, true);
		KUNIT_EXPECT_EQ_MSG(test, check(r), -EIO, "at %d", starts[i]);
		KUNIT_EXPECT_EQ(test, d->error.reason,
				(u32)DSR_REASON_ADDRESS);
		KUNIT_EXPECT_EQ(test, d->error.value, 300ULL + 11400);
		KUNIT_EXPECT_EQ(test, test_count(d, MMC_MODE_SELECT_10), 0U);
	}
}

static void expect_tao(struct kunit *test, s32 start, u8 session, bool takes)
{
	struct dsr_recorder *r = new_cd(test, start, session);

	can_write(test, false);
	KUNIT_EXPECT_EQ_MSG(test, check(r), takes ? 0 : -EIO,
			    "session %u, track at %d", session, start);
	if (takes)
		KUNIT_EXPECT_EQ(test, r->write_mode, (u32)DSR_WRITE_TAO);
}

/* two blocks of run-out, then 150 of pregap or 11400 up to the next session */
static void track_at_once_takes_what_lies_where_it_writes(struct kunit *test)
{
	expect_tao(test, 300 + 2 + 150, 1, true);
	expect_tao(test, 300 + 150, 1, false);
	expect_tao(test, 300 + 2 + 151, 1, false);
	expect_tao(test, 300 + 2 + 11400, 2, true);
	expect_tao(test, 300 + 11400, 2, false);
}

static void a_blank_cd_may_begin_with_its_pregap(struct kunit *test)
{
	struct dsr_recorder *r = new_cd(test, 302 + 150, 1);
	struct test_drive *d = test->priv;

	can_write(test, false);
	d->answers[1].data = track_in_gap;
	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_EXPECT_EQ(test, r->lba, 0U);
	KUNIT_EXPECT_EQ(test, r->capacity, 360000ULL);
}

static void no_other_medium_begins_before_block_0(struct kunit *test)
{
	struct dsr_recorder *r = new_recorder(test, MMC_PROFILE_DVD_PLUS_R, 0,
					      &dsr_recorder_dvd_plus_r);
	struct test_drive *d = test->priv;

	d->answers[1].data = track_in_gap;
	KUNIT_EXPECT_EQ(test, check(r), -EIO);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_NOT_BLANK);
}

/* the drive says that the second session is written next at @nwa */
static int enter_second(struct kunit *test, u32 nwa)
{
	struct dsr_recorder *r = new_cd(test, 300 + 11400, 2);
	const struct dsr_segment seg = {
		.lba = 300 + 11400 - 150, .track = 1, .session = 2,
		.silent = true,
	};
	struct test_drive *d = test->priv;
	u8 info[36];

	memcpy(info, track_in_gap, sizeof(info));
	put_unaligned_be32(300 + 11400, &info[8]);
	put_unaligned_be32(nwa, &info[12]);
	d->answers[1].data = info;
	r->write_mode = DSR_WRITE_SAO;
	r->session = 1;
	r->p.when = DSR_WHEN_WRITE;
	return r->ops->enter(r, &seg);
}

static void a_drive_may_count_the_next_session_from_its_pregap(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, enter_second(test, 11700), 0);
	KUNIT_EXPECT_EQ(test, enter_second(test, 11700 - 150), 0);
	KUNIT_EXPECT_EQ(test, enter_second(test, 11700 + 2), -EIO);
	KUNIT_EXPECT_EQ(test, enter_second(test, 11700 - 148), -EIO);
	KUNIT_EXPECT_EQ(test, ((struct test_drive *)test->priv)->error.reason,
			(u32)DSR_REASON_ADDRESS);
}

static struct kunit_case recorder_cd_cases[] = {
	KUNIT_CASE(session_at_once_makes_the_run_out_itself),
	KUNIT_CASE(a_session_that_cannot_be_there_is_refused_before_the_laser),
	KUNIT_CASE(track_at_once_takes_what_lies_where_it_writes),
	KUNIT_CASE(a_blank_cd_may_begin_with_its_pregap),
	KUNIT_CASE(no_other_medium_begins_before_block_0),
	KUNIT_CASE(a_drive_may_count_the_next_session_from_its_pregap),
	{}
};

static struct kunit_suite recorder_cd_suite = {
	.name = "dsr_recorder_cd",
	.test_cases = recorder_cd_cases,
};

kunit_test_suite(recorder_cd_suite);

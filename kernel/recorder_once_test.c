// SPDX-License-Identifier: GPL-2.0
/*
 * What the families of DVD and BD promise that are written in order:
 * recorder_dvd.c, recorder_dash.c, recorder_several.c and recorder_layers.c.
 */
#include "test_recorder.h"

/* disc at once and incremental, test write, DVD-RW; or nothing of that */
static const u8 feature_dash[] = {
	0, 0, 0, 12, 0, 0, 0, 0x11, 0, 0x2f, 0x09, 4, 0x46, 0, 0, 0,
};

static const u8 feature_none[] = { 0, 0, 0, 4, 0, 0, 0, 0x11 };

/* complete, last session too; appendable, last session incomplete */
static const u8 info_complete[34] = { 0, 32, 0x0e, 1, 1, 1, 1 };
static const u8 info_open[34] = { 0, 32, 0x05, 1, 1, 1, 1 };

/* current, then full (10h) and quick (15h): 2297888 blocks */
static const u8 formats_rw[] = {
	0, 0, 0, 24, 0, 0, 0x01, 0x00, 0x02, 0, 0x08, 0,
	0, 0x23, 0x10, 0x20, 0x10 << 2, 0, 0, 16,
	0, 0x23, 0x10, 0x20, 0x15 << 2, 0, 0, 16,
};

/* layer 0 holds 2086912 blocks, or is set to 512 */
static const u8 layer_most[] = { 0, 10, 0, 0, 0, 0, 0, 0, 0, 0x1f, 0xd8, 0 };
static const u8 layer_512[] = { 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0 };

/* byte 2 of the write parameters page that was last set */
static u8 params_sent(struct kunit *test, const struct test_drive *d)
{
	u32 n = test_count(d, MMC_MODE_SELECT_10);

	KUNIT_ASSERT_GT(test, n, 0U);
	return test_find(test, d, MMC_MODE_SELECT_10, n - 1)->list[8 + 2];
}

static struct dsr_recorder *new_dash(struct kunit *test, u16 profile, u8 status)
{
	struct dsr_recorder *r;
	struct test_drive *d;

	r = new_recorder(test, profile, status,
			 profile == MMC_PROFILE_DVD_RW_SEQ ?
			 &dsr_recorder_dvd_rw_seq : &dsr_recorder_dvd_r);
	d = test->priv;
	test_answers(d, MMC_GET_CONFIGURATION, feature_dash,
		     sizeof(feature_dash));
	return r;
}

static void a_dvd_r_is_written_at_once(struct kunit *test)
{
	struct dsr_recorder *r = new_dash(test, MMC_PROFILE_DVD_R, 0);
	struct test_drive *d = test->priv;
	const struct test_sent *sent;

	test_answers(d, MMC_READ_DISC_INFORMATION, info_complete,
		     sizeof(info_complete));
	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_EXPECT_EQ(test, r->capacity, 2298496ULL);
	KUNIT_ASSERT_EQ(test, start(r), 0);
	/* disc at once, laser on, underruns survived */
	KUNIT_EXPECT_EQ(test, params_sent(test, d), 0x42);
	sent = test_find(test, d, MMC_RESERVE_TRACK, 0);
	KUNIT_EXPECT_EQ(test, get_unaligned_be32(&sent->cdb[5]), 1008U);
	KUNIT_ASSERT_EQ(test, r->ops->tail(r), 0);
	sent = test_find(test, d, MMC_WRITE_10, 0);
	KUNIT_EXPECT_EQ(test, get_unaligned_be32(&sent->cdb[2]), 1000U);
	KUNIT_EXPECT_EQ(test, get_unaligned_be16(&sent->cdb[7]), 8);
	KUNIT_EXPECT_TRUE(test, sent->zeros);
	KUNIT_ASSERT_EQ(test, finish(r), 0);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_CLOSE_TRACK_SESSION), 0U);
}

static void a_disc_that_was_left_open_is_closed(struct kunit *test)
{
	struct dsr_recorder *r = new_dash(test, MMC_PROFILE_DVD_R, 0);
	struct test_drive *d = test->priv;

	test_answers(d, MMC_READ_DISC_INFORMATION, info_open,
		     sizeof(info_open));
	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_ASSERT_EQ(test, start(r), 0);
	KUNIT_ASSERT_EQ(test, finish(r), 0);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_CLOSE_TRACK_SESSION), 1U);
	KUNIT_EXPECT_EQ(test, test_find(test, d, MMC_CLOSE_TRACK_SESSION,
					0)->cdb[2], 2);
}

static void a_drive_that_knows_no_disc_at_once_writes_in_turn(struct kunit *test)
{
	struct dsr_recorder *r = new_dash(test, MMC_PROFILE_DVD_R, 0);
	struct test_drive *d = test->priv;

	test_fails(d, MMC_MODE_SELECT_10, 1, 5, 0x26, 0x00);
	test_answers(d, MMC_READ_DISC_INFORMATION, info_open,
		     sizeof(info_open));
	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_ASSERT_EQ(test, start(r), 0);
	KUNIT_EXPECT_EQ(test, params_sent(test, d), 0x40);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_RESERVE_TRACK), 0U);
	KUNIT_ASSERT_EQ(test, r->ops->tail(r), 0);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_WRITE_10), 0U);
	KUNIT_ASSERT_EQ(test, finish(r), 0);
	KUNIT_EXPECT_EQ(test, test_find(test, d, MMC_CLOSE_TRACK_SESSION,
					0)->cdb[2], 1);
	KUNIT_EXPECT_EQ(test, test_find(test, d, MMC_CLOSE_TRACK_SESSION,
					1)->cdb[2], 2);
}

static void an_open_session_is_written_in_turn(struct kunit *test)
{
	struct dsr_recorder *r = new_dash(test, MMC_PROFILE_DVD_R, 0);
	struct test_drive *d = test->priv;

	test_layout.head.flags = DSR_LAYOUT_F_OPEN;
	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_ASSERT_EQ(test, start(r), 0);
	KUNIT_EXPECT_EQ(test, params_sent(test, d), 0x40);
	KUNIT_EXPECT_EQ(test, test_find(test, d, MMC_MODE_SELECT_10,
					0)->list[8 + 3], 0xc5);
}

static void a_test_write_leaves_the_disc_and_the_drive_as_they_were(struct kunit *test)
{
	struct dsr_recorder *r = new_dash(test, MMC_PROFILE_DVD_R, 0);
	struct test_drive *d = test->priv;

	r->simulate = true;
	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_ASSERT_EQ(test, start(r), 0);
	KUNIT_EXPECT_EQ(test, params_sent(test, d), 0x52);
	KUNIT_ASSERT_EQ(test, finish(r), 0);
	KUNIT_EXPECT_EQ(test, params_sent(test, d), 0x42);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_CLOSE_TRACK_SESSION), 0U);
}

static void no_test_write_where_the_drive_has_none(struct kunit *test)
{
	struct dsr_recorder *r;
	struct test_drive *d;

	r = new_recorder(test, MMC_PROFILE_DVD_R, 0, &dsr_recorder_dvd_r);
	d = test->priv;
	test_answers(d, MMC_GET_CONFIGURATION, feature_none,
		     sizeof(feature_none));
	r->simulate = true;
	KUNIT_EXPECT_EQ(test, check(r), -EIO);
	KUNIT_EXPECT_EQ(test, d->error.reason,
			(u32)DSR_REASON_NO_SIMULATION);
}

static void a_used_dvd_r_is_refused_even_to_be_written_over(struct kunit *test)
{
	struct dsr_recorder *r = new_dash(test, MMC_PROFILE_DVD_R,
					  MMC_DISC_COMPLETE);
	struct test_drive *d = test->priv;

	r->overwrite = true;
	KUNIT_EXPECT_EQ(test, check(r), -EIO);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_NOT_BLANK);
}

static void a_used_dvd_rw_is_blanked_only_when_its_data_may_go(struct kunit *test)
{
	struct dsr_recorder *r = new_dash(test, MMC_PROFILE_DVD_RW_SEQ,
					  MMC_DISC_COMPLETE);
	struct test_drive *d = test->priv;

	r->disc.erasable = true;
	test_answers(d, MMC_READ_FORMAT_CAPACITIES, formats_rw,
		     sizeof(formats_rw));
	KUNIT_EXPECT_EQ(test, check(r), -EIO);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_NOT_BLANK);
	r->overwrite = true;
	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_EXPECT_EQ(test, r->capacity, 2297888ULL);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_BLANK), 0U);
	KUNIT_ASSERT_EQ(test, start(r), 0);
	KUNIT_EXPECT_EQ(test, test_find(test, d, MMC_BLANK, 0)->cdb[1], 0x11);
	/* never in test write: it would only pretend */
	KUNIT_EXPECT_EQ(test, test_find(test, d, MMC_MODE_SELECT_10,
					0)->list[8 + 2] & 0x10, 0);
}

static void a_test_write_blanks_nothing(struct kunit *test)
{
	struct dsr_recorder *r = new_dash(test, MMC_PROFILE_DVD_RW_SEQ,
					  MMC_DISC_COMPLETE);
	struct test_drive *d = test->priv;

	r->disc.erasable = true;
	r->overwrite = true;
	r->simulate = true;
	KUNIT_EXPECT_EQ(test, check(r), -EIO);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_NOT_BLANK);
}

static void a_dvd_rw_is_erased_by_blanking(struct kunit *test)
{
	struct dsr_recorder *r = new_dash(test, MMC_PROFILE_DVD_RW_SEQ,
					  MMC_DISC_COMPLETE);
	struct test_drive *d = test->priv;

	r->full = true;
	KUNIT_ASSERT_EQ(test, erase(r), 0);
	KUNIT_EXPECT_EQ(test, test_find(test, d, MMC_BLANK, 0)->cdb[1], 0x10);
	KUNIT_EXPECT_EQ(test, d->told, 65536U);
}

static struct dsr_recorder *new_dual(struct kunit *test, u32 layer_break)
{
	struct dsr_recorder *r;

	r = new_recorder(test, MMC_PROFILE_DVD_PLUS_R_DL, 0,
			 &dsr_recorder_dvd_plus_r);
	test_layout.head.layer_break = layer_break;
	return r;
}

static void layers_part_where_the_layout_says(struct kunit *test)
{
	struct dsr_recorder *r = new_dual(test, 512);
	struct test_drive *d = test->priv;
	const struct test_sent *sent;

	test_answers(d, MMC_READ_DISC_STRUCTURE, layer_most,
		     sizeof(layer_most));
	KUNIT_ASSERT_EQ(test, check(r), 0);
	d->answers[d->nr_answers - 1].data = layer_512;
	KUNIT_ASSERT_EQ(test, start(r), 0);
	sent = test_find(test, d, MMC_SEND_DISC_STRUCTURE, 0);
	KUNIT_EXPECT_EQ(test, sent->cdb[7], 0x20);
	KUNIT_EXPECT_EQ(test, get_unaligned_be32(&sent->list[8]), 512U);
}

static void a_drive_that_parts_them_elsewhere_is_refused(struct kunit *test)
{
	struct dsr_recorder *r = new_dual(test, 512);
	struct test_drive *d = test->priv;

	test_answers(d, MMC_READ_DISC_STRUCTURE, layer_most,
		     sizeof(layer_most));
	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_EXPECT_EQ(test, start(r), -EIO);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_LAYER_BREAK);
	KUNIT_EXPECT_EQ(test, d->error.value, 2086912ULL);
}

static void impossible_layers_are_refused(struct kunit *test)
{
	/* in an ECC block; more behind than before; more than layer 0 has */
	static const u32 bad[] = { 520, 496, 2086912 + 16 };
	struct dsr_recorder *r;
	struct test_drive *d;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		r = new_dual(test, bad[i]);
		d = test->priv;
		test_answers(d, MMC_READ_DISC_STRUCTURE, layer_most,
			     sizeof(layer_most));
		KUNIT_EXPECT_EQ_MSG(test, check(r), -EIO, "break at %u",
				    bad[i]);
		KUNIT_EXPECT_EQ(test, d->error.reason,
				(u32)DSR_REASON_LAYER_BREAK);
	}
}

static void one_layer_takes_what_fits(struct kunit *test)
{
	struct dsr_recorder *r = new_dual(test, 520);
	struct test_drive *d = test->priv;

	r->profile = MMC_PROFILE_DVD_PLUS_R;
	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_ASSERT_EQ(test, start(r), 0);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_SEND_DISC_STRUCTURE), 0U);
}

/* incremental streaming (0021h), current; or not: the disc was blanked quickly */
static const u8 feature_turns[] = {
	0, 0, 0, 12, 0, 0, 0, 0x11, 0, 0x21, 0x0d, 4, 0x01, 0, 0x01, 0,
};

static const u8 feature_no_turns[] = {
	0, 0, 0, 12, 0, 0, 0, 0x14, 0, 0x21, 0x0c, 4, 0x01, 0, 0x01, 0,
};

#define SECOND	0x8000	/* where the second session is, after one of 0x400 */

/* track 2, invisible, next writable address SECOND; or one ECC block behind it */
static const u8 track_second[36] = {
	0, 34, 2, 2, 0, 0x04, 0x40, 0x01, 0, 0, 0x80, 0, 0, 0, 0x80, 0,
};

static const u8 track_elsewhere[36] = {
	0, 34, 2, 2, 0, 0x04, 0x40, 0x01, 0, 0, 0x80, 0x10, 0, 0, 0x80, 0x10,
};

/* incomplete, the last session empty; the last track is 1, then 2 */
static const u8 info_first[34] = { 0, 32, 0x01, 1, 1, 1, 1 };
static const u8 info_second[34] = { 0, 32, 0x01, 1, 2, 2, 2 };

static struct dsr_recorder *two_sessions(struct kunit *test, u16 profile,
					 const struct dsr_recorder_ops *ops)
{
	struct dsr_recorder *r = new_recorder(test, profile, 0, ops);
	struct dsr_track *t;

	test_disc_init(&test_layout, 2);
	test_layout.head.family = ops->family;
	test_layout.head.nr_sessions = 2;
	test_track(&test_layout, 1, DSR_MODE_DATA, 0, 0x400);
	t = test_track(&test_layout, 2, DSR_MODE_DATA, SECOND, 0x400);
	t->session = 2;
	r->blocks = SECOND + 0x400;
	r->track_open = -1;
	return r;
}

static int enter(struct dsr_recorder *r, u32 track)
{
	struct dsr_segment seg = {
		.track = track, .session = track + 1,
		.lba = track ? SECOND : 0,
	};

	r->p.when = DSR_WHEN_WRITE;
	return r->ops->enter(r, &seg);
}

/* the first session is closed before the drive is asked where the next begins */
static void expect_closed(struct kunit *test, const struct test_drive *d,
			  u32 nr, u8 what)
{
	const struct test_sent *sent;

	KUNIT_ASSERT_GT(test, test_count(d, MMC_CLOSE_TRACK_SESSION), nr);
	sent = test_find(test, d, MMC_CLOSE_TRACK_SESSION, nr);
	KUNIT_EXPECT_EQ_MSG(test, sent->cdb[2], what, "close no. %u", nr);
}

static void answers_now(struct test_drive *d, u8 opcode, const u8 *data)
{
	u32 i;

	for (i = 0; i < d->nr_answers; i++)
		if (d->answers[i].opcode == opcode)
			d->answers[i].data = data;
}

static void second_track_is_at(struct test_drive *d, const u8 *info)
{
	answers_now(d, MMC_READ_TRACK_INFORMATION, info);
	answers_now(d, MMC_READ_DISC_INFORMATION, info_second);
}

/* FFh is for CD and DVD+R; others are asked for the last track by its number */
static void expect_asked(struct kunit *test, const struct test_drive *d,
			 u8 number)
{
	u32 n = test_count(d, MMC_READ_TRACK_INFORMATION);
	const struct test_sent *sent;

	KUNIT_ASSERT_GT(test, n, 0U);
	sent = test_find(test, d, MMC_READ_TRACK_INFORMATION, n - 1);
	KUNIT_EXPECT_EQ(test, sent->cdb[1], 1);
	KUNIT_EXPECT_EQ(test, get_unaligned_be32(&sent->cdb[2]), (u32)number);
}

static void a_dvd_plus_r_gets_its_sessions_where_they_were(struct kunit *test)
{
	struct dsr_recorder *r = two_sessions(test, MMC_PROFILE_DVD_PLUS_R,
					      &dsr_recorder_dvd_plus_r);
	struct test_drive *d = test->priv;

	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_ASSERT_EQ(test, start(r), 0);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_RESERVE_TRACK), 0U);
	KUNIT_ASSERT_EQ(test, enter(r, 0), 0);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_CLOSE_TRACK_SESSION), 0U);
	second_track_is_at(d, track_second);
	KUNIT_ASSERT_EQ(test, enter(r, 1), 0);
	expect_asked(test, d, 0xff);
	expect_closed(test, d, 0, 1);
	expect_closed(test, d, 1, 2);
	KUNIT_ASSERT_EQ(test, finish(r), 0);
	expect_closed(test, d, 2, 1);
	KUNIT_EXPECT_EQ(test, test_find(test, d, MMC_CLOSE_TRACK_SESSION,
					2)->cdb[5], 2);
	expect_closed(test, d, 3, 6);
}

static void a_session_that_would_begin_elsewhere_is_not_written(struct kunit *test)
{
	struct dsr_recorder *r = two_sessions(test, MMC_PROFILE_DVD_PLUS_R,
					      &dsr_recorder_dvd_plus_r);
	struct test_drive *d = test->priv;

	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_ASSERT_EQ(test, start(r), 0);
	KUNIT_ASSERT_EQ(test, enter(r, 0), 0);
	second_track_is_at(d, track_elsewhere);
	KUNIT_EXPECT_EQ(test, enter(r, 1), -EIO);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_ADDRESS);
	KUNIT_EXPECT_EQ(test, d->error.value, (u64)SECOND + 16);
	/* what there is gets closed, and no track that was never begun */
	KUNIT_ASSERT_EQ(test, finish(r), 0);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_CLOSE_TRACK_SESSION), 3U);
	expect_closed(test, d, 2, 6);
}

static void a_dvd_r_is_told_of_every_session_whether_more_follow(struct kunit *test)
{
	struct dsr_recorder *r = two_sessions(test, MMC_PROFILE_DVD_R,
					      &dsr_recorder_dvd_r);
	struct test_drive *d = test->priv;

	test_answers(d, MMC_GET_CONFIGURATION, feature_dash,
		     sizeof(feature_dash));
	d->answers[d->nr_answers - 1].times = 1;
	test_answers(d, MMC_GET_CONFIGURATION, feature_turns,
		     sizeof(feature_turns));
	test_answers(d, MMC_READ_DISC_INFORMATION, info_first,
		     sizeof(info_first));
	KUNIT_ASSERT_EQ(test, check(r), 0);
	KUNIT_ASSERT_EQ(test, start(r), 0);
	/* incremental; multi-session 3: another one follows (MMC-6 table 667) */
	KUNIT_EXPECT_EQ(test, params_sent(test, d), 0x40);
	KUNIT_EXPECT_EQ(test, test_find(test, d, MMC_MODE_SELECT_10,
					0)->list[8 + 3], 0xc5);
	KUNIT_ASSERT_EQ(test, enter(r, 0), 0);
	expect_asked(test, d, 1);
	second_track_is_at(d, track_second);
	KUNIT_ASSERT_EQ(test, enter(r, 1), 0);
	expect_asked(test, d, 2);
	expect_closed(test, d, 0, 1);
	expect_closed(test, d, 1, 2);
	KUNIT_EXPECT_EQ(test, test_find(test, d, MMC_MODE_SELECT_10,
					1)->list[8 + 3], 0x05);
	KUNIT_ASSERT_EQ(test, finish(r), 0);
	expect_closed(test, d, 2, 1);
	expect_closed(test, d, 3, 2);
}

static void sessions_need_a_disc_that_can_be_written_in_turn(struct kunit *test)
{
	struct dsr_recorder *r = two_sessions(test, MMC_PROFILE_DVD_RW_SEQ,
					      &dsr_recorder_dvd_rw_seq);
	struct test_drive *d = test->priv;

	test_answers(d, MMC_GET_CONFIGURATION, feature_dash,
		     sizeof(feature_dash));
	d->answers[d->nr_answers - 1].times = 1;
	test_answers(d, MMC_GET_CONFIGURATION, feature_no_turns,
		     sizeof(feature_no_turns));
	KUNIT_EXPECT_EQ(test, check(r), -EIO);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_SESSIONS);
}

static void a_disc_on_which_nothing_was_begun_stays_blank(struct kunit *test)
{
	static const struct {
		u16 profile;
		const struct dsr_recorder_ops *ops;
	} kinds[] = {
		{ MMC_PROFILE_DVD_PLUS_R, &dsr_recorder_dvd_plus_r },
		{ MMC_PROFILE_DVD_R, &dsr_recorder_dvd_r },
		{ MMC_PROFILE_BD_R_SRM, &dsr_recorder_bd_r },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		struct dsr_recorder *r = two_sessions(test, kinds[i].profile,
						      kinds[i].ops);
		struct test_drive *d = test->priv;

		test_answers(d, MMC_READ_DISC_INFORMATION, info_first,
			     sizeof(info_first));
		answers_now(d, MMC_READ_TRACK_INFORMATION, track_elsewhere);
		KUNIT_EXPECT_EQ(test, enter(r, 0), -EIO);
		KUNIT_EXPECT_EQ(test, finish(r), 0);
		KUNIT_EXPECT_EQ_MSG(test,
				    test_count(d, MMC_CLOSE_TRACK_SESSION), 0U,
				    "profile %#x", kinds[i].profile);
	}
}

static void a_track_that_a_cancel_left_open_is_closed(struct kunit *test)
{
	struct dsr_recorder *r = two_sessions(test, MMC_PROFILE_DVD_PLUS_R,
					      &dsr_recorder_dvd_plus_r);
	struct test_drive *d = test->priv;

	KUNIT_ASSERT_EQ(test, enter(r, 0), 0);
	r->p.cancelled = &d->cancelled;
	d->cancelled = true;
	/* its buffer is not empty yet: it would be waited for */
	test_fails(d, MMC_SYNCHRONIZE_CACHE, 1, 2, 0x04, 0x08);
	KUNIT_EXPECT_EQ(test, enter(r, 1), -ECANCELED);
	KUNIT_EXPECT_EQ(test, test_count(d, MMC_CLOSE_TRACK_SESSION), 0U);
	r->p.cancelled = NULL;
	KUNIT_ASSERT_EQ(test, finish(r), 0);
	expect_closed(test, d, 0, 1);
	expect_closed(test, d, 1, 6);
}

static void two_layers_hold_one_session(struct kunit *test)
{
	struct dsr_recorder *r = two_sessions(test, MMC_PROFILE_DVD_PLUS_R_DL,
					      &dsr_recorder_dvd_plus_r);
	struct test_drive *d = test->priv;

	KUNIT_EXPECT_EQ(test, check(r), -EIO);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_SESSIONS);
}

static void what_stays_stays(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, !dsr_recorder_dvd_r.erase);
	KUNIT_EXPECT_TRUE(test, !dsr_recorder_dvd_plus_r.erase);
	KUNIT_EXPECT_TRUE(test, !dsr_recorder_bd_r.erase);
	KUNIT_EXPECT_FALSE(test, dsr_recorder_dvd_plus_r.simulates);
	KUNIT_EXPECT_FALSE(test, dsr_recorder_dvd_plus_rw.simulates);
	KUNIT_EXPECT_FALSE(test, dsr_recorder_dvd_ram.simulates);
	KUNIT_EXPECT_FALSE(test, dsr_recorder_bd_r.simulates);
	KUNIT_EXPECT_FALSE(test, dsr_recorder_bd_re.simulates);
}

static struct kunit_case recorder_once_cases[] = {
	KUNIT_CASE(a_dvd_r_is_written_at_once),
	KUNIT_CASE(a_disc_that_was_left_open_is_closed),
	KUNIT_CASE(a_drive_that_knows_no_disc_at_once_writes_in_turn),
	KUNIT_CASE(an_open_session_is_written_in_turn),
	KUNIT_CASE(a_test_write_leaves_the_disc_and_the_drive_as_they_were),
	KUNIT_CASE(no_test_write_where_the_drive_has_none),
	KUNIT_CASE(a_used_dvd_r_is_refused_even_to_be_written_over),
	KUNIT_CASE(a_used_dvd_rw_is_blanked_only_when_its_data_may_go),
	KUNIT_CASE(a_test_write_blanks_nothing),
	KUNIT_CASE(a_dvd_rw_is_erased_by_blanking),
	KUNIT_CASE(layers_part_where_the_layout_says),
	KUNIT_CASE(a_drive_that_parts_them_elsewhere_is_refused),
	KUNIT_CASE(impossible_layers_are_refused),
	KUNIT_CASE(one_layer_takes_what_fits),
	KUNIT_CASE(a_dvd_plus_r_gets_its_sessions_where_they_were),
	KUNIT_CASE(a_session_that_would_begin_elsewhere_is_not_written),
	KUNIT_CASE(a_dvd_r_is_told_of_every_session_whether_more_follow),
	KUNIT_CASE(sessions_need_a_disc_that_can_be_written_in_turn),
	KUNIT_CASE(a_disc_on_which_nothing_was_begun_stays_blank),
	KUNIT_CASE(a_track_that_a_cancel_left_open_is_closed),
	KUNIT_CASE(two_layers_hold_one_session),
	KUNIT_CASE(what_stays_stays),
	{}
};

static struct kunit_suite recorder_once_suite = {
	.name = "dsr_recorder_once",
	.test_cases = recorder_once_cases,
};

kunit_test_suite(recorder_once_suite);

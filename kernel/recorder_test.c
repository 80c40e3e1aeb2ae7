// SPDX-License-Identifier: GPL-2.0
/*
 * What the families of DVD and BD promise: recorder_dvd.c, recorder_dash.c,
 * recorder_rw.c and what they stand on, against a drive that answers by opcode.
 */
#include "compat.h"
#include "recorder.h"
#include "test_disc.h"
#include "test_drive.h"

#define BLOCKS	1000	/* of the layout: not a multiple of an ECC block */

static struct test_disc disc;

static const u8 feature_dash[] = {
	0, 0, 0, 12, 0, 0, 0, 0x11, 0, 0x2f, 0x09, 4, 0x46, 0, 0, 0,
};

static const u8 feature_none[] = { 0, 0, 0, 4, 0, 0, 0, 0x11 };

/* page 05h: incremental, test write on, as somebody left it */
static const u8 mode_page[8 + 52] = {
	0, 58, [8] = 0x05, 0x32, 0x10, 0x05, 0x08,
};

/* track 1, invisible, blank, 2298496 blocks free */
static const u8 track[36] = {
	0, 34, 1, 1, 0, 0x04, 0x40, 0x01, [16] = 0, 0x23, 0x12, 0x80,
	[24] = 0, 0x23, 0x12, 0x80,
};

static const u8 info_blank[34] = { 0, 32, 0x00, 1, 1, 1, 1 };
static const u8 info_complete[34] = { 0, 32, 0x0e, 1, 1, 1, 1 };
static const u8 info_open[34] = { 0, 32, 0x05, 1, 1, 1, 1 };

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

/* layer 0 holds 2086912 blocks, or is set to 512 */
static const u8 layer_most[] = { 0, 10, 0, 0, 0, 0, 0, 0, 0, 0x1f, 0xd8, 0 };
static const u8 layer_512[] = { 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0 };

static struct dsr_recorder *new_recorder(struct kunit *test, u16 profile,
					 u8 status,
					 const struct dsr_recorder_ops *ops)
{
	struct dsr_recorder *r = kunit_kzalloc(test, sizeof(*r), GFP_KERNEL);
	struct test_drive *d = test_new_drive(test);

	KUNIT_ASSERT_NOT_NULL(test, r);
	test_disc_init(&disc, 1);
	disc.head.family = DSR_FAMILY_DVD;
	test_track(&disc, 1, DSR_MODE_DATA, 0, BLOCKS);
	r->p = d->p;
	r->ops = ops;
	r->layout = &disc.head;
	r->blocks = BLOCKS;
	r->profile = profile;
	r->disc.status = status;
	r->progress.tell = test_tell;
	r->progress.data = d;
	test_answers(d, MMC_MODE_SENSE_10, mode_page, sizeof(mode_page));
	test_answers(d, MMC_READ_TRACK_INFORMATION, track, sizeof(track));
	return r;
}

static int check(struct dsr_recorder *r)
{
	r->p.when = DSR_WHEN_CHECK;
	return r->ops->check(r);
}

static int start(struct dsr_recorder *r)
{
	r->p.when = DSR_WHEN_WRITE;
	return r->ops->start(r);
}

static int finish(struct dsr_recorder *r)
{
	r->p.when = DSR_WHEN_CLOSE;
	return r->ops->finish(r);
}

static int erase(struct dsr_recorder *r)
{
	r->p.when = DSR_WHEN_WRITE;
	return r->ops->erase(r);
}

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

	disc.head.flags = DSR_LAYOUT_F_OPEN;
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
	disc.head.layer_break = layer_break;
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

static struct kunit_case recorder_cases[] = {
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
	KUNIT_CASE(an_unformatted_medium_is_formatted_first),
	KUNIT_CASE(a_formatted_medium_in_use_is_not_written_to),
	KUNIT_CASE(a_quick_erase_clears_both_ends),
	KUNIT_CASE(a_full_erase_clears_every_block),
	KUNIT_CASE(an_erase_that_fails_says_why),
	KUNIT_CASE(a_bd_re_gets_all_its_room),
	KUNIT_CASE(a_dvd_rw_that_is_too_small_is_formatted_anew),
	KUNIT_CASE(a_dvd_rw_written_over_in_place_is_blanked_to_erase_it),
	KUNIT_CASE(an_erased_dvd_plus_rw_can_be_read_anywhere),
	KUNIT_CASE(what_stays_stays),
	{}
};

static struct kunit_suite recorder_suite = {
	.name = "dsr_recorder",
	.test_cases = recorder_cases,
};

kunit_test_suite(recorder_suite);

// SPDX-License-Identifier: GPL-2.0
/*
 * What cuesheet.c promises. Expected rows are worked out by hand from tables
 * 606 to 612 of MMC-6. Runs under KUnit, and in user space by tests/fuzz.
 */
#include <kunit/test.h>
#include <linux/errno.h>
#include <linux/kernel.h>

#include "cuesheet.h"
#include "test_disc.h"

static struct test_disc d;
static u8 rows[64 * DSR_CUE_ROW_BYTES];

static void expect_rows(struct kunit *test, const struct test_disc *disc,
			u8 session, bool cdtext, const u8 (*want)[8],
			unsigned int nr)
{
	unsigned int i, k;

	memset(rows, 0xa5, sizeof(rows));
	KUNIT_EXPECT_EQ(test,
			dsr_cue_fill(&disc->head, session, cdtext, rows,
				     sizeof(rows)), (int)nr * 8);
	for (i = 0; i < nr; i++)
		for (k = 0; k < 8; k++)
			KUNIT_EXPECT_EQ_MSG(test, rows[8 * i + k], want[i][k],
					    "row %u, byte %u", i, k);
}

#define EXPECT_ROWS(disc, session, cdtext, ...) do { \
	static const u8 want[][8] = { __VA_ARGS__ }; \
	\
	expect_rows(test, disc, session, cdtext, want, ARRAY_SIZE(want)); \
} while (0)

static int fill(u8 session, bool cdtext)
{
	return dsr_cue_fill(&d.head, session, cdtext, rows, sizeof(rows));
}

static void one_data_track(struct kunit *test)
{
	test_disc_init(&d, 1);
	test_track(&d, 1, DSR_MODE_DATA, 0, 300000);
	EXPECT_ROWS(&d, 1, false,
		    { 0x41, 0, 0, 0x14, 0, 0, 0, 0 },
		    { 0x41, 1, 0, 0x10, 0, 0, 0, 0 },
		    { 0x41, 1, 1, 0x10, 0, 0, 2, 0 },
		    /* 300150 frames */
		    { 0x41, 0xaa, 1, 0x14, 0, 66, 42, 0 });
}

/* catalog number, ISRC, a pregap, index marks, pre-emphasis and copy flags */
static void an_audio_disc_with_all_there_is(struct kunit *test)
{
	struct dsr_track *t;

	test_disc_init(&d, 3);
	d.head.flags = DSR_LAYOUT_F_MCN;
	memcpy(d.head.mcn, "4006408123456", 13);
	t = test_track(&d, 1, DSR_MODE_AUDIO, 0, 20000);
	t->flags = DSR_TRACK_F_ISRC;
	memcpy(t->isrc, "DEA129900001", 12);
	t = test_track(&d, 2, DSR_MODE_AUDIO, 20150, 5000);
	t->pregap_blocks = 150;
	t->control = 1;
	t->nr_indexes = 2;
	t->indexes_offset = offsetof(struct test_disc, indexes);
	d.indexes[0] = 100;
	d.indexes[1] = 4425;
	t = test_track(&d, 3, DSR_MODE_AUDIO, 25150, 300);
	t->control = 2;
	EXPECT_ROWS(&d, 1, false,
		    { 0x02, '4', '0', '0', '6', '4', '0', '8' },
		    { 0x02, '1', '2', '3', '4', '5', '6', 0 },
		    { 0x01, 0, 0, 0x01, 0, 0, 0, 0 },
		    { 0x03, 1, 'D', 'E', 'A', '1', '2', '9' },
		    { 0x03, 1, '9', '0', '0', '0', '0', '1' },
		    { 0x01, 1, 0, 0x00, 0, 0, 0, 0 },
		    { 0x01, 1, 1, 0x00, 0, 0, 2, 0 },
		    { 0x11, 2, 0, 0x00, 0, 4, 28, 50 },
		    { 0x11, 2, 1, 0x00, 0, 4, 30, 50 },
		    { 0x11, 2, 2, 0x00, 0, 4, 32, 0 },
		    { 0x11, 2, 3, 0x00, 0, 5, 29, 50 },
		    { 0x21, 3, 1, 0x00, 0, 5, 37, 25 },
		    { 0x01, 0xaa, 1, 0x01, 0, 5, 41, 25 });
}

static void a_hidden_track_is_in_the_first_pregap(struct kunit *test)
{
	test_disc_init(&d, 1);
	test_track(&d, 1, DSR_MODE_AUDIO, 1000, 300)->pregap_blocks = 1000;
	EXPECT_ROWS(&d, 1, false,
		    { 0x01, 0, 0, 0x01, 0, 0, 0, 0 },
		    { 0x01, 1, 0, 0x00, 0, 0, 0, 0 },
		    { 0x01, 1, 1, 0x00, 0, 0, 15, 25 },
		    { 0x01, 0xaa, 1, 0x01, 0, 0, 19, 25 });
}

static void a_mixed_disc_changes_forms(struct kunit *test)
{
	test_disc_init(&d, 3);
	test_track(&d, 1, DSR_MODE_XA_MIX, 0, 600);
	test_track(&d, 2, DSR_MODE_AUDIO, 750, 300)->pregap_blocks = 150;
	test_track(&d, 3, DSR_MODE_2, 1200, 300)->pregap_blocks = 150;
	EXPECT_ROWS(&d, 1, false,
		    { 0x41, 0, 0, 0x24, 0, 0, 0, 0 },
		    { 0x41, 1, 0, 0x20, 0, 0, 0, 0 },
		    { 0x41, 1, 1, 0x20, 0, 0, 2, 0 },
		    { 0x01, 2, 0, 0x00, 0, 0, 10, 0 },
		    { 0x01, 2, 1, 0x00, 0, 0, 12, 0 },
		    { 0x41, 3, 0, 0x30, 0, 0, 16, 0 },
		    { 0x41, 3, 1, 0x30, 0, 0, 18, 0 },
		    { 0x41, 0xaa, 1, 0x34, 0, 0, 22, 0 });
}

/* CD-Extra: audio, then data in a session of its own; times stay absolute */
static void every_session_has_its_own_sheet(struct kunit *test)
{
	test_disc_init(&d, 2);
	d.head.nr_sessions = 2;
	test_track(&d, 1, DSR_MODE_AUDIO, 0, 4500);
	/* 4500 + 6750 of lead-out + 4500 of lead-in + 150 */
	test_track(&d, 2, DSR_MODE_XA_MIX, 15900, 300)->session = 2;
	EXPECT_ROWS(&d, 1, false,
		    { 0x01, 0, 0, 0x01, 0, 0, 0, 0 },
		    { 0x01, 1, 0, 0x00, 0, 0, 0, 0 },
		    { 0x01, 1, 1, 0x00, 0, 0, 2, 0 },
		    { 0x01, 0xaa, 1, 0x01, 0, 1, 2, 0 });
	EXPECT_ROWS(&d, 2, false,
		    { 0x41, 0, 0, 0x24, 0, 3, 32, 0 },
		    { 0x41, 2, 0, 0x20, 0, 3, 32, 0 },
		    { 0x41, 2, 1, 0x20, 0, 3, 34, 0 },
		    { 0x41, 0xaa, 1, 0x24, 0, 3, 38, 0 });
}

/* the session ends where it does on the master, so the next one begins there */
static void a_run_out_is_a_part_of_the_track(struct kunit *test)
{
	test_disc_init(&d, 2);
	test_track(&d, 1, DSR_MODE_DATA, 0, 298)->flags = DSR_TRACK_F_RUN_OUT;
	test_track(&d, 2, DSR_MODE_AUDIO, 450, 298)->pregap_blocks = 150;
	d.tracks[1].flags = DSR_TRACK_F_RUN_OUT;
	EXPECT_ROWS(&d, 1, false,
		    { 0x41, 0, 0, 0x14, 0, 0, 0, 0 },
		    { 0x41, 1, 0, 0x10, 0, 0, 0, 0 },
		    { 0x41, 1, 1, 0x10, 0, 0, 2, 0 },
		    { 0x01, 2, 0, 0x00, 0, 0, 6, 0 },
		    { 0x01, 2, 1, 0x00, 0, 0, 8, 0 },
		    { 0x01, 0xaa, 1, 0x01, 0, 0, 12, 0 });
}

static void cd_text_and_sub_channel_are_announced(struct kunit *test)
{
	struct dsr_track *t;

	test_disc_init(&d, 1);
	t = test_track(&d, 1, DSR_MODE_AUDIO, 0, 300);
	t->subchannel = DSR_SUB_RAW96;
	t->block_bytes = 2448;
	EXPECT_ROWS(&d, 1, true,
		    { 0x01, 0, 0, 0x41, 0, 0, 0, 0 },
		    { 0x01, 1, 0, 0x40, 0, 0, 0, 0 },
		    { 0x01, 1, 1, 0x40, 0, 0, 2, 0 },
		    { 0x01, 0xaa, 1, 0x01, 0, 0, 6, 0 });
}

static void cd_text_wants_an_audio_track_first(struct kunit *test)
{
	test_disc_init(&d, 1);
	test_track(&d, 1, DSR_MODE_DATA, 0, 300);
	KUNIT_EXPECT_EQ(test, fill(1, true), -EINVAL);
}

static void what_has_no_data_form_is_not_written(struct kunit *test)
{
	static const u8 modes[] = { DSR_MODE_XA1, DSR_MODE_XA2, DSR_MODE_RAW };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(modes); i++) {
		test_disc_init(&d, 1);
		test_track(&d, 1, modes[i], 0, 300);
		KUNIT_EXPECT_EQ_MSG(test, fill(1, false), -EOPNOTSUPP,
				    "mode %u", modes[i]);
	}
	test_disc_init(&d, 1);
	test_track(&d, 1, DSR_MODE_AUDIO, 0, 300)->subchannel = DSR_SUB_PQ16;
	KUNIT_EXPECT_EQ(test, fill(1, false), -EOPNOTSUPP);
}

static void a_hole_between_tracks_is_refused(struct kunit *test)
{
	test_disc_init(&d, 2);
	test_track(&d, 1, DSR_MODE_AUDIO, 0, 300);
	test_track(&d, 2, DSR_MODE_AUDIO, 301, 300);
	KUNIT_EXPECT_EQ(test, fill(1, false), -EINVAL);
	d.tracks[1].pregap_blocks = 1;
	KUNIT_EXPECT_GT(test, fill(1, false), 0);
}

static void a_disc_that_does_not_begin_with_its_pregap_is_refused(struct kunit *test)
{
	test_disc_init(&d, 1);
	test_track(&d, 1, DSR_MODE_AUDIO, 32, 300);
	KUNIT_EXPECT_EQ(test, fill(1, false), -EINVAL);
}

static void a_session_that_is_not_there_is_refused(struct kunit *test)
{
	test_disc_init(&d, 1);
	test_track(&d, 1, DSR_MODE_AUDIO, 0, 300);
	KUNIT_EXPECT_EQ(test, fill(0, false), -EINVAL);
	KUNIT_EXPECT_EQ(test, fill(2, false), -EINVAL);
}

static void times_that_do_not_exist_are_refused(struct kunit *test)
{
	test_disc_init(&d, 1);
	test_track(&d, 1, DSR_MODE_DATA, 0, 450000 - 151);
	KUNIT_EXPECT_GT(test, fill(1, false), 0);
	d.tracks[0].blocks++;
	KUNIT_EXPECT_EQ(test, fill(1, false), -EINVAL);
}

static void a_sheet_never_overflows_its_room(struct kunit *test)
{
	struct dsr_track *t;
	u32 room;

	test_disc_init(&d, 1);
	d.head.flags = DSR_LAYOUT_F_MCN;
	memcpy(d.head.mcn, "4006408123456", 13);
	t = test_track(&d, 1, DSR_MODE_AUDIO, 0, 300);
	t->flags = DSR_TRACK_F_ISRC;
	memcpy(t->isrc, "DEA129900001", 12);
	for (room = 0; room < 64; room++) {
		memset(rows, 0xa5, sizeof(rows));
		KUNIT_EXPECT_EQ(test,
				dsr_cue_fill(&d.head, 1, false, rows, room),
				-ENOSPC);
		KUNIT_EXPECT_EQ_MSG(test, rows[room], 0xa5, "room of %u", room);
	}
	KUNIT_EXPECT_EQ(test, dsr_cue_fill(&d.head, 1, false, rows, 64), 64);
}

static struct kunit_case cuesheet_cases[] = {
	KUNIT_CASE(one_data_track),
	KUNIT_CASE(an_audio_disc_with_all_there_is),
	KUNIT_CASE(a_hidden_track_is_in_the_first_pregap),
	KUNIT_CASE(a_mixed_disc_changes_forms),
	KUNIT_CASE(every_session_has_its_own_sheet),
	KUNIT_CASE(a_run_out_is_a_part_of_the_track),
	KUNIT_CASE(cd_text_and_sub_channel_are_announced),
	KUNIT_CASE(cd_text_wants_an_audio_track_first),
	KUNIT_CASE(what_has_no_data_form_is_not_written),
	KUNIT_CASE(a_hole_between_tracks_is_refused),
	KUNIT_CASE(a_disc_that_does_not_begin_with_its_pregap_is_refused),
	KUNIT_CASE(a_session_that_is_not_there_is_refused),
	KUNIT_CASE(times_that_do_not_exist_are_refused),
	KUNIT_CASE(a_sheet_never_overflows_its_room),
	{}
};

static struct kunit_suite cuesheet_suite = {
	.name = "dsr_cuesheet",
	.test_cases = cuesheet_cases,
};

kunit_test_suite(cuesheet_suite);

// SPDX-License-Identifier: GPL-2.0
/*
 * What subq.c and cdtext.c promise. Expected bytes are worked out by hand from
 * IEC 60908 and MMC-6. Runs under KUnit, and in user space by tests/fuzz.
 */
#include <kunit/test.h>
#include <linux/errno.h>
#include <linux/kernel.h>

#include "cdtext.h"
#include "subq.h"
#include "test_disc.h"

static struct test_disc d;
static struct dsr_subq s;
static u8 q[DSR_SUBQ_BYTES];

/* 97:15:17 begins the lead-in, the lead-out cannot be behind 79:59:74 */
static void make_session(void)
{
	s.layout = &d.head;
	s.session = 1;
	s.open = false;
	s.lead_in = (97 * 60 + 15) * 75 + 17 - 450150;
	s.first_lead_in = s.lead_in;
	s.last_lead_out = (79 * 60 + 59) * 75 + 74 - 150;
	s.cdtext = NULL;
	s.nr_packs = 0;
}

/* an audio disc: a track, another with a pregap and an index mark */
static void make_disc(void)
{
	struct dsr_track *t;

	test_disc_init(&d, 2);
	d.head.flags = DSR_LAYOUT_F_MCN;
	memcpy(d.head.mcn, "4006408123456", 13);
	t = test_track(&d, 1, DSR_MODE_AUDIO, 0, 20000);
	t->flags = DSR_TRACK_F_ISRC;
	memcpy(t->isrc, "DEA129900001", 12);
	t = test_track(&d, 2, DSR_MODE_AUDIO, 20150, 5000);
	t->pregap_blocks = 150;
	t->control = 1;
	t->nr_indexes = 1;
	t->indexes_offset = offsetof(struct test_disc, indexes);
	d.indexes[0] = 100;
	make_session();
}

static void expect_q(struct kunit *test, s32 lba, const u8 *want)
{
	unsigned int i;

	dsr_subq_q(&s, lba, q);
	for (i = 0; i < 10; i++)
		KUNIT_EXPECT_EQ_MSG(test, q[i], want[i], "LBA %d, byte %u",
				    lba, i);
	KUNIT_EXPECT_EQ(test, q[10] << 8 | q[11], (int)dsr_subq_crc(q));
}

#define EXPECT_Q(lba, ...) do { \
	static const u8 want[10] = { __VA_ARGS__ }; \
	\
	expect_q(test, lba, want); \
} while (0)

/* the first block of every data disc */
static void the_check_bytes_are_those_on_discs(struct kunit *test)
{
	static const u8 first[] = { 0x41, 1, 1, 0, 0, 0, 0, 0, 2, 0 };

	KUNIT_EXPECT_EQ(test, dsr_subq_crc(first), 0x2832);
}

static void a_track_tells_its_times(struct kunit *test)
{
	make_disc();
	EXPECT_Q(0, 0x01, 1, 1, 0, 0, 0, 0, 0, 2, 0);
	/* 04:28:50, the block before: 04:28:49 */
	EXPECT_Q(19999, 0x01, 1, 1, 0x04, 0x26, 0x49, 0, 0x04, 0x28, 0x49);
	EXPECT_Q(20150, 0x11, 2, 1, 0, 0, 0, 0, 0x04, 0x30, 0x50);
	EXPECT_Q(20249, 0x11, 2, 1, 0, 0x01, 0x24, 0, 0x04, 0x31, 0x74);
	EXPECT_Q(20250, 0x11, 2, 2, 0, 0x01, 0x25, 0, 0x04, 0x32, 0x00);
}

static void a_pregap_is_counted_down_to_zero(struct kunit *test)
{
	make_disc();
	EXPECT_Q(-150, 0x01, 1, 0, 0, 0x01, 0x74, 0, 0, 0, 0);
	EXPECT_Q(-1, 0x01, 1, 0, 0, 0, 0, 0, 0, 0x01, 0x74);
	EXPECT_Q(20000, 0x11, 2, 0, 0, 0x01, 0x74, 0, 0x04, 0x28, 0x50);
	EXPECT_Q(20149, 0x11, 2, 0, 0, 0, 0, 0, 0x04, 0x30, 0x49);
}

static void the_lead_out_counts_from_its_start(struct kunit *test)
{
	make_disc();
	KUNIT_EXPECT_EQ(test, dsr_subq_lead_out(&s), 25150);
	KUNIT_EXPECT_EQ(test, dsr_subq_end(&s), 25150 + 6750);
	EXPECT_Q(25150, 0x11, 0xaa, 1, 0, 0, 0, 0, 0x05, 0x37, 0x25);
	EXPECT_Q(25226, 0x11, 0xaa, 1, 0, 0x01, 0x01, 0, 0x05, 0x38, 0x26);
}

static void the_lead_in_has_every_entry_three_times(struct kunit *test)
{
	s32 at;

	make_disc();
	at = s.lead_in;
	EXPECT_Q(at, 0x01, 0, 0x01, 0x97, 0x15, 0x17, 0, 0, 0x02, 0);
	EXPECT_Q(at + 2, 0x01, 0, 0x01, 0x97, 0x15, 0x19, 0, 0, 0x02, 0);
	EXPECT_Q(at + 3, 0x11, 0, 0x02, 0x97, 0x15, 0x20, 0, 0x04, 0x30, 0x50);
	EXPECT_Q(at + 6, 0x01, 0, 0xa0, 0x97, 0x15, 0x23, 0, 0x01, 0, 0);
	EXPECT_Q(at + 9, 0x11, 0, 0xa1, 0x97, 0x15, 0x26, 0, 0x02, 0, 0);
	EXPECT_Q(at + 14, 0x11, 0, 0xa2, 0x97, 0x15, 0x31, 0, 0x05, 0x37, 0x25);
	EXPECT_Q(at + 15, 0x01, 0, 0x01, 0x97, 0x15, 0x32, 0, 0, 0x02, 0);
	/* the last block before 00:00:00 */
	dsr_subq_q(&s, -151, q);
	KUNIT_EXPECT_EQ(test, q[3], 0x99);
	KUNIT_EXPECT_EQ(test, q[4], 0x59);
	KUNIT_EXPECT_EQ(test, q[5], 0x74);
}

static void an_open_session_points_to_the_next(struct kunit *test)
{
	make_disc();
	s.open = true;
	/* lead-out 05:37:25, 1 min 30 s of it, 1 min of lead-in */
	EXPECT_Q(s.lead_in + 15, 0x05, 0, 0xb0, 0x08, 0x07, 0x25, 0x02,
		 0x79, 0x59, 0x74);
	EXPECT_Q(s.lead_in + 18, 0x05, 0, 0xc0, 0, 0, 0, 0, 0x97, 0x15, 0x17);
	EXPECT_Q(s.lead_in + 21, 0x01, 0, 0x01, 0x97, 0x15, 0x38, 0, 0, 0x02, 0);
}

static void mcn_and_isrc_come_in_every_hundred_blocks(struct kunit *test)
{
	unsigned int mcn, isrc, i;
	s32 lba;

	make_disc();
	for (lba = 100; lba + 100 <= 20000; lba += 100) {
		for (mcn = 0, isrc = 0, i = 0; i < 100; i++) {
			dsr_subq_q(&s, lba + i, q);
			mcn += (q[0] & 0xf) == 2;
			isrc += (q[0] & 0xf) == 3;
		}
		KUNIT_EXPECT_EQ_MSG(test, mcn, 1U, "from LBA %d", lba);
		KUNIT_EXPECT_EQ_MSG(test, isrc, 1U, "from LBA %d", lba);
	}
	/* LBA 100 + 150: turn 50; 250 frames are 00:03:25 */
	EXPECT_Q(100, 0x02, 0x40, 0x06, 0x40, 0x81, 0x23, 0x45, 0x60, 0, 0x25);
	/*
	 * D, E, A, 1, 2 are 20, 21, 17, 1, 2 = 010100 010101 010001 000001
	 * 000010 00; 299 frames are 00:03:74
	 */
	EXPECT_Q(149, 0x03, 0x51, 0x54, 0x41, 0x08, 0x99, 0x00, 0x00, 0x10,
		 0x74);
}

static void an_index_begins_with_its_time(struct kunit *test)
{
	unsigned int i, k;
	s32 start;

	make_disc();
	d.tracks[1].flags = DSR_TRACK_F_ISRC;
	memcpy(d.tracks[1].isrc, "DEA129900002", 12);
	for (i = 0; i < 100; i++) {
		start = 20150 + i;
		d.tracks[1].start = start;
		d.tracks[0].blocks = start - 150;
		for (k = 0; k < 4; k++) {
			dsr_subq_q(&s, start + k, q);
			KUNIT_EXPECT_EQ_MSG(test, q[0] & 0xf, 1,
					    "start %d, block %u", start, k);
		}
	}
}

static void a_later_session_is_told_of_by_itself(struct kunit *test)
{
	test_disc_init(&d, 2);
	d.head.nr_sessions = 2;
	test_track(&d, 1, DSR_MODE_AUDIO, 0, 4500);
	test_track(&d, 2, DSR_MODE_XA_MIX, 15900, 300)->session = 2;
	make_session();
	s.session = 2;
	s.lead_in = 4500 + 6750;
	KUNIT_EXPECT_EQ(test, dsr_subq_start(&s), 15750);
	KUNIT_EXPECT_EQ(test, dsr_subq_end(&s), 16200 + 2250);
	EXPECT_Q(11250, 0x41, 0, 0x02, 0x02, 0x32, 0, 0, 0x03, 0x34, 0);
	EXPECT_Q(11253, 0x41, 0, 0xa0, 0x02, 0x32, 0x03, 0, 0x02, 0x20, 0);
	EXPECT_Q(15750, 0x41, 2, 0, 0, 0x01, 0x74, 0, 0x03, 0x32, 0);
}

static void symbols_have_p_above_q(struct kunit *test)
{
	u8 pw[DSR_SUBPW_BYTES];
	unsigned int i;
	u8 got;

	make_disc();
	dsr_subq_q(&s, -1, q);
	dsr_subq_fill(&s, -1, pw);
	for (i = 0; i < DSR_SUBPW_BYTES; i++) {
		got = pw[i] >> 6;
		KUNIT_EXPECT_EQ_MSG(test, got,
				    2 | (q[i / 8] >> (7 - i % 8) & 1),
				    "symbol %u", i);
		KUNIT_EXPECT_EQ(test, pw[i] & 0x3f, 0);
	}
	dsr_subq_fill(&s, 0, pw);
	KUNIT_EXPECT_EQ(test, pw[0] & 0x80, 0);
}

static const u8 packs[3 * 18] = {
	0x80, 0x01, 0xff, 0xaa, [17] = 0x3f, [18] = 0x81, [36] = 0x82,
};

static void packs_become_symbols_of_six_bits(struct kunit *test)
{
	/* 10000000 00000001 11111111, 10101010 ... */
	static const u8 want[] = { 0x20, 0x00, 0x07, 0x3f, 0x2a, 0x20 };
	u8 out[DSR_CDTEXT_BLOCK_BYTES];
	unsigned int i;

	dsr_cdtext_fill(packs, 3, 0, 1, out);
	for (i = 0; i < ARRAY_SIZE(want); i++)
		KUNIT_EXPECT_EQ_MSG(test, out[i], want[i], "symbol %u", i);
	KUNIT_EXPECT_EQ(test, out[23], 0x3f);
	KUNIT_EXPECT_EQ(test, out[24], 0x20);
	KUNIT_EXPECT_EQ(test, out[25], 0x10);
}

static void packs_are_repeated_without_a_break(struct kunit *test)
{
	u8 whole[7 * DSR_CDTEXT_BLOCK_BYTES], one[DSR_CDTEXT_BLOCK_BYTES];
	unsigned int i;

	dsr_cdtext_fill(packs, 3, 0, 7, whole);
	/* pack after pack: 80h, 81h, 82h have 0, 1, 2 in their second symbol's top */
	for (i = 0; i < 28; i++)
		KUNIT_EXPECT_EQ_MSG(test, whole[24 * i + 1] >> 4,
				    (int)(i % 3), "pack %u", i);
	for (i = 0; i < 7; i++) {
		dsr_cdtext_fill(packs, 3, i, 1, one);
		KUNIT_EXPECT_TRUE_MSG(test,
				      !memcmp(one, whole + i * sizeof(one),
					      sizeof(one)), "block %u", i);
	}
}

static void cd_text_is_in_the_lead_in_alone(struct kunit *test)
{
	u8 pw[DSR_SUBPW_BYTES];

	make_disc();
	s.cdtext = packs;
	s.nr_packs = 3;
	dsr_subq_fill(&s, s.lead_in, pw);
	KUNIT_EXPECT_EQ(test, pw[0] & 0x3f, 0x20);
	KUNIT_EXPECT_EQ(test, pw[3] & 0x3f, 0x3f);
	dsr_subq_fill(&s, -150, pw);
	KUNIT_EXPECT_EQ(test, pw[3] & 0x3f, 0);
}

static struct kunit_case subq_cases[] = {
	KUNIT_CASE(the_check_bytes_are_those_on_discs),
	KUNIT_CASE(a_track_tells_its_times),
	KUNIT_CASE(a_pregap_is_counted_down_to_zero),
	KUNIT_CASE(the_lead_out_counts_from_its_start),
	KUNIT_CASE(the_lead_in_has_every_entry_three_times),
	KUNIT_CASE(an_open_session_points_to_the_next),
	KUNIT_CASE(mcn_and_isrc_come_in_every_hundred_blocks),
	KUNIT_CASE(an_index_begins_with_its_time),
	KUNIT_CASE(a_later_session_is_told_of_by_itself),
	KUNIT_CASE(symbols_have_p_above_q),
	KUNIT_CASE(packs_become_symbols_of_six_bits),
	KUNIT_CASE(packs_are_repeated_without_a_break),
	KUNIT_CASE(cd_text_is_in_the_lead_in_alone),
	{}
};

static struct kunit_suite subq_suite = {
	.name = "dsr_subq",
	.test_cases = subq_cases,
};

kunit_test_suite(subq_suite);

// SPDX-License-Identifier: GPL-2.0
/*
 * What mmc_parse.c promises: whole answers are understood, others are refused,
 * and nothing beyond what arrived is read (KASAN and ASan see to that: every
 * answer lies in memory of exactly its length). Runs under KUnit, and in user
 * space by tests/fuzz.
 */
#include <kunit/test.h>
#include <linux/errno.h>

#include "mmc.h"

/* a blank DVD+R: one empty session, one invisible track */
static const u8 disc_blank[MMC_DISC_INFO_BYTES] = {
	0x00, 0x20, 0x00, 0x01, 0x01, 0x01, 0x01, 0x20,
};

/* a CD-RW with two closed sessions, 1 to 12, and room for a third */
static const u8 disc_appendable[MMC_DISC_INFO_BYTES] = {
	0x00, 0x20, 0x11, 0x01, 0x03, 0x0d, 0x0d, 0x22,
};

static const u8 disc_wide[MMC_DISC_INFO_BYTES] = {
	0x00, 0x20, 0x0f, 0x01, 0x02, 0x03, 0x04, 0x00, 0x00, 0x01, 0x00, 0x01,
};

/* the invisible track of a blank DVD+R */
static const u8 track_blank[MMC_TRACK_INFO_BYTES] = {
	0x00, 0x22, 0x01, 0x01, 0x00, 0x04, 0x40, 0x01,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x23, 0x05, 0x40, 0x00, 0x00, 0x00, 0x10,
	0x00, 0x23, 0x05, 0x40,
};

/* track 258 of session 259, reserved, damaged, half full */
static const u8 track_odd[MMC_TRACK_INFO_BYTES] = {
	0x00, 0x22, 0x02, 0x03, 0x00, 0x24, 0x81, 0x01,
	0x00, 0x00, 0x10, 0x00, 0x00, 0x00, 0x18, 0x00,
	0x00, 0x00, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x10, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x01, 0x01,
};

static const u8 buffer[MMC_BUFFER_CAPACITY_BYTES] = {
	0x00, 0x0a, 0x00, 0x00, 0x00, 0x1a, 0x00, 0x00, 0x00, 0x19, 0x80, 0x00,
};

static const u8 capacity[MMC_READ_CAPACITY_BYTES] = {
	0x00, 0x23, 0x05, 0x3f, 0x00, 0x00, 0x08, 0x00,
};

static const u8 configuration[MMC_CONFIGURATION_BYTES] = {
	0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00, 0x1b,
};

/* page 01h, then 05h with PS set and somebody's catalog number in it */
static const u8 mode[8 + 12 + 52] = {
	0x00, 0x46, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x81, 0x0a, 0x00, 0x05, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x85, 0x32, 0x22, 0xc5, 0x08, 0x10, 0x00, 0x3f,
	0x20, 0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x96,
	0x80, '1', '2', '3', '4', '5', '6', '7',
	'8', '9', '0', '1', '2', '3', 0x00, 0x00,
	0x80, 'D', 'E', 'A', '1', '2', '3', '4',
	'5', '6', '7', '8', '9', 0x00, 0x00, 0x00,
	0x01, 0x02, 0x03, 0x04,
};

static const u8 atip[28] = {
	0x00, 0x1a, 0x00, 0x00, 0xd0, 0x00, 0xf8, 0x00, 97, 15, 17, 0x00,
	79, 59, 74,
};

static const u8 adip[4 + 256] = {
	0x01, 0x02, 0x00, 0x00, [4] = 0xa1, 0x0f, 0x02, 0x00,
	[4 + 19] = 'M', 'C', 'C', 0, 0, 0, 0, 0, '0', '0', '4', 0x00,
};

static const u8 bd_info[4 + 112] = {
	0x00, 0x72, 0x00, 0x00, [4] = 'D', 'I', 0x01, 0x08,
	[4 + 100] = 'V', 'E', 'R', 'B', 'A', 'T', 'I', 'M', 'e', 0, 0, 0x00,
};

static const u8 pre_recorded[4 + 48] = {
	0x00, 0x32, 0x00, 0x00,
	[4 + 16] = 3, 'M', 'C', 'C', ' ', '0', '3',
	[4 + 24] = 4, 'R', 'G', '2', '0', ' ', ' ',
};

/* one line per parser, so that all of them can be treated alike */
static int try_profile(const u8 *buf, u32 len)
{
	u16 profile;

	return dsr_parse_profile(buf, len, &profile);
}

static int try_disc(const u8 *buf, u32 len)
{
	struct dsr_disc_info d;

	return dsr_parse_disc_info(buf, len, &d);
}

static int try_track(const u8 *buf, u32 len)
{
	struct dsr_track_info t;

	return dsr_parse_track_info(buf, len, &t);
}

static int try_buffer(const u8 *buf, u32 len)
{
	u32 size, free;

	return dsr_parse_buffer_capacity(buf, len, &size, &free);
}

static int try_capacity(const u8 *buf, u32 len)
{
	u32 blocks, block_bytes;

	return dsr_parse_read_capacity(buf, len, &blocks, &block_bytes);
}

static int try_mode(const u8 *buf, u32 len)
{
	static const struct dsr_write_params params;
	u8 out[MMC_MODE_HEADER_BYTES + 257];
	int n = dsr_mode05_fill(buf, len, &params, out);

	return n < 0 ? n : 0;
}

static int try_atip(const u8 *buf, u32 len)
{
	char id[DSR_MEDIUM_ID_BYTES];

	return dsr_parse_medium_id(MMC_PROFILE_CD_R, buf, len, id);
}

static int try_adip(const u8 *buf, u32 len)
{
	char id[DSR_MEDIUM_ID_BYTES];

	return dsr_parse_medium_id(MMC_PROFILE_DVD_PLUS_R, buf, len, id);
}

static int try_bd(const u8 *buf, u32 len)
{
	char id[DSR_MEDIUM_ID_BYTES];

	return dsr_parse_medium_id(MMC_PROFILE_BD_R_SRM, buf, len, id);
}

static int try_pre_recorded(const u8 *buf, u32 len)
{
	char id[DSR_MEDIUM_ID_BYTES];

	return dsr_parse_medium_id(MMC_PROFILE_DVD_R, buf, len, id);
}

/*
 * @answer: a good one of @bytes, of which @needed must be there; @prefix bytes
 * of it are a big endian length that does not count itself
 */
static const struct parser {
	const char *name;
	int (*parse)(const u8 *buf, u32 len);
	const u8 *answer;
	u32 bytes;
	u32 needed;
	u32 prefix;
} parsers[] = {
	{ "profile", try_profile, configuration, sizeof(configuration), 8, 4 },
	{ "disc", try_disc, disc_blank, sizeof(disc_blank), 12, 2 },
	{ "track", try_track, track_blank, sizeof(track_blank), 28, 2 },
	{ "buffer", try_buffer, buffer, sizeof(buffer), 12, 2 },
	{ "capacity", try_capacity, capacity, sizeof(capacity), 8, 0 },
	{ "mode page 5", try_mode, mode, sizeof(mode), sizeof(mode), 2 },
	{ "ATIP", try_atip, atip, sizeof(atip), 11, 2 },
	{ "ADIP", try_adip, adip, sizeof(adip), 35, 2 },
	{ "pre-recorded information", try_pre_recorded, pre_recorded,
	  sizeof(pre_recorded), 36, 2 },
	{ "BD information", try_bd, bd_info, sizeof(bd_info), 116, 2 },
};

/* a copy in memory that ends where it ends */
static u8 *copy_of(struct kunit *test, const u8 *from, u32 bytes)
{
	u8 *to = kunit_kmalloc(test, bytes ? bytes : 1, GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, to);
	memcpy(to, from, bytes);
	return to;
}

static void answers_cut_short_are_refused(struct kunit *test)
{
	const struct parser *p;
	int want;
	u32 len;

	for (p = parsers; p < parsers + ARRAY_SIZE(parsers); p++) {
		for (len = 0; len <= p->bytes; len++) {
			want = len < p->needed ? -EINVAL : 0;
			KUNIT_EXPECT_EQ_MSG(test, want,
					    p->parse(copy_of(test, p->answer, len), len),
					    "%s, %u bytes", p->name, len);
		}
	}
}

static void answers_that_claim_less_are_believed(struct kunit *test)
{
	const struct parser *p;
	u32 claimed;
	int want;
	u8 *buf;

	for (p = parsers; p < parsers + ARRAY_SIZE(parsers); p++) {
		if (!p->prefix)
			continue;
		buf = copy_of(test, p->answer, p->bytes);
		for (claimed = 0; claimed + p->prefix <= p->bytes; claimed++) {
			buf[p->prefix - 1] = claimed;
			buf[p->prefix - 2] = claimed >> 8;
			want = claimed + p->prefix < p->needed ? -EINVAL : 0;
			KUNIT_EXPECT_EQ_MSG(test, want,
					    p->parse(buf, p->bytes),
					    "%s, %u claimed", p->name, claimed);
		}
	}
}

static void answers_that_claim_more_are_read_to_their_end(struct kunit *test)
{
	const struct parser *p;
	u8 *buf;

	for (p = parsers; p < parsers + ARRAY_SIZE(parsers); p++) {
		buf = copy_of(test, p->answer, p->bytes);
		memset(buf, 0xff, p->prefix);
		KUNIT_EXPECT_EQ_MSG(test, 0, p->parse(buf, p->bytes), "%s",
				    p->name);
	}
}

static void answers_of_zeros_are_refused(struct kunit *test)
{
	const struct parser *p;
	u8 *buf;

	for (p = parsers; p < parsers + ARRAY_SIZE(parsers); p++) {
		buf = copy_of(test, p->answer, p->bytes);
		memset(buf, 0, p->bytes);
		KUNIT_EXPECT_EQ_MSG(test, -EINVAL, p->parse(buf, p->bytes),
				    "%s", p->name);
	}
}

static void answers_of_ff_are_refused(struct kunit *test)
{
	const struct parser *p;
	u8 *buf;

	for (p = parsers; p < parsers + ARRAY_SIZE(parsers); p++) {
		if (p->parse == try_profile)
			continue;	/* FFFFh is a profile: "not conforming" */
		buf = copy_of(test, p->answer, p->bytes);
		memset(buf, 0xff, p->bytes);
		KUNIT_EXPECT_EQ_MSG(test, -EINVAL, p->parse(buf, p->bytes),
				    "%s", p->name);
	}
}

/* what comes of it does not matter; where it is read does */
static void answers_with_one_wrong_byte_harm_nobody(struct kunit *test)
{
	static const u8 wrong[] = { 0x00, 0x01, 0x3f, 0x40, 0x7f, 0x80, 0xff };
	const struct parser *p;
	unsigned int i, w;
	int err;
	u8 *buf;

	for (p = parsers; p < parsers + ARRAY_SIZE(parsers); p++) {
		buf = copy_of(test, p->answer, p->bytes);
		for (i = 0; i < p->bytes; i++) {
			for (w = 0; w < ARRAY_SIZE(wrong); w++) {
				buf[i] = wrong[w];
				err = p->parse(buf, p->bytes);
				KUNIT_EXPECT_TRUE_MSG(test,
						      !err || err == -EINVAL,
						      "%s: byte %u = %#x gave %d",
						      p->name, i, wrong[w], err);
			}
			buf[i] = p->answer[i];
		}
	}
}

static void profile_is_the_current_one(struct kunit *test)
{
	u16 profile = 0;

	KUNIT_EXPECT_EQ(test, 0, dsr_parse_profile(configuration, 8, &profile));
	KUNIT_EXPECT_EQ(test, (int)profile, MMC_PROFILE_DVD_PLUS_R);
}

static void disc_information_is_understood(struct kunit *test)
{
	struct dsr_disc_info d;

	KUNIT_ASSERT_EQ(test, 0, dsr_parse_disc_info(disc_blank, 34, &d));
	KUNIT_EXPECT_EQ(test, (int)d.status, MMC_DISC_BLANK);
	KUNIT_EXPECT_EQ(test, (int)d.last_session, 0);
	KUNIT_EXPECT_FALSE(test, d.erasable);
	KUNIT_EXPECT_EQ(test, (int)d.bg_format, 0);
	KUNIT_EXPECT_EQ(test, (int)d.sessions, 1);
	KUNIT_EXPECT_EQ(test, (int)d.first_track, 1);
	KUNIT_EXPECT_EQ(test, (int)d.last_track, 1);

	KUNIT_ASSERT_EQ(test, 0, dsr_parse_disc_info(disc_appendable, 34, &d));
	KUNIT_EXPECT_EQ(test, (int)d.status, MMC_DISC_APPENDABLE);
	KUNIT_EXPECT_TRUE(test, d.erasable);
	KUNIT_EXPECT_EQ(test, (int)d.bg_format, 2);
	KUNIT_EXPECT_EQ(test, (int)d.sessions, 3);
	KUNIT_EXPECT_EQ(test, (int)d.last_track, 13);
}

static void disc_information_counts_beyond_255(struct kunit *test)
{
	struct dsr_disc_info d;

	KUNIT_ASSERT_EQ(test, 0, dsr_parse_disc_info(disc_wide, 34, &d));
	KUNIT_EXPECT_EQ(test, (int)d.status, MMC_DISC_RANDOM);
	KUNIT_EXPECT_EQ(test, (int)d.last_session, 3);
	KUNIT_EXPECT_FALSE(test, d.erasable);
	KUNIT_EXPECT_EQ(test, (int)d.sessions, 0x102);
	KUNIT_EXPECT_EQ(test, (int)d.last_track, 0x104);
}

static void disc_information_of_another_type_is_refused(struct kunit *test)
{
	struct dsr_disc_info d;
	u8 *buf = copy_of(test, disc_blank, 34);

	buf[2] = 0x20;	/* track resources information */
	KUNIT_EXPECT_EQ(test, -EINVAL, dsr_parse_disc_info(buf, 34, &d));
}

static void disc_that_ends_before_it_starts_is_refused(struct kunit *test)
{
	struct dsr_disc_info d;
	u8 *buf = copy_of(test, disc_blank, 34);

	buf[3] = 2;
	KUNIT_EXPECT_EQ(test, -EINVAL, dsr_parse_disc_info(buf, 34, &d));
}

static void track_information_is_understood(struct kunit *test)
{
	struct dsr_track_info t;

	KUNIT_ASSERT_EQ(test, 0, dsr_parse_track_info(track_blank, 36, &t));
	KUNIT_EXPECT_EQ(test, (int)t.track, 1);
	KUNIT_EXPECT_EQ(test, (int)t.session, 1);
	KUNIT_EXPECT_TRUE(test, t.blank);
	KUNIT_EXPECT_FALSE(test, t.reserved);
	KUNIT_EXPECT_FALSE(test, t.damaged);
	KUNIT_EXPECT_TRUE(test, t.nwa_valid);
	KUNIT_EXPECT_EQ(test, t.start, 0U);
	KUNIT_EXPECT_EQ(test, t.nwa, 0U);
	KUNIT_EXPECT_EQ(test, t.free_blocks, 2295104U);
	KUNIT_EXPECT_EQ(test, t.size, 2295104U);

	KUNIT_ASSERT_EQ(test, 0, dsr_parse_track_info(track_odd, 36, &t));
	KUNIT_EXPECT_EQ(test, (int)t.track, 258);
	KUNIT_EXPECT_EQ(test, (int)t.session, 259);
	KUNIT_EXPECT_FALSE(test, t.blank);
	KUNIT_EXPECT_TRUE(test, t.reserved);
	KUNIT_EXPECT_TRUE(test, t.damaged);
	KUNIT_EXPECT_EQ(test, t.start, 0x1000U);
	KUNIT_EXPECT_EQ(test, t.nwa, 0x1800U);
	KUNIT_EXPECT_EQ(test, t.free_blocks, 0x800U);
	KUNIT_EXPECT_EQ(test, t.size, 0x1000U);
}

static void track_information_of_old_drives_has_low_numbers(struct kunit *test)
{
	struct dsr_track_info t;

	KUNIT_ASSERT_EQ(test, 0, dsr_parse_track_info(track_odd, 28, &t));
	KUNIT_EXPECT_EQ(test, (int)t.track, 2);
	KUNIT_EXPECT_EQ(test, (int)t.session, 3);
	KUNIT_ASSERT_EQ(test, 0, dsr_parse_track_info(track_odd, 33, &t));
	KUNIT_EXPECT_EQ(test, (int)t.track, 258);
	KUNIT_EXPECT_EQ(test, (int)t.session, 3);
	KUNIT_ASSERT_EQ(test, 0, dsr_parse_track_info(track_odd, 34, &t));
	KUNIT_EXPECT_EQ(test, (int)t.session, 259);
}

static void track_flags_are_single_bits(struct kunit *test)
{
	struct dsr_track_info t;
	u8 *buf = copy_of(test, track_blank, 36);

	buf[5] = 0xdf;
	buf[6] = 0x3f;
	buf[7] = 0xfe;
	KUNIT_ASSERT_EQ(test, 0, dsr_parse_track_info(buf, 36, &t));
	KUNIT_EXPECT_FALSE(test, t.damaged);
	KUNIT_EXPECT_FALSE(test, t.reserved);
	KUNIT_EXPECT_FALSE(test, t.blank);
	KUNIT_EXPECT_FALSE(test, t.nwa_valid);
}

static void writable_address_before_the_track_is_refused(struct kunit *test)
{
	struct dsr_track_info t;
	u8 *buf = copy_of(test, track_odd, 36);

	buf[14] = 0x0f;
	KUNIT_EXPECT_EQ(test, -EINVAL, dsr_parse_track_info(buf, 36, &t));
	buf[14] = 0;
	KUNIT_EXPECT_EQ(test, -EINVAL, dsr_parse_track_info(buf, 36, &t));
	buf[7] = 0;	/* not valid: then it says nothing */
	KUNIT_EXPECT_EQ(test, 0, dsr_parse_track_info(buf, 36, &t));
	KUNIT_EXPECT_FALSE(test, t.nwa_valid);
}

static void writable_address_may_be_in_the_pregap(struct kunit *test)
{
	struct dsr_track_info t;
	u8 *buf = copy_of(test, track_blank, 36);

	memset(&buf[12], 0xff, 3);
	buf[15] = 0x6a;
	KUNIT_ASSERT_EQ(test, 0, dsr_parse_track_info(buf, 36, &t));
	KUNIT_EXPECT_EQ(test, (int)t.nwa, -150);
	/* of a later session as well, and no farther away */
	buf[10] = 0x2e;
	memset(&buf[12], 0, 2);
	buf[14] = 0x2d;
	KUNIT_EXPECT_EQ(test, 0, dsr_parse_track_info(buf, 36, &t));
	buf[15]--;
	KUNIT_EXPECT_EQ(test, -EINVAL, dsr_parse_track_info(buf, 36, &t));
}

static void track_beyond_every_medium_is_refused(struct kunit *test)
{
	struct dsr_track_info t;
	u8 *buf = copy_of(test, track_odd, 36);

	/* from 1000h: the first that is too long, then the longest */
	memcpy(&buf[24], "\x7f\xff\xf0\x00", 4);
	KUNIT_EXPECT_EQ(test, -EINVAL, dsr_parse_track_info(buf, 36, &t));
	memcpy(&buf[24], "\x7f\xff\xef\xff", 4);
	KUNIT_EXPECT_EQ(test, 0, dsr_parse_track_info(buf, 36, &t));
}

static void buffer_capacity_is_understood(struct kunit *test)
{
	u32 size = 0, free = 0;

	KUNIT_ASSERT_EQ(test, 0,
			dsr_parse_buffer_capacity(buffer, 12, &size, &free));
	KUNIT_EXPECT_EQ(test, size, 0x1a0000U);
	KUNIT_EXPECT_EQ(test, free, 0x198000U);
}

static void buffer_with_more_free_than_it_has_is_refused(struct kunit *test)
{
	u8 *buf = copy_of(test, buffer, sizeof(buffer));

	memcpy(&buf[8], &buf[4], 4);
	KUNIT_EXPECT_EQ(test, 0, try_buffer(buf, sizeof(buffer)));
	buf[11] = 1;
	KUNIT_EXPECT_EQ(test, -EINVAL, try_buffer(buf, sizeof(buffer)));
}

static void buffer_told_in_blocks_is_refused(struct kunit *test)
{
	u8 *buf = copy_of(test, buffer, sizeof(buffer));

	buf[3] = 1;
	KUNIT_EXPECT_EQ(test, -EINVAL, try_buffer(buf, sizeof(buffer)));
}

static void capacity_counts_the_last_block(struct kunit *test)
{
	u32 blocks = 0, block_bytes = 0;

	KUNIT_ASSERT_EQ(test, 0, dsr_parse_read_capacity(capacity, 8, &blocks,
							 &block_bytes));
	KUNIT_EXPECT_EQ(test, blocks, 2295104U);
	KUNIT_EXPECT_EQ(test, block_bytes, 2048U);
}

static void capacity_beyond_32_bits_is_refused(struct kunit *test)
{
	u8 *buf = copy_of(test, capacity, sizeof(capacity));

	memset(buf, 0xff, 4);
	KUNIT_EXPECT_EQ(test, -EINVAL, try_capacity(buf, sizeof(capacity)));
}

static struct kunit_case parse_cases[] = {
	KUNIT_CASE(answers_cut_short_are_refused),
	KUNIT_CASE(answers_that_claim_less_are_believed),
	KUNIT_CASE(answers_that_claim_more_are_read_to_their_end),
	KUNIT_CASE(answers_of_zeros_are_refused),
	KUNIT_CASE(answers_of_ff_are_refused),
	KUNIT_CASE(answers_with_one_wrong_byte_harm_nobody),
	KUNIT_CASE(profile_is_the_current_one),
	KUNIT_CASE(disc_information_is_understood),
	KUNIT_CASE(disc_information_counts_beyond_255),
	KUNIT_CASE(disc_information_of_another_type_is_refused),
	KUNIT_CASE(disc_that_ends_before_it_starts_is_refused),
	KUNIT_CASE(track_information_is_understood),
	KUNIT_CASE(track_information_of_old_drives_has_low_numbers),
	KUNIT_CASE(track_flags_are_single_bits),
	KUNIT_CASE(writable_address_before_the_track_is_refused),
	KUNIT_CASE(writable_address_may_be_in_the_pregap),
	KUNIT_CASE(track_beyond_every_medium_is_refused),
	KUNIT_CASE(buffer_capacity_is_understood),
	KUNIT_CASE(buffer_with_more_free_than_it_has_is_refused),
	KUNIT_CASE(buffer_told_in_blocks_is_refused),
	KUNIT_CASE(capacity_counts_the_last_block),
	KUNIT_CASE(capacity_beyond_32_bits_is_refused),
	{}
};

static struct kunit_suite parse_suite = {
	.name = "dsr_mmc_parse",
	.test_cases = parse_cases,
};

kunit_test_suite(parse_suite);

// SPDX-License-Identifier: GPL-2.0
/*
 * What mmc_parse.c promises about mode pages and medium ids. Runs under KUnit,
 * and in user space by tests/fuzz.
 */
#include <kunit/test.h>
#include <linux/errno.h>

#include "mmc.h"

#define PAGE05_BYTES	52

/* header, block descriptor of 8 bytes, page 01h, page 05h as a drive has it */
static const u8 mode[8 + 8 + 12 + PAGE05_BYTES] = {
	0x00, 0x4e, 0x00, 0x00, 0x00, 0x00, 0x00, 0x08,
	0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x08, 0x00,
	0x81, 0x0a, 0x00, 0x05, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x85, 0x32, 0x22, 0xc5, 0x08, 0x10, 0x00, 0x3f,
	0x20, 0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x96,
	0x80, '1', '2', '3', '4', '5', '6', '7',
	'8', '9', '0', '1', '2', '3', 0x00, 0x00,
	0x80, 'D', 'E', 'A', '1', '2', '3', '4',
	'5', '6', '7', '8', '9', 0x00, 0x00, 0x00,
	0x01, 0x02, 0x03, 0x04,
};

static const struct dsr_write_params tao = {
	.write_type = 1,
	.multi_session = 3,
	.track_mode = 4,
	.block_type = 8,
	.burn_proof = true,
};

static void page_is_found_behind_others(struct kunit *test)
{
	u32 bytes = 0;

	KUNIT_EXPECT_EQ(test, 28, dsr_mode_page(mode, sizeof(mode), 5, &bytes));
	KUNIT_EXPECT_EQ(test, bytes, (u32)PAGE05_BYTES);
	KUNIT_EXPECT_EQ(test, 16, dsr_mode_page(mode, sizeof(mode), 1, &bytes));
	KUNIT_EXPECT_EQ(test, bytes, 12U);
}

static void page_that_is_not_there_is_not_found(struct kunit *test)
{
	u32 bytes;

	KUNIT_EXPECT_EQ(test, -EINVAL,
			dsr_mode_page(mode, sizeof(mode), 0x2a, &bytes));
}

static void page_with_subpages_is_skipped(struct kunit *test)
{
	static const u8 answer[] = {
		0x00, 0x10, 0, 0, 0, 0, 0, 0,
		0x45, 0x01, 0x00, 0x02, 0xaa, 0xbb,	/* 05h, subpage 01h */
		0x05, 0x02, 0xcc, 0xdd,
	};
	u32 bytes = 0;

	KUNIT_EXPECT_EQ(test, 14,
			dsr_mode_page(answer, sizeof(answer), 5, &bytes));
	KUNIT_EXPECT_EQ(test, bytes, 4U);
}

static void page_without_content_ends_no_search(struct kunit *test)
{
	static const u8 answer[] = {
		0x00, 0x0b, 0, 0, 0, 0, 0, 0, 0x0e, 0x00, 0x05, 0x01, 0xcc,
	};
	u32 bytes = 0;

	KUNIT_EXPECT_EQ(test, 10,
			dsr_mode_page(answer, sizeof(answer), 5, &bytes));
	KUNIT_EXPECT_EQ(test, bytes, 3U);
}

static void page_at_the_very_end_is_found(struct kunit *test)
{
	static const u8 empty[] = {
		0x00, 0x08, 0, 0, 0, 0, 0, 0, 0x0e, 0x00,
	};
	static const u8 behind_subpage[] = {
		0x00, 0x0c, 0, 0, 0, 0, 0, 0, 0x45, 0x01, 0x00, 0x00, 0x0e, 0x00,
	};
	static const u8 subpage[] = {
		0x00, 0x09, 0, 0, 0, 0, 0, 0, 0x4e, 0x01, 0x00,
	};
	u32 bytes = 0;

	KUNIT_EXPECT_EQ(test, 8, dsr_mode_page(empty, sizeof(empty), 0x0e,
					       &bytes));
	KUNIT_EXPECT_EQ(test, bytes, 2U);
	KUNIT_EXPECT_EQ(test, 12, dsr_mode_page(behind_subpage,
						sizeof(behind_subpage), 0x0e,
						&bytes));
	KUNIT_EXPECT_EQ(test, -EINVAL, dsr_mode_page(subpage, sizeof(subpage),
						     0x0e, &bytes));
	KUNIT_EXPECT_EQ(test, -EINVAL, dsr_mode_page(empty, 8, 0x0e, &bytes));
}

static void vendor_page_ends_the_search(struct kunit *test)
{
	static const u8 answer[] = {
		0x00, 0x0c, 0, 0, 0, 0, 0, 0, 0x00, 0x00, 0x05, 0x02, 0xcc, 0xdd,
	};
	u32 bytes;

	KUNIT_EXPECT_EQ(test, -EINVAL,
			dsr_mode_page(answer, sizeof(answer), 5, &bytes));
}

static void block_descriptors_beyond_the_answer_are_refused(struct kunit *test)
{
	u8 answer[sizeof(mode)];
	u32 bytes;

	memcpy(answer, mode, sizeof(mode));
	answer[6] = 0xff;
	KUNIT_EXPECT_EQ(test, -EINVAL,
			dsr_mode_page(answer, sizeof(answer), 5, &bytes));
}

static void parameters_are_set_and_leftovers_cleared(struct kunit *test)
{
	/* BUFE, track at once; multi-session 3, data; Mode 1; CD-ROM */
	static const u8 want[MMC_MODE_HEADER_BYTES + PAGE05_BYTES] = {
		[8] = 0x05, 0x32, 0x41, 0xc4, 0x08, 0x00, 0x00, 0x00, 0x00,
		[22] = 0x00, 0x96,
		[56] = 0x01, 0x02, 0x03, 0x04,
	};
	u8 out[MMC_MODE_HEADER_BYTES + 257];
	unsigned int i;

	memset(out, 0xa5, sizeof(out));
	KUNIT_ASSERT_EQ(test, (int)sizeof(want),
			dsr_mode05_fill(mode, sizeof(mode), &tao, out));
	for (i = 0; i < sizeof(want); i++)
		KUNIT_EXPECT_EQ_MSG(test, out[i], want[i], "byte %u", i);
	KUNIT_EXPECT_EQ(test, (int)out[sizeof(want)], 0xa5);
}

static void nothing_else_is_touched(struct kunit *test)
{
	static const struct dsr_write_params none;
	u8 answer[8 + PAGE05_BYTES], out[MMC_MODE_HEADER_BYTES + 257];
	unsigned int i;
	bool kept;

	memset(answer, 0xff, sizeof(answer));
	memset(answer, 0, 8);
	answer[1] = 6 + PAGE05_BYTES;
	answer[8] = 0x05;
	answer[9] = PAGE05_BYTES - 2;
	KUNIT_ASSERT_EQ(test, (int)sizeof(answer),
			dsr_mode05_fill(answer, sizeof(answer), &none, out));
	for (i = 2; i < PAGE05_BYTES; i++) {
		/* sub-code data form, audio pause, sub-header, vendor's */
		kept = i == 6 || i == 9 || i == 14 || i == 15 || i >= 48;
		KUNIT_EXPECT_EQ_MSG(test, (int)out[8 + i], kept ? 0xff : 0,
				    "byte %u of the page", i);
	}
}

static void every_parameter_has_its_bits(struct kunit *test)
{
	static const struct dsr_write_params sao = {
		.write_type = 2,
		.test_write = true,
		.block_type = 0,
		.session_format = 0x20,
	};
	u8 out[MMC_MODE_HEADER_BYTES + 257];

	KUNIT_ASSERT_GT(test, dsr_mode05_fill(mode, sizeof(mode), &sao, out), 0);
	KUNIT_EXPECT_EQ(test, (int)out[10], 0x12);
	KUNIT_EXPECT_EQ(test, (int)out[11], 0x00);
	KUNIT_EXPECT_EQ(test, (int)out[12], 0x00);
	KUNIT_EXPECT_EQ(test, (int)out[16], 0x20);
}

static void longest_page_fits_and_shortest_is_enough(struct kunit *test)
{
	u8 out[MMC_MODE_HEADER_BYTES + 257];
	u8 answer[8 + 257] = { 0x01, 0x07, [8] = 0x05, 0xff };

	KUNIT_EXPECT_EQ(test, 8 + 257,
			dsr_mode05_fill(answer, sizeof(answer), &tao, out));
	answer[0] = 0;
	answer[1] = 6 + 0x20;
	answer[9] = 0x1e;
	answer[8 + 0x1f] = 0xff;
	memset(out, 0xa5, sizeof(out));
	KUNIT_EXPECT_EQ(test, 8 + 0x20,
			dsr_mode05_fill(answer, sizeof(answer), &tao, out));
	KUNIT_EXPECT_EQ(test, (int)out[8 + 0x1f], 0);
	KUNIT_EXPECT_EQ(test, (int)out[8 + 0x20], 0xa5);
	answer[9] = 0x1d;
	KUNIT_EXPECT_EQ(test, -EINVAL,
			dsr_mode05_fill(answer, sizeof(answer), &tao, out));
}

/* the id at @profile's place in an answer of zeros */
static void expect_id(struct kunit *test, u16 profile, unsigned int at,
		      const char *text, unsigned int bytes, const char *want)
{
	u8 answer[MMC_DISC_STRUCTURE_BYTES] = { 0x00, 0x7e };
	char id[DSR_MEDIUM_ID_BYTES];

	memset(id, 'x', sizeof(id));
	if (profile == MMC_PROFILE_BD_R_SRM)
		memcpy(&answer[4], "DI", 2);
	memcpy(&answer[at], text, bytes);
	KUNIT_EXPECT_EQ(test, want ? 0 : -EINVAL,
			dsr_parse_medium_id(profile, answer, sizeof(answer),
					    id));
	KUNIT_EXPECT_STREQ(test, (const char *)id, want ? want : "");
}

static void medium_ids_are_read_where_they_are(struct kunit *test)
{
	expect_id(test, MMC_PROFILE_CD_R, 8, "\x61\x0f\x11", 3, "97m15s17f");
	expect_id(test, MMC_PROFILE_CD_RW, 8, "\x61\x02\x00", 3, "97m02s00f");
	expect_id(test, MMC_PROFILE_CD_R, 8, "\x63\x3b\x4a", 3, "99m59s74f");
	expect_id(test, MMC_PROFILE_CD_R, 8, "\x61\x00\x00", 3, "97m00s00f");
	expect_id(test, MMC_PROFILE_CD_R, 8, "\x00\x0f\x00", 3, "00m15s00f");
	expect_id(test, MMC_PROFILE_DVD_R, 20, "\3MCC 03\0\4RG20  ", 15,
		  "MCC 03RG20");
	expect_id(test, MMC_PROFILE_DVD_RW_RO, 20, "\3RITEKW\0\00401   \1", 15,
		  "RITEKW01   .");
	expect_id(test, MMC_PROFILE_DVD_RW_SEQ, 20, "\2MCC 03\0\4RG20  ", 15,
		  NULL);
	expect_id(test, MMC_PROFILE_CD_R, 8, "\x00\x00\x11", 3, "00m00s17f");
	expect_id(test, MMC_PROFILE_DVD_PLUS_R, 23,
		  "MCC\0\0\0\0\000004\0", 12, "MCC/004/00");
	expect_id(test, MMC_PROFILE_DVD_PLUS_RW, 23,
		  "RICOHJPNW11\x7f", 12, "RICOHJPN/W11/127");
	expect_id(test, MMC_PROFILE_BD_R_SRM, 104,
		  "VERBATIMe\0\0\0", 12, "VERBAT/IMe/00");
}

static void medium_ids_are_made_printable(struct kunit *test)
{
	expect_id(test, MMC_PROFILE_DVD_PLUS_R, 23,
		  "A\377\001B\033\344  \t02\143", 12, "A..B../.02/99");
	expect_id(test, MMC_PROFILE_DVD_PLUS_R, 23,
		  "A\200      T\200\0\144", 12, "A./T./100");
	/* one printable byte is a maker */
	expect_id(test, MMC_PROFILE_DVD_PLUS_R, 23,
		  "A\0\0\0\0\0\0\0\0\0\0\0", 12, "A//00");
}

static void disc_information_must_say_that_it_is_one(struct kunit *test)
{
	u8 answer[MMC_DISC_STRUCTURE_BYTES] = {
		0x00, 0x7e, [4] = 'D', 'I', [104] = 'M',
	};
	char id[DSR_MEDIUM_ID_BYTES];

	KUNIT_EXPECT_EQ(test, 0,
			dsr_parse_medium_id(MMC_PROFILE_BD_R_SRM, answer,
					    sizeof(answer), id));
	answer[5] = 'B';
	KUNIT_EXPECT_EQ(test, -EINVAL,
			dsr_parse_medium_id(MMC_PROFILE_BD_R_SRM, answer,
					    sizeof(answer), id));
	memcpy(&answer[4], "EI", 2);
	KUNIT_EXPECT_EQ(test, -EINVAL,
			dsr_parse_medium_id(MMC_PROFILE_BD_R_SRM, answer,
					    sizeof(answer), id));
}

static void media_without_an_id_have_none(struct kunit *test)
{
	expect_id(test, MMC_PROFILE_CD_R, 8, "\0\0\0", 3, NULL);
	expect_id(test, MMC_PROFILE_CD_R, 8, "\x64\x00\x00", 3, NULL);
	expect_id(test, MMC_PROFILE_CD_R, 8, "\x61\x3c\x00", 3, NULL);
	expect_id(test, MMC_PROFILE_CD_R, 8, "\x61\x0f\x4b", 3, NULL);
	expect_id(test, MMC_PROFILE_DVD_PLUS_R, 23, "        004\0", 12, NULL);
	expect_id(test, MMC_PROFILE_BD_R_SRM, 104, "VERBAT", 0, NULL);
	expect_id(test, MMC_PROFILE_DVD_ROM, 23, "MCC", 3, NULL);
	expect_id(test, MMC_PROFILE_NONE, 23, "MCC", 3, NULL);
}

static struct kunit_case page_cases[] = {
	KUNIT_CASE(page_is_found_behind_others),
	KUNIT_CASE(page_that_is_not_there_is_not_found),
	KUNIT_CASE(page_with_subpages_is_skipped),
	KUNIT_CASE(page_without_content_ends_no_search),
	KUNIT_CASE(page_at_the_very_end_is_found),
	KUNIT_CASE(vendor_page_ends_the_search),
	KUNIT_CASE(block_descriptors_beyond_the_answer_are_refused),
	KUNIT_CASE(parameters_are_set_and_leftovers_cleared),
	KUNIT_CASE(nothing_else_is_touched),
	KUNIT_CASE(every_parameter_has_its_bits),
	KUNIT_CASE(longest_page_fits_and_shortest_is_enough),
	KUNIT_CASE(medium_ids_are_read_where_they_are),
	KUNIT_CASE(medium_ids_are_made_printable),
	KUNIT_CASE(disc_information_must_say_that_it_is_one),
	KUNIT_CASE(media_without_an_id_have_none),
	{}
};

static struct kunit_suite page_suite = {
	.name = "dsr_mmc_page",
	.test_cases = page_cases,
};

kunit_test_suite(page_suite);

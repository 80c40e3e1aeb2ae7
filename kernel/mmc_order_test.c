// SPDX-License-Identifier: GPL-2.0
/*
 * What mmc_order.c promises. Expected bytes are worked out by hand from the
 * tables of MMC-6. Runs under KUnit, and in user space by tests/fuzz.
 */
#include <kunit/test.h>
#include <linux/errno.h>
#include <linux/kernel.h>

#include "../uapi/dsr.h"
#include "mmc_order.h"

static void expect_cdb(struct kunit *test, const struct dsr_cdb *c, u8 dir,
		       u32 xfer, const u8 *want, unsigned int len)
{
	unsigned int i;

	KUNIT_EXPECT_EQ(test, (unsigned int)c->len, len);
	KUNIT_EXPECT_EQ(test, c->dir, dir);
	KUNIT_EXPECT_EQ(test, c->xfer, xfer);
	for (i = 0; i < sizeof(c->bytes); i++)
		KUNIT_EXPECT_EQ_MSG(test, c->bytes[i], i < len ? want[i] : 0,
				    "byte %u of opcode %#x", i, c->bytes[0]);
}

/* every CDB before has left its bytes in @c: a builder has to fill all of it */
#define EXPECT_CDB(dir, xfer, ...) do { \
	static const u8 want[] = { __VA_ARGS__ }; \
	\
	expect_cdb(test, &c, dir, xfer, want, sizeof(want)); \
	memset(&c, 0xa5, sizeof(c)); \
} while (0)

static void commands_that_ask(struct kunit *test)
{
	struct dsr_cdb c;

	memset(&c, 0xa5, sizeof(c));
	dsr_cdb_request_sense(&c);
	EXPECT_CDB(DSR_DIR_IN, 18, 0x03, 0, 0, 0, 18, 0);
	dsr_cdb_read_format_capacities(&c);
	EXPECT_CDB(DSR_DIR_IN, 260, 0x23, 0, 0, 0, 0, 0, 0, 0x01, 0x04, 0);
}

static void commands_that_order(struct kunit *test)
{
	struct dsr_cdb c;

	memset(&c, 0xa5, sizeof(c));
	dsr_cdb_blank(&c, true, true);
	EXPECT_CDB(DSR_DIR_NONE, 0, 0xa1, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	dsr_cdb_blank(&c, true, false);
	EXPECT_CDB(DSR_DIR_NONE, 0, 0xa1, 0x11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	dsr_cdb_blank(&c, false, false);
	EXPECT_CDB(DSR_DIR_NONE, 0, 0xa1, 0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	dsr_cdb_send_cue_sheet(&c, 0x010203);
	EXPECT_CDB(DSR_DIR_OUT, 0x010203,
		   0x5d, 0, 0, 0, 0, 0, 0x01, 0x02, 0x03, 0);
	dsr_cdb_send_disc_structure(&c, MMC_STRUCTURE_LAYER_BREAK, 12);
	EXPECT_CDB(DSR_DIR_OUT, 12,
		   0xbf, 0, 0, 0, 0, 0, 0, 0x20, 0, 12, 0, 0);
}

static void read_cd_asks_for_what_the_layout_streams(struct kunit *test)
{
	struct dsr_cdb c;

	memset(&c, 0xa5, sizeof(c));
	KUNIT_EXPECT_EQ(test, dsr_cdb_read_cd(&c, DSR_MODE_DATA, DSR_SUB_NONE,
					      0x01020304, 27), 2048);
	EXPECT_CDB(DSR_DIR_IN, 27 * 2048,
		   0xbe, 0x08, 1, 2, 3, 4, 0, 0, 27, 0x10, 0, 0);
	KUNIT_EXPECT_EQ(test, dsr_cdb_read_cd(&c, DSR_MODE_AUDIO,
					      DSR_SUB_RAW96, -150, 1), 2448);
	EXPECT_CDB(DSR_DIR_IN, 2448, 0xbe, 0x04, 0xff, 0xff, 0xff, 0x6a,
		   0, 0, 1, 0x10, 0x01, 0);
	KUNIT_EXPECT_EQ(test, dsr_cdb_read_cd(&c, DSR_MODE_AUDIO, DSR_SUB_PQ16,
					      0, 1), 2368);
	EXPECT_CDB(DSR_DIR_IN, 2368,
		   0xbe, 0x04, 0, 0, 0, 0, 0, 0, 1, 0x10, 0x02, 0);
	KUNIT_EXPECT_EQ(test, dsr_cdb_read_cd(&c, DSR_MODE_2, DSR_SUB_NONE, 16,
					      1), 2336);
	EXPECT_CDB(DSR_DIR_IN, 2336,
		   0xbe, 0x0c, 0, 0, 0, 16, 0, 0, 1, 0x10, 0, 0);
	KUNIT_EXPECT_EQ(test, dsr_cdb_read_cd(&c, DSR_MODE_XA1, DSR_SUB_NONE,
					      16, 1), 2048);
	EXPECT_CDB(DSR_DIR_IN, 2048,
		   0xbe, 0x10, 0, 0, 0, 16, 0, 0, 1, 0x10, 0, 0);
	KUNIT_EXPECT_EQ(test, dsr_cdb_read_cd(&c, DSR_MODE_XA_MIX,
					      DSR_SUB_NONE, 16, 1), 2336);
	EXPECT_CDB(DSR_DIR_IN, 2336,
		   0xbe, 0, 0, 0, 0, 16, 0, 0, 1, 0x58, 0, 0);
	KUNIT_EXPECT_EQ(test, dsr_cdb_read_cd(&c, DSR_MODE_RAW, DSR_SUB_RAW96,
					      16, 2), 2448);
	EXPECT_CDB(DSR_DIR_IN, 2 * 2448,
		   0xbe, 0, 0, 0, 0, 16, 0, 0, 2, 0xf8, 0x01, 0);
}

static void read_cd_has_no_such_kind(struct kunit *test)
{
	struct dsr_cdb c;

	KUNIT_EXPECT_EQ(test, dsr_cdb_read_cd(&c, DSR_MODE_XA2, DSR_SUB_NONE,
					      0, 1), -EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, dsr_cdb_read_cd(&c, 0, DSR_SUB_NONE, 0, 1),
			-EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, dsr_cdb_read_cd(&c, 0xff, DSR_SUB_NONE, 0, 1),
			-EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, dsr_cdb_read_cd(&c, DSR_MODE_AUDIO, 3, 0, 1),
			-EOPNOTSUPP);
}

static void c2_error_bits_come_alone_or_behind_the_block(struct kunit *test)
{
	struct dsr_cdb c;

	memset(&c, 0xa5, sizeof(c));
	KUNIT_EXPECT_EQ(test, dsr_cdb_read_c2(&c, DSR_C2_ALONE, DSR_SUB_RAW96,
					      1000, 27), 294);
	EXPECT_CDB(DSR_DIR_IN, 27 * 294,
		   0xbe, 0x04, 0, 0, 0x03, 0xe8, 0, 0, 27, 0x02, 0, 0);
	KUNIT_EXPECT_EQ(test, dsr_cdb_read_c2(&c, DSR_C2_WITH, DSR_SUB_NONE,
					      -150, 1), 2352 + 294);
	EXPECT_CDB(DSR_DIR_IN, 2646, 0xbe, 0x04, 0xff, 0xff, 0xff, 0x6a,
		   0, 0, 1, 0x12, 0, 0);
	KUNIT_EXPECT_EQ(test, dsr_cdb_read_c2(&c, DSR_C2_WITH, DSR_SUB_RAW96,
					      0, 2), 2352 + 294 + 96);
	EXPECT_CDB(DSR_DIR_IN, 2 * 2742,
		   0xbe, 0x04, 0, 0, 0, 0, 0, 0, 2, 0x12, 0x01, 0);
	KUNIT_EXPECT_EQ(test, dsr_cdb_read_c2(&c, DSR_C2_WITH, 0xff, 0, 1),
			-EOPNOTSUPP);
}

static void expect_list(struct kunit *test, const u8 *got, const u8 *want)
{
	unsigned int i;

	for (i = 0; i < MMC_FORMAT_BYTES; i++)
		KUNIT_EXPECT_EQ_MSG(test, got[i], want[i], "byte %u", i);
}

static void lists_that_go_out(struct kunit *test)
{
	static const u8 format[] = {
		0, 0x82, 0, 8, 0, 0xba, 0x74, 0, 0x31 << 2, 0, 0x08, 0,
	};
	static const u8 waiting[] = {
		0, 0x80, 0, 8, 0, 0x23, 0x05, 0x40, 0, 0, 0, 0,
	};
	static const u8 layers[] = { 0, 10, 0, 0, 0, 0, 0, 0, 0, 0x1f, 0xd8, 0 };
	u8 list[MMC_FORMAT_BYTES];

	memset(list, 0xa5, sizeof(list));
	dsr_format_fill(list, MMC_FORMAT_BD, 0xba7400, 0x0800, true);
	expect_list(test, list, format);
	dsr_format_fill(list, MMC_FORMAT_FULL, 0x230540, 0, false);
	expect_list(test, list, waiting);
	memset(list, 0xa5, sizeof(list));
	dsr_layer_break_fill(list, 2086912);
	expect_list(test, list, layers);
}

/* a BD-RE that was never formatted: spare areas, none */
static const u8 unformatted[] = {
	0, 0, 0, 24,
	0, 0xba, 0x74, 0, 0x01, 0, 0x08, 0,
	0, 0xb4, 0x73, 0, 0x30 << 2, 0, 0x30, 0,
	0, 0xba, 0x74, 0, 0x31 << 2 | 1, 0x01, 0x08, 0x02,
};

static void formats_of_a_drive_are_found(struct kunit *test)
{
	const struct dsr_format_descriptor *d;
	struct dsr_format_capacities f;

	KUNIT_ASSERT_EQ(test, dsr_parse_format_capacities(unformatted,
							  sizeof(unformatted),
							  &f), 0);
	KUNIT_EXPECT_EQ(test, f.state, MMC_CAPACITY_UNFORMATTED);
	KUNIT_EXPECT_EQ(test, f.blocks, 12219392U);
	KUNIT_EXPECT_EQ(test, f.nr, 2U);
	d = dsr_format_find(&f, MMC_FORMAT_BD);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, d);
	KUNIT_EXPECT_EQ(test, d->blocks, 12219392U);
	KUNIT_EXPECT_EQ(test, d->parameter, 0x010802U);
	KUNIT_EXPECT_TRUE(test, !dsr_format_find(&f, MMC_FORMAT_FULL));
}

static void a_capacity_list_is_read_as_far_as_it_came(struct kunit *test)
{
	struct dsr_format_capacities f;
	u32 len;

	for (len = 0; len <= sizeof(unformatted); len++) {
		int err = dsr_parse_format_capacities(unformatted, len, &f);

		KUNIT_EXPECT_EQ_MSG(test, err, len < 12 ? -EINVAL : 0,
				    "%u bytes", len);
		if (!err)
			KUNIT_EXPECT_EQ_MSG(test, f.nr, (len - 12) / 8,
					    "%u bytes", len);
	}
}

static void a_capacity_list_ends_where_it_says(struct kunit *test)
{
	struct dsr_format_capacities f;
	u8 buf[sizeof(unformatted)];

	memcpy(buf, unformatted, sizeof(buf));
	buf[3] = 16;
	KUNIT_EXPECT_EQ(test, dsr_parse_format_capacities(buf, sizeof(buf), &f),
			0);
	KUNIT_EXPECT_EQ(test, f.nr, 1U);
	buf[3] = 0;
	KUNIT_EXPECT_EQ(test, dsr_parse_format_capacities(buf, sizeof(buf), &f),
			-EINVAL);
	buf[3] = 8;
	buf[8] = 0;
	KUNIT_EXPECT_EQ(test, dsr_parse_format_capacities(buf, sizeof(buf), &f),
			-EINVAL);
}

static void a_layer_break_is_found(struct kunit *test)
{
	u8 buf[] = { 0, 10, 0, 0, 0x80, 0, 0, 0, 0, 0x1f, 0xd8, 0 };
	bool fixed = false;
	u32 blocks = 0;

	KUNIT_EXPECT_EQ(test, dsr_parse_layer_break(buf, 12, &fixed, &blocks),
			0);
	KUNIT_EXPECT_TRUE(test, fixed);
	KUNIT_EXPECT_EQ(test, blocks, 2086912U);
	KUNIT_EXPECT_EQ(test, dsr_parse_layer_break(buf, 11, &fixed, &blocks),
			-EINVAL);
	buf[1] = 9;
	KUNIT_EXPECT_EQ(test, dsr_parse_layer_break(buf, 12, &fixed, &blocks),
			-EINVAL);
	buf[1] = 10;
	buf[9] = 0;
	buf[10] = 0;
	KUNIT_EXPECT_EQ(test, dsr_parse_layer_break(buf, 12, &fixed, &blocks),
			-EINVAL);
}

static void features_are_told_apart(struct kunit *test)
{
	static const u8 mastering[] = {
		0, 0, 0, 12, 0, 0, 0, 0x09,
		0, 0x2e, 0x03, 4, 0x7d, 0, 0x0c, 0x80,
	};
	static const u8 tao[] = {
		0, 0, 0, 12, 0, 0, 0, 0x09,
		0, 0x2d, 0x08, 4, 0x45, 0, 0, 0,
	};
	static const u8 dash[] = {
		0, 0, 0, 12, 0, 0, 0, 0x14,
		0, 0x2f, 0x09, 4, 0x42, 0, 0, 0,
	};
	struct dsr_write_feature f;

	KUNIT_EXPECT_EQ(test, dsr_parse_write_feature(mastering, 16,
						      MMC_FEATURE_CD_MASTERING,
						      &f), 0);
	KUNIT_EXPECT_TRUE(test, f.active && f.underrun_free && f.test_write &&
			  f.sub_channel && f.sao && f.raw && f.raw_multi);
	KUNIT_EXPECT_EQ(test, f.cue_bytes, 0x0c80U);
	KUNIT_EXPECT_EQ(test, dsr_parse_write_feature(tao, 16,
						      MMC_FEATURE_CD_TAO, &f),
			0);
	KUNIT_EXPECT_TRUE(test, !f.active && f.underrun_free && f.test_write &&
			  f.sub_channel && !f.sao && !f.raw);
	KUNIT_EXPECT_EQ(test, dsr_parse_write_feature(dash, 16,
						      MMC_FEATURE_DVD_DASH,
						      &f), 0);
	KUNIT_EXPECT_TRUE(test, f.active && f.underrun_free && !f.test_write &&
			  !f.sub_channel);
}

static void a_feature_that_is_not_there_is_no_error(struct kunit *test)
{
	static const u8 none[] = { 0, 0, 0, 4, 0, 0, 0, 0x09 };
	u8 buf[16] = { 0, 0, 0, 12, 0, 0, 0, 0x09, 0, 0x2e, 3, 4 };
	struct dsr_write_feature f;

	KUNIT_EXPECT_EQ(test, dsr_parse_write_feature(none, 8,
						      MMC_FEATURE_CD_TAO, &f),
			-ENOENT);
	KUNIT_EXPECT_EQ(test, dsr_parse_write_feature(none, 7,
						      MMC_FEATURE_CD_TAO, &f),
			-EINVAL);
	/* the next one instead of the one asked for; not whole */
	KUNIT_EXPECT_EQ(test, dsr_parse_write_feature(buf, 16,
						      MMC_FEATURE_CD_TAO, &f),
			-EINVAL);
	KUNIT_EXPECT_EQ(test, dsr_parse_write_feature(buf, 15,
						      MMC_FEATURE_CD_MASTERING,
						      &f), -EINVAL);
	buf[11] = 3;
	KUNIT_EXPECT_EQ(test, dsr_parse_write_feature(buf, 16,
						      MMC_FEATURE_CD_MASTERING,
						      &f), -EINVAL);
}

static void a_drive_says_whether_it_tells_of_c2_errors(struct kunit *test)
{
	u8 buf[] = { 0, 0, 0, 12, 0, 0, 0, 8, 0, 0x1e, 0x0b, 4, 0x83, 0, 0, 0 };
	bool c2 = false;

	KUNIT_EXPECT_EQ(test, dsr_parse_cd_read_feature(buf, 16, &c2), 0);
	KUNIT_EXPECT_TRUE(test, c2);
	buf[12] = 0x81;
	KUNIT_EXPECT_EQ(test, dsr_parse_cd_read_feature(buf, 16, &c2), 0);
	KUNIT_EXPECT_FALSE(test, c2);
	/* cut short at every place; another feature; bytes that are not its own */
	KUNIT_EXPECT_EQ(test, dsr_parse_cd_read_feature(buf, 15, &c2), -EINVAL);
	KUNIT_EXPECT_EQ(test, dsr_parse_cd_read_feature(buf, 11, &c2), -EINVAL);
	KUNIT_EXPECT_EQ(test, dsr_parse_cd_read_feature(buf, 7, &c2), -EINVAL);
	buf[3] = 11;
	KUNIT_EXPECT_EQ(test, dsr_parse_cd_read_feature(buf, 16, &c2), -EINVAL);
	buf[9] = 0x1f;
	KUNIT_EXPECT_EQ(test, dsr_parse_cd_read_feature(buf, 16, &c2), -EINVAL);
	/* the feature of the first drives; none */
	buf[3] = 8;
	buf[9] = 0x1e;
	buf[11] = 0;
	KUNIT_EXPECT_EQ(test, dsr_parse_cd_read_feature(buf, 12, &c2), -ENOENT);
	buf[3] = 4;
	KUNIT_EXPECT_EQ(test, dsr_parse_cd_read_feature(buf, 8, &c2), -ENOENT);
}

static void an_atip_tells_both_ends(struct kunit *test)
{
	u8 buf[MMC_ATIP_BYTES] = {
		0, 26, 0, 0, 0xc8, 0, 0x88, 0, 97, 15, 17, 0, 79, 59, 74,
	};
	u32 capacity = 0;
	s32 lead_in = 0;

	KUNIT_EXPECT_EQ(test, dsr_parse_atip(buf, 28, &lead_in, &capacity), 0);
	KUNIT_EXPECT_EQ(test, lead_in, 437642 - 450150);
	KUNIT_EXPECT_EQ(test, capacity, 359849U);
	KUNIT_EXPECT_EQ(test, dsr_parse_atip(buf, 14, &lead_in, &capacity),
			-EINVAL);
	buf[8] = 89;
	KUNIT_EXPECT_EQ(test, dsr_parse_atip(buf, 28, &lead_in, &capacity),
			-EINVAL);
	buf[8] = 97;
	buf[14] = 75;
	KUNIT_EXPECT_EQ(test, dsr_parse_atip(buf, 28, &lead_in, &capacity),
			-EINVAL);
	buf[12] = 0;
	buf[13] = 2;
	buf[14] = 0;
	KUNIT_EXPECT_EQ(test, dsr_parse_atip(buf, 28, &lead_in, &capacity),
			-EINVAL);
}

static struct kunit_case mmc_order_cases[] = {
	KUNIT_CASE(commands_that_ask),
	KUNIT_CASE(commands_that_order),
	KUNIT_CASE(read_cd_asks_for_what_the_layout_streams),
	KUNIT_CASE(read_cd_has_no_such_kind),
	KUNIT_CASE(c2_error_bits_come_alone_or_behind_the_block),
	KUNIT_CASE(lists_that_go_out),
	KUNIT_CASE(formats_of_a_drive_are_found),
	KUNIT_CASE(a_capacity_list_is_read_as_far_as_it_came),
	KUNIT_CASE(a_capacity_list_ends_where_it_says),
	KUNIT_CASE(a_layer_break_is_found),
	KUNIT_CASE(features_are_told_apart),
	KUNIT_CASE(a_feature_that_is_not_there_is_no_error),
	KUNIT_CASE(a_drive_says_whether_it_tells_of_c2_errors),
	KUNIT_CASE(an_atip_tells_both_ends),
	{}
};

static struct kunit_suite mmc_order_suite = {
	.name = "dsr_mmc_order",
	.test_cases = mmc_order_cases,
};

kunit_test_suite(mmc_order_suite);

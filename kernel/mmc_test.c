// SPDX-License-Identifier: GPL-2.0
/*
 * What mmc.c promises: the bytes that go out. Expected bytes are worked out by
 * hand from the tables of MMC-6 and SPC-4. Runs under KUnit, and in user space
 * by tests/fuzz.
 */
#include <kunit/test.h>

#include "mmc.h"

/* a CDB in which nothing is zero: a builder has to fill all of it */
static void soil(struct dsr_cdb *c)
{
	memset(c, 0xa5, sizeof(*c));
}

static void expect_bytes(struct kunit *test, const u8 *got, const u8 *want,
			 unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++)
		KUNIT_EXPECT_EQ_MSG(test, got[i], want[i],
				    "byte %u of opcode %#x", i, got[0]);
}

static void expect_cdb(struct kunit *test, const struct dsr_cdb *c, u8 dir,
		       u32 xfer, const u8 *want, unsigned int len)
{
	u8 whole[16] = { 0 };

	memcpy(whole, want, len);
	KUNIT_EXPECT_EQ(test, (unsigned int)c->len, len);
	KUNIT_EXPECT_EQ(test, c->dir, dir);
	KUNIT_EXPECT_EQ(test, c->xfer, xfer);
	expect_bytes(test, c->bytes, whole, sizeof(whole));
}

#define EXPECT_CDB(dir, xfer, ...) do { \
	static const u8 want[] = { __VA_ARGS__ }; \
	expect_cdb(test, &c, dir, xfer, want, sizeof(want)); \
	soil(&c); \
} while (0)

static void cdbs_without_data(struct kunit *test)
{
	struct dsr_cdb c;

	soil(&c);
	dsr_cdb_test_unit_ready(&c);
	EXPECT_CDB(DSR_DIR_NONE, 0, 0x00, 0, 0, 0, 0, 0);
	dsr_cdb_prevent(&c, true);
	EXPECT_CDB(DSR_DIR_NONE, 0, 0x1e, 0, 0, 0, 1, 0);
	dsr_cdb_prevent(&c, false);
	EXPECT_CDB(DSR_DIR_NONE, 0, 0x1e, 0, 0, 0, 0, 0);
	dsr_cdb_sync_cache(&c, false);
	EXPECT_CDB(DSR_DIR_NONE, 0, 0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	dsr_cdb_sync_cache(&c, true);
	EXPECT_CDB(DSR_DIR_NONE, 0, 0x35, 2, 0, 0, 0, 0, 0, 0, 0, 0);
	dsr_cdb_reserve_track(&c, 0x01234567);
	EXPECT_CDB(DSR_DIR_NONE, 0,
		   0x53, 0, 0, 0, 0, 0x01, 0x23, 0x45, 0x67, 0);
	dsr_cdb_send_opc(&c);
	EXPECT_CDB(DSR_DIR_NONE, 0, 0x54, 1, 0, 0, 0, 0, 0, 0, 0, 0);
	dsr_cdb_set_cd_speed(&c, 0xffff, 706);
	EXPECT_CDB(DSR_DIR_NONE, 0,
		   0xbb, 0, 0xff, 0xff, 0x02, 0xc2, 0, 0, 0, 0, 0, 0);
}

static void start_stop_moves_the_tray_as_asked(struct kunit *test)
{
	struct dsr_cdb c;

	soil(&c);
	dsr_cdb_start_stop(&c, false, false, true);
	EXPECT_CDB(DSR_DIR_NONE, 0, 0x1b, 0, 0, 0, 1, 0);
	dsr_cdb_start_stop(&c, false, true, false);
	EXPECT_CDB(DSR_DIR_NONE, 0, 0x1b, 0, 0, 0, 2, 0);
	dsr_cdb_start_stop(&c, true, true, true);
	EXPECT_CDB(DSR_DIR_NONE, 0, 0x1b, 1, 0, 0, 3, 0);
}

static void close_names_function_and_track(struct kunit *test)
{
	struct dsr_cdb c;

	soil(&c);
	dsr_cdb_close(&c, true, MMC_CLOSE_TRACK, 0x0102);
	EXPECT_CDB(DSR_DIR_NONE, 0, 0x5b, 1, 1, 0, 1, 2, 0, 0, 0, 0);
	dsr_cdb_close(&c, false, MMC_CLOSE_SESSION, 0);
	EXPECT_CDB(DSR_DIR_NONE, 0, 0x5b, 0, 2, 0, 0, 0, 0, 0, 0, 0);
	dsr_cdb_close(&c, true, MMC_CLOSE_FINALIZE, 0);
	EXPECT_CDB(DSR_DIR_NONE, 0, 0x5b, 1, 6, 0, 0, 0, 0, 0, 0, 0);
}

static void read_and_write_tell_one_length_twice(struct kunit *test)
{
	struct dsr_cdb c;

	soil(&c);
	dsr_cdb_read(&c, 0x00012345, 32, 2048);
	EXPECT_CDB(DSR_DIR_IN, 65536,
		   0x28, 0, 0x00, 0x01, 0x23, 0x45, 0, 0, 32, 0);
	dsr_cdb_write(&c, 0x00234567, 16, 2048);
	EXPECT_CDB(DSR_DIR_OUT, 32768,
		   0x2a, 0, 0x00, 0x23, 0x45, 0x67, 0, 0, 16, 0);
	dsr_cdb_write(&c, 0, 27, 2352);
	EXPECT_CDB(DSR_DIR_OUT, 63504, 0x2a, 0, 0, 0, 0, 0, 0, 0, 27, 0);
	/* the pregap of a CD's first track: LBA -150 */
	dsr_cdb_write(&c, -150, 1, 2352);
	EXPECT_CDB(DSR_DIR_OUT, 2352,
		   0x2a, 0, 0xff, 0xff, 0xff, 0x6a, 0, 0, 1, 0);
}

static void reading_nothing_has_no_data_phase(struct kunit *test)
{
	struct dsr_cdb c;

	soil(&c);
	dsr_cdb_read(&c, 7, 0, 2048);
	EXPECT_CDB(DSR_DIR_NONE, 0, 0x28, 0, 0, 0, 0, 7, 0, 0, 0, 0);
}

static void above_65535_blocks_the_long_form_is_taken(struct kunit *test)
{
	struct dsr_cdb c;

	soil(&c);
	dsr_cdb_read(&c, 1, 65535, 2048);
	EXPECT_CDB(DSR_DIR_IN, 65535 * 2048,
		   0x28, 0, 0, 0, 0, 1, 0, 0xff, 0xff, 0);
	dsr_cdb_read(&c, 1, 65536, 2048);
	EXPECT_CDB(DSR_DIR_IN, 65536 * 2048,
		   0xa8, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0);
	dsr_cdb_write(&c, 0x80000000, 0x12345, 2048);
	EXPECT_CDB(DSR_DIR_OUT, 0x12345 * 2048,
		   0xaa, 0, 0x80, 0, 0, 0, 0, 0x01, 0x23, 0x45, 0, 0);
}

static void cdbs_that_ask_the_drive(struct kunit *test)
{
	struct dsr_cdb c;

	soil(&c);
	dsr_cdb_read_capacity(&c);
	EXPECT_CDB(DSR_DIR_IN, 8, 0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	dsr_cdb_get_configuration(&c, 2, 0x002b, 16);
	EXPECT_CDB(DSR_DIR_IN, 16, 0x46, 2, 0, 0x2b, 0, 0, 0, 0, 16, 0);
	dsr_cdb_get_configuration(&c, 0, 0, 0x1234);
	EXPECT_CDB(DSR_DIR_IN, 0x1234,
		   0x46, 0, 0, 0, 0, 0, 0, 0x12, 0x34, 0);
	dsr_cdb_read_disc_info(&c, MMC_DISC_INFO_BYTES);
	EXPECT_CDB(DSR_DIR_IN, 34, 0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0);
	dsr_cdb_read_track_info(&c, MMC_TRACK_BY_NUMBER, MMC_TRACK_INVISIBLE,
				MMC_TRACK_INFO_BYTES);
	EXPECT_CDB(DSR_DIR_IN, 36, 0x52, 1, 0, 0, 0, 0xff, 0, 0, 36, 0);
	dsr_cdb_read_track_info(&c, MMC_TRACK_BY_LBA, 0x00abcdef, 28);
	EXPECT_CDB(DSR_DIR_IN, 28,
		   0x52, 0, 0x00, 0xab, 0xcd, 0xef, 0, 0, 28, 0);
	dsr_cdb_read_buffer_capacity(&c);
	EXPECT_CDB(DSR_DIR_IN, 12, 0x5c, 0, 0, 0, 0, 0, 0, 0, 12, 0);
	dsr_cdb_read_disc_structure(&c, false, 0x11, 260);
	EXPECT_CDB(DSR_DIR_IN, 260,
		   0xad, 0, 0, 0, 0, 0, 0, 0x11, 0x01, 0x04, 0, 0);
	dsr_cdb_read_disc_structure(&c, true, 0, 116);
	EXPECT_CDB(DSR_DIR_IN, 116, 0xad, 1, 0, 0, 0, 0, 0, 0, 0, 116, 0, 0);
}

static void toc_asks_for_lba_where_there_is_a_choice(struct kunit *test)
{
	struct dsr_cdb c;

	soil(&c);
	dsr_cdb_read_toc(&c, 0, 1, 804);
	EXPECT_CDB(DSR_DIR_IN, 804, 0x43, 0, 0, 0, 0, 0, 1, 0x03, 0x24, 0);
	dsr_cdb_read_toc(&c, 1, 0, 12);
	EXPECT_CDB(DSR_DIR_IN, 12, 0x43, 0, 1, 0, 0, 0, 0, 0, 12, 0);
	dsr_cdb_read_toc(&c, 2, 1, 4);
	EXPECT_CDB(DSR_DIR_IN, 4, 0x43, 2, 2, 0, 0, 0, 1, 0, 4, 0);
	dsr_cdb_read_toc(&c, 4, 0, 28);
	EXPECT_CDB(DSR_DIR_IN, 28, 0x43, 2, 4, 0, 0, 0, 0, 0, 28, 0);
	dsr_cdb_read_toc(&c, 5, 0, 4);
	EXPECT_CDB(DSR_DIR_IN, 4, 0x43, 0, 5, 0, 0, 0, 0, 0, 4, 0);
}

static void mode_pages_travel_without_block_descriptors(struct kunit *test)
{
	struct dsr_cdb c;

	soil(&c);
	dsr_cdb_mode_sense(&c, 0x05, 255);
	EXPECT_CDB(DSR_DIR_IN, 255, 0x5a, 8, 5, 0, 0, 0, 0, 0, 255, 0);
	dsr_cdb_mode_select(&c, 60);
	EXPECT_CDB(DSR_DIR_OUT, 60, 0x55, 0x10, 0, 0, 0, 0, 0, 0, 60, 0);
}

static void streaming_tells_both_speeds_per_second(struct kunit *test)
{
	static const u8 want[MMC_STREAMING_BYTES] = {
		0, 0, 0, 0,
		0, 0, 0, 0,			/* from LBA 0 */
		0x00, 0x23, 0x05, 0x3f,		/* to 2295103 */
		0x00, 0x00, 0x2b, 0x48,		/* 11080 kB read */
		0x00, 0x00, 0x03, 0xe8,		/* in 1000 ms */
		0x00, 0x00, 0x56, 0x90,		/* 22160 kB written */
		0x00, 0x00, 0x03, 0xe8,		/* in 1000 ms */
	};
	u8 desc[MMC_STREAMING_BYTES];
	struct dsr_cdb c;

	soil(&c);
	dsr_cdb_set_streaming(&c);
	EXPECT_CDB(DSR_DIR_OUT, 28, 0xb6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28, 0);
	memset(desc, 0xa5, sizeof(desc));
	dsr_streaming_fill(desc, 2295103, 11080, 22160);
	expect_bytes(test, desc, want, sizeof(want));
}

static void streaming_restores_defaults_only_as_a_pair(struct kunit *test)
{
	static const u8 defaults[MMC_STREAMING_BYTES] = {
		0x04, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9,
	};
	static const u8 fast_read[MMC_STREAMING_BYTES] = {
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9,
		0x10, 0, 0, 0, 0, 0, 0x03, 0xe8,
		0, 0, 0x05, 0x69, 0, 0, 0x03, 0xe8,
	};
	u8 desc[MMC_STREAMING_BYTES];

	memset(desc, 0xa5, sizeof(desc));
	dsr_streaming_fill(desc, 9, 0, 0);
	expect_bytes(test, desc, defaults, sizeof(defaults));
	dsr_streaming_fill(desc, 9, 0, 1385);
	expect_bytes(test, desc, fast_read, sizeof(fast_read));
}

static void format_of_a_plus_rw_is_in_the_background(struct kunit *test)
{
	/* IMMED in the list header, format type 26h, all the blocks there are */
	static const u8 want[MMC_FORMAT_BYTES] = {
		0x00, 0x82, 0x00, 0x08,
		0x00, 0x23, 0x05, 0x40, 0x98, 0x00, 0x00, 0x00,
	};
	u8 list[MMC_FORMAT_BYTES];
	struct dsr_cdb c;

	soil(&c);
	dsr_cdb_format_unit(&c);
	EXPECT_CDB(DSR_DIR_OUT, 12, 0x04, 0x11, 0, 0, 0, 0);
	memset(list, 0xa5, sizeof(list));
	dsr_format_plus_rw_fill(list, 2295104, false);
	expect_bytes(test, list, want, sizeof(want));
	dsr_format_plus_rw_fill(list, 2295104, true);
	KUNIT_EXPECT_EQ(test, list[11], 0x01);
}

static struct kunit_case mmc_cases[] = {
	KUNIT_CASE(cdbs_without_data),
	KUNIT_CASE(start_stop_moves_the_tray_as_asked),
	KUNIT_CASE(close_names_function_and_track),
	KUNIT_CASE(read_and_write_tell_one_length_twice),
	KUNIT_CASE(reading_nothing_has_no_data_phase),
	KUNIT_CASE(above_65535_blocks_the_long_form_is_taken),
	KUNIT_CASE(cdbs_that_ask_the_drive),
	KUNIT_CASE(toc_asks_for_lba_where_there_is_a_choice),
	KUNIT_CASE(mode_pages_travel_without_block_descriptors),
	KUNIT_CASE(streaming_tells_both_speeds_per_second),
	KUNIT_CASE(streaming_restores_defaults_only_as_a_pair),
	KUNIT_CASE(format_of_a_plus_rw_is_in_the_background),
	{}
};

static struct kunit_suite mmc_suite = {
	.name = "dsr_mmc",
	.test_cases = mmc_cases,
};

kunit_test_suite(mmc_suite);

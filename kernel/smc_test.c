// SPDX-License-Identifier: GPL-2.0
/*
 * The commands of the JVC robots byte by byte (JVC section 3), and those that
 * only other robots know (SMC-3).
 */
#include <kunit/test.h>
#include <linux/errno.h>
#include <linux/string.h>

#include "smc.h"

static void expect(struct kunit *test, const struct dsr_cdb *c, u8 len, u8 dir,
		   u32 xfer, const u8 *bytes)
{
	u32 i;

	KUNIT_EXPECT_EQ(test, c->len, len);
	KUNIT_EXPECT_EQ(test, c->dir, dir);
	KUNIT_EXPECT_EQ(test, c->xfer, xfer);
	for (i = 0; i < sizeof(c->bytes); i++)
		KUNIT_EXPECT_EQ_MSG(test, c->bytes[i], i < len ? bytes[i] : 0,
				    "byte %u", i);
}

#define BYTES(...) ((const u8[]){ __VA_ARGS__ })

static void six_byte_commands_are_those_of_the_manual(struct kunit *test)
{
	struct dsr_cdb c;

	dsr_smc_ready(&c);
	expect(test, &c, 6, DSR_DIR_NONE, 0, BYTES(0, 0, 0, 0, 0, 0));
	dsr_smc_sense(&c);
	expect(test, &c, 6, DSR_DIR_IN, 18, BYTES(3, 0, 0, 0, 0x12, 0));
	dsr_smc_initialize(&c);
	expect(test, &c, 6, DSR_DIR_NONE, 0, BYTES(7, 0, 0, 0, 0, 0));
	dsr_smc_inquiry(&c);
	expect(test, &c, 6, DSR_DIR_IN, 36, BYTES(0x12, 0, 0, 0, 0x24, 0));
	dsr_smc_mode_select(&c, 24);
	expect(test, &c, 6, DSR_DIR_OUT, 24, BYTES(0x15, 0x10, 0, 0, 24, 0));
	dsr_smc_reserve(&c);
	expect(test, &c, 6, DSR_DIR_NONE, 0, BYTES(0x16, 0, 0, 0, 0, 0));
	dsr_smc_release(&c);
	expect(test, &c, 6, DSR_DIR_NONE, 0, BYTES(0x17, 0, 0, 0, 0, 0));
	dsr_smc_mode_sense(&c, SMC_PAGE_ADDRESSES);
	expect(test, &c, 6, DSR_DIR_IN, 255, BYTES(0x1a, 8, 0x1d, 0, 255, 0));
	dsr_smc_self_test(&c);
	expect(test, &c, 6, DSR_DIR_NONE, 0, BYTES(0x1d, 4, 0, 0, 0, 0));
	dsr_smc_prevent(&c, true);
	expect(test, &c, 6, DSR_DIR_NONE, 0, BYTES(0x1e, 0, 0, 0, 1, 0));
	dsr_smc_prevent(&c, false);
	expect(test, &c, 6, DSR_DIR_NONE, 0, BYTES(0x1e, 0, 0, 0, 0, 0));
}

static void rezero_has_reset_return_and_immed(struct kunit *test)
{
	struct dsr_cdb c;

	dsr_smc_rezero(&c, false, false, false);
	expect(test, &c, 6, DSR_DIR_NONE, 0, BYTES(1, 0, 0, 0, 0, 0));
	dsr_smc_rezero(&c, false, true, false);
	expect(test, &c, 6, DSR_DIR_NONE, 0, BYTES(1, 2, 0, 0, 0, 0));
	dsr_smc_rezero(&c, false, true, true);
	expect(test, &c, 6, DSR_DIR_NONE, 0, BYTES(1, 3, 0, 0, 0, 0));
	/* a reset must have Immed */
	dsr_smc_rezero(&c, true, false, false);
	expect(test, &c, 6, DSR_DIR_NONE, 0, BYTES(1, 5, 0, 0, 0, 0));
}

static void ten_byte_commands_are_those_of_the_manual(struct kunit *test)
{
	struct dsr_cdb c;

	dsr_smc_position(&c, 0x2000, 0x3001);
	expect(test, &c, 10, DSR_DIR_NONE, 0,
	       BYTES(0x2b, 0, 0x20, 0, 0x30, 1, 0, 0, 0, 0));
	dsr_smc_buffer(&c, true, 1, 0x123456, 0x80);
	expect(test, &c, 10, DSR_DIR_OUT, 0x80,
	       BYTES(0x3b, 2, 1, 0x12, 0x34, 0x56, 0, 0, 0x80, 0));
	dsr_smc_buffer(&c, false, 1, 0x123456, 0x1000);
	expect(test, &c, 10, DSR_DIR_IN, 0x1000,
	       BYTES(0x3c, 2, 1, 0x12, 0x34, 0x56, 0, 0x10, 0, 0));
	dsr_smc_buffer(&c, false, 1, 0, 0);
	expect(test, &c, 10, DSR_DIR_NONE, 0,
	       BYTES(0x3c, 2, 1, 0, 0, 0, 0, 0, 0, 0));
	dsr_smc_log_clear(&c);
	expect(test, &c, 10, DSR_DIR_NONE, 0,
	       BYTES(0x4c, 2, 0x40, 0, 0, 0, 0, 0, 0, 0));
	dsr_smc_log_sense(&c, SMC_LOG_COUNTER);
	expect(test, &c, 10, DSR_DIR_IN, 512,
	       BYTES(0x4d, 0, 0x70, 0, 0, 0, 0, 2, 0, 0));
	dsr_smc_initialize_range(&c, true, 1, 0x64);
	expect(test, &c, 10, DSR_DIR_NONE, 0,
	       BYTES(0xe7, 2, 0, 1, 0, 0x64, 0, 0, 0, 0));
}

static void moves_have_flip_and_eject_in_their_places(struct kunit *test)
{
	struct dsr_cdb c;

	dsr_smc_move(&c, 0x2000, 1, 0x300c, false, false);
	expect(test, &c, 12, DSR_DIR_NONE, 0,
	       BYTES(0xa5, 0, 0x20, 0, 0, 1, 0x30, 0x0c, 0, 0, 0, 0));
	dsr_smc_move(&c, 0x2000, 0x3001, 0x4001, true, false);
	expect(test, &c, 12, DSR_DIR_NONE, 0,
	       BYTES(0xa5, 0, 0x20, 0, 0x30, 1, 0x40, 1, 0, 0, 1, 0));
	dsr_smc_move(&c, 0x2000, 0x3001, 0, false, true);
	expect(test, &c, 12, DSR_DIR_NONE, 0,
	       BYTES(0xa5, 0, 0x20, 0, 0x30, 1, 0, 0, 0, 0, 0, 0x40));
}

static void all_elements_of_the_largest_fit_one_command(struct kunit *test)
{
	struct dsr_cdb c;

	/* the example of JVC 3.11.2 */
	dsr_smc_read_elements(&c, DSR_ELEMENT_ANY, 0, 616, 11136, 0);
	expect(test, &c, 12, DSR_DIR_IN, 11136,
	       BYTES(0xb8, 0, 0, 0, 2, 0x68, 0, 0, 0x2b, 0x80, 0, 0));
}

static void other_robots_are_asked_for_tags_and_drives(struct kunit *test)
{
	struct dsr_cdb c;

	dsr_smc_read_elements(&c, DSR_ELEMENT_DRIVE, 0x1f4, 2, 0x200,
			      SMC_ASK_TAGS | SMC_ASK_IDS | SMC_ASK_CACHED);
	expect(test, &c, 12, DSR_DIR_IN, 0x200,
	       BYTES(0xb8, 0x14, 1, 0xf4, 0, 2, 3, 0, 2, 0, 0, 0));
	dsr_smc_exchange(&c, 1, 2, 3, 4, true, false);
	expect(test, &c, 12, DSR_DIR_NONE, 0,
	       BYTES(0xa6, 0, 0, 1, 0, 2, 0, 3, 0, 4, 2, 0));
	dsr_smc_exchange(&c, 1, 2, 3, 4, false, true);
	expect(test, &c, 12, DSR_DIR_NONE, 0,
	       BYTES(0xa6, 0, 0, 1, 0, 2, 0, 3, 0, 4, 1, 0));
	dsr_smc_initialize_range(&c, false, 0x1000, 0x10ff);
	expect(test, &c, 10, DSR_DIR_NONE, 0,
	       BYTES(0x37, 1, 0x10, 0, 0, 0, 1, 0, 0, 0));
}

static void an_allocation_never_exceeds_its_field(struct kunit *test)
{
	struct dsr_cdb c;

	dsr_smc_read_elements(&c, 0, 0, 0xffff, 0x1000010, 0);
	KUNIT_EXPECT_EQ(test, c.xfer, 0xffffffU);
	KUNIT_EXPECT_EQ(test, c.bytes[7], 0xff);
}

static void addresses_are_assigned_in_the_order_of_page_1d(struct kunit *test)
{
	static const u8 expected[SMC_ASSIGN_BYTES] = {
		0, 0, 0, 0, 0x1d, 0x12, 0x20, 0, 0, 1, 0, 1, 2, 0x58,
		0x40, 0, 0, 2, 0x30, 1, 0, 12, 0, 0,
	};
	struct dsr_element_range ranges[DSR_ELEMENT_TYPES] = {
		{ 0, 0 }, { 0x2000, 1 }, { 1, 600 }, { 0x4000, 2 },
		{ 0x3001, 12 }, { 0, 0 },
	};
	u8 list[SMC_ASSIGN_BYTES];

	KUNIT_EXPECT_EQ(test, dsr_smc_assign_fill(list, ranges), 0);
	KUNIT_EXPECT_EQ(test, memcmp(list, expected, sizeof(list)), 0);
	ranges[DSR_ELEMENT_STORAGE].first = 0x10000;
	KUNIT_EXPECT_EQ(test, dsr_smc_assign_fill(list, ranges), -EINVAL);
	ranges[DSR_ELEMENT_STORAGE].first = 0xffff;
	KUNIT_EXPECT_EQ(test, dsr_smc_assign_fill(list, ranges), -EINVAL);
}

static struct kunit_case smc_cases[] = {
	KUNIT_CASE(six_byte_commands_are_those_of_the_manual),
	KUNIT_CASE(rezero_has_reset_return_and_immed),
	KUNIT_CASE(ten_byte_commands_are_those_of_the_manual),
	KUNIT_CASE(moves_have_flip_and_eject_in_their_places),
	KUNIT_CASE(all_elements_of_the_largest_fit_one_command),
	KUNIT_CASE(other_robots_are_asked_for_tags_and_drives),
	KUNIT_CASE(an_allocation_never_exceeds_its_field),
	KUNIT_CASE(addresses_are_assigned_in_the_order_of_page_1d),
	{}
};

static struct kunit_suite smc_suite = {
	.name = "dsr_smc",
	.test_cases = smc_cases,
};

kunit_test_suite(smc_suite);

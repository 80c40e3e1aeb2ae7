// SPDX-License-Identifier: GPL-2.0
/*
 * What sense data of a robot are judged as: each of the 124 codes of JVC table
 * 43, with the key that SCSI-2 gives it, and the rules that hold for all.
 */
#include <kunit/test.h>
#include <linux/errno.h>

#include "smc.h"

/**
 * struct code - a code and what is expected of it
 * @key: sense key
 * @asc: additional sense code
 * @ascq: its qualifier
 * @verdict: enum dsr_smc_verdict
 * @reason: enum dsr_reason
 * @event: enum dsr_changer_event, 0: none
 */
struct code {
	u8 key;
	u8 asc;
	u8 ascq;
	u8 verdict;
	u16 reason;
	u8 event;
};

static const struct code codes[] = {
	{ 0x0, 0x00, 0x00, SMC_DONE, DSR_REASON_NONE,
	  0 },
	{ 0x4, 0x00, 0x06, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x02, 0x00, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x02, 0x80, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x2, 0x04, 0x00, SMC_WAIT, DSR_REASON_NOT_READY,
	  0 },
	{ 0x2, 0x04, 0x01, SMC_WAIT, DSR_REASON_NOT_READY,
	  0 },
	{ 0x2, 0x04, 0x02, SMC_FAIL, DSR_REASON_NOT_INITIALISED,
	  0 },
	{ 0x2, 0x04, 0x03, SMC_FAIL, DSR_REASON_OPERATOR,
	  0 },
	{ 0x2, 0x05, 0x00, SMC_ASK_AGAIN, DSR_REASON_TRANSPORT,
	  0 },
	{ 0x4, 0x06, 0x00, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x07, 0x00, SMC_FAIL, DSR_REASON_HARDWARE,
	  0 },
	{ 0x4, 0x08, 0x00, SMC_FAIL, DSR_REASON_HARDWARE,
	  0 },
	{ 0x4, 0x08, 0x01, SMC_FAIL, DSR_REASON_HARDWARE,
	  0 },
	{ 0x4, 0x08, 0x02, SMC_FAIL, DSR_REASON_HARDWARE,
	  0 },
	{ 0x4, 0x0a, 0x00, SMC_FAIL, DSR_REASON_HARDWARE,
	  0 },
	{ 0x4, 0x15, 0x00, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x15, 0x01, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x5, 0x1a, 0x00, SMC_FAIL, DSR_REASON_REFUSED,
	  0 },
	{ 0xb, 0x1b, 0x00, SMC_ASK_AGAIN, DSR_REASON_TRANSPORT,
	  0 },
	{ 0x5, 0x20, 0x00, SMC_FAIL, DSR_REASON_REFUSED,
	  0 },
	{ 0x5, 0x21, 0x00, SMC_FAIL, DSR_REASON_NO_ELEMENT,
	  0 },
	{ 0x5, 0x21, 0x01, SMC_FAIL, DSR_REASON_NO_ELEMENT,
	  0 },
	{ 0x5, 0x24, 0x00, SMC_FAIL, DSR_REASON_REFUSED,
	  0 },
	{ 0x5, 0x25, 0x00, SMC_FAIL, DSR_REASON_GONE,
	  0 },
	{ 0x5, 0x26, 0x00, SMC_FAIL, DSR_REASON_REFUSED,
	  0 },
	{ 0x2, 0x26, 0x01, SMC_FAIL, DSR_REASON_REFUSED,
	  0 },
	{ 0x5, 0x26, 0x02, SMC_FAIL, DSR_REASON_REFUSED,
	  0 },
	{ 0x5, 0x26, 0x03, SMC_FAIL, DSR_REASON_REFUSED,
	  0 },
	{ 0x6, 0x28, 0x00, SMC_AGAIN, DSR_REASON_NOT_READY,
	  DSR_CHANGER_EVENT_DOOR },
	{ 0x6, 0x28, 0x01, SMC_AGAIN, DSR_REASON_NOT_READY,
	  DSR_CHANGER_EVENT_ACCESSED },
	{ 0x6, 0x29, 0x00, SMC_ASK_AGAIN, DSR_REASON_RESET,
	  DSR_CHANGER_EVENT_RESET },
	{ 0x6, 0x2a, 0x00, SMC_AGAIN, DSR_REASON_NOT_READY,
	  0 },
	{ 0x6, 0x2a, 0x01, SMC_AGAIN, DSR_REASON_NOT_READY,
	  0 },
	{ 0x6, 0x2a, 0x02, SMC_AGAIN, DSR_REASON_NOT_READY,
	  0 },
	{ 0x5, 0x2c, 0x00, SMC_FAIL, DSR_REASON_REFUSED,
	  0 },
	{ 0x6, 0x2f, 0x00, SMC_AGAIN, DSR_REASON_NOT_READY,
	  0 },
	{ 0x2, 0x30, 0x00, SMC_FAIL, DSR_REASON_WRONG_MEDIUM,
	  0 },
	{ 0x1, 0x37, 0x00, SMC_DONE, DSR_REASON_NONE,
	  0 },
	{ 0x5, 0x39, 0x00, SMC_FAIL, DSR_REASON_REFUSED,
	  0 },
	{ 0x2, 0x3a, 0x00, SMC_FAIL, DSR_REASON_NO_MEDIUM,
	  0 },
	{ 0x5, 0x3b, 0x0d, SMC_FAIL, DSR_REASON_DESTINATION_FULL,
	  0 },
	{ 0x5, 0x3b, 0x0e, SMC_FAIL, DSR_REASON_SOURCE_EMPTY,
	  0 },
	{ 0x5, 0x3b, 0x8e, SMC_FAIL, DSR_REASON_NO_TRAY,
	  0 },
	{ 0x5, 0x3d, 0x00, SMC_ASK_AGAIN, DSR_REASON_TRANSPORT,
	  0 },
	{ 0x2, 0x3e, 0x00, SMC_WAIT, DSR_REASON_NOT_READY,
	  0 },
	{ 0xb, 0x43, 0x00, SMC_ASK_AGAIN, DSR_REASON_TRANSPORT,
	  0 },
	{ 0x4, 0x44, 0x00, SMC_FAIL, DSR_REASON_HARDWARE,
	  0 },
	{ 0xb, 0x45, 0x00, SMC_ASK_AGAIN, DSR_REASON_TRANSPORT,
	  0 },
	{ 0x4, 0x46, 0x00, SMC_FAIL, DSR_REASON_HARDWARE,
	  0 },
	{ 0xb, 0x47, 0x00, SMC_ASK_AGAIN, DSR_REASON_TRANSPORT,
	  0 },
	{ 0xb, 0x48, 0x00, SMC_ASK_AGAIN, DSR_REASON_TRANSPORT,
	  0 },
	{ 0xb, 0x49, 0x00, SMC_ASK_AGAIN, DSR_REASON_TRANSPORT,
	  0 },
	{ 0xb, 0x4a, 0x00, SMC_ASK_AGAIN, DSR_REASON_TRANSPORT,
	  0 },
	{ 0xb, 0x4b, 0x00, SMC_ASK_AGAIN, DSR_REASON_TRANSPORT,
	  0 },
	{ 0x4, 0x4c, 0x00, SMC_FAIL, DSR_REASON_HARDWARE,
	  0 },
	{ 0xb, 0x4e, 0x00, SMC_ASK_AGAIN, DSR_REASON_TRANSPORT,
	  0 },
	{ 0x4, 0x53, 0x00, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x5, 0x53, 0x02, SMC_FAIL, DSR_REASON_LOCKED,
	  0 },
	{ 0x6, 0x5a, 0x00, SMC_AGAIN, DSR_REASON_NOT_READY,
	  DSR_CHANGER_EVENT_OPERATOR },
	{ 0x6, 0x5a, 0x01, SMC_AGAIN, DSR_REASON_NOT_READY,
	  DSR_CHANGER_EVENT_OPERATOR },
	{ 0x4, 0x80, 0x01, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x02, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x03, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x04, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x07, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x08, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x09, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x10, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x11, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x12, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x20, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x21, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x22, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x23, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x24, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x25, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x26, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x27, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x28, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x29, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x30, SMC_FAIL, DSR_REASON_NO_TRAY,
	  0 },
	{ 0x4, 0x80, 0x31, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x32, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x41, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x42, SMC_FAIL, DSR_REASON_TRAY_EMPTY,
	  0 },
	{ 0x4, 0x80, 0x43, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x50, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x51, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x52, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x60, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x61, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x62, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x63, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x64, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x65, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x72, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x80, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x80, 0x81, SMC_FAIL, DSR_REASON_MECHANISM,
	  0 },
	{ 0x4, 0x81, 0x01, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x02, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x03, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x04, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x05, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x20, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x21, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x22, SMC_FAIL, DSR_REASON_PRINTER,
	  DSR_CHANGER_EVENT_INK },
	{ 0x4, 0x81, 0x30, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x31, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x32, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x33, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x34, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x35, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x36, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x37, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x38, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x39, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x40, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x41, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x42, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0x43, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0xb0, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0xb2, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0xc0, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
	{ 0x4, 0x81, 0xff, SMC_FAIL, DSR_REASON_PRINTER,
	  0 },
};

static const struct dsr_smc_row *judge(u8 key, u8 asc, u8 ascq)
{
	struct dsr_sense s = {
		.valid = true,
		.key = key,
		.asc = asc,
		.ascq = ascq,
	};

	return dsr_smc_judge(&s);
}

static void every_code_of_the_jvc_is_judged(struct kunit *test)
{
	const struct dsr_smc_row *row;
	u32 i;

	KUNIT_ASSERT_EQ(test, ARRAY_SIZE(codes), 124UL);
	for (i = 0; i < ARRAY_SIZE(codes); i++) {
		const struct code *c = &codes[i];

		row = judge(c->key, c->asc, c->ascq);
		KUNIT_EXPECT_EQ_MSG(test, row->verdict, c->verdict,
				    "verdict of %x/%02x/%02x", c->key, c->asc,
				    c->ascq);
		KUNIT_EXPECT_EQ_MSG(test, row->reason, c->reason,
				    "reason of %x/%02x/%02x", c->key, c->asc,
				    c->ascq);
		KUNIT_EXPECT_EQ_MSG(test, row->event, c->event,
				    "event of %x/%02x/%02x", c->key, c->asc,
				    c->ascq);
	}
}

static void the_printed_keys_are_taken_as_well(struct kunit *test)
{
	/* ink empty with no sense; no flip unit as not ready (JVC 3.7) */
	KUNIT_EXPECT_EQ(test, judge(0, 0x81, 0x22)->verdict, SMC_DONE);
	KUNIT_EXPECT_EQ(test, judge(2, 0x26, 0x01)->reason,
			DSR_REASON_REFUSED);
	KUNIT_EXPECT_EQ(test, judge(5, 0x26, 0x01)->reason,
			DSR_REASON_REFUSED);
}

static void no_unit_attention_fails_a_question(struct kunit *test)
{
	u32 asc, ascq;

	for (asc = 0; asc < 256; asc++)
		for (ascq = 0; ascq < 256; ascq++) {
			u8 v = judge(6, asc, ascq)->verdict;

			KUNIT_EXPECT_TRUE_MSG(test, v == SMC_AGAIN ||
					      v == SMC_ASK_AGAIN,
					      "6/%02x/%02x", asc, ascq);
		}
}

static void what_nobody_knows_is_never_done(struct kunit *test)
{
	struct dsr_sense none = {};
	u32 key;

	for (key = 2; key < 16; key++)
		KUNIT_EXPECT_NE_MSG(test, judge(key, 0xfe, 0xfe)->verdict,
				    SMC_DONE, "key %x", key);
	KUNIT_EXPECT_EQ(test, dsr_smc_judge(&none)->verdict, SMC_ASK_AGAIN);
	KUNIT_EXPECT_EQ(test, dsr_smc_judge(&none)->reason,
			DSR_REASON_TRANSPORT);
}

static void doors_are_news_and_a_reason(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, judge(2, 0x04, 0x18)->event,
			DSR_CHANGER_EVENT_DOOR);
	KUNIT_EXPECT_EQ(test, judge(2, 0x04, 0x18)->reason, DSR_REASON_DOOR);
	KUNIT_EXPECT_EQ(test, judge(6, 0x3b, 0x12)->event,
			DSR_CHANGER_EVENT_DOOR);
}

static void every_reason_has_an_errno(struct kunit *test)
{
	u32 i;

	KUNIT_EXPECT_EQ(test, dsr_smc_errno(DSR_REASON_NONE), 0);
	KUNIT_EXPECT_EQ(test, dsr_smc_errno(DSR_REASON_SOURCE_EMPTY),
			-ENOMEDIUM);
	KUNIT_EXPECT_EQ(test, dsr_smc_errno(DSR_REASON_DESTINATION_FULL),
			-EEXIST);
	KUNIT_EXPECT_EQ(test, dsr_smc_errno(DSR_REASON_RESERVED), -EBUSY);
	KUNIT_EXPECT_EQ(test, dsr_smc_errno(DSR_REASON_MECHANISM), -EIO);
	for (i = 1; i < 256; i++)
		KUNIT_EXPECT_TRUE(test, dsr_smc_errno(i) < 0);
}

static struct kunit_case smc_sense_cases[] = {
	KUNIT_CASE(every_code_of_the_jvc_is_judged),
	KUNIT_CASE(the_printed_keys_are_taken_as_well),
	KUNIT_CASE(no_unit_attention_fails_a_question),
	KUNIT_CASE(what_nobody_knows_is_never_done),
	KUNIT_CASE(doors_are_news_and_a_reason),
	KUNIT_CASE(every_reason_has_an_errno),
	{}
};

static struct kunit_suite smc_sense_suite = {
	.name = "dsr_smc_sense",
	.test_cases = smc_sense_cases,
};

kunit_test_suite(smc_sense_suite);

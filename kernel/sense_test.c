// SPDX-License-Identifier: GPL-2.0
/*
 * What sense.c promises: sense data of both formats are understood and never
 * read beyond their end, and every one of them gets the verdict that keeps a
 * disc from being spoilt. Runs under KUnit, and in user space by tests/fuzz.
 */
#include <kunit/test.h>

#include "../uapi/dsr.h"
#include "sense.h"

#define CHECK	DSR_WHEN_CHECK
#define READ_	DSR_WHEN_READ
#define WRITE_	DSR_WHEN_WRITE
#define CLOSE	DSR_WHEN_CLOSE
#define ALL	DSR_WHEN_ANY

/* medium error 11/05 at LBA 12345h */
static const u8 fixed[18] = {
	0xf0, 0x00, 0x03, 0x00, 0x01, 0x23, 0x45, 0x0a,
	0x00, 0x00, 0x00, 0x00, 0x11, 0x05, 0x00, 0x00, 0x00, 0x00,
};

/* the same, with an information and a key specific descriptor */
static const u8 descriptors[8 + 12 + 8] = {
	0x72, 0x03, 0x11, 0x05, 0x00, 0x00, 0x00, 0x14,
	0x00, 0x0a, 0x80, 0x00, 0x00, 0x00, 0x00, 0x01,
	0x00, 0x01, 0x23, 0x45,
	0x02, 0x06, 0x00, 0x00, 0x80, 0x12, 0x34, 0x00,
};

/* what one code must come to; @when: for each of these */
static const struct promise {
	u8 key;
	u8 asc;
	u8 ascq;
	u8 when;
	u8 verdict;
	u32 reason;
} promises[] = {
#define P(key, asc, ascq, when, verdict, reason) \
	{ key, asc, ascq, when, DSR_VERDICT_##verdict, DSR_REASON_##reason }
	/* good enough */
	P(0x0, 0x00, 0x00, CHECK | WRITE_ | CLOSE, DONE, NONE),
	P(0x0, 0x00, 0x00, READ_, RETRY, BAD_ANSWER),
	P(0x1, 0x0c, 0x01, ALL, DONE, NONE),
	P(0x1, 0x17, 0x01, ALL, DONE, NONE),
	P(0x1, 0x18, 0x02, ALL, DONE, NONE),
	P(0x1, 0x73, 0x01, ALL, DONE, NONE),
	/* busy with itself */
	P(0x2, 0x04, 0x00, ALL, WAIT, NOT_READY),
	P(0x2, 0x04, 0x01, ALL, WAIT, NOT_READY),
	P(0x2, 0x04, 0x04, ALL, WAIT, NOT_READY),
	P(0x2, 0x04, 0x07, ALL, WAIT, NOT_READY),
	P(0x2, 0x04, 0x08, ALL, WAIT, NOT_READY),
	P(0x2, 0x04, 0x09, ALL, WAIT, NOT_READY),
	P(0x2, 0x3e, 0x00, ALL, WAIT, NOT_READY),
	P(0x2, 0x04, 0x02, ALL, FAIL, NOT_READY),
	P(0x2, 0x04, 0x03, ALL, FAIL, NOT_READY),
	/* no disc, another disc, no disc any more */
	P(0x2, 0x3a, 0x00, CHECK, FAIL, NO_MEDIUM),
	P(0x2, 0x3a, 0x01, CHECK, FAIL, NO_MEDIUM),
	P(0x2, 0x3a, 0x02, CHECK, FAIL, NO_MEDIUM),
	P(0x2, 0x3a, 0x02, READ_ | WRITE_ | CLOSE, FAIL, MEDIUM_REMOVED),
	P(0x6, 0x28, 0x00, CHECK, RETRY, NOT_READY),
	P(0x6, 0x28, 0x00, CLOSE, RETRY, MEDIUM_REMOVED),
	P(0x6, 0x28, 0x00, READ_ | WRITE_, FAIL, MEDIUM_REMOVED),
	P(0x2, 0x30, 0x00, ALL, MEDIA, WRONG_MEDIUM),
	P(0x3, 0x30, 0x01, ALL, MEDIA, WRONG_MEDIUM),
	P(0x5, 0x30, 0x05, ALL, MEDIA, WRONG_MEDIUM),
	P(0x2, 0x06, 0x00, ALL, MEDIA, MEDIUM_ERROR),
	/* a drive that does not know something, also under the wrong key */
	P(0x2, 0x20, 0x00, ALL, FAIL, REFUSED),
	P(0x2, 0x24, 0x00, ALL, FAIL, REFUSED),
	P(0x5, 0x20, 0x00, ALL, FAIL, REFUSED),
	P(0x5, 0x21, 0x02, ALL, FAIL, REFUSED),
	P(0x5, 0x24, 0x00, ALL, FAIL, REFUSED),
	P(0x5, 0x26, 0x01, ALL, FAIL, REFUSED),
	P(0x5, 0x2c, 0x00, ALL, FAIL, REFUSED),
	P(0x5, 0x53, 0x02, ALL, FAIL, REFUSED),
	P(0x5, 0x64, 0x00, CHECK | WRITE_ | CLOSE, FAIL, REFUSED),
	P(0x5, 0x72, 0x05, ALL, FAIL, REFUSED),
	/* resets: harmless before a burn, fatal in it */
	P(0x6, 0x29, 0x00, CHECK | READ_, RETRY, TRANSPORT),
	P(0x6, 0x29, 0x04, CHECK | READ_, RETRY, TRANSPORT),
	P(0x6, 0x29, 0x00, WRITE_ | CLOSE, FAIL, TRANSPORT),
	P(0x6, 0x2f, 0x00, WRITE_ | CLOSE, FAIL, TRANSPORT),
	/* news that change nothing */
	P(0x6, 0x2a, 0x01, ALL, RETRY, NOT_READY),
	P(0x6, 0x3f, 0x01, ALL, RETRY, NOT_READY),
	P(0x6, 0x5a, 0x01, ALL, RETRY, NOT_READY),
	P(0x6, 0x5d, 0x01, ALL, RETRY, NOT_READY),
	/* bad discs */
	P(0x3, 0x0c, 0x00, WRITE_ | CLOSE, MEDIA, MEDIUM_ERROR),
	P(0x3, 0x0c, 0x09, WRITE_ | CLOSE, MEDIA, MEDIUM_ERROR),
	P(0x3, 0x11, 0x05, READ_, RETRY, MEDIUM_ERROR),
	P(0x3, 0x11, 0x05, WRITE_ | CLOSE, MEDIA, MEDIUM_ERROR),
	P(0x3, 0x02, 0x00, WRITE_ | CLOSE, MEDIA, MEDIUM_ERROR),
	P(0x2, 0x57, 0x00, ALL, MEDIA, MEDIUM_ERROR),
	P(0x3, 0x0c, 0x00, CHECK | READ_, MEDIA, MEDIUM_ERROR),
	P(0x3, 0x31, 0x00, ALL, MEDIA, MEDIUM_ERROR),
	P(0x3, 0x51, 0x00, ALL, MEDIA, MEDIUM_ERROR),
	P(0x3, 0x57, 0x00, ALL, MEDIA, MEDIUM_ERROR),
	P(0x3, 0x72, 0x01, ALL, MEDIA, MEDIUM_ERROR),
	P(0x3, 0x73, 0x02, ALL, MEDIA, MEDIUM_ERROR),
	P(0x3, 0x73, 0x03, ALL, MEDIA, MEDIUM_ERROR),
	P(0x5, 0x72, 0x03, ALL, MEDIA, MEDIUM_ERROR),
	P(0x5, 0x73, 0x03, ALL, MEDIA, MEDIUM_ERROR),
	P(0x5, 0x2c, 0x03, ALL, MEDIA, NOT_BLANK),
	P(0x5, 0x63, 0x00, WRITE_ | CLOSE, MEDIA, TOO_SMALL),
	P(0x8, 0x00, 0x00, WRITE_, MEDIA, NOT_BLANK),
	P(0x8, 0x00, 0x00, READ_, MEDIA, MEDIUM_ERROR),
	P(0xd, 0x00, 0x00, ALL, MEDIA, TOO_SMALL),
	P(0xe, 0x1d, 0x00, ALL, MEDIA, MISMATCH),
	/* a bad block under another name: only what reads content may skip it */
	P(0x4, 0x09, 0x02, READ_, RETRY, MEDIUM_ERROR),
	P(0x4, 0x15, 0x01, READ_, RETRY, MEDIUM_ERROR),
	P(0x5, 0x64, 0x00, READ_, MEDIA, MEDIUM_ERROR),
	P(0x5, 0x64, 0x01, READ_, MEDIA, MEDIUM_ERROR),
	/* bad drives, protected discs, and the rest */
	P(0x2, 0x05, 0x00, ALL, FAIL, TRANSPORT),
	P(0x2, 0x53, 0x00, ALL, FAIL, HARDWARE),
	P(0x4, 0x08, 0x01, ALL, FAIL, HARDWARE),
	P(0x4, 0x09, 0x02, CHECK, RETRY, HARDWARE),
	P(0x4, 0x15, 0x01, CHECK, RETRY, HARDWARE),
	P(0x4, 0x09, 0x02, WRITE_ | CLOSE, FAIL, HARDWARE),
	P(0x4, 0x3e, 0x01, ALL, FAIL, HARDWARE),
	P(0x5, 0x27, 0x00, ALL, FAIL, PROTECTED),
	P(0x7, 0x27, 0x00, ALL, FAIL, PROTECTED),
	P(0x7, 0x5a, 0x02, ALL, FAIL, PROTECTED),
	P(0xb, 0x4e, 0x00, CHECK | READ_ | WRITE_, RETRY, TRANSPORT),
	P(0xb, 0x4e, 0x00, CLOSE, FAIL, TRANSPORT),
	P(0x9, 0x80, 0xff, ALL, FAIL, HARDWARE),
#undef P
};

/* every code the error tables of the duplicator's guide print, ASC and ASCQ */
static const u16 guide_codes[] = {
	0x0000, 0x0006, 0x0011, 0x0012, 0x0013, 0x0014, 0x0015, 0x0017, 0x0100,
	0x0200, 0x0400, 0x0401, 0x0402, 0x0403, 0x0404, 0x0407, 0x0408, 0x0500,
	0x0600, 0x0800, 0x0801, 0x0802, 0x0803, 0x0900, 0x0901, 0x0902, 0x0903,
	0x0a00, 0x0b00, 0x0b01, 0x0b02, 0x0c00, 0x0c02, 0x0c03, 0x0c07, 0x0c08,
	0x0c09, 0x0c0a, 0x1000, 0x1100, 0x1101, 0x1102, 0x1105, 0x1106, 0x110f,
	0x1110, 0x1200, 0x1300, 0x1401, 0x1405, 0x1406, 0x1500, 0x1501, 0x1502,
	0x1600, 0x1601, 0x1602, 0x1603, 0x1604, 0x1700, 0x1701, 0x1702, 0x1703,
	0x1704, 0x1705, 0x1706, 0x1707, 0x1708, 0x1709, 0x1800, 0x1801, 0x1802,
	0x1803, 0x1804, 0x1805, 0x1806, 0x1807, 0x1900, 0x1901, 0x1902, 0x1903,
	0x1a00, 0x1b00, 0x1c00, 0x1c01, 0x1c02, 0x1d00, 0x1e00, 0x2000, 0x2100,
	0x2102, 0x2400, 0x2500, 0x2600, 0x2601, 0x2602, 0x2603, 0x2604, 0x2700,
	0x2701, 0x2702, 0x2703, 0x2704, 0x2705, 0x2706, 0x2800, 0x2900, 0x2901,
	0x2902, 0x2903, 0x2904, 0x2a00, 0x2a01, 0x2a02, 0x2a03, 0x2b00, 0x2c00,
	0x2c03, 0x2c04, 0x2c05, 0x2e00, 0x2f00, 0x3000, 0x3001, 0x3002, 0x3003,
	0x3005, 0x3006, 0x3008, 0x3009, 0x3100, 0x3101, 0x3200, 0x3201, 0x3500,
	0x3501, 0x3502, 0x3503, 0x3504, 0x3700, 0x3900, 0x3a00, 0x3a01, 0x3a02,
	0x3b0f, 0x3b11, 0x3b12, 0x3b13, 0x3b14, 0x3b15, 0x3b16, 0x3d00, 0x3e00,
	0x3e01, 0x3e02, 0x3f00, 0x3f01, 0x3f02, 0x3f03, 0x4080, 0x4300, 0x4400,
	0x4500, 0x4600, 0x4700, 0x4800, 0x4900, 0x4a00, 0x4b00, 0x4c00, 0x4d00,
	0x4e00, 0x5100, 0x5101, 0x5300, 0x5302, 0x5500, 0x5700, 0x5a00, 0x5a01,
	0x5a02, 0x5a03, 0x5b00, 0x5b01, 0x5b02, 0x5b03, 0x5d00, 0x5d01, 0x5d03,
	0x5dff, 0x5e00, 0x5e01, 0x5e02, 0x5e03, 0x5e04, 0x6300, 0x6301, 0x6400,
	0x6401, 0x6500, 0x7200, 0x7201, 0x7202, 0x7203, 0x7204, 0x7205, 0x7300,
	0x7301, 0x7302, 0x7303, 0x7304, 0x7305, 0x7306, 0x8000, 0x80ff, 0xb600,
	0xb900,
};

static const u8 whens[] = { CHECK, READ_, WRITE_, CLOSE };

static struct dsr_sense sense_of(u8 key, u8 asc, u8 ascq)
{
	struct dsr_sense s = {
		.valid = true,
		.key = key,
		.asc = asc,
		.ascq = ascq,
	};

	return s;
}

/* parsed from memory that ends where it ends */
static struct dsr_sense parse(struct kunit *test, const u8 *from, u32 bytes)
{
	u8 *buf = kunit_kmalloc(test, bytes ? bytes : 1, GFP_KERNEL);
	struct dsr_sense s;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, buf);
	memcpy(buf, from, bytes);
	memset(&s, 0xa5, sizeof(s));
	dsr_sense_parse(buf, bytes, &s);
	return s;
}

static void fixed_format_is_understood(struct kunit *test)
{
	struct dsr_sense s = parse(test, fixed, sizeof(fixed));

	KUNIT_EXPECT_TRUE(test, s.valid);
	KUNIT_EXPECT_FALSE(test, s.deferred);
	KUNIT_EXPECT_EQ(test, (int)s.key, 3);
	KUNIT_EXPECT_EQ(test, (int)s.asc, 0x11);
	KUNIT_EXPECT_EQ(test, (int)s.ascq, 0x05);
	KUNIT_EXPECT_TRUE(test, s.info_valid);
	KUNIT_EXPECT_EQ(test, s.info, 0x12345ULL);
	KUNIT_EXPECT_FALSE(test, s.progress_valid);
}

static void descriptor_format_is_understood(struct kunit *test)
{
	struct dsr_sense s = parse(test, descriptors, sizeof(descriptors));

	KUNIT_EXPECT_TRUE(test, s.valid);
	KUNIT_EXPECT_FALSE(test, s.deferred);
	KUNIT_EXPECT_EQ(test, (int)s.key, 3);
	KUNIT_EXPECT_EQ(test, (int)s.asc, 0x11);
	KUNIT_EXPECT_EQ(test, (int)s.ascq, 0x05);
	KUNIT_EXPECT_TRUE(test, s.info_valid);
	KUNIT_EXPECT_EQ(test, s.info, 0x100012345ULL);
	KUNIT_EXPECT_FALSE(test, s.progress_valid);
}

static void deferred_errors_are_told_apart(struct kunit *test)
{
	u8 buf[sizeof(fixed)];

	memcpy(buf, fixed, sizeof(buf));
	buf[0] = 0x71;
	KUNIT_EXPECT_TRUE(test, parse(test, buf, sizeof(buf)).deferred);
	KUNIT_EXPECT_FALSE(test, parse(test, buf, sizeof(buf)).info_valid);
	buf[0] = 0x73;
	KUNIT_EXPECT_TRUE(test, parse(test, buf, 4).deferred);
}

static void progress_is_told_by_keys_that_have_it(struct kunit *test)
{
	u8 buf[18] = { 0x70, 0, 0x02, 0, 0, 0, 0, 0x0a, [12] = 0x04, 0x07, 0,
		       0x80, 0x80, 0x00 };
	u8 desc[sizeof(descriptors)];
	struct dsr_sense s = parse(test, buf, sizeof(buf));

	KUNIT_EXPECT_TRUE(test, s.progress_valid);
	KUNIT_EXPECT_EQ(test, (int)s.progress, 0x8000);
	buf[2] = 0x05;	/* there the bytes are a field pointer */
	KUNIT_EXPECT_FALSE(test, parse(test, buf, sizeof(buf)).progress_valid);
	buf[2] = 0x02;
	buf[15] = 0x7f;
	KUNIT_EXPECT_FALSE(test, parse(test, buf, sizeof(buf)).progress_valid);

	memcpy(desc, descriptors, sizeof(desc));
	desc[1] = 0x00;
	s = parse(test, desc, sizeof(desc));
	KUNIT_EXPECT_TRUE(test, s.progress_valid);
	KUNIT_EXPECT_EQ(test, (int)s.progress, 0x1234);
	KUNIT_EXPECT_FALSE(test, parse(test, desc, 27).progress_valid);
	desc[7] = 0x13;
	desc[21] = 0x05;	/* a byte short */
	KUNIT_EXPECT_FALSE(test, parse(test, desc, 27).progress_valid);
}

static void no_sense_data_are_none(struct kunit *test)
{
	static const u8 strange[][4] = {
		{ 0x00, 0x03, 0x03, 0x03 },	/* nothing came */
		{ 0x6f, 0x03, 0x03, 0x03 },
		{ 0x74, 0x03, 0x03, 0x03 },
		{ 0x7f, 0x03, 0x03, 0x03 },	/* vendor's own format */
	};
	struct dsr_sense s;
	unsigned int i;

	dsr_sense_parse(NULL, 0, &s);
	KUNIT_EXPECT_FALSE(test, s.valid);
	for (i = 0; i < ARRAY_SIZE(strange); i++)
		KUNIT_EXPECT_FALSE(test, parse(test, strange[i], 4).valid);
}

static void fixed_format_cut_short_tells_what_is_left(struct kunit *test)
{
	struct dsr_sense s;
	u32 len;

	for (len = 0; len <= sizeof(fixed); len++) {
		s = parse(test, fixed, len);
		KUNIT_EXPECT_EQ_MSG(test, s.valid, len >= 3, "%u bytes", len);
		KUNIT_EXPECT_EQ_MSG(test, (int)s.key, len >= 3 ? 3 : 0,
				    "%u bytes", len);
		KUNIT_EXPECT_EQ_MSG(test, s.info_valid, len >= 7, "%u bytes",
				    len);
		KUNIT_EXPECT_EQ_MSG(test, (int)s.asc, len >= 13 ? 0x11 : 0,
				    "%u bytes", len);
		KUNIT_EXPECT_EQ_MSG(test, (int)s.ascq, len >= 14 ? 0x05 : 0,
				    "%u bytes", len);
	}
}

static void descriptors_cut_short_tell_what_is_left(struct kunit *test)
{
	struct dsr_sense s;
	u32 len;

	for (len = 0; len <= sizeof(descriptors); len++) {
		s = parse(test, descriptors, len);
		KUNIT_EXPECT_EQ_MSG(test, s.valid, len >= 4, "%u bytes", len);
		KUNIT_EXPECT_EQ_MSG(test, (int)s.asc, len >= 4 ? 0x11 : 0,
				    "%u bytes", len);
		KUNIT_EXPECT_EQ_MSG(test, s.info_valid, len >= 20, "%u bytes",
				    len);
	}
}

static void additional_length_limits_both_formats(struct kunit *test)
{
	u8 buf[sizeof(descriptors)];

	memcpy(buf, fixed, sizeof(fixed));
	buf[8] = 0x0a;	/* not the length */
	buf[7] = 4;	/* ends before the additional sense code */
	KUNIT_EXPECT_EQ(test, (int)parse(test, buf, sizeof(fixed)).asc, 0);
	buf[7] = 5;	/* ends with it */
	KUNIT_EXPECT_EQ(test, (int)parse(test, buf, sizeof(fixed)).asc, 0x11);
	KUNIT_EXPECT_EQ(test, (int)parse(test, buf, sizeof(fixed)).ascq, 0);
	buf[7] = 0xff;	/* claims more than there is */
	KUNIT_EXPECT_EQ(test, (int)parse(test, buf, sizeof(fixed)).asc, 0x11);

	memcpy(buf, descriptors, sizeof(buf));
	buf[7] = 0;	/* no descriptors, whatever lies there */
	KUNIT_EXPECT_FALSE(test, parse(test, buf, sizeof(buf)).info_valid);
	buf[7] = 11;	/* cuts the information descriptor */
	KUNIT_EXPECT_FALSE(test, parse(test, buf, sizeof(buf)).info_valid);
	buf[7] = 12;
	KUNIT_EXPECT_TRUE(test, parse(test, buf, sizeof(buf)).info_valid);
	buf[7] = 0xff;
	KUNIT_EXPECT_TRUE(test, parse(test, buf, sizeof(buf)).info_valid);
}

static void descriptors_that_lie_end_the_search(struct kunit *test)
{
	u8 buf[sizeof(descriptors)];

	memcpy(buf, descriptors, sizeof(buf));
	buf[9] = 0xff;	/* longer than all that came */
	KUNIT_EXPECT_FALSE(test, parse(test, buf, sizeof(buf)).info_valid);
	buf[9] = 0x02;	/* shorter than an information descriptor is */
	KUNIT_EXPECT_FALSE(test, parse(test, buf, sizeof(buf)).info_valid);
	buf[9] = 0x0a;
	buf[10] = 0x7f;	/* says itself that it does not count */
	KUNIT_EXPECT_FALSE(test, parse(test, buf, sizeof(buf)).info_valid);
}

static void codes_get_the_promised_verdict(struct kunit *test)
{
	const struct dsr_verdict_row *row;
	const struct promise *p;
	struct dsr_sense s;
	unsigned int w;

	for (p = promises; p < promises + ARRAY_SIZE(promises); p++) {
		s = sense_of(p->key, p->asc, p->ascq);
		for (w = 0; w < ARRAY_SIZE(whens); w++) {
			if (!(p->when & whens[w]))
				continue;
			row = dsr_judge(&s, whens[w]);
			KUNIT_EXPECT_EQ_MSG(test, row->verdict, p->verdict,
					    "verdict of %x/%02x/%02x when %#x",
					    p->key, p->asc, p->ascq, whens[w]);
			KUNIT_EXPECT_EQ_MSG(test, row->reason, p->reason,
					    "reason of %x/%02x/%02x when %#x",
					    p->key, p->asc, p->ascq, whens[w]);
		}
	}
}

static void full_buffer_is_asked_more_often_than_a_tray(struct kunit *test)
{
	struct dsr_sense full = sense_of(0x2, 0x04, 0x08);
	struct dsr_sense tray = sense_of(0x2, 0x04, 0x01);

	KUNIT_EXPECT_EQ(test, (int)dsr_judge(&full, WRITE_)->pause_ms, 50);
	KUNIT_EXPECT_EQ(test, (int)dsr_judge(&tray, CHECK)->pause_ms, 500);
}

static void silence_is_never_taken_for_a_written_block(struct kunit *test)
{
	struct dsr_sense none = { .valid = false };
	unsigned int w;

	for (w = 0; w < ARRAY_SIZE(whens); w++) {
		KUNIT_EXPECT_NE(test, (int)dsr_judge(&none, whens[w])->verdict,
				DSR_VERDICT_DONE);
		KUNIT_EXPECT_EQ(test, dsr_judge(&none, whens[w])->reason,
				(u32)DSR_REASON_TRANSPORT);
	}
	/* nor may it be written again: perhaps it was written */
	KUNIT_EXPECT_EQ(test, (int)dsr_judge(&none, WRITE_)->verdict,
			DSR_VERDICT_FAIL);
	KUNIT_EXPECT_EQ(test, (int)dsr_judge(&none, CLOSE)->verdict,
			DSR_VERDICT_FAIL);
}

static void deferred_error_leaves_this_command_undone(struct kunit *test)
{
	struct dsr_sense s = sense_of(0x1, 0x18, 0x00);
	unsigned int w;

	s.deferred = true;
	for (w = 0; w < ARRAY_SIZE(whens); w++)
		KUNIT_EXPECT_EQ(test, (int)dsr_judge(&s, whens[w])->verdict,
				DSR_VERDICT_RETRY);
	s = sense_of(0x3, 0x0c, 0x00);
	s.deferred = true;
	KUNIT_EXPECT_EQ(test, (int)dsr_judge(&s, WRITE_)->verdict,
			DSR_VERDICT_MEDIA);
	/* blocks that had been reported good are gone */
	s = sense_of(0xb, 0x00, 0x00);
	s.deferred = true;
	KUNIT_EXPECT_EQ(test, (int)dsr_judge(&s, WRITE_)->verdict,
			DSR_VERDICT_FAIL);
}

/* can any sense data lead to @row at this time? */
static bool reachable(const struct dsr_verdict_row *row, u8 when)
{
	struct dsr_sense s = sense_of(row->key, row->asc, row->ascq);
	unsigned int asc, ascq;

	s.valid = row->key != DSR_KEY_NO_DATA;
	s.deferred = row->when & DSR_WHEN_DEFERRED;
	for (asc = 0; asc < 0x100; asc++) {
		if (row->asc == DSR_ANY)
			s.asc = asc;
		for (ascq = 0; ascq < 0x100; ascq++) {
			if (row->ascq == DSR_ANY)
				s.ascq = ascq;
			if (dsr_judge(&s, when) == row)
				return true;
			if (row->ascq != DSR_ANY)
				break;
		}
		if (row->asc != DSR_ANY)
			break;
	}
	return false;
}

static void every_row_is_reached_whenever_it_says(struct kunit *test)
{
	const struct dsr_verdict_row *row;
	unsigned int i, w;

	for (i = 0; i < dsr_nr_verdicts; i++) {
		row = &dsr_verdicts[i];
		for (w = 0; w < ARRAY_SIZE(whens); w++) {
			if (!(row->when & whens[w]))
				continue;
			KUNIT_EXPECT_TRUE_MSG(test, reachable(row, whens[w]),
					      "row %u, key %x, asc %x, when %#x",
					      i, row->key, row->asc, whens[w]);
		}
	}
}

static void every_row_says_what_its_verdict_needs(struct kunit *test)
{
	const struct dsr_verdict_row *row;
	unsigned int i;

	for (i = 0; i < dsr_nr_verdicts; i++) {
		row = &dsr_verdicts[i];
		KUNIT_EXPECT_EQ_MSG(test, row->reason == DSR_REASON_NONE,
				    row->verdict == DSR_VERDICT_DONE,
				    "reason of row %u", i);
		KUNIT_EXPECT_EQ_MSG(test, !!row->retries,
				    row->verdict == DSR_VERDICT_RETRY,
				    "retries of row %u", i);
		/* a wait without a pause would be a busy one */
		KUNIT_EXPECT_TRUE_MSG(test,
				      row->verdict != DSR_VERDICT_WAIT ||
				      row->pause_ms >= 10,
				      "pause of row %u", i);
		KUNIT_EXPECT_TRUE_MSG(test, row->reason < 64,
				      "row %u has a reason of jobs, not discs",
				      i);
		KUNIT_EXPECT_TRUE_MSG(test, row->when & ALL,
				      "row %u is for no time", i);
	}
}

static void every_code_has_a_row_of_its_own_key(struct kunit *test)
{
	const struct dsr_verdict_row *row;
	unsigned int key, code, w, deferred;
	struct dsr_sense s;

	for (key = 0; key < 16; key++) {
		for (code = 0; code < 0x10000; code += 0x3f) {
			s = sense_of(key, code >> 8, code);
			for (w = 0; w < ARRAY_SIZE(whens); w++) {
				for (deferred = 0; deferred < 2; deferred++) {
					s.deferred = deferred;
					row = dsr_judge(&s, whens[w]);
					KUNIT_EXPECT_EQ_MSG(test,
							    (unsigned int)row->key,
							    key, "code %04x",
							    code);
				}
			}
		}
	}
}

/* keys of errors: a code of the guide is never mistaken for success there */
static void codes_of_the_guide_are_never_good_under_a_bad_key(struct kunit *test)
{
	unsigned int i, key, w;
	struct dsr_sense s;

	for (i = 0; i < ARRAY_SIZE(guide_codes); i++) {
		for (key = 2; key < 0xf; key++) {
			s = sense_of(key, guide_codes[i] >> 8, guide_codes[i]);
			for (w = 0; w < ARRAY_SIZE(whens); w++)
				KUNIT_EXPECT_NE_MSG(test,
						    (int)dsr_judge(&s, whens[w])->verdict,
						    DSR_VERDICT_DONE,
						    "%x/%04x when %#x", key,
						    guide_codes[i], whens[w]);
		}
	}
}

static void judging_at_no_time_is_a_failure(struct kunit *test)
{
	struct dsr_sense s = sense_of(0x1, 0x18, 0x00);

	KUNIT_EXPECT_EQ(test, (int)dsr_judge(&s, 0)->verdict, DSR_VERDICT_FAIL);
}

static struct kunit_case sense_cases[] = {
	KUNIT_CASE(fixed_format_is_understood),
	KUNIT_CASE(descriptor_format_is_understood),
	KUNIT_CASE(deferred_errors_are_told_apart),
	KUNIT_CASE(progress_is_told_by_keys_that_have_it),
	KUNIT_CASE(no_sense_data_are_none),
	KUNIT_CASE(fixed_format_cut_short_tells_what_is_left),
	KUNIT_CASE(descriptors_cut_short_tell_what_is_left),
	KUNIT_CASE(additional_length_limits_both_formats),
	KUNIT_CASE(descriptors_that_lie_end_the_search),
	KUNIT_CASE(codes_get_the_promised_verdict),
	KUNIT_CASE(full_buffer_is_asked_more_often_than_a_tray),
	KUNIT_CASE(silence_is_never_taken_for_a_written_block),
	KUNIT_CASE(deferred_error_leaves_this_command_undone),
	KUNIT_CASE(every_row_is_reached_whenever_it_says),
	KUNIT_CASE(every_row_says_what_its_verdict_needs),
	KUNIT_CASE(every_code_has_a_row_of_its_own_key),
	KUNIT_CASE(codes_of_the_guide_are_never_good_under_a_bad_key),
	KUNIT_CASE(judging_at_no_time_is_a_failure),
	{}
};

static struct kunit_suite sense_suite = {
	.name = "dsr_sense",
	.test_cases = sense_cases,
};

kunit_test_suite(sense_suite);

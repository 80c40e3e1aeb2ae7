// SPDX-License-Identifier: GPL-2.0
/*
 * What the parsers of robots' answers promise: descriptors as in JVC tables 34
 * to 38 and SMC-3, mode pages, logs; and that nothing in them is trusted.
 */
#include <kunit/test.h>
#include <linux/errno.h>
#include <linux/string.h>

#include "smc.h"

#define TAKEN	8

/**
 * struct taker - takes what a parser tells
 * @e: elements, the first of them
 * @id: their identifiers
 * @nr: how many there were
 * @enough: false is told from this one on, 0: never
 */
struct taker {
	struct dsr_element e[TAKEN];
	struct dsr_smc_id id[TAKEN];
	u32 nr;
	u32 enough;
};

static bool take(void *data, const struct dsr_element *e,
		 const struct dsr_smc_id *id)
{
	struct taker *t = data;

	if (t->nr < TAKEN) {
		t->e[t->nr] = *e;
		t->id[t->nr] = *id;
	}
	t->nr++;
	return !t->enough || t->nr < t->enough;
}

#define JVC_QUIRKS	(SMC_Q_PRINTER | SMC_Q_TRAYS)

static int parse(struct taker *t, const u8 *buf, u32 len, u32 quirks, u32 ask,
		 struct dsr_smc_reader *reader)
{
	struct dsr_smc_reader r = {
		.quirks = quirks,
		.ask = ask,
		.each = take,
		.data = t,
	};
	int ret;

	memset(t, 0, sizeof(*t));
	ret = dsr_smc_parse_elements(buf, len, &r);
	if (reader)
		*reader = r;
	return ret;
}

/* one of each type, in the order of the addresses */
static const u8 jvc_answer[] = {
	0x00, 0x01, 0, 5, 0, 0, 0, 130,
	2, 0, 0, 18, 0, 0, 0, 18,
	0x00, 0x01, 0x09, 0, 0, 0, 0, 0, 0, 0xc0, 0x00, 0x07,
	0, 0, 0, 0, 0x01, 0,
	1, 0, 0, 18, 0, 0, 0, 18,
	0x20, 0x00, 0x04, 0, 0x80, 0x41, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	4, 0, 0, 18, 0, 0, 0, 18,
	0x30, 0x01, 0x09, 0, 0, 0, 0x20, 0x05, 0, 0x80, 0x00, 0x02,
	0, 0, 0, 0, 0x01, 0,
	3, 0, 0, 18, 0, 0, 0, 18,
	0x40, 0x00, 0x38, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x03, 0,
	5, 0, 0, 18, 0, 0, 0, 18,
	0x50, 0x00, 0x0d, 0, 0x81, 0x22, 0x80, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0xad, 0,
};

static void every_flag_of_the_jvc_is_told(struct kunit *test)
{
	struct taker t;

	KUNIT_ASSERT_EQ(test, parse(&t, jvc_answer, sizeof(jvc_answer),
				    JVC_QUIRKS, 0, NULL), 5);
	KUNIT_EXPECT_EQ(test, t.e[0].type, DSR_ELEMENT_STORAGE);
	KUNIT_EXPECT_EQ(test, t.e[0].address, 1);
	KUNIT_EXPECT_EQ(test, t.e[0].source, 7);
	KUNIT_EXPECT_EQ(test, t.e[0].flags, DSR_EL_FULL | DSR_EL_ACCESS |
			DSR_EL_SOURCE | DSR_EL_INVERTED | DSR_EL_TRAY);
	KUNIT_EXPECT_EQ(test, t.e[1].flags, DSR_EL_EXCEPT);
	KUNIT_EXPECT_EQ(test, t.e[1].asc, 0x80);
	KUNIT_EXPECT_EQ(test, t.e[1].ascq, 0x41);
	KUNIT_EXPECT_EQ(test, t.e[2].flags, DSR_EL_FULL | DSR_EL_ACCESS |
			DSR_EL_BUS_ID | DSR_EL_SOURCE | DSR_EL_TRAY);
	KUNIT_EXPECT_EQ(test, t.e[2].bus_id, 5);
	KUNIT_EXPECT_EQ(test, t.e[2].source, 2);
	KUNIT_EXPECT_EQ(test, t.e[3].flags, DSR_EL_ACCESS | DSR_EL_EXPORTS |
			DSR_EL_IMPORTS | DSR_EL_TRAY | DSR_EL_OPEN);
	KUNIT_EXPECT_EQ(test, t.e[4].flags, DSR_EL_FULL | DSR_EL_EXCEPT |
			DSR_EL_ACCESS | DSR_EL_BUSY | DSR_EL_FINISHED |
			DSR_EL_TRAY);
	KUNIT_EXPECT_EQ(test, t.e[4].ink_empty,
			DSR_INK_BLACK | DSR_INK_MAGENTA);
	KUNIT_EXPECT_EQ(test, t.e[4].asc, 0x81);
}

static void a_robot_without_printer_and_trays_has_none(struct kunit *test)
{
	struct taker t;

	KUNIT_ASSERT_EQ(test, parse(&t, jvc_answer, sizeof(jvc_answer), 0, 0,
				    NULL), 4);
	KUNIT_EXPECT_EQ(test, t.e[0].flags & DSR_EL_TRAY, 0U);
	KUNIT_EXPECT_EQ(test, t.e[3].flags & DSR_EL_OPEN, 0U);
}

static void an_exception_code_counts_only_with_its_flag(struct kunit *test)
{
	u8 buf[sizeof(jvc_answer)];
	struct taker t;

	memcpy(buf, jvc_answer, sizeof(buf));
	buf[16 + 26 + 2] = 0;	/* the transport's flags */
	parse(&t, buf, sizeof(buf), JVC_QUIRKS, 0, NULL);
	KUNIT_EXPECT_EQ(test, t.e[1].asc, 0);
	KUNIT_EXPECT_EQ(test, t.e[1].ascq, 0);
}

/* a drive with both tags and an identifier, a short storage element */
static const u8 smc_answer[] = {
	0x00, 0x10, 0, 2, 0, 0, 0, 8 + 12 + 8 + 100,
	2, 0, 0, 12, 0, 0, 0, 12,
	0x00, 0x10, 0x08, 0, 0, 0, 0, 0, 0, 0x09, 0, 0,
	4, 0xc0, 0, 100, 0, 0, 0, 100,
	0x01, 0x00, 0x09, 0, 0, 0, 0, 0, 0, 0x80, 0x00, 0x10,
	'A', 'B', 'C', '1', '2', '3', ' ', ' ', ' ', ' ', ' ', ' ',
	' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ',
	' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', 0, 0, 0, 5,
	'B', 0x1b, ' ', 'x', 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6,
	2, 0, 0, 10, 'S', 'E', 'R', 'I', 'A', 'L', '1', '2', '3', '4',
	0, 0,
};

static void tags_and_identifiers_are_told(struct kunit *test)
{
	struct taker t;

	KUNIT_ASSERT_EQ(test, parse(&t, smc_answer, sizeof(smc_answer), 0,
				    SMC_ASK_TAGS | SMC_ASK_IDS, NULL), 2);
	KUNIT_EXPECT_EQ(test, t.e[0].flags, DSR_EL_ACCESS | DSR_EL_DISABLED);
	KUNIT_EXPECT_EQ(test, t.e[0].medium_type, 1);
	KUNIT_EXPECT_EQ(test, t.id[0].set, 0);
	KUNIT_EXPECT_STREQ(test, t.e[1].tag, "ABC123");
	KUNIT_EXPECT_EQ(test, t.e[1].tag_sequence, 5);
	KUNIT_EXPECT_STREQ(test, t.e[1].alt_tag, "B. x");
	KUNIT_EXPECT_EQ(test, t.e[1].alt_tag_sequence, 6);
	KUNIT_EXPECT_EQ(test, t.e[1].flags, DSR_EL_FULL | DSR_EL_ACCESS |
			DSR_EL_SOURCE | DSR_EL_TAG | DSR_EL_ALT_TAG);
	KUNIT_EXPECT_EQ(test, t.id[1].set, 2);
	KUNIT_EXPECT_EQ(test, t.id[1].bytes, 10);
	KUNIT_EXPECT_EQ(test, memcmp(t.id[1].id, "SERIAL1234", 10), 0);
}

static void identifiers_nobody_asked_for_are_not_read(struct kunit *test)
{
	struct taker t;

	parse(&t, smc_answer, sizeof(smc_answer), 0, SMC_ASK_TAGS, NULL);
	KUNIT_EXPECT_EQ(test, t.id[1].set, 0);
}

static void an_identifier_beyond_its_descriptor_is_none(struct kunit *test)
{
	u8 buf[sizeof(smc_answer)];
	struct taker t;

	memcpy(buf, smc_answer, sizeof(buf));
	buf[sizeof(buf) - 13] = 13;	/* its length */
	parse(&t, buf, sizeof(buf), 0, SMC_ASK_IDS, NULL);
	KUNIT_EXPECT_EQ(test, t.id[1].set, 0);
	buf[sizeof(buf) - 13] = 0xff;
	parse(&t, buf, sizeof(buf), 0, SMC_ASK_IDS, NULL);
	KUNIT_EXPECT_EQ(test, t.id[1].set, 0);
}

static void descriptors_cut_off_are_not_told(struct kunit *test)
{
	struct dsr_smc_reader r;
	struct taker t;
	u32 len;

	for (len = 8; len < sizeof(jvc_answer); len++) {
		int nr = parse(&t, jvc_answer, len, JVC_QUIRKS, 0, &r);

		KUNIT_EXPECT_EQ_MSG(test, nr, (int)((len - 8) / 26),
				    "of %u bytes", len);
		KUNIT_EXPECT_EQ(test, r.available, 138U);
	}
	for (len = 0; len < 8; len++)
		KUNIT_EXPECT_EQ(test, parse(&t, jvc_answer, len, 0, 0, NULL),
				-EINVAL);
}

/* the answer of a robot that counts without its header: 8 bytes are missing */
static void a_ragged_end_is_told_as_far_as_it_came(struct kunit *test)
{
	struct dsr_smc_reader r = {
		.ask = SMC_ASK_TAGS | SMC_ASK_IDS, .ragged = true,
	};
	u8 buf[sizeof(smc_answer)];
	struct taker t = {};

	r.each = take;
	r.data = &t;
	/* what has others before it can be asked for again */
	KUNIT_EXPECT_EQ(test, dsr_smc_parse_elements(smc_answer,
						     sizeof(smc_answer) - 8, &r),
			1);
	/* header, and the page of the drive alone */
	memcpy(buf, smc_answer, 8);
	memcpy(&buf[8], &smc_answer[28], sizeof(smc_answer) - 28);
	buf[7] = sizeof(smc_answer) - 28;
	memset(&t, 0, sizeof(t));
	KUNIT_EXPECT_EQ(test, dsr_smc_parse_elements(buf, sizeof(buf) - 28, &r),
			1);
	KUNIT_EXPECT_STREQ(test, t.e[0].tag, "ABC123");
	KUNIT_EXPECT_EQ(test, t.id[0].set, 0);
	r.quirks = JVC_QUIRKS;
	KUNIT_EXPECT_EQ(test, dsr_smc_parse_elements(jvc_answer,
						     sizeof(jvc_answer) - 1, &r),
			4);
}

static void pages_that_lie_about_their_length_end_with_the_answer(struct kunit *test)
{
	u8 buf[sizeof(jvc_answer)];
	struct taker t;

	memcpy(buf, jvc_answer, sizeof(buf));
	memset(&buf[5], 0xff, 3);	/* of the whole report */
	KUNIT_EXPECT_EQ(test, parse(&t, buf, sizeof(buf), JVC_QUIRKS, 0, NULL),
			5);
	memset(&buf[8 + 5], 0xff, 3);	/* of the first page */
	KUNIT_EXPECT_EQ(test, parse(&t, buf, sizeof(buf), JVC_QUIRKS, 0, NULL),
			6);
}

static void descriptors_too_short_for_flags_are_an_error(struct kunit *test)
{
	u8 buf[sizeof(jvc_answer)];
	struct taker t;
	u8 bytes;

	memcpy(buf, jvc_answer, sizeof(buf));
	for (bytes = 0; bytes < 4; bytes++) {
		buf[8 + 3] = bytes;
		KUNIT_EXPECT_EQ(test, parse(&t, buf, sizeof(buf), JVC_QUIRKS, 0,
					    NULL), -EINVAL);
	}
}

static void a_taker_that_has_enough_is_told_no_more(struct kunit *test)
{
	struct dsr_smc_reader r = { .each = take };
	struct taker t = { .enough = 2 };

	r.data = &t;
	KUNIT_EXPECT_EQ(test, dsr_smc_parse_elements(jvc_answer,
						     sizeof(jvc_answer), &r),
			-ECANCELED);
	KUNIT_EXPECT_EQ(test, t.nr, 2U);
}

/* ---- mode pages ---------------------------------------------------------------- */

static const u8 addresses[] = {
	23, 0, 0, 0, 0x1d, 0x12, 0x20, 0, 0, 1, 0, 1, 2, 0x58,
	0x40, 0, 0, 2, 0x30, 1, 0, 12, 0, 0,
};

static void addresses_come_from_page_1d(struct kunit *test)
{
	struct dsr_smc_robot r;

	dsr_smc_robot_init(&r, dsr_smc_model("HP", "C5173-4000"));
	KUNIT_ASSERT_EQ(test, dsr_smc_parse_addresses(addresses,
						      sizeof(addresses), &r),
			0);
	KUNIT_EXPECT_EQ(test, r.info.ranges[DSR_ELEMENT_TRANSPORT].first,
			0x2000U);
	KUNIT_EXPECT_EQ(test, r.info.ranges[DSR_ELEMENT_STORAGE].count, 600U);
	KUNIT_EXPECT_EQ(test, r.info.ranges[DSR_ELEMENT_MAIL].first, 0x4000U);
	KUNIT_EXPECT_EQ(test, r.info.ranges[DSR_ELEMENT_DRIVE].count, 12U);
	KUNIT_EXPECT_EQ(test, r.info.ranges[DSR_ELEMENT_PRINTER].count, 0U);
}

static void wrong_addresses_give_way_to_the_model(struct kunit *test)
{
	static const struct {
		u8 at, value;
		const char *why;
	} wrong[] = {
		{ 9, 0, "no transport" },
		{ 13, 0, "slots that overlap nothing any more" },
		{ 4, 0x1e, "another page" },
		{ 5, 0x0e, "a page that is too short" },
		{ 18, 0x40, "drives among the mail slots" },
		{ 20, 0xff, "drives beyond the last address" },
	};
	struct dsr_smc_robot r;
	u8 buf[sizeof(addresses)];
	u32 i;

	for (i = 0; i < ARRAY_SIZE(wrong); i++) {
		dsr_smc_robot_init(&r, dsr_smc_model("JVC",
						     "JVC-CHG MC-8200"));
		memcpy(buf, addresses, sizeof(buf));
		buf[wrong[i].at] = wrong[i].value;
		if (wrong[i].at == 13)
			buf[12] = 0;
		if (wrong[i].at == 18)
			buf[19] = 1;
		KUNIT_EXPECT_EQ_MSG(test, dsr_smc_parse_addresses(buf,
								  sizeof(buf),
								  &r),
				    -EINVAL, "%s", wrong[i].why);
		dsr_smc_robot_pages(&r, false, false);
		KUNIT_EXPECT_EQ(test, r.info.ranges[DSR_ELEMENT_STORAGE].count,
				200U);
		KUNIT_EXPECT_EQ(test, r.info.ranges[DSR_ELEMENT_DRIVE].count,
				9U);
		KUNIT_EXPECT_TRUE(test, r.info.flags & DSR_CHANGER_F_BY_MODEL);
	}
}

static void pages_are_found_behind_block_descriptors(struct kunit *test)
{
	static const u8 buf[] = {
		23, 0, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8,
		0x1f, 2, 0, 0, 0x1e, 4, 0, 0, 1, 1,
	};
	struct dsr_smc_robot r;
	u32 len;

	dsr_smc_robot_init(&r, dsr_smc_model("", ""));
	KUNIT_EXPECT_EQ(test, dsr_smc_parse_geometry(buf, sizeof(buf), &r), 0);
	KUNIT_EXPECT_EQ(test, r.info.flip_transports, 2ULL);
	KUNIT_EXPECT_TRUE(test, r.info.flags & DSR_CHANGER_F_FLIP);
	for (len = 0; len < 20; len++)
		KUNIT_EXPECT_EQ(test, dsr_smc_parse_geometry(buf, len, &r),
				-EINVAL);
}

static void moves_come_from_page_1f(struct kunit *test)
{
	static const u8 buf[] = {
		23, 0, 0, 0, 0x1f, 0x12, 0x0e, 0, 0, 0x0c, 0x0a, 0x06,
		0, 0, 0, 0, 0, 0x08, 0, 0x02, 0, 0, 0, 0,
	};
	struct dsr_smc_robot r;

	dsr_smc_robot_init(&r, dsr_smc_model("HP", "C5173-4000"));
	KUNIT_ASSERT_EQ(test, dsr_smc_parse_capabilities(buf, sizeof(buf), &r),
			0);
	dsr_smc_robot_pages(&r, true, true);
	KUNIT_EXPECT_EQ(test, r.info.moves[DSR_ELEMENT_STORAGE],
			1 << DSR_ELEMENT_MAIL | 1 << DSR_ELEMENT_DRIVE);
	KUNIT_EXPECT_EQ(test, r.info.moves[DSR_ELEMENT_DRIVE],
			1 << DSR_ELEMENT_STORAGE | 1 << DSR_ELEMENT_MAIL);
	KUNIT_EXPECT_EQ(test, r.info.exchanges[DSR_ELEMENT_STORAGE],
			1 << DSR_ELEMENT_DRIVE);
	KUNIT_EXPECT_TRUE(test, r.info.flags & DSR_CHANGER_F_EXCHANGE);
	KUNIT_EXPECT_TRUE(test, r.info.flags & DSR_CHANGER_F_MOVES_KNOWN);
}

static void the_jvc_moves_no_disc_from_slot_to_slot(struct kunit *test)
{
	static const u8 all[] = {
		23, 0, 0, 0, 0x1f, 0x12, 0x0f, 0, 0x0f, 0x0f, 0x0f, 0x0f,
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	};
	struct dsr_smc_robot r;

	dsr_smc_robot_init(&r, dsr_smc_model("JVC", "JVC-CHG MC-8600"));
	dsr_smc_parse_capabilities(all, sizeof(all), &r);
	dsr_smc_robot_pages(&r, true, true);
	KUNIT_EXPECT_EQ(test, r.info.moves[DSR_ELEMENT_STORAGE] &
			1 << DSR_ELEMENT_STORAGE, 0);
	/* no page knows the printer: the model does */
	KUNIT_EXPECT_TRUE(test, r.info.moves[DSR_ELEMENT_STORAGE] &
			  1 << DSR_ELEMENT_PRINTER);
	KUNIT_EXPECT_TRUE(test, r.info.moves[DSR_ELEMENT_PRINTER] &
			  1 << DSR_ELEMENT_STORAGE);
}

static void each_model_has_its_row(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, dsr_smc_model("JVC", "JVC-CHG MC-8100")
			->ranges[DSR_ELEMENT_STORAGE].count, 100U);
	KUNIT_EXPECT_EQ(test, dsr_smc_model("JVC", "JVC-CHG MC-8600")
			->ranges[DSR_ELEMENT_DRIVE].count, 12U);
	KUNIT_EXPECT_EQ(test, dsr_smc_model("IBM", "JVC-CHG MC-8600")->quirks,
			0U);
	KUNIT_EXPECT_EQ(test, dsr_smc_model("", "")->quirks, 0U);
}

/* ---- logs ------------------------------------------------------------------------ */

static void log_pages_are_decoded(struct kunit *test)
{
	static const u8 pages[] = { 0, 0, 0, 4, 0, 6, 7, 0x30 };
	static const u8 errors[] = { 6, 0, 0, 6, 0, 0, 0x40, 2, 1, 2 };
	static const u8 changes[] = {
		0x30, 0, 0, 8, 0, 0, 0x40, 4, 0, 1, 0, 2,
	};
	struct dsr_changer_log log = {};

	KUNIT_EXPECT_EQ(test, dsr_smc_parse_log(0, pages, 8, &log), 0);
	KUNIT_EXPECT_EQ(test, log.pages, 1ULL | 1ULL << 6 | 1ULL << 7 |
			1ULL << 0x30);
	KUNIT_EXPECT_EQ(test, dsr_smc_parse_log(6, errors, 10, &log), 0);
	KUNIT_EXPECT_EQ(test, log.non_medium_errors, 0x102ULL);
	KUNIT_EXPECT_EQ(test, dsr_smc_parse_log(0x30, changes, 12, &log), 0);
	KUNIT_EXPECT_EQ(test, log.media_changes, 0x10002ULL);
	KUNIT_EXPECT_EQ(test, log.valid, DSR_LOG_NON_MEDIUM | DSR_LOG_CHANGES);
}

static void the_last_errors_and_commands_are_decoded(struct kunit *test)
{
	u8 page[172] = { 7, 0, 0, 0xa8, 0x80, 0, 0x41, 0x10 };
	struct dsr_changer_log log = {};
	u8 *entry = &page[28 + 7 * 18];
	u32 len;

	page[9] = 0x41;
	page[23] = 0x63;
	page[24] = 0x80;
	page[25] = 0x01;
	page[26] = 0x41;
	page[27] = 0x90;
	entry[0] = 7;
	entry[2] = 0xa5;
	entry[13] = 0x40;
	entry[14] = 2;
	entry[15] = 4;
	entry[16] = 0x80;
	entry[17] = 0x63;
	KUNIT_ASSERT_EQ(test, dsr_smc_parse_log(7, page, sizeof(page), &log),
			0);
	KUNIT_EXPECT_EQ(test, log.valid, DSR_LOG_EVENTS | DSR_LOG_COMMANDS);
	KUNIT_EXPECT_EQ(test, log.nr_mechanism, 8U);
	KUNIT_EXPECT_EQ(test, log.mechanism[0], 0x41);
	KUNIT_EXPECT_EQ(test, log.mechanism[7], 0x63);
	KUNIT_EXPECT_EQ(test, log.nr_commands, 8U);
	KUNIT_EXPECT_EQ(test, log.commands[7].initiator, 7);
	KUNIT_EXPECT_EQ(test, log.commands[7].cdb[0], 0xa5);
	KUNIT_EXPECT_EQ(test, log.commands[7].cdb[11], 0x40);
	KUNIT_EXPECT_EQ(test, log.commands[7].key, 4);
	KUNIT_EXPECT_EQ(test, log.commands[7].asc, 0x80);
	KUNIT_EXPECT_EQ(test, log.commands[7].ascq, 0x63);
	for (len = 0; len < sizeof(page); len++) {
		memset(&log, 0, sizeof(log));
		dsr_smc_parse_log(7, page, len, &log);
		KUNIT_EXPECT_EQ_MSG(test, log.valid & DSR_LOG_COMMANDS, 0U,
				    "of %u bytes", len);
	}
}

static void a_log_of_another_page_is_an_error(struct kunit *test)
{
	static const u8 page[] = { 6, 0, 0, 6, 0, 0, 0x40, 2, 1, 2 };
	struct dsr_changer_log log = {};

	KUNIT_EXPECT_EQ(test, dsr_smc_parse_log(7, page, 10, &log), -EINVAL);
	KUNIT_EXPECT_EQ(test, dsr_smc_parse_log(6, page, 3, &log), -EINVAL);
	KUNIT_EXPECT_EQ(test, log.valid, 0U);
}

static bool has_serial(const char *text, const char *serial)
{
	struct dsr_smc_id id = { .set = 2, .bytes = strlen(text) };

	memcpy(id.id, text, id.bytes);
	return dsr_smc_id_has_serial(&id, serial);
}

static void a_serial_number_is_found_whole_or_not_at_all(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, has_serial("10001", "10001"));
	KUNIT_EXPECT_TRUE(test, has_serial("10001   ", "10001"));
	KUNIT_EXPECT_TRUE(test, has_serial("VENDOR  PRODUCT         0001",
					   "0001"));
	KUNIT_EXPECT_TRUE(test, has_serial("VENDOR  PRODUCT-16-LONG-0001",
					   "0001"));
	KUNIT_EXPECT_TRUE(test, has_serial("VENDOR  0001", "0001"));
	KUNIT_EXPECT_FALSE(test, has_serial("VENDOR  PRODUCT         10001",
					    "0001"));
	KUNIT_EXPECT_FALSE(test, has_serial("10001", "0001"));
	KUNIT_EXPECT_FALSE(test, has_serial("VENDOR 1", "1"));
	KUNIT_EXPECT_FALSE(test, has_serial("0001", ""));
}

static struct kunit_case smc_parse_cases[] = {
	KUNIT_CASE(every_flag_of_the_jvc_is_told),
	KUNIT_CASE(a_robot_without_printer_and_trays_has_none),
	KUNIT_CASE(an_exception_code_counts_only_with_its_flag),
	KUNIT_CASE(tags_and_identifiers_are_told),
	KUNIT_CASE(identifiers_nobody_asked_for_are_not_read),
	KUNIT_CASE(an_identifier_beyond_its_descriptor_is_none),
	KUNIT_CASE(descriptors_cut_off_are_not_told),
	KUNIT_CASE(a_ragged_end_is_told_as_far_as_it_came),
	KUNIT_CASE(pages_that_lie_about_their_length_end_with_the_answer),
	KUNIT_CASE(descriptors_too_short_for_flags_are_an_error),
	KUNIT_CASE(a_taker_that_has_enough_is_told_no_more),
	KUNIT_CASE(addresses_come_from_page_1d),
	KUNIT_CASE(wrong_addresses_give_way_to_the_model),
	KUNIT_CASE(pages_are_found_behind_block_descriptors),
	KUNIT_CASE(moves_come_from_page_1f),
	KUNIT_CASE(the_jvc_moves_no_disc_from_slot_to_slot),
	KUNIT_CASE(each_model_has_its_row),
	KUNIT_CASE(log_pages_are_decoded),
	KUNIT_CASE(the_last_errors_and_commands_are_decoded),
	KUNIT_CASE(a_log_of_another_page_is_an_error),
	KUNIT_CASE(a_serial_number_is_found_whole_or_not_at_all),
	{}
};

static struct kunit_suite smc_parse_suite = {
	.name = "dsr_smc_parse",
	.test_cases = smc_parse_cases,
};

kunit_test_suite(smc_parse_suite);

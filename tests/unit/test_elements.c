// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>

#include "elements.h"
#include "unit.h"

#define SLOTS	100
#define DRIVES	4

static struct dsr_changer_info jvc, plain;
static char complaint[192];

static void range(struct dsr_changer_info *info, enum dsr_element_type type, uint32_t first,
		  uint32_t count)
{
	info->ranges[type].first = first;
	info->ranges[type].count = count;
}

static void setup_robots(void)
{
	memset(&jvc, 0, sizeof(jvc));
	strcpy(jvc.unit.vendor, "JVC");
	strcpy(jvc.unit.product, "JVC-CHG MC-8100");
	jvc.flags = DSR_CHANGER_F_TRAYS;
	range(&jvc, DSR_ELEMENT_TRANSPORT, 0x2000, 1);
	range(&jvc, DSR_ELEMENT_STORAGE, 1, SLOTS);
	range(&jvc, DSR_ELEMENT_MAIL, 0x4000, 2);
	range(&jvc, DSR_ELEMENT_DRIVE, 0x3001, DRIVES);
	range(&jvc, DSR_ELEMENT_PRINTER, 0x5000, 1);
	memset(&plain, 0, sizeof(plain));
	strcpy(plain.unit.vendor, "ACME");
	range(&plain, DSR_ELEMENT_TRANSPORT, 0, 2);
	range(&plain, DSR_ELEMENT_STORAGE, 0x1000, 3000);
	range(&plain, DSR_ELEMENT_MAIL, 0x100, 2);
	range(&plain, DSR_ELEMENT_DRIVE, 0x200, 1);
}

/* ---- places ---------------------------------------------------------------------- */

START_TEST(places_are_read)
{
	static const struct {
		const char *text;
		uint32_t address;
	} rows[] = {
		{ "12", 12 }, { "slot 12", 12 }, { "slot12", 12 }, { "Slot:12", 12 }, { "s12", 12 },
		{ "drive 3", 0x3003 }, { "d3", 0x3003 }, { "mail", 0x4000 }, { "mail 2", 0x4001 },
		{ "printer", 0x5000 }, { "hand", 0x2000 }, { "0x3004", 0x3004 },
		{ "element 0x0001", 1 },
	};
	uint32_t address;
	size_t i;

	setup_robots();
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		ck_assert_msg(element_parse(rows[i].text, DSR_ELEMENT_STORAGE, &jvc, &address,
					    complaint, sizeof(complaint)),
			      "expected '%s' to be a place: %s", rows[i].text, complaint);
		ck_assert_uint_eq(address, rows[i].address);
	}
	ck_assert(element_parse("3", DSR_ELEMENT_DRIVE, &jvc, &address, complaint,
				sizeof(complaint)));
	ck_assert_uint_eq(address, 0x3003);
}
END_TEST

START_TEST(no_places)
{
	static const char *const texts[] = {
		"", " ", "0", "101", "-1", "slot", "slot 0", "slot -1", "slot 101", "drive", "drive 5",
		"mail 3", "printer 2", "0x", "0x3005", "0xfffff", "99999999999999999999", "12a",
		"slots 12", "slot 12 ", "slot  12", "d", "0x10000000000000001",
	};
	uint32_t address;
	size_t i;

	setup_robots();
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		complaint[0] = '\0';
		ck_assert_msg(!element_parse(texts[i], DSR_ELEMENT_STORAGE, &jvc, &address,
					     complaint, sizeof(complaint)),
			      "expected '%s' to be no place, got 0x%04x", texts[i], address);
		ck_assert_msg(complaint[0], "expected a complaint of '%s', got none", texts[i]);
	}
}
END_TEST

START_TEST(names_are_read_back)
{
	const struct dsr_changer_info *robots[] = { &jvc, &plain };
	char name[ELEMENT_NAME_BYTES];
	uint32_t address, back;
	size_t i;

	setup_robots();
	for (i = 0; i < 2; i++) {
		for (address = 0; address < 0x10000; address++) {
			if (!element_type(robots[i], address))
				continue;
			element_name(name, robots[i], address);
			ck_assert_msg(element_parse(name, DSR_ELEMENT_STORAGE, robots[i], &back,
						    complaint, sizeof(complaint)) &&
				      back == address, "expected '%s' to be 0x%04x", name, address);
		}
	}
	ck_assert_str_eq(element_name(name, &jvc, 0x4000), "mail");
	ck_assert_str_eq(element_name(name, &plain, 0x100), "mail 1");
	ck_assert_str_eq(element_name(name, &plain, 0x7777), "element 0x7777");
}
END_TEST

START_TEST(words_are_taken)
{
	char *words[] = { "slot", "12", "mail", "12", "0x3001" };
	uint32_t address;

	setup_robots();
	ck_assert_int_eq(element_take(words, 5, DSR_ELEMENT_STORAGE, &jvc, &address, complaint,
				      sizeof(complaint)), 2);
	ck_assert_uint_eq(address, 12);
	ck_assert_int_eq(element_take(words + 2, 3, DSR_ELEMENT_STORAGE, &jvc, &address,
				      complaint, sizeof(complaint)), 1);
	ck_assert_uint_eq(address, 0x4000);
	ck_assert_int_eq(element_take(words, 1, DSR_ELEMENT_STORAGE, &jvc, &address, complaint,
				      sizeof(complaint)), 0);
	ck_assert_int_eq(element_take(words, 0, DSR_ELEMENT_STORAGE, &jvc, &address, complaint,
				      sizeof(complaint)), 0);
}
END_TEST

/* ---- sets of slots --------------------------------------------------------------- */

START_TEST(sets_are_read)
{
	static const struct {
		const char *text, *printed;
		uint32_t nr;
	} rows[] = {
		{ "10-12,15", "10-12,15", 4 }, { "7", "7", 1 }, { "3,1,2", "1-3", 3 },
		{ "1-100", "1-100", 100 }, { "all", "1-100", 100 }, { "5-9,7-12,9", "5-12", 8 },
		{ "63-65", "63-65", 3 },
	};
	struct slot_set set;
	uint32_t slot, nr;
	char *text;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		ck_assert_msg(slot_set_parse(&set, rows[i].text, SLOTS, complaint,
					     sizeof(complaint)), "%s", complaint);
		text = slot_set_print(&set);
		ck_assert_str_eq(text, rows[i].printed);
		free(text);
		ck_assert_uint_eq(set.nr, rows[i].nr);
		for (nr = 0, slot = 0; (slot = slot_set_next(&set, slot)); nr++)
			ck_assert(slot_set_has(&set, slot));
		ck_assert_uint_eq(nr, rows[i].nr);
	}
}
END_TEST

START_TEST(no_sets)
{
	static const char *const texts[] = {
		"", ",", "0", "101", "1-101", "0-5", "5-3", "1,", ",1", "1,,2", "1-", "-5", "a", "1 2",
		"1-2-3", "4294967297", "99999999999999999999", "allx",
	};
	struct slot_set set;
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		complaint[0] = '\0';
		ck_assert_msg(!slot_set_parse(&set, texts[i], SLOTS, complaint, sizeof(complaint)),
			      "expected '%s' to be no set", texts[i]);
		ck_assert_msg(complaint[0], "expected a complaint of '%s'", texts[i]);
		ck_assert_uint_eq(set.nr, 0);
		ck_assert_uint_eq(slot_set_next(&set, 0), 0);
	}
}
END_TEST

START_TEST(sets_meet)
{
	struct slot_set a, b;

	slot_set_parse(&a, "1-10", SLOTS, complaint, sizeof(complaint));
	slot_set_parse(&b, "20,10", SLOTS, complaint, sizeof(complaint));
	ck_assert_uint_eq(slot_set_common(&a, &b), 10);
	slot_set_remove(&b, 10);
	slot_set_remove(&b, 10);
	ck_assert_uint_eq(b.nr, 1);
	ck_assert_uint_eq(slot_set_common(&a, &b), 0);
	slot_set_add(&b, 65535);
	slot_set_add(&b, 65536);
	slot_set_add(&b, 0);
	ck_assert_uint_eq(b.nr, 2);
	ck_assert_uint_eq(slot_set_next(&b, 65535), 0);
}
END_TEST

Suite *suite_elements(void)
{
	Suite *s = suite_create("elements");

	PROMISE(s, "changer: places are read as people write them", places_are_read);
	PROMISE(s, "changer: what is no place is told to be none", no_places);
	PROMISE(s, "changer: every element's name is read back as its address", names_are_read_back);
	PROMISE(s, "changer: a slot may be two words, a mail slot is one", words_are_taken);
	PROMISE(s, "changer: sets of slots are read and printed", sets_are_read);
	PROMISE(s, "changer: what is no set of slots is told to be none", no_sets);
	PROMISE(s, "changer: sets of slots know what they share", sets_meet);
	return s;
}

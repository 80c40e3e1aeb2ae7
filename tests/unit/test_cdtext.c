// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "disc/cdtext.h"
#include "disc/crc16.h"
#include "unit.h"

static void sign(uint8_t *pack)
{
	uint16_t crc = crc16(pack, 16);

	pack[16] = (uint8_t)(crc >> 8);
	pack[17] = (uint8_t)crc;
}

START_TEST(there_and_back)
{
	struct cdtext_texts in = { .first = 1, .last = 3, .genre = 5 }, out;
	uint8_t *packs;
	uint32_t bytes;
	unsigned int cut;

	cdtext_set(&in, CDTEXT_TITLE, 0, "A disc with a title longer than one pack");
	cdtext_set(&in, CDTEXT_TITLE, 1, "\xc3\x9c" "ber");
	cdtext_set(&in, CDTEXT_TITLE, 3, "Three");
	cdtext_set(&in, CDTEXT_PERFORMER, 2, "Somebody");
	cdtext_set(&in, CDTEXT_DISC_ID, 0, "XY 123");
	cdtext_set(&in, CDTEXT_GENRE, 0, "A genre of more than one pack");
	cdtext_set(&in, CDTEXT_CODE, 1, "DEABC1200001");
	ck_assert_int_eq(cdtext_encode(&in, &packs, &bytes, &cut), 0);
	ck_assert_int_eq(cdtext_check(packs, bytes), 0);
	ck_assert_int_eq(cdtext_decode(packs, bytes, 0, &out), 0);
	ck_assert_uint_eq(out.first, 1);
	ck_assert_uint_eq(out.last, 3);
	ck_assert_uint_eq(out.language, 9);
	ck_assert_uint_eq(out.genre, 5);
	ck_assert_str_eq(out.text[CDTEXT_TITLE][0],
			 "A disc with a title longer than one pack");
	ck_assert_str_eq(out.text[CDTEXT_TITLE][1], "\xc3\x9c" "ber");
	ck_assert_ptr_null(out.text[CDTEXT_TITLE][2]);
	ck_assert_str_eq(out.text[CDTEXT_TITLE][3], "Three");
	ck_assert_str_eq(out.text[CDTEXT_PERFORMER][2], "Somebody");
	ck_assert_str_eq(out.text[CDTEXT_DISC_ID][0], "XY 123");
	ck_assert_str_eq(out.text[CDTEXT_GENRE][0], "A genre of more than one pack");
	ck_assert_str_eq(out.text[CDTEXT_CODE][1], "DEABC1200001");
	cdtext_texts_free(&out);
	ck_assert_int_eq(cdtext_decode(packs, bytes, 1, &out), -ENOENT);
	cdtext_texts_free(&in);
	free(packs);
}
END_TEST

START_TEST(first_pack)
{
	/* as MMC-6 annex J lays a pack out: type, track, number, place, text */
	static const uint8_t want[16] = { 0x80, 0, 0, 0, 'A', 'b', 0, 'C', 'd',
					  'e', 'f', 'g', 'h', 'i', 'j', 'k' };
	static const uint8_t next[4] = { 0x80, 1, 1, 9 };
	struct cdtext_texts in = { .first = 1, .last = 1 };
	uint8_t *packs;
	uint32_t bytes;
	unsigned int cut;

	cdtext_set(&in, CDTEXT_TITLE, 0, "Ab");
	cdtext_set(&in, CDTEXT_TITLE, 1, "Cdefghijklmn");
	ck_assert_int_eq(cdtext_encode(&in, &packs, &bytes, &cut), 0);
	ck_assert_uint_eq(bytes, 5 * CDTEXT_PACK_BYTES);
	ck_assert_mem_eq(packs, want, sizeof(want));
	ck_assert_mem_eq(packs + CDTEXT_PACK_BYTES, next, sizeof(next));
	ck_assert_uint_eq(packs[2 * CDTEXT_PACK_BYTES], 0x8f);
	cdtext_texts_free(&in);
	free(packs);
}
END_TEST

START_TEST(lost_characters)
{
	struct cdtext_texts in = { .first = 1, .last = 1 }, out;
	uint8_t *packs;
	uint32_t bytes;
	unsigned int cut;

	cdtext_set(&in, CDTEXT_TITLE, 1, "\xe6\x97\xa5" "x\xe6\x9c\xac");
	ck_assert_int_eq(cdtext_encode(&in, &packs, &bytes, &cut), 2);
	ck_assert_int_eq(cdtext_decode(packs, bytes, 0, &out), 0);
	ck_assert_str_eq(out.text[CDTEXT_TITLE][1], "?x?");
	cdtext_texts_free(&in);
	cdtext_texts_free(&out);
	free(packs);
}
END_TEST

START_TEST(too_long)
{
	struct cdtext_texts in = { .first = 1, .last = 99 };
	char text[161];
	uint8_t *packs;
	uint32_t bytes;
	unsigned int i, cut;

	memset(text, 'x', 160);
	text[160] = '\0';
	for (i = 0; i < 100; i++)
		cdtext_set(&in, CDTEXT_TITLE, i, text);
	ck_assert_int_eq(cdtext_encode(&in, &packs, &bytes, &cut), -E2BIG);
	cdtext_texts_free(&in);
}
END_TEST

START_TEST(cut_texts)
{
	struct cdtext_texts in = { .first = 1, .last = 2, .genre = 2 }, out;
	char text[201];
	uint8_t *packs;
	uint32_t bytes;
	unsigned int cut;

	memset(text, 'x', 200);
	text[200] = '\0';
	cdtext_set(&in, CDTEXT_TITLE, 1, text);
	cdtext_set(&in, CDTEXT_GENRE, 0, text);
	text[160] = '\0';
	cdtext_set(&in, CDTEXT_TITLE, 2, text);
	ck_assert_int_eq(cdtext_encode(&in, &packs, &bytes, &cut), 0);
	ck_assert_uint_eq(cut, 2);
	ck_assert_int_eq(cdtext_decode(packs, bytes, 0, &out), 0);
	ck_assert_str_eq(out.text[CDTEXT_TITLE][1], text);
	ck_assert_str_eq(out.text[CDTEXT_TITLE][2], text);
	ck_assert_str_eq(out.text[CDTEXT_GENRE][0], text);
	cdtext_texts_free(&in);
	cdtext_texts_free(&out);
	free(packs);
}
END_TEST

START_TEST(same_as_before)
{
	uint8_t pack[18] = { 0x81, 1, 0, 0, 'B', 'o', 'b', 0, '\t', 0, '\t', 0 };
	struct cdtext_texts out;

	sign(pack);
	ck_assert_int_eq(cdtext_decode(pack, 18, 0, &out), 0);
	ck_assert_str_eq(out.text[CDTEXT_PERFORMER][1], "Bob");
	ck_assert_str_eq(out.text[CDTEXT_PERFORMER][2], "Bob");
	ck_assert_str_eq(out.text[CDTEXT_PERFORMER][3], "Bob");
	cdtext_texts_free(&out);
}
END_TEST

START_TEST(japanese)
{
	/* one title, two characters of two bytes, and its size information */
	uint8_t packs[36] = { 0x80, 1, 0, 0x80, 0x93, 0xfa, 0x96, 0x7b, 0, 0,
			      [18] = 0x8f, 0, 1, 0, 0x80, 1, 1 };
	struct cdtext_texts out;
	const char *text;

	sign(packs);
	sign(packs + 18);
	ck_assert_int_eq(cdtext_decode(packs, 36, 0, &out), 0);
	text = out.text[CDTEXT_TITLE][1];
	ck_assert_ptr_nonnull(text);
	/* a C library without this character set shows question marks */
	ck_assert(!strcmp(text, "\xe6\x97\xa5\xe6\x9c\xac") ||
		  strspn(text, "?{") == strlen(text));
	cdtext_texts_free(&out);
}
END_TEST

START_TEST(bad_packs)
{
	uint8_t pack[18] = { 0x80, 1, 0, 0, 'x' };
	struct cdtext_texts out;
	unsigned int i;

	ck_assert_int_eq(cdtext_check(pack, 18), -EILSEQ);
	sign(pack);
	ck_assert_int_eq(cdtext_check(pack, 18), 0);
	ck_assert_int_eq(cdtext_check(pack, 17), -EINVAL);
	ck_assert_int_eq(cdtext_check(pack, 0), -EINVAL);
	/* control characters stay out of the terminal */
	memcpy(pack + 4, "a\033[2J\n\177b\0\0\0", 12);
	for (i = 0; i < 256; i++) {
		pack[1] = (uint8_t)i;
		ck_assert_int_eq(cdtext_decode(pack, 18, 0, &out), 0);
		cdtext_texts_free(&out);
	}
	pack[1] = 1;
	ck_assert_int_eq(cdtext_decode(pack, 18, 0, &out), 0);
	ck_assert_str_eq(out.text[CDTEXT_TITLE][1], "a [2J  b");
	cdtext_texts_free(&out);
}
END_TEST

Suite *suite_cdtext(void)
{
	Suite *s = suite_create("cdtext");

	PROMISE(s, "cdtext: texts are the same there and back", there_and_back);
	PROMISE(s, "cdtext: packs are laid out by the book", first_pack);
	PROMISE(s, "cdtext: characters that can't be written are counted", lost_characters);
	PROMISE(s, "cdtext: more than 256 packs are refused", too_long);
	PROMISE(s, "cdtext: texts that are too long for players are cut and counted", cut_texts);
	PROMISE(s, "cdtext: a tab repeats the track before", same_as_before);
	PROMISE(s, "cdtext: MS-JIS is shown", japanese);
	PROMISE(s, "cdtext: bad packs are refused, controls are not shown", bad_packs);
	return s;
}

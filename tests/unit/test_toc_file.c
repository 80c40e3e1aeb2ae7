// SPDX-License-Identifier: GPL-2.0
/* TOC files as cdrdao writes them, read without the files they name. */
#include <stdio.h>
#include <string.h>

#include "disc/sheet.h"
#include "read_sheet.h"
#include "unit.h"

static const char album_toc[] =
	"CD_DA\n"
	"CATALOG \"4006408123456\" // the number\n"
	"CD_TEXT { LANGUAGE_MAP { 0 : EN 1 : 9 }\n"
	" LANGUAGE 0 { TITLE \"a \\\"b\\\" \\374\" SIZE_INFO { 1, 2, 3 } }\n"
	" LANGUAGE 1 { TITLE \"other\" } }\n"
	"TRACK AUDIO\n"
	"COPY PRE_EMPHASIS\n"
	"ISRC \"DEABC1200001\"\n"
	"CD_TEXT { LANGUAGE 0 { PERFORMER \"X\" } }\n"
	"SILENCE 00:01:00\n"
	"FILE \"a.bin\" 00:00:00 00:08:00\n"
	"START 00:01:00\n"
	"INDEX 00:04:00\n"
	"TRACK AUDIO RW_RAW\n"
	"NO COPY\n"
	"PREGAP 00:02:00\n"
	"DATAFILE \"b.bin\" #100 1836000\n"
	"TRACK MODE1_RAW\n"
	"ZERO MODE1_RAW 00:02:00\n"
	"DATAFILE \"c.bin\" 00:10:00\n"
	"START 00:02:00\n";

START_TEST(toc_album)
{
	struct sheet *sheet;
	struct said said;

	sheet_file_bytes = 2448LL * 4000;
	sheet = good_sheet("a.toc", album_toc, &said);
	ck_assert_uint_eq(sheet->nr_tracks, 3);
	ck_assert_str_eq(sheet->texts.text[CDTEXT_TITLE][0], "a \"b\" \xc3\xbc");
	ck_assert_str_eq(sheet->texts.text[CDTEXT_PERFORMER][1], "X");
	ck_assert_uint_eq(sheet->tracks[0].disc.control, 3);
	ck_assert_uint_eq(sheet->tracks[0].disc.pregap, 75);
	ck_assert_int_eq(sheet->tracks[0].disc.start, 75);
	ck_assert_uint_eq(sheet->tracks[0].disc.blocks, 600);
	ck_assert_uint_eq(sheet->tracks[0].disc.indexes[0], 300);
	ck_assert(sheet->files[0].swap);
	ck_assert_uint_eq(sheet->tracks[1].form, SHEET_AUDIO_SUB);
	ck_assert_uint_eq(sheet->tracks[1].disc.pregap, 150);
	ck_assert_uint_eq(sheet->tracks[1].pieces[1].offset, 100);
	ck_assert_uint_eq(sheet->tracks[1].disc.blocks, 750);
	ck_assert_uint_eq(sheet->tracks[2].disc.pregap, 150);
	ck_assert_uint_eq(sheet->tracks[2].disc.blocks, 750);
	said_free(&said);
	sheet_free(sheet);
}
END_TEST

START_TEST(toc_languages)
{
	static const char text[] =
		"CD_TEXT { LANGUAGE_MAP { 1: 9 0: 8 }\n"
		" LANGUAGE 0 { ENCODING_ISO_8859_1 TITLE \"Lieder\"\n"
		"  GENRE { 0, 12, 80, 111,\n 112, 0 } PERFORMER { 1, 2 } }\n"
		" LANGUAGE 1 { TITLE \"Songs\" GENRE { 0, 5 } } }\n"
		"TRACK AUDIO\nCD_TEXT { LANGUAGE 2 { TITLE \"Chanson\" } }\nFILE \"a\" 0\n";
	struct sheet *sheet;
	struct said said;

	sheet_file_bytes = 2352LL * 4000;
	sheet = good_sheet("a.toc", text, &said);
	ck_assert_uint_eq(sheet->texts.language, 8);
	ck_assert_str_eq(sheet->texts.text[CDTEXT_TITLE][0], "Lieder");
	ck_assert_uint_eq(sheet->texts.genre, 12);
	ck_assert_str_eq(sheet->texts.text[CDTEXT_GENRE][0], "Pop");
	ck_assert_uint_eq(said.nr_notes, 2);
	ck_assert_ptr_nonnull(strstr(said.notes[0], "languages 1, 2 "));
	ck_assert_ptr_nonnull(strstr(said.notes[1], "PERFORMER"));
	said_free(&said);
	sheet_free(sheet);
}
END_TEST

/* what a map may say of language 0 */
START_TEST(toc_language_map)
{
	static const struct {
		const char *map;
		uint8_t language;
	} cases[] = {
		{ "0 : EN", 9 }, { "0: 15", 15 }, { "0:8", 8 }, { "0:EN 1:8", 9 }, { "3 : 8", 0 },
	};
	static const struct wrong_sheet wrong[] = {
		{ "CD_TEXT { LANGUAGE_MAP { 0 : 256 } }\n", ":1: LANGUAGE_MAP has numbers" },
		{ "CD_TEXT { LANGUAGE_MAP { 8 : 9 } }\n", ":1: LANGUAGE_MAP has numbers" },
		{ "CD_TEXT { LANGUAGE_MAP { 0 } }\n", ":1: LANGUAGE_MAP has numbers" },
		{ "CD_TEXT { LANGUAGE_MAP { 0 :\n", "LANGUAGE_MAP has numbers" },
		{ "CD_TEXT { LANGUAGE_MAP 0\n", "'{' is missing" },
		{ "CD_TEXT { LANGUAGE 8 { } }\n", ":1: LANGUAGE needs a number from 0 to 7" },
		{ "CD_TEXT { LANGUAGE 0 { GENRE { 0, 256 } } }\n", ":1: '256' is no byte" },
	};
	char text[128];
	size_t i;

	sheet_file_bytes = 2352LL * 4000;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sheet *sheet;
		struct said said;
		int ret;

		snprintf(text, sizeof(text), "CD_TEXT { LANGUAGE_MAP { %s } }\nTRACK AUDIO\nFILE \"a\" 0\n",
			 cases[i].map);
		sheet = read_sheet("a.toc", text, &said, &ret);
		ck_assert_msg(!ret && sheet->texts.language == cases[i].language,
			      "%s: expected language %u, got %u %s", cases[i].map,
			      cases[i].language, sheet->texts.language, said.why);
		said_free(&said);
		sheet_free(sheet);
	}
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		check_wrong_sheet("a.toc", &wrong[i]);
}
END_TEST

START_TEST(toc_no_isrc)
{
	static const char *const none[] = { "000000000000", "" };
	char text[64];
	size_t i;

	sheet_file_bytes = 2352LL * 4000;
	for (i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		struct sheet *sheet;
		struct said said;

		snprintf(text, sizeof(text), "TRACK AUDIO\nISRC \"%s\"\nFILE \"a\" 0\n", none[i]);
		sheet = good_sheet("a.toc", text, &said);
		ck_assert_str_eq(sheet->tracks[0].disc.isrc, "");
		said_free(&said);
		sheet_free(sheet);
	}
}
END_TEST

/* cdrdao tells CD+G with DATAFILE only, and takes its samples as big-endian */
START_TEST(toc_graphics)
{
	static const struct {
		const char *words;
		bool swap;
		uint32_t blocks;
	} cases[] = {
		{ "RW_RAW\nDATAFILE \"g.bin\"", true, 4000 },
		{ "RW_RAW\nDATAFILE \"g.bin\" 1836000", true, 750 },
		{ "RW_RAW\nDATAFILE \"g.bin\" 00:10:00", true, 750 },
		{ "RW_RAW\nZERO AUDIO RW_RAW 734400 DATAFILE \"g.bin\" #2448", true, 300 + 3999 },
		{ "\nDATAFILE \"g.raw\" 705600", true, 300 },
		{ "\nDATAFILE \"g.wav\" 705600", false, 300 },
	};
	char text[128];
	size_t i;

	sheet_file_bytes = 2448LL * 4000;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sheet *sheet;
		struct said said;

		snprintf(text, sizeof(text), "CD_DA\nTRACK AUDIO %s\n", cases[i].words);
		sheet = good_sheet("a.toc", text, &said);
		ck_assert_msg(sheet->files[0].swap == cases[i].swap,
			      "%s: expected samples %s swapped", cases[i].words,
			      cases[i].swap ? "to be" : "not to be");
		ck_assert_msg(sheet->tracks[0].disc.blocks == cases[i].blocks,
			      "%s: expected %u blocks, got %llu", cases[i].words, cases[i].blocks,
			      (unsigned long long)sheet->tracks[0].disc.blocks);
		said_free(&said);
		sheet_free(sheet);
	}
}
END_TEST

START_TEST(toc_sound_files)
{
	static const char text[] =
		"TRACK AUDIO\nFILE \"a.FLAC\" 0\nTRACK AUDIO\nFILE \"b.flac\" 588 588000\n"
		"TRACK AUDIO\nFILE \"c.cdr\" 0\n";
	static const struct wrong_sheet wrong[] = {
		{ "TRACK AUDIO\nFILE \"a.mp3\" 0\n", ":2: files of type MP3 can't be read" },
		{ "TRACK AUDIO\nAUDIOFILE \"d/a.OGG\" 0\n", ":2: files of type OGG can't be read" },
	};
	struct sheet *sheet;
	struct said said;
	size_t i;

	sheet_file_bytes = 2352LL * 4000;
	sheet = good_sheet("a.toc", text, &said);
	for (i = 0; i < 3; i++) {
		ck_assert_int_eq(sheet->files[i].sound, i < 2);
		ck_assert_int_eq(sheet->files[i].swap, i == 2);
	}
	said_free(&said);
	sheet_free(sheet);
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		check_wrong_sheet("a.toc", &wrong[i]);
}
END_TEST

/* a length of 0 is one that is left out */
START_TEST(toc_no_length)
{
	static const struct {
		const char *track;
		uint32_t blocks;
	} cases[] = {
		{ "AUDIO\nFILE \"a.wav\" 0 0\nFILE \"b.wav\" 00:00:00 00:05:00\n", 3375 },
		{ "AUDIO\nFILE \"a.wav\" 00:10:00 00:00:00\n", 2250 },
		{ "MODE1_RAW\nDATAFILE \"a.bin\" 0\n", 3000 },
	};
	char text[128];
	size_t i;

	sheet_file_bytes = 2352LL * 3000;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sheet *sheet;
		struct said said;

		snprintf(text, sizeof(text), "TRACK %s", cases[i].track);
		sheet = good_sheet("a.toc", text, &said);
		ck_assert_msg(sheet->tracks[0].disc.blocks == cases[i].blocks,
			      "%s: expected %u blocks, got %llu", text, cases[i].blocks,
			      (unsigned long long)sheet->tracks[0].disc.blocks);
		said_free(&said);
		sheet_free(sheet);
	}
}
END_TEST

/* 100 bytes less than 1000 blocks: the last of a track is filled up, no other */
START_TEST(toc_parts)
{
	static const char good[] =
		"TRACK AUDIO\nFILE \"a.wav\" 0 00:05:00\nFILE \"b.wav\" 0\n"
		"TRACK AUDIO\nFILE \"c.wav\" 0 588000\n";
	static const struct wrong_sheet wrong[] = {
		{ "TRACK AUDIO\nFILE \"a.wav\" 0\n\nFILE \"b.wav\" 0\n",
		  "a.toc:2: a.wav ends within a block" },
		{ "TRACK AUDIO\nFILE \"a.wav\" 588 587412\n\nSILENCE 00:01:00\n",
		  "a.toc:2: a.wav ends within a block" },
	};
	struct sheet *sheet;
	struct said said;
	size_t i;

	sheet_file_bytes = 2352LL * 1000 - 100;
	sheet = good_sheet("a.toc", good, &said);
	ck_assert_uint_eq(sheet->tracks[0].disc.blocks, 1375);
	ck_assert_uint_eq(sheet->tracks[1].disc.blocks, 1000);
	said_free(&said);
	sheet_free(sheet);
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		check_wrong_sheet("a.toc", &wrong[i]);
}
END_TEST

START_TEST(toc_wrong)
{
	static const struct wrong_sheet wrong[] = {
		{ "CD_DA\n", "no track" },
		{ "CD_DA\nBLAH\n", "has no word 'BLAH'" },
		{ "TRACK AUDIO\nBLAH\n", "has no word 'BLAH'" },
		{ "FIFO \"x\" 1\n", "has no word 'FIFO'" },
		{ "CATALOG 1\n", "13 digits" },
		{ "COPY\n", "before the first TRACK" },
		{ "TRACK NONE\n", "needs a mode" },
		{ "TRACK MODE1 RW_RAW\n", "sub-channel" },
		{ "TRACK AUDIO RW_RAW\nAUDIOFILE \"x\" 0\n", ":2: FILE and AUDIOFILE are for audio" },
		{ "TRACK MODE1\nFILE \"x\" 0\n", ":2: FILE and AUDIOFILE are for audio" },
		{ "TRACK AUDIO RW_RAW\nDATAFILE \"x.wav\"\n", "holds no sub-channel" },
		{ "TRACK AUDIO\nFILE x\n", ":2: the name of a file is missing" },
		{ "TRACK AUDIO\nFILE \"x\" 0 1\n", "no whole number of blocks" },
		{ "TRACK AUDIO\nFILE \"x\" 0 00:99:00\n", "no time" },
		{ "TRACK AUDIO\nFILE \"x\" 01:00:00\n", ":2: x has nothing there" },
		{ "TRACK AUDIO\nFILE \"x\" 50:00:00\n", "shorter than that" },
		{ "TRACK AUDIO\nFILE \"x\" 0 50:00:00\n", "shorter than that" },
		{ "TRACK AUDIO\nSILENCE 999:00:00\n", "longer than any CD" },
		{ "TRACK AUDIO\nSTART 00:01:00\n", "behind its end" },
		{ "TRACK AUDIO\nSILENCE 00:10:00\nINDEX 00:11:00\n", "behind its end" },
		{ "TRACK AUDIO\nSILENCE 00:10:00\nINDEX 00:00:00\n", "does not lie behind" },
		{ "TRACK AUDIO\nISRC \"1\"\n", "ISRC" },
		{ "TRACK AUDIO\nSILENCE 00:01:00\n", "shorter than 4 seconds" },
		{ "CD_TEXT {", "CD_TEXT" },
		{ "CD_TEXT { LANGUAGE 0 { TITLE \"x", "text is missing" },
		{ "CD_TEXT { LANGUAGE 0 { TITLE { 1", "'}' is missing" },
		{ "\"", "word is missing" },
	};
	size_t i;

	sheet_file_bytes = 2352LL * 75 * 60;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		check_wrong_sheet("a.toc", &wrong[i]);
}
END_TEST

Suite *suite_toc_file(void)
{
	Suite *s = suite_create("toc_file");

	PROMISE(s, "toc file: an album with everything", toc_album);
	PROMISE(s, "toc file: the first language and its genre are taken, what is left out is told", toc_languages);
	PROMISE(s, "toc file: the first language is the map's", toc_language_map);
	PROMISE(s, "toc file: an ISRC of zeros or of nothing is none", toc_no_isrc);
	PROMISE(s, "toc file: CD+G as cdrdao writes it", toc_graphics);
	PROMISE(s, "toc file: FLAC is read, MP3 and Ogg are refused and not burned as noise", toc_sound_files);
	PROMISE(s, "toc file: a length of 0 means the rest of the file", toc_no_length);
	PROMISE(s, "toc file: a piece that ends within a block is the last one of its track", toc_parts);
	PROMISE(s, "toc file: what is wrong is said with its line", toc_wrong);
	return s;
}

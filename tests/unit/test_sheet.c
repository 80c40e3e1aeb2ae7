// SPDX-License-Identifier: GPL-2.0
/* CUE sheets, read without the files they name, and written. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "disc/cue_write.h"
#include "disc/dvd_file.h"
#include "disc/sheet.h"
#include "read_sheet.h"
#include "unit.h"

/* what a .dvd file comes to: its layer break, or -1 after a sentence */
static long dvd_file(const char *text, struct sheet *sheet, struct said *said)
{
	uint32_t layer_break = 1;
	int ret = dvd_file_parse(sheet, text, strlen(text), &layer_break, said);

	return ret ? -1 : (long)layer_break;
}

START_TEST(dvd_files)
{
	static const struct {
		const char *text;
		long layer_break;
	} files[] = {
		{ "LayerBreak=2084960\r\nfilm.iso\r\n", 2084960 },
		{ "layerbreak=16\n\n film.iso", 16 },
		{ "film.iso\n", 0 },
		{ "LayerBreak=0\nfilm.iso\n", 0 },
		{ "LayerBreak=16\n", -1 },
		{ "LayerBreak=\nfilm.iso\n", -1 },
		{ "LayerBreak=-16\nfilm.iso\n", -1 },
		{ "LayerBreak=99999999999\nfilm.iso\n", -1 },
		{ "LayerBreak=16x\nfilm.iso\n", -1 },
		{ "film.iso\nother.iso\n", -1 },
		{ "", -1 },
	};
	size_t i;

	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct sheet *sheet = sheet_new("dir/film.dvd");
		struct said said = { .why = "" };
		long got = dvd_file(files[i].text, sheet, &said);

		ck_assert_msg(got == files[i].layer_break, "'%s': expected %ld, got %ld",
			      files[i].text, files[i].layer_break, got);
		if (got < 0)
			ck_assert_str_ne(said.why, "");
		else
			ck_assert_str_eq(sheet->files[0].path, "dir/film.iso");
		sheet_free(sheet);
	}
}
END_TEST

START_TEST(dvd_file_comes_back)
{
	struct sheet *sheet = sheet_new("film.dvd");
	struct said said = { .why = "" };
	char text[256];
	FILE *out = fmemopen(text, sizeof(text), "w");

	ck_assert_int_eq(dvd_file_write(out, 976, "film.iso"), 0);
	fclose(out);
	ck_assert_int_eq(dvd_file(text, sheet, &said), 976);
	ck_assert_str_eq(sheet->files[0].path, "film.iso");
	sheet_free(sheet);
}
END_TEST

static const char album_cue[] =
	"\xef\xbb\xbfREM GENRE Noise\r\n"
	"CATALOG 4006408123456\r\n"
	"PERFORMER \"The Band\"\r\n"
	"FILE \"album.bin\" BINARY\r\n"
	"  TRACK 01 AUDIO\r\n"
	"    TITLE \"One\"\r\n"
	"    ISRC deabc1200001\r\n"
	"    INDEX 00 00:00:00\r\n"
	"    INDEX 01 00:01:00\r\n"
	"  TRACK 02 AUDIO\r\n"
	"    FLAGS DCP PRE 4CH\r\n"
	"    INDEX 00 00:06:00\r\n"
	"    INDEX 01 00:08:00\r\n"
	"    INDEX 02 00:09:00\r\n"
	"  TRACK 03 AUDIO\r\n"
	"    PREGAP 00:03:00\r\n"
	"    INDEX 01 00:14:00\r\n"
	"    POSTGAP 00:01:00\r\n";

START_TEST(cue_album)
{
	struct sheet *sheet;
	struct disc_track *t;
	struct said said;
	int ret;

	sheet_file_bytes = 20 * 75 * 2352;
	sheet = read_sheet("dir/a.cue", album_cue, &said, &ret);
	ck_assert_msg(!ret, "expected no complaint, got %s", said.why);
	ck_assert_str_eq(sheet->mcn, "4006408123456");
	ck_assert_str_eq(sheet->files[0].path, "dir/album.bin");
	ck_assert_str_eq(sheet->texts.text[CDTEXT_PERFORMER][0], "The Band");
	ck_assert_str_eq(sheet->texts.text[CDTEXT_TITLE][1], "One");
	t = &sheet->tracks[0].disc;
	ck_assert_int_eq(t->start, 75);
	ck_assert_uint_eq(t->pregap, 75);
	ck_assert_uint_eq(t->blocks, 5 * 75);
	ck_assert_str_eq(t->isrc, "DEABC1200001");
	t = &sheet->tracks[1].disc;
	ck_assert_int_eq(t->start, 8 * 75);
	ck_assert_uint_eq(t->pregap, 150);
	ck_assert_uint_eq(t->control, 0xb);
	ck_assert_uint_eq(t->nr_indexes, 1);
	ck_assert_uint_eq(t->indexes[0], 75);
	t = &sheet->tracks[2].disc;
	ck_assert_uint_eq(t->pregap, 225);
	ck_assert_int_eq(t->start, 17 * 75);
	ck_assert_uint_eq(t->blocks, 7 * 75);
	ck_assert_int_eq(sheet->tracks[2].pieces[0].file, SHEET_ZEROS);
	sheet_free(sheet);
}
END_TEST

/* twelve zeros are how some programs write that there is no ISRC */
START_TEST(cue_of_others)
{
	static const char text[] =
		"GENRE \"Noise\"\nFILE a.bin BINARY\n TRACK 01 AUDIO\n  GENRE Pop\n"
		"  ISRC 000000000000\n  INDEX 01 00:00:00\n";
	struct sheet *sheet;
	struct said said;

	sheet_file_bytes = 20 * 75 * 2352;
	sheet = good_sheet("a.cue", text, &said);
	ck_assert_str_eq(sheet->tracks[0].disc.isrc, "");
	ck_assert_str_eq(sheet->texts.text[CDTEXT_GENRE][0], "Noise");
	ck_assert_uint_eq(sheet->texts.genre, CDTEXT_GENRE_OTHER);
	sheet_free(sheet);
}
END_TEST

START_TEST(cue_sessions)
{
	static const char text[] =
		"REM SESSION 01\nFILE a.bin BINARY\n TRACK 01 AUDIO\n  INDEX 01 00:00:00\n"
		"REM SESSION 02\nFILE b.bin BINARY\n TRACK 02 MODE2/2336\n  INDEX 01 00:00:00\n"
		"REM SESSION 03\nFILE c.bin BINARY\n TRACK 03 MODE1/2048\n  INDEX 01 00:00:00\n";
	struct sheet *sheet;
	struct said said;

	sheet_file_bytes = 2048LL * 2336 * 2352 / 64;	/* whole blocks of each kind */
	sheet = good_sheet("a.cue", text, &said);
	ck_assert_uint_eq(sheet->tracks[1].disc.session, 2);
	ck_assert_int_eq(sheet->tracks[1].disc.start,
			 (int)(sheet->tracks[0].disc.blocks + 11400));
	ck_assert_int_eq(sheet->tracks[2].disc.start,
			 sheet->tracks[1].disc.start +
			 (int)sheet->tracks[1].disc.blocks + 6900);
	ck_assert_uint_eq(sheet->tracks[2].disc.control, 4);
	sheet_free(sheet);
}
END_TEST

#define HEAD	"FILE a BINARY\n"
#define TRACK1	HEAD "TRACK 01 AUDIO\n"

START_TEST(cue_wrong)
{
	static const struct wrong_sheet wrong[] = {
		{ "", "no track" },
		{ "\n\nBLAH x\n", "a.cue:3: a CUE sheet has no word 'BLAH'" },
		{ "TRACK 00 AUDIO\n", ":1:" },
		{ "TRACK 100 AUDIO\n", ":1:" },
		{ "TRACK 01 MODE9/1\n", "no mode MODE9/1" },
		{ HEAD "TRACK 01 AUDIO\nTRACK 03 AUDIO\n", ":3: track 3 can't follow track 1" },
		{ "INDEX 01 00:00:00\n", "before the first TRACK" },
		{ "TRACK 01 AUDIO\nINDEX 01 00:00:00\n", "before the first FILE" },
		{ TRACK1 "INDEX 01 00:00:99\n", ":3: INDEX needs" },
		{ TRACK1 "INDEX 02 00:00:00\n", "out of its order" },
		{ TRACK1 "INDEX 00 00:00:00\n", "has no INDEX 01" },
		{ TRACK1 "INDEX 01 00:00:00\nINDEX 02 00:00:00\n", "does not lie behind" },
		{ TRACK1 "INDEX 01 00:10:00\nINDEX 02 00:09:00\n", "before the one above" },
		{ TRACK1 "INDEX 01 99:00:00\n", "ends before this INDEX" },
		{ TRACK1 "INDEX 01 00:00:00\nTRACK 02 AUDIO\nINDEX 01 00:03:00\n", "shorter than 4 seconds" },
		{ TRACK1 "ISRC 123\nINDEX 01 00:00:00\n", ":3: an ISRC" },
		{ "CATALOG 12\n", "13 digits" },
		{ "FILE a MP3\n", "type MP3" },
		{ "FILE \"\" BINARY\n", "needs a name" },
		{ TRACK1 "FLAGS XYZ\n", "no flag XYZ" },
		{ HEAD "TRACK 01 MODE1/2048\nFLAGS PRE\n", "no flag PRE" },
		{ TRACK1 "INDEX 01 00:00:00\nPREGAP 00:02:00\n", "before INDEX" },
		{ "REM SESSION 02\n", "can't begin here" },
		{ HEAD "TRACK 01 MODE1/2048\nINDEX 01 00:00:00\n", "whole block of 2048" },
		{ TRACK1 "INDEX 01 00:00:00\nFILE b BINARY\nTRACK 02 AUDIO\nINDEX 01 00:00:05\n",
		  "has to be at 00:00:00" },
	};
	size_t i;

	sheet_file_bytes = 2352LL * 75 * 60;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		check_wrong_sheet("a.cue", &wrong[i]);
	sheet_file_bytes = INT64_MAX;
	check_wrong_sheet("a.cue", &(struct wrong_sheet){ TRACK1 "INDEX 01 00:00:00\n",
					      "longer than any CD" });
}
END_TEST

START_TEST(cue_written)
{
	struct disc d = { .family = DSR_FAMILY_CD, .nr_sessions = 2,
			  .nr_tracks = 3, .mcn = "4006408123456" };
	struct sheet *sheet;
	struct said said;
	char *text = NULL;
	size_t bytes;
	FILE *out;
	int ret;

	d.tracks[0] = (struct disc_track){
		.number = 1, .session = 1, .mode = DSR_MODE_AUDIO, .control = 1,
		.start = 40, .pregap = 40, .gap_in_source = true, .blocks = 400,
		.isrc = "DEABC1200001",
	};
	d.tracks[1] = (struct disc_track){
		.number = 2, .session = 1, .mode = DSR_MODE_AUDIO, .control = 2,
		.start = 500, .pregap = 60, .blocks = 500, .nr_indexes = 1,
		.indexes = { 70 },
	};
	d.tracks[2] = (struct disc_track){
		.number = 3, .session = 2, .mode = DSR_MODE_DATA, .control = 4,
		.start = 1000 + 11400, .blocks = 300,
	};
	out = open_memstream(&text, &bytes);
	ck_assert_int_eq(cue_write(out, &d, "x.bin", NULL), 0);
	fclose(out);
	sheet_file_bytes = 2352LL * (40 + 400 + 500 + 300);
	sheet = good_sheet("a.cue", text, &said);
	ck_assert_str_eq(sheet->mcn, d.mcn);
	for (ret = 0; ret < 3; ret++) {
		struct disc_track *a = &d.tracks[ret];
		struct disc_track *b = &sheet->tracks[ret].disc;

		ck_assert_int_eq(a->start, b->start);
		ck_assert_uint_eq(a->blocks, b->blocks);
		ck_assert_uint_eq(a->pregap, b->pregap);
		ck_assert_uint_eq(a->control, b->control);
		ck_assert_uint_eq(a->session, b->session);
		ck_assert_uint_eq(a->nr_indexes, b->nr_indexes);
		ck_assert_str_eq(a->isrc, b->isrc);
	}
	sheet_free(sheet);
	free(text);
}
END_TEST

/* two sessions, each of them written track at once */
static const struct disc tao_disc = {
	.family = DSR_FAMILY_CD, .nr_sessions = 2, .nr_tracks = 3,
	.tracks = {
		{ .number = 1, .session = 1, .mode = DSR_MODE_AUDIO,
		  .blocks = 400, .run_out = true },
		{ .number = 2, .session = 1, .mode = DSR_MODE_DATA, .control = 4,
		  .start = 400 + 2 + 150, .pregap = 150, .blocks = 500, .run_out = true },
		{ .number = 3, .session = 2, .mode = DSR_MODE_DATA, .control = 4,
		  .start = 1052 + 2 + 11400, .blocks = 300, .run_out = true },
	},
};

START_TEST(cue_run_out)
{
	struct sheet *sheet;
	struct said said;
	char *text = NULL;
	size_t bytes, i;
	FILE *out;

	out = open_memstream(&text, &bytes);
	ck_assert_int_eq(cue_write(out, &tao_disc, "x.bin", NULL), 0);
	fclose(out);
	sheet_file_bytes = 2352LL * (400 + 500 + 300);
	sheet = good_sheet("a.cue", text, &said);
	for (i = 0; i < 3; i++) {
		const struct disc_track *a = &tao_disc.tracks[i];
		struct disc_track *b = &sheet->tracks[i].disc;

		ck_assert_int_eq(b->start, a->start);
		ck_assert_uint_eq(b->blocks, a->blocks);
		ck_assert_uint_eq(b->pregap, a->pregap);
		ck_assert(b->run_out);
	}
	sheet_free(sheet);
	free(text);
}
END_TEST

START_TEST(odd_session)
{
	struct disc d = tao_disc;

	ck_assert_uint_eq(disc_odd_session(&d), 0);
	d.tracks[2].start++;
	ck_assert_uint_eq(disc_odd_session(&d), 2);
	d.tracks[2].start--;
	d.tracks[1].run_out = false;
	ck_assert_uint_eq(disc_odd_session(&d), 2);
}
END_TEST

Suite *suite_sheet(void)
{
	Suite *s = suite_create("sheet");

	PROMISE(s, "dvd file: a layer break and one image, or a sentence", dvd_files);
	PROMISE(s, "dvd file: what is written is read again", dvd_file_comes_back);
	PROMISE(s, "cue: an album with everything", cue_album);
	PROMISE(s, "cue: a genre, and an ISRC of zeros, as other programs write them", cue_of_others);
	PROMISE(s, "cue: sessions begin where the Orange Book puts them", cue_sessions);
	PROMISE(s, "cue: what is wrong is said with its line", cue_wrong);
	PROMISE(s, "cue: a sheet that was written is read as the same disc", cue_written);
	PROMISE(s, "cue: run-outs are neither data nor lost", cue_run_out);
	PROMISE(s, "disc: a session that begins elsewhere is found", odd_session);
	return s;
}

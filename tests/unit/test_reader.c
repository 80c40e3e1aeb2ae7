// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd_reader.h"
#include "reader/answer.h"
#include "reader/cdb.h"
#include "reader/kind.h"
#include "reader/place.h"
#include "reader/player.h"
#include "unit.h"

START_TEST(places)
{
	struct place p;

	ck_assert(place_parse("3", &p));
	ck_assert_int_eq(p.kind, PLACE_TRACK);
	ck_assert_uint_eq(p.track, 3);
	ck_assert(place_parse("12.34", &p));
	ck_assert_int_eq(p.kind, PLACE_INDEX);
	ck_assert_uint_eq(p.index, 34);
	ck_assert(place_parse("12:34", &p));
	ck_assert_int_eq(p.kind, PLACE_TIME);
	ck_assert_uint_eq(p.lba, (12 * 60 + 34) * 75 - 150);
	ck_assert(place_parse("00:02:00", &p));
	ck_assert_uint_eq(p.lba, 0);
	ck_assert(place_parse("99:59:74", &p));
	ck_assert_uint_eq(p.lba, PLACE_MAX_BLOCKS - 1);
	ck_assert(place_parse("@4500", &p));
	ck_assert_int_eq(p.kind, PLACE_BLOCK);
	ck_assert_uint_eq(p.lba, 4500);
}
END_TEST

START_TEST(no_places)
{
	static const char *const bad[] = {
		"", "0", "100", "-1", "3.", "3.0", "3.100", ".3", "3.2.1", "1:2:3:4",
		"00:01:74", "100:00", "12:60", "12:34:75", "12:", ":34", "@", "@-1",
		"@449850", "@1 ", " 3", "3x", "4294967299", "12:34:", "@@1", "1e1",
	};
	struct place p;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(!place_parse(bad[i], &p), "expected '%s' to be refused", bad[i]);
}
END_TEST

START_TEST(ranges)
{
	static const char *const good[] = {
		"3", "3-3", "3-5", "3.2-3.2", "3.2-5", "3-5.1", "3.9-3", "00:10-00:20",
		"@10-@11", "@0-00:20",
	};
	static const char *const bad[] = {
		"", "-", "3-", "-3", "5-3", "3.2-3.1", "00:20-00:10", "@5-@5", "3-00:20",
		"@1-3", "3-4-5", "12345678901234567890123456789012345-3",
	};
	struct place_range r;
	size_t i;

	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		ck_assert_msg(place_parse_range(good[i], &r), "expected '%s' to be taken", good[i]);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(!place_parse_range(bad[i], &r), "expected '%s' to be refused", bad[i]);
	ck_assert(place_parse_range("7", &r) && r.open);
}
END_TEST

START_TEST(times)
{
	static const uint8_t bad[][3] = { { 0, 1, 74 }, { 100, 0, 0 }, { 0, 60, 0 }, { 0, 0, 75 } };
	uint32_t lba, back;
	uint8_t msf[3];
	size_t i;

	for (lba = 0; lba < PLACE_MAX_BLOCKS; lba += 1237) {
		place_to_msf(lba, msf);
		ck_assert(place_from_msf(msf, &back));
		ck_assert_uint_eq(back, lba);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert(!place_from_msf(bad[i], &back));
}
END_TEST

static void expect_cdb(struct reader_cdb cdb, const char *wanted, uint32_t in,
		       uint32_t out)
{
	char text[3 * sizeof(cdb.bytes) + 1] = "";
	unsigned int i;

	for (i = 0; i < cdb.len; i++)
		snprintf(text + 3 * i, 4, "%02x ", cdb.bytes[i]);
	text[3 * cdb.len - 1] = '\0';
	ck_assert_str_eq(text, wanted);
	ck_assert_uint_eq(cdb.in, in);
	ck_assert_uint_eq(cdb.out, out);
}

START_TEST(scsi_cdbs)
{
	expect_cdb(cdb_plain(OP_TEST_UNIT_READY), "00 00 00 00 00 00", 0, 0);
	expect_cdb(cdb_in(OP_INQUIRY, 36), "12 00 00 00 24 00", 36, 0);
	expect_cdb(cdb_in(OP_REQUEST_SENSE, 18), "03 00 00 00 12 00", 18, 0);
	expect_cdb(cdb_in(OP_RECEIVE_DIAGNOSTIC, 0x120), "1c 00 00 01 20 00", 0x120, 0);
	expect_cdb(cdb_in(OP_READ_CAPACITY, 8), "25 00 00 00 00 00 00 00 00 00", 8, 0);
	expect_cdb(cdb_in(OP_READ_BUFFER, 0x11004), "3c 00 00 00 00 00 01 10 04 00", 0x11004, 0);
	expect_cdb(cdb_out(OP_WRITE_BUFFER, 0x1004), "3b 00 00 00 00 00 00 10 04 00", 0, 0x1004);
	expect_cdb(cdb_out(OP_MODE_SELECT_6, 28), "15 10 00 00 1c 00", 0, 28);
	expect_cdb(cdb_out(OP_MODE_SELECT_10, 24), "55 10 00 00 00 00 00 00 18 00", 0, 24);
	expect_cdb(cdb_mode_sense(false, 0x01, 64), "1a 00 01 00 40 00", 64, 0);
	expect_cdb(cdb_mode_sense(true, 0x0e, 64), "5a 00 0e 00 00 00 00 00 40 00", 64, 0);
	expect_cdb(cdb_self_test(), "1d 04 00 00 00 00", 0, 0);
	expect_cdb(cdb_start_stop(START_STOP_LOEJ), "1b 00 00 00 02 00", 0, 0);
	expect_cdb(cdb_prevent(true), "1e 00 00 00 01 00", 0, 0);
	expect_cdb(cdb_blocks(OP_SEEK_10, 0x12345, 0), "2b 00 00 01 23 45 00 00 00 00", 0, 0);
	expect_cdb(cdb_blocks(OP_VERIFY, 256, 150), "2f 00 00 00 01 00 00 00 96 00", 0, 0);
}
END_TEST

START_TEST(audio_cdbs)
{
	expect_cdb(cdb_subchannel(SUBCHANNEL_POSITION, 0, 16), "42 00 40 01 00 00 00 00 10 00", 16, 0);
	expect_cdb(cdb_subchannel(SUBCHANNEL_ISRC, 7, 24), "42 00 40 03 00 00 07 00 18 00", 24, 0);
	expect_cdb(cdb_toc(false, 1, 804), "43 00 00 00 00 00 01 03 24 00", 804, 0);
	expect_cdb(cdb_header(false, 16), "44 00 00 00 00 10 00 00 08 00", 8, 0);
	expect_cdb(cdb_blocks(OP_PLAY_AUDIO, 4500, 75), "45 00 00 00 11 94 00 00 4b 00", 0, 0);
	expect_cdb(cdb_play_msf(false, 0, 4500), "47 00 00 00 02 00 01 02 00 00", 0, 0);
	expect_cdb(cdb_play_index(2, 1, 3, 99), "48 00 00 00 02 01 00 03 63 00", 0, 0);
	expect_cdb(cdb_pause(false, true), "4b 00 00 00 00 00 00 00 00 00", 0, 0);
	expect_cdb(cdb_pause(false, false), "4b 00 00 00 00 00 00 00 01 00", 0, 0);
	expect_cdb(cdb_toc(true, 1, 804), "c1 00 00 00 00 01 00 03 24 00", 804, 0);
	expect_cdb(cdb_in(OP_SONY_READ_SUBCHANNEL, 9), "c2 00 40 00 00 00 00 00 09 00", 9, 0);
	expect_cdb(cdb_header(true, 16), "c3 00 00 00 00 10 00 00 08 00", 8, 0);
	expect_cdb(cdb_in(OP_SONY_STATUS, 18), "c4 00 00 00 00 00 00 00 12 00", 18, 0);
	expect_cdb(cdb_pause(true, true), "c5 10 00 00 00 00 00 00 00 00", 0, 0);
	expect_cdb(cdb_pause(true, false), "c5 00 00 00 00 00 00 00 00 00", 0, 0);
	expect_cdb(cdb_sony_play_track(2, 1, 3), "c6 00 00 00 02 01 00 00 03 00", 0, 0);
	expect_cdb(cdb_play_msf(true, 0, 4500), "c7 00 00 00 02 00 01 02 00 00", 0, 0);
	expect_cdb(cdb_blocks(OP_SONY_PLAY_AUDIO, 4500, 75), "c8 00 00 00 11 94 00 00 4b 00", 0, 0);
	expect_cdb(cdb_out(OP_SONY_CONTROL, 18), "c9 00 00 00 00 00 00 00 12 00", 0, 18);
}
END_TEST

START_TEST(position)
{
	uint8_t a[16] = {
		0, 0x11, 0, 12, 1, 0x10, 3, 2, 0, 0, 0x12, 0x34, 0, 0, 0, 75,
	};
	struct reader_position p;
	enum reader_audio audio;

	ck_assert_int_eq(answer_position(a, sizeof(a), &audio, &p), 0);
	ck_assert_int_eq(audio, READER_PLAYING);
	ck_assert_uint_eq(p.track, 3);
	ck_assert_uint_eq(p.index, 2);
	ck_assert_uint_eq(p.lba, 0x1234);
	ck_assert_uint_eq(p.relative, 75);
	memset(a + 12, 0xff, 4);	/* one block in front of the track */
	ck_assert_int_eq(answer_position(a, sizeof(a), &audio, &p), 0);
	ck_assert_uint_eq(p.relative, 1);
	ck_assert_int_eq(answer_position(a, 15, &audio, &p), -EPROTO);
	a[4] = 2;			/* another format than was asked for */
	ck_assert_int_eq(answer_position(a, sizeof(a), &audio, &p), -EPROTO);
	a[4] = 1;
	a[1] = 0x42;
	ck_assert_int_eq(answer_position(a, sizeof(a), &audio, &p), -EPROTO);
	a[1] = 0x15;
	a[6] = 100;
	ck_assert_int_eq(answer_position(a, sizeof(a), &audio, &p), -EPROTO);
}
END_TEST

START_TEST(codes)
{
	uint8_t a[24] = { 0, 0x15, 0, 20, 2, 0, 0, 0, 0x80 };
	char mcn[14], isrc[13];

	memcpy(a + 9, "1234567890123", 13);
	ck_assert_int_eq(answer_catalog(a, sizeof(a), mcn), 0);
	ck_assert_str_eq(mcn, "1234567890123");
	a[12] = 'x';
	ck_assert_int_eq(answer_catalog(a, sizeof(a), mcn), 0);
	ck_assert_str_eq(mcn, "");
	a[4] = 3;
	memcpy(a + 9, "ABCDE1234567", 12);
	ck_assert_int_eq(answer_isrc(a, sizeof(a), isrc), 0);
	ck_assert_str_eq(isrc, "ABCDE1234567");
	a[8] = 0;			/* not valid */
	ck_assert_int_eq(answer_isrc(a, sizeof(a), isrc), 0);
	ck_assert_str_eq(isrc, "");
	ck_assert_int_eq(answer_isrc(a, 8, isrc), -EPROTO);
}
END_TEST

START_TEST(sony_status)
{
	uint8_t a[18] = { 0, 1, 0, 14, 1, 0, 0, 0, 4, 5, 1, 255, 2, 128 };
	struct reader_volume v;
	enum reader_audio audio;
	uint32_t lba;

	ck_assert_int_eq(answer_sony_status(a, sizeof(a), &audio, &lba, &v), 0);
	ck_assert_int_eq(audio, READER_PAUSED);
	ck_assert_uint_eq(lba, 4 * 75 + 5 - 150);
	ck_assert_uint_eq(v.volume[1], 128);
	a[1] = 0;			/* the same bytes as a block */
	ck_assert_int_eq(answer_sony_status(a, sizeof(a), &audio, &lba, &v), 0);
	ck_assert_uint_eq(lba, 4 * 256 + 5);
	a[6] = 0x7f;
	ck_assert_int_eq(answer_sony_status(a, sizeof(a), &audio, &lba, &v), -EPROTO);
	a[6] = 0;
	a[4] = 6;
	ck_assert_int_eq(answer_sony_status(a, sizeof(a), &audio, &lba, &v), -EPROTO);
	ck_assert_int_eq(answer_sony_status(a, 17, &audio, &lba, &v), -EPROTO);
}
END_TEST

START_TEST(sony_position)
{
	uint8_t a[9] = { 4, 3, 1, 0, 1, 2, 0, 3, 4 };
	struct reader_position p;

	ck_assert_int_eq(answer_sony_position(a, sizeof(a), &p), 0);
	ck_assert_uint_eq(p.control, 4);
	ck_assert_uint_eq(p.relative, 77);
	ck_assert_uint_eq(p.lba, 3 * 75 + 4 - 150);
	memcpy(a + 3, "\143\073\000", 3);	/* longer than a disc */
	ck_assert_int_eq(answer_sony_position(a, sizeof(a), &p), -EPROTO);
	a[3] = 0;
	a[7] = 60;
	ck_assert_int_eq(answer_sony_position(a, sizeof(a), &p), -EPROTO);
	ck_assert_int_eq(answer_sony_position(a, 8, &p), -EPROTO);
}
END_TEST

START_TEST(sony_toc)
{
	uint8_t a[] = {
		0, 20, 1, 2, 1, 0, 0, 0, 2, 0, 2, 4, 0, 0, 10, 0, 0xaa, 0, 0, 1, 0, 0,
	};
	struct mmc_toc toc;

	ck_assert_int_eq(answer_sony_toc(a, sizeof(a), true, &toc), 0);
	ck_assert_uint_eq(toc.nr_tracks, 2);
	ck_assert_uint_eq(toc.tracks[1].control, 4);
	ck_assert_uint_eq(toc.tracks[1].start, 600);
	ck_assert_uint_eq(toc.lead_out, 4350);
	ck_assert_int_eq(answer_sony_toc(a, sizeof(a), false, &toc), 0);
	ck_assert_uint_eq(toc.tracks[1].start, 10 * 256);
	a[13] = 1;			/* out of order */
	ck_assert_int_eq(answer_sony_toc(a, sizeof(a), true, &toc), -EPROTO);
	a[13] = 0;
	ck_assert_int_eq(answer_sony_toc(a, 16, true, &toc), -EPROTO);
	a[1] = 0xff;			/* tells more than came */
	ck_assert_int_eq(answer_sony_toc(a, sizeof(a), true, &toc), 0);
	ck_assert_int_eq(answer_sony_toc(a, 3, true, &toc), -EPROTO);
}
END_TEST

START_TEST(pages)
{
	uint8_t a[28] = {
		27, 0, 0, 8, 0, 0, 0, 0, 0, 0, 8, 0,
		0x89, 14, 0, 0, 0, 0, 0, 75, 1, 255, 2, 128, 0, 0, 0, 0,
	};
	struct reader_volume v;
	struct reader_page page;
	uint32_t bytes;

	ck_assert_int_eq(answer_block_length(a, sizeof(a), &bytes), 0);
	ck_assert_uint_eq(bytes, 2048);
	ck_assert_int_eq(answer_page(a, sizeof(a), false, 0x09, &page), 0);
	ck_assert_uint_eq(page.offset, 12);
	ck_assert_int_eq(answer_volume(a + page.offset, page.len, &v), 0);
	ck_assert_uint_eq(v.volume[1], 128);
	v.volume[0] = 64;
	ck_assert_int_eq(answer_put_volume(a + page.offset, page.len, &v), 0);
	ck_assert_uint_eq(a[21], 64);
	ck_assert_int_eq(answer_volume(a + page.offset, 15, &v), -EPROTO);
	ck_assert_int_eq(answer_page(a, sizeof(a), false, 0x0e, &page), -EPROTO);
	ck_assert_int_eq(answer_page(a, 27, false, 0x09, &page), -EPROTO);
	a[13] = 15;			/* longer than what came */
	ck_assert_int_eq(answer_page(a, sizeof(a), false, 0x09, &page), -EPROTO);
	a[3] = 200;			/* descriptors behind the end */
	ck_assert_int_eq(answer_page(a, sizeof(a), false, 0x09, &page), -EPROTO);
	a[3] = 0;
	ck_assert_int_eq(answer_block_length(a, sizeof(a), &bytes), -EPROTO);
}
END_TEST

START_TEST(kinds_of_drives)
{
	const struct reader_kind *k = reader_kind_of("SONY", "CD-ROM CDU-541", 1);

	ck_assert(k->old && k->sony && k->buffers);
	ck_assert_uint_eq(k->audio_page, 0x09);
	k = reader_kind_of("TOSHIBA", "CD-ROM XM-3401TA", 2);
	ck_assert(k->old && !k->sony && !k->buffers);
	k = reader_kind_of("HL-DT-ST", "BD-RE BH16NS55", 0);	/* ATAPI */
	ck_assert(!k->old && !k->sony && !k->buffers);
	ck_assert_uint_eq(k->audio_page, 0x0e);
	ck_assert(!reader_kind_of("SONY", "DVD RW DW-U21A", 5)->sony);
}
END_TEST

/* Track 1 data, 2 and 3 audio, 4 data, lead-out. */
static const struct mmc_toc mixed = {
	.nr_tracks = 4,
	.tracks = { { 1, 4, 0 }, { 2, 0, 1000 }, { 3, 2, 2000 }, { 4, 4, 3000 } },
	.lead_out = 4000,
};

static int ends(const char *text, uint32_t *from, uint32_t *end)
{
	struct place_range r;

	ck_assert_msg(place_parse_range(text, &r), "expected '%s' to be a range", text);
	return player_ends(&mixed, &r, from, end);
}

START_TEST(what_is_played)
{
	struct place_range all;
	uint32_t from, end;

	ck_assert(player_all(&mixed, &all));
	ck_assert_uint_eq(all.from.track, 2);
	ck_assert_uint_eq(all.to.track, 3);
	ck_assert_int_eq(ends("2", &from, &end), 0);
	ck_assert_uint_eq(from, 1000);
	ck_assert_uint_eq(end, 3000);
	ck_assert_int_eq(ends("2-2", &from, &end), 0);
	ck_assert_uint_eq(end, 2000);
	ck_assert_int_eq(ends("@1500", &from, &end), 0);
	ck_assert_uint_eq(from, 1500);
	ck_assert_uint_eq(end, 3000);
	ck_assert_int_eq(ends("@1500-@1600", &from, &end), 0);
	ck_assert_uint_eq(end, 1600);
	ck_assert_int_eq(ends("1", &from, &end), -EMEDIUMTYPE);
	ck_assert_int_eq(ends("5", &from, &end), -ENOENT);
	ck_assert_int_eq(ends("2-5", &from, &end), -ENOENT);
	ck_assert_int_eq(ends("@4000", &from, &end), -ERANGE);
	ck_assert_int_eq(ends("@1500-@4001", &from, &end), -ERANGE);
}
END_TEST

START_TEST(no_audio)
{
	static const struct mmc_toc data = {
		.nr_tracks = 1, .tracks = { { 1, 4, 0 } }, .lead_out = 1000,
	};
	struct place_range all;

	ck_assert(!player_all(&data, &all));
}
END_TEST

START_TEST(volumes)
{
	static const char *const bad[] = { "", "101", "50,", ",50", "50,101", "a", "5 0", "1,2,3", "-1", "1000" };
	unsigned int percent[2];
	size_t i;

	ck_assert(reader_parse_volume("80", percent));
	ck_assert_uint_eq(percent[1], 80);
	ck_assert(reader_parse_volume("0,100", percent));
	ck_assert_uint_eq(percent[0], 0);
	ck_assert_uint_eq(percent[1], 100);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(!reader_parse_volume(bad[i], percent), "expected '%s' to be refused", bad[i]);
}
END_TEST

Suite *suite_reader(void)
{
	Suite *s = suite_create("reader");

	PROMISE(s, "reader: tracks, indexes, times and blocks are places", places);
	PROMISE(s, "reader: what is no place is refused", no_places);
	PROMISE(s, "reader: a range has two places of one kind, in order", ranges);
	PROMISE(s, "reader: every block has a time, and the other way round", times);
	PROMISE(s, "reader: SCSI-1 and SCSI-2 commands are built as the standard says", scsi_cdbs);
	PROMISE(s, "reader: audio commands, SCSI-2's and Sony's, are built as described", audio_cdbs);
	PROMISE(s, "reader: a position that makes no sense is refused", position);
	PROMISE(s, "reader: MCN and ISRC are taken when they are valid", codes);
	PROMISE(s, "reader: Sony's status, with its address as time or block", sony_status);
	PROMISE(s, "reader: Sony's sub-channel", sony_position);
	PROMISE(s, "reader: Sony's TOC, with its addresses as times or blocks", sony_toc);
	PROMISE(s, "reader: a mode page is found inside the answer, or not at all", pages);
	PROMISE(s, "reader: drives are known by name and age", kinds_of_drives);
	PROMISE(s, "reader: a range ends where the audio or the disc does", what_is_played);
	PROMISE(s, "reader: a data disc has nothing to play", no_audio);
	PROMISE(s, "reader: volumes are percent, one or two", volumes);
	return s;
}

// SPDX-License-Identifier: GPL-2.0
/* What drives answer about CDs: TOC, Q sub-channel. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "disc/crc16.h"
#include "disc/msf.h"
#include "disc/subq.h"
#include "disc/toc.h"
#include "unit.h"

/* a descriptor of the full TOC */
#define FULL(session, adr_ctl, point, m, s, f) \
	session, adr_ctl, 0, point, 0, 0, 0, 0, m, s, f

/* a CD-Extra: two audio tracks, then XA in a session of its own */
static const uint8_t extra[] = {
	0, 2 + 11 * 11, 1, 2,
	FULL(1, 0x10, 0xa0, 1, 0, 0), FULL(1, 0x10, 0xa1, 2, 0, 0),
	FULL(1, 0x10, 0xa2, 10, 2, 0), FULL(1, 0x10, 1, 0, 2, 0),
	FULL(1, 0x12, 2, 5, 0, 0), FULL(1, 0x50, 0xb0, 12, 32, 0),
	FULL(1, 0x50, 0xc0, 0, 0, 0), FULL(2, 0x14, 0xa0, 3, 0x20, 0),
	FULL(2, 0x14, 0xa1, 3, 0, 0), FULL(2, 0x14, 0xa2, 20, 0, 0),
	FULL(2, 0x14, 3, 12, 34, 0),
};

static uint8_t *exact(const void *bytes, size_t n)
{
	uint8_t *copy = malloc(n ? n : 1);

	memcpy(copy, bytes, n);
	return copy;
}

START_TEST(full_toc)
{
	struct toc toc;

	ck_assert_int_eq(toc_parse_full(extra, sizeof(extra), &toc), 0);
	ck_assert_uint_eq(toc.nr_sessions, 2);
	ck_assert_uint_eq(toc.nr_tracks, 3);
	ck_assert_uint_eq(toc.first, 1);
	ck_assert_int_eq(toc.tracks[0].start, 0);
	ck_assert_int_eq(toc.tracks[1].start, 5 * 60 * 75 - 150);
	ck_assert_uint_eq(toc.tracks[1].control, 2);
	ck_assert_uint_eq(toc.tracks[2].session, 2);
	ck_assert_uint_eq(toc.tracks[2].control, 4);
	ck_assert_int_eq(toc.sessions[0].lead_out, 10 * 60 * 75);
	ck_assert_uint_eq(toc.sessions[1].type, 0x20);
}
END_TEST

START_TEST(full_toc_hostile)
{
	uint8_t *copy;
	struct toc toc;
	size_t n, i;

	for (n = 0; n < sizeof(extra); n++) {
		copy = exact(extra, n);
		toc_parse_full(copy, n, &toc);
		ck_assert_uint_le(toc.nr_tracks, 99);
		free(copy);
	}
	for (i = 0; i < sizeof(extra); i++) {
		copy = exact(extra, sizeof(extra));
		copy[i] = 0xff;
		toc_parse_full(copy, sizeof(extra), &toc);
		free(copy);
	}
	/* a track that begins before the one in front of it */
	copy = exact(extra, sizeof(extra));
	copy[4 + 4 * 11 + 8] = 0;
	copy[4 + 4 * 11 + 9] = 1;
	ck_assert_int_eq(toc_parse_full(copy, sizeof(extra), &toc), -EPROTO);
	free(copy);
	/* a track that is told of and not there */
	copy = exact(extra, sizeof(extra));
	copy[4 + 4 * 11 + 3] = 9;
	ck_assert_int_eq(toc_parse_full(copy, sizeof(extra), &toc), -EPROTO);
	free(copy);
}
END_TEST

START_TEST(simple_toc)
{
	struct mmc_toc simple = { .nr_tracks = 2, .lead_out = 5000 };
	struct toc toc;

	simple.tracks[0].number = 1;
	simple.tracks[1].number = 2;
	simple.tracks[1].start = 1000;
	simple.tracks[1].control = 4;
	ck_assert_int_eq(toc_from_simple(&simple, &toc), 0);
	ck_assert_uint_eq(toc.nr_sessions, 1);
	ck_assert_int_eq(toc.sessions[0].lead_out, 5000);
	ck_assert_uint_eq(toc.tracks[1].control, 4);
	simple.tracks[1].number = 3;
	ck_assert_int_eq(toc_from_simple(&simple, &toc), -EPROTO);
}
END_TEST

START_TEST(last_session)
{
	struct mmc_toc simple = { .nr_tracks = 3, .lead_out = 30000 };
	uint8_t a[12] = { 0, 10, 1, 2, [5] = 0x14, [6] = 3, [10] = 0x4e, [11] = 0x20 };
	struct toc_last last;
	struct toc toc;
	uint8_t *copy;
	size_t n;

	for (n = 0; n < 3; n++) {
		simple.tracks[n].number = (uint8_t)(n + 1);
		simple.tracks[n].start = (uint32_t)n * 10000;
	}
	ck_assert_int_eq(toc_parse_last(a, sizeof(a), &last), 0);
	ck_assert_uint_eq(last.session, 2);
	ck_assert_uint_eq(last.track, 3);
	ck_assert_int_eq(last.start, 20000);
	toc_from_simple(&simple, &toc);
	ck_assert_int_eq(toc_split(&toc, &last, 5000), 0);
	ck_assert_uint_eq(toc.nr_sessions, 2);
	ck_assert_int_eq(toc.sessions[0].lead_out, 15000);
	ck_assert_uint_eq(toc.sessions[0].last, 2);
	ck_assert_uint_eq(toc.sessions[1].first, 3);
	ck_assert_int_eq(toc.sessions[1].lead_out, 30000);
	ck_assert_uint_eq(toc.tracks[2].session, 2);
	/* a lead-out inside or before the track in front of it */
	toc_from_simple(&simple, &toc);
	ck_assert_int_eq(toc_split(&toc, &last, 10000), -EPROTO);
	last.start--;
	ck_assert_int_eq(toc_split(&toc, &last, 5000), -EPROTO);
	last.track = 9;
	ck_assert_int_eq(toc_split(&toc, &last, 5000), -EPROTO);
	ck_assert_uint_eq(toc.nr_sessions, 1);
	for (n = 0; n < sizeof(a); n++) {
		copy = exact(a, n);
		ck_assert_int_eq(toc_parse_last(copy, n, &last), -EPROTO);
		free(copy);
	}
	a[1] = 18;	/* a drive that knows no formats lists its tracks */
	ck_assert_int_eq(toc_parse_last(a, sizeof(a), &last), -EPROTO);
}
END_TEST

START_TEST(atip)
{
	uint8_t a[28] = { 0, 26, [4] = 0xd4, [6] = 0x80, [8] = 97, 24, 1,
			  [12] = 79, 59, 74 };
	struct atip out;

	ck_assert_int_eq(toc_parse_atip(a, sizeof(a), &out), 0);
	ck_assert(!out.rewritable);
	ck_assert_uint_eq(out.lead_in[0], 97);
	ck_assert_int_eq(out.lead_out, 79 * 60 * 75 + 59 * 75 + 74 - 150);
	a[6] |= 0x40;
	ck_assert_int_eq(toc_parse_atip(a, sizeof(a), &out), 0);
	ck_assert(out.rewritable);
	ck_assert_int_eq(toc_parse_atip(a, 14, &out), -EPROTO);
	a[8] = 20;
	ck_assert_int_eq(toc_parse_atip(a, sizeof(a), &out), -EPROTO);
}
END_TEST

START_TEST(times)
{
	static const char *const bad[] = {
		"", "1", "1:2", "00:60:00", "00:00:75", "1000:00:00",
		"00:00:00 ", "-1:00:00", "00::00", "0x1:00:00",
	};
	char text[MSF_TEXT];
	uint32_t blocks;
	size_t i;

	msf_text(text, 4 * 4500 + 7 * 75 + 9);
	ck_assert_str_eq(text, "04:07:09");
	msf_text(text, -150);
	ck_assert_str_eq(text, "-00:02:00");
	msf_text(text, INT64_MIN);
	ck_assert_int_eq(msf_parse("04:07:09", &blocks), 0);
	ck_assert_uint_eq(blocks, 4 * 4500 + 7 * 75 + 9);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(msf_parse(bad[i], &blocks) == -EINVAL,
			      "expected '%s' to be refused", bad[i]);
	/* before the disc's first block: the lead-in counts up to 99:59:74 */
	ck_assert_int_eq(msf_lba(0, 2, 0), 0);
	ck_assert_int_eq(msf_lba(97, 24, 1), (97 * 60 + 24) * 75 + 1 - 450150);
}
END_TEST

/* an example that anybody can work out: track 2, index 1, at 00:03:25 */
static const uint8_t position[10] = { 0x21, 0x02, 0x01, 0, 0, 1, 0, 0, 3, 0x25 };

START_TEST(q_position)
{
	uint8_t q[16] = { 0 };
	struct subq out;

	memcpy(q, position, 10);
	ck_assert_int_eq(subq_parse(q, 100, &out), 0);
	ck_assert_uint_eq(out.kind, SUBQ_POSITION);
	ck_assert_uint_eq(out.control, 2);
	ck_assert_uint_eq(out.track, 2);
	ck_assert_uint_eq(out.index, 1);
	ck_assert_int_eq(out.lba, 100);
	/* the same from a drive that makes numbers of the digits */
	q[9] = 25;
	ck_assert_int_eq(subq_parse(q, 100, &out), 0);
	ck_assert_int_eq(out.lba, 100);
	q[1] = 0xaa;
	ck_assert_int_eq(subq_parse(q, 100, &out), 0);
	ck_assert_uint_eq(out.track, SUBQ_LEAD_OUT);
	q[1] = 0;
	ck_assert_int_eq(subq_parse(q, 100, &out), -EPROTO);
	memset(q, 0xff, sizeof(q));
	ck_assert_int_eq(subq_parse(q, 100, &out), -EPROTO);
	ck_assert_uint_eq(out.kind, SUBQ_NONE);
}
END_TEST

START_TEST(q_numbers)
{
	/* MCN 4006408123456; ISRC DE-ABC-12-00001, letters from 17 on */
	static const uint8_t mcn[16] = { 0x02, 0x40, 0x06, 0x40, 0x81, 0x23,
					 0x45, 0x60 };
	uint32_t letters = 20U << 26 | 21U << 20 | 17U << 14 | 18U << 8 |
			   19U << 2;
	const uint8_t isrc[16] = {
		0x03, (uint8_t)(letters >> 24), (uint8_t)(letters >> 16),
		(uint8_t)(letters >> 8), (uint8_t)letters, 0x12, 0x00, 0x00, 0x10,
	};
	struct subq out;

	ck_assert_int_eq(subq_parse(mcn, 0, &out), 0);
	ck_assert_str_eq(out.text, "4006408123456");
	ck_assert_int_eq(subq_parse(isrc, 0, &out), 0);
	ck_assert_uint_eq(out.kind, SUBQ_ISRC);
	ck_assert_str_eq(out.text, "DEABC1200001");
}
END_TEST

START_TEST(q_raw)
{
	uint8_t q[12], raw[96];
	struct subq out;
	uint16_t crc;
	int i;

	memcpy(q, position, 10);
	crc = crc16(q, 10);
	q[10] = (uint8_t)(crc >> 8);
	q[11] = (uint8_t)crc;
	for (i = 0; i < 96; i++)
		raw[i] = q[i / 8] >> (7 - i % 8) & 1 ? 0x40 : 0;
	ck_assert_int_eq(subq_parse_raw(raw, &out), 0);
	ck_assert_uint_eq(out.track, 2);
	ck_assert(!sub_has_graphics(raw));
	raw[50] |= 0x09;
	ck_assert(sub_has_graphics(raw));
	raw[3] ^= 0x40;
	ck_assert_int_eq(subq_parse_raw(raw, &out), -EPROTO);
}
END_TEST

START_TEST(sub_channel_answers)
{
	uint8_t mcn[24] = { 0, 0, 0, 20, 2, [8] = 0x80 };
	uint8_t isrc[24] = { 0, 0, 0, 20, 3, 0x10, 7, [8] = 0x80 };
	char text[14];

	memcpy(mcn + 9, "4006408123456", 13);
	memcpy(isrc + 9, "DEABC1200001", 12);
	ck_assert_int_eq(subq_parse_mcn(mcn, 24, text), 0);
	ck_assert_str_eq(text, "4006408123456");
	ck_assert_int_eq(subq_parse_mcn(mcn, 21, text), -EPROTO);
	mcn[8] = 0;
	ck_assert_int_eq(subq_parse_mcn(mcn, 24, text), -ENODATA);
	ck_assert_int_eq(subq_parse_isrc(isrc, 24, 7, text), 0);
	ck_assert_str_eq(text, "DEABC1200001");
	/* the track that the drive read before is not this one */
	ck_assert_int_eq(subq_parse_isrc(isrc, 24, 8, text), -EPROTO);
	isrc[9] = 0;
	ck_assert_int_eq(subq_parse_isrc(isrc, 24, 7, text), -EPROTO);
	ck_assert_str_eq(text, "");
}
END_TEST

Suite *suite_cd(void)
{
	Suite *s = suite_create("cd");

	PROMISE(s, "toc: sessions, tracks and lead-outs of a full TOC", full_toc);
	PROMISE(s, "toc: a full TOC that makes no sense is refused", full_toc_hostile);
	PROMISE(s, "toc: a list of tracks is one session", simple_toc);
	PROMISE(s, "toc: the last session of READ TOC format 1, and what contradicts it", last_session);
	PROMISE(s, "toc: ATIP", atip);
	PROMISE(s, "msf: times there and back, bad ones refused", times);
	PROMISE(s, "q: positions, as digits and as numbers", q_position);
	PROMISE(s, "q: MCN and ISRC", q_numbers);
	PROMISE(s, "q: out of the raw sub-channel, with its CRC", q_raw);
	PROMISE(s, "q: answers of READ SUB-CHANNEL", sub_channel_answers);
	return s;
}

// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "disc/mmc.h"
#include "unit.h"

/*
 * A copy on the heap that ends where the answer ends: reading on behind it is
 * seen by the address sanitizer.
 */
static uint8_t *exact(const void *bytes, size_t n)
{
	uint8_t *copy = malloc(n ? n : 1);

	ck_assert_ptr_nonnull(copy);
	memcpy(copy, bytes, n);
	return copy;
}

START_TEST(inquiry)
{
	static const char answer[36] =
		"\x05\x80\x05\x32\x5b\0\0\0DSR-EMU RECORDER\x01\xff      1.0 ";
	struct mmc_inquiry q;

	ck_assert_int_eq(mmc_parse_inquiry((const uint8_t *)answer, 36, &q), 0);
	ck_assert_uint_eq(q.type, 5);
	ck_assert(q.removable);
	ck_assert_str_eq(q.vendor, "DSR-EMU");
	ck_assert_str_eq(q.product, "RECORDER");
	ck_assert_str_eq(q.revision, "1.0");
	ck_assert_int_eq(mmc_parse_inquiry((const uint8_t *)answer, 35, &q),
			 -EPROTO);
}
END_TEST

START_TEST(disc_info)
{
	static const uint8_t blank[34] = { 0, 32, 0x00, 1, 1, 1, 1 };
	static const uint8_t open[34] = { 0, 32, 0x11, 1, 2, 1, 5, [9] = 1 };
	static const uint8_t opc[34] = { 0, 32, 0x20, 1 };
	struct mmc_disc_info i;

	ck_assert_int_eq(mmc_parse_disc_info(blank, 34, &i), 0);
	ck_assert_uint_eq(i.status, MMC_DISC_EMPTY);
	ck_assert(!i.erasable);
	ck_assert_int_eq(mmc_parse_disc_info(open, 34, &i), 0);
	ck_assert_uint_eq(i.status, MMC_DISC_INCOMPLETE);
	ck_assert(i.erasable);
	ck_assert_uint_eq(i.sessions, 0x102);
	ck_assert_uint_eq(i.last_track, 5);
	ck_assert_int_eq(mmc_parse_disc_info(opc, 34, &i), -EPROTO);
}
END_TEST

START_TEST(track_info)
{
	static const uint8_t answer[36] = {
		0, 34, 1, 1, 0, 0x04, 0x40, 0x01, [16] = 0, 0x23, 0x05, 0x40,
		[24] = 0, 0x23, 0x05, 0x40, [32] = 1, 2,
	};
	struct mmc_track_info t;
	uint8_t wild[36];

	ck_assert_int_eq(mmc_parse_track_info(answer, 36, &t), 0);
	ck_assert_uint_eq(t.number, 0x101);
	ck_assert_uint_eq(t.session, 0x201);
	ck_assert(t.blank && t.nwa_valid && !t.damaged);
	ck_assert_uint_eq(t.free_blocks, 2295104);
	ck_assert_uint_eq(t.blocks, 2295104);
	memcpy(wild, answer, sizeof(wild));
	wild[16] = 0xff;
	ck_assert_int_eq(mmc_parse_track_info(wild, 36, &t), -EPROTO);
	/* a drive of SCSI-2 days sends 28 bytes: no high bytes then */
	ck_assert_int_eq(mmc_parse_track_info(answer, 28, &t), 0);
	ck_assert_uint_eq(t.number, 1);
	ck_assert_int_eq(mmc_parse_track_info(answer, 27, &t), -EPROTO);
}
END_TEST

START_TEST(lying_lengths)
{
	uint8_t info[34] = { 0, 5 }, track[36] = { 0, 10 };
	uint8_t toc[] = { 0xff, 0xff, 1, 1, 0, 0x14, 1, 0, 0, 0, 0, 0 };
	uint8_t perf[24] = { 0xff, 0xff, 0xff, 0xff };
	struct mmc_disc_info i;
	struct mmc_track_info t;
	struct mmc_toc c;
	struct mmc_speeds s;
	uint8_t *copy;

	ck_assert_int_eq(mmc_parse_disc_info(info, sizeof(info), &i), -EPROTO);
	ck_assert_int_eq(mmc_parse_track_info(track, sizeof(track), &t),
			 -EPROTO);
	copy = exact(toc, sizeof(toc));
	ck_assert_int_eq(mmc_parse_toc(copy, sizeof(toc), &c), -EPROTO);
	free(copy);
	copy = exact(perf, sizeof(perf));
	ck_assert_int_eq(mmc_parse_write_speeds(copy, sizeof(perf), &s), 0);
	ck_assert_uint_eq(s.nr, 1);
	free(copy);
	perf[0] = perf[1] = perf[2] = 0;
	perf[3] = 3;
	ck_assert_int_eq(mmc_parse_write_speeds(perf, sizeof(perf), &s),
			 -EPROTO);
}
END_TEST

START_TEST(capacity)
{
	static const uint8_t full[8] = { 0, 0, 0x8c, 0xb1, 0, 0, 8, 0 };
	static const uint8_t none[8] = { 0xff, 0xff, 0xff, 0xff, 0, 0, 8, 0 };
	static const uint8_t disk[8] = { 0, 0, 0x8c, 0xb1, 0, 0, 2, 0 };
	struct mmc_capacity c;

	ck_assert_int_eq(mmc_parse_capacity(full, 8, &c), 0);
	ck_assert_uint_eq(c.blocks, 0x8cb2);
	ck_assert_int_eq(mmc_parse_capacity(none, 8, &c), -EPROTO);
	ck_assert_int_eq(mmc_parse_capacity(disk, 8, &c), -EPROTO);
	ck_assert_int_eq(mmc_parse_capacity(full, 7, &c), -EPROTO);
}
END_TEST

START_TEST(toc)
{
	uint8_t answer[] = {
		0, 26, 1, 2,
		0, 0x14, 1, 0, 0, 0, 0, 0,
		0, 0x10, 2, 0, 0, 0, 0x10, 0,
		0, 0x14, 0xaa, 0, 0, 1, 0, 0,
	};
	struct mmc_toc t;

	ck_assert_int_eq(mmc_parse_toc(answer, sizeof(answer), &t), 0);
	ck_assert_uint_eq(t.nr_tracks, 2);
	ck_assert_uint_eq(t.tracks[0].control, 4);
	ck_assert_uint_eq(t.tracks[1].start, 0x1000);
	ck_assert_uint_eq(t.lead_out, 0x10000);
	answer[18] = 0xff; /* falls after a rise: track 2 above the lead-out */
	ck_assert_int_eq(mmc_parse_toc(answer, sizeof(answer), &t), 0);
	answer[17] = 0xff;
	ck_assert_int_eq(mmc_parse_toc(answer, sizeof(answer), &t), -EPROTO);
	answer[17] = 0;
	answer[14] = 100;	/* no such track */
	ck_assert_int_eq(mmc_parse_toc(answer, sizeof(answer), &t), -EPROTO);
}
END_TEST

START_TEST(toc_overflow)
{
	uint8_t answer[4 + 8 * 110];
	struct mmc_toc t;
	size_t i;

	memset(answer, 0, sizeof(answer));
	answer[0] = 0xff;
	for (i = 0; i < 110; i++) {
		answer[4 + 8 * i + 2] = (uint8_t)(i < 99 ? i + 1 : 99);
		answer[4 + 8 * i + 7] = (uint8_t)(i + 1);
	}
	ck_assert_int_eq(mmc_parse_toc(answer, sizeof(answer), &t), -EPROTO);
}
END_TEST

START_TEST(speeds)
{
	uint8_t answer[8 + 16 * 2] = { 0, 0, 0, 36 };
	struct mmc_speeds s;

	answer[8 + 10] = 0x2b;
	answer[8 + 11] = 0x48;
	answer[8 + 14] = 0x15;
	answer[8 + 15] = 0xa4;
	ck_assert_int_eq(mmc_parse_write_speeds(answer, sizeof(answer), &s), 0);
	ck_assert_uint_eq(s.nr, 2);
	ck_assert_uint_eq(s.read_kbs[0], 11080);
	ck_assert_uint_eq(s.write_kbs[0], 5540);
	answer[8 + 16 + 12] = 0xff;	/* faster than any disc turns */
	ck_assert_int_eq(mmc_parse_write_speeds(answer, sizeof(answer), &s),
			 -EPROTO);
	ck_assert_uint_eq(s.nr, 0);
}
END_TEST

START_TEST(many_speeds)
{
	uint8_t answer[8 + 16 * 100] = { 0, 0, 0xff, 0xff };
	struct mmc_speeds s;

	ck_assert_int_eq(mmc_parse_write_speeds(answer, sizeof(answer), &s), 0);
	ck_assert_uint_eq(s.nr, MMC_MAX_SPEEDS);
}
END_TEST

START_TEST(format_capacity)
{
	static const uint8_t blank[12] = { 0, 0,    0, 8, 0, 0x23,
					   5, 0x40, 1, 0, 8, 0 };
	static const uint8_t none[12] = { 0, 0, 0, 0 };
	uint32_t blocks;

	ck_assert_int_eq(mmc_parse_format_capacity(blank, 12, &blocks), 0);
	ck_assert_uint_eq(blocks, 2295104);
	ck_assert_int_eq(mmc_parse_format_capacity(none, 12, &blocks), -EPROTO);
	ck_assert_int_eq(mmc_parse_format_capacity(blank, 11, &blocks),
			 -EPROTO);
}
END_TEST

static void parse_all(const uint8_t *buf, size_t n)
{
	union {
		struct mmc_inquiry inquiry;
		struct mmc_disc_info disc;
		struct mmc_track_info track;
		struct mmc_capacity capacity;
		struct mmc_toc toc;
		struct mmc_speeds speeds;
		uint16_t profile;
		uint32_t blocks;
	} u;

	mmc_parse_inquiry(buf, n, &u.inquiry);
	mmc_parse_profile(buf, n, &u.profile);
	mmc_parse_disc_info(buf, n, &u.disc);
	mmc_parse_track_info(buf, n, &u.track);
	mmc_parse_capacity(buf, n, &u.capacity);
	mmc_parse_format_capacity(buf, n, &u.blocks);
	mmc_parse_toc(buf, n, &u.toc);
	ck_assert_uint_le(u.toc.nr_tracks, 99);
	mmc_parse_write_speeds(buf, n, &u.speeds);
	ck_assert_uint_le(u.speeds.nr, MMC_MAX_SPEEDS);
}

START_TEST(garbage)
{
	uint8_t noise[900];
	uint8_t *copy;
	size_t n, i;
	int round;

	srand(1);
	for (round = 0; round < 2000; round++) {
		n = (size_t)rand() % sizeof(noise);
		for (i = 0; i < n; i++)
			noise[i] = (uint8_t)(round % 3 ? rand() : 0xff);
		copy = exact(noise, n);
		parse_all(copy, n);
		free(copy);
	}
}
END_TEST

START_TEST(page_speeds)
{
	uint8_t a[8 + 2 + 30 + 3 * 4] = {
		0, sizeof(a) - 2, [8] = 0x2a, sizeof(a) - 10, [16] = 0x21, 0x13,
		[8 + 31] = 3, [8 + 34] = 0x1b, 0x90, [8 + 38] = 0, 0,
		[8 + 42] = 0x02, 0xc1,
	};
	struct mmc_speeds found;
	uint8_t *copy;
	size_t n;

	ck_assert_int_eq(mmc_parse_page_speeds(a, sizeof(a), &found), 0);
	ck_assert_uint_eq(found.nr, 2);
	ck_assert_uint_eq(found.write_kbs[0], 7056);
	ck_assert_uint_eq(found.write_kbs[1], 705);
	ck_assert_uint_eq(found.read_kbs[1], 8467);
	a[8 + 30] = 0xff;	/* more descriptors than there are bytes */
	ck_assert_int_eq(mmc_parse_page_speeds(a, sizeof(a), &found), 0);
	ck_assert_uint_eq(found.nr, 2);
	for (n = 0; n < sizeof(a); n++) {
		copy = malloc(n ? n : 1);
		memcpy(copy, a, n);
		mmc_parse_page_speeds(copy, n, &found);
		ck_assert_uint_le(found.nr, 2);
		free(copy);
	}
	a[9] = 20;	/* a page older than MMC-3 */
	ck_assert_int_eq(mmc_parse_page_speeds(a, sizeof(a), &found), -EPROTO);
	ck_assert_uint_eq(found.nr, 0);
}
END_TEST

Suite *suite_mmc(void)
{
	Suite *s = suite_create("mmc");

	PROMISE(s, "mmc: names are trimmed and have no control characters", inquiry);
	PROMISE(s, "mmc: disc information tells blank, open, erasable", disc_info);
	PROMISE(s, "mmc: track information works in its long and short form, and must be possible", track_info);
	PROMISE(s, "mmc: a length that a drive made up is not followed", lying_lengths);
	PROMISE(s, "mmc: a capacity without blocks of 2048 is refused", capacity);
	PROMISE(s, "mmc: a TOC must have rising tracks and a lead-out", toc);
	PROMISE(s, "mmc: a TOC of more than 99 tracks is refused", toc_overflow);
	PROMISE(s, "mmc: write speeds are read, and must be possible", speeds);
	PROMISE(s, "mmc: more speeds than there is room for are cut off", many_speeds);
	PROMISE(s, "mmc: format capacity of a blank disc is read", format_capacity);
	PROMISE(s, "mmc: garbage of any length reads nothing outside", garbage);
	PROMISE(s, "mmc: write speeds of page 2Ah", page_speeds);
	return s;
}

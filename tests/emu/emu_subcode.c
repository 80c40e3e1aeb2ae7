// SPDX-License-Identifier: GPL-2.0
/* P and Q of a block, made from the tracks: ECMA-130 clause 22. */

#include <linux/bcd.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "emu.h"

/* Within 100 blocks: one tells the MCN, another the ISRC (Red Book 17.5.1). */
#define EMU_Q_PERIOD	100
#define EMU_Q_MCN	24
#define EMU_Q_ISRC	74

#define EMU_LEAD_OUT	0xaa

/* CRC of Q: x^16 + x^12 + x^5 + 1 over 10 bytes, inverted. */
static void emu_put_crc(u8 *q)
{
	u16 crc = 0;
	u32 i, bit;

	for (i = 0; i < EMU_Q - 2; i++) {
		crc ^= q[i] << 8;
		for (bit = 0; bit < 8; bit++)
			crc = crc << 1 ^ (crc & 0x8000 ? 0x1021 : 0);
	}
	put_unaligned_be16(~crc, q + EMU_Q - 2);
}

static void emu_put_bcd_msf(u8 *p, u32 frames)
{
	p[0] = bin2bcd(frames / (60 * 75));
	p[1] = bin2bcd(frames / 75 % 60);
	p[2] = bin2bcd(frames % 75);
}

static u8 emu_index_at(const struct emu_disc *disc, int track, s32 lba)
{
	const struct emu_cd *cd = disc->cd;
	u8 index = 1;
	u32 i;

	if (lba < (s32)disc->tracks[track].start)
		return 0;
	for (i = 0; i < cd->nr_marks; i++)
		if (cd->marks[i].track == track + 1 && cd->marks[i].lba <= lba)
			index = cd->marks[i].index;
	return index;
}

/* Behind the tracks: the lead-out of the session before. */
static void emu_position_out(const struct emu_disc *disc, s32 lba, u8 *q)
{
	u32 out = 0;
	u16 i;

	for (i = 0; i < disc->sessions; i++)
		if ((s32)disc->lead_out[i] <= lba)
			out = disc->lead_out[i];
	q[0] = EMU_CTL_DATA << 4 | 1;
	q[1] = EMU_LEAD_OUT;
	q[2] = 1;
	emu_put_bcd_msf(q + 3, lba < (s32)out ? 0 : lba - out);
}

/**
 * emu_subcode_position - Q of mode 1, always the position
 * @disc: a CD; its lock held
 * @lba: block, from -150
 * @q: gets 12 bytes: control and ADR, track, index, time in the track and on
 *	the disc as BCD, CRC
 */
void emu_subcode_position(const struct emu_disc *disc, s32 lba, u8 *q)
{
	int i = emu_track_by_lba(disc, lba);
	const struct emu_track *t = &disc->tracks[max(i, 0)];
	s32 start = t->start;

	memset(q, 0, EMU_Q);
	if (i < 0) {
		emu_position_out(disc, lba, q);
	} else {
		q[0] = t->control << 4 | 1;
		q[1] = bin2bcd(i + 1);
		q[2] = bin2bcd(emu_index_at(disc, i, lba));
		/* in the pause it counts down and ends with 0 */
		emu_put_bcd_msf(q + 3, lba < start ? start - 1 - lba
						   : lba - start);
	}
	emu_put_bcd_msf(q + 7, lba + EMU_CD_PREGAP);
	emu_put_crc(q);
}

/* Six bits for a character: 0 to 9 are 0 to 9, A to Z are 17 to 42. */
static u8 emu_isrc_code(char c)
{
	return c >= 'A' ? c - 'A' + 17 : c - '0';
}

static void emu_q_isrc(const char *isrc, u8 *q)
{
	u32 bits = 0;
	u32 i;

	for (i = 0; i < 5; i++)
		bits = bits << 6 | emu_isrc_code(isrc[i]);
	put_unaligned_be32(bits << 2, q + 1);
	for (i = 0; i < 3; i++)
		q[5 + i] = (isrc[5 + 2 * i] - '0') << 4 |
			   (isrc[6 + 2 * i] - '0');
	q[8] = (isrc[11] - '0') << 4;
}

static void emu_q_mcn(const char *mcn, u8 *q)
{
	u32 i;

	memset(q + 1, 0, 8);
	for (i = 0; i < EMU_MCN_LEN; i++)
		q[1 + i / 2] |= (mcn[i] - '0') << (i % 2 ? 0 : 4);
}

/**
 * emu_subcode_q - Q of a block
 * @disc: a CD; its lock held
 * @lba: block, from -150
 * @q: gets 12 bytes with the CRC
 */
void emu_subcode_q(const struct emu_disc *disc, s32 lba, u8 *q)
{
	u32 turn = (u32)(lba + EMU_CD_PREGAP) % EMU_Q_PERIOD;
	int i = emu_track_by_lba(disc, lba);

	emu_subcode_position(disc, lba, q);
	if (i < 0)
		return;
	if (turn == EMU_Q_MCN && disc->cd->mcn[0]) {
		q[0] = (q[0] & 0xf0) | 2;
		emu_q_mcn(disc->cd->mcn, q);
	} else if (turn == EMU_Q_ISRC && disc->tracks[i].isrc[0] &&
		   lba >= (s32)disc->tracks[i].start) {
		q[0] = (q[0] & 0xf0) | 3;
		emu_q_isrc(disc->tracks[i].isrc, q);
	} else {
		return;
	}
	emu_put_crc(q);
}

/**
 * emu_subcode_p - P of a block: set in the pause in front of a track
 * @disc: a CD; its lock held
 * @lba: block, from -150
 *
 * Return: P.
 */
bool emu_subcode_p(const struct emu_disc *disc, s32 lba)
{
	int i = emu_track_by_lba(disc, lba);

	return i >= 0 && lba < (s32)disc->tracks[i].start;
}

/**
 * emu_subcode_raw - put P and Q over R to W
 * @disc: a CD; its lock held
 * @lba: block, from -150
 * @raw: 96 bytes, P goes to bit 7 and Q to bit 6
 */
void emu_subcode_raw(const struct emu_disc *disc, s32 lba, u8 *raw)
{
	bool p = emu_subcode_p(disc, lba);
	u8 q[EMU_Q];
	u32 i;

	emu_subcode_q(disc, lba, q);
	for (i = 0; i < EMU_SUB; i++)
		raw[i] = (raw[i] & 0x3f) | (p ? 0x80 : 0) |
			 (q[i / 8] >> (7 - i % 8) & 1) << 6;
}

/*
 * A pack of R to W is 24 symbols. Before they went to the disc symbols 1 and
 * 18, 2 and 5, 3 and 23 changed places, and then the symbol at place n was
 * held back for n mod 8 packs (Red Book 18.2).
 */
static u32 emu_pack_place(u32 symbol)
{
	static const u8 places[24] = {
		[1] = 18, [18] = 1, [2] = 5, [5] = 2, [3] = 23, [23] = 3
	};

	return places[symbol] ? places[symbol] : symbol;
}

/**
 * emu_subcode_put_packs - put R to W on the disc that the host sent as packs
 * @disc: a CD; its lock held
 * @lba: block, from -150
 * @packs: 4 packs of 24 symbols, with their parity
 *
 * They are interleaved over this block and the two behind it.
 *
 * Return: 0 or sense.
 */
int emu_subcode_put_packs(struct emu_disc *disc, s32 lba, const u8 *packs)
{
	u8 raw[3 * EMU_SUB] = { 0 };
	u32 i, place, n;
	int sense = 0;

	n = min_t(s64, 3, (s64)disc->capacity - lba);
	for (i = 0; i < n && !sense; i++)
		sense = emu_cd_fetch_sub(disc, lba + i, raw + i * EMU_SUB);
	for (i = 0; i < EMU_SUB; i++) {
		place = emu_pack_place(i % 24);
		raw[i / 24 * 24 + place % 8 * 24 + place] = packs[i] & 0x3f;
	}
	for (i = 0; i < n && !sense; i++)
		sense = emu_cd_write_sub(disc, lba + i, raw + i * EMU_SUB);
	return sense;
}

/**
 * emu_subcode_packs - R to W of a block, de-interleaved
 * @disc: a CD; its lock held
 * @lba: block, from -150
 * @packs: gets 4 packs of 24 symbols
 *
 * Behind the last block of the disc zeros are taken.
 *
 * Return: 0 or sense.
 */
int emu_subcode_packs(struct emu_disc *disc, s32 lba, u8 *packs)
{
	u8 raw[3 * EMU_SUB] = { 0 };
	u32 i, place;
	int sense;

	sense = emu_cd_fetch_sub(disc, lba, raw);
	for (i = 1; i < 3 && !sense && lba + (s32)i < (s32)disc->capacity; i++)
		sense = emu_cd_fetch_sub(disc, lba + i, raw + i * EMU_SUB);
	for (i = 0; i < EMU_SUB; i++) {
		place = emu_pack_place(i % 24);
		packs[i] = raw[i / 24 * 24 + place % 8 * 24 + place];
	}
	return sense;
}

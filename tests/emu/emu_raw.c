// SPDX-License-Identifier: GPL-2.0
/*
 * Raw recording: the host makes lead-in, program and lead-out with their
 * sub-channel; what is on the disc is found out from Q, ECMA-130 22.3.
 */

#include <linux/bcd.h>
#include <linux/bitmap.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "emu.h"

#define EMU_POINT_A0	0xa0	/* first track, session type */
#define EMU_POINT_A1	0xa1	/* last track */
#define EMU_POINT_A2	0xa2	/* lead-out */
#define EMU_POINT_B0	0xb0	/* where the next session may begin */

static void emu_raw_q(const u8 *sub, u8 *q)
{
	u32 i;

	memset(q, 0, EMU_Q);
	for (i = 0; i < EMU_SUB; i++)
		q[i / 8] |= (sub[i] >> 6 & 1) << (7 - i % 8);
}

/* CRC of x^16 + x^12 + x^5 + 1, stored inverted. */
static bool emu_raw_q_good(const u8 *q)
{
	u16 crc = 0;
	u32 i, bit;

	for (i = 0; i < EMU_Q - 2; i++) {
		crc ^= q[i] << 8;
		for (bit = 0; bit < 8; bit++)
			crc = crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1;
	}
	return (u16)~crc == get_unaligned_be16(q + 10);
}

static s32 emu_raw_time(const u8 *p)
{
	return (bcd2bin(p[0]) * 60 + bcd2bin(p[1])) * 75 + bcd2bin(p[2]) -
	       EMU_CD_PREGAP;
}

/* One point of the table of contents. */
static void emu_raw_point(struct emu_recording *plan, const u8 *q)
{
	u8 point = q[2];
	u8 track;

	if ((q[0] & 0x0f) == 5 && point == EMU_POINT_B0)
		plan->appendable = true;
	if ((q[0] & 0x0f) != 1 || q[1])
		return;
	switch (point) {
	case EMU_POINT_A0:
		plan->first = bcd2bin(q[7]);
		plan->type = q[8];
		break;
	case EMU_POINT_A1:
		plan->last = bcd2bin(q[7]);
		break;
	case EMU_POINT_A2:
		plan->end = emu_raw_time(q + 7);
		break;
	default:
		track = bcd2bin(point);
		if (!track || track > 99)
			return;
		plan->toc[track] = emu_raw_time(q + 7);
		point = track;
	}
	set_bit(point, plan->toc_seen);
}

/* Thirteen digits, BCD. */
static void emu_raw_mcn(struct emu_recording *plan, const u8 *q)
{
	u32 i;

	for (i = 0; i < EMU_MCN_LEN; i++)
		plan->mcn[i] = '0' + (i % 2 ? q[1 + i / 2] & 0x0f
					    : q[1 + i / 2] >> 4);
}

/* Five characters of 6 bits, two bits of zeros, seven digits. */
static void emu_raw_isrc(struct emu_recording *plan, const u8 *q, u8 track)
{
	u32 letters = get_unaligned_be32(q + 1);
	char *isrc = plan->isrc[track];
	u32 i;

	for (i = 0; i < 5; i++)
		isrc[i] = '0' + (letters >> (26 - 6 * i) & 0x3f);
	for (i = 0; i < 7; i++)
		isrc[5 + i] = '0' + (q[5 + i / 2] >> (i % 2 ? 0 : 4) & 0x0f);
}

/* A position: a row when track or index are not those of the block before. */
static int emu_raw_position(struct emu_recording *plan, s32 lba, const u8 *q)
{
	const struct emu_recording_row *last = NULL;
	struct emu_recording_row row = {
		.lba = lba, .control = q[0] >> 4,
		.track = q[1] == EMU_LEAD_OUT_TNO ? q[1] : bcd2bin(q[1]),
		.index = bcd2bin(q[2]),
	};

	if (plan->nr)
		last = &plan->rows[plan->nr - 1];
	if (last && last->track == row.track && last->index == row.index)
		return 0;
	if ((row.track > 99 && row.track != EMU_LEAD_OUT_TNO) ||
	    row.index > 99)
		return 0;
	return emu_recording_add(plan, &row);
}

static enum emu_track_mode emu_raw_mode(const u8 *sector)
{
	if (sector[15] == 1)
		return EMU_TRACK_MODE1;
	/* XA repeats its sub-header; Yellow Book mode 2 has none */
	return memcmp(sector + 16, sector + 20, 4) ? EMU_TRACK_MODE2
						   : EMU_TRACK_XA;
}

/* Data come scrambled, as they go to the laser: ECMA-130 annex B. */
static int emu_raw_program(struct emu_recording *plan, struct emu_disc *disc,
			   s32 lba, const u8 *data)
{
	const struct emu_recording_row *row = &plan->rows[plan->nr - 1];
	u8 *sector = plan->sector;
	int sense;

	memcpy(sector, data, EMU_RAW);
	if (row->control & EMU_CTL_DATA)
		emu_sector_scramble(sector);
	if (row->index)
		plan->mode[row->track] = row->control & EMU_CTL_DATA ?
					 emu_raw_mode(sector) :
					 EMU_TRACK_AUDIO;
	sense = emu_cd_write(disc, lba, EMU_FORM_RAW, sector);
	if (!sense)
		sense = emu_cd_write_sub(disc, lba, data + EMU_RAW);
	return sense;
}

static int emu_raw_lead_in(struct emu_recording *plan, const u8 *sub, const u8 *q,
			   bool good)
{
	int sense = 0;
	u32 i;

	if (good)
		emu_raw_point(plan, q);
	for (i = 0; i < EMU_SUB && !sense; i += EMU_PACK_SYMBOLS)
		sense = emu_recording_text(plan, sub + i);
	return sense;
}

/**
 * emu_raw_block - write one block
 * @plan: the plan; its @next block
 * @disc: a CD; its lock held
 * @lba: the block
 * @data: 2352 bytes and 96 of P to W
 *
 * A Q with a wrong CRC tells nothing.
 *
 * Return: 0 or sense.
 */
int emu_raw_block(struct emu_recording *plan, struct emu_disc *disc, s32 lba,
		  const u8 *data)
{
	const u8 *sub = data + EMU_RAW;
	const struct emu_recording_row *row;
	u8 q[EMU_Q];
	int sense = 0;
	bool good;

	emu_raw_q(sub, q);
	good = emu_raw_q_good(q);
	plan->next = lba + 1;
	if (lba < plan->start)
		return emu_raw_lead_in(plan, sub, q, good);
	if (good && (q[0] & 0x0f) == 1)
		sense = emu_raw_position(plan, lba, q);
	if (sense || !plan->nr)
		return sense;
	row = &plan->rows[plan->nr - 1];
	if (row->track == EMU_LEAD_OUT_TNO)
		return 0;
	if (good && (q[0] & 0x0f) == 2)
		emu_raw_mcn(plan, q);
	if (good && (q[0] & 0x0f) == 3)
		emu_raw_isrc(plan, q, row->track);
	return emu_raw_program(plan, disc, lba, data);
}

/**
 * emu_raw_complete - can a player find everything
 * @plan: a raw plan
 *
 * Return: true when the lead-in has its three points and one for each track
 * where that track's INDEX 01 is, and the lead-out was begun where it says.
 */
bool emu_raw_complete(const struct emu_recording *plan)
{
	const struct emu_recording_row *row;
	bool lead_out = false;
	u32 found = 0;
	u32 i;

	if (!test_bit(EMU_POINT_A0, plan->toc_seen) ||
	    !test_bit(EMU_POINT_A1, plan->toc_seen) ||
	    !test_bit(EMU_POINT_A2, plan->toc_seen))
		return false;
	for (i = 0; i < plan->nr; i++) {
		row = &plan->rows[i];
		if (row->track == EMU_LEAD_OUT_TNO)
			lead_out = row->lba == plan->end;
		else if (row->index == 1 && row->track <= 99 &&
			 test_bit(row->track, plan->toc_seen))
			found += plan->toc[row->track] == row->lba;
	}
	return lead_out && found == plan->last - plan->first + 1;
}

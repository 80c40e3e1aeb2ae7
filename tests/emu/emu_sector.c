// SPDX-License-Identifier: GPL-2.0
/*
 * The 2352 bytes of a CD-ROM sector: sync, header, EDC and ECC after ECMA-130
 * clauses 14 to 16 and annexes A and B, sub-headers after CD-ROM XA.
 */

#include <linux/bcd.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "emu.h"

#define EMU_HEADER	12	/* MSF and mode behind the sync */
#define EMU_USER1	16	/* user data of mode 1; sub-header of XA */
#define EMU_EDC1	2064	/* EDC of mode 1; 8 zeros follow */
#define EMU_EDC_XA1	2072
#define EMU_EDC_XA2	2348
#define EMU_ECC_P	2076
#define EMU_ECC_Q	2248
#define EMU_SUBMODE	18	/* of the first copy of the sub-header */
#define EMU_SUBMODE_FORM2	0x20

/* (x^16 + x^15 + x^2 + 1)(x^16 + x^2 + x + 1), least significant bit first */
#define EMU_EDC_POLYNOMIAL	0xd8018001u

/* x^8 + x^4 + x^3 + x^2 + 1; the inverse of x + 1 in that field */
#define EMU_FIELD		0x11d
#define EMU_INVERSE_3		0xf4

static u32 emu_edc_table[256];		/* constant after emu_sector_init() */
static u8 emu_inverse_table[256];	/* times EMU_INVERSE_3; constant too */

static u8 emu_times_2(u8 a)
{
	return a << 1 ^ (a & 0x80 ? EMU_FIELD & 0xff : 0);
}

static u8 emu_times(u8 a, u8 b)
{
	u8 sum = 0;

	for (; b; b >>= 1, a = emu_times_2(a))
		if (b & 1)
			sum ^= a;
	return sum;
}

/**
 * emu_sector_init - make the tables; once, before the first disc
 */
void emu_sector_init(void)
{
	u32 i, bit, edc;

	for (i = 0; i < 256; i++) {
		edc = i;
		for (bit = 0; bit < 8; bit++)
			edc = edc >> 1 ^ (edc & 1 ? EMU_EDC_POLYNOMIAL : 0);
		emu_edc_table[i] = edc;
		emu_inverse_table[i] = emu_times(i, EMU_INVERSE_3);
	}
}

static void emu_put_edc(u8 *sector, u32 from, u32 to)
{
	u32 edc = 0;
	u32 i;

	for (i = from; i < to; i++)
		edc = edc >> 8 ^ emu_edc_table[(u8)(edc ^ sector[i])];
	put_unaligned_le32(edc, sector + to);
}

/*
 * One code word: @nr bytes of the field behind the sync, the first one at
 * @at, @step bytes apart, going round after @size; two bytes of parity. With
 * S0 the sum of all bytes and S1 the same weighted with powers of x, the
 * parity p0, p1 makes S0 + p0 + p1 and S1 + x p0 + p1 zero.
 */
static void emu_put_word(u8 *sector, u32 at, u32 step, u32 size, u32 nr,
			 u8 *p0, u8 *p1)
{
	u8 s0 = 0, s1 = 0;
	u32 i;

	for (i = 0; i < nr; i++) {
		s0 ^= sector[EMU_HEADER + at];
		s1 = emu_times_2(s1) ^ sector[EMU_HEADER + at];
		at += step;
		if (at >= size)
			at -= size;
	}
	s1 = emu_times_2(emu_times_2(s1));
	*p0 = emu_inverse_table[s0 ^ s1];
	*p1 = *p0 ^ s0;
}

/*
 * Annex A: P over 43 columns of 24 words, Q over 26 diagonals of 43 words, for
 * the even and for the odd bytes. Q runs over P too.
 */
static void emu_put_ecc(u8 *sector)
{
	u32 i;

	for (i = 0; i < 2 * 43; i++)
		emu_put_word(sector, i, 2 * 43, 2 * 43 * 24, 24,
			     sector + EMU_ECC_P + i,
			     sector + EMU_ECC_P + 2 * 43 + i);
	for (i = 0; i < 2 * 26; i++)
		emu_put_word(sector, i / 2 * 2 * 43 + i % 2, 2 * 44,
			     2 * 43 * 26, 43, sector + EMU_ECC_Q + i,
			     sector + EMU_ECC_Q + 2 * 26 + i);
}

/* The ECC of XA counts the header as zeros: a sector may be moved. */
static void emu_put_ecc_xa(u8 *sector)
{
	u8 header[4];

	memcpy(header, sector + EMU_HEADER, 4);
	memset(sector + EMU_HEADER, 0, 4);
	emu_put_ecc(sector);
	memcpy(sector + EMU_HEADER, header, 4);
}

static void emu_put_header(u8 *sector, s32 lba, u8 mode)
{
	u32 frames = lba + EMU_CD_PREGAP;

	memset(sector, 0xff, EMU_HEADER);
	sector[0] = 0;
	sector[11] = 0;
	sector[12] = bin2bcd(frames / (60 * 75));
	sector[13] = bin2bcd(frames / 75 % 60);
	sector[14] = bin2bcd(frames % 75);
	sector[15] = mode;
}

/* A block that nobody wrote. */
static enum emu_form emu_put_nothing(u8 *sector, enum emu_track_mode mode)
{
	memset(sector, 0, EMU_RAW);
	switch (mode) {
	case EMU_TRACK_AUDIO:
		return EMU_FORM_RAW;
	case EMU_TRACK_MODE2:
		return EMU_FORM_MODE2;
	case EMU_TRACK_XA:
		sector[EMU_SUBMODE] = EMU_SUBMODE_FORM2;
		sector[EMU_SUBMODE + 4] = EMU_SUBMODE_FORM2;
		return EMU_FORM_XA2;
	default:
		return EMU_FORM_MODE1;
	}
}

/**
 * emu_sector_build - make a whole sector of what is kept of it
 * @sector: 2352 bytes, holds what @form says where it belongs
 * @lba: block, from -150, for the header
 * @form: what is there
 * @mode: of the track, for a block that nobody wrote
 * @parity: EDC and ECC are wanted
 */
void emu_sector_build(u8 *sector, s32 lba, enum emu_form form,
		      enum emu_track_mode mode, bool parity)
{
	if (form == EMU_FORM_NONE)
		form = emu_put_nothing(sector, mode);
	if (form == EMU_FORM_RAW)
		return;
	emu_put_header(sector, lba, form == EMU_FORM_MODE1 ? 1 : 2);
	if (!parity)
		return;
	switch (form) {
	case EMU_FORM_MODE1:
		emu_put_edc(sector, 0, EMU_EDC1);
		memset(sector + EMU_EDC1 + 4, 0, 8);
		emu_put_ecc(sector);
		break;
	case EMU_FORM_XA1:
		emu_put_edc(sector, EMU_USER1, EMU_EDC_XA1);
		emu_put_ecc_xa(sector);
		break;
	case EMU_FORM_XA2:
		emu_put_edc(sector, EMU_USER1, EMU_EDC_XA2);
		break;
	default:
		break;
	}
}

/**
 * emu_sector_type - what a sector is
 * @sector: its 2352 bytes
 * @mode: of the track: tells audio from data, and XA from formless mode 2
 *
 * Return: the type, never EMU_SECTOR_ANY.
 */
enum emu_sector_type emu_sector_type(const u8 *sector,
				     enum emu_track_mode mode)
{
	if (mode == EMU_TRACK_AUDIO)
		return EMU_SECTOR_AUDIO;
	if (sector[15] != 2)
		return EMU_SECTOR_MODE1;
	if (mode == EMU_TRACK_MODE2)
		return EMU_SECTOR_MODE2;
	return sector[EMU_SUBMODE] & EMU_SUBMODE_FORM2 ? EMU_SECTOR_XA2
						       : EMU_SECTOR_XA1;
}

/**
 * emu_sector_scramble - ECMA-130 annex B; twice gives the sector back
 * @sector: 2352 bytes, the sync stays
 */
void emu_sector_scramble(u8 *sector)
{
	u32 reg = 1;	/* x^15 + x + 1, preset to 1 */
	u32 i, bit;

	for (i = EMU_HEADER; i < EMU_RAW; i++) {
		for (bit = 0; bit < 8; bit++) {
			sector[i] ^= (reg & 1) << bit;
			reg |= ((reg ^ reg >> 1) & 1) << 15;
			reg >>= 1;
		}
	}
}

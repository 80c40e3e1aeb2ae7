// SPDX-License-Identifier: GPL-2.0
/* The Q sub-channel, parsed; nothing in an answer is trusted. */
#include <ctype.h>
#include <errno.h>
#include <string.h>

#include "disc/bytes.h"
#include "disc/crc16.h"
#include "disc/disc.h"
#include "disc/msf.h"
#include "disc/subq.h"

#define TNO_LEAD_OUT	0xaa	/* of the Q itself, not a number */

static bool from_bcd(uint8_t bcd, uint8_t *value)
{
	*value = (uint8_t)((bcd >> 4) * 10 + (bcd & 0x0f));
	return bcd >> 4 <= 9 && (bcd & 0x0f) <= 9;
}

static bool lead_out(const uint8_t *q, struct subq *out)
{
	out->track = SUBQ_LEAD_OUT;
	return q[1] == TNO_LEAD_OUT;
}

static bool position_bcd(const uint8_t *q, struct subq *out)
{
	int32_t blocks;

	if (!lead_out(q, out) && !from_bcd(q[1], &out->track))
		return false;
	if (!from_bcd(q[2], &out->index) || !msf_from_bcd(q + 7, &blocks))
		return false;
	out->lba = blocks - DISC_LEAD_IN_GAP;
	return out->track;
}

/* some drives turn the digits into numbers when they format */
static bool position_binary(const uint8_t *q, struct subq *out)
{
	if (q[7] > 99 || q[8] > 59 || q[9] > 74 || q[2] > 99)
		return false;
	if (!lead_out(q, out))
		out->track = q[1];
	out->index = q[2];
	out->lba = msf_lba(q[7], q[8], q[9]);
	return out->track && (out->track <= 99 || out->track == SUBQ_LEAD_OUT);
}

static void text_mcn(const uint8_t *q, char text[14])
{
	int i;

	for (i = 0; i < 13; i++)
		text[i] = (char)('0' + (q[1 + i / 2] >> (i % 2 ? 0 : 4) & 0x0f));
	text[13] = '\0';
}

/* ECMA-130 22.3.5 knows no ISRC; IEC 60908 17.5.3: five 6-bit characters,
 * two zero bits, seven digits
 */
static void text_isrc(const uint8_t *q, char text[14])
{
	uint32_t packed = get_be32(q + 1);
	uint8_t c;
	int i;

	for (i = 0; i < 5; i++) {
		c = packed >> (26 - 6 * i) & 0x3f;
		text[i] = (char)(c <= 9 ? '0' + c :
				 c >= 17 && c <= 42 ? 'A' + c - 17 : '?');
	}
	for (i = 0; i < 7; i++)
		text[5 + i] = (char)('0' + (q[5 + i / 2] >> (i % 2 ? 0 : 4) & 0x0f));
	text[12] = '\0';
}

/**
 * subq_parse() - the Q of a block
 * @q: SUBQ_BYTES, the CRC not looked at: drives that format Q leave it out
 * @lba: of the block that was asked for: tells digits from numbers
 * @out: gets it; its own @lba may be another one
 *
 * Return: 0, or -EPROTO with @out->kind SUBQ_NONE.
 */
int subq_parse(const uint8_t *q, int32_t lba, struct subq *out)
{
	struct subq binary = { 0 };

	memset(out, 0, sizeof(*out));
	out->control = q[0] >> 4;
	switch (q[0] & 0x0f) {
	case SUBQ_POSITION:
		binary.control = out->control;
		if (!position_binary(q, &binary) || binary.lba != lba)
			binary.track = 0;
		if (!position_bcd(q, out) || (binary.track && out->lba != lba))
			*out = binary;
		if (!out->track)
			return -EPROTO;
		out->kind = SUBQ_POSITION;
		return 0;
	case SUBQ_MCN:
		text_mcn(q, out->text);
		out->kind = mcn_possible(out->text) ? SUBQ_MCN : SUBQ_NONE;
		break;
	case SUBQ_ISRC:
		text_isrc(q, out->text);
		out->kind = isrc_possible(out->text) ? SUBQ_ISRC : SUBQ_NONE;
		break;
	}
	return out->kind ? 0 : -EPROTO;
}

/**
 * subq_parse_raw() - the Q out of a block's raw sub-channel
 * @raw: P to W, Q is bit 6 (ECMA-130 22)
 * @out: gets it
 *
 * Return: 0, or -EPROTO also when the CRC is wrong.
 */
int subq_parse_raw(const uint8_t raw[SUB_RAW_BYTES], struct subq *out)
{
	uint8_t q[SUBQ_BYTES] = { 0 };
	int i;

	for (i = 0; i < SUB_RAW_BYTES; i++)
		q[i / 8] |= (uint8_t)((raw[i] >> 6 & 1) << (7 - i % 8));
	memset(out, 0, sizeof(*out));
	if (crc16(q, 10) != get_be16(q + 10))
		return -EPROTO;
	/* digits, always: an LBA that no block has can't make them numbers */
	return subq_parse(q, INT32_MIN, out);
}

/**
 * sub_has_graphics() - is there anything in R to W?
 * @raw: P to W of a block
 */
bool sub_has_graphics(const uint8_t raw[SUB_RAW_BYTES])
{
	int i;

	for (i = 0; i < SUB_RAW_BYTES; i++)
		if (raw[i] & 0x3f)
			return true;
	return false;
}

/**
 * mcn_possible() - can this be a media catalogue number?
 * @mcn: text
 *
 * 13 digits (EAN-13), not all of them 0.
 */
bool mcn_possible(const char *mcn)
{
	return strlen(mcn) == 13 && strspn(mcn, "0123456789") == 13 &&
	       strspn(mcn, "0") < 13;
}

/**
 * isrc_possible() - can this be an ISRC?
 * @isrc: text
 *
 * ISO 3901: two letters, three letters or digits, seven digits.
 */
bool isrc_possible(const char *isrc)
{
	size_t i;

	if (strlen(isrc) != 12)
		return false;
	for (i = 0; i < 12; i++) {
		if (isrc[i] >= '0' && isrc[i] <= '9' && i >= 2)
			continue;
		if (isrc[i] < 'A' || isrc[i] > 'Z' || i >= 5)
			return false;
	}
	return true;
}

/**
 * isrc_none() - is this how a sheet says that there is no ISRC?
 * @isrc: text
 *
 * Some programs write twelve zeros.
 */
bool isrc_none(const char *isrc)
{
	return strlen(isrc) == 12 && strspn(isrc, "0") == 12;
}

/**
 * subq_parse_mcn() - READ SUB-CHANNEL format 2 (MMC-6)
 * @buf: the answer
 * @len: bytes that came
 * @mcn: gets it
 *
 * Return: 0, -ENODATA: the disc has none, or -EPROTO.
 */
int subq_parse_mcn(const uint8_t *buf, size_t len, char mcn[14])
{
	mcn[0] = '\0';
	if (len < 22 || (size_t)get_be16(buf + 2) + 4 < 22 ||
	    buf[4] != SUBQ_MCN)
		return -EPROTO;
	if (!(buf[8] & 0x80))	/* MCVal */
		return -ENODATA;
	memcpy(mcn, buf + 9, 13);
	mcn[13] = '\0';
	if (mcn_possible(mcn))
		return 0;
	mcn[0] = '\0';
	return -EPROTO;
}

/**
 * subq_parse_isrc() - READ SUB-CHANNEL format 3 (MMC-6)
 * @buf: the answer
 * @len: bytes that came
 * @track: that was asked for; an answer about another one is none
 * @isrc: gets it
 *
 * Return: 0, -ENODATA: the track has none, or -EPROTO.
 */
int subq_parse_isrc(const uint8_t *buf, size_t len, uint8_t track,
		    char isrc[13])
{
	isrc[0] = '\0';
	if (len < 21 || (size_t)get_be16(buf + 2) + 4 < 21 ||
	    buf[4] != SUBQ_ISRC || buf[6] != track)
		return -EPROTO;
	if (!(buf[8] & 0x80))	/* TCVal */
		return -ENODATA;
	memcpy(isrc, buf + 9, 12);
	isrc[12] = '\0';
	if (isrc_possible(isrc))
		return 0;
	isrc[0] = '\0';
	return -EPROTO;
}

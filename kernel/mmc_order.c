// SPDX-License-Identifier: GPL-2.0
/*
 * MMC: reading CDs, erasing and formatting, cue sheets, layers, write features.
 *
 * All functions here are pure: any context, no locks. Builders cannot fail if
 * nothing else is said; parsers trust nothing, as those of mmc_parse.c. Where
 * bits and fields lie is taken from the command of that name in MMC-6, from
 * SPC-4 for REQUEST SENSE.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "../uapi/dsr.h"
#include "compat.h"
#include "mmc_order.h"

#define BLANK_IMMED	0x10	/* byte 1 of BLANK */
#define BLANK_MINIMAL	0x01
#define READ_CD_C2	0x02	/* byte 9 of READ CD, beside the main channel */
#define FORMAT_FOV	0x80	/* byte 1 of the list: the bits beside are valid */
#define FORMAT_IMMED	0x02

static void cdb_init(struct dsr_cdb *c, u8 opcode, u8 len, u8 dir, u32 xfer)
{
	memset(c, 0, sizeof(*c));
	c->bytes[0] = opcode;
	c->len = len;
	c->dir = xfer ? dir : DSR_DIR_NONE;
	c->xfer = xfer;
}

/**
 * dsr_cdb_request_sense - REQUEST SENSE, fixed format
 * @c: filled; answers up to MMC_SENSE_BYTES, see dsr_sense_parse()
 */
void dsr_cdb_request_sense(struct dsr_cdb *c)
{
	cdb_init(c, MMC_REQUEST_SENSE, 6, DSR_DIR_IN, MMC_SENSE_BYTES);
	c->bytes[4] = MMC_SENSE_BYTES;
}

/**
 * struct read_cd_row - what READ CD has to be asked for
 * @type: expected sector type, MMC-6 table 456; 0: any
 * @flags: main channel selection, byte 9: sync 80h, header 20h, sub-header
 *	40h, user data 10h, EDC and ECC 08h
 * @bytes: that come for one block, MMC-6 table 461
 *
 * Form 1 and form 2 lie mixed in an XA track, so its type is any.
 */
struct read_cd_row {
	u8 type;
	u8 flags;
	u16 bytes;
};

static const struct read_cd_row read_cd_rows[] = {
	[DSR_MODE_DATA] = { 2, 0x10, 2048 },
	[DSR_MODE_AUDIO] = { 1, 0x10, 2352 },
	[DSR_MODE_2] = { 3, 0x10, 2336 },
	[DSR_MODE_XA1] = { 4, 0x10, 2048 },
	[DSR_MODE_XA_MIX] = { 0, 0x58, 2336 },
	[DSR_MODE_RAW] = { 0, 0xf8, 2352 },
};

/* sub-channel selection, byte 10, and its bytes, MMC-6 table 459 */
static int read_cd_sub(u8 subchannel, u8 *selection)
{
	switch (subchannel) {
	case DSR_SUB_NONE:
		*selection = 0;
		return 0;
	case DSR_SUB_PQ16:
		*selection = 2;
		return 16;
	case DSR_SUB_RAW96:
		*selection = 1;
		return 96;
	default:
		return -EOPNOTSUPP;
	}
}

/**
 * dsr_cdb_read_cd - READ CD
 * @c: filled
 * @mode: enum dsr_mode; what is not of that kind is not sent
 * @subchannel: enum dsr_subchannel, sent behind each block
 * @lba: first block, -150 and up
 * @blocks: below 2^24; 0 is legal and moves nothing
 *
 * No C2 error bits. The user data of a form 2 block come as 2328 bytes and
 * never as the 2324 of DSR_MODE_XA2.
 *
 * Return: bytes of one block with its sub-channel; -EOPNOTSUPP: there is no
 * READ CD for that.
 */
int dsr_cdb_read_cd(struct dsr_cdb *c, u8 mode, u8 subchannel, s32 lba,
		    u32 blocks)
{
	const struct read_cd_row *row;
	u8 selection;
	int sub;

	sub = read_cd_sub(subchannel, &selection);
	if (sub < 0 || mode >= ARRAY_SIZE(read_cd_rows))
		return -EOPNOTSUPP;
	row = &read_cd_rows[mode];
	if (!row->bytes)
		return -EOPNOTSUPP;
	cdb_init(c, MMC_READ_CD, 12, DSR_DIR_IN, blocks * (row->bytes + sub));
	c->bytes[1] = row->type << 2;
	put_unaligned_be32(lba, &c->bytes[2]);
	put_unaligned_be24(blocks, &c->bytes[6]);
	c->bytes[9] = row->flags;
	c->bytes[10] = selection;
	return row->bytes + sub;
}

/**
 * dsr_cdb_read_c2 - READ CD of audio with its C2 error bits
 * @c: filled
 * @form: DSR_C2_ALONE or DSR_C2_WITH
 * @subchannel: enum dsr_subchannel, sent behind each block; with DSR_C2_ALONE
 *	nothing is
 * @lba: first block, -150 and up
 * @blocks: below 2^24; 0 is legal and moves nothing
 *
 * The first bit of MMC_C2_BYTES, bit 7 of the first byte, stands for the
 * block's first byte; one that is set: that byte is wrong (error field 01b).
 *
 * Return: bytes of one block with all that comes behind it; -EOPNOTSUPP:
 * there is no READ CD for that.
 */
int dsr_cdb_read_c2(struct dsr_cdb *c, u8 form, u8 subchannel, s32 lba,
		    u32 blocks)
{
	bool alone = form == DSR_C2_ALONE;
	int bytes = dsr_cdb_read_cd(c, DSR_MODE_AUDIO,
				    alone ? DSR_SUB_NONE : subchannel, lba,
				    blocks);

	if (bytes < 0)
		return bytes;
	bytes = alone ? MMC_C2_BYTES : bytes + MMC_C2_BYTES;
	if (alone)
		c->bytes[9] = 0;
	c->bytes[9] |= READ_CD_C2;
	c->xfer = blocks * bytes;
	return bytes;
}

/**
 * dsr_cdb_send_cue_sheet - SEND CUE SHEET
 * @c: filled
 * @bytes: of the cue sheet, below 2^24
 */
void dsr_cdb_send_cue_sheet(struct dsr_cdb *c, u32 bytes)
{
	cdb_init(c, MMC_SEND_CUE_SHEET, 10, DSR_DIR_OUT, bytes);
	put_unaligned_be24(bytes, &c->bytes[6]);
}

/**
 * dsr_cdb_blank - BLANK
 * @c: filled
 * @immed: answer before it is done
 * @full: the whole disc, else only what makes it look blank
 */
void dsr_cdb_blank(struct dsr_cdb *c, bool immed, bool full)
{
	cdb_init(c, MMC_BLANK, 12, DSR_DIR_NONE, 0);
	c->bytes[1] = (immed ? BLANK_IMMED : 0) | (full ? 0 : BLANK_MINIMAL);
}

/**
 * dsr_format_fill - parameter list for FORMAT UNIT
 * @list: filled
 * @type: MMC_FORMAT_*
 * @blocks: to be formatted, as a format descriptor of the drive has it
 * @parameter: type dependent, 24 bits, likewise
 * @immed: answer before it is done
 */
void dsr_format_fill(u8 list[MMC_FORMAT_BYTES], u8 type, u32 blocks,
		     u32 parameter, bool immed)
{
	memset(list, 0, MMC_FORMAT_BYTES);
	list[1] = FORMAT_FOV | (immed ? FORMAT_IMMED : 0);
	put_unaligned_be16(MMC_FORMAT_BYTES - 4, &list[2]);
	put_unaligned_be32(blocks, &list[4]);
	list[8] = type << 2;
	put_unaligned_be24(parameter, &list[9]);
}

/**
 * dsr_cdb_read_format_capacities - READ FORMAT CAPACITIES
 * @c: filled; answers up to MMC_FORMAT_CAPACITIES_BYTES
 */
void dsr_cdb_read_format_capacities(struct dsr_cdb *c)
{
	cdb_init(c, MMC_READ_FORMAT_CAPACITIES, 10, DSR_DIR_IN,
		 MMC_FORMAT_CAPACITIES_BYTES);
	put_unaligned_be16(MMC_FORMAT_CAPACITIES_BYTES, &c->bytes[7]);
}

/**
 * dsr_parse_format_capacities - the capacity list (MMC-6 table 476)
 * @buf: answer to READ FORMAT CAPACITIES
 * @len: bytes of it
 * @f: filled; a last descriptor that is not whole is left out
 *
 * Return: 0, or -EINVAL: too short for the first descriptor, or that is of no
 * known type.
 */
int dsr_parse_format_capacities(const u8 *buf, u32 len,
				struct dsr_format_capacities *f)
{
	struct dsr_format_descriptor *d;
	u32 at;

	memset(f, 0, sizeof(*f));
	if (len < 12 || buf[3] < 8)
		return -EINVAL;
	if (len > 4U + buf[3])
		len = 4 + buf[3];
	f->blocks = get_unaligned_be32(&buf[4]);
	f->state = buf[8] & 0x03;
	if (!f->state)
		return -EINVAL;
	for (at = 12; at + 8 <= len && f->nr < MMC_FORMAT_DESCRIPTORS; at += 8) {
		d = &f->formats[f->nr++];
		d->blocks = get_unaligned_be32(&buf[at]);
		d->type = buf[at + 4] >> 2;
		d->parameter = get_unaligned_be24(&buf[at + 5]);
	}
	return 0;
}

/**
 * dsr_format_find - the first way to format that is of a type
 * @f: all there are
 * @type: MMC_FORMAT_*
 *
 * Return: it, inside @f; NULL: there is none.
 */
const struct dsr_format_descriptor *
dsr_format_find(const struct dsr_format_capacities *f, u8 type)
{
	u32 i;

	for (i = 0; i < f->nr; i++)
		if (f->formats[i].type == type)
			return &f->formats[i];
	return NULL;
}

/**
 * dsr_cdb_send_disc_structure - SEND DISC STRUCTURE, those of DVD
 * @c: filled
 * @format: MMC_STRUCTURE_*
 * @bytes: of the list
 */
void dsr_cdb_send_disc_structure(struct dsr_cdb *c, u8 format, u16 bytes)
{
	cdb_init(c, MMC_SEND_DISC_STRUCTURE, 12, DSR_DIR_OUT, bytes);
	c->bytes[7] = format;
	put_unaligned_be16(bytes, &c->bytes[8]);
}

/**
 * dsr_layer_break_fill - the list that says how large layer 0 is
 * @list: filled
 * @blocks: of the data on layer 0
 */
void dsr_layer_break_fill(u8 list[MMC_LAYER_BREAK_BYTES], u32 blocks)
{
	memset(list, 0, MMC_LAYER_BREAK_BYTES);
	put_unaligned_be16(MMC_LAYER_BREAK_BYTES - 2, &list[0]);
	put_unaligned_be32(blocks, &list[8]);
}

/**
 * dsr_parse_layer_break - how large layer 0 is (MMC-6 table 419)
 * @buf: answer to READ DISC STRUCTURE format 20h
 * @len: bytes of it
 * @fixed: it cannot be changed any more
 * @blocks: of the data on layer 0
 *
 * Return: 0, or -EINVAL: too short, or nothing at all on layer 0.
 */
int dsr_parse_layer_break(const u8 *buf, u32 len, bool *fixed, u32 *blocks)
{
	if (len < MMC_LAYER_BREAK_BYTES ||
	    get_unaligned_be16(buf) < MMC_LAYER_BREAK_BYTES - 2)
		return -EINVAL;
	*fixed = buf[4] & 0x80;
	*blocks = get_unaligned_be32(&buf[8]);
	return *blocks ? 0 : -EINVAL;
}

/**
 * dsr_parse_write_feature - what a drive can do while it writes
 * @buf: answer to GET CONFIGURATION for @feature alone
 * @len: bytes of it
 * @feature: MMC_FEATURE_* (MMC-6 tables 142, 176, 178, 180)
 * @f: filled
 *
 * Return: 0; -ENOENT: the drive does not have it; -EINVAL: too short, or
 * another feature.
 */
int dsr_parse_write_feature(const u8 *buf, u32 len, u16 feature,
			    struct dsr_write_feature *f)
{
	const u8 *d = buf + MMC_CONFIGURATION_BYTES;
	u32 claimed;

	memset(f, 0, sizeof(*f));
	if (len < MMC_CONFIGURATION_BYTES)
		return -EINVAL;
	claimed = get_unaligned_be32(buf);
	if (claimed <= MMC_CONFIGURATION_BYTES - 4)
		return -ENOENT;
	if (len < MMC_FEATURE_BYTES || claimed < MMC_FEATURE_BYTES - 4)
		return -EINVAL;
	if (get_unaligned_be16(d) != feature || d[3] < 4)
		return -EINVAL;
	f->active = d[2] & 0x01;
	if (feature == MMC_FEATURE_INCREMENTAL)
		return 0;
	f->underrun_free = d[4] & 0x40;
	f->test_write = d[4] & 0x04;
	if (feature == MMC_FEATURE_DVD_DASH)
		return 0;
	f->sub_channel = d[4] & 0x01;
	if (feature == MMC_FEATURE_CD_TAO)
		return 0;
	f->sao = d[4] & 0x20;
	f->raw_multi = d[4] & 0x10;
	f->raw = d[4] & 0x08;
	f->cue_bytes = get_unaligned_be24(&d[5]);
	return 0;
}

/**
 * dsr_parse_cd_read_feature - does a drive tell of C2 errors?
 * @buf: answer to GET CONFIGURATION for MMC_FEATURE_CD_READ alone
 * @len: bytes of it
 * @c2: it does (MMC-6, CD Read feature)
 *
 * Return: 0; -ENOENT: the drive does not say; -EINVAL: too short, or another
 * feature.
 */
int dsr_parse_cd_read_feature(const u8 *buf, u32 len, bool *c2)
{
	const u8 *d = buf + MMC_CONFIGURATION_BYTES;
	u32 claimed;

	if (len < MMC_CONFIGURATION_BYTES)
		return -EINVAL;
	claimed = get_unaligned_be32(buf);
	if (claimed <= MMC_CONFIGURATION_BYTES - 4)
		return -ENOENT;
	if (len < MMC_CONFIGURATION_BYTES + 4 ||
	    get_unaligned_be16(d) != MMC_FEATURE_CD_READ)
		return -EINVAL;
	/* the first drives have this feature without its last four bytes */
	if (!d[3])
		return -ENOENT;
	if (len < MMC_FEATURE_BYTES || claimed < MMC_FEATURE_BYTES - 4)
		return -EINVAL;
	*c2 = d[4] & 0x02;
	return 0;
}

static bool possible_msf(const u8 *msf)
{
	return msf[0] <= 99 && msf[1] <= 59 && msf[2] <= 74;
}

static s32 frames(const u8 *msf)
{
	return (msf[0] * 60 + msf[1]) * 75 + msf[2];
}

/* absolute times of a lead-in come before 00:00:00, MMC-6 table 607 */
#define MSF_WRAP	450000
#define MSF_OF_LBA_0	150

/**
 * dsr_parse_atip - where a blank CD begins and ends (MMC-6 table 489)
 * @buf: answer to READ TOC/PMA/ATIP format 4, times are binary
 * @len: bytes of it
 * @lead_in: LBA of the first block of the lead-in, below -150
 * @capacity: blocks from LBA 0 to the last possible start of the lead-out
 *
 * Return: 0, or -EINVAL: too short, no times, a lead-in elsewhere than in the
 * ten minutes before 00:00:00, or no room for anything.
 */
int dsr_parse_atip(const u8 *buf, u32 len, s32 *lead_in, u32 *capacity)
{
	if (len < 15 || get_unaligned_be16(buf) < 13)
		return -EINVAL;
	if (!possible_msf(&buf[8]) || !possible_msf(&buf[12]))
		return -EINVAL;
	if (buf[8] < 90 || frames(&buf[12]) <= MSF_OF_LBA_0)
		return -EINVAL;
	*lead_in = frames(&buf[8]) - MSF_WRAP - MSF_OF_LBA_0;
	*capacity = frames(&buf[12]) - MSF_OF_LBA_0;
	return 0;
}

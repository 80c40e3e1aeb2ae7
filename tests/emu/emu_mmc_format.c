// SPDX-License-Identifier: GPL-2.0
/* READ FORMAT CAPACITIES and FORMAT UNIT. */

#include <linux/kernel.h>

#include "emu.h"

/* Format types, MMC-6 table 281 */
#define EMU_FORMAT_FULL		0x00
#define EMU_FORMAT_SPARE	0x01	/* DVD-RAM: spare area expansion */
#define EMU_FORMAT_RW_FULL	0x10	/* DVD-RW */
#define EMU_FORMAT_RW_GROW	0x13	/* DVD-RW: quick grow last border */
#define EMU_FORMAT_RW_QUICK	0x15	/* DVD-RW */
#define EMU_FORMAT_DVD_RW_PLUS	0x26
#define EMU_FORMAT_BD_SPARES	0x30	/* BD-RE */
#define EMU_FORMAT_BD_BARE	0x31	/* BD-RE: no spare areas */
#define EMU_FORMAT_BD_R		0x32

/* Format sub-type of 00h and 30h on BD-RE: full certification, table 302 */
#define EMU_CERTIFY_FULL	2

/* Current/maximum capacity descriptor types, MMC-6 table 507 */
#define EMU_CAP_UNFORMATTED	1
#define EMU_CAP_FORMATTED	2
#define EMU_CAP_NO_MEDIUM	3	/* also an intermediate session */

#define EMU_FORMAT_RESTART	0x01	/* 26h, last byte: data stay */
#define EMU_FORMAT_ROWS		8

/**
 * struct emu_format_row - one way to format a disc
 * @type: format type
 * @spares: the disc keeps its spare areas
 * @parameter: type dependent parameter as READ FORMAT CAPACITIES gives it
 * @wipes: what was on the disc is gone; BD-RE: only with full certification
 */
struct emu_format_row {
	u8 type;
	bool spares;
	u32 parameter;
	bool wipes;
};

static const struct emu_format_row emu_formats_plus[] = {
	{ EMU_FORMAT_DVD_RW_PLUS, true, 0, true },
	{ }
};

static const struct emu_format_row emu_formats_minus[] = {
	{ EMU_FORMAT_FULL, true, EMU_BLOCK, true },
	{ EMU_FORMAT_RW_FULL, true, 16, true },
	{ EMU_FORMAT_RW_QUICK, true, 16, true },
	{ }
};

static const struct emu_format_row emu_formats_overwrite[] = {
	{ EMU_FORMAT_FULL, true, EMU_BLOCK, true },
	{ EMU_FORMAT_RW_FULL, true, 16, true },
	{ EMU_FORMAT_RW_GROW, true, 16, false },
	{ EMU_FORMAT_RW_QUICK, true, 16, true },
	{ }
};

static const struct emu_format_row emu_formats_ram[] = {
	{ EMU_FORMAT_FULL, true, EMU_BLOCK, true },
	{ EMU_FORMAT_FULL, false, EMU_BLOCK, true },
	{ EMU_FORMAT_SPARE, true, EMU_BLOCK, false },
	{ }
};

static const struct emu_format_row emu_formats_bd_r[] = {
	{ EMU_FORMAT_FULL, true, EMU_BLOCK, false },
	{ EMU_FORMAT_BD_R, true, EMU_BLOCK, false },
	{ }
};

static const struct emu_format_row emu_formats_bd_re[] = {
	{ EMU_FORMAT_FULL, true, EMU_BLOCK, true },
	{ EMU_FORMAT_BD_SPARES, true, EMU_BLOCK, true },
	{ EMU_FORMAT_BD_BARE, false, EMU_BLOCK, true },
	{ }
};

static bool emu_format_last(const struct emu_format_row *row)
{
	return !row->spares && !row->parameter;
}

/* The ways there are for a disc as it is now; ends with a row of zeros. */
static const struct emu_format_row *emu_formats(const struct emu_disc *disc)
{
	static const struct emu_format_row none = { };

	switch (emu_medium_id(disc->medium)) {
	case EMU_DVD_PLUS_RW:
		return emu_formats_plus;
	case EMU_DVD_MINUS_RW:
		return emu_formats_minus;
	case EMU_DVD_MINUS_RW_RO:
		return emu_formats_overwrite;
	case EMU_DVD_RAM:
		return emu_formats_ram;
	case EMU_BD_RE:
		return emu_formats_bd_re;
	case EMU_BD_R:
		if (emu_disc_blank(disc) && disc->format == EMU_UNFORMATTED)
			return emu_formats_bd_r;
		return &none;
	default:
		return &none;
	}
}

static u32 emu_format_blocks(const struct emu_disc *disc,
			     const struct emu_format_row *row)
{
	if (row->type == EMU_FORMAT_RW_GROW)
		return disc->area - emu_disc_readable_end(disc);
	return row->spares ? emu_formatted_capacity(disc) : disc->area;
}

/* The row for a type, of several the one with just so many blocks. */
static const struct emu_format_row *emu_format_find(const struct emu_disc *disc,
						    u8 type, u32 blocks)
{
	const struct emu_format_row *row, *found = NULL;

	for (row = emu_formats(disc); !emu_format_last(row); row++)
		if (row->type == type &&
		    (!found || emu_format_blocks(disc, row) == blocks))
			found = row;
	return found;
}

static void emu_put_format(u8 *buf, u32 blocks, u8 type, u32 parameter)
{
	put_unaligned_be32(blocks, buf);
	buf[4] = type;
	put_unaligned_be24(parameter, buf + 5);
}

/* A finished disc that grows no more has no room for a quick grow. */
static u32 emu_format_descriptors(const struct emu_disc *disc, u8 *buf)
{
	const struct emu_format_row *row;
	u32 len = 0;
	u32 blocks;

	for (row = emu_formats(disc); !emu_format_last(row); row++) {
		blocks = emu_format_blocks(disc, row);
		if (!blocks)
			continue;
		emu_put_format(buf + len, blocks, row->type << 2,
			       row->parameter);
		len += 8;
	}
	return len;
}

static u8 emu_capacity_type(const struct emu_disc *disc)
{
	if (disc->format == EMU_FORMAT_BEGUN)
		return EMU_CAP_NO_MEDIUM;
	return emu_disc_blank(disc) ? EMU_CAP_UNFORMATTED : EMU_CAP_FORMATTED;
}

/**
 * emu_read_format_capacities - READ FORMAT CAPACITIES, MMC-6 6.24
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_read_format_capacities(struct emu_drive *drive, struct emu_cmd *cmd)
{
	struct emu_disc *disc = drive->disc;
	u32 allocation = get_unaligned_be16(cmd->cdb + 7);
	u8 type = EMU_CAP_NO_MEDIUM;
	u8 buf[12 + EMU_FORMAT_ROWS * 8] = { 0 };
	u32 blocks = 2295104;
	u32 len = 8;

	if (!emu_tray_not_ready(drive, cmd)) {
		mutex_lock(&disc->lock);
		type = emu_capacity_type(disc);
		blocks = type == EMU_CAP_FORMATTED ? emu_disc_readable_end(disc)
						   : disc->capacity;
		len += emu_format_descriptors(disc, buf + 12);
		mutex_unlock(&disc->lock);
	}
	emu_put_format(buf + 4, blocks, type, EMU_BLOCK);
	buf[3] = len;
	return emu_reply(cmd, buf, len + 4, allocation);
}

/* A DVD-RW becomes a restricted overwrite one, or grows. */
static int emu_format_minus(struct emu_disc *disc, u8 type, u32 blocks)
{
	u32 from = 0;

	if (type == EMU_FORMAT_RW_GROW) {
		from = emu_disc_readable_end(disc);
	} else {
		emu_store_clear(disc, 0);
		disc->medium = emu_medium_by_index(EMU_DVD_MINUS_RW_RO);
		disc->capacity = disc->area;
		emu_track_blank(disc);
	}
	if (type == EMU_FORMAT_RW_GROW || type == EMU_FORMAT_RW_QUICK)
		emu_track_grow(disc, from + roundup(blocks, 16));
	else
		emu_track_format(disc, disc->area);
	return 0;
}

static bool emu_format_wipes(const struct emu_disc *disc,
			     const struct emu_format_row *row,
			     const u8 *descriptor)
{
	if (emu_medium_id(disc->medium) == EMU_BD_RE)
		return (descriptor[4] & 0x03) == EMU_CERTIFY_FULL;
	if (row->type == EMU_FORMAT_DVD_RW_PLUS &&
	    descriptor[7] & EMU_FORMAT_RESTART)
		return false;
	return row->wipes;
}

static int emu_format_disc(struct emu_disc *disc, const u8 *descriptor,
			   bool *full)
{
	u32 blocks = get_unaligned_be32(descriptor);
	u8 type = descriptor[4] >> 2;
	const struct emu_format_row *row;
	u32 most;

	if (emu_format_last(emu_formats(disc)))
		return EMU_CANNOT_FORMAT;
	row = emu_format_find(disc, type, blocks);
	if (!row)
		return EMU_BAD_PARAMETER;
	most = emu_format_blocks(disc, row);
	if (blocks != ~0u && blocks > disc->area)
		return EMU_BAD_PARAMETER;
	*full = emu_format_wipes(disc, row, descriptor) &&
		type != EMU_FORMAT_RW_QUICK;
	if (disc->medium->profile == 0x0013 || disc->medium->profile == 0x0014)
		return emu_format_minus(disc, type, min(blocks, most));
	if (emu_format_wipes(disc, row, descriptor)) {
		emu_store_clear(disc, 0);
		disc->data_end = 0;
	}
	if (disc->medium->flags & EMU_MEDIUM_RANDOM || blocks == ~0u)
		blocks = most;
	if (!blocks)
		return EMU_BAD_PARAMETER;
	emu_track_format(disc, rounddown(blocks, disc->medium->ecc_blocks));
	return 0;
}

/**
 * emu_format_unit - FORMAT UNIT, MMC-6 6.5
 * @drive: the drive
 * @cmd: the command
 *
 * Background formatting of DVD+RW is over as soon as the disc can be written.
 *
 * Return: 0 or sense.
 */
int emu_format_unit(struct emu_drive *drive, struct emu_cmd *cmd)
{
	struct emu_disc *disc = drive->disc;
	bool full = false;
	u8 list[12];
	int sense;

	if (!(disc->medium->flags & EMU_MEDIUM_FORMATTABLE))
		return EMU_CANNOT_FORMAT;
	if ((cmd->cdb[1] & 0x17) != 0x11)	/* FmtData, format code 1 */
		return EMU_BAD_CDB;
	if (emu_fetch(cmd, list, sizeof(list)) < sizeof(list))
		return EMU_BAD_LIST_LENGTH;
	if (get_unaligned_be16(list + 2) != 8)
		return EMU_BAD_PARAMETER;
	emu_rehearsal_end(drive);
	mutex_lock(&disc->lock);
	sense = emu_format_disc(disc, list + 4, &full);
	mutex_unlock(&disc->lock);
	if (sense)
		return sense;
	drive->buffer.started = false;
	emu_timing_long(drive, cmd, emu_timing_erase(drive, full),
			EMU_FORMATTING, list[1] & 0x02);
	return 0;
}

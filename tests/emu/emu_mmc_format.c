// SPDX-License-Identifier: GPL-2.0
/* Commands that format and blank. */

#include <linux/kernel.h>

#include "emu.h"

/* Format types, MMC-6 table 281 */
#define EMU_FORMAT_FULL		0x00
#define EMU_FORMAT_DVD_RW_PLUS	0x26
#define EMU_FORMAT_BD_R		0x32

/* Current/maximum capacity descriptor types, MMC-6 table 507 */
#define EMU_CAP_UNFORMATTED	1
#define EMU_CAP_FORMATTED	2
#define EMU_CAP_NO_MEDIUM	3

/* A disc made smaller than life has no room for spares. */
static u32 emu_formatted_capacity(const struct emu_disc *disc)
{
	u32 spare = disc->medium->capacity - disc->medium->formatted_capacity;

	return disc->capacity > 2 * spare ? disc->capacity - spare
					  : disc->capacity;
}

static bool emu_formattable(const struct emu_disc *disc)
{
	if (!(disc->medium->flags & EMU_MEDIUM_FORMATTABLE))
		return false;
	if (disc->medium->flags & EMU_MEDIUM_RANDOM)
		return true;
	return emu_disc_blank(disc) && disc->format == EMU_UNFORMATTED;
}

static bool emu_format_type_ok(const struct emu_disc *disc, u8 type)
{
	if (disc->medium->family == EMU_BD)
		return type == EMU_FORMAT_FULL || type == EMU_FORMAT_BD_R;
	return type == EMU_FORMAT_DVD_RW_PLUS;
}

static void emu_put_format(u8 *buf, u32 blocks, u8 type, u32 parameter)
{
	put_unaligned_be32(blocks, buf);
	buf[4] = type;
	put_unaligned_be24(parameter, buf + 5);
}

static u32 emu_format_descriptors(const struct emu_disc *disc, u8 *buf)
{
	u32 blocks = emu_formatted_capacity(disc);

	if (!emu_formattable(disc))
		return 0;
	if (disc->medium->family != EMU_BD) {
		emu_put_format(buf, blocks, EMU_FORMAT_DVD_RW_PLUS << 2, 0);
		return 8;
	}
	emu_put_format(buf, blocks, EMU_FORMAT_FULL << 2, EMU_BLOCK);
	emu_put_format(buf + 8, blocks, EMU_FORMAT_BD_R << 2, EMU_BLOCK);
	return 16;
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
	u8 buf[4 + 3 * 8] = { 0 };
	u32 blocks = 2295104;
	u32 len = 8;

	if (!emu_tray_not_ready(drive, cmd)) {
		mutex_lock(&disc->lock);
		type = emu_disc_blank(disc) ? EMU_CAP_UNFORMATTED
					    : EMU_CAP_FORMATTED;
		blocks = type == EMU_CAP_FORMATTED ? emu_disc_readable_end(disc)
						   : disc->capacity;
		len += emu_format_descriptors(disc, buf + 12);
		mutex_unlock(&disc->lock);
	}
	emu_put_format(buf + 4, blocks, type, EMU_BLOCK);
	buf[3] = len;
	return emu_reply(cmd, buf, len + 4, allocation);
}

static int emu_format_disc(struct emu_disc *disc, const u8 *descriptor)
{
	u32 blocks = get_unaligned_be32(descriptor);

	if (!emu_formattable(disc))
		return EMU_CANNOT_FORMAT;
	if (!emu_format_type_ok(disc, descriptor[4] >> 2))
		return EMU_BAD_PARAMETER;
	if (disc->medium->flags & EMU_MEDIUM_RANDOM || blocks == ~0u)
		blocks = emu_formatted_capacity(disc);
	if (!blocks || blocks > disc->capacity)
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
	const struct emu_medium *medium = drive->disc->medium;
	u8 list[12];
	int sense;

	if (!(medium->flags & EMU_MEDIUM_FORMATTABLE))
		return EMU_CANNOT_FORMAT;
	if ((cmd->cdb[1] & 0x17) != 0x11)	/* FmtData, format code 1 */
		return EMU_BAD_CDB;
	if (emu_fetch(cmd, list, sizeof(list)) < sizeof(list))
		return EMU_BAD_LIST_LENGTH;
	if (get_unaligned_be16(list + 2) != 8)
		return EMU_BAD_PARAMETER;
	mutex_lock(&drive->disc->lock);
	sense = emu_format_disc(drive->disc, list + 4);
	mutex_unlock(&drive->disc->lock);
	if (sense)
		return sense;
	emu_timing_long(drive, cmd, emu_timing_scale(drive, medium->lead_out_ms),
			EMU_FORMATTING, list[1] & 0x02);
	return 0;
}

/**
 * emu_blank - BLANK, MMC-6 6.2: none of these media can be blanked
 * @drive: the drive
 * @cmd: the command
 *
 * Return: sense.
 */
int emu_blank(struct emu_drive *drive, struct emu_cmd *cmd)
{
	return EMU_CANNOT_WRITE;
}

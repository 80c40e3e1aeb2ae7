// SPDX-License-Identifier: GPL-2.0
/* READ DISC STRUCTURE: MMC-6 6.22. */

#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "emu.h"

#define EMU_STRUCT_MAX	4096u
#define EMU_DVD_START	0x30000u	/* physical sector of LBA 0, ECMA-267 */

struct emu_structure {
	u8 media;	/* 0 DVD, 1 BD */
	u8 format;
	u16 len;
	u16 only;	/* profile that has it, 0 for all of the media type */
	void (*fill)(const struct emu_disc *disc, u8 *buf);
};

/* Physical format information: ECMA-267 and ECMA-349 table 4 */
static void emu_fill_physical(const struct emu_disc *disc, u8 *buf)
{
	switch (disc->medium->profile) {
	case 0x001b:			/* DVD+R, part version 1 */
		buf[0] = 0xa1;
		buf[2] = 0x02;
		break;
	case 0x001a:			/* DVD+RW, part version 2 */
		buf[0] = 0x92;
		buf[2] = 0x04;
		break;
	default:			/* DVD-ROM */
		buf[0] = 0x01;
		buf[2] = 0x01;
	}
	buf[1] = 0x0f;			/* 12 cm, no maximum rate */
	put_unaligned_be32(EMU_DVD_START, buf + 4);
	put_unaligned_be32(EMU_DVD_START + disc->capacity - 1, buf + 8);
	if (disc->medium->flags & EMU_MEDIUM_PRESSED)
		return;
	memcpy(buf + 19, "DSREMU\0", 8);	/* disc manufacturer */
	memcpy(buf + 27, "T01", 3);		/* media type */
}

/* BD disc information unit 0, MMC-6 table 416 */
static void emu_fill_bd_info(const struct emu_disc *disc, u8 *buf)
{
	memcpy(buf, "DI", 2);
	buf[2] = 1;			/* format: one layer, 25 GB */
	buf[3] = 1;			/* units in this block */
	buf[6] = 98;			/* bytes used of this unit */
	memcpy(buf + 8, disc->medium->profile == 0x0041 ? "BDR" : "BDO", 3);
	buf[11] = 0x01;			/* 12 cm, class 0, version 1 */
	buf[12] = 0x12;			/* one layer, recordable */
	memcpy(buf + 100, "DSREMU", 6);
	memcpy(buf + 106, "T01", 3);
}

/* Copyright information, MMC-6 table 385: the system; no region is shut out */
static void emu_fill_copyright(const struct emu_disc *disc, u8 *buf)
{
	buf[0] = disc->protection;
}

static void emu_fill_zero(const struct emu_disc *disc, u8 *buf)
{
}

static const struct emu_structure emu_structures[] = {
	{ 0, 0x00, 2048, 0, emu_fill_physical },
	{ 0, 0x01, 4, 0, emu_fill_copyright },
	{ 0, 0x04, 2048, 0x0010, emu_fill_zero },	/* manufacturer */
	{ 0, 0x11, 256, 0x001a, emu_fill_physical },	/* ADIP */
	{ 0, 0x11, 256, 0x001b, emu_fill_physical },
	{ 1, 0x00, 4096, 0, emu_fill_bd_info },
};

static bool emu_structure_here(const struct emu_drive *drive,
			       const struct emu_structure *s)
{
	const struct emu_medium *medium = drive->disc->medium;

	if (medium->family != (s->media ? EMU_BD : EMU_DVD))
		return false;
	return !s->only || s->only == medium->profile;
}

static u32 emu_structure_list(const struct emu_drive *drive, u8 *p)
{
	const struct emu_structure *s;
	u32 len = 0;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(emu_structures); i++) {
		s = &emu_structures[i];
		if (!emu_structure_here(drive, s))
			continue;
		p[len] = s->format;
		p[len + 1] = 0x40;	/* readable */
		put_unaligned_be16(s->len + 4, p + len + 2);
		len += 4;
	}
	return len;
}

/* Returns the length of a structure, 0 when the disc has no such one. */
static u32 emu_put_structure(const struct emu_drive *drive, u8 format, u8 *p)
{
	const struct emu_structure *s;
	unsigned int i;

	if (format == 0xff)
		return emu_structure_list(drive, p);
	for (i = 0; i < ARRAY_SIZE(emu_structures); i++) {
		s = &emu_structures[i];
		if (s->format == format && emu_structure_here(drive, s)) {
			s->fill(drive->disc, p);
			return s->len;
		}
	}
	return 0;
}

/**
 * emu_read_disc_structure - READ DISC STRUCTURE
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_read_disc_structure(struct emu_drive *drive, struct emu_cmd *cmd)
{
	enum emu_family family = drive->disc->medium->family;
	u8 media = family == EMU_BD ? 1 : 0;
	u8 format = cmd->cdb[7];
	u8 *buf;
	u32 len;

	if (family == EMU_CD)
		return EMU_CANNOT_READ;
	if (format != 0xff && (cmd->cdb[1] & 0x0f) != media)
		return EMU_CANNOT_READ;
	if (cmd->cdb[6])		/* layer: there is one */
		return EMU_BAD_CDB;
	buf = kzalloc(EMU_STRUCT_MAX + 4, GFP_KERNEL);
	if (!buf)
		return EMU_INTERNAL_FAILURE;
	mutex_lock(&drive->disc->lock);
	len = emu_put_structure(drive, format, buf + 4);
	mutex_unlock(&drive->disc->lock);
	if (len) {
		put_unaligned_be16(len + 2, buf);
		emu_reply(cmd, buf, len + 4,
			  get_unaligned_be16(cmd->cdb + 8));
	}
	kfree(buf);
	return len ? 0 : EMU_BAD_CDB;
}

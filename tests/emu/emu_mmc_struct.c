// SPDX-License-Identifier: GPL-2.0
/* READ and SEND DISC STRUCTURE: MMC-6 6.22 and 6.36. */

#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "emu.h"

#define EMU_RIGHTS_FORMAT	0x05	/* of the block that the CDB names */
#define EMU_STRUCT_MAX	4096u
#define EMU_DVD_START	0x30000u	/* physical sector of LBA 0, ECMA-267 */

#define EMU_PSN_MASK	0xffffffu	/* 24 bits, ECMA-267 16 */
#define EMU_LAYER_FORMAT	0x20	/* layer boundary, MMC-6 6.22.3.2.19 */

struct emu_structure {
	u8 media;	/* 0 DVD, 1 BD */
	u8 format;
	u16 len;
	u32 on;		/* EMU_ON(), the media that have it */
	void (*fill)(const struct emu_disc *disc, u8 *buf);
};

/* Book type and part version, MMC-6 table 383; layer type, table 384 */
static void emu_fill_book(const struct emu_disc *disc, u8 *buf)
{
	static const u8 books[][2] = {
		[EMU_DVD_ROM] = { 0x01, 0x01 },
		[EMU_DVD_MINUS_R] = { 0x25, 0x02 },
		[EMU_DVD_MINUS_R_DL] = { 0x26, 0x02 },
		[EMU_DVD_MINUS_RW] = { 0x32, 0x04 },
		[EMU_DVD_MINUS_RW_RO] = { 0x32, 0x04 },
		[EMU_DVD_PLUS_R] = { 0xa1, 0x02 },
		[EMU_DVD_PLUS_R_DL] = { 0xe1, 0x02 },
		[EMU_DVD_PLUS_RW] = { 0x92, 0x04 },
		[EMU_DVD_RAM] = { 0x12, 0x04 },
	};
	enum emu_medium_id id = emu_medium_id(disc->medium);

	buf[0] = books[id][0];
	buf[2] = books[id][1];
}

/*
 * Opposite track path: layer 1 is read inwards, its addresses are the
 * complements of those of layer 0 (ECMA-267 16.7).
 */
static void emu_fill_layers(const struct emu_disc *disc, u32 blocks, u8 *buf)
{
	u32 last = EMU_DVD_START + disc->layer_break - 1;
	u32 end = (~last & EMU_PSN_MASK) + blocks - disc->layer_break - 1;

	buf[2] |= 0x30;			/* two layers, opposite track path */
	put_unaligned_be32(end, buf + 8);
	put_unaligned_be32(last, buf + 12);
}

/* Physical format information: ECMA-267 and ECMA-349 table 4 */
static void emu_fill_physical(const struct emu_disc *disc, u8 *buf)
{
	bool pressed = disc->medium->flags & EMU_MEDIUM_PRESSED;
	u32 blocks = pressed ? emu_disc_readable_end(disc) : disc->capacity;

	emu_fill_book(disc, buf);
	buf[1] = 0x0f;			/* 12 cm, no maximum rate */
	put_unaligned_be32(EMU_DVD_START, buf + 4);
	if (disc->layer_break)
		emu_fill_layers(disc, blocks, buf);
	else
		put_unaligned_be32(EMU_DVD_START + blocks - 1, buf + 8);
	if (pressed || disc->medium->flags & EMU_MEDIUM_TESTABLE)
		return;
	memcpy(buf + 19, "DSREMU\0", 8);	/* disc manufacturer */
	memcpy(buf + 27, "T01", 3);		/* media type */
}

/* Pre-recorded information in the lead-in of a DVD-R, ECMA-359 27.3.3 */
static void emu_fill_prerecorded(const struct emu_disc *disc, u8 *buf)
{
	buf[0] = 1;
	buf[8] = 2;
	buf[16] = 3;
	memcpy(buf + 17, "DSREMU", 6);
	buf[24] = 4;
	memcpy(buf + 25, "T01   ", 6);
}

/* Layer boundary: whether it is fixed, blocks of layer 0 */
static void emu_fill_boundary(const struct emu_disc *disc, u8 *buf)
{
	buf[0] = emu_layer_open(disc) ? 0 : 0x80;
	put_unaligned_be32(disc->layer_break, buf + 4);
}

/* Spare areas, MMC-6 tables 396 and 424: all unused; BD has a reserved word */
static void emu_fill_spares(const struct emu_disc *disc, u8 *buf)
{
	u32 spares = disc->area - disc->capacity;

	if (disc->medium->family == EMU_BD) {
		put_unaligned_be32(spares / disc->medium->ecc_blocks, buf + 4);
		put_unaligned_be32(spares / disc->medium->ecc_blocks, buf + 8);
		return;
	}
	put_unaligned_be32(spares, buf + 4);
	put_unaligned_be32(spares, buf + 8);
}

/* BD disc information unit 0, MMC-6 table 416 */
static void emu_fill_bd_info(const struct emu_disc *disc, u8 *buf)
{
	static const char * const types[] = {
		[EMU_BD_ROM] = "BDO", [EMU_BD_R] = "BDR", [EMU_BD_RE] = "BDW",
	};

	memcpy(buf, "DI", 2);
	buf[2] = 1;			/* format: one layer, 25 GB */
	buf[3] = 1;			/* units in this block */
	buf[6] = 98;			/* bytes used of this unit */
	memcpy(buf + 8, types[emu_medium_id(disc->medium)], 3);
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

/* Copyright management information: whether one block is protected (CPM) */
static void emu_fill_rights(const struct emu_disc *disc, u32 lba, u8 *buf)
{
	if (disc->protection && lba >= disc->scrambled_from)
		buf[0] = 0x80;
}

static void emu_fill_zero(const struct emu_disc *disc, u8 *buf)
{
}

static const struct emu_structure emu_structures[] = {
	{ 0, 0x00, 2048, EMU_ON_DVD, emu_fill_physical },
	{ 0, 0x01, 4, EMU_ON_DVD, emu_fill_copyright },
	{ 0, EMU_RIGHTS_FORMAT, 4, EMU_ON_DVD, emu_fill_zero },
	{ 0, 0x04, 2048, EMU_ON(DVD_ROM), emu_fill_zero },	/* manufacturer */
	{ 0, 0x0a, 12, EMU_ON(DVD_RAM), emu_fill_spares },
	{ 0, 0x0e, 40, EMU_ON_MINUS | EMU_ON_MINUS_RW, emu_fill_prerecorded },
	/* of the control data zone */
	{ 0, 0x10, 2048, EMU_ON_MINUS | EMU_ON_MINUS_RW, emu_fill_physical },
	{ 0, 0x11, 256, EMU_ON_PLUS_R | EMU_ON(DVD_PLUS_RW),
	  emu_fill_physical },				/* ADIP */
	{ 0, EMU_LAYER_FORMAT, 8, EMU_ON_DL_R, emu_fill_boundary },
	{ 0, 0xc0, 4, EMU_ON_DVD_W, emu_fill_zero },	/* write protection */
	{ 1, 0x00, 4096, EMU_ON_BD, emu_fill_bd_info },
	{ 1, 0x0a, 12, EMU_ON_BD_W, emu_fill_spares },
	{ 1, 0xc0, 4, EMU_ON_BD_W, emu_fill_zero },
};

static bool emu_structure_here(const struct emu_drive *drive,
			       const struct emu_structure *s)
{
	return s->on & BIT(emu_medium_id(drive->disc->medium));
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
		if (s->format == EMU_LAYER_FORMAT)
			p[len + 1] = 0xc0;	/* and can be sent */
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
	if (cmd->cdb[6] > (drive->disc->layer_break ? 1 : 0))	/* layer */
		return EMU_BAD_CDB;
	buf = kzalloc(EMU_STRUCT_MAX + 4, GFP_KERNEL);
	if (!buf)
		return EMU_INTERNAL_FAILURE;
	mutex_lock(&drive->disc->lock);
	len = emu_put_structure(drive, format, buf + 4);
	if (len && !media && format == EMU_RIGHTS_FORMAT)
		emu_fill_rights(drive->disc, get_unaligned_be32(cmd->cdb + 2),
				buf + 4);
	mutex_unlock(&drive->disc->lock);
	if (len) {
		put_unaligned_be16(len + 2, buf);
		emu_reply(cmd, buf, len + 4,
			  get_unaligned_be16(cmd->cdb + 8));
	}
	kfree(buf);
	return len ? 0 : EMU_BAD_CDB;
}

/**
 * emu_send_disc_structure - SEND DISC STRUCTURE: the layer boundary
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_send_disc_structure(struct emu_drive *drive, struct emu_cmd *cmd)
{
	struct emu_disc *disc;
	u8 list[12];
	int sense;

	if (!(EMU_ON_DL_R & BIT(emu_medium_id(drive->disc->medium))) ||
	    cmd->cdb[7] != EMU_LAYER_FORMAT)
		return EMU_BAD_CDB;
	if (emu_fetch(cmd, list, sizeof(list)) < sizeof(list))
		return EMU_BAD_LIST_LENGTH;
	if (get_unaligned_be16(list) != sizeof(list) - 2)
		return EMU_BAD_PARAMETER;
	disc = emu_rehearsal_target(drive);
	if (!disc)
		return EMU_INTERNAL_FAILURE;
	mutex_lock(&disc->lock);
	sense = emu_layer_set(disc, get_unaligned_be32(list + 8));
	mutex_unlock(&disc->lock);
	return sense;
}

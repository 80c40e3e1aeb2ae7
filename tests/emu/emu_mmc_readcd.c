// SPDX-License-Identifier: GPL-2.0
/* READ CD and READ CD MSF: MMC-6 6.19 and MMC-5 6.21. */

#include <linux/kernel.h>
#include <linux/scatterlist.h>
#include <linux/string.h>
#include <scsi/scsi_cmnd.h>

#include "emu.h"

/* Byte 9 of the CDB: parts of the main channel; 2 bits of error pointers */
#define EMU_PART_SYNC		0x80
#define EMU_PART_SUBHEADER	0x40
#define EMU_PART_HEADER		0x20
#define EMU_PART_USER		0x10
#define EMU_PART_EDC		0x08
#define EMU_PARTS		0xf8

/* Error pointers: a bit for each byte; with a byte that sums up, and a pad. */
enum { EMU_C2_NONE, EMU_C2_BITS, EMU_C2_BLOCK };
#define EMU_C2_BYTES		294u

/* Byte 10 of the CDB */
enum { EMU_SUB_NONE, EMU_SUB_RAW, EMU_SUB_Q, EMU_SUB_RW = 4 };
#define EMU_SUB_Q_BYTES		16u

/* Where the c2 fault sets bits: the samples of these bytes. */
#define EMU_C2_FROM		96
#define EMU_C2_TO		128

struct emu_part {
	u8 part;
	u16 at;
	u16 len;
};

/* What lies where in a sector, in order; MMC-6 table 355 follows from it. */
static const struct emu_part emu_parts[][5] = {
	[EMU_SECTOR_AUDIO] = { { EMU_PARTS, 0, 2352 } },
	[EMU_SECTOR_MODE1] = {
		{ EMU_PART_SYNC, 0, 12 }, { EMU_PART_HEADER, 12, 4 },
		{ EMU_PART_USER, 16, 2048 }, { EMU_PART_EDC, 2064, 288 },
	},
	[EMU_SECTOR_MODE2] = {
		{ EMU_PART_SYNC, 0, 12 }, { EMU_PART_HEADER, 12, 4 },
		{ EMU_PART_USER, 16, 2336 },
	},
	[EMU_SECTOR_XA1] = {
		{ EMU_PART_SYNC, 0, 12 }, { EMU_PART_HEADER, 12, 4 },
		{ EMU_PART_SUBHEADER, 16, 8 }, { EMU_PART_USER, 24, 2048 },
		{ EMU_PART_EDC, 2072, 280 },
	},
	[EMU_SECTOR_XA2] = {	/* its EDC may be left out: user data */
		{ EMU_PART_SYNC, 0, 12 }, { EMU_PART_HEADER, 12, 4 },
		{ EMU_PART_SUBHEADER, 16, 8 }, { EMU_PART_USER, 24, 2328 },
	},
};

/*
 * struct emu_wish - what a READ CD asks for
 * @type: expected sector type
 * @parts: of the main channel, EMU_PART_*
 * @c2: kind of error pointers
 * @sub: kind of sub-channel data
 */
struct emu_wish {
	enum emu_sector_type type;
	u8 parts;
	u8 c2;
	u8 sub;
};

static bool emu_wish_parse(const u8 *cdb, struct emu_wish *wish)
{
	wish->type = cdb[1] >> 2 & 0x07;
	wish->parts = cdb[9] & EMU_PARTS;
	wish->c2 = cdb[9] >> 1 & 0x03;
	wish->sub = cdb[10];
	if (wish->type > EMU_SECTOR_XA2 || wish->c2 > EMU_C2_BLOCK)
		return false;
	if (wish->parts & EMU_PART_EDC && !(wish->parts & EMU_PART_USER))
		return false;
	return wish->sub <= EMU_SUB_Q || wish->sub == EMU_SUB_RW;
}

/* Does a lesser drive not know how to do that? */
static bool emu_wish_lacks(const struct emu_drive *drive,
			   const struct emu_wish *wish)
{
	if (wish->c2 == EMU_C2_NONE)
		return false;
	return drive->lacks & EMU_LACKS_C2 ||
	       (!wish->parts && drive->lacks & EMU_LACKS_C2_ALONE);
}

/*
 * The one piece of a sector that the wanted parts make. Parts that the type
 * does not have are passed over; false when the others do not join.
 */
static bool emu_wish_span(const struct emu_wish *wish,
			  enum emu_sector_type type, u32 *at, u32 *len)
{
	const struct emu_part *p = emu_parts[type];
	u32 i;

	*at = 0;
	*len = 0;
	for (i = 0; i < ARRAY_SIZE(emu_parts[0]) && p[i].len; i++) {
		if (!(wish->parts & p[i].part))
			continue;
		if (!*len)
			*at = p[i].at;
		else if (*at + *len != p[i].at)
			return false;
		*len += p[i].len;
	}
	return true;
}

static u32 emu_wish_extra(const struct emu_wish *wish)
{
	static const u32 c2[] = { 0, EMU_C2_BYTES, EMU_C2_BYTES + 2 };
	u32 sub = EMU_SUB;

	if (wish->sub == EMU_SUB_NONE)
		sub = 0;
	else if (wish->sub == EMU_SUB_Q)
		sub = EMU_SUB_Q_BYTES;
	return c2[wish->c2] + sub;
}

static u8 *emu_put_c2(const struct emu_wish *wish, const struct emu_cmd *cmd,
		      s32 lba, u8 *p)
{
	bool bad = cmd->c2 && cmd->c2_lba == lba;

	if (wish->c2 == EMU_C2_NONE)
		return p;
	if (wish->c2 == EMU_C2_BLOCK) {
		*p++ = bad ? 0xff : 0;
		*p++ = 0;
	}
	memset(p, 0, EMU_C2_BYTES);
	if (bad)
		memset(p + EMU_C2_FROM / 8, 0xff,
		       (EMU_C2_TO - EMU_C2_FROM) / 8);
	return p + EMU_C2_BYTES;
}

/* Formatted Q: 12 bytes as on the disc, P in the last bit of all. */
static void emu_put_sub_q(const struct emu_disc *disc, s32 lba, u8 *p)
{
	memset(p, 0, EMU_SUB_Q_BYTES);
	emu_subcode_q(disc, lba, p);
	p[EMU_SUB_Q_BYTES - 1] = emu_subcode_p(disc, lba) ? 0x80 : 0;
}

static int emu_put_sub(struct emu_disc *disc, const struct emu_wish *wish,
		       s32 lba, u8 *p)
{
	int sense;

	switch (wish->sub) {
	case EMU_SUB_RAW:
		sense = emu_cd_fetch_sub(disc, lba, p);
		emu_subcode_raw(disc, lba, p);
		return sense;
	case EMU_SUB_Q:
		emu_put_sub_q(disc, lba, p);
		return 0;
	case EMU_SUB_RW:
		return emu_subcode_packs(disc, lba, p);
	default:
		return 0;
	}
}

/*
 * One block into @buf; its size has to be cmd->block_size, which is set by the
 * first one.
 */
static int emu_read_cd_block(struct emu_drive *drive, struct emu_cmd *cmd,
			     const struct emu_wish *wish, s32 lba, bool first,
			     u8 *buf)
{
	bool parity = wish->parts & EMU_PART_EDC;
	enum emu_sector_type type;
	u8 *sector = drive->sector;
	u32 at, len;
	int sense;

	sense = emu_pickup_read(drive, lba, parity, sector, &type);
	if (sense)
		return sense;
	if (wish->type != EMU_SECTOR_ANY && wish->type != type)
		return EMU_ILLEGAL_MODE;
	if (!emu_wish_span(wish, type, &at, &len))
		return EMU_BAD_CDB;
	if (first)
		cmd->block_size = len + emu_wish_extra(wish);
	else if (cmd->block_size != len + emu_wish_extra(wish))
		return EMU_ILLEGAL_MODE;
	/* audio and data never share a command, MMC-6 6.19.2.2 */
	if (first)
		cmd->audio = type == EMU_SECTOR_AUDIO;
	else if (cmd->audio != (type == EMU_SECTOR_AUDIO))
		return EMU_ILLEGAL_MODE;
	memcpy(buf, sector + at, len);
	buf = emu_put_c2(wish, cmd, lba, buf + len);
	return emu_put_sub(drive->disc, wish, lba, buf);
}

static void emu_spoil_cd(const struct emu_cmd *cmd, s32 lba, u32 n, u8 *buf)
{
	s32 i = (s32)cmd->flip_lba - lba;

	if (cmd->garbage)
		emu_garbage(cmd, buf, n * cmd->block_size);
	if (cmd->flip && cmd->block_size && i >= 0 && i < (s32)n)
		buf[i * cmd->block_size] ^= 0x01;
}

static int emu_read_cd_chunk(struct emu_drive *drive, struct emu_cmd *cmd,
			     const struct emu_wish *wish, u32 done, u32 n)
{
	s32 lba = (s32)cmd->lba + done;
	int sense;
	u32 i;

	for (i = 0; i < n; i++) {
		sense = emu_read_cd_block(drive, cmd, wish, lba + i,
					  !done && !i, drive->bounce +
					  i * cmd->block_size);
		if (sense) {
			cmd->info = lba + i;
			cmd->info_valid = true;
			return sense;
		}
	}
	emu_spoil_cd(cmd, lba, n, drive->bounce);
	sg_pcopy_from_buffer(scsi_sglist(cmd->scmd), scsi_sg_count(cmd->scmd),
			     drive->bounce, n * cmd->block_size,
			     (off_t)done * cmd->block_size);
	return 0;
}

/* The first block tells the size of all, and so whether the host's room fits. */
static int emu_read_cd_locked(struct emu_drive *drive, struct emu_cmd *cmd,
			      const struct emu_wish *wish, u32 blocks)
{
	u32 done = 0;
	u32 n = 1;
	int sense;

	sense = emu_check_blocks(drive, cmd);
	while (!sense && done < blocks) {
		sense = emu_read_cd_chunk(drive, cmd, wish, done, n);
		if (!sense && !done && !emu_length_ok(cmd))
			return EMU_BAD_CDB;
		done += n;
		n = min(blocks - done,
			EMU_CHUNK / max(cmd->block_size, EMU_BLOCK));
	}
	return sense;
}

static int emu_read_cd_blocks(struct emu_drive *drive, struct emu_cmd *cmd)
{
	u32 blocks = cmd->shorten ? cmd->blocks / 2 : cmd->blocks;
	struct emu_wish wish;
	int sense;

	if (drive->disc->medium->family != EMU_CD)
		return EMU_CANNOT_READ;
	if (!emu_wish_parse(cmd->cdb, &wish) || emu_wish_lacks(drive, &wish))
		return EMU_BAD_CDB;
	if (!cmd->blocks)
		return 0;
	cmd->block_size = 0;
	mutex_lock(&drive->disc->lock);
	sense = emu_read_cd_locked(drive, cmd, &wish, blocks);
	mutex_unlock(&drive->disc->lock);
	if (sense)
		return sense;
	scsi_set_resid(cmd->scmd, (cmd->blocks - blocks) * cmd->block_size);
	cmd->blocks = blocks;
	emu_read_done(drive, cmd);
	return 0;
}

/**
 * emu_read_cd - READ CD
 * @drive: the drive
 * @cmd: the command
 *
 * A sector of another type than expected, a change of the block's size and one
 * between audio and data: 5/64/00.
 *
 * Return: 0 or sense.
 */
int emu_read_cd(struct emu_drive *drive, struct emu_cmd *cmd)
{
	return emu_read_cd_blocks(drive, cmd);
}

/**
 * emu_read_cd_msf - READ CD MSF: blocks by their time on the disc
 * @drive: the drive
 * @cmd: the command
 *
 * The end is not read any more; an end in front of the start: 5/24/00.
 *
 * Return: 0 or sense.
 */
int emu_read_cd_msf(struct emu_drive *drive, struct emu_cmd *cmd)
{
	const u8 *cdb = cmd->cdb;

	if (cdb[4] > 59 || cdb[5] > 74 || cdb[7] > 59 || cdb[8] > 74 ||
	    emu_msf_lba(cdb + 6) < emu_msf_lba(cdb + 3))
		return EMU_BAD_CDB;
	return emu_read_cd_blocks(drive, cmd);
}

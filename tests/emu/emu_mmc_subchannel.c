// SPDX-License-Identifier: GPL-2.0
/* What Q and the header tell: READ SUB-CHANNEL, READ HEADER (MMC-3, SCSI-2). */

#include <linux/bcd.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "emu.h"

/* Formats of READ SUB-CHANNEL, MMC-5 table 393 */
enum { EMU_SUB_POSITION = 1, EMU_SUB_MCN, EMU_SUB_ISRC };

#define EMU_NO_AUDIO_STATUS	0x15
#define EMU_SUB_VALID		0x80	/* MCVAL, TCVAL */

static void emu_put_where(u8 *buf, u32 lba, const u8 *bcd, bool msf)
{
	if (!msf) {
		put_unaligned_be32(lba, buf);
		return;
	}
	buf[0] = 0;
	buf[1] = bcd2bin(bcd[0]);
	buf[2] = bcd2bin(bcd[1]);
	buf[3] = bcd2bin(bcd[2]);
}

/* The block that was read or sought last. */
static int emu_put_position(const struct emu_drive *drive, bool msf, u8 *buf)
{
	const struct emu_disc *disc = drive->disc;
	int track = emu_track_by_lba(disc, drive->position);
	s32 start = track < 0 ? 0 : disc->tracks[track].start;
	u8 q[EMU_Q];

	emu_subcode_position(disc, drive->position, q);
	buf[1] = q[0] << 4 | q[0] >> 4;
	buf[2] = q[1] == 0xaa ? q[1] : bcd2bin(q[1]);
	buf[3] = bcd2bin(q[2]);
	emu_put_where(buf + 4, drive->position, q + 7, msf);
	emu_put_where(buf + 8, drive->position - start, q + 3, msf);
	return 12;
}

static int emu_put_mcn(const struct emu_disc *disc, u8 *buf)
{
	if (disc->cd->mcn[0]) {
		buf[4] = EMU_SUB_VALID;
		memcpy(buf + 5, disc->cd->mcn, EMU_MCN_LEN);
	}
	return 20;
}

static int emu_put_isrc(const struct emu_disc *disc, u8 number, u8 *buf)
{
	const struct emu_track *t;

	if (!number || number > disc->nr_tracks)
		return -1;
	t = &disc->tracks[number - 1];
	buf[1] = 1 << 4 | t->control;
	buf[2] = number;
	if (t->isrc[0]) {
		buf[1] = 3 << 4 | t->control;
		buf[4] = EMU_SUB_VALID;
		memcpy(buf + 5, t->isrc, EMU_ISRC_LEN);
	}
	return 20;
}

static int emu_put_subchannel(const struct emu_drive *drive, const u8 *cdb,
			      u8 *buf)
{
	buf[0] = cdb[3];
	switch (cdb[3]) {
	case EMU_SUB_POSITION:
		return emu_put_position(drive, cdb[1] & 0x02, buf);
	case EMU_SUB_MCN:
		return emu_put_mcn(drive->disc, buf);
	case EMU_SUB_ISRC:
		return emu_put_isrc(drive->disc, cdb[6], buf);
	default:
		return -1;
	}
}

/**
 * emu_read_subchannel - READ SUB-CHANNEL, MMC-5 6.33
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_read_subchannel(struct emu_drive *drive, struct emu_cmd *cmd)
{
	const u8 *cdb = cmd->cdb;
	u8 buf[24] = { 0, EMU_NO_AUDIO_STATUS };
	int len = 0;

	if (drive->disc->medium->family != EMU_CD)
		return EMU_CANNOT_READ;
	mutex_lock(&drive->disc->lock);
	if (cdb[2] & 0x40)		/* SubQ: not only the audio status */
		len = emu_put_subchannel(drive, cdb, buf + 4);
	mutex_unlock(&drive->disc->lock);
	if (len < 0)
		return EMU_BAD_CDB;
	put_unaligned_be16(len, buf + 2);
	return emu_reply(cmd, buf, len + 4, get_unaligned_be16(cdb + 7));
}

static int emu_header_of(struct emu_drive *drive, struct emu_cmd *cmd, u8 *buf)
{
	enum emu_sector_type type;
	int sense;

	cmd->blocks = 1;
	sense = emu_check_blocks(drive, cmd);
	cmd->blocks = 0;
	if (!sense)
		sense = emu_pickup_read(drive, cmd->lba, false, drive->sector,
					&type);
	if (!sense && type == EMU_SECTOR_AUDIO)
		sense = EMU_ILLEGAL_MODE;
	if (!sense)
		buf[0] = drive->sector[15];
	return sense;
}

/**
 * emu_read_header - READ HEADER, SCSI-2 14.2.7: mode and address of a block
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_read_header(struct emu_drive *drive, struct emu_cmd *cmd)
{
	const u8 *cdb = cmd->cdb;
	u8 buf[8] = { 0 };
	int sense;

	if (drive->disc->medium->family != EMU_CD)
		return EMU_CANNOT_READ;
	cmd->lba = get_unaligned_be32(cdb + 2);
	mutex_lock(&drive->disc->lock);
	sense = emu_header_of(drive, cmd, buf);
	mutex_unlock(&drive->disc->lock);
	if (sense)
		return sense;
	drive->position = cmd->lba;
	put_unaligned_be32(cmd->lba, buf + 4);
	if (cdb[1] & 0x02) {
		buf[4] = 0;
		emu_msf(cmd->lba, buf + 5);
	}
	return emu_reply(cmd, buf, sizeof(buf), get_unaligned_be16(cdb + 7));
}

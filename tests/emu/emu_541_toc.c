// SPDX-License-Identifier: GPL-2.0
/* The CDU-541 tells of the disc: TOC, header, sub-channel; each in two forms. */

#include <linux/bcd.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "emu_541.h"

#define EMU_541_LEAD_OUT	0xaa
#define EMU_541_POSITION	1	/* ADR of Q with the position */

/**
 * emu_541_lbamsf - are Sony's addresses given as time?
 * @cdu: with its page 08h
 *
 * Return: the LBAMSF bit, page 08h byte 2 b0.
 */
bool emu_541_lbamsf(const struct emu_541 *cdu)
{
	return cdu->pages[3][0] & 0x01;
}

/**
 * emu_541_put_address - a block as four bytes
 * @buf: gets them
 * @lba: the block
 * @msf: as time on the disc: 0, minute, second, frame
 */
void emu_541_put_address(u8 *buf, u32 lba, bool msf)
{
	put_unaligned_be32(lba, buf);
	if (!msf)
		return;
	buf[0] = 0;
	emu_msf(lba, buf + 1);
}

/* Track 0, and one that is not on the disc, is refused, manual by second hand. */
static bool emu_541_starts(const struct emu_541_toc *toc, u8 from)
{
	return from == EMU_541_LEAD_OUT ||
	       (from && from <= toc->tracks[toc->nr - 1].number);
}

/**
 * emu_541_read_toc - READ TOC 43h, SCSI-2 table 244
 * @drive: the drive
 * @cmd: byte 1 b1 MSF, byte 6 the first track told
 *
 * The format field of later standards (byte 2, byte 9 b7-6) is reserved here.
 *
 * Return: 0 or sense.
 */
int emu_541_read_toc(struct emu_drive *drive, struct emu_cmd *cmd)
{
	const struct emu_541_toc *toc = &drive->cdu->toc;
	bool msf = cmd->cdb[1] & 0x02;
	u8 buf[4 + 8 * (EMU_MAX_TRACKS + 1)] = { 0 };
	u8 *p = buf + 4;
	unsigned int i;

	if (!emu_541_starts(toc, cmd->cdb[6]) || cmd->cdb[2] ||
	    cmd->cdb[9] & 0xc0)
		return EMU_BAD_CDB;
	buf[2] = toc->tracks[0].number;
	buf[3] = toc->tracks[toc->nr - 1].number;
	for (i = 0; i < toc->nr; i++) {
		if (toc->tracks[i].number < cmd->cdb[6])
			continue;
		p[1] = EMU_541_POSITION << 4 | toc->tracks[i].control;
		p[2] = toc->tracks[i].number;
		emu_541_put_address(p + 4, toc->tracks[i].start, msf);
		p += 8;
	}
	p[1] = EMU_541_POSITION << 4 | toc->tracks[toc->nr - 1].control;
	p[2] = EMU_541_LEAD_OUT;
	emu_541_put_address(p + 4, toc->lead_out, msf);
	p += 8;
	put_unaligned_be16(p - buf - 2, buf);
	return emu_reply(cmd, buf, p - buf,
			 get_unaligned_be16(cmd->cdb + 7));
}

/**
 * emu_541_read_toc_sony - READ TOC C1h: six bytes a track
 * @drive: the drive
 * @cmd: byte 5 the first track told
 *
 * Return: 0 or sense.
 */
int emu_541_read_toc_sony(struct emu_drive *drive, struct emu_cmd *cmd)
{
	const struct emu_541_toc *toc = &drive->cdu->toc;
	bool msf = emu_541_lbamsf(drive->cdu);
	u8 buf[4 + 6 * (EMU_MAX_TRACKS + 1)] = { 0 };
	u8 *p = buf + 4;
	unsigned int i;

	if (!emu_541_starts(toc, cmd->cdb[5]))
		return EMU_BAD_CDB;
	buf[2] = toc->tracks[0].number;
	buf[3] = toc->tracks[toc->nr - 1].number;
	for (i = 0; i < toc->nr; i++) {
		if (toc->tracks[i].number < cmd->cdb[5])
			continue;
		p[0] = toc->tracks[i].number;
		p[1] = toc->tracks[i].control;
		emu_541_put_address(p + 2, toc->tracks[i].start, msf);
		p += 6;
	}
	p[0] = EMU_541_LEAD_OUT;
	p[1] = toc->tracks[toc->nr - 1].control;
	emu_541_put_address(p + 2, toc->lead_out, msf);
	p += 6;
	put_unaligned_be16(p - buf - 2, buf);
	return emu_reply(cmd, buf, p - buf,
			 get_unaligned_be16(cmd->cdb + 7));
}

/* Both forms: the mode in the sector's header, and its address. */
static int emu_541_header(struct emu_drive *drive, struct emu_cmd *cmd,
			  bool msf)
{
	u32 lba = get_unaligned_be32(cmd->cdb + 2);
	u8 buf[8] = { 0 };
	int sense;

	lba /= emu_541_per_sector(drive->cdu);
	if (lba >= drive->cdu->toc.lead_out)
		return EMU_LBA_RANGE;
	emu_541_audio_stop(drive, lba);
	mutex_lock(&drive->disc->lock);
	sense = emu_541_sector_mode(drive->disc, lba, drive->bounce, buf);
	mutex_unlock(&drive->disc->lock);
	if (sense)
		return sense;
	emu_541_put_address(buf + 4, lba, msf);
	return emu_reply(cmd, buf, sizeof(buf),
			 get_unaligned_be16(cmd->cdb + 7));
}

/**
 * emu_541_read_header - READ HEADER 44h, SCSI-2 table 237
 * @drive: the drive
 * @cmd: byte 1 b1 MSF, 2-5 the block
 *
 * Return: 0; 5/64/00 on audio; other sense.
 */
int emu_541_read_header(struct emu_drive *drive, struct emu_cmd *cmd)
{
	return emu_541_header(drive, cmd, cmd->cdb[1] & 0x02);
}

/**
 * emu_541_read_header_sony - READ HEADER C3h
 * @drive: the drive
 * @cmd: 2-5 the block; the address comes as page 08h says
 *
 * Return: 0; 5/64/00 on audio; other sense.
 */
int emu_541_read_header_sony(struct emu_drive *drive, struct emu_cmd *cmd)
{
	return emu_541_header(drive, cmd, emu_541_lbamsf(drive->cdu));
}

/* Q of the place of the pick-up, numbers in binary: control and ADR, track, index. */
static void emu_541_q(struct emu_drive *drive, u8 *q, u32 *relative)
{
	u32 lba = drive->cdu->audio.position;
	u32 last = drive->cdu->toc.lead_out - 1;

	mutex_lock(&drive->disc->lock);
	emu_subcode_position(drive->disc, min(lba, last), q);
	mutex_unlock(&drive->disc->lock);
	q[1] = bcd2bin(q[1]);
	q[2] = bcd2bin(q[2]);
	*relative = (bcd2bin(q[3]) * 60 + bcd2bin(q[4])) * 75 + bcd2bin(q[5]);
}

/* Time in the track: no 150 blocks stand in front of it. */
static void emu_541_put_relative(u8 *buf, u32 blocks, bool msf)
{
	put_unaligned_be32(blocks, buf);
	if (!msf)
		return;
	buf[0] = 0;
	buf[1] = blocks / (60 * 75);
	buf[2] = blocks / 75 % 60;
	buf[3] = blocks % 75;
}

static u32 emu_541_sub_position(struct emu_drive *drive, bool msf, u8 *buf)
{
	u32 relative;
	u8 q[EMU_Q];

	emu_541_q(drive, q, &relative);
	buf[1] = (q[0] & 0x0f) << 4 | q[0] >> 4;	/* ADR first here */
	buf[2] = q[1];
	buf[3] = q[2];
	emu_541_put_address(buf + 4, drive->cdu->audio.position, msf);
	emu_541_put_relative(buf + 8, relative, msf);
	return 12;
}

static u32 emu_541_sub_catalog(struct emu_drive *drive, u8 *buf)
{
	const char *mcn = drive->disc->cd->mcn;

	if (*mcn) {
		buf[4] = 0x80;		/* MCVal */
		memcpy(buf + 5, mcn, EMU_MCN_LEN);
	}
	return 20;
}

static u32 emu_541_sub_isrc(struct emu_drive *drive, u8 track, u8 *buf)
{
	const struct emu_track *t = &drive->disc->tracks[track - 1];

	buf[1] = EMU_541_POSITION << 4 | t->control;
	buf[2] = track;
	if (*t->isrc) {
		buf[4] = 0x80;		/* TCVal */
		memcpy(buf + 5, t->isrc, EMU_ISRC_LEN);
	}
	return 20;
}

/**
 * emu_541_read_sub_channel - READ SUB-CHANNEL 42h, SCSI-2 tables 238 to 242
 * @drive: the drive
 * @cmd: byte 1 b1 MSF, 2 b6 SubQ, 3 format 1 to 3, 6 track
 *
 * This drive knows no format 0.
 *
 * Return: 0 or sense.
 */
int emu_541_read_sub_channel(struct emu_drive *drive, struct emu_cmd *cmd)
{
	const u8 *cdb = cmd->cdb;
	u8 buf[4 + 20] = { 0 };
	u32 len = 0;

	if (cdb[2] & 0x40) {
		emu_541_audio_now(drive);
		buf[4] = cdb[3];
		if (cdb[3] == 1)
			len = emu_541_sub_position(drive, cdb[1] & 0x02,
						   buf + 4);
		else if (cdb[3] == 2)
			len = emu_541_sub_catalog(drive, buf + 4);
		else if (cdb[3] == 3 && cdb[6] &&
			 cdb[6] <= drive->cdu->toc.nr)
			len = emu_541_sub_isrc(drive, cdb[6], buf + 4);
		if (!len)
			return EMU_BAD_CDB;
	}
	buf[1] = emu_541_audio_status(drive);
	put_unaligned_be16(len, buf + 2);
	return emu_reply(cmd, buf, 4 + len, get_unaligned_be16(cdb + 7));
}

/**
 * emu_541_read_sub_channel_sony - READ SUB-CHANNEL C2h: nine bytes
 * @drive: the drive
 * @cmd: byte 2 is 40h
 *
 * Return: 0 or sense.
 */
int emu_541_read_sub_channel_sony(struct emu_drive *drive,
				  struct emu_cmd *cmd)
{
	u8 buf[9], q[EMU_Q], time[4];
	u32 relative;

	if (cmd->cdb[2] != 0x40)
		return EMU_BAD_CDB;
	emu_541_audio_now(drive);
	emu_541_q(drive, q, &relative);
	buf[0] = q[0] >> 4;
	buf[1] = q[1];
	buf[2] = q[2];
	emu_541_put_relative(time, relative, true);
	memcpy(buf + 3, time + 1, 3);
	emu_msf(drive->cdu->audio.position, buf + 6);
	return emu_reply(cmd, buf, sizeof(buf),
			 get_unaligned_be16(cmd->cdb + 7));
}

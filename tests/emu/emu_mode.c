// SPDX-License-Identifier: GPL-2.0
/* Mode pages: MODE SENSE and MODE SELECT, 6 and 10 byte CDBs. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu.h"

#define EMU_PAGE_ERROR		0x01	/* MMC-6 7.2.3 */
#define EMU_PAGE_WRITE		0x05	/* MMC-6 7.2.4 */
#define EMU_PAGE_POWER		0x1a	/* SPC-4 7.5.13 */
#define EMU_PAGE_CAPABILITIES	0x2a	/* MMC-3 6.3.11 */
#define EMU_PAGE_ALL		0x3f

#define EMU_PC_CHANGEABLE	1
#define EMU_PC_SAVED		3

/*
 * The write parameters are for CD, DVD-R and DVD-RW. Most drives take them on
 * DVD+R too, where they mean nothing, and growisofs relies on it; DVD+RW,
 * DVD-RAM and BD refuse them.
 */
static bool emu_has_write_page(const struct emu_drive *drive)
{
	const struct emu_disc *disc = drive->disc;

	if (!drive->model->writes)
		return false;
	if (!disc || disc->medium->family == EMU_CD)
		return true;
	if (disc->medium->family != EMU_DVD)
		return false;
	return disc->medium->flags & (EMU_MEDIUM_SEQUENTIAL |
				      EMU_MEDIUM_GROWING);
}

static u32 emu_put_page(u8 *buf, u8 code, const u8 *body, u32 len, int pc)
{
	buf[0] = code;
	buf[1] = len;
	if (pc == EMU_PC_CHANGEABLE)
		memset(buf + 2, 0xff, len);
	else
		memcpy(buf + 2, body, len);
	return len + 2;
}

/* Speeds of page 2Ah count 1000 bytes a second; 16 bits end at 65535. */
static u16 emu_speed16(u32 kbps)
{
	return min(kbps, 0xffffu);
}

static u32 emu_capabilities_write(const struct emu_drive *drive, u8 *page)
{
	const u32 *speeds = drive->disc->medium->speeds;
	u32 current_kbps = emu_timing_write_kbps(drive);
	u32 n;

	put_unaligned_be16(emu_speed16(speeds[0]), page + 18);
	put_unaligned_be16(emu_speed16(current_kbps), page + 20);
	put_unaligned_be16(emu_speed16(current_kbps), page + 28);
	for (n = 0; n < 8 && speeds[n]; n++)
		put_unaligned_be16(emu_speed16(speeds[n]), page + 34 + 4 * n);
	put_unaligned_be16(n, page + 30);
	return n;
}

/* Capabilities and mechanical status, MMC-3 table 361. */
static u32 emu_put_capabilities(const struct emu_drive *drive, u8 *page, int pc)
{
	u32 read_kbps = 8467;
	u32 n = 0;

	page[0] = EMU_PAGE_CAPABILITIES;
	page[2] = 0x3b;		/* reads CD-R, CD-RW, DVD-ROM, DVD-R, DVD-RAM */
	if (drive->model->writes)
		page[3] = 0x37;	/* writes CD-R, CD-RW, DVD-R, DVD-RAM; tests */
	if (drive->lacks & EMU_LACKS_TEST)
		page[3] &= ~0x04;
	page[4] = 0x70 | (drive->model->writes ? 0x80 : 0); /* sessions, XA */
	page[5] = 0x7f;		/* audio exactly, R-W, C2, ISRC, MCN */
	if (drive->lacks & EMU_LACKS_C2)
		page[5] &= ~0x10;
	page[6] = 0x29 | (drive->prevented ? 0x02 : 0);	/* tray, eject, lock */
	if (drive->disc)
		read_kbps = emu_timing_read_kbps(drive);
	put_unaligned_be16(emu_speed16(read_kbps), page + 8);
	put_unaligned_be16(drive->buffer.size >> 10, page + 12);
	put_unaligned_be16(emu_speed16(read_kbps), page + 14);
	put_unaligned_be16(1, page + 22);
	if (drive->model->writes && drive->disc)
		n = emu_capabilities_write(drive, page);
	page[1] = 30 + 4 * n;
	if (pc == EMU_PC_CHANGEABLE)
		memset(page + 2, 0, page[1]);
	return page[1] + 2;
}

/* Appends the pages asked for; returns their length, 0 when there are none. */
static u32 emu_put_pages(const struct emu_drive *drive, u8 code, int pc,
			 u8 *buf)
{
	bool all = code == EMU_PAGE_ALL;
	u32 len = 0;

	if (all || code == EMU_PAGE_ERROR)
		len += emu_put_page(buf + len, EMU_PAGE_ERROR,
				    drive->error_page,
				    sizeof(drive->error_page), pc);
	if ((all || code == EMU_PAGE_WRITE) && emu_has_write_page(drive))
		len += emu_put_page(buf + len, EMU_PAGE_WRITE,
				    drive->write_page,
				    sizeof(drive->write_page), pc);
	if (all || code == EMU_PAGE_POWER)
		len += emu_put_page(buf + len, EMU_PAGE_POWER,
				    drive->power_page,
				    sizeof(drive->power_page), pc);
	if (all || code == EMU_PAGE_CAPABILITIES)
		len += emu_put_capabilities(drive, buf + len, pc);
	return len;
}

/**
 * emu_mode_sense - MODE SENSE(6) and (10), SPC-4 6.11 and 6.12
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_mode_sense(struct emu_drive *drive, struct emu_cmd *cmd)
{
	const u8 *cdb = cmd->cdb;
	bool six = cdb[0] == 0x1a;
	u32 header = six ? 4 : 8;
	u32 allocation = six ? cdb[4] : get_unaligned_be16(cdb + 7);
	int pc = cdb[2] >> 6;
	u8 buf[256] = { 0 };
	u32 len;

	if (pc == EMU_PC_SAVED)
		return EMU_NO_SAVING;
	if (cdb[3] && cdb[3] != 0xff)	/* no subpages */
		return EMU_BAD_CDB;
	len = emu_put_pages(drive, cdb[2] & 0x3f, pc, buf + header);
	if (!len)
		return EMU_BAD_CDB;
	len += header;
	if (six)
		buf[0] = len - 1;
	else
		put_unaligned_be16(len - 2, buf);
	return emu_reply(cmd, buf, len, allocation);
}

/* Track-at-once: a data block type for a data track, or the one for audio. */
static bool emu_write_page_track(const u8 *body)
{
	bool audio = !(body[1] & EMU_CTL_DATA);

	return emu_tao_size(body[2]) && emu_tao_audio(body[2]) == audio;
}

static bool emu_write_page_cd(const struct emu_drive *drive, const u8 *body)
{
	if (body[6] != 0x00 && body[6] != 0x10 && body[6] != 0x20)
		return false;		/* session format */
	switch (body[0] & EMU_WRITE_TYPE) {
	case EMU_WRITE_TRACK:
		return !(drive->lacks & EMU_LACKS_TAO) &&
		       emu_write_page_track(body);
	case EMU_WRITE_AT_ONCE:		/* the cue sheet tells the rest */
		return !(drive->lacks & EMU_LACKS_SAO);
	case EMU_WRITE_RAW:		/* 2352 bytes with 96 of P to W */
		return !(drive->lacks & EMU_LACKS_RAW) &&
		       (body[2] & 0x0f) == 3;
	default:
		return false;
	}
}

/* DVD-R and DVD-RW: incremental or disc-at-once, rehearsed or not. */
static bool emu_write_page_minus(const struct emu_medium *medium,
				 const u8 *body)
{
	u8 type = body[0] & EMU_WRITE_TYPE;

	if ((body[2] & 0x0f) != 8)
		return false;
	if (medium->flags & EMU_MEDIUM_GROWING)
		return type == EMU_WRITE_PACKET && !(body[0] & EMU_TEST_WRITE);
	return type == EMU_WRITE_PACKET || type == EMU_WRITE_AT_ONCE;
}

static bool emu_write_page_ok(const struct emu_drive *drive, const u8 *body)
{
	const struct emu_medium *medium;

	if (!drive->disc)
		return true;
	if (body[0] & EMU_TEST_WRITE && drive->lacks & EMU_LACKS_TEST)
		return false;
	medium = drive->disc->medium;
	if (medium->flags & (EMU_MEDIUM_TESTABLE | EMU_MEDIUM_GROWING) &&
	    medium->family == EMU_DVD)
		return emu_write_page_minus(medium, body);
	if (medium->family == EMU_DVD)
		return !(body[0] & EMU_TEST_WRITE);
	return emu_write_page_cd(drive, body);
}

static int emu_select_page(struct emu_drive *drive, const u8 *page, u32 len)
{
	switch (page[0] & 0x3f) {
	case EMU_PAGE_ERROR:
		if (len != sizeof(drive->error_page))
			return EMU_BAD_PARAMETER;
		memcpy(drive->error_page, page + 2, len);
		return 0;
	case EMU_PAGE_POWER:
		if (len != sizeof(drive->power_page))
			return EMU_BAD_PARAMETER;
		memcpy(drive->power_page, page + 2, len);
		return 0;
	case EMU_PAGE_WRITE:
		if (!emu_has_write_page(drive) ||
		    len != sizeof(drive->write_page) ||
		    !emu_write_page_ok(drive, page + 2))
			return EMU_BAD_PARAMETER;
		emu_recording_drop(drive);
		memcpy(drive->write_page, page + 2, len);
		return 0;
	default:
		return EMU_BAD_PARAMETER;
	}
}

/**
 * emu_mode_select - MODE SELECT(6) and (10), SPC-4 6.9 and 6.10
 * @drive: the drive
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_mode_select(struct emu_drive *drive, struct emu_cmd *cmd)
{
	const u8 *cdb = cmd->cdb;
	bool six = cdb[0] == 0x15;
	u32 list = six ? cdb[4] : get_unaligned_be16(cdb + 7);
	u32 pos = six ? 4 : 8;
	u8 buf[256];
	u32 len;
	int sense;

	if (!(cdb[1] & 0x10) || cdb[1] & 0x01)	/* PF set, SP clear */
		return EMU_BAD_CDB;
	if (!list)
		return 0;
	len = min(emu_fetch(cmd, buf, sizeof(buf)), list);
	if (len < pos || len != list)
		return EMU_BAD_LIST_LENGTH;
	pos += six ? buf[3] : get_unaligned_be16(buf + 6);
	while (pos < len) {
		if (len - pos < 2 || buf[pos + 1] > len - pos - 2)
			return EMU_BAD_LIST_LENGTH;
		sense = emu_select_page(drive, buf + pos, buf[pos + 1]);
		if (sense)
			return sense;
		pos += buf[pos + 1] + 2;
	}
	return 0;
}

// SPDX-License-Identifier: GPL-2.0
/* READ TOC/PMA/ATIP: MMC-6 6.25; DVD and BD get one that is made up. */

#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "emu.h"

#define EMU_LEAD_OUT	0xaa
#define EMU_DATA_TRACK	0x14	/* ADR 1, control 4 */
#define EMU_NEXT_AREA	0x54	/* ADR 5, control 4 */
/* Per session A0, A1, A2, B0 and per track one; 11 bytes each. */
#define EMU_FULL_TOC	(4 + 11 * 5 * EMU_MAX_TRACKS)

/**
 * emu_msf - a block as time on the disc
 * @lba: the block
 * @msf: gets minute, second, frame; 255:59:74 when it is too far out
 */
void emu_msf(u32 lba, u8 *msf)
{
	u32 frames = min(lba + 150u, 256u * 60 * 75 - 1);

	msf[0] = frames / (60 * 75);
	msf[1] = frames / 75 % 60;
	msf[2] = frames % 75;
}

/**
 * emu_msf_lba - time on the disc as a block
 * @msf: minute, second, frame; times from 90:00:00 on are in the lead-in
 *
 * Return: block, MMC-6 table 619.
 */
s32 emu_msf_lba(const u8 *msf)
{
	s32 lba = (msf[0] * 60 + msf[1]) * 75 + msf[2] - EMU_CD_PREGAP;

	return msf[0] < 90 ? lba : lba - 100 * 60 * 75;
}

static void emu_put_address(u8 *buf, u32 lba, bool msf)
{
	if (!msf) {
		put_unaligned_be32(lba, buf);
		return;
	}
	buf[0] = 0;
	emu_msf(lba, buf + 1);
}

static u8 *emu_put_toc_entry(u8 *p, u8 number, u32 lba, bool msf)
{
	p[0] = 0;
	p[1] = EMU_DATA_TRACK;
	p[2] = number;
	p[3] = 0;
	emu_put_address(p + 4, lba, msf);
	return p + 8;
}

static u16 emu_last_toc_track(const struct emu_disc *disc)
{
	u16 i = disc->nr_tracks;

	while (i && disc->tracks[i - 1].session > disc->sessions)
		i--;
	return i;
}

/* Format 0: tracks of all closed sessions and the last lead-out. */
static int emu_toc(const struct emu_disc *disc, const u8 *cdb, u8 *buf)
{
	bool msf = cdb[1] & 0x02;
	u16 last = emu_last_toc_track(disc);
	u8 *p = buf + 4;
	u16 i;

	if (cdb[6] > last && cdb[6] != EMU_LEAD_OUT)
		return -1;
	buf[2] = 1;
	buf[3] = last;
	for (i = max_t(u16, cdb[6], 1); i <= last; i++)
		p = emu_put_toc_entry(p, i, disc->tracks[i - 1].start, msf);
	p = emu_put_toc_entry(p, EMU_LEAD_OUT,
			      disc->lead_out[disc->sessions - 1], msf);
	return p - buf;
}

/* Format 1: where the last closed session begins. */
static int emu_toc_sessions(const struct emu_disc *disc, const u8 *cdb, u8 *buf)
{
	u16 first = emu_session_first_track(disc, disc->sessions);

	if (!first)
		return -1;
	buf[2] = 1;
	buf[3] = disc->sessions;
	emu_put_toc_entry(buf + 4, first, disc->tracks[first - 1].start,
			  cdb[1] & 0x02);
	return 12;
}

static u8 *emu_put_point(u8 *p, u16 session, u8 adr, u8 point, u8 a, u8 b, u8 c)
{
	memset(p, 0, 11);
	p[0] = session;
	p[1] = adr;
	p[3] = point;
	p[8] = a;
	p[9] = b;
	p[10] = c;
	return p + 11;
}

static u8 *emu_put_point_lba(u8 *p, u16 session, u8 point, u32 lba)
{
	u8 msf[3];

	emu_msf(lba, msf);
	return emu_put_point(p, session, EMU_DATA_TRACK, point, msf[0], msf[1],
			     msf[2]);
}

/* Where the next session's data may begin; only in front of open discs. */
static u8 *emu_put_next_area(const struct emu_disc *disc, u8 *p, u16 session)
{
	u8 msf[3];

	if (disc->medium->family != EMU_CD ||
	    (session == disc->sessions && disc->finalised))
		return p;
	emu_msf(disc->capacity, msf);
	p = emu_put_point(p, session, EMU_NEXT_AREA, 0xb0, msf[0], msf[1],
			  msf[2]);
	emu_msf(disc->lead_out[session - 1] +
		(session == 1 ? disc->medium->first_gap
			      : disc->medium->next_gap) - 150, p - 11 + 4);
	p[-4] = 1;
	return p;
}

static u8 *emu_put_session(const struct emu_disc *disc, u8 *p, u16 session)
{
	u16 first = emu_session_first_track(disc, session);
	u16 last = first;
	u16 i;

	while (last < disc->nr_tracks && disc->tracks[last].session == session)
		last++;
	p = emu_put_point(p, session, EMU_DATA_TRACK, 0xa0, first, 0, 0);
	p = emu_put_point(p, session, EMU_DATA_TRACK, 0xa1, last, 0, 0);
	p = emu_put_point_lba(p, session, 0xa2, disc->lead_out[session - 1]);
	for (i = first; i <= last; i++)
		p = emu_put_point_lba(p, session, i,
				      disc->tracks[i - 1].start);
	return emu_put_next_area(disc, p, session);
}

/* Format 2: every point of the lead-ins. */
static int emu_toc_full(const struct emu_disc *disc, const u8 *cdb, u8 *buf)
{
	u8 *p = buf + 4;
	u16 session;

	if (cdb[6] > disc->sessions)
		return -1;
	buf[2] = 1;
	buf[3] = disc->sessions;
	for (session = max_t(u16, cdb[6], 1); session <= disc->sessions;
	     session++)
		p = emu_put_session(disc, p, session);
	return p - buf;
}

/* Format 4: what is moulded into the groove of a CD-R, MMC-6 table 492. */
static int emu_atip(const struct emu_disc *disc, u8 *buf)
{
	buf[4] = 0x80 | 4 << 4;		/* indicative target writing power */
	buf[5] = 0x40;			/* for unrestricted use */
	buf[6] = 0x80;			/* CD-R */
	buf[8] = 97;			/* start of the lead-in: 97:26:66 */
	buf[9] = 26;
	buf[10] = 66;
	emu_msf(disc->capacity, buf + 12);
	return 28;
}

static int emu_toc_format(const struct emu_disc *disc, const u8 *cdb, u8 format,
			  u8 *buf)
{
	bool cd = disc->medium->family == EMU_CD;

	if (format == 4)
		return cd && !(disc->medium->flags & EMU_MEDIUM_PRESSED) ?
		       emu_atip(disc, buf) : -1;
	if (!disc->sessions)
		return -1;
	switch (format) {
	case 0:
		return emu_toc(disc, cdb, buf);
	case 1:
		return emu_toc_sessions(disc, cdb, buf);
	case 2:
		return emu_toc_full(disc, cdb, buf);
	case 5:			/* CD-TEXT: a data disc has none */
		return cd ? 4 : -1;
	default:
		return -1;
	}
}

/**
 * emu_read_toc - READ TOC/PMA/ATIP
 * @drive: the drive
 * @cmd: the command
 *
 * A disc without a closed session has no table of contents: 5/24/00.
 *
 * Return: 0 or sense.
 */
int emu_read_toc(struct emu_drive *drive, struct emu_cmd *cmd)
{
	const u8 *cdb = cmd->cdb;
	u8 format = cdb[2] & 0x0f;
	int len;
	u8 *buf;

	if (!format)
		format = cdb[9] >> 6;	/* where SFF-8020i had it */
	buf = kzalloc(EMU_FULL_TOC, GFP_KERNEL);
	if (!buf)
		return EMU_INTERNAL_FAILURE;
	mutex_lock(&drive->disc->lock);
	len = emu_toc_format(drive->disc, cdb, format, buf);
	mutex_unlock(&drive->disc->lock);
	if (len > 0) {
		put_unaligned_be16(len - 2, buf);
		emu_reply(cmd, buf, len, get_unaligned_be16(cdb + 7));
	}
	kfree(buf);
	return len > 0 ? 0 : EMU_BAD_CDB;
}

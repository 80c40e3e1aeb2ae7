// SPDX-License-Identifier: GPL-2.0
/* READ TOC/PMA/ATIP: MMC-6 6.25; DVD and BD get one that is made up. */

#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/string.h>

#include "emu.h"

#define EMU_LEAD_OUT	0xaa
#define EMU_ADR_TRACK	1	/* ADR of track points, and of those of the PMA */
#define EMU_ADR_NEXT	5	/* ADR of points B0 and C0 */
#define EMU_TOC_MAX	65536u	/* more than 2048 packs of CD-TEXT */

/* Begin of the lead-in as the ATIP tells it, minute, second, frame */
static const u8 emu_lead_in[] = { 97, 26, 66 };

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

static u8 *emu_put_toc_entry(u8 *p, u8 control, u8 number, u32 lba, bool msf)
{
	p[0] = 0;
	p[1] = EMU_ADR_TRACK << 4 | control;
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
	const struct emu_track *t = disc->tracks;
	u16 last = emu_last_toc_track(disc);
	u8 *p = buf + 4;
	u16 i;

	if (cdb[6] > last && cdb[6] != EMU_LEAD_OUT)
		return -1;
	buf[2] = 1;
	buf[3] = last;
	for (i = max_t(u16, cdb[6], 1); i <= last; i++)
		p = emu_put_toc_entry(p, t[i - 1].control, i, t[i - 1].start,
				      msf);
	p = emu_put_toc_entry(p, t[last - 1].control, EMU_LEAD_OUT,
			      disc->lead_out[disc->sessions - 1], msf);
	return p - buf;
}

/* Format 1: where the last closed session begins. */
static int emu_toc_sessions(const struct emu_disc *disc, const u8 *cdb, u8 *buf)
{
	u16 first = emu_session_first_track(disc, disc->sessions);
	const struct emu_track *t = &disc->tracks[max_t(u16, first, 1) - 1];

	if (!first)
		return -1;
	buf[2] = 1;
	buf[3] = disc->sessions;
	emu_put_toc_entry(buf + 4, t->control, first, t->start, cdb[1] & 0x02);
	return 12;
}

/* A point of the lead-in: 11 bytes. */
static u8 *emu_put_point(u8 *p, u16 session, u8 ctl_adr, u8 point,
			 const u8 *msf, const u8 *pmsf)
{
	memset(p, 0, 11);
	p[0] = session;
	p[1] = ctl_adr;
	p[3] = point;
	memcpy(p + 4, msf, 3);
	memcpy(p + 8, pmsf, 3);
	return p + 11;
}

static u8 *emu_put_point_lba(u8 *p, u16 session, u8 control, u8 point, u32 lba)
{
	static const u8 none[3];
	u8 msf[3];

	emu_msf(lba, msf);
	return emu_put_point(p, session, EMU_ADR_TRACK << 4 | control, point,
			     none, msf);
}

/*
 * Of a session that another one may follow: B0, where that may begin and where
 * the last lead-out may; in the first lead-in also C0, where it began itself.
 */
static u8 *emu_put_next_area(const struct emu_disc *disc, u8 *p, u16 session,
			     u8 control)
{
	u32 gap = session == 1 ? disc->medium->first_gap
			       : disc->medium->next_gap;
	u8 adr = EMU_ADR_NEXT << 4 | control;
	static const u8 none[3];
	u8 next[3], end[3];

	if (disc->medium->family != EMU_CD ||
	    (session == disc->sessions && disc->finalised))
		return p;
	emu_msf(disc->lead_out[session - 1] + gap - EMU_CD_PREGAP, next);
	emu_msf(disc->capacity, end);
	p = emu_put_point(p, session, adr, 0xb0, next, end);
	p[-4] = session == 1 ? 2 : 1;	/* points of ADR 5 */
	if (session == 1)
		p = emu_put_point(p, session, adr, 0xc0, none, emu_lead_in);
	return p;
}

static u8 *emu_put_session(const struct emu_disc *disc, u8 *p, u16 session)
{
	u8 first[3] = { emu_session_first_track(disc, session) };
	const struct emu_track *t = &disc->tracks[first[0] - 1];
	static const u8 none[3];
	u8 last[3] = { first[0] };
	u8 control = t->control;
	u8 adr = EMU_ADR_TRACK << 4;
	u16 i;

	while (last[0] < disc->nr_tracks &&
	       disc->tracks[last[0]].session == session)
		last[0]++;
	if (disc->cd)
		first[1] = disc->cd->sessions[session - 1].type;
	p = emu_put_point(p, session, adr | control, 0xa0, none, first);
	p = emu_put_point(p, session, adr | disc->tracks[last[0] - 1].control,
			  0xa1, none, last);
	p = emu_put_point_lba(p, session, disc->tracks[last[0] - 1].control,
			      0xa2, disc->lead_out[session - 1]);
	for (i = first[0]; i <= last[0]; i++, t++)
		p = emu_put_point_lba(p, session, t->control, i, t->start);
	return emu_put_next_area(disc, p, session, control);
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

/* Format 3: the PMA of a recordable disc: where closed tracks begin and end. */
static int emu_pma(const struct emu_disc *disc, u8 *buf)
{
	const struct emu_track *t = disc->tracks;
	u8 *p = buf + 4;
	u8 stop[3], start[3];
	u16 i;

	for (i = 0; i < disc->nr_tracks; i++, t++) {
		if (t->state != EMU_TRACK_CLOSED)
			continue;
		emu_msf(t->start + t->size, stop);
		emu_msf(t->start, start);
		p = emu_put_point(p, t->session,
				  EMU_ADR_TRACK << 4 | t->control, i + 1, stop,
				  start);
	}
	return p - buf;
}

/* Format 4: what is moulded into the groove of a CD-R, MMC-6 table 492. */
static int emu_atip(const struct emu_disc *disc, u8 *buf)
{
	buf[4] = 0x80 | 4 << 4;		/* indicative target writing power */
	buf[5] = 0x40;			/* for unrestricted use */
	buf[6] = 0x80;			/* CD-R */
	if (disc->medium->flags & EMU_MEDIUM_REWRITABLE) {
		buf[6] = 0xcc;		/* CD-RW, sub-type 1, A1 is valid */
		memcpy(buf + 16, "\x26\xb2\x4a", 3);
	}
	memcpy(buf + 8, emu_lead_in, 3);
	emu_msf(disc->capacity, buf + 12);
	return 28;
}

/* Format 5: CD-TEXT, of the first session unless another one is named. */
static int emu_toc_text(const struct emu_disc *disc, const u8 *cdb, u8 *buf)
{
	u16 session = max_t(u16, cdb[6], 1);
	const struct emu_session *s;
	u32 len;

	if (session > disc->sessions)
		return -1;
	s = &disc->cd->sessions[session - 1];
	len = min(s->packs, (EMU_TOC_MAX - 4) / EMU_PACK) * EMU_PACK;
	memcpy(buf + 4, s->text, len);
	return len + 4;
}

static int emu_toc_format(const struct emu_disc *disc, const u8 *cdb, u8 format,
			  u8 *buf)
{
	bool cd = disc->medium->family == EMU_CD;
	bool recordable = cd && !(disc->medium->flags & EMU_MEDIUM_PRESSED);

	if (format == 3)
		return recordable ? emu_pma(disc, buf) : -1;
	if (format == 4)
		return recordable ? emu_atip(disc, buf) : -1;
	if (!disc->sessions)
		return -1;
	switch (format) {
	case 0:
		return emu_toc(disc, cdb, buf);
	case 1:
		return emu_toc_sessions(disc, cdb, buf);
	case 2:
		return emu_toc_full(disc, cdb, buf);
	case 5:
		return cd ? emu_toc_text(disc, cdb, buf) : -1;
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
	buf = kvzalloc(EMU_TOC_MAX, GFP_KERNEL);
	if (!buf)
		return EMU_INTERNAL_FAILURE;
	mutex_lock(&drive->disc->lock);
	len = emu_toc_format(drive->disc, cdb, format, buf);
	mutex_unlock(&drive->disc->lock);
	if (len > 0) {
		put_unaligned_be16(len - 2, buf);
		emu_reply(cmd, buf, len, get_unaligned_be16(cdb + 7));
	}
	kvfree(buf);
	return len > 0 ? 0 : EMU_BAD_CDB;
}

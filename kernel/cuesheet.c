// SPDX-License-Identifier: GPL-2.0
/*
 * The cue sheet of one session of a layout (MMC-6 6.36, tables 606 to 612).
 *
 * All functions here are pure: any context, no locks. Where the standard leaves
 * a choice it is made as recording programs make it, because that is what
 * drives have been tried with:
 *  - all times are absolute, in every session: LBA + 150, binary;
 *  - lead-in and lead-out have the data bit of the session's first and last
 *    track in their control nibble and no other; the lead-in begins at the
 *    session's first pregap, its data are made by the drive;
 *  - the ISRC comes once, before the track's first row;
 *  - the byte for SCMS is zero: copies permitted or not is said by the control
 *    nibble, and a layout does not know of generations.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "cuesheet.h"

#define MSF_OF_LBA_0	150	/* LBA 0 is 00:02:00, MMC-6 table 607 */
#define SESSION_GAP	150	/* before the first track of a session */
#define MSF_MAX		(100 * 60 * 75)

#define ADR_TIME	0x1	/* low nibble of byte 0, MMC-6 table 607 */
#define ADR_MCN		0x2
#define ADR_ISRC	0x3
#define CONTROL_DATA	0x4	/* bit of the control nibble */
#define TNO_LEAD_OUT	0xaa

#define FORM_SUB_RAW	0x40	/* 96 bytes of raw P-W behind each block */

/* one sheet being filled; @err is kept once it is set */
struct sheet {
	u8 *rows;
	u32 used;
	u32 room;
	int err;
};

static u8 *next_row(struct sheet *s)
{
	u8 *row = s->rows + s->used;

	if (!s->err && s->room - s->used < DSR_CUE_ROW_BYTES)
		s->err = -ENOSPC;
	if (s->err)
		return NULL;
	s->used += DSR_CUE_ROW_BYTES;
	memset(row, 0, DSR_CUE_ROW_BYTES);
	return row;
}

static void add_time(struct sheet *s, u8 control, u8 tno, u8 index, u8 form,
		     s64 lba)
{
	s64 frames = lba + MSF_OF_LBA_0;
	u8 *row = next_row(s);
	u32 n;

	if (!row)
		return;
	if (frames < 0 || frames >= MSF_MAX) {
		s->err = -EINVAL;
		return;
	}
	n = frames;
	row[0] = control << 4 | ADR_TIME;
	row[1] = tno;
	row[2] = index;
	row[3] = form;
	row[5] = n / (60 * 75);
	row[6] = n / 75 % 60;
	row[7] = n % 75;
}

/* 13 digits, 7 in the first row (MMC-6 table 611) */
static void add_mcn(struct sheet *s, const u8 mcn[13])
{
	u8 *row = next_row(s);

	if (!row)
		return;
	row[0] = ADR_MCN;
	memcpy(&row[1], mcn, 7);
	row = next_row(s);
	if (!row)
		return;
	row[0] = ADR_MCN;
	memcpy(&row[1], mcn + 7, 6);
}

/* 12 characters, 6 in each row (MMC-6 table 612) */
static void add_isrc(struct sheet *s, const struct dsr_track *t)
{
	unsigned int i;
	u8 *row;

	for (i = 0; i < 12; i += 6) {
		row = next_row(s);
		if (!row)
			return;
		row[0] = t->control << 4 | ADR_ISRC;
		row[1] = t->number;
		memcpy(&row[2], t->isrc + i, 6);
	}
}

/**
 * struct form_row - data forms of a mode, MMC-6 table 609
 * @sent: we send the block's bytes, as the layout has them
 * @made: the drive makes them, in lead-in and lead-out
 *
 * Blocks that come without what makes their sector complete (form 1 and form 2
 * of XA by themselves) and whole data sectors, whose mode the layout does not
 * say, have none.
 */
struct form_row {
	u8 sent;
	u8 made;
};

static const struct form_row forms[] = {
	[DSR_MODE_DATA] = { 0x10, 0x14 },
	[DSR_MODE_AUDIO] = { 0x00, 0x01 },
	[DSR_MODE_2] = { 0x30, 0x34 },
	[DSR_MODE_XA_MIX] = { 0x20, 0x24 },
};

static int form_of(const struct dsr_track *t, u8 *sent, u8 *made)
{
	if (t->mode >= ARRAY_SIZE(forms) || !forms[t->mode].made)
		return -EOPNOTSUPP;
	*sent = forms[t->mode].sent;
	*made = forms[t->mode].made;
	if (t->subchannel == DSR_SUB_RAW96)
		*sent |= FORM_SUB_RAW;
	else if (t->subchannel != DSR_SUB_NONE)
		return -EOPNOTSUPP;
	return 0;
}

/* INDEX 00 of the first track of a session has 150 blocks that are not counted */
static s64 gap_start(const struct dsr_track *t, bool first)
{
	return (s64)t->start - t->pregap_blocks - (first ? SESSION_GAP : 0);
}

static void add_track(struct sheet *s, const struct dsr_layout *l,
		      const struct dsr_track *t, bool first)
{
	const u32 *indexes = (const void *)l + t->indexes_offset;
	u8 sent, made;
	unsigned int i;

	if (!s->err)
		s->err = form_of(t, &sent, &made);
	if (s->err)
		return;
	if (t->flags & DSR_TRACK_F_ISRC)
		add_isrc(s, t);
	if (first || t->pregap_blocks)
		add_time(s, t->control, t->number, 0, sent,
			 gap_start(t, first));
	add_time(s, t->control, t->number, 1, sent, t->start);
	for (i = 0; i < t->nr_indexes; i++)
		add_time(s, t->control, t->number, i + 2, sent,
			 (s64)t->start + indexes[i]);
}

static void add_edge(struct sheet *s, const struct dsr_track *t, bool lead_out,
		     bool cdtext, s64 lba)
{
	u8 sent, made;

	if (!s->err)
		s->err = form_of(t, &sent, &made);
	if (s->err)
		return;
	if (cdtext)
		made |= FORM_SUB_RAW;
	add_time(s, t->control & CONTROL_DATA, lead_out ? TNO_LEAD_OUT : 0,
		 lead_out, made, lba);
}

/**
 * dsr_cue_fill - the cue sheet of one session
 * @l: checked
 * @session: 1..@l->nr_sessions
 * @cdtext: CD-Text will be written into its lead-in; for that its first track
 *	must be audio
 * @rows: filled
 * @room: bytes of it
 *
 * Media catalog number, lead-in, then for each track its ISRC, INDEX 00 where
 * it has a pregap, INDEX 01 and the further ones, then the lead-out.
 *
 * Return: bytes of the sheet; -ENOSPC: @room is too small; -EOPNOTSUPP: there
 * is no data form for a track's mode and sub-channel; -EINVAL: no such session,
 * tracks that do not lie end to end, a first session that does not begin at LBA
 * -150, a time beyond 99:59:74, or CD-Text before data.
 */
int dsr_cue_fill(const struct dsr_layout *l, u8 session, bool cdtext, u8 *rows,
		 u32 room)
{
	struct sheet s = { .rows = rows, .room = room };
	const struct dsr_track *t, *last = NULL;
	s64 end = session == 1 ? -MSF_OF_LBA_0 : 0;
	unsigned int i;

	if (l->flags & DSR_LAYOUT_F_MCN)
		add_mcn(&s, l->mcn);
	for (i = 0; i < l->nr_tracks; i++) {
		t = dsr_layout_track(l, i);
		if (t->session != session)
			continue;
		if ((last || session == 1) && gap_start(t, !last) != end)
			return -EINVAL;
		if (!last && cdtext && t->mode != DSR_MODE_AUDIO)
			return -EINVAL;
		if (!last)
			add_edge(&s, t, false, cdtext, gap_start(t, true));
		add_track(&s, l, t, !last);
		end = dsr_track_end(t);
		last = t;
	}
	if (!last)
		return -EINVAL;
	add_edge(&s, last, true, false, end);
	return s.err ? : (int)s.used;
}

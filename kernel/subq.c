// SPDX-License-Identifier: GPL-2.0
/*
 * The sub-channel of a session that is written raw (Red Book chapter 17 =
 * IEC 60908, Orange Book part II; MMC-6 4.2.3.6 and tables 14 to 27).
 *
 * All functions here are pure: any context, no locks, they cannot fail.
 */
#include <linux/string.h>

#include "cdtext.h"
#include "subq.h"

#define MSF_OF_LBA_0	150	/* LBA 0 is 00:02:00 */
#define MSF_WRAP	450000	/* 100 minutes: before 00:00:00 is 99:59:74 */
#define SESSION_GAP	150	/* before the first track of a session */
#define REPEATS		3	/* of every entry in a lead-in */
#define NEWS_EVERY	100	/* blocks; MCN and ISRC come in one of these */
#define NEWS_CALM	4	/* blocks at an index that tell only the time */

#define CONTROL_DATA	0x4
#define ADR_TIME	0x1
#define ADR_MCN		0x2
#define ADR_ISRC	0x3
#define ADR_SESSION	0x5	/* of B0 and C0 in a lead-in */

#define TNO_LEAD_OUT	0xaa	/* these are not BCD */
#define POINT_FIRST	0xa0
#define POINT_LAST	0xa1
#define POINT_LEAD_OUT	0xa2
#define POINT_NEXT	0xb0
#define POINT_START	0xc0

#define FORMAT_XA	0x20	/* PSEC of point A0 */

static u8 bcd(u32 n)
{
	return n / 10 << 4 | n % 10;
}

static void put_frames(u8 *msf, u32 frames)
{
	msf[0] = bcd(frames / (60 * 75));
	msf[1] = bcd(frames / 75 % 60);
	msf[2] = bcd(frames % 75);
}

/* absolute time; that of a lead-in ends with 99:59:74 */
static void put_lba(u8 *msf, s32 lba)
{
	s32 frames = lba + MSF_OF_LBA_0;

	if (frames < 0)
		frames += MSF_WRAP;
	put_frames(msf, (u32)frames % MSF_WRAP);
}

/**
 * dsr_subq_crc - the check bytes of Q
 * @q: the ten bytes before them
 *
 * x^16 + x^12 + x^5 + 1, the first bit first, beginning with zero, inverted.
 *
 * Return: the two bytes, the first one above.
 */
u16 dsr_subq_crc(const u8 q[DSR_SUBQ_BYTES - 2])
{
	unsigned int i, bit;
	u16 crc = 0;

	for (i = 0; i < DSR_SUBQ_BYTES - 2; i++) {
		crc ^= q[i] << 8;
		for (bit = 0; bit < 8; bit++)
			crc = crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1;
	}
	return ~crc;
}

static unsigned int first_track(const struct dsr_subq *s)
{
	unsigned int i = 0;

	while (i + 1 < s->layout->nr_tracks &&
	       dsr_layout_track(s->layout, i)->session < s->session)
		i++;
	return i;
}

static unsigned int last_track(const struct dsr_subq *s)
{
	unsigned int i = s->layout->nr_tracks - 1;

	while (i && dsr_layout_track(s->layout, i)->session > s->session)
		i--;
	return i;
}

static s32 track_end(const struct dsr_track *t)
{
	return t->start + (s64)t->blocks;
}

/**
 * dsr_subq_start - where the session's first pregap begins
 * @s: the session
 *
 * Return: LBA; its lead-in is what comes before, from @s->lead_in on.
 */
s32 dsr_subq_start(const struct dsr_subq *s)
{
	const struct dsr_track *t = dsr_layout_track(s->layout, first_track(s));

	return (s64)t->start - t->pregap_blocks - SESSION_GAP;
}

/**
 * dsr_subq_lead_out - where the session's lead-out begins
 * @s: the session
 *
 * Return: LBA.
 */
s32 dsr_subq_lead_out(const struct dsr_subq *s)
{
	return track_end(dsr_layout_track(s->layout, last_track(s)));
}

/**
 * dsr_subq_end - where the session's lead-out ends
 * @s: the session
 *
 * Return: LBA of the block behind.
 */
s32 dsr_subq_end(const struct dsr_subq *s)
{
	return dsr_subq_lead_out(s) + (s->session == 1 ? DSR_LEAD_OUT_FIRST :
				       DSR_LEAD_OUT_NEXT);
}

/* audio, or data without and with sub-headers */
static u8 session_format(const struct dsr_subq *s)
{
	unsigned int i, last = last_track(s);

	for (i = first_track(s); i <= last; i++)
		switch (dsr_layout_track(s->layout, i)->mode) {
		case DSR_MODE_XA1:
		case DSR_MODE_XA2:
		case DSR_MODE_XA_MIX:
			return FORMAT_XA;
		}
	return 0;
}

/* one entry of the table of contents: a track of the session, or A0 to A2 */
static void toc_entry(const struct dsr_subq *s, unsigned int entry,
		      u8 q[DSR_SUBQ_BYTES])
{
	unsigned int first = first_track(s), last = last_track(s);
	unsigned int tracks = last - first + 1;
	const struct dsr_track *t;

	t = dsr_layout_track(s->layout, entry < tracks ? first + entry :
			     entry == tracks ? first : last);
	q[0] = t->control << 4 | ADR_TIME;
	if (entry < tracks) {
		q[2] = bcd(t->number);
		put_lba(&q[7], t->start);
		return;
	}
	q[2] = POINT_FIRST + entry - tracks;
	if (q[2] == POINT_LEAD_OUT) {
		put_lba(&q[7], track_end(t));
		return;
	}
	q[7] = bcd(t->number);
	if (q[2] == POINT_FIRST)
		q[8] = session_format(s);
}

/*
 * Where the next session may begin, and the latest lead-out; in the first
 * session also where the disc begins (MMC-6 table 27).
 */
static void session_entry(const struct dsr_subq *s, unsigned int entry,
			  u8 q[DSR_SUBQ_BYTES])
{
	unsigned int first = first_track(s);

	q[0] = dsr_layout_track(s->layout, first)->control << 4 | ADR_SESSION;
	if (!entry) {
		q[2] = POINT_NEXT;
		put_lba(&q[3], dsr_subq_end(s) + DSR_LEAD_IN_NEXT);
		q[6] = s->session == 1 ? 2 : 1;	/* entries like this one */
		put_lba(&q[7], s->last_lead_out);
		return;
	}
	q[2] = POINT_START;
	put_lba(&q[7], s->first_lead_in);
}

/* every entry three times, over and over; of them the session's come last */
static void lead_in_q(const struct dsr_subq *s, s32 lba, u8 q[DSR_SUBQ_BYTES])
{
	unsigned int toc = last_track(s) - first_track(s) + 1 + 3;
	unsigned int all = toc;
	unsigned int entry;

	if (s->open)
		all += s->session == 1 ? 2 : 1;
	entry = (u32)(lba - s->lead_in) / REPEATS % all;
	if (entry < toc) {
		toc_entry(s, entry, q);
		put_lba(&q[3], lba);
	} else {
		session_entry(s, entry - toc, q);
	}
}

static void lead_out_q(const struct dsr_subq *s, s32 lba,
		       u8 q[DSR_SUBQ_BYTES])
{
	const struct dsr_track *t = dsr_layout_track(s->layout, last_track(s));

	q[0] = t->control << 4 | ADR_TIME;
	q[1] = TNO_LEAD_OUT;
	q[2] = bcd(1);
	put_frames(&q[3], lba - track_end(t));
	put_lba(&q[7], lba);
}

/* the track whose pregap or own blocks @lba is one of */
static const struct dsr_track *track_at(const struct dsr_subq *s, s32 lba)
{
	unsigned int i = first_track(s), last = last_track(s);

	while (i < last && lba >= track_end(dsr_layout_track(s->layout, i)))
		i++;
	return dsr_layout_track(s->layout, i);
}

/* number of the index at @lba, and how many blocks ago it began */
static u8 index_at(const struct dsr_subq *s, const struct dsr_track *t,
		   s32 lba, u32 *since)
{
	const u32 *indexes = (const void *)s->layout + t->indexes_offset;
	u32 at = lba - t->start;
	u8 i = 0;

	while (i < t->nr_indexes && at >= indexes[i])
		i++;
	*since = i ? at - indexes[i - 1] : at;
	return i + 1;
}

static void time_q(const struct dsr_subq *s, const struct dsr_track *t,
		   s32 lba, u8 q[DSR_SUBQ_BYTES])
{
	u32 since;

	q[0] = t->control << 4 | ADR_TIME;
	q[1] = bcd(t->number);
	if (lba < t->start) {
		/* counted down; the last block of the pregap is 00:00:00 */
		put_frames(&q[3], t->start - lba - 1);
	} else {
		q[2] = bcd(index_at(s, t, lba, &since));
		put_frames(&q[3], lba - t->start);
	}
	put_lba(&q[7], lba);
}

/* 13 digits of 4 bits */
static void mcn_q(const struct dsr_subq *s, const struct dsr_track *t, s32 lba,
		  u8 q[DSR_SUBQ_BYTES])
{
	unsigned int i;
	u8 absolute[3];

	q[0] = t->control << 4 | ADR_MCN;
	for (i = 0; i < 13; i++)
		q[1 + i / 2] |= (s->layout->mcn[i] - '0') << (i % 2 ? 0 : 4);
	put_lba(absolute, lba);
	q[9] = absolute[2];
}

/* 5 characters of 6 bits, as far from '0' as in ASCII; 2 bits; 7 digits */
static void isrc_q(const struct dsr_track *t, s32 lba, u8 q[DSR_SUBQ_BYTES])
{
	u8 absolute[3];
	unsigned int i;
	u32 five = 0;

	q[0] = t->control << 4 | ADR_ISRC;
	for (i = 0; i < 5; i++)
		five = five << 6 | (t->isrc[i] - '0');
	five <<= 2;
	q[1] = five >> 24;
	q[2] = five >> 16;
	q[3] = five >> 8;
	q[4] = five;
	for (i = 0; i < 7; i++)
		q[5 + i / 2] |= (t->isrc[5 + i] - '0') << (i % 2 ? 0 : 4);
	put_lba(absolute, lba);
	q[9] = absolute[2];
}

/* where an index begins the time is told, for drives that search for it */
static bool calm(const struct dsr_subq *s, const struct dsr_track *t, s32 lba)
{
	u32 since;

	if (lba < t->start)
		return false;
	index_at(s, t, lba, &since);
	return since >= NEWS_CALM;
}

static void program_q(const struct dsr_subq *s, s32 lba, u8 q[DSR_SUBQ_BYTES])
{
	const struct dsr_track *t = track_at(s, lba);
	u32 turn = (u32)(lba + MSF_OF_LBA_0) % NEWS_EVERY;

	if (turn == NEWS_EVERY / 2 && s->layout->flags & DSR_LAYOUT_F_MCN &&
	    calm(s, t, lba))
		mcn_q(s, t, lba, q);
	else if (turn == NEWS_EVERY - 1 && t->flags & DSR_TRACK_F_ISRC &&
		 calm(s, t, lba))
		isrc_q(t, lba, q);
	else
		time_q(s, t, lba, q);
}

/**
 * dsr_subq_q - the Q sub-channel of one block
 * @s: the session
 * @lba: of the block, from @s->lead_in to below dsr_subq_end()
 * @q: filled
 */
void dsr_subq_q(const struct dsr_subq *s, s32 lba, u8 q[DSR_SUBQ_BYTES])
{
	u16 crc;

	memset(q, 0, DSR_SUBQ_BYTES);
	if (lba < dsr_subq_start(s))
		lead_in_q(s, lba, q);
	else if (lba < dsr_subq_lead_out(s))
		program_q(s, lba, q);
	else
		lead_out_q(s, lba, q);
	crc = dsr_subq_crc(q);
	q[10] = crc >> 8;
	q[11] = crc;
}

/*
 * P is set in pauses, and in a lead-out flashes with 2 Hz from its third
 * second on (Red Book).
 */
static bool p_at(const struct dsr_subq *s, s32 lba)
{
	s32 out = lba - dsr_subq_lead_out(s);

	if (lba < dsr_subq_start(s))
		return false;
	if (out >= 0)
		return out >= 2 * 75 && out * 4 / 75 % 2;
	return lba < track_at(s, lba)->start;
}

/**
 * dsr_subq_fill - all of the sub-channel of one block
 * @s: the session
 * @lba: of the block, from @s->lead_in to below dsr_subq_end()
 * @pw: filled: 96 symbols, P in bit 7, Q in bit 6, R to W below: CD-Text in a
 *	lead-in, else clear; as data block type 3 wants it (MMC-6 table 668)
 */
void dsr_subq_fill(const struct dsr_subq *s, s32 lba, u8 pw[DSR_SUBPW_BYTES])
{
	u8 p = p_at(s, lba) ? 0x80 : 0;
	u8 q[DSR_SUBQ_BYTES];
	unsigned int i;

	dsr_subq_q(s, lba, q);
	memset(pw, 0, DSR_SUBPW_BYTES);
	if (s->cdtext && lba < dsr_subq_start(s))
		dsr_cdtext_fill(s->cdtext, s->nr_packs, lba - s->lead_in, 1,
				pw);
	for (i = 0; i < DSR_SUBPW_BYTES; i++)
		pw[i] |= p | (q[i / 8] << i % 8 & 0x80) >> 1;
}

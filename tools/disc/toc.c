// SPDX-License-Identifier: GPL-2.0
/* What READ TOC/PMA/ATIP tells, parsed; nothing in an answer is trusted. */
#include <errno.h>
#include <string.h>

#include "disc/bytes.h"
#include "disc/msf.h"
#include "disc/toc.h"

#define DESCRIPTOR	11	/* MMC-6 table 488: full TOC track descriptor */
#define POINT_FIRST	0xa0
#define POINT_LAST	0xa1
#define POINT_LEAD_OUT	0xa2
#define LAST_BYTES	12	/* MMC-6: all that format 1 answers */
#define MAX_LBA		450000	/* what MSF counts, 100 minutes */

/* points are gathered before it is known which of them belong together */
struct gathered {
	bool has_track[100];
	bool has_first[TOC_MAX_SESSIONS + 1];
	bool has_last[TOC_MAX_SESSIONS + 1];
	bool has_end[TOC_MAX_SESSIONS + 1];
	struct toc_track tracks[100];
	struct toc_session sessions[TOC_MAX_SESSIONS + 1];
};

static size_t told(const uint8_t *buf, size_t len)
{
	size_t n = (size_t)get_be16(buf) + 2;

	return n < len ? n : len;
}

static void gather_track(struct gathered *g, const uint8_t *d)
{
	struct toc_track *t = &g->tracks[d[3]];

	g->has_track[d[3]] = true;
	t->session = d[0];
	t->control = d[1] & 0x0f;
	t->start = msf_lba(d[8], d[9], d[10]);
}

static void gather(struct gathered *g, const uint8_t *d)
{
	struct toc_session *s;

	/* ADR 1 alone tells of tracks; 5 is of recordable discs */
	if (d[1] >> 4 != 1 || !d[0] || d[0] > TOC_MAX_SESSIONS)
		return;
	s = &g->sessions[d[0]];
	if (d[3] >= 1 && d[3] <= 99) {
		gather_track(g, d);
	} else if (d[3] == POINT_FIRST) {
		g->has_first[d[0]] = true;
		s->first = d[8];
		s->type = d[9];
	} else if (d[3] == POINT_LAST) {
		g->has_last[d[0]] = true;
		s->last = d[8];
	} else if (d[3] == POINT_LEAD_OUT) {
		g->has_end[d[0]] = true;
		s->lead_out = msf_lba(d[8], d[9], d[10]);
	}
}

/* one session's tracks, checked and appended to @out */
static int take_session(const struct gathered *g, unsigned int n,
			struct toc *out)
{
	const struct toc_session *s = &g->sessions[n];
	int32_t free = n == 1 ? -1 : out->sessions[n - 2].lead_out;
	unsigned int i;

	if (!g->has_first[n] || !g->has_last[n] || !g->has_end[n] ||
	    !s->first || s->first > s->last || s->last > 99)
		return -EPROTO;
	if (n > 1 && s->first != out->sessions[n - 2].last + 1)
		return -EPROTO;
	for (i = s->first; i <= s->last; i++) {
		const struct toc_track *t = &g->tracks[i];

		if (!g->has_track[i] || t->session != n || t->start <= free)
			return -EPROTO;
		free = t->start;
		out->tracks[out->nr_tracks++] = *t;
	}
	if (s->lead_out <= free || s->lead_out > MAX_LBA)
		return -EPROTO;
	out->sessions[n - 1] = *s;
	out->nr_sessions = n;
	return 0;
}

/**
 * toc_parse_full() - READ TOC/PMA/ATIP format 2 (MMC-6)
 * @buf: the answer
 * @len: bytes that came
 * @out: gets the sessions and tracks
 *
 * A last session that has no lead-out yet is left out.
 *
 * Return: 0, or -EPROTO also when tracks are missing or not in order.
 */
int toc_parse_full(const uint8_t *buf, size_t len, struct toc *out)
{
	struct gathered g;
	const uint8_t *d;
	unsigned int n;

	memset(out, 0, sizeof(*out));
	memset(&g, 0, sizeof(g));
	if (len < 4)
		return -EPROTO;
	len = told(buf, len);
	for (d = buf + 4; d + DESCRIPTOR <= buf + len; d += DESCRIPTOR)
		gather(&g, d);
	for (n = 1; n <= TOC_MAX_SESSIONS && g.has_end[n]; n++)
		if (take_session(&g, n, out))
			return -EPROTO;
	out->first = out->sessions[0].first;
	return out->nr_tracks ? 0 : -EPROTO;
}

/**
 * toc_from_simple() - take all tracks for those of one session
 * @simple: from mmc_parse_toc()
 * @out: gets them
 *
 * For drives that don't know the full TOC.
 *
 * Return: 0, or -EPROTO when the numbers have holes.
 */
int toc_from_simple(const struct mmc_toc *simple, struct toc *out)
{
	unsigned int i;

	memset(out, 0, sizeof(*out));
	if (!simple->nr_tracks || simple->lead_out > MAX_LBA)
		return -EPROTO;
	out->first = simple->tracks[0].number;
	for (i = 0; i < simple->nr_tracks; i++) {
		if (simple->tracks[i].number != out->first + i ||
		    simple->tracks[i].start > simple->lead_out)
			return -EPROTO;
		out->tracks[i].session = 1;
		out->tracks[i].control = simple->tracks[i].control;
		out->tracks[i].start = (int32_t)simple->tracks[i].start;
	}
	out->nr_tracks = simple->nr_tracks;
	out->nr_sessions = 1;
	out->sessions[0].first = out->first;
	out->sessions[0].last = (uint8_t)(out->first + i - 1);
	out->sessions[0].lead_out = (int32_t)simple->lead_out;
	return 0;
}

/**
 * toc_parse_last() - READ TOC/PMA/ATIP format 1, LBA (MMC-6)
 * @buf: the answer
 * @len: bytes that came
 * @out: gets the last session
 *
 * Return: 0 or -EPROTO; a drive that knows no formats answers with another length.
 */
int toc_parse_last(const uint8_t *buf, size_t len, struct toc_last *out)
{
	uint32_t start;

	memset(out, 0, sizeof(*out));
	if (len < LAST_BYTES || told(buf, LAST_BYTES + 1) != LAST_BYTES)
		return -EPROTO;
	start = get_be32(buf + 8);
	if (buf[2] != 1 || !buf[3] || buf[3] > TOC_MAX_SESSIONS || !buf[6] ||
	    buf[6] > 99 || start > MAX_LBA)
		return -EPROTO;
	out->session = buf[3];
	out->track = buf[6];
	out->start = (int32_t)start;
	return 0;
}

/**
 * toc_split() - tell two sessions apart
 * @toc: from toc_from_simple()
 * @last: the last session; the first one or the second
 * @gap: blocks from the first session's end to the second's first track
 *
 * Return: 0; -EMEDIUMTYPE: there are more sessions than two; -EPROTO: the drive
 * contradicts itself.
 */
int toc_split(struct toc *toc, const struct toc_last *last, int32_t gap)
{
	int32_t lead_out = last->start - gap;
	unsigned int i, first = (unsigned int)last->track - toc->first;

	if (last->track < toc->first || first >= toc->nr_tracks ||
	    toc->tracks[first].start != last->start)
		return -EPROTO;
	if (last->session == 1)
		return first ? -EPROTO : 0;
	if (!first)
		return -EPROTO;
	if (last->session > 2)
		return -EMEDIUMTYPE;
	if (lead_out <= toc->tracks[first - 1].start)
		return -EPROTO;
	toc->sessions[1] = toc->sessions[0];
	toc->sessions[1].first = last->track;
	toc->sessions[0].last = (uint8_t)(last->track - 1);
	toc->sessions[0].lead_out = lead_out;
	toc->nr_sessions = 2;
	for (i = first; i < toc->nr_tracks; i++)
		toc->tracks[i].session = 2;
	return 0;
}

/**
 * toc_parse_atip() - READ TOC/PMA/ATIP format 4 (MMC-6)
 * @buf: the answer
 * @len: bytes that came
 * @out: gets it
 *
 * Return: 0 or -EPROTO.
 */
int toc_parse_atip(const uint8_t *buf, size_t len, struct atip *out)
{
	memset(out, 0, sizeof(*out));
	if (len < 4 || told(buf, len) < 15)
		return -EPROTO;
	/* the lead-in begins late in the hour before the disc's first block */
	if (buf[8] < 90 || buf[8] > 99 || buf[9] > 59 || buf[10] > 74 ||
	    buf[13] > 59 || buf[14] > 74)
		return -EPROTO;
	out->rewritable = buf[6] & 0x40;
	out->sub_type = buf[6] >> 3 & 0x07;
	memcpy(out->lead_in, buf + 8, 3);
	out->lead_out = msf_lba(buf[12], buf[13], buf[14]);
	return 0;
}

// SPDX-License-Identifier: GPL-2.0
/* A drive's answers, made from a description of its disc: MMC-6. */
#include <errno.h>
#include <string.h>

#include "disc/ask.h"
#include "disc/bytes.h"
#include "disc/crc16.h"
#include "disc/disc.h"
#include "fake_drive.h"

#define SENSE_BYTES	18
#define BAD_OPCODE	0x52000		/* key, ASC, ASCQ */
#define BAD_FIELD	0x52400
#define OUT_OF_RANGE	0x52100
#define CANT_READ	0x31100
#define C2_BYTES	294		/* a bit for each byte of a block */
#define MCN_AT		24	/* of each hundred blocks */
#define ISRC_AT		74
#define LEAD_OUT	0xaa

static struct fake_drive *in_use;

int __wrap_drive_ask(int fd, const uint8_t *cdb, int cdb_len, void *buf, int len,
		     int timeout, struct probe_sense *sense);
int __real_drive_ask(int fd, const uint8_t *cdb, int cdb_len, void *buf, int len,
		     int timeout, struct probe_sense *sense);

/**
 * fake_drive_use() - have drive_ask() answered by this drive
 * @drive: stays the caller's; NULL: by none any more
 */
void fake_drive_use(struct fake_drive *drive)
{
	in_use = drive;
}

static int refuse(struct probe_sense *sense, unsigned int what)
{
	sense->len = SENSE_BYTES;
	sense->bytes[0] = 0x70;		/* fixed format (SPC-4) */
	sense->bytes[2] = (uint8_t)(what >> 16);
	sense->bytes[7] = SENSE_BYTES - 8;
	sense->bytes[12] = (uint8_t)(what >> 8);
	sense->bytes[13] = (uint8_t)what;
	return -EIO;
}

static const struct fake_track *last_of(const struct fake_drive *d, unsigned int session)
{
	const struct fake_track *found = NULL;
	unsigned int i;

	for (i = 0; i < d->nr; i++)
		if (d->tracks[i].session == session)
			found = &d->tracks[i];
	return found;
}

static uint8_t sessions(const struct fake_drive *d)
{
	return d->tracks[d->nr - 1].session;
}

/* ---- READ TOC ----------------------------------------------------------- */

static uint8_t *put_track(uint8_t *p, const struct fake_track *t, unsigned int number)
{
	memset(p, 0, 8);
	p[1] = (uint8_t)(0x10 | t->control);
	p[2] = (uint8_t)number;
	put_be32((uint32_t)t->start, p + 4);
	return p + 8;
}

static uint8_t *list_tracks(const struct fake_drive *d, uint8_t *p)
{
	struct fake_track out = d->tracks[d->nr - 1];
	unsigned int i;

	for (i = 0; i < d->nr; i++)
		p = put_track(p, &d->tracks[i], i + 1);
	out.start = out.end;
	return put_track(p, &out, LEAD_OUT);
}

static uint8_t *tell_last_session(const struct fake_drive *d, uint8_t *p)
{
	unsigned int i = 0;

	while (d->tracks[i].session != sessions(d))
		i++;
	return put_track(p, &d->tracks[i], i + 1);
}

static void put_point(uint8_t **p, const struct fake_track *t, unsigned int point,
		      int32_t lba)
{
	uint8_t *d = *p;

	lba += DISC_LEAD_IN_GAP;
	memset(d, 0, 11);
	d[0] = t->session;
	d[1] = (uint8_t)(0x10 | t->control);
	d[3] = (uint8_t)point;
	d[8] = (uint8_t)(lba / (60 * DISC_FRAMES));
	d[9] = (uint8_t)(lba / DISC_FRAMES % 60);
	d[10] = (uint8_t)(lba % DISC_FRAMES);
	*p += 11;
}

static uint8_t *list_points(const struct fake_drive *d, uint8_t *p)
{
	const struct fake_track *last;
	unsigned int i;

	for (i = 0; i < d->nr; i++) {
		const struct fake_track *t = &d->tracks[i];

		last = last_of(d, t->session);
		if (!i || t[-1].session != t->session) {
			put_point(&p, t, 0xa0, 0);
			p[-3] = (uint8_t)(i + 1);
			p[-2] = p[-1] = 0;
			put_point(&p, t, 0xa1, 0);
			p[-3] = (uint8_t)(last - d->tracks + 1);
			p[-2] = p[-1] = 0;
			put_point(&p, t, 0xa2, last->end);
		}
		put_point(&p, t, i + 1, t->start);
	}
	return p;
}

static int read_toc(const struct fake_drive *d, const uint8_t *cdb, uint8_t *answer,
		    struct probe_sense *sense)
{
	uint8_t *end;

	if (cdb[2] == 0)
		end = list_tracks(d, answer + 4);
	else if (cdb[2] == 1 && d->sessions_toc)
		end = tell_last_session(d, answer + 4);
	else if (cdb[2] == 2 && d->full_toc)
		end = list_points(d, answer + 4);
	else
		return refuse(sense, BAD_FIELD);
	answer[2] = 1;
	answer[3] = cdb[2] ? sessions(d) : (uint8_t)d->nr;
	answer[0] = (uint8_t)((end - answer - 2) >> 8);
	answer[1] = (uint8_t)(end - answer - 2);
	return (int)(end - answer);
}

/* ---- Q ------------------------------------------------------------------- */

static void put_bcd(uint8_t *p, int32_t n)
{
	*p = (uint8_t)(n / 10 << 4 | n % 10);
}

static void put_time(uint8_t *p, int32_t blocks)
{
	put_bcd(p, blocks / (60 * DISC_FRAMES));
	put_bcd(p + 1, blocks / DISC_FRAMES % 60);
	put_bcd(p + 2, blocks % DISC_FRAMES);
}

static void put_digits(uint8_t *p, const char *digits, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++)
		p[i / 2] |= (uint8_t)((digits[i] - '0') << (i % 2 ? 0 : 4));
}

static void put_isrc(uint8_t *q, const char *isrc)
{
	uint32_t packed = 0;
	int i;

	for (i = 0; i < 5; i++)
		packed = packed << 6 | (uint32_t)(isrc[i] >= 'A' ? isrc[i] - 'A' + 17 :
								   isrc[i] - '0');
	put_be32(packed << 2, q + 1);
	put_digits(q + 5, isrc + 5, 7);
}

/* the pause of a track lies before its start, behind the end of the one before */
static unsigned int track_at(const struct fake_drive *d, int32_t lba)
{
	unsigned int i = 0;

	while (i + 1 < d->nr && lba >= d->tracks[i].end)
		i++;
	return i;
}

static void put_q(const struct fake_drive *d, int32_t lba, uint8_t *q)
{
	unsigned int i = track_at(d, lba);
	const struct fake_track *t = &d->tracks[i];
	bool isrc = t->isrc && lba % 100 == ISRC_AT, mcn = d->mcn && lba % 100 == MCN_AT;

	q[0] = (uint8_t)(t->control << 4 | (mcn ? 2 : isrc ? 3 : 1));
	if (mcn) {
		put_digits(q + 1, d->mcn, 13);
	} else if (isrc) {
		put_isrc(q, t->isrc);
	} else {
		put_bcd(q + 1, (int32_t)i + 1);
		put_bcd(q + 2, lba >= t->start);
		put_time(q + 7, lba + DISC_LEAD_IN_GAP);
	}
	q[10] = (uint8_t)(crc16(q, 10) >> 8);
	q[11] = (uint8_t)crc16(q, 10);
}

static bool missed(struct fake_drive *d, uint8_t track)
{
	if (!d->misses || (d->misses_track && d->misses_track != track))
		return false;
	d->misses--;
	return true;
}

static int read_sub_channel(struct fake_drive *d, const uint8_t *cdb, uint8_t *answer,
			    struct probe_sense *sense)
{
	const char *text;

	if (cdb[3] != 2 && (cdb[3] != 3 || !cdb[6] || cdb[6] > d->nr))
		return refuse(sense, BAD_FIELD);
	text = cdb[3] == 2 ? d->mcn : d->tracks[cdb[6] - 1].isrc;
	answer[3] = 20;
	answer[4] = cdb[3];
	answer[6] = cdb[6];
	if (text && !missed(d, cdb[6])) {
		answer[8] = 0x80;	/* MCVal, TCVal */
		memcpy(answer + 9, text, strlen(text));
	}
	return 24;
}

/* ---- blocks --------------------------------------------------------------- */

static bool bad(const struct fake_drive *d, int32_t lba)
{
	return lba >= d->bad_from && lba < d->bad_to;
}

/* 0: this time they can be read */
static int refuse_bad(struct fake_drive *d, struct probe_sense *sense)
{
	d->bad_told++;
	if (d->bad_times && d->bad_told > d->bad_times)
		return 0;
	if (d->bad_errno) {
		sense->os_error = d->bad_errno;
		return -d->bad_errno;
	}
	return refuse(sense, d->bad_sense ? d->bad_sense : CANT_READ);
}

static int read_cd(struct fake_drive *d, const uint8_t *cdb, uint8_t *answer,
		   struct probe_sense *sense)
{
	int32_t lba = (int32_t)get_be32(cdb + 2);
	unsigned int i, main = cdb[9] & 0xf8 ? 2352 : 0, c2 = cdb[9] & 0x02 ? C2_BYTES : 0;
	uint8_t *p = answer;
	int ret;

	if (cdb[10] == 1 || (cdb[10] && d->no_q) || (cdb[9] & 0x06 && !d->c2))
		return refuse(sense, BAD_FIELD);
	for (i = 0; i < cdb[8]; i++, lba++) {
		ret = bad(d, lba) && !d->c2 ? refuse_bad(d, sense) : 0;
		if (ret)
			return ret;
		if (lba >= d->tracks[d->nr - 1].end)
			return refuse(sense, main ? CANT_READ : OUT_OF_RANGE);
		memset(p, 0, main + c2 + 16);
		if (main)
			p[15] = 1;	/* a data sector's mode */
		if (c2)
			p[main + 7] = bad(d, lba);
		p += main + c2;
		if (!cdb[10])
			continue;
		put_q(d, lba, p);
		p += 16;
	}
	return (int)(p - answer);
}

static int read_10(struct fake_drive *d, const uint8_t *cdb, uint8_t *answer,
		   struct probe_sense *sense)
{
	int32_t lba = (int32_t)get_be32(cdb + 2);
	unsigned int i;
	int ret;

	for (i = 0; i < cdb[8]; i++, lba++) {
		ret = bad(d, lba) ? refuse_bad(d, sense) : 0;
		if (ret)
			return ret;
		memset(answer + i * 2048, lba, 2048);
	}
	return (int)i * 2048;
}

/* ---- what is on the disc ---------------------------------------------------- */

static int disc_info(const struct fake_drive *d, uint8_t *answer)
{
	answer[1] = 32;
	answer[2] = 0x0e;	/* complete */
	answer[3] = 1;
	answer[4] = sessions(d);
	answer[6] = (uint8_t)d->nr;
	return 34;
}

static int track_info(const struct fake_drive *d, const uint8_t *cdb, uint8_t *answer,
		      struct probe_sense *sense)
{
	uint32_t number = get_be32(cdb + 2);
	const struct fake_track *t;

	if (!number || number > d->nr)
		return refuse(sense, BAD_FIELD);
	t = &d->tracks[number - 1];
	answer[1] = 34;
	answer[2] = (uint8_t)number;
	answer[3] = t->session;
	answer[5] = t->control;
	answer[6] = 1;
	put_be32((uint32_t)t->start, answer + 8);
	put_be32((uint32_t)(t->end - t->start), answer + 24);
	return 36;
}

static int mode_sense(const struct fake_drive *d, const uint8_t *cdb, uint8_t *answer,
		      struct probe_sense *sense)
{
	if ((cdb[2] & 0x3f) != 0x2a || !d->page_2a)
		return refuse(sense, BAD_FIELD);
	memcpy(answer, d->page_2a, d->page_2a_bytes);
	return (int)d->page_2a_bytes;
}

static int answer_of(struct fake_drive *d, const uint8_t *cdb, uint8_t *answer,
		     struct probe_sense *sense)
{
	switch (cdb[0]) {
	case 0x00:	/* TEST UNIT READY */
		return 0;
	case 0x12:	/* INQUIRY: a CD device, 36 bytes */
		answer[0] = 5;
		answer[4] = 31;
		return 36;
	case 0x46:	/* GET CONFIGURATION, its head */
		answer[6] = (uint8_t)(d->profile >> 8);
		answer[7] = (uint8_t)d->profile;
		return 8;
	case 0x25:	/* READ CAPACITY */
		put_be32((d->capacity ? d->capacity : (uint32_t)d->tracks[d->nr - 1].end) - 1,
			 answer);
		put_be32(2048, answer + 4);
		return 8;
	case 0x28:
		return read_10(d, cdb, answer, sense);
	case 0x42:
		return read_sub_channel(d, cdb, answer, sense);
	case 0x43:
		return read_toc(d, cdb, answer, sense);
	case 0x51:
		return d->no_info ? refuse(sense, BAD_OPCODE) : disc_info(d, answer);
	case 0x52:
		return d->no_info ? refuse(sense, BAD_OPCODE) :
				    track_info(d, cdb, answer, sense);
	case 0x5a:
		return mode_sense(d, cdb, answer, sense);
	case 0xbe:
		return read_cd(d, cdb, answer, sense);
	}
	return refuse(sense, BAD_OPCODE);
}

/* in drive_ask()'s place */
int __wrap_drive_ask(int fd, const uint8_t *cdb, int cdb_len, void *buf, int len,
		     int timeout, struct probe_sense *sense)
{
	static uint8_t answer[0x10000];
	int ret;

	if (fd != FAKE_FD || !in_use)
		return __real_drive_ask(fd, cdb, cdb_len, buf, len, timeout, sense);
	in_use->asked[cdb[0]]++;
	memset(answer, 0, sizeof(answer));
	memset(sense, 0, sizeof(*sense));
	sense->opcode = cdb[0];
	ret = answer_of(in_use, cdb, answer, sense);
	if (ret > len)
		ret = len;
	if (len)
		memset(buf, 0, (size_t)len);
	if (ret > 0)
		memcpy(buf, answer, (size_t)ret);
	return ret;
}

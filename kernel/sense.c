// SPDX-License-Identifier: GPL-2.0
/*
 * Sense data and what they mean for us: the one table of verdicts.
 *
 * All functions here are pure: any context, no locks, they cannot fail.
 */
#include <linux/kernel.h>
#include <linux/string.h>

#include "../uapi/dsr.h"
#include "compat.h"
#include "sense.h"

/* response codes (SPC-4 4.5.1) */
#define FIXED_CURRENT		0x70
#define FIXED_DEFERRED		0x71
#define DESC_CURRENT		0x72
#define DESC_DEFERRED		0x73

/* descriptor types (SPC-4 4.5.2) */
#define DESC_INFORMATION	0x00
#define DESC_KEY_SPECIFIC	0x02

/* sense keys (SPC-4 4.5.6) */
#define KEY_NO_SENSE		0x0
#define KEY_RECOVERED		0x1
#define KEY_NOT_READY		0x2
#define KEY_MEDIUM		0x3
#define KEY_HARDWARE		0x4
#define KEY_ILLEGAL		0x5
#define KEY_ATTENTION		0x6
#define KEY_PROTECT		0x7
#define KEY_BLANK		0x8
#define KEY_VENDOR		0x9
#define KEY_COPY_ABORTED	0xa
#define KEY_ABORTED		0xb
#define KEY_EQUAL		0xc
#define KEY_OVERFLOW		0xd
#define KEY_MISCOMPARE		0xe
#define KEY_COMPLETED		0xf

/* 3 bytes of sense key specific data; only these keys have progress in them */
static void parse_progress(const u8 *sks, struct dsr_sense *s)
{
	if (!(sks[0] & 0x80))
		return;
	if (s->key != KEY_NO_SENSE && s->key != KEY_NOT_READY)
		return;
	s->progress_valid = true;
	s->progress = get_unaligned_be16(&sks[1]);
}

static void parse_fixed(const u8 *buf, u32 len, struct dsr_sense *s)
{
	if (len < 3)
		return;
	s->valid = true;
	s->deferred = (buf[0] & 0x7f) == FIXED_DEFERRED;
	s->key = buf[2] & 0x0f;
	if (len >= 7 && buf[0] & 0x80) {
		s->info_valid = true;
		s->info = get_unaligned_be32(&buf[3]);
	}
	/* without its length byte no additional byte counts */
	if (len < 8)
		return;
	if (len > 8U + buf[7])
		len = 8U + buf[7];
	if (len > 12)
		s->asc = buf[12];
	if (len > 13)
		s->ascq = buf[13];
	if (len >= 18)
		parse_progress(&buf[15], s);
}

/* one descriptor, @bytes of it are there, header included */
static void parse_descriptor(const u8 *d, u32 bytes, struct dsr_sense *s)
{
	switch (d[0]) {
	case DESC_INFORMATION:
		if (bytes < 12 || !(d[2] & 0x80))
			return;
		s->info_valid = true;
		s->info = get_unaligned_be64(&d[4]);
		break;
	case DESC_KEY_SPECIFIC:
		if (bytes >= 8)
			parse_progress(&d[4], s);
		break;
	}
}

static void parse_descriptors(const u8 *buf, u32 len, struct dsr_sense *s)
{
	u32 at = 8;

	if (len < 4)
		return;
	s->valid = true;
	s->deferred = (buf[0] & 0x7f) == DESC_DEFERRED;
	s->key = buf[1] & 0x0f;
	s->asc = buf[2];
	s->ascq = buf[3];
	if (len < 8)
		return;
	if (len > 8U + buf[7])
		len = 8U + buf[7];
	while (at + 2 <= len && 2U + buf[at + 1] <= len - at) {
		parse_descriptor(&buf[at], 2U + buf[at + 1], s);
		at += 2U + buf[at + 1];
	}
}

/**
 * dsr_sense_parse - decode sense data of both formats (SPC-4 4.5.2, 4.5.3)
 * @buf: sense data, nothing in them is trusted; may be NULL if @len is 0
 * @len: bytes that arrived
 * @s: filled; not valid where there is no sense key in @buf
 */
void dsr_sense_parse(const u8 *buf, u32 len, struct dsr_sense *s)
{
	memset(s, 0, sizeof(*s));
	if (!len)
		return;
	switch (buf[0] & 0x7f) {
	case FIXED_CURRENT:
	case FIXED_DEFERRED:
		parse_fixed(buf, len, s);
		break;
	case DESC_CURRENT:
	case DESC_DEFERRED:
		parse_descriptors(buf, len, s);
		break;
	}
}

/* the columns, so that a row of the table is a line */
#define ON_CHECK	DSR_WHEN_CHECK
#define ON_READ		DSR_WHEN_READ
#define ON_WRITE	DSR_WHEN_WRITE
#define ON_BURN		(DSR_WHEN_WRITE | DSR_WHEN_CLOSE)
#define ON_LOOK		(DSR_WHEN_CHECK | DSR_WHEN_READ)
#define ON_JOB		(DSR_WHEN_READ | DSR_WHEN_WRITE | DSR_WHEN_CLOSE)
#define ON_ANY		DSR_WHEN_ANY
#define DEFERRED	DSR_WHEN_DEFERRED
#define ANY		DSR_ANY

#define ROW(key, asc, ascq, when, verdict, n, ms, reason) \
	{ key, asc, ascq, when, DSR_VERDICT_##verdict, n, ms, \
	  DSR_REASON_##reason }
#define GOOD(key, asc, ascq, when) \
	ROW(key, asc, ascq, when, DONE, 0, 0, NONE)
#define AGAIN(key, asc, ascq, when, n, ms, reason) \
	ROW(key, asc, ascq, when, RETRY, n, ms, reason)
#define LATER(key, asc, ascq, when, ms) \
	ROW(key, asc, ascq, when, WAIT, 0, ms, NOT_READY)
#define DISC(key, asc, ascq, when, reason) \
	ROW(key, asc, ascq, when, MEDIA, 0, 0, reason)
#define FAIL(key, asc, ascq, when, reason) \
	ROW(key, asc, ascq, when, FAIL, 0, 0, reason)

/*
 * Codes: the lists of ASC and ASCQ at the ends of SPC-4 and MMC-6. Reading an
 * additional time costs only time; writing again is right only where the drive
 * has said that the command was not executed. 500 ms is as often as a drive
 * that spins up or closes wants to be asked; 50 ms is below the time that the
 * smallest buffers last.
 */
const struct dsr_verdict_row dsr_verdicts[] = {
	/*
	 * Good enough; but a deferred one tells of an earlier command, and this
	 * one is still to be executed.
	 */
	AGAIN(KEY_NO_SENSE, ANY, ANY, ON_ANY | DEFERRED, 3, 0, HARDWARE),
	/* nothing tells how much of a read came */
	AGAIN(KEY_NO_SENSE, ANY, ANY, ON_READ, 3, 0, BAD_ANSWER),
	GOOD(KEY_NO_SENSE, ANY, ANY, ON_CHECK | ON_BURN),
	AGAIN(KEY_RECOVERED, ANY, ANY, ON_ANY | DEFERRED, 3, 0, HARDWARE),
	GOOD(KEY_RECOVERED, ANY, ANY, ON_ANY),

	/* becoming ready, format, operation, self-test in progress, ... */
	LATER(KEY_NOT_READY, 0x04, 0x00, ON_ANY, 500),
	LATER(KEY_NOT_READY, 0x04, 0x01, ON_ANY, 500),
	/* needs START UNIT; needs a person */
	FAIL(KEY_NOT_READY, 0x04, 0x02, ON_ANY, NOT_READY),
	FAIL(KEY_NOT_READY, 0x04, 0x03, ON_ANY, NOT_READY),
	LATER(KEY_NOT_READY, 0x04, 0x04, ON_ANY, 500),
	LATER(KEY_NOT_READY, 0x04, 0x07, ON_ANY, 500),
	/* long write in progress: its buffer is full */
	LATER(KEY_NOT_READY, 0x04, 0x08, ON_ANY, 50),
	LATER(KEY_NOT_READY, 0x04, ANY, ON_ANY, 500),
	/* no answer to selection; no reference position: upside down? */
	FAIL(KEY_NOT_READY, 0x05, ANY, ON_ANY, TRANSPORT),
	DISC(KEY_NOT_READY, 0x06, ANY, ON_ANY, MEDIUM_ERROR),
	/* invalid opcode or field under the wrong key: some drives do so */
	FAIL(KEY_NOT_READY, 0x20, ANY, ON_ANY, REFUSED),
	FAIL(KEY_NOT_READY, 0x24, ANY, ON_ANY, REFUSED),
	DISC(KEY_NOT_READY, 0x30, ANY, ON_ANY, WRONG_MEDIUM),
	FAIL(KEY_NOT_READY, 0x3a, ANY, ON_CHECK, NO_MEDIUM),
	FAIL(KEY_NOT_READY, 0x3a, ANY, ON_JOB, MEDIUM_REMOVED),
	/* not self-configured yet */
	LATER(KEY_NOT_READY, 0x3e, 0x00, ON_ANY, 500),
	/* tray mechanism; table of contents not found */
	FAIL(KEY_NOT_READY, 0x53, ANY, ON_ANY, HARDWARE),
	DISC(KEY_NOT_READY, 0x57, ANY, ON_ANY, MEDIUM_ERROR),
	FAIL(KEY_NOT_READY, ANY, ANY, ON_ANY, NOT_READY),

	/* write errors; unreadable; formats nobody knows; damaged format */
	DISC(KEY_MEDIUM, 0x0c, ANY, ON_ANY, MEDIUM_ERROR),
	AGAIN(KEY_MEDIUM, 0x11, ANY, ON_READ, 4, 200, MEDIUM_ERROR),
	DISC(KEY_MEDIUM, 0x30, ANY, ON_ANY, WRONG_MEDIUM),
	DISC(KEY_MEDIUM, 0x31, ANY, ON_ANY, MEDIUM_ERROR),
	/* erase; table of contents; session fixation; power calibration */
	DISC(KEY_MEDIUM, 0x51, ANY, ON_ANY, MEDIUM_ERROR),
	DISC(KEY_MEDIUM, 0x57, ANY, ON_ANY, MEDIUM_ERROR),
	DISC(KEY_MEDIUM, 0x72, ANY, ON_ANY, MEDIUM_ERROR),
	DISC(KEY_MEDIUM, 0x73, ANY, ON_ANY, MEDIUM_ERROR),
	/* seek, focus, servo, synchronisation: a second look may do */
	AGAIN(KEY_MEDIUM, ANY, ANY, ON_LOOK, 2, 200, MEDIUM_ERROR),
	DISC(KEY_MEDIUM, ANY, ANY, ON_BURN, MEDIUM_ERROR),

	/*
	 * Tracking and positioning: of a read it is mostly a scratch under
	 * another name, and the next block can be good.
	 */
	AGAIN(KEY_HARDWARE, 0x09, ANY, ON_READ, 2, 500, MEDIUM_ERROR),
	AGAIN(KEY_HARDWARE, 0x15, ANY, ON_READ, 2, 500, MEDIUM_ERROR),
	AGAIN(KEY_HARDWARE, 0x09, ANY, ON_CHECK, 2, 500, HARDWARE),
	AGAIN(KEY_HARDWARE, 0x15, ANY, ON_CHECK, 2, 500, HARDWARE),
	FAIL(KEY_HARDWARE, ANY, ANY, ON_ANY, HARDWARE),

	/* opcode, address for write (not the next writable), field, parameter */
	FAIL(KEY_ILLEGAL, 0x20, ANY, ON_ANY, REFUSED),
	FAIL(KEY_ILLEGAL, 0x21, 0x02, ON_ANY, REFUSED),
	FAIL(KEY_ILLEGAL, 0x24, ANY, ON_ANY, REFUSED),
	FAIL(KEY_ILLEGAL, 0x26, ANY, ON_ANY, REFUSED),
	FAIL(KEY_ILLEGAL, 0x27, ANY, ON_ANY, PROTECTED),
	/* program area not empty; other command sequence errors */
	DISC(KEY_ILLEGAL, 0x2c, 0x03, ON_ANY, NOT_BLANK),
	FAIL(KEY_ILLEGAL, 0x2c, ANY, ON_ANY, REFUSED),
	DISC(KEY_ILLEGAL, 0x30, ANY, ON_ANY, WRONG_MEDIUM),
	/* the end of the user area of this track */
	DISC(KEY_ILLEGAL, 0x63, ANY, ON_BURN, TOO_SMALL),
	/*
	 * Illegal mode for this track. Where its other blocks can be read, this
	 * one is of another kind, or has no sync that the drive would find.
	 */
	DISC(KEY_ILLEGAL, 0x64, ANY, ON_READ, MEDIUM_ERROR),
	FAIL(KEY_ILLEGAL, 0x64, ANY, ON_CHECK | ON_BURN, REFUSED),
	/* no more reservations; other errors of session fixation */
	FAIL(KEY_ILLEGAL, 0x72, 0x05, ON_ANY, REFUSED),
	DISC(KEY_ILLEGAL, 0x72, ANY, ON_ANY, MEDIUM_ERROR),
	DISC(KEY_ILLEGAL, 0x73, ANY, ON_ANY, MEDIUM_ERROR),
	FAIL(KEY_ILLEGAL, ANY, ANY, ON_ANY, REFUSED),

	/*
	 * The medium may have changed: before a job one was put in, in a job
	 * ours was taken out.
	 */
	AGAIN(KEY_ATTENTION, 0x28, ANY, ON_CHECK, 5, 100, NOT_READY),
	/*
	 * Some drives mount a disc anew when they have closed it. One that was
	 * taken out answers the next try with 2/3A.
	 */
	AGAIN(KEY_ATTENTION, 0x28, ANY, DSR_WHEN_CLOSE, 5, 500, MEDIUM_REMOVED),
	FAIL(KEY_ATTENTION, 0x28, ANY, ON_READ | ON_WRITE, MEDIUM_REMOVED),
	/* a reset: what was in the buffer of a recorder is lost */
	AGAIN(KEY_ATTENTION, 0x29, ANY, ON_LOOK, 5, 500, TRANSPORT),
	FAIL(KEY_ATTENTION, 0x29, ANY, ON_BURN, TRANSPORT),
	/* parameters changed; commands cleared by another initiator */
	AGAIN(KEY_ATTENTION, 0x2a, ANY, ON_ANY, 3, 0, NOT_READY),
	FAIL(KEY_ATTENTION, 0x2f, ANY, ON_BURN, TRANSPORT),
	/* somebody pressed the eject button; it is locked */
	AGAIN(KEY_ATTENTION, 0x5a, ANY, ON_ANY, 3, 0, NOT_READY),
	/* other news: the command was not executed, only the news told */
	AGAIN(KEY_ATTENTION, ANY, ANY, ON_ANY, 3, 100, NOT_READY),

	FAIL(KEY_PROTECT, ANY, ANY, ON_ANY, PROTECTED),

	/* a write met data, a read met none */
	DISC(KEY_BLANK, ANY, ANY, ON_WRITE, NOT_BLANK),
	DISC(KEY_BLANK, ANY, ANY, ON_LOOK | DSR_WHEN_CLOSE, MEDIUM_ERROR),

	FAIL(KEY_VENDOR, ANY, ANY, ON_ANY, HARDWARE),
	FAIL(KEY_COPY_ABORTED, ANY, ANY, ON_ANY, HARDWARE),

	/* aborted after it had been reported good: those blocks are lost */
	FAIL(KEY_ABORTED, ANY, ANY, ON_BURN | DEFERRED, TRANSPORT),
	AGAIN(KEY_ABORTED, ANY, ANY, ON_LOOK | ON_WRITE, 2, 200, TRANSPORT),
	/* perhaps carried out: a second close would be refused */
	FAIL(KEY_ABORTED, ANY, ANY, DSR_WHEN_CLOSE, TRANSPORT),

	FAIL(KEY_EQUAL, ANY, ANY, ON_ANY, HARDWARE),
	DISC(KEY_OVERFLOW, ANY, ANY, ON_ANY, TOO_SMALL),
	DISC(KEY_MISCOMPARE, ANY, ANY, ON_ANY, MISMATCH),
	GOOD(KEY_COMPLETED, ANY, ANY, ON_ANY),

	/*
	 * Nothing was said: a time-out, a host's or a bus's fault. A write may
	 * have been executed or not, so it must not be repeated. The last row
	 * is also the answer where no row fits: never DONE.
	 */
	AGAIN(DSR_KEY_NO_DATA, ANY, ANY, ON_LOOK, 2, 1000, TRANSPORT),
	FAIL(DSR_KEY_NO_DATA, ANY, ANY, ON_BURN, TRANSPORT),
};

const unsigned int dsr_nr_verdicts = ARRAY_SIZE(dsr_verdicts);

static bool row_fits(const struct dsr_verdict_row *row,
		     const struct dsr_sense *s, u8 key, u8 when)
{
	if (row->key != key || !(row->when & when))
		return false;
	if (row->when & DSR_WHEN_DEFERRED && !s->deferred)
		return false;
	if (row->asc != DSR_ANY && row->asc != s->asc)
		return false;
	return row->ascq == DSR_ANY || row->ascq == s->ascq;
}

/**
 * dsr_judge - what sense data mean for us
 * @s: decoded; not valid gives the row for "there were none"
 * @when: exactly one of DSR_WHEN_CHECK, _READ, _WRITE, _CLOSE
 *
 * Return: the first row that fits; never NULL, because every key has a row
 * that catches all.
 */
const struct dsr_verdict_row *dsr_judge(const struct dsr_sense *s, u8 when)
{
	u8 key = s->valid ? s->key : DSR_KEY_NO_DATA;
	const struct dsr_verdict_row *last = &dsr_verdicts[dsr_nr_verdicts - 1];
	const struct dsr_verdict_row *row = dsr_verdicts;

	while (row < last && !row_fits(row, s, key, when))
		row++;
	return row;
}

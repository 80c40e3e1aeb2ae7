/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sense data and what they mean for us. Pure; also compiled in user space.
 */
#ifndef DSR_SENSE_H
#define DSR_SENSE_H

#include <linux/bits.h>
#include <linux/types.h>

/**
 * struct dsr_sense - sense data, both formats (SPC-4 4.5.2, 4.5.3), decoded
 * @valid: there were sense data; all else is 0 if not
 * @deferred: they are about an earlier command (response code 71h, 73h)
 * @key: sense key
 * @asc: additional sense code
 * @ascq: its qualifier
 * @info_valid: @info counts
 * @info: INFORMATION field, mostly an LBA
 * @progress_valid: @progress counts
 * @progress: progress indication, 0..65535 (SPC-4 4.5.2.4.4)
 */
struct dsr_sense {
	bool valid;
	bool deferred;
	u8 key;
	u8 asc;
	u8 ascq;
	bool info_valid;
	u64 info;
	bool progress_valid;
	u16 progress;
};

void dsr_sense_parse(const u8 *buf, u32 len, struct dsr_sense *s);

/**
 * enum dsr_verdict - what the sense data of a command mean for us
 * @DSR_VERDICT_DONE: good enough, go on (recovered errors)
 * @DSR_VERDICT_RETRY: send it again, at most so many times
 * @DSR_VERDICT_WAIT: the device is busy with itself: send it again until the
 *	caller's deadline
 * @DSR_VERDICT_MEDIA: this disc is not good
 * @DSR_VERDICT_FAIL: this command will not work
 */
enum dsr_verdict {
	DSR_VERDICT_DONE,
	DSR_VERDICT_RETRY,
	DSR_VERDICT_WAIT,
	DSR_VERDICT_MEDIA,
	DSR_VERDICT_FAIL,
};

/*
 * What we were about when the sense came; the same code can mean different
 * things: 6/28/00 before a burn is a disc just put in, in the middle of one it
 * is a disc taken out.
 */
#define DSR_WHEN_CHECK	BIT(0)	/* looking at drive and medium */
#define DSR_WHEN_READ	BIT(1)	/* reading, from a master or to verify */
#define DSR_WHEN_WRITE	BIT(2)	/* between the first write and the last */
#define DSR_WHEN_CLOSE	BIT(3)	/* flushing, closing, waiting for it */
#define DSR_WHEN_ANY	0x0fU
/*
 * Only in rows, beside the others: the row is for deferred errors alone. They
 * speak of an earlier command; the one they came back with was not executed
 * (SPC-4, deferred errors).
 */
#define DSR_WHEN_DEFERRED	BIT(7)

#define DSR_KEY_NO_DATA	0x10		/* row for "there were no sense data" */

#define DSR_ANY		0x100		/* matches every ASC or ASCQ */

/**
 * struct dsr_verdict_row - one row of the table; the first that fits counts
 * @key: sense key, or DSR_KEY_NO_DATA
 * @asc: or DSR_ANY
 * @ascq: or DSR_ANY
 * @when: DSR_WHEN_*, the row is for these
 * @verdict: enum dsr_verdict
 * @retries: RETRY: how often; after that the command has failed with @reason
 * @pause_ms: RETRY, WAIT: before it is sent again
 * @reason: enum dsr_reason when it is not DONE in the end
 */
struct dsr_verdict_row {
	u8 key;
	u16 asc;
	u16 ascq;
	u8 when;
	u8 verdict;
	u8 retries;
	u16 pause_ms;
	u32 reason;
};

/*
 * The table, for the docs and the tests; ends with rows that catch every key,
 * so dsr_judge() always has an answer.
 */
extern const struct dsr_verdict_row dsr_verdicts[];
extern const unsigned int dsr_nr_verdicts;

/*
 * @when: exactly one DSR_WHEN_*; never NULL; @s not valid gives the row for
 * "no sense"
 */
const struct dsr_verdict_row *dsr_judge(const struct dsr_sense *s, u8 when);

#endif

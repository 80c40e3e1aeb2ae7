// SPDX-License-Identifier: GPL-2.0
/*
 * Sense data of robots and what they mean for us: the one table of verdicts.
 *
 * All functions here are pure: any context, no locks, they cannot fail. Codes:
 * JVC table 43, and the lists of ASC and ASCQ in SPC-4 for other robots. The
 * JVC manual does not tell the sense keys of most of its codes, so those rows
 * are for any key.
 */
#include <linux/errno.h>
#include <linux/kernel.h>

#include "smc.h"

/* sense keys (SPC-4, sense keys) */
#define KEY_NO_SENSE	0x0
#define KEY_RECOVERED	0x1
#define KEY_NOT_READY	0x2
#define KEY_MEDIUM	0x3
#define KEY_HARDWARE	0x4
#define KEY_ILLEGAL	0x5
#define KEY_ATTENTION	0x6
#define KEY_PROTECT	0x7
#define KEY_ABORTED	0xb
#define KEY_ANY		SMC_ANY_KEY
#define ANY		DSR_ANY

#define ROW(key, asc, ascq, verdict, reason, event) \
	{ key, asc, ascq, SMC_##verdict, DSR_REASON_##reason, event }
#define GOOD(key, asc, ascq)		ROW(key, asc, ascq, DONE, NONE, 0)
#define LATER(key, asc, ascq)		ROW(key, asc, ascq, WAIT, NOT_READY, 0)
#define BAD(key, asc, ascq, reason)	ROW(key, asc, ascq, FAIL, reason, 0)
#define NEWS(asc, ascq, event) \
	ROW(KEY_ATTENTION, asc, ascq, AGAIN, NOT_READY, \
	    DSR_CHANGER_EVENT_##event)
#define DOORS(key, asc, ascq) \
	ROW(key, asc, ascq, FAIL, DOOR, DSR_CHANGER_EVENT_DOOR)

const struct dsr_smc_row dsr_smc_rows[] = {
	/* unit attentions: nothing was carried out, only news told */
	NEWS(0x28, 0x01, ACCESSED),
	/* not ready before: it was open, or looked through its places itself */
	NEWS(0x28, ANY, DOOR),
	/* after a reset an order must not go on as if nothing had been */
	ROW(KEY_ATTENTION, 0x29, ANY, ASK_AGAIN, RESET,
	    DSR_CHANGER_EVENT_RESET),
	/* magazines removed, inserted, locked, unlocked */
	NEWS(0x3b, 0x12, DOOR),
	NEWS(0x3b, 0x13, DOOR),
	NEWS(0x3b, 0x14, DOOR),
	NEWS(0x3b, 0x15, DOOR),
	NEWS(0x5a, ANY, OPERATOR),
	ROW(KEY_ATTENTION, ANY, ANY, AGAIN, NOT_READY, 0),

	/* the robot gave up, whatever the key is */
	BAD(KEY_ANY, 0x00, 0x06, MECHANISM),
	GOOD(KEY_NO_SENSE, ANY, ANY),
	GOOD(KEY_RECOVERED, ANY, ANY),

	/* places */
	BAD(KEY_ANY, 0x21, ANY, NO_ELEMENT),
	BAD(KEY_ANY, 0x3b, 0x0d, DESTINATION_FULL),
	BAD(KEY_ANY, 0x3b, 0x0e, SOURCE_EMPTY),
	BAD(KEY_ANY, 0x3b, 0x8e, NO_TRAY),
	DOORS(KEY_ANY, 0x3b, 0x11),
	DOORS(KEY_ANY, 0x3b, 0x12),
	BAD(KEY_ANY, 0x3b, 0x14, LOCKED),
	/* element disabled, blocked, no longer there */
	BAD(KEY_ANY, 0x3b, ANY, NOT_REACHABLE),
	BAD(KEY_ANY, 0x53, 0x00, MECHANISM),
	BAD(KEY_ANY, 0x53, 0x02, LOCKED),
	BAD(KEY_ANY, 0x53, ANY, MECHANISM),

	/* JVC: the mechanism; the printer */
	BAD(KEY_ANY, 0x80, 0x30, NO_TRAY),
	BAD(KEY_ANY, 0x80, 0x42, TRAY_EMPTY),
	BAD(KEY_ANY, 0x80, ANY, MECHANISM),
	/* ink: the only code that a printer gives while all goes well */
	ROW(KEY_ANY, 0x81, 0x22, FAIL, PRINTER, DSR_CHANGER_EVENT_INK),
	BAD(KEY_ANY, 0x81, ANY, PRINTER),

	/* not ready: becoming so; wants to be initialised; wants a person */
	BAD(KEY_ANY, 0x04, 0x02, NOT_INITIALISED),
	BAD(KEY_ANY, 0x04, 0x03, OPERATOR),
	/* off line; robotics disabled; a door is open */
	BAD(KEY_NOT_READY, 0x04, 0x12, OPERATOR),
	BAD(KEY_NOT_READY, 0x04, 0x15, OPERATOR),
	DOORS(KEY_NOT_READY, 0x04, 0x18),
	LATER(KEY_ANY, 0x04, ANY),
	LATER(KEY_ANY, 0x3e, 0x00),
	BAD(KEY_ANY, 0x3a, ANY, NO_MEDIUM),
	BAD(KEY_ANY, 0x30, ANY, WRONG_MEDIUM),

	/* seeking, no reference position, positioning */
	BAD(KEY_ANY, 0x02, ANY, MECHANISM),
	BAD(KEY_ANY, 0x06, ANY, MECHANISM),
	BAD(KEY_ANY, 0x15, ANY, MECHANISM),
	/* within the robot: communication, target, reset, self-configuration */
	BAD(KEY_ANY, 0x07, ANY, HARDWARE),
	BAD(KEY_ANY, 0x08, ANY, HARDWARE),
	BAD(KEY_ANY, 0x0a, ANY, HARDWARE),
	BAD(KEY_ANY, 0x40, ANY, HARDWARE),
	BAD(KEY_ANY, 0x44, ANY, HARDWARE),
	BAD(KEY_ANY, 0x46, ANY, HARDWARE),
	BAD(KEY_ANY, 0x4c, ANY, HARDWARE),

	/* the command, its fields, its parameters, its place in a sequence */
	BAD(KEY_ANY, 0x1a, ANY, REFUSED),
	BAD(KEY_ANY, 0x20, ANY, REFUSED),
	BAD(KEY_ANY, 0x24, ANY, REFUSED),
	BAD(KEY_ANY, 0x25, ANY, GONE),
	BAD(KEY_ANY, 0x26, ANY, REFUSED),
	BAD(KEY_ANY, 0x2c, ANY, REFUSED),
	BAD(KEY_ANY, 0x39, ANY, REFUSED),

	/* rounded parameters, and news under another key */
	GOOD(KEY_ANY, 0x37, ANY),
	ROW(KEY_ANY, 0x28, 0x01, AGAIN, NOT_READY, DSR_CHANGER_EVENT_ACCESSED),
	ROW(KEY_ANY, 0x28, ANY, AGAIN, NOT_READY, DSR_CHANGER_EVENT_DOOR),
	ROW(KEY_ANY, 0x29, ANY, ASK_AGAIN, RESET, DSR_CHANGER_EVENT_RESET),
	ROW(KEY_ANY, 0x2a, ANY, AGAIN, NOT_READY, 0),
	ROW(KEY_ANY, 0x2f, ANY, ASK_AGAIN, TRANSPORT, 0),
	ROW(KEY_ANY, 0x5a, ANY, AGAIN, NOT_READY, DSR_CHANGER_EVENT_OPERATOR),

	/* the bus: selection, messages, parity, phases */
	ROW(KEY_ANY, 0x05, ANY, ASK_AGAIN, TRANSPORT, 0),
	ROW(KEY_ANY, 0x1b, ANY, ASK_AGAIN, TRANSPORT, 0),
	ROW(KEY_ANY, 0x3d, ANY, ASK_AGAIN, TRANSPORT, 0),
	ROW(KEY_ANY, 0x43, ANY, ASK_AGAIN, TRANSPORT, 0),
	ROW(KEY_ANY, 0x45, ANY, ASK_AGAIN, TRANSPORT, 0),
	ROW(KEY_ANY, 0x47, ANY, ASK_AGAIN, TRANSPORT, 0),
	ROW(KEY_ANY, 0x48, ANY, ASK_AGAIN, TRANSPORT, 0),
	ROW(KEY_ANY, 0x49, ANY, ASK_AGAIN, TRANSPORT, 0),
	ROW(KEY_ANY, 0x4a, ANY, ASK_AGAIN, TRANSPORT, 0),
	ROW(KEY_ANY, 0x4b, ANY, ASK_AGAIN, TRANSPORT, 0),
	ROW(KEY_ANY, 0x4e, ANY, ASK_AGAIN, TRANSPORT, 0),

	/* a key alone */
	BAD(KEY_NOT_READY, ANY, ANY, NOT_READY),
	BAD(KEY_MEDIUM, ANY, ANY, MEDIUM_ERROR),
	BAD(KEY_HARDWARE, ANY, ANY, HARDWARE),
	BAD(KEY_ILLEGAL, ANY, ANY, REFUSED),
	BAD(KEY_PROTECT, ANY, ANY, LOCKED),
	ROW(KEY_ABORTED, ANY, ANY, ASK_AGAIN, TRANSPORT, 0),
	/* no sense: an order may have been carried out or not */
	ROW(DSR_KEY_NO_DATA, ANY, ANY, ASK_AGAIN, TRANSPORT, 0),
	BAD(KEY_ANY, ANY, ANY, HARDWARE),
};

const unsigned int dsr_nr_smc_rows = ARRAY_SIZE(dsr_smc_rows);

static bool row_fits(const struct dsr_smc_row *row, const struct dsr_sense *s)
{
	u8 key = s->valid ? s->key : DSR_KEY_NO_DATA;

	if (row->key != key && (row->key != SMC_ANY_KEY || !s->valid))
		return false;
	if (row->asc != DSR_ANY && row->asc != s->asc)
		return false;
	return row->ascq == DSR_ANY || row->ascq == s->ascq;
}

/**
 * dsr_smc_judge - what sense data of a robot mean for us
 * @s: decoded
 *
 * Return: the first row that fits; never NULL: the last two fit all.
 */
const struct dsr_smc_row *dsr_smc_judge(const struct dsr_sense *s)
{
	const struct dsr_smc_row *last = &dsr_smc_rows[dsr_nr_smc_rows - 1];
	const struct dsr_smc_row *row = dsr_smc_rows;

	while (row < last && !row_fits(row, s))
		row++;
	return row;
}

/**
 * struct errno_row - the errno for a reason
 * @reason: enum dsr_reason
 * @error: positive
 */
struct errno_row {
	u16 reason;
	u16 error;
};

static const struct errno_row errno_rows[] = {
	{ DSR_REASON_NONE, 0 },
	{ DSR_REASON_NO_MEDIUM, ENOMEDIUM },
	{ DSR_REASON_NOT_READY, ETIMEDOUT },
	{ DSR_REASON_GONE, ENODEV },
	{ DSR_REASON_STALLED, ETIMEDOUT },
	{ DSR_REASON_REFUSED, EOPNOTSUPP },
	{ DSR_REASON_MEMORY, ENOMEM },
	{ DSR_REASON_BUSY, EBUSY },
	{ DSR_REASON_ACCESS, EACCES },
	{ DSR_REASON_UNSUPPORTED, EOPNOTSUPP },
	{ DSR_REASON_CANCELLED, ECANCELED },
	{ DSR_REASON_NO_ELEMENT, EINVAL },
	{ DSR_REASON_SOURCE_EMPTY, ENOMEDIUM },
	{ DSR_REASON_DESTINATION_FULL, EEXIST },
	{ DSR_REASON_TRAY_EMPTY, ENOMEDIUM },
	{ DSR_REASON_NO_TRAY, ENOMEDIUM },
	{ DSR_REASON_SLOT_OPEN, EBUSY },
	{ DSR_REASON_NO_SUCH_MOVE, EOPNOTSUPP },
	{ DSR_REASON_NO_FLIP, EOPNOTSUPP },
	{ DSR_REASON_NO_HOME, EINVAL },
	{ DSR_REASON_RESERVED, EBUSY },
	{ DSR_REASON_LOCKED, EPERM },
};

/**
 * dsr_smc_errno - the errno for a reason
 * @reason: enum dsr_reason
 *
 * Return: 0 or -errno; -EIO where no row says otherwise.
 */
int dsr_smc_errno(u32 reason)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(errno_rows); i++)
		if (errno_rows[i].reason == reason)
			return -errno_rows[i].error;
	return -EIO;
}

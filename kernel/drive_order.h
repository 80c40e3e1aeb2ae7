/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Orders that a drive works on for minutes or hours.
 */
#ifndef DSR_DRIVE_ORDER_H
#define DSR_DRIVE_ORDER_H

#include "command.h"
#include "mmc_order.h"

/**
 * struct dsr_progress - who hears how far a long order is
 * @tell: called about once a second; @of_65536 is 0 to 65536 and never falls
 *	within one order; may be NULL
 * @data: for @tell
 *
 * A drive that does not tell how far it is leaves @of_65536 at 0 until it ends.
 */
struct dsr_progress {
	void (*tell)(void *data, u32 of_65536);
	void *data;
};

/*
 * The drive's own orders. Once taken they are not given up when a job is
 * cancelled: a drive cannot be stopped in them, and would be of no use until
 * it has ended. Before dsr_drive_blank() the caller switches test write off in
 * mode page 05h: with it on, a drive would only pretend.
 */
int dsr_drive_blank(struct dsr_patience *p, bool full,
		    const struct dsr_progress *progress);
int dsr_drive_format_as(struct dsr_patience *p,
			const struct dsr_format_descriptor *d,
			const struct dsr_progress *progress);

/* one write after another; ends between two of them when a job is cancelled */
int dsr_drive_zero(struct dsr_patience *p, u64 first, u64 blocks,
		   const struct dsr_progress *progress);

#endif

// SPDX-License-Identifier: GPL-2.0
/*
 * Which state may follow which. docs and tests read the same tables.
 */
#include "states.h"

#include <linux/bits.h>

/* enum dsr_job_state: bits of the states that may come next */
static const u16 dsr_job_next[] = {
	[DSR_JOB_PREPARING] = BIT(DSR_JOB_STREAMING) | BIT(DSR_JOB_FINISHING),
	[DSR_JOB_STREAMING] = BIT(DSR_JOB_FINISHING),
	[DSR_JOB_FINISHING] = BIT(DSR_JOB_DONE),
	[DSR_JOB_DONE] = 0,
};

/* enum dsr_sink_state: bits of the states that may come next */
static const u16 dsr_sink_next[] = {
	[DSR_SINK_WAITING] = BIT(DSR_SINK_CHECKING) | BIT(DSR_SINK_DONE),
	[DSR_SINK_CHECKING] = BIT(DSR_SINK_READY) | BIT(DSR_SINK_DONE),
	[DSR_SINK_READY] = BIT(DSR_SINK_STARTING) | BIT(DSR_SINK_VERIFYING) |
			   BIT(DSR_SINK_ERASING) | BIT(DSR_SINK_DONE),
	[DSR_SINK_STARTING] = BIT(DSR_SINK_WRITING) | BIT(DSR_SINK_DONE),
	[DSR_SINK_WRITING] = BIT(DSR_SINK_CLOSING) | BIT(DSR_SINK_DONE),
	[DSR_SINK_CLOSING] = BIT(DSR_SINK_VERIFYING) | BIT(DSR_SINK_DONE),
	[DSR_SINK_VERIFYING] = BIT(DSR_SINK_DONE),
	[DSR_SINK_DONE] = 0,
	[DSR_SINK_ERASING] = BIT(DSR_SINK_DONE),
};

/**
 * dsr_job_may - may a job go from one state to another?
 * @from: enum dsr_job_state
 * @to: enum dsr_job_state
 */
bool dsr_job_may(u32 from, u32 to)
{
	return from <= DSR_JOB_DONE && to <= DSR_JOB_DONE &&
	       (dsr_job_next[from] & BIT(to));
}

/**
 * dsr_sink_may - may a sink go from one state to another?
 * @from: enum dsr_sink_state
 * @to: enum dsr_sink_state
 */
bool dsr_sink_may(u32 from, u32 to)
{
	return from <= DSR_SINK_ERASING && to <= DSR_SINK_ERASING &&
	       (dsr_sink_next[from] & BIT(to));
}

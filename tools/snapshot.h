/* SPDX-License-Identifier: GPL-2.0 */
/* All that is known of a job at one moment. */
#ifndef DSRCTL_SNAPSHOT_H
#define DSRCTL_SNAPSHOT_H

#include "dsr.h"
#include "progress.h"

/* too large for a stack: allocate it */
struct snapshot {
	struct dsr_job_status job;
	struct dsr_sink_status sinks[DSR_MAX_SINKS];
	uint32_t nr;
	char names[DSR_MAX_SINKS][PROGRESS_NAME];
};

int snapshot_take(int job_fd, struct snapshot *snap);

#endif /* DSRCTL_SNAPSHOT_H */

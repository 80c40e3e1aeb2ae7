/* SPDX-License-Identifier: GPL-2.0 */
/* Watching a job until it is done, with a display and the questions of Ctrl-C. */
#ifndef DSRCTL_WATCH_H
#define DSRCTL_WATCH_H

#include <stdbool.h>

#include "snapshot.h"

/**
 * struct watch_options - how to watch
 * @json: progress as JSON lines
 * @cancel_on_close: the job was started so: leaving it means cancelling it
 */
struct watch_options {
	bool json;
	bool cancel_on_close;
};

enum watch_end {
	WATCH_DONE,	/* the job is done, the snapshot tells how it ended */
	WATCH_LEFT,	/* it goes on without us */
	WATCH_ERROR,	/* it can't be watched; was told */
};

enum watch_end watch_job(int job_fd, const struct watch_options *options,
			 struct snapshot *snap);

#endif /* DSRCTL_WATCH_H */

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The progress of a job as text. Pure: status in, lines out. No clock, no
 * terminal and no device is asked here.
 */
#ifndef DSRCTL_PROGRESS_H
#define DSRCTL_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "dsr.h"

#define PROGRESS_NAME	64
#define PROGRESS_MIN_COLUMNS	10
#define PROGRESS_MAX_COLUMNS	200

/**
 * struct progress_view - what is to be shown
 * @job: its status
 * @sinks: of the job
 * @nr: how many
 * @names: of each sink
 * @columns: of the terminal; a line is at most one shorter
 * @rows: of the terminal
 */
struct progress_view {
	const struct dsr_job_status *job;
	const struct dsr_sink_status *sinks;
	uint32_t nr;
	char (*names)[PROGRESS_NAME];
	int columns;
	int rows;
};

/* what stands on the screen: rows to go up before drawing again */
struct progress_screen {
	int rows;
};

/* what was said of each sink already */
struct progress_plain {
	uint32_t job_state;
	uint32_t state[DSR_MAX_SINKS];
	uint32_t tenth[DSR_MAX_SINKS];
};

unsigned int progress_percent(const struct dsr_sink_status *sink);
int64_t progress_seconds_left(const struct dsr_sink_status *sink,
			      uint32_t block_bytes);
void progress_line(char *buf, size_t size, const struct progress_view *view,
		   uint32_t i);
void progress_head(char *buf, size_t size, const struct progress_view *view);
void progress_draw(FILE *out, struct progress_screen *screen,
		   const struct progress_view *view, const char *question);
void progress_erase(FILE *out, struct progress_screen *screen);
void progress_tell(FILE *out, struct progress_plain *said,
		   const struct progress_view *view);

#endif /* DSRCTL_PROGRESS_H */

/* SPDX-License-Identifier: GPL-2.0 */
/* What a copy is going to do: its two ends, opened and looked at. */
#ifndef DSRCTL_PLAN_H
#define DSRCTL_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "disc/probe.h"
#include "disc/speed.h"
#include "dsr.h"
#include "names.h"

enum end_kind {
	END_DRIVE,
	END_BLOCK,
	END_IMAGE,	/* a file, through a loop device */
};

/**
 * struct plan_end - a source or a sink
 * @path: as typed
 * @kind: what it is
 * @fd: open as the kernel wants it, -1: not
 * @name: of the unit
 * @title: for people
 * @probed: a drive that answered: @probe is valid
 * @probe: what it told
 * @blocks: a block device's size
 * @overwrite: data on a rewritable disc may go
 */
struct plan_end {
	char path[256];
	enum end_kind kind;
	int fd;
	struct dsr_unit_name name;
	char title[300];
	bool probed;
	struct probe probe;
	uint64_t blocks;
	bool overwrite;
};

/* too large for a stack: allocate it */
struct plan {
	struct plan_end source;
	uint64_t blocks;
	struct plan_end sinks[DSR_MAX_SINKS];
	uint32_t nr_sinks;
	struct drive *drives;	/* all of this machine */
	int nr_drives;
};

int plan_begin(struct plan *plan, int dsr_fd);
int plan_source(struct plan *plan, const char *path);
int plan_sink(struct plan *plan, const char *path);
int plan_all_sinks(struct plan *plan);
int plan_confirm(struct plan *plan, bool yes);
void plan_print(const struct plan *plan, const struct speed *speed);
void plan_print_json(const struct plan *plan, const struct speed *speed);
const char *plan_obstacle(const struct plan *plan, const struct plan_end *sink);
void plan_end(struct plan *plan);

#endif /* DSRCTL_PLAN_H */

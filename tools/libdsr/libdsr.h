/* SPDX-License-Identifier: GPL-2.0 */
/*
 * libdsr: the ioctls of /dev/dsr and the netlink family, and nothing else.
 * Nothing in here prints. Errors come back as -errno.
 */
#ifndef DSRCTL_LIBDSR_H
#define DSRCTL_LIBDSR_H

#include <stdint.h>

#include "dsr.h"

int dsr_open(void);
int dsr_units(int dsr_fd, struct dsr_unit **units);
int dsr_job_start(int dsr_fd, struct dsr_job_start *start);
int dsr_job_open(int dsr_fd, uint32_t job_id);
int dsr_job_status(int job_fd, struct dsr_job_status *job,
		   struct dsr_sink_status *sinks, uint32_t room);
int dsr_job_bad(int job_fd, uint32_t kind, struct dsr_bad_range **ranges);
int dsr_job_extents(int job_fd, uint32_t sink, struct dsr_extent *extents, uint32_t room,
		    uint32_t *blocks);
int dsr_job_tracks(int job_fd, uint32_t sink, uint8_t (*sha256)[DSR_DIGEST_BYTES],
		   uint32_t room);
int dsr_job_cancel(int job_fd);

#endif /* DSRCTL_LIBDSR_H */

/* SPDX-License-Identifier: GPL-2.0 */
/* A plan becomes a job. */
#ifndef DSRCTL_START_H
#define DSRCTL_START_H

#include "plan.h"

int start_job(const struct plan *plan, int dsr_fd, int *job_fd, uint32_t *job_id);

#endif /* DSRCTL_START_H */

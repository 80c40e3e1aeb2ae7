/* SPDX-License-Identifier: GPL-2.0 */
/* What devices are called, and which there are: from sysfs only. */
#ifndef DSRCTL_NAMES_H
#define DSRCTL_NAMES_H

#include <stdbool.h>
#include <stdint.h>

#include "dsr.h"

#define PATH_BYTES	64

/**
 * struct drive - one optical unit of this machine
 * @name: as the kernel module tells it, or found in sysfs
 * @job_id: the job that holds it, 0: none
 * @path: a device node to open; empty: there is none
 */
struct drive {
	struct dsr_unit_name name;
	uint32_t job_id;
	char path[PATH_BYTES];
};

void name_path(char path[PATH_BYTES], const struct dsr_unit_name *name);
void name_full(char *buf, size_t size, const struct dsr_unit_name *name);
bool name_is_none(const struct dsr_unit_name *name);
void name_short(char *buf, size_t size, const struct dsr_unit_name *name);
int name_from_fd(int fd, struct dsr_unit_name *name);
int drives_from_module(int dsr_fd, struct drive **drives);
int drives_from_sysfs(const char *sysfs, struct drive **drives);

#endif /* DSRCTL_NAMES_H */

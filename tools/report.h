/* SPDX-License-Identifier: GPL-2.0 */
/* How a job ended: for people, for programs, and for the records. */
#ifndef DSRCTL_REPORT_H
#define DSRCTL_REPORT_H

#include <stdio.h>

#include "snapshot.h"

void report_sink(FILE *out, const struct snapshot *snap, uint32_t i);
void report_print(FILE *out, const struct snapshot *snap);
int report_exit_code(const struct snapshot *snap);
int report_append(const char *path, const struct snapshot *snap,
		  const char *source_path);
void report_result_json(const struct snapshot *snap, int exit_code);

#endif /* DSRCTL_REPORT_H */

/* SPDX-License-Identifier: GPL-2.0 */
/* How a job ended: for programs, and for the records. */
#ifndef DSRCTL_ARCHIVE_H
#define DSRCTL_ARCHIVE_H

#include "report.h"

int archive_ready(const char *path);
int archive_append(const char *path, const struct report *r);
void archive_result(const struct report *r, int exit_code);

#endif /* DSRCTL_ARCHIVE_H */

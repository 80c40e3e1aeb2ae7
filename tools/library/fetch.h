/* SPDX-License-Identifier: GPL-2.0 */
/* Masters that lie in a reader outside the robot become images. */
#ifndef DSRCTL_LIBRARY_FETCH_H
#define DSRCTL_LIBRARY_FETCH_H

#include "library/run.h"

int fetch_start(struct work *w, const struct library_request *q, const char *reader,
		const char *name);
bool fetch_made(const struct work *w);
int fetch_keep(struct run *run, int side, struct json_object *image);
uint64_t fetch_skipped(const char *folder);
int fetch_masters(struct run *run);

#endif /* DSRCTL_LIBRARY_FETCH_H */

/* SPDX-License-Identifier: GPL-2.0 */
/* Masters that lie in a reader outside the robot become images. */
#ifndef DSRCTL_LIBRARY_FETCH_H
#define DSRCTL_LIBRARY_FETCH_H

#include "library/run.h"

int fetch_start(struct work *w, const struct library_request *q, const char *reader,
		const char *name);
int fetch_masters(struct run *run);

#endif /* DSRCTL_LIBRARY_FETCH_H */

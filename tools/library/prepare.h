/* SPDX-License-Identifier: GPL-2.0 */
/* From a request and a robot to a batch that can be run. */
#ifndef DSRCTL_LIBRARY_PREPARE_H
#define DSRCTL_LIBRARY_PREPARE_H

#include "library/run.h"

bool prepare_words(const struct library_request *q, char *why, size_t size);
int prepare_batch(struct run *run);
void prepare_shelf(struct run *run);
int prepare_check(struct run *run);
int prepare_masters(struct run *run);
unsigned int prepare_blanks(const struct run *run);
unsigned int prepare_drives(const struct run *run);

#endif /* DSRCTL_LIBRARY_PREPARE_H */

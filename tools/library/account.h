/* SPDX-License-Identifier: GPL-2.0 */
/* How a batch went, disc by disc: a table for people, JSON for programs. */
#ifndef DSRCTL_LIBRARY_ACCOUNT_H
#define DSRCTL_LIBRARY_ACCOUNT_H

#include <json-c/json.h>
#include <stdio.h>

#include "library/batch.h"
#include "library/request.h"

/**
 * struct account - what a report is made of
 * @q: what was asked for
 * @batch: how it went
 * @name: of the batch
 * @state: word: running, stopped, over, short
 * @skipped: blocks of the masters that could not be read
 */
struct account {
	const struct library_request *q;
	const struct batch *batch;
	const char *name;
	const char *state;
	uint64_t skipped;
};

struct json_object *account_json(const struct account *a);
void account_print(FILE *f, const struct account *a);
void account_summary(FILE *f, const struct account *a);

#endif /* DSRCTL_LIBRARY_ACCOUNT_H */

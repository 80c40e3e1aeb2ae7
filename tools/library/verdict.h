/* SPDX-License-Identifier: GPL-2.0 */
/* What became of a disc, out of what its work printed. Pure. */
#ifndef DSRCTL_LIBRARY_VERDICT_H
#define DSRCTL_LIBRARY_VERDICT_H

#include <json-c/json.h>

#include "library/batch.h"

void verdict_of_sink(struct batch_record *r, struct json_object *result, const char *path,
		     bool verified_only);

#endif /* DSRCTL_LIBRARY_VERDICT_H */

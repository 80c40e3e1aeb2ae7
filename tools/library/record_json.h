/* SPDX-License-Identifier: GPL-2.0 */
/* A record of a batch as JSON, and back. */
#ifndef DSRCTL_LIBRARY_RECORD_JSON_H
#define DSRCTL_LIBRARY_RECORD_JSON_H

#include <json-c/json.h>
#include <stdbool.h>

#include "library/batch.h"

struct json_object *record_to_json(const struct batch_record *r);
bool record_from_json(struct batch_record *r, struct json_object *o);

#endif /* DSRCTL_LIBRARY_RECORD_JSON_H */

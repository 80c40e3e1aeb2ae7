/* SPDX-License-Identifier: GPL-2.0 */
/* A disc's sessions, tracks and texts as JSON, and back. */
#ifndef DSRCTL_JSON_DISC_H
#define DSRCTL_JSON_DISC_H

#include <json-c/json.h>

#include "disc/disc.h"

struct json_object *json_disc(const struct disc *disc);
int json_disc_parse(struct json_object *o, struct disc *out, const char **why);

#endif /* DSRCTL_JSON_DISC_H */

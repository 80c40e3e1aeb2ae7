/* SPDX-License-Identifier: GPL-2.0 */
/* Events as JSON; the schema is described in README.md. */
#ifndef DSRCTL_JSON_EVENT_H
#define DSRCTL_JSON_EVENT_H

#include "json.h"
#include "libdsr/events.h"

const char *group_word(enum dsr_group group);
const char *event_word(const struct dsr_event *event);
void json_event_fill(struct json_object *o, const struct dsr_event *event);

#endif /* DSRCTL_JSON_EVENT_H */

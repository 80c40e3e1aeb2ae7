/* SPDX-License-Identifier: GPL-2.0 */
/* dsrctl monitor: what robots tell, in people's words and numbers. */
#ifndef DSRCTL_MONITOR_ROBOT_H
#define DSRCTL_MONITOR_ROBOT_H

#include <json-c/json.h>

#include "libdsr/events.h"

bool monitor_is_robot(const struct dsr_event *event);
bool monitor_robot_repeats(const struct dsr_event *event);
void monitor_robot_print(const struct dsr_event *event);
void monitor_robot_json(struct json_object *doc, const struct dsr_event *event);

#endif /* DSRCTL_MONITOR_ROBOT_H */

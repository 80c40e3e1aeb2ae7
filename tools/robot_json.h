/* SPDX-License-Identifier: GPL-2.0 */
/* Robots as JSON; README.md describes the schema. */
#ifndef DSRCTL_ROBOT_JSON_H
#define DSRCTL_ROBOT_JSON_H

#include "dsr_changer.h"
#include "json.h"

struct json_object *robot_json_element(const struct dsr_changer_info *info,
				       const struct dsr_element *element);
struct json_object *robot_json_error(const struct dsr_changer_info *info,
				     const struct dsr_error *error,
				     const struct dsr_changer_outcome *order);
struct json_object *robot_json_order(const struct dsr_changer_info *info,
				     const struct dsr_changer_outcome *order);
struct json_object *robot_json_drive(const struct dsr_changer_info *info,
				     const struct dsr_changer_drive *drive);
void robot_json_info(struct json_object *doc, const struct dsr_changer_info *info);
void robot_json_log(struct json_object *doc, const struct dsr_changer_info *info,
		    const struct dsr_changer_log *log);

#endif /* DSRCTL_ROBOT_JSON_H */

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * JSON in and out of dsrctl's structures. The schema is described in
 * README.md; "schema" grows by one when a key changes its meaning or goes
 * away, not when one is added.
 */
#ifndef DSRCTL_JSON_H
#define DSRCTL_JSON_H

#include <json-c/json.h>

#include "disc/probe.h"
#include "dsr.h"
#include "names.h"

#define JSON_SCHEMA	1

struct json_object *json_document(const char *type);
void json_print_line(struct json_object *doc);
void json_print_pretty(struct json_object *doc);

struct json_object *json_unit(const struct dsr_unit_name *name);
struct json_object *json_error(const struct dsr_error *error,
			       const char *advice);
struct json_object *json_sink(uint32_t op, const struct dsr_sink_status *sink,
			      uint32_t index);
struct json_object *json_job(const struct dsr_job_status *job,
			     const struct dsr_sink_status *sinks, uint32_t nr);
struct json_object *json_probe(const struct probe *probe);

struct json_object *json_child(struct json_object *o, const char *key);
const char *json_text(struct json_object *o, const char *key);
void json_set_string(struct json_object *o, const char *key, const char *value);
void json_set_number(struct json_object *o, const char *key, uint64_t value);
void json_set_bool(struct json_object *o, const char *key, bool value);

#endif /* DSRCTL_JSON_H */

// SPDX-License-Identifier: GPL-2.0
/* The JSON that dsrctl writes; README.md describes the schema. */
#include <stdio.h>
#include <string.h>

#include "disc/text.h"
#include "json.h"

#define NO_HOST		UINT32_MAX
#define NO_OPCODE	0xff
#define NO_LBA		UINT64_MAX

void json_set_string(struct json_object *o, const char *key, const char *value)
{
	json_object_object_add(o, key, json_object_new_string(value));
}

void json_set_number(struct json_object *o, const char *key, uint64_t value)
{
	json_object_object_add(o, key, json_object_new_uint64(value));
}

void json_set_bool(struct json_object *o, const char *key, bool value)
{
	json_object_object_add(o, key, json_object_new_boolean(value));
}

/**
 * json_child() - what an object has under a key
 * @o: anything, also NULL
 * @key: the key
 *
 * Return: it still belongs to @o; NULL: nothing.
 */
struct json_object *json_child(struct json_object *o, const char *key)
{
	struct json_object *v = NULL;

	json_object_object_get_ex(o, key, &v);
	return v;
}

/**
 * json_text() - the text that an object has under a key
 * @o: anything, also NULL
 * @key: the key
 *
 * Return: it belongs to @o; empty: there is no text.
 */
const char *json_text(struct json_object *o, const char *key)
{
	struct json_object *v = json_child(o, key);

	return json_object_is_type(v, json_type_string) ? json_object_get_string(v) : "";
}

/* A fixed-size text of the kernel's, which need not be terminated. */
static void set_text(struct json_object *o, const char *key, const char *text,
		     size_t room)
{
	json_object_object_add(o, key, json_object_new_string_len(text,
						(int)strnlen(text, room)));
}

static void set_hex(struct json_object *o, const char *key,
		    const uint8_t *bytes, size_t n)
{
	char text[2 * 64 + 1] = "";
	size_t i;

	for (i = 0; i < n && i < 64; i++)
		snprintf(text + 2 * i, 3, "%02x", bytes[i]);
	json_set_string(o, key, text);
}

static void set_digest(struct json_object *o, const uint8_t digest[DSR_DIGEST_BYTES],
		       bool valid)
{
	if (valid)
		set_hex(o, "sha256", digest, DSR_DIGEST_BYTES);
	else
		json_object_object_add(o, "sha256", NULL);
}

/**
 * json_document() - begin a document
 * @type: what it is
 *
 * Return: an object with "schema" and "type".
 */
struct json_object *json_document(const char *type)
{
	struct json_object *doc = json_object_new_object();

	json_set_number(doc, "schema", JSON_SCHEMA);
	json_set_string(doc, "type", type);
	return doc;
}

/**
 * json_print_line() - print a document on one line, and free it
 * @doc: from json_document()
 */
void json_print_line(struct json_object *doc)
{
	puts(json_object_to_json_string_ext(doc, JSON_C_TO_STRING_PLAIN |
					    JSON_C_TO_STRING_NOSLASHESCAPE));
	fflush(stdout);
	json_object_put(doc);
}

/**
 * json_print_pretty() - print a document for people too, and free it
 * @doc: from json_document()
 */
void json_print_pretty(struct json_object *doc)
{
	puts(json_object_to_json_string_ext(doc, JSON_C_TO_STRING_PRETTY |
					    JSON_C_TO_STRING_NOSLASHESCAPE));
	json_object_put(doc);
}

/**
 * json_unit() - a unit's name
 * @name: from the kernel or from sysfs
 */
struct json_object *json_unit(const struct dsr_unit_name *name)
{
	struct json_object *o = json_object_new_object();
	char path[PATH_BYTES], text[64];

	name_path(path, name);
	json_set_string(o, "path", path);
	if (name->host != NO_HOST) {
		snprintf(text, sizeof(text), "%u:%u:%u:%llu", name->host, name->channel,
			 name->id, (unsigned long long)name->lun);
		json_set_string(o, "address", text);
	}
	json_set_number(o, "device_type", name->type);
	set_text(o, "vendor", name->vendor, sizeof(name->vendor));
	set_text(o, "product", name->product, sizeof(name->product));
	set_text(o, "revision", name->revision, sizeof(name->revision));
	set_text(o, "serial", name->serial, sizeof(name->serial));
	return o;
}

/**
 * json_error() - what went wrong
 * @error: from the kernel
 * @advice: what to do about it
 *
 * Return: an object, or NULL (JSON null) when nothing did.
 */
struct json_object *json_error(const struct dsr_error *error,
			       const char *advice)
{
	struct json_object *o;
	char text[512];

	if (error->reason == DSR_REASON_NONE)
		return NULL;
	o = json_object_new_object();
	text_error(text, sizeof(text), error);
	json_set_string(o, "reason", text_reason(error->reason));
	json_set_number(o, "reason_code", error->reason);
	json_set_string(o, "scope", error->reason < DSR_REASON_CANCELLED ? "disc" : "job");
	json_set_string(o, "text", text);
	json_set_string(o, "advice", advice);
	json_set_number(o, "value", error->value);
	if (error->opcode != NO_OPCODE)
		json_set_number(o, "opcode", error->opcode);
	if (error->lba != NO_LBA)
		json_set_number(o, "lba", error->lba);
	if (error->sense_bytes && error->sense_bytes <= sizeof(error->sense)) {
		text_sense(text, sizeof(text), error->sense,
			   error->sense_bytes);
		json_set_string(o, "sense_text", text);
		set_hex(o, "sense", error->sense, error->sense_bytes);
	}
	json_set_number(o, "scsi_status", error->scsi_status);
	json_set_number(o, "host_status", error->host_status);
	json_set_number(o, "retries", error->retries);
	return o;
}

static struct json_object *speed_curve(const struct dsr_sink_status *sink)
{
	struct json_object *curve = json_object_new_array();
	unsigned int i;

	for (i = 0; i < DSR_CURVE_POINTS; i++)
		json_object_array_add(
			curve, json_object_new_uint64(sink->curve_kbs[i]));
	return curve;
}

static void set_sink_times(struct json_object *o,
			   const struct dsr_sink_status *sink)
{
	json_set_number(o, "start_ns", sink->start_ns);
	json_set_number(o, "written_ns", sink->written_ns);
	json_set_number(o, "end_ns", sink->end_ns);
}

/**
 * json_sink() - one sink of a job
 * @op: enum dsr_op of the job
 * @sink: its status
 * @index: its place in the job
 */
struct json_object *json_sink(uint32_t op, const struct dsr_sink_status *sink,
			      uint32_t index)
{
	struct json_object *o = json_object_new_object();

	json_set_number(o, "index", index);
	json_object_object_add(o, "unit", json_unit(&sink->unit));
	json_set_string(o, "state", text_sink_state(sink->state));
	json_set_string(o, "outcome", text_outcome(sink->outcome));
	json_object_object_add(o, "error",
			       json_error(&sink->error,
					  text_sink_advice(op, sink->error.reason)));
	json_set_string(o, "medium", text_profile(sink->profile));
	json_set_number(o, "profile", sink->profile);
	set_text(o, "medium_id", sink->medium_id, sizeof(sink->medium_id));
	json_set_number(o, "capacity_blocks", sink->capacity_blocks);
	json_set_number(o, "total_blocks", sink->total_blocks);
	json_set_number(o, "written_blocks", sink->written_blocks);
	json_set_number(o, "verified_blocks", sink->verified_blocks);
	json_set_number(o, "verify_blocks", sink->verify_blocks);
	json_set_number(o, "progress", sink->progress);
	if (sink->write_mode)
		json_set_string(o, "write_mode", text_write_mode(sink->write_mode));
	else
		json_object_object_add(o, "write_mode", NULL);
	set_digest(o, sink->sha256, sink->sha256_valid);
	json_set_bool(o, "touched", sink->touched);
	json_set_number(o, "speed_kbs", sink->speed_kbs);
	json_set_number(o, "mean_kbs", sink->mean_kbs);
	json_set_number(o, "min_kbs", sink->min_kbs);
	json_set_number(o, "max_kbs", sink->max_kbs);
	json_object_object_add(o, "curve_kbs", speed_curve(sink));
	json_set_number(o, "buffer_bytes", sink->buffer_bytes);
	json_set_number(o, "buffer_used", sink->buffer_used);
	/* ~0 (dsr.h): it never was half full, there is no lowest */
	if (sink->buffer_lowest == UINT32_MAX)
		json_object_object_add(o, "buffer_lowest", NULL);
	else
		json_set_number(o, "buffer_lowest", sink->buffer_lowest);
	json_set_number(o, "pauses", sink->pauses);
	json_set_number(o, "stalls", sink->stalls);
	json_set_number(o, "retries", sink->retries);
	json_set_number(o, "ring_lag_chunks", sink->ring_lag_chunks);
	json_set_number(o, "bounced", sink->bounced);
	set_sink_times(o, sink);
	return o;
}

static void set_job_numbers(struct json_object *o,
			    const struct dsr_job_status *job)
{
	json_set_number(o, "block_bytes", job->block_bytes);
	json_set_number(o, "chunk_bytes", job->chunk_bytes);
	json_set_number(o, "ring_chunks", job->ring_chunks);
	json_set_number(o, "total_blocks", job->total_blocks);
	json_set_number(o, "read_blocks", job->read_blocks);
	json_set_number(o, "source_commands", job->source_commands);
	json_set_number(o, "bad_blocks", job->bad_blocks);
	json_set_number(o, "c2_blocks", job->c2_blocks);
	json_set_number(o, "c2_kept", job->c2_kept);
	json_set_number(o, "start_ns", job->start_ns);
	json_set_number(o, "end_ns", job->end_ns);
	json_set_number(o, "now_ns", job->now_ns);
}

/**
 * json_job() - a job and its sinks
 * @job: its status
 * @sinks: of the job
 * @nr: how many
 */
struct json_object *json_job(const struct dsr_job_status *job,
			     const struct dsr_sink_status *sinks, uint32_t nr)
{
	struct json_object *o = json_object_new_object();
	struct json_object *list = json_object_new_array();
	uint32_t i;

	json_set_number(o, "id", job->job_id);
	json_set_string(o, "op", text_op(job->op));
	json_set_string(o, "state", text_job_state(job->state));
	json_set_bool(o, "verify", job->flags & DSR_JOB_F_VERIFY);
	json_set_bool(o, "cancel_on_close", job->flags & DSR_JOB_F_CANCEL_ON_CLOSE);
	json_set_bool(o, "full", job->flags & DSR_JOB_F_FULL);
	json_set_bool(o, "skip_bad", job->flags & DSR_JOB_F_SKIP_BAD);
	json_set_bool(o, "c2", job->flags & DSR_JOB_F_C2);
	json_set_bool(o, "against_sha256", job->flags & DSR_JOB_F_SHA256);
	json_set_bool(o, "cancelled", job->cancelled);
	json_object_object_add(o, "error",
			       json_error(&job->error,
					  text_job_advice(job->error.reason)));
	json_object_object_add(o, "source", name_is_none(&job->source) ?
			       NULL : json_unit(&job->source));
	set_job_numbers(o, job);
	set_digest(o, job->sha256, job->sha256_valid);
	for (i = 0; i < nr; i++)
		json_object_array_add(list, json_sink(job->op, &sinks[i], i));
	json_object_object_add(o, "sinks", list);
	return o;
}

static struct json_object *speed_list(const uint32_t *kbs, unsigned int nr)
{
	struct json_object *list = json_object_new_array();
	unsigned int i;

	for (i = 0; i < nr; i++)
		json_object_array_add(list, json_object_new_uint64(kbs[i]));
	return list;
}

/**
 * json_probe() - what a drive told about its disc
 * @probe: from probe_drive()
 */
struct json_object *json_probe(const struct probe *probe)
{
	struct json_object *o = json_object_new_object();

	json_set_string(o, "state", probe_medium_word(probe->medium));
	json_set_string(o, "medium", text_profile(probe->profile));
	json_set_number(o, "profile", probe->profile);
	if (probe->blocks_valid)
		json_set_number(o, "blocks", probe->blocks);
	json_object_object_add(o, "write_kbs",
			       speed_list(probe->speeds.write_kbs,
					  probe->speeds.nr));
	json_object_object_add(o, "read_kbs",
			       speed_list(probe->speeds.read_kbs,
					  probe->speeds.nr));
	return o;
}

// SPDX-License-Identifier: GPL-2.0
#include <string.h>

#include "json.h"
#include "json_event.h"
#include "unit.h"

static const char *text_of(struct json_object *o, const char *key)
{
	struct json_object *value;

	ck_assert_msg(json_object_object_get_ex(o, key, &value), "expected a key %s", key);
	return json_object_get_string(value);
}

static bool has_key(struct json_object *o, const char *key)
{
	return json_object_object_get_ex(o, key, NULL);
}

START_TEST(document)
{
	struct json_object *doc = json_document("drives");

	ck_assert_str_eq(text_of(doc, "schema"), "1");
	ck_assert_str_eq(text_of(doc, "type"), "drives");
	json_object_put(doc);
}
END_TEST

/* What scripts rely on: taking one away needs a new schema number. */
START_TEST(stable_keys)
{
	static const char *const job_keys[] = {
		"id", "op", "state", "verify", "cancel_on_close", "cancelled", "error",
		"source", "block_bytes", "total_blocks", "read_blocks", "source_commands",
		"start_ns", "end_ns", "now_ns", "sha256", "sinks", "full", "skip_bad",
		"against_sha256", "bad_blocks", "c2", "c2_blocks", "c2_kept",
	};
	static const char *const sink_keys[] = {
		"index", "unit", "state", "outcome", "error", "medium", "profile",
		"medium_id", "total_blocks", "written_blocks", "verified_blocks", "speed_kbs",
		"mean_kbs", "min_kbs", "max_kbs", "curve_kbs", "buffer_bytes", "buffer_used",
		"buffer_lowest", "pauses", "stalls", "retries", "bounced", "progress",
		"write_mode", "verify_blocks", "sha256", "touched",
	};
	struct dsr_sink_status sink = { .outcome = DSR_OUTCOME_VERIFIED };
	struct dsr_job_status job = { .job_id = 3 };
	struct json_object *o = json_job(&job, &sink, 1), *list;
	size_t i;

	for (i = 0; i < sizeof(job_keys) / sizeof(job_keys[0]); i++)
		ck_assert_msg(has_key(o, job_keys[i]), "expected a key %s", job_keys[i]);
	ck_assert(json_object_object_get_ex(o, "sinks", &list));
	list = json_object_array_get_idx(list, 0);
	for (i = 0; i < sizeof(sink_keys) / sizeof(sink_keys[0]); i++)
		ck_assert_msg(has_key(list, sink_keys[i]), "expected a key %s", sink_keys[i]);
	ck_assert_str_eq(text_of(list, "outcome"), "verified");
	json_object_put(o);
}
END_TEST

START_TEST(error)
{
	struct dsr_error e = {
		.reason = DSR_REASON_MEDIUM_ERROR,
		.opcode = 0x2a,
		.lba = 7,
		.sense_bytes = 18,
		.sense = { 0x70, 0, 3, [7] = 10, [12] = 0x0c },
	};
	struct json_object *o = json_error(&e, "do it");

	ck_assert_str_eq(text_of(o, "reason"), "medium-error");
	ck_assert_str_eq(text_of(o, "scope"), "disc");
	ck_assert_str_eq(text_of(o, "lba"), "7");
	ck_assert_str_eq(text_of(o, "sense"), "700003000000000a000000000c0000000000");
	json_object_put(o);
	e = (struct dsr_error) { .reason = DSR_REASON_CANCELLED, .opcode = 0xff,
				 .lba = UINT64_MAX, .sense_bytes = 255 };
	o = json_error(&e, "do it");
	ck_assert_str_eq(text_of(o, "scope"), "job");
	ck_assert(!has_key(o, "opcode") && !has_key(o, "lba") && !has_key(o, "sense"));
	json_object_put(o);
	e.reason = DSR_REASON_NONE;
	ck_assert_ptr_null(json_error(&e, "do it"));
}
END_TEST

START_TEST(texts_without_end)
{
	struct dsr_unit_name name = { .host = UINT32_MAX };
	struct json_object *o;

	memset(name.vendor, 'v', sizeof(name.vendor));
	memset(name.product, 'p', sizeof(name.product));
	memset(name.serial, 's', sizeof(name.serial));
	o = json_unit(&name);
	ck_assert_uint_eq(strlen(text_of(o, "vendor")), sizeof(name.vendor));
	ck_assert_uint_eq(strlen(text_of(o, "product")), sizeof(name.product));
	ck_assert_str_eq(text_of(o, "path"), "");
	json_object_put(o);
}
END_TEST

START_TEST(only_what_came)
{
	static struct dsr_event e;
	struct json_object *o = json_object_new_object();

	e.cmd = DSR_CMD_JOB_EVENT;
	e.present = 1U << DSR_A_SEQ | 1U << DSR_A_EVENT | 1U << DSR_A_JOB_ID;
	e.seq = 5;
	e.event = DSR_JOB_EVENT_FORGOTTEN;
	e.job_id = 2;
	json_event_fill(o, &e);
	ck_assert_str_eq(json_object_to_json_string_ext(o,
							JSON_C_TO_STRING_PLAIN),
			 "{\"seq\":5,\"event\":\"forgotten\",\"job\":2}");
	json_object_put(o);
}
END_TEST

Suite *suite_json(void)
{
	Suite *s = suite_create("json");

	PROMISE(s, "json: every document has a schema number and a type", document);
	PROMISE(s, "json: the published keys are there", stable_keys);
	PROMISE(s, "json: errors have word, scope, sense and block", error);
	PROMISE(s, "json: texts that are not terminated end where they end", texts_without_end);
	PROMISE(s, "json: an event has only what the kernel sent", only_what_came);
	return s;
}

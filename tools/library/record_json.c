// SPDX-License-Identifier: GPL-2.0
/* A record of a batch as JSON, and back. A journal may hold anything. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "json.h"
#include "library/record_json.h"

/* which keys a record has beside "time_ms" and "disc" */
enum {
	HAS_WHAT = 1 << 0,
	HAS_FROM = 1 << 1,
	HAS_TO = 1 << 2,
	HAS_FLIP = 1 << 3,
	HAS_WORK = 1 << 4,
	HAS_GROUP = 1 << 5,
	HAS_JOB = 1 << 6,
	HAS_RESULT = 1 << 7,
	HAS_ERROR = 1 << 8,
	HAS_BOOT = 1 << 9,
	HAS_TEXT = 1 << 10,
};

static const unsigned int keys[BATCH_R_KINDS] = {
	[BATCH_R_TAKE] = HAS_WHAT | HAS_FROM,
	[BATCH_R_MOVE] = HAS_FROM | HAS_TO | HAS_FLIP,
	[BATCH_R_MOVED] = HAS_TO | HAS_ERROR | HAS_TEXT,
	[BATCH_R_WORK] = HAS_WORK | HAS_GROUP | HAS_JOB,
	[BATCH_R_JOB] = HAS_JOB,
	[BATCH_R_DONE] = HAS_WORK | HAS_RESULT | HAS_TEXT,
	[BATCH_R_SEEN] = HAS_TO,
	[BATCH_R_RESUME] = HAS_BOOT,
};

static void set_int(struct json_object *o, const char *key, int64_t value)
{
	json_object_object_add(o, key, json_object_new_int64(value));
}

static void set_details(struct json_object *o, const struct batch_record *r, unsigned int has)
{
	if (has & HAS_WORK)
		json_set_string(o, "work", batch_work_word(r->work));
	if (has & HAS_GROUP)
		json_set_number(o, "group", r->group);
	if ((has & HAS_JOB) && r->job)
		json_set_number(o, "job", r->job);
	if (has & HAS_RESULT) {
		json_set_string(o, "result", batch_result_word(r->result));
		json_set_bool(o, "hard", r->hard);
		if (r->touched)
			json_set_bool(o, "touched", true);
		if (r->sha256[0])
			json_set_string(o, "sha256", r->sha256);
	}
	if (has & HAS_ERROR)
		set_int(o, "error", r->error);
	if (has & HAS_BOOT)
		json_set_bool(o, "same_boot", r->same_boot);
	if ((has & HAS_TEXT) && r->text[0])
		json_set_string(o, "text", r->text);
}

/**
 * record_to_json() - a record as JSON
 * @r: the record
 */
struct json_object *record_to_json(const struct batch_record *r)
{
	struct json_object *o = json_object_new_object();
	unsigned int has = keys[r->kind];

	json_set_string(o, "record", batch_record_word(r->kind));
	set_int(o, "time_ms", r->time_ms);
	if (r->kind != BATCH_R_RESUME)
		set_int(o, "disc", r->disc);
	if (has & HAS_WHAT) {
		json_set_string(o, "what", batch_kind_word(r->what));
		set_int(o, "copy", r->copy);
	}
	if (has & HAS_FROM)
		set_int(o, "from", r->from);
	if (has & HAS_TO)
		set_int(o, "to", r->to);
	if (has & HAS_FLIP) {
		json_set_bool(o, "flip", r->flip);
		json_set_bool(o, "way", r->way);
	}
	set_details(o, r, has);
	return o;
}

/* ---- and back ------------------------------------------------------------------ */

static int64_t get_int(struct json_object *o, const char *key, int64_t least, int64_t most,
		       bool *fine)
{
	struct json_object *v;
	int64_t n = 0;

	if (json_object_object_get_ex(o, key, &v) && json_object_is_type(v, json_type_int))
		n = json_object_get_int64(v);
	else
		*fine = false;
	if (n < least || n > most)
		*fine = false;
	return n;
}

static bool get_bool(struct json_object *o, const char *key)
{
	struct json_object *v;

	return json_object_object_get_ex(o, key, &v) && json_object_get_boolean(v);
}

#define BY_WORD(name, type, count, word_of)					\
static bool name(const char *text, type *out)					\
{										\
	unsigned int i;								\
										\
	for (i = 0; i < (count); i++)						\
		if (!strcmp(text, word_of((type)i))) {				\
			*out = (type)i;						\
			return true;						\
		}								\
	return false;								\
}

BY_WORD(kind_of, enum batch_record_kind, BATCH_R_KINDS, batch_record_word)
BY_WORD(what_of, enum batch_kind, BATCH_KINDS, batch_kind_word)
BY_WORD(work_of, enum batch_work, BATCH_WORKS, batch_work_word)
BY_WORD(result_of, enum batch_result, BATCH_RESULTS, batch_result_word)

static bool get_details(struct batch_record *r, struct json_object *o, unsigned int has)
{
	struct json_object *job;
	bool fine = true;

	if (has & HAS_WORK)
		fine &= work_of(json_text(o, "work"), &r->work);
	if (has & HAS_GROUP)
		r->group = (uint32_t)get_int(o, "group", 0, UINT32_MAX, &fine);
	if ((has & HAS_JOB) && json_object_object_get_ex(o, "job", &job))
		r->job = (uint32_t)get_int(o, "job", 0, UINT32_MAX, &fine);
	if (has & HAS_RESULT) {
		fine &= result_of(json_text(o, "result"), &r->result);
		r->hard = get_bool(o, "hard");
		r->touched = get_bool(o, "touched");
		snprintf(r->sha256, sizeof(r->sha256), "%s", json_text(o, "sha256"));
	}
	if (has & HAS_ERROR)
		r->error = (int)get_int(o, "error", 0, INT_MAX, &fine);
	if (has & HAS_BOOT)
		r->same_boot = get_bool(o, "same_boot");
	if (has & HAS_TEXT)
		batch_say(r->text, "%s", json_text(o, "text"));
	return fine;
}

/**
 * record_from_json() - a record out of JSON
 * @r: gets it
 * @o: the JSON
 *
 * Return: whether it made sense by itself; whether it can happen is for
 * batch_apply() to say.
 */
bool record_from_json(struct batch_record *r, struct json_object *o)
{
	bool fine = true;
	unsigned int has;

	memset(r, 0, sizeof(*r));
	if (!kind_of(json_text(o, "record"), &r->kind))
		return false;
	has = keys[r->kind];
	r->time_ms = get_int(o, "time_ms", 0, INT64_MAX, &fine);
	if (r->kind != BATCH_R_RESUME)
		r->disc = (int)get_int(o, "disc", 0, INT_MAX, &fine);
	if (has & HAS_WHAT) {
		fine &= what_of(json_text(o, "what"), &r->what);
		r->copy = (int)get_int(o, "copy", 0, INT_MAX, &fine);
	}
	if (has & HAS_FROM)
		r->from = (int32_t)get_int(o, "from", 0, UINT16_MAX, &fine);
	if (has & HAS_TO)
		r->to = (int32_t)get_int(o, "to", BATCH_NOWHERE, UINT16_MAX, &fine);
	if (has & HAS_FLIP) {
		r->flip = get_bool(o, "flip");
		r->way = get_bool(o, "way");
	}
	return get_details(r, o, has) && fine;
}

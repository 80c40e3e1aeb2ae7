// SPDX-License-Identifier: GPL-2.0
/* What became of a disc. */
#include <stdio.h>
#include <string.h>

#include "json.h"
#include "library/verdict.h"

/* What a reason says of a disc that was touched, and of one that was not. */
static const struct reason {
	const char *word;
	enum batch_result untouched;
	bool hard;
} reasons[] = {
	{ "no-medium", BATCH_IS_TROUBLE, false },
	{ "not-writable", BATCH_IS_UNFIT, false },
	{ "wrong-medium", BATCH_IS_UNFIT, false },
	{ "not-blank", BATCH_IS_UNFIT, false },
	{ "too-small", BATCH_IS_UNFIT, false },
	{ "protected", BATCH_IS_UNFIT, false },
	{ "write-mode", BATCH_IS_UNFIT, false },
	{ "cd-text", BATCH_IS_UNFIT, false },
	{ "graphics", BATCH_IS_UNFIT, false },
	{ "layer-break", BATCH_IS_UNFIT, false },
	{ "sessions", BATCH_IS_UNFIT, false },
	{ "not-ready", BATCH_IS_TROUBLE, false },
	{ "gone", BATCH_IS_TROUBLE, true },
	{ "stalled", BATCH_IS_TROUBLE, true },
	{ "hardware", BATCH_IS_TROUBLE, true },
	{ "transport", BATCH_IS_TROUBLE, true },
	{ "bad-answer", BATCH_IS_TROUBLE, true },
	{ "memory", BATCH_IS_TROUBLE, false },
	{ "busy", BATCH_IS_TROUBLE, true },
	{ "access", BATCH_IS_TROUBLE, true },
	{ "refused", BATCH_IS_TROUBLE, true },
	{ "no-sink-left", BATCH_IS_TROUBLE, false },
	{ "cancelled", BATCH_IS_TROUBLE, false },
	{ "source", BATCH_IS_TROUBLE, false },
};

static struct json_object *find_sink(struct json_object *result, const char *path)
{
	struct json_object *sinks = json_child(json_child(result, "job"), "sinks"), *s;
	size_t i, n = json_object_is_type(sinks, json_type_array) ?
				json_object_array_length(sinks) : 0;

	for (i = 0; i < n; i++) {
		s = json_object_array_get_idx(sinks, i);
		if (!strcmp(json_text(json_child(s, "unit"), "path"), path))
			return s;
	}
	return NULL;
}

static const struct reason *find_reason(const char *word)
{
	size_t i;

	for (i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (!strcmp(word, reasons[i].word))
			return &reasons[i];
	return NULL;
}

/* Before it writes a block a drive may calibrate, format, and reserve room. */
static bool was_touched(struct json_object *sink)
{
	struct json_object *touched = json_child(sink, "touched");

	return touched ? json_object_get_boolean(touched) :
			 json_object_get_uint64(json_child(sink, "written_blocks")) != 0;
}

static void judge_failure(struct batch_record *r, struct json_object *sink)
{
	struct json_object *error = json_child(sink, "error");
	const struct reason *why = find_reason(json_text(error, "reason"));

	r->hard = why && why->hard;
	r->touched = was_touched(sink);
	r->result = why && !r->touched ? why->untouched : BATCH_IS_BAD;
	batch_say(r->text, "%s", error ? json_text(error, "text") : "its job did not begin");
	if (!error)
		r->result = BATCH_IS_TROUBLE;
}

static bool has_differences(struct json_object *sink)
{
	struct json_object *list = json_child(sink, "differences");

	return json_object_is_type(list, json_type_array) && json_object_array_length(list);
}

/**
 * verdict_of_sink() - what became of the disc in one drive
 * @r: DONE; gets result, hard, touched, text, sha256
 * @result: the "result" document of a job
 * @path: of the drive
 * @verified_only: a disc that was not read back is not good
 *
 * A drive that the document does not tell of is in trouble.
 */
void verdict_of_sink(struct batch_record *r, struct json_object *result, const char *path,
		     bool verified_only)
{
	struct json_object *sink = find_sink(result, path);
	const char *outcome = json_text(sink, "outcome");

	snprintf(r->sha256, sizeof(r->sha256), "%s", json_text(sink, "sha256"));
	if (!r->sha256[0])
		snprintf(r->sha256, sizeof(r->sha256), "%s",
			 json_text(json_child(result, "job"), "sha256"));
	if (!sink) {
		r->result = BATCH_IS_TROUBLE;
		batch_say(r->text, "%s is not told of", path);
	} else if (!strcmp(outcome, "verified") || (!verified_only && !strcmp(outcome, "written"))) {
		r->result = has_differences(sink) ? BATCH_IS_BAD : BATCH_IS_GOOD;
		if (r->result == BATCH_IS_BAD)
			batch_say(r->text, "its table of contents, sub-channel or CD-Text differs");
	} else if (!strcmp(outcome, "written")) {
		r->result = BATCH_IS_BAD;
		batch_say(r->text, "it was written, but could not be read back");
	} else {
		judge_failure(r, sink);
	}
}

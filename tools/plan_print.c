// SPDX-License-Identifier: GPL-2.0
/* A plan, printed: --dry-run. */
#include <inttypes.h>
#include <stdio.h>

#include "disc/text.h"
#include "json.h"
#include "plan.h"

/**
 * plan_print_notes() - tell the user what is to be known
 * @plan: complete
 */
void plan_print_notes(const struct plan *plan)
{
	uint32_t i;

	for (i = 0; i < plan->nr_notes; i++)
		printf("note: %s\n", plan->notes[i]);
}

static void print_head(const struct plan *plan)
{
	static const char *const verbs[] = {
		[DSR_OP_COPY] = "copy",
		[DSR_OP_SIMULATE] = "simulate writing",
		[DSR_OP_VERIFY] = "compare",
	};
	char size[32], cover[64];

	if (plan->order->op == DSR_OP_ERASE) {
		printf("would erase %s\n", plan->order->full ? "every block" : "quickly");
		return;
	}
	text_size(size, sizeof(size), plan->bytes);
	printf("would %s %s (%" PRIu64 " blocks) from %s\n", verbs[plan->order->op], size,
	       plan->blocks, plan->source.title);
	if (plan->order->op == DSR_OP_SIMULATE)
		return;
	coverage_text(cover, sizeof(cover), &plan->order->coverage);
	printf("would read back: %s\n", cover);
}

static const char *target_word(const struct plan *plan)
{
	switch (plan->order->op) {
	case DSR_OP_VERIFY:
		return "with";
	case DSR_OP_ERASE:
		return "in";
	default:
		return "to";
	}
}

static void print_sink(const struct plan *plan, const struct plan_end *s)
{
	const char *obstacle = plan_obstacle(plan, s);

	printf("%s %s", target_word(plan), s->title);
	if (s->probe.profile)
		printf(", %s", text_profile(s->probe.profile));
	if (s->speed_kbs)
		printf(", at %.1f MB/s", s->speed_kbs / 1000.0);
	if (obstacle)
		printf(": would be rejected: %s", obstacle);
	else if (plan->order->op == DSR_OP_COPY &&
		 (s->kind == END_BLOCK || s->probe.medium == PROBE_REWRITABLE))
		fputs(": would be written over", stdout);
	putchar('\n');
}

/**
 * plan_print() - for people
 * @plan: complete
 */
void plan_print(const struct plan *plan)
{
	uint32_t i;

	plan_print_notes(plan);
	print_head(plan);
	for (i = 0; i < plan->nr_sinks; i++)
		print_sink(plan, &plan->sinks[i]);
}

static struct json_object *end_json(const struct plan_end *end)
{
	struct json_object *o = json_unit(&end->name);
	static const char *const kinds[] = {
		[END_DRIVE] = "drive",
		[END_BLOCK] = "block",
		[END_IMAGE] = "image",
	};

	json_set_string(o, "kind", kinds[end->kind]);
	json_set_string(o, "argument", end->path);
	if (end->probed)
		json_object_object_add(o, "disc", json_probe(&end->probe));
	return o;
}

/**
 * plan_notes_json() - what the user is to be told, for programs
 * @plan: complete
 *
 * Return: an array of sentences.
 */
struct json_object *plan_notes_json(const struct plan *plan)
{
	struct json_object *list = json_object_new_array();
	uint32_t i;

	for (i = 0; i < plan->nr_notes; i++)
		json_object_array_add(list, json_object_new_string(plan->notes[i]));
	return list;
}

static struct json_object *sink_json(const struct plan *plan, const struct plan_end *sink)
{
	const char *obstacle = plan_obstacle(plan, sink);
	struct json_object *o = end_json(sink);

	json_set_number(o, "speed_kbs", sink->speed_kbs);
	json_object_object_add(o, "obstacle",
			       obstacle ? json_object_new_string(obstacle) : NULL);
	return o;
}

/**
 * plan_print_json() - for programs
 * @plan: complete
 */
void plan_print_json(const struct plan *plan)
{
	struct json_object *doc = json_document("plan");
	struct json_object *list = json_object_new_array();
	uint32_t i;

	json_set_string(doc, "op", text_op(plan->order->op));
	json_set_number(doc, "blocks", plan->blocks);
	json_set_number(doc, "bytes", plan->bytes);
	if (plan->blocks)
		json_set_number(doc, "block_bytes", plan->bytes / plan->blocks);
	if (plan->mastered) {
		json_set_string(doc, "kind", plan->master.kind);
		json_object_object_add(doc, "source", end_json(&plan->source));
	}
	for (i = 0; i < plan->nr_sinks; i++)
		json_object_array_add(list, sink_json(plan, &plan->sinks[i]));
	json_object_object_add(doc, "sinks", list);
	json_object_object_add(doc, "notes", plan_notes_json(plan));
	json_print_line(doc);
}

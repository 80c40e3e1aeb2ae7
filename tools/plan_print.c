// SPDX-License-Identifier: GPL-2.0
/* The plan of a copy, printed: --dry-run. */
#include <inttypes.h>
#include <stdio.h>

#include "disc/iso.h"
#include "disc/text.h"
#include "json.h"
#include "plan.h"

/**
 * plan_obstacle() - why a sink would be rejected, as far as can be seen now
 * @plan: complete
 * @sink: one of its sinks
 *
 * Return: a clause, or NULL.
 */
const char *plan_obstacle(const struct plan *plan, const struct plan_end *sink)
{
	const struct probe *p = &sink->probe;

	if (sink->kind == END_BLOCK)
		return sink->blocks < plan->blocks ?
			text_reason_sentence(DSR_REASON_TOO_SMALL) : NULL;
	if (!sink->probed)
		return "it does not answer";
	if (p->medium == PROBE_NO_DISC || p->medium == PROBE_TRAY_OPEN)
		return text_reason_sentence(DSR_REASON_NO_MEDIUM);
	if (p->medium == PROBE_NOT_READY)
		return text_reason_sentence(DSR_REASON_NOT_READY);
	if (p->medium == PROBE_PRESSED)
		return text_reason_sentence(DSR_REASON_NOT_WRITABLE);
	if (p->medium == PROBE_APPENDABLE || p->medium == PROBE_FULL)
		return text_reason_sentence(DSR_REASON_NOT_BLANK);
	if (p->blocks_valid && p->blocks < plan->blocks)
		return text_reason_sentence(DSR_REASON_TOO_SMALL);
	return NULL;
}

/**
 * plan_print() - for people
 * @plan: complete
 * @speed: that was asked for
 */
void plan_print(const struct plan *plan, const struct speed *speed)
{
	const struct plan_end *s;
	const char *obstacle;
	uint32_t i, kbs;
	char size[32];

	text_size(size, sizeof(size), plan->blocks * IMAGE_BLOCK);
	printf("would copy %s (%" PRIu64 " blocks) from %s\n", size, plan->blocks,
	       plan->source.title);
	for (i = 0; i < plan->nr_sinks; i++) {
		s = &plan->sinks[i];
		obstacle = plan_obstacle(plan, s);
		kbs = speed_kbs(speed, s->probe.profile);
		printf("to %s", s->title);
		if (s->probe.profile)
			printf(", %s", text_profile(s->probe.profile));
		if (kbs)
			printf(", at %.1f MB/s", kbs / 1000.0);
		if (obstacle)
			printf(": would be rejected: %s", obstacle);
		else if (s->kind == END_BLOCK ||
			 s->probe.medium == PROBE_REWRITABLE)
			fputs(": would be written over", stdout);
		putchar('\n');
	}
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
 * plan_print_json() - for programs
 * @plan: complete
 * @speed: that was asked for
 */
void plan_print_json(const struct plan *plan, const struct speed *speed)
{
	struct json_object *doc = json_document("plan");
	struct json_object *list = json_object_new_array();
	struct json_object *o;
	const char *obstacle;
	uint32_t i;

	json_set_number(doc, "blocks", plan->blocks);
	json_set_number(doc, "block_bytes", IMAGE_BLOCK);
	json_object_object_add(doc, "source", end_json(&plan->source));
	for (i = 0; i < plan->nr_sinks; i++) {
		o = end_json(&plan->sinks[i]);
		json_set_number(o, "speed_kbs",
				speed_kbs(speed, plan->sinks[i].probe.profile));
		obstacle = plan_obstacle(plan, &plan->sinks[i]);
		json_object_object_add(
			o, "obstacle",
			obstacle ? json_object_new_string(obstacle) : NULL);
		json_object_array_add(list, o);
	}
	json_object_object_add(doc, "sinks", list);
	json_print_line(doc);
}

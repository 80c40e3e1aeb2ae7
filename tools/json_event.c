// SPDX-License-Identifier: GPL-2.0
/* Events as JSON; only what a message carried is in there. */
#include "disc/text.h"
#include "json_event.h"

/**
 * group_word() - the word for a multicast group
 * @group: which
 */
const char *group_word(enum dsr_group group)
{
	static const char *const words[DSR_NR_GROUPS] = {
		[DSR_GROUP_JOB] = DSR_MCGRP_JOB,
		[DSR_GROUP_DRIVE] = DSR_MCGRP_DRIVE,
		[DSR_GROUP_CHANGER] = DSR_MCGRP_CHANGER,
	};

	return group < DSR_NR_GROUPS ? words[group] : "unknown";
}

/**
 * event_word() - the word for what happened
 * @event: an event
 */
const char *event_word(const struct dsr_event *event)
{
	return event->cmd == DSR_CMD_JOB_EVENT ? text_job_event(event->event) :
						 text_unit_event(event->event);
}

static struct json_object *sink_json(uint32_t op, const struct dsr_event_sink *sink)
{
	struct json_object *o = json_object_new_object();

	json_set_number(o, "index", sink->index);
	if (DSR_HAS(sink, DSR_S_UNIT))
		json_object_object_add(o, "unit", json_unit(&sink->unit));
	if (DSR_HAS(sink, DSR_S_STATE))
		json_set_string(o, "state", text_sink_state(sink->state));
	if (DSR_HAS(sink, DSR_S_OUTCOME))
		json_set_string(o, "outcome", text_outcome(sink->outcome));
	if (DSR_HAS(sink, DSR_S_ERROR))
		json_object_object_add(o, "error",
				       json_error(&sink->error,
						  text_sink_advice(op, sink->error.reason)));
	if (DSR_HAS(sink, DSR_S_WRITTEN_BLOCKS))
		json_set_number(o, "written_blocks", sink->written_blocks);
	if (DSR_HAS(sink, DSR_S_VERIFIED_BLOCKS))
		json_set_number(o, "verified_blocks", sink->verified_blocks);
	if (DSR_HAS(sink, DSR_S_SPEED_KBS))
		json_set_number(o, "speed_kbs", sink->speed_kbs);
	if (DSR_HAS(sink, DSR_S_BUFFER_BYTES))
		json_set_number(o, "buffer_bytes", sink->buffer_bytes);
	if (DSR_HAS(sink, DSR_S_BUFFER_USED))
		json_set_number(o, "buffer_used", sink->buffer_used);
	if (DSR_HAS(sink, DSR_S_PROGRESS))
		json_set_number(o, "progress", sink->progress);
	if (DSR_HAS(sink, DSR_S_PROFILE)) {
		json_set_number(o, "profile", sink->profile);
		json_set_string(o, "medium", text_profile(sink->profile));
	}
	return o;
}

static void fill_job(struct json_object *o, const struct dsr_event *e)
{
	struct json_object *list;
	uint32_t i;

	if (DSR_HAS(e, DSR_A_JOB_ID))
		json_set_number(o, "job", e->job_id);
	if (DSR_HAS(e, DSR_A_OP))
		json_set_string(o, "op", text_op(e->op));
	if (DSR_HAS(e, DSR_A_JOB_STATE))
		json_set_string(o, "state", text_job_state(e->job_state));
	if (DSR_HAS(e, DSR_A_TOTAL_BLOCKS))
		json_set_number(o, "total_blocks", e->total_blocks);
	if (DSR_HAS(e, DSR_A_READ_BLOCKS))
		json_set_number(o, "read_blocks", e->read_blocks);
	if (DSR_HAS(e, DSR_A_BLOCK_BYTES))
		json_set_number(o, "block_bytes", e->block_bytes);
	if (DSR_HAS(e, DSR_A_ERROR))
		json_object_object_add(o, "error",
				       json_error(&e->error,
						  text_job_advice(e->error.reason)));
	if (DSR_HAS(e, DSR_A_SOURCE))
		json_object_object_add(o, "source", name_is_none(&e->source) ?
				       NULL : json_unit(&e->source));
	if (!e->nr_sinks)
		return;
	list = json_object_new_array();
	for (i = 0; i < e->nr_sinks; i++)
		json_object_array_add(list, sink_json(e->op, &e->sinks[i]));
	json_object_object_add(o, "sinks", list);
}

/**
 * json_event_fill() - add what a message carried to an object
 * @o: the object
 * @event: an event, or a message of a dump
 */
void json_event_fill(struct json_object *o, const struct dsr_event *event)
{
	if (DSR_HAS(event, DSR_A_SEQ))
		json_set_number(o, "seq", event->seq);
	if (DSR_HAS(event, DSR_A_TIME_NS))
		json_set_number(o, "time_ns", event->time_ns);
	if (DSR_HAS(event, DSR_A_EVENT))
		json_set_string(o, "event", event_word(event));
	fill_job(o, event);
	if (DSR_HAS(event, DSR_A_UNIT)) {
		json_object_object_add(o, "unit", json_unit(&event->unit));
		if (event->unit_job_id)
			json_set_number(o, "held_by_job", event->unit_job_id);
	}
}

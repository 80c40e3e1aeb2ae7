// SPDX-License-Identifier: GPL-2.0
/* Robots as JSON; README.md describes the schema. */
#include <stdio.h>

#include "elements.h"
#include "jvc_sense.h"
#include "robot_json.h"
#include "robot_holds.h"
#include "robot_text.h"

#define CHECK_CONDITION	0x02	/* SAM-5, status codes */

static void set_hex(struct json_object *o, const char *key, const uint8_t *bytes, size_t n)
{
	char text[2 * DSR_DRIVE_ID_BYTES + 1] = "";
	size_t i;

	for (i = 0; i < n && i < DSR_DRIVE_ID_BYTES; i++)
		snprintf(text + 2 * i, 3, "%02x", bytes[i]);
	json_set_string(o, key, text);
}

/* The address, and beside it what people call it. */
static void set_place(struct json_object *o, const char *key,
		      const struct dsr_changer_info *info, uint32_t address)
{
	char name[ELEMENT_NAME_BYTES], name_key[32];

	json_set_number(o, key, address);
	snprintf(name_key, sizeof(name_key), "%s_name", key);
	json_set_string(o, name_key, element_name(name, info, address));
}

/* ---- elements ------------------------------------------------------------------ */

static void add_inks(struct json_object *o, uint8_t empty)
{
	static const char *const inks[] = { "black", "cyan", "magenta", "yellow" };
	struct json_object *list = json_object_new_array();
	unsigned int i;

	for (i = 0; i < 4; i++)
		if (empty >> i & 1)
			json_object_array_add(list, json_object_new_string(inks[i]));
	json_object_object_add(o, "ink_empty", list);
}

static void add_of_type(struct json_object *o, const struct dsr_element *e)
{
	uint32_t f = e->flags;

	if (e->type == DSR_ELEMENT_MAIL) {
		json_set_bool(o, "open", f & DSR_EL_OPEN);
		json_set_bool(o, "by_hand", f & DSR_EL_BY_HAND);
		json_set_bool(o, "imports", f & DSR_EL_IMPORTS);
		json_set_bool(o, "exports", f & DSR_EL_EXPORTS);
	}
	if (e->type == DSR_ELEMENT_DRIVE) {
		if (f & DSR_EL_BUS_ID)
			json_set_number(o, "bus_id", e->bus_id);
		if (f & DSR_EL_BUS_LUN)
			json_set_number(o, "bus_lun", e->bus_lun);
		json_set_bool(o, "other_bus", f & DSR_EL_NOT_BUS);
	}
	if (e->type == DSR_ELEMENT_PRINTER) {
		json_set_bool(o, "busy", f & DSR_EL_BUSY);
		json_set_bool(o, "finished", f & DSR_EL_FINISHED);
		add_inks(o, e->ink_empty);
	}
}

static void add_tag(struct json_object *o, const char *key, const char *tag)
{
	char text[DSR_TAG_BYTES + 1];

	robot_tag_text(text, tag);
	json_set_string(o, key, text);
}

/**
 * robot_json_element() - one element
 * @info: of the robot; at least its unit
 * @element: which
 */
struct json_object *robot_json_element(const struct dsr_changer_info *info,
				       const struct dsr_element *element)
{
	struct json_object *o = json_object_new_object();
	char text[ELEMENT_NAME_BYTES], words[160];
	uint32_t f = element->flags;

	json_set_number(o, "address", element->address);
	json_set_string(o, "kind", element_word(element->type));
	if (element_type(info, element->address)) {
		json_set_number(o, "number", element_number(info, element->address));
		json_set_string(o, "name", element_name(text, info, element->address));
	}
	json_set_bool(o, "full", f & DSR_EL_FULL);
	json_set_bool(o, "access", f & DSR_EL_ACCESS);
	json_set_bool(o, "disabled", f & DSR_EL_DISABLED);
	json_set_bool(o, "except", f & DSR_EL_EXCEPT);
	if (f & DSR_EL_EXCEPT) {
		json_set_number(o, "asc", element->asc);
		json_set_number(o, "ascq", element->ascq);
		robot_code_text(words, sizeof(words), &info->unit, element->asc, element->ascq);
		json_set_string(o, "except_text", words);
	}
	if (info->flags & DSR_CHANGER_F_TRAYS)
		json_set_bool(o, "tray", f & DSR_EL_TRAY);
	if (f & DSR_EL_SOURCE) {
		set_place(o, "source", info, element->source);
		json_set_bool(o, "inverted", f & DSR_EL_INVERTED);
	}
	add_of_type(o, element);
	if (f & DSR_EL_TAG)
		add_tag(o, "tag", element->tag);
	if (f & DSR_EL_ALT_TAG)
		add_tag(o, "alt_tag", element->alt_tag);
	if (element->medium_type)
		json_set_number(o, "medium_type", element->medium_type);
	return o;
}

/**
 * robot_json_drive() - a drive element and its recorder
 * @info: of the robot
 * @drive: which
 */
struct json_object *robot_json_drive(const struct dsr_changer_info *info,
				     const struct dsr_changer_drive *drive)
{
	struct json_object *o = json_object_new_object();

	json_set_number(o, "address", drive->address);
	json_set_number(o, "number", element_number(info, drive->address));
	json_set_string(o, "known_by", robot_how_word(drive->how));
	if (drive->id_set)
		set_hex(o, "id", drive->id, drive->id_bytes);
	json_object_object_add(o, "unit", name_is_none(&drive->unit) ? NULL :
			       json_unit(&drive->unit));
	return o;
}

/* ---- orders -------------------------------------------------------------------- */

/**
 * robot_json_error() - what went wrong
 * @info: of the robot
 * @error: from the kernel
 * @order: what it was about, NULL: nothing
 *
 * Return: an object, or NULL (JSON null) when nothing did.
 */
struct json_object *robot_json_error(const struct dsr_changer_info *info,
				     const struct dsr_error *error,
				     const struct dsr_changer_outcome *order)
{
	struct json_object *o = json_error(error, robot_advice(error->reason));
	char text[512];

	if (!o)
		return NULL;
	robot_error_text(text, sizeof(text), info, error, order);
	json_set_string(o, "text", text);
	json_set_string(o, "scope", "robot");
	if (json_object_object_get_ex(o, "sense_text", NULL)) {
		robot_sense_text(text, sizeof(text), &info->unit, error->sense,
				 error->sense_bytes);
		json_set_string(o, "sense_text", text);
	}
	return o;
}

/**
 * robot_json_order() - an order and what became of it
 * @info: of the robot
 * @order: which
 */
struct json_object *robot_json_order(const struct dsr_changer_info *info,
				     const struct dsr_changer_outcome *order)
{
	struct json_object *o = json_object_new_object();

	json_set_number(o, "id", order->order_id);
	json_set_string(o, "order", robot_order_word(order->order));
	json_set_string(o, "state", robot_state_word(order->state));
	json_set_number(o, "result", order->result);
	if (order->order <= DSR_ORDER_EXCHANGE)
		set_place(o, "source", info, order->source);
	if (order->order <= DSR_ORDER_POSITION)
		set_place(o, "destination", info, order->destination);
	if (order->order == DSR_ORDER_EXCHANGE)
		set_place(o, "second", info, order->second);
	json_set_bool(o, "flip", order->order_flags & DSR_ORDER_F_FLIP);
	json_set_number(o, "start_ns", order->start_ns);
	json_set_number(o, "end_ns", order->end_ns);
	json_object_object_add(o, "error", robot_json_error(info, &order->error, order));
	return o;
}

/* ---- what it is ------------------------------------------------------------------ */

static struct json_object *types_json(uint8_t bits)
{
	struct json_object *list = json_object_new_array();
	unsigned int type;

	for (type = 1; type < DSR_ELEMENT_TYPES; type++)
		if (bits >> type & 1)
			json_object_array_add(list, json_object_new_string(element_word(type)));
	return list;
}

static void add_matrix(struct json_object *doc, const char *key, const uint8_t *bits)
{
	struct json_object *o = json_object_new_object();
	unsigned int type;

	for (type = 1; type < DSR_ELEMENT_TYPES; type++)
		json_object_object_add(o, element_word(type), types_json(bits[type]));
	json_object_object_add(doc, key, o);
}

/**
 * robot_json_info() - what a robot is
 * @doc: gets it
 * @info: of the robot
 */
void robot_json_info(struct json_object *doc, const struct dsr_changer_info *info)
{
	static const struct {
		uint32_t flag;
		const char *key;
	} flags[] = {
		{ DSR_CHANGER_F_FLIP, "flip" },
		{ DSR_CHANGER_F_EXCHANGE, "exchange" },
		{ DSR_CHANGER_F_TAGS, "tags" },
		{ DSR_CHANGER_F_DRIVE_IDS, "drive_ids" },
		{ DSR_CHANGER_F_PRINTER, "printer" },
		{ DSR_CHANGER_F_TRAYS, "trays" },
		{ DSR_CHANGER_F_HOME, "home" },
		{ DSR_CHANGER_F_INIT_RANGE, "init_range" },
		{ DSR_CHANGER_F_REZERO, "rezero" },
		{ DSR_CHANGER_F_BY_MODEL, "geometry_by_model" },
		{ DSR_CHANGER_F_CAN_LOCK, "can_lock" },
		{ DSR_CHANGER_F_MOVES_KNOWN, "moves_known" },
	};
	struct json_object *ranges = json_object_new_object(), *range;
	unsigned int i;

	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		json_set_bool(doc, flags[i].key, info->flags & flags[i].flag);
	for (i = 1; i < DSR_ELEMENT_TYPES; i++) {
		range = json_object_new_object();
		json_set_number(range, "first", info->ranges[i].first);
		json_set_number(range, "count", info->ranges[i].count);
		json_object_object_add(ranges, element_word(i), range);
	}
	json_object_object_add(doc, "ranges", ranges);
	add_matrix(doc, "moves", info->moves);
	add_matrix(doc, "exchanges", info->exchanges);
}

/* ---- logs ------------------------------------------------------------------------ */

static struct json_object *mechanism_json(const struct dsr_changer_info *info,
					  const struct dsr_changer_log *log)
{
	struct json_object *list = json_object_new_array(), *o;
	const char *text;
	uint32_t i;

	for (i = 0; i < log->nr_mechanism; i++) {
		if (!log->mechanism[i])
			continue;
		o = json_object_new_object();
		text = jvc_is(&info->unit) ? jvc_mechanism_text(log->mechanism[i]) : NULL;
		json_set_number(o, "code", log->mechanism[i]);
		json_set_string(o, "text", text ? text : "unknown");
		json_object_array_add(list, o);
	}
	return list;
}

static struct json_object *command_json(const struct dsr_changer_info *info,
					const struct dsr_log_command *c)
{
	struct json_object *o = json_object_new_object();
	char text[160];

	json_set_number(o, "initiator", c->initiator);
	json_set_number(o, "status", c->status);
	set_hex(o, "cdb", c->cdb, sizeof(c->cdb));
	if (c->status == CHECK_CONDITION) {
		json_set_number(o, "key", c->key);
		json_set_number(o, "asc", c->asc);
		json_set_number(o, "ascq", c->ascq);
		robot_code_text(text, sizeof(text), &info->unit, c->asc, c->ascq);
		json_set_string(o, "text", text);
	}
	return o;
}

/**
 * robot_json_log() - counters and logs
 * @doc: gets what there is
 * @info: of the robot
 * @log: from it
 */
void robot_json_log(struct json_object *doc, const struct dsr_changer_info *info,
		    const struct dsr_changer_log *log)
{
	struct json_object *list = json_object_new_array();
	uint32_t i;

	if (log->valid & DSR_LOG_CHANGES)
		json_set_number(doc, "media_changes", log->media_changes);
	if (log->valid & DSR_LOG_NON_MEDIUM)
		json_set_number(doc, "non_medium_errors", log->non_medium_errors);
	if (log->valid & DSR_LOG_EVENTS)
		json_object_object_add(doc, "mechanism", mechanism_json(info, log));
	for (i = 0; i < log->nr_commands; i++)
		if (!robot_log_unused(&log->commands[i]))
			json_object_array_add(list, command_json(info, &log->commands[i]));
	if (log->valid & DSR_LOG_COMMANDS)
		json_object_object_add(doc, "commands", list);
	else
		json_object_put(list);
	list = json_object_new_array();
	for (i = 0; i < 64; i++)
		if (log->pages >> i & 1)
			json_object_array_add(list, json_object_new_int((int)i));
	json_object_object_add(doc, "pages", list);
}

// SPDX-License-Identifier: GPL-2.0
/* dsrctl monitor: what robots tell, in people's words and numbers. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "elements.h"
#include "json.h"
#include "libdsr/changer.h"
#include "libdsr/libdsr.h"
#include "monitor_robot.h"
#include "names.h"
#include "robot_find.h"
#include "robot_json.h"
#include "robot_holds.h"
#include "robot_map.h"
#include "robot_text.h"

#define MAX_ROBOTS	16

/* What robots are, asked when one tells something for the first time. */
static struct dsr_changer_info known[MAX_ROBOTS];
static unsigned int nr_known;

static bool same_unit(const struct dsr_unit_name *a, const struct dsr_unit_name *b)
{
	return a->host == b->host && a->channel == b->channel && a->id == b->id &&
	       a->lun == b->lun && !strncmp(a->serial, b->serial, sizeof(a->serial));
}

/* The module knows a robot that tells something: it is not asked itself. */
static void ask_info(const struct dsr_unit_name *unit, struct dsr_changer_info *info)
{
	char path[PATH_BYTES];
	struct dsr_error error;
	int dsr = dsr_open(), fd = -1;

	robot_path(path, unit);
	if (dsr >= 0 && path[0])
		fd = dsr_changer_open(dsr, path, &error);
	if (fd < 0 || dsr_changer_info(fd, info) < 0 || !same_unit(&info->unit, unit)) {
		memset(info, 0, sizeof(*info));
		info->unit = *unit;
	}
	if (fd >= 0)
		close(fd);
	if (dsr >= 0)
		close(dsr);
}

/* What a robot is; only its name where it can't be asked. */
static const struct dsr_changer_info *info_of(const struct dsr_unit_name *unit)
{
	unsigned int i;

	for (i = 0; i < nr_known; i++)
		if (same_unit(&known[i].unit, unit))
			return &known[i];
	if (nr_known == MAX_ROBOTS)
		nr_known = 0;
	memset(&known[nr_known], 0, sizeof(known[0]));
	ask_info(unit, &known[nr_known]);
	return &known[nr_known++];
}

/**
 * monitor_is_robot() - is it an event that only robots have?
 * @event: any
 */
bool monitor_is_robot(const struct dsr_event *event)
{
	return event->cmd == DSR_CMD_CHANGER_EVENT && event->event >= DSR_CHANGER_EVENT_ELEMENT;
}

static void print_ink(const struct dsr_element *e)
{
	static const char *const inks[] = { "black", "cyan", "magenta", "yellow" };
	const char *before = "out of ";
	unsigned int i;

	for (i = 0; i < 4; i++) {
		if (!(e->ink_empty >> i & 1))
			continue;
		printf("%s%s", before, inks[i]);
		before = ", ";
	}
	if (!e->ink_empty)
		fputs(e->flags & DSR_EL_EXCEPT ? "wants ink" : "has ink", stdout);
}

static void print_element(const struct dsr_changer_info *info, const struct dsr_event *event)
{
	const struct dsr_element *e = &event->element.element;
	char name[ELEMENT_NAME_BYTES], text[160];

	robot_holds_text(text, sizeof(text), info, e);
	printf("%s: now %s", element_name(name, info, e->address), text);
	if (!(e->flags & DSR_EL_EXCEPT))
		return;
	robot_code_text(text, sizeof(text), &info->unit, e->asc, e->ascq);
	printf("; abnormal: %s (%02X/%02X)", text, e->asc, e->ascq);
}

/* The event's own words; what an element or a device said follows. */
static const char *sentence(uint32_t event)
{
	static const char *const texts[] = {
		[DSR_CHANGER_EVENT_OPENED] = " was opened",
		[DSR_CHANGER_EVENT_CLOSED] = " was closed",
		[DSR_CHANGER_EVENT_ACCESSED] = "the mail slot was used by hand",
		[DSR_CHANGER_EVENT_DOOR] = "a door or magazine may have been used",
		[DSR_CHANGER_EVENT_LOCKED] = "locked: nobody takes discs out by hand",
		[DSR_CHANGER_EVENT_UNLOCKED] = "unlocked",
		[DSR_CHANGER_EVENT_PRINTING] = " prints",
		[DSR_CHANGER_EVENT_PRINTED] = " has printed",
		[DSR_CHANGER_EVENT_ERROR] = "",
		[DSR_CHANGER_EVENT_OPERATOR] = "an operator pressed a key",
		[DSR_CHANGER_EVENT_RESET] = "it was switched on or reset",
	};

	return event < sizeof(texts) / sizeof(texts[0]) && texts[event] ? texts[event] :
									  "something new";
}

/* News is told as a unit attention: what it says counts, not that it came. */
static void print_said(const struct dsr_changer_info *info, const struct dsr_event *event)
{
	const struct dsr_error *e = &event->error;
	char text[512] = "";

	fputs(sentence(event->event), stdout);
	if (event->event == DSR_CHANGER_EVENT_ERROR)
		robot_error_text(text, sizeof(text), info, e, NULL);
	else if (DSR_HAS(event, DSR_A_ERROR))
		robot_sense_text(text, sizeof(text), &info->unit, e->sense,
				 e->sense_bytes < sizeof(e->sense) ? e->sense_bytes :
				 sizeof(e->sense));
	if (text[0])
		printf("%s%s", *sentence(event->event) ? ": " : "", text);
}

/**
 * monitor_robot_repeats() - does it tell of the one mail slot by its second address?
 * @event: monitor_is_robot()
 */
bool monitor_robot_repeats(const struct dsr_event *event)
{
	const struct dsr_changer_info *info = info_of(&event->unit);
	const struct dsr_element *e = &event->element.element;

	return DSR_HAS(event, DSR_A_ELEMENT) && e->type == DSR_ELEMENT_MAIL &&
	       element_mail_is_one(info) && element_number(info, e->address) > 1;
}

/**
 * monitor_robot_print() - print such an event, without its time
 * @event: monitor_is_robot()
 */
void monitor_robot_print(const struct dsr_event *event)
{
	const struct dsr_changer_info *info = info_of(&event->unit);
	const struct dsr_element *e = &event->element.element;
	char name[96], from[ELEMENT_NAME_BYTES], to[ELEMENT_NAME_BYTES];

	name_full(name, sizeof(name), &info->unit);
	printf("%s: ", name);
	switch (event->event) {
	case DSR_CHANGER_EVENT_ELEMENT:
		print_element(info, event);
		break;
	case DSR_CHANGER_EVENT_MOVED:
		printf("a disc went from %s to %s", element_name(from, info, event->from),
		       element_name(to, info, event->to));
		break;
	case DSR_CHANGER_EVENT_INK:
		printf("%s ", element_name(to, info, e->address));
		print_ink(e);
		break;
	case DSR_CHANGER_EVENT_OPENED:
	case DSR_CHANGER_EVENT_CLOSED:
	case DSR_CHANGER_EVENT_PRINTING:
	case DSR_CHANGER_EVENT_PRINTED:
		printf("%s%s", element_name(to, info, e->address), sentence(event->event));
		break;
	default:
		print_said(info, event);
		break;
	}
}

static void set_place(struct json_object *doc, const char *key, const char *name_key,
		      const struct dsr_changer_info *info, uint32_t address)
{
	char name[ELEMENT_NAME_BYTES];

	json_set_number(doc, key, address);
	if (element_type(info, address))
		json_set_string(doc, name_key, element_name(name, info, address));
}

/**
 * monitor_robot_json() - add what only robots tell
 * @doc: of the event
 * @event: monitor_is_robot()
 */
void monitor_robot_json(struct json_object *doc, const struct dsr_event *event)
{
	const struct dsr_changer_info *info = info_of(&event->unit);
	struct json_object *o;

	json_object_object_add(doc, "unit", json_unit(&info->unit));
	if (DSR_HAS(event, DSR_A_ELEMENT)) {
		o = robot_json_element(info, &event->element.element);
		json_set_bool(o, "was_full", event->element.was & DSR_EL_FULL);
		json_object_object_add(doc, "element", o);
	}
	if (DSR_HAS(event, DSR_A_FROM))
		set_place(doc, "from", "from_name", info, event->from);
	if (DSR_HAS(event, DSR_A_TO))
		set_place(doc, "to", "to_name", info, event->to);
	if (DSR_HAS(event, DSR_A_ERROR))
		json_object_object_add(doc, "error", robot_json_error(info, &event->error, NULL));
}

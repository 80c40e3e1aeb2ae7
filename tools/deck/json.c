// SPDX-License-Identifier: GPL-2.0
/* Messages as JSON. The keys are stable; they are listed in dsrctl-deck(1). */

#include <stdio.h>
#include <string.h>

#include "words.h"

static void add_text(struct json_object *object, const char *key,
		     const char *text)
{
	json_object_object_add(object, key, json_object_new_string(text));
}

static void add_int(struct json_object *object, const char *key, int value)
{
	json_object_object_add(object, key, json_object_new_int(value));
}

/* JSON is UTF-8; what the deck's 8-bit characters mean is not specified. */
static void add_title(struct json_object *object, const char *title)
{
	char utf8[2 * DECK_TITLE_MAX + 1];
	size_t n = 0;

	for (; *title; title++) {
		if ((unsigned char)*title < 0x80) {
			utf8[n++] = *title;
			continue;
		}
		utf8[n++] = (char)(0xC0 | (unsigned char)*title >> 6);
		utf8[n++] = (char)(0x80 | (*title & 0x3F));
	}
	json_object_object_add(object, "title",
			       json_object_new_string_len(utf8, n));
}

static void add_tenths(struct json_object *object, const char *key, int tenths)
{
	char digits[16];

	snprintf(digits, sizeof(digits), "%s%d.%d", tenths < 0 ? "-" : "",
		 (tenths < 0 ? -tenths : tenths) / 10,
		 (tenths < 0 ? -tenths : tenths) % 10);
	json_object_object_add(object, key,
			       json_object_new_double_s(tenths / 10.0, digits));
}

static void add_error(struct json_object *object, const struct deck_msg *msg)
{
	const struct deck_error *row = deck_error(msg->code, msg->error);
	const char *group = deck_error_group(msg->code, msg->error);
	char code[8];

	snprintf(code, sizeof(code), "%d-%02d", msg->error / 100 % 10,
		 msg->error % 100);
	add_text(object, msg->code == DECK_R_ERROR ? "error" : "caution", code);
	if (group)
		add_text(object, "group", group);
	if (row)
		add_text(object, "text", row->text);
}

static void add_clock(struct json_object *object, const struct deck_msg *msg)
{
	char text[32];

	snprintf(text, sizeof(text), "20%02u-%02u-%02uT%02u:%02u:%02u",
		 (unsigned int)msg->year % 100, (unsigned int)msg->month % 100,
		 (unsigned int)msg->day % 100, (unsigned int)msg->hour % 100,
		 (unsigned int)msg->minute % 100,
		 (unsigned int)msg->second % 100);
	add_text(object, "clock", text);
}

static void add_row(struct json_object *object, const char *key,
		    const struct deck_choice *row)
{
	if (row)
		add_text(object, key, row->word);
}

static void add_count(struct json_object *object, const struct deck_msg *msg)
{
	if (msg->code == DECK_R_VENDOR)
		add_int(object, "projects", msg->number);
	else
		add_int(object, msg->form % 2 ? "fade_out" : "fade_in",
			msg->number);
}

static void add_field(struct json_object *object, char letter,
		      const struct deck_info *info, const struct deck_msg *msg)
{
	bool count = msg->code == DECK_R_TOTAL || msg->code == DECK_R_PROGRAM;

	switch (letter) {
	case 't':
	case 'g':
	case 'T':
		add_int(object, count ? "tracks" : "track", msg->track);
		break;
	case 'm':
		add_int(object, "minutes", msg->minutes);
		add_int(object, "seconds", msg->second);
		add_int(object, "edit_unit", msg->edit_unit);
		break;
	case 'p':
		add_tenths(object, "pitch", msg->pitch);
		break;
	case 'y':
		add_clock(object, msg);
		break;
	case 'n':
	case 'N':
		add_count(object, msg);
		break;
	case 'v':
		json_object_object_add(object, "version",
			json_object_new_double(msg->version / 100.0));
		break;
	case 'b':
		add_int(object, "build", msg->build);
		break;
	case 'e':
		add_error(object, msg);
		break;
	case 'c':
		add_row(object, "state", deck_choice(info->choices, msg->choice));
		break;
	case 'k':
		add_row(object, "disc_type",
			deck_choice(DECK_TABLE_disc_type, msg->disc_type));
		break;
	case 'x':
		add_title(object, msg->title);
		break;
	}
}

/**
 * deck_json_add() - put what a message says into an object
 * @object: keys are added here
 * @msg: a decoded message
 */
void deck_json_add(struct json_object *object, const struct deck_msg *msg)
{
	const struct deck_info *info = deck_info(msg->code);
	const char *form;
	size_t len;

	len = info ? deck_form(info, msg->form, &form, NULL) : (size_t)-1;
	if (len == (size_t)-1)
		return;
	for (size_t i = 0; i < len; i++)
		add_field(object, form[i], info, msg);
}

/**
 * deck_json() - what a message says, as an object of its own
 * @msg: a decoded message
 *
 * Return: the object, the caller's to put.
 */
struct json_object *deck_json(const struct deck_msg *msg)
{
	struct json_object *object = json_object_new_object();

	deck_json_add(object, msg);
	return object;
}

/**
 * deck_code_json() - one row of the table of codes
 * @info: the row
 *
 * Return: the object, the caller's to put.
 */
struct json_object *deck_code_json(const struct deck_info *info)
{
	static const char * const directions[] = { "host", "deck", "event" };
	struct json_object *object = json_object_new_object();
	size_t min, max;
	char hex[8];

	max = deck_data_size(info, &min);
	snprintf(hex, sizeof(hex), "%02X", info->code);
	add_text(object, "code", hex);
	add_text(object, "name", info->name);
	add_text(object, "from", directions[info->direction]);
	add_int(object, "data_min", min);
	add_int(object, "data_max", max);
	if (info->reply) {
		snprintf(hex, sizeof(hex), "%02X", info->reply);
		add_text(object, "reply", hex);
	}
	add_text(object, "summary", info->summary);
	return object;
}

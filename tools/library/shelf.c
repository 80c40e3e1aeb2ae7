// SPDX-License-Identifier: GPL-2.0
/* What is known of the discs in a robot's slots. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "disc/text.h"
#include "json.h"
#include "library/shelf.h"

/* A robot's identity as part of a file's name. */
static void file_name(struct shelf *s, const char *folder, const char *identity)
{
	size_t n = (size_t)snprintf(s->path, sizeof(s->path), "%s/inventory-", folder);

	for (; *identity && n + 8 < sizeof(s->path); identity++)
		s->path[n++] = isalnum((unsigned char)*identity) ? *identity : '-';
	snprintf(s->path + n, sizeof(s->path) - n, ".json");
}

/**
 * shelf_open() - read what is remembered of a robot
 * @s: gets it; shelf_close() it
 * @folder: where it is kept
 * @identity: of the robot
 *
 * Return: 0; also when nothing is known. -ENOMEM.
 */
int shelf_open(struct shelf *s, const char *folder, const char *identity)
{
	struct json_object *doc, *slots;

	file_name(s, folder, identity);
	doc = json_object_from_file(s->path);
	slots = json_child(doc, "slots");
	s->slots = json_object_is_type(slots, json_type_object) ? json_object_get(slots) :
								  json_object_new_object();
	json_object_put(doc);
	return s->slots ? 0 : -ENOMEM;
}

/* A new file, and then its name: a half-written one is never seen. */
static int save(const struct shelf *s)
{
	struct json_object *doc = json_document("inventory");
	char *part = NULL;
	int ret = 0;

	json_object_object_add(doc, "slots", json_object_get(s->slots));
	if (asprintf(&part, "%s.new", s->path) < 0) {
		json_object_put(doc);
		return -ENOMEM;
	}
	if (json_object_to_file_ext(part, doc, JSON_C_TO_STRING_PRETTY |
					       JSON_C_TO_STRING_NOSLASHESCAPE) ||
	    rename(part, s->path))
		ret = errno ? -errno : -EIO;
	free(part);
	json_object_put(doc);
	return ret;
}

static void put_slot(struct shelf *s, unsigned int slot, struct json_object *what)
{
	char key[16];

	snprintf(key, sizeof(key), "%u", slot);
	json_object_object_del(s->slots, key);
	if (what)
		json_object_object_add(s->slots, key, what);
}

/**
 * shelf_learn() - a disc was looked at
 * @s: open
 * @slot: where it lives
 * @disc: the "disc" document, NULL: it can't be read
 * @why: why not
 * @now_ms: since 1970
 *
 * Return: 0, or -errno: it is known, but not remembered.
 */
int shelf_learn(struct shelf *s, unsigned int slot, struct json_object *disc, const char *why,
		int64_t now_ms)
{
	struct json_object *o = json_object_new_object(), *medium = json_child(disc, "medium");

	json_object_object_add(o, "time_ms", json_object_new_int64(now_ms));
	if (!disc) {
		json_set_string(o, "state", "unreadable");
		json_set_string(o, "why", why);
	} else {
		json_set_string(o, "medium", json_text(medium, "medium"));
		json_set_string(o, "state", json_text(medium, "state"));
		json_set_string(o, "kind", json_text(disc, "kind"));
		json_set_string(o, "volume", json_text(disc, "volume"));
		json_set_number(o, "blocks",
				json_object_get_uint64(json_child(medium, "blocks")));
	}
	put_slot(s, slot, o);
	return save(s);
}

/**
 * shelf_note() - a disc is known without a look at it
 * @s: open
 * @slot: where it lies
 * @state: "copy" or "spoilt"
 * @why: of what it is a copy, or what spoilt it
 * @now_ms: since 1970
 *
 * Return: as shelf_learn().
 */
int shelf_note(struct shelf *s, unsigned int slot, const char *state, const char *why,
	       int64_t now_ms)
{
	struct json_object *o = json_object_new_object();

	json_object_object_add(o, "time_ms", json_object_new_int64(now_ms));
	json_set_string(o, "state", state);
	json_set_string(o, "why", why);
	put_slot(s, slot, o);
	return save(s);
}

/**
 * shelf_forget() - the disc of a slot is another one, or is not there
 * @s: open
 * @slot: its number
 *
 * Return: 0 or -errno.
 */
int shelf_forget(struct shelf *s, unsigned int slot)
{
	if (!shelf_slot(s, slot))
		return 0;
	put_slot(s, slot, NULL);
	return save(s);
}

/**
 * shelf_slot() - what is known of a slot
 * @s: open
 * @slot: its number
 *
 * Return: an object of the shelf's, or NULL.
 */
struct json_object *shelf_slot(const struct shelf *s, unsigned int slot)
{
	char key[16];

	snprintf(key, sizeof(key), "%u", slot);
	return json_child(s->slots, key);
}

/**
 * shelf_is_blank() - was a blank disc seen in a slot?
 * @s: open
 * @slot: its number
 */
bool shelf_is_blank(const struct shelf *s, unsigned int slot)
{
	return !strcmp(json_text(shelf_slot(s, slot), "state"), "blank");
}

/**
 * shelf_line() - what is known of a slot, on a line
 * @buf: gets it
 * @size: of @buf
 * @slot: from shelf_slot(), or NULL
 */
void shelf_line(char *buf, size_t size, struct json_object *slot)
{
	const char *state = json_text(slot, "state"), *volume = json_text(slot, "volume");
	uint64_t blocks = json_object_get_uint64(json_child(slot, "blocks"));
	char room[32];

	if (!slot)
		snprintf(buf, size, "not looked at yet");
	else if (!strcmp(state, "unreadable"))
		snprintf(buf, size, "unreadable: %s", json_text(slot, "why"));
	else if (!strcmp(state, "copy"))
		snprintf(buf, size, "a copy of %s", json_text(slot, "why"));
	else if (!strcmp(state, "spoilt"))
		snprintf(buf, size, "spoilt: %s", json_text(slot, "why"));
	else if (!strcmp(state, "blank"))
		snprintf(buf, size, "%s, blank", json_text(slot, "medium"));
	else {
		text_size(room, sizeof(room), blocks * 2048);
		snprintf(buf, size, "%s, %s%s%s%s, %s", json_text(slot, "medium"),
			 json_text(slot, "kind")[0] ? json_text(slot, "kind") : state,
			 volume[0] ? " \"" : "", volume, volume[0] ? "\"" : "", room);
	}
}

/**
 * shelf_close() - let go of it
 * @s: open, or zeroed
 */
void shelf_close(struct shelf *s)
{
	json_object_put(s->slots);
	s->slots = NULL;
}

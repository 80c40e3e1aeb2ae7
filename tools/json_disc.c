// SPDX-License-Identifier: GPL-2.0
/* A disc's sessions, tracks and texts as JSON, and back. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "disc/layout.h"
#include "disc/text.h"
#include "json.h"
#include "json_disc.h"

#define PACK_BYTES	18	/* MMC-6 annex J: a pack of CD-Text */
#define MAX_PACKS	2048	/* 8 languages of 256 packs */

/* ---- out ------------------------------------------------------------------ */

static void set_or_null(struct json_object *o, const char *key, const char *text)
{
	if (*text)
		json_set_string(o, key, text);
	else
		json_object_object_add(o, key, NULL);
}

static struct json_object *indexes_json(const struct disc_track *t)
{
	struct json_object *list = json_object_new_array();
	unsigned int i;

	for (i = 0; i < t->nr_indexes && i < DISC_MAX_INDEXES; i++)
		json_object_array_add(list, json_object_new_uint64(t->indexes[i]));
	return list;
}

static struct json_object *track_json(const struct disc_track *t)
{
	struct json_object *o = json_object_new_object();

	json_set_number(o, "number", t->number);
	json_set_number(o, "session", t->session);
	json_set_string(o, "mode", text_mode(t->mode));
	json_set_string(o, "subchannel", text_subchannel(t->subchannel));
	json_set_number(o, "control", t->control);
	json_object_object_add(o, "start", json_object_new_int64(t->start));
	json_set_number(o, "blocks", t->blocks);
	json_set_number(o, "pregap", t->pregap);
	json_set_bool(o, "gap_in_source", t->gap_in_source);
	json_set_bool(o, "gap_unknown", t->gap_unknown);
	json_set_bool(o, "run_out", t->run_out);
	json_object_object_add(o, "indexes", indexes_json(t));
	set_or_null(o, "isrc", t->isrc);
	return o;
}

static void set_cdtext(struct json_object *o, const struct disc *disc)
{
	char *text = disc->cdtext ? malloc(2 * (size_t)disc->cdtext_bytes + 1) : NULL;
	uint32_t i;

	for (i = 0; text && i < disc->cdtext_bytes; i++)
		snprintf(text + 2 * (size_t)i, 3, "%02x", disc->cdtext[i]);
	set_or_null(o, "cdtext", text ? text : "");
	free(text);
}

/**
 * json_disc() - a disc
 * @disc: from a master, or read back from a copy
 */
struct json_object *json_disc(const struct disc *disc)
{
	struct json_object *o = json_object_new_object();
	struct json_object *list = json_object_new_array();
	unsigned int i;

	json_set_string(o, "family", text_family(disc->family));
	json_set_bool(o, "open", disc->open);
	json_set_number(o, "sessions", disc->nr_sessions);
	json_set_number(o, "layer_break", disc->layer_break);
	set_or_null(o, "mcn", disc->mcn);
	set_cdtext(o, disc);
	for (i = 0; i < disc->nr_tracks && i < DSR_MAX_TRACKS; i++)
		json_object_array_add(list, track_json(&disc->tracks[i]));
	json_object_object_add(o, "tracks", list);
	return o;
}

/* ---- back: nothing in it is trusted ---------------------------------------- */

/* A number; @least where the key is not there. */
static int get_number(struct json_object *o, const char *key, int64_t least, int64_t most,
		      int64_t *out)
{
	struct json_object *v;

	*out = least;
	if (!json_object_object_get_ex(o, key, &v))
		return 0;
	if (!json_object_is_type(v, json_type_int))
		return -EINVAL;
	*out = json_object_get_int64(v);
	return *out < least || *out > most ? -EINVAL : 0;
}

static bool get_bool(struct json_object *o, const char *key)
{
	struct json_object *v;

	return json_object_object_get_ex(o, key, &v) && json_object_get_boolean(v);
}

/* A text that fits, or the empty one where there is none. */
static int get_text(struct json_object *o, const char *key, char *out, size_t size)
{
	struct json_object *v;
	const char *text;

	out[0] = '\0';
	if (!json_object_object_get_ex(o, key, &v) || !v)
		return 0;
	if (!json_object_is_type(v, json_type_string))
		return -EINVAL;
	text = json_object_get_string(v);
	if (strlen(text) >= size)
		return -EINVAL;
	memcpy(out, text, strlen(text) + 1);
	return 0;
}

static int get_word(struct json_object *o, const char *key, const char *(*word)(uint32_t),
		    uint8_t *out)
{
	char text[16];
	uint8_t i;

	if (get_text(o, key, text, sizeof(text)) || !strcmp(text, "unknown"))
		return -EINVAL;
	for (i = 0; i < 16; i++) {
		*out = i;
		if (!strcmp(word(i), text))
			return 0;
	}
	return -EINVAL;
}

static int get_indexes(struct json_object *o, struct disc_track *t)
{
	struct json_object *list, *v;
	size_t i, n;
	int64_t number;

	if (!json_object_object_get_ex(o, "indexes", &list))
		return 0;
	if (!json_object_is_type(list, json_type_array))
		return -EINVAL;
	n = json_object_array_length(list);
	if (n > DISC_MAX_INDEXES)
		return -EINVAL;
	for (i = 0; i < n; i++) {
		v = json_object_array_get_idx(list, i);
		number = json_object_get_int64(v);
		if (number < 0 || number > (int64_t)LAYOUT_MAX_BLOCKS)
			return -EINVAL;
		t->indexes[i] = (uint32_t)number;
	}
	t->nr_indexes = (uint8_t)n;
	return 0;
}

static int get_track(struct json_object *o, struct disc_track *t)
{
	const int64_t most = (int64_t)LAYOUT_MAX_BLOCKS;
	int64_t number, session, control, start, blocks, pregap;

	if (get_number(o, "number", 1, 99, &number) ||
	    get_number(o, "session", 1, 99, &session) ||
	    get_number(o, "control", 0, 15, &control) ||
	    get_number(o, "start", 0, most, &start) ||
	    get_number(o, "blocks", 1, most, &blocks) ||
	    get_number(o, "pregap", 0, most, &pregap) ||
	    get_word(o, "mode", text_mode, &t->mode) ||
	    get_word(o, "subchannel", text_subchannel, &t->subchannel) ||
	    get_text(o, "isrc", t->isrc, sizeof(t->isrc)))
		return -EINVAL;
	t->number = (uint8_t)number;
	t->session = (uint8_t)session;
	t->control = (uint8_t)control;
	t->start = (int32_t)start;
	t->blocks = (uint64_t)blocks;
	t->pregap = (uint32_t)pregap;
	t->gap_in_source = get_bool(o, "gap_in_source");
	t->gap_unknown = get_bool(o, "gap_unknown");
	t->run_out = get_bool(o, "run_out");
	return get_indexes(o, t);
}

static int get_tracks(struct json_object *o, struct disc *out)
{
	struct json_object *list;
	size_t i, n;

	if (!json_object_object_get_ex(o, "tracks", &list) ||
	    !json_object_is_type(list, json_type_array))
		return -EINVAL;
	n = json_object_array_length(list);
	if (!n || n > DSR_MAX_TRACKS)
		return -EINVAL;
	for (i = 0; i < n; i++)
		if (get_track(json_object_array_get_idx(list, i), &out->tracks[i]))
			return -EINVAL;
	out->nr_tracks = (uint8_t)n;
	return 0;
}

static int nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int get_cdtext(struct json_object *o, struct disc *out)
{
	struct json_object *v;
	const char *text;
	size_t i, n;

	if (!json_object_object_get_ex(o, "cdtext", &v) || !v)
		return 0;
	text = json_object_get_string(v);
	n = strlen(text) / 2;
	if (strlen(text) % 2 || n % PACK_BYTES || n > MAX_PACKS * PACK_BYTES)
		return -EINVAL;
	out->cdtext = malloc(n ? n : 1);
	if (!out->cdtext)
		return -ENOMEM;
	out->cdtext_bytes = (uint32_t)n;
	for (i = 0; i < n; i++) {
		if (nibble(text[2 * i]) < 0 || nibble(text[2 * i + 1]) < 0)
			return -EINVAL;
		out->cdtext[i] = (uint8_t)(nibble(text[2 * i]) << 4 | nibble(text[2 * i + 1]));
	}
	return 0;
}

/**
 * json_disc_parse() - a disc as json_disc() wrote it
 * @o: not trusted
 * @out: gets it; to be freed by disc_free() whatever comes back
 * @why: gets a clause that says what is wrong
 *
 * That its parts fit each other is for the kernel's check of the layout.
 *
 * Return: 0, -EINVAL or -ENOMEM.
 */
int json_disc_parse(struct json_object *o, struct disc *out, const char **why)
{
	int64_t sessions, layer_break;

	memset(out, 0, sizeof(*out));
	*why = "it describes no disc";
	if (!json_object_is_type(o, json_type_object))
		return -EINVAL;
	if (get_word(o, "family", text_family, &out->family) ||
	    get_number(o, "sessions", 1, 99, &sessions) ||
	    get_number(o, "layer_break", 0, (int64_t)LAYOUT_MAX_BLOCKS, &layer_break) ||
	    get_text(o, "mcn", out->mcn, sizeof(out->mcn)))
		return -EINVAL;
	out->open = get_bool(o, "open");
	out->nr_sessions = (uint8_t)sessions;
	out->layer_break = (uint32_t)layer_break;
	*why = "its tracks make no sense";
	if (get_tracks(o, out))
		return -EINVAL;
	*why = "its CD-Text makes no sense";
	return get_cdtext(o, out);
}

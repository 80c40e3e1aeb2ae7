// SPDX-License-Identifier: GPL-2.0
/* dsrctl reader: how answers and failures are said, as text or as JSON. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "cmd_reader.h"
#include "disc/msf.h"
#include "disc/text.h"
#include "json.h"

static const char *const states[] = {
	[READER_PLAYING] = "playing",
	[READER_PAUSED] = "paused",
	[READER_MUTED] = "muted",
	[READER_COMPLETED] = "completed",
	[READER_STOPPED_BY_ERROR] = "error",
	[READER_IDLE] = "idle",
};

/* What went wrong before or without an answer of its own. */
static const struct {
	int error;
	int exit_code;
	const char *sentence;
} reasons[] = {
	{ EALREADY, DSRCTL_DEVICE, "another dsrctl talks with it; wait for that" },
	{ EBUSY, DSRCTL_DEVICE, "another host on its bus has reserved it; try again later" },
	{ ETIMEDOUT, DSRCTL_DEVICE,
	  "it was busy all the time; wait a while, or give it longer with --timeout" },
	{ ENOMEDIUM, DSRCTL_DEVICE, "there is no disc in it; put one in" },
	{ EPERM, DSRCTL_DEVICE, "you may not send it this command; be root" },
	{ EACCES, DSRCTL_DEVICE, "you may not send it this command; be root" },
	{ EOPNOTSUPP, DSRCTL_DEVICE,
	  "it does not know this command: it has no audio output of its own, or can't be told to use it; take another drive" },
	{ EMEDIUMTYPE, DSRCTL_FAILED, "there is no audio at that place; 'dsrctl reader info' lists the tracks" },
	{ ENOENT, DSRCTL_FAILED, "the disc has no such track; 'dsrctl reader info' lists the tracks" },
	{ ERANGE, DSRCTL_FAILED, "the disc ends before that place" },
	{ ENOTSUP, DSRCTL_FAILED, "it finds an index only while it plays; play it first" },
	{ EPROTO, DSRCTL_DEVICE, "its answer makes no sense" },
	{ ECOMM, DSRCTL_DEVICE, "it does not answer; check its cable and power" },
};

/**
 * reader_json() - begin a document of this command
 * @cli: the call
 */
struct json_object *reader_json(const struct reader_cli *cli)
{
	struct json_object *doc = json_document("reader");

	json_set_string(doc, "verb", cli->verb);
	json_object_object_add(doc, "unit", json_unit(&cli->name));
	return doc;
}

static void say_sense(struct reader_cli *cli, const char *what)
{
	const struct probe_sense *s = &cli->r.sense;
	char said[256];

	text_sense(said, sizeof(said), s->bytes, s->len);
	if (!said[0] && s->os_error)
		snprintf(said, sizeof(said), "%s", strerror(s->os_error));
	complain("%s: %s (command %02Xh%s%s)", cli->title, what, s->opcode,
		 said[0] ? ": " : "", said);
}

/**
 * reader_say_error() - say why it did not work
 * @cli: the call
 * @what: what did not work, for what only the drive can explain
 * @error: negative errno
 *
 * Return: the exit code.
 */
int reader_say_error(struct reader_cli *cli, const char *what, int error)
{
	size_t i;

	for (i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
		if (reasons[i].error != -error)
			continue;
		complain("%s: %s", cli->title, reasons[i].sentence);
		return reasons[i].exit_code;
	}
	if (error != -EIO) {
		complain("%s: %s: %s", cli->title, what, strerror(-error));
		return DSRCTL_DEVICE;
	}
	say_sense(cli, what);
	return DSRCTL_FAILED;
}

/**
 * reader_say_done() - say that it was done
 * @cli: the call
 * @sentence: for people
 *
 * Return: DSRCTL_OK.
 */
int reader_say_done(struct reader_cli *cli, const char *sentence)
{
	if (cli->json)
		json_print_line(reader_json(cli));
	else
		printf("%s: %s\n", cli->title, sentence);
	return DSRCTL_OK;
}

static unsigned int percent(uint8_t volume)
{
	return (volume * 100u + 127) / 255;
}

/* An output that plays no channel is silent, whatever its volume. */
static unsigned int heard(const struct reader_volume *v, int i)
{
	return v->select[i] ? percent(v->volume[i]) : 0;
}

static void add_volume(struct json_object *doc, const struct reader_volume *v)
{
	struct json_object *list = json_object_new_array();
	int i;

	for (i = 0; i < 2; i++)
		json_object_array_add(list, json_object_new_int((int)heard(v, i)));
	json_object_object_add(doc, "volume", list);
}

static bool has_place(const struct reader_state *s)
{
	return s->audio == READER_PLAYING || s->audio == READER_PAUSED ||
	       s->audio == READER_MUTED;
}

static void add_place(struct json_object *doc, const struct reader_position *p)
{
	char text[MSF_TEXT];

	json_set_number(doc, "track", p->track);
	json_set_number(doc, "index", p->index);
	msf_text(text, p->relative);
	json_set_string(doc, "track_time", text);
	msf_text(text, (int64_t)p->lba + PLACE_LEAD);
	json_set_string(doc, "disc_time", text);
	json_set_number(doc, "lba", p->lba);
}

/**
 * reader_say_state() - tell what a drive does
 * @cli: the call
 * @state: that
 * @volume: how loud, NULL: not known
 *
 * Return: DSRCTL_OK.
 */
int reader_say_state(struct reader_cli *cli, const struct reader_state *state,
		     const struct reader_volume *volume)
{
	char in[MSF_TEXT], on[MSF_TEXT];
	struct json_object *doc;

	if (cli->json) {
		doc = reader_json(cli);
		json_set_string(doc, "state", states[state->audio]);
		add_place(doc, &state->where);
		if (volume)
			add_volume(doc, volume);
		json_print_line(doc);
		return DSRCTL_OK;
	}
	printf("%s: %s", cli->title, states[state->audio]);
	if (has_place(state)) {
		msf_text(in, state->where.relative);
		msf_text(on, (int64_t)state->where.lba + PLACE_LEAD);
		printf(", track %u index %u, %s in the track, %s on the disc",
		       state->where.track, state->where.index, in, on);
	}
	if (volume)
		printf(", volume %u %% left, %u %% right", heard(volume, 0), heard(volume, 1));
	putchar('\n');
	return DSRCTL_OK;
}

/**
 * reader_say_no_disc() - tell that there is nothing to be played
 * @cli: the call
 *
 * Return: DSRCTL_OK: that is an answer.
 */
int reader_say_no_disc(struct reader_cli *cli)
{
	struct json_object *doc;

	if (!cli->json)
		return reader_say_done(cli, "no disc");
	doc = reader_json(cli);
	json_set_string(doc, "state", "no-disc");
	json_print_line(doc);
	return DSRCTL_OK;
}

/**
 * reader_say_volume() - tell how loud
 * @cli: the call
 * @volume: that
 *
 * Return: DSRCTL_OK.
 */
int reader_say_volume(struct reader_cli *cli, const struct reader_volume *volume)
{
	struct json_object *doc;

	if (!cli->json) {
		printf("%s: volume %u %% left, %u %% right\n", cli->title,
		       heard(volume, 0), heard(volume, 1));
		return DSRCTL_OK;
	}
	doc = reader_json(cli);
	add_volume(doc, volume);
	json_print_line(doc);
	return DSRCTL_OK;
}

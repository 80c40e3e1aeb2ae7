// SPDX-License-Identifier: GPL-2.0
/* dsrctl deck: the words it knows, and the help made from them. */

#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "cmd_deck.h"
#include "deck/words.h"

#define VERB(name, args, max, run, help, more, ...) \
	{ name, args, max, false, { __VA_ARGS__ }, help, more, run }
#define VERB_OFFLINE(name, args, max, run, help) \
	{ name, args, max, true, { 0 }, help, NULL, run }

const struct deck_verb deck_verbs[] = {
	VERB("play", "", 0, deck_verb_move,
	     "play; in record ready: start the recording", NULL, DECK_PLAY),
	VERB("stop", "", 0, deck_verb_move, "stop", NULL, DECK_STOP),
	VERB("record", "[--for TIME | --until-key] [--title TEXT] [--on-track COMMAND]",
	     0, deck_verb_record,
	     "go to record ready (while recording: new track); with options: a whole recording",
	     "With any of the options it makes a recording from start to end: record\n"
	     "ready, start, run, stop, each step only after the deck itself said that\n"
	     "the one before is done. Without --for it runs until a key: q, s, Enter,\n"
	     "space or Esc stops, t begins a new track, m sets a mark. Ctrl-C stops too.\n"
	     "The protocol can't write titles: --title goes into our report, not to disc.\n"
	     "--on-track runs COMMAND at the start of each track, with DSR_DECK_TRACK,\n"
	     "DSR_DECK_TITLE and DSR_DECK_SECONDS in its environment.",
	     DECK_RECORD, DECK_PLAY, DECK_STOP),
	VERB("ready", "", 0, deck_verb_move,
	     "go to play ready or record ready", NULL, DECK_READY),
	VERB("shuttle", "forward|reverse", 1, deck_verb_move,
	     "wind until stop, play, ready or the like", NULL, DECK_SHUTTLE),
	VERB("skip", "next|previous", 1, deck_verb_move,
	     "next or previous track", NULL, DECK_SKIP),
	VERB("eject", "", 0, deck_verb_eject,
	     "open the tray, or close it", NULL, DECK_EJECT, DECK_MECHA),
	VERB("track", "[N]", 1, deck_verb_track,
	     "play track N; without N: where the deck is", NULL,
	     DECK_TRACK_SEARCH, DECK_TRACK, DECK_TRACK_INFO),
	VERB("time", "[T:MM:SS.ff | elapsed|remain|total-elapsed|total-remain]",
	     1, deck_verb_time,
	     "go to a time in track T (ff: 1/50 s, DVD only); else: tell the time",
	     NULL, DECK_TRACK_TIME, DECK_TIME_SEARCH),
	VERB("mark", "", 0, deck_verb_move, "set a track mark", NULL,
	     DECK_RECORD),
	VERB("pitch", "[ask | -6.0..+6.0 | on|off]", 1, deck_verb_pitch,
	     "pitch in percent, and whether it is used", NULL,
	     DECK_PITCH_MODE, DECK_PITCH),
	VERB("clock", "[ask | now | YYYY-MM-DD HH:MM]", 2, deck_verb_clock,
	     "the deck's date and time", NULL, DECK_CLOCK),
	VERB("fade", "[ask | off|rehearsal|on | in [N] | out [N]]", 2,
	     deck_verb_fade, "fade mode; fade in and fade out time in seconds",
	     NULL, DECK_FADE_MODE, DECK_FADE_TIME),
	VERB("resume", "[ask | off|on]", 1, deck_verb_select,
	     "resume play", NULL, DECK_RESUME),
	VERB("auto-ready", "[ask | off|on]", 1, deck_verb_select,
	     "auto ready", NULL, DECK_AUTO_READY),
	VERB("repeat", "[ask | off|all|single]", 1, deck_verb_select,
	     "repeat mode", NULL, DECK_REPEAT),
	VERB("auto-space", "[ask | off|on]", 1, deck_verb_select,
	     "auto space", NULL, DECK_AUTO_SPACE),
	VERB("mute", "[ask | off|on]", 1, deck_verb_select,
	     "mute", NULL, DECK_MUTE),
	VERB("single", "[ask | off|on]", 1, deck_verb_select,
	     "single play", NULL, DECK_SINGLE, DECK_SINGLE_SENSE),
	VERB("monitor", "[ask | off|on]", 1, deck_verb_monitor,
	     "with a word: the input monitor; without: print what happens, until Ctrl-C",
	     NULL, DECK_VENDOR, DECK_MECHA, DECK_TRACK),
	VERB("status", "", 0, deck_verb_status, "everything at a glance", NULL,
	     DECK_MECHA),
	VERB("disc", "", 0, deck_verb_ask, "is there a disc, of which type",
	     NULL, DECK_DISC),
	VERB("titles", "[N]", 1, deck_verb_titles,
	     "titles of project and tracks (DVD only); N: of track N, 0: project",
	     NULL, DECK_TITLE, DECK_TOTAL),
	VERB("total", "", 0, deck_verb_ask, "tracks and time in all", NULL,
	     DECK_TOTAL),
	VERB("program", "", 0, deck_verb_ask,
	     "tracks and time of the program", NULL, DECK_PROGRAM),
	VERB("keyboard", "", 0, deck_verb_ask, "type of the keyboard", NULL,
	     DECK_KEYBOARD),
	VERB("version", "", 0, deck_verb_ask, "software version of the deck",
	     NULL, DECK_INFORMATION),
	VERB("error", "", 0, deck_verb_ask, "the error, or the last one", NULL,
	     DECK_ERROR),
	VERB("caution", "", 0, deck_verb_ask, "the caution, or the last one",
	     NULL, DECK_CAUTION),
	VERB("projects", "", 0, deck_verb_projects,
	     "number of projects on the disc", NULL, DECK_VENDOR),
	VERB("project", "open N", 2, deck_verb_project, "open project N",
	     NULL, DECK_VENDOR),
	VERB("shell", "", 0, deck_verb_shell,
	     "type commands, with history and completion; events are shown",
	     NULL, 0),
	VERB_OFFLINE("codes", "[CODE]", 1, deck_verb_codes,
		     "the codes of the protocol"),
	VERB_OFFLINE("help", "[COMMAND]", 1, deck_verb_help, "this help"),
	{ .name = NULL },
};

/**
 * deck_verb_name() - the words one after the other, for completion
 * @n: from 0, each in turn
 *
 * Return: the word, or NULL behind the last.
 */
const char *deck_verb_name(unsigned int n)
{
	return deck_verbs[n].name;
}

/**
 * deck_verb_find() - look a word up
 * @name: as typed
 *
 * Return: the verb, or NULL.
 */
const struct deck_verb *deck_verb_find(const char *name)
{
	for (const struct deck_verb *v = deck_verbs; v->name; v++)
		if (!strcmp(v->name, name))
			return v;
	return NULL;
}

/**
 * deck_help_all() - dsrctl deck --help
 */
void deck_help_all(void)
{
	puts("Usage: dsrctl deck [OPTION]... COMMAND [ARGUMENT]...\n\n"
	     "dsrctl deck: control a recorder deck over its serial line.\n\n"
	     "Commands:");
	for (const struct deck_verb *v = deck_verbs; v->name; v++)
		printf("  %-11s %s\n", v->name, v->help);
	printf("\nOptions:\n"
	       "      --port DEVICE     serial port, such as /dev/ttyUSB0; else port= of [deck]\n"
	       "                        in ~/.config/dsr/dsr.conf or /etc/dsr.conf\n"
	       "      --json            print JSON, one object a line\n"
	       "      --timeout MS      how long the deck may take to answer (%d), tried twice\n"
	       "      --wait SECONDS    how long its mechanism may take (%d); 0: don't wait\n"
	       "      --for, --until-key, --title, --on-track\n"
	       "                        see 'dsrctl deck help record'\n"
	       "  -h, --help            this text; with a command: about that command\n\n"
	       "Examples:\n"
	       "  dsrctl deck --port /dev/ttyUSB0 status\n"
	       "  dsrctl deck pitch -2.0\n"
	       "  dsrctl deck record --title \"Mass in B minor\" --for 60:00\n"
	       "  dsrctl deck monitor --json\n",
	       DECK_ANSWER_MS, DECK_WAIT_S);
}

/* The verb's rows of the table of codes, with the data they take. */
static void help_codes(const struct deck_verb *verb)
{
	const struct deck_info *info;
	char text[256];

	if (verb->codes[0])
		puts("\nOn the line:");
	for (int i = 0; i < DECK_VERB_CODES && verb->codes[i]; i++) {
		info = deck_info(verb->codes[i]);
		deck_pattern_text(info, text, sizeof(text));
		printf("  %02X %s: %s\n     data: %s\n", info->code,
		       info->name, info->summary, text);
	}
}

/* The ranges of all numbers in the forms of the verb's codes. */
static void help_ranges(const struct deck_verb *verb)
{
	const struct deck_field *field;
	char seen[32] = "";
	size_t n = 0;

	for (int i = 0; i < DECK_VERB_CODES && verb->codes[i]; i++) {
		const char *p = deck_info(verb->codes[i])->pattern;

		for (; *p; p++) {
			field = deck_field(*p);
			if (!field || field->base == 16 || strchr(seen, *p) ||
			    n + 1 >= sizeof(seen))
				continue;
			printf("%s  %s: %d to %d\n", n ? "" : "\nRanges:\n",
			       field->name, field->min, field->max);
			seen[n++] = *p;
			seen[n] = '\0';
		}
	}
}

/**
 * deck_help_verb() - dsrctl deck help VERB
 * @verb: the verb
 */
void deck_help_verb(const struct deck_verb *verb)
{
	printf("Usage: dsrctl deck %s%s%s\n\n%s: %s.\n", verb->name,
	       *verb->args ? " " : "", verb->args, verb->name, verb->help);
	if (verb->more)
		printf("\n%s\n", verb->more);
	help_codes(verb);
	help_ranges(verb);
}

static struct json_object *verb_json(const struct deck_verb *verb)
{
	struct json_object *object = json_object_new_object();
	struct json_object *codes = json_object_new_array();

	json_object_object_add(object, "name",
			       json_object_new_string(verb->name));
	json_object_object_add(object, "args",
			       json_object_new_string(verb->args));
	json_object_object_add(object, "help",
			       json_object_new_string(verb->help));
	for (int i = 0; i < DECK_VERB_CODES && verb->codes[i]; i++)
		json_object_array_add(codes,
			deck_code_json(deck_info(verb->codes[i])));
	json_object_object_add(object, "codes", codes);
	return object;
}

static void help_json(const struct deck_verb *only)
{
	struct json_object *object = json_object_new_object();
	struct json_object *list = json_object_new_array();

	for (const struct deck_verb *v = deck_verbs; v->name; v++)
		if (!only || only == v)
			json_object_array_add(list, verb_json(v));
	json_object_object_add(object, "command",
			       json_object_new_string("help"));
	json_object_object_add(object, "commands", list);
	deck_print_json(object);
}

/**
 * deck_verb_help() - dsrctl deck help
 * @cli: the verb's
 * @argc: 0 or 1
 * @argv: a verb
 *
 * Return: the exit code.
 */
int deck_verb_help(struct deck_cli *cli, int argc, char **argv)
{
	const struct deck_verb *verb = NULL;

	if (argc)
		verb = deck_verb_find(argv[0]);
	if (argc && !verb)
		return deck_misused(cli, "there is no command '%s'", argv[0]);
	if (cli->json)
		help_json(verb);
	else if (verb)
		deck_help_verb(verb);
	else
		deck_help_all();
	return DSRCTL_OK;
}

static void print_code(const struct deck_info *info)
{
	static const char * const arrows[] = { "->", "<-", "<!" };
	char text[256];

	deck_pattern_text(info, text, sizeof(text));
	printf("%02X %s %-39s %s\n", info->code, arrows[info->direction],
	       info->name, text);
}

/**
 * deck_verb_codes() - the table of codes
 * @cli: the verb's
 * @argc: 0 or 1
 * @argv: one code, two hexadecimal digits
 *
 * Return: the exit code.
 */
int deck_verb_codes(struct deck_cli *cli, int argc, char **argv)
{
	struct json_object *object = json_object_new_object();
	struct json_object *list = json_object_new_array();
	char hex[8];

	json_object_object_add(object, "command",
			       json_object_new_string("codes"));
	for (size_t i = 0; i < deck_code_count; i++) {
		snprintf(hex, sizeof(hex), "%02X", deck_codes[i].code);
		if (argc && strcasecmp(hex, argv[0]))
			continue;
		if (!cli->json)
			print_code(&deck_codes[i]);
		json_object_array_add(list, deck_code_json(&deck_codes[i]));
	}
	json_object_object_add(object, "codes", list);
	if (argc && !json_object_array_length(list)) {
		json_object_put(object);
		return deck_misused(cli, "there is no code '%s'", argv[0]);
	}
	if (cli->json)
		deck_print_json(object);
	else
		json_object_put(object);
	return DSRCTL_OK;
}

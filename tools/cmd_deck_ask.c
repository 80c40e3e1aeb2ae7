// SPDX-License-Identifier: GPL-2.0
/* dsrctl deck: questions. Nothing here moves anything. */

#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "cmd_deck.h"
#include "deck/words.h"

/* One line of the status. The key is also that of the JSON object. */
struct item {
	const char *key;
	struct deck_msg question;
};

/* A form of codes.h: FF is the second form of a select, and so on. */
#define ASK(name) { .code = DECK_##name }
#define ASK_FORM(name, n) { .code = DECK_##name, .form = (n) }

static const struct item status_items[] = {
	{ "version", ASK(INFORMATION) },
	{ "keyboard", ASK(KEYBOARD) },
	{ "clock", ASK_FORM(CLOCK, 1) },
	{ "mechanism", ASK(MECHA) },
	{ "error", ASK(ERROR) },
	{ "caution", ASK(CAUTION) },
	{ "disc", ASK(DISC) },
	{ "projects", ASK_FORM(VENDOR, 3) },
	{ "title", ASK(TITLE) },
	{ "total", ASK(TOTAL) },
	{ "program", ASK(PROGRAM) },
	{ "track", ASK(TRACK) },
	{ "track-info", ASK(TRACK_INFO) },
	{ "elapsed", { .code = DECK_TRACK_TIME, .choice = 0 } },
	{ "remain", { .code = DECK_TRACK_TIME, .choice = 1 } },
	{ "total-elapsed", { .code = DECK_TRACK_TIME, .choice = 2 } },
	{ "total-remain", { .code = DECK_TRACK_TIME, .choice = 3 } },
	{ "pitch", ASK_FORM(PITCH, 1) },
	{ "pitch-control", ASK_FORM(PITCH_MODE, 1) },
	{ "fade", ASK_FORM(FADE_MODE, 1) },
	{ "fade-in", ASK_FORM(FADE_TIME, 2) },
	{ "fade-out", ASK_FORM(FADE_TIME, 3) },
	{ "resume", ASK_FORM(RESUME, 1) },
	{ "auto-ready", ASK_FORM(AUTO_READY, 1) },
	{ "repeat", ASK_FORM(REPEAT, 1) },
	{ "auto-space", ASK_FORM(AUTO_SPACE, 1) },
	{ "mute", ASK_FORM(MUTE, 1) },
	{ "single", ASK(SINGLE_SENSE) },
	{ "input-monitor", ASK_FORM(VENDOR, 1) },
};

#define STATUS_ITEMS (sizeof(status_items) / sizeof(status_items[0]))

/* Asks; what the deck refuses (no disc, no title) is no fault here. */
static int ask_if_any(struct deck_cli *cli, const struct deck_msg *question,
		      struct deck_msg *answer, bool *there)
{
	int ret = deck_ask(cli->session, question, answer);

	*there = !ret;
	return ret == DECK_FAULT_ILLEGAL ? DECK_OK : ret;
}

static void say_item(struct json_object *object, const char *key,
		     const struct deck_msg *answer, bool there)
{
	char text[DECK_TEXT_MAX] = "-";

	if (object) {
		json_object_object_add(object, key,
				       there ? deck_json(answer) : NULL);
		return;
	}
	if (there)
		deck_text(answer, text, sizeof(text));
	printf("%-14s %s\n", key, text);
}

/**
 * deck_verb_status() - everything at a glance
 * @cli: the verb's
 * @argc: 0
 * @argv: none
 *
 * Return: the exit code.
 */
int deck_verb_status(struct deck_cli *cli, int argc, char **argv)
{
	struct json_object *object = NULL;
	struct deck_msg answer;
	bool there;
	int ret;

	(void)argc;
	(void)argv;
	if (cli->json) {
		object = json_object_new_object();
		json_object_object_add(object, "command",
				       json_object_new_string("status"));
	}
	for (size_t i = 0; i < STATUS_ITEMS; i++) {
		ret = ask_if_any(cli, &status_items[i].question, &answer,
				 &there);
		if (ret)
			goto failed;
		say_item(object, status_items[i].key, &answer, there);
	}
	if (object)
		deck_print_json(object);
	return DSRCTL_OK;
failed:
	json_object_put(object);
	return deck_failed(cli);
}

/**
 * deck_verb_ask() - ask the verb's one question
 * @cli: the verb's; the question is the first of its codes
 * @argc: 0
 * @argv: none
 *
 * Return: the exit code.
 */
int deck_verb_ask(struct deck_cli *cli, int argc, char **argv)
{
	struct deck_msg question = { .code = cli->verb->codes[0] };
	struct deck_msg answer;

	(void)argc;
	(void)argv;
	if (deck_ask(cli->session, &question, &answer))
		return deck_failed(cli);
	deck_say(cli, &answer, 1);
	return DSRCTL_OK;
}

/**
 * deck_verb_track() - go to a track, or ask where the deck is
 * @cli: the verb's
 * @argc: 0 or 1
 * @argv: the track
 *
 * Return: the exit code.
 */
int deck_verb_track(struct deck_cli *cli, int argc, char **argv)
{
	static const struct deck_msg questions[] = {
		{ .code = DECK_TRACK }, { .code = DECK_TRACK_INFO },
	};
	struct deck_msg answers[2];

	if (argc)
		return deck_move_track(cli, argv[0]);
	for (int i = 0; i < 2; i++)
		if (deck_ask(cli->session, &questions[i], &answers[i]))
			return deck_failed(cli);
	deck_say(cli, answers, 2);
	return DSRCTL_OK;
}

/* All four times: each with its own key, since they look alike. */
static int all_times(struct deck_cli *cli)
{
	struct deck_msg question = { .code = DECK_TRACK_TIME };
	struct json_object *object = NULL;
	const struct deck_choice *row;
	struct deck_msg answer;

	if (cli->json) {
		object = json_object_new_object();
		json_object_object_add(object, "command",
				       json_object_new_string("time"));
	}
	for (size_t i = 0; (row = deck_choice_at(DECK_TABLE_time_mode, i));
	     i++) {
		question.choice = row->value;
		if (deck_ask(cli->session, &question, &answer)) {
			json_object_put(object);
			return deck_failed(cli);
		}
		if (object)
			json_object_object_add(object, row->word,
					       deck_json(&answer));
		else
			deck_say(cli, &answer, 1);
	}
	if (object)
		deck_print_json(object);
	return DSRCTL_OK;
}

/**
 * deck_verb_time() - go to a time in a track, or ask for the time
 * @cli: the verb's
 * @argc: 0 or 1
 * @argv: T:MM:SS.ff, or which time
 *
 * Return: the exit code.
 */
int deck_verb_time(struct deck_cli *cli, int argc, char **argv)
{
	struct deck_msg question = { .code = DECK_TRACK_TIME };
	struct deck_msg answer;
	int ret;

	if (!argc)
		return all_times(cli);
	if (*argv[0] >= '0' && *argv[0] <= '9')
		return deck_move_time(cli, argv[0]);
	ret = deck_value_choice(cli, argv[0], &question);
	if (ret)
		return ret;
	if (deck_ask(cli->session, &question, &answer))
		return deck_failed(cli);
	deck_say(cli, &answer, 1);
	return DSRCTL_OK;
}

static void say_title(struct deck_cli *cli, struct json_object *list,
		      int track, const struct deck_msg *answer, bool there)
{
	struct deck_msg none = { .code = DECK_R_TITLE, .track = track };
	struct json_object *row;

	if (!list) {
		if (there)
			deck_say(cli, answer, 1);
		else if (track)
			printf("%s: track %d, no title\n", cli->verb->name,
			       track);
		else
			printf("%s: project, no title\n", cli->verb->name);
		return;
	}
	row = deck_json(there ? answer : &none);
	if (!there)
		json_object_object_add(row, "title", NULL);
	json_object_array_add(list, row);
}

static int list_titles(struct deck_cli *cli, int first, int last,
		       struct json_object *list)
{
	struct deck_msg question = { .code = DECK_TITLE };
	struct deck_msg answer;
	bool there;

	for (int i = first; i <= last; i++) {
		question.track = i;
		if (ask_if_any(cli, &question, &answer, &there))
			return DSRCTL_FAILED;
		say_title(cli, list, i, &answer, there);
	}
	return DSRCTL_OK;
}

/**
 * deck_verb_titles() - the titles of the project and its tracks
 * @cli: the verb's
 * @argc: 0 or 1
 * @argv: a track, 0: the project; without it all are listed
 *
 * Return: the exit code.
 */
int deck_verb_titles(struct deck_cli *cli, int argc, char **argv)
{
	struct deck_msg total = { .code = DECK_TOTAL };
	struct json_object *object, *list;
	struct deck_msg answer = { 0 };
	struct deck_msg wanted = { 0 };
	int last, ret;

	if (argc)
		ret = deck_value_number(cli, argv[0], 'g', &wanted);
	else
		ret = deck_ask(cli->session, &total, &answer) ?
		      deck_failed(cli) : DSRCTL_OK;
	if (ret)
		return ret;
	last = argc ? wanted.track : answer.track;
	if (last > deck_field('g')->max)
		last = deck_field('g')->max;
	list = cli->json ? json_object_new_array() : NULL;
	if (list_titles(cli, wanted.track, last, list)) {
		json_object_put(list);
		return deck_failed(cli);
	}
	if (!list)
		return DSRCTL_OK;
	object = json_object_new_object();
	json_object_object_add(object, "command",
			       json_object_new_string("titles"));
	json_object_object_add(object, "titles", list);
	deck_print_json(object);
	return DSRCTL_OK;
}

/**
 * deck_verb_projects() - how many projects the disc has
 * @cli: the verb's
 * @argc: 0
 * @argv: none
 *
 * Return: the exit code.
 */
int deck_verb_projects(struct deck_cli *cli, int argc, char **argv)
{
	static const struct deck_msg question = ASK_FORM(VENDOR, 3);
	struct deck_msg answer;

	(void)argc;
	(void)argv;
	if (deck_ask(cli->session, &question, &answer))
		return deck_failed(cli);
	deck_say(cli, &answer, 1);
	return DSRCTL_OK;
}

/**
 * deck_verb_project() - open a project
 * @cli: the verb's
 * @argc: 2
 * @argv: "open" and its number
 *
 * Return: the exit code.
 */
int deck_verb_project(struct deck_cli *cli, int argc, char **argv)
{
	struct deck_msg open = ASK_FORM(VENDOR, 2);
	int mecha;
	int ret;

	if (argc != 2 || strcmp(argv[0], "open"))
		return deck_misused(cli, "takes: open N");
	ret = deck_value_number(cli, argv[1], 'N', &open);
	if (ret)
		return ret;
	if (deck_command(cli->session, &open, &mecha))
		return deck_failed(cli);
	deck_say_mecha(cli, mecha);
	return DSRCTL_OK;
}

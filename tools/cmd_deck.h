/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DSRCTL_CMD_DECK_H
#define DSRCTL_CMD_DECK_H

/* What the files of `dsrctl deck` share: its verbs, and how they speak. */

#include <json-c/json.h>
#include <stdbool.h>

#include "deck/follow.h"
#include "deck/session.h"

/* How long a mechanism may take: a tray some seconds, closing a disc more. */
#define DECK_WAIT_S	60

/**
 * struct deck_cli - one run of `dsrctl deck`
 * @session: the conversation, NULL before the first verb that needs it
 * @verb: the verb that is running
 * @port: from the command line, NULL: from the settings
 * @json: print JSON
 * @answer_ms: how long the deck may take to answer
 * @wait_ms: how long the mechanism may take, 0: don't wait for it
 * @title: record: what the recording is called, or NULL
 * @on_track: record: command to run at each track, or NULL
 * @seconds: record: how long, 0: until a key
 * @until_key: record: until a key
 */
struct deck_cli {
	struct deck_session *session;
	const struct deck_verb *verb;
	const char *port;
	bool json;
	int answer_ms;
	int wait_ms;
	const char *title;
	const char *on_track;
	long seconds;
	bool until_key;
};

#define DECK_VERB_CODES 4

/**
 * struct deck_verb - one word after `dsrctl deck`
 * @name: the word
 * @args: what may follow it, for the usage line
 * @max_args: how many words may follow it
 * @offline: needs no deck
 * @codes: the rows of the table of codes that it uses, the one whose choices
 *	are its arguments first
 * @help: one line
 * @more: further lines, or NULL
 * @run: does it; argv[0] is the first argument; an enum dsrctl_exit
 */
struct deck_verb {
	const char *name;
	const char *args;
	int max_args;
	bool offline;
	uint8_t codes[DECK_VERB_CODES];
	const char *help;
	const char *more;
	int (*run)(struct deck_cli *cli, int argc, char **argv);
};

/* cmd_deck.c */
int deck_run_verb(struct deck_cli *cli, int argc, char **argv);

/* cmd_deck_verbs.c */
extern const struct deck_verb deck_verbs[];
const struct deck_verb *deck_verb_find(const char *name);
void deck_help_all(void);
void deck_help_verb(const struct deck_verb *verb);
int deck_verb_help(struct deck_cli *cli, int argc, char **argv);
int deck_verb_codes(struct deck_cli *cli, int argc, char **argv);

/* cmd_deck_say.c */
int deck_say_fault(struct deck_cli *cli, const struct deck_fault *fault);
int deck_failed(struct deck_cli *cli);
int deck_misused(struct deck_cli *cli, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void deck_print_json(struct json_object *object);
void deck_say(struct deck_cli *cli, const struct deck_msg *answers,
	      size_t count);
void deck_say_mecha(struct deck_cli *cli, int mecha);

/* cmd_deck_value.c */
int deck_value_number(struct deck_cli *cli, const char *text, char letter,
		      struct deck_msg *msg);
int deck_value_choice(struct deck_cli *cli, const char *text,
		      struct deck_msg *msg);
int deck_value_pitch(struct deck_cli *cli, const char *text,
		     struct deck_msg *msg);
int deck_value_clock(struct deck_cli *cli, int argc, char **argv,
		     struct deck_msg *msg);
int deck_value_time(struct deck_cli *cli, const char *text,
		    struct deck_msg *msg);
long deck_value_duration(const char *text);

/* cmd_deck_ask.c */
int deck_verb_ask(struct deck_cli *cli, int argc, char **argv);
int deck_verb_track(struct deck_cli *cli, int argc, char **argv);
int deck_verb_time(struct deck_cli *cli, int argc, char **argv);
int deck_verb_titles(struct deck_cli *cli, int argc, char **argv);
int deck_verb_status(struct deck_cli *cli, int argc, char **argv);
int deck_verb_project(struct deck_cli *cli, int argc, char **argv);
int deck_verb_projects(struct deck_cli *cli, int argc, char **argv);

/* cmd_deck_set.c */
int deck_verb_select(struct deck_cli *cli, int argc, char **argv);
int deck_verb_pitch(struct deck_cli *cli, int argc, char **argv);
int deck_verb_clock(struct deck_cli *cli, int argc, char **argv);
int deck_verb_fade(struct deck_cli *cli, int argc, char **argv);
int deck_verb_input(struct deck_cli *cli, int argc, char **argv);

/* cmd_deck_move.c */
int deck_verb_move(struct deck_cli *cli, int argc, char **argv);
int deck_verb_eject(struct deck_cli *cli, int argc, char **argv);
int deck_move_track(struct deck_cli *cli, const char *number);
int deck_move_time(struct deck_cli *cli, const char *where);

/* cmd_deck_record.c */
int deck_verb_record(struct deck_cli *cli, int argc, char **argv);

/* cmd_deck_hook.c */
struct deck_hooks;
struct deck_hooks *deck_hooks_new(const char *command, const char *title);
int deck_hooks_run(struct deck_hooks *hooks, int track, long seconds);
int deck_hooks_end(struct deck_hooks *hooks);

/* cmd_deck_monitor.c */
int deck_verb_monitor(struct deck_cli *cli, int argc, char **argv);
void deck_say_news(struct deck_cli *cli, const struct deck_news *news);
void deck_say_event(struct deck_cli *cli, const char *event,
		    const struct deck_msg *detail);
bool deck_fault_passes(const struct deck_cli *cli);

/* cmd_deck_shell.c */
int deck_verb_shell(struct deck_cli *cli, int argc, char **argv);

#endif /* DSRCTL_CMD_DECK_H */

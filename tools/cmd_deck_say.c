// SPDX-License-Identifier: GPL-2.0
/* dsrctl deck: how answers and faults are said, as text or as JSON. */

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "cmd_deck.h"
#include "deck/words.h"

static const struct {
	int code;
	int status;
	const char *word;
} faults[] = {
	{ DECK_FAULT_PORT, DSRCTL_DEVICE, "port" },
	{ DECK_FAULT_BUSY, DSRCTL_DEVICE, "busy" },
	{ DECK_FAULT_SILENT, DSRCTL_DEVICE, "silent" },
	{ DECK_FAULT_ILLEGAL, DSRCTL_FAILED, "illegal" },
	{ DECK_FAULT_ANSWER, DSRCTL_FAILED, "answer" },
	{ DECK_FAULT_VALUE, DSRCTL_USAGE, "usage" },
	{ DECK_FAULT_STATE, DSRCTL_FAILED, "state" },
	{ DECK_FAULT_SIGNAL, DSRCTL_CANCELLED, "signal" },
	{ DECK_FAULT_MEMORY, DSRCTL_DEVICE, "memory" },
	{ 0, DSRCTL_FAILED, "unknown" },
};

/**
 * deck_print_json() - one object, one line, at once
 * @object: taken over
 */
void deck_print_json(struct json_object *object)
{
	puts(json_object_to_json_string_ext(object,
					    JSON_C_TO_STRING_PLAIN |
					    JSON_C_TO_STRING_NOSLASHESCAPE));
	fflush(stdout);
	json_object_put(object);
}

/**
 * deck_say_fault() - say what went wrong
 * @cli: the verb's, or with no verb yet
 * @fault: the fault
 *
 * Return: the exit code.
 */
int deck_say_fault(struct deck_cli *cli, const struct deck_fault *fault)
{
	const char *name = cli->verb ? cli->verb->name : "deck";
	struct json_object *object;
	size_t i = 0;

	while (faults[i].code && faults[i].code != fault->code)
		i++;
	complain("deck %s: %s", name, fault->text);
	if (cli->json) {
		object = json_object_new_object();
		json_object_object_add(object, "command",
				       json_object_new_string(name));
		json_object_object_add(object, "fault",
				       json_object_new_string(faults[i].word));
		json_object_object_add(object, "message",
				       json_object_new_string(fault->text));
		deck_print_json(object);
	}
	return faults[i].status;
}

/**
 * deck_failed() - say the session's last fault
 * @cli: with a session
 *
 * Return: the exit code.
 */
int deck_failed(struct deck_cli *cli)
{
	return deck_say_fault(cli, deck_session_fault(cli->session));
}

/**
 * deck_misused() - say what is wrong with the command line
 * @cli: the verb's
 * @format: one sentence without a full stop
 *
 * Return: DSRCTL_USAGE.
 */
int deck_misused(struct deck_cli *cli, const char *format, ...)
{
	struct deck_fault fault = { .code = DECK_FAULT_VALUE };
	va_list args;

	va_start(args, format);
	vsnprintf(fault.text, sizeof(fault.text), format, args);
	va_end(args);
	return deck_say_fault(cli, &fault);
}

/**
 * deck_say() - what the deck answered to a verb
 * @cli: the verb's
 * @answers: the answers
 * @count: how many; their JSON keys go into one object
 */
void deck_say(struct deck_cli *cli, const struct deck_msg *answers,
	      size_t count)
{
	struct json_object *object;
	char text[DECK_TEXT_MAX];

	if (!cli->json) {
		for (size_t i = 0; i < count; i++) {
			deck_text(&answers[i], text, sizeof(text));
			printf("%s: %s\n", cli->verb->name, text);
		}
		return;
	}
	object = json_object_new_object();
	json_object_object_add(object, "command",
			       json_object_new_string(cli->verb->name));
	for (size_t i = 0; i < count; i++)
		deck_json_add(object, &answers[i]);
	deck_print_json(object);
}

/**
 * deck_say_mecha() - what the mechanism does after a verb
 * @cli: the verb's
 * @mecha: an enum deck_mecha
 */
void deck_say_mecha(struct deck_cli *cli, int mecha)
{
	struct deck_msg answer = { .code = DECK_R_MECHA, .choice = mecha };

	deck_say(cli, &answer, 1);
}

// SPDX-License-Identifier: GPL-2.0
/* The table of all sub-commands, in the order of the help. */
#include <string.h>

#include "cmd.h"

#ifdef DSRCTL_DECK
/* parses its own arguments and answers --help by itself */
static const struct command command_deck = {
	.name = "deck",
	.args = "[OPTION]... [COMMAND]...",
	.summary = "control a recorder deck over its serial line",
	.word = deck_verb_name,
	.run = cmd_deck,
};
#endif

const struct command *const commands[] = {
	&command_drives,
	&command_disc,
	&command_image,
	&command_copy,
	&command_simulate,
	&command_verify,
	&command_erase,
	&command_jobs,
	&command_status,
	&command_cancel,
	&command_monitor,
	&command_reader,
	&command_library,
	&command_changer,
#ifdef DSRCTL_DECK
	&command_deck,
#endif
	NULL,
};

/**
 * command_find() - look a sub-command up
 * @name: as typed
 *
 * Return: the command, or NULL.
 */
const struct command *command_find(const char *name)
{
	const struct command *const *c;

	for (c = commands; *c; c++)
		if (!strcmp((*c)->name, name))
			return *c;
	return NULL;
}

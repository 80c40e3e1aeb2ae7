// SPDX-License-Identifier: GPL-2.0
/* dsrctl library: batches of discs through a robot. */
#include <stdio.h>
#include <string.h>

#include "cmd_library.h"

static const struct command *const verbs[] = {
	&library_copy, &library_resume, &library_list, &library_report, &library_inventory,
};

#define NR_VERBS	(sizeof(verbs) / sizeof(verbs[0]))

static const char *verb_word(unsigned int n)
{
	/* "library copy": the second word */
	return n < NR_VERBS ? strchr(verbs[n]->name, ' ') + 1 : NULL;
}

static void print_help(void)
{
	size_t i;

	printf("Usage: dsrctl library VERB [OPTION]...\n\ndsrctl library: %s.\n\nVerbs:\n",
	       command_library.summary);
	for (i = 0; i < NR_VERBS; i++)
		printf("  %-10s %s\n", verb_word((unsigned int)i), verbs[i]->summary);
	fputs("\n'dsrctl library VERB --help' teaches each of them.\n\n"
	      "Example: the image to a hundred discs from slots 10 to 120, the good ones to\n"
	      "slots 121 to 240, the bad ones to 241 to 250:\n"
	      "  dsrctl library copy --master film.iso --copies 100 --blanks 10-120 \\\n"
	      "                      --out 121-240 --reject 241-250\n", stdout);
}

static bool asks_for_help(int argc, char **argv)
{
	int i;

	for (i = 1; i < argc && strcmp(argv[i], "--"); i++)
		if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h"))
			return true;
	return false;
}

static int run_verb(const struct command *verb, int argc, char **argv)
{
	if (asks_for_help(argc, argv)) {
		help_command(verb);
		return DSRCTL_OK;
	}
	return verb->run(argc, argv);
}

/**
 * cmd_library() - the sub-command
 * @argc: of the sub-command
 * @argv: of the sub-command
 *
 * Return: an enum dsrctl_exit.
 */
int cmd_library(int argc, char **argv)
{
	unsigned int i;

	if (argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")) {
		print_help();
		return argc < 2 ? DSRCTL_USAGE : DSRCTL_OK;
	}
	for (i = 0; i < NR_VERBS; i++)
		if (!strcmp(argv[1], verb_word(i)))
			return run_verb(verbs[i], argc - 1, argv + 1);
	complain("library: there is no verb '%s'; 'dsrctl library --help' lists them", argv[1]);
	return DSRCTL_USAGE;
}

const struct command command_library = {
	.name = "library",
	.args = "VERB [OPTION]...",
	.summary = "batches of discs through a robot: copy, label, sort, look",
	.word = verb_word,
	.files = true,
	.run = cmd_library,
};

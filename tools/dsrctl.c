// SPDX-License-Identifier: GPL-2.0
/* dsrctl: finds the sub-command and runs it. */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "cmd.h"

static bool wants_help(const struct command *cmd, int argc, char **argv)
{
	int i;

	if (!cmd->options)
		return false;
	for (i = 1; i < argc && strcmp(argv[i], "--"); i++)
		if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h"))
			return true;
	return false;
}

static int run_help(int argc, char **argv)
{
	const struct command *cmd;

	if (argc < 2) {
		help_program();
		return DSRCTL_OK;
	}
	cmd = command_find(argv[1]);
	if (!cmd) {
		complain("there is no command '%s'; 'dsrctl --help' lists them", argv[1]);
		return DSRCTL_USAGE;
	}
	if (!cmd->options) {
		char *ask[] = { argv[1], "--help", NULL };

		return cmd->run(2, ask);
	}
	help_command(cmd);
	return DSRCTL_OK;
}

static int run_command(int argc, char **argv)
{
	const struct command *cmd = command_find(argv[0]);

	if (!cmd) {
		complain("there is no command '%s'; 'dsrctl --help' lists them", argv[0]);
		return DSRCTL_USAGE;
	}
	if (wants_help(cmd, argc, argv)) {
		help_command(cmd);
		return DSRCTL_OK;
	}
	return cmd->run(argc, argv);
}

int main(int argc, char **argv)
{
	int ret;

	setlocale(LC_ALL, "");
	/* numbers are for programs too: always with a point */
	setlocale(LC_NUMERIC, "C");
	if (argc < 2) {
		complain("say what to do: 'dsrctl --help' lists the commands");
		return DSRCTL_USAGE;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") ||
	    !strcmp(argv[1], "help"))
		ret = run_help(argc - 1, argv + 1);
	else if (!strcmp(argv[1], "--version") || !strcmp(argv[1], "-V"))
		ret = printf("dsrctl %s\n", DSRCTL_VERSION) < 0 ? DSRCTL_DEVICE : DSRCTL_OK;
	else if (!strcmp(argv[1], "--completion"))
		ret = help_completion(argc > 2 ? argv[2] : "");
	else
		ret = run_command(argc - 1, argv + 1);
	if (fflush(stdout) || ferror(stdout)) {
		complain("the output could not be written");
		ret = ret ? ret : DSRCTL_DEVICE;
	}
	return ret;
}

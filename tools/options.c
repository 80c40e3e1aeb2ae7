// SPDX-License-Identifier: GPL-2.0
/* Options of a sub-command, parsed after its own table. */
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cmd.h"

#define MAX_OPTIONS	32

struct getopt_tables {
	char letters[2 * MAX_OPTIONS + 2];
	struct option names[MAX_OPTIONS + 1];
};

static void build_tables(const struct cmd_option *table,
			 struct getopt_tables *out)
{
	const struct cmd_option *o;
	char *letter = out->letters;
	size_t n = 0;

	memset(out, 0, sizeof(*out));
	*letter++ = ':';
	for (o = table; o->name && n < MAX_OPTIONS; o++, n++) {
		out->names[n].name = o->name;
		out->names[n].has_arg = o->arg ? required_argument :
						 no_argument;
		out->names[n].val = o->key;
		if (o->key > 255)
			continue;
		*letter++ = (char)o->key;
		if (o->arg)
			*letter++ = ':';
	}
}

/**
 * option_next() - the next option of a command line
 * @cmd: whose options
 * @argc: of the sub-command
 * @argv: of the sub-command; options and arguments may be mixed
 *
 * What is wrong has been told when this returns '?'. The argument is in
 * optarg, and argv[optind] is the first non-option after the last call.
 *
 * Return: the option's key; -1: no more; '?': wrong, return DSRCTL_USAGE.
 */
int option_next(const struct command *cmd, int argc, char **argv)
{
	struct getopt_tables tables;
	const char *which;
	char letter[3] = "-";
	int key;

	build_tables(cmd->options, &tables);
	opterr = 0;
	key = getopt_long(argc, argv, tables.letters, tables.names, NULL);
	if (key != '?' && key != ':')
		return key;

	letter[1] = (char)optopt;
	which = optopt > 0 && optopt < 256 ? letter : argv[optind - 1];
	if (key == ':')
		option_usage_error(cmd, "option %s needs a value", which);
	else
		option_usage_error(cmd, "there is no option '%s', or it takes no value",
				   which);
	return '?';
}

/**
 * option_usage_error() - tell that a command line makes no sense
 * @cmd: the command
 * @fmt: what is wrong
 *
 * Return: DSRCTL_USAGE.
 */
int option_usage_error(const struct command *cmd, const char *fmt, ...)
{
	char text[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	complain("%s: %s; 'dsrctl %s --help' tells more", cmd->name, text, cmd->name);
	return DSRCTL_USAGE;
}

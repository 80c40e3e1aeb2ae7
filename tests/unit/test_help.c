// SPDX-License-Identifier: GPL-2.0
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "unit.h"

/* What a function prints to stdout. */
static char *printed(void (*print)(const void *arg), const void *arg)
{
	static char text[65536];
	FILE *file = tmpfile();
	int saved;
	size_t n;

	fflush(stdout);
	saved = dup(STDOUT_FILENO);
	dup2(fileno(file), STDOUT_FILENO);
	print(arg);
	fflush(stdout);
	dup2(saved, STDOUT_FILENO);
	close(saved);
	rewind(file);
	n = fread(text, 1, sizeof(text) - 1, file);
	text[n] = '\0';
	fclose(file);
	return text;
}

static void print_command(const void *cmd)
{
	help_command(cmd);
}

static void print_program(const void *arg)
{
	(void)arg;
	help_program();
}

static void print_completion(const void *arg)
{
	ck_assert_int_eq(help_completion(arg), DSRCTL_OK);
}

START_TEST(teaches)
{
	const struct command *const *c;
	const struct cmd_option *o;
	char *text;

	for (c = commands; *c; c++) {
		if (!(*c)->options)
			continue;
		text = printed(print_command, *c);
		ck_assert_msg(strstr(text, "Examples:"), "expected examples for %s", (*c)->name);
		ck_assert_msg(strstr(text, "Exit codes:"), "expected codes for %s", (*c)->name);
		for (o = (*c)->options; o->name; o++)
			ck_assert_msg(strstr(text, o->name), "expected --%s", o->name);
	}
}
END_TEST

START_TEST(lists_commands)
{
	const struct command *const *c;
	char *text = printed(print_program, NULL);

	for (c = commands; *c; c++)
		ck_assert_msg(strstr(text, (*c)->summary), "expected %s", (*c)->name);
	ck_assert_ptr_nonnull(strstr(text, "130  the job was cancelled"));
}
END_TEST

START_TEST(json_everywhere)
{
	const struct command *const *c;
	const struct cmd_option *o;

	for (c = commands; *c; c++) {
		if (!(*c)->options)
			continue;
		for (o = (*c)->options; o->name && strcmp(o->name, "json"); o++)
			;
		ck_assert_msg(o->name, "expected --json for %s", (*c)->name);
	}
}
END_TEST

START_TEST(completion)
{
	char *text = printed(print_completion, "bash");

	ck_assert_ptr_nonnull(strstr(text, "complete -o filenames -F _dsrctl dsrctl"));
	ck_assert_ptr_nonnull(strstr(text, "--cancel-on-close"));
	ck_assert_int_eq(help_completion("csh"), DSRCTL_USAGE);
}
END_TEST

/* Runs a command line that is wrong, with stderr out of the way. */
static int run(int (*command)(int, char **), ...)
{
	char *argv[8];
	va_list ap;
	int argc = 0;

	va_start(ap, command);
	while (argc < 7 && (argv[argc] = va_arg(ap, char *)))
		argc++;
	va_end(ap);
	argv[argc] = NULL;
	optind = 0;
	ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
	return command(argc, argv);
}

START_TEST(bad_lines)
{
	ck_assert_int_eq(run(cmd_drives, "drives", "--foo", NULL), DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_drives, "drives", "x", NULL), DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_copy, "copy", NULL), DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_copy, "copy", "/dev/sr0", NULL), DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_copy, "copy", "--speed", "x", "a", "b", NULL), DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_copy, "copy", "a", "b", "--speed", NULL), DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_copy, "copy", "--detach", "--eject", "a", "b", NULL),
			 DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_simulate, "simulate", "a", NULL), DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_simulate, "simulate", "--yes", "a", "b", NULL), DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_verify, "verify", "a", NULL), DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_verify, "verify", "--against", "a", NULL), DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_verify, "verify", "--against", "a", "--verify", "share=5%", "b",
			     NULL), DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_verify, "verify", "--read-errors", "skip", "a", "b", NULL),
			 DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_verify, "verify", "--against", "a", "--c2", "b", NULL),
			 DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_copy, "copy", "--c2", "--read-offset", "30", "a", "b", NULL),
			 DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_erase, "erase", NULL), DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_cancel, "cancel", NULL), DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_cancel, "cancel", "0", NULL), DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_cancel, "cancel", "3x", NULL), DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_cancel, "cancel", "99999999999", NULL), DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_status, "status", "1", "2", NULL), DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_jobs, "jobs", "--json=1", NULL), DSRCTL_USAGE);
	ck_assert_int_eq(run(cmd_monitor, "monitor", "-x", NULL), DSRCTL_USAGE);
}
END_TEST

Suite *suite_help(void)
{
	Suite *s = suite_create("help");

	PROMISE(s, "help: every command has options, examples and exit codes", teaches);
	PROMISE(s, "help: the program lists its commands and exit codes", lists_commands);
	PROMISE(s, "help: every command has --json", json_everywhere);
	PROMISE(s, "help: bash completion knows commands and options", completion);
	PROMISE(s, "help: command lines that make no sense end with 2", bad_lines);
	return s;
}

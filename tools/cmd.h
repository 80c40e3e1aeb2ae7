/* SPDX-License-Identifier: GPL-2.0 */
/*
 * dsrctl: what a sub-command is, and how the program ends.
 *
 * Every sub-command is one `int cmd_NAME(int argc, char **argv)` (argv[0] is
 * the command's own name) and one struct command beside it; commands.c lists
 * them. Help, completion and option parsing all come from that one table.
 */
#ifndef DSRCTL_CMD_H
#define DSRCTL_CMD_H

#include <stdbool.h>
#include <stddef.h>

/* Exit codes: name, number, what they tell. Also printed by --help. */
#define DSRCTL_EXIT_CODES(X)						\
	X(OK, 0, "everything asked for was done, every disc is good")	\
	X(SOME_REJECTED, 1, "some discs are good, some are not")	\
	X(USAGE, 2, "the command line makes no sense, or was not confirmed") \
	X(FAILED, 3, "the job failed, or no disc is good")		\
	X(DEVICE, 4, "a device or file can't be used: absent, busy, not permitted, or unfit") \
	X(NO_MODULE, 5, "the kernel module dsr is not loaded")		\
	X(NO_JOB, 6, "there is no such job (any more)")			\
	X(LEFT_RUNNING, 7, "the job was left running; how it ends is not known yet") \
	X(DIFFERS, 8, "the content is right, but a copy's TOC, sub-channel or CD-Text differs") \
	X(CANCELLED, 130, "the job was cancelled")

#define DSRCTL_EXIT_ENUM(name, number, text) DSRCTL_##name = number,
enum dsrctl_exit {
	DSRCTL_EXIT_CODES(DSRCTL_EXIT_ENUM)
};

/**
 * struct cmd_option - one option of a sub-command
 * @key: a letter (then it is the short option too), or a number above 255
 * @name: the long option, without dashes; NULL ends a table
 * @arg: what its argument is called in the help, NULL: it takes none
 * @help: one line
 */
struct cmd_option {
	int key;
	const char *name;
	const char *arg;
	const char *help;
};

/**
 * struct command - one sub-command
 * @name: as typed
 * @args: its arguments, for the usage line
 * @summary: one line, no full stop
 * @help: what --help says below the usage line: text and examples
 * @options: ended by an entry without a name; NULL: it parses for itself and
 *	answers --help by itself
 * @words: words that may stand for an argument, blank-separated, or NULL
 * @word: the same, from a table: the n-th, NULL behind the last; or NULL
 * @files: arguments may be files or devices (for completion)
 * @run: does it; returns an enum dsrctl_exit
 */
struct command {
	const char *name;
	const char *args;
	const char *summary;
	const char *help;
	const struct cmd_option *options;
	const char *words;
	const char *(*word)(unsigned int n);
	bool files;
	int (*run)(int argc, char **argv);
};

/* commands.c: every sub-command, ended by NULL */
extern const struct command *const commands[];
const struct command *command_find(const char *name);

/* help.c */
void help_program(void);
void help_command(const struct command *cmd);
int help_completion(const char *shell);

/* options.c */
int option_next(const struct command *cmd, int argc, char **argv);
int option_usage_error(const struct command *cmd, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* say.c */
void complain(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
const char *complained(void);
int no_memory(void);

/* the sub-commands */
extern const struct command command_drives;
extern const struct command command_disc;
extern const struct command command_image;
extern const struct command command_copy;
extern const struct command command_simulate;
extern const struct command command_verify;
extern const struct command command_erase;
extern const struct command command_jobs;
extern const struct command command_status;
extern const struct command command_cancel;
extern const struct command command_monitor;
extern const struct command command_reader;
extern const struct command command_library;
extern const struct command command_changer;

int cmd_drives(int argc, char **argv);
int cmd_disc(int argc, char **argv);
int cmd_image(int argc, char **argv);
int cmd_copy(int argc, char **argv);
int cmd_simulate(int argc, char **argv);
int cmd_verify(int argc, char **argv);
int cmd_erase(int argc, char **argv);
int cmd_jobs(int argc, char **argv);
int cmd_status(int argc, char **argv);
int cmd_cancel(int argc, char **argv);
int cmd_monitor(int argc, char **argv);
int cmd_reader(int argc, char **argv);
int cmd_library(int argc, char **argv);
int cmd_changer(int argc, char **argv);
int cmd_deck(int argc, char **argv);
const char *deck_verb_name(unsigned int n);

#endif /* DSRCTL_CMD_H */

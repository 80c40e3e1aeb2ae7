// SPDX-License-Identifier: GPL-2.0
/* Help and shell completion, made from the table of the commands. */
#include <stdio.h>
#include <string.h>

#include "cmd.h"

static void print_exit_codes(void)
{
#define PRINT_CODE(name, number, text) printf("  %3d  %s\n", number, text);
	fputs("Exit codes:\n", stdout);
	DSRCTL_EXIT_CODES(PRINT_CODE)
#undef PRINT_CODE
}

/**
 * help_program() - dsrctl --help
 */
void help_program(void)
{
	const struct command *const *c;

	fputs("dsrctl - copy one disc to many recorders at once\n\n"
	      "Usage: dsrctl COMMAND [ARGUMENT]...\n\n"
	      "Commands:\n", stdout);
	for (c = commands; *c; c++)
		printf("  %-9s %s\n", (*c)->name, (*c)->summary);
	fputs("\nTry these, in this order:\n"
	      "  modprobe dsr                            load the kernel module (once)\n"
	      "  dsrctl drives                           see the drives and what is in them\n"
	      "  dsrctl copy /dev/sr0 /dev/sr1 /dev/sr2  copy the disc in sr0 to two blanks\n"
	      "  dsrctl copy image.iso all               burn an image on every blank disc\n"
	      "  dsrctl jobs                             see what is running\n\n"
	      "'dsrctl COMMAND --help' teaches each command; --version tells the version;\n"
	      "--completion bash prints the completion for that shell.\n\n", stdout);
	print_exit_codes();
}

static void print_option(const struct cmd_option *o)
{
	char left[64];
	char letter[8] = "    ";

	if (o->key < 256)
		snprintf(letter, sizeof(letter), "-%c, ", o->key);
	snprintf(left, sizeof(left), "%s--%s%s%s", letter, o->name,
		 o->arg ? " " : "", o->arg ? o->arg : "");
	printf("  %-26s %s\n", left, o->help);
}

/**
 * help_command() - dsrctl COMMAND --help
 * @cmd: with an option table
 */
void help_command(const struct command *cmd)
{
	const struct cmd_option *o;

	printf("Usage: dsrctl %s%s%s\n\ndsrctl %s: %s.\n\n%s", cmd->name,
	       *cmd->args ? " " : "", cmd->args, cmd->name, cmd->summary, cmd->help);
	fputs("\nOptions:\n", stdout);
	for (o = cmd->options; o->name; o++)
		print_option(o);
	fputs("  -h, --help                 this text\n\n", stdout);
	print_exit_codes();
}

static void complete_command(const struct command *cmd)
{
	const struct cmd_option *o;
	unsigned int i;

	printf("\t%s)\n\t\twords=\"%s", cmd->name, cmd->words ? cmd->words : "");
	for (i = 0; cmd->word && cmd->word(i); i++)
		printf(" %s", cmd->word(i));
	for (o = cmd->options; o && o->name; o++)
		printf(" --%s", o->name);
	printf(" --help\"\n\t\tfiles=%s\n\t\t;;\n", cmd->files ? "yes" : "no");
}

/**
 * help_completion() - print the completion script of a shell
 * @shell: "bash"
 *
 * Return: DSRCTL_OK or DSRCTL_USAGE.
 */
int help_completion(const char *shell)
{
	const struct command *const *c;

	if (strcmp(shell, "bash")) {
		complain("--completion knows bash only: 'dsrctl --completion bash'");
		return DSRCTL_USAGE;
	}
	fputs("# bash completion for dsrctl, made by: dsrctl --completion bash\n"
	      "_dsrctl()\n{\n"
	      "\tlocal cur=${COMP_WORDS[COMP_CWORD]} words= files=no\n"
	      "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n"
	      "\t\tCOMPREPLY=($(compgen -W \"", stdout);
	for (c = commands; *c; c++)
		printf("%s ", (*c)->name);
	fputs("help --help --version --completion\" -- \"$cur\"))\n"
	      "\t\treturn\n\tfi\n"
	      "\tcase ${COMP_WORDS[1]} in\n", stdout);
	for (c = commands; *c; c++)
		complete_command(*c);
	fputs("\tesac\n"
	      "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
	      "\tif [ \"$files\" = yes ]; then\n"
	      "\t\tCOMPREPLY+=($(compgen -f -- \"$cur\"))\n\tfi\n"
	      "}\ncomplete -o filenames -F _dsrctl dsrctl\n", stdout);
	return DSRCTL_OK;
}

// SPDX-License-Identifier: GPL-2.0
/* dsrctl simulate: a whole copy with the laser off. */
#include <getopt.h>

#include "attend.h"
#include "order.h"

/**
 * cmd_simulate() - the sub-command
 * @argc: of the sub-command
 * @argv: of the sub-command
 *
 * Return: an enum dsrctl_exit.
 */
int cmd_simulate(int argc, char **argv)
{
	struct order o = { .op = DSR_OP_SIMULATE };
	int ret = order_parse(&o, &command_simulate, argc, argv);

	if (ret)
		return ret;
	if (argc - optind < 2)
		return option_usage_error(&command_simulate,
					  "name a source and at least one recorder");
	return attend(&o, argv[optind], argv + optind + 1, argc - optind - 1);
}

static const struct cmd_option simulate_options[] = {
	{ 's', "speed", "X|NNkB", "writing speed: 8 or 2.4x, or 11080kB (1000 byte/s)" },
	{ OPT_SOURCE_SPEED, "source-speed", "X|NNkB", "reading speed of the source" },
	{ OPT_WRITE_MODE, "write-mode", "MODE", "of a CD: sao, tao or raw; auto chooses" },
	{ OPT_SESSION, "session", "MODE", "how a disc ends: auto (a CD as the master), close or open" },
	{ OPT_NO_ISRC, "no-isrc", NULL, "leave ISRC and MCN out" },
	{ OPT_NO_CDTEXT, "no-cdtext", NULL, "leave CD-Text out" },
	{ OPT_READ_ERRORS, "read-errors", "WHAT", "of the source: abort, retry=N or skip" },
	{ OPT_C2, "c2", NULL, "read audio with C2 errors again; --read-errors if they stay" },
	{ OPT_READ_OFFSET, "read-offset", "N", "shift audio by N samples" },
	{ OPT_CANCEL_ON_CLOSE, "cancel-on-close", NULL, "cancel the job when dsrctl ends" },
	{ 'd', "detach", NULL, "start the job and return at once" },
	{ 'e', "eject", NULL, "open the trays at the end" },
	{ 'j', "json", NULL, "print JSON lines; the last one is the result" },
	{ 'n', "dry-run", NULL, "print what would be done, and do nothing" },
	{ OPT_REPORT, "report", "FILE", "add one JSON line per disc to FILE" },
	{ 0 },
};

const struct command command_simulate = {
	.name = "simulate",
	.args = "[OPTION]... SOURCE RECORDER...",
	.summary = "go through a whole copy with the laser off",
	.help =
	"Does all that 'dsrctl copy' does, in the recorders' test-write mode: the source is\n"
	"read, every block goes to the recorders at the speed it would be written with,\n"
	"and the blank discs stay as they are. Shows whether reader, machine and\n"
	"recorders keep up.\n\n"
	"CD-R, CD-RW, DVD-R and DVD-RW know test write. DVD+R, DVD+RW, DVD-RAM and BD\n"
	"do not: with one of these nothing is started. Nor can a disc of several sessions\n"
	"be simulated: one can only follow another that has really been written.\n\n"
	"Examples:\n"
	"  dsrctl simulate /dev/sr0 /dev/sr1 /dev/sr2\n"
	"  dsrctl simulate album.cue all --speed 48\n",
	.words = "all",
	.files = true,
	.options = simulate_options,
	.run = cmd_simulate,
};

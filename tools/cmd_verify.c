// SPDX-License-Identifier: GPL-2.0
/* dsrctl verify: discs compared with their master, or with a report. */
#include <getopt.h>

#include "attend.h"
#include "order.h"

/**
 * cmd_verify() - the sub-command
 * @argc: of the sub-command
 * @argv: of the sub-command
 *
 * Return: an enum dsrctl_exit.
 */
int cmd_verify(int argc, char **argv)
{
	struct order o = { .op = DSR_OP_VERIFY };
	int ret = order_parse(&o, &command_verify, argc, argv);

	if (ret)
		return ret;
	if (argc - optind < (o.against ? 1 : 2))
		return option_usage_error(&command_verify, o.against ?
					  "name at least one disc" :
					  "name a master and at least one disc");
	if (o.skip_bad)
		return option_usage_error(&command_verify,
			"what of the master can't be read can't be compared: no --read-errors skip");
	if (o.against && o.c2)
		return option_usage_error(&command_verify, "without a master there is nothing to ask for C2 errors");
	if (!o.against)
		return attend(&o, argv[optind], argv + optind + 1, argc - optind - 1);
	/* a digest is of all blocks */
	if (o.coverage.kind == COVERAGE_SHARE)
		return option_usage_error(&command_verify,
			"a share can't be compared with a report: its SHA-256 is of all blocks");
	return attend(&o, NULL, argv + optind, argc - optind);
}

static const struct cmd_option verify_options[] = {
	{ OPT_AGAINST, "against", "REPORT", "compare with a report's SHA-256, not a master" },
	{ OPT_VERIFY, "verify", "WHICH", "every, first, nth=N or share=P%: compare so" },
	{ OPT_SOURCE_SPEED, "source-speed", "X|NNkB", "reading speed of the master" },
	{ OPT_READ_ERRORS, "read-errors", "WHAT", "of the master: abort or retry=N" },
	{ OPT_C2, "c2", NULL, "read the master's audio again where it has C2 errors" },
	{ OPT_READ_OFFSET, "read-offset", "N", "shift the master's audio by N samples" },
	{ OPT_CANCEL_ON_CLOSE, "cancel-on-close", NULL, "cancel the job when dsrctl ends" },
	{ 'd', "detach", NULL, "start the job and return at once" },
	{ 'e', "eject", NULL, "open the trays at the end" },
	{ 'j', "json", NULL, "print JSON lines; the last one is the result" },
	{ 'n', "dry-run", NULL, "print what would be done, and do nothing" },
	{ OPT_REPORT, "report", "FILE", "add one JSON line per disc to FILE" },
	{ 0 },
};

const struct command command_verify = {
	.name = "verify",
	.args = "[OPTION]... MASTER DISC... | --against REPORT DISC...",
	.summary = "compare discs with their master, or with a report",
	.help =
	"MASTER is a drive with a disc in it, a block device or an image (.iso, .dvd,\n"
	".cue, .toc). It is read once and compared byte by byte with the DISCs, drives or block\n"
	"devices, all at the same time; 'all' stands for every other free drive with a\n"
	"disc of that kind in it. Of a CD also table of contents, ISRC, MCN, indexes and\n"
	"CD-Text are compared. Nothing is written.\n\n"
	"With --against a report of 'dsrctl copy --report' takes the place of the master.\n\n"
	"Examples:\n"
	"  dsrctl verify /dev/sr0 /dev/sr1 /dev/sr2\n"
	"  dsrctl verify image.iso all --verify share=5%\n"
	"  dsrctl verify --against a.json /dev/sr1\n",
	.words = "all",
	.files = true,
	.options = verify_options,
	.run = cmd_verify,
};

// SPDX-License-Identifier: GPL-2.0
/* dsrctl copy: one source, many recorders. */
#include <getopt.h>

#include "attend.h"
#include "order.h"

/**
 * cmd_copy() - the sub-command
 * @argc: of the sub-command
 * @argv: of the sub-command
 *
 * Return: an enum dsrctl_exit.
 */
int cmd_copy(int argc, char **argv)
{
	struct order o = { .op = DSR_OP_COPY };
	int ret = order_parse(&o, &command_copy, argc, argv);

	if (ret)
		return ret;
	if (argc - optind < 2)
		return option_usage_error(&command_copy, "name a source and at least one sink");
	return attend(&o, argv[optind], argv + optind + 1, argc - optind - 1);
}

static const struct cmd_option copy_options[] = {
	{ 's', "speed", "X|NNkB", "writing speed: 8 or 2.4x, or 11080kB (1000 byte/s)" },
	{ OPT_SOURCE_SPEED, "source-speed", "X|NNkB", "reading speed of the source" },
	{ OPT_WRITE_MODE, "write-mode", "MODE", "of a CD: sao, tao or raw; auto chooses" },
	{ OPT_SESSION, "session", "MODE", "how a disc ends: auto (a CD as the master), close or open" },
	{ OPT_NO_ISRC, "no-isrc", NULL, "leave ISRC and MCN out" },
	{ OPT_NO_CDTEXT, "no-cdtext", NULL, "leave CD-Text out" },
	{ OPT_READ_ERRORS, "read-errors", "WHAT", "of the source: abort, retry=N or skip" },
	{ OPT_C2, "c2", NULL, "read audio with C2 errors again; --read-errors if they stay" },
	{ OPT_READ_OFFSET, "read-offset", "N", "shift audio by N samples" },
	{ OPT_VERIFY, "verify", "WHICH", "every, first, nth=N or share=P%: read back so" },
	{ OPT_NO_VERIFY, "no-verify", NULL, "do not read the discs back" },
	{ OPT_CANCEL_ON_CLOSE, "cancel-on-close", NULL, "cancel the job when dsrctl ends" },
	{ 'd', "detach", NULL, "start the job and return at once" },
	{ 'e', "eject", NULL, "open the trays at the end" },
	{ 'j', "json", NULL, "print JSON lines; the last one is the result" },
	{ 'y', "yes", NULL, "do not ask before data is written over" },
	{ 'n', "dry-run", NULL, "print what would be done, and do nothing" },
	{ OPT_REPORT, "report", "FILE", "add one JSON line per disc to FILE" },
	{ 0 },
};

const struct command command_copy = {
	.name = "copy",
	.args = "[OPTION]... SOURCE SINK...",
	.summary = "copy a disc or an image to many recorders at once",
	.help =
	"SOURCE is a drive with a disc in it (/dev/srN, /dev/sgN), a block device, or an\n"
	"image (.iso, .dvd, .cue, .toc). SINKs are recorders with blank discs, or block\n"
	"devices; the word 'all' stands for every free recorder with a blank disc in it\n"
	"that the source fits on. The source is read once. Each disc is read back and\n"
	"compared as soon as it is closed; of a CD also table of contents, ISRC, MCN,\n"
	"indexes and CD-Text.\n\n"
	"The kernel does the work: it goes on to closed, readable discs when this\n"
	"program or its terminal is gone, unless --cancel-on-close is given. Ctrl-C asks\n"
	"what to do.\n\n"
	"Examples:\n"
	"  dsrctl copy /dev/sr0 /dev/sr1 /dev/sr2     copy the disc in sr0 to two others\n"
	"  dsrctl copy image.iso all --eject          burn an image on every blank there is\n"
	"  dsrctl copy image.iso /dev/sr1 --speed 4x  slowly\n"
	"  dsrctl copy album.cue /dev/sr1 --report a.json   and keep a record of it\n"
	"  dsrctl copy /dev/sr0 all --read-errors skip      save what can be read\n"
	"  dsrctl copy /dev/sr0 /dev/sr1 --c2 --read-errors retry=20   a scratched album\n"
	"  dsrctl copy /dev/sr0 all --dry-run         see what would be done\n",
	.words = "all",
	.files = true,
	.options = copy_options,
	.run = cmd_copy,
};

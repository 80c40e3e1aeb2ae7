// SPDX-License-Identifier: GPL-2.0
/* dsrctl erase: rewritable discs made blank. */
#include <getopt.h>

#include "attend.h"
#include "order.h"

/**
 * cmd_erase() - the sub-command
 * @argc: of the sub-command
 * @argv: of the sub-command
 *
 * Return: an enum dsrctl_exit.
 */
int cmd_erase(int argc, char **argv)
{
	struct order o = { .op = DSR_OP_ERASE };
	int ret = order_parse(&o, &command_erase, argc, argv);

	if (ret)
		return ret;
	if (argc - optind < 1)
		return option_usage_error(&command_erase, "name at least one recorder, or all");
	return attend(&o, NULL, argv + optind, argc - optind);
}

static const struct cmd_option erase_options[] = {
	{ OPT_FULL, "full", NULL, "erase every block, not only what makes it look blank" },
	{ 'y', "yes", NULL, "do not ask" },
	{ OPT_CANCEL_ON_CLOSE, "cancel-on-close", NULL, "cancel the job when dsrctl ends" },
	{ 'd', "detach", NULL, "start the job and return at once" },
	{ 'e', "eject", NULL, "open the trays at the end" },
	{ 'j', "json", NULL, "print JSON lines; the last one is the result" },
	{ 'n', "dry-run", NULL, "print what would be done, and do nothing" },
	{ OPT_REPORT, "report", "FILE", "add one JSON line per disc to FILE" },
	{ 0 },
};

const struct command command_erase = {
	.name = "erase",
	.args = "[OPTION]... DISC...",
	.summary = "erase rewritable discs, all at once",
	.help =
	"DISCs are recorders with rewritable discs in them: CD-RW, DVD-RW, DVD+RW, DVD-RAM\n"
	"or BD-RE; 'all' stands for every free recorder with such a disc in it. Asks\n"
	"before it begins. A quick erase takes about a minute and leaves data behind that\n"
	"special programs can find; --full takes as long as writing the whole disc.\n\n"
	"Examples:\n"
	"  dsrctl erase /dev/sr1\n"
	"  dsrctl erase all --full --yes\n",
	.words = "all",
	.files = true,
	.options = erase_options,
	.run = cmd_erase,
};

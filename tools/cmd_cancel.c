// SPDX-License-Identifier: GPL-2.0
/* dsrctl cancel: end a job before it is through. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "json.h"
#include "libdsr/libdsr.h"
#include "open.h"

static void tell(const char *job, bool json)
{
	struct json_object *doc;

	if (!json) {
		printf("job %s is being cancelled; its discs are closed where they can be\n", job);
		return;
	}
	doc = json_document("cancelling");
	json_set_number(doc, "job", strtoul(job, NULL, 10));
	json_print_line(doc);
}

/**
 * cmd_cancel() - the sub-command
 * @argc: of the sub-command
 * @argv: of the sub-command
 *
 * Return: an enum dsrctl_exit.
 */
int cmd_cancel(int argc, char **argv)
{
	bool json = false;
	int key, fd, ret;

	while ((key = option_next(&command_cancel, argc, argv)) != -1) {
		if (key != 'j')
			return DSRCTL_USAGE;
		json = true;
	}
	if (argc - optind != 1)
		return option_usage_error(&command_cancel, "name one job");
	fd = open_job(argv[optind], &ret);
	if (fd < 0)
		return ret;
	ret = dsr_job_cancel(fd);
	close(fd);
	if (ret < 0) {
		complain("job %s can't be cancelled: %s", argv[optind], strerror(-ret));
		return DSRCTL_DEVICE;
	}
	tell(argv[optind], json);
	return DSRCTL_OK;
}

static const struct cmd_option cancel_options[] = {
	{ 'j', "json", NULL, "print JSON" },
	{ 0 },
};

const struct command command_cancel = {
	.name = "cancel",
	.args = "[--json] JOB",
	.summary = "end a job before it is through",
	.help =
	"Returns at once; the job ends in its own time, in order: sessions are closed\n"
	"where they can be, and the drives are given back. The discs are not good.\n\n"
	"Examples:\n"
	"  dsrctl cancel 3\n"
	"  dsrctl cancel 3 && dsrctl status 3 --wait\n",
	.options = cancel_options,
	.run = cmd_cancel,
};

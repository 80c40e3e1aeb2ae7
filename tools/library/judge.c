// SPDX-License-Identifier: GPL-2.0
/* Is what is on a disc the content? */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "disc/probe.h"
#include "json.h"
#include "libdsr/libdsr.h"
#include "library/judge.h"
#include "library/work.h"
#include "names.h"
#include "open.h"
#include "reader/depth.h"

/* The job that still has the drive, 0: none. */
static uint32_t job_of(const char *path)
{
	struct drive *drives = NULL;
	int fd = dsr_open(), i, n;
	uint32_t job = 0;

	if (fd < 0)
		return 0;
	n = drives_from_module(fd, &drives);
	for (i = 0; i < n; i++)
		if (!strcmp(drives[i].path, path))
			job = drives[i].job_id;
	free(drives);
	close(fd);
	return job;
}

static int follow(uint32_t job)
{
	struct work_args args = { .argc = 0 };
	char number[16];

	snprintf(number, sizeof(number), "%u", job);
	work_arg(&args, "status");
	work_arg(&args, "--wait");
	work_arg(&args, "--json");
	work_arg(&args, number);
	return work_run(&args);
}

static int compare(const struct judge *j)
{
	struct work_args args = { .argc = 0 };

	work_arg(&args, "verify");
	work_arg(&args, "--json");
	work_arg(&args, j->master);
	work_arg(&args, j->drive);
	return work_run(&args);
}

static int say_blank(void)
{
	struct json_object *doc = json_document("judged");

	json_set_bool(doc, "blank", true);
	json_print_line(doc);
	return DSRCTL_OK;
}

/**
 * judge_disc() - look at a disc whose writing was interrupted
 * @judge: struct judge
 *
 * A job that nobody knew of but that still runs is followed to its end. Prints a
 * "result" document, or "judged" for a disc that is blank.
 *
 * Return: an exit code.
 */
int judge_disc(void *judge)
{
	const struct judge *j = judge;
	uint32_t job = job_of(j->drive);
	struct probe_sense sense;
	struct probe probe;
	int fd, ret;

	if (job)
		return follow(job);
	fd = depth_open(j->drive, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	ret = fd < 0 ? -1 : probe_drive(fd, &probe, &sense);
	if (fd >= 0)
		close(fd);
	if (ret < 0) {
		complain("%s does not answer; check its cable and power", j->drive);
		return DSRCTL_DEVICE;
	}
	return probe.medium == PROBE_BLANK ? say_blank() : compare(j);
}

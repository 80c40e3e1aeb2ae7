// SPDX-License-Identifier: GPL-2.0
/* dsrctl status: what one job does, or how it ended. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive.h"
#include "cmd.h"
#include "disc/text.h"
#include "json.h"
#include "libdsr/events.h"
#include "open.h"
#include "report.h"
#include "watch.h"

#define OPT_REPORT	256
#define COLUMNS		100

struct status_options {
	bool json;
	bool wait;
	const char *report;
};

static void print_running(struct snapshot *snap)
{
	const struct report r = { .snap = snap };
	struct progress_view view = {
		.job = &snap->job,
		.sinks = snap->sinks,
		.nr = snap->nr,
		.names = snap->names,
		.columns = COLUMNS,
	};
	char line[PROGRESS_MAX_COLUMNS + 1];
	uint32_t i;

	progress_head(line, sizeof(line), &view);
	puts(line);
	for (i = 0; i < snap->nr; i++) {
		if (snap->sinks[i].state == DSR_SINK_DONE) {
			report_sink(stdout, &r, i);
			continue;
		}
		progress_line(line, sizeof(line), &view, i);
		puts(line);
	}
}

static void print_json(const struct snapshot *snap)
{
	struct json_object *doc = json_document("status");

	json_object_object_add(doc, "job", json_job(&snap->job, snap->sinks, snap->nr));
	json_print_pretty(doc);
}

static int print_end(const struct snapshot *snap, int job_fd,
		     const struct status_options *o)
{
	struct report r;
	int ret, err;

	err = report_begin(&r, snap, job_fd);
	ret = report_exit_code(&r);
	if (o->report)
		err = archive_append(o->report, &r);
	if (!ret)
		ret = err;
	if (o->json && o->wait)
		archive_result(&r, ret);
	else if (o->json)
		print_json(snap);
	else
		report_print(stdout, &r);
	report_end(&r);
	return ret;
}

static int look(int fd, struct snapshot *snap, const struct status_options *o)
{
	if (snapshot_take(fd, snap))
		return DSRCTL_DEVICE;
	if (snap->job.state == DSR_JOB_DONE)
		return print_end(snap, fd, o);
	if (o->json)
		print_json(snap);
	else
		print_running(snap);
	return DSRCTL_OK;
}

static int wait_for(int fd, struct snapshot *snap,
		    const struct status_options *o)
{
	const struct watch_options how = { .json = o->json };

	switch (watch_job(fd, &how, snap)) {
	case WATCH_DONE:
		return print_end(snap, fd, o);
	case WATCH_LEFT:
		complain("job %u goes on", snap->job.job_id);
		return DSRCTL_LEFT_RUNNING;
	default:
		return DSRCTL_DEVICE;
	}
}

struct lone_job {
	uint32_t nr;
	uint32_t id;
};

static void count_running(enum dsr_notice notice, enum dsr_group group,
			  const struct dsr_event *event, uint32_t number,
			  void *ctx)
{
	struct lone_job *lone = ctx;

	(void)notice;
	(void)group;
	(void)number;
	/* a job comes in one or more messages that follow each other */
	if (event->job_state == DSR_JOB_DONE || event->job_id == lone->id)
		return;
	lone->nr++;
	lone->id = event->job_id;
}

/* Without a number: the one job that is running. */
static int find_running(char text[16])
{
	struct lone_job lone = { 0 };
	int ret = DSRCTL_NO_JOB;
	int fd = open_module(&ret);

	if (fd < 0)
		return ret;
	close(fd);
	if (dsr_dump(DSR_CMD_JOB_GET, count_running, &lone) || lone.nr != 1) {
		complain("%s; say which job: 'dsrctl jobs' lists the jobs",
			 lone.nr ? "several jobs are running" : "no job is running");
		return DSRCTL_NO_JOB;
	}
	snprintf(text, 16, "%u", lone.id);
	return DSRCTL_OK;
}

static int show(const char *job, const struct status_options *o)
{
	struct snapshot *snap;
	int ret = DSRCTL_OK;
	int fd = open_job(job, &ret);

	if (fd < 0)
		return ret;
	snap = calloc(1, sizeof(*snap));
	if (!snap)
		ret = no_memory();
	else if (o->wait)
		ret = wait_for(fd, snap, o);
	else
		ret = look(fd, snap, o);
	free(snap);
	close(fd);
	return ret;
}

/**
 * cmd_status() - the sub-command
 * @argc: of the sub-command
 * @argv: of the sub-command
 *
 * Return: an enum dsrctl_exit.
 */
int cmd_status(int argc, char **argv)
{
	struct status_options o = { 0 };
	char lone[16];
	int key, ret;

	while ((key = option_next(&command_status, argc, argv)) != -1) {
		if (key == '?')
			return DSRCTL_USAGE;
		if (key == 'j')
			o.json = true;
		else if (key == 'w')
			o.wait = true;
		else
			o.report = optarg;
	}
	if (argc - optind > 1)
		return option_usage_error(&command_status, "name one job");
	if (optind < argc)
		return show(argv[optind], &o);
	ret = find_running(lone);
	return ret ? ret : show(lone, &o);
}

static const struct cmd_option status_options[] = {
	{ 'w', "wait", NULL, "show progress until the job is done" },
	{ 'j', "json", NULL, "print JSON (with --wait: JSON lines)" },
	{ OPT_REPORT, "report", "FILE", "add one JSON line per disc to FILE when the job is done" },
	{ 0 },
};

const struct command command_status = {
	.name = "status",
	.args = "[--wait] [--json] [--report FILE] [JOB]",
	.summary = "show what a job does, or how it ended",
	.help =
	"JOB is the number 'dsrctl copy' and 'dsrctl jobs' tell; without it, the one job\n"
	"that is running. For a job that is done, the exit code says how it ended; a\n"
	"job that is still running gives 0. Moves no robot, lights no laser.\n\n"
	"Examples:\n"
	"  dsrctl status 3\n"
	"  dsrctl status --wait\n"
	"  dsrctl status 3 --json | jq -r '.job.sinks[].outcome'\n",
	.options = status_options,
	.run = cmd_status,
};

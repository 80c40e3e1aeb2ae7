// SPDX-License-Identifier: GPL-2.0
/* dsrctl jobs: all jobs the module knows, from a dump of the netlink family. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "disc/text.h"
#include "json_event.h"
#include "names.h"
#include "open.h"

/* jobs in the order of the dump */
struct jobs {
	struct dsr_event *list;
	size_t nr;
	bool no_memory;
};

static struct dsr_event *place_for(struct jobs *jobs, uint32_t job_id)
{
	struct dsr_event *grown;
	size_t i;

	for (i = 0; i < jobs->nr; i++)
		if (jobs->list[i].job_id == job_id)
			return &jobs->list[i];
	grown = realloc(jobs->list, (jobs->nr + 1) * sizeof(*grown));
	if (!grown)
		return NULL;
	jobs->list = grown;
	grown = &jobs->list[jobs->nr++];
	grown->nr_sinks = 0;
	grown->job_id = job_id;
	return grown;
}

/*
 * A job with many sinks comes in several messages, and a dump that was
 * disturbed begins again: the newest word on each sink counts.
 */
static void merge(struct dsr_event *job, const struct dsr_event *message)
{
	struct dsr_event_sink *known = job->sinks;
	uint32_t nr = job->nr_sinks;
	uint32_t i, k;

	for (i = 0; i < message->nr_sinks; i++) {
		for (k = 0; k < nr && known[k].index != message->sinks[i].index;
		     k++)
			;
		if (k == DSR_MAX_SINKS)
			break;
		known[k] = message->sinks[i];
		nr = k == nr ? nr + 1 : nr;
	}
	/* all but the sinks, which stand last */
	memcpy(job, message, offsetof(struct dsr_event, nr_sinks));
	job->nr_sinks = nr;
}

static void take(enum dsr_notice notice, enum dsr_group group,
		 const struct dsr_event *event, uint32_t number, void *ctx)
{
	struct jobs *jobs = ctx;
	struct dsr_event *job;

	(void)notice;
	(void)number;
	if (group != DSR_GROUP_JOB)
		return;
	job = place_for(jobs, event->job_id);
	if (job)
		merge(job, event);
	else
		jobs->no_memory = true;
}

static const char *sink_word(const struct dsr_event *job, uint32_t i)
{
	return text_sink_now(job->op, job->sinks[i].state, job->sinks[i].outcome);
}

/* "3 writing, 1 rejected": each word once, in the order of the sinks. */
static void print_sinks(const struct dsr_event *job)
{
	const char *word, *lead = "";
	uint32_t i, k, n;

	for (i = 0; i < job->nr_sinks; i++) {
		word = sink_word(job, i);
		for (k = 0; k < i; k++)
			if (!strcmp(word, sink_word(job, k)))
				break;
		if (k < i)
			continue;
		for (n = 0; k < job->nr_sinks; k++)
			n += !strcmp(word, sink_word(job, k));
		printf("%s%u %s", lead, n, word);
		lead = ", ";
	}
}

static void print_job(const struct dsr_event *job)
{
	char size[32], name[96];

	text_size(size, sizeof(size), job->total_blocks * job->block_bytes);
	name_full(name, sizeof(name), &job->source);
	printf("job %u: %s, %s", job->job_id, text_op(job->op),
	       text_job_state(job->job_state));
	if (job->op != DSR_OP_ERASE)
		printf(", %s", size);
	if (!name_is_none(&job->source))
		printf(" from %s", name);
	fputs(": ", stdout);
	print_sinks(job);
	putchar('\n');
}

static void print_json(const struct jobs *jobs)
{
	struct json_object *doc = json_document("jobs");
	struct json_object *list = json_object_new_array();
	struct json_object *o;
	size_t i;

	for (i = 0; i < jobs->nr; i++) {
		o = json_object_new_object();
		json_event_fill(o, &jobs->list[i]);
		json_object_array_add(list, o);
	}
	json_object_object_add(doc, "jobs", list);
	json_print_pretty(doc);
}

static int show(bool json)
{
	struct jobs jobs = { 0 };
	int ret = dsr_dump(DSR_CMD_JOB_GET, take, &jobs);
	size_t i;

	if (ret < 0) {
		complain("the jobs can't be listed: %s", strerror(-ret));
		ret = DSRCTL_DEVICE;
	} else if (jobs.no_memory) {
		ret = no_memory();
	} else if (json) {
		print_json(&jobs);
	} else {
		for (i = 0; i < jobs.nr; i++)
			print_job(&jobs.list[i]);
		if (!jobs.nr)
			puts("no jobs");
	}
	free(jobs.list);
	return ret;
}

/**
 * cmd_jobs() - the sub-command
 * @argc: of the sub-command
 * @argv: of the sub-command
 *
 * Return: an enum dsrctl_exit.
 */
int cmd_jobs(int argc, char **argv)
{
	bool json = false;
	int key, fd, ret;

	while ((key = option_next(&command_jobs, argc, argv)) != -1) {
		if (key != 'j')
			return DSRCTL_USAGE;
		json = true;
	}
	if (optind < argc)
		return option_usage_error(&command_jobs, "it takes no argument '%s'",
					  argv[optind]);
	/* only to say it well when the module is not there */
	fd = open_module(&ret);
	if (fd < 0)
		return ret;
	close(fd);
	return show(json);
}

static const struct cmd_option jobs_options[] = {
	{ 'j', "json", NULL, "print JSON" },
	{ 0 },
};

const struct command command_jobs = {
	.name = "jobs",
	.args = "[--json]",
	.summary = "list the jobs that run, and those that are done and still known",
	.help =
	"One line per job. 'dsrctl status JOB' tells more. Moves no robot, lights no\n"
	"laser.\n\n"
	"Examples:\n"
	"  dsrctl jobs\n"
	"  dsrctl jobs --json | jq '.jobs[] | {job, state}'\n",
	.options = jobs_options,
	.run = cmd_jobs,
};

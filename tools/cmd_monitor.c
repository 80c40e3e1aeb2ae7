// SPDX-License-Identifier: GPL-2.0
/* dsrctl monitor: everything the module tells, as it happens. */
#include <errno.h>
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "cmd.h"
#include "disc/text.h"
#include "json_event.h"
#include "monitor_robot.h"
#include "names.h"
#include "open.h"

#define ALL_GROUPS \
	(1U << DSR_GROUP_JOB | 1U << DSR_GROUP_DRIVE | 1U << DSR_GROUP_CHANGER)
#define NS_PER_S	1000000000ULL

static const char *const notice_words[] = {
	[DSR_NOTICE_EVENT] = "event",
	[DSR_NOTICE_STATE] = "state",
	[DSR_NOTICE_GAP] = "gap",
	[DSR_NOTICE_SYNCED] = "synced",
};

static void print_json(enum dsr_notice notice, enum dsr_group group,
		       const struct dsr_event *event, uint32_t number)
{
	struct json_object *doc = json_document(notice_words[notice]);

	json_set_string(doc, "group", group_word(group));
	if (event)
		json_event_fill(doc, event);
	if (event && monitor_is_robot(event))
		monitor_robot_json(doc, event);
	if (notice == DSR_NOTICE_GAP)
		json_set_number(doc, "missed", number);
	if (notice == DSR_NOTICE_SYNCED)
		json_set_number(doc, "seq", number);
	json_print_line(doc);
}

static void print_sink(const struct dsr_event *event, uint32_t i)
{
	const struct dsr_event_sink *sink = &event->sinks[i];
	char name[96], text[600];

	if (DSR_HAS(sink, DSR_S_UNIT))
		name_full(name, sizeof(name), &sink->unit);
	else
		snprintf(name, sizeof(name), "recorder %u", sink->index);
	printf("job %u, %s: %s", event->job_id, name,
	       text_sink_now(event->op, sink->state, sink->outcome));
	if (DSR_HAS(sink, DSR_S_ERROR) && sink->error.reason) {
		text_error(text, sizeof(text), &sink->error);
		printf(": %s", text);
	}
}

static void print_time(const struct dsr_event *event)
{
	printf("[%6llu.%06llu] ", (unsigned long long)(event->time_ns / NS_PER_S),
	       (unsigned long long)(event->time_ns % NS_PER_S / 1000));
}

static void print_sink_progress(const struct dsr_event *event, uint32_t i)
{
	const struct dsr_event_sink *sink = &event->sinks[i];

	printf(" %u %s", sink->index, text_sink_now(event->op, sink->state, sink->outcome));
	if (sink->state == DSR_SINK_DONE)
		return;
	if (sink->state == DSR_SINK_ERASING)
		printf(" %u %%", text_of_65536(sink->progress));
	else
		printf(" %llu", (unsigned long long)(sink->state == DSR_SINK_VERIFYING ?
						     sink->verified_blocks :
						     sink->written_blocks));
}

/* Comes often: one line for all. */
static void print_progress(const struct dsr_event *event)
{
	uint32_t i;

	print_time(event);
	printf("job %u: ", event->job_id);
	if (event->op != DSR_OP_ERASE)
		printf("%llu of %llu blocks read; ",
		       (unsigned long long)event->read_blocks,
		       (unsigned long long)event->total_blocks);
	fputs("recorders:", stdout);
	for (i = 0; i < event->nr_sinks; i++)
		print_sink_progress(event, i);
	putchar('\n');
}

static void print_job_event(const struct dsr_event *event)
{
	char text[600];
	uint32_t i;

	if (event->event == DSR_JOB_EVENT_PROGRESS) {
		print_progress(event);
		return;
	}
	if (event->event == DSR_JOB_EVENT_STATE ||
	    event->event == DSR_JOB_EVENT_FORGOTTEN || !event->nr_sinks) {
		print_time(event);
		printf("job %u: %s", event->job_id,
		       event->event == DSR_JOB_EVENT_FORGOTTEN ? "forgotten" :
		       text_job_state(event->job_state));
		if (DSR_HAS(event, DSR_A_ERROR) && event->error.reason) {
			text_error(text, sizeof(text), &event->error);
			printf(": %s", text);
		}
		putchar('\n');
		return;
	}
	for (i = 0; i < event->nr_sinks; i++) {
		print_time(event);
		print_sink(event, i);
		if (event->event == DSR_JOB_EVENT_STALL)
			fputs(": makes no progress", stdout);
		else if (event->event == DSR_JOB_EVENT_RESUMED)
			fputs(": goes on", stdout);
		putchar('\n');
	}
}

static void print_unit_event(const struct dsr_event *event)
{
	char name[96];

	if (monitor_is_robot(event) && monitor_robot_repeats(event))
		return;
	print_time(event);
	if (monitor_is_robot(event)) {
		monitor_robot_print(event);
		putchar('\n');
		return;
	}
	name_full(name, sizeof(name), &event->unit);
	printf("%s: %s", name, text_unit_event(event->event));
	if (event->event == DSR_UNIT_EVENT_CLAIMED)
		printf(" by job %u", DSR_HAS(event, DSR_A_JOB_ID) ?
					     event->job_id :
					     event->unit_job_id);
	putchar('\n');
}

static void print_state(enum dsr_group group, const struct dsr_event *event)
{
	char name[96];

	if (group == DSR_GROUP_JOB) {
		printf("now: job %u: %s\n", event->job_id, text_job_state(event->job_state));
		return;
	}
	name_full(name, sizeof(name), &event->unit);
	printf("now: %s: ", name);
	if (event->unit_job_id)
		printf("busy, job %u\n", event->unit_job_id);
	else
		puts("free");
}

static void print_text(enum dsr_notice notice, enum dsr_group group,
		       const struct dsr_event *event, uint32_t number)
{
	switch (notice) {
	case DSR_NOTICE_EVENT:
		if (group == DSR_GROUP_JOB)
			print_job_event(event);
		else
			print_unit_event(event);
		break;
	case DSR_NOTICE_STATE:
		print_state(group, event);
		break;
	case DSR_NOTICE_GAP:
		if (number)
			printf("%u events of group %s were lost; the state is asked for\n",
			       number, group_word(group));
		else
			printf("events of group %s were lost; the state is asked for\n",
			       group_word(group));
		break;
	case DSR_NOTICE_SYNCED:
		printf("group %s is up to date\n", group_word(group));
		break;
	}
	fflush(stdout);
}

static void hear(enum dsr_notice notice, enum dsr_group group,
		 const struct dsr_event *event, uint32_t number, void *ctx)
{
	const bool *json = ctx;

	if (*json)
		print_json(notice, group, event, number);
	else
		print_text(notice, group, event, number);
}

static int open_signals(void)
{
	sigset_t mask;

	/* a shell starts background commands with it ignored: kill -INT ends */
	signal(SIGINT, SIG_DFL);
	sigemptyset(&mask);
	sigaddset(&mask, SIGINT);
	sigaddset(&mask, SIGTERM);
	sigprocmask(SIG_BLOCK, &mask, NULL);
	return signalfd(-1, &mask, SFD_CLOEXEC);
}

static int listen_on(struct dsr_listener *l)
{
	struct pollfd fds[] = {
		{ .fd = dsr_listener_fd(l), .events = POLLIN },
		{ .fd = open_signals(), .events = POLLIN },
	};
	int ret = dsr_listener_sync(l);

	while (!ret && !fds[1].revents) {
		if (ferror(stdout))	/* nobody reads any more */
			break;
		if (poll(fds, 2, -1) < 0)
			ret = errno == EINTR ? 0 : -errno;
		else if (fds[0].revents)
			ret = dsr_listener_handle(l);
	}
	if (fds[1].fd >= 0)
		close(fds[1].fd);
	return ret;
}

static int monitor(bool json)
{
	struct dsr_listener *l;
	int ret = dsr_listener_open(&l, ALL_GROUPS, hear, &json);

	if (ret == -ENOENT) {
		complain("the kernel module is not loaded: as root, run 'modprobe dsr'");
		return DSRCTL_NO_MODULE;
	}
	if (!ret) {
		ret = listen_on(l);
		dsr_listener_close(l);
	}
	if (!ret)
		return DSRCTL_OK;
	if (ret == -ENODEV || ret == -ENOENT) {
		complain("the kernel module was unloaded");
		return DSRCTL_NO_MODULE;
	}
	complain("the events can't be heard: %s", strerror(-ret));
	return DSRCTL_DEVICE;
}

/**
 * cmd_monitor() - the sub-command
 * @argc: of the sub-command
 * @argv: of the sub-command
 *
 * Return: an enum dsrctl_exit.
 */
int cmd_monitor(int argc, char **argv)
{
	bool json = false;
	int key;

	while ((key = option_next(&command_monitor, argc, argv)) != -1) {
		if (key != 'j')
			return DSRCTL_USAGE;
		json = true;
	}
	if (optind < argc)
		return option_usage_error(&command_monitor, "it takes no argument '%s'",
					  argv[optind]);
	return monitor(json);
}

static const struct cmd_option monitor_options[] = {
	{ 'j', "json", NULL, "print JSON lines" },
	{ 0 },
};

const struct command command_monitor = {
	.name = "monitor",
	.args = "[--json]",
	.summary = "print what jobs, drives and changers do, as it happens",
	.help =
	"Begins with the state of everything, then prints every event. When events were\n"
	"lost because this program was too slow, it says so, and prints the state anew.\n"
	"Ends with Ctrl-C, or when the module is unloaded.\n\n"
	"Examples:\n"
	"  dsrctl monitor\n"
	"  dsrctl monitor --json | jq -c 'select(.event==\"sink\")'\n",
	.options = monitor_options,
	.run = cmd_monitor,
};

// SPDX-License-Identifier: GPL-2.0
/* dsrctl copy: one source, many recorders. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "disc/eject.h"
#include "disc/layout.h"
#include "disc/text.h"
#include "json.h"
#include "libdsr/libdsr.h"
#include "open.h"
#include "plan.h"
#include "report.h"
#include "watch.h"

enum {
	OPT_SOURCE_SPEED = 256,
	OPT_NO_VERIFY,
	OPT_CANCEL_ON_CLOSE,
	OPT_REPORT,
};

struct copy_options {
	struct speed speed;
	struct speed source_speed;
	bool no_verify;
	bool cancel_on_close;
	bool detach;
	bool eject;
	bool json;
	bool yes;
	bool dry_run;
	const char *report;
};

/* what one job start needs; too large for a stack */
struct start {
	struct data_layout layout;
	struct dsr_sink_desc sinks[DSR_MAX_SINKS];
	struct dsr_job_start arg;
};

static int set_option(struct copy_options *o, int key)
{
	switch (key) {
	case 's':
		return speed_parse(optarg, &o->speed);
	case OPT_SOURCE_SPEED:
		return speed_parse(optarg, &o->source_speed);
	case OPT_NO_VERIFY:
		o->no_verify = true;
		return 0;
	case OPT_CANCEL_ON_CLOSE:
		o->cancel_on_close = true;
		return 0;
	case OPT_REPORT:
		o->report = optarg;
		return 0;
	case 'd':
		o->detach = true;
		return 0;
	case 'e':
		o->eject = true;
		return 0;
	case 'j':
		o->json = true;
		return 0;
	case 'y':
		o->yes = true;
		return 0;
	default:
		o->dry_run = true;
		return 0;
	}
}

static int parse(struct copy_options *o, int argc, char **argv)
{
	int key;

	memset(o, 0, sizeof(*o));
	while ((key = option_next(&command_copy, argc, argv)) != -1) {
		if (key == '?')
			return DSRCTL_USAGE;
		if (set_option(o, key))
			return option_usage_error(&command_copy,
				"'%s' is no speed; write 8, 2.4x or 11080kB", optarg);
	}
	if (o->detach && (o->cancel_on_close || o->eject || o->report))
		return option_usage_error(&command_copy,
			"--detach can't be combined with --cancel-on-close, --eject or --report");
	if (argc - optind < 2)
		return option_usage_error(&command_copy, "name a source and at least one sink");
	return DSRCTL_OK;
}

static int make_plan(struct plan *plan, int dsr_fd, char **args, int nr)
{
	int i, ret = plan_begin(plan, dsr_fd);

	if (!ret)
		ret = plan_source(plan, args[0]);
	if (!ret && nr == 2 && !strcmp(args[1], "all"))
		return plan_all_sinks(plan);
	for (i = 1; !ret && i < nr; i++)
		ret = plan_sink(plan, args[i]);
	return ret;
}

/* ---- starting the job ---------------------------------------------------- */

static void fill_start(struct start *s, const struct plan *plan,
		       const struct copy_options *o)
{
	struct dsr_job_start *arg = &s->arg;
	uint32_t i;

	for (i = 0; i < plan->nr_sinks; i++) {
		s->sinks[i].size = sizeof(s->sinks[i]);
		s->sinks[i].fd = plan->sinks[i].fd;
		if (plan->sinks[i].overwrite)
			s->sinks[i].flags = DSR_SINK_F_OVERWRITE;
		s->sinks[i].speed_kbs =
			speed_kbs(&o->speed, plan->sinks[i].probe.profile);
	}
	arg->op = DSR_OP_COPY;
	arg->flags = (o->no_verify ? 0 : DSR_JOB_F_VERIFY) |
		     (o->cancel_on_close ? DSR_JOB_F_CANCEL_ON_CLOSE : 0);
	arg->source_fd = plan->source.fd;
	arg->layout = (uintptr_t)&s->layout;
	arg->layout_bytes = sizeof(s->layout);
	arg->nr_sinks = plan->nr_sinks;
	arg->sinks = (uintptr_t)s->sinks;
	arg->sink_bytes = sizeof(s->sinks[0]);
	arg->source_speed_kbs =
		speed_kbs(&o->source_speed, plan->source.probe.profile);
}

static int refused(const struct plan *plan, const struct dsr_job_start *arg,
		   int err)
{
	const char *who = "the job";
	char value[64] = "";

	if (arg->error_at == DSR_AT_SOURCE)
		who = plan->source.title;
	else if (arg->error_at == DSR_AT_SINK &&
		 arg->error_index < plan->nr_sinks)
		who = plan->sinks[arg->error_index].title;
	else if (arg->error_at == DSR_AT_LAYOUT)
		who = "the layout";
	if (arg->error_value)
		snprintf(value, sizeof(value), " (%" PRIu64 ")", (uint64_t)arg->error_value);
	if (arg->error_reason)
		complain("the job was not started, nothing was written: %s: %s%s; %s", who,
			 text_reason_sentence(arg->error_reason), value,
			 text_reason_advice(arg->error_reason));
	else
		complain("the job was not started, nothing was written: %s: %s", who,
			 strerror(-err));
	return arg->error_reason == DSR_REASON_DUPLICATE ? DSRCTL_USAGE :
							   DSRCTL_DEVICE;
}

static int start_job(const struct plan *plan, const struct copy_options *o,
		     int dsr_fd, int *job_fd, uint32_t *job_id)
{
	struct start *s = calloc(1, sizeof(*s));
	int ret = DSRCTL_OK;
	const char *why;

	if (!s)
		return no_memory();
	if (layout_data_disc(&s->layout, plan->blocks) ||
	    layout_check(&s->layout, sizeof(s->layout), &why)) {
		complain("%s: %" PRIu64 " blocks are more than any disc has", plan->source.title,
			 plan->blocks);
		ret = DSRCTL_FAILED;
		goto free;
	}
	fill_start(s, plan, o);
	*job_fd = dsr_job_start(dsr_fd, &s->arg);
	if (*job_fd < 0)
		ret = refused(plan, &s->arg, *job_fd);
	*job_id = s->arg.job_id;
free:
	free(s);
	return ret;
}

static void tell_started(const struct plan *plan, const struct copy_options *o,
			 uint32_t job_id)
{
	struct json_object *doc;
	char size[32];

	if (o->json) {
		doc = json_document("started");
		json_set_number(doc, "job", job_id);
		json_set_number(doc, "blocks", plan->blocks);
		json_print_line(doc);
		return;
	}
	text_size(size, sizeof(size), plan->blocks * DATA_BLOCK_BYTES);
	printf("job %u: copying %s (%" PRIu64 " blocks) from %s\n", job_id, size,
	       plan->blocks, plan->source.title);
	fflush(stdout);
}

/* ---- watching it, and what comes after ----------------------------------- */

static int tell_left(const struct copy_options *o, uint32_t job_id)
{
	if (o->cancel_on_close) {
		complain("job %u is being cancelled, as asked by --cancel-on-close", job_id);
		return DSRCTL_CANCELLED;
	}
	complain("job %u goes on: 'dsrctl status %u --wait' watches it, 'dsrctl cancel %u' ends it",
		 job_id, job_id, job_id);
	return DSRCTL_LEFT_RUNNING;
}

static void eject_discs(const struct plan *plan, const struct snapshot *snap)
{
	uint32_t i;

	for (i = 0; i < plan->nr_sinks && i < snap->nr; i++) {
		if (plan->sinks[i].kind != END_DRIVE ||
		    snap->sinks[i].outcome == DSR_OUTCOME_NOT_STARTED)
			continue;
		if (drive_eject(plan->sinks[i].fd))
			complain("%s does not open its tray: press its button",
				 plan->sinks[i].title);
	}
}

static int finish(const struct plan *plan, const struct copy_options *o,
		  const struct snapshot *snap)
{
	int ret = report_exit_code(snap), err = DSRCTL_OK;

	if (!o->json)
		report_print(stdout, snap);
	if (o->report)
		err = report_append(o->report, snap, plan->source.path);
	if (o->eject)
		eject_discs(plan, snap);
	if (!ret)
		ret = err;
	if (o->json)
		report_result_json(snap, ret);
	return ret;
}

static int watch(const struct plan *plan, const struct copy_options *o,
		 int job_fd, uint32_t job_id)
{
	const struct watch_options how = {
		.json = o->json,
		.cancel_on_close = o->cancel_on_close,
	};
	struct snapshot *snap = calloc(1, sizeof(*snap));
	int ret = DSRCTL_DEVICE;

	if (!snap)
		return no_memory();
	switch (watch_job(job_fd, &how, snap)) {
	case WATCH_DONE:
		ret = finish(plan, o, snap);
		break;
	case WATCH_LEFT:
		ret = tell_left(o, job_id);
		break;
	case WATCH_ERROR:
		break;
	}
	free(snap);
	return ret;
}

static int copy(struct plan *plan, const struct copy_options *o,
		int dsr_fd)
{
	uint32_t job_id = 0;
	int job_fd = -1;
	int ret;

	if (o->dry_run) {
		if (o->json)
			plan_print_json(plan, &o->speed);
		else
			plan_print(plan, &o->speed);
		return DSRCTL_OK;
	}
	ret = plan_confirm(plan, o->yes);
	if (!ret)
		ret = start_job(plan, o, dsr_fd, &job_fd, &job_id);
	if (ret)
		return ret;
	tell_started(plan, o, job_id);
	if (!o->detach)
		ret = watch(plan, o, job_fd, job_id);
	else if (!o->json)
		printf("'dsrctl status %u --wait' watches it, 'dsrctl cancel %u' ends it\n",
		       job_id, job_id);
	close(job_fd);
	return ret;
}

/**
 * cmd_copy() - the sub-command
 * @argc: of the sub-command
 * @argv: of the sub-command
 *
 * Return: an enum dsrctl_exit.
 */
int cmd_copy(int argc, char **argv)
{
	struct copy_options o;
	struct plan *plan;
	int ret = parse(&o, argc, argv);
	int dsr_fd;

	if (ret)
		return ret;
	/* a plan can be made without the module */
	dsr_fd = o.dry_run ? dsr_open() : open_module(&ret);
	if (dsr_fd < 0 && !o.dry_run)
		return ret;
	plan = calloc(1, sizeof(*plan));
	if (!plan) {
		ret = no_memory();
		goto close;
	}
	ret = make_plan(plan, dsr_fd, argv + optind, argc - optind);
	if (!ret)
		ret = copy(plan, &o, dsr_fd);
	plan_end(plan);
	free(plan);
close:
	if (dsr_fd >= 0)
		close(dsr_fd);
	return ret;
}

static const struct cmd_option copy_options[] = {
	{ 's', "speed", "X|NNkB", "writing speed: 8 or 2.4x, or 11080kB (1000 byte/s)" },
	{ OPT_SOURCE_SPEED, "source-speed", "X|NNkB", "reading speed of the source" },
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
	.summary = "copy a data disc or an image to many recorders at once",
	.help =
	"SOURCE is a drive with a disc in it (/dev/srN, /dev/sgN), a block device, or an\n"
	"image file. SINKs are recorders with blank discs, or block devices; the word\n"
	"'all' stands for every free recorder with a blank disc in it. The source is\n"
	"read once. Each disc is read back and compared as soon as it is closed.\n\n"
	"The kernel does the work: it goes on to closed, readable discs when this\n"
	"program or its terminal is gone, unless --cancel-on-close is given. Ctrl-C asks\n"
	"what to do.\n\n"
	"Examples:\n"
	"  dsrctl copy /dev/sr0 /dev/sr1 /dev/sr2     copy the disc in sr0 to two others\n"
	"  dsrctl copy image.iso all --eject          burn an image on every blank there is\n"
	"  dsrctl copy image.iso /dev/sr1 --speed 4x  slowly\n"
	"  dsrctl copy /dev/sr0 all --dry-run         see what would be done\n",
	.words = "all",
	.files = true,
	.options = copy_options,
	.run = cmd_copy,
};

// SPDX-License-Identifier: GPL-2.0
/* An order from its plan to its report. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "archive.h"
#include "attend.h"
#include "disc/eject.h"
#include "disc/text.h"
#include "json.h"
#include "libdsr/libdsr.h"
#include "open.h"
#include "plan.h"
#include "readback.h"
#include "report.h"
#include "start.h"
#include "watch.h"

static void tell_started_json(const struct plan *plan, uint32_t job_id)
{
	struct json_object *doc = json_document("started");

	json_set_number(doc, "job", job_id);
	json_set_string(doc, "op", text_op(plan->order->op));
	json_set_number(doc, "blocks", plan->blocks);
	json_object_object_add(doc, "notes", plan_notes_json(plan));
	json_print_line(doc);
}

static void tell_started(const struct plan *plan, uint32_t job_id)
{
	static const char *const verbs[] = {
		[DSR_OP_COPY] = "copying",
		[DSR_OP_SIMULATE] = "simulating a copy of",
		[DSR_OP_VERIFY] = "comparing discs with",
	};
	uint32_t op = plan->order->op;
	char size[32];

	if (plan->order->json) {
		tell_started_json(plan, job_id);
		return;
	}
	plan_print_notes(plan);
	text_size(size, sizeof(size), plan->bytes);
	if (op == DSR_OP_ERASE)
		printf("job %u: erasing %u disc%s, %s\n", job_id, plan->nr_sinks,
		       plan->nr_sinks == 1 ? "" : "s",
		       plan->order->full ? "every block" : "quickly");
	else
		printf("job %u: %s %s (%" PRIu64 " blocks) from %s\n", job_id, verbs[op],
		       size, plan->blocks, plan->source.title);
	fflush(stdout);
}

static int tell_left(const struct order *o, uint32_t job_id)
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

static int tell_end(const struct plan *plan, const struct report *r)
{
	const struct order *o = plan->order;
	int ret = report_exit_code(r), err = DSRCTL_OK;

	if (!o->json)
		report_print(stdout, r);
	if (o->report)
		err = archive_append(o->report, r);
	if (o->eject)
		eject_discs(plan, r->snap);
	if (!ret)
		ret = err;
	if (o->json)
		archive_result(r, ret);
	return ret;
}

static int finish(const struct plan *plan, const struct snapshot *snap, int job_fd)
{
	struct readback *readback = calloc(1, sizeof(*readback));
	struct report r;
	int ret;

	if (!readback)
		return no_memory();
	report_begin(&r, snap, job_fd);
	if (plan->mastered && plan->master.bad)
		report_add_bad(&r, plan->master.bad);
	readback_run(readback, plan, snap);
	r.disc = plan->disc;
	r.readback = readback;
	r.wanted = plan->record ? &plan->record->sums : NULL;
	r.source_path = plan->mastered ? plan->source.path : NULL;
	if (plan->order->op == DSR_OP_COPY || plan->order->op == DSR_OP_VERIFY)
		r.coverage = &plan->order->coverage;
	ret = tell_end(plan, &r);
	report_end(&r);
	readback_free(readback);
	free(readback);
	return ret;
}

static int watch(const struct plan *plan, int job_fd, uint32_t job_id)
{
	const struct watch_options how = {
		.json = plan->order->json,
		.cancel_on_close = plan->order->cancel_on_close,
	};
	struct snapshot *snap = calloc(1, sizeof(*snap));
	int ret = DSRCTL_DEVICE;

	if (!snap)
		return no_memory();
	switch (watch_job(job_fd, &how, snap)) {
	case WATCH_DONE:
		ret = finish(plan, snap, job_fd);
		break;
	case WATCH_LEFT:
		ret = tell_left(plan->order, job_id);
		break;
	case WATCH_ERROR:
		break;
	}
	free(snap);
	return ret;
}

static int print_plan(const struct plan *plan)
{
	if (plan->order->json)
		plan_print_json(plan);
	else
		plan_print(plan);
	return DSRCTL_OK;
}

static int carry_out(struct plan *plan, int dsr_fd)
{
	const struct order *o = plan->order;
	uint32_t job_id = 0;
	int job_fd = -1;
	int ret;

	if (o->dry_run)
		return print_plan(plan);
	ret = plan_confirm(plan);
	if (!ret && o->report)
		ret = archive_ready(o->report);
	if (!ret)
		ret = start_job(plan, dsr_fd, &job_fd, &job_id);
	if (ret)
		return ret;
	tell_started(plan, job_id);
	if (!o->detach)
		ret = watch(plan, job_fd, job_id);
	else if (!o->json)
		printf("'dsrctl status %u --wait' watches it, 'dsrctl cancel %u' ends it\n",
		       job_id, job_id);
	close(job_fd);
	return ret;
}

static int make_plan(struct plan *plan, const char *source, char **sinks, int nr_sinks)
{
	int ret = DSRCTL_OK;

	if (plan->order->against)
		ret = plan_against(plan, plan->order->against);
	else if (source)
		ret = plan_source(plan, source);
	if (!ret)
		ret = plan_sinks(plan, sinks, nr_sinks);
	return ret ? ret : plan_check(plan);
}

/**
 * attend() - carry an order out, or print what would be done for --dry-run
 * @o: the order
 * @source: as typed, NULL where the order has none
 * @sinks: as typed, or "all" alone
 * @nr_sinks: how many
 *
 * Return: an enum dsrctl_exit.
 */
int attend(const struct order *o, const char *source, char **sinks, int nr_sinks)
{
	struct plan *plan;
	int ret = DSRCTL_OK;
	/* a plan can be made without the module */
	int dsr_fd = o->dry_run ? dsr_open() : open_module(&ret);

	if (dsr_fd < 0 && !o->dry_run)
		return ret;
	plan = calloc(1, sizeof(*plan));
	if (!plan) {
		ret = no_memory();
		goto close;
	}
	ret = plan_begin(plan, o, dsr_fd);
	if (!ret)
		ret = make_plan(plan, source, sinks, nr_sinks);
	if (!ret)
		ret = carry_out(plan, dsr_fd);
	plan_end(plan);
	free(plan);
close:
	if (dsr_fd >= 0)
		close(dsr_fd);
	return ret;
}

// SPDX-License-Identifier: GPL-2.0
/* A plan becomes a job. */
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "disc/text.h"
#include "libdsr/libdsr.h"
#include "start.h"

/* what one job start needs; too large for a stack */
struct start {
	struct dsr_sink_desc sinks[DSR_MAX_SINKS];
	struct dsr_job_start arg;
};

/* ---- what the kernel refuses ----------------------------------------------- */

struct field {
	uint64_t offset;
	const char *name;
};

#define HEAD(name)	{ offsetof(struct dsr_layout, name), #name }
#define TRACK(name)	{ offsetof(struct dsr_track, name), #name }

static const struct field head_fields[] = {
	HEAD(size), HEAD(magic), HEAD(total_bytes), HEAD(family), HEAD(nr_sessions),
	HEAD(nr_tracks), HEAD(flags), HEAD(tracks_offset), HEAD(track_bytes),
	HEAD(cdtext_offset), HEAD(cdtext_bytes), HEAD(layer_break), HEAD(mcn),
};

static const struct field track_fields[] = {
	TRACK(size), TRACK(number), TRACK(session), TRACK(control), TRACK(mode),
	TRACK(subchannel), TRACK(nr_indexes), TRACK(block_bytes), TRACK(flags),
	TRACK(pregap_blocks), TRACK(start), TRACK(blocks), TRACK(source_offset),
	TRACK(indexes_offset), TRACK(isrc),
};

static const char *field_name(const struct field *table, size_t nr, uint64_t offset)
{
	size_t i;

	for (i = 0; i < nr; i++)
		if (table[i].offset == offset)
			return table[i].name;
	return "reserved";
}

static void name_field(char *buf, size_t size, const struct dsr_job_start *arg)
{
	if (arg->error_index == UINT32_MAX)
		snprintf(buf, size, " (%s)",
			 field_name(head_fields, sizeof(head_fields) / sizeof(head_fields[0]),
				    arg->error_value));
	else
		snprintf(buf, size, " (%s of the %u. track)",
			 field_name(track_fields, sizeof(track_fields) / sizeof(track_fields[0]),
				    arg->error_value),
			 arg->error_index + 1);
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
	if (arg->error_at == DSR_AT_LAYOUT && arg->error_reason == DSR_REASON_LAYOUT)
		name_field(value, sizeof(value), arg);
	else if (arg->error_value)
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

/* ---- what the kernel gets --------------------------------------------------- */

static void fill_sink(struct dsr_sink_desc *sink, const struct plan *plan, uint32_t i)
{
	const struct order *o = plan->order;
	const struct plan_end *end = &plan->sinks[i];

	sink->size = sizeof(*sink);
	sink->fd = end->fd;
	sink->flags = (end->overwrite ? DSR_SINK_F_OVERWRITE : 0) |
		      (o->op == DSR_OP_COPY && o->coverage.kind != COVERAGE_NONE &&
		       !coverage_has(&o->coverage, i) ? DSR_SINK_F_NO_VERIFY : 0);
	sink->speed_kbs = end->speed_kbs;
	sink->write_mode = o->write_mode;
	sink->verify_permille = coverage_permille(&o->coverage);
}

static uint32_t job_flags(const struct plan *plan)
{
	const struct order *o = plan->order;
	uint32_t flags = 0;

	if (o->op == DSR_OP_COPY && o->coverage.kind != COVERAGE_NONE)
		flags |= DSR_JOB_F_VERIFY;
	if (o->cancel_on_close)
		flags |= DSR_JOB_F_CANCEL_ON_CLOSE;
	if (o->full)
		flags |= DSR_JOB_F_FULL;
	if (o->skip_bad)
		flags |= DSR_JOB_F_SKIP_BAD;
	if (o->c2)
		flags |= DSR_JOB_F_C2;
	if (plan->sha256)
		flags |= DSR_JOB_F_SHA256;
	return flags;
}

static void fill_start(struct start *s, const struct plan *plan)
{
	const struct order *o = plan->order;
	struct dsr_job_start *arg = &s->arg;
	uint32_t i;

	for (i = 0; i < plan->nr_sinks; i++)
		fill_sink(&s->sinks[i], plan, i);
	arg->op = o->op;
	arg->flags = job_flags(plan);
	arg->source_fd = plan->mastered ? plan->master.fd : -1;
	arg->layout = (uintptr_t)plan->layout;
	arg->layout_bytes = (uint32_t)plan->layout_bytes;
	arg->nr_sinks = plan->nr_sinks;
	arg->sinks = (uintptr_t)s->sinks;
	arg->sink_bytes = sizeof(s->sinks[0]);
	if (plan->mastered)
		arg->source_speed_kbs = speed_kbs(&o->source_speed, plan->master.probe.profile);
	arg->read_retries = o->read_retries;
	if (plan->sha256)
		memcpy(arg->sha256, plan->sha256, sizeof(arg->sha256));
}

/**
 * start_job() - hand a plan to the kernel
 * @plan: complete and confirmed
 * @dsr_fd: from dsr_open()
 * @job_fd: gets an fd of the job
 * @job_id: gets its number
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int start_job(const struct plan *plan, int dsr_fd, int *job_fd, uint32_t *job_id)
{
	struct start *s = calloc(1, sizeof(*s));
	int ret = DSRCTL_OK;

	if (!s)
		return no_memory();
	fill_start(s, plan);
	*job_fd = dsr_job_start(dsr_fd, &s->arg);
	if (*job_fd < 0)
		ret = refused(plan, &s->arg, *job_fd);
	*job_id = s->arg.job_id;
	free(s);
	return ret;
}

// SPDX-License-Identifier: GPL-2.0
/*
 * What a job says about itself: snapshots and events.
 */
#include "job.h"

#include <linux/ktime.h>

#include "events.h"

/**
 * dsr_job_snapshot - the job's status now, without its sinks
 * @job: which
 * @status: filled; sinks and sink_bytes are 0
 *
 * Context: may sleep.
 */
void dsr_job_snapshot(struct dsr_job *job, struct dsr_job_status *status)
{
	struct dsr_run *run = &job->run;

	memset(status, 0, sizeof(*status));
	status->size = sizeof(*status);
	status->job_id = job->id;
	status->op = run->op;
	status->flags = run->flags;
	status->nr_sinks = job->nr_sinks;
	status->block_bytes = dsr_run_block_bytes(run);
	status->chunk_bytes = run->ring.chunk_bytes;
	status->ring_chunks = run->ring.nr_slots;
	status->total_blocks = run->stream.blocks;
	status->read_blocks = READ_ONCE(job->source.read_blocks);
	status->source_commands = READ_ONCE(job->source.commands);
	status->source = job->source.claim.name;
	status->start_ns = job->start_ns;
	status->now_ns = ktime_get_ns();
	status->cancelled = READ_ONCE(run->cancelled);
	mutex_lock(&run->lock);
	status->state = job->state;
	status->error = job->error;
	status->end_ns = job->end_ns;
	status->bad_blocks = run->bad[DSR_BAD_UNREADABLE].blocks;
	status->c2_blocks = run->c2_blocks;
	status->c2_kept = run->bad[DSR_BAD_C2].blocks;
	mutex_unlock(&run->lock);
	if (dsr_digest_sums(&run->digest)) {
		memcpy(status->sha256, run->digest.sha256, DSR_DIGEST_BYTES);
		status->sha256_valid = 1;
	}
}

/**
 * dsr_job_snapshot_bad - what of the source is bad
 * @job: which
 * @kind: enum dsr_bad_kind
 * @from: index of the first range wanted
 * @ranges: filled
 * @room: ranges that fit there
 *
 * Context: may sleep. Return: ranges there are.
 */
u32 dsr_job_snapshot_bad(struct dsr_job *job, u32 kind, u32 from,
			 struct dsr_bad_range *ranges, u32 room)
{
	struct dsr_run *run = &job->run;
	const struct dsr_bad_list *list = &run->bad[kind];
	u32 nr;

	mutex_lock(&run->lock);
	nr = list->nr;
	if (from < nr)
		memcpy(ranges, &list->ranges[from],
		       min(room, nr - from) * sizeof(*ranges));
	mutex_unlock(&run->lock);
	return nr;
}

/**
 * dsr_job_sums - digests of the parts of a content
 * @job: which
 * @sink: whose content; DSR_JOB_STREAM: the stream's
 * @sums: gets them, theirs as long as the job is held; NULL: they are not known
 *
 * Context: may sleep. Return: 0; -ENOENT: no such sink.
 */
int dsr_job_sums(struct dsr_job *job, u32 sink, const struct dsr_sums **sums)
{
	struct dsr_run *run = &job->run;

	*sums = NULL;
	if (sink == DSR_JOB_STREAM) {
		*sums = dsr_digest_sums(&run->digest);
		return 0;
	}
	if (sink >= job->nr_sinks)
		return -ENOENT;
	mutex_lock(&run->lock);
	*sums = job->sinks[sink].sums;
	mutex_unlock(&run->lock);
	return 0;
}

/**
 * dsr_job_snapshot_sink - the status of one sink now
 * @job: which
 * @index: of the sink
 * @status: filled
 *
 * Context: may sleep. Return: 0 or -ENOENT.
 */
int dsr_job_snapshot_sink(struct dsr_job *job, u32 index,
			  struct dsr_sink_status *status)
{
	if (index >= job->nr_sinks)
		return -ENOENT;
	mutex_lock(&job->run.lock);
	*status = job->sinks[index].status;
	status->touched = READ_ONCE(job->sinks[index].touched);
	mutex_unlock(&job->run.lock);
	return 0;
}

static void dsr_job_changed(struct dsr_job *job)
{
	atomic64_inc(&job->changes);
	wake_up_interruptible_poll(&job->poll, EPOLLPRI);
}

/**
 * dsr_job_tell - tell everybody about the job
 * @job: which
 * @event: enum dsr_job_event
 *
 * Context: may sleep.
 */
void dsr_job_tell(struct dsr_job *job, u32 event)
{
	struct dsr_job_status status;

	dsr_job_snapshot(job, &status);
	dsr_event_job(event, &status, NULL, 0, 0);
	dsr_job_changed(job);
}

/**
 * dsr_job_tell_sink - tell everybody about one sink
 * @sink: of a job
 * @event: enum dsr_job_event
 *
 * Context: the sink's thread.
 */
void dsr_job_tell_sink(struct dsr_sink *sink, u32 event)
{
	struct dsr_job *job = container_of(sink->run, struct dsr_job, run);
	struct dsr_job_status status;
	struct dsr_sink_status own;

	dsr_job_snapshot(job, &status);
	dsr_job_snapshot_sink(job, sink->index, &own);
	dsr_event_job(event, &status, &own, sink->index, 1);
	dsr_job_changed(job);
}

/**
 * dsr_job_tell_progress - tell everybody how far all sinks are
 * @job: which
 *
 * Context: the job's thread.
 */
void dsr_job_tell_progress(struct dsr_job *job)
{
	struct dsr_job_status status;
	u32 i;

	dsr_job_snapshot(job, &status);
	for (i = 0; i < job->nr_sinks; i++)
		dsr_job_snapshot_sink(job, i, &job->scratch[i]);
	dsr_event_job(DSR_JOB_EVENT_PROGRESS, &status, job->scratch, 0,
		      job->nr_sinks);
	dsr_job_changed(job);
}

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Jobs: their table, their thread, their report.
 */
#ifndef DSR_JOB_H
#define DSR_JOB_H

#include <linux/kref.h>
#include <linux/poll.h>

#include "sink.h"
#include "source.h"

/**
 * struct dsr_job - one run
 * @ref: held by the table, by the job's thread, by every open job fd
 * @id: from 1, never used again
 * @run: what source and sinks share; @run.lock protects @state, @error, @end_ns
 *	and the status of the sinks
 * @source: the master
 * @sinks: @nr_sinks of them
 * @nr_sinks: how many
 * @layout: the job's own copy
 * @thread: runs the job
 * @pump: runs the source
 * @pumped: what the source ended with; 1: it still runs, or will
 * @state: enum dsr_job_state
 * @error: why the job as a whole went wrong
 * @start_ns: CLOCK_MONOTONIC
 * @end_ns: CLOCK_MONOTONIC
 * @scratch: the sinks' status for progress events; the job's thread only
 * @changes: counts changes, for poll()
 * @poll: poll() waits here
 */
struct dsr_job {
	struct kref ref;
	u32 id;
	struct dsr_run run;
	struct dsr_source source;
	struct dsr_sink *sinks;
	u32 nr_sinks;
	struct dsr_layout *layout;
	struct task_struct *thread;
	struct task_struct *pump;
	int pumped;
	u32 state;
	struct dsr_error error;
	u64 start_ns;
	u64 end_ns;
	struct dsr_sink_status *scratch;
	atomic64_t changes;
	wait_queue_head_t poll;
};

/**
 * struct dsr_job_spec - a job to be made, all in kernel memory
 * @op: enum dsr_op
 * @flags: DSR_JOB_F_*
 * @source_fd: of the caller
 * @source_speed_kbs: see struct dsr_job_start
 * @ring_bytes: see struct dsr_job_start
 * @layout: becomes the job's when dsr_job_create() succeeds; NULL for ERASE
 * @layout_bytes: of it
 * @sinks: @nr_sinks of them
 * @nr_sinks: 1..DSR_MAX_SINKS
 * @read_retries: see struct dsr_job_start
 * @sha256: see struct dsr_job_start
 */
struct dsr_job_spec {
	u32 op;
	u32 flags;
	s32 source_fd;
	u32 source_speed_kbs;
	u64 ring_bytes;
	struct dsr_layout *layout;
	u32 layout_bytes;
	const struct dsr_sink_desc *sinks;
	u32 nr_sinks;
	u32 read_retries;
	const u8 *sha256;
};

/**
 * struct dsr_job_refusal - why a job can't be made
 * @at: enum dsr_error_at
 * @index: see there
 * @reason: enum dsr_reason
 * @value: the number that belongs to it
 */
struct dsr_job_refusal {
	u32 at;
	u32 index;
	u32 reason;
	u64 value;
};

/* job.c */
struct dsr_job *dsr_job_create(const struct dsr_job_spec *spec,
			       struct dsr_job_refusal *refusal);
void dsr_job_abandon(struct dsr_job *job);
void dsr_job_go(struct dsr_job *job);
void dsr_job_cancel(struct dsr_job *job);

/* job_status.c */
void dsr_job_snapshot(struct dsr_job *job, struct dsr_job_status *status);
u32 dsr_job_snapshot_bad(struct dsr_job *job, u32 kind, u32 from,
			 struct dsr_bad_range *ranges, u32 room);
int dsr_job_sums(struct dsr_job *job, u32 sink, const struct dsr_sums **sums);
int dsr_job_snapshot_sink(struct dsr_job *job, u32 index,
			  struct dsr_sink_status *status);
void dsr_job_tell(struct dsr_job *job, u32 event);
void dsr_job_tell_sink(struct dsr_sink *sink, u32 event);
void dsr_job_tell_progress(struct dsr_job *job);

/* job_run.c */
int dsr_job_thread(void *data);
int dsr_job_pump(void *data);
bool dsr_job_has_source(const struct dsr_job *job);

/* job_table.c */
struct dsr_job *dsr_job_find(u32 id);
void dsr_job_put(struct dsr_job *job);
void dsr_job_exit(void);
u32 dsr_table_new_id(void);
int dsr_table_add(struct dsr_job *job);
void dsr_table_remove(struct dsr_job *job);
void dsr_table_trim(void);
int dsr_table_after(u32 id, struct dsr_job_status *status);
int dsr_table_sink(u32 id, u32 index, struct dsr_sink_status *status);

#endif

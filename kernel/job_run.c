// SPDX-License-Identifier: GPL-2.0
/*
 * The course of a job, in its own thread.
 */
#include "job.h"

#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/module.h>

#include "states.h"
#include "trace.h"

/* between two progress events */
#define DSR_PROGRESS_MS		500

/* the one place where a job's state changes */
static void dsr_job_enter(struct dsr_job *job, u32 state)
{
	u32 from;

	mutex_lock(&job->run.lock);
	from = job->state;
	WARN_ON_ONCE(!dsr_job_may(from, state));
	WRITE_ONCE(job->state, state);
	if (state == DSR_JOB_DONE)
		job->end_ns = ktime_get_ns();
	mutex_unlock(&job->run.lock);
	trace_dsr_job_state(job->id, from, state);
	dsr_job_tell(job, DSR_JOB_EVENT_STATE);
}

static void dsr_job_blame(struct dsr_job *job, const struct dsr_error *error,
			  u32 reason)
{
	mutex_lock(&job->run.lock);
	if (error) {
		job->error = *error;
	} else {
		job->error.reason = reason;
		job->error.opcode = 0xff;
		job->error.lba = ~0ULL;
	}
	mutex_unlock(&job->run.lock);
}

/* without the lock, as conditions of waits have to be */
static u32 dsr_job_count(struct dsr_job *job, u32 wanted)
{
	u32 i, state, n = 0;

	for (i = 0; i < job->nr_sinks; i++) {
		/* with a state one sees what led to it: see dsr_sink_enter() */
		state = smp_load_acquire(&job->sinks[i].status.state);
		if (state == wanted)
			n++;
	}
	return n;
}

/**
 * dsr_job_has_source - does anything pass through the ring?
 * @job: which
 */
bool dsr_job_has_source(const struct dsr_job *job)
{
	return job->run.op != DSR_OP_ERASE &&
	       !(job->run.flags & DSR_JOB_F_SHA256);
}

/* a rejected one may take its time to give its drive back */
static bool dsr_job_checked(struct dsr_job *job)
{
	u32 i;

	for (i = 0; i < job->nr_sinks; i++)
		if (READ_ONCE(job->sinks[i].status.state) <= DSR_SINK_CHECKING &&
		    !READ_ONCE(job->sinks[i].status.outcome))
			return false;
	return true;
}

/* the sinks wait for one of these */
static void dsr_job_open_barrier(struct dsr_job *job, bool go)
{
	mutex_lock(&job->run.lock);
	/* what was set for the sinks before, they see */
	smp_store_release(&job->run.go, go);
	WRITE_ONCE(job->run.failed, !go);
	mutex_unlock(&job->run.lock);
	wake_up_all(&job->run.wait);
}

/* all sinks checked; true when there is something to stream to */
static bool dsr_job_prepare(struct dsr_job *job)
{
	int err = 0;
	u32 i;

	if (dsr_job_has_source(job))
		err = dsr_source_prepare(&job->source);

	wait_event_idle(job->run.wait, dsr_job_checked(job));
	if (READ_ONCE(job->run.cancelled))
		return false;
	if (err) {
		dsr_job_blame(job, &job->source.error, 0);
		return false;
	}
	if (!dsr_job_count(job, DSR_SINK_READY)) {
		dsr_job_blame(job, NULL, DSR_REASON_NO_SINK_LEFT);
		return false;
	}
	for (i = 0; i < job->nr_sinks; i++) {
		if (job->sinks[i].status.state != DSR_SINK_READY)
			continue;
		dsr_ring_attach(&job->run.ring, i);
		job->sinks[i].starting = true;
		atomic_inc(&job->run.starting);
	}
	return true;
}

/**
 * dsr_job_pump - the source's thread
 * @data: the job
 *
 * Return: 0; the result is in the job.
 */
int dsr_job_pump(void *data)
{
	struct dsr_job *job = data;
	int err = dsr_source_pump(&job->source);

	if (err && err != -ECANCELED && err != -EPIPE) {
		dsr_job_blame(job, &job->source.error, 0);
		WRITE_ONCE(job->run.failed, true);
	}
	dsr_ring_stop(&job->run.ring);
	WRITE_ONCE(job->pumped, err);
	wake_up_all(&job->run.wait);
	return 0;
}

static bool dsr_job_sinks_done(struct dsr_job *job)
{
	return dsr_job_count(job, DSR_SINK_DONE) == job->nr_sinks;
}

static void dsr_job_stream(struct dsr_job *job)
{
	const long period = msecs_to_jiffies(DSR_PROGRESS_MS);
	struct dsr_run *run = &job->run;

	dsr_job_enter(job, DSR_JOB_STREAMING);
	dsr_job_open_barrier(job, true);
	if (dsr_job_has_source(job))
		wake_up_process(job->pump);
	else
		WRITE_ONCE(job->pumped, 0);
	while (!wait_event_idle_timeout(run->wait, READ_ONCE(job->pumped) <= 0,
					period))
		dsr_job_tell_progress(job);
	dsr_job_enter(job, DSR_JOB_FINISHING);
	while (!wait_event_idle_timeout(run->wait, dsr_job_sinks_done(job),
					period))
		dsr_job_tell_progress(job);
	if (READ_ONCE(job->pumped) == -EPIPE)
		dsr_job_blame(job, NULL, DSR_REASON_NO_SINK_LEFT);
}

static void dsr_job_join(struct task_struct *task)
{
	kthread_stop(task);
	put_task_struct(task);
}

/**
 * dsr_job_thread - the course of a job
 * @data: the job, whose references of table and thread exist
 *
 * Holds a reference to the module, which goes with the thread.
 */
int dsr_job_thread(void *data)
{
	struct dsr_job *job = data;
	u32 i;

	for (i = 0; i < job->nr_sinks; i++)
		wake_up_process(job->sinks[i].thread);
	if (dsr_job_prepare(job)) {
		dsr_job_stream(job);
	} else {
		dsr_job_enter(job, DSR_JOB_FINISHING);
		dsr_job_open_barrier(job, false);
		wait_event_idle(job->run.wait, dsr_job_sinks_done(job));
	}
	for (i = 0; i < job->nr_sinks; i++)
		dsr_job_join(job->sinks[i].thread);
	dsr_job_join(job->pump);
	if (dsr_job_has_source(job))
		dsr_source_release(&job->source);
	if (READ_ONCE(job->run.cancelled) && !job->error.reason)
		dsr_job_blame(job, NULL, DSR_REASON_CANCELLED);
	dsr_ring_destroy(&job->run.ring);
	dsr_digest_destroy(&job->run.digest);
	/* the last word on every sink, after any that was overtaken */
	dsr_job_tell_progress(job);
	dsr_job_enter(job, DSR_JOB_DONE);
	wake_up_interruptible_poll(&job->poll, EPOLLIN | EPOLLPRI);
	dsr_table_trim();
	put_task_struct(job->thread);
	dsr_job_put(job);
	module_put_and_kthread_exit(0);
}

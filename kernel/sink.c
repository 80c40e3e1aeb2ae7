// SPDX-License-Identifier: GPL-2.0
/*
 * The life of a sink, in its own thread: check, barrier, start, write, close,
 * verify; and exactly one outcome at the end of it, whatever happens.
 */
#include "sink.h"

#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/slab.h>

#include "states.h"
#include "trace.h"
#include "transfer.h"

/* without progress for so long, listeners are told */
#define DSR_STALL_TELL_MS	1000
/* between two looks at a recorder's buffer */
#define DSR_POLL_BUFFER_MS	250

/**
 * dsr_sink_refuse - put down why a sink is no good
 * @sink: which
 * @reason: enum dsr_reason
 * @value: the number that belongs to it
 *
 * Return: -EIO.
 */
int dsr_sink_refuse(struct dsr_sink *sink, u32 reason, u64 value)
{
	memset(&sink->error, 0, sizeof(sink->error));
	sink->error.reason = reason;
	sink->error.opcode = 0xff;
	sink->error.value = value;
	sink->error.lba = ~0ULL;
	return -EIO;
}

/* the one place where a sink's state changes */
static void dsr_sink_enter(struct dsr_sink *sink, u32 state)
{
	struct dsr_run *run = sink->run;
	u32 from;

	mutex_lock(&run->lock);
	from = sink->status.state;
	WARN_ON_ONCE(!dsr_sink_may(from, state));
	/* counted without the lock */
	smp_store_release(&sink->status.state, state);
	if (state == DSR_SINK_WRITING)
		sink->status.start_ns = ktime_get_ns();
	if (state == DSR_SINK_DONE)
		sink->status.end_ns = ktime_get_ns();
	mutex_unlock(&run->lock);
	trace_dsr_sink_state(run->job_id, sink->index, from, state,
			     sink->status.error.reason);
	sink->told(sink, DSR_JOB_EVENT_SINK);
	wake_up_all(&run->wait);
}

/* it has started, or never will */
static void dsr_sink_started(struct dsr_sink *sink)
{
	if (!sink->starting)
		return;
	sink->starting = false;
	atomic_dec(&sink->run->starting);
	wake_up_all(&sink->run->wait);
}

static void dsr_sink_end(struct dsr_sink *sink, u32 outcome,
			 const struct dsr_error *error)
{
	mutex_lock(&sink->run->lock);
	/* a stall was judged already, while the drive still hung */
	if (!sink->status.outcome) {
		if (error)
			sink->status.error = *error;
		WRITE_ONCE(sink->status.outcome, outcome);
	}
	sink->status.speed_kbs = 0;
	sink->status.buffer_used = 0;
	mutex_unlock(&sink->run->lock);
	dsr_ring_detach(&sink->run->ring, sink->index);
	dsr_sink_started(sink);
	wake_up_all(&sink->run->wait);
}

static void dsr_sink_reject(struct dsr_sink *sink)
{
	dsr_sink_end(sink, DSR_OUTCOME_REJECTED, &sink->error);
}

/* what was done so far decides between rejected and not started */
static void dsr_sink_job_ended(struct dsr_sink *sink)
{
	dsr_sink_refuse(sink, READ_ONCE(sink->run->cancelled) ?
			DSR_REASON_CANCELLED : DSR_REASON_SOURCE, 0);
	dsr_sink_end(sink, sink->touched ? DSR_OUTCOME_REJECTED :
		     DSR_OUTCOME_NOT_STARTED, &sink->error);
}

/**
 * dsr_sink_tick - called while a sink's device does nothing
 * @data: the sink
 *
 * Tells of a stall, and detaches the sink after its time-out so that the
 * others go on; the command that hangs is left to the SCSI midlayer.
 *
 * Return: false when it has been detached.
 */
bool dsr_sink_tick(void *data)
{
	struct dsr_sink *sink = data;
	u32 idle = jiffies_to_msecs(jiffies - sink->progress_at);

	if (idle >= DSR_STALL_TELL_MS && !sink->stalled) {
		sink->stalled = true;
		mutex_lock(&sink->run->lock);
		sink->status.stalls++;
		sink->status.speed_kbs = 0;
		mutex_unlock(&sink->run->lock);
		sink->told(sink, DSR_JOB_EVENT_STALL);
	}
	/* before the first write each order has its own deadline: nobody writes yet */
	if (idle >= sink->stall_ms && !sink->status.outcome &&
	    sink->status.state > DSR_SINK_STARTING) {
		dsr_sink_refuse(sink, DSR_REASON_STALLED, idle);
		dsr_sink_end(sink, DSR_OUTCOME_REJECTED, &sink->error);
		sink->told(sink, DSR_JOB_EVENT_SINK);
	}
	return !sink->status.outcome;
}

/* with run->lock: the speed over the last second */
static void dsr_sink_speed(struct dsr_sink *sink, u64 blocks)
{
	struct dsr_sink_status *s = &sink->status;
	u32 ms = jiffies_to_msecs(jiffies - sink->second_at);

	if (ms < 1000)
		return;
	s->speed_kbs = div_u64((blocks - sink->second_blocks) *
			       sink->run->block_bytes, ms);
	if (s->state == DSR_SINK_WRITING) {
		s->max_kbs = max(s->max_kbs, s->speed_kbs);
		s->min_kbs = s->min_kbs ? min(s->min_kbs, s->speed_kbs) :
			s->speed_kbs;
	}
	sink->second_at = jiffies;
	sink->second_blocks = blocks;
}

/* with run->lock: close the points of the curve that have been passed */
static void dsr_sink_curve(struct dsr_sink *sink)
{
	struct dsr_sink_status *s = &sink->status;
	u64 now = ktime_get_ns();
	u32 was, is;

	was = div64_u64(sink->curve_blocks * DSR_CURVE_POINTS, s->total_blocks);
	is = div64_u64(s->written_blocks * DSR_CURVE_POINTS, s->total_blocks);
	if (is == was)
		return;
	for (; was < is && was < DSR_CURVE_POINTS; was++)
		s->curve_kbs[was] = div64_u64((s->written_blocks -
					       sink->curve_blocks) *
					      sink->run->block_bytes * 1000000,
					      max(now - sink->curve_ns, 1ULL));
	sink->curve_blocks = s->written_blocks;
	sink->curve_ns = now;
}

/**
 * dsr_sink_progress - a chunk has been written or verified
 * @sink: which
 * @written: blocks
 * @verified: blocks
 */
void dsr_sink_progress(struct dsr_sink *sink, u32 written, u32 verified)
{
	struct dsr_sink_status *s = &sink->status;
	bool resumed = sink->stalled;

	sink->progress_at = jiffies;
	sink->stalled = false;
	mutex_lock(&sink->run->lock);
	s->written_blocks += written;
	s->verified_blocks += verified;
	dsr_sink_speed(sink, s->written_blocks + s->verified_blocks);
	if (written)
		dsr_sink_curve(sink);
	s->ring_lag_chunks = dsr_ring_lag(&sink->run->ring, sink->index);
	mutex_unlock(&sink->run->lock);
	if (resumed)
		sink->told(sink, DSR_JOB_EVENT_RESUMED);
}

static void dsr_sink_clock(struct dsr_sink *sink)
{
	sink->progress_at = jiffies;
	sink->second_at = jiffies;
	sink->second_blocks = sink->status.written_blocks +
		sink->status.verified_blocks;
	sink->curve_ns = ktime_get_ns();
}

/**
 * struct dsr_writer - the loop that drains the ring
 * @sink: whose
 * @t: writes in flight, @sink->depth of them
 * @started: chunks sent
 * @finished: chunks written
 * @polled_at: jiffies of the last look at the buffer
 */
struct dsr_writer {
	struct dsr_sink *sink;
	struct dsr_transfer *t;
	u64 started;
	u64 finished;
	unsigned long polled_at;
};

/* at a limit no host has below, this counts pages that will be copied */
static void dsr_sink_count_bounces(struct dsr_sink *sink,
				   const struct dsr_chunk *chunk)
{
	u32 i, n = 0;

	if (!sink->reach)
		return;
	for (i = 0; i < chunk->nr_vecs; i++)
		if (page_to_phys(chunk->vecs[i].bv_page) > sink->reach)
			n++;
	sink->status.bounced += n;
}

static void dsr_writer_send(struct dsr_writer *w, struct dsr_chunk *chunk)
{
	struct dsr_transfer *t = &w->t[w->started % w->sink->depth];
	struct dsr_run *run = w->sink->run;

	t->claim = &w->sink->claim;
	t->chunk = chunk;
	t->first = w->sink->first + chunk->nr * run->chunk_blocks;
	t->blocks = chunk->bytes / run->block_bytes;
	t->block_bytes = run->block_bytes;
	t->write = true;
	dsr_sink_count_bounces(w->sink, chunk);
	w->started++;
	dsr_chunk_get(chunk);	/* ours until reaped, repeats included */
	dsr_transfer_start(t, READ_ONCE(dsr_command_ms));
}

/* @over: it has failed already: what is in flight only has to end */
static int dsr_writer_reap(struct dsr_writer *w, bool over)
{
	static const bool cancelled = true;
	struct dsr_sink *sink = w->sink;
	struct dsr_transfer *t = &w->t[w->finished % sink->depth];
	struct dsr_error ignored = {};
	struct dsr_watch watch = {
		.when = DSR_WHEN_WRITE,
		.stall_ms = sink->stall_ms,
		.cancelled = over ? &cancelled : &sink->run->cancelled,
		.tick = dsr_sink_tick,
		.data = sink,
		.error = over ? &ignored : &sink->error,
	};
	int err = dsr_transfer_finish(t, &watch);

	w->finished++;
	sink->status.retries += watch.retries;
	if (!err && sink->status.outcome)
		err = -ETIMEDOUT;
	if (!err) {
		trace_dsr_chunk(sink->run->job_id, sink->index, t->chunk->nr,
				t->chunk->bytes);
		dsr_ring_done(&sink->run->ring, sink->index);
		dsr_sink_progress(sink, t->blocks, 0);
	}
	dsr_chunk_put(t->chunk);
	return err;
}

static int dsr_writer_step(struct dsr_writer *w)
{
	struct dsr_sink *sink = w->sink;
	struct dsr_ring *ring = &sink->run->ring;
	struct dsr_chunk *chunk;
	int err;

	if (sink->ops->poll && time_after_eq(jiffies, w->polled_at)) {
		w->polled_at = jiffies + msecs_to_jiffies(DSR_POLL_BUFFER_MS);
		err = sink->ops->poll(sink);
		if (err)
			return err;
	}
	if (w->started - w->finished == sink->depth)
		return dsr_writer_reap(w, false);
	if (w->started != w->finished) {
		chunk = dsr_ring_try_take(ring, sink->index);
		if (!chunk)
			return dsr_writer_reap(w, false);
	} else {
		chunk = dsr_ring_take(ring, sink->index, HZ / 4);
		/* waiting for the source is no stall of the sink */
		sink->progress_at = jiffies;
	}
	if (chunk)
		dsr_writer_send(w, chunk);
	return 0;
}

/* 0 when all of the stream was accepted; else -errno with sink->error */
static int dsr_sink_write(struct dsr_sink *sink)
{
	struct dsr_run *run = sink->run;
	struct dsr_writer w = { .sink = sink, .polled_at = jiffies };
	int err = 0, ret;

	w.t = kcalloc(sink->depth, sizeof(*w.t), GFP_KERNEL);
	if (!w.t)
		return dsr_sink_refuse(sink, DSR_REASON_MEMORY, 0);
	dsr_sink_clock(sink);
	while (!err && w.finished < run->nr_chunks &&
	       !READ_ONCE(run->cancelled) &&
	       (w.started != w.finished ||
		!dsr_ring_finished(&run->ring, sink->index)))
		err = dsr_writer_step(&w);
	while (w.started != w.finished) {
		ret = dsr_writer_reap(&w, err);
		if (!err)
			err = ret;
	}
	if (!err && w.finished < run->nr_chunks)
		err = -ECANCELED;
	kfree(w.t);
	/* whatever came of it, nobody has to wait for its close */
	dsr_ring_detach(&run->ring, sink->index);
	return err;
}

static void dsr_sink_written(struct dsr_sink *sink)
{
	struct dsr_sink_status *s = &sink->status;

	mutex_lock(&sink->run->lock);
	s->written_ns = ktime_get_ns();
	s->mean_kbs = div64_u64(s->written_blocks * sink->run->block_bytes *
				1000000,
				max(s->written_ns - s->start_ns, 1ULL));
	s->speed_kbs = 0;
	mutex_unlock(&sink->run->lock);
}

/* a disc that failed is closed all the same where its drive still listens */
static bool dsr_sink_worth_closing(const struct dsr_sink *sink)
{
	switch (sink->error.reason) {
	case DSR_REASON_GONE:
	case DSR_REASON_STALLED:
	case DSR_REASON_TRANSPORT:
	case DSR_REASON_HARDWARE:
	case DSR_REASON_MEDIUM_REMOVED:
	case DSR_REASON_NO_MEDIUM:
		return false;
	default:
		return !sink->status.outcome;
	}
}

static void dsr_sink_give_up(struct dsr_sink *sink)
{
	struct dsr_error why = sink->error;

	if (dsr_sink_worth_closing(sink)) {
		dsr_sink_enter(sink, DSR_SINK_CLOSING);
		sink->ops->finish(sink);
	}
	sink->error = why;
	dsr_sink_reject(sink);
}

static bool dsr_sink_ended(const struct dsr_run *run)
{
	return READ_ONCE(run->failed) || READ_ONCE(run->cancelled);
}

static void dsr_sink_check(struct dsr_sink *sink)
{
	struct dsr_run *run = sink->run;
	int err;

	dsr_sink_enter(sink, DSR_SINK_CHECKING);
	err = sink->ops->check(sink);
	if (READ_ONCE(run->cancelled)) {
		dsr_sink_job_ended(sink);
	} else if (err) {
		dsr_sink_reject(sink);
	} else {
		dsr_sink_enter(sink, DSR_SINK_READY);
		/* see dsr_job_open_barrier() */
		wait_event_idle(run->wait, smp_load_acquire(&run->go) ||
				dsr_sink_ended(run));
		if (dsr_sink_ended(run))
			dsr_sink_job_ended(sink);
	}
}

/* true when it may write: it is ready to, and so are all others */
static bool dsr_sink_start(struct dsr_sink *sink)
{
	struct dsr_run *run = sink->run;
	int err;

	dsr_sink_enter(sink, DSR_SINK_STARTING);
	dsr_sink_clock(sink);
	err = sink->ops->start(sink);
	if (err && !dsr_sink_ended(run))
		dsr_sink_reject(sink);
	dsr_sink_started(sink);
	wait_event_idle(run->wait, !atomic_read(&run->starting) ||
			dsr_sink_ended(run));
	if (dsr_sink_ended(run))
		dsr_sink_job_ended(sink);
	return !sink->status.outcome;
}

static void dsr_sink_burn(struct dsr_sink *sink)
{
	int err;

	if (!dsr_sink_start(sink))
		return;
	dsr_sink_enter(sink, DSR_SINK_WRITING);
	err = dsr_sink_write(sink);
	dsr_sink_written(sink);
	if (err == -ECANCELED && !sink->status.outcome) {
		dsr_sink_enter(sink, DSR_SINK_CLOSING);
		sink->ops->finish(sink);
		dsr_sink_job_ended(sink);
		return;
	}
	if (err) {
		dsr_sink_give_up(sink);
		return;
	}
	dsr_sink_enter(sink, DSR_SINK_CLOSING);
	err = sink->ops->finish(sink);
	if (err)
		dsr_sink_reject(sink);
}

static void dsr_sink_verify(struct dsr_sink *sink)
{
	int err = 0;

	if (!sink->run->verify) {
		dsr_sink_end(sink, DSR_OUTCOME_WRITTEN, NULL);
		return;
	}
	dsr_sink_enter(sink, DSR_SINK_VERIFYING);
	dsr_sink_clock(sink);
	if (sink->ops->reread)
		err = sink->ops->reread(sink);
	if (!err)
		err = dsr_verify(sink);
	if (!err)
		dsr_sink_end(sink, DSR_OUTCOME_VERIFIED, NULL);
	else if (err == -ECANCELED)
		/* the disc itself is whole */
		dsr_sink_end(sink, DSR_OUTCOME_WRITTEN, NULL);
	else
		dsr_sink_reject(sink);
}

/**
 * dsr_sink_thread - the life of a sink
 * @data: the sink, claimed
 *
 * Return: 0; the outcome is in the sink's status.
 */
int dsr_sink_thread(void *data)
{
	struct dsr_sink *sink = data;

	dsr_sink_check(sink);
	if (!sink->status.outcome)
		dsr_sink_burn(sink);
	if (!sink->status.outcome)
		dsr_sink_verify(sink);
	sink->ops->release(sink);
	dsr_claim_release(&sink->claim, sink->touched);
	dsr_sink_enter(sink, DSR_SINK_DONE);
	return 0;
}

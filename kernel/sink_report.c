// SPDX-License-Identifier: GPL-2.0
/*
 * What a sink says about itself: state, outcome, progress, speed, stalls.
 */
#include "sink.h"

#include <linux/jiffies.h>
#include <linux/ktime.h>

#include "states.h"
#include "trace.h"
#include "transfer.h"

/* without progress for so long, listeners are told */
#define DSR_STALL_TELL_MS	1000

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

/**
 * dsr_sink_enter - the one place where a sink's state changes
 * @sink: which
 * @state: enum dsr_sink_state
 *
 * Context: the sink's thread.
 */
void dsr_sink_enter(struct dsr_sink *sink, u32 state)
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

/**
 * dsr_sink_started - it has started, or never will
 * @sink: which
 */
void dsr_sink_started(struct dsr_sink *sink)
{
	if (!sink->starting)
		return;
	sink->starting = false;
	atomic_dec(&sink->run->starting);
	wake_up_all(&sink->run->wait);
}

/**
 * dsr_sink_end - a sink has its outcome; the first one counts
 * @sink: which
 * @outcome: enum dsr_outcome
 * @error: why; may be NULL
 *
 * From here on nobody waits for it.
 */
void dsr_sink_end(struct dsr_sink *sink, u32 outcome,
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
			       dsr_run_block_bytes(sink->run), ms);
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

	if (!s->total_blocks)
		return;
	was = div64_u64(sink->curve_blocks * DSR_CURVE_POINTS, s->total_blocks);
	is = div64_u64(s->written_blocks * DSR_CURVE_POINTS, s->total_blocks);
	if (is == was)
		return;
	for (; was < is && was < DSR_CURVE_POINTS; was++)
		s->curve_kbs[was] = div64_u64((s->written_blocks -
					       sink->curve_blocks) *
					      dsr_run_block_bytes(sink->run) * 1000000,
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

/**
 * dsr_sink_clock - progress and speed are measured from now on
 * @sink: which
 */
void dsr_sink_clock(struct dsr_sink *sink)
{
	sink->progress_at = jiffies;
	sink->second_at = jiffies;
	sink->second_blocks = sink->status.written_blocks +
		sink->status.verified_blocks;
	sink->curve_ns = ktime_get_ns();
}

/**
 * dsr_sink_written - the writing has ended, well or not
 * @sink: which
 */
void dsr_sink_written(struct dsr_sink *sink)
{
	struct dsr_sink_status *s = &sink->status;

	mutex_lock(&sink->run->lock);
	s->written_ns = ktime_get_ns();
	s->mean_kbs = div64_u64(s->written_blocks * dsr_run_block_bytes(sink->run) *
				1000000,
				max(s->written_ns - s->start_ns, 1ULL));
	s->speed_kbs = 0;
	mutex_unlock(&sink->run->lock);
}

/**
 * dsr_sink_erasing - how far erasing is
 * @data: the sink
 * @of_65536: 0 to 65536
 */
void dsr_sink_erasing(void *data, u32 of_65536)
{
	struct dsr_sink *sink = data;

	mutex_lock(&sink->run->lock);
	sink->status.progress = min(of_65536, 65536U);
	mutex_unlock(&sink->run->lock);
}

/**
 * dsr_sink_await - wait for a transfer of a sink
 * @sink: whose
 * @t: started; the caller holds its chunk
 * @when: DSR_WHEN_READ or DSR_WHEN_WRITE
 * @over: the sink has failed already: what is in flight only has to end, and
 *	nothing it says takes the place of the first error
 *
 * Context: the sink's thread. Return: 0; -ECANCELED; other -errno with
 * sink->error filled, or with the sink detached for a stall.
 */
int dsr_sink_await(struct dsr_sink *sink, struct dsr_transfer *t, u8 when,
		   bool over)
{
	static const bool cancelled = true;
	struct dsr_error ignored = {};
	struct dsr_watch watch = {
		.when = when,
		.stall_ms = sink->stall_ms,
		.cancelled = over ? &cancelled : &sink->run->cancelled,
		.tick = dsr_sink_tick,
		.data = sink,
		.error = over ? &ignored : &sink->error,
	};
	int err = dsr_transfer_finish(t, &watch);

	sink->status.retries += watch.retries;
	return err || !sink->status.outcome ? err : -ETIMEDOUT;
}

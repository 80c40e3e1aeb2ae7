// SPDX-License-Identifier: GPL-2.0
/*
 * The life of a sink, in its own thread: check, barrier, start, write, close,
 * verify; and exactly one outcome at the end of it, whatever happens.
 */
#include "sink.h"

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

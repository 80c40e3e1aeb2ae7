// SPDX-License-Identifier: GPL-2.0
/*
 * The life of a sink, in its own thread: check, barrier, and then what the job
 * is about: start, write, close and read back; or compare; or erase. And exactly
 * one outcome at the end of it, whatever happens.
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

static int dsr_sink_fit(struct dsr_sink *sink)
{
	const struct dsr_sink_ops *ops = sink->ops;

	switch (sink->run->op) {
	case DSR_OP_VERIFY:
		return ops->check_read(sink);
	case DSR_OP_ERASE:
		if (!ops->check_erase)
			return dsr_sink_refuse(sink, DSR_REASON_NOT_ERASABLE,
					       0);
		return ops->check_erase(sink);
	default:
		return ops->check(sink);
	}
}

static void dsr_sink_check(struct dsr_sink *sink)
{
	struct dsr_run *run = sink->run;
	int err;

	dsr_sink_enter(sink, DSR_SINK_CHECKING);
	err = dsr_sink_fit(sink);
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
	if (!err && sink->ops->tail)
		err = sink->ops->tail(sink);
	if (err) {
		dsr_sink_give_up(sink);
		return;
	}
	dsr_sink_enter(sink, DSR_SINK_CLOSING);
	err = sink->ops->finish(sink);
	if (err)
		dsr_sink_reject(sink);
}

static u32 dsr_sink_unread(const struct dsr_sink *sink)
{
	return sink->run->op == DSR_OP_SIMULATE ? DSR_OUTCOME_SIMULATED :
						  DSR_OUTCOME_WRITTEN;
}

static void dsr_sink_verify(struct dsr_sink *sink)
{
	int err = 0;

	if (!dsr_run_rereads(sink->run) || sink->flags & DSR_SINK_F_NO_VERIFY) {
		dsr_sink_end(sink, dsr_sink_unread(sink), NULL);
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

/* it was not written to: what was there is there */
static void dsr_sink_compare(struct dsr_sink *sink)
{
	int err;

	dsr_sink_started(sink);
	dsr_sink_enter(sink, DSR_SINK_VERIFYING);
	dsr_sink_clock(sink);
	err = sink->run->flags & DSR_JOB_F_SHA256 ? dsr_sum(sink) :
						    dsr_compare(sink);
	if (!err)
		dsr_sink_end(sink, DSR_OUTCOME_VERIFIED, NULL);
	else if (err == -ECANCELED)
		dsr_sink_job_ended(sink);
	else
		dsr_sink_reject(sink);
}

static void dsr_sink_erase(struct dsr_sink *sink)
{
	int err;

	dsr_sink_started(sink);
	dsr_sink_enter(sink, DSR_SINK_ERASING);
	dsr_sink_clock(sink);
	err = sink->ops->erase(sink);
	if (!err)
		dsr_sink_end(sink, DSR_OUTCOME_ERASED, NULL);
	else if (err == -ECANCELED)
		dsr_sink_job_ended(sink);
	else
		dsr_sink_reject(sink);
}

static void dsr_sink_work(struct dsr_sink *sink)
{
	switch (sink->run->op) {
	case DSR_OP_VERIFY:
		dsr_sink_compare(sink);
		break;
	case DSR_OP_ERASE:
		dsr_sink_erase(sink);
		break;
	default:
		dsr_sink_burn(sink);
		if (!sink->status.outcome)
			dsr_sink_verify(sink);
	}
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
		dsr_sink_work(sink);
	sink->ops->release(sink);
	dsr_claim_release(&sink->claim, sink->touched);
	dsr_sink_enter(sink, DSR_SINK_DONE);
	return 0;
}

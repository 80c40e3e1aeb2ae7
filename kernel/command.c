// SPDX-License-Identifier: GPL-2.0
/*
 * Running SCSI commands to a verdict. Everything the module sends goes through
 * dsr_request_send(), the seam that tests redirect.
 *
 * Commands are passthrough requests whose bios point at the caller's pages.
 * Nobody retries behind our back (allowed = 0): the rows of the verdict table
 * decide, here or with the caller.
 */
#include "command.h"

#include <linux/blk-mq.h>
#include <linux/jiffies.h>
#include <linux/sched.h>
#include <scsi/scsi.h>
#include <scsi/scsi_cmnd.h>
#include <scsi/scsi_device.h>

#include "trace.h"

/* of a sync command's data phase: one page */
#define DSR_COMMAND_BYTES	PAGE_SIZE

static enum rq_end_io_ret dsr_request_end(DSR_END_IO_ARGS)
{
	struct scsi_cmnd *cmd = blk_mq_rq_to_pdu(rq);
	struct dsr_request *r = rq->end_io_data;

	r->status = cmd->result & 0xff;
	r->host = host_byte(cmd->result);
	if (status != BLK_STS_OK && !cmd->result)
		r->error = blk_status_to_errno(status);
	r->sense_bytes = min_t(u32, cmd->sense_len, DSR_SENSE_BYTES);
	if (cmd->sense_buffer)
		memcpy(r->sense, cmd->sense_buffer, r->sense_bytes);
	r->got = r->cdb.xfer - min(cmd->resid_len, r->cdb.xfer);
	trace_dsr_command_end(r);
	if (r->release)
		r->release(r);
	complete(&r->done);
	return RQ_END_IO_FREE;
}

static int dsr_request_map(struct dsr_request *r, struct request *rq)
{
	if (r->cdb.dir == DSR_DIR_NONE)
		return 0;
	/* the table is shared by several bios: none of them owns it */
	bio_init(&r->bio, NULL, r->vecs, r->nr_vecs, req_op(rq));
	bio_set_flag(&r->bio, BIO_CLONED);
	r->bio.bi_vcnt = r->nr_vecs;
	r->bio.bi_iter.bi_size = r->cdb.xfer;
	return blk_rq_append_bio(rq, &r->bio);
}

static void dsr_request_unsent(struct dsr_request *r, int error)
{
	r->error = error;
	if (r->release)
		r->release(r);
	complete(&r->done);
}

/**
 * dsr_request_send - send a command; @r->done tells when it has ended
 * @r: filled down to @release; must live until then
 *
 * A failure to send ends it as well, with @error set. The midlayer bounds how
 * long it takes: @timeout_ms, then its error handling.
 *
 * Context: may sleep for a free request.
 */
void dsr_request_send(struct dsr_request *r)
{
	struct request *rq;
	struct scsi_cmnd *cmd;
	int err;

	KUNIT_STATIC_STUB_REDIRECT(dsr_request_send, r);

	init_completion(&r->done);
	r->error = 0;
	r->status = 0;
	r->host = DID_OK;
	r->sense_bytes = 0;
	r->got = 0;
	if (READ_ONCE(r->unit->gone)) {
		dsr_request_unsent(r, -ENODEV);
		return;
	}
	rq = scsi_alloc_request(r->unit->sdev->request_queue,
				r->cdb.dir == DSR_DIR_OUT ?
				REQ_OP_DRV_OUT : REQ_OP_DRV_IN, 0);
	if (IS_ERR(rq)) {
		dsr_request_unsent(r, PTR_ERR(rq));
		return;
	}
	err = dsr_request_map(r, rq);
	if (err) {
		blk_mq_free_request(rq);
		dsr_request_unsent(r, err);
		return;
	}
	cmd = blk_mq_rq_to_pdu(rq);
	cmd->cmd_len = r->cdb.len;
	memcpy(cmd->cmnd, r->cdb.bytes, r->cdb.len);
	cmd->allowed = 0;	/* scsi_alloc_request() leaves an old value */
	cmd->result = 0;
	cmd->sense_len = 0;
	cmd->resid_len = 0;
	rq->timeout = msecs_to_jiffies(r->timeout_ms);
	rq->rq_flags |= RQF_QUIET;
	rq->end_io = dsr_request_end;
	rq->end_io_data = r;
	trace_dsr_command_start(r);
	blk_execute_rq_nowait(rq, false);
}

/**
 * struct dsr_host_row - what the host adapter's word means
 * @host: DID_*
 * @when: DSR_WHEN_*, the row is for these
 * @verdict: enum dsr_verdict
 * @retries: RETRY: how often
 * @reason: enum dsr_reason in the end
 */
struct dsr_host_row {
	u8 host;
	u8 when;
	u8 verdict;
	u8 retries;
	u8 reason;
};

#define ANY DSR_WHEN_ANY
#define SAFE (DSR_WHEN_CHECK | DSR_WHEN_READ | DSR_WHEN_WRITE)
#define RETRY DSR_VERDICT_RETRY
#define FAIL DSR_VERDICT_FAIL

/*
 * What never reached the device may always be sent again. What may have been
 * carried out is not repeated where that would be a second close; a second
 * WRITE is refused by the medium's next writable address.
 */
static const struct dsr_host_row dsr_host_rows[] = {
	{ DID_NO_CONNECT, ANY, FAIL, 0, DSR_REASON_GONE },
	{ DID_BAD_TARGET, ANY, FAIL, 0, DSR_REASON_GONE },
	{ DID_TIME_OUT, ANY, FAIL, 0, DSR_REASON_STALLED },
	{ DID_BUS_BUSY, ANY, RETRY, 5, DSR_REASON_TRANSPORT },
	{ DID_REQUEUE, ANY, RETRY, 5, DSR_REASON_TRANSPORT },
	{ DID_IMM_RETRY, ANY, RETRY, 5, DSR_REASON_TRANSPORT },
	{ DID_TRANSPORT_DISRUPTED, SAFE, RETRY, 5, DSR_REASON_TRANSPORT },
};

#undef ANY
#undef SAFE
#undef RETRY
#undef FAIL

#define DSR_HOST_PAUSE_MS	200
/* BUSY and TASK SET FULL: ask again so often (SAM-5 5.3.1) */
#define DSR_BUSY_PAUSE_MS	100

static void dsr_judge_host(const struct dsr_request *r, u8 when,
			   struct dsr_judgement *j)
{
	u32 i;

	j->verdict = DSR_VERDICT_FAIL;
	j->reason = DSR_REASON_TRANSPORT;
	for (i = 0; i < ARRAY_SIZE(dsr_host_rows); i++) {
		if (dsr_host_rows[i].host != r->host ||
		    !(dsr_host_rows[i].when & when))
			continue;
		j->verdict = dsr_host_rows[i].verdict;
		j->retries = dsr_host_rows[i].retries;
		j->reason = dsr_host_rows[i].reason;
		j->pause_ms = DSR_HOST_PAUSE_MS;
	}
}

/*
 * A device on its way out is refused its commands by the midlayer, which says
 * DID_ERROR for that as long as the removal lasts (scsi_queue_rq()).
 */
static bool dsr_unit_leaves(const struct dsr_lu *unit)
{
	switch (READ_ONCE(unit->sdev->sdev_state)) {
	case SDEV_CANCEL:
	case SDEV_DEL:
		return true;
	default:
		return false;
	}
}

static void dsr_judge_error(const struct dsr_request *r,
			    struct dsr_judgement *j)
{
	j->verdict = DSR_VERDICT_FAIL;
	if (r->error == -ENOMEM)
		j->reason = DSR_REASON_MEMORY;
	else if (r->error == -ETIMEDOUT)
		j->reason = DSR_REASON_STALLED;
	else if (r->error == -EINVAL || r->error == -EREMOTEIO)
		j->reason = DSR_REASON_TRANSPORT;
	else
		j->reason = DSR_REASON_GONE;
}

/**
 * dsr_request_judge - what became of a command, and what to do
 * @r: ended
 * @when: DSR_WHEN_*, exactly one
 * @j: filled
 */
void dsr_request_judge(const struct dsr_request *r, u8 when,
		       struct dsr_judgement *j)
{
	const struct dsr_verdict_row *row;

	memset(j, 0, sizeof(*j));
	j->verdict = DSR_VERDICT_DONE;
	if (r->error) {
		dsr_judge_error(r, j);
	} else if (r->host != DID_OK && dsr_unit_leaves(r->unit)) {
		j->verdict = DSR_VERDICT_FAIL;
		j->reason = DSR_REASON_GONE;
	} else if (r->host != DID_OK) {
		dsr_judge_host(r, when, j);
	} else if (r->status == SAM_STAT_BUSY ||
		   r->status == SAM_STAT_TASK_SET_FULL) {
		j->verdict = DSR_VERDICT_WAIT;
		j->pause_ms = DSR_BUSY_PAUSE_MS;
		j->reason = DSR_REASON_NOT_READY;
	} else if (r->status == SAM_STAT_RESERVATION_CONFLICT) {
		j->verdict = DSR_VERDICT_FAIL;
		j->reason = DSR_REASON_BUSY;
	} else if (r->status == SAM_STAT_CHECK_CONDITION) {
		dsr_sense_parse(r->sense, r->sense_bytes, &j->sense);
		row = dsr_judge(&j->sense, when);
		j->verdict = row->verdict;
		j->retries = row->retries;
		j->pause_ms = row->pause_ms;
		j->reason = row->reason;
	} else if (r->status != SAM_STAT_GOOD &&
		   r->status != SAM_STAT_CONDITION_MET) {
		j->verdict = DSR_VERDICT_FAIL;
		j->reason = DSR_REASON_TRANSPORT;
	}
}

/**
 * dsr_request_blame - put down what a device said, for the report
 * @r: the command that failed
 * @reason: enum dsr_reason
 * @lba: the block it was about, ~0: none
 * @error: filled; its retries and value are kept
 */
void dsr_request_blame(const struct dsr_request *r, u32 reason, u64 lba,
		       struct dsr_error *error)
{
	error->reason = reason;
	error->opcode = r->cdb.bytes[0];
	error->scsi_status = r->status;
	error->host_status = r->host;
	error->sense_bytes = r->sense_bytes;
	memset(error->sense, 0, sizeof(error->sense));
	memcpy(error->sense, r->sense, r->sense_bytes);
	error->lba = lba;
}

static bool dsr_tick(const struct dsr_patience *p)
{
	return !p->tick || p->tick(p->data);
}

/**
 * dsr_pause - sleep between two tries
 * @p: whose deadline and cancel count
 * @ms: how long
 *
 * Return: false when the patience is at an end.
 */
bool dsr_pause(const struct dsr_patience *p, u32 ms)
{
	if (p->cancelled && READ_ONCE(*p->cancelled))
		return false;
	if (time_after_eq(jiffies, p->deadline))
		return false;
	if (!dsr_tick(p))
		return false;
	schedule_timeout_idle(msecs_to_jiffies(ms) ? : 1);
	return true;
}

static int dsr_reason_errno(u32 reason)
{
	switch (reason) {
	case DSR_REASON_REFUSED:
		return -EOPNOTSUPP;
	case DSR_REASON_NO_MEDIUM:
		return -ENOMEDIUM;
	case DSR_REASON_GONE:
		return -ENODEV;
	case DSR_REASON_CANCELLED:
		return -ECANCELED;
	case DSR_REASON_STALLED:
	case DSR_REASON_NOT_READY:
		return -ETIMEDOUT;
	case DSR_REASON_MEMORY:
		return -ENOMEM;
	default:
		return -EIO;
	}
}

/**
 * dsr_command_run - run one command to its end, verdict and all
 * @p: to whom and with how much patience
 * @r: filled down to @nr_vecs but for @unit; its pages are free afterwards
 *
 * Context: may sleep. Return: bytes that moved; -errno with @p->error filled:
 * -EOPNOTSUPP when the device does not know the command or a field of it,
 * -ENOMEDIUM, -ENODEV, -ETIMEDOUT, -ECANCELED, -ENOMEM, else -EIO.
 */
int dsr_command_run(struct dsr_patience *p, struct dsr_request *r)
{
	struct dsr_judgement j;
	u32 tries = 0;

	r->unit = p->unit;
	r->timeout_ms = p->timeout_ms;
	for (;;) {
		dsr_request_send(r);
		/* the midlayer bounds this */
		while (!wait_for_completion_timeout(&r->done, HZ))
			dsr_tick(p);
		dsr_request_judge(r, p->when, &j);
		if (j.verdict != DSR_VERDICT_WAIT &&
		    (j.verdict != DSR_VERDICT_RETRY || tries >= j.retries))
			break;
		if (j.verdict == DSR_VERDICT_WAIT && p->busy)
			p->busy(p->data);
		if (!dsr_pause(p, j.pause_ms))
			break;
		/* a busy device costs no try */
		if (j.verdict == DSR_VERDICT_RETRY) {
			tries++;
			p->retries++;
		}
	}
	if (j.verdict == DSR_VERDICT_DONE)
		return r->got;
	if (p->cancelled && READ_ONCE(*p->cancelled) &&
	    (j.verdict == DSR_VERDICT_WAIT || j.verdict == DSR_VERDICT_RETRY))
		j.reason = DSR_REASON_CANCELLED;
	p->error->retries = tries;
	dsr_request_blame(r, j.reason, ~0ULL, p->error);
	return dsr_reason_errno(j.reason);
}

/**
 * dsr_command - run one command whose data are a small buffer
 * @p: to whom and with how much patience
 * @cdb: the command; at most a page of data
 * @buf: its data, @cdb->xfer bytes; untouched bytes of an answer are zero
 *
 * Context: may sleep. Return: as dsr_command_run().
 */
int dsr_command(struct dsr_patience *p, const struct dsr_cdb *cdb, void *buf)
{
	struct dsr_request *r;
	struct bio_vec vec;
	struct page *page;
	int ret;

	if (WARN_ON_ONCE(cdb->xfer > DSR_COMMAND_BYTES))
		return -EINVAL;
	/* an order that frees a drive must not fail for want of two pages */
	page = alloc_page(GFP_KERNEL | __GFP_ZERO | __GFP_NOFAIL);
	r = kzalloc_obj(*r, GFP_KERNEL | __GFP_NOFAIL);
	bvec_set_page(&vec, page, PAGE_SIZE, 0);
	r->cdb = *cdb;
	r->vecs = &vec;
	r->nr_vecs = 1;
	if (cdb->dir == DSR_DIR_OUT)
		memcpy(page_address(page), buf, cdb->xfer);
	ret = dsr_command_run(p, r);
	if (ret >= 0 && cdb->dir == DSR_DIR_IN)
		memcpy(buf, page_address(page), cdb->xfer);
	kfree(r);
	__free_page(page);
	return ret;
}

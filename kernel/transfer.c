// SPDX-License-Identifier: GPL-2.0
/*
 * Moving one chunk. No buffer is allocated and no byte is copied: the bio uses
 * the chunk's own table of pages.
 */
#include "transfer.h"

#include <linux/blkdev.h>
#include <linux/jiffies.h>
#include <linux/module.h>

/* a drive working on a bad spot, or calibrating, may take a minute */
unsigned int dsr_command_ms = 120 * 1000;
module_param_named(command_ms, dsr_command_ms, uint, 0644);
MODULE_PARM_DESC(command_ms,
		 "time-out of one READ or WRITE in ms (default 120000)");

static void dsr_transfer_release(struct dsr_request *r)
{
	struct dsr_transfer *t = container_of(r, struct dsr_transfer, request);

	dsr_chunk_put(t->chunk);
}

static void dsr_transfer_bio_end(struct bio *bio)
{
	struct dsr_transfer *t = bio->bi_private;

	t->request.error = blk_status_to_errno(bio->bi_status);
	dsr_chunk_put(t->chunk);
	complete(&t->request.done);
}

static u32 dsr_transfer_bytes(const struct dsr_transfer *t)
{
	return t->blocks * t->seg->block_bytes;
}

/* bytes before the first wanted one in the block device's first block */
static u32 dsr_transfer_head(const struct dsr_transfer *t)
{
	return t->at & (bdev_logical_block_size(t->claim->bdev) - 1);
}

/*
 * Blocks of a CD image need not begin where a block device's do. The device's
 * blocks are read whole, and the chunk's window is set on what is wanted.
 */
static void dsr_transfer_submit(struct dsr_transfer *t)
{
	u32 align = bdev_logical_block_size(t->claim->bdev);
	struct dsr_chunk *chunk = t->chunk;
	struct bio *bio = &t->request.bio;
	u32 head = dsr_transfer_head(t);

	if (!t->write)
		dsr_chunk_window(chunk, 0, dsr_transfer_bytes(t));
	init_completion(&t->request.done);
	t->request.error = 0;
	bio_init(bio, t->claim->bdev, chunk->vecs, chunk->nr_vecs,
		 t->write ? REQ_OP_WRITE : REQ_OP_READ);
	bio_set_flag(bio, BIO_CLONED);
	bio->bi_vcnt = chunk->nr_vecs;
	bio->bi_iter.bi_size = round_up(head + dsr_transfer_bytes(t), align);
	bio->bi_iter.bi_sector = (t->at - head) >> SECTOR_SHIFT;
	bio->bi_end_io = dsr_transfer_bio_end;
	bio->bi_private = t;
	submit_bio(bio);
}

/**
 * dsr_segment_plain - can every drive read it by READ(10)?
 * @seg: what its blocks are
 */
bool dsr_segment_plain(const struct dsr_segment *seg)
{
	return seg->block_bytes == 2048;
}

static void dsr_transfer_cdb(struct dsr_transfer *t)
{
	const struct dsr_segment *seg = t->seg;
	struct dsr_cdb *cdb = &t->request.cdb;

	if (t->write)
		dsr_cdb_write(cdb, t->lba, t->blocks, seg->block_bytes);
	else if (t->c2)
		dsr_cdb_read_c2(cdb, t->c2, seg->subchannel, t->lba, t->blocks);
	else if (dsr_segment_plain(seg))
		dsr_cdb_read(cdb, t->lba, t->blocks, seg->block_bytes);
	else
		dsr_cdb_read_cd(cdb, seg->mode, seg->subchannel, t->lba,
				t->blocks);
}

/**
 * dsr_transfer_start - set a chunk on its way
 * @t: filled down to @c2; must live until dsr_transfer_finish()
 * @timeout_ms: for one command
 *
 * Context: may sleep.
 */
void dsr_transfer_start(struct dsr_transfer *t, u32 timeout_ms)
{
	struct dsr_request *r = &t->request;

	dsr_chunk_get(t->chunk);
	if (!t->claim->unit) {
		dsr_transfer_submit(t);
		return;
	}
	r->unit = t->claim->unit;
	r->vecs = t->chunk->vecs;
	r->nr_vecs = t->chunk->nr_vecs;
	r->timeout_ms = timeout_ms;
	r->release = dsr_transfer_release;
	dsr_transfer_cdb(t);
	dsr_request_send(r);
}

static void dsr_transfer_judge(const struct dsr_transfer *t, u8 when,
			       struct dsr_judgement *j)
{
	const struct dsr_request *r = &t->request;

	if (!t->claim->unit) {
		memset(j, 0, sizeof(*j));
		j->verdict = r->error ? DSR_VERDICT_FAIL : DSR_VERDICT_DONE;
		j->reason = DSR_REASON_IO;
		return;
	}
	dsr_request_judge(r, when, j);
	/* less than asked for and still a good status: only reads are safe to repeat */
	if (j->verdict == DSR_VERDICT_DONE && r->got != r->cdb.xfer) {
		j->verdict = t->write ? DSR_VERDICT_FAIL : DSR_VERDICT_RETRY;
		j->retries = 3;
		j->reason = DSR_REASON_BAD_ANSWER;
	}
}

/* the first bad block, where the device tells and what it tells is possible */
static u64 dsr_transfer_bad_block(const struct dsr_transfer *t,
				  const struct dsr_judgement *j)
{
	s64 info = j->sense.info;

	if (!t->claim->unit)
		return div_u64(t->at, t->seg->block_bytes);
	if (j->sense.valid && j->sense.info_valid && info >= t->lba &&
	    info < t->lba + t->blocks)
		return info;
	return t->lba;
}

static void dsr_transfer_blame(const struct dsr_transfer *t,
			       const struct dsr_judgement *j,
			       struct dsr_watch *w)
{
	u64 block = dsr_transfer_bad_block(t, j);

	if (t->claim->unit) {
		dsr_request_blame(&t->request, j->reason, block, w->error);
	} else {
		w->error->reason = j->reason;
		w->error->opcode = 0xff;
		w->error->value = -t->request.error;
		w->error->lba = block;
	}
	w->error->retries = t->tries;
}

static bool dsr_transfer_tick(const struct dsr_watch *w)
{
	return !w->tick || w->tick(w->data);
}

/* may it be sent again? if not, @j->reason says why */
static bool dsr_transfer_again(const struct dsr_transfer *t,
			       const struct dsr_watch *w, unsigned long deadline,
			       struct dsr_judgement *j)
{
	u32 tries = j->retries;

	if (w->media_retries && j->reason == DSR_REASON_MEDIUM_ERROR)
		tries = w->media_retries;
	if (j->verdict != DSR_VERDICT_WAIT &&
	    (j->verdict != DSR_VERDICT_RETRY || t->tries >= tries))
		return false;
	if (w->cancelled && READ_ONCE(*w->cancelled)) {
		j->reason = DSR_REASON_CANCELLED;
		return false;
	}
	if (!dsr_transfer_tick(w) || time_after_eq(jiffies, deadline)) {
		j->reason = DSR_REASON_STALLED;
		return false;
	}
	return true;
}

/* of what a block device gave, only what was asked for counts */
static void dsr_transfer_wanted(struct dsr_transfer *t)
{
	if (!t->claim->unit && !t->write)
		dsr_chunk_window(t->chunk, dsr_transfer_head(t),
				 dsr_transfer_bytes(t));
}

/**
 * dsr_transfer_finish - wait for a transfer, repeating it as the verdicts say
 * @t: started; the caller holds its chunk
 * @w: how to wait
 *
 * Afterwards its pages are free, whatever came of it. Repeats are safe where
 * no other transfer to the same sequential medium is in flight.
 *
 * Context: may sleep. Return: 0; -ECANCELED; -EIO with @w->error filled.
 */
int dsr_transfer_finish(struct dsr_transfer *t, struct dsr_watch *w)
{
	unsigned long deadline = jiffies + msecs_to_jiffies(w->stall_ms);
	struct dsr_judgement j;

	t->tries = 0;
	t->sent = 1;
	for (;;) {
		while (!wait_for_completion_timeout(&t->request.done, HZ))
			dsr_transfer_tick(w);
		dsr_transfer_judge(t, w->when, &j);
		if (j.verdict == DSR_VERDICT_DONE) {
			dsr_transfer_wanted(t);
			return 0;
		}
		if (!dsr_transfer_again(t, w, deadline, &j))
			break;
		schedule_timeout_idle(msecs_to_jiffies(j.pause_ms) ? : 1);
		/* a busy drive costs no try */
		if (j.verdict == DSR_VERDICT_RETRY) {
			t->tries++;
			w->retries++;
		}
		t->sent++;
		dsr_transfer_start(t, t->request.timeout_ms);
	}
	if (j.reason == DSR_REASON_CANCELLED)
		return -ECANCELED;
	dsr_transfer_blame(t, &j, w);
	return -EIO;
}

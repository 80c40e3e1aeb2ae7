// SPDX-License-Identifier: GPL-2.0
/*
 * Reading a sink back and comparing it with the digests of what passed. Each
 * sink does so at its own speed, while others still write.
 */
#include "sink.h"

#include <linux/jiffies.h>
#include <linux/slab.h>

#include "transfer.h"

/* one chunk is hashed while the next is being read */
#define DSR_VERIFY_DEPTH	2

static void dsr_verify_start(struct dsr_sink *sink, struct dsr_transfer *t,
			     u64 nr)
{
	struct dsr_run *run = sink->run;

	t->claim = &sink->claim;
	t->first = sink->first + nr * run->chunk_blocks;
	t->blocks = dsr_run_chunk_blocks(run, nr);
	t->block_bytes = run->block_bytes;
	t->write = false;
	t->chunk->nr = nr;
	t->chunk->bytes = t->blocks * t->block_bytes;
	dsr_transfer_start(t, READ_ONCE(dsr_command_ms));
}

static int dsr_verify_finish(struct dsr_sink *sink, struct dsr_transfer *t,
			     bool over)
{
	int err = dsr_sink_await(sink, t, DSR_WHEN_READ, over);

	if (over)
		return -ECANCELED;
	if (err == -EIO && sink->error.reason == DSR_REASON_MEDIUM_ERROR) {
		sink->error.reason = DSR_REASON_UNREADABLE;
		sink->error.value = sink->error.lba;
	}
	if (err)
		return err;
	if (dsr_chunk_hash(t->chunk) !=
	    sink->run->digest.chunks[t->chunk->nr])
		return dsr_sink_refuse(sink, DSR_REASON_MISMATCH, t->first);
	dsr_sink_progress(sink, 0, t->blocks);
	return 0;
}

/**
 * dsr_verify - read a sink back
 * @sink: written and closed
 *
 * A difference is told with the first block of its chunk: the digests do not
 * tell more.
 *
 * Context: the sink's thread. Return: 0 when all is equal; -ECANCELED; other
 * -errno with sink->error filled.
 */
int dsr_verify(struct dsr_sink *sink)
{
	struct dsr_transfer *t;
	struct dsr_run *run = sink->run;
	u64 started = 0, finished = 0;
	int err = 0, ret;
	u32 i;

	t = kcalloc(DSR_VERIFY_DEPTH, sizeof(*t), GFP_KERNEL);
	if (!t)
		return dsr_sink_refuse(sink, DSR_REASON_MEMORY, 0);
	for (i = 0; i < DSR_VERIFY_DEPTH; i++) {
		t[i].chunk = dsr_chunk_alloc(run->ring.chunk_bytes,
					     run->piece_bytes, run->gfp);
		if (!t[i].chunk) {
			err = dsr_sink_refuse(sink, DSR_REASON_MEMORY, 0);
			goto out;
		}
	}
	while (started != finished || (!err && started < run->nr_chunks)) {
		if (!err && READ_ONCE(run->cancelled))
			err = -ECANCELED;
		if (!err && started < run->nr_chunks &&
		    started - finished < DSR_VERIFY_DEPTH) {
			dsr_verify_start(sink, &t[started % DSR_VERIFY_DEPTH],
					 started);
			started++;
			continue;
		}
		if (started == finished)
			break;
		ret = dsr_verify_finish(sink, &t[finished % DSR_VERIFY_DEPTH],
					err);
		finished++;
		if (!err)
			err = ret;
	}
out:
	for (i = 0; i < DSR_VERIFY_DEPTH; i++)
		if (t[i].chunk)
			dsr_chunk_put(t[i].chunk);
	kfree(t);
	return err;
}

// SPDX-License-Identifier: GPL-2.0
/*
 * The loop that drains the ring into one sink.
 */
#include "sink.h"

#include <linux/jiffies.h>
#include <linux/slab.h>

#include "trace.h"
#include "transfer.h"

/* between two looks at a recorder's buffer */
#define DSR_POLL_BUFFER_MS	250

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

static int dsr_writer_reap(struct dsr_writer *w, bool over)
{
	struct dsr_sink *sink = w->sink;
	struct dsr_transfer *t = &w->t[w->finished % sink->depth];
	int err = dsr_sink_await(sink, t, DSR_WHEN_WRITE, over);

	w->finished++;
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

/**
 * dsr_sink_write - drain the ring into the device
 * @sink: started
 *
 * Context: the sink's thread. Return: 0 when all of the stream was accepted;
 * -ECANCELED when the job ended; other -errno with sink->error filled.
 */
int dsr_sink_write(struct dsr_sink *sink)
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

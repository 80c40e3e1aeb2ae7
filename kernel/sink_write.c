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
 * @seg: of the latest chunk, NULL: there was none
 * @started: chunks sent, or passed over
 * @finished: chunks written
 * @polled_at: jiffies of the last look at the buffer
 */
struct dsr_writer {
	struct dsr_sink *sink;
	struct dsr_transfer *t;
	const struct dsr_segment *seg;
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

	t->claim = &w->sink->claim;
	t->chunk = chunk;
	t->seg = w->seg;
	t->lba = dsr_seg_lba(w->seg, chunk->nr);
	t->at = t->lba * w->seg->block_bytes;
	t->blocks = dsr_seg_blocks(w->seg, chunk->nr);
	if (w->sink->whole && w->seg->block_bytes == 2048)
		t->blocks = round_up(t->blocks, w->sink->whole);
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
		dsr_sink_progress(sink, t->seg->silent ? 0 :
				  dsr_seg_blocks(t->seg, t->chunk->nr), 0);
	}
	dsr_chunk_put(t->chunk);
	return err;
}

/* nothing is in flight afterwards; the first error counts */
static int dsr_writer_reap_all(struct dsr_writer *w, int err)
{
	int ret;

	while (w->started != w->finished) {
		ret = dsr_writer_reap(w, err);
		if (!err)
			err = ret;
	}
	return err;
}

/* a chunk of another segment than the one before */
static int dsr_writer_turn(struct dsr_writer *w, const struct dsr_segment *seg)
{
	struct dsr_sink *sink = w->sink;
	int err = dsr_writer_reap_all(w, 0);

	if (err)
		return err;
	w->seg = seg;
	if (seg->silent && !sink->gaps)
		return 0;
	/* it may close a session and open the next: that is progress */
	sink->turned_at = jiffies;
	sink->progress_at = jiffies;
	err = sink->ops->enter ? sink->ops->enter(sink, seg) : 0;
	sink->progress_at = jiffies;
	return err ? err : sink->status.outcome ? -ETIMEDOUT : 0;
}

static int dsr_writer_take(struct dsr_writer *w, struct dsr_chunk *chunk)
{
	struct dsr_sink *sink = w->sink;
	const struct dsr_segment *seg;
	int err;

	seg = dsr_stream_at(&sink->run->stream, chunk->nr);
	if (seg != w->seg) {
		err = dsr_writer_turn(w, seg);
		if (err)
			return err;
	}
	if (!seg->silent || sink->gaps) {
		dsr_writer_send(w, chunk);
		return 0;
	}
	/* nothing is in flight: dsr_writer_turn() has seen to that */
	w->started++;
	w->finished++;
	dsr_ring_done(&sink->run->ring, sink->index);
	return 0;
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
	return chunk ? dsr_writer_take(w, chunk) : 0;
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
	u64 nr_chunks = run->stream.nr_chunks;
	int err = 0;

	w.t = kcalloc(sink->depth, sizeof(*w.t), GFP_KERNEL);
	if (!w.t)
		return dsr_sink_refuse(sink, DSR_REASON_MEMORY, 0);
	dsr_sink_clock(sink);
	while (!err && w.finished < nr_chunks &&
	       !READ_ONCE(run->cancelled) &&
	       (w.started != w.finished ||
		!dsr_ring_finished(&run->ring, sink->index)))
		err = dsr_writer_step(&w);
	err = dsr_writer_reap_all(&w, err);
	if (!err && w.finished < nr_chunks)
		err = -ECANCELED;
	kfree(w.t);
	/* whatever came of it, nobody has to wait for its close */
	dsr_ring_detach(&run->ring, sink->index);
	return err;
}

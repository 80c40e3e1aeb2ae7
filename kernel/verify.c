// SPDX-License-Identifier: GPL-2.0
/*
 * Reading a sink back: against the digests of what passed, each sink at its own
 * speed while others still write; byte by byte against the master as it passes;
 * or for the SHA-256 of the whole.
 */
#include "sink.h"

#include <linux/jiffies.h>
#include <linux/slab.h>

#include "transfer.h"

/* one chunk is looked at while the next is being read */
#define DSR_VERIFY_DEPTH	2

/**
 * struct dsr_verifier - reading one sink back
 * @sink: which
 * @t: reads, DSR_VERIFY_DEPTH of them, with chunks of their own
 * @judge: is the chunk that was read what it should be?
 * @permille: share of the chunks that is read
 * @sum: of all chunks read, where that is wanted
 * @next: number of the chunk to be read next; stream.nr_chunks: none
 */
struct dsr_verifier {
	struct dsr_sink *sink;
	struct dsr_transfer *t;
	int (*judge)(struct dsr_verifier *v, struct dsr_transfer *t);
	u32 permille;
	struct dsr_digest sum;
	u64 next;
};

/* spread evenly; the last one, and with it a lead-out that came early, always */
static bool dsr_verify_sampled(const struct dsr_verifier *v, u64 nr)
{
	u64 nr_chunks = v->sink->run->stream.nr_chunks;

	return !v->permille || nr + 1 == nr_chunks ||
	       div_u64(nr * v->permille, 1000) !=
	       div_u64((nr + 1) * v->permille, 1000);
}

/* the first chunk from @nr on that is to be read */
static u64 dsr_verify_from(const struct dsr_verifier *v, u64 nr)
{
	const struct dsr_stream *stream = &v->sink->run->stream;
	bool first = !nr;

	for (; nr < stream->nr_chunks; nr++) {
		if (dsr_stream_at(stream, nr)->silent)
			continue;
		if (first || dsr_verify_sampled(v, nr))
			break;
	}
	return nr;
}

static u64 dsr_verify_blocks(const struct dsr_verifier *v)
{
	const struct dsr_stream *stream = &v->sink->run->stream;
	u64 nr = dsr_verify_from(v, 0), blocks = 0;

	if (!v->permille)
		return stream->blocks;
	for (; nr < stream->nr_chunks; nr = dsr_verify_from(v, nr + 1))
		blocks += dsr_seg_blocks(dsr_stream_at(stream, nr), nr);
	return blocks;
}

static void dsr_verify_start(struct dsr_verifier *v, struct dsr_transfer *t)
{
	const struct dsr_segment *seg;

	seg = dsr_stream_at(&v->sink->run->stream, v->next);
	t->claim = &v->sink->claim;
	t->seg = seg;
	t->lba = dsr_seg_lba(seg, v->next);
	t->at = t->lba * seg->block_bytes;
	t->blocks = dsr_seg_blocks(seg, v->next);
	t->write = false;
	t->chunk->nr = v->next;
	dsr_chunk_window(t->chunk, 0, t->blocks * seg->block_bytes);
	dsr_transfer_start(t, READ_ONCE(dsr_command_ms));
	v->next = dsr_verify_from(v, v->next + 1);
}

static int dsr_verify_finish(struct dsr_verifier *v, struct dsr_transfer *t,
			     bool over)
{
	struct dsr_sink *sink = v->sink;
	int err = dsr_sink_await(sink, t, DSR_WHEN_READ, over);

	if (over)
		return -ECANCELED;
	if (err == -EIO && sink->error.reason == DSR_REASON_MEDIUM_ERROR) {
		sink->error.reason = DSR_REASON_UNREADABLE;
		sink->error.value = sink->error.lba;
	}
	if (!err)
		err = v->judge(v, t);
	if (!err)
		dsr_sink_progress(sink, 0, t->blocks);
	return err;
}

static int dsr_verify_by_digest(struct dsr_verifier *v, struct dsr_transfer *t)
{
	s64 at = dsr_digest_differ(&v->sink->run->digest, t->chunk, t->seg);

	if (at < 0)
		return 0;
	return dsr_sink_refuse(v->sink, DSR_REASON_MISMATCH, t->lba + at);
}

static int dsr_verify_by_sum(struct dsr_verifier *v, struct dsr_transfer *t)
{
	if (dsr_digest_sum(&v->sum, t->chunk, t->seg))
		return dsr_sink_refuse(v->sink, DSR_REASON_MEMORY, 0);
	return 0;
}

/* the master's chunk of the same number, all before it passed over */
static struct dsr_chunk *dsr_verify_master(struct dsr_verifier *v, u64 nr)
{
	struct dsr_sink *sink = v->sink;
	struct dsr_ring *ring = &sink->run->ring;
	struct dsr_chunk *chunk;

	for (;;) {
		chunk = dsr_ring_take(ring, sink->index, HZ / 4);
		/* waiting for the source is no stall of the sink */
		sink->progress_at = jiffies;
		if (chunk && chunk->nr == nr)
			return chunk;
		if (chunk)
			dsr_ring_done(ring, sink->index);
		else if (READ_ONCE(sink->run->cancelled) ||
			 dsr_ring_finished(ring, sink->index))
			return NULL;
	}
}

static int dsr_verify_by_master(struct dsr_verifier *v, struct dsr_transfer *t)
{
	struct dsr_chunk *chunk = dsr_verify_master(v, t->chunk->nr);
	s64 at;

	if (!chunk)
		return -ECANCELED;
	at = dsr_chunk_differ(t->chunk, chunk, t->seg);
	dsr_ring_done(&v->sink->run->ring, v->sink->index);
	if (at < 0)
		return 0;
	return dsr_sink_refuse(v->sink, DSR_REASON_MISMATCH,
			       t->lba + at);
}

static int dsr_verify_loop(struct dsr_verifier *v)
{
	struct dsr_run *run = v->sink->run;
	u64 started = 0, finished = 0;
	int err = 0, ret;

	v->next = dsr_verify_from(v, 0);
	while (started != finished ||
	       (!err && v->next < run->stream.nr_chunks)) {
		if (!err && READ_ONCE(run->cancelled))
			err = -ECANCELED;
		if (!err && v->next < run->stream.nr_chunks &&
		    started - finished < DSR_VERIFY_DEPTH) {
			dsr_verify_start(v, &v->t[started % DSR_VERIFY_DEPTH]);
			started++;
			continue;
		}
		if (started == finished)
			break;
		ret = dsr_verify_finish(v, &v->t[finished % DSR_VERIFY_DEPTH],
					err);
		finished++;
		if (!err)
			err = ret;
	}
	return err;
}

static int dsr_verify_run(struct dsr_verifier *v)
{
	struct dsr_run *run = v->sink->run;
	int err = 0;
	u32 i;

	mutex_lock(&run->lock);
	v->sink->status.verify_blocks = dsr_verify_blocks(v);
	mutex_unlock(&run->lock);
	v->t = kcalloc(DSR_VERIFY_DEPTH, sizeof(*v->t), GFP_KERNEL);
	if (!v->t)
		return dsr_sink_refuse(v->sink, DSR_REASON_MEMORY, 0);
	for (i = 0; i < DSR_VERIFY_DEPTH; i++) {
		v->t[i].chunk = dsr_chunk_alloc(run->stream.chunk_bytes,
						run->piece_bytes, run->gfp);
		if (!v->t[i].chunk) {
			err = dsr_sink_refuse(v->sink, DSR_REASON_MEMORY, 0);
			goto out;
		}
	}
	err = dsr_verify_loop(v);
out:
	for (i = 0; i < DSR_VERIFY_DEPTH; i++)
		if (v->t[i].chunk)
			dsr_chunk_put(v->t[i].chunk);
	kfree(v->t);
	return err;
}

static struct dsr_verifier *dsr_verifier_make(struct dsr_sink *sink)
{
	struct dsr_verifier *v = kzalloc_obj(*v, GFP_KERNEL);

	if (v)
		v->sink = sink;
	else
		dsr_sink_refuse(sink, DSR_REASON_MEMORY, 0);
	return v;
}

/**
 * dsr_verify - read a sink back and compare it with what passed
 * @sink: written and closed
 *
 * Context: the sink's thread. Return: 0 when all is equal; -ECANCELED; other
 * -errno with sink->error filled: a difference with the block it is in.
 */
int dsr_verify(struct dsr_sink *sink)
{
	struct dsr_verifier *v = dsr_verifier_make(sink);
	int err;

	if (!v)
		return -EIO;
	v->judge = dsr_verify_by_digest;
	v->permille = sink->verify_permille;
	err = dsr_verify_run(v);
	kfree(v);
	return err;
}

/**
 * dsr_compare - compare a sink with the master, byte by byte, as that passes
 * @sink: checked, its cursor attached
 *
 * Context: the sink's thread. Return: as dsr_verify().
 */
int dsr_compare(struct dsr_sink *sink)
{
	struct dsr_verifier *v = dsr_verifier_make(sink);
	int err;

	if (!v)
		return -EIO;
	v->judge = dsr_verify_by_master;
	v->permille = sink->verify_permille;
	err = dsr_verify_run(v);
	kfree(v);
	dsr_ring_detach(&sink->run->ring, sink->index);
	return err;
}

/**
 * dsr_sum - compare the SHA-256 of a sink with the one expected
 * @sink: checked
 *
 * Context: the sink's thread. Return: as dsr_verify().
 */
int dsr_sum(struct dsr_sink *sink)
{
	struct dsr_verifier *v = dsr_verifier_make(sink);
	struct dsr_sink_status *status = &sink->status;
	int err;

	if (!v)
		return -EIO;
	v->judge = dsr_verify_by_sum;
	err = dsr_digest_init(&v->sum, 0, sink->run->stream.blocks,
			      sink->run->layout->nr_tracks);
	if (err) {
		err = dsr_sink_refuse(sink, DSR_REASON_MEMORY, 0);
		goto out;
	}
	err = dsr_verify_run(v);
	if (!err && dsr_digest_finish(&v->sum))
		err = dsr_sink_refuse(sink, DSR_REASON_MEMORY, 0);
	if (!err) {
		mutex_lock(&sink->run->lock);
		memcpy(status->sha256, v->sum.sha256, DSR_DIGEST_BYTES);
		status->sha256_valid = 1;
		sink->sums = v->sum.sums;
		v->sum.sums = NULL;
		mutex_unlock(&sink->run->lock);
		if (memcmp(v->sum.sha256, sink->run->sha256, DSR_DIGEST_BYTES))
			err = dsr_sink_refuse(sink, DSR_REASON_DIGEST, 0);
	}
	dsr_digest_destroy(&v->sum);
out:
	kfree(v);
	return err;
}

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The ring of one job: a fixed number of chunks, one producer, many consumers.
 */
#ifndef DSR_RING_H
#define DSR_RING_H

#include <linux/bvec.h>
#include <linux/list.h>
#include <linux/refcount.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

#include "stream.h"
#include "../uapi/dsr.h"

struct dsr_ring;

/**
 * struct dsr_chunk - the unit of data in flight
 * @refs: one held by the ring's slot (or by whoever took the chunk with
 *	dsr_chunks_alloc()), one by every command that has its pages in a bio
 * @ring: where it goes back to
 * @spare: in ring->spares when no slot and no command holds it
 * @nr: number in the stream, counts from 0
 * @bytes: valid bytes; the last chunk may be short
 * @nr_vecs: entries of @vecs
 * @vecs: the pages; every bio that carries the chunk shares this table. What is
 *	valid begins at the offset of the first one
 */
struct dsr_chunk {
	refcount_t refs;
	struct dsr_ring *ring;
	struct list_head spare;
	u64 nr;
	u32 bytes;
	u32 nr_vecs;
	struct bio_vec *vecs;
};

/**
 * struct dsr_cursor - one consumer
 * @next: number of the chunk it takes next
 * @done: chunks below this number are of no more use to it
 * @live: counts; a detached sink's cursor does not
 */
struct dsr_cursor {
	u64 next;
	u64 done;
	bool live;
};

/**
 * struct dsr_ring - see the head of ring.c
 * @lock: protects all that follows it, the chunks' place in @slots and @spares
 * @wait: producer and consumers sleep here
 * @slots: chunk number n is in slot n % @nr_slots
 * @spares: chunks to put into a slot whose own is pinned by a dead sink
 * @filling: chunks handed to the producer so far
 * @published: chunks that consumers may take
 * @stopped: no more chunks will come
 * @nr_slots: chunks in the ring
 * @nr_cursors: entries of @cursors in use
 * @chunk_bytes: of every chunk
 * @cursors: of the consumers
 */
struct dsr_ring {
	spinlock_t lock;	/* protects all that follows, see above */
	wait_queue_head_t wait;
	struct dsr_chunk **slots;
	struct list_head spares;
	u64 filling;
	u64 published;
	bool stopped;
	u32 nr_slots;
	u32 nr_cursors;
	u32 chunk_bytes;
	struct dsr_cursor cursors[DSR_MAX_SINKS];
};

/* chunks beyond the slots: so many may a dead sink pin */
#define DSR_RING_SPARES	2

struct dsr_chunk *dsr_chunk_alloc(u32 bytes, u32 piece_bytes, gfp_t gfp);
void dsr_chunk_window(struct dsr_chunk *chunk, u32 offset, u32 bytes);
void dsr_chunk_fill(struct dsr_chunk *chunk, u32 offset, const u8 *from,
		    u32 bytes);
void dsr_chunk_copy(struct dsr_chunk *to, u32 at, const struct dsr_chunk *from,
		    u32 offset, u32 bytes);
const u8 *dsr_chunk_peek(const struct dsr_chunk *chunk, u32 offset, u32 *n);
void dsr_chunk_settle(struct dsr_chunk *chunk);
s64 dsr_chunk_differ(const struct dsr_chunk *a, const struct dsr_chunk *b,
		     const struct dsr_segment *seg);
void dsr_chunk_get(struct dsr_chunk *chunk);
void dsr_chunk_put(struct dsr_chunk *chunk);

int dsr_ring_init(struct dsr_ring *ring, u32 nr_slots, u32 nr_sinks,
		  u32 chunk_bytes, u32 piece_bytes, gfp_t gfp);
void dsr_ring_destroy(struct dsr_ring *ring);
void dsr_ring_attach(struct dsr_ring *ring, u32 cursor);
void dsr_ring_detach(struct dsr_ring *ring, u32 cursor);
void dsr_ring_stop(struct dsr_ring *ring);

int dsr_ring_try_empty(struct dsr_ring *ring, struct dsr_chunk **chunk);
struct dsr_chunk *dsr_ring_empty(struct dsr_ring *ring);
void dsr_ring_publish(struct dsr_ring *ring);
struct dsr_chunk *dsr_ring_take(struct dsr_ring *ring, u32 cursor, long timeout);
struct dsr_chunk *dsr_ring_try_take(struct dsr_ring *ring, u32 cursor);
void dsr_ring_done(struct dsr_ring *ring, u32 cursor);
bool dsr_ring_finished(struct dsr_ring *ring, u32 cursor);
u32 dsr_ring_lag(struct dsr_ring *ring, u32 cursor);

#endif

// SPDX-License-Identifier: GPL-2.0
/*
 * The ring and its cursors.
 *
 * The producer asks for an empty chunk, fills it, publishes it; several may be
 * being filled at once, they are published in order. Every consumer walks the
 * stream with a cursor of its own. A slot is free again when every live cursor
 * is done with its chunk, so the producer waits only for the slowest live
 * consumer.
 *
 * A consumer that is detached may still have commands in flight whose bios
 * point at a chunk's pages. Such a chunk must not be filled again; its slot
 * gets a spare one and the pinned chunk becomes a spare when its last command
 * has ended. So a dying drive costs the others nothing.
 */
#include "ring.h"

#include <linux/mm.h>
#include <linux/slab.h>

#include "compat.h"

static void dsr_chunk_free(struct dsr_chunk *chunk)
{
	u32 i;

	if (!chunk)
		return;
	for (i = 0; i < chunk->nr_vecs; i++)
		__free_pages(chunk->vecs[i].bv_page,
			     get_order(chunk->vecs[i].bv_len));
	kfree(chunk->vecs);
	kfree(chunk);
}

/**
 * dsr_chunk_alloc - a chunk outside any ring
 * @bytes: room in it
 * @piece_bytes: longest piece of its bio_vec table, at least PAGE_SIZE: what
 *	the strictest queue it goes through takes as one segment
 * @gfp: where the pages come from
 *
 * Pages are taken one by one: a single page satisfies every segment size and
 * boundary a queue may have, and is never hard to get.
 *
 * Context: may sleep. Return: the chunk with one reference, NULL without
 * memory.
 */
struct dsr_chunk *dsr_chunk_alloc(u32 bytes, u32 piece_bytes, gfp_t gfp)
{
	u32 nr = DIV_ROUND_UP(bytes, PAGE_SIZE);
	struct dsr_chunk *chunk;

	if (WARN_ON_ONCE(piece_bytes < PAGE_SIZE))
		return NULL;
	chunk = kzalloc_obj(*chunk, GFP_KERNEL);
	if (!chunk)
		return NULL;
	refcount_set(&chunk->refs, 1);
	INIT_LIST_HEAD(&chunk->spare);
	chunk->vecs = kcalloc(nr, sizeof(*chunk->vecs), GFP_KERNEL);
	if (!chunk->vecs)
		goto err;
	while (chunk->nr_vecs < nr) {
		struct page *page = alloc_page(gfp | __GFP_ZERO);

		if (!page)
			goto err;
		bvec_set_page(&chunk->vecs[chunk->nr_vecs], page, PAGE_SIZE, 0);
		chunk->nr_vecs++;
	}
	return chunk;
err:
	dsr_chunk_free(chunk);
	return NULL;
}

/**
 * dsr_chunk_window - what of a chunk's pages is valid
 * @chunk: nobody else uses it now
 * @offset: in its first page
 * @bytes: from there; its room is not exceeded
 */
void dsr_chunk_window(struct dsr_chunk *chunk, u32 offset, u32 bytes)
{
	bvec_set_page(&chunk->vecs[0], chunk->vecs[0].bv_page,
		      PAGE_SIZE - offset, offset);
	chunk->bytes = bytes;
}

/* the page and the place in it of a chunk's byte; *@n becomes what follows there */
static u8 *dsr_chunk_at(const struct dsr_chunk *chunk, u32 offset, u32 *n)
{
	u32 at = chunk->vecs[0].bv_offset + offset;

	*n = min(*n, (u32)(PAGE_SIZE - at % PAGE_SIZE));
	return page_address(chunk->vecs[at / PAGE_SIZE].bv_page) +
	       at % PAGE_SIZE;
}

/**
 * dsr_chunk_peek - a place in a chunk
 * @chunk: held
 * @offset: in what is valid of it
 * @n: becomes the bytes that lie there in one piece
 */
const u8 *dsr_chunk_peek(const struct dsr_chunk *chunk, u32 offset, u32 *n)
{
	*n = PAGE_SIZE;
	return dsr_chunk_at(chunk, offset, n);
}

/**
 * dsr_chunk_settle - move what is valid to where the first page begins
 * @chunk: nobody else uses it now
 *
 * For hosts that can't begin elsewhere; this is the only copy there is.
 */
void dsr_chunk_settle(struct dsr_chunk *chunk)
{
	u32 head = chunk->vecs[0].bv_offset, at = 0;

	dsr_chunk_window(chunk, 0, chunk->bytes);
	while (head && at < chunk->bytes) {
		u32 n = chunk->bytes - at;
		u8 *from = dsr_chunk_at(chunk, at + head, &n);
		u8 *to = dsr_chunk_at(chunk, at, &n);

		memmove(to, from, n);
		at += n;
	}
}

/**
 * dsr_chunk_fill - put bytes into a chunk
 * @chunk: nobody else uses it now
 * @offset: in what is valid of it
 * @from: bytes; NULL: zeros
 * @bytes: how many; they fit
 */
void dsr_chunk_fill(struct dsr_chunk *chunk, u32 offset, const u8 *from,
		    u32 bytes)
{
	while (bytes) {
		u32 n = bytes;
		u8 *to = dsr_chunk_at(chunk, offset, &n);

		if (from) {
			memcpy(to, from, n);
			from += n;
		} else {
			memset(to, 0, n);
		}
		offset += n;
		bytes -= n;
	}
}

/**
 * dsr_chunk_copy - put bytes of one chunk into another
 * @to: nobody else uses it now
 * @at: where in what is valid of it
 * @from: another chunk
 * @offset: where in what is valid of it
 * @bytes: how many
 */
void dsr_chunk_copy(struct dsr_chunk *to, u32 at, const struct dsr_chunk *from,
		    u32 offset, u32 bytes)
{
	u32 done, n;

	for (done = 0; done < bytes; done += n) {
		const u8 *piece = dsr_chunk_peek(from, offset + done, &n);

		n = min(n, bytes - done);
		dsr_chunk_fill(to, at + done, piece, n);
	}
}

static bool dsr_chunk_equal(const struct dsr_chunk *a, const struct dsr_chunk *b,
			    u32 at, u32 bytes)
{
	while (bytes) {
		u32 n = bytes;
		const u8 *p = dsr_chunk_at(a, at, &n);
		const u8 *q = dsr_chunk_at(b, at, &n);

		if (memcmp(p, q, n))
			return false;
		at += n;
		bytes -= n;
	}
	return true;
}

/**
 * dsr_chunk_differ - compare what is valid of two chunks
 * @a: one
 * @b: the other, as long
 * @seg: what their blocks are
 *
 * Return: number of the first block whose content differs, -1: none does.
 */
s64 dsr_chunk_differ(const struct dsr_chunk *a, const struct dsr_chunk *b,
		     const struct dsr_segment *seg)
{
	u32 i, at, n;

	for (i = 0, at = 0; at < a->bytes; i++, at += seg->block_bytes) {
		u8 submode = *dsr_chunk_peek(a, at + DSR_XA_SUBMODE, &n);

		if (!dsr_chunk_equal(a, b, at, dsr_seg_content(seg, submode)))
			return i;
	}
	return -1;
}

/**
 * dsr_chunk_get - one more command uses the chunk's pages
 * @chunk: held by the caller
 *
 * Context: any.
 */
void dsr_chunk_get(struct dsr_chunk *chunk)
{
	refcount_inc(&chunk->refs);
}

/**
 * dsr_chunk_put - a command is through with the chunk's pages
 * @chunk: a chunk that lost its slot becomes a spare with its last reference;
 *	one outside any ring is freed, which needs process context
 *
 * Context: any, for the chunks of a ring.
 */
void dsr_chunk_put(struct dsr_chunk *chunk)
{
	struct dsr_ring *ring = chunk->ring;
	unsigned long flags;
	bool last;

	if (!ring) {
		if (refcount_dec_and_test(&chunk->refs))
			dsr_chunk_free(chunk);
		return;
	}
	spin_lock_irqsave(&ring->lock, flags);
	last = refcount_dec_and_test(&chunk->refs);
	if (last)
		list_add_tail(&chunk->spare, &ring->spares);
	wake_up_all(&ring->wait);
	spin_unlock_irqrestore(&ring->lock, flags);
}

/**
 * dsr_ring_init - allocate all the memory a job's data path will use
 * @ring: to be initialised
 * @nr_slots: chunks in it, at least 2
 * @nr_sinks: consumers there will be, each with DSR_RING_SPARES
 * @chunk_bytes: of every chunk
 * @piece_bytes: see dsr_chunk_alloc()
 * @gfp: see dsr_chunk_alloc()
 *
 * Context: may sleep. Return: 0 or -ENOMEM.
 */
int dsr_ring_init(struct dsr_ring *ring, u32 nr_slots, u32 nr_sinks,
		  u32 chunk_bytes, u32 piece_bytes, gfp_t gfp)
{
	struct dsr_chunk *chunk;
	u32 i;

	memset(ring, 0, sizeof(*ring));
	spin_lock_init(&ring->lock);
	init_waitqueue_head(&ring->wait);
	INIT_LIST_HEAD(&ring->spares);
	ring->chunk_bytes = chunk_bytes;
	ring->slots = kcalloc(nr_slots, sizeof(*ring->slots), GFP_KERNEL);
	if (!ring->slots)
		return -ENOMEM;
	ring->nr_slots = nr_slots;
	for (i = 0; i < nr_slots + nr_sinks * DSR_RING_SPARES; i++) {
		chunk = dsr_chunk_alloc(chunk_bytes, piece_bytes, gfp);
		if (!chunk)
			goto err;
		chunk->ring = ring;
		if (i < nr_slots) {
			ring->slots[i] = chunk;
		} else {
			refcount_set(&chunk->refs, 0);
			list_add_tail(&chunk->spare, &ring->spares);
		}
	}
	return 0;
err:
	dsr_ring_destroy(ring);
	return -ENOMEM;
}

/**
 * dsr_ring_destroy - free everything
 * @ring: nobody uses it any more and no command is in flight
 */
void dsr_ring_destroy(struct dsr_ring *ring)
{
	struct dsr_chunk *chunk, *next;
	u32 i;

	if (!ring->slots)
		return;
	for (i = 0; i < ring->nr_slots; i++)
		dsr_chunk_free(ring->slots[i]);
	list_for_each_entry_safe(chunk, next, &ring->spares, spare)
		dsr_chunk_free(chunk);
	kfree(ring->slots);
	ring->slots = NULL;
}

/**
 * dsr_ring_attach - a consumer joins, before the first chunk is published
 * @ring: the ring
 * @cursor: index of its cursor, below DSR_MAX_SINKS
 */
void dsr_ring_attach(struct dsr_ring *ring, u32 cursor)
{
	spin_lock_irq(&ring->lock);
	ring->cursors[cursor].live = true;
	ring->nr_cursors = max(ring->nr_cursors, cursor + 1);
	spin_unlock_irq(&ring->lock);
}

/**
 * dsr_ring_detach - a consumer's cursor counts no more
 * @ring: the ring
 * @cursor: index of its cursor; nothing happens where it is detached already
 */
void dsr_ring_detach(struct dsr_ring *ring, u32 cursor)
{
	spin_lock_irq(&ring->lock);
	ring->cursors[cursor].live = false;
	wake_up_all(&ring->wait);
	spin_unlock_irq(&ring->lock);
}

/**
 * dsr_ring_stop - no more chunks will come; everybody waiting is woken
 * @ring: the ring
 */
void dsr_ring_stop(struct dsr_ring *ring)
{
	spin_lock_irq(&ring->lock);
	ring->stopped = true;
	wake_up_all(&ring->wait);
	spin_unlock_irq(&ring->lock);
}

static bool dsr_ring_slowest(struct dsr_ring *ring, u64 *done)
{
	bool any = false;
	u32 i;

	for (i = 0; i < ring->nr_cursors; i++) {
		if (!ring->cursors[i].live)
			continue;
		*done = any ? min(*done, ring->cursors[i].done) :
			ring->cursors[i].done;
		any = true;
	}
	return any;
}

/* dsr_ring_try_empty() with ring->lock */
static int dsr_ring_next_empty(struct dsr_ring *ring, struct dsr_chunk **chunk)
{
	struct dsr_chunk **slot = &ring->slots[ring->filling % ring->nr_slots];
	struct dsr_chunk *pinned = *slot;
	u64 done;

	if (ring->stopped || !dsr_ring_slowest(ring, &done))
		return -EPIPE;
	if (ring->filling - done >= ring->nr_slots)
		return 0;
	if (refcount_read(&pinned->refs) > 1) {
		if (list_empty(&ring->spares))
			return 0;
		*slot = list_first_entry(&ring->spares, struct dsr_chunk,
					 spare);
		list_del_init(&(*slot)->spare);
		refcount_set(&(*slot)->refs, 1);
		/* not the last one: a command holds the pinned chunk */
		if (refcount_dec_and_test(&pinned->refs))
			list_add_tail(&pinned->spare, &ring->spares);
	}
	*chunk = *slot;
	(*chunk)->nr = ring->filling++;
	return 1;
}

/**
 * dsr_ring_try_empty - a chunk to fill, if there is one
 * @ring: the ring
 * @chunk: the chunk, with its number
 *
 * Return: 1; 0 when the slowest live consumer is not ready for it; -EPIPE when
 * the ring was stopped or has no live consumer.
 */
int dsr_ring_try_empty(struct dsr_ring *ring, struct dsr_chunk **chunk)
{
	int got;

	spin_lock_irq(&ring->lock);
	got = dsr_ring_next_empty(ring, chunk);
	spin_unlock_irq(&ring->lock);
	return got;
}

/**
 * dsr_ring_empty - the producer wants a chunk to fill
 * @ring: the ring
 *
 * Waits for the slowest live consumer. Chunks come in the order of the stream
 * and have to be published in it.
 *
 * Context: may sleep. Return: the chunk, with its number; NULL when the ring
 * was stopped or has no live consumer.
 */
struct dsr_chunk *dsr_ring_empty(struct dsr_ring *ring)
{
	struct dsr_chunk *chunk = NULL;
	int got = 0;

	wait_event_idle(ring->wait,
			(got = dsr_ring_try_empty(ring, &chunk)) != 0);
	return got > 0 ? chunk : NULL;
}

/**
 * dsr_ring_publish - the oldest unpublished chunk is full
 * @ring: the ring
 */
void dsr_ring_publish(struct dsr_ring *ring)
{
	spin_lock_irq(&ring->lock);
	WARN_ON_ONCE(ring->published >= ring->filling);
	ring->published++;
	wake_up_all(&ring->wait);
	spin_unlock_irq(&ring->lock);
}

static struct dsr_chunk *dsr_ring_next(struct dsr_ring *ring, u32 cursor)
{
	struct dsr_cursor *c = &ring->cursors[cursor];
	struct dsr_chunk *chunk;

	if (!c->live || c->next >= ring->published)
		return NULL;
	chunk = ring->slots[c->next % ring->nr_slots];
	c->next++;
	return chunk;
}

/**
 * dsr_ring_try_take - the next chunk, if it is there
 * @ring: the ring
 * @cursor: the consumer
 *
 * Return: the chunk, which stays as it is until dsr_ring_done(); NULL if there
 * is none now.
 */
struct dsr_chunk *dsr_ring_try_take(struct dsr_ring *ring, u32 cursor)
{
	struct dsr_chunk *chunk;

	spin_lock_irq(&ring->lock);
	chunk = dsr_ring_next(ring, cursor);
	spin_unlock_irq(&ring->lock);
	return chunk;
}

/**
 * dsr_ring_finished - has the consumer got all it will ever get?
 * @ring: the ring
 * @cursor: the consumer
 */
bool dsr_ring_finished(struct dsr_ring *ring, u32 cursor)
{
	struct dsr_cursor *c = &ring->cursors[cursor];
	bool finished;

	spin_lock_irq(&ring->lock);
	finished = !c->live ||
		   (ring->stopped && c->next >= ring->published);
	spin_unlock_irq(&ring->lock);
	return finished;
}

/**
 * dsr_ring_take - the next chunk, waiting for it
 * @ring: the ring
 * @cursor: the consumer
 * @timeout: jiffies at most
 *
 * Context: may sleep. Return: as dsr_ring_try_take(); NULL also when the ring
 * was stopped or the consumer is through.
 */
struct dsr_chunk *dsr_ring_take(struct dsr_ring *ring, u32 cursor, long timeout)
{
	struct dsr_chunk *chunk = NULL;

	wait_event_idle_timeout(ring->wait,
				(chunk = dsr_ring_try_take(ring, cursor)) ||
				dsr_ring_finished(ring, cursor), timeout);
	return chunk;
}

/**
 * dsr_ring_done - the consumer is through with its oldest taken chunk
 * @ring: the ring
 * @cursor: the consumer
 */
void dsr_ring_done(struct dsr_ring *ring, u32 cursor)
{
	struct dsr_cursor *c = &ring->cursors[cursor];

	spin_lock_irq(&ring->lock);
	WARN_ON_ONCE(c->done >= c->next);
	c->done++;
	wake_up_all(&ring->wait);
	spin_unlock_irq(&ring->lock);
}

/**
 * dsr_ring_lag - how far a consumer is behind the producer
 * @ring: the ring
 * @cursor: the consumer
 *
 * Return: chunks.
 */
u32 dsr_ring_lag(struct dsr_ring *ring, u32 cursor)
{
	struct dsr_cursor *c = &ring->cursors[cursor];
	u32 lag;

	spin_lock_irq(&ring->lock);
	lag = ring->published - c->done;
	spin_unlock_irq(&ring->lock);
	return lag;
}

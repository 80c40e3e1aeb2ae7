// SPDX-License-Identifier: GPL-2.0
/*
 * What ring.c promises.
 */
#include <kunit/test.h>
#include <linux/mm.h>

#include "ring.h"

#define SLOTS	8
#define BYTES	(64 * 1024)
#define SPARES	(2 * DSR_RING_SPARES)

static struct dsr_ring *new_ring(struct kunit *test, u32 consumers)
{
	struct dsr_ring *ring;
	u32 i;

	ring = kunit_kzalloc(test, sizeof(*ring), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, ring);
	KUNIT_ASSERT_EQ(test, 0, dsr_ring_init(ring, SLOTS, 2, BYTES,
					       PAGE_SIZE, GFP_KERNEL));
	for (i = 0; i < consumers; i++)
		dsr_ring_attach(ring, i);
	return ring;
}

/* fills and publishes as many chunks as the ring takes, at most n */
static u32 produce(struct dsr_ring *ring, u32 n)
{
	struct dsr_chunk *chunk;
	u32 i;

	for (i = 0; i < n && dsr_ring_try_empty(ring, &chunk) == 1; i++)
		dsr_ring_publish(ring);
	return i;
}

static u32 consume(struct dsr_ring *ring, u32 cursor, u32 n)
{
	u32 i;

	for (i = 0; i < n && dsr_ring_try_take(ring, cursor); i++)
		dsr_ring_done(ring, cursor);
	return i;
}

static void the_producer_waits_for_the_slowest_live_consumer(struct kunit *test)
{
	struct dsr_ring *ring = new_ring(test, 2);

	KUNIT_EXPECT_EQ(test, produce(ring, 100), (u32)SLOTS);
	KUNIT_EXPECT_EQ(test, consume(ring, 0, 100), (u32)SLOTS);
	KUNIT_EXPECT_EQ(test, produce(ring, 100), 0U);
	KUNIT_EXPECT_EQ(test, consume(ring, 1, 3), 3U);
	KUNIT_EXPECT_EQ(test, produce(ring, 100), 3U);
	KUNIT_EXPECT_EQ(test, dsr_ring_lag(ring, 0), 3U);
	KUNIT_EXPECT_EQ(test, dsr_ring_lag(ring, 1), (u32)SLOTS);
	dsr_ring_destroy(ring);
}

static void a_detached_consumer_holds_nobody(struct kunit *test)
{
	struct dsr_ring *ring = new_ring(test, 2);

	produce(ring, SLOTS);
	consume(ring, 0, SLOTS);
	dsr_ring_detach(ring, 1);
	KUNIT_EXPECT_EQ(test, produce(ring, SLOTS), (u32)SLOTS);
	KUNIT_EXPECT_NULL(test, dsr_ring_try_take(ring, 1));
	KUNIT_EXPECT_TRUE(test, dsr_ring_finished(ring, 1));
	KUNIT_EXPECT_FALSE(test, dsr_ring_finished(ring, 0));
	dsr_ring_destroy(ring);
}

static void without_a_live_consumer_nothing_is_read(struct kunit *test)
{
	struct dsr_ring *ring = new_ring(test, 1);
	struct dsr_chunk *chunk;

	dsr_ring_detach(ring, 0);
	KUNIT_EXPECT_EQ(test, dsr_ring_try_empty(ring, &chunk), -EPIPE);
	dsr_ring_destroy(ring);
}

static void pages_of_a_hanging_command_are_never_filled_again(struct kunit *test)
{
	struct dsr_ring *ring = new_ring(test, 2);
	struct dsr_chunk *pinned, *chunk;
	u32 i;

	produce(ring, 1);
	pinned = dsr_ring_try_take(ring, 1);
	KUNIT_ASSERT_NOT_NULL(test, pinned);
	dsr_chunk_get(pinned);		/* a WRITE that hangs */
	dsr_ring_detach(ring, 1);
	consume(ring, 0, 1);
	for (i = 0; i < 3 * SLOTS; i++) {
		KUNIT_ASSERT_EQ(test, dsr_ring_try_empty(ring, &chunk), 1);
		KUNIT_EXPECT_PTR_NE(test, chunk, pinned);
		dsr_ring_publish(ring);
		consume(ring, 0, 1);
	}
	KUNIT_EXPECT_TRUE(test, list_empty(&pinned->spare));
	dsr_chunk_put(pinned);
	KUNIT_EXPECT_FALSE(test, list_empty(&pinned->spare));
	dsr_ring_destroy(ring);
}

static void a_pinned_chunk_without_spares_makes_the_producer_wait(struct kunit *test)
{
	struct dsr_ring *ring = new_ring(test, 2);
	struct dsr_chunk *pinned[SPARES + 1], *chunk;
	u32 i;

	produce(ring, SLOTS);
	for (i = 0; i < ARRAY_SIZE(pinned); i++) {
		pinned[i] = dsr_ring_try_take(ring, 1);
		dsr_chunk_get(pinned[i]);
	}
	dsr_ring_detach(ring, 1);
	consume(ring, 0, SLOTS);
	KUNIT_EXPECT_EQ(test, produce(ring, SLOTS), (u32)SPARES);
	KUNIT_EXPECT_EQ(test, dsr_ring_try_empty(ring, &chunk), 0);
	dsr_chunk_put(pinned[SPARES]);
	KUNIT_EXPECT_EQ(test, dsr_ring_try_empty(ring, &chunk), 1);
	for (i = 0; i < SPARES; i++)
		dsr_chunk_put(pinned[i]);
	dsr_ring_destroy(ring);
}

static void chunks_come_in_the_order_of_the_stream(struct kunit *test)
{
	struct dsr_ring *ring = new_ring(test, 1);
	struct dsr_chunk *chunk;
	u64 nr;

	for (nr = 0; nr < 3 * SLOTS; nr++) {
		produce(ring, 1);
		chunk = dsr_ring_take(ring, 0, HZ);
		KUNIT_ASSERT_NOT_NULL(test, chunk);
		KUNIT_EXPECT_EQ(test, chunk->nr, nr);
		dsr_ring_done(ring, 0);
	}
	dsr_ring_destroy(ring);
}

static void a_stopped_ring_is_drained_to_its_end(struct kunit *test)
{
	struct dsr_ring *ring = new_ring(test, 1);
	struct dsr_chunk *chunk;

	produce(ring, 2);
	dsr_ring_stop(ring);
	KUNIT_EXPECT_EQ(test, dsr_ring_try_empty(ring, &chunk), -EPIPE);
	KUNIT_EXPECT_FALSE(test, dsr_ring_finished(ring, 0));
	KUNIT_EXPECT_EQ(test, consume(ring, 0, 100), 2U);
	KUNIT_EXPECT_TRUE(test, dsr_ring_finished(ring, 0));
	KUNIT_EXPECT_NULL(test, dsr_ring_take(ring, 0, HZ));
	dsr_ring_destroy(ring);
}

static void an_unpublished_chunk_is_not_taken(struct kunit *test)
{
	struct dsr_ring *ring = new_ring(test, 1);
	struct dsr_chunk *first, *second;

	KUNIT_ASSERT_EQ(test, dsr_ring_try_empty(ring, &first), 1);
	KUNIT_ASSERT_EQ(test, dsr_ring_try_empty(ring, &second), 1);
	KUNIT_EXPECT_PTR_NE(test, first, second);
	KUNIT_EXPECT_NULL(test, dsr_ring_try_take(ring, 0));
	dsr_ring_publish(ring);
	KUNIT_EXPECT_PTR_EQ(test, dsr_ring_try_take(ring, 0), first);
	KUNIT_EXPECT_NULL(test, dsr_ring_try_take(ring, 0));
	dsr_ring_done(ring, 0);
	dsr_ring_destroy(ring);
}

static void a_chunk_is_cut_into_pages_that_fit_every_queue(struct kunit *test)
{
	struct dsr_chunk *chunk = dsr_chunk_alloc(BYTES, PAGE_SIZE, GFP_KERNEL);
	u32 i, bytes = 0;

	KUNIT_ASSERT_NOT_NULL(test, chunk);
	for (i = 0; i < chunk->nr_vecs; i++) {
		KUNIT_EXPECT_EQ(test, chunk->vecs[i].bv_offset, 0U);
		KUNIT_EXPECT_LE(test, chunk->vecs[i].bv_len, (u32)PAGE_SIZE);
		bytes += chunk->vecs[i].bv_len;
	}
	KUNIT_EXPECT_EQ(test, bytes, (u32)BYTES);
	dsr_chunk_put(chunk);
}

static struct kunit_case ring_cases[] = {
	KUNIT_CASE(the_producer_waits_for_the_slowest_live_consumer),
	KUNIT_CASE(a_detached_consumer_holds_nobody),
	KUNIT_CASE(without_a_live_consumer_nothing_is_read),
	KUNIT_CASE(pages_of_a_hanging_command_are_never_filled_again),
	KUNIT_CASE(a_pinned_chunk_without_spares_makes_the_producer_wait),
	KUNIT_CASE(chunks_come_in_the_order_of_the_stream),
	KUNIT_CASE(a_stopped_ring_is_drained_to_its_end),
	KUNIT_CASE(an_unpublished_chunk_is_not_taken),
	KUNIT_CASE(a_chunk_is_cut_into_pages_that_fit_every_queue),
	{}
};

static struct kunit_suite ring_suite = {
	.name = "dsr_ring",
	.test_cases = ring_cases,
};

kunit_test_suite(ring_suite);

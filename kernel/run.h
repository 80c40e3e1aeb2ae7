/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a job shares with its source and its sinks.
 */
#ifndef DSR_RUN_H
#define DSR_RUN_H

#include <linux/mutex.h>
#include <linux/wait.h>

#include "digest.h"
#include "layout.h"
#include "ring.h"

/**
 * struct dsr_run - the streaming side of a job
 * @job_id: which
 * @verify: read every sink back
 * @layout: checked, owned by the job
 * @blocks: of the stream
 * @block_bytes: of one
 * @chunk_blocks: of every chunk but perhaps the last
 * @nr_chunks: of the stream
 * @piece_bytes: see dsr_chunk_alloc()
 * @gfp: see dsr_chunk_alloc()
 * @ring: the chunks in flight
 * @digest: of what has passed
 * @lock: protects the status of job and sinks, @go and @failed
 * @wait: woken when one of the latter changes
 * @cancelled: set once; everybody ends as soon as the discs allow it
 * @go: the barrier is open, writing may start
 * @failed: the source is gone; what was written is not whole
 * @starting: sinks that may still start; none writes before all have: a power
 *	calibration takes up to a minute, and a recorder that has begun must not
 *	be kept waiting
 */
struct dsr_run {
	u32 job_id;
	bool verify;
	const struct dsr_layout *layout;
	u64 blocks;
	u32 block_bytes;
	u32 chunk_blocks;
	u64 nr_chunks;
	u32 piece_bytes;
	gfp_t gfp;
	struct dsr_ring ring;
	struct dsr_digest digest;
	struct mutex lock;	/* protects the status, see above */
	wait_queue_head_t wait;
	bool cancelled;
	bool go;
	bool failed;
	atomic_t starting;
};

/* blocks of chunk @nr of the stream */
static inline u32 dsr_run_chunk_blocks(const struct dsr_run *run, u64 nr)
{
	return min_t(u64, run->chunk_blocks,
		     run->blocks - nr * run->chunk_blocks);
}

#endif

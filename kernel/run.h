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
#include "stream.h"

#define DSR_BAD_KINDS	2	/* enum dsr_bad_kind */

/**
 * struct dsr_bad_list - bad blocks of the source, rising
 * @ranges: room for DSR_MAX_BAD_RANGES, or NULL
 * @nr: entries used
 * @blocks: in them
 */
struct dsr_bad_list {
	struct dsr_bad_range *ranges;
	u32 nr;
	u64 blocks;
};

/**
 * struct dsr_run - the streaming side of a job
 * @job_id: which
 * @op: enum dsr_op
 * @flags: DSR_JOB_F_*
 * @read_retries: see struct dsr_job_start
 * @layout: checked, owned by the job; NULL where the operation has none
 * @stream: of the layout
 * @sha256: with DSR_JOB_F_SHA256: what every sink must hold
 * @piece_bytes: see dsr_chunk_alloc()
 * @gfp: see dsr_chunk_alloc()
 * @dma_mask: bits that must be clear in where a chunk's first byte lies
 * @ring: the chunks in flight
 * @digest: of what has passed
 * @lock: protects the status of job and sinks, @go, @failed, @bad and
 *	@c2_blocks
 * @wait: woken when one of the latter changes
 * @cancelled: set once; everybody ends as soon as the discs allow it
 * @go: the barrier is open, writing may start
 * @failed: the source is gone; what was written is not whole
 * @starting: sinks that may still start; none writes before all have: a power
 *	calibration takes up to a minute, and a recorder that has begun must not
 *	be kept waiting
 * @bad: what was skipped of the source, and what was kept with C2 errors
 * @c2_blocks: see struct dsr_job_status
 */
struct dsr_run {
	u32 job_id;
	u32 op;
	u32 flags;
	u32 read_retries;
	const struct dsr_layout *layout;
	struct dsr_stream stream;
	u8 sha256[DSR_DIGEST_BYTES];
	u32 piece_bytes;
	gfp_t gfp;
	u32 dma_mask;
	struct dsr_ring ring;
	struct dsr_digest digest;
	struct mutex lock;	/* protects the status, see above */
	wait_queue_head_t wait;
	bool cancelled;
	bool go;
	bool failed;
	atomic_t starting;
	struct dsr_bad_list bad[DSR_BAD_KINDS];
	u64 c2_blocks;
};

/* bytes of one block where all are alike, and near enough elsewhere */
static inline u32 dsr_run_block_bytes(const struct dsr_run *run)
{
	return run->layout ? dsr_layout_track(run->layout, 0)->block_bytes :
			     2048;
}

/* is every chunk's digest wanted, to read sinks back against? */
static inline bool dsr_run_rereads(const struct dsr_run *run)
{
	return run->op == DSR_OP_COPY && run->flags & DSR_JOB_F_VERIFY;
}

#endif

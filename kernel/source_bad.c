// SPDX-License-Identifier: GPL-2.0
/*
 * A master with bad spots: what can be read of a chunk is, block by block, and
 * the rest becomes zeros and is put down.
 */
#include "source_bad.h"

#include <linux/slab.h>

#define DSR_BAD_STALL_MS	(180 * 1000)

/* the list grows at its end, the source reads in the order of the disc */
static int dsr_bad_add(struct dsr_run *run, u64 lba)
{
	struct dsr_bad_range *last;
	int err = 0;

	mutex_lock(&run->lock);
	last = run->nr_bad ? &run->bad[run->nr_bad - 1] : NULL;
	if (last && last->lba + last->blocks == lba)
		last->blocks++;
	else if (run->nr_bad < DSR_MAX_BAD_RANGES)
		run->bad[run->nr_bad++] = (struct dsr_bad_range){ lba, 1 };
	else
		err = -EIO;
	if (!err)
		run->bad_blocks++;
	mutex_unlock(&run->lock);
	return err;
}

/**
 * dsr_source_bad - is it the medium that can't be read, and is that put up with?
 * @run: of the job
 * @error: what the source said; all else is a failing drive or cable
 */
bool dsr_source_bad(const struct dsr_run *run, const struct dsr_error *error)
{
	return run->flags & DSR_JOB_F_SKIP_BAD &&
	       (error->reason == DSR_REASON_MEDIUM_ERROR ||
		error->reason == DSR_REASON_IO);
}

static int dsr_salvage_block(struct dsr_run *run, const struct dsr_transfer *t,
			     struct dsr_transfer *one, u32 i,
			     struct dsr_error *error)
{
	u32 bytes = t->seg->block_bytes;
	struct dsr_watch w = {
		.when = DSR_WHEN_READ,
		.stall_ms = DSR_BAD_STALL_MS,
		.cancelled = &run->cancelled,
		.media_retries = run->read_retries,
		.error = error,
	};
	u32 n, done = 0;
	int err;

	one->lba = t->lba + i;
	one->at = t->at + (u64)i * bytes;
	dsr_transfer_start(one, READ_ONCE(dsr_command_ms));
	err = dsr_transfer_finish(one, &w);
	if (err == -EIO && dsr_source_bad(run, error)) {
		dsr_chunk_fill(t->chunk, i * bytes, NULL, bytes);
		return dsr_bad_add(run, dsr_seg_lba(t->seg, t->chunk->nr) + i);
	}
	while (!err && done < bytes) {
		const u8 *from = dsr_chunk_peek(one->chunk, done, &n);

		n = min(n, bytes - done);
		dsr_chunk_fill(t->chunk, i * bytes + done, from, n);
		done += n;
	}
	return err;
}

/**
 * dsr_source_salvage - read a chunk again, one block at a time
 * @run: of the job
 * @t: has failed; its chunk is filled here
 * @error: filled where even that is not possible
 *
 * Context: the source's thread, may sleep, long. Return: 0; -ECANCELED; other
 * -errno with @error filled.
 */
int dsr_source_salvage(struct dsr_run *run, struct dsr_transfer *t,
		       struct dsr_error *error)
{
	struct dsr_transfer *one;
	int err = -ENOMEM;
	u32 i;

	one = kzalloc_obj(*one, GFP_KERNEL);
	if (!one)
		goto out;
	one->claim = t->claim;
	one->seg = t->seg;
	one->blocks = 1;
	/* room for what shares the block device's blocks with it */
	one->chunk = dsr_chunk_alloc(4 * PAGE_SIZE, run->piece_bytes, run->gfp);
	if (!one->chunk)
		goto out_free;
	dsr_chunk_window(one->chunk, 0, t->seg->block_bytes);
	dsr_chunk_window(t->chunk, 0, t->blocks * t->seg->block_bytes);
	err = 0;
	for (i = 0; !err && i < t->blocks; i++)
		err = dsr_salvage_block(run, t, one, i, error);
	dsr_chunk_put(one->chunk);
out_free:
	kfree(one);
out:
	if (err == -ENOMEM) {
		error->reason = DSR_REASON_MEMORY;
		err = -EIO;
	}
	return err;
}

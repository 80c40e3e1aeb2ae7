// SPDX-License-Identifier: GPL-2.0
/*
 * A master with bad spots: what can be read of a chunk is, block by block, and
 * the rest becomes zeros and is put down.
 */
#include "source_bad.h"

#include <linux/slab.h>

#define DSR_BAD_STALL_MS	(180 * 1000)

/**
 * dsr_bad_add - put a bad block down
 * @run: of the job, which has a list of that kind
 * @kind: enum dsr_bad_kind
 * @lba: on the disc; the list grows at its end, the source reads in the order
 *	of the disc
 *
 * Context: the source's thread, may sleep. Return: 0; -EIO: the list is full.
 */
int dsr_bad_add(struct dsr_run *run, u32 kind, u64 lba)
{
	struct dsr_bad_list *list = &run->bad[kind];
	struct dsr_bad_range *last;
	int err = 0;

	mutex_lock(&run->lock);
	last = list->nr ? &list->ranges[list->nr - 1] : NULL;
	if (last && last->lba + last->blocks == lba)
		last->blocks++;
	else if (list->nr < DSR_MAX_BAD_RANGES)
		list->ranges[list->nr++] = (struct dsr_bad_range){ lba, 1 };
	else
		err = -EIO;
	if (!err)
		list->blocks++;
	mutex_unlock(&run->lock);
	return err;
}

/**
 * dsr_bad_listed - is a block put down as bad?
 * @run: of the job
 * @kind: enum dsr_bad_kind
 * @lba: on the disc
 *
 * Context: the source's thread, which alone changes the lists.
 */
bool dsr_bad_listed(const struct dsr_run *run, u32 kind, u64 lba)
{
	const struct dsr_bad_list *list = &run->bad[kind];
	u32 i = list->nr;

	while (i && list->ranges[i - 1].lba > lba)
		i--;
	return i && lba - list->ranges[i - 1].lba < list->ranges[i - 1].blocks;
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
	int err;

	one->lba = t->lba + i;
	one->at = t->at + (u64)i * bytes;
	dsr_transfer_start(one, READ_ONCE(dsr_command_ms));
	err = dsr_transfer_finish(one, &w);
	if (err == -EIO && dsr_source_bad(run, error)) {
		dsr_chunk_fill(t->chunk, i * bytes, NULL, bytes);
		return dsr_bad_add(run, DSR_BAD_UNREADABLE,
				   dsr_seg_lba(t->seg, t->chunk->nr) + i);
	}
	if (!err)
		dsr_chunk_copy(t->chunk, i * bytes, one->chunk, 0, bytes);
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

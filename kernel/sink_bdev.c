// SPDX-License-Identifier: GPL-2.0
/*
 * A block device as a sink.
 */
#include "sink.h"

#include <linux/blkdev.h>

/* bios to the same device do not depend on each other's order */
#define DSR_BDEV_DEPTH	2

/* nothing but one run of data from block 0 on has a place on it */
static bool dsr_bdev_holds(const struct dsr_run *run)
{
	const struct dsr_layout *l = run->layout;
	const struct dsr_track *t = dsr_layout_track(l, 0);

	return l->nr_tracks == 1 && !t->start && t->block_bytes == 2048;
}

static int dsr_bdev_check_read(struct dsr_sink *sink)
{
	struct dsr_run *run = sink->run;
	struct block_device *bdev = sink->claim.bdev;
	u64 have = div_u64(bdev_nr_bytes(bdev), 2048);

	sink->status.capacity_blocks = have;
	if (!dsr_bdev_holds(run))
		return dsr_sink_refuse(sink, DSR_REASON_WRONG_MEDIUM, 0);
	if (run->stream.blocks > have)
		return dsr_sink_refuse(sink, DSR_REASON_TOO_SMALL, have);
	if (2048 % bdev_logical_block_size(bdev))
		return dsr_sink_refuse(sink, DSR_REASON_WRONG_MEDIUM,
				       bdev_logical_block_size(bdev));
	return 0;
}

static int dsr_bdev_check(struct dsr_sink *sink)
{
	sink->depth = DSR_BDEV_DEPTH;
	if (sink->run->op == DSR_OP_SIMULATE)
		return dsr_sink_refuse(sink, DSR_REASON_NO_SIMULATION, 0);
	if (bdev_read_only(sink->claim.bdev))
		return dsr_sink_refuse(sink, DSR_REASON_PROTECTED, 0);
	return dsr_bdev_check_read(sink);
}

/* nothing cached may be written over what we write, or hide it afterwards */
static int dsr_bdev_start(struct dsr_sink *sink)
{
	int err = sync_blockdev(sink->claim.bdev);

	if (err)
		return dsr_sink_refuse(sink, DSR_REASON_IO, -err);
	invalidate_bdev(sink->claim.bdev);
	WRITE_ONCE(sink->touched, true);
	return 0;
}

static int dsr_bdev_finish(struct dsr_sink *sink)
{
	int err = blkdev_issue_flush(sink->claim.bdev);

	return err ? dsr_sink_refuse(sink, DSR_REASON_IO, -err) : 0;
}

static void dsr_bdev_release(struct dsr_sink *sink)
{
}

const struct dsr_sink_ops dsr_sink_bdev = {
	.check = dsr_bdev_check,
	.check_read = dsr_bdev_check_read,
	.start = dsr_bdev_start,
	.finish = dsr_bdev_finish,
	.release = dsr_bdev_release,
};

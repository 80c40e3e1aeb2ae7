// SPDX-License-Identifier: GPL-2.0
/*
 * A block device as a sink.
 */
#include "sink.h"

#include <linux/blkdev.h>

/* bios to the same device do not depend on each other's order */
#define DSR_BDEV_DEPTH	2

static int dsr_bdev_check(struct dsr_sink *sink)
{
	struct dsr_run *run = sink->run;
	struct block_device *bdev = sink->claim.bdev;
	u64 have = div_u64(bdev_nr_bytes(bdev), run->block_bytes);

	sink->status.capacity_blocks = have;
	sink->depth = DSR_BDEV_DEPTH;
	sink->first = 0;
	if (bdev_read_only(bdev))
		return dsr_sink_refuse(sink, DSR_REASON_PROTECTED, 0);
	if (run->blocks > have)
		return dsr_sink_refuse(sink, DSR_REASON_TOO_SMALL, have);
	if (run->block_bytes % bdev_logical_block_size(bdev))
		return dsr_sink_refuse(sink, DSR_REASON_WRONG_MEDIUM,
				       bdev_logical_block_size(bdev));
	return 0;
}

/* nothing cached may be written over what we write, or hide it afterwards */
static int dsr_bdev_start(struct dsr_sink *sink)
{
	int err = sync_blockdev(sink->claim.bdev);

	if (err)
		return dsr_sink_refuse(sink, DSR_REASON_IO, -err);
	invalidate_bdev(sink->claim.bdev);
	sink->touched = true;
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
	.start = dsr_bdev_start,
	.finish = dsr_bdev_finish,
	.release = dsr_bdev_release,
};

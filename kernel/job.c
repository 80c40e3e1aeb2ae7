// SPDX-License-Identifier: GPL-2.0
/*
 * Making a job, all or nothing, and taking it apart.
 */
#include "job.h"

#include <linux/blkdev.h>
#include <linux/dma-mapping.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <scsi/scsi_host.h>

#include "events.h"
#include "mmc_order.h"
#include "transfer.h"

static unsigned int dsr_ring_kib = 16 * 1024;
module_param_named(ring_kib, dsr_ring_kib, uint, 0644);
MODULE_PARM_DESC(ring_kib, "memory of a job's ring in KiB (default 16384)");

static unsigned int dsr_stall_ms = 120 * 1000;
module_param_named(stall_ms, dsr_stall_ms, uint, 0644);
MODULE_PARM_DESC(stall_ms,
		 "detach a recorder after so long without progress (default 120000)");

/* fits every host seen: libata with a quirk takes 64 KiB, usb-storage 120 */
#define DSR_CHUNK_BYTES		(64 * 1024)
#define DSR_MIN_SLOTS		8
#define DSR_MAX_SLOTS		16384
/* a shorter one would be met by ordinary pauses of a drive */
#define DSR_MIN_STALL_MS	1000
#define DSR_MAX_STALL_MS	(3600 * 1000)

/**
 * dsr_job_cancel - end a job as soon as its discs allow it
 * @job: held by the caller; a finished one does not mind
 *
 * Context: any that may take a spinlock with interrupts on.
 */
void dsr_job_cancel(struct dsr_job *job)
{
	WRITE_ONCE(job->run.cancelled, true);
	dsr_ring_stop(&job->run.ring);
	wake_up_all(&job->run.wait);
}

static void dsr_refuse(struct dsr_job_refusal *refusal, u32 at, u32 index,
		       u32 reason, u64 value)
{
	refusal->at = at;
	refusal->index = index;
	refusal->reason = reason;
	refusal->value = value;
}

static struct dsr_job *dsr_job_alloc(u32 nr_sinks)
{
	struct dsr_job *job = kvzalloc(sizeof(*job), GFP_KERNEL);

	if (!job)
		return NULL;
	kref_init(&job->ref);
	mutex_init(&job->run.lock);
	init_waitqueue_head(&job->run.wait);
	init_waitqueue_head(&job->poll);
	job->state = DSR_JOB_PREPARING;
	job->pumped = 1;
	job->sinks = kvcalloc(nr_sinks, sizeof(*job->sinks), GFP_KERNEL);
	job->scratch = kvcalloc(nr_sinks, sizeof(*job->scratch), GFP_KERNEL);
	if (!job->sinks || !job->scratch) {
		dsr_job_put(job);
		return NULL;
	}
	job->nr_sinks = nr_sinks;
	return job;
}

/* what this module can't write of what a layout can say */
static u32 dsr_job_misfit(const struct dsr_layout *l)
{
	u32 i;

	for (i = 0; i < l->nr_tracks; i++)
		if (dsr_layout_track(l, i)->subchannel == DSR_SUB_PQ16)
			return i;
	return DSR_LAYOUT_HEAD;
}

static int dsr_job_take_layout(struct dsr_job *job,
			       const struct dsr_job_spec *spec,
			       struct dsr_job_refusal *refusal)
{
	struct dsr_layout_fault fault;
	u32 misfit;

	if (!spec->layout)
		return 0;
	if (dsr_layout_check(spec->layout, spec->layout_bytes, &fault)) {
		dsr_refuse(refusal, DSR_AT_LAYOUT, fault.track,
			   DSR_REASON_LAYOUT, fault.field);
		return -EINVAL;
	}
	misfit = dsr_job_misfit(spec->layout);
	if (misfit != DSR_LAYOUT_HEAD) {
		dsr_refuse(refusal, DSR_AT_LAYOUT, misfit,
			   DSR_REASON_UNSUPPORTED,
			   offsetof(struct dsr_track, subchannel));
		return -EOPNOTSUPP;
	}
	job->run.layout = spec->layout;
	job->run.stream.segments = kvcalloc(DSR_MAX_SEGMENTS,
					    sizeof(struct dsr_segment),
					    GFP_KERNEL);
	return job->run.stream.segments ? 0 : -ENOMEM;
}

static int dsr_job_claim_source(struct dsr_job *job,
				const struct dsr_job_spec *spec,
				struct dsr_job_refusal *refusal)
{
	struct dsr_source *s = &job->source;
	u32 reason;
	int err;

	if (!dsr_job_has_source(job))
		return 0;
	s->run = &job->run;
	s->speed_kbs = spec->source_speed_kbs;
	err = dsr_claim_fd(&s->claim, spec->source_fd, false, job->id, &reason);
	if (err)
		dsr_refuse(refusal, DSR_AT_SOURCE, 0, reason, 0);
	return err;
}

static bool dsr_job_has(const struct dsr_job *job, u32 sinks,
			const struct dsr_claim *claim)
{
	u32 i;

	if (dsr_job_has_source(job) && dsr_claim_same(&job->source.claim, claim))
		return true;
	for (i = 0; i < sinks; i++)
		if (dsr_claim_same(&job->sinks[i].claim, claim))
			return true;
	return false;
}

static int dsr_job_claim_sink(struct dsr_job *job, u32 index,
			      const struct dsr_sink_desc *desc,
			      struct dsr_job_refusal *refusal)
{
	struct dsr_sink *sink = &job->sinks[index];
	u32 reason;
	int err;

	err = dsr_claim_fd(&sink->claim, desc->fd,
			   job->run.op != DSR_OP_VERIFY, job->id, &reason);
	if (!err && dsr_job_has(job, index, &sink->claim)) {
		dsr_claim_release(&sink->claim, false);
		reason = DSR_REASON_DUPLICATE;
		err = -EINVAL;
	}
	if (err) {
		dsr_refuse(refusal, DSR_AT_SINK, index, reason, 0);
		return err;
	}
	sink->run = &job->run;
	sink->index = index;
	sink->told = dsr_job_tell_sink;
	sink->ops = sink->claim.unit ? &dsr_sink_recorder : &dsr_sink_bdev;
	sink->rec.speed_kbs = desc->speed_kbs;
	sink->rec.overwrite = desc->flags & DSR_SINK_F_OVERWRITE;
	sink->rec.write_mode = desc->write_mode;
	sink->flags = desc->flags;
	sink->verify_permille = desc->verify_permille;
	sink->stall_ms = clamp_t(u32, desc->stall_ms ? :
				 READ_ONCE(dsr_stall_ms), DSR_MIN_STALL_MS,
				 DSR_MAX_STALL_MS);
	sink->status.size = sizeof(sink->status);
	sink->status.state = DSR_SINK_WAITING;
	sink->status.unit = sink->claim.name;
	sink->status.buffer_lowest = U32_MAX;
	sink->status.error.opcode = 0xff;
	sink->status.error.lba = ~0ULL;
	return 0;
}

static void dsr_job_release(struct dsr_job *job)
{
	u32 i;

	for (i = 0; i < job->nr_sinks; i++)
		dsr_claim_release(&job->sinks[i].claim, false);
	if (dsr_job_has_source(job))
		dsr_claim_release(&job->source.claim, false);
}

static int dsr_job_claim(struct dsr_job *job, const struct dsr_job_spec *spec,
			 struct dsr_job_refusal *refusal)
{
	int err;
	u32 i;

	err = dsr_job_claim_source(job, spec, refusal);
	for (i = 0; !err && i < spec->nr_sinks; i++)
		err = dsr_job_claim_sink(job, i, &spec->sinks[i], refusal);
	if (err)
		dsr_job_release(job);
	return err;
}

/* the strictest of all queues: bytes of one command, and of one piece of it */
static void dsr_stack_limits(const struct dsr_claim *claim, u32 *bytes,
			     u32 *piece)
{
	struct request_queue *q = dsr_claim_queue(claim);
	u64 boundary = (u64)queue_segment_boundary(q) + 1;
	u64 most;

	if (!claim->unit)
		return;		/* the block layer splits bios itself */
	most = min_t(u64, (u64)queue_max_hw_sectors(q) << SECTOR_SHIFT,
		     (u64)queue_max_segments(q) * PAGE_SIZE);
	*bytes = min_t(u64, *bytes, most);
	*piece = min3((u64)*piece, (u64)queue_max_segment_size(q), boundary);
}

/* highest address a drive's host reaches; 0: all of the memory */
static u64 dsr_reach(const struct dsr_claim *claim)
{
	struct device *dev;

	if (!claim->unit)
		return 0;
	dev = claim->unit->sdev->host->dma_dev;
	if (!dev || !dev->dma_mask || !dma_addressing_limited(dev))
		return 0;
	return dma_get_mask(dev);
}

/* a block device's own blocks, where one is the source */
static u32 dsr_job_source_align(const struct dsr_job *job)
{
	if (!dsr_job_has_source(job) || job->source.claim.unit)
		return 1;
	return bdev_logical_block_size(job->source.claim.bdev);
}

/* all the queues' limits together; returns bytes of one command */
static u32 dsr_job_limits(struct dsr_job *job)
{
	struct dsr_run *run = &job->run;
	u32 bytes = DSR_CHUNK_BYTES, piece = DSR_CHUNK_BYTES;
	u32 i;

	run->gfp = GFP_KERNEL_ACCOUNT | __GFP_NOWARN;
	if (dsr_job_has_source(job)) {
		dsr_stack_limits(&job->source.claim, &bytes, &piece);
		if (dsr_reach(&job->source.claim))
			run->gfp |= GFP_DMA32;
	}
	for (i = 0; i < job->nr_sinks; i++) {
		struct dsr_sink *sink = &job->sinks[i];

		dsr_stack_limits(&sink->claim, &bytes, &piece);
		run->dma_mask |= queue_dma_alignment(dsr_claim_queue(&sink->claim));
		sink->reach = dsr_reach(&sink->claim);
		if (sink->reach)
			run->gfp |= GFP_DMA32;
	}
	run->piece_bytes = piece;
	return bytes;
}

static u32 dsr_job_slots(u64 ring_bytes, u32 bytes)
{
	/* never more than a quarter of the memory, whoever asks for it */
	u64 slots = div_u64(min_t(u64, ring_bytes ? :
				  (u64)READ_ONCE(dsr_ring_kib) << 10,
				  (u64)totalram_pages() << (PAGE_SHIFT - 2)),
			    bytes);

	return clamp_t(u64, slots, DSR_MIN_SLOTS, DSR_MAX_SLOTS);
}

/* what a source drive can't be asked for: index of the track, or the head */
static u32 dsr_job_unreadable(const struct dsr_job *job)
{
	const struct dsr_stream *stream = &job->run.stream;
	struct dsr_cdb cdb;
	u32 i;

	for (i = 0; i < stream->nr_segments; i++) {
		const struct dsr_segment *seg = &stream->segments[i];

		if (!dsr_segment_plain(seg) &&
		    dsr_cdb_read_cd(&cdb, seg->mode, seg->subchannel, 0, 1) !=
		    seg->block_bytes)
			return seg->track;
	}
	return DSR_LAYOUT_HEAD;
}

/* can there be C2 errors to ask for? what the drive knows of them it tells later */
static bool dsr_job_has_c2(const struct dsr_job *job)
{
	return job->source.claim.unit && dsr_c2_segment(&job->run.stream);
}

static int dsr_job_shape(struct dsr_job *job, u64 ring_bytes,
			 struct dsr_job_refusal *refusal)
{
	struct dsr_run *run = &job->run;
	struct dsr_stream_limits limits = {
		.bytes = dsr_job_limits(job),
		.ecc_bytes = DSR_ECC_BYTES,
		.align = dsr_job_source_align(job),
	};
	u32 i, bytes, track = DSR_LAYOUT_HEAD;

	if (run->piece_bytes < PAGE_SIZE ||
	    (run->layout && dsr_stream_cut(&run->stream, run->layout,
					   &limits))) {
		dsr_refuse(refusal, DSR_AT_JOB, 0, DSR_REASON_UNSUPPORTED,
			   limits.bytes);
		return -EOPNOTSUPP;
	}
	/* everything but a plain copy of an image reads drives */
	if (!dsr_job_has_source(job) || job->source.claim.unit ||
	    run->op == DSR_OP_VERIFY || dsr_run_rereads(run))
		track = dsr_job_unreadable(job);
	if (track != DSR_LAYOUT_HEAD) {
		dsr_refuse(refusal, DSR_AT_LAYOUT, track,
			   DSR_REASON_UNSUPPORTED,
			   offsetof(struct dsr_track, mode));
		return -EOPNOTSUPP;
	}
	if (run->flags & DSR_JOB_F_C2 && !dsr_job_has_c2(job)) {
		dsr_refuse(refusal, DSR_AT_SOURCE, 0, DSR_REASON_NO_C2, 0);
		return -EOPNOTSUPP;
	}
	for (i = 0; i < job->nr_sinks; i++)
		job->sinks[i].status.total_blocks = run->stream.blocks;
	if (!dsr_job_has_source(job))
		return dsr_ring_init(&run->ring, DSR_MIN_SLOTS, job->nr_sinks,
				     PAGE_SIZE, run->piece_bytes, run->gfp);
	bytes = run->stream.chunk_bytes;
	/* room for what shares the block device's first and last block */
	if (limits.align > 1)
		bytes = round_up(bytes + 2 * (limits.align - 1), PAGE_SIZE);
	return dsr_ring_init(&run->ring, dsr_job_slots(ring_bytes, bytes),
			     job->nr_sinks, bytes, run->piece_bytes, run->gfp);
}

static struct task_struct *dsr_job_spawn(int (*fn)(void *), void *data,
					 u32 id, const char *what, u32 nr)
{
	struct task_struct *task;

	task = kthread_create(fn, data, "dsr/%u/%s%u", id, what, nr);
	if (!IS_ERR(task))
		get_task_struct(task);
	return task;
}

static void dsr_job_unspawn(struct task_struct **task)
{
	if (IS_ERR_OR_NULL(*task))
		return;
	kthread_stop(*task);
	put_task_struct(*task);
	*task = NULL;
}

static void dsr_job_unspawn_all(struct dsr_job *job)
{
	u32 i;

	dsr_job_unspawn(&job->thread);
	dsr_job_unspawn(&job->pump);
	for (i = 0; i < job->nr_sinks; i++)
		dsr_job_unspawn(&job->sinks[i].thread);
}

static int dsr_job_spawn_all(struct dsr_job *job)
{
	bool failed;
	u32 i;

	job->thread = dsr_job_spawn(dsr_job_thread, job, job->id, "job", 0);
	job->pump = dsr_job_spawn(dsr_job_pump, job, job->id, "source", 0);
	failed = IS_ERR(job->thread) || IS_ERR(job->pump);
	for (i = 0; i < job->nr_sinks; i++) {
		struct dsr_sink *sink = &job->sinks[i];

		sink->thread = dsr_job_spawn(dsr_sink_thread, sink, job->id,
					     "sink", i);
		failed |= IS_ERR(sink->thread);
	}
	if (!failed)
		return 0;
	dsr_job_unspawn_all(job);
	return -ENOMEM;
}

static int dsr_job_bad_list(struct dsr_bad_list *list)
{
	list->ranges = kvcalloc(DSR_MAX_BAD_RANGES, sizeof(*list->ranges),
				GFP_KERNEL_ACCOUNT);
	return list->ranges ? 0 : -ENOMEM;
}

/* what passing chunks leave behind */
static int dsr_job_memory(struct dsr_job *job)
{
	struct dsr_run *run = &job->run;
	u32 skip = run->flags & DSR_JOB_F_SKIP_BAD;

	if ((skip && dsr_job_bad_list(&run->bad[DSR_BAD_UNREADABLE])) ||
	    (skip && run->flags & DSR_JOB_F_C2 &&
	     dsr_job_bad_list(&run->bad[DSR_BAD_C2])))
		return -ENOMEM;
	if (!dsr_job_has_source(job))
		return 0;
	return dsr_digest_init(&run->digest, run->stream.nr_chunks,
			       run->stream.blocks, run->layout->nr_tracks);
}

/**
 * dsr_job_create - claim the devices, allocate all memory, make the threads
 * @spec: what is wanted
 * @refusal: filled when it can't be had, and the reason is not memory
 *
 * Nothing is sent to a drive here but what sr does when it is opened. The job
 * waits for dsr_job_go() or dsr_job_abandon().
 *
 * Context: the caller's process, may sleep. Return: the job with a reference
 * for the caller, or ERR_PTR.
 */
struct dsr_job *dsr_job_create(const struct dsr_job_spec *spec,
			       struct dsr_job_refusal *refusal)
{
	struct dsr_job *job;
	int err;

	job = dsr_job_alloc(spec->nr_sinks);
	if (!job)
		return ERR_PTR(-ENOMEM);
	job->run.op = spec->op;
	job->run.flags = spec->flags;
	job->run.read_retries = spec->read_retries;
	memcpy(job->run.sha256, spec->sha256, DSR_DIGEST_BYTES);
	job->error.opcode = 0xff;
	job->error.lba = ~0ULL;
	job->start_ns = ktime_get_ns();
	err = dsr_job_take_layout(job, spec, refusal);
	if (err)
		goto err_put;
	job->id = dsr_table_new_id();
	if (!job->id) {
		err = -EBUSY;
		goto err_put;
	}
	job->run.job_id = job->id;
	err = dsr_job_claim(job, spec, refusal);
	if (err)
		goto err_put;
	err = dsr_job_shape(job, spec->ring_bytes, refusal);
	if (err)
		goto err_release;
	err = dsr_job_memory(job);
	if (err)
		goto err_ring;
	err = dsr_job_spawn_all(job);
	if (err)
		goto err_digest;
	err = dsr_table_add(job);
	if (err)
		goto err_threads;
	job->layout = spec->layout;
	return job;
err_threads:
	dsr_job_unspawn_all(job);
err_digest:
	dsr_digest_destroy(&job->run.digest);
err_ring:
	dsr_ring_destroy(&job->run.ring);
err_release:
	dsr_job_release(job);
err_put:
	dsr_job_put(job);
	return ERR_PTR(err);
}

/**
 * dsr_job_abandon - take apart a job that never went
 * @job: from dsr_job_create(); gone afterwards
 */
void dsr_job_abandon(struct dsr_job *job)
{
	dsr_job_unspawn_all(job);
	dsr_digest_destroy(&job->run.digest);
	dsr_ring_destroy(&job->run.ring);
	dsr_job_release(job);
	dsr_table_remove(job);
	dsr_job_put(job);
}

/**
 * dsr_job_go - let a job run
 * @job: from dsr_job_create(); the caller keeps its reference
 *
 * The caller is inside the module, so taking one more reference to it works.
 */
void dsr_job_go(struct dsr_job *job)
{
	kref_get(&job->ref);
	__module_get(THIS_MODULE);
	dsr_job_tell(job, DSR_JOB_EVENT_STATE);
	wake_up_process(job->thread);
}

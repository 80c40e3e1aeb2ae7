// SPDX-License-Identifier: GPL-2.0
/*
 * Reading the master, once, into the ring.
 */
#include "source.h"

#include <linux/blkdev.h>
#include <linux/slab.h>

#include "source_bad.h"
#include "trace.h"
#include "transfer.h"

/* chunks being read at once: hides the way to the drive and back */
#define DSR_READ_AHEAD		4
#define DSR_READ_STALL_MS	(180 * 1000)

static int dsr_source_refuse(struct dsr_source *s, u32 reason, u64 value)
{
	memset(&s->error, 0, sizeof(s->error));
	s->error.reason = reason;
	s->error.opcode = 0xff;
	s->error.value = value;
	s->error.lba = ~0ULL;
	return -EIO;
}

/* the first bytes or blocks behind all that the stream takes from the source */
static u64 dsr_source_end(const struct dsr_run *run, bool bytes)
{
	const struct dsr_stream *stream = &run->stream;
	u64 end = 0;
	u32 i;

	for (i = 0; i < stream->nr_segments; i++) {
		const struct dsr_segment *seg = &stream->segments[i];

		if (!seg->silent)
			end = max(end, seg->source + seg->blocks *
				  (bytes ? seg->block_bytes : 1));
	}
	return end;
}

static bool dsr_source_plain(const struct dsr_run *run)
{
	u32 i;

	for (i = 0; i < run->stream.nr_segments; i++)
		if (!dsr_segment_plain(&run->stream.segments[i]))
			return false;
	return true;
}

static int dsr_source_prepare_drive(struct dsr_source *s)
{
	struct dsr_run *run = s->run;
	struct dsr_patience p = {
		.unit = s->claim.unit,
		.when = DSR_WHEN_CHECK,
		.cancelled = &run->cancelled,
		.error = &s->error,
	};
	u32 blocks, block_bytes;
	int err;

	err = dsr_drive_wait_ready(&p);
	if (err)
		return err;
	err = dsr_drive_prevent(&p, true);
	/* an answer that got lost may have come after a locked tray */
	s->locked = err != -EOPNOTSUPP;
	if (err < 0 && s->locked)
		return err;
	err = dsr_drive_capacity(&p, &blocks, &block_bytes);
	if (err)
		return err;
	/* of a disc with audio or sessions, what these mean is the drive's own */
	if (dsr_source_plain(run) && run->layout->nr_sessions == 1) {
		if (block_bytes != 2048)
			return dsr_source_refuse(s, DSR_REASON_WRONG_MEDIUM,
						 block_bytes);
		if (dsr_source_end(run, false) > blocks)
			return dsr_source_refuse(s, DSR_REASON_TOO_SMALL,
						 blocks);
	}
	/* from here on another disc is another master */
	p.when = DSR_WHEN_READ;
	err = dsr_drive_speed(&p, blocks - 1, s->speed_kbs, 0);
	if (!err && run->flags & DSR_JOB_F_C2)
		err = dsr_c2_prepare(&s->c2, run, &s->claim, &p);
	return err;
}

/* bios pass the page cache by: what is dirty in it has to be on the device */
static int dsr_source_prepare_bdev(struct dsr_source *s)
{
	u64 have = bdev_nr_bytes(s->claim.bdev);
	int err = sync_blockdev(s->claim.bdev);

	if (err)
		return dsr_source_refuse(s, DSR_REASON_IO, -err);
	if (dsr_source_end(s->run, true) > have)
		return dsr_source_refuse(s, DSR_REASON_TOO_SMALL,
					 div_u64(have, dsr_run_block_bytes(s->run)));
	return 0;
}

/**
 * dsr_source_prepare - is the master there and as large as the layout says?
 * @s: claimed
 *
 * Context: may sleep, long. Return: 0, or -errno with @s->error filled.
 */
int dsr_source_prepare(struct dsr_source *s)
{
	if (s->claim.unit)
		return dsr_source_prepare_drive(s);
	return dsr_source_prepare_bdev(s);
}

/* zeros; of XA they are empty blocks of form 2, as gaps are there */
static void dsr_source_silence(const struct dsr_transfer *t)
{
	static const u8 empty[] = {
		0, 0, DSR_XA_FORM2, 0, 0, 0, DSR_XA_FORM2, 0,
	};
	u32 i;

	dsr_chunk_fill(t->chunk, 0, NULL, t->chunk->bytes);
	if (t->seg->mode != DSR_MODE_XA_MIX)
		return;
	for (i = 0; i < t->blocks; i++)
		dsr_chunk_fill(t->chunk, i * t->seg->block_bytes, empty,
			       sizeof(empty));
}

/* the next chunk on its way; false when the ring wants no more */
static bool dsr_source_start(struct dsr_source *s, struct dsr_transfer *t,
			     u64 nr)
{
	struct dsr_run *run = s->run;
	const struct dsr_segment *seg = dsr_stream_at(&run->stream, nr);
	u64 before = (nr - seg->first_chunk) * seg->chunk_blocks;

	if (READ_ONCE(run->cancelled))
		return false;
	t->chunk = dsr_ring_empty(&run->ring);
	if (!t->chunk)
		return false;
	t->claim = &s->claim;
	t->seg = seg;
	t->lba = seg->source + before;
	t->at = seg->source + before * seg->block_bytes;
	t->blocks = dsr_seg_blocks(seg, nr);
	t->write = false;
	dsr_chunk_window(t->chunk, 0, t->blocks * seg->block_bytes);
	if (seg->silent) {
		dsr_source_silence(t);
		return true;
	}
	s->commands++;
	dsr_transfer_start(t, READ_ONCE(dsr_command_ms));
	return true;
}

/* @over: it has failed already: what is in flight only has to end */
static int dsr_source_finish(struct dsr_source *s, struct dsr_transfer *t,
			     bool over)
{
	static const bool cancelled = true;
	struct dsr_error ignored = {};
	struct dsr_watch w = {
		.when = DSR_WHEN_READ,
		.stall_ms = DSR_READ_STALL_MS,
		.cancelled = over ? &cancelled : &s->run->cancelled,
		.media_retries = s->run->read_retries,
		.error = over ? &ignored : &s->error,
	};
	int err;

	if (t->seg->silent)
		return 0;
	err = dsr_transfer_finish(t, &w);
	s->commands += t->sent - 1;
	return err;
}

static int dsr_source_save(struct dsr_source *s, struct dsr_transfer *t)
{
	int err = dsr_source_salvage(s->run, t, &s->error);

	s->commands += t->blocks;
	if (!err)
		memset(&s->error, 0, sizeof(s->error));
	return err;
}

static int dsr_source_check_c2(struct dsr_source *s,
			       const struct dsr_transfer *t)
{
	int err = dsr_c2_check(&s->c2, s->run, t, &s->error);

	s->commands += s->c2.sent;
	s->c2.sent = 0;
	return err;
}

/* some recorders write whole ECC blocks only: no old bytes may get into these */
static void dsr_source_fill_up(struct dsr_chunk *chunk)
{
	u32 bytes = chunk->bytes;
	u32 whole = min_t(u32, round_up(bytes, DSR_ECC_BYTES),
			  chunk->nr_vecs * PAGE_SIZE);

	if (chunk->vecs[0].bv_offset || whole <= bytes)
		return;
	dsr_chunk_fill(chunk, bytes, NULL, whole - bytes);
}

static int dsr_source_publish(struct dsr_source *s, struct dsr_transfer *t)
{
	struct dsr_run *run = s->run;
	int err = 0;

	if (t->chunk->vecs[0].bv_offset & run->dma_mask)
		dsr_chunk_settle(t->chunk);
	if (dsr_segment_plain(t->seg))
		dsr_source_fill_up(t->chunk);
	/* what is made up here is nobody's content, and is not read back */
	if (!t->seg->silent)
		err = dsr_digest_add(&run->digest, t->chunk, t->seg);
	if (err)
		return dsr_source_refuse(s, DSR_REASON_MEMORY, -err);
	if (!t->seg->silent)
		WRITE_ONCE(s->read_blocks, s->read_blocks + t->blocks);
	trace_dsr_chunk(run->job_id, ~0U, t->chunk->nr, t->chunk->bytes);
	dsr_ring_publish(&run->ring);
	return 0;
}

/*
 * Reads run ahead of the chunk being waited for, but never so far that the
 * ring makes us wait while a full chunk could be published: consumers may be
 * waiting for just that one.
 */
static u32 dsr_source_ahead(const struct dsr_source *s)
{
	const struct dsr_lu *unit = s->claim.unit;

	/* drives of those days take one command, whatever their host allows */
	if (unit && unit->sdev->scsi_level <= SCSI_2)
		return 1;
	/* C2 errors are asked for while the blocks are in the drive's buffer */
	if (s->run->flags & DSR_JOB_F_C2)
		return 1;
	return min_t(u32, DSR_READ_AHEAD, s->run->ring.nr_slots / 2);
}

/**
 * dsr_source_pump - stream the whole master through the ring
 * @s: prepared, the consumers are attached
 *
 * Context: the source's own thread. Return: 0; -ECANCELED; -EPIPE when no
 * consumer is left; other -errno with @s->error filled.
 */
int dsr_source_pump(struct dsr_source *s)
{
	struct dsr_run *run = s->run;
	u32 ahead = dsr_source_ahead(s);
	u64 started = 0, finished = 0;
	struct dsr_transfer *t;
	bool stop = false;
	int err = 0, ret;

	t = kcalloc(ahead, sizeof(*t), GFP_KERNEL);
	if (!t) {
		err = dsr_source_refuse(s, DSR_REASON_MEMORY, 0);
		goto out;
	}
	while (finished < run->stream.nr_chunks) {
		while (!stop && started < run->stream.nr_chunks &&
		       started - finished < ahead) {
			if (dsr_source_start(s, &t[started % ahead], started))
				started++;
			else
				stop = true;
		}
		if (started == finished)
			break;
		ret = dsr_source_finish(s, &t[finished % ahead], err);
		if (ret == -EIO && !err && dsr_source_bad(run, &s->error))
			ret = dsr_source_save(s, &t[finished % ahead]);
		if (!ret && !err && run->flags & DSR_JOB_F_C2)
			ret = dsr_source_check_c2(s, &t[finished % ahead]);
		if (!ret && !err)
			ret = dsr_source_publish(s, &t[finished % ahead]);
		finished++;
		if (ret && !err) {
			err = ret;
			stop = true;
		}
	}
	if (!err && finished < run->stream.nr_chunks)
		err = READ_ONCE(run->cancelled) ? -ECANCELED : -EPIPE;
	if (!err && dsr_digest_finish(&run->digest))
		err = dsr_source_refuse(s, DSR_REASON_MEMORY, 0);
out:
	kfree(t);
	return err;
}

/**
 * dsr_source_release - unlock the tray and give the device back
 * @s: claimed; nothing of it is in flight
 */
void dsr_source_release(struct dsr_source *s)
{
	struct dsr_error ignored = {};
	struct dsr_patience p = {
		.unit = s->claim.unit,
		.when = DSR_WHEN_CHECK,
		.error = &ignored,
	};

	if (s->locked)
		dsr_drive_prevent(&p, false);
	s->locked = false;
	dsr_c2_release(&s->c2);
	dsr_claim_release(&s->claim, false);
}

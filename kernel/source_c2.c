// SPDX-License-Identifier: GPL-2.0
/*
 * A master's audio and its C2 errors: what the drive's decoder could not correct
 * and made up. Audio has no other check.
 *
 * The blocks go into the ring by a READ CD of their own, because nothing may be
 * copied out of its pages; the bits are asked for right behind it, and come
 * from the drive's buffer. A block that is read again comes together with its
 * bits, and is copied.
 */
#include "source_c2.h"

#include <linux/bits.h>
#include <linux/string.h>

#include "drive_media.h"
#include "mmc_order.h"
#include "source_bad.h"

#define DSR_C2_STALL_MS		(180 * 1000)
/* blocks asked for at once: a bit of a u64 each */
#define DSR_C2_BLOCKS		64
/* times a block is read again where the job does not say; as verdicts of 3/11 */
#define DSR_C2_RETRIES		4

static int dsr_c2_refuse(struct dsr_error *error, u32 reason, u64 lba, u32 tries)
{
	memset(error, 0, sizeof(*error));
	error->reason = reason;
	error->opcode = MMC_READ_CD;
	error->retries = tries;
	error->lba = lba;
	return -EIO;
}

static u32 dsr_c2_retries(const struct dsr_run *run)
{
	return run->read_retries ? : DSR_C2_RETRIES;
}

/* bytes of a block with its bits, or of these alone */
static u32 dsr_c2_unit(const struct dsr_segment *seg, u8 form)
{
	return MMC_C2_BYTES + (form == DSR_C2_WITH ? seg->block_bytes : 0);
}

/* about the blocks that c->one names, into c->answer */
static int dsr_c2_ask(struct dsr_c2 *c, struct dsr_run *run, u8 form,
		      u32 media_retries, struct dsr_error *error)
{
	struct dsr_transfer *one = &c->one;
	struct dsr_watch w = {
		.when = DSR_WHEN_READ,
		.stall_ms = DSR_C2_STALL_MS,
		.cancelled = &run->cancelled,
		.media_retries = media_retries,
		.error = error,
	};
	int err;

	one->chunk = c->answer;
	one->c2 = form;
	dsr_chunk_window(c->answer, 0,
			 one->blocks * dsr_c2_unit(one->seg, form));
	dsr_transfer_start(one, READ_ONCE(dsr_command_ms));
	err = dsr_transfer_finish(one, &w);
	c->sent += one->sent;
	return err;
}

/* is it about these blocks, and not about the drive or the job? */
static bool dsr_c2_doubtful(const struct dsr_error *error)
{
	return error->reason == DSR_REASON_MEDIUM_ERROR ||
	       error->reason == DSR_REASON_BAD_ANSWER;
}

/* has the block whose bits begin at @at one that is set? */
static bool dsr_c2_set(const struct dsr_chunk *answer, u32 at)
{
	u32 n, done;

	for (done = 0; done < MMC_C2_BYTES; done += n) {
		const u8 *bits = dsr_chunk_peek(answer, at + done, &n);

		n = min(n, MMC_C2_BYTES - done);
		if (memchr_inv(bits, 0, n))
			return true;
	}
	return false;
}

/* of blocks in c->answer: a bit for each that has C2 errors */
static u64 dsr_c2_mask(const struct dsr_c2 *c)
{
	const struct dsr_transfer *one = &c->one;
	u32 unit = dsr_c2_unit(one->seg, one->c2), i;
	u32 before = one->c2 == DSR_C2_WITH ? MMC_CDDA_BYTES : 0;
	u64 mask = 0;

	for (i = 0; i < one->blocks; i++)
		if (dsr_c2_set(c->answer, i * unit + before))
			mask |= BIT_ULL(i);
	return mask;
}

/* the block in c->answer is good: it takes the place of the one in the ring */
static void dsr_c2_take(const struct dsr_c2 *c, const struct dsr_transfer *t,
			u32 i)
{
	u32 bytes = t->seg->block_bytes;

	dsr_chunk_copy(t->chunk, i * bytes, c->answer, 0, MMC_CDDA_BYTES);
	dsr_chunk_copy(t->chunk, i * bytes + MMC_CDDA_BYTES, c->answer,
		       MMC_CDDA_BYTES + MMC_C2_BYTES, bytes - MMC_CDDA_BYTES);
}

static void dsr_c2_count(struct dsr_run *run)
{
	mutex_lock(&run->lock);
	run->c2_blocks++;
	mutex_unlock(&run->lock);
}

/* the block stays as it was read, or ends the job; @told: it has C2 errors */
static int dsr_c2_give_up(struct dsr_run *run, const struct dsr_transfer *t,
			  u32 i, bool told, u32 tries, struct dsr_error *error)
{
	if (run->flags & DSR_JOB_F_SKIP_BAD) {
		memset(error, 0, sizeof(*error));
		return dsr_bad_add(run, DSR_BAD_C2,
				   dsr_seg_lba(t->seg, t->chunk->nr) + i) ?
		       dsr_c2_refuse(error, DSR_REASON_C2_ERRORS, t->lba + i,
				     tries) : 0;
	}
	/* where no bits came at all, what the drive said stands */
	if (!told)
		return -EIO;
	return dsr_c2_refuse(error, DSR_REASON_C2_ERRORS, t->lba + i, tries);
}

/* block @i of @t once more, as often as it takes */
static int dsr_c2_again(struct dsr_c2 *c, struct dsr_run *run,
			const struct dsr_transfer *t, u32 i, bool told,
			struct dsr_error *error)
{
	struct dsr_transfer *one = &c->one;
	u32 most = dsr_c2_retries(run), tries;
	bool good = false;
	int err;

	for (tries = 0; !good && tries < most; tries += one->sent) {
		if (READ_ONCE(run->cancelled))
			return -ECANCELED;
		one->lba = t->lba + i;
		one->blocks = 1;
		err = dsr_c2_ask(c, run, DSR_C2_WITH, most - tries, error);
		if (err && !dsr_c2_doubtful(error))
			return err;
		good = !err && !dsr_c2_mask(c);
		told |= !err && !good;
	}
	if (told)
		dsr_c2_count(run);
	if (!good)
		return dsr_c2_give_up(run, t, i, told, tries, error);
	dsr_c2_take(c, t, i);
	return 0;
}

/* @n blocks of @t from its block @from on */
static int dsr_c2_some(struct dsr_c2 *c, struct dsr_run *run,
		       const struct dsr_transfer *t, u32 from, u32 n,
		       struct dsr_error *error)
{
	s64 lba = dsr_seg_lba(t->seg, t->chunk->nr) + from;
	int err;
	u64 bad;
	bool told;
	u32 i;

	c->one.lba = t->lba + from;
	c->one.blocks = n;
	err = dsr_c2_ask(c, run, c->form, 0, error);
	if (err && !dsr_c2_doubtful(error))
		return err;
	told = !err;
	bad = told ? dsr_c2_mask(c) : GENMASK_ULL(n - 1, 0);
	err = 0;
	for (i = 0; !err && i < n; i++)
		/* zeros have no errors */
		if (bad & BIT_ULL(i) &&
		    !dsr_bad_listed(run, DSR_BAD_UNREADABLE, lba + i))
			err = dsr_c2_again(c, run, t, from + i, told, error);
	return err;
}

/**
 * dsr_c2_check - is there a block with C2 errors in a chunk?
 * @c: prepared
 * @run: of the job
 * @t: has been read; blocks that are better the next time replace its own
 * @error: filled where the job can't go on
 *
 * What is not audio is passed over.
 *
 * Context: the source's thread, may sleep, long. Return: 0; -ECANCELED; other
 * -errno with @error filled.
 */
int dsr_c2_check(struct dsr_c2 *c, struct dsr_run *run,
		 const struct dsr_transfer *t, struct dsr_error *error)
{
	u32 most, n, from;
	int err = 0;

	if (t->seg->silent || t->seg->mode != DSR_MODE_AUDIO)
		return 0;
	most = min_t(u32, c->room / dsr_c2_unit(t->seg, c->form), DSR_C2_BLOCKS);
	c->one.seg = t->seg;
	for (from = 0; !err && from < t->blocks; from += n) {
		n = min(most, t->blocks - from);
		err = dsr_c2_some(c, run, t, from, n, error);
	}
	if (!err)
		memset(error, 0, sizeof(*error));
	return err;
}

/**
 * dsr_c2_segment - the first audio of a stream that comes from its source
 * @stream: of a job
 *
 * Return: it, NULL: there is none.
 */
const struct dsr_segment *dsr_c2_segment(const struct dsr_stream *stream)
{
	u32 i;

	for (i = 0; i < stream->nr_segments; i++)
		if (stream->segments[i].mode == DSR_MODE_AUDIO &&
		    !stream->segments[i].silent)
			return &stream->segments[i];
	return NULL;
}

/* the form that the drive takes: the bits alone, else behind each block */
static int dsr_c2_try(struct dsr_c2 *c, struct dsr_run *run,
		      struct dsr_error *error)
{
	static const u8 forms[] = { DSR_C2_ALONE, DSR_C2_WITH };
	int err;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(forms); i++) {
		c->form = forms[i];
		err = dsr_c2_ask(c, run, c->form, 0, error);
		if (err == -ECANCELED)
			return err;
		/* a block that can't be read is not the command's fault */
		if (!err || error->reason == DSR_REASON_MEDIUM_ERROR) {
			memset(error, 0, sizeof(*error));
			return 0;
		}
		if (error->reason != DSR_REASON_REFUSED &&
		    error->reason != DSR_REASON_BAD_ANSWER)
			return err;
	}
	error->reason = DSR_REASON_NO_C2;
	return -EIO;
}

/**
 * dsr_c2_prepare - can the drive tell of C2 errors, and how?
 * @c: zeroed; filled
 * @run: of the job; its stream has audio
 * @claim: of the drive
 * @p: to whom
 *
 * Context: may sleep. Return: 0, or -errno with p->error filled.
 */
int dsr_c2_prepare(struct dsr_c2 *c, struct dsr_run *run,
		   const struct dsr_claim *claim, struct dsr_patience *p)
{
	const struct dsr_segment *seg = dsr_c2_segment(&run->stream);
	bool tells;
	int err;

	err = dsr_drive_tells_c2(p, &tells);
	if (err)
		return err;
	if (!tells) {
		dsr_c2_refuse(p->error, DSR_REASON_NO_C2, ~0ULL, 0);
		p->error->opcode = 0xff;
		return -EIO;
	}
	c->room = max(run->stream.chunk_bytes, dsr_c2_unit(seg, DSR_C2_WITH));
	c->answer = dsr_chunk_alloc(c->room, run->piece_bytes, run->gfp);
	if (!c->answer) {
		p->error->reason = DSR_REASON_MEMORY;
		return -ENOMEM;
	}
	c->one.claim = claim;
	c->one.seg = seg;
	c->one.lba = seg->source;
	c->one.blocks = 1;
	return dsr_c2_try(c, run, p->error);
}

/**
 * dsr_c2_release - give the memory back
 * @c: zeroed or prepared; nothing of it is in flight
 */
void dsr_c2_release(struct dsr_c2 *c)
{
	if (c->answer)
		dsr_chunk_put(c->answer);
	c->answer = NULL;
}

// SPDX-License-Identifier: GPL-2.0
/*
 * Orders that a drive works on for minutes or hours.
 *
 * All may sleep, and return 0 or -errno as dsr_command() does, with p->error
 * filled.
 */
#include "drive_order.h"

#include <linux/jiffies.h>
#include <linux/math64.h>
#include <linux/slab.h>

#include "drive.h"

/* CD-RW whole at 1x: 80 min (Red Book); DVD-RW at 1x: 60 min; twice that */
#define DSR_BLANK_MS	(160 * 60 * 1000)
/* DVD-RAM and BD-RE with certification go over the whole medium twice */
#define DSR_FORMAT_AS_MS (4 * 60 * 60 * 1000)
/* between two looks at a working drive */
#define DSR_LOOK_MS	1000
/* what one look may take: a command that a busy drive answers from memory */
#define DSR_LOOK_ASK_MS	(30 * 1000)
/* time-out of one write of zeros, and of all its repeats */
#define DSR_ZERO_MS	(120 * 1000)
#define DSR_ZERO_ALL_MS	(300 * 1000)
/* of zeros in one write: 64 KiB are what every host takes */
#define DSR_ZERO_BLOCKS	32
#define DSR_ZERO_BYTES	(DSR_ZERO_BLOCKS * 2048)

static void dsr_order_tell(const struct dsr_progress *progress, u32 *told,
			   u32 of_65536)
{
	*told = max(*told, of_65536);
	if (progress->tell)
		progress->tell(progress->data, *told);
}

/* the order itself; a drive that works on at once answers when it is done */
static int dsr_order_send(struct dsr_patience *p, const struct dsr_cdb *cdb,
			  void *list, u32 ms)
{
	int ret;

	dsr_patience_set(p, ms);
	ret = dsr_command(p, cdb, list);
	return ret < 0 ? ret : 0;
}

/* nothing has begun yet: a cancel may still stop it */
static int dsr_order_may(struct dsr_patience *p)
{
	if (!p->cancelled || !READ_ONCE(*p->cancelled))
		return 0;
	memset(p->error, 0, sizeof(*p->error));
	p->error->reason = DSR_REASON_CANCELLED;
	p->error->opcode = 0xff;
	p->error->lba = ~0ULL;
	return -ECANCELED;
}

/*
 * How far: in the sense data of the refused TEST UNIT READY, or of REQUEST
 * SENSE (MMC-6 4.2.5). Neither: not told.
 */
static u32 dsr_order_progress(struct dsr_patience *p)
{
	u8 buf[MMC_SENSE_BYTES] = {};
	struct dsr_sense s;
	struct dsr_cdb cdb;
	int ret;

	dsr_sense_parse(p->error->sense, p->error->sense_bytes, &s);
	if (s.progress_valid)
		return s.progress;
	dsr_cdb_request_sense(&cdb);
	p->deadline = jiffies;
	ret = dsr_command(p, &cdb, buf);
	if (ret < 0)
		return 0;
	dsr_sense_parse(buf, ret, &s);
	return s.progress;
}

/* one look: -EAGAIN while it works */
static int dsr_order_look(struct dsr_patience *p)
{
	struct dsr_cdb cdb;
	int ret;

	dsr_cdb_test_unit_ready(&cdb);
	p->timeout_ms = DSR_LOOK_ASK_MS;
	p->deadline = jiffies;
	ret = dsr_command(p, &cdb, NULL);
	if (ret == -ETIMEDOUT && p->error->reason == DSR_REASON_NOT_READY)
		return -EAGAIN;
	return ret < 0 ? ret : 0;
}

/*
 * Until a drive has done what it was ordered, up to @ms. When it is done it
 * may report its own disc as a new one.
 */
static int dsr_order_wait(struct dsr_patience *p, u32 ms,
			  const struct dsr_progress *progress)
{
	unsigned long end = jiffies + msecs_to_jiffies(ms);
	const bool *cancelled = p->cancelled;
	u8 when = p->when;
	u32 told = 0;
	int err;

	p->cancelled = NULL;
	p->when = DSR_WHEN_CHECK;
	do {
		p->deadline = end;
		if (!dsr_pause(p, DSR_LOOK_MS)) {
			err = -ETIMEDOUT;
			p->error->reason = DSR_REASON_STALLED;
			break;
		}
		err = dsr_order_look(p);
		if (err == -EAGAIN)
			dsr_order_tell(progress, &told, dsr_order_progress(p));
	} while (err == -EAGAIN);
	if (!err) {
		memset(p->error, 0, sizeof(*p->error));
		dsr_order_tell(progress, &told, 65536);
	}
	p->cancelled = cancelled;
	p->when = when;
	return err;
}

/**
 * dsr_drive_blank - BLANK, and wait until that is done
 * @p: to whom
 * @full: the whole disc, else only what makes it look blank
 * @progress: who hears how far it is
 */
int dsr_drive_blank(struct dsr_patience *p, bool full,
		    const struct dsr_progress *progress)
{
	struct dsr_cdb cdb;
	int err;

	err = dsr_order_may(p);
	if (err)
		return err;
	dsr_cdb_blank(&cdb, true, full);
	err = dsr_order_send(p, &cdb, NULL, DSR_BLANK_MS);
	if (err == -EOPNOTSUPP) {
		/* perhaps only the immediate bit is what it does not know */
		dsr_cdb_blank(&cdb, false, full);
		err = dsr_order_send(p, &cdb, NULL, DSR_BLANK_MS);
	}
	if (err)
		return err;
	return dsr_order_wait(p, DSR_BLANK_MS, progress);
}

/**
 * dsr_drive_format_as - FORMAT UNIT, and wait until that is done
 * @p: to whom
 * @d: how, one of the drive's own descriptors
 * @progress: who hears how far it is
 */
int dsr_drive_format_as(struct dsr_patience *p,
			const struct dsr_format_descriptor *d,
			const struct dsr_progress *progress)
{
	u8 list[MMC_FORMAT_BYTES];
	struct dsr_cdb cdb;
	int err;

	err = dsr_order_may(p);
	if (err)
		return err;
	dsr_cdb_format_unit(&cdb);
	dsr_format_fill(list, d->type, d->blocks, d->parameter, true);
	err = dsr_order_send(p, &cdb, list, DSR_FORMAT_AS_MS);
	if (err == -EOPNOTSUPP) {
		dsr_format_fill(list, d->type, d->blocks, d->parameter, false);
		err = dsr_order_send(p, &cdb, list, DSR_FORMAT_AS_MS);
	}
	if (err)
		return err;
	return dsr_order_wait(p, DSR_FORMAT_AS_MS, progress);
}

static int dsr_zero_step(struct dsr_patience *p, struct dsr_request *r,
			 u64 lba, u32 blocks)
{
	int ret;

	ret = dsr_order_may(p);
	if (ret)
		return ret;
	dsr_cdb_write(&r->cdb, lba, blocks, 2048);
	p->timeout_ms = DSR_ZERO_MS;
	p->deadline = jiffies + msecs_to_jiffies(DSR_ZERO_ALL_MS);
	ret = dsr_command_run(p, r);
	if (ret >= 0 && ret != r->cdb.xfer)
		ret = dsr_drive_bad_answer(p, r->cdb.bytes[0]);
	if (ret < 0)
		p->error->lba = lba;
	return ret < 0 ? ret : 0;
}

/**
 * dsr_drive_zero - write zeros
 * @p: to whom
 * @first: block of 2048 bytes
 * @blocks: how many
 * @progress: who hears how far it is
 *
 * All zeros are one page. The drive's buffer is not flushed.
 */
int dsr_drive_zero(struct dsr_patience *p, u64 first, u64 blocks,
		   const struct dsr_progress *progress)
{
	struct {
		struct dsr_request r;
		struct bio_vec vecs[DSR_ZERO_BYTES / PAGE_SIZE];
	} *zero;
	struct page *page;
	u32 told = 0, i, n;
	u64 done = 0;
	int err = -ENOMEM;

	page = alloc_page(GFP_KERNEL | GFP_DMA32 | __GFP_ZERO);
	zero = kzalloc_obj(*zero, GFP_KERNEL);
	if (!page || !zero) {
		p->error->reason = DSR_REASON_MEMORY;
		goto out;
	}
	for (i = 0; i < ARRAY_SIZE(zero->vecs); i++)
		bvec_set_page(&zero->vecs[i], page, PAGE_SIZE, 0);
	zero->r.vecs = zero->vecs;
	zero->r.nr_vecs = ARRAY_SIZE(zero->vecs);
	for (err = 0; !err && done < blocks; done += n) {
		n = min_t(u64, blocks - done, DSR_ZERO_BLOCKS);
		err = dsr_zero_step(p, &zero->r, first + done, n);
		dsr_order_tell(progress, &told,
			       div64_u64((done + n) << 16, blocks));
	}
out:
	kfree(zero);
	if (page)
		__free_page(page);
	return err;
}

// SPDX-License-Identifier: GPL-2.0
/*
 * The talk with an MMC drive.
 *
 * Every function sends one command, or one and the polling it needs, and sets
 * the patience it deserves. All may sleep, and return as dsr_command() does;
 * p->error says what went wrong. -EIO with DSR_REASON_BAD_ANSWER: the drive's
 * answer makes no sense.
 */
#include "drive.h"

#include <linux/jiffies.h>
#include <linux/slab.h>

/* one question that a drive answers from memory */
#define DSR_ASK_MS	(30 * 1000)
/* spinning up, reading lead-in, recognising a blank disc */
#define DSR_READY_MS	(90 * 1000)
/* power calibration: MMC-6 gives no limit, drives take up to a minute */
#define DSR_OPC_MS	(180 * 1000)
/* emptying a buffer at 1x, padding an ECC block */
#define DSR_FLUSH_MS	(300 * 1000)
/* lead-out and border zones at 1x; a BD-R's take longest */
#define DSR_CLOSE_MS	(1800 * 1000)
/* a DVD+RW's first format stage: its lead-in */
#define DSR_FORMAT_MS	(300 * 1000)
/* between two looks at a busy drive */
#define DSR_POLL_MS	100

static int dsr_drive_ask(struct dsr_patience *p, const struct dsr_cdb *cdb,
			 void *buf)
{
	dsr_patience_set(p, DSR_ASK_MS);
	return dsr_command(p, cdb, buf);
}

/**
 * dsr_drive_bad_answer - put down that an answer makes no sense
 * @p: whose error is filled
 * @opcode: of the command
 *
 * Return: -EIO.
 */
int dsr_drive_bad_answer(struct dsr_patience *p, u8 opcode)
{
	memset(p->error, 0, sizeof(*p->error));
	p->error->reason = DSR_REASON_BAD_ANSWER;
	p->error->opcode = opcode;
	p->error->lba = ~0ULL;
	return -EIO;
}

/* TEST UNIT READY until it is, as the verdicts say; one command is short */
static int dsr_drive_poll(struct dsr_patience *p, u32 ms)
{
	struct dsr_cdb cdb;
	int ret;

	dsr_patience_set(p, ms);
	p->timeout_ms = DSR_ASK_MS;
	dsr_cdb_test_unit_ready(&cdb);
	ret = dsr_command(p, &cdb, NULL);
	return ret < 0 ? ret : 0;
}

/**
 * dsr_drive_wait_ready - until the medium can be used
 * @p: to whom
 *
 * Return: 0; -ENOMEDIUM.
 */
int dsr_drive_wait_ready(struct dsr_patience *p)
{
	return dsr_drive_poll(p, DSR_READY_MS);
}

/**
 * dsr_drive_prevent - lock or unlock the tray
 * @p: to whom
 * @prevent: lock
 */
int dsr_drive_prevent(struct dsr_patience *p, bool prevent)
{
	struct dsr_cdb cdb;

	dsr_cdb_prevent(&cdb, prevent);
	return dsr_drive_ask(p, &cdb, NULL);
}

/**
 * dsr_drive_profile - what kind of medium is in
 * @p: to whom
 * @profile: MMC_PROFILE_*
 */
int dsr_drive_profile(struct dsr_patience *p, u16 *profile)
{
	u8 buf[MMC_CONFIGURATION_BYTES] = {};
	struct dsr_cdb cdb;
	int ret;

	dsr_cdb_get_configuration(&cdb, 2, 0, sizeof(buf));
	ret = dsr_drive_ask(p, &cdb, buf);
	if (ret < 0)
		return ret;
	if (dsr_parse_profile(buf, ret, profile))
		return dsr_drive_bad_answer(p, cdb.bytes[0]);
	return 0;
}

/**
 * dsr_drive_disc_info - READ DISC INFORMATION
 * @p: to whom
 * @d: filled
 */
int dsr_drive_disc_info(struct dsr_patience *p, struct dsr_disc_info *d)
{
	u8 buf[MMC_DISC_INFO_BYTES] = {};
	struct dsr_cdb cdb;
	int ret;

	dsr_cdb_read_disc_info(&cdb, sizeof(buf));
	ret = dsr_drive_ask(p, &cdb, buf);
	if (ret < 0)
		return ret;
	if (dsr_parse_disc_info(buf, ret, d))
		return dsr_drive_bad_answer(p, cdb.bytes[0]);
	return 0;
}

/**
 * dsr_drive_track_info - READ TRACK INFORMATION
 * @p: to whom
 * @type: MMC_TRACK_BY_*
 * @number: of the track, or LBA
 * @t: filled
 */
int dsr_drive_track_info(struct dsr_patience *p, u8 type, u32 number,
			 struct dsr_track_info *t)
{
	u8 buf[MMC_TRACK_INFO_BYTES] = {};
	struct dsr_cdb cdb;
	int ret;

	dsr_cdb_read_track_info(&cdb, type, number, sizeof(buf));
	ret = dsr_drive_ask(p, &cdb, buf);
	if (ret < 0)
		return ret;
	if (dsr_parse_track_info(buf, ret, t))
		return dsr_drive_bad_answer(p, cdb.bytes[0]);
	return 0;
}

/**
 * dsr_drive_capacity - READ CAPACITY
 * @p: to whom
 * @blocks: readable
 * @block_bytes: of one
 */
int dsr_drive_capacity(struct dsr_patience *p, u32 *blocks, u32 *block_bytes)
{
	u8 buf[MMC_READ_CAPACITY_BYTES] = {};
	struct dsr_cdb cdb;
	int ret;

	dsr_cdb_read_capacity(&cdb);
	ret = dsr_drive_ask(p, &cdb, buf);
	if (ret < 0)
		return ret;
	if (dsr_parse_read_capacity(buf, ret, blocks, block_bytes))
		return dsr_drive_bad_answer(p, cdb.bytes[0]);
	return 0;
}

/**
 * dsr_drive_buffer - READ BUFFER CAPACITY
 * @p: to whom
 * @size: bytes of the drive's buffer
 * @free: bytes free in it
 *
 * Asked once: a busy drive is not waited for.
 */
int dsr_drive_buffer(struct dsr_patience *p, u32 *size, u32 *free)
{
	u8 buf[MMC_BUFFER_CAPACITY_BYTES] = {};
	struct dsr_cdb cdb;
	int ret;

	dsr_cdb_read_buffer_capacity(&cdb);
	p->timeout_ms = DSR_ASK_MS;
	p->deadline = jiffies;
	ret = dsr_command(p, &cdb, buf);
	if (ret < 0)
		return ret;
	if (dsr_parse_buffer_capacity(buf, ret, size, free))
		return dsr_drive_bad_answer(p, cdb.bytes[0]);
	return 0;
}

/**
 * dsr_drive_speed - ask for speeds
 * @p: to whom
 * @end_lba: last block they are for
 * @read_kbs: 1000 byte/s, 0: the fastest
 * @write_kbs: 1000 byte/s, 0: the fastest
 *
 * SET STREAMING, or SET CD SPEED where that is not known (MMC-6 6.37, 6.36).
 * With neither, the drive's own choice has to do.
 */
int dsr_drive_speed(struct dsr_patience *p, u32 end_lba, u32 read_kbs,
		    u32 write_kbs)
{
	u8 desc[MMC_STREAMING_BYTES];
	struct dsr_cdb cdb;
	int ret;

	dsr_cdb_set_streaming(&cdb);
	dsr_streaming_fill(desc, end_lba, read_kbs, write_kbs);
	ret = dsr_drive_ask(p, &cdb, desc);
	if (ret != -EOPNOTSUPP)
		return ret < 0 ? ret : 0;
	dsr_cdb_set_cd_speed(&cdb, read_kbs && read_kbs < 0xffff ?
			     read_kbs : 0xffff,
			     write_kbs && write_kbs < 0xffff ?
			     write_kbs : 0xffff);
	ret = dsr_drive_ask(p, &cdb, NULL);
	return ret < 0 && ret != -EOPNOTSUPP ? ret : 0;
}

/**
 * dsr_drive_calibrate - SEND OPC INFORMATION with DoOPC
 * @p: to whom
 *
 * A drive that does not know it calibrates with the first write.
 */
int dsr_drive_calibrate(struct dsr_patience *p)
{
	struct dsr_cdb cdb;
	int ret;

	dsr_patience_set(p, DSR_OPC_MS);
	dsr_cdb_send_opc(&cdb);
	ret = dsr_command(p, &cdb, NULL);
	return ret < 0 && ret != -EOPNOTSUPP ? ret : 0;
}

/**
 * dsr_drive_reserve - RESERVE TRACK
 * @p: to whom
 * @blocks: of the track
 *
 * Without it the track ends where it is closed, which serves as well.
 */
int dsr_drive_reserve(struct dsr_patience *p, u32 blocks)
{
	struct dsr_cdb cdb;
	int ret;

	dsr_patience_set(p, DSR_OPC_MS);
	dsr_cdb_reserve_track(&cdb, blocks);
	ret = dsr_command(p, &cdb, NULL);
	return ret < 0 && ret != -EOPNOTSUPP ? ret : 0;
}

/**
 * dsr_drive_write_params - set mode page 05h
 * @p: to whom
 * @params: what to set; the rest of the page stays as the drive has it
 */
int dsr_drive_write_params(struct dsr_patience *p,
			   const struct dsr_write_params *params)
{
	struct {
		u8 in[MMC_MODE_HEADER_BYTES + 8 + MMC_MODE05_BYTES];
		u8 out[MMC_MODE_HEADER_BYTES + 257];
	} *page;
	struct dsr_cdb cdb;
	int ret;

	page = kzalloc_obj(*page, GFP_KERNEL);
	if (!page) {
		p->error->reason = DSR_REASON_MEMORY;
		return -ENOMEM;
	}
	dsr_cdb_mode_sense(&cdb, 5, sizeof(page->in));
	ret = dsr_drive_ask(p, &cdb, page->in);
	if (ret < 0)
		goto out;
	ret = dsr_mode05_fill(page->in, ret, params, page->out);
	if (ret < 0) {
		ret = dsr_drive_bad_answer(p, cdb.bytes[0]);
		goto out;
	}
	dsr_cdb_mode_select(&cdb, ret);
	ret = dsr_drive_ask(p, &cdb, page->out);
out:
	kfree(page);
	return ret < 0 ? ret : 0;
}

/**
 * dsr_drive_format - format a blank DVD+RW in the background
 * @p: to whom
 * @blocks: see dsr_format_plus_rw_fill()
 * @restart: go on with a format that was stopped
 *
 * Returns when blocks can be written, not when all are formatted.
 */
int dsr_drive_format(struct dsr_patience *p, u32 blocks, bool restart)
{
	u8 list[MMC_FORMAT_BYTES];
	u8 when = p->when;
	struct dsr_cdb cdb;
	int ret;

	dsr_cdb_format_unit(&cdb);
	dsr_format_plus_rw_fill(list, blocks, restart);
	dsr_patience_set(p, DSR_FORMAT_MS);
	ret = dsr_command(p, &cdb, list);
	if (ret < 0)
		return ret;
	dsr_pause(p, DSR_POLL_MS);
	/* a disc that was formatted may be reported as a new one */
	p->when = DSR_WHEN_CLOSE;
	ret = dsr_drive_poll(p, DSR_FORMAT_MS);
	p->when = when;
	return ret;
}

/* an order with the immediate bit; without it where the drive wants it so */
static int dsr_drive_order(struct dsr_patience *p, u32 ms,
			   void (*fill)(struct dsr_cdb *cdb, bool immed,
					const void *arg),
			   const void *arg)
{
	u8 when = p->when;
	struct dsr_cdb cdb;
	int ret;

	/* there are drives that take the immediate bit and work on all the same */
	fill(&cdb, true, arg);
	dsr_patience_set(p, ms);
	ret = dsr_command(p, &cdb, NULL);
	if (ret == -EOPNOTSUPP) {
		fill(&cdb, false, arg);
		dsr_patience_set(p, ms);
		ret = dsr_command(p, &cdb, NULL);
	}
	if (ret < 0)
		return ret;
	/* good status comes at once and says nothing yet: give it a moment */
	dsr_pause(p, DSR_POLL_MS);
	/* the order must not be given twice; asking how it goes may be */
	p->when = DSR_WHEN_CHECK;
	ret = dsr_drive_poll(p, DSR_CLOSE_MS);
	p->when = when;
	return ret;
}

static void dsr_fill_flush(struct dsr_cdb *cdb, bool immed, const void *arg)
{
	dsr_cdb_sync_cache(cdb, immed);
}

/**
 * dsr_drive_flush - SYNCHRONIZE CACHE, and wait until the buffer is empty
 * @p: to whom
 */
int dsr_drive_flush(struct dsr_patience *p)
{
	return dsr_drive_order(p, DSR_FLUSH_MS, dsr_fill_flush, NULL);
}

struct dsr_close_order {
	u8 function;
	u16 number;
};

static void dsr_fill_close(struct dsr_cdb *cdb, bool immed, const void *arg)
{
	const struct dsr_close_order *order = arg;

	dsr_cdb_close(cdb, immed, order->function, order->number);
}

/**
 * dsr_drive_close - CLOSE TRACK/SESSION, and wait until that is done
 * @p: to whom
 * @function: MMC_CLOSE_*
 * @number: of the track, where the function wants one
 */
int dsr_drive_close(struct dsr_patience *p, u8 function, u16 number)
{
	struct dsr_close_order order = { function, number };

	return dsr_drive_order(p, DSR_CLOSE_MS, dsr_fill_close, &order);
}

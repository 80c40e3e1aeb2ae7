// SPDX-License-Identifier: GPL-2.0
/* Drives of SCSI-1 and SCSI-2, and what is special with them. */
#include <errno.h>
#include <string.h>
#include <time.h>
#include <scsi/sg_lib.h>

#include "disc/bytes.h"
#include "disc/probe_old.h"
#include "reader/answer.h"
#include "reader/kind.h"
#include "reader/wire.h"

#define BUSY_SECONDS	60	/* diagnostics, loading and reading the TOC */
#define TRY_SECONDS	5	/* how long the kernel asks a busy drive again */
#define PROFILE_CD_ROM	0x08	/* MMC-6 table 95 */
#define DATA_BLOCK	2048
#define RETRIES		8	/* of a block; a CDU-541 begins with none */
#define RETRIES_AT	3	/* page 01h: retry count, SCSI-2 table 258 */
#define PAGE_RECOVERY	0x01
#define PAGE_PARAMETERS	0x08	/* CDU-541: byte 2 b0 is LBAMSF */
#define MODE_BYTES	64
#define TOC_BYTES	804	/* 4 + 100 tracks of 8, SCSI-2 table 244 */
#define MAX_BLOCKS	0x7fffffffu

#define ASC_NO_CADDY	0xb0	/* CDU-541 */
#define ASC_BAD_OPCODE	0x20

static int send(int fd, struct reader_cdb cdb, void *data,
		struct probe_sense *sense)
{
	uint8_t status;

	return wire_send(fd, &cdb, data, ASK_DISC, &status, sense);
}

/**
 * probe_old_patience() - wait while a drive is BUSY
 * @fd: of the drive
 * @sense: gets what it said
 *
 * At power-on an old drive answers every command so, INQUIRY too.
 *
 * Return: 0 when it is not BUSY any more, or -ETIMEDOUT.
 */
int probe_old_patience(int fd, struct probe_sense *sense)
{
	const struct reader_cdb cdb = cdb_plain(OP_TEST_UNIT_READY);
	const struct timespec quarter = { .tv_nsec = 250000000 };
	struct timespec begin, now;
	uint8_t status;

	clock_gettime(CLOCK_MONOTONIC, &begin);
	for (;;) {
		wire_send(fd, &cdb, NULL, TRY_SECONDS, &status, sense);
		if (status != STATUS_BUSY)
			return 0;
		clock_gettime(CLOCK_MONOTONIC, &now);
		if (now.tv_sec - begin.tv_sec >= BUSY_SECONDS)
			return -ETIMEDOUT;
		nanosleep(&quarter, NULL);
	}
}

/**
 * probe_old_no_disc() - does an old drive say that it is empty?
 * @sense: what it said
 */
bool probe_old_no_disc(const struct probe_sense *sense)
{
	return sense_is(sense, SPC_SK_NOT_READY, ASC_NO_CADDY);
}

/* Logical blocks may be shorter than those of a CD, and longer. */
static void measure(int fd, struct probe *out, struct probe_sense *sense)
{
	uint32_t last, bytes;
	uint8_t buf[8];

	if (send(fd, cdb_in(OP_READ_CAPACITY, sizeof(buf)), buf, sense) !=
	    (int)sizeof(buf))
		return;
	last = get_be32(buf);
	bytes = get_be32(buf + 4);
	if (last >= MAX_BLOCKS || !bytes)
		return;
	out->blocks = (uint64_t)last + 1;
	if (bytes < DATA_BLOCK)
		out->blocks = out->blocks * bytes / DATA_BLOCK;
	out->blocks_valid = true;
}

/**
 * probe_old() - what is in a drive that knows no profiles
 * @fd: of the drive, with a disc that is ready
 * @out: with its INQUIRY; gets the rest
 * @sense: gets the last thing it complained about
 *
 * Such drives are CD-ROM drives.
 *
 * Return: 0.
 */
int probe_old(int fd, struct probe *out, struct probe_sense *sense)
{
	out->old = true;
	out->profile = PROFILE_CD_ROM;
	out->medium = PROBE_PRESSED;
	measure(fd, out, sense);
	return 0;
}

/* Is it a drive with Sony's commands? */
static bool is_sony(int fd, struct probe_sense *sense)
{
	struct mmc_inquiry inquiry;
	uint8_t buf[36];
	int ret = send(fd, cdb_in(OP_INQUIRY, sizeof(buf)), buf, sense);

	return ret > 0 && !mmc_parse_inquiry(buf, (size_t)ret, &inquiry) &&
	       reader_kind_of(inquiry.vendor, inquiry.product, buf[2])->sony;
}

static bool tells_times(int fd, struct probe_sense *sense)
{
	struct reader_page page;
	uint8_t buf[MODE_BYTES];
	int ret = send(fd, cdb_mode_sense(false, PAGE_PARAMETERS, sizeof(buf)),
		       buf, sense);

	return ret > 0 &&
	       !answer_page(buf, (size_t)ret, false, PAGE_PARAMETERS, &page) &&
	       page.len > 2 && buf[page.offset + 2] & 0x01;
}

/**
 * probe_old_toc() - the table of contents of an old drive
 * @fd: of the drive, with a disc that is ready
 * @out: gets it
 * @sense: gets what the drive said
 *
 * By READ TOC 43h from track 1 on, as some refuse track 0, or by Sony's C1h.
 *
 * Return: 0 or -errno.
 */
int probe_old_toc(int fd, struct mmc_toc *out, struct probe_sense *sense)
{
	struct probe_sense first;
	uint8_t buf[TOC_BYTES];
	bool msf;
	int ret = send(fd, cdb_toc(false, 1, sizeof(buf)), buf, sense);

	if (ret >= 0)
		return mmc_parse_toc(buf, (size_t)ret, out);
	first = *sense;
	if (!sense_is(sense, SPC_SK_ILLEGAL_REQUEST, ASC_BAD_OPCODE) ||
	    !is_sony(fd, sense)) {
		*sense = first;
		return ret;
	}
	msf = tells_times(fd, sense);
	ret = send(fd, cdb_toc(true, 1, sizeof(buf)), buf, sense);
	return ret < 0 ? ret : answer_sony_toc(buf, (size_t)ret, msf, out);
}

/*
 * The list for MODE SELECT is the answer to MODE SENSE, its own length and
 * the page's PS bit cleared (SCSI-2 8.2.8).
 */
static int set_recovery(int fd, uint8_t *buf, const struct reader_page *page,
			struct probe_sense *sense)
{
	size_t head = 4u + buf[3], bytes = head + page->len;

	memmove(buf + head, buf + page->offset, page->len);
	memset(buf, 0, 3);
	buf[head] &= 0x3f;
	buf[head + RETRIES_AT] = RETRIES;
	if (head >= 12) {
		put_be32(DATA_BLOCK | (uint32_t)buf[8] << 24, buf + 8);
		memset(buf + 5, 0, 3);	/* number of blocks: all of them */
	}
	return send(fd, cdb_out(OP_MODE_SELECT_6, (uint32_t)bytes), buf, sense);
}

/**
 * probe_old_prepare() - blocks of 2048 bytes, and some patience with bad ones
 * @fd: of the drive
 * @sense: gets what the drive said
 *
 * Changes the block length and the read error recovery page (01h), which the
 * drive forgets at its next reset. Nothing to do when both are as wanted, or
 * when the drive has no such page.
 *
 * Return: 0, or -errno when the drive does not take them.
 */
int probe_old_prepare(int fd, struct probe_sense *sense)
{
	struct reader_page page;
	uint32_t block = DATA_BLOCK;
	uint8_t buf[MODE_BYTES];
	int ret = send(fd, cdb_mode_sense(false, PAGE_RECOVERY, sizeof(buf)),
		       buf, sense);

	if (ret < 0)
		return ret == -EIO ? 0 : ret;
	if (answer_page(buf, (size_t)ret, false, PAGE_RECOVERY, &page) ||
	    page.len <= RETRIES_AT)
		return 0;
	answer_block_length(buf, (size_t)ret, &block);
	if (block == DATA_BLOCK && buf[page.offset + RETRIES_AT] >= RETRIES)
		return 0;
	ret = set_recovery(fd, buf, &page, sense);
	return ret < 0 ? ret : 0;
}

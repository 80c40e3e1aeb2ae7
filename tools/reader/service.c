// SPDX-License-Identifier: GPL-2.0
/* What a drive and its disc are, and whether they are sound. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "disc/bytes.h"
#include "reader/service.h"

#define CONTROL_DATA	0x4	/* Q control nibble, Red Book */
#define PAGE_RECOVERY	0x01
#define RETRIES_AT	3	/* pages 01h and 07h: retry count */
#define MODE_BYTES	64
#define PATTERN_BYTES	4096	/* of the buffer that a test writes */
#define TEST_SECONDS	120	/* of a self-test */
#define CHECK_BLOCKS	150	/* of one VERIFY: two seconds at 1x */

static int done(int ret)
{
	return ret < 0 ? ret : 0;
}

/**
 * reader_retries() - how often a block is tried again, asked and changed
 * @r: the session; an old drive
 * @page: 01h for reading, 07h for VERIFY
 * @wanted: 0 to 255; negative: only ask
 * @before: gets the value until now
 *
 * Return: 0; -EPROTO: the drive has no such page; or as reader_send().
 */
int reader_retries(struct reader *r, uint8_t page, int wanted, int *before)
{
	struct reader_page at;
	uint8_t buf[MODE_BYTES];
	size_t head;
	int ret = reader_send(r, cdb_mode_sense(false, page, sizeof(buf)), buf);

	if (ret < 0)
		return ret;
	if (answer_page(buf, (size_t)ret, false, page, &at) ||
	    at.len <= RETRIES_AT)
		return -EPROTO;
	*before = buf[at.offset + RETRIES_AT];
	if (wanted < 0)
		return 0;
	head = 4u + buf[3];
	memmove(buf + head, buf + at.offset, at.len);
	buf[head] &= 0x3f;		/* PS is reserved here */
	buf[head + RETRIES_AT] = (uint8_t)wanted;
	memset(buf, 0, 3);
	return done(reader_send(r, cdb_out(OP_MODE_SELECT_6,
					   (uint32_t)(head + at.len)), buf));
}

static int get_capacity(struct reader *r, struct reader_info *info)
{
	uint8_t buf[8];
	int ret = reader_send(r, cdb_in(OP_READ_CAPACITY, sizeof(buf)), buf);

	if (ret < 0)
		return ret;
	if (ret < (int)sizeof(buf) || get_be32(buf) == UINT32_MAX)
		return -EPROTO;
	info->blocks = get_be32(buf) + 1;
	info->block_bytes = get_be32(buf + 4);
	return 0;
}

static void get_mode(struct reader *r, struct reader_info *info, unsigned int i)
{
	uint8_t buf[8], mode;
	int ret;

	info->mode[i] = READER_NO_MODE;
	if (!(info->toc.tracks[i].control & CONTROL_DATA))
		return;
	ret = reader_send_either(r, cdb_header(false, info->toc.tracks[i].start),
				 cdb_header(true, info->toc.tracks[i].start), buf);
	if (ret > 0 && !answer_header(buf, (size_t)ret, &mode))
		info->mode[i] = mode;
}

static void get_codes(struct reader *r, struct reader_info *info)
{
	uint8_t buf[24];
	unsigned int i;
	int ret = reader_send(r, cdb_subchannel(SUBCHANNEL_CATALOG, 0,
						sizeof(buf)), buf);

	if (ret > 0)
		answer_catalog(buf, (size_t)ret, info->mcn);
	for (i = 0; i < info->toc.nr_tracks; i++) {
		if (info->toc.tracks[i].control & CONTROL_DATA)
			continue;
		ret = reader_send(r, cdb_subchannel(SUBCHANNEL_ISRC,
						    info->toc.tracks[i].number,
						    sizeof(buf)), buf);
		if (ret > 0)
			answer_isrc(buf, (size_t)ret, info->isrc[i]);
	}
}

/**
 * reader_info() - ask a drive about itself and its disc
 * @r: the session, with a disc that is ready
 * @info: gets it; what the drive does not tell stays empty
 *
 * Ends what is played: a header is read from each data track.
 *
 * Return: 0, -EPROTO, or as reader_send().
 */
int reader_info(struct reader *r, struct reader_info *info)
{
	unsigned int i;
	int ret;

	memset(info, 0, sizeof(*info));
	info->retries = -1;
	ret = reader_toc(r, &info->toc);
	if (ret)
		return ret;
	ret = get_capacity(r, info);
	if (ret)
		return ret;
	if (r->kind->old &&
	    reader_retries(r, PAGE_RECOVERY, -1, &info->retries))
		info->retries = -1;
	for (i = 0; i < info->toc.nr_tracks; i++)
		get_mode(r, info, i);
	get_codes(r, info);
	return 0;
}

/* Four bytes of header, then as much of the buffer as is wanted. */
static int read_buffer(struct reader *r, uint8_t *buf, uint32_t bytes)
{
	int ret = reader_send(r, cdb_in(OP_READ_BUFFER, bytes), buf);

	return ret < 0 ? ret : ret < (int)bytes ? -EPROTO : 0;
}

static int write_buffer(struct reader *r, uint8_t *buf, uint32_t bytes)
{
	memset(buf, 0, 4);
	return done(reader_send(r, cdb_out(OP_WRITE_BUFFER, bytes), buf));
}

static void pattern(uint8_t *buf, uint32_t bytes, uint8_t seed)
{
	uint32_t i;

	for (i = 0; i < bytes; i++)
		buf[i] = (uint8_t)(i * 7 + (i >> 8) + seed);
}

/* Two patterns that are each other's complement; the answer is compared. */
static int test_buffer(struct reader *r, struct reader_test *test, uint8_t *buf)
{
	static uint8_t wanted[PATTERN_BYTES];
	uint8_t header[4], seed;
	uint32_t capacity, i;
	int ret = read_buffer(r, header, sizeof(header));

	if (ret || answer_buffer(header, sizeof(header), &capacity))
		return ret;
	if (capacity > PATTERN_BYTES)
		capacity = PATTERN_BYTES;
	test->buffer_good = true;
	for (seed = 0; seed < 2; seed++) {
		pattern(wanted, capacity, 0x55);
		for (i = 0; seed && i < capacity; i++)
			wanted[i] = (uint8_t)~wanted[i];
		memcpy(buf + 4, wanted, capacity);
		ret = write_buffer(r, buf, 4 + capacity);
		if (!ret)
			ret = read_buffer(r, buf, 4 + capacity);
		if (ret)
			return ret;
		test->buffer_good &= !memcmp(buf + 4, wanted, capacity);
	}
	test->buffer_bytes = capacity;
	return 0;
}

/**
 * reader_test() - let a drive test itself
 * @r: the session, with a disc that is ready
 * @test: gets what came of it
 *
 * The buffer is tested only where the drive is known to have nothing but a
 * buffer behind WRITE BUFFER.
 *
 * Return: 0 when the drive could be asked, or as reader_send().
 */
int reader_test(struct reader *r, struct reader_test *test)
{
	uint8_t *buf = malloc(4 + PATTERN_BYTES);
	int ret = 0;

	memset(test, 0, sizeof(*test));
	if (!buf)
		return -ENOMEM;
	if (r->kind->buffers)
		ret = test_buffer(r, test, buf);
	free(buf);
	if (ret)
		return ret;
	ret = reader_send_long(r, cdb_self_test(), NULL, TEST_SECONDS);
	if (ret < 0 && ret != -EIO)
		return ret;
	test->self_good = ret >= 0;
	ret = reader_send(r, cdb_in(OP_RECEIVE_DIAGNOSTIC,
				    sizeof(test->result)), test->result);
	test->result_bytes = ret > 0 ? (uint8_t)ret : 0;
	return 0;
}

/* The block that sense names, when it is one of those asked for. */
static uint32_t bad_block(const struct reader *r, uint32_t from, uint32_t end)
{
	const uint8_t *s = r->sense.bytes;
	uint32_t lba;

	if (r->sense.len < 7 || !(s[0] & 0x80) || (s[0] & 0x7f) != 0x70)
		return from;
	lba = get_be32(s + 3);
	return lba >= from && lba < end ? lba : from;
}

/**
 * reader_check() - can blocks be read? Without moving their data
 * @r: the session, with a disc that is ready
 * @from: first block
 * @end: one behind the last
 * @told: told of each step
 * @data: for @told
 *
 * A drive that does not name the bad block is asked block by block.
 *
 * Return: 0, also with bad blocks; -ECANCELED; or as reader_send().
 */
int reader_check(struct reader *r, uint32_t from, uint32_t end,
		 reader_checked_fn *told, void *data)
{
	uint32_t step = CHECK_BLOCKS, n, bad;
	int ret;

	while (from < end) {
		n = end - from < step ? end - from : step;
		ret = reader_send(r, cdb_blocks(OP_VERIFY, from, (uint16_t)n),
				  NULL);
		if (ret < 0 && ret != -EIO && ret != -EMEDIUMTYPE)
			return ret;
		bad = ret < 0 ? bad_block(r, from, from + n) : UINT32_MAX;
		if (ret < 0 && n > 1 && bad == from) {
			step = 1;
			continue;
		}
		from = ret < 0 ? bad + 1 : from + n;
		if (ret >= 0 && step < CHECK_BLOCKS)
			step++;
		if (!told(data, from, bad))
			return -ECANCELED;
	}
	return 0;
}

/**
 * reader_eject() - STOP UNIT with LoEj: the disc comes out
 * @r: the session
 *
 * Return: 0, or as reader_send().
 */
int reader_eject(struct reader *r)
{
	return done(reader_send(r, cdb_start_stop(START_STOP_LOEJ), NULL));
}

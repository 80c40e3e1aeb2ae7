/* SPDX-License-Identifier: GPL-2.0 */
/* What a drive and its disc are, and whether they are sound. */
#ifndef DSRCTL_READER_SERVICE_H
#define DSRCTL_READER_SERVICE_H

#include <stdbool.h>
#include <stdint.h>

#include "reader/player.h"

#define READER_NO_MODE	0xff	/* of an audio track, or not told */

/**
 * struct reader_info - a drive and its disc
 * @toc: tracks
 * @block_bytes: of a logical block
 * @blocks: of the disc, in these
 * @retries: of a block that can't be read, -1: not told
 * @mcn: media catalogue number, or empty
 * @isrc: of each track, or empty
 * @mode: of each data track: 1 or 2, else READER_NO_MODE
 */
struct reader_info {
	struct mmc_toc toc;
	uint32_t block_bytes;
	uint32_t blocks;
	int retries;
	char mcn[14];
	char isrc[99][13];
	uint8_t mode[99];
};

/**
 * struct reader_test - what a self-test found
 * @buffer_bytes: of the drive's buffer that were written and read, 0: not tested
 * @buffer_good: they came back as they were
 * @self_good: the drive says that it is sound
 * @result_bytes: of @result
 * @result: what the drive says of its test, in a form of its own
 */
struct reader_test {
	uint32_t buffer_bytes;
	bool buffer_good;
	bool self_good;
	uint8_t result_bytes;
	uint8_t result[32];
};

/**
 * typedef reader_checked_fn - told of each step of a check
 * @data: of the caller
 * @next: the block that comes next
 * @bad: a block that can't be read, or UINT32_MAX
 *
 * Return: false to stop.
 */
typedef bool reader_checked_fn(void *data, uint32_t next, uint32_t bad);

int reader_info(struct reader *r, struct reader_info *info);
int reader_test(struct reader *r, struct reader_test *test);
int reader_retries(struct reader *r, uint8_t page, int wanted, int *before);
int reader_check(struct reader *r, uint32_t from, uint32_t end,
		 reader_checked_fn *told, void *data);
int reader_eject(struct reader *r);

#endif /* DSRCTL_READER_SERVICE_H */

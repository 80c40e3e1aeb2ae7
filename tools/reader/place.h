/* SPDX-License-Identifier: GPL-2.0 */
/* Places on an audio disc as people write them. Pure. */
#ifndef DSRCTL_READER_PLACE_H
#define DSRCTL_READER_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PLACE_FRAMES		75	/* blocks a second, Red Book */
#define PLACE_LEAD		150	/* block 0 is at 00:02:00 */
#define PLACE_MAX_BLOCKS	449850u	/* 99:59:74 and one, less PLACE_LEAD */

enum place_kind {
	PLACE_TRACK,	/* "3" */
	PLACE_INDEX,	/* "3.2" */
	PLACE_TIME,	/* "12:34" or "12:34:56", as the disc counts */
	PLACE_BLOCK,	/* "@1234" */
};

/**
 * struct place - one place
 * @kind: which of the rest counts
 * @track: 1 to 99
 * @index: 1 to 99
 * @lba: block, for PLACE_TIME and PLACE_BLOCK
 */
struct place {
	enum place_kind kind;
	uint8_t track;
	uint8_t index;
	uint32_t lba;
};

/**
 * struct place_range - FROM, or FROM-TO
 * @from: where it begins
 * @to: tracks and indexes: the last one, played too; times and blocks: the end,
 *	which is not
 * @open: there is no @to
 */
struct place_range {
	struct place from;
	struct place to;
	bool open;
};

bool place_parse(const char *text, struct place *out);
bool place_parse_range(const char *text, struct place_range *out);
void place_to_msf(uint32_t lba, uint8_t msf[3]);
bool place_from_msf(const uint8_t msf[3], uint32_t *lba);

#endif /* DSRCTL_READER_PLACE_H */

/* SPDX-License-Identifier: GPL-2.0 */
/* The Q sub-channel, as READ CD and READ SUB-CHANNEL give it. Pure. */
#ifndef DSRCTL_SUBQ_H
#define DSRCTL_SUBQ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SUBQ_BYTES	12	/* with its CRC (ECMA-130 22.3) */
#define SUBQ_FORMATTED	16	/* as READ CD gives it (MMC-6 table 357) */
#define SUB_RAW_BYTES	96	/* P to W, one bit of each in a byte */

/* what a block's Q tells (ADR) */
enum subq_kind {
	SUBQ_NONE = 0,		/* nothing that makes sense */
	SUBQ_POSITION = 1,
	SUBQ_MCN = 2,
	SUBQ_ISRC = 3,
};

/**
 * struct subq - the Q of a block
 * @kind: enum subq_kind; says which of the others count
 * @control: control nibble
 * @track: number, 1..99; 170: lead-out
 * @index: 0..99
 * @lba: its own absolute position
 * @text: MCN or ISRC
 */
struct subq {
	uint8_t kind;
	uint8_t control;
	uint8_t track;
	uint8_t index;
	int32_t lba;
	char text[14];
};

#define SUBQ_LEAD_OUT	170

int subq_parse(const uint8_t *q, int32_t lba, struct subq *out);
int subq_parse_raw(const uint8_t raw[SUB_RAW_BYTES], struct subq *out);
bool sub_has_graphics(const uint8_t raw[SUB_RAW_BYTES]);
int subq_parse_mcn(const uint8_t *buf, size_t len, char mcn[14]);
int subq_parse_isrc(const uint8_t *buf, size_t len, uint8_t track,
		    char isrc[13]);
bool mcn_possible(const char *mcn);
bool isrc_possible(const char *isrc);
bool isrc_none(const char *isrc);

#endif /* DSRCTL_SUBQ_H */

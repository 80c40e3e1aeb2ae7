/* SPDX-License-Identifier: GPL-2.0 */
/* The commands that are about CDs alone, each with its answer parsed. */
#ifndef DSRCTL_CD_H
#define DSRCTL_CD_H

#include "disc/ask.h"
#include "disc/subq.h"
#include "disc/toc.h"

/* READ CD: expected sector type (MMC-6 table 351) */
#define CD_ANY		0
#define CD_AUDIO	1

/* READ CD: main channel selection, byte 9 bits 7 to 3 (MMC-6 table 354) */
#define CD_MAIN_NONE	0x00
#define CD_MAIN_ALL	0xf8	/* 2352: sync, header, sub-header, data, EDC */
#define CD_MAIN_XA	0x58	/* 2336: sub-header, data, EDC and ECC */
#define CD_C2		0x02	/* 294 bytes of C2 error bits follow */

/* READ CD: sub-channel selection (MMC-6 table 356) */
#define CD_SUB_NONE	0
#define CD_SUB_RAW	1	/* 96: P to W */
#define CD_SUB_Q	2	/* 16: Q, formatted */

#define CD_RAW_BYTES	2352
#define CD_C2_BYTES	294
#define CD_BLOCK_MAX	(CD_RAW_BYTES + CD_C2_BYTES + SUB_RAW_BYTES)
#define CD_MAX_BLOCKS	16	/* in one command: below every host's limit */

/**
 * struct cd_form - in which form READ CD gives blocks
 * @type: CD_ANY, CD_AUDIO
 * @main: CD_MAIN_*, with CD_C2 or without
 * @sub: CD_SUB_*
 */
struct cd_form {
	uint8_t type;
	uint8_t main;
	uint8_t sub;
};

unsigned int cd_form_bytes(const struct cd_form *form);
int cd_read(int fd, const struct cd_form *form, int32_t lba, unsigned int n,
	    uint8_t *buf, struct probe_sense *sense);
/**
 * enum cd_told - what a drive tells of a CD's sessions
 * @CD_TOLD_ALL: the full TOC
 * @CD_TOLD_LAST: where the last one begins
 * @CD_TOLD_TRACKS: nothing
 */
enum cd_told {
	CD_TOLD_ALL,
	CD_TOLD_LAST,
	CD_TOLD_TRACKS,
};

int cd_read_toc(int fd, struct toc *out, enum cd_told *told,
		struct probe_sense *sense);
int cd_read_atip(int fd, struct atip *out, struct probe_sense *sense);
int cd_read_text(int fd, uint8_t **packs, uint32_t *bytes,
		 struct probe_sense *sense);
int cd_read_mcn(int fd, char mcn[14], struct probe_sense *sense);
int cd_read_isrc(int fd, uint8_t track, char isrc[13],
		 struct probe_sense *sense);
int cd_read_mode(int fd, int32_t lba, uint8_t *mode,
		 struct probe_sense *sense);

#endif /* DSRCTL_CD_H */

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What drives answer, parsed. Pure: bytes in, numbers out; no length, count or
 * address in an answer is believed before it was checked. All return 0, or
 * -EPROTO when the answer makes no sense.
 */
#ifndef DSRCTL_MMC_H
#define DSRCTL_MMC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MMC_MAX_SPEEDS	32
#define MMC_LEAD_OUT	0xaa	/* MMC-6, READ TOC/PMA/ATIP format 0: the lead-out */

struct mmc_inquiry {
	uint8_t type;
	bool removable;
	char vendor[9];
	char product[17];
	char revision[5];
};

enum mmc_disc_status {
	MMC_DISC_EMPTY = 0,
	MMC_DISC_INCOMPLETE = 1,
	MMC_DISC_COMPLETE = 2,
	MMC_DISC_OTHER = 3,
};

struct mmc_disc_info {
	uint8_t status;		/* enum mmc_disc_status */
	bool erasable;
	uint8_t first_track;
	uint16_t sessions;
	uint16_t last_track;	/* of the last session */
};

struct mmc_track_info {
	uint16_t number;
	uint16_t session;
	uint8_t control;
	uint8_t data_mode;	/* 1, 2; 15: not known or no data */
	bool blank;
	bool packet;		/* written in packets, or to be */
	bool damaged;
	bool nwa_valid;
	uint32_t start;
	uint32_t next_writable;
	uint32_t free_blocks;
	uint32_t blocks;
};

struct mmc_capacity {
	uint64_t blocks;
	uint32_t block_bytes;
};

struct mmc_toc_track {
	uint8_t number;
	uint8_t control;
	uint32_t start;
};

struct mmc_toc {
	unsigned int nr_tracks;	/* without the lead-out */
	struct mmc_toc_track tracks[99];
	uint32_t lead_out;
};

struct mmc_speeds {
	unsigned int nr;
	uint32_t read_kbs[MMC_MAX_SPEEDS];	/* 1000 byte/s */
	uint32_t write_kbs[MMC_MAX_SPEEDS];
};

int mmc_parse_inquiry(const uint8_t *buf, size_t len, struct mmc_inquiry *out);
int mmc_parse_profile(const uint8_t *buf, size_t len, uint16_t *profile);
int mmc_parse_disc_info(const uint8_t *buf, size_t len,
			struct mmc_disc_info *out);
int mmc_parse_track_info(const uint8_t *buf, size_t len,
			 struct mmc_track_info *out);
int mmc_parse_capacity(const uint8_t *buf, size_t len,
		       struct mmc_capacity *out);
int mmc_parse_format_capacity(const uint8_t *buf, size_t len, uint32_t *blocks);
int mmc_parse_toc(const uint8_t *buf, size_t len, struct mmc_toc *out);
int mmc_parse_write_speeds(const uint8_t *buf, size_t len,
			   struct mmc_speeds *out);
int mmc_parse_read_speeds(const uint8_t *buf, size_t len, uint32_t *max_kbs,
			  uint32_t *now_kbs);
int mmc_parse_page_speeds(const uint8_t *buf, size_t len,
			  struct mmc_speeds *out);

#endif /* DSRCTL_MMC_H */

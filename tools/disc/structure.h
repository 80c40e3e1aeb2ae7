/* SPDX-License-Identifier: GPL-2.0 */
/* What READ DISC STRUCTURE and some features tell of a DVD or BD. Pure. */
#ifndef DSRCTL_STRUCTURE_H
#define DSRCTL_STRUCTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * struct dvd_physical - format 00h
 * @book: book type (MMC-6 table 405)
 * @part: part version
 * @layers: 1 or 2
 * @opposite: track path: the second layer is read from outside in
 * @start: physical number of the first data block
 * @end: and of the last one
 * @end_layer0: and of the last one on layer 0
 */
struct dvd_physical {
	uint8_t book;
	uint8_t part;
	uint8_t layers;
	bool opposite;
	uint32_t start;
	uint32_t end;
	uint32_t end_layer0;
};

/* struct dvd_physical.book, of what is written in sessions */
enum dvd_book_type {
	BOOK_DVD_R = 2,
	BOOK_DVD_RW = 3,
	BOOK_DVD_PLUS_R = 10,
};

enum dvd_protection {
	DVD_UNPROTECTED = 0,
	DVD_CSS = 1,		/* or CPPM */
	DVD_CPRM = 2,
};

int dvd_parse_physical(const uint8_t *buf, size_t len,
		       struct dvd_physical *out);
int dvd_parse_copyright(const uint8_t *buf, size_t len, uint8_t *protection,
			uint8_t *regions);
int dvd_parse_sector_rights(const uint8_t *buf, size_t len, bool *protected);
int dvd_parse_adip_id(const uint8_t *buf, size_t len, char id[24]);
int dvd_parse_prerecorded_id(const uint8_t *buf, size_t len, char id[24]);
int bd_parse_id(const uint8_t *buf, size_t len, char id[24]);
int mmc_parse_feature(const uint8_t *buf, size_t len, uint16_t code,
		      bool *current);
uint32_t dvd_layer_break(const struct dvd_physical *p);
const char *dvd_book(uint8_t book);

#endif /* DSRCTL_STRUCTURE_H */

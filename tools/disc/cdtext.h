/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CD-Text: packs of 18 bytes in the R-W sub-channel of the lead-in (MMC-6 annex
 * J; IEC 61866). Read into texts, and made of texts. Pure.
 */
#ifndef DSRCTL_CDTEXT_H
#define DSRCTL_CDTEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CDTEXT_PACK_BYTES	18
#define CDTEXT_MAX_PACKS	2048	/* 8 languages of 256 packs */
#define CDTEXT_BLOCKS		8	/* languages */

/* pack types, less 0x80 */
enum cdtext_field {
	CDTEXT_TITLE = 0x0,
	CDTEXT_PERFORMER = 0x1,
	CDTEXT_SONGWRITER = 0x2,
	CDTEXT_COMPOSER = 0x3,
	CDTEXT_ARRANGER = 0x4,
	CDTEXT_MESSAGE = 0x5,
	CDTEXT_DISC_ID = 0x6,
	CDTEXT_GENRE = 0x7,
	CDTEXT_TOC = 0x8,	/* not text */
	CDTEXT_TOC2 = 0x9,	/* not text */
	CDTEXT_CLOSED = 0xd,	/* the maker's own notes */
	CDTEXT_CODE = 0xe,	/* track 0: MCN; others: ISRC */
	CDTEXT_SIZE_INFO = 0xf,	/* not text */
};

#define CDTEXT_FIELDS	16
#define CDTEXT_MAX_TEXT	160	/* bytes that are written: what players are known to bear */
#define CDTEXT_TRACKS	100	/* 0: the disc itself */
#define CDTEXT_ENGLISH	9	/* EBU Tech 3264 annex 3 */
#define CDTEXT_GENRE_OTHER	1	/* "not defined": only its text tells the genre */

/**
 * struct cdtext_texts - the texts of one language
 * @language: its code (EBU Tech 3264 annex 3), 9: English
 * @charset: 00h ISO 8859-1, 01h ASCII, 80h MS-JIS
 * @first: number of the first track
 * @last: and of the last one
 * @genre: code of the genre, 0: none
 * @text: UTF-8, on the heap, or NULL; of track 0: of the disc
 */
struct cdtext_texts {
	uint8_t language;
	uint8_t charset;
	uint8_t first;
	uint8_t last;
	uint16_t genre;
	char *text[CDTEXT_FIELDS][CDTEXT_TRACKS];
};

int cdtext_check(const uint8_t *packs, size_t bytes);
int cdtext_decode(const uint8_t *packs, size_t bytes, unsigned int block,
		  struct cdtext_texts *out);
int cdtext_encode(const struct cdtext_texts *texts, uint8_t **packs,
		  uint32_t *bytes, unsigned int *cut);
int cdtext_set(struct cdtext_texts *texts, enum cdtext_field field,
	       unsigned int track, const char *text);
bool cdtext_any(const struct cdtext_texts *texts);
void cdtext_texts_free(struct cdtext_texts *texts);
const char *cdtext_field_word(unsigned int field);
const char *cdtext_language(uint8_t code);

#endif /* DSRCTL_CDTEXT_H */

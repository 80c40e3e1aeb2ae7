// SPDX-License-Identifier: GPL-2.0
/* CD-Text packs made of texts: one language, ISO 8859-1. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "disc/cdtext.h"
#include "disc/charset.h"
#include "disc/crc16.h"

#define MAX_PACKS	256	/* of one language: their number is a byte */
#define HEADER		4
#define TEXT_BYTES	12
#define INFO_PACKS	3

/**
 * struct encoder - packs being made
 * @packs: all so far
 * @nr: of them
 * @fill: text bytes in the last one
 * @count: packs of each type
 * @lost: characters that can't be written
 * @cut: texts that are too long
 */
struct encoder {
	uint8_t packs[MAX_PACKS][CDTEXT_PACK_BYTES];
	unsigned int nr;
	unsigned int fill;
	uint8_t count[CDTEXT_FIELDS];
	unsigned int lost;
	unsigned int cut;
};

static int begin_pack(struct encoder *e, unsigned int field, unsigned int track,
		      unsigned int position)
{
	uint8_t *p;

	if (e->nr == MAX_PACKS)
		return -E2BIG;
	p = e->packs[e->nr];
	memset(p, 0, CDTEXT_PACK_BYTES);
	p[0] = (uint8_t)(0x80 + field);
	p[1] = (uint8_t)track;
	p[2] = (uint8_t)e->nr++;
	p[3] = (uint8_t)(position > 15 ? 15 : position);
	e->count[field]++;
	e->fill = 0;
	return 0;
}

/* a text and the zero that ends it, going on in the last pack */
static int put_text(struct encoder *e, unsigned int field, unsigned int track,
		    const uint8_t *text, size_t n)
{
	size_t i;
	int ret;

	for (i = 0; i <= n; i++) {
		if (e->fill == TEXT_BYTES) {
			ret = begin_pack(e, field, track, (unsigned int)i);
			if (ret)
				return ret;
		}
		e->packs[e->nr - 1][HEADER + e->fill++] = i < n ? text[i] : 0;
	}
	return 0;
}

static const char *text_of(const struct cdtext_texts *t, unsigned int field,
			   unsigned int track)
{
	return t->text[field][track] ? t->text[field][track] : "";
}

/* the text as it is written, into CDTEXT_MAX_TEXT + 1 bytes; returns its length */
static size_t latin1_of(struct encoder *e, const struct cdtext_texts *t,
			unsigned int field, unsigned int track, uint8_t *text)
{
	size_t n = charset_to_latin1(text_of(t, field, track), text,
				     CDTEXT_MAX_TEXT + 1, &e->lost);

	if (n <= CDTEXT_MAX_TEXT)
		return n;
	e->cut++;
	return CDTEXT_MAX_TEXT;
}

static bool has_field(const struct cdtext_texts *t, unsigned int field)
{
	unsigned int track;

	for (track = 0; track <= t->last; track++)
		if (*text_of(t, field, track))
			return true;
	return false;
}

/* every track has a text then, be it an empty one */
static int put_field(struct encoder *e, const struct cdtext_texts *t,
		     unsigned int field)
{
	bool of_disc = field == CDTEXT_DISC_ID || field == CDTEXT_GENRE ||
		       field == CDTEXT_CLOSED;
	unsigned int track, last = of_disc ? 0 : t->last;
	uint8_t text[CDTEXT_MAX_TEXT + 1];
	size_t n;
	int ret;

	e->fill = TEXT_BYTES;	/* a new pack, whatever comes */
	for (track = 0; track <= last; track++) {
		/* the numbers between the disc and its first track are not there */
		if (track && track < t->first)
			continue;
		n = latin1_of(e, t, field, track, text);
		ret = put_text(e, field, track, text, n);
		if (ret)
			return ret;
	}
	return 0;
}

static int put_genre(struct encoder *e, const struct cdtext_texts *t)
{
	uint8_t text[2 + CDTEXT_MAX_TEXT + 1] = { (uint8_t)(t->genre >> 8),
						  (uint8_t)t->genre };
	size_t n = latin1_of(e, t, CDTEXT_GENRE, 0, text + 2);

	e->fill = TEXT_BYTES;
	return put_text(e, CDTEXT_GENRE, 0, text, n + 2);
}

/* MMC-6 annex J: what there is, in three packs of their own */
static int put_info(struct encoder *e, const struct cdtext_texts *t)
{
	uint8_t info[INFO_PACKS * TEXT_BYTES] = {
		CHARSET_LATIN1, t->first, t->last,
	};
	unsigned int i;
	int ret;

	e->count[CDTEXT_SIZE_INFO] = INFO_PACKS;
	memcpy(info + 4, e->count, sizeof(e->count));
	info[20] = (uint8_t)(e->nr + INFO_PACKS - 1);
	info[28] = t->language ? t->language : CDTEXT_ENGLISH;
	for (i = 0; i < INFO_PACKS; i++) {
		ret = begin_pack(e, CDTEXT_SIZE_INFO, i, 0);
		if (ret)
			return ret;
		memcpy(e->packs[e->nr - 1] + HEADER, info + i * TEXT_BYTES,
		       TEXT_BYTES);
	}
	return 0;
}

static int put_all(struct encoder *e, const struct cdtext_texts *t)
{
	unsigned int field;
	int ret = 0;

	for (field = 0; !ret && field < CDTEXT_SIZE_INFO; field++) {
		if (field == CDTEXT_GENRE && t->genre)
			ret = put_genre(e, t);
		else if (field != CDTEXT_GENRE && has_field(t, field))
			ret = put_field(e, t, field);
	}
	return ret ? ret : put_info(e, t);
}

/**
 * cdtext_encode() - make packs
 * @texts: with @first and @last
 * @packs: gets the packs, on the heap
 * @bytes: gets their length
 * @cut: gets how many texts were longer than CDTEXT_MAX_TEXT and are cut
 *
 * Return: characters that ISO 8859-1 does not have; -E2BIG: more than 256
 * packs, -ENOMEM.
 */
int cdtext_encode(const struct cdtext_texts *texts, uint8_t **packs,
		  uint32_t *bytes, unsigned int *cut)
{
	struct encoder *e = calloc(1, sizeof(*e));
	unsigned int i;
	int ret;

	if (!e)
		return -ENOMEM;
	ret = put_all(e, texts);
	if (!ret) {
		for (i = 0; i < e->nr; i++) {
			uint16_t crc = crc16(e->packs[i], 16);

			e->packs[i][16] = (uint8_t)(crc >> 8);
			e->packs[i][17] = (uint8_t)crc;
		}
		*cut = e->cut;
		*bytes = e->nr * CDTEXT_PACK_BYTES;
		*packs = malloc(*bytes);
		ret = *packs ? (int)e->lost : -ENOMEM;
		if (*packs)
			memcpy(*packs, e->packs, *bytes);
	}
	free(e);
	return ret;
}

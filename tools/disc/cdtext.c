// SPDX-License-Identifier: GPL-2.0
/* CD-Text packs, checked and read. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "disc/bytes.h"
#include "disc/cdtext.h"
#include "disc/charset.h"
#include "disc/crc16.h"

#define TYPE_BASE	0x80	/* of the first pack type */
#define TEXT_BYTES	12	/* in a pack, behind its header of 4 */
#define DOUBLE_BYTE	0x80	/* byte 3: characters have two bytes */
#define MAX_TEXT	1024	/* bytes: longer than any that a player shows */
#define INFO_PACKS	3
#define INFO_BYTES	(INFO_PACKS * TEXT_BYTES)
#define INFO_LANGUAGES	28	/* in the size information: 8 language codes */

/* a text that goes on from pack to pack */
struct run {
	uint8_t bytes[MAX_TEXT];
	size_t n;
	unsigned int track;
};

/**
 * cdtext_check() - are these packs that came over without errors?
 * @packs: not trusted
 * @bytes: of them
 *
 * Return: 0; -EINVAL: no packs, or too many; -EILSEQ: a CRC is wrong.
 */
int cdtext_check(const uint8_t *packs, size_t bytes)
{
	const uint8_t *p;

	if (!bytes || bytes % CDTEXT_PACK_BYTES ||
	    bytes > CDTEXT_MAX_PACKS * CDTEXT_PACK_BYTES)
		return -EINVAL;
	for (p = packs; p < packs + bytes; p += CDTEXT_PACK_BYTES)
		if (crc16(p, 16) != get_be16(p + 16))
			return -EILSEQ;
	return 0;
}

/**
 * cdtext_set() - give a track a text
 * @texts: where
 * @field: what it is
 * @track: 0: the disc
 * @text: UTF-8; takes the place of one that is there
 *
 * Return: 0, -EINVAL: no such track, -ENOMEM.
 */
int cdtext_set(struct cdtext_texts *texts, enum cdtext_field field,
	       unsigned int track, const char *text)
{
	char **to;

	if ((unsigned int)field >= CDTEXT_FIELDS || track >= CDTEXT_TRACKS)
		return -EINVAL;
	to = &texts->text[field][track];
	free(*to);
	*to = strdup(text);
	return *to ? 0 : -ENOMEM;
}

/**
 * cdtext_any() - is there any text?
 * @texts: where
 */
bool cdtext_any(const struct cdtext_texts *texts)
{
	unsigned int field, track;

	for (field = 0; field < CDTEXT_FIELDS; field++)
		for (track = 0; track < CDTEXT_TRACKS; track++)
			if (texts->text[field][track])
				return true;
	return texts->genre;
}

/**
 * cdtext_texts_free() - free all texts
 * @texts: where
 */
void cdtext_texts_free(struct cdtext_texts *texts)
{
	unsigned int field, track;

	for (field = 0; field < CDTEXT_FIELDS; field++) {
		for (track = 0; track < CDTEXT_TRACKS; track++) {
			free(texts->text[field][track]);
			texts->text[field][track] = NULL;
		}
	}
}

static unsigned int pack_block(const uint8_t *pack)
{
	return pack[3] >> 4 & 0x07;
}

static bool is_text(unsigned int field)
{
	return field <= CDTEXT_GENRE || field == CDTEXT_CLOSED ||
	       field == CDTEXT_CODE;
}

/* what the size information of a block says, gathered from its three packs */
static void read_info(const uint8_t *packs, size_t bytes, unsigned int block,
		      struct cdtext_texts *out)
{
	uint8_t info[INFO_BYTES] = { 0 };
	const uint8_t *p;

	for (p = packs; p < packs + bytes; p += CDTEXT_PACK_BYTES)
		if (p[0] == TYPE_BASE + CDTEXT_SIZE_INFO &&
		    pack_block(p) == block && p[1] < INFO_PACKS)
			memcpy(info + p[1] * TEXT_BYTES, p + 4, TEXT_BYTES);
	out->charset = info[0];
	out->first = info[1];
	out->last = info[2];
	out->language = info[INFO_LANGUAGES + block];
}

/* a text is complete; a tab alone repeats the track before */
static int take(struct cdtext_texts *out, unsigned int field, struct run *run)
{
	const char *same = NULL;
	char *text;
	int ret;

	if (run->n && run->track < CDTEXT_TRACKS) {
		if (run->bytes[0] == '\t' && run->track &&
		    (run->n == 1 || (run->n == 2 && run->bytes[1] == '\t')))
			same = out->text[field][run->track - 1];
		text = same ? strdup(same) :
			      charset_to_utf8(out->charset, run->bytes, run->n);
		ret = text ? cdtext_set(out, (enum cdtext_field)field,
					run->track, text) : -ENOMEM;
		free(text);
		if (ret)
			return ret;
	}
	run->n = 0;
	run->track++;
	return 0;
}

/* @skip: bytes of the pack before its text */
static int take_pack(struct cdtext_texts *out, unsigned int field,
		     const uint8_t *pack, unsigned int skip, struct run *run)
{
	unsigned int i, step = pack[3] & DOUBLE_BYTE ? 2 : 1;
	const uint8_t *c = pack + 4 + skip;
	int ret;

	/* a text that begins in this pack is of the track that it names */
	if (!run->n || !(pack[3] & 0x0f)) {
		run->track = pack[1] & 0x7f;
		run->n = 0;
	}
	for (i = skip; i + step <= TEXT_BYTES; i += step, c += step) {
		if (!c[0] && (step == 1 || !c[1])) {
			ret = take(out, field, run);
			if (ret)
				return ret;
		} else if (run->n + step <= MAX_TEXT) {
			memcpy(run->bytes + run->n, c, step);
			run->n += step;
		}
	}
	return 0;
}

static int read_field(const uint8_t *packs, size_t bytes, unsigned int block,
		      unsigned int field, struct cdtext_texts *out)
{
	struct run run = { .n = 0 };
	unsigned int skip = field == CDTEXT_GENRE ? 2 : 0;
	const uint8_t *p;
	uint8_t copy[CDTEXT_PACK_BYTES];
	int ret = 0;

	for (p = packs; !ret && p < packs + bytes; p += CDTEXT_PACK_BYTES) {
		if (p[0] != TYPE_BASE + field || pack_block(p) != block)
			continue;
		memcpy(copy, p, sizeof(copy));
		/* the genre's code comes before its text */
		if (skip) {
			out->genre = get_be16(p + 4);
			copy[3] &= (uint8_t)~DOUBLE_BYTE;
		}
		ret = take_pack(out, field, copy, skip, &run);
		skip = 0;
	}
	return ret;
}

/**
 * cdtext_decode() - read the texts of one language
 * @packs: from cdtext_check()
 * @bytes: of them
 * @block: which language, 0..7
 * @out: gets them; to be freed by cdtext_texts_free() whatever comes back
 *
 * Return: 0, -ENOENT: there is no such block, -ENOMEM.
 */
int cdtext_decode(const uint8_t *packs, size_t bytes, unsigned int block,
		  struct cdtext_texts *out)
{
	const uint8_t *p;
	unsigned int field;
	bool found = false;
	int ret = 0;

	memset(out, 0, sizeof(*out));
	for (p = packs; p < packs + bytes; p += CDTEXT_PACK_BYTES)
		found |= pack_block(p) == block;
	if (!found)
		return -ENOENT;
	read_info(packs, bytes, block, out);
	for (field = 0; !ret && field < CDTEXT_FIELDS; field++)
		if (is_text(field))
			ret = read_field(packs, bytes, block, field, out);
	return ret;
}

/**
 * cdtext_field_word() - the word for a field, as in JSON
 * @field: enum cdtext_field
 */
const char *cdtext_field_word(unsigned int field)
{
	static const char *const words[CDTEXT_FIELDS] = {
		[CDTEXT_TITLE] = "title",
		[CDTEXT_PERFORMER] = "performer",
		[CDTEXT_SONGWRITER] = "songwriter",
		[CDTEXT_COMPOSER] = "composer",
		[CDTEXT_ARRANGER] = "arranger",
		[CDTEXT_MESSAGE] = "message",
		[CDTEXT_DISC_ID] = "disc-id",
		[CDTEXT_GENRE] = "genre",
		[CDTEXT_CLOSED] = "closed",
		[CDTEXT_CODE] = "code",
	};

	return field < CDTEXT_FIELDS && words[field] ? words[field] : "unknown";
}

/**
 * cdtext_language() - the name of a language
 * @code: EBU Tech 3264 annex 3
 *
 * Return: its name in English, or NULL for the rarer ones.
 */
const char *cdtext_language(uint8_t code)
{
	static const char *const names[128] = {
		[0x01] = "Albanian",	[0x04] = "Catalan",
		[0x05] = "Croatian",	[0x06] = "Czech",
		[0x07] = "Danish",	[0x08] = "German",
		[0x09] = "English",	[0x0a] = "Spanish",
		[0x0d] = "Basque",	[0x0f] = "French",
		[0x14] = "Icelandic",	[0x15] = "Italian",
		[0x17] = "Latin",	[0x1b] = "Hungarian",
		[0x1d] = "Dutch",	[0x1e] = "Norwegian",
		[0x20] = "Polish",	[0x21] = "Portuguese",
		[0x22] = "Romanian",	[0x26] = "Slovenian",
		[0x27] = "Finnish",	[0x28] = "Swedish",
		[0x29] = "Turkish",	[0x56] = "Russian",
		[0x65] = "Korean",	[0x69] = "Japanese",
		[0x70] = "Greek",	[0x75] = "Chinese",
	};

	return code < 128 ? names[code] : NULL;
}

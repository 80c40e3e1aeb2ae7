// SPDX-License-Identifier: GPL-2.0
/* The CD_TEXT blocks of a TOC file. The first language is taken. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "disc/charset.h"
#include "disc/toc_file.h"
#include "disc/words.h"

/* a decimal number up to @most */
static int number(const char *word, unsigned int most, unsigned int *out)
{
	size_t n = strspn(word, "0123456789");

	if (!n || n > 3 || word[n])
		return -EINVAL;
	*out = (unsigned int)strtoul(word, NULL, 10);
	return *out <= most ? 0 : -EINVAL;
}

/* over everything up to the brace that closes the present one */
static int skip_braces(struct toc_file *f)
{
	unsigned int depth = 0;

	if (f->t.kind != TOKEN_OPEN)
		return toc_file_wrong(f, "'{' is missing");
	do {
		if (f->t.kind == TOKEN_OPEN)
			depth++;
		else if (f->t.kind == TOKEN_CLOSE)
			depth--;
		else if (f->t.kind == TOKEN_END || f->t.kind == TOKEN_BAD)
			return toc_file_wrong(f, "'}' is missing");
		tokens_step(&f->t);
	} while (depth);
	return 0;
}

static int field_of(const char *word)
{
	static const struct {
		const char *word;
		int field;
	} fields[] = {
		{ "TITLE", CDTEXT_TITLE },
		{ "PERFORMER", CDTEXT_PERFORMER },
		{ "SONGWRITER", CDTEXT_SONGWRITER },
		{ "COMPOSER", CDTEXT_COMPOSER },
		{ "ARRANGER", CDTEXT_ARRANGER },
		{ "MESSAGE", CDTEXT_MESSAGE },
		{ "DISC_ID", CDTEXT_DISC_ID },
		{ "GENRE", CDTEXT_GENRE },
		{ "UPC_EAN", CDTEXT_CODE },
		{ "ISRC", CDTEXT_CODE },
	};
	size_t i;

	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (!strcmp(word, fields[i].word))
			return fields[i].field;
	return -ENOENT;
}

static int take_text(struct toc_file *f, int field, unsigned int track)
{
	char *utf8 = text_utf8(f->t.text);
	int ret = utf8 ? cdtext_set(&f->sheet->texts, (enum cdtext_field)field,
				    track, utf8) : -ENOMEM;

	free(utf8);
	return ret ? said_fail(f->said, ret, "there is not enough memory") : 0;
}

/* { code, code, text ... }: the genre of the disc, as its pack has it */
static int genre(struct toc_file *f)
{
	struct cdtext_texts *texts = &f->sheet->texts;
	uint8_t bytes[2 + 255] = { 0 };
	unsigned int n = 0, value;
	char *utf8;
	int ret;

	tokens_step(&f->t);
	for (; f->t.kind == TOKEN_WORD; tokens_step(&f->t)) {
		if (number(f->t.text, 255, &value))
			return toc_file_wrong(f, "'%.32s' is no byte", f->t.text);
		if (n < sizeof(bytes) - 1)
			bytes[n++] = (uint8_t)value;
	}
	if (f->t.kind != TOKEN_CLOSE)
		return toc_file_wrong(f, "'}' is missing");
	tokens_step(&f->t);
	texts->genre = (uint16_t)(bytes[0] << 8 | bytes[1]);
	if (!bytes[2])
		return 0;
	if (!texts->genre)
		texts->genre = CDTEXT_GENRE_OTHER;
	utf8 = charset_to_utf8(CHARSET_LATIN1, bytes + 2, strlen((char *)bytes + 2));
	ret = utf8 ? cdtext_set(texts, CDTEXT_GENRE, 0, utf8) : -ENOMEM;
	free(utf8);
	return ret ? said_fail(f->said, ret, "there is not enough memory") : 0;
}

/* the bytes of packs: most are made anew from the texts */
static int bytes_of(struct toc_file *f, const char *word, int field, bool of_disc)
{
	if (field == CDTEXT_GENRE && of_disc)
		return genre(f);
	if (field >= 0 && !f->as_bytes[0])
		snprintf(f->as_bytes, sizeof(f->as_bytes), "%s", word);
	return skip_braces(f);
}

/* KEY "text" or KEY { bytes } */
static int one_field(struct toc_file *f, unsigned int track, bool wanted)
{
	char word[16];
	int field, ret = 0;

	if (f->t.kind != TOKEN_WORD)
		return toc_file_wrong(f, "a word is missing");
	snprintf(word, sizeof(word), "%s", f->t.text);
	field = wanted ? field_of(word) : -ENOENT;
	tokens_step(&f->t);
	if (f->t.kind == TOKEN_OPEN)
		return bytes_of(f, word, field, !track);
	if (f->t.kind != TOKEN_STRING)
		return toc_file_wrong(f, "a text is missing");
	if (field == CDTEXT_GENRE && track)
		field = -ENOENT;	/* tracks have none */
	if (field == CDTEXT_GENRE)
		f->sheet->texts.genre = CDTEXT_GENRE_OTHER;
	if (field >= 0)
		ret = take_text(f, field, track);
	tokens_step(&f->t);
	return ret;
}

static int language(struct toc_file *f, unsigned int track)
{
	unsigned int n;
	int ret = 0;

	tokens_step(&f->t);
	if (f->t.kind != TOKEN_WORD || number(f->t.text, CDTEXT_BLOCKS - 1, &n))
		return toc_file_wrong(f, "LANGUAGE needs a number from 0 to 7");
	f->languages |= (uint8_t)(1U << n);
	tokens_step(&f->t);
	if (f->t.kind != TOKEN_OPEN)
		return toc_file_wrong(f, "'{' is missing");
	tokens_step(&f->t);
	/* strings tell by themselves which of these they are in */
	if (token_is(&f->t, "ENCODING_ISO_8859_1") || token_is(&f->t, "ENCODING_ASCII"))
		tokens_step(&f->t);
	while (!ret && f->t.kind != TOKEN_CLOSE)
		ret = one_field(f, track, !n);
	tokens_step(&f->t);
	return ret;
}

/* NUMBER : CODE, with blanks or without; cdrdao has a word for English alone */
static int map_entry(struct toc_file *f)
{
	char *code = strchr(f->t.text, ':');
	unsigned int n, value = CDTEXT_ENGLISH;

	if (code)
		*code++ = '\0';
	if (number(f->t.text, CDTEXT_BLOCKS - 1, &n))
		return -EINVAL;
	if (!code) {
		tokens_step(&f->t);
		code = f->t.kind == TOKEN_WORD ? f->t.text : "";
	}
	if (strcmp(code, "EN") && number(code, 255, &value))
		return -EINVAL;
	if (!n)
		f->sheet->texts.language = (uint8_t)value;
	tokens_step(&f->t);
	return 0;
}

static int language_map(struct toc_file *f)
{
	int ret = 0;

	tokens_step(&f->t);
	if (f->t.kind != TOKEN_OPEN)
		return toc_file_wrong(f, "'{' is missing");
	tokens_step(&f->t);
	while (!ret && f->t.kind == TOKEN_WORD)
		ret = map_entry(f);
	if (ret || f->t.kind != TOKEN_CLOSE)
		return toc_file_wrong(f, "LANGUAGE_MAP has numbers from 0 to 7, each with EN or a code from 0 to 255");
	tokens_step(&f->t);
	return 0;
}

/**
 * toc_file_text() - read a CD_TEXT block
 * @f: stands behind the word CD_TEXT
 * @track: that it is about, 0: the disc
 *
 * Return: 0 or -errno after a sentence.
 */
int toc_file_text(struct toc_file *f, unsigned int track)
{
	int ret = 0;

	if (f->t.kind != TOKEN_OPEN)
		return toc_file_wrong(f, "'{' is missing");
	tokens_step(&f->t);
	while (!ret && f->t.kind != TOKEN_CLOSE) {
		if (token_is(&f->t, "LANGUAGE_MAP"))
			ret = language_map(f);
		else if (token_is(&f->t, "LANGUAGE"))
			ret = language(f, track);
		else
			ret = toc_file_wrong(f, "CD_TEXT holds LANGUAGE_MAP and LANGUAGE");
	}
	tokens_step(&f->t);
	return ret;
}

/**
 * toc_file_text_notes() - tell what of the texts is left out
 * @f: read to its end
 */
void toc_file_text_notes(struct toc_file *f)
{
	char list[3 * CDTEXT_BLOCKS] = "";
	unsigned int n;
	size_t at = 0;

	for (n = 1; n < CDTEXT_BLOCKS; n++)
		if (f->languages & 1U << n)
			at += (size_t)sprintf(list + at, "%s%u", at ? ", " : "", n);
	if (at)
		said_note(f->said,
			  "the CD-Text in languages %s is left out: a copy has that of language 0",
			  list);
	if (f->as_bytes[0])
		said_note(f->said,
			  "%s in the CD-Text is given as bytes and not as text, and left out",
			  f->as_bytes);
}

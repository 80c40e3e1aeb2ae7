// SPDX-License-Identifier: GPL-2.0
/* The CD_TEXT blocks of a TOC file. The first language is taken. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "disc/toc_file.h"
#include "disc/words.h"

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

/* KEY "text" or KEY { bytes }: the bytes are made anew */
static int one_field(struct toc_file *f, unsigned int track, bool wanted)
{
	int field, ret = 0;

	if (f->t.kind != TOKEN_WORD)
		return toc_file_wrong(f, "a word is missing");
	field = field_of(f->t.text);
	tokens_step(&f->t);
	if (f->t.kind == TOKEN_OPEN)
		return skip_braces(f);
	if (f->t.kind != TOKEN_STRING)
		return toc_file_wrong(f, "a text is missing");
	if (wanted && field >= 0)
		ret = take_text(f, field, track);
	tokens_step(&f->t);
	return ret;
}

static int language(struct toc_file *f, unsigned int track)
{
	bool wanted;
	int ret = 0;

	tokens_step(&f->t);
	wanted = token_is(&f->t, "0");
	if (f->t.kind != TOKEN_WORD)
		return toc_file_wrong(f, "LANGUAGE needs a number");
	tokens_step(&f->t);
	if (f->t.kind != TOKEN_OPEN)
		return toc_file_wrong(f, "'{' is missing");
	tokens_step(&f->t);
	while (!ret && f->t.kind != TOKEN_CLOSE)
		ret = one_field(f, track, wanted);
	tokens_step(&f->t);
	return ret;
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
		if (token_is(&f->t, "LANGUAGE_MAP")) {
			tokens_step(&f->t);
			ret = skip_braces(f);
		} else if (token_is(&f->t, "LANGUAGE")) {
			ret = language(f, track);
		} else {
			ret = toc_file_wrong(f, "CD_TEXT holds LANGUAGE_MAP and LANGUAGE");
		}
	}
	tokens_step(&f->t);
	return ret;
}

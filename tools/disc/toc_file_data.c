// SPDX-License-Identifier: GPL-2.0
/* Where the data of a TOC file's tracks lie: files, silence, lengths. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "disc/msf.h"
#include "disc/toc_file.h"

#define SAMPLES		588	/* of 4 bytes in a block */

/**
 * toc_file_wrong() - say what is wrong at the present token
 * @f: being read
 * @fmt: what
 *
 * Return: -EINVAL.
 */
int toc_file_wrong(struct toc_file *f, const char *fmt, ...)
{
	char what[256];
	va_list args;

	va_start(args, fmt);
	vsnprintf(what, sizeof(what), fmt, args);
	va_end(args);
	return sheet_fail(f->sheet, f->said, f->t.line, "%s", what);
}

/**
 * toc_file_track() - the track that is being described
 * @f: being read
 *
 * Return: it, or NULL before the first one.
 */
struct sheet_track *toc_file_track(struct toc_file *f)
{
	return f->sheet->nr_tracks ? &f->sheet->tracks[f->sheet->nr_tracks - 1] :
				     NULL;
}

/**
 * toc_file_form() - the form of a track's blocks
 * @word: the mode as a TOC file has it
 *
 * Return: enum sheet_form or -EINVAL.
 */
int toc_file_form(const char *word)
{
	static const struct {
		const char *word;
		uint8_t form;
	} forms[] = {
		{ "AUDIO", SHEET_AUDIO },
		{ "MODE1", SHEET_MODE1 },
		{ "MODE1_RAW", SHEET_MODE1_RAW },
		{ "MODE2", SHEET_MODE2 },
		{ "MODE2_FORM1", SHEET_XA1 },
		{ "MODE2_FORM2", SHEET_XA2 },
		{ "MODE2_FORM_MIX", SHEET_MODE2 },
		{ "MODE2_RAW", SHEET_MODE2_RAW },
	};
	size_t i;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (!strcmp(word, forms[i].word))
			return forms[i].form;
	return -EINVAL;
}

/**
 * toc_file_is_amount() - does a length or place stand here?
 * @f: being read
 */
bool toc_file_is_amount(const struct toc_file *f)
{
	return f->t.kind == TOKEN_WORD && f->t.text[0] >= '0' &&
	       f->t.text[0] <= '9';
}

/**
 * toc_file_amount() - a length or place
 * @f: stands before it: mm:ss:ff, or samples of audio, or bytes of data
 * @form: of the track's blocks
 * @blocks: gets it
 *
 * Return: 0 or -errno after a sentence.
 */
int toc_file_amount(struct toc_file *f, uint8_t form, uint32_t *blocks)
{
	uint32_t unit = sheet_form_audio(form) ? SAMPLES :
						 sheet_form_bytes(form);
	unsigned long long n;
	char *end;

	if (!toc_file_is_amount(f))
		return toc_file_wrong(f, "a length is missing");
	if (strchr(f->t.text, ':')) {
		if (msf_parse(f->t.text, blocks))
			return toc_file_wrong(f, "'%.32s' is no time", f->t.text);
	} else {
		errno = 0;
		n = strtoull(f->t.text, &end, 10);
		if (errno || *end || n % unit || n / unit > SHEET_MAX_BLOCKS)
			return toc_file_wrong(f, "'%.32s' is no whole number of blocks",
				     f->t.text);
		*blocks = (uint32_t)(n / unit);
	}
	tokens_step(&f->t);
	return 0;
}

static int add_piece(struct toc_file *f, const struct sheet_piece *piece)
{
	struct sheet_track *track = toc_file_track(f);

	if (piece->blocks > SHEET_MAX_BLOCKS)
		return toc_file_wrong(f, "this is longer than any CD");
	if (track->disc.blocks + piece->blocks > SHEET_MAX_BLOCKS)
		return toc_file_wrong(f, "the track is longer than any CD");
	track->disc.blocks += piece->blocks;
	if (sheet_add_piece(track, piece))
		return said_fail(f->said, -ENOMEM, "there is not enough memory");
	return 0;
}

/**
 * toc_file_zeros() - SILENCE or ZERO
 * @f: stands behind the word
 *
 * Return: 0 or -errno after a sentence.
 */
int toc_file_zeros(struct toc_file *f)
{
	struct sheet_piece piece = { .file = SHEET_ZEROS };
	int ret;

	/* ZERO may name its mode and its sub-channel again */
	while (f->t.kind == TOKEN_WORD && !toc_file_is_amount(f) &&
	       (toc_file_form(f->t.text) > 0 || token_is(&f->t, "RW") ||
		token_is(&f->t, "RW_RAW")))
		tokens_step(&f->t);
	ret = toc_file_amount(f, toc_file_track(f)->form, &piece.blocks);
	return ret ? ret : add_piece(f, &piece);
}

/**
 * toc_file_pregap() - PREGAP
 * @f: stands behind the word
 *
 * Return: 0 or -errno after a sentence.
 */
int toc_file_pregap(struct toc_file *f)
{
	struct sheet_track *track = toc_file_track(f);
	int ret;

	if (track->nr_pieces)
		return toc_file_wrong(f, "PREGAP comes before the track's data");
	ret = toc_file_zeros(f);
	if (ret)
		return ret;
	/* 2 s before the first track are always there, said or not */
	if (f->sheet->nr_tracks == 1 && track->disc.blocks == DISC_LEAD_IN_GAP) {
		track->nr_pieces = 0;
		track->disc.blocks = 0;
	}
	track->disc.pregap = (uint32_t)track->disc.blocks;
	f->started = true;
	return 0;
}

/* the file's name, and how it is read */
static int named_file(struct toc_file *f, bool audio)
{
	struct sheet_file *file;
	size_t n;
	int i;

	if (f->t.kind != TOKEN_STRING || !*f->t.text)
		return toc_file_wrong(f, "the name of a file is missing");
	i = sheet_add_file(f->sheet, f->t.text, f->t.line);
	if (i == -ENOMEM)
		return said_fail(f->said, -ENOMEM, "there is not enough memory");
	if (i < 0)
		return toc_file_wrong(f, "more than %u files", SHEET_MAX_FILES);
	file = &f->sheet->files[i];
	n = strlen(file->path);
	file->sound = audio && n > 4 && !strcasecmp(file->path + n - 4, ".wav");
	/* what is not WAV is big-endian for cdrdao */
	file->swap = audio && !file->sound;
	tokens_step(&f->t);
	if (token_is(&f->t, "SWAP")) {
		file->swap = !file->swap;
		tokens_step(&f->t);
	}
	return i;
}

static int offset_of(struct toc_file *f, uint64_t *offset)
{
	char *end;

	if (f->t.kind != TOKEN_WORD || f->t.text[0] != '#')
		return 0;
	errno = 0;
	*offset = strtoull(f->t.text + 1, &end, 10);
	if (errno || *end || end == f->t.text + 1 || *offset >> 48)
		return toc_file_wrong(f, "'%.32s' is no offset", f->t.text);
	tokens_step(&f->t);
	return 0;
}

/**
 * toc_file_data() - FILE, AUDIOFILE and DATAFILE: all of a file, or a part
 * @f: stands behind the word
 * @audio: its bytes are samples
 *
 * Return: 0 or -errno after a sentence.
 */
int toc_file_data(struct toc_file *f, bool audio)
{
	uint8_t form = toc_file_track(f)->form;
	uint16_t unit = sheet_form_bytes(form);
	struct sheet_piece piece = { .file = named_file(f, audio) };
	uint32_t skip = 0;
	int64_t bytes;
	int ret = piece.file < 0 ? piece.file : offset_of(f, &piece.offset);

	if (!ret && audio && toc_file_is_amount(f))
		ret = toc_file_amount(f, form, &skip);
	if (ret)
		return ret;
	piece.offset += (uint64_t)skip * unit;
	bytes = f->measure(f->data, &f->sheet->files[piece.file], f->said);
	if (bytes < 0)
		return (int)bytes;
	if ((uint64_t)bytes < piece.offset)
		return toc_file_wrong(f, "%s is shorter than that",
			     f->sheet->files[piece.file].path);
	piece.bytes = (uint64_t)bytes - piece.offset;
	if ((piece.bytes + unit - 1) / unit > UINT32_MAX)
		return toc_file_wrong(f, "%s is longer than any CD",
			     f->sheet->files[piece.file].path);
	piece.blocks = (uint32_t)((piece.bytes + unit - 1) / unit);
	if (piece.bytes % unit && !toc_file_is_amount(f) && !sheet_form_audio(form))
		return toc_file_wrong(f, "%s does not end with a whole block of %u bytes",
			     f->sheet->files[piece.file].path, unit);
	if (toc_file_is_amount(f)) {
		ret = toc_file_amount(f, form, &piece.blocks);
		if (ret)
			return ret;
		if ((uint64_t)piece.blocks * unit > piece.bytes + unit - 1)
			return toc_file_wrong(f, "%s is shorter than that",
				     f->sheet->files[piece.file].path);
		if ((uint64_t)piece.blocks * unit < piece.bytes)
			piece.bytes = (uint64_t)piece.blocks * unit;
	}
	return add_piece(f, &piece);
}

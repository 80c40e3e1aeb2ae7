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

/* a length or place: mm:ss:ff, or a number that counts @unit to a block */
static int amount(struct toc_file *f, uint32_t unit, uint32_t *blocks)
{
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

/**
 * toc_file_amount() - a length or place
 * @f: stands before it: mm:ss:ff, or samples of audio, or bytes of data
 * @blocks: gets it
 *
 * Return: 0 or -errno after a sentence.
 */
int toc_file_amount(struct toc_file *f, uint32_t *blocks)
{
	uint8_t form = toc_file_track(f)->form;

	return amount(f, sheet_form_audio(form) ? SAMPLES : sheet_form_bytes(form),
		      blocks);
}

/* what the piece before lacks of a block would be a hole within the track */
static int check_whole(struct toc_file *f, const struct sheet_track *track)
{
	const struct sheet_piece *last;
	const struct sheet_file *file;

	if (!track->nr_pieces)
		return 0;
	last = &track->pieces[track->nr_pieces - 1];
	if (last->file == SHEET_ZEROS ||
	    last->bytes % sheet_form_bytes(track->form) == 0)
		return 0;
	file = &f->sheet->files[last->file];
	return sheet_fail(f->sheet, f->said, file->line,
			  "%s ends within a block of %u bytes: only the last piece of a track can, and is filled up with silence",
			  file->path, sheet_form_bytes(track->form));
}

static int add_piece(struct toc_file *f, const struct sheet_piece *piece)
{
	struct sheet_track *track = toc_file_track(f);

	if (check_whole(f, track))
		return -EINVAL;
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
 * toc_file_silence() - SILENCE
 * @f: stands behind the word
 *
 * Return: 0 or -errno after a sentence.
 */
int toc_file_silence(struct toc_file *f)
{
	struct sheet_piece piece = { .file = SHEET_ZEROS };
	int ret = toc_file_amount(f, &piece.blocks);

	return ret ? ret : add_piece(f, &piece);
}

/**
 * toc_file_zeros() - ZERO, whose length is counted in bytes
 * @f: stands behind the word
 *
 * Return: 0 or -errno after a sentence.
 */
int toc_file_zeros(struct toc_file *f)
{
	struct sheet_piece piece = { .file = SHEET_ZEROS };
	int ret;

	/* it may name its mode and its sub-channel again */
	while (f->t.kind == TOKEN_WORD && !toc_file_is_amount(f) &&
	       (toc_file_form(f->t.text) > 0 || token_is(&f->t, "RW") ||
		token_is(&f->t, "RW_RAW")))
		tokens_step(&f->t);
	ret = amount(f, sheet_form_bytes(toc_file_track(f)->form), &piece.blocks);
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
	ret = toc_file_silence(f);
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

static bool ends_with(const char *path, const char *end)
{
	size_t n = strlen(path), m = strlen(end);

	return n > m && !strcasecmp(path + n - m, end);
}

/* samples: of a sound file, or as they are, which is big-endian for cdrdao */
static int take_samples(struct toc_file *f, struct sheet_file *file)
{
	bool mp3 = ends_with(file->path, ".mp3");

	if (mp3 || ends_with(file->path, ".ogg"))
		return toc_file_wrong(f, "files of type %s can't be read",
				      mp3 ? "MP3" : "OGG");
	file->sound = ends_with(file->path, ".wav") || ends_with(file->path, ".flac");
	file->swap = !file->sound;
	if (file->sound && toc_file_track(f)->form == SHEET_AUDIO_SUB)
		return toc_file_wrong(f, "a sound file holds no sub-channel");
	return 0;
}

/* the file's name, and how it is read: the track tells, not the word before it */
static int named_file(struct toc_file *f)
{
	struct sheet_file *file;
	int i, ret;

	if (f->t.kind != TOKEN_STRING || !*f->t.text)
		return toc_file_wrong(f, "the name of a file is missing");
	i = sheet_add_file(f->sheet, f->t.text, f->t.line);
	if (i == -ENOMEM)
		return said_fail(f->said, -ENOMEM, "there is not enough memory");
	if (i < 0)
		return toc_file_wrong(f, "more than %u files", SHEET_MAX_FILES);
	file = &f->sheet->files[i];
	ret = sheet_form_audio(toc_file_track(f)->form) ? take_samples(f, file) : 0;
	if (ret)
		return ret;
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

/* what is wrong with a file, at the line that names it */
static int __attribute__((format(printf, 3, 4)))
file_wrong(struct toc_file *f, const struct sheet_piece *piece, const char *fmt, ...)
{
	const struct sheet_file *file = &f->sheet->files[piece->file];
	char what[256];
	va_list args;

	va_start(args, fmt);
	vsnprintf(what, sizeof(what), fmt, args);
	va_end(args);
	return sheet_fail(f->sheet, f->said, file->line, "%s %s", file->path, what);
}

/* how much of a file there is behind the piece's offset */
static int measure(struct toc_file *f, struct sheet_piece *piece)
{
	uint16_t block = sheet_form_bytes(toc_file_track(f)->form);
	int64_t bytes = f->measure(f->data, &f->sheet->files[piece->file], f->said);

	if (bytes < 0)
		return (int)bytes;
	if ((uint64_t)bytes < piece->offset)
		return file_wrong(f, piece, "is shorter than that");
	piece->bytes = (uint64_t)bytes - piece->offset;
	if (!piece->bytes)
		return file_wrong(f, piece, "has nothing there");
	if ((piece->bytes + block - 1) / block > UINT32_MAX)
		return file_wrong(f, piece, "is longer than any CD");
	piece->blocks = (uint32_t)((piece->bytes + block - 1) / block);
	return 0;
}

static int cut_piece(struct toc_file *f, struct sheet_piece *piece, uint32_t blocks)
{
	uint16_t block = sheet_form_bytes(toc_file_track(f)->form);

	if ((uint64_t)blocks * block > piece->bytes + block - 1)
		return file_wrong(f, piece, "is shorter than that");
	if ((uint64_t)blocks * block < piece->bytes)
		piece->bytes = (uint64_t)blocks * block;
	piece->blocks = blocks;
	return 0;
}

/* all of a file behind its name and offset, or as much as is said; 0 says all */
static int rest_of_file(struct toc_file *f, struct sheet_piece *piece, uint32_t unit)
{
	uint8_t form = toc_file_track(f)->form;
	uint32_t blocks = 0;
	int ret = measure(f, piece);

	if (!ret && toc_file_is_amount(f))
		ret = amount(f, unit, &blocks);
	if (!ret && blocks)
		ret = cut_piece(f, piece, blocks);
	else if (!ret && piece->bytes % sheet_form_bytes(form) && !sheet_form_audio(form))
		ret = file_wrong(f, piece, "does not end with a whole block of %u bytes",
				 sheet_form_bytes(form));
	return ret ? ret : add_piece(f, piece);
}

/**
 * toc_file_samples() - FILE and AUDIOFILE: all of a file of samples, or a part
 * @f: stands behind the word
 *
 * Return: 0 or -errno after a sentence.
 */
int toc_file_samples(struct toc_file *f)
{
	struct sheet_piece piece = { .file = 0 };
	uint32_t skip = 0;
	int ret;

	if (toc_file_track(f)->form != SHEET_AUDIO)
		return toc_file_wrong(f, "FILE and AUDIOFILE are for audio without sub-channel; DATAFILE is for other tracks");
	piece.file = named_file(f);
	ret = piece.file < 0 ? piece.file : offset_of(f, &piece.offset);
	if (!ret && toc_file_is_amount(f))
		ret = amount(f, SAMPLES, &skip);
	if (ret)
		return ret;
	piece.offset += (uint64_t)skip * sheet_form_bytes(SHEET_AUDIO);
	return rest_of_file(f, &piece, SAMPLES);
}

/**
 * toc_file_data() - DATAFILE: all of a file of blocks, or its first ones
 * @f: stands behind the word
 *
 * Return: 0 or -errno after a sentence.
 */
int toc_file_data(struct toc_file *f)
{
	struct sheet_piece piece = { .file = named_file(f) };
	int ret = piece.file < 0 ? piece.file : offset_of(f, &piece.offset);

	return ret ? ret : rest_of_file(f, &piece, sheet_form_bytes(toc_file_track(f)->form));
}

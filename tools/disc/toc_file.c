// SPDX-License-Identifier: GPL-2.0
/* TOC files as cdrdao writes and reads them. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "disc/msf.h"
#include "disc/sheet.h"
#include "disc/subq.h"
#include "disc/toc_file.h"

#define SAMPLES		588	/* of 4 bytes in a block */

static int __attribute__((format(printf, 2, 3)))
wrong(struct toc_file *f, const char *fmt, ...)
{
	char what[256];
	va_list args;

	va_start(args, fmt);
	vsnprintf(what, sizeof(what), fmt, args);
	va_end(args);
	return sheet_fail(f->sheet, f->said, f->t.line, "%s", what);
}

static struct sheet_track *current(struct toc_file *f)
{
	return f->sheet->nr_tracks ? &f->sheet->tracks[f->sheet->nr_tracks - 1] :
				     NULL;
}

static int form_of(const char *word)
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

/* a length or place: mm:ss:ff, or samples of audio, or bytes of data */
static bool is_amount(const struct toc_file *f)
{
	return f->t.kind == TOKEN_WORD && f->t.text[0] >= '0' &&
	       f->t.text[0] <= '9';
}

static int amount(struct toc_file *f, uint8_t form, uint32_t *blocks)
{
	uint32_t unit = sheet_form_audio(form) ? SAMPLES :
						 sheet_form_bytes(form);
	unsigned long long n;
	char *end;

	if (!is_amount(f))
		return wrong(f, "a length is missing");
	if (strchr(f->t.text, ':')) {
		if (msf_parse(f->t.text, blocks))
			return wrong(f, "'%.32s' is no time", f->t.text);
	} else {
		errno = 0;
		n = strtoull(f->t.text, &end, 10);
		if (errno || *end || n % unit || n / unit > SHEET_MAX_BLOCKS)
			return wrong(f, "'%.32s' is no whole number of blocks",
				     f->t.text);
		*blocks = (uint32_t)(n / unit);
	}
	tokens_step(&f->t);
	return 0;
}

static int add_piece(struct toc_file *f, const struct sheet_piece *piece)
{
	struct sheet_track *track = current(f);

	if (piece->blocks > SHEET_MAX_BLOCKS)
		return wrong(f, "this is longer than any CD");
	if (track->disc.blocks + piece->blocks > SHEET_MAX_BLOCKS)
		return wrong(f, "the track is longer than any CD");
	track->disc.blocks += piece->blocks;
	if (sheet_add_piece(track, piece))
		return said_fail(f->said, -ENOMEM, "there is not enough memory");
	return 0;
}

static int word_zeros(struct toc_file *f)
{
	struct sheet_piece piece = { .file = SHEET_ZEROS };
	int ret;

	/* ZERO may name its mode and its sub-channel again */
	while (f->t.kind == TOKEN_WORD && !is_amount(f) &&
	       (form_of(f->t.text) > 0 || token_is(&f->t, "RW") ||
		token_is(&f->t, "RW_RAW")))
		tokens_step(&f->t);
	ret = amount(f, current(f)->form, &piece.blocks);
	return ret ? ret : add_piece(f, &piece);
}

static int word_pregap(struct toc_file *f)
{
	struct sheet_track *track = current(f);
	int ret;

	if (track->nr_pieces)
		return wrong(f, "PREGAP comes before the track's data");
	ret = word_zeros(f);
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
		return wrong(f, "the name of a file is missing");
	i = sheet_add_file(f->sheet, f->t.text, f->t.line);
	if (i == -ENOMEM)
		return said_fail(f->said, -ENOMEM, "there is not enough memory");
	if (i < 0)
		return wrong(f, "more than %u files", SHEET_MAX_FILES);
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
		return wrong(f, "'%.32s' is no offset", f->t.text);
	tokens_step(&f->t);
	return 0;
}

/* FILE, AUDIOFILE and DATAFILE: all of it, or a part */
static int word_file(struct toc_file *f, bool audio)
{
	uint8_t form = current(f)->form;
	uint16_t unit = sheet_form_bytes(form);
	struct sheet_piece piece = { .file = named_file(f, audio) };
	uint32_t skip = 0;
	int64_t bytes;
	int ret = piece.file < 0 ? piece.file : offset_of(f, &piece.offset);

	if (!ret && audio && is_amount(f))
		ret = amount(f, form, &skip);
	if (ret)
		return ret;
	piece.offset += (uint64_t)skip * unit;
	bytes = f->measure(f->data, &f->sheet->files[piece.file], f->said);
	if (bytes < 0)
		return (int)bytes;
	if ((uint64_t)bytes < piece.offset)
		return wrong(f, "%s is shorter than that",
			     f->sheet->files[piece.file].path);
	piece.bytes = (uint64_t)bytes - piece.offset;
	if ((piece.bytes + unit - 1) / unit > UINT32_MAX)
		return wrong(f, "%s is longer than any CD",
			     f->sheet->files[piece.file].path);
	piece.blocks = (uint32_t)((piece.bytes + unit - 1) / unit);
	if (piece.bytes % unit && !is_amount(f) && !sheet_form_audio(form))
		return wrong(f, "%s does not end with a whole block of %u bytes",
			     f->sheet->files[piece.file].path, unit);
	if (is_amount(f)) {
		ret = amount(f, form, &piece.blocks);
		if (ret)
			return ret;
		if ((uint64_t)piece.blocks * unit > piece.bytes + unit - 1)
			return wrong(f, "%s is shorter than that",
				     f->sheet->files[piece.file].path);
		if ((uint64_t)piece.blocks * unit < piece.bytes)
			piece.bytes = (uint64_t)piece.blocks * unit;
	}
	return add_piece(f, &piece);
}

static int word_start(struct toc_file *f)
{
	struct sheet_track *track = current(f);
	uint32_t at = (uint32_t)track->disc.blocks;
	int ret = 0;

	if (f->started)
		return wrong(f, "the track's start is given twice");
	if (is_amount(f))
		ret = amount(f, track->form, &at);
	if (!ret && at > track->disc.blocks)
		return wrong(f, "the track's start lies behind its end");
	track->disc.pregap = at;
	f->started = true;
	return ret;
}

static int word_index(struct toc_file *f)
{
	struct disc_track *d = &current(f)->disc;
	uint32_t at, before = d->nr_indexes ? d->indexes[d->nr_indexes - 1] : 0;
	int ret = amount(f, current(f)->form, &at);

	if (ret)
		return ret;
	if (at <= before || d->nr_indexes == DISC_MAX_INDEXES)
		return wrong(f, "this INDEX does not lie behind the one above it");
	d->indexes[d->nr_indexes++] = at;
	return 0;
}

static int word_isrc(struct toc_file *f)
{
	struct disc_track *d = &current(f)->disc;

	if (f->t.kind != TOKEN_STRING || !isrc_possible(f->t.text))
		return wrong(f, "an ISRC has two letters, three letters or digits, and seven digits");
	memcpy(d->isrc, f->t.text, sizeof(d->isrc));
	tokens_step(&f->t);
	return 0;
}

static int word_catalog(struct toc_file *f)
{
	if (f->t.kind != TOKEN_STRING || strlen(f->t.text) != 13 ||
	    strspn(f->t.text, "0123456789") != 13)
		return wrong(f, "CATALOG needs 13 digits");
	if (mcn_possible(f->t.text))
		memcpy(f->sheet->mcn, f->t.text, sizeof(f->sheet->mcn));
	tokens_step(&f->t);
	return 0;
}

/* the track that ends here: its pregap is no part of its length */
static int end_track(struct toc_file *f)
{
	struct sheet_track *track = current(f);
	struct disc_track *d;

	if (!track)
		return 0;
	d = &track->disc;
	d->blocks -= d->pregap;
	if (d->nr_indexes && d->indexes[d->nr_indexes - 1] >= d->blocks)
		return sheet_fail(f->sheet, f->said, track->line,
				  "an INDEX of track %u lies behind its end",
				  d->number);
	return 0;
}

static int word_track(struct toc_file *f)
{
	struct sheet_track *track;
	int ret = end_track(f), form;

	if (ret)
		return ret;
	if (f->sheet->nr_tracks == DSR_MAX_TRACKS)
		return wrong(f, "a disc has no more than 99 tracks");
	form = f->t.kind == TOKEN_WORD ? form_of(f->t.text) : -EINVAL;
	if (form < 0)
		return wrong(f, "TRACK needs a mode");
	track = &f->sheet->tracks[f->sheet->nr_tracks++];
	track->form = (uint8_t)form;
	track->line = f->t.line;
	track->disc.number = (uint8_t)f->sheet->nr_tracks;
	track->disc.session = 1;
	if (!sheet_form_audio(track->form))
		track->disc.control = CONTROL_DATA;
	f->started = false;
	tokens_step(&f->t);
	if (!token_is(&f->t, "RW") && !token_is(&f->t, "RW_RAW"))
		return 0;
	if (form != SHEET_AUDIO || token_is(&f->t, "RW"))
		return wrong(f, "this sub-channel can't be read here: only RW_RAW of audio");
	track->form = SHEET_AUDIO_SUB;
	tokens_step(&f->t);
	return 0;
}

static int set_control(struct toc_file *f, uint8_t bit, bool on)
{
	struct sheet_track *track = current(f);

	if (bit != CONTROL_COPY && !sheet_form_audio(track->form))
		return wrong(f, "this is for audio tracks");
	track->disc.control = (uint8_t)(on ? track->disc.control | bit :
					     track->disc.control & ~bit);
	return 0;
}

static int word_no(struct toc_file *f)
{
	uint8_t bit = token_is(&f->t, "COPY") ? CONTROL_COPY :
		      token_is(&f->t, "PRE_EMPHASIS") ? CONTROL_PRE_EMPHASIS : 0;

	if (!bit)
		return wrong(f, "NO what?");
	tokens_step(&f->t);
	return set_control(f, bit, false);
}

/* the words of a track; the present token is behind @word */
static int track_word(struct toc_file *f, const char *word)
{
	if (!current(f))
		return wrong(f, "'%.32s' comes before the first TRACK", word);
	if (!strcmp(word, "NO"))
		return word_no(f);
	if (!strcmp(word, "COPY"))
		return set_control(f, CONTROL_COPY, true);
	if (!strcmp(word, "PRE_EMPHASIS"))
		return set_control(f, CONTROL_PRE_EMPHASIS, true);
	if (!strcmp(word, "TWO_CHANNEL_AUDIO"))
		return set_control(f, CONTROL_FOUR_CHANNELS, false);
	if (!strcmp(word, "FOUR_CHANNEL_AUDIO"))
		return set_control(f, CONTROL_FOUR_CHANNELS, true);
	if (!strcmp(word, "ISRC"))
		return word_isrc(f);
	if (!strcmp(word, "PREGAP"))
		return word_pregap(f);
	if (!strcmp(word, "SILENCE") || !strcmp(word, "ZERO"))
		return word_zeros(f);
	if (!strcmp(word, "FILE") || !strcmp(word, "AUDIOFILE"))
		return word_file(f, sheet_form_audio(current(f)->form));
	if (!strcmp(word, "DATAFILE"))
		return word_file(f, false);
	if (!strcmp(word, "START"))
		return word_start(f);
	if (!strcmp(word, "INDEX"))
		return word_index(f);
	return wrong(f, "a TOC file has no word '%.32s' that is known here",
		     word);
}

static int next_statement(struct toc_file *f)
{
	char word[32];

	if (f->t.kind != TOKEN_WORD)
		return wrong(f, "a word is missing");
	snprintf(word, sizeof(word), "%s", f->t.text);
	tokens_step(&f->t);
	if (!strcmp(word, "CD_DA") || !strcmp(word, "CD_ROM") ||
	    !strcmp(word, "CD_ROM_XA") || !strcmp(word, "CD_I"))
		return 0;
	if (!strcmp(word, "CATALOG"))
		return word_catalog(f);
	if (!strcmp(word, "TRACK"))
		return word_track(f);
	if (!strcmp(word, "CD_TEXT"))
		return toc_file_text(f, current(f) ? current(f)->disc.number : 0);
	return track_word(f, word);
}

/**
 * toc_file_parse() - read a TOC file
 * @sheet: new; gets all
 * @text: its text, zero-terminated; is written into; not trusted
 * @bytes: of it
 * @measure: tells how many bytes of blocks or samples a file has, or -errno
 *	after a sentence
 * @data: for @measure
 * @said: gets what is wrong, with the line
 *
 * Return: 0 or -errno.
 */
int toc_file_parse(struct sheet *sheet, char *text, size_t bytes,
		   sheet_measure_fn *measure, void *data, struct said *said)
{
	struct toc_file f = {
		.sheet = sheet,
		.said = said,
		.measure = measure,
		.data = data,
	};
	int ret = 0;

	if (strlen(text) != bytes)
		return sheet_fail(sheet, said, 0, "it is no text");
	tokens_begin(&f.t, text);
	while (!ret && f.t.kind != TOKEN_END)
		ret = next_statement(&f);
	if (!ret)
		ret = end_track(&f);
	return ret ? ret : sheet_place(sheet, said);
}

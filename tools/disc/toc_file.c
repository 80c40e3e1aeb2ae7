// SPDX-License-Identifier: GPL-2.0
/* TOC files as cdrdao writes and reads them. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "disc/sheet.h"
#include "disc/subq.h"
#include "disc/toc_file.h"

static int word_start(struct toc_file *f)
{
	struct sheet_track *track = toc_file_track(f);
	uint32_t at = (uint32_t)track->disc.blocks;
	int ret = 0;

	if (f->started)
		return toc_file_wrong(f, "the track's start is given twice");
	if (toc_file_is_amount(f))
		ret = toc_file_amount(f, &at);
	if (!ret && at > track->disc.blocks)
		return toc_file_wrong(f, "the track's start lies behind its end");
	track->disc.pregap = at;
	f->started = true;
	return ret;
}

static int word_index(struct toc_file *f)
{
	struct disc_track *d = &toc_file_track(f)->disc;
	uint32_t at, before = d->nr_indexes ? d->indexes[d->nr_indexes - 1] : 0;
	int ret = toc_file_amount(f, &at);

	if (ret)
		return ret;
	if (at <= before || d->nr_indexes == DISC_MAX_INDEXES)
		return toc_file_wrong(f, "this INDEX does not lie behind the one above it");
	d->indexes[d->nr_indexes++] = at;
	return 0;
}

static int word_isrc(struct toc_file *f)
{
	struct disc_track *d = &toc_file_track(f)->disc;

	if (f->t.kind != TOKEN_STRING)
		return toc_file_wrong(f, "ISRC needs a string");
	if (*f->t.text && !isrc_none(f->t.text) && !isrc_possible(f->t.text))
		return toc_file_wrong(f, "an ISRC has two letters, three letters or digits, and seven digits");
	if (isrc_possible(f->t.text))
		memcpy(d->isrc, f->t.text, sizeof(d->isrc));
	tokens_step(&f->t);
	return 0;
}

static int word_catalog(struct toc_file *f)
{
	if (f->t.kind != TOKEN_STRING || strlen(f->t.text) != 13 ||
	    strspn(f->t.text, "0123456789") != 13)
		return toc_file_wrong(f, "CATALOG needs 13 digits");
	if (mcn_possible(f->t.text))
		memcpy(f->sheet->mcn, f->t.text, sizeof(f->sheet->mcn));
	tokens_step(&f->t);
	return 0;
}

/* the track that ends here: its pregap is no part of its length */
static int end_track(struct toc_file *f)
{
	struct sheet_track *track = toc_file_track(f);
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
		return toc_file_wrong(f, "a disc has no more than 99 tracks");
	form = f->t.kind == TOKEN_WORD ? toc_file_form(f->t.text) : -EINVAL;
	if (form < 0)
		return toc_file_wrong(f, "TRACK needs a mode");
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
		return toc_file_wrong(f, "this sub-channel can't be read here: only RW_RAW of audio");
	track->form = SHEET_AUDIO_SUB;
	tokens_step(&f->t);
	return 0;
}

static int set_control(struct toc_file *f, uint8_t bit, bool on)
{
	struct sheet_track *track = toc_file_track(f);

	if (bit != CONTROL_COPY && !sheet_form_audio(track->form))
		return toc_file_wrong(f, "this is for audio tracks");
	track->disc.control = (uint8_t)(on ? track->disc.control | bit :
					     track->disc.control & ~bit);
	return 0;
}

static int word_no(struct toc_file *f)
{
	uint8_t bit = token_is(&f->t, "COPY") ? CONTROL_COPY :
		      token_is(&f->t, "PRE_EMPHASIS") ? CONTROL_PRE_EMPHASIS : 0;

	if (!bit)
		return toc_file_wrong(f, "NO what?");
	tokens_step(&f->t);
	return set_control(f, bit, false);
}

static int word_copy(struct toc_file *f)
{
	return set_control(f, CONTROL_COPY, true);
}

static int word_pre_emphasis(struct toc_file *f)
{
	return set_control(f, CONTROL_PRE_EMPHASIS, true);
}

static int word_two_channels(struct toc_file *f)
{
	return set_control(f, CONTROL_FOUR_CHANNELS, false);
}

static int word_four_channels(struct toc_file *f)
{
	return set_control(f, CONTROL_FOUR_CHANNELS, true);
}

/* the words of a track; the present token is behind @word */
static int track_word(struct toc_file *f, const char *word)
{
	static const struct {
		const char *word;
		int (*read)(struct toc_file *f);
	} words[] = {
		{ "NO", word_no },
		{ "COPY", word_copy },
		{ "PRE_EMPHASIS", word_pre_emphasis },
		{ "TWO_CHANNEL_AUDIO", word_two_channels },
		{ "FOUR_CHANNEL_AUDIO", word_four_channels },
		{ "ISRC", word_isrc },
		{ "PREGAP", toc_file_pregap },
		{ "SILENCE", toc_file_silence },
		{ "ZERO", toc_file_zeros },
		{ "FILE", toc_file_samples },
		{ "AUDIOFILE", toc_file_samples },
		{ "DATAFILE", toc_file_data },
		{ "START", word_start },
		{ "INDEX", word_index },
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(word, words[i].word))
			continue;
		if (!toc_file_track(f))
			return toc_file_wrong(f, "'%.32s' comes before the first TRACK", word);
		return words[i].read(f);
	}
	return toc_file_wrong(f, "a TOC file has no word '%.32s' that is known here",
			      word);
}

static int next_statement(struct toc_file *f)
{
	char word[32];

	if (f->t.kind != TOKEN_WORD)
		return toc_file_wrong(f, "a word is missing");
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
		return toc_file_text(f, toc_file_track(f) ? toc_file_track(f)->disc.number : 0);
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
	if (!ret)
		toc_file_text_notes(&f);
	return ret ? ret : sheet_place(sheet, said);
}

// SPDX-License-Identifier: GPL-2.0
/*
 * CUE sheets, line by line. The words are CDRWIN's, with what later programs
 * added: CD-Text, REM SESSION, sound files.
 */
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "disc/cue.h"
#include "disc/msf.h"
#include "disc/subq.h"
#include "disc/words.h"

typedef int cue_word_fn(struct cue *c, char *rest);

static int __attribute__((format(printf, 2, 3)))
wrong(struct cue *c, const char *fmt, ...)
{
	char what[256];
	va_list args;

	va_start(args, fmt);
	vsnprintf(what, sizeof(what), fmt, args);
	va_end(args);
	return sheet_fail(c->sheet, c->said, c->line, "%s", what);
}

static struct sheet_track *current(struct cue *c)
{
	return c->sheet->nr_tracks ? &c->sheet->tracks[c->sheet->nr_tracks - 1] :
				     NULL;
}

static struct cue_track *current_marks(struct cue *c)
{
	return c->sheet->nr_tracks ? &c->tracks[c->sheet->nr_tracks - 1] : NULL;
}

/* a number of at most three digits */
static int number(const char *word, unsigned int most, unsigned int *out)
{
	size_t n = word ? strspn(word, "0123456789") : 0;

	if (!n || n > 3 || word[n])
		return -EINVAL;
	*out = (unsigned int)strtoul(word, NULL, 10);
	return *out <= most ? 0 : -EINVAL;
}

static int word_file(struct cue *c, char *rest)
{
	char *name = next_word(&rest), *type = next_word(&rest);
	struct sheet_file *f;

	if (!name || !*name || !type)
		return wrong(c, "FILE needs a name and a type");
	c->file = sheet_add_file(c->sheet, name, c->line);
	if (c->file == -ENOMEM)
		return said_fail(c->said, -ENOMEM, "there is not enough memory");
	if (c->file < 0)
		return wrong(c, "more than %u files", SHEET_MAX_FILES);
	f = &c->sheet->files[c->file];
	if (!strcasecmp(type, "BINARY"))
		return 0;
	f->swap = !strcasecmp(type, "MOTOROLA");
	if (f->swap)
		return 0;
	f->sound = true;
	if (!strcasecmp(type, "WAVE") || !strcasecmp(type, "AIFF") ||
	    !strcasecmp(type, "FLAC"))
		return 0;
	return wrong(c, "files of type %s can't be read", type);
}

static int form_of(const char *word)
{
	static const struct {
		const char *word;
		uint8_t form;
	} forms[] = {
		{ "AUDIO", SHEET_AUDIO },
		{ "CDG", SHEET_AUDIO_SUB },
		{ "MODE1/2048", SHEET_MODE1 },
		{ "MODE1/2352", SHEET_MODE1_RAW },
		{ "MODE2/2048", SHEET_XA1 },
		{ "MODE2/2324", SHEET_XA2 },
		{ "MODE2/2336", SHEET_MODE2 },
		{ "MODE2/2352", SHEET_MODE2_RAW },
		{ "CDI/2336", SHEET_MODE2 },
		{ "CDI/2352", SHEET_MODE2_RAW },
	};
	size_t i;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (!strcasecmp(word, forms[i].word))
			return forms[i].form;
	return -EINVAL;
}

static int word_track(struct cue *c, char *rest)
{
	char *word = next_word(&rest), *mode = next_word(&rest);
	struct sheet_track *t, *prev = current(c);
	unsigned int n;
	int form;

	if (number(word, 99, &n) || !n || !mode)
		return wrong(c, "TRACK needs a number from 1 to 99 and a mode");
	form = form_of(mode);
	if (form < 0)
		return wrong(c, "there is no mode %s", mode);
	if (c->sheet->nr_tracks == DSR_MAX_TRACKS)
		return wrong(c, "a disc has no more than 99 tracks");
	if (prev && n != prev->disc.number + 1U)
		return wrong(c, "track %u can't follow track %u", n,
			     prev->disc.number);
	t = &c->sheet->tracks[c->sheet->nr_tracks++];
	t->disc.number = (uint8_t)n;
	t->disc.session = c->session;
	t->form = (uint8_t)form;
	t->line = c->line;
	if (!sheet_form_audio(t->form))
		t->disc.control = CONTROL_DATA;
	return 0;
}

static int word_index(struct cue *c, char *rest)
{
	struct cue_track *t = current_marks(c);
	char *word = next_word(&rest), *time = next_word(&rest);
	struct cue_mark *m;
	unsigned int n;
	uint32_t frame;

	if (!t)
		return wrong(c, "INDEX comes before the first TRACK");
	if (c->file < 0)
		return wrong(c, "INDEX comes before the first FILE");
	if (number(word, 99, &n) || !time || msf_parse(time, &frame))
		return wrong(c, "INDEX needs a number from 0 to 99 and a time mm:ss:ff");
	if (t->nr_marks ? n != t->marks[t->nr_marks - 1].number + 1U : n > 1)
		return wrong(c, "INDEX %02u is out of its order", n);
	m = &t->marks[t->nr_marks++];
	m->number = (uint8_t)n;
	m->file = c->file;
	m->frame = frame;
	m->line = c->line;
	return 0;
}

static int gap(struct cue *c, char *rest, uint32_t *blocks)
{
	char *time = next_word(&rest);

	if (!time || msf_parse(time, blocks))
		return wrong(c, "a gap needs a time mm:ss:ff");
	return 0;
}

static int word_pregap(struct cue *c, char *rest)
{
	struct cue_track *t = current_marks(c);

	if (!t || t->nr_marks)
		return wrong(c, "PREGAP comes behind TRACK and before INDEX");
	return gap(c, rest, &t->pregap);
}

static int word_postgap(struct cue *c, char *rest)
{
	struct cue_track *t = current_marks(c);

	if (!t)
		return wrong(c, "POSTGAP comes before the first TRACK");
	return gap(c, rest, &t->postgap);
}

static int word_flags(struct cue *c, char *rest)
{
	struct sheet_track *t = current(c);
	char *word;

	if (!t)
		return wrong(c, "FLAGS come before the first TRACK");
	while ((word = next_word(&rest))) {
		if (!strcasecmp(word, "DCP"))
			t->disc.control |= CONTROL_COPY;
		else if (!strcasecmp(word, "4CH") && sheet_form_audio(t->form))
			t->disc.control |= CONTROL_FOUR_CHANNELS;
		else if (!strcasecmp(word, "PRE") && sheet_form_audio(t->form))
			t->disc.control |= CONTROL_PRE_EMPHASIS;
		else if (strcasecmp(word, "SCMS") && strcasecmp(word, "DATA"))
			return wrong(c, "there is no flag %s for this track",
				     word);
	}
	return 0;
}

static int word_isrc(struct cue *c, char *rest)
{
	struct sheet_track *t = current(c);
	char *word = next_word(&rest), *p;

	if (!t)
		return wrong(c, "ISRC comes before the first TRACK");
	if (word && isrc_none(word))
		return 0;
	for (p = word; p && *p; p++)
		*p = (char)toupper((unsigned char)*p);
	if (!word || !isrc_possible(word))
		return wrong(c, "an ISRC has two letters, three letters or digits, and seven digits");
	memcpy(t->disc.isrc, word, sizeof(t->disc.isrc));
	return 0;
}

static int word_catalog(struct cue *c, char *rest)
{
	char *word = next_word(&rest);

	if (!word || strlen(word) != 13 || strspn(word, "0123456789") != 13)
		return wrong(c, "CATALOG needs 13 digits");
	/* 13 zeros are how some programs write that there is none */
	if (mcn_possible(word))
		memcpy(c->sheet->mcn, word, sizeof(c->sheet->mcn));
	return 0;
}

static int word_cdtextfile(struct cue *c, char *rest)
{
	char *word = next_word(&rest);

	if (!word || !*word || c->sheet->cdtext_path)
		return wrong(c, "CDTEXTFILE needs a name, once");
	c->sheet->cdtext_path = sheet_beside(c->sheet, word);
	return c->sheet->cdtext_path ?
		       0 :
		       said_fail(c->said, -ENOMEM, "there is not enough memory");
}

static int text(struct cue *c, char *rest, enum cdtext_field field)
{
	struct sheet_track *t = current(c);
	char *word = next_word(&rest), *utf8;
	int ret;

	if (!word)
		return wrong(c, "there is no text");
	utf8 = text_utf8(word);
	ret = utf8 ? cdtext_set(&c->sheet->texts, field,
				t ? t->disc.number : 0, utf8) : -ENOMEM;
	free(utf8);
	return ret ? said_fail(c->said, ret, "there is not enough memory") : 0;
}

#define TEXT_WORD(name, field)					\
static int word_##name(struct cue *c, char *rest)		\
{								\
	return text(c, rest, field);				\
}

TEXT_WORD(title, CDTEXT_TITLE)
TEXT_WORD(performer, CDTEXT_PERFORMER)
TEXT_WORD(songwriter, CDTEXT_SONGWRITER)
TEXT_WORD(composer, CDTEXT_COMPOSER)
TEXT_WORD(arranger, CDTEXT_ARRANGER)
TEXT_WORD(message, CDTEXT_MESSAGE)
TEXT_WORD(disc_id, CDTEXT_DISC_ID)

/* the disc has one genre, tracks have none (MMC-6 annex J) */
static int word_genre(struct cue *c, char *rest)
{
	if (current(c))
		return 0;
	c->sheet->texts.genre = CDTEXT_GENRE_OTHER;
	return text(c, rest, CDTEXT_GENRE);
}

/* REM SESSION nn begins a session; all other remarks are remarks */
static int word_rem(struct cue *c, char *rest)
{
	char *word = next_word(&rest);
	unsigned int n;

	if (!word || strcasecmp(word, "SESSION"))
		return 0;
	word = next_word(&rest);
	if (number(word, 99, &n) || !n)
		return wrong(c, "REM SESSION needs a number from 1 to 99");
	if (n != c->session && (n != c->session + 1U || !current(c) ||
				current(c)->disc.session != c->session))
		return wrong(c, "session %u can't begin here", n);
	c->session = (uint8_t)n;
	return 0;
}

static const struct {
	const char *word;
	cue_word_fn *read;
} words[] = {
	{ "REM", word_rem },
	{ "FILE", word_file },
	{ "TRACK", word_track },
	{ "INDEX", word_index },
	{ "PREGAP", word_pregap },
	{ "POSTGAP", word_postgap },
	{ "FLAGS", word_flags },
	{ "ISRC", word_isrc },
	{ "CATALOG", word_catalog },
	{ "CDTEXTFILE", word_cdtextfile },
	{ "TITLE", word_title },
	{ "PERFORMER", word_performer },
	{ "SONGWRITER", word_songwriter },
	{ "COMPOSER", word_composer },
	{ "ARRANGER", word_arranger },
	{ "MESSAGE", word_message },
	{ "DISC_ID", word_disc_id },
	{ "GENRE", word_genre },
};

static int read_line(struct cue *c, char *line)
{
	char *word = next_word(&line);
	size_t i;

	if (!word)
		return 0;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcasecmp(word, words[i].word))
			return words[i].read(c, line);
	return wrong(c, "a CUE sheet has no word '%.32s'", word);
}

/**
 * cue_parse() - read a CUE sheet
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
int cue_parse(struct sheet *sheet, char *text, size_t bytes,
	      sheet_measure_fn *measure, void *data, struct said *said)
{
	struct cue *c = calloc(1, sizeof(*c));
	char *line;
	int ret = 0;

	if (!c)
		return said_fail(said, -ENOMEM, "there is not enough memory");
	c->sheet = sheet;
	c->said = said;
	c->file = -1;
	c->session = 1;
	if (strlen(text) != bytes)
		ret = sheet_fail(sheet, said, 0, "it is no text");
	if (!strncmp(text, "\xef\xbb\xbf", 3))	/* byte order mark of UTF-8 */
		text += 3;
	while (!ret && (line = next_line(&text))) {
		c->line++;
		ret = read_line(c, line);
	}
	if (!ret)
		ret = cue_resolve(c, measure, data);
	free(c);
	return ret ? ret : sheet_place(sheet, said);
}

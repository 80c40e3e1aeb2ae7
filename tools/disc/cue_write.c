// SPDX-License-Identifier: GPL-2.0
/*
 * A disc as a CUE sheet: one file of whole sectors, all tracks in it one behind
 * the other, with the pregaps that the disc gave.
 */
#include <errno.h>
#include <string.h>

#include "disc/cdtext.h"
#include "disc/cue_write.h"
#include "disc/msf.h"

static void indent(FILE *out, bool in_track)
{
	fputs(in_track ? "    " : "", out);
}

/* a sheet's strings have no way to hold a quote */
static void put_string(FILE *out, const char *text)
{
	putc('"', out);
	for (; *text; text++)
		putc(*text == '"' ? '\'' : *text, out);
	fputs("\"\n", out);
}

static void put_texts(FILE *out, const struct cdtext_texts *texts,
		      unsigned int track)
{
	static const struct {
		enum cdtext_field field;
		const char *word;
	} words[] = {
		{ CDTEXT_TITLE, "TITLE" },
		{ CDTEXT_PERFORMER, "PERFORMER" },
		{ CDTEXT_SONGWRITER, "SONGWRITER" },
		{ CDTEXT_COMPOSER, "COMPOSER" },
		{ CDTEXT_ARRANGER, "ARRANGER" },
		{ CDTEXT_MESSAGE, "MESSAGE" },
	};
	const char *text;
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		text = texts->text[words[i].field][track];
		if (!text || !*text)
			continue;
		indent(out, track);
		fprintf(out, "%s ", words[i].word);
		put_string(out, text);
	}
}

static void put_time(FILE *out, const char *word, uint64_t blocks)
{
	char text[MSF_TEXT];

	msf_text(text, (int64_t)blocks);
	fprintf(out, "    %s %s\n", word, text);
}

static void put_index(FILE *out, unsigned int number, uint64_t blocks)
{
	char word[16];

	snprintf(word, sizeof(word), "INDEX %02u", number);
	put_time(out, word, blocks);
}

static const char *mode_word(const struct disc_track *t)
{
	switch (t->mode) {
	case DSR_MODE_AUDIO:
		return t->subchannel == DSR_SUB_RAW96 ? "CDG" : "AUDIO";
	case DSR_MODE_DATA:
		return "MODE1/2352";
	default:
		return "MODE2/2352";
	}
}

static void put_flags(FILE *out, const struct disc_track *t)
{
	bool audio = t->mode == DSR_MODE_AUDIO;
	bool copy = t->control & CONTROL_COPY;
	bool four = audio && t->control & CONTROL_FOUR_CHANNELS;
	bool pre = audio && t->control & CONTROL_PRE_EMPHASIS;

	if (copy || four || pre)
		fprintf(out, "    FLAGS%s%s%s\n", copy ? " DCP" : "",
			four ? " 4CH" : "", pre ? " PRE" : "");
}

/* @at: blocks of the file before this track; returns those with it */
static uint64_t put_track(FILE *out, const struct disc_track *t, uint64_t at,
			  const struct cdtext_texts *texts)
{
	unsigned int i;

	fprintf(out, "  TRACK %02u %s\n", t->number, mode_word(t));
	put_texts(out, texts, t->number);
	put_flags(out, t);
	if (t->isrc[0])
		fprintf(out, "    ISRC %s\n", t->isrc);
	if (t->pregap && t->gap_in_source) {
		put_index(out, 0, at);
		at += t->pregap;
	} else if (t->pregap) {
		put_time(out, "PREGAP", t->pregap);
	}
	put_index(out, 1, at);
	for (i = 0; i < t->nr_indexes; i++)
		put_index(out, i + 2, at + t->indexes[i]);
	if (t->run_out)
		put_time(out, "POSTGAP", DSR_RUN_OUT_BLOCKS);
	return at + t->blocks;
}

/**
 * cue_write() - write a CUE sheet
 * @out: where
 * @disc: what it describes
 * @bin: name of the file of its sectors, as the sheet is to have it
 * @cdtext: name of the file of its CD-Text packs, or NULL
 *
 * Return: 0, -ENOMEM, or -EIO.
 */
int cue_write(FILE *out, const struct disc *disc, const char *bin,
	      const char *cdtext)
{
	struct cdtext_texts texts;
	unsigned int i, session = 1;
	uint64_t at = 0;
	int ret = cdtext_decode(disc->cdtext, disc->cdtext_bytes, 0, &texts);

	if (ret == -ENOMEM)
		goto out;
	if (disc->mcn[0])
		fprintf(out, "CATALOG %s\n", disc->mcn);
	if (cdtext)
		fprintf(out, "CDTEXTFILE \"%s\"\n", cdtext);
	put_texts(out, &texts, 0);
	fprintf(out, "FILE \"%s\" BINARY\n", bin);
	for (i = 0; i < disc->nr_tracks; i++) {
		const struct disc_track *t = &disc->tracks[i];

		if (t->session != session || (!i && disc->nr_sessions > 1))
			fprintf(out, "  REM SESSION %02u\n", t->session);
		session = t->session;
		at = put_track(out, t, at, &texts);
	}
	ret = ferror(out) ? -EIO : 0;
out:
	cdtext_texts_free(&texts);
	return ret;
}

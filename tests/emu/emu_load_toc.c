// SPDX-License-Identifier: GPL-2.0
/* TOC files, as cdrdao writes them. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu_load.h"

#define EMU_SAMPLES	588u	/* of a block */

/*
 * struct emu_toc - how far a TOC file was read
 * @plan: the disc
 * @text: the file
 * @layout: of the track, or NULL in front of the first one
 * @sub: its files hold R to W
 * @begin: its first block, without the 150 that every session has
 */
struct emu_toc {
	struct emu_plan *plan;
	struct emu_text *text;
	const struct emu_layout *layout;
	bool sub;
	s32 begin;
};

static const struct emu_layout emu_toc_layouts[] = {
	{ "AUDIO", EMU_TRACK_AUDIO, EMU_FORM_RAW, 2352 },
	{ "MODE1", EMU_TRACK_MODE1, EMU_FORM_MODE1, 2048 },
	{ "MODE1_RAW", EMU_TRACK_MODE1, EMU_FORM_RAW, 2352 },
	{ "MODE2", EMU_TRACK_MODE2, EMU_FORM_MODE2, 2336 },
	{ "MODE2_RAW", EMU_TRACK_XA, EMU_FORM_RAW, 2352 },
	{ "MODE2_FORM1", EMU_TRACK_XA, EMU_FORM_XA1, 2048, .bare = true },
	{ "MODE2_FORM2", EMU_TRACK_XA, EMU_FORM_XA2, 2324, .bare = true },
	{ "MODE2_FORM_MIX", EMU_TRACK_XA, EMU_FORM_MODE2, 2336 },
};

static const struct emu_layout *emu_toc_layout(const char *name)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(emu_toc_layouts); i++)
		if (!strcmp(emu_toc_layouts[i].name, name))
			return &emu_toc_layouts[i];
	return NULL;
}

static bool emu_toc_number_next(struct emu_text *text)
{
	char c = emu_text_peek(text);

	return c >= '0' && c <= '9';
}

/* A length: mm:ss:ff, or samples, or bytes. Gets bytes as they lie in the file. */
static int emu_toc_length(struct emu_toc *toc, bool samples, u64 *bytes)
{
	struct emu_text *text = toc->text;
	u32 stride = toc->layout->stride + (toc->sub ? EMU_SUB : 0);
	u32 frames;

	if (!emu_text_next(text))
		return emu_text_bad(text, "a length is missing");
	if (emu_word_msf(text->word, &frames))
		*bytes = (u64)frames * stride;
	else if (kstrtou64(text->word, 10, bytes) || *bytes > U32_MAX)
		return emu_text_bad(text, "no length");
	else if (samples)
		*bytes = div_u64(*bytes * stride, EMU_SAMPLES);
	return 0;
}

static int emu_toc_blocks(struct emu_toc *toc, u64 bytes, u32 *blocks)
{
	u32 stride = toc->layout->stride + (toc->sub ? EMU_SUB : 0);
	u32 rest;

	*blocks = div_u64_rem(bytes, stride, &rest);
	if (rest)
		return emu_text_bad(toc->text, "not a whole number of blocks");
	return 0;
}

/* The blocks that begin in @source; @bytes of them, or all when 0. */
static int emu_toc_data(struct emu_toc *toc, struct emu_source *source,
			u64 bytes, bool swap)
{
	struct emu_layout layout = *toc->layout;
	u32 blocks;
	int err;

	layout.sub = toc->sub;
	layout.stride += toc->sub ? EMU_SUB : 0;
	if (bytes) {
		err = emu_toc_blocks(toc, bytes, &blocks);
		if (err)
			return err;
		source->end = min_t(loff_t, source->end, source->pos + bytes);
	} else {
		if (source->end <= source->pos)
			return emu_text_bad(toc->text, "nothing in this file");
		blocks = DIV_ROUND_UP_ULL(source->end - source->pos,
					  layout.stride);
	}
	return emu_plan_data(toc->plan, source, &layout, blocks, swap);
}

/*
 * FILE and AUDIOFILE "name" [SWAP] [#offset] start [length], both in samples;
 * DATAFILE "name" [#offset] [length], in bytes. CD+G is told by DATAFILE.
 */
static int emu_toc_file(struct emu_toc *toc, bool samples)
{
	struct emu_text *text = toc->text;
	struct emu_source source;
	u64 start = 0, bytes = 0, offset = 0;
	bool swap;
	int err;

	if (!emu_text_next(text))
		return emu_text_bad(text, "a file wants a name");
	err = emu_source_open(toc->plan, text->path, text->word, &source);
	if (err)
		return err;
	/* raw samples are big-endian, whatever word names them */
	swap = toc->layout->mode == EMU_TRACK_AUDIO && !source.wave;
	if (emu_text_peek(text) == 'S' && !strncmp(text->next, "SWAP", 4)) {
		emu_text_next(text);
		swap = !swap;
	}
	if (emu_text_peek(text) == '#' &&
	    (!emu_text_next(text) || kstrtou64(text->word + 1, 10, &offset)))
		return emu_text_bad(text, "no offset");
	if (samples)
		err = emu_toc_length(toc, true, &start);
	if (!err && emu_toc_number_next(text))
		err = emu_toc_length(toc, samples, &bytes);
	if (err)
		return err;
	source.pos += offset + start;
	return emu_toc_data(toc, &source, bytes, swap);
}

/* SILENCE counts samples, ZERO bytes. */
static int emu_toc_silence(struct emu_toc *toc, bool samples)
{
	struct emu_text *text = toc->text;
	u32 blocks;
	u64 bytes;
	int err;

	while (emu_text_peek(text) && !emu_toc_number_next(text))
		emu_text_next(text);	/* ZERO may name mode and sub-channel */
	err = emu_toc_length(toc, samples, &bytes);
	if (!err)
		err = emu_toc_blocks(toc, bytes, &blocks);
	if (!err)
		emu_plan_silence(toc->plan, blocks);
	return err;
}

static int emu_toc_end_track(struct emu_toc *toc)
{
	if (!toc->layout || toc->plan->started)
		return 0;
	return emu_plan_start(toc->plan, toc->begin);
}

static int emu_toc_track(struct emu_toc *toc)
{
	struct emu_text *text = toc->text;
	int err = emu_toc_end_track(toc);

	if (err)
		return err;
	if (!emu_text_next(text))
		return emu_text_bad(text, "TRACK wants a mode");
	toc->layout = emu_toc_layout(text->word);
	if (!toc->layout)
		return emu_text_bad(text, "this mode is not known");
	toc->sub = false;
	if (!text->eol && emu_text_peek(text) == 'R') {
		emu_text_next(text);
		toc->sub = !strcmp(text->word, "RW_RAW");
		if (!toc->sub)
			return emu_text_bad(text, "sub-channel data is RW_RAW");
	}
	toc->begin = toc->plan->lba;
	return emu_plan_track(toc->plan, toc->layout->mode);
}

static int emu_toc_time(struct emu_toc *toc, u32 *frames)
{
	if (!emu_text_next(toc->text) ||
	    !emu_word_msf(toc->text->word, frames))
		return emu_text_bad(toc->text, "a time is mm:ss:ff");
	return 0;
}

static int emu_toc_start(struct emu_toc *toc)
{
	u32 frames = toc->plan->lba - toc->begin;
	int err = 0;

	if (emu_toc_number_next(toc->text))
		err = emu_toc_time(toc, &frames);
	return err ? err : emu_plan_start(toc->plan, toc->begin + frames);
}

static int emu_toc_pregap(struct emu_toc *toc)
{
	u32 frames;
	int err = emu_toc_time(toc, &frames);

	if (err)
		return err;
	emu_plan_silence(toc->plan, frames);
	return emu_plan_start(toc->plan, toc->plan->lba);
}

/* Times of indexes count from INDEX 01; the first one is INDEX 02. */
static int emu_toc_index(struct emu_toc *toc)
{
	struct emu_cd *cd = toc->plan->disc->cd;
	u8 number = toc->plan->disc->nr_tracks;
	u8 index = 2;
	u32 frames;
	int err = emu_toc_time(toc, &frames);

	if (!err)
		err = emu_toc_end_track(toc);
	if (err)
		return err;
	if (cd->nr_marks && cd->marks[cd->nr_marks - 1].track == number)
		index = cd->marks[cd->nr_marks - 1].index + 1;
	if (index > 99 ||
	    toc->plan->track->start + frames >= (u32)toc->plan->lba)
		return emu_text_bad(toc->text, "an index is at most 99, and within its track");
	return emu_plan_mark(toc->plan, index,
			     toc->plan->track->start + frames);
}

static int emu_toc_flag(struct emu_toc *toc, bool set)
{
	u8 *control = &toc->plan->track->control;
	const char *word = toc->text->word;
	u8 flag = 0;

	if (!strcmp(word, "COPY"))
		flag = EMU_CTL_COPY;
	else if (!strcmp(word, "PRE_EMPHASIS"))
		flag = EMU_CTL_PREEMPHASIS;
	else if (!strcmp(word, "FOUR_CHANNEL_AUDIO"))
		flag = EMU_CTL_FOUR;
	else if (strcmp(word, "TWO_CHANNEL_AUDIO"))
		return emu_text_bad(toc->text, "this word is not known");
	*control = set ? *control | flag : *control & ~flag;
	return 0;
}

/* Words between braces, CD-TEXT in words: it comes as packs from a file. */
static int emu_toc_skip_block(struct emu_toc *toc)
{
	struct emu_text *text = toc->text;
	u32 depth = 0;
	const char *c;

	do {
		if (!emu_text_next(text))
			return emu_text_bad(text, "a brace is missing");
		for (c = text->word; *c && !text->quoted; c++) {
			if (*c == '{')
				depth++;
			else if (*c == '}' && depth)
				depth--;
		}
	} while (depth);
	return 0;
}

static int emu_toc_track_word(struct emu_toc *toc)
{
	struct emu_text *text = toc->text;
	const char *word = text->word;

	if (!toc->layout)
		return emu_text_bad(text, "this word is not known, or wants a TRACK");
	if (!strcmp(word, "FILE") || !strcmp(word, "AUDIOFILE"))
		return emu_toc_file(toc, true);
	if (!strcmp(word, "DATAFILE"))
		return emu_toc_file(toc, false);
	if (!strcmp(word, "SILENCE") || !strcmp(word, "ZERO"))
		return emu_toc_silence(toc, *word == 'S');
	if (!strcmp(word, "START"))
		return emu_toc_start(toc);
	if (!strcmp(word, "PREGAP"))
		return emu_toc_pregap(toc);
	if (!strcmp(word, "INDEX"))
		return emu_toc_index(toc);
	if (!strcmp(word, "ISRC"))
		return emu_text_next(text) ?
		       emu_plan_isrc(toc->plan, text->word) : -EINVAL;
	if (!strcmp(word, "NO"))
		return emu_text_next(text) ? emu_toc_flag(toc, false) : -EINVAL;
	return emu_toc_flag(toc, true);
}

static int emu_toc_word(struct emu_toc *toc)
{
	struct emu_text *text = toc->text;
	const char *word = text->word;

	if (!strcmp(word, "CD_DA") || !strcmp(word, "CD_ROM"))
		return 0;
	if (!strcmp(word, "CD_ROM_XA") || !strcmp(word, "CD_I")) {
		toc->plan->disc->cd->sessions[0].type = word[3] == 'I' ? 0x10
								       : 0x20;
		return 0;
	}
	if (!strcmp(word, "TRACK"))
		return emu_toc_track(toc);
	if (!strcmp(word, "CD_TEXT"))
		return emu_toc_skip_block(toc);
	if (!strcmp(word, "CATALOG"))
		return emu_text_next(text) ?
		       emu_plan_mcn(toc->plan, text->word) : -EINVAL;
	return emu_toc_track_word(toc);
}

/**
 * emu_load_toc - put a CD together from a TOC file
 * @plan: gets the tracks
 * @text: the file
 *
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_load_toc(struct emu_plan *plan, struct emu_text *text)
{
	struct emu_toc toc = { .plan = plan, .text = text };
	int err = 0;

	text->comments = true;
	while (!err && emu_text_next(text))
		err = emu_toc_word(&toc);
	return err ? err : emu_toc_end_track(&toc);
}

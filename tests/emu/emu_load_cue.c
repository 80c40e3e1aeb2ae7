// SPDX-License-Identifier: GPL-2.0
/* CUE sheets, as CDRWIN made them and as others extended them. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu_load.h"

/*
 * struct emu_cue - how far a sheet was read
 * @plan: the disc
 * @text: the sheet
 * @source: the file that INDEX times count in; @pos is moved on with the plan
 * @open: there is one
 * @swap: its samples are big-endian
 * @frame: the time in the file that source.pos stands for
 * @layout: of the track that the blocks in front of the next INDEX belong to
 * @next: of the track that was named last, until its first INDEX
 * @waiting: there is such a track
 * @pregap: its PREGAP
 * @postgap: POSTGAP of the track before
 * @control: its FLAGS
 * @isrc: its ISRC, or NULL
 * @new_session: it begins a session
 */
struct emu_cue {
	struct emu_plan *plan;
	struct emu_text *text;
	struct emu_source source;
	bool open;
	bool swap;
	u32 frame;
	const struct emu_layout *layout;
	const struct emu_layout *next;
	bool waiting;
	u32 pregap;
	u32 postgap;
	u8 control;
	const char *isrc;
	bool new_session;
};

static const struct emu_layout emu_cue_layouts[] = {
	{ "AUDIO", EMU_TRACK_AUDIO, EMU_FORM_RAW, 2352 },
	{ "CDG", EMU_TRACK_AUDIO, EMU_FORM_RAW, 2448, .sub = true },
	{ "CDG/2448", EMU_TRACK_AUDIO, EMU_FORM_RAW, 2448, .sub = true },
	{ "MODE1/2048", EMU_TRACK_MODE1, EMU_FORM_MODE1, 2048 },
	{ "MODE1/2352", EMU_TRACK_MODE1, EMU_FORM_RAW, 2352 },
	{ "MODE2/2336", EMU_TRACK_XA, EMU_FORM_MODE2, 2336 },
	{ "MODE2/2352", EMU_TRACK_XA, EMU_FORM_RAW, 2352 },
};

static const struct emu_layout *emu_cue_layout(const char *name)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(emu_cue_layouts); i++)
		if (!strcasecmp(emu_cue_layouts[i].name, name))
			return &emu_cue_layouts[i];
	return NULL;
}

/* Blocks of the file up to a time in it go to the track. */
static int emu_cue_take(struct emu_cue *cue, u32 blocks)
{
	int err;

	err = emu_plan_data(cue->plan, &cue->source, cue->layout, blocks,
			    cue->swap);
	cue->source.pos += (loff_t)blocks * cue->layout->stride;
	cue->frame += blocks;
	return err;
}

/* All that is left of the file. */
static int emu_cue_take_rest(struct emu_cue *cue)
{
	loff_t left = cue->source.end - cue->source.pos;

	if (!cue->open || !cue->layout || left <= 0)
		return 0;
	return emu_cue_take(cue, DIV_ROUND_UP_ULL(left, cue->layout->stride));
}

static int emu_cue_file(struct emu_cue *cue)
{
	struct emu_text *text = cue->text;
	int err = emu_cue_take_rest(cue);

	if (err)
		return err;
	if (!emu_text_next(text))
		return emu_text_bad(text, "FILE wants a name");
	err = emu_source_open(cue->plan, text->path, text->word, &cue->source);
	if (err)
		return err;
	cue->open = true;
	cue->frame = 0;
	if (text->eol || !emu_text_next(text))
		return emu_text_bad(text, "FILE wants a type");
	cue->swap = !strcasecmp(text->word, "MOTOROLA");
	if (!cue->swap && strcasecmp(text->word, "BINARY") &&
	    !(cue->source.wave && !strcasecmp(text->word, "WAVE")))
		return emu_text_bad(text, "files are BINARY, MOTOROLA or WAVE");
	return 0;
}

static int emu_cue_track(struct emu_cue *cue)
{
	struct emu_text *text = cue->text;
	u8 number;

	if (cue->waiting)
		return emu_text_bad(text, "the track before has no INDEX");
	if (!emu_text_next(text) || kstrtou8(text->word, 10, &number) ||
	    number != cue->plan->disc->nr_tracks + 1)
		return emu_text_bad(text, "tracks are numbered from 1");
	if (!emu_text_next(text))
		return emu_text_bad(text, "TRACK wants a mode");
	cue->next = emu_cue_layout(text->word);
	if (!cue->next)
		return emu_text_bad(text, "this mode is not known");
	cue->waiting = true;
	cue->pregap = 0;
	cue->control = cue->next->mode == EMU_TRACK_AUDIO ? 0 : EMU_CTL_DATA;
	cue->isrc = NULL;
	return 0;
}

/* The first INDEX of a track: what is in front of it was the track before. */
static int emu_cue_begin(struct emu_cue *cue, u32 frame)
{
	struct emu_plan *plan = cue->plan;
	int err = 0;

	if (cue->layout)
		err = emu_cue_take(cue, frame - cue->frame);
	if (err)
		return err;
	emu_plan_silence(plan, cue->postgap);
	cue->postgap = 0;
	if (cue->new_session && plan->disc->nr_tracks)
		err = emu_plan_session(plan);
	cue->new_session = false;
	if (!err)
		err = emu_plan_track(plan, cue->next->mode);
	if (err)
		return err;
	plan->track->control = cue->control;
	cue->layout = cue->next;
	cue->waiting = false;
	emu_plan_silence(plan, cue->pregap);
	return cue->isrc ? emu_plan_isrc(plan, cue->isrc) : 0;
}

static int emu_cue_index(struct emu_cue *cue)
{
	struct emu_text *text = cue->text;
	u32 frame;
	u8 index;
	int err = 0;

	if (!emu_text_next(text) || kstrtou8(text->word, 10, &index) ||
	    index > 99)
		return emu_text_bad(text, "an index is 00 to 99");
	if (!emu_text_next(text) || !emu_word_msf(text->word, &frame))
		return emu_text_bad(text, "a time is mm:ss:ff");
	if (!cue->open || (!cue->waiting && !cue->layout))
		return emu_text_bad(text, "INDEX wants a FILE and a TRACK");
	if (frame < cue->frame)
		return emu_text_bad(text, "this INDEX is in front of the last");
	if (cue->waiting)
		err = emu_cue_begin(cue, frame);
	if (!err)
		err = emu_cue_take(cue, frame - cue->frame);
	if (err || !index)
		return err;
	return index == 1 ? emu_plan_start(cue->plan, cue->plan->lba)
			  : emu_plan_mark(cue->plan, index, cue->plan->lba);
}

static int emu_cue_flags(struct emu_cue *cue)
{
	struct emu_text *text = cue->text;

	while (!text->eol && emu_text_next(text)) {
		if (!strcasecmp(text->word, "DCP"))
			cue->control |= EMU_CTL_COPY;
		else if (!strcasecmp(text->word, "PRE"))
			cue->control |= EMU_CTL_PREEMPHASIS;
		else if (!strcasecmp(text->word, "4CH"))
			cue->control |= EMU_CTL_FOUR;
		else if (strcasecmp(text->word, "SCMS") &&
			 strcasecmp(text->word, "DATA"))
			return emu_text_bad(text, "flags are DCP PRE 4CH SCMS");
	}
	return 0;
}

static int emu_cue_gap(struct emu_cue *cue, u32 *gap)
{
	if (!emu_text_next(cue->text) || !emu_word_msf(cue->text->word, gap))
		return emu_text_bad(cue->text, "a time is mm:ss:ff");
	return 0;
}

/* REM SESSION nn; other remarks say nothing to us. */
static int emu_cue_remark(struct emu_cue *cue)
{
	struct emu_text *text = cue->text;
	u8 number;

	if (text->eol || !emu_text_next(text))
		return 0;
	if (!strcasecmp(text->word, "SESSION") && !text->eol) {
		if (!emu_text_next(text) || kstrtou8(text->word, 10, &number))
			return emu_text_bad(text, "a session is a number");
		cue->new_session = number > cue->plan->disc->sessions + 1;
	}
	emu_text_skip_line(text);
	return 0;
}

static int emu_cue_isrc(struct emu_cue *cue)
{
	if (!emu_text_next(cue->text))
		return emu_text_bad(cue->text, "ISRC wants a code");
	cue->isrc = cue->text->word;
	return 0;
}

static int emu_cue_word(struct emu_cue *cue)
{
	struct emu_text *text = cue->text;
	const char *word = text->word;

	if (!strcasecmp(word, "FILE"))
		return emu_cue_file(cue);
	if (!strcasecmp(word, "TRACK"))
		return emu_cue_track(cue);
	if (!strcasecmp(word, "INDEX"))
		return emu_cue_index(cue);
	if (!strcasecmp(word, "FLAGS"))
		return emu_cue_flags(cue);
	if (!strcasecmp(word, "PREGAP"))
		return emu_cue_gap(cue, &cue->pregap);
	if (!strcasecmp(word, "POSTGAP"))
		return emu_cue_gap(cue, &cue->postgap);
	if (!strcasecmp(word, "ISRC"))
		return emu_cue_isrc(cue);
	if (!strcasecmp(word, "CATALOG"))
		return emu_text_next(text) ?
		       emu_plan_mcn(cue->plan, text->word) : -EINVAL;
	if (!strcasecmp(word, "REM"))
		return emu_cue_remark(cue);
	if (strcasecmp(word, "TITLE") && strcasecmp(word, "PERFORMER") &&
	    strcasecmp(word, "SONGWRITER") && strcasecmp(word, "CDTEXTFILE"))
		return emu_text_bad(text, "this word is not known");
	emu_text_skip_line(text);
	return 0;
}

/**
 * emu_load_cue - put a CD together from a CUE sheet
 * @plan: gets the tracks
 * @text: the sheet
 *
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_load_cue(struct emu_plan *plan, struct emu_text *text)
{
	struct emu_cue cue = { .plan = plan, .text = text };
	int err = 0;

	while (!err && emu_text_next(text))
		err = emu_cue_word(&cue);
	if (!err && cue.waiting)
		err = emu_text_bad(text, "the last track has no INDEX");
	if (!err)
		err = emu_cue_take_rest(&cue);
	if (!err)
		emu_plan_silence(plan, cue.postgap);
	return err;
}

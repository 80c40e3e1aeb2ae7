// SPDX-License-Identifier: GPL-2.0
/*
 * Where the blocks of a CUE sheet's tracks lie: from an INDEX to the next one in
 * the same file, or to the file's end.
 */
#include <errno.h>
#include <stdlib.h>

#include "disc/cue.h"

/**
 * struct walk - going along all marks in the order of the sheet
 * @cue: the sheet
 * @measure: tells the length of a file
 * @data: for @measure
 * @file: where we are, -1: nowhere yet
 * @bytes: of that file
 * @offset: of the present mark there
 */
struct walk {
	struct cue *cue;
	sheet_measure_fn *measure;
	void *data;
	int file;
	uint64_t bytes;
	uint64_t offset;
};

/* the next mark after mark @m of track @t, NULL: none; @track gets its track */
static const struct cue_mark *next_mark(const struct cue *c, unsigned int t,
					unsigned int m)
{
	if (m + 1 < c->tracks[t].nr_marks)
		return &c->tracks[t].marks[m + 1];
	for (t++; t < c->sheet->nr_tracks; t++)
		if (c->tracks[t].nr_marks)
			return &c->tracks[t].marks[0];
	return NULL;
}

/* stand at a mark: the walk may enter another file there */
static int stand(struct walk *w, const struct cue_mark *m, unsigned int t)
{
	struct sheet *sheet = w->cue->sheet;
	int64_t bytes;

	if (m->file == w->file)
		return 0;
	bytes = w->measure(w->data, &sheet->files[m->file], w->cue->said);
	if (bytes < 0)
		return (int)bytes;
	if (m->frame && t)
		return sheet_fail(sheet, w->cue->said, m->line,
				  "the first INDEX in a file has to be at 00:00:00");
	w->file = m->file;
	w->bytes = (uint64_t)bytes;
	w->offset = (uint64_t)m->frame *
		    sheet_form_bytes(sheet->tracks[t].form);
	return 0;
}

/* bytes from mark @m up to where its run ends */
static int run_bytes(struct walk *w, unsigned int t, const struct cue_mark *m,
		     const struct cue_mark *next, uint64_t *bytes)
{
	struct sheet *sheet = w->cue->sheet;
	uint16_t unit = sheet_form_bytes(sheet->tracks[t].form);

	if (w->offset > w->bytes)
		return sheet_fail(sheet, w->cue->said, m->line,
				  "%s ends before this INDEX",
				  sheet->files[m->file].path);
	*bytes = w->bytes - w->offset;
	if (!next || next->file != m->file)
		return 0;
	if (next->frame < m->frame)
		return sheet_fail(sheet, w->cue->said, next->line,
				  "this INDEX lies before the one above it");
	if ((uint64_t)(next->frame - m->frame) * unit > *bytes)
		return sheet_fail(sheet, w->cue->said, next->line,
				  "%s ends before this INDEX",
				  sheet->files[m->file].path);
	*bytes = (uint64_t)(next->frame - m->frame) * unit;
	return 0;
}

static int take_run(struct walk *w, unsigned int t, const struct cue_mark *m,
		    uint64_t bytes)
{
	struct sheet_track *track = &w->cue->sheet->tracks[t];
	uint16_t unit = sheet_form_bytes(track->form);
	struct sheet_piece piece = {
		.file = m->file,
		.offset = w->offset,
		.bytes = bytes,
		.blocks = (uint32_t)((bytes + unit - 1) / unit),
	};

	if (bytes / unit > SHEET_MAX_BLOCKS)
		return sheet_fail(w->cue->sheet, w->cue->said, m->line,
				  "%s is longer than any CD",
				  w->cue->sheet->files[m->file].path);
	if (bytes % unit && !sheet_form_audio(track->form))
		return sheet_fail(w->cue->sheet, w->cue->said, m->line,
				  "%s does not end with a whole block of %u bytes",
				  w->cue->sheet->files[m->file].path, unit);
	if (m->number == 0)
		track->disc.pregap += piece.blocks;
	else
		track->disc.blocks += piece.blocks;
	w->offset += bytes;
	if (sheet_add_piece(track, &piece))
		return said_fail(w->cue->said, -ENOMEM,
				 "there is not enough memory");
	return 0;
}

/* what a file has before the first INDEX of the disc: hidden there */
static int take_hidden(struct walk *w, const struct cue_mark *first)
{
	struct cue_mark before = *first;
	uint64_t bytes = w->offset;

	w->offset = 0;
	before.number = 0;
	if (bytes > w->bytes)
		return sheet_fail(w->cue->sheet, w->cue->said, first->line,
				  "%s ends before this INDEX",
				  w->cue->sheet->files[first->file].path);
	return take_run(w, 0, &before, bytes);
}

static int take_silence(struct walk *w, unsigned int t, uint32_t blocks)
{
	const struct sheet_piece zeros = {
		.file = SHEET_ZEROS,
		.blocks = blocks,
	};

	if (sheet_add_piece(&w->cue->sheet->tracks[t], &zeros))
		return said_fail(w->cue->said, -ENOMEM,
				 "there is not enough memory");
	return 0;
}

static int take_index(struct walk *w, struct disc_track *t,
		      const struct cue_mark *m)
{
	uint64_t before = t->nr_indexes ? t->indexes[t->nr_indexes - 1] : 0;

	if (m->number < 2)
		return 0;
	if (t->blocks <= before || t->nr_indexes == DISC_MAX_INDEXES)
		return sheet_fail(w->cue->sheet, w->cue->said, m->line,
				  "this INDEX does not lie behind the one above it");
	t->indexes[t->nr_indexes++] = (uint32_t)t->blocks;
	return 0;
}

static int check_track(struct walk *w, unsigned int t)
{
	const struct cue_track *marks = &w->cue->tracks[t];
	const struct sheet_track *track = &w->cue->sheet->tracks[t];
	unsigned int i;

	for (i = 0; i < marks->nr_marks; i++)
		if (marks->marks[i].number == 1)
			return 0;
	return sheet_fail(w->cue->sheet, w->cue->said, track->line,
			  "track %u has no INDEX 01", track->disc.number);
}

/* 2 s before a session's first track are always there, said or not */
static uint32_t silent_pregap(const struct walk *w, unsigned int t)
{
	const struct sheet_track *track = &w->cue->sheet->tracks[t];
	uint32_t blocks = w->cue->tracks[t].pregap;
	bool first = !t || track[-1].disc.session != track->disc.session;

	return first && blocks == DISC_LEAD_IN_GAP ? 0 : blocks;
}

/* silence that ends a track; as short as a run-out it is one, and no drive reads it */
static int take_postgap(struct walk *w, unsigned int t)
{
	struct disc_track *track = &w->cue->sheet->tracks[t].disc;
	uint32_t blocks = w->cue->tracks[t].postgap;

	track->run_out = blocks == DSR_RUN_OUT_BLOCKS;
	if (track->run_out)
		return 0;
	track->blocks += blocks;
	return take_silence(w, t, blocks);
}

static int take_track(struct walk *w, unsigned int t)
{
	struct sheet_track *track = &w->cue->sheet->tracks[t];
	struct cue_track *marks = &w->cue->tracks[t];
	uint64_t bytes = 0;
	unsigned int i;
	int ret = check_track(w, t);

	if (ret)
		return ret;
	track->disc.pregap = silent_pregap(w, t);
	ret = take_silence(w, t, track->disc.pregap);
	for (i = 0; !ret && i < marks->nr_marks; i++) {
		const struct cue_mark *m = &marks->marks[i];

		ret = stand(w, m, t);
		if (!ret && !t && !i)
			ret = take_hidden(w, m);
		if (!ret)
			ret = run_bytes(w, t, m, next_mark(w->cue, t, i), &bytes);
		if (!ret)
			ret = take_index(w, &track->disc, m);
		if (!ret)
			ret = take_run(w, t, m, bytes);
	}
	return ret ? ret : take_postgap(w, t);
}

/**
 * cue_resolve() - find out where every track's blocks lie
 * @cue: all lines read; its sheet gets pieces, lengths, pregaps, indexes
 * @measure: tells how many bytes a file has
 * @data: for @measure
 *
 * Return: 0 or -errno after a sentence.
 */
int cue_resolve(struct cue *cue, sheet_measure_fn *measure, void *data)
{
	struct walk w = {
		.cue = cue,
		.measure = measure,
		.data = data,
		.file = -1,
	};
	unsigned int t;
	int ret = 0;

	for (t = 0; !ret && t < cue->sheet->nr_tracks; t++)
		ret = take_track(&w, t);
	return ret;
}

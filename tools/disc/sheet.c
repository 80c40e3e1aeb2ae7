// SPDX-License-Identifier: GPL-2.0
/* Sheets: made, freed, and their tracks put in their places on the disc. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "disc/sheet.h"

#define MIN_TRACK_BLOCKS	300	/* Red Book: 4 s */
#define PIECES_STEP		8

/**
 * sheet_new() - an empty sheet
 * @path: of the sheet's file
 *
 * Return: the sheet, or NULL.
 */
struct sheet *sheet_new(const char *path)
{
	struct sheet *sheet = calloc(1, sizeof(*sheet));

	if (!sheet)
		return NULL;
	sheet->path = strdup(path);
	if (sheet->path)
		return sheet;
	free(sheet);
	return NULL;
}

/**
 * sheet_free() - free all of it
 * @sheet: which, or NULL
 */
void sheet_free(struct sheet *sheet)
{
	unsigned int i;

	if (!sheet)
		return;
	for (i = 0; i < sheet->nr_files; i++)
		free(sheet->files[i].path);
	for (i = 0; i < DSR_MAX_TRACKS; i++)
		free(sheet->tracks[i].pieces);
	cdtext_texts_free(&sheet->texts);
	free(sheet->cdtext_path);
	free(sheet->path);
	free(sheet);
}

/**
 * sheet_beside() - a file that a sheet names, as it can be opened
 * @sheet: which
 * @name: as the sheet has it: relative to the sheet's own folder
 *
 * Return: a path on the heap, or NULL.
 */
char *sheet_beside(const struct sheet *sheet, const char *name)
{
	const char *slash = strrchr(sheet->path, '/');
	char *path = NULL;

	if (*name == '/' || !slash)
		return strdup(name);
	if (asprintf(&path, "%.*s%s", (int)(slash + 1 - sheet->path),
		     sheet->path, name) < 0)
		return NULL;
	return path;
}

/**
 * sheet_add_file() - a file that the sheet names
 * @sheet: which
 * @name: as the sheet has it
 * @line: of the sheet
 *
 * Return: its index, -E2BIG or -ENOMEM.
 */
int sheet_add_file(struct sheet *sheet, const char *name, unsigned int line)
{
	struct sheet_file *f = &sheet->files[sheet->nr_files];

	if (sheet->nr_files == SHEET_MAX_FILES)
		return -E2BIG;
	f->path = sheet_beside(sheet, name);
	if (!f->path)
		return -ENOMEM;
	f->line = line;
	return (int)sheet->nr_files++;
}

/**
 * sheet_add_piece() - blocks that follow those a track already has
 * @track: which
 * @piece: is copied; one without blocks is left out
 *
 * Return: 0 or -ENOMEM.
 */
int sheet_add_piece(struct sheet_track *track, const struct sheet_piece *piece)
{
	struct sheet_piece *more;

	if (!piece->blocks)
		return 0;
	/* also where pieces were taken back: realloc knows the old array */
	if (track->nr_pieces % PIECES_STEP == 0) {
		more = reallocarray(track->pieces,
				    track->nr_pieces + PIECES_STEP,
				    sizeof(*more));
		if (!more)
			return -ENOMEM;
		track->pieces = more;
	}
	track->pieces[track->nr_pieces++] = *piece;
	return 0;
}

/**
 * sheet_fail() - say where in the sheet something is wrong
 * @sheet: which
 * @said: gets the sentence
 * @line: number, from 1; 0: none
 * @fmt: what is wrong
 *
 * Return: -EINVAL.
 */
int sheet_fail(const struct sheet *sheet, struct said *said, unsigned int line,
	       const char *fmt, ...)
{
	char what[384];
	va_list args;

	va_start(args, fmt);
	vsnprintf(what, sizeof(what), fmt, args);
	va_end(args);
	if (line)
		return said_fail(said, -EINVAL, "%s:%u: %s", sheet->path, line,
				 what);
	return said_fail(said, -EINVAL, "%s: %s", sheet->path, what);
}

/**
 * sheet_form_bytes() - bytes of a block in the file
 * @form: enum sheet_form
 */
uint16_t sheet_form_bytes(uint8_t form)
{
	static const uint16_t bytes[] = {
		[SHEET_AUDIO] = 2352,	  [SHEET_AUDIO_SUB] = 2448,
		[SHEET_MODE1] = 2048,	  [SHEET_MODE1_RAW] = 2352,
		[SHEET_MODE2] = 2336,	  [SHEET_MODE2_RAW] = 2352,
		[SHEET_XA1] = 2048,	  [SHEET_XA2] = 2324,
	};

	return bytes[form];
}

/**
 * sheet_form_audio() - are these samples?
 * @form: enum sheet_form
 */
bool sheet_form_audio(uint8_t form)
{
	return form == SHEET_AUDIO || form == SHEET_AUDIO_SUB;
}

static int check_track(const struct sheet *sheet, const struct sheet_track *t,
		       struct said *said)
{
	if (t->disc.blocks < MIN_TRACK_BLOCKS && sheet_form_audio(t->form))
		return sheet_fail(sheet, said, t->line,
				  "track %u is shorter than 4 seconds, which no CD has",
				  t->disc.number);
	if (!t->disc.blocks)
		return sheet_fail(sheet, said, t->line, "track %u is empty",
				  t->disc.number);
	return 0;
}

/**
 * sheet_place() - give the tracks of a parsed sheet their places on the disc
 * @sheet: its tracks have their lengths and pregaps
 * @said: gets what is wrong
 *
 * Return: 0 or -EINVAL.
 */
int sheet_place(struct sheet *sheet, struct said *said)
{
	uint64_t lba = 0;
	unsigned int i;

	if (!sheet->nr_tracks)
		return sheet_fail(sheet, said, 0, "it describes no track");
	for (i = 0; i < sheet->nr_tracks; i++) {
		struct sheet_track *t = &sheet->tracks[i];

		if (check_track(sheet, t, said))
			return -EINVAL;
		if (i && t->disc.session != t[-1].disc.session)
			lba += (uint64_t)disc_session_gap(t->disc.session);
		lba += t->disc.pregap;
		if (lba + t->disc.blocks > SHEET_MAX_BLOCKS)
			return sheet_fail(sheet, said, t->line,
					  "track %u ends later than any CD",
					  t->disc.number);
		t->disc.start = (int32_t)lba;
		lba = (uint64_t)disc_track_end(&t->disc);
	}
	return 0;
}

/* SPDX-License-Identifier: GPL-2.0 */
/* The words of a CUE sheet, before they are understood; for cue*.c alone. */
#ifndef DSRCTL_CUE_H
#define DSRCTL_CUE_H

#include "disc/sheet.h"

/**
 * struct cue_mark - one INDEX
 * @number: 0..99
 * @file: index of the file it lies in
 * @frame: blocks from the file's start, as the sheet counts
 * @line: of the sheet
 */
struct cue_mark {
	uint8_t number;
	int file;
	uint32_t frame;
	unsigned int line;
};

/**
 * struct cue_track - one TRACK
 * @nr_marks: of @marks
 * @marks: rising
 * @pregap: blocks of silence that PREGAP asks for
 * @postgap: blocks of silence at the end
 */
struct cue_track {
	unsigned int nr_marks;
	struct cue_mark marks[100];
	uint32_t pregap;
	uint32_t postgap;
};

/**
 * struct cue - a sheet being read
 * @sheet: what comes of it
 * @said: gets what is wrong
 * @line: being read
 * @file: last one named, -1: none
 * @session: of the next track
 * @tracks: beside @sheet's
 */
struct cue {
	struct sheet *sheet;
	struct said *said;
	unsigned int line;
	int file;
	uint8_t session;
	struct cue_track tracks[DSR_MAX_TRACKS];
};

int cue_resolve(struct cue *cue, sheet_measure_fn *measure, void *data);

#endif /* DSRCTL_CUE_H */

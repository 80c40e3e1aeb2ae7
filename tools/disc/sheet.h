/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A disc described by a text file (CUE sheet or cdrdao's TOC) beside the files
 * its bytes lie in: read into one structure, whatever the language.
 */
#ifndef DSRCTL_SHEET_H
#define DSRCTL_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "disc/cdtext.h"
#include "disc/disc.h"
#include "disc/said.h"

#define SHEET_MAX_BYTES	(1024 * 1024)	/* of the text: no disc needs as much */
#define SHEET_MAX_FILES	200
#define SHEET_MAX_BLOCKS	450000	/* of a CD: what MSF counts */
#define SHEET_ZEROS	(-1)		/* a piece that no file holds */

/* how the blocks of a track lie in their file */
enum sheet_form {
	SHEET_AUDIO = 1,	/* 2352: samples */
	SHEET_AUDIO_SUB,	/* 2448: samples and 96 bytes of sub-channel */
	SHEET_MODE1,		/* 2048 */
	SHEET_MODE1_RAW,	/* 2352: whole sectors */
	SHEET_MODE2,		/* 2336: formless or XA */
	SHEET_MODE2_RAW,	/* 2352: whole sectors */
	SHEET_XA1,		/* 2048: user data of form 1 */
	SHEET_XA2,		/* 2324: user data of form 2 */
};

/**
 * struct sheet_file - a file that a sheet names
 * @path: as it can be opened
 * @sound: WAV or another sound file; else plain blocks
 * @swap: its samples are big-endian
 * @line: of the sheet, where it is named
 */
struct sheet_file {
	char *path;
	bool sound;
	bool swap;
	unsigned int line;
};

/**
 * struct sheet_piece - a run of a track's blocks
 * @file: index, or SHEET_ZEROS
 * @offset: bytes into the file (into the samples of a sound file)
 * @bytes: there; what the last block lacks is zeros; not counted for zeros
 * @blocks: they make
 */
struct sheet_piece {
	int file;
	uint64_t offset;
	uint64_t bytes;
	uint32_t blocks;
};

/**
 * struct sheet_track - one track
 * @disc: number, session, control, pregap, blocks, indexes, ISRC; the rest is
 *	filled when it is spooled
 * @form: enum sheet_form
 * @line: of the sheet
 * @nr_pieces: of @pieces
 * @pieces: the pregap's first
 */
struct sheet_track {
	struct disc_track disc;
	uint8_t form;
	unsigned int line;
	unsigned int nr_pieces;
	struct sheet_piece *pieces;
};

/**
 * struct sheet - all of it
 * @path: of the sheet itself
 * @nr_files: of @files
 * @files: named by it
 * @nr_tracks: of @tracks
 * @tracks: in the order of the disc
 * @mcn: media catalogue number, or empty
 * @texts: CD-Text
 * @cdtext_path: of a file of CD-Text packs, or NULL
 */
struct sheet {
	char *path;
	unsigned int nr_files;
	struct sheet_file files[SHEET_MAX_FILES];
	unsigned int nr_tracks;
	struct sheet_track tracks[DSR_MAX_TRACKS];
	char mcn[14];
	struct cdtext_texts texts;
	char *cdtext_path;
};

typedef int64_t sheet_measure_fn(void *data, const struct sheet_file *file,
				 struct said *said);

struct sheet *sheet_new(const char *path);
void sheet_free(struct sheet *sheet);
int sheet_add_file(struct sheet *sheet, const char *name, unsigned int line);
int sheet_add_piece(struct sheet_track *track, const struct sheet_piece *piece);
char *sheet_beside(const struct sheet *sheet, const char *name);
int sheet_fail(const struct sheet *sheet, struct said *said, unsigned int line,
	       const char *fmt, ...) __attribute__((format(printf, 4, 5)));
int sheet_place(struct sheet *sheet, struct said *said);
uint16_t sheet_form_bytes(uint8_t form);
bool sheet_form_audio(uint8_t form);

int cue_parse(struct sheet *sheet, char *text, size_t bytes,
	      sheet_measure_fn *measure, void *data, struct said *said);
int toc_file_parse(struct sheet *sheet, char *text, size_t bytes,
		   sheet_measure_fn *measure, void *data, struct said *said);

#endif /* DSRCTL_SHEET_H */

/* SPDX-License-Identifier: GPL-2.0 */
/* A TOC file being read; for toc_file*.c alone. */
#ifndef DSRCTL_TOC_FILE_H
#define DSRCTL_TOC_FILE_H

#include "disc/sheet.h"
#include "disc/tokens.h"

/**
 * struct toc_file - a TOC file being read
 * @t: its tokens
 * @sheet: what comes of it
 * @said: gets what is wrong
 * @measure: tells how many bytes a file has
 * @data: for @measure
 * @started: the present track's start is known
 * @languages: a bit for each language that has texts
 * @as_bytes: the first text that is given as bytes, or empty
 */
struct toc_file {
	struct tokens t;
	struct sheet *sheet;
	struct said *said;
	sheet_measure_fn *measure;
	void *data;
	bool started;
	uint8_t languages;
	char as_bytes[16];
};

int toc_file_wrong(struct toc_file *f, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
struct sheet_track *toc_file_track(struct toc_file *f);
int toc_file_form(const char *word);
bool toc_file_is_amount(const struct toc_file *f);
int toc_file_amount(struct toc_file *f, uint32_t *blocks);
int toc_file_silence(struct toc_file *f);
int toc_file_zeros(struct toc_file *f);
int toc_file_pregap(struct toc_file *f);
int toc_file_samples(struct toc_file *f);
int toc_file_data(struct toc_file *f);
int toc_file_text(struct toc_file *f, unsigned int track);
void toc_file_text_notes(struct toc_file *f);

#endif /* DSRCTL_TOC_FILE_H */

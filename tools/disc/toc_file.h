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
 */
struct toc_file {
	struct tokens t;
	struct sheet *sheet;
	struct said *said;
	sheet_measure_fn *measure;
	void *data;
	bool started;
};

int toc_file_text(struct toc_file *f, unsigned int track);

#endif /* DSRCTL_TOC_FILE_H */

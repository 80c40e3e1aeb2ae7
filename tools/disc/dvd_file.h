/* SPDX-License-Identifier: GPL-2.0 */
/* The .dvd file beside an image: where the layers of its disc meet. */
#ifndef DSRCTL_DVD_FILE_H
#define DSRCTL_DVD_FILE_H

#include <stdio.h>

#include "disc/said.h"
#include "disc/sheet.h"

int dvd_file_parse(struct sheet *sheet, const char *text, size_t bytes,
		   uint32_t *layer_break, struct said *said);
int dvd_file_write(FILE *out, uint32_t layer_break, const char *image);

#endif /* DSRCTL_DVD_FILE_H */

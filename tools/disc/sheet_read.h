/* SPDX-License-Identifier: GPL-2.0 */
/* The blocks of a sheet's tracks, out of the files they lie in. */
#ifndef DSRCTL_SHEET_READ_H
#define DSRCTL_SHEET_READ_H

#include "disc/sheet.h"

struct sheet_reader;

struct sheet_reader *sheet_reader_new(const struct sheet *sheet);
void sheet_reader_free(struct sheet_reader *reader);
int64_t sheet_measure(void *data, const struct sheet_file *file,
		      struct said *said);
int sheet_read(struct sheet_reader *reader, unsigned int track, uint64_t block,
	       unsigned int n, uint8_t *buf, struct said *said);
int sheet_read_mode(struct sheet_reader *reader, unsigned int track,
		    uint8_t *mode, struct said *said);

#endif /* DSRCTL_SHEET_READ_H */

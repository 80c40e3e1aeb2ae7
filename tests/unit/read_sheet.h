/* SPDX-License-Identifier: GPL-2.0 */
/* Sheets out of texts; for the suites of CUE sheets and of TOC files. */
#ifndef DSR_UNIT_READ_SHEET_H
#define DSR_UNIT_READ_SHEET_H

#include "disc/sheet.h"

/**
 * struct wrong_sheet - a sheet that is wrong
 * @text: of it
 * @said: words of what is said of it
 */
struct wrong_sheet {
	const char *text;
	const char *said;
};

extern int64_t sheet_file_bytes;

struct sheet *read_sheet(const char *path, const char *text, struct said *said, int *ret);
struct sheet *good_sheet(const char *path, const char *text, struct said *said);
void check_wrong_sheet(const char *path, const struct wrong_sheet *w);

#endif /* DSR_UNIT_READ_SHEET_H */

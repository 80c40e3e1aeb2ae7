/* SPDX-License-Identifier: GPL-2.0 */
/* A folder of a test's own. */
#ifndef DSR_UNIT_FOLDER_H
#define DSR_UNIT_FOLDER_H

#include <check.h>

/* the folder, and a journal in it, while a test of with_folder() runs */
extern char folder[64], path[128];

void with_folder(Suite *suite, const char *name, const TTest *test);

#endif /* DSR_UNIT_FOLDER_H */

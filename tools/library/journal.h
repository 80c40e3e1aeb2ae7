/* SPDX-License-Identifier: GPL-2.0 */
/* A batch's journal: JSON lines on disk, each there before what it tells is done. */
#ifndef DSRCTL_LIBRARY_JOURNAL_H
#define DSRCTL_LIBRARY_JOURNAL_H

#include <stdbool.h>

#include "library/batch.h"
#include "library/request.h"

#define JOURNAL_BOOT	40	/* an UUID and its end */

/**
 * struct journal - an open one; it is locked: one dsrctl at a time
 * @path: of the file
 * @fd: of it
 * @failed: -errno of the first line that could not be written; 0: none
 * @look_only: it is another's; nothing is mended
 * @boot: of the machine, when its newest part was begun
 */
struct journal {
	char path[4096];
	int fd;
	int failed;
	bool look_only;
	char boot[JOURNAL_BOOT];
};

/**
 * typedef journal_fn - gets the records of a journal, in order
 * @ctx: the caller's
 * @r: the record
 *
 * Return: false: it can't be; reading stops.
 */
typedef bool (*journal_fn)(void *ctx, const struct batch_record *r);

int journal_create(struct journal *j, const char *path, const struct library_request *q);
int journal_open(struct journal *j, const char *path, struct library_request *q);
int journal_peek(struct journal *j, const char *path, struct library_request *q);
int journal_read(struct journal *j, journal_fn fn, void *ctx, unsigned int *line);
bool journal_same_boot(const struct journal *j);
int journal_mark(struct journal *j, const char *state);
int journal_add(struct journal *j, const struct batch_record *r, int nr);
void journal_close(struct journal *j);
int journal_state(const char *path, char *state, size_t size, struct library_request *q);

#endif /* DSRCTL_LIBRARY_JOURNAL_H */

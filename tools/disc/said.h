/* SPDX-License-Identifier: GPL-2.0 */
/* What there is to say to the user: why something failed, and notes. */
#ifndef DSRCTL_SAID_H
#define DSRCTL_SAID_H

#define SAID_MAX_NOTES	32

/**
 * struct said - for the user
 * @why: after a failure: a sentence without a full stop
 * @nr_notes: of @notes
 * @notes: sentences without a full stop, on the heap
 */
struct said {
	char why[512];
	unsigned int nr_notes;
	char *notes[SAID_MAX_NOTES];
};

int said_fail(struct said *said, int error, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void said_note(struct said *said, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void said_free(struct said *said);

#endif /* DSRCTL_SAID_H */

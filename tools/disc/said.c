// SPDX-License-Identifier: GPL-2.0
/* What there is to say to the user, kept until somebody prints it. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "disc/said.h"

/**
 * said_fail() - keep why something failed
 * @said: where
 * @error: the -errno that tells it to programs
 * @fmt: a sentence without a full stop
 *
 * Return: @error, so that a function can end with it.
 */
int said_fail(struct said *said, int error, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(said->why, sizeof(said->why), fmt, args);
	va_end(args);
	return error;
}

/**
 * said_note() - keep what the user has to know though nothing failed
 * @said: where; notes beyond SAID_MAX_NOTES are dropped
 * @fmt: a sentence without a full stop
 */
void said_note(struct said *said, const char *fmt, ...)
{
	va_list args;
	char *text;

	if (said->nr_notes == SAID_MAX_NOTES)
		return;
	va_start(args, fmt);
	if (vasprintf(&text, fmt, args) >= 0)
		said->notes[said->nr_notes++] = text;
	va_end(args);
}

/**
 * said_free() - forget the notes
 * @said: where
 */
void said_free(struct said *said)
{
	while (said->nr_notes)
		free(said->notes[--said->nr_notes]);
}

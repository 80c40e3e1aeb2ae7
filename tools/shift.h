/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Is audio that differs the same audio, some samples away? Drives place audio
 * up to some hundred samples too early or too late, each model by its own number.
 */
#ifndef DSRCTL_SHIFT_H
#define DSRCTL_SHIFT_H

#include <stdbool.h>
#include <stdint.h>

#include "disc/master.h"

#define SHIFT_BLOCK_SAMPLES	588	/* Red Book: stereo samples of a block */
#define SHIFT_BLOCKS		4	/* of the master, at each place */
#define SHIFT_AROUND		5	/* blocks more of the copy, before and behind */
#define SHIFT_COPY_BLOCKS	(SHIFT_BLOCKS + 2 * SHIFT_AROUND)

/* what one place tells */
enum shift_verdict {
	SHIFT_NONE,	/* nowhere near */
	SHIFT_FOUND,
	SHIFT_UNCLEAR,	/* silence, or what repeats itself */
};

/* shift.c: pure */
enum shift_verdict shift_match(const uint32_t *master, const uint32_t *copy, int32_t *samples);

/* shift_look.c */
bool shift_look(const struct master *master, int copy_fd, int32_t *samples);

#endif /* DSRCTL_SHIFT_H */

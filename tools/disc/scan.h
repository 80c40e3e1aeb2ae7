/* SPDX-License-Identifier: GPL-2.0 */
/* What is on the disc in a drive, worked out for a copy of it. */
#ifndef DSRCTL_SCAN_H
#define DSRCTL_SCAN_H

#include "disc/disc.h"
#include "disc/probe.h"
#include "disc/said.h"

/**
 * struct scan_options - zeroed: all that a copy needs
 * @raw96: the P-W sub-channel of audio is wanted where it has graphics
 * @all_raw96: that of all audio is: it will be written raw
 * @no_texts: leave ISRC and MCN out
 */
struct scan_options {
	bool raw96;
	bool all_raw96;
	bool no_texts;
};

int scan_disc(int fd, const struct probe *probe,
	      const struct scan_options *options, struct disc *out,
	      struct said *said, struct probe_sense *sense);

#endif /* DSRCTL_SCAN_H */

/* SPDX-License-Identifier: GPL-2.0 */
/* The blocks of a disc in a drive. */
#ifndef DSRCTL_DRIVE_READ_H
#define DSRCTL_DRIVE_READ_H

#include "disc/ask.h"
#include "disc/disc.h"
#include "disc/said.h"

/**
 * struct drive_reader - reading a disc
 * @fd: of the drive
 * @disc: from a scan of it
 * @raw: every block of a CD as 2352 bytes
 * @c2: a block with C2 errors counts as unreadable
 * @sense: the last thing the drive complained about
 */
struct drive_reader {
	int fd;
	const struct disc *disc;
	bool raw;
	bool c2;
	struct probe_sense sense;
};

unsigned int drive_block_bytes(const struct drive_reader *reader,
			       const struct disc_track *t);
int drive_read(struct drive_reader *reader, const struct disc_track *t,
	       int64_t lba, unsigned int n, uint8_t *buf);

#endif /* DSRCTL_DRIVE_READ_H */

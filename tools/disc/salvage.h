/* SPDX-License-Identifier: GPL-2.0 */
/* Reading a disc with bad spots. */
#ifndef DSRCTL_SALVAGE_H
#define DSRCTL_SALVAGE_H

#include "disc/drive_read.h"
#include "disc/said.h"

#define SALVAGE_RETRIES	4	/* as often as the kernel by itself tries a block again */
#define BAD_LIST_MAX	4096	/* runs of skipped blocks that are listed */

struct bad_run {
	int64_t lba;
	uint64_t blocks;
};

/**
 * struct bad_list - blocks that became zeros, rising
 * @nr: of @runs
 * @runs: next to each other they are one run
 */
struct bad_list {
	unsigned int nr;
	struct bad_run runs[BAD_LIST_MAX];
};

/**
 * struct salvage - how bad spots are gone about
 * @reader: reads
 * @retries: times an unreadable block is tried again
 * @skip: unreadable blocks become zeros
 * @bad: gets them
 * @said: gets why it failed
 * @sense: what the drive said of the last block that was given up
 */
struct salvage {
	struct drive_reader reader;
	unsigned int retries;
	bool skip;
	struct bad_list *bad;
	struct said *said;
	struct probe_sense sense;
};

int salvage_read(struct salvage *s, const struct disc_track *t, int64_t lba,
		 unsigned int n, uint8_t *buf);
uint64_t bad_list_blocks(const struct bad_list *list);

#endif /* DSRCTL_SALVAGE_H */

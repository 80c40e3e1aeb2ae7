/* SPDX-License-Identifier: GPL-2.0 */
/* A disc in a drive into files: ISO, or BIN and CUE. */
#ifndef DSRCTL_IMAGE_H
#define DSRCTL_IMAGE_H

#include "disc/disc.h"
#include "disc/said.h"
#include "disc/salvage.h"

#define IMAGE_DIGEST	32	/* SHA-256 */

/**
 * struct image_job - an image being made
 * @fd: of the drive
 * @disc: from a scan of it
 * @iso: user data alone; else whole sectors with a sheet
 * @base: the files' name without what comes behind the dot
 * @force: files that are there are written over
 * @skip: unreadable blocks become zeros
 * @retries: times an unreadable block is tried again
 * @c2: a block with C2 errors counts as unreadable
 * @read_offset: as in struct master_options
 * @progress: called with bytes, may be NULL; false: stop
 * @data: for @progress
 * @said: gets why it failed
 * @sense: what the drive said then
 * @bad: what was skipped
 * @sha256: of the file of blocks
 * @bytes: of the file of blocks
 */
struct image_job {
	int fd;
	struct disc *disc;
	bool iso;
	const char *base;
	bool force;
	bool skip;
	unsigned int retries;
	bool c2;
	int32_t read_offset;
	bool (*progress)(void *data, uint64_t done, uint64_t total);
	void *data;
	struct said *said;
	struct probe_sense sense;
	struct bad_list bad;
	uint8_t sha256[IMAGE_DIGEST];
	uint64_t bytes;
};

int image_make(struct image_job *job);

#endif /* DSRCTL_IMAGE_H */

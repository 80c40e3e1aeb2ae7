/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A master: what is copied, worked out into a layout. From a disc in a drive, a
 * block device, or an image (.iso, .cue, .toc); and the same question asked of
 * a written copy.
 */
#ifndef DSRCTL_MASTER_H
#define DSRCTL_MASTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "disc/disc.h"
#include "disc/probe.h"
#include "disc/said.h"
#include "disc/salvage.h"
#include "dsr.h"

enum master_session {
	MASTER_SESSION_AUTO,	/* as the master's is */
	MASTER_SESSION_CLOSE,
	MASTER_SESSION_OPEN,	/* leave the last session open */
};

/**
 * struct master_options - what the user wants of the master; zeroed: defaults
 * @session: how the last session ends
 * @read_offset: samples (of 4 bytes) that audio is shifted by, to make good
 *	what the reader gets wrong: positive where it reads too early
 * @skip_bad: what can't be read becomes zeros
 * @read_retries: times it is tried again; 0: as often as the kernel does
 * @no_isrc: leave ISRC and MCN out
 * @no_cdtext: leave CD-Text out
 * @any_cdtext: keep it even where it can't be written, to be shown
 * @raw96: carry the P-W sub-channel of audio over (CD+G)
 * @all_raw96: also where it has no graphics: it will be written raw
 * @tao: it will be written track at once: leave out, with a note, what that
 *	can't carry
 * @look_only: only to be looked at, not copied: nothing is spooled, and the fd
 *	is not for the kernel
 * @progress: called while data are spooled, with bytes; may be NULL; returns
 *	false to stop
 * @data: for @progress
 */
struct master_options {
	enum master_session session;
	int32_t read_offset;
	bool skip_bad;
	unsigned int read_retries;
	bool no_isrc;
	bool no_cdtext;
	bool any_cdtext;
	bool raw96;
	bool all_raw96;
	bool tao;
	bool look_only;
	bool (*progress)(void *data, uint64_t done, uint64_t total);
	void *data;
};

enum master_from {
	MASTER_DRIVE,
	MASTER_BLOCK,		/* a block device */
	MASTER_IMAGE,		/* a file, or files */
};

/**
 * struct master - a master that has been opened
 * @fd: for the kernel: a drive or a block device
 * @from: what @fd is: a drive whose audio had to be shifted is an image
 * @layout: for the kernel
 * @layout_bytes: of @layout
 * @disc: the same for people
 * @kind: one word: cd-da, cd-rom, mixed, cd-extra, xa, multi-session, cd+g,
 *	dvd, bd, image
 * @blocks: that will be streamed, gaps in the source included
 * @bytes: the same in bytes
 * @probed: @probe is valid
 * @probe: what the drive told
 * @sense: the last thing the drive complained about
 * @bad: what was skipped when it was spooled, NULL: nothing
 * @said: notes the user has to be told; why it failed
 */
struct master {
	int fd;
	enum master_from from;
	struct dsr_layout *layout;
	size_t layout_bytes;
	struct disc disc;
	const char *kind;
	uint64_t blocks;
	uint64_t bytes;
	bool probed;
	struct probe probe;
	struct probe_sense sense;
	struct bad_list *bad;
	struct said said;
};

int master_open(const char *path, const struct master_options *options,
		struct master *out);
void master_close(struct master *master);

/**
 * struct layout_difference - one thing that two layouts have differently
 * @track: its number, 0: the disc
 * @what: a word: tracks, sessions, start, length, control, mode, pregap,
 *	indexes, isrc, mcn, cd-text, layer-break, session-open
 * @a: the first layout's, in words
 * @b: the second one's
 */
struct layout_difference {
	unsigned int track;
	const char *what;
	char a[96];
	char b[96];
};

typedef void layout_differs_fn(void *data, const struct layout_difference *d);

int layout_compare(const struct dsr_layout *a, const struct dsr_layout *b,
		   layout_differs_fn *differs, void *data);
int disc_compare(const struct disc *a, const struct disc *b,
		 layout_differs_fn *differs, void *data);
int layout_read_back(int fd, struct master *out);

#endif /* DSRCTL_MASTER_H */

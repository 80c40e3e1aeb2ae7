// SPDX-License-Identifier: GPL-2.0
/* A few places of a master and its copy, read and compared. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "disc/cd.h"
#include "shift.h"

#define PLACES	8	/* enough to be sure, read in some seconds */

static const struct cd_form audio = { CD_AUDIO, CD_MAIN_ALL, CD_SUB_NONE };

static int read_drive(int fd, int32_t lba, unsigned int n, uint8_t *buf)
{
	struct probe_sense sense;

	return cd_read(fd, &audio, lba, n, buf, &sense);
}

/* an image's blocks may have sub-channel behind the audio */
static int read_image(int fd, const struct disc_track *t, int32_t lba, unsigned int n,
		      uint8_t *buf)
{
	int64_t first = (int64_t)t->start - (t->gap_in_source ? t->pregap : 0);
	uint16_t block = disc_block_bytes(t->mode, t->subchannel);
	unsigned int i;
	off_t at;

	for (i = 0; i < n; i++) {
		at = (off_t)(t->source_offset + (uint64_t)(lba + i - first) * block);
		if (pread(fd, buf + (size_t)i * CD_RAW_BYTES, CD_RAW_BYTES, at) != CD_RAW_BYTES)
			return -EIO;
	}
	return 0;
}

static int read_master(const struct master *m, const struct disc_track *t, int32_t lba,
		       uint8_t *buf)
{
	if (m->from == MASTER_DRIVE)
		return read_drive(m->fd, lba, SHIFT_BLOCKS, buf);
	return read_image(m->fd, t, lba, SHIFT_BLOCKS, buf);
}

static enum shift_verdict look_at(const struct master *m, const struct disc_track *t,
				  int copy_fd, int32_t *samples)
{
	uint32_t master[SHIFT_BLOCKS * SHIFT_BLOCK_SAMPLES];
	uint32_t copy[SHIFT_COPY_BLOCKS * SHIFT_BLOCK_SAMPLES];
	int32_t lba = t->start + (int32_t)(t->blocks / 2);

	if (t->blocks < 2 * SHIFT_COPY_BLOCKS ||
	    read_master(m, t, lba, (uint8_t *)master) < 0 ||
	    read_drive(copy_fd, lba - SHIFT_AROUND, SHIFT_COPY_BLOCKS, (uint8_t *)copy) < 0)
		return SHIFT_UNCLEAR;
	return shift_match(master, copy, samples);
}

/**
 * shift_look() - is a copy's audio the master's, some samples away?
 * @master: open
 * @copy_fd: of the copy's drive
 * @samples: gets by how many it is later (earlier, if negative)
 *
 * Looks into the middle of some audio tracks, spread over the disc. All places
 * that say something must say the same.
 */
bool shift_look(const struct master *master, int copy_fd, int32_t *samples)
{
	const struct disc *disc = &master->disc;
	unsigned int i, step = disc->nr_tracks / PLACES + 1;
	bool found = false;
	int32_t here;

	for (i = 0; i < disc->nr_tracks; i += step) {
		if (disc->tracks[i].mode != DSR_MODE_AUDIO)
			continue;
		switch (look_at(master, &disc->tracks[i], copy_fd, &here)) {
		case SHIFT_NONE:
			return false;
		case SHIFT_FOUND:
			if (found && here != *samples)
				return false;
			found = true;
			*samples = here;
			break;
		case SHIFT_UNCLEAR:
			break;
		}
	}
	return found && *samples;
}

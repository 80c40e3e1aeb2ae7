/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Asking a drive about itself and its disc through SG_IO. Nothing in here
 * moves a tray or a robot, starts a laser for writing or changes a setting.
 */
#ifndef DSRCTL_PROBE_H
#define DSRCTL_PROBE_H

#include <stdbool.h>
#include <stdint.h>

#include "disc/ask.h"
#include "disc/mmc.h"

enum probe_medium {
	PROBE_NO_DISC,		/* tray closed, nothing in it */
	PROBE_TRAY_OPEN,
	PROBE_NOT_READY,	/* something is in it, but it is not ready */
	PROBE_PRESSED,		/* can't be written */
	PROBE_BLANK,		/* or rewritable, without a volume on it */
	PROBE_APPENDABLE,	/* has data, and its last session is open */
	PROBE_FULL,		/* a recordable disc that is closed */
	PROBE_REWRITABLE,	/* has a volume, which may be written over */
	PROBE_UNKNOWN,		/* recordable, but the drive does not tell more */
};

/**
 * struct probe - what a drive told
 * @inquiry: who it is
 * @old: knows no GET CONFIGURATION, see probe_old.h
 * @profile: MMC profile, 0: none
 * @medium: what is in it
 * @blocks: of 2048 bytes: on the disc if it has data, else free on it
 * @blocks_valid: whether @blocks is known
 * @speeds: reading and writing speeds with this disc
 */
struct probe {
	struct mmc_inquiry inquiry;
	bool old;
	uint16_t profile;
	enum probe_medium medium;
	bool blocks_valid;
	uint64_t blocks;
	struct mmc_speeds speeds;
};

const char *probe_medium_word(enum probe_medium medium);
bool probe_profile_writable(uint16_t profile);
int probe_drive(int fd, struct probe *out, struct probe_sense *sense);
int drive_track_info(int fd, uint32_t track, struct mmc_track_info *out,
		     struct probe_sense *sense);
int drive_disc_info(int fd, struct mmc_disc_info *out,
		    struct probe_sense *sense);
int drive_read_block(int fd, uint32_t lba, uint8_t buf[2048],
		     struct probe_sense *sense);
int drive_capacity(int fd, struct mmc_capacity *out,
		   struct probe_sense *sense);

#endif /* DSRCTL_PROBE_H */

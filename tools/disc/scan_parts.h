/* SPDX-License-Identifier: GPL-2.0 */
/* What the files that scan a CD have in common; for scan*.c alone. */
#ifndef DSRCTL_SCAN_PARTS_H
#define DSRCTL_SCAN_PARTS_H

#include "disc/cd.h"
#include "disc/disc.h"
#include "disc/said.h"
#include "disc/scan.h"

/**
 * struct scan - a scan under way
 * @fd: of the drive
 * @options: what is wanted
 * @disc: what is known
 * @said: notes and why it failed
 * @sense: the last thing the drive complained about
 * @session_type: of each session, as toc_session.type
 */
struct scan {
	int fd;
	const struct scan_options *options;
	struct disc *disc;
	struct said *said;
	struct probe_sense *sense;
	uint8_t session_type[TOC_MAX_SESSIONS];
};

int scan_cd(struct scan *s);
void scan_modes(struct scan *s);
void scan_run_out(struct scan *s);
void scan_gap_source(struct scan *s, struct disc_track *t);
void scan_gaps(struct scan *s);
void scan_texts(struct scan *s);
int scan_graphics(struct scan *s);
int scan_dvd(struct scan *s, uint16_t profile);

#endif /* DSRCTL_SCAN_PARTS_H */

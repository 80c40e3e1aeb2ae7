/* SPDX-License-Identifier: GPL-2.0 */
/* What READ TOC/PMA/ATIP tells of sessions, tracks and a recordable disc. Pure. */
#ifndef DSRCTL_TOC_H
#define DSRCTL_TOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "disc/mmc.h"

#define TOC_MAX_SESSIONS	99

/**
 * struct toc_session - one session
 * @first: number of its first track
 * @last: and of its last one
 * @type: 00h CD-DA or CD-ROM, 10h CD-I, 20h CD-ROM XA (PSEC of point A0h)
 * @lead_out: LBA
 */
struct toc_session {
	uint8_t first;
	uint8_t last;
	uint8_t type;
	int32_t lead_out;
};

struct toc_track {
	uint8_t session;
	uint8_t control;
	int32_t start;
};

/**
 * struct toc - all sessions and tracks of a CD
 * @nr_sessions: of @sessions
 * @nr_tracks: of @tracks
 * @first: number of the first track; the others follow without a hole
 * @sessions: by number less 1
 * @tracks: rising
 */
struct toc {
	unsigned int nr_sessions;
	unsigned int nr_tracks;
	uint8_t first;
	struct toc_session sessions[TOC_MAX_SESSIONS];
	struct toc_track tracks[99];
};

/**
 * struct toc_last - where a disc's last complete session begins
 * @session: its number
 * @track: number of its first track
 * @start: of that
 */
struct toc_last {
	uint8_t session;
	uint8_t track;
	int32_t start;
};

/**
 * struct atip - what is pressed into a recordable CD
 * @rewritable: CD-RW
 * @sub_type: 0..7
 * @lead_in: its start, as time; identifies the maker
 * @lead_out: last possible start of the lead-out, LBA
 */
struct atip {
	bool rewritable;
	uint8_t sub_type;
	uint8_t lead_in[3];
	int32_t lead_out;
};

int toc_parse_full(const uint8_t *buf, size_t len, struct toc *out);
int toc_from_simple(const struct mmc_toc *simple, struct toc *out);
int toc_parse_last(const uint8_t *buf, size_t len, struct toc_last *out);
int toc_split(struct toc *toc, const struct toc_last *last, int32_t gap);
int toc_parse_atip(const uint8_t *buf, size_t len, struct atip *out);

#endif /* DSRCTL_TOC_H */

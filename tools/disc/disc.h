/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A disc as this program thinks of it: sessions, tracks, texts. What a drive's
 * disc or an image is read into, what layouts, cue sheets and lines for people
 * are made of. Plain values, nothing to free but the CD-Text.
 */
#ifndef DSRCTL_DISC_H
#define DSRCTL_DISC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dsr.h"

#define DISC_MAX_INDEXES	98	/* INDEX 02..99 (Red Book) */
#define DISC_LEAD_IN_GAP	150	/* blocks before a session's first track */
#define DISC_FRAMES		75	/* blocks in a second of a CD */

/* Q sub-channel control nibble (Red Book; MMC-6, READ SUB-CHANNEL) */
#define CONTROL_PRE_EMPHASIS	0x1
#define CONTROL_COPY		0x2	/* copying permitted */
#define CONTROL_DATA		0x4
#define CONTROL_FOUR_CHANNELS	0x8	/* of an audio track */

/**
 * struct disc_track - one track
 * @number: 1..99
 * @session: 1..
 * @control: Q sub-channel control nibble
 * @mode: enum dsr_mode
 * @subchannel: enum dsr_subchannel
 * @gap_in_source: the pregap's blocks are in the source too
 * @gap_unknown: the drive did not tell where INDEX 00 is
 * @run_out: it ends with the run-out of a track written at once, which no drive
 *	reads
 * @start: LBA of INDEX 01
 * @blocks: from there to the end of the track, without its run-out
 * @pregap: blocks of INDEX 00; without the 150 that begin every session
 * @source_offset: of its first block in the source: LBA, or byte of a file
 * @nr_indexes: marks after INDEX 01
 * @indexes: their block offsets from @start, rising
 * @isrc: 12 characters; empty: none
 */
struct disc_track {
	uint8_t number;
	uint8_t session;
	uint8_t control;
	uint8_t mode;
	uint8_t subchannel;
	bool gap_in_source;
	bool gap_unknown;
	bool run_out;
	int32_t start;
	uint64_t blocks;
	uint32_t pregap;
	uint64_t source_offset;
	uint8_t nr_indexes;
	uint32_t indexes[DISC_MAX_INDEXES];
	char isrc[13];
};

/**
 * struct disc - a disc
 * @family: enum dsr_family
 * @open: its last session is open
 * @nr_sessions: 1..
 * @nr_tracks: 1..
 * @layer_break: blocks on layer 0, 0: one layer
 * @written_on: of a DVD or BD of several sessions, MMC profile of the medium that
 *	they were written on; 0: not known
 * @mcn: 13 digits; empty: none
 * @cdtext: raw packs of 18 bytes, on the heap, or NULL
 * @cdtext_bytes: of @cdtext
 * @tracks: in the order of the disc
 */
struct disc {
	uint8_t family;
	bool open;
	uint8_t nr_sessions;
	uint8_t nr_tracks;
	uint32_t layer_break;
	uint16_t written_on;
	char mcn[14];
	uint8_t *cdtext;
	uint32_t cdtext_bytes;
	struct disc_track tracks[DSR_MAX_TRACKS];
};

uint16_t disc_block_bytes(uint8_t mode, uint8_t subchannel);
uint64_t disc_blocks(const struct disc *disc);
int64_t disc_track_end(const struct disc_track *track);
uint64_t disc_bytes(const struct disc *disc);
int32_t disc_session_gap(uint8_t session);
unsigned int disc_odd_session(const struct disc *disc);
bool disc_fits_iso(const struct disc *disc);
bool disc_has_audio(const struct disc *disc);
bool disc_is_plain(const struct disc *disc);
void disc_free(struct disc *disc);
const char *disc_kind(const struct disc *disc);

#endif /* DSRCTL_DISC_H */

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A drive with a disc that dsrctl's own code asks, without a device: the linker
 * puts it in drive_ask()'s place (--wrap).
 */
#ifndef DSR_UNIT_FAKE_DRIVE_H
#define DSR_UNIT_FAKE_DRIVE_H

#include <stdbool.h>
#include <stdint.h>

#define FAKE_FD		1000	/* no file has it: what is not wrapped fails */

/**
 * struct fake_track - one track
 * @session: 1..
 * @control: Q sub-channel control nibble
 * @start: LBA of INDEX 01
 * @end: LBA behind its last block
 * @isrc: in its Q, or NULL
 */
struct fake_track {
	uint8_t session;
	uint8_t control;
	int32_t start;
	int32_t end;
	const char *isrc;
};

/**
 * struct fake_drive - the drive
 * @tracks: rising; a session's last one ends at its lead-out
 * @nr: of @tracks
 * @capacity: blocks that READ CAPACITY tells, 0: to the end of the last track
 * @profile: current (MMC-6 table 95)
 * @mcn: in the disc's Q, or NULL
 * @full_toc: knows READ TOC format 2
 * @sessions_toc: knows READ TOC format 1
 * @no_info: knows neither READ DISC INFORMATION nor READ TRACK INFORMATION
 * @no_q: gives no Q with blocks
 * @misses: READ SUB-CHANNEL finds no MCN and ISRC so many times
 * @misses_track: only of this track, 0: of all
 * @bad_from: blocks from here on
 * @bad_to: to here, not included, can't be read
 * @bad_sense: is what is said of them then: key, ASC, ASCQ; 0: 3/11/00
 * @bad_errno: or the command never reaches the drive
 * @bad_times: so often, then they can be read; 0: always
 * @c2: gives C2 bits with blocks; the bad ones are given, with such bits
 * @page_2a: page 2Ah as MODE SENSE(10) gives it, or NULL
 * @page_2a_bytes: of it
 * @bad_told: how often bad blocks were asked for
 * @asked: how often each operation code came
 */
struct fake_drive {
	const struct fake_track *tracks;
	unsigned int nr;
	uint32_t capacity;
	uint16_t profile;
	const char *mcn;
	bool full_toc;
	bool sessions_toc;
	bool no_info;
	bool no_q;
	unsigned int misses;
	uint8_t misses_track;
	int32_t bad_from;
	int32_t bad_to;
	unsigned int bad_sense;
	int bad_errno;
	unsigned int bad_times;
	bool c2;
	const uint8_t *page_2a;
	unsigned int page_2a_bytes;
	unsigned int bad_told;
	unsigned int asked[256];
};

void fake_drive_use(struct fake_drive *drive);

#endif /* DSR_UNIT_FAKE_DRIVE_H */

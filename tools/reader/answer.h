/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a CD-ROM drive answers about playing and about itself, parsed. Pure:
 * nothing in an answer is believed before it was checked. All return 0, or
 * -EPROTO when the answer makes no sense.
 */
#ifndef DSRCTL_READER_ANSWER_H
#define DSRCTL_READER_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "disc/mmc.h"

#define READER_CHANNELS	4	/* SCSI-2 table 254: output ports 0 to 3 */

/* What a drive does with its audio output. */
enum reader_audio {
	READER_PLAYING,
	READER_PAUSED,
	READER_MUTED,		/* Sony only: plays, but nothing is heard */
	READER_COMPLETED,
	READER_STOPPED_BY_ERROR,
	READER_IDLE,		/* nothing was asked for */
};

/**
 * struct reader_position - where the pick-up is
 * @control: Q control nibble
 * @track: 0: the drive told none
 * @index: 0 in a pre-gap
 * @lba: block
 * @relative: blocks from the start of the track
 */
struct reader_position {
	uint8_t control;
	uint8_t track;
	uint8_t index;
	uint32_t lba;
	uint32_t relative;
};

/**
 * struct reader_volume - how the channels go to the outputs
 * @select: bits, which channels an output plays; 0: muted
 * @volume: 0 to 255
 */
struct reader_volume {
	uint8_t select[READER_CHANNELS];
	uint8_t volume[READER_CHANNELS];
};

/**
 * struct reader_page - a mode page within an answer to MODE SENSE
 * @offset: of the page's first byte
 * @len: bytes of the page with its two bytes of header
 */
struct reader_page {
	size_t offset;
	size_t len;
};

int answer_position(const uint8_t *buf, size_t len, enum reader_audio *audio,
		    struct reader_position *out);
int answer_catalog(const uint8_t *buf, size_t len, char mcn[14]);
int answer_isrc(const uint8_t *buf, size_t len, char isrc[13]);
int answer_sony_position(const uint8_t *buf, size_t len,
			 struct reader_position *out);
int answer_sony_status(const uint8_t *buf, size_t len, enum reader_audio *audio,
		       uint32_t *lba, struct reader_volume *volume);
int answer_sony_toc(const uint8_t *buf, size_t len, bool msf,
		    struct mmc_toc *out);
int answer_header(const uint8_t *buf, size_t len, uint8_t *mode);
int answer_block_length(const uint8_t *buf, size_t len, uint32_t *bytes);
int answer_page(const uint8_t *buf, size_t len, bool ten, uint8_t code,
		struct reader_page *out);
int answer_volume(const uint8_t *page, size_t len, struct reader_volume *out);
int answer_put_volume(uint8_t *page, size_t len,
		      const struct reader_volume *volume);
int answer_buffer(const uint8_t *buf, size_t len, uint32_t *capacity);

#endif /* DSRCTL_READER_ANSWER_H */

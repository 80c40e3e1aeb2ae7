// SPDX-License-Identifier: GPL-2.0
/* What a CD-ROM drive answers, parsed; see answer.h for what may be trusted. */
#include <ctype.h>
#include <errno.h>
#include <string.h>

#include "disc/bytes.h"
#include "reader/answer.h"
#include "reader/cdb.h"
#include "reader/place.h"

#define SUBCHANNEL_HEADER	4
#define MCN_DIGITS		13
#define ISRC_CHARACTERS		12
#define VOLUME_AT		8	/* SCSI-2 table 254: port 0 */

/* READ SUB-CHANNEL byte 1, SCSI-2 table 239 */
static bool audio_of(uint8_t code, enum reader_audio *audio)
{
	switch (code) {
	case 0x11:
		*audio = READER_PLAYING;
		return true;
	case 0x12:
		*audio = READER_PAUSED;
		return true;
	case 0x13:
		*audio = READER_COMPLETED;
		return true;
	case 0x14:
		*audio = READER_STOPPED_BY_ERROR;
		return true;
	case 0x00:	/* status not supported or not valid */
	case 0x15:
		*audio = READER_IDLE;
		return true;
	default:
		return false;
	}
}

/* Does the header tell of at least @want bytes of @format, and did they come? */
static bool has_format(const uint8_t *buf, size_t len, uint8_t format,
		       size_t want)
{
	return len >= SUBCHANNEL_HEADER + want && get_be16(buf + 2) >= want &&
	       buf[4] == format;
}

/**
 * answer_position() - READ SUB-CHANNEL 42h format 1, addresses as blocks
 * @buf: the answer
 * @len: bytes that came
 * @audio: gets what the drive does
 * @out: gets where
 *
 * Return: 0 or -EPROTO.
 */
int answer_position(const uint8_t *buf, size_t len, enum reader_audio *audio,
		    struct reader_position *out)
{
	memset(out, 0, sizeof(*out));
	if (!has_format(buf, len, SUBCHANNEL_POSITION, 12) ||
	    !audio_of(buf[1], audio))
		return -EPROTO;
	out->control = buf[5] & 0x0f;
	out->track = buf[6];
	out->index = buf[7];
	out->lba = get_be32(buf + 8);
	out->relative = get_be32(buf + 12);
	/* a pick-up in the pre-gap of a track counts down, below zero */
	if (out->relative > INT32_MAX)
		out->relative = 0u - out->relative;
	if (out->lba > INT32_MAX)
		out->lba = 0;
	if (out->track > 99 || out->index > 99 ||
	    out->lba >= PLACE_MAX_BLOCKS || out->relative >= PLACE_MAX_BLOCKS)
		return -EPROTO;
	return 0;
}

/* Characters that a disc may have there, or nothing. */
static void copy_code(char *dst, const uint8_t *src, size_t n, bool digits)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (!isdigit(src[i]) && (digits || !isupper(src[i]))) {
			dst[0] = '\0';
			return;
		}
		dst[i] = (char)src[i];
	}
	dst[n] = '\0';
}

/**
 * answer_catalog() - READ SUB-CHANNEL 42h format 2
 * @buf: the answer
 * @len: bytes that came
 * @mcn: gets the media catalogue number, empty when there is none
 *
 * Return: 0 or -EPROTO.
 */
int answer_catalog(const uint8_t *buf, size_t len, char mcn[14])
{
	mcn[0] = '\0';
	if (!has_format(buf, len, SUBCHANNEL_CATALOG, 18))
		return -EPROTO;
	if (buf[8] & 0x80)	/* MCVal */
		copy_code(mcn, buf + 9, MCN_DIGITS, true);
	return 0;
}

/**
 * answer_isrc() - READ SUB-CHANNEL 42h format 3
 * @buf: the answer
 * @len: bytes that came
 * @isrc: gets the track's ISRC, empty when there is none
 *
 * Return: 0 or -EPROTO.
 */
int answer_isrc(const uint8_t *buf, size_t len, char isrc[13])
{
	isrc[0] = '\0';
	if (!has_format(buf, len, SUBCHANNEL_ISRC, 17))
		return -EPROTO;
	if (buf[8] & 0x80)	/* TCVal */
		copy_code(isrc, buf + 9, ISRC_CHARACTERS, false);
	return 0;
}

/**
 * answer_sony_position() - READ SUB-CHANNEL C2h
 * @buf: the answer
 * @len: bytes that came
 * @out: gets where the pick-up is
 *
 * Return: 0 or -EPROTO.
 */
int answer_sony_position(const uint8_t *buf, size_t len,
			 struct reader_position *out)
{
	memset(out, 0, sizeof(*out));
	if (len < SONY_SUBCHANNEL_BYTES || buf[1] > 99 || buf[2] > 99 ||
	    buf[3] > 99 || buf[4] > 59 || buf[5] >= PLACE_FRAMES ||
	    !place_from_msf(buf + 6, &out->lba))
		return -EPROTO;
	out->control = buf[0] & 0x0f;
	out->track = buf[1];
	out->index = buf[2];
	out->relative = (buf[3] * 60u + buf[4]) * PLACE_FRAMES + buf[5];
	return out->relative < PLACE_MAX_BLOCKS ? 0 : -EPROTO;
}

/**
 * answer_sony_status() - PLAYBACK STATUS C4h
 * @buf: the answer
 * @len: bytes that came
 * @audio: gets what the drive does
 * @lba: gets where the pick-up is
 * @volume: gets the volumes
 *
 * Return: 0 or -EPROTO.
 */
int answer_sony_status(const uint8_t *buf, size_t len, enum reader_audio *audio,
		       uint32_t *lba, struct reader_volume *volume)
{
	static const enum reader_audio words[] = {
		READER_PLAYING, READER_PAUSED, READER_MUTED,
		READER_COMPLETED, READER_STOPPED_BY_ERROR, READER_IDLE,
	};
	unsigned int i;

	if (len < SONY_STATUS_BYTES ||
	    buf[4] >= sizeof(words) / sizeof(words[0]))
		return -EPROTO;
	*audio = words[buf[4]];
	*lba = get_be32(buf + 6);
	if (buf[1] & 0x01 && !place_from_msf(buf + 7, lba))	/* LBAMSF */
		return -EPROTO;
	if (*lba >= PLACE_MAX_BLOCKS)
		return -EPROTO;
	for (i = 0; i < READER_CHANNELS; i++) {
		volume->select[i] = buf[10 + 2 * i] & 0x0f;
		volume->volume[i] = buf[11 + 2 * i];
	}
	return 0;
}

/**
 * answer_sony_toc() - READ TOC C1h: six bytes a track
 * @buf: the answer
 * @len: bytes that came
 * @msf: the drive gives addresses as times (LBAMSF of its mode page 08h)
 * @out: gets the tracks in rising order and the lead-out
 *
 * Return: 0, or -EPROTO also when there is no lead-out or an order is wrong.
 */
int answer_sony_toc(const uint8_t *buf, size_t len, bool msf,
		    struct mmc_toc *out)
{
	const uint8_t *d;
	uint32_t start;

	memset(out, 0, sizeof(*out));
	if (len < 4)
		return -EPROTO;
	if ((size_t)get_be16(buf) + 2 < len)
		len = (size_t)get_be16(buf) + 2;
	for (d = buf + 4; d + 6 <= buf + len; d += 6) {
		start = get_be32(d + 2);
		if ((msf && !place_from_msf(d + 3, &start)) ||
		    start >= PLACE_MAX_BLOCKS)
			return -EPROTO;
		if (out->nr_tracks &&
		    start <= out->tracks[out->nr_tracks - 1].start)
			return -EPROTO;
		if (d[0] == MMC_LEAD_OUT) {
			out->lead_out = start;
			return out->nr_tracks ? 0 : -EPROTO;
		}
		if (d[0] < 1 || d[0] > 99 || out->nr_tracks == 99)
			return -EPROTO;
		out->tracks[out->nr_tracks].number = d[0];
		out->tracks[out->nr_tracks].control = d[1] & 0x0f;
		out->tracks[out->nr_tracks].start = start;
		out->nr_tracks++;
	}
	return -EPROTO;
}

/**
 * answer_header() - READ HEADER 44h or C3h
 * @buf: the answer
 * @len: bytes that came
 * @mode: gets the sector's mode: 0, 1 or 2
 *
 * Return: 0 or -EPROTO.
 */
int answer_header(const uint8_t *buf, size_t len, uint8_t *mode)
{
	if (len < 1 || buf[0] > 2)
		return -EPROTO;
	*mode = buf[0];
	return 0;
}

/* Bytes of an answer to MODE SENSE(6) that count, and where pages begin. */
static int mode_bounds(const uint8_t *buf, size_t len, bool ten, size_t *from,
		       size_t *end)
{
	size_t header = ten ? 8 : 4;

	if (len < header)
		return -EPROTO;
	*end = ten ? (size_t)get_be16(buf) + 2 : (size_t)buf[0] + 1;
	if (*end > len)
		*end = len;
	*from = header + (ten ? get_be16(buf + 6) : buf[3]);
	return *from > *end ? -EPROTO : 0;
}

/**
 * answer_block_length() - the block descriptor of MODE SENSE(6)
 * @buf: the answer
 * @len: bytes that came
 * @bytes: gets the length of a logical block
 *
 * Return: 0, or -EPROTO also when there is no descriptor.
 */
int answer_block_length(const uint8_t *buf, size_t len, uint32_t *bytes)
{
	size_t from, end;

	if (mode_bounds(buf, len, false, &from, &end) || from < 12)
		return -EPROTO;
	*bytes = get_be32(buf + 8) & 0xffffff;
	return 0;
}

/**
 * answer_page() - find a page in an answer to MODE SENSE
 * @buf: the answer
 * @len: bytes that came
 * @ten: it is one to MODE SENSE(10)
 * @code: page code
 * @out: gets where it is
 *
 * Return: 0, or -EPROTO also when it is not there or not whole.
 */
int answer_page(const uint8_t *buf, size_t len, bool ten, uint8_t code,
		struct reader_page *out)
{
	size_t from, end;

	if (mode_bounds(buf, len, ten, &from, &end))
		return -EPROTO;
	while (end - from >= 2) {
		out->offset = from;
		out->len = (size_t)buf[from + 1] + 2;
		if (out->len > end - from)
			return -EPROTO;
		if ((buf[from] & 0x3f) == code)
			return 0;
		from += out->len;
	}
	return -EPROTO;
}

/**
 * answer_volume() - an audio control page (0Eh, or 09h of old drives)
 * @page: the page with its header
 * @len: of it
 * @out: gets the volumes
 *
 * Return: 0 or -EPROTO.
 */
int answer_volume(const uint8_t *page, size_t len, struct reader_volume *out)
{
	unsigned int i;

	if (len < VOLUME_AT + 2 * READER_CHANNELS)
		return -EPROTO;
	for (i = 0; i < READER_CHANNELS; i++) {
		out->select[i] = page[VOLUME_AT + 2 * i] & 0x0f;
		out->volume[i] = page[VOLUME_AT + 2 * i + 1];
	}
	return 0;
}

/**
 * answer_put_volume() - change such a page
 * @page: the page with its header
 * @len: of it
 * @volume: what goes in
 *
 * Return: 0 or -EPROTO.
 */
int answer_put_volume(uint8_t *page, size_t len,
		      const struct reader_volume *volume)
{
	unsigned int i;

	if (len < VOLUME_AT + 2 * READER_CHANNELS)
		return -EPROTO;
	for (i = 0; i < READER_CHANNELS; i++) {
		page[VOLUME_AT + 2 * i] = volume->select[i];
		page[VOLUME_AT + 2 * i + 1] = volume->volume[i];
	}
	return 0;
}

/**
 * answer_buffer() - the header of READ BUFFER, combined header and data
 * @buf: the answer
 * @len: bytes that came
 * @capacity: gets the size of the drive's buffer, bytes
 *
 * Return: 0, or -EPROTO also when there is no buffer.
 */
int answer_buffer(const uint8_t *buf, size_t len, uint32_t *capacity)
{
	if (len < 4)
		return -EPROTO;
	*capacity = get_be32(buf) & 0xffffff;	/* byte 0 is reserved */
	return *capacity ? 0 : -EPROTO;
}

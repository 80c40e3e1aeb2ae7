// SPDX-License-Identifier: GPL-2.0
/*
 * Any bytes as an answer of an old CD-ROM drive, and as a place that somebody
 * typed. What is accepted lies on a disc, a page inside its answer.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "reader/answer.h"
#include "reader/cdb.h"
#include "reader/place.h"

#define MAX_TEXT	64

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check(int promise)
{
	if (!promise)
		abort();
}

static void positions(const uint8_t *data, size_t len)
{
	struct reader_position p;
	struct reader_volume volume;
	enum reader_audio audio;
	uint32_t lba;

	if (!answer_position(data, len, &audio, &p) ||
	    !answer_sony_position(data, len, &p)) {
		check(p.track <= 99 && p.index <= 99 && p.control < 16);
		check(p.lba < PLACE_MAX_BLOCKS);
		check(p.relative < PLACE_MAX_BLOCKS);
	}
	if (!answer_sony_status(data, len, &audio, &lba, &volume))
		check(lba < PLACE_MAX_BLOCKS && audio <= READER_IDLE);
}

static void tables(const uint8_t *data, size_t len, bool msf)
{
	struct mmc_toc toc;
	unsigned int i;

	if (answer_sony_toc(data, len, msf, &toc))
		return;
	check(toc.nr_tracks >= 1 && toc.nr_tracks <= 99);
	for (i = 0; i < toc.nr_tracks; i++)
		check(toc.tracks[i].start < (i + 1 < toc.nr_tracks ?
					     toc.tracks[i + 1].start :
					     toc.lead_out));
	check(toc.lead_out < PLACE_MAX_BLOCKS);
}

static void pages(const uint8_t *data, size_t len, bool ten, uint8_t code)
{
	struct reader_volume volume;
	struct reader_page page;
	uint32_t bytes;

	if (!answer_block_length(data, len, &bytes))
		check(bytes <= 0xffffff);
	if (answer_page(data, len, ten, code, &page))
		return;
	check(page.len >= 2 && page.offset < len && page.len <= len - page.offset);
	check((data[page.offset] & 0x3f) == code);
	if (!answer_volume(data + page.offset, page.len, &volume))
		check(volume.select[0] < 16);
}

static void codes(const uint8_t *data, size_t len)
{
	char mcn[14], isrc[13];
	uint32_t capacity;
	uint8_t mode;

	if (!answer_catalog(data, len, mcn))
		check(!mcn[0] || strlen(mcn) == 13);
	if (!answer_isrc(data, len, isrc))
		check(!isrc[0] || strlen(isrc) == 12);
	if (!answer_header(data, len, &mode))
		check(mode <= 2);
	if (!answer_buffer(data, len, &capacity))
		check(capacity && capacity <= 0xffffff);
}

static void places(const uint8_t *data, size_t len)
{
	struct place_range range;
	char text[MAX_TEXT];
	uint8_t msf[3];
	uint32_t back;

	if (len >= sizeof(text))
		return;
	memcpy(text, data, len);
	text[len] = '\0';
	if (!place_parse_range(text, &range))
		return;
	if (range.from.kind == PLACE_TRACK || range.from.kind == PLACE_INDEX) {
		check(range.from.track >= 1 && range.from.track <= 99);
		check(range.from.index >= 1 && range.from.index <= 99);
		return;
	}
	check(range.from.lba < PLACE_MAX_BLOCKS);
	check(range.open || range.from.lba < range.to.lba);
	place_to_msf(range.from.lba, msf);
	check(place_from_msf(msf, &back) && back == range.from.lba);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	positions(data, len);
	tables(data, len, true);
	tables(data, len, false);
	codes(data, len);
	places(data, len);
	pages(data, len, false, 0x09);
	pages(data, len, true, 0x0e);
	return 0;
}

// SPDX-License-Identifier: GPL-2.0
/* Playing a disc through the drive's own audio output. */
#include <errno.h>
#include <string.h>

#include "disc/bytes.h"
#include "reader/player.h"

#define TOC_BYTES	804	/* 4 + 100 tracks of 8, SCSI-2 table 244 */
#define MAX_PLAY	65535	/* blocks of PLAY AUDIO(10) */
#define LAST_INDEX	99
#define PAGE_PARAMETERS	0x08	/* CDU-541: byte 2 b0 is LBAMSF */

/* Does C1h tell times or blocks? A drive without the page tells blocks. */
static bool sony_tells_times(struct reader *r)
{
	struct reader_page page;
	uint8_t buf[64];
	int ret = reader_send(r, cdb_mode_sense(false, PAGE_PARAMETERS,
						sizeof(buf)), buf);

	return ret > 0 &&
	       !answer_page(buf, (size_t)ret, false, PAGE_PARAMETERS, &page) &&
	       page.len > 2 && buf[page.offset + 2] & 0x01;
}

/**
 * reader_toc() - the table of contents, by 43h or C1h
 * @r: the session
 * @toc: gets it
 *
 * Return: 0, -EPROTO, or as reader_send().
 */
int reader_toc(struct reader *r, struct mmc_toc *toc)
{
	uint8_t buf[TOC_BYTES];
	bool msf;
	int ret = reader_send(r, cdb_toc(false, 1, sizeof(buf)), buf);

	if (ret >= 0)
		return mmc_parse_toc(buf, (size_t)ret, toc);
	if (ret != -EOPNOTSUPP || !r->kind->sony)
		return ret;
	msf = sony_tells_times(r);
	ret = reader_send(r, cdb_toc(true, 1, sizeof(buf)), buf);
	return ret < 0 ? ret : answer_sony_toc(buf, (size_t)ret, msf, toc);
}

static int sony_state(struct reader *r, struct reader_state *state)
{
	struct reader_volume volume;
	uint8_t buf[SONY_STATUS_BYTES];
	uint32_t lba;
	int ret;

	ret = reader_send(r, cdb_in(OP_SONY_STATUS, sizeof(buf)), buf);
	if (ret < 0)
		return ret;
	ret = answer_sony_status(buf, (size_t)ret, &state->audio, &lba, &volume);
	if (ret)
		return ret;
	ret = reader_send(r, cdb_in(OP_SONY_READ_SUBCHANNEL,
				    SONY_SUBCHANNEL_BYTES), buf);
	return ret < 0 ? ret : answer_sony_position(buf, (size_t)ret, &state->where);
}

/**
 * reader_state() - what the drive does, by 42h or by C4h and C2h
 * @r: the session
 * @state: gets it
 *
 * Return: 0, -EPROTO, or as reader_send().
 */
int reader_state(struct reader *r, struct reader_state *state)
{
	uint8_t buf[16];
	int ret = reader_send(r, cdb_subchannel(SUBCHANNEL_POSITION, 0,
						sizeof(buf)), buf);

	if (ret == -EOPNOTSUPP && r->kind->sony)
		return sony_state(r, state);
	return ret < 0 ? ret : answer_position(buf, (size_t)ret, &state->audio,
					       &state->where);
}

/* Indexes are known to the drive only. C6h stays within one track. */
static int play_indexes(struct reader *r, const struct mmc_toc *toc,
			const struct place_range *range)
{
	const struct place *from = &range->from;
	struct place to = range->to;
	uint8_t last;
	int ret;

	if (range->open) {
		to.track = toc->tracks[toc->nr_tracks - 1].number;
		to.kind = PLACE_TRACK;
	}
	last = to.kind == PLACE_INDEX ? to.index : LAST_INDEX;
	ret = reader_send(r, cdb_play_index(from->track, from->index, to.track, last), NULL);
	if (ret != -EOPNOTSUPP || !r->kind->sony || from->track != to.track)
		return ret;
	return reader_send(r, cdb_sony_play_track(from->track, from->index,
						  last - from->index + 1), NULL);
}

static bool wants_index(const struct place_range *range)
{
	return (range->from.kind == PLACE_INDEX && range->from.index > 1) ||
	       (!range->open && range->to.kind == PLACE_INDEX);
}

/**
 * reader_play() - begin to play
 * @r: the session
 * @toc: of its disc
 * @range: what
 *
 * Indexes by 48h or C6h, blocks by 45h or C8h where they fit into it, the
 * rest by 47h or C7h.
 *
 * Return: 0; as player_ends(); or as reader_send().
 */
int reader_play(struct reader *r, const struct mmc_toc *toc,
		const struct place_range *range)
{
	uint32_t from, end;
	uint16_t blocks;
	int ret = player_ends(toc, range, &from, &end);

	if (ret)
		return ret;
	if (wants_index(range)) {
		ret = play_indexes(r, toc, range);
	} else if (range->from.kind == PLACE_BLOCK && end - from <= MAX_PLAY) {
		blocks = (uint16_t)(end - from);
		ret = reader_send_either(r,
			cdb_blocks(OP_PLAY_AUDIO, from, blocks),
			cdb_blocks(OP_SONY_PLAY_AUDIO, from, blocks), NULL);
	} else {
		ret = reader_send_either(r, cdb_play_msf(false, from, end),
					 cdb_play_msf(true, from, end), NULL);
	}
	return ret < 0 ? ret : 0;
}

/**
 * reader_pause() - hold, or go on, by 4Bh or C5h
 * @r: the session
 * @pause: which of them
 *
 * Return: 0, or as reader_send().
 */
int reader_pause(struct reader *r, bool pause)
{
	int ret = reader_send_either(r, cdb_pause(false, pause),
				     cdb_pause(true, pause), NULL);

	return ret < 0 ? ret : 0;
}

/**
 * reader_stop() - end playing
 * @r: the session
 *
 * MMC: STOP PLAY/SCAN. Older drives: REZERO UNIT, which takes the pick-up to
 * the beginning. Where both are unknown the motor is stopped.
 *
 * Return: 0, or as reader_send().
 */
int reader_stop(struct reader *r)
{
	int ret = -EOPNOTSUPP;

	if (!r->kind->old)
		ret = reader_send(r, cdb_plain(OP_STOP_PLAY), NULL);
	if (ret == -EOPNOTSUPP)
		ret = reader_send(r, cdb_plain(OP_REZERO_UNIT), NULL);
	if (ret == -EOPNOTSUPP)
		ret = reader_send(r, cdb_start_stop(0), NULL);
	return ret < 0 ? ret : 0;
}

/**
 * reader_seek() - go to a place, and do there what was done before
 * @r: the session
 * @toc: of its disc
 * @place: where to
 *
 * One that plays goes on from there to the end of the audio, one that is
 * paused is paused there, another only takes its pick-up there.
 *
 * Return: 0; as player_ends(); or as reader_send().
 */
int reader_seek(struct reader *r, const struct mmc_toc *toc,
		const struct place *place)
{
	const struct place_range range = { .from = *place, .open = true };
	struct reader_state state;
	uint32_t from, end;
	int ret = reader_state(r, &state);

	if (ret < 0)
		return ret;
	if (state.audio == READER_PLAYING || state.audio == READER_PAUSED) {
		ret = reader_play(r, toc, &range);
		if (!ret && state.audio == READER_PAUSED)
			ret = reader_pause(r, true);
		return ret;
	}
	if (wants_index(&range))
		return -ENOTSUP;
	ret = player_ends(toc, &range, &from, &end);
	if (ret && ret != -EMEDIUMTYPE)
		return ret;
	ret = reader_send(r, cdb_blocks(OP_SEEK_10, from, 0), NULL);
	return ret < 0 ? ret : 0;
}

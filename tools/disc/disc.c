// SPDX-License-Identifier: GPL-2.0
/* What can be said of a disc without asking anybody. */
#include <stdlib.h>

#include "disc/disc.h"

/**
 * disc_block_bytes() - bytes of a block in the stream
 * @mode: enum dsr_mode
 * @subchannel: enum dsr_subchannel
 *
 * Return: the bytes, or 0 for a mode that there is not.
 */
uint16_t disc_block_bytes(uint8_t mode, uint8_t subchannel)
{
	/* ECMA-130 and the CD-ROM XA specification: see enum dsr_mode */
	static const uint16_t bytes[] = {
		[DSR_MODE_DATA] = 2048, [DSR_MODE_AUDIO] = 2352,
		[DSR_MODE_2] = 2336,	[DSR_MODE_XA1] = 2048,
		[DSR_MODE_XA2] = 2324,	[DSR_MODE_XA_MIX] = 2336,
		[DSR_MODE_RAW] = 2352,
	};
	uint16_t sub = subchannel == DSR_SUB_RAW96 ? 96 :
		       subchannel == DSR_SUB_PQ16 ? 16 : 0;

	if (mode >= sizeof(bytes) / sizeof(bytes[0]) || !bytes[mode])
		return 0;
	return (uint16_t)(bytes[mode] + sub);
}

static uint64_t streamed(const struct disc_track *t)
{
	return t->blocks + (t->gap_in_source ? t->pregap : 0);
}

/**
 * disc_track_end() - where a track ends
 * @track: which
 *
 * Return: LBA behind it, its run-out included.
 */
int64_t disc_track_end(const struct disc_track *track)
{
	return track->start + (int64_t)track->blocks +
	       (track->run_out ? DSR_RUN_OUT_BLOCKS : 0);
}

/**
 * disc_blocks() - blocks that a copy of it streams
 * @disc: which
 *
 * Return: of all tracks, with the pregaps that are in the source.
 */
uint64_t disc_blocks(const struct disc *disc)
{
	uint64_t blocks = 0;
	unsigned int i;

	for (i = 0; i < disc->nr_tracks; i++)
		blocks += streamed(&disc->tracks[i]);
	return blocks;
}

/**
 * disc_bytes() - bytes that a copy of it streams
 * @disc: which
 */
uint64_t disc_bytes(const struct disc *disc)
{
	const struct disc_track *t;
	uint64_t bytes = 0;
	unsigned int i;

	for (i = 0; i < disc->nr_tracks; i++) {
		t = &disc->tracks[i];
		bytes += streamed(t) *
			 disc_block_bytes(t->mode, t->subchannel);
	}
	return bytes;
}

/**
 * disc_free() - free what it has on the heap
 * @disc: which
 */
void disc_free(struct disc *disc)
{
	free(disc->cdtext);
	disc->cdtext = NULL;
	disc->cdtext_bytes = 0;
}

/**
 * disc_session_gap() - from a session's end to the next one's first track
 * @session: number of the next one, from 2
 *
 * Orange Book: the first lead-out is 6750 blocks, later ones 2250; 4500 of
 * lead-in and 150 of pregap follow.
 *
 * Return: blocks.
 */
int32_t disc_session_gap(uint8_t session)
{
	return (session == 2 ? 6750 : 2250) + 4500 + DISC_LEAD_IN_GAP;
}

/**
 * disc_odd_session() - does every session begin where one does?
 * @disc: which
 *
 * Return: the first one that lies elsewhere behind the one before it, 0: none.
 */
unsigned int disc_odd_session(const struct disc *disc)
{
	const struct disc_track *t;
	unsigned int i;

	for (i = 1; i < disc->nr_tracks; i++) {
		t = &disc->tracks[i];
		if (t->session != t[-1].session &&
		    t->start - (int64_t)t->pregap !=
			    disc_track_end(t - 1) + disc_session_gap(t->session))
			return t->session;
	}
	return 0;
}

/**
 * disc_has_audio() - is there a track of audio?
 * @disc: which
 */
bool disc_has_audio(const struct disc *disc)
{
	unsigned int i;

	for (i = 0; i < disc->nr_tracks; i++)
		if (disc->tracks[i].mode == DSR_MODE_AUDIO)
			return true;
	return false;
}

/**
 * disc_is_plain() - nothing but user data from block 0 on?
 * @disc: which
 *
 * Such a disc fits on every medium and into an ISO file. The run-out behind its
 * data is not counted: it is the recorder's.
 */
bool disc_is_plain(const struct disc *disc)
{
	const struct disc_track *t = &disc->tracks[0];

	return disc->nr_tracks == 1 && disc->nr_sessions == 1 &&
	       t->number == 1 && t->mode == DSR_MODE_DATA && !t->subchannel &&
	       !t->start && !t->pregap && !t->nr_indexes && !t->isrc[0] &&
	       (t->control & ~CONTROL_COPY) == CONTROL_DATA && !disc->mcn[0] &&
	       !disc->cdtext_bytes && !disc->layer_break;
}

/**
 * disc_fits_iso() - can an ISO file hold its data, if not all its numbers?
 * @disc: which
 */
bool disc_fits_iso(const struct disc *disc)
{
	return disc->nr_tracks == 1 && disc->tracks[0].mode == DSR_MODE_DATA &&
	       !disc->tracks[0].start;
}

/* the kinds of tracks that a CD has */
struct kinds {
	bool audio, data, xa, graphics;
};

static struct kinds kinds_of(const struct disc *disc)
{
	struct kinds k = { 0 };
	unsigned int i;

	for (i = 0; i < disc->nr_tracks; i++) {
		switch (disc->tracks[i].mode) {
		case DSR_MODE_AUDIO:
			k.audio = true;
			break;
		case DSR_MODE_XA1:
		case DSR_MODE_XA2:
		case DSR_MODE_XA_MIX:
			k.xa = true;
			k.data = true;
			break;
		default:
			k.data = true;
		}
		if (disc->tracks[i].subchannel == DSR_SUB_RAW96)
			k.graphics = true;
	}
	return k;
}

/**
 * disc_kind() - one word for what it is
 * @disc: which
 *
 * Return: a word of struct master's @kind, never NULL.
 */
const char *disc_kind(const struct disc *disc)
{
	struct kinds k = kinds_of(disc);

	if (disc->family == DSR_FAMILY_DVD)
		return "dvd";
	if (disc->family == DSR_FAMILY_BD)
		return "bd";
	if (disc->family != DSR_FAMILY_CD)
		return "image";
	if (k.audio && !k.data)
		return k.graphics ? "cd+g" : "cd-da";
	/* Blue Book: audio in the first session, data in the second one */
	if (k.audio && disc->nr_sessions == 2 &&
	    disc->tracks[0].mode == DSR_MODE_AUDIO)
		return "cd-extra";
	if (k.audio)
		return "mixed";
	if (disc->nr_sessions > 1)
		return "multi-session";
	return k.xa ? "xa" : "cd-rom";
}

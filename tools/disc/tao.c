// SPDX-License-Identifier: GPL-2.0
/*
 * Track at once the drive makes every pregap, of two seconds, and no index
 * marks; a disc is changed into what comes next to it.
 */
#include "disc/tao.h"

#define PREGAP		150	/* blocks that the drive puts before every track */

/* what was left out or moved, to be said once */
struct changes {
	bool hidden, pauses, lost_pauses, indexes, texts;
};

/* samples of a pause go to the end of the track before, as players count them */
static void move_pause(struct disc_track *prev, struct disc_track *t,
		       bool byte_offsets, struct changes *c)
{
	uint64_t unit = byte_offsets ?
				disc_block_bytes(t->mode, t->subchannel) : 1;

	if (t->gap_in_source) {
		t->source_offset += t->pregap * unit;
		t->gap_in_source = false;
		if (prev && prev->mode == DSR_MODE_AUDIO) {
			prev->blocks += t->pregap;
			c->pauses = true;
		} else if (prev) {
			c->lost_pauses = true;
		} else {
			c->hidden = true;
		}
	}
	t->pregap = prev ? PREGAP : 0;
}

static void say(const struct changes *c, struct said *said)
{
	if (c->hidden)
		said_note(said,
			  "what lies hidden before track 1 can't be written track at once and is left out");
	if (c->pauses)
		said_note(said,
			  "pauses become a part of the track before, and two seconds of silence come between tracks written at once");
	if (c->lost_pauses)
		said_note(said,
			  "the pause between data and audio is made by the recorder");
	if (c->indexes)
		said_note(said,
			  "index marks can't be written track at once and are left out");
	if (c->texts)
		said_note(said,
			  "CD-Text can't be written track at once and is left out");
}

/**
 * tao_fit() - change a disc into what can be written track at once
 * @disc: which; a plain one stays as it is
 * @byte_offsets: source offsets are bytes, not LBAs
 * @said: gets notes of what was left out
 */
void tao_fit(struct disc *disc, bool byte_offsets, struct said *said)
{
	struct changes c = { .texts = disc->cdtext_bytes };
	struct disc_track *t, *prev;
	unsigned int i;

	disc_free(disc);
	for (i = 0; i < disc->nr_tracks; i++) {
		t = &disc->tracks[i];
		prev = i && t[-1].session == t->session ? t - 1 : NULL;
		c.indexes |= t->nr_indexes;
		t->nr_indexes = 0;
		t->run_out = true;
		move_pause(prev, t, byte_offsets, &c);
	}
	/* lengths are known now, and with them the places */
	for (i = 0; i < disc->nr_tracks; i++) {
		t = &disc->tracks[i];
		prev = i && t[-1].session == t->session ? t - 1 : NULL;
		if (prev)
			t->start = (int32_t)disc_track_end(prev) + PREGAP;
		else if (!i)
			t->start = 0;
		else
			t->start = (int32_t)disc_track_end(t - 1) +
				   disc_session_gap(t->session);
	}
	say(&c, said);
}

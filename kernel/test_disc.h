/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Layouts of CDs for the suites that turn them into something.
 */
#ifndef DSR_TEST_DISC_H
#define DSR_TEST_DISC_H

#include <linux/stddef.h>
#include <linux/string.h>

#include "layout.h"

#define TEST_TRACKS	4

/* a layout as one lump */
struct test_disc {
	struct dsr_layout head;
	struct dsr_track tracks[TEST_TRACKS];
	u32 indexes[4];
};

static inline void test_disc_init(struct test_disc *d, u16 nr_tracks)
{
	memset(d, 0, sizeof(*d));
	d->head.size = sizeof(d->head);
	d->head.magic = DSR_LAYOUT_MAGIC;
	d->head.total_bytes = sizeof(*d);
	d->head.family = DSR_FAMILY_CD;
	d->head.nr_sessions = 1;
	d->head.nr_tracks = nr_tracks;
	d->head.tracks_offset = offsetof(struct test_disc, tracks);
	d->head.track_bytes = sizeof(d->tracks[0]);
}

/* track @number, its control nibble and block length as its mode has them */
static inline struct dsr_track *test_track(struct test_disc *d, u8 number,
					   u8 mode, s32 start, u64 blocks)
{
	static const u16 bytes[] = {
		[DSR_MODE_DATA] = 2048, [DSR_MODE_AUDIO] = 2352,
		[DSR_MODE_2] = 2336, [DSR_MODE_XA1] = 2048,
		[DSR_MODE_XA2] = 2324, [DSR_MODE_XA_MIX] = 2336,
		[DSR_MODE_RAW] = 2352,
	};
	struct dsr_track *t = &d->tracks[number - 1];

	t->size = sizeof(*t);
	t->number = number;
	t->session = 1;
	t->control = mode == DSR_MODE_AUDIO ? 0 : 4;
	t->mode = mode;
	t->block_bytes = bytes[mode];
	t->start = start;
	t->blocks = blocks;
	return t;
}

#endif

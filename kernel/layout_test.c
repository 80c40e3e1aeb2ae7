// SPDX-License-Identifier: GPL-2.0
/*
 * What layout.c promises: possible discs pass, and everything else is refused
 * with the name of the field that is wrong. Runs under KUnit, and in user space
 * by tests/fuzz.
 */
#include <kunit/test.h>
#include <linux/errno.h>
#include <linux/stddef.h>

#include "layout.h"

#define NR_TRACKS	3

/* a layout as one lump, so that a field is an offset into it */
struct image {
	struct dsr_layout head;
	struct dsr_track tracks[NR_TRACKS];
	u32 indexes[4];
	u8 cdtext[2 * 18];
	u8 pad[4];
};

static void set_head(struct image *m, u8 family, u16 nr_tracks)
{
	memset(m, 0, sizeof(*m));
	m->head.size = sizeof(m->head);
	m->head.magic = DSR_LAYOUT_MAGIC;
	m->head.total_bytes = sizeof(*m);
	m->head.family = family;
	m->head.nr_sessions = 1;
	m->head.nr_tracks = nr_tracks;
	m->head.tracks_offset = offsetof(struct image, tracks);
	m->head.track_bytes = sizeof(m->tracks[0]);
}

static void set_track(struct dsr_track *t, u8 number, u8 mode, s32 start,
		      u64 blocks)
{
	t->size = sizeof(*t);
	t->number = number;
	t->session = 1;
	t->control = mode == DSR_MODE_AUDIO ? 0 : 4;
	t->mode = mode;
	t->block_bytes = mode == DSR_MODE_AUDIO ? 2352 : 2048;
	t->start = start;
	t->blocks = blocks;
}

/* two audio tracks, and a data track in a second session */
static void make_cd(struct image *m)
{
	set_head(m, DSR_FAMILY_CD, 3);
	m->head.nr_sessions = 2;
	m->head.flags = DSR_LAYOUT_F_MCN;
	memcpy(m->head.mcn, "4006408123456", 13);
	m->head.cdtext_offset = offsetof(struct image, cdtext);
	m->head.cdtext_bytes = sizeof(m->cdtext);
	set_track(&m->tracks[0], 1, DSR_MODE_AUDIO, 0, 20000);
	m->tracks[0].flags = DSR_TRACK_F_ISRC;
	memcpy(m->tracks[0].isrc, "DEA129900001", 12);
	m->tracks[0].nr_indexes = 3;
	m->tracks[0].indexes_offset = offsetof(struct image, indexes);
	m->indexes[0] = 100;
	m->indexes[1] = 5000;
	m->indexes[2] = 19999;
	set_track(&m->tracks[1], 2, DSR_MODE_AUDIO, 20150, 300);
	m->tracks[1].pregap_blocks = 150;
	m->tracks[1].flags = DSR_TRACK_F_GAP_IN_SOURCE;
	m->tracks[1].block_bytes = 2352 + 96;
	m->tracks[1].subchannel = DSR_SUB_RAW96;
	set_track(&m->tracks[2], 3, DSR_MODE_XA1, 32000, 1000);
	m->tracks[2].session = 2;
}

static void make_dvd(struct image *m)
{
	set_head(m, DSR_FAMILY_DVD, 1);
	set_track(&m->tracks[0], 1, DSR_MODE_DATA, 0, 4000000);
	m->head.layer_break = 2086912;
}

static void make_any(struct image *m)
{
	set_head(m, DSR_FAMILY_ANY, 1);
	set_track(&m->tracks[0], 1, DSR_MODE_DATA, 0, 32769);
}

enum base { CD, DVD, ANY };

static void make(struct image *m, enum base base)
{
	switch (base) {
	case CD:
		make_cd(m);
		break;
	case DVD:
		make_dvd(m);
		break;
	case ANY:
		make_any(m);
		break;
	}
}

/*
 * One change to a good layout. @at, @width, @value: what is written where;
 * @track, @field: what dsr_layout_check() must object to
 */
struct change {
	enum base base;
	const char *what;
	u32 at;
	u32 width;
	u64 value;
	u32 track;
	u32 field;
};

#define H(f)		offsetof(struct dsr_layout, f)
#define T(f)		offsetof(struct dsr_track, f)
#define IN_TRACK(i)	(offsetof(struct image, tracks) + \
			 (i) * sizeof(struct dsr_track))

/* the head's @f becomes @v, and @blamed is to blame */
#define HEAD_FOR(base, f, v, blamed) \
	{ base, "head." #f " = " #v, H(f), sizeof_field(struct dsr_layout, f), \
	  v, DSR_LAYOUT_HEAD, H(blamed) }
#define HEAD(base, f, v)	HEAD_FOR(base, f, v, f)

#define TRACK_FOR(base, i, f, v, blamed) \
	{ base, "tracks[" #i "]." #f " = " #v, IN_TRACK(i) + T(f), \
	  sizeof_field(struct dsr_track, f), v, i, T(blamed) }
#define TRACK(base, i, f, v)	TRACK_FOR(base, i, f, v, f)

/* as TRACK_FOR, but the track behind it is to blame */
#define TRACK_NEXT(base, i, f, v, blamed) \
	{ base, "tracks[" #i "]." #f " = " #v, IN_TRACK(i) + T(f), \
	  sizeof_field(struct dsr_track, f), v, (i) + 1, T(blamed) }

/* byte @n of field @f */
#define HEAD_BYTE(base, f, n, v) \
	{ base, "head." #f "[" #n "] = " #v, H(f) + (n), 1, v, \
	  DSR_LAYOUT_HEAD, H(f) }
#define TRACK_BYTE(base, i, f, n, v) \
	{ base, "tracks[" #i "]." #f "[" #n "] = " #v, \
	  IN_TRACK(i) + T(f) + (n), 1, v, i, T(f) }

#define INDEX(n, v) \
	{ CD, "indexes[" #n "] = " #v, offsetof(struct image, indexes[n]), 4, \
	  v, 0, T(indexes_offset) }

static const struct change impossible[] = {
	HEAD(CD, magic, DSR_LAYOUT_MAGIC + 1),
	HEAD(CD, magic, 0x4453524c),	/* the other byte order */
	HEAD(CD, size, 0),
	HEAD(CD, size, sizeof(struct dsr_layout) - 1),
	HEAD(CD, size, 0xffffffff),
	/* reaches into the tracks, which are not zero */
	HEAD(CD, size, sizeof(struct dsr_layout) + 8),
	HEAD(CD, total_bytes, 0),
	HEAD(CD, total_bytes, sizeof(struct dsr_layout) - 1),
	HEAD(CD, total_bytes, sizeof(struct image) + 1),
	HEAD(CD, total_bytes, 0xffffffff),
	HEAD(CD, family, 0),
	HEAD(CD, family, 5),
	HEAD(CD, nr_tracks, 0),
	HEAD(CD, nr_tracks, 100),
	HEAD(CD, nr_tracks, 0xffff),
	HEAD(ANY, nr_tracks, 2),
	HEAD(CD, nr_sessions, 0),
	HEAD(CD, nr_sessions, 1),
	HEAD(CD, nr_sessions, 3),
	HEAD(CD, nr_sessions, 4),
	HEAD(CD, flags, 0x80000000),
	HEAD(CD, flags, 4),
	HEAD(DVD, flags, DSR_LAYOUT_F_MCN),
	HEAD_BYTE(CD, reserved8, 2, 1),
	HEAD_BYTE(CD, reserved, 23, 1),
	HEAD(CD, tracks_offset, 0),
	HEAD(CD, tracks_offset, sizeof(struct dsr_layout) - 8),
	HEAD(CD, tracks_offset, sizeof(struct dsr_layout) + 4),
	HEAD(CD, tracks_offset, sizeof(struct image)),
	HEAD(CD, tracks_offset, 0xfffffff8),
	HEAD(CD, track_bytes, 0),
	HEAD(CD, track_bytes, sizeof(struct dsr_track) - 8),
	HEAD(CD, track_bytes, sizeof(struct dsr_track) + 4),
	/* the product of both leaves 32 bits */
	HEAD_FOR(CD, track_bytes, 0xfffffff8, tracks_offset),
	HEAD_FOR(CD, track_bytes, 0x55555558, tracks_offset),
	HEAD(CD, cdtext_offset, 0),
	HEAD(CD, cdtext_offset, 8),
	HEAD(CD, cdtext_offset, sizeof(struct image) - 35),
	HEAD(CD, cdtext_offset, 0xffffffff),
	HEAD_FOR(CD, cdtext_bytes, 0, cdtext_offset),
	HEAD(CD, cdtext_bytes, 35),
	HEAD(CD, cdtext_bytes, 2049 * 18),
	HEAD_FOR(CD, cdtext_bytes, 2048 * 18, cdtext_offset),
	HEAD(CD, layer_break, 1000),
	HEAD(ANY, layer_break, 1000),
	HEAD(DVD, layer_break, 4000000),
	HEAD_BYTE(CD, mcn, 0, ' '),
	HEAD_BYTE(CD, mcn, 12, 0),

	TRACK(CD, 0, size, 0),
	TRACK(CD, 1, size, sizeof(struct dsr_track) - 1),
	TRACK(CD, 2, size, sizeof(struct dsr_track) + 1),
	TRACK(CD, 0, number, 0),
	TRACK(CD, 0, number, 100),
	/* the next one does not follow any more */
	TRACK_NEXT(CD, 0, number, 2, number),
	TRACK(CD, 1, number, 1),
	TRACK(CD, 1, number, 3),
	TRACK(CD, 0, session, 0),
	TRACK(CD, 0, session, 2),
	TRACK(CD, 1, session, 0),
	TRACK(CD, 1, session, 3),
	TRACK(CD, 0, control, 4),
	TRACK(CD, 0, control, 0x10),
	TRACK(CD, 2, control, 0),
	TRACK(DVD, 0, control, 2),
	TRACK(CD, 0, mode, 0),
	TRACK(CD, 0, mode, 8),
	TRACK(DVD, 0, mode, DSR_MODE_AUDIO),
	TRACK(DVD, 0, mode, DSR_MODE_XA1),
	TRACK(ANY, 0, mode, DSR_MODE_RAW),
	TRACK(CD, 0, subchannel, 3),
	TRACK(DVD, 0, subchannel, DSR_SUB_PQ16),
	TRACK_FOR(CD, 0, subchannel, DSR_SUB_PQ16, block_bytes),
	TRACK_FOR(CD, 1, subchannel, DSR_SUB_NONE, block_bytes),
	TRACK(CD, 0, block_bytes, 0),
	TRACK(CD, 0, block_bytes, 2048),
	TRACK(CD, 1, block_bytes, 95),
	TRACK(CD, 1, block_bytes, 2352 + 16),
	TRACK(CD, 2, block_bytes, 2352),
	TRACK(DVD, 0, block_bytes, 2049),
	TRACK(CD, 0, flags, 4),
	TRACK(CD, 0, flags, 0x80000000),
	TRACK(DVD, 0, flags, DSR_TRACK_F_ISRC),
	TRACK(DVD, 0, pregap_blocks, 150),
	TRACK(CD, 0, pregap_blocks, 151),
	TRACK(CD, 1, pregap_blocks, 151),
	TRACK(CD, 1, pregap_blocks, 0xffffffff),
	TRACK(CD, 0, start, -151),
	TRACK(CD, 1, start, 19999),
	TRACK(CD, 1, start, -2147483647 - 1),
	TRACK(CD, 2, start, 20449),
	TRACK(DVD, 0, start, -1),
	TRACK(CD, 0, blocks, 0),
	TRACK(CD, 0, blocks, 299),
	TRACK(CD, 2, blocks, 0),
	TRACK(CD, 2, blocks, 450000 - 32000 + 1),
	TRACK(DVD, 0, blocks, 0x100000001),
	TRACK(DVD, 0, blocks, 0xffffffffffffffff),
	TRACK_NEXT(CD, 0, blocks, 20001, pregap_blocks),
	TRACK_NEXT(CD, 0, blocks, 20151, start),
	TRACK(CD, 0, source_offset, 0x8000000000000000),
	TRACK(DVD, 0, source_offset, 0xffffffffffffffff),
	TRACK(CD, 0, nr_indexes, 99),
	TRACK(DVD, 0, nr_indexes, 1),
	TRACK_FOR(CD, 0, nr_indexes, 0, indexes_offset),
	/* its fourth is 0: it does not rise */
	TRACK_FOR(CD, 0, nr_indexes, 4, indexes_offset),
	TRACK_FOR(CD, 0, nr_indexes, 98, indexes_offset),
	TRACK(CD, 0, indexes_offset, 0),
	TRACK(CD, 0, indexes_offset, 8),
	TRACK(CD, 0, indexes_offset, offsetof(struct image, indexes) + 2),
	TRACK(CD, 0, indexes_offset, sizeof(struct image) - 8),
	TRACK(CD, 0, indexes_offset, 0xfffffffc),
	INDEX(0, 0),
	INDEX(0, 5000),
	INDEX(1, 99),
	INDEX(2, 20000),
	TRACK_BYTE(CD, 0, isrc, 0, 'd'),
	TRACK_BYTE(CD, 0, isrc, 1, '1'),
	TRACK_BYTE(CD, 0, isrc, 2, '-'),
	TRACK_BYTE(CD, 0, isrc, 5, 'A'),
	TRACK_BYTE(CD, 0, isrc, 11, 0),
	TRACK_BYTE(CD, 2, reserved, 0, 1),
	TRACK_BYTE(CD, 2, reserved, 15, 0x80),
};

static const struct change possible[] = {
	HEAD(CD, flags, DSR_LAYOUT_F_MCN | DSR_LAYOUT_F_OPEN),
	HEAD(DVD, flags, DSR_LAYOUT_F_OPEN),
	HEAD(DVD, family, DSR_FAMILY_BD),
	HEAD(DVD, layer_break, 0),
	HEAD(DVD, layer_break, 3999999),
	HEAD(CD, cdtext_bytes, 18),
	TRACK(CD, 0, control, 0xb),	/* four channels, copy, pre-emphasis */
	TRACK(CD, 0, pregap_blocks, 150),
	TRACK(CD, 0, start, -150),
	TRACK(CD, 0, blocks, 20000),
	TRACK(CD, 1, flags, 0),
	TRACK(CD, 1, start, 31700),
	TRACK(CD, 2, session, 2),
	TRACK(CD, 2, start, 20450),
	TRACK(CD, 2, blocks, 1),
	TRACK(CD, 2, blocks, 450000 - 32000),
	TRACK(DVD, 0, blocks, 0x100000000),
	TRACK(DVD, 0, start, 2147483647),
	TRACK(CD, 0, source_offset, 0x4000000000000000),
	INDEX(0, 1),
	INDEX(1, 101),
	TRACK_BYTE(CD, 0, isrc, 2, '1'),
	TRACK_BYTE(CD, 0, isrc, 4, 'Z'),
};

/* write @width bytes of @value at @at, as this machine's fields have them */
static void apply(struct image *m, const struct change *c)
{
	u8 v8 = c->value;
	u16 v16 = c->value;
	u32 v32 = c->value;
	u64 v64 = c->value;
	u8 *to = (u8 *)m + c->at;

	switch (c->width) {
	case 1:
		memcpy(to, &v8, 1);
		break;
	case 2:
		memcpy(to, &v16, 2);
		break;
	case 4:
		memcpy(to, &v32, 4);
		break;
	case 8:
		memcpy(to, &v64, 8);
		break;
	}
}

static struct image *new_image(struct kunit *test)
{
	struct image *m = kunit_kmalloc(test, sizeof(*m), GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, m);
	return m;
}

static void nonsense_is_refused_by_the_name_of_its_field(struct kunit *test)
{
	struct image *m = new_image(test);
	struct dsr_layout_fault fault;
	const struct change *c;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(impossible); i++) {
		c = &impossible[i];
		make(m, c->base);
		apply(m, c);
		memset(&fault, 0xa5, sizeof(fault));
		KUNIT_EXPECT_EQ_MSG(test, -EINVAL,
				    dsr_layout_check(m, sizeof(*m), &fault),
				    "%s", c->what);
		KUNIT_EXPECT_EQ_MSG(test, fault.track, c->track, "%s: track",
				    c->what);
		KUNIT_EXPECT_EQ_MSG(test, fault.field, c->field,
				    "%s: field", c->what);
	}
}

static void possible_discs_pass(struct kunit *test)
{
	struct image *m = new_image(test);
	struct dsr_layout_fault fault;
	const struct change *c;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(possible); i++) {
		c = &possible[i];
		make(m, c->base);
		apply(m, c);
		KUNIT_EXPECT_EQ_MSG(test, 0,
				    dsr_layout_check(m, sizeof(*m), &fault),
				    "%s: field %u of track %u", c->what,
				    fault.field, fault.track);
	}
}

static void every_mode_passes_with_its_block_length(struct kunit *test)
{
	static const struct {
		u8 mode;
		u16 bytes;
	} kinds[] = {
		{ DSR_MODE_DATA, 2048 },
		{ DSR_MODE_AUDIO, 2352 },
		{ DSR_MODE_2, 2336 },
		{ DSR_MODE_XA1, 2048 },
		{ DSR_MODE_XA2, 2324 },
		{ DSR_MODE_XA_MIX, 2332 },
		{ DSR_MODE_XA_MIX, 2336 },
		{ DSR_MODE_RAW, 2352 },
	};
	static const u16 sub_bytes[] = { 0, 16, 96 };
	struct image *m = new_image(test);
	struct dsr_layout_fault fault;
	unsigned int k, sub;

	for (k = 0; k < ARRAY_SIZE(kinds); k++) {
		for (sub = 0; sub < ARRAY_SIZE(sub_bytes); sub++) {
			set_head(m, DSR_FAMILY_CD, 1);
			set_track(m->tracks, 1, kinds[k].mode, 0, 300);
			m->tracks[0].subchannel = sub;
			m->tracks[0].block_bytes = kinds[k].bytes +
						   sub_bytes[sub];
			KUNIT_EXPECT_EQ_MSG(test, 0,
					    dsr_layout_check(m, sizeof(*m), &fault),
					    "mode %u, sub-channel %u",
					    kinds[k].mode, sub);
		}
	}
}

static void layout_cut_short_is_refused(struct kunit *test)
{
	struct image *m = new_image(test);
	struct dsr_layout_fault fault;
	u32 len;
	u8 *cut;

	make_cd(m);
	for (len = 0; len < sizeof(*m); len++) {
		cut = kunit_kmalloc(test, len ? len : 1, GFP_KERNEL);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, cut);
		memcpy(cut, m, len);
		KUNIT_EXPECT_EQ_MSG(test, -EINVAL,
				    dsr_layout_check(cut, len, &fault),
				    "%u bytes", len);
		KUNIT_EXPECT_EQ_MSG(test, fault.track, DSR_LAYOUT_HEAD,
				    "%u bytes", len);
	}
}

static void longer_structures_pass_with_zeros_in_them(struct kunit *test)
{
	struct {
		struct dsr_layout head;
		u64 newer_head;
		struct dsr_track track;
		u64 newer_track;
	} m;
	struct dsr_layout_fault fault;
	struct image base;

	make_any(&base);
	memset(&m, 0, sizeof(m));
	m.head = base.head;
	m.head.size = sizeof(m.head) + 8;
	m.head.total_bytes = sizeof(m);
	m.head.tracks_offset = sizeof(m.head) + 8;
	m.head.track_bytes = sizeof(m.track) + 8;
	m.track = base.tracks[0];
	m.track.size = sizeof(m.track) + 8;
	KUNIT_EXPECT_EQ(test, 0, dsr_layout_check(&m, sizeof(m), &fault));
	m.newer_track = 1;
	KUNIT_EXPECT_EQ(test, -EINVAL,
			dsr_layout_check(&m, sizeof(m), &fault));
	KUNIT_EXPECT_EQ(test, fault.track, 0U);
	KUNIT_EXPECT_EQ(test, fault.field, (u32)T(size));
	m.newer_track = 0;
	m.newer_head = 1;
	KUNIT_EXPECT_EQ(test, -EINVAL,
			dsr_layout_check(&m, sizeof(m), &fault));
	KUNIT_EXPECT_EQ(test, fault.track, DSR_LAYOUT_HEAD);
	KUNIT_EXPECT_EQ(test, fault.field, (u32)H(size));
}

static void tracks_are_found_by_their_distance(struct kunit *test)
{
	struct image *m = new_image(test);
	unsigned int i;

	make_cd(m);
	for (i = 0; i < NR_TRACKS; i++)
		KUNIT_EXPECT_PTR_EQ(test, dsr_layout_track(&m->head, i),
				    (const struct dsr_track *)&m->tracks[i]);
}

static void streamed_blocks_count_gaps_in_the_source(struct kunit *test)
{
	struct image *m = new_image(test);

	make_cd(m);
	m->tracks[2].pregap_blocks = 99;	/* not in the source */
	KUNIT_EXPECT_EQ(test, dsr_layout_blocks(&m->head),
			20000ULL + 150 + 300 + 1000);
	make_dvd(m);
	KUNIT_EXPECT_EQ(test, dsr_layout_blocks(&m->head), 4000000ULL);
}

static struct kunit_case layout_cases[] = {
	KUNIT_CASE(nonsense_is_refused_by_the_name_of_its_field),
	KUNIT_CASE(possible_discs_pass),
	KUNIT_CASE(every_mode_passes_with_its_block_length),
	KUNIT_CASE(layout_cut_short_is_refused),
	KUNIT_CASE(longer_structures_pass_with_zeros_in_them),
	KUNIT_CASE(tracks_are_found_by_their_distance),
	KUNIT_CASE(streamed_blocks_count_gaps_in_the_source),
	{}
};

static struct kunit_suite layout_suite = {
	.name = "dsr_layout",
	.test_cases = layout_cases,
};
kunit_test_suite(layout_suite);

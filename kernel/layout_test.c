// SPDX-License-Identifier: GPL-2.0
/*
 * What layout.c promises: possible discs pass, and everything else is refused
 * with the name of the field that is wrong. Runs under KUnit, and in user space
 * by tests/fuzz.
 */
#include <kunit/test.h>
#include <linux/bits.h>
#include <linux/errno.h>
#include <linux/stddef.h>

#include "layout.h"

#define NR_TRACKS	3

/* a layout as one lump */
struct image {
	struct dsr_layout head;
	struct dsr_track tracks[NR_TRACKS];
	u32 indexes[4];
	u8 cdtext[2 * 18];
	u8 pad[4];
};

static struct image m;

static void set_head(u8 family, u16 nr_tracks)
{
	memset(&m, 0, sizeof(m));
	m.head.size = sizeof(m.head);
	m.head.magic = DSR_LAYOUT_MAGIC;
	m.head.total_bytes = sizeof(m);
	m.head.family = family;
	m.head.nr_sessions = 1;
	m.head.nr_tracks = nr_tracks;
	m.head.tracks_offset = offsetof(struct image, tracks);
	m.head.track_bytes = sizeof(m.tracks[0]);
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
static void make_cd(void)
{
	set_head(DSR_FAMILY_CD, 3);
	m.head.nr_sessions = 2;
	m.head.flags = DSR_LAYOUT_F_MCN;
	memcpy(m.head.mcn, "4006408123456", 13);
	m.head.cdtext_offset = offsetof(struct image, cdtext);
	m.head.cdtext_bytes = sizeof(m.cdtext);
	set_track(&m.tracks[0], 1, DSR_MODE_AUDIO, 0, 20000);
	m.tracks[0].flags = DSR_TRACK_F_ISRC;
	memcpy(m.tracks[0].isrc, "DEA129900001", 12);
	m.tracks[0].nr_indexes = 3;
	m.tracks[0].indexes_offset = offsetof(struct image, indexes);
	m.indexes[0] = 100;
	m.indexes[1] = 5000;
	m.indexes[2] = 19999;
	set_track(&m.tracks[1], 2, DSR_MODE_AUDIO, 20150, 300);
	m.tracks[1].pregap_blocks = 150;
	m.tracks[1].flags = DSR_TRACK_F_GAP_IN_SOURCE;
	m.tracks[1].block_bytes = 2352 + 96;
	m.tracks[1].subchannel = DSR_SUB_RAW96;
	set_track(&m.tracks[2], 3, DSR_MODE_XA1, 32000, 1000);
	m.tracks[2].session = 2;
}

static void make_dvd(void)
{
	set_head(DSR_FAMILY_DVD, 1);
	set_track(&m.tracks[0], 1, DSR_MODE_DATA, 0, 4000000);
	m.head.layer_break = 2086912;
}

static void make_any(void)
{
	set_head(DSR_FAMILY_ANY, 1);
	set_track(&m.tracks[0], 1, DSR_MODE_DATA, 0, 32769);
}

enum base { CD, DVD, ANY };

static void make(enum base base)
{
	switch (base) {
	case CD:
		make_cd();
		break;
	case DVD:
		make_dvd();
		break;
	case ANY:
		make_any();
		break;
	}
}

/*
 * One change to a good layout: @width bytes at @at become @value, and
 * dsr_layout_check() must object to the field @blamed, NULL: the one at @at.
 */
struct change {
	enum base base;
	const char *what;
	void *at;
	u32 width;
	u64 value;
	const void *blamed;
};

#define CHANGE(base, lvalue, value) \
	{ base, #lvalue " = " #value, &(lvalue), sizeof(lvalue), value, NULL }
#define CHANGE_FOR(base, lvalue, value, blamed) \
	{ base, #lvalue " = " #value, &(lvalue), sizeof(lvalue), value, \
	  &(blamed) }

static const struct change impossible[] = {
	CHANGE(CD, m.head.magic, DSR_LAYOUT_MAGIC + 1),
	CHANGE(CD, m.head.magic, 0x4453524c),	/* the other byte order */
	CHANGE(CD, m.head.size, 0),
	CHANGE(CD, m.head.size, sizeof(struct dsr_layout) - 1),
	CHANGE(CD, m.head.size, 0xffffffff),
	/* reaches into the tracks, which are not zero */
	CHANGE(CD, m.head.size, sizeof(struct dsr_layout) + 8),
	CHANGE(CD, m.head.total_bytes, 0),
	CHANGE(CD, m.head.total_bytes, sizeof(struct dsr_layout) - 1),
	CHANGE(CD, m.head.total_bytes, sizeof(struct image) + 1),
	CHANGE(CD, m.head.total_bytes, 0xffffffff),
	CHANGE(CD, m.head.family, 0),
	CHANGE(CD, m.head.family, 5),
	CHANGE(CD, m.head.nr_tracks, 0),
	CHANGE(CD, m.head.nr_tracks, 100),
	CHANGE(CD, m.head.nr_tracks, 0xffff),
	CHANGE(ANY, m.head.nr_tracks, 2),
	CHANGE(CD, m.head.nr_sessions, 0),
	CHANGE(CD, m.head.nr_sessions, 1),
	CHANGE(CD, m.head.nr_sessions, 3),
	CHANGE(CD, m.head.nr_sessions, 4),
	CHANGE(CD, m.head.flags, 0x80000000),
	CHANGE(CD, m.head.flags, 4),
	CHANGE(DVD, m.head.flags, DSR_LAYOUT_F_MCN),
	CHANGE_FOR(CD, m.head.reserved8[2], 1, m.head.reserved8),
	CHANGE_FOR(CD, m.head.reserved[2], BIT_ULL(56), m.head.reserved),
	CHANGE(CD, m.head.tracks_offset, 0),
	CHANGE(CD, m.head.tracks_offset, sizeof(struct dsr_layout) - 8),
	CHANGE(CD, m.head.tracks_offset, sizeof(struct dsr_layout) + 4),
	CHANGE(CD, m.head.tracks_offset, sizeof(struct image)),
	CHANGE(CD, m.head.tracks_offset, 0xfffffff8),
	CHANGE(CD, m.head.track_bytes, 0),
	CHANGE(CD, m.head.track_bytes, sizeof(struct dsr_track) - 8),
	CHANGE(CD, m.head.track_bytes, sizeof(struct dsr_track) + 4),
	/* the product of both leaves 32 bits */
	CHANGE_FOR(CD, m.head.track_bytes, 0xfffffff8, m.head.tracks_offset),
	CHANGE_FOR(CD, m.head.track_bytes, 0x55555558, m.head.tracks_offset),
	CHANGE(CD, m.head.cdtext_offset, 0),
	CHANGE(CD, m.head.cdtext_offset, 8),
	CHANGE(CD, m.head.cdtext_offset, sizeof(struct image) - 35),
	CHANGE(CD, m.head.cdtext_offset, 0xffffffff),
	CHANGE_FOR(CD, m.head.cdtext_bytes, 0, m.head.cdtext_offset),
	CHANGE(CD, m.head.cdtext_bytes, 35),
	CHANGE(CD, m.head.cdtext_bytes, 2049 * 18),
	CHANGE_FOR(CD, m.head.cdtext_bytes, 2048 * 18, m.head.cdtext_offset),
	CHANGE(CD, m.head.layer_break, 1000),
	CHANGE(ANY, m.head.layer_break, 1000),
	CHANGE(DVD, m.head.layer_break, 4000000),
	CHANGE_FOR(CD, m.head.mcn[0], ' ', m.head.mcn),
	CHANGE_FOR(CD, m.head.mcn[12], 0, m.head.mcn),

	CHANGE(CD, m.tracks[0].size, 0),
	CHANGE(CD, m.tracks[1].size, sizeof(struct dsr_track) - 1),
	CHANGE(CD, m.tracks[2].size, sizeof(struct dsr_track) + 1),
	CHANGE(CD, m.tracks[0].number, 0),
	CHANGE(CD, m.tracks[0].number, 100),
	/* the next one does not follow any more */
	CHANGE_FOR(CD, m.tracks[0].number, 2, m.tracks[1].number),
	CHANGE(CD, m.tracks[1].number, 1),
	CHANGE(CD, m.tracks[1].number, 3),
	CHANGE(CD, m.tracks[0].session, 0),
	CHANGE(CD, m.tracks[0].session, 2),
	CHANGE(CD, m.tracks[1].session, 0),
	CHANGE(CD, m.tracks[1].session, 3),
	CHANGE(CD, m.tracks[0].control, 4),
	CHANGE(CD, m.tracks[0].control, 0x10),
	CHANGE(CD, m.tracks[2].control, 0),
	CHANGE(DVD, m.tracks[0].control, 2),
	CHANGE(CD, m.tracks[0].mode, 0),
	CHANGE(CD, m.tracks[0].mode, 8),
	CHANGE(DVD, m.tracks[0].mode, DSR_MODE_AUDIO),
	CHANGE(DVD, m.tracks[0].mode, DSR_MODE_XA1),
	CHANGE(ANY, m.tracks[0].mode, DSR_MODE_RAW),
	CHANGE(CD, m.tracks[0].subchannel, 3),
	CHANGE(DVD, m.tracks[0].subchannel, DSR_SUB_PQ16),
	CHANGE_FOR(CD, m.tracks[0].subchannel, DSR_SUB_PQ16, m.tracks[0].block_bytes),
	CHANGE_FOR(CD, m.tracks[1].subchannel, DSR_SUB_NONE, m.tracks[1].block_bytes),
	CHANGE(CD, m.tracks[0].block_bytes, 0),
	CHANGE(CD, m.tracks[0].block_bytes, 2048),
	CHANGE(CD, m.tracks[1].block_bytes, 95),
	CHANGE(CD, m.tracks[1].block_bytes, 2352 + 16),
	CHANGE(CD, m.tracks[2].block_bytes, 2352),
	CHANGE(DVD, m.tracks[0].block_bytes, 2049),
	CHANGE(CD, m.tracks[0].flags, 8),
	CHANGE(CD, m.tracks[0].flags, 0x80000000),
	CHANGE(DVD, m.tracks[0].flags, DSR_TRACK_F_ISRC),
	CHANGE(DVD, m.tracks[0].flags, DSR_TRACK_F_RUN_OUT),
	CHANGE(ANY, m.tracks[0].flags, DSR_TRACK_F_RUN_OUT),
	/* it does not fit before the next track's pregap */
	CHANGE_FOR(CD, m.tracks[0].flags, DSR_TRACK_F_RUN_OUT, m.tracks[1].pregap_blocks),
	CHANGE(DVD, m.tracks[0].pregap_blocks, 150),
	CHANGE(CD, m.tracks[0].pregap_blocks, 1),
	CHANGE(CD, m.tracks[1].pregap_blocks, 151),
	CHANGE(CD, m.tracks[1].pregap_blocks, 0xffffffff),
	CHANGE(CD, m.tracks[0].start, -1),
	CHANGE(CD, m.tracks[1].start, 19999),
	CHANGE(CD, m.tracks[1].start, -2147483647 - 1),
	CHANGE(CD, m.tracks[2].start, 20450 + 11399),
	CHANGE(DVD, m.tracks[0].start, -1),
	CHANGE(CD, m.tracks[0].blocks, 0),
	CHANGE(CD, m.tracks[0].blocks, 299),
	CHANGE(CD, m.tracks[2].blocks, 0),
	CHANGE(CD, m.tracks[2].blocks, 299),
	CHANGE(CD, m.tracks[2].blocks, 450000 - 32000 + 1),
	CHANGE(DVD, m.tracks[0].blocks, 0x100000001),
	CHANGE(DVD, m.tracks[0].blocks, 0xffffffffffffffff),
	CHANGE_FOR(CD, m.tracks[0].blocks, 20001, m.tracks[1].pregap_blocks),
	CHANGE_FOR(CD, m.tracks[0].blocks, 20151, m.tracks[1].start),
	CHANGE(CD, m.tracks[0].source_offset, 0x8000000000000000),
	CHANGE(DVD, m.tracks[0].source_offset, 0xffffffffffffffff),
	CHANGE(CD, m.tracks[0].nr_indexes, 99),
	CHANGE(DVD, m.tracks[0].nr_indexes, 1),
	CHANGE_FOR(CD, m.tracks[0].nr_indexes, 0, m.tracks[0].indexes_offset),
	/* its fourth is 0: it does not rise */
	CHANGE_FOR(CD, m.tracks[0].nr_indexes, 4, m.tracks[0].indexes_offset),
	CHANGE_FOR(CD, m.tracks[0].nr_indexes, 98, m.tracks[0].indexes_offset),
	CHANGE(CD, m.tracks[0].indexes_offset, 0),
	CHANGE(CD, m.tracks[0].indexes_offset, 8),
	CHANGE(CD, m.tracks[0].indexes_offset, offsetof(struct image, indexes) + 2),
	CHANGE(CD, m.tracks[0].indexes_offset, sizeof(struct image) - 8),
	CHANGE(CD, m.tracks[0].indexes_offset, 0xfffffffc),
	CHANGE_FOR(CD, m.indexes[0], 0, m.tracks[0].indexes_offset),
	CHANGE_FOR(CD, m.indexes[0], 5000, m.tracks[0].indexes_offset),
	CHANGE_FOR(CD, m.indexes[1], 99, m.tracks[0].indexes_offset),
	CHANGE_FOR(CD, m.indexes[2], 20000, m.tracks[0].indexes_offset),
	CHANGE_FOR(CD, m.tracks[0].isrc[0], 'd', m.tracks[0].isrc),
	CHANGE_FOR(CD, m.tracks[0].isrc[1], '1', m.tracks[0].isrc),
	CHANGE_FOR(CD, m.tracks[0].isrc[2], '-', m.tracks[0].isrc),
	CHANGE_FOR(CD, m.tracks[0].isrc[5], 'A', m.tracks[0].isrc),
	CHANGE_FOR(CD, m.tracks[0].isrc[11], 0, m.tracks[0].isrc),
	CHANGE_FOR(CD, m.tracks[2].reserved[0], 1, m.tracks[2].reserved),
	CHANGE_FOR(CD, m.tracks[2].reserved[1], BIT_ULL(63), m.tracks[2].reserved),
};

static const struct change possible[] = {
	CHANGE(CD, m.head.flags, DSR_LAYOUT_F_MCN | DSR_LAYOUT_F_OPEN),
	CHANGE(DVD, m.head.flags, DSR_LAYOUT_F_OPEN),
	CHANGE(DVD, m.head.family, DSR_FAMILY_BD),
	CHANGE(DVD, m.head.layer_break, 0),
	CHANGE(DVD, m.head.layer_break, 3999999),
	CHANGE(CD, m.head.cdtext_bytes, 18),
	CHANGE(CD, m.tracks[2].control, 0xf),
	CHANGE(ANY, m.tracks[0].number, 99),
	CHANGE(CD, m.tracks[0].control, 0xb),	/* four channels, copy, pre-emphasis */
	CHANGE(CD, m.tracks[0].blocks, 20000),
	CHANGE(CD, m.tracks[1].flags, 0),
	CHANGE(CD, m.tracks[1].flags, DSR_TRACK_F_RUN_OUT),
	CHANGE(CD, m.tracks[2].flags, DSR_TRACK_F_RUN_OUT),
	/* a hole before it */
	CHANGE(CD, m.tracks[1].start, 20152),
	CHANGE(CD, m.tracks[2].session, 2),
	CHANGE(CD, m.tracks[2].start, 20450 + 11400),
	CHANGE(CD, m.tracks[2].blocks, 300),
	CHANGE(ANY, m.tracks[0].blocks, 1),
	CHANGE(CD, m.tracks[2].blocks, 450000 - 32000),
	CHANGE(DVD, m.tracks[0].blocks, 0x100000000),
	CHANGE(DVD, m.tracks[0].start, 2147483647),
	CHANGE(CD, m.tracks[0].source_offset, 0x4000000000000000),
	CHANGE_FOR(CD, m.indexes[0], 1, m.tracks[0].indexes_offset),
	CHANGE_FOR(CD, m.indexes[1], 101, m.tracks[0].indexes_offset),
	CHANGE_FOR(CD, m.tracks[0].isrc[2], '1', m.tracks[0].isrc),
	CHANGE_FOR(CD, m.tracks[0].isrc[4], 'Z', m.tracks[0].isrc),
};

/* written as this machine's fields have it */
static void apply(const struct change *c)
{
	switch (c->width) {
	case 1:
		*(u8 *)c->at = c->value;
		break;
	case 2:
		*(u16 *)c->at = c->value;
		break;
	case 4:
		*(u32 *)c->at = c->value;
		break;
	case 8:
		*(u64 *)c->at = c->value;
		break;
	}
}

/* @c as dsr_layout_check() has to tell it */
static struct dsr_layout_fault fault_of(const struct change *c)
{
	const char *blamed = c->blamed ? c->blamed : c->at;
	u32 at = blamed - (const char *)&m;
	struct dsr_layout_fault fault = { DSR_LAYOUT_HEAD, at };

	if (at >= sizeof(m.head)) {
		at -= offsetof(struct image, tracks);
		fault.track = at / sizeof(m.tracks[0]);
		fault.field = at % sizeof(m.tracks[0]);
	}
	return fault;
}

static void nonsense_is_refused_by_the_name_of_its_field(struct kunit *test)
{
	struct dsr_layout_fault fault, want;
	const struct change *c;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(impossible); i++) {
		c = &impossible[i];
		make(c->base);
		apply(c);
		want = fault_of(c);
		memset(&fault, 0xa5, sizeof(fault));
		KUNIT_EXPECT_EQ_MSG(test, -EINVAL,
				    dsr_layout_check(&m, sizeof(m), &fault),
				    "%s", c->what);
		KUNIT_EXPECT_EQ_MSG(test, fault.track, want.track,
				    "%s: track", c->what);
		KUNIT_EXPECT_EQ_MSG(test, fault.field, want.field,
				    "%s: field", c->what);
	}
}

static void possible_discs_pass(struct kunit *test)
{
	struct dsr_layout_fault fault;
	const struct change *c;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(possible); i++) {
		c = &possible[i];
		make(c->base);
		apply(c);
		KUNIT_EXPECT_EQ_MSG(test, 0,
				    dsr_layout_check(&m, sizeof(m), &fault),
				    "%s: field %u of track %u", c->what,
				    fault.field, fault.track);
		KUNIT_EXPECT_EQ_MSG(test, fault.field, 0U, "%s", c->what);
	}
}

static void cd_text_is_refused_elsewhere_than_on_cd(struct kunit *test)
{
	struct dsr_layout_fault fault;

	make_dvd();
	m.head.cdtext_offset = offsetof(struct image, cdtext);
	m.head.cdtext_bytes = sizeof(m.cdtext);
	KUNIT_EXPECT_EQ(test, -EINVAL,
			dsr_layout_check(&m, sizeof(m), &fault));
	KUNIT_EXPECT_EQ(test, fault.track, DSR_LAYOUT_HEAD);
	KUNIT_EXPECT_EQ(test, fault.field,
			(u32)offsetof(struct dsr_layout, cdtext_bytes));
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
		{ DSR_MODE_XA_MIX, 2336 },
		{ DSR_MODE_RAW, 2352 },
	};
	static const u16 sub_bytes[] = { 0, 16, 96 };
	struct dsr_layout_fault fault;
	unsigned int k, sub;

	for (k = 0; k < ARRAY_SIZE(kinds); k++) {
		for (sub = 0; sub < ARRAY_SIZE(sub_bytes); sub++) {
			set_head(DSR_FAMILY_CD, 1);
			set_track(&m.tracks[0], 1, kinds[k].mode, 0, 300);
			m.tracks[0].subchannel = sub;
			m.tracks[0].block_bytes = kinds[k].bytes +
						   sub_bytes[sub];
			KUNIT_EXPECT_EQ_MSG(test, 0,
					    dsr_layout_check(&m, sizeof(m), &fault),
					    "mode %u, sub-channel %u",
					    kinds[k].mode, sub);
		}
	}
}

static void layout_cut_short_is_refused(struct kunit *test)
{
	struct dsr_layout_fault fault;
	u32 len;
	u8 *cut;

	make_cd();
	for (len = 0; len < sizeof(m); len++) {
		cut = kunit_kmalloc(test, len ? len : 1, GFP_KERNEL);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, cut);
		memcpy(cut, &m, len);
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
	} l;
	struct dsr_layout_fault fault;

	make_any();
	memset(&l, 0, sizeof(l));
	l.head = m.head;
	l.head.size = sizeof(l.head) + 8;
	l.head.total_bytes = sizeof(l);
	l.head.tracks_offset = sizeof(l.head) + 8;
	l.head.track_bytes = sizeof(l.track) + 8;
	l.track = m.tracks[0];
	l.track.size = sizeof(l.track) + 8;
	KUNIT_EXPECT_EQ(test, 0, dsr_layout_check(&l, sizeof(l), &fault));
	l.newer_track = 1;
	KUNIT_EXPECT_EQ(test, -EINVAL,
			dsr_layout_check(&l, sizeof(l), &fault));
	KUNIT_EXPECT_EQ(test, fault.track, 0U);
	KUNIT_EXPECT_EQ(test, fault.field, (u32)offsetof(struct dsr_track, size));
	l.newer_track = 0;
	l.newer_head = 1;
	KUNIT_EXPECT_EQ(test, -EINVAL,
			dsr_layout_check(&l, sizeof(l), &fault));
	KUNIT_EXPECT_EQ(test, fault.track, DSR_LAYOUT_HEAD);
	KUNIT_EXPECT_EQ(test, fault.field, (u32)offsetof(struct dsr_layout, size));
}

static void largest_layout_passes_and_no_larger_one(struct kunit *test)
{
	struct dsr_layout *l = kunit_kmalloc(test, DSR_MAX_LAYOUT_BYTES + 8,
					     GFP_KERNEL);
	struct dsr_layout_fault fault;
	struct dsr_track *t;
	unsigned int i;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, l);
	make_any();
	memset(l, 0, DSR_MAX_LAYOUT_BYTES + 8);
	*l = m.head;
	l->family = DSR_FAMILY_CD;
	l->nr_tracks = DSR_MAX_TRACKS;
	l->total_bytes = DSR_MAX_LAYOUT_BYTES;
	t = (void *)l + l->tracks_offset;
	for (i = 0; i < DSR_MAX_TRACKS; i++)
		set_track(&t[i], i + 1, DSR_MODE_DATA, i * 300, 300);
	KUNIT_EXPECT_EQ(test, 0,
			dsr_layout_check(l, DSR_MAX_LAYOUT_BYTES, &fault));
	l->total_bytes += 8;
	KUNIT_EXPECT_EQ(test, -EINVAL,
			dsr_layout_check(l, l->total_bytes, &fault));
	KUNIT_EXPECT_EQ(test, fault.field,
			(u32)offsetof(struct dsr_layout, total_bytes));
}

static void tracks_are_found_by_their_distance(struct kunit *test)
{
	unsigned int i;

	make_cd();
	for (i = 0; i < NR_TRACKS; i++)
		KUNIT_EXPECT_PTR_EQ(test, dsr_layout_track(&m.head, i),
				    (const struct dsr_track *)&m.tracks[i]);
}

/* what session at once cannot write is found; track at once leaves two blocks */
static void holes_between_tracks_are_found(struct kunit *test)
{
	make_cd();
	m.tracks[2].start = 20450 + 11400;
	KUNIT_EXPECT_EQ(test, dsr_layout_hole(&m.head), -1);
	m.tracks[2].start += 2;
	KUNIT_EXPECT_EQ(test, dsr_layout_hole(&m.head), 2);
	KUNIT_EXPECT_EQ(test, dsr_layout_free(&m.head, 2, false), 31850LL);
	KUNIT_EXPECT_EQ(test, dsr_layout_free(&m.head, 2, true), 31852LL);
	m.tracks[1].flags = DSR_TRACK_F_RUN_OUT;
	KUNIT_EXPECT_EQ(test, dsr_layout_hole(&m.head), -1);
	KUNIT_EXPECT_EQ(test, dsr_layout_free(&m.head, 2, false), 31852LL);
	KUNIT_EXPECT_EQ(test, dsr_layout_free(&m.head, 2, true), 31852LL);
	m.tracks[1].pregap_blocks--;
	KUNIT_EXPECT_EQ(test, dsr_layout_hole(&m.head), 1);
}

static struct kunit_case layout_cases[] = {
	KUNIT_CASE(nonsense_is_refused_by_the_name_of_its_field),
	KUNIT_CASE(possible_discs_pass),
	KUNIT_CASE(cd_text_is_refused_elsewhere_than_on_cd),
	KUNIT_CASE(every_mode_passes_with_its_block_length),
	KUNIT_CASE(layout_cut_short_is_refused),
	KUNIT_CASE(longer_structures_pass_with_zeros_in_them),
	KUNIT_CASE(largest_layout_passes_and_no_larger_one),
	KUNIT_CASE(tracks_are_found_by_their_distance),
	KUNIT_CASE(holes_between_tracks_are_found),
	{}
};

static struct kunit_suite layout_suite = {
	.name = "dsr_layout",
	.test_cases = layout_cases,
};

kunit_test_suite(layout_suite);

// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <string.h>

#include "disc/layout.h"
#include "unit.h"

START_TEST(data_disc)
{
	struct data_layout l;
	const char *why = "never set";

	ck_assert_int_eq(layout_data_disc(&l, 36018), 0);
	ck_assert_int_eq(layout_check(&l, sizeof(l), &why), 0);
	ck_assert_ptr_null(why);
	ck_assert_uint_eq(l.head.total_bytes, sizeof(l.head) + sizeof(l.track));
	ck_assert_uint_eq(l.head.family, DSR_FAMILY_ANY);
	ck_assert_uint_eq(l.track.control, 4);
	ck_assert_uint_eq(l.track.block_bytes, 2048);
	ck_assert_uint_eq(l.track.blocks, 36018);
	ck_assert_uint_eq(l.track.source_offset, 0);
}
END_TEST

START_TEST(limits)
{
	struct data_layout l;

	ck_assert_int_eq(layout_data_disc(&l, 0), -EINVAL);
	ck_assert_int_eq(layout_data_disc(&l, 1), 0);
	ck_assert_int_eq(layout_data_disc(&l, 0x7fffffff), 0);
	ck_assert_int_eq(layout_data_disc(&l, 0x80000000ULL), -EINVAL);
	ck_assert_int_eq(layout_data_disc(&l, UINT64_MAX), -EINVAL);
}
END_TEST

/* Any single byte of the described fields made wrong has to be noticed. */
START_TEST(every_field_counts)
{
	static const struct {
		size_t offset;
		const char *field;
	} fields[] = {
#define HEAD(f) { offsetof(struct data_layout, head.f), "head." #f }
#define TRACK(f) { offsetof(struct data_layout, track.f), "track." #f }
		HEAD(size),	    HEAD(magic),	   HEAD(total_bytes),
		HEAD(family),	    HEAD(nr_sessions),	   HEAD(nr_tracks),
		HEAD(flags),	    HEAD(tracks_offset),   HEAD(cdtext_offset),
		HEAD(cdtext_bytes), HEAD(layer_break),	   TRACK(size),
		TRACK(number),	    TRACK(session),	   TRACK(control),
		TRACK(mode),	    TRACK(subchannel),	   TRACK(nr_indexes),
		TRACK(block_bytes), TRACK(flags),	   TRACK(pregap_blocks),
		TRACK(start),	    TRACK(indexes_offset),
	};
	struct data_layout l;
	const char *why;
	size_t i;

	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		layout_data_disc(&l, 1000);
		((uint8_t *)&l)[fields[i].offset] ^= 0x40;
		ck_assert_msg(layout_check(&l, sizeof(l), &why) == -EINVAL,
			      "expected a wrong %s to be refused", fields[i].field);
		ck_assert_ptr_nonnull(why);
	}
}
END_TEST

START_TEST(short_layouts)
{
	struct data_layout l;
	const char *why;
	size_t n;

	layout_data_disc(&l, 1000);
	for (n = 0; n < sizeof(l); n++)
		ck_assert_int_eq(layout_check(&l, n, &why), -EINVAL);
	l.head.track_bytes = UINT32_MAX;
	ck_assert_int_eq(layout_check(&l, sizeof(l), &why), -EINVAL);
	l.head.track_bytes = sizeof(l.track);
	l.head.tracks_offset = UINT32_MAX - 7;
	ck_assert_int_eq(layout_check(&l, sizeof(l), &why), -EINVAL);
}
END_TEST

Suite *suite_layout(void)
{
	Suite *s = suite_create("layout");

	PROMISE(s, "layout: a data disc is one track of all blocks", data_disc);
	PROMISE(s, "layout: no blocks or too many are refused", limits);
	PROMISE(s, "layout: a wrong byte in any field is noticed", every_field_counts);
	PROMISE(s, "layout: what is cut off is refused", short_layouts);
	return s;
}

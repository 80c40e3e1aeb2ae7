// SPDX-License-Identifier: GPL-2.0
/*
 * What stream.c promises: every block of a layout is in the stream once, in the
 * order of the disc, in chunks of one kind. Runs under KUnit, and in user space
 * by tests/fuzz.
 */
#include <kunit/test.h>
#include <linux/errno.h>

#include "stream.h"

static struct {
	struct dsr_layout head;
	struct dsr_track tracks[3];
} m;

static struct dsr_segment segments[DSR_MAX_SEGMENTS];
static struct dsr_stream stream = { .segments = segments };

static const struct dsr_stream_limits wide = {
	.bytes = 65536, .ecc_bytes = 32768, .align = 1,
};

static void begin(u8 family, u16 nr_tracks)
{
	memset(&m, 0, sizeof(m));
	m.head.size = sizeof(m.head);
	m.head.family = family;
	m.head.nr_tracks = nr_tracks;
	m.head.tracks_offset = sizeof(m.head);
	m.head.track_bytes = sizeof(m.tracks[0]);
}

static void track(u32 i, u8 session, u8 mode, u16 bytes, s32 start, u64 blocks)
{
	m.tracks[i].session = session;
	m.tracks[i].mode = mode;
	m.tracks[i].block_bytes = bytes;
	m.tracks[i].start = start;
	m.tracks[i].blocks = blocks;
	m.tracks[i].source_offset = start;
}

static void expect_segment(struct kunit *test, u32 i, s64 lba, u64 blocks,
			   u64 source, bool silent)
{
	const struct dsr_segment *seg = &segments[i];

	KUNIT_ASSERT_LT(test, i, stream.nr_segments);
	KUNIT_EXPECT_EQ_MSG(test, seg->lba, lba, "segment %u", i);
	KUNIT_EXPECT_EQ_MSG(test, seg->blocks, blocks, "segment %u", i);
	KUNIT_EXPECT_EQ_MSG(test, seg->source, source, "segment %u", i);
	KUNIT_EXPECT_EQ_MSG(test, seg->silent, silent, "segment %u", i);
}

static void data_disc_is_a_gap_and_a_run(struct kunit *test)
{
	begin(DSR_FAMILY_ANY, 1);
	track(0, 1, DSR_MODE_DATA, 2048, 0, 1000);
	KUNIT_ASSERT_EQ(test, 0, dsr_stream_cut(&stream, &m.head, &wide));
	KUNIT_EXPECT_EQ(test, stream.nr_segments, 2U);
	expect_segment(test, 0, -150, 150, 0, true);
	expect_segment(test, 1, 0, 1000, 0, false);
	KUNIT_EXPECT_EQ(test, segments[1].chunk_blocks, 32U);
	KUNIT_EXPECT_EQ(test, segments[1].first_chunk, 5ULL);
	KUNIT_EXPECT_EQ(test, stream.nr_chunks, 5ULL + 32);
	KUNIT_EXPECT_EQ(test, stream.blocks, 1000ULL);
	KUNIT_EXPECT_EQ(test, stream.bytes, 2048000ULL);
	KUNIT_EXPECT_EQ(test, stream.end, 1000LL);
}

static void dvd_has_no_gap(struct kunit *test)
{
	begin(DSR_FAMILY_DVD, 1);
	track(0, 1, DSR_MODE_DATA, 2048, 0, 33);
	KUNIT_ASSERT_EQ(test, 0, dsr_stream_cut(&stream, &m.head, &wide));
	KUNIT_EXPECT_EQ(test, stream.nr_segments, 1U);
	KUNIT_EXPECT_EQ(test, stream.nr_chunks, 2ULL);
	KUNIT_EXPECT_EQ(test, dsr_seg_blocks(&segments[0], 1), 1U);
	KUNIT_EXPECT_EQ(test, dsr_seg_lba(&segments[0], 1), 32LL);
}

static void hidden_track_is_read_and_silence_is_made(struct kunit *test)
{
	begin(DSR_FAMILY_CD, 2);
	track(0, 1, DSR_MODE_AUDIO, 2352, 500, 1000);
	m.tracks[0].pregap_blocks = 500;
	m.tracks[0].flags = DSR_TRACK_F_GAP_IN_SOURCE;
	m.tracks[0].source_offset = 0;
	track(1, 1, DSR_MODE_AUDIO, 2352, 1650, 300);
	m.tracks[1].pregap_blocks = 150;
	KUNIT_ASSERT_EQ(test, 0, dsr_stream_cut(&stream, &m.head, &wide));
	KUNIT_EXPECT_EQ(test, stream.nr_segments, 4U);
	expect_segment(test, 0, -150, 150, 0, true);
	expect_segment(test, 1, 0, 1500, 0, false);
	expect_segment(test, 2, 1500, 150, 0, true);
	expect_segment(test, 3, 1650, 300, 1650, false);
	KUNIT_EXPECT_EQ(test, segments[1].chunk_blocks, 27U);
	KUNIT_EXPECT_EQ(test, stream.blocks, 1800ULL);
}

static void every_session_begins_with_its_gap(struct kunit *test)
{
	begin(DSR_FAMILY_CD, 2);
	track(0, 1, DSR_MODE_AUDIO, 2352, 0, 300);
	track(1, 2, DSR_MODE_XA_MIX, 2336, 11700, 200);
	KUNIT_ASSERT_EQ(test, 0, dsr_stream_cut(&stream, &m.head, &wide));
	expect_segment(test, 2, 11550, 150, 0, true);
	expect_segment(test, 3, 11700, 200, 11700, false);
	KUNIT_EXPECT_EQ(test, segments[3].session, (u8)2);
	KUNIT_EXPECT_EQ(test, segments[3].block_bytes, (u16)2336);
}

/* two sessions of a data track each, both written track at once */
static void a_run_out_is_made_and_not_read(struct kunit *test)
{
	begin(DSR_FAMILY_CD, 2);
	track(0, 1, DSR_MODE_DATA, 2048, 0, 300);
	track(1, 2, DSR_MODE_DATA, 2048, 11702, 400);
	m.tracks[0].flags = DSR_TRACK_F_RUN_OUT;
	m.tracks[1].flags = DSR_TRACK_F_RUN_OUT;
	KUNIT_ASSERT_EQ(test, 0, dsr_stream_cut(&stream, &m.head, &wide));
	KUNIT_EXPECT_EQ(test, stream.nr_segments, 6U);
	expect_segment(test, 1, 0, 300, 0, false);
	expect_segment(test, 2, 300, 2, 0, true);
	expect_segment(test, 3, 11552, 150, 0, true);
	expect_segment(test, 4, 11702, 400, 11702, false);
	expect_segment(test, 5, 12102, 2, 0, true);
	KUNIT_EXPECT_EQ(test, segments[2].session, (u8)1);
	KUNIT_EXPECT_EQ(test, segments[2].block_bytes, (u16)2048);
	KUNIT_EXPECT_EQ(test, stream.blocks, 700ULL);
	KUNIT_EXPECT_EQ(test, stream.end, 12104LL);
}

static void odd_blocks_leave_room_for_the_device_blocks(struct kunit *test)
{
	static const struct dsr_stream_limits sectors = {
		.bytes = 65536, .ecc_bytes = 32768, .align = 4096,
	};

	begin(DSR_FAMILY_CD, 1);
	track(0, 1, DSR_MODE_AUDIO, 2352, 0, 300);
	KUNIT_ASSERT_EQ(test, 0, dsr_stream_cut(&stream, &m.head, &sectors));
	KUNIT_EXPECT_LE(test, segments[1].chunk_blocks * 2352 + 2 * 4095,
			65536U);
	KUNIT_EXPECT_GT(test, (segments[1].chunk_blocks + 1) * 2352 + 2 * 4095,
			65536U);
}

static void chunk_without_room_for_a_block_is_refused(struct kunit *test)
{
	static const struct dsr_stream_limits narrow = {
		.bytes = 2048, .align = 1,
	};

	begin(DSR_FAMILY_CD, 1);
	track(0, 1, DSR_MODE_AUDIO, 2352, 0, 300);
	KUNIT_EXPECT_EQ(test, -EINVAL,
			dsr_stream_cut(&stream, &m.head, &narrow));
}

static void every_chunk_is_found_in_its_segment(struct kunit *test)
{
	u64 nr, blocks = 0;

	begin(DSR_FAMILY_CD, 3);
	track(0, 1, DSR_MODE_DATA, 2048, 0, 333);
	track(1, 1, DSR_MODE_AUDIO, 2352, 483, 301);
	m.tracks[1].pregap_blocks = 150;
	track(2, 1, DSR_MODE_AUDIO, 2352, 784, 302);
	KUNIT_ASSERT_EQ(test, 0, dsr_stream_cut(&stream, &m.head, &wide));
	for (nr = 0; nr < stream.nr_chunks; nr++) {
		const struct dsr_segment *seg = dsr_stream_at(&stream, nr);

		KUNIT_ASSERT_GE(test, nr, seg->first_chunk);
		KUNIT_ASSERT_LT(test, nr, seg->first_chunk + seg->nr_chunks);
		KUNIT_EXPECT_EQ(test, dsr_seg_lba(seg, nr) + 150, (s64)blocks);
		blocks += dsr_seg_blocks(seg, nr);
	}
	KUNIT_EXPECT_EQ(test, blocks, 150ULL + 1086);
}

static struct kunit_case dsr_stream_cases[] = {
	KUNIT_CASE(data_disc_is_a_gap_and_a_run),
	KUNIT_CASE(dvd_has_no_gap),
	KUNIT_CASE(hidden_track_is_read_and_silence_is_made),
	KUNIT_CASE(every_session_begins_with_its_gap),
	KUNIT_CASE(a_run_out_is_made_and_not_read),
	KUNIT_CASE(odd_blocks_leave_room_for_the_device_blocks),
	KUNIT_CASE(chunk_without_room_for_a_block_is_refused),
	KUNIT_CASE(every_chunk_is_found_in_its_segment),
	{}
};

static struct kunit_suite dsr_stream_suite = {
	.name = "dsr_stream",
	.test_cases = dsr_stream_cases,
};

kunit_test_suite(dsr_stream_suite);

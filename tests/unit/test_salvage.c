// SPDX-License-Identifier: GPL-2.0
/* Bad spots of a disc, and what is none: a disc or a drive that has gone. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "disc/salvage.h"
#include "fake_drive.h"
#include "unit.h"

#define BLOCKS	8
#define BAD	103

static const struct fake_track data[] = { { 1, 4, 0, 5000, NULL } };

struct salvaged {
	struct fake_drive drive;
	struct salvage salvage;
	struct disc disc;
	struct bad_list bad;
	struct said said;
	uint8_t buf[BLOCKS * 2448];
	int ret;
};

static struct salvaged s;	/* too large for a stack */

/* reads blocks 100 to 107, of which one is bad as @sense or @error tells */
static void read_bad(unsigned int sense, int error, unsigned int times, bool skip)
{
	memset(&s, 0, sizeof(s));
	s.drive = (struct fake_drive){
		.tracks = data, .nr = 1, .bad_from = BAD, .bad_to = BAD + 1,
		.bad_sense = sense, .bad_errno = error, .bad_times = times,
	};
	s.disc.nr_tracks = 1;
	s.disc.tracks[0] = (struct disc_track){
		.number = 1, .session = 1, .mode = DSR_MODE_DATA, .control = 4, .blocks = 5000,
	};
	s.salvage = (struct salvage){
		.reader = { .fd = FAKE_FD, .disc = &s.disc },
		.retries = SALVAGE_RETRIES, .skip = skip, .bad = &s.bad, .said = &s.said,
	};
	fake_drive_use(&s.drive);
	s.ret = salvage_read(&s.salvage, &s.disc.tracks[0], 100, BLOCKS, s.buf);
	fake_drive_use(NULL);
}

static void check_blocks(unsigned int zeros_at)
{
	unsigned int i;

	for (i = 0; i < BLOCKS; i++)
		ck_assert_msg(s.buf[i * 2048] == (i == zeros_at ? 0 : 100 + i),
			      "block %u is not the one that was asked for", 100 + i);
}

START_TEST(bad_spot)
{
	/* what the medium is to blame for; the module skips the same */
	static const unsigned int senses[] = {
		0x31100, 0x31105, 0x30200, 0x35700, 0x80000, 0x40902, 0x41501, 0x56400, 0x56401,
	};
	size_t i;

	for (i = 0; i < sizeof(senses) / sizeof(senses[0]); i++) {
		read_bad(senses[i], 0, 0, true);
		ck_assert_msg(!s.ret, "%05x: expected it to be skipped, got %d: %s", senses[i],
			      s.ret, s.said.why);
		ck_assert_uint_eq(s.bad.nr, 1);
		ck_assert_int_eq(s.bad.runs[0].lba, BAD);
		ck_assert_uint_eq(s.bad.runs[0].blocks, 1);
		ck_assert_uint_eq(s.drive.bad_told, 1 + 1 + SALVAGE_RETRIES);
		check_blocks(BAD - 100);
		read_bad(senses[i], 0, 0, false);
		ck_assert_int_eq(s.ret, -EIO);
		ck_assert_ptr_nonnull(strstr(s.said.why, "block 103 (track 1)"));
		ck_assert_ptr_nonnull(strstr(s.said.why, "--read-errors skip"));
		ck_assert_uint_gt(s.salvage.sense.len, 0);
	}
}
END_TEST

/* @words: of the sentence; @tries: how often the block may have been asked for */
static void check_gone(unsigned int sense, int error, unsigned int times, unsigned int tries,
		       const char *words)
{
	unsigned int skip;

	for (skip = 0; skip < 2; skip++) {
		read_bad(sense, error, times, skip);
		ck_assert_msg(s.ret < 0, "%05x, errno %d: expected the end, not zeros", sense, error);
		ck_assert_uint_eq(s.bad.nr, 0);
		ck_assert_msg(strstr(s.said.why, words), "%05x, errno %d: expected '%s', got '%s'",
			      sense, error, words, s.said.why);
		ck_assert_msg(s.drive.bad_told <= tries, "%05x, errno %d: asked %u times", sense,
			      error, s.drive.bad_told);
	}
}

START_TEST(gone)
{
	check_gone(0x23a00, 0, 0, 1, "not ready any more");
	check_gone(0x20401, 0, 0, 1, "not ready any more");
	/* told once: the next block would come from another disc */
	check_gone(0x62800, 0, 1, 1, "was changed");
	check_gone(0, ENODEV, 0, 1, "can't be asked any more");
	check_gone(0, EIO, 0, 1, "can't be asked any more");
	ck_assert_int_eq(s.ret, -EIO);
}
END_TEST

START_TEST(drive_at_fault)
{
	check_gone(0x44400, 0, 0, 6, "the drive is to blame");
	check_gone(0xb0000, 0, 0, 6, "the drive is to blame");
	check_gone(0x33000, 0, 0, 6, "the drive is to blame");
	check_gone(0x56f03, 0, 0, 6, "the drive is to blame");
}
END_TEST

START_TEST(goes_away)
{
	static const unsigned int senses[] = { 0x31100, 0xb0000, 0x62900, 0x62a01 };
	size_t i;

	for (i = 0; i < sizeof(senses) / sizeof(senses[0]); i++) {
		read_bad(senses[i], 0, 2, true);
		ck_assert_msg(!s.ret, "%05x: expected the block, got %s", senses[i], s.said.why);
		ck_assert_uint_eq(s.bad.nr, 0);
		check_blocks(BLOCKS);
	}
}
END_TEST

START_TEST(c2_errors)
{
	read_bad(0, 0, 0, true);
	s.drive.c2 = true;
	s.disc.tracks[0].mode = DSR_MODE_AUDIO;
	s.salvage.reader.raw = true;
	s.salvage.reader.c2 = true;
	s.bad.nr = 0;
	fake_drive_use(&s.drive);
	s.ret = salvage_read(&s.salvage, &s.disc.tracks[0], 100, BLOCKS, s.buf);
	ck_assert_int_eq(s.ret, 0);
	ck_assert_uint_eq(s.bad.nr, 1);
	ck_assert_int_eq(s.bad.runs[0].lba, BAD);
	s.salvage.skip = false;
	s.ret = salvage_read(&s.salvage, &s.disc.tracks[0], 100, BLOCKS, s.buf);
	fake_drive_use(NULL);
	ck_assert_int_eq(s.ret, -EIO);
}
END_TEST

Suite *suite_salvage(void)
{
	Suite *suite = suite_create("salvage");

	PROMISE(suite, "salvage: what the disc is to blame for becomes zeros", bad_spot);
	PROMISE(suite, "salvage: a disc or drive that has gone makes no zeros", gone);
	PROMISE(suite, "salvage: a failing drive makes no zeros", drive_at_fault);
	PROMISE(suite, "salvage: an error that goes away leaves no trace", goes_away);
	PROMISE(suite, "salvage: a block with C2 errors is a bad spot", c2_errors);
	return suite;
}

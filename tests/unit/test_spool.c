// SPDX-License-Identifier: GPL-2.0
/* Blocks in one file, shifted audio, and discs for track at once. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disc/image.h"
#include "disc/master.h"
#include "disc/spool.h"
#include "disc/tao.h"
#include "unit.h"

/* block b of track t: samples that count from b * 588, of track t */
static int numbered(void *data, unsigned int track, uint64_t block,
		    unsigned int n, uint8_t *buf, struct said *said)
{
	const struct disc *d = data;
	uint16_t unit = disc_block_bytes(d->tracks[track].mode, 0);
	uint32_t i;

	(void)said;
	for (i = 0; i < n * unit / 4; i++) {
		uint32_t v = (track + 1) << 24 | (uint32_t)(block * unit / 4 + i);

		memcpy(buf + 4 * (size_t)i, &v, 4);
	}
	return 0;
}

static void two_tracks(struct disc *d, uint8_t second)
{
	memset(d, 0, sizeof(*d));
	d->family = DSR_FAMILY_CD;
	d->nr_sessions = 1;
	d->nr_tracks = 2;
	d->tracks[0] = (struct disc_track){
		.number = 1, .session = 1, .mode = DSR_MODE_AUDIO, .blocks = 300,
	};
	d->tracks[1] = (struct disc_track){
		.number = 2, .session = 1, .mode = second, .start = 310,
		.pregap = 10, .gap_in_source = second == DSR_MODE_AUDIO,
		.blocks = 300,
	};
}

static uint32_t sample_at(int fd, uint64_t at)
{
	uint32_t v = 0;

	ck_assert_int_eq(pread(fd, &v, 4, (off_t)at), 4);
	return v;
}

START_TEST(in_order)
{
	struct spool_options o = { .dir = "/tmp" };
	struct said said = { 0 };
	struct disc d;
	struct stat st;
	int fd;

	two_tracks(&d, DSR_MODE_AUDIO);
	fd = spool_disc(&d, numbered, &d, &o, &said);
	ck_assert_msg(fd >= 0, "expected a file, got %s", said.why);
	ck_assert_int_eq(fstat(fd, &st), 0);
	ck_assert_int_eq(st.st_size % 512, 0);
	ck_assert_int_ge(st.st_size, 610 * 2352);
	ck_assert_uint_eq(d.tracks[0].source_offset, 0);
	ck_assert_uint_eq(d.tracks[1].source_offset, 300 * 2352);
	ck_assert_uint_eq(sample_at(fd, 0), 1U << 24);
	ck_assert_uint_eq(sample_at(fd, 300 * 2352), 2U << 24);
	close(fd);
}
END_TEST

START_TEST(gap_left_out)
{
	struct spool_options o = { .dir = "/tmp" };
	struct said said = { 0 };
	struct disc d;
	int fd;

	two_tracks(&d, DSR_MODE_DATA);
	fd = spool_disc(&d, numbered, &d, &o, &said);
	ck_assert_int_ge(fd, 0);
	/* the data track's first block, not its gap's */
	ck_assert_uint_eq(sample_at(fd, 300 * 2352), 2U << 24 | 10 * 512);
	close(fd);
}
END_TEST

START_TEST(in_place)
{
	struct spool_options o = { .dir = "/tmp", .in_place = true };
	struct said said = { 0 };
	struct disc d;
	struct stat st;
	int fd;

	two_tracks(&d, DSR_MODE_DATA);
	d.tracks[0].mode = DSR_MODE_DATA;
	d.tracks[1].start = 500;
	d.tracks[1].pregap = 0;
	d.tracks[1].gap_in_source = false;
	fd = spool_disc(&d, numbered, &d, &o, &said);
	ck_assert_msg(fd >= 0, "expected a file, got %s", said.why);
	ck_assert_int_eq(fstat(fd, &st), 0);
	ck_assert_uint_eq(sample_at(fd, 299 * 2048), 1U << 24 | 299 * 512);
	ck_assert_uint_eq(sample_at(fd, 300 * 2048), 0);
	ck_assert_uint_eq(sample_at(fd, 500 * 2048), 2U << 24);
	ck_assert_int_eq(st.st_size, (500 + (int)d.tracks[1].blocks) * 2048);
	close(fd);
}
END_TEST

START_TEST(shifted)
{
	struct spool_options o = { .dir = "/tmp", .shift = 30 };
	struct said said = { 0 };
	struct disc d;
	int fd;

	two_tracks(&d, DSR_MODE_AUDIO);
	fd = spool_disc(&d, numbered, &d, &o, &said);
	ck_assert_int_ge(fd, 0);
	ck_assert_uint_eq(sample_at(fd, 0), 1U << 24 | 30);
	/* across the tracks without a hole, zeros at the very end */
	ck_assert_uint_eq(sample_at(fd, 300 * 2352 - 4), 2U << 24 | 29);
	ck_assert_uint_eq(sample_at(fd, 610 * 2352 - 4 * 30), 0);
	close(fd);
	o.shift = -30;
	fd = spool_disc(&d, numbered, &d, &o, &said);
	ck_assert_int_ge(fd, 0);
	ck_assert_uint_eq(sample_at(fd, 4 * 29), 0);
	ck_assert_uint_eq(sample_at(fd, 4 * 30), 1U << 24);
	ck_assert_uint_eq(sample_at(fd, 610 * 2352 - 4),
			  2U << 24 | (310 * 588 - 31));
	close(fd);
}
END_TEST

START_TEST(data_not_shifted)
{
	struct spool_options o = { .dir = "/tmp", .shift = 30 };
	struct said said = { 0 };
	struct disc d;
	int fd;

	two_tracks(&d, DSR_MODE_DATA);
	fd = spool_disc(&d, numbered, &d, &o, &said);
	ck_assert_int_ge(fd, 0);
	ck_assert_uint_eq(sample_at(fd, 300 * 2352 - 4), 0);
	ck_assert_uint_eq(sample_at(fd, 300 * 2352), 2U << 24 | 10 * 512);
	close(fd);
}
END_TEST

static bool stop_at_once(void *data, uint64_t done, uint64_t total)
{
	(void)data;
	(void)done;
	(void)total;
	return false;
}

START_TEST(refused)
{
	struct spool_options o = { .dir = "/tmp", .progress = stop_at_once };
	struct said said = { 0 };
	struct disc d;

	two_tracks(&d, DSR_MODE_AUDIO);
	ck_assert_int_eq(spool_disc(&d, numbered, &d, &o, &said), -ECANCELED);
	o.progress = NULL;
	o.dir = "/nowhere/at/all";
	ck_assert_int_eq(spool_disc(&d, numbered, &d, &o, &said), -ENOENT);
	ck_assert_ptr_nonnull(strstr(said.why, "/nowhere/at/all"));
	o.dir = "/tmp";
	o.shift = 30;
	d.tracks[0].subchannel = DSR_SUB_RAW96;
	ck_assert_int_eq(spool_disc(&d, numbered, &d, &o, &said), -EINVAL);
}
END_TEST

START_TEST(tao)
{
	struct said said = { 0 };
	struct disc d;

	two_tracks(&d, DSR_MODE_AUDIO);
	d.tracks[0].start = 20;
	d.tracks[0].pregap = 20;
	d.tracks[0].gap_in_source = true;
	d.tracks[1].start = 330;
	d.tracks[1].source_offset = 320;
	d.tracks[1].nr_indexes = 1;
	d.cdtext = calloc(1, 18);
	d.cdtext_bytes = 18;
	tao_fit(&d, false, &said);
	ck_assert_int_eq(d.tracks[0].start, 0);
	ck_assert_uint_eq(d.tracks[0].pregap, 0);
	ck_assert_uint_eq(d.tracks[0].source_offset, 20);
	ck_assert_uint_eq(d.tracks[0].blocks, 310);
	ck_assert_int_eq(d.tracks[1].start, 310 + 2 + 150);
	ck_assert_uint_eq(d.tracks[1].pregap, 150);
	ck_assert(d.tracks[0].run_out && d.tracks[1].run_out);
	ck_assert(!d.tracks[1].gap_in_source);
	ck_assert_uint_eq(d.tracks[1].source_offset, 330);
	ck_assert_uint_eq(d.tracks[1].nr_indexes, 0);
	ck_assert_uint_eq(d.cdtext_bytes, 0);
	ck_assert_uint_eq(said.nr_notes, 4);
	said_free(&said);
}
END_TEST

/* a sheet of one track with a title, to be copied */
static void open_titled(const char *file, const char *track,
			const struct master_options *o, struct master *m)
{
	char path[] = "/tmp/titled-XXXXXX.cue";
	int fd = mkstemps(path, 4);
	FILE *f = fdopen(fd, "w");

	ck_assert_ptr_nonnull(f);
	fprintf(f, "TITLE \"Any\"\nFILE %s\n  TRACK 01 %s\n    INDEX 01 00:00:00\n",
		file, track);
	fclose(f);
	ck_assert_int_eq(master_open(path, o, m), 0);
	unlink(path);
}

START_TEST(texts)
{
	static const struct {
		const char *track;
		bool none, any;
		unsigned int notes;
		bool left;
	} cases[] = {
		{ "AUDIO", false, false, 0, true },
		{ "AUDIO", true, false, 0, false },
		{ "MODE1/2048", false, false, 1, false },
		{ "MODE1/2048", true, false, 0, false },
		{ "MODE1/2048", false, true, 0, true },
	};
	char blocks[] = "/tmp/titled-XXXXXX.bin", file[64];
	int fd = mkstemps(blocks, 4);
	struct master m;
	size_t i;

	ck_assert_int_eq(ftruncate(fd, 2352 * 2048), 0);
	snprintf(file, sizeof(file), "%s BINARY", blocks);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct master_options o = {
			.look_only = true,
			.no_cdtext = cases[i].none,
			.any_cdtext = cases[i].any,
		};

		open_titled(file, cases[i].track, &o, &m);
		ck_assert_msg(!!m.disc.cdtext_bytes == cases[i].left &&
			      m.said.nr_notes == cases[i].notes &&
			      !!m.layout->cdtext_bytes == cases[i].left,
			      "case %zu: %u bytes of texts, %u notes", i,
			      m.disc.cdtext_bytes, m.said.nr_notes);
		master_close(&m);
	}
	close(fd);
	unlink(blocks);
}
END_TEST

/* silence of this many blocks lies before track 1; no drive is asked for the rest */
static int image_with_gap(uint32_t gap, bool in_source, struct said *said)
{
	static struct image_job job;	/* too large for a stack */
	struct disc d;

	two_tracks(&d, DSR_MODE_AUDIO);
	d.tracks[0].start = (int32_t)gap;
	d.tracks[0].pregap = gap;
	d.tracks[0].gap_in_source = in_source;
	memset(&job, 0, sizeof(job));
	memset(said, 0, sizeof(*said));
	job.fd = -1;
	job.disc = &d;
	job.base = "/tmp/no-such-image";
	job.said = said;
	return image_make(&job);
}

START_TEST(image_gap)
{
	struct said said;

	ck_assert_int_eq(image_with_gap(150, false, &said), -EOPNOTSUPP);
	ck_assert_msg(strstr(said.why, "block 150"), "expected the block, got: %s", said.why);
	ck_assert_int_ne(image_with_gap(150, true, &said), -EOPNOTSUPP);
	ck_assert_int_ne(image_with_gap(149, false, &said), -EOPNOTSUPP);
	ck_assert_int_ne(image_with_gap(0, false, &said), -EOPNOTSUPP);
	ck_assert_int_eq(access("/tmp/no-such-image.bin.part", F_OK), -1);
}
END_TEST

Suite *suite_spool(void)
{
	Suite *s = suite_create("spool");

	PROMISE(s, "spool: tracks lie one behind the other, whole sectors", in_order);
	PROMISE(s, "spool: gaps that the source does not hold are left out", gap_left_out);
	PROMISE(s, "spool: in place, zeros are where the disc has nothing", in_place);
	PROMISE(s, "spool: audio is shifted across tracks, both ways", shifted);
	PROMISE(s, "spool: data is not shifted", data_not_shifted);
	PROMISE(s, "spool: what can't be is refused", refused);
	PROMISE(s, "image: silence before track 1 that a sheet can't tell is refused", image_gap);
	PROMISE(s, "tao: pauses move, marks and texts go, and it is said", tao);
	PROMISE(s, "master: CD-Text goes where it can't be written or is not wanted", texts);
	return s;
}

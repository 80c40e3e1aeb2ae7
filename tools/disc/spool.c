// SPDX-License-Identifier: GPL-2.0
/* The blocks of a disc, written into a file one behind the other. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "disc/spool.h"

#define STEP		16	/* blocks read at once */
#define BLOCK_MAX	2448	/* bytes: a whole sector and its sub-channel */
#define SECTOR		512	/* a loop device leaves out what is less */
#define FRAME		4	/* bytes of a sample of both channels */
#define MAX_SHIFT	(588 * 75)	/* samples: a second; drives are off by far less */

/**
 * struct spool - a file being written
 * @fd: of it
 * @dir: it, or the folder it is in, for complaints
 * @disc: whose blocks
 * @read: gives them
 * @unit: tells the bytes of a block
 * @data: for both
 * @at: bytes spooled
 * @total: bytes there will be
 * @run: where the present run of audio begins, and
 * @run_end: where it ends: nothing is shifted over its ends
 */
struct spool {
	int fd;
	const char *dir;
	struct disc *disc;
	spool_read_fn *read;
	spool_unit_fn *unit;
	void *data;
	uint64_t at;
	uint64_t total;
	uint64_t run;
	uint64_t run_end;
	const struct spool_options *options;
	struct said *said;
};

static int make_file(struct spool *s)
{
	char name[512];

	s->dir = s->options->dir ? s->options->dir : getenv("TMPDIR");
	if (!s->dir || !*s->dir)
		s->dir = "/var/tmp";
	s->fd = open(s->dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (s->fd >= 0)
		return 0;
	/* not every file system makes files without a name */
	snprintf(name, sizeof(name), "%s/dsrctl-XXXXXX", s->dir);
	s->fd = mkostemp(name, O_CLOEXEC);
	if (s->fd >= 0)
		return unlink(name) ? -errno : 0;
	return said_fail(s->said, -errno, "no file can be made in %s: %s",
			 s->dir, strerror(errno));
}

static int put(struct spool *s, uint64_t at, const uint8_t *buf, size_t bytes)
{
	ssize_t n;

	while (bytes) {
		n = pwrite(s->fd, buf, bytes, (off_t)at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return said_fail(s->said, -errno,
					 "%llu bytes can't be kept in %s: %s",
					 (unsigned long long)s->total, s->dir,
					 strerror(errno));
		buf += n;
		at += (uint64_t)n;
		bytes -= (size_t)n;
	}
	return 0;
}

/* audio that is moved: what leaves its run falls off, what lacks is zeros */
static int put_shifted(struct spool *s, const uint8_t *buf, size_t bytes)
{
	int64_t at = (int64_t)s->at - (int64_t)s->options->shift * FRAME;
	int64_t run = (int64_t)s->run, end = (int64_t)s->run_end;

	if (at < run) {
		int64_t less = run - at;

		if (less >= (int64_t)bytes)
			return 0;
		buf += less;
		bytes -= (size_t)less;
		at = run;
	}
	if (at >= end)
		return 0;
	if ((int64_t)bytes > end - at)
		bytes = (size_t)(end - at);
	return put(s, (uint64_t)at, buf, bytes);
}

static uint64_t track_blocks(const struct disc_track *t)
{
	return t->blocks + (t->gap_in_source ? t->pregap : 0);
}

static unsigned int unit_of(const struct spool *s, unsigned int i)
{
	const struct disc_track *t = &s->disc->tracks[i];

	return s->unit ? s->unit(s->data, i) :
			 disc_block_bytes(t->mode, t->subchannel);
}

static uint64_t track_bytes(const struct spool *s, unsigned int i)
{
	return track_blocks(&s->disc->tracks[i]) * unit_of(s, i);
}

/* a run of audio: tracks of one session that follow each other */
static void begin_run(struct spool *s, unsigned int i)
{
	const struct disc *d = s->disc;
	const struct disc_track *t = &d->tracks[i];

	if (i && t[-1].mode == DSR_MODE_AUDIO && t[-1].session == t->session)
		return;
	s->run = s->at;
	s->run_end = s->at;
	for (; i < d->nr_tracks && d->tracks[i].mode == DSR_MODE_AUDIO &&
	       d->tracks[i].session == t->session; i++)
		s->run_end += track_bytes(s, i);
}

static bool go_on(struct spool *s)
{
	return !s->options->progress ||
	       s->options->progress(s->options->data, s->at, s->total);
}

static int spool_track(struct spool *s, unsigned int i)
{
	struct disc_track *t = &s->disc->tracks[i];
	unsigned int unit = unit_of(s, i);
	uint64_t skipped = t->gap_in_source ? 0 : t->pregap;
	uint64_t block, blocks = track_blocks(t);
	bool shift = s->options->shift && t->mode == DSR_MODE_AUDIO;
	uint8_t buf[STEP * BLOCK_MAX];
	unsigned int n;
	int ret = 0;

	if (s->options->in_place)
		s->at = (uint64_t)t->start * unit;
	t->source_offset = s->at;
	if (t->mode == DSR_MODE_AUDIO)
		begin_run(s, i);
	for (block = 0; !ret && block < blocks; block += n) {
		n = blocks - block < STEP ? (unsigned int)(blocks - block) :
					    STEP;
		ret = s->read(s->data, i, skipped + block, n, buf, s->said);
		if (!ret)
			ret = shift ? put_shifted(s, buf, (size_t)n * unit) :
				      put(s, s->at, buf, (size_t)n * unit);
		s->at += (uint64_t)n * unit;
		if (!ret && !go_on(s))
			ret = said_fail(s->said, -ECANCELED, "it was stopped");
	}
	return ret;
}

static int check(const struct disc *d, const struct spool_options *o,
		 struct said *said)
{
	unsigned int i;

	if (!o->shift)
		return 0;
	if (o->shift > MAX_SHIFT || o->shift < -MAX_SHIFT)
		return said_fail(said, -EINVAL,
				 "audio is not shifted by more than %d samples",
				 MAX_SHIFT);
	for (i = 0; i < d->nr_tracks; i++)
		if (d->tracks[i].subchannel)
			return said_fail(said, -EINVAL,
					 "audio can't be shifted together with its sub-channel");
	return 0;
}

static int spool_all(struct spool *s)
{
	unsigned int i;
	int ret = check(s->disc, s->options, s->said);

	for (i = 0; i < s->disc->nr_tracks; i++)
		s->total += track_bytes(s, i);
	for (i = 0; !ret && i < s->disc->nr_tracks; i++)
		ret = spool_track(s, i);
	return ret;
}

/**
 * spool_into() - write the blocks of a disc into a file
 * @fd: of the file, empty
 * @where: its name, for complaints
 * @disc: which; its tracks get their source offsets
 * @read: gives @n blocks of a track from @block on, counted from the start of
 *	its pregap
 * @unit: tells the bytes of a track's block; NULL: as in the stream
 * @data: for both
 * @options: how
 * @said: gets why it failed
 *
 * Return: 0 or -errno.
 */
int spool_into(int fd, const char *where, struct disc *disc,
	       spool_read_fn *read, spool_unit_fn *unit, void *data,
	       const struct spool_options *options, struct said *said)
{
	struct spool s = {
		.fd = fd,
		.dir = where,
		.disc = disc,
		.read = read,
		.unit = unit,
		.data = data,
		.options = options,
		.said = said,
	};
	int ret = spool_all(&s);

	/* shifted audio may end early: what lacks is zeros */
	if (!ret && ftruncate(fd, (off_t)s.at))
		ret = said_fail(said, -errno, "%s can't be kept: %s", where,
				strerror(errno));
	return ret;
}

/**
 * spool_disc() - write the stream of a disc into a file without a name
 * @disc: which; its tracks get their source offsets
 * @read: as in spool_into(), in the form of the stream
 * @data: for @read
 * @options: how
 * @said: gets why it failed
 *
 * The file's length is one that a loop device gives in full.
 *
 * Return: an fd of the file, or -errno.
 */
int spool_disc(struct disc *disc, spool_read_fn *read, void *data,
	       const struct spool_options *options, struct said *said)
{
	struct spool s = {
		.fd = -1,
		.disc = disc,
		.read = read,
		.data = data,
		.options = options,
		.said = said,
	};
	int ret = make_file(&s);

	if (!ret)
		ret = spool_all(&s);
	if (!ret && ftruncate(s.fd, (off_t)((s.at + SECTOR - 1) / SECTOR *
					    SECTOR)))
		ret = said_fail(said, -errno, "the file in %s can't be kept: %s",
				s.dir, strerror(errno));
	if (!ret)
		return s.fd;
	if (s.fd >= 0)
		close(s.fd);
	return ret;
}

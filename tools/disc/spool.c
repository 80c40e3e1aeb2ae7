// SPDX-License-Identifier: GPL-2.0
/* The stream of a disc, written into one file that a loop device can give. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "disc/spool.h"

#define STEP		16	/* blocks read at once */
#define BLOCK_MAX	2448
#define SECTOR		512	/* a loop device leaves out what is less */
#define FRAME		4	/* bytes of a sample of both channels */
#define MAX_SHIFT	(588 * 75)	/* samples: a second; drives are off by far less */

/**
 * struct spool - a file being written
 * @fd: of it
 * @dir: it is in, for complaints
 * @at: bytes spooled
 * @total: bytes there will be
 * @run: where the present run of audio begins, and
 * @run_end: where it ends: nothing is shifted over its ends
 */
struct spool {
	int fd;
	const char *dir;
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
					 "%llu bytes can't be kept in %s: %s; name another place with --spool",
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

static uint64_t track_bytes(const struct disc_track *t)
{
	return track_blocks(t) * disc_block_bytes(t->mode, t->subchannel);
}

/* a run of audio: tracks of one session that follow each other */
static void begin_run(struct spool *s, const struct disc *d, unsigned int i)
{
	const struct disc_track *t = &d->tracks[i];

	if (i && t[-1].mode == DSR_MODE_AUDIO && t[-1].session == t->session)
		return;
	s->run = s->at;
	s->run_end = s->at;
	for (; i < d->nr_tracks && d->tracks[i].mode == DSR_MODE_AUDIO &&
	       d->tracks[i].session == t->session; i++)
		s->run_end += track_bytes(&d->tracks[i]);
}

static bool go_on(struct spool *s)
{
	return !s->options->progress ||
	       s->options->progress(s->options->data, s->at, s->total);
}

static int spool_track(struct spool *s, struct disc *d, unsigned int i,
		       spool_read_fn *read, void *data)
{
	struct disc_track *t = &d->tracks[i];
	uint16_t unit = disc_block_bytes(t->mode, t->subchannel);
	uint64_t skipped = t->gap_in_source ? 0 : t->pregap;
	uint64_t block, blocks = track_blocks(t);
	bool shift = s->options->shift && t->mode == DSR_MODE_AUDIO;
	uint8_t buf[STEP * BLOCK_MAX];
	unsigned int n;
	int ret = 0;

	t->source_offset = s->at;
	if (t->mode == DSR_MODE_AUDIO)
		begin_run(s, d, i);
	for (block = 0; !ret && block < blocks; block += n) {
		n = blocks - block < STEP ? (unsigned int)(blocks - block) :
					    STEP;
		ret = read(data, i, skipped + block, n, buf, s->said);
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

/**
 * spool_disc() - write the stream of a disc into a file without a name
 * @disc: which; its tracks get their source offsets
 * @read: gives @n blocks of a track from @block on, counted from the start of
 *	its pregap, in the form of the stream
 * @data: for @read
 * @options: how
 * @said: gets why it failed
 *
 * Return: an fd of the file, or -errno.
 */
int spool_disc(struct disc *disc, spool_read_fn *read, void *data,
	       const struct spool_options *options, struct said *said)
{
	struct spool s = {
		.fd = -1,
		.options = options,
		.said = said,
		.total = disc_bytes(disc),
	};
	unsigned int i;
	int ret = check(disc, options, said);

	if (!ret)
		ret = make_file(&s);
	for (i = 0; !ret && i < disc->nr_tracks; i++)
		ret = spool_track(&s, disc, i, read, data);
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

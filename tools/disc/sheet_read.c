// SPDX-License-Identifier: GPL-2.0
/*
 * The blocks of a sheet's tracks, out of the files they lie in. One file is
 * open at a time: sheets are read from their first block to the last.
 */
#include <errno.h>
#include <fcntl.h>
#include <sndfile.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disc/sheet_read.h"

#define FRAME	4	/* bytes of a sample of both channels */

/**
 * struct sheet_reader - reading a sheet
 * @sheet: which
 * @file: that is open, -1: none
 * @fd: of plain blocks
 * @sound: of a sound file
 */
struct sheet_reader {
	const struct sheet *sheet;
	int file;
	int fd;
	SNDFILE *sound;
};

/**
 * sheet_reader_new() - begin to read
 * @sheet: stays the caller's
 *
 * Return: the reader, or NULL.
 */
struct sheet_reader *sheet_reader_new(const struct sheet *sheet)
{
	struct sheet_reader *r = calloc(1, sizeof(*r));

	if (!r)
		return NULL;
	r->sheet = sheet;
	r->file = -1;
	r->fd = -1;
	return r;
}

static void close_file(struct sheet_reader *r)
{
	if (r->fd >= 0)
		close(r->fd);
	if (r->sound)
		sf_close(r->sound);
	r->fd = -1;
	r->sound = NULL;
	r->file = -1;
}

/**
 * sheet_reader_free() - end it
 * @reader: from sheet_reader_new(), or NULL
 */
void sheet_reader_free(struct sheet_reader *reader)
{
	if (!reader)
		return;
	close_file(reader);
	free(reader);
}

static int open_sound(const struct sheet_file *f, SNDFILE **out,
		      sf_count_t *frames, struct said *said)
{
	SF_INFO info = { 0 };

	*out = sf_open(f->path, SFM_READ, &info);
	if (!*out)
		return said_fail(said, -EINVAL, "%s can't be read: %s", f->path,
				 sf_strerror(NULL));
	*frames = info.frames;
	if (info.samplerate == 44100 && info.channels == 2 &&
	    (info.format & SF_FORMAT_SUBMASK) == SF_FORMAT_PCM_16)
		return 0;
	sf_close(*out);
	*out = NULL;
	return said_fail(said, -EINVAL,
			 "%s is not 44100 Hz, 16 bits, 2 channels, as a CD needs it",
			 f->path);
}

static int open_plain(const struct sheet_file *f, int *fd, int64_t *bytes,
		      struct said *said)
{
	struct stat st;

	*fd = open(f->path, O_RDONLY | O_CLOEXEC);
	if (*fd < 0)
		return said_fail(said, -errno, "%s can't be opened: %s", f->path,
				 strerror(errno));
	if (!fstat(*fd, &st) && S_ISREG(st.st_mode)) {
		*bytes = st.st_size;
		return 0;
	}
	close(*fd);
	*fd = -1;
	return said_fail(said, -EINVAL, "%s is no file", f->path);
}

/**
 * sheet_measure() - how many bytes of blocks or samples a file has
 * @data: not used
 * @file: which
 * @said: gets why it can't be told
 *
 * Return: bytes or -errno.
 */
int64_t sheet_measure(void *data, const struct sheet_file *file,
		      struct said *said)
{
	sf_count_t frames = 0;
	SNDFILE *sound;
	int64_t bytes = 0;
	int fd, ret;

	(void)data;
	if (file->sound) {
		ret = open_sound(file, &sound, &frames, said);
		if (ret)
			return ret;
		sf_close(sound);
		return frames * FRAME;
	}
	ret = open_plain(file, &fd, &bytes, said);
	if (ret)
		return ret;
	close(fd);
	return bytes;
}

static int enter_file(struct sheet_reader *r, int file, struct said *said)
{
	const struct sheet_file *f = &r->sheet->files[file];
	sf_count_t frames;
	int64_t bytes;
	int ret;

	if (r->file == file)
		return 0;
	close_file(r);
	ret = f->sound ? open_sound(f, &r->sound, &frames, said) :
			 open_plain(f, &r->fd, &bytes, said);
	if (!ret)
		r->file = file;
	return ret;
}

static int short_file(struct sheet_reader *r, struct said *said)
{
	return said_fail(said, -EIO, "%s has become shorter",
			 r->sheet->files[r->file].path);
}

/* samples as a CD has them: little-endian */
static int read_sound(struct sheet_reader *r, uint64_t offset, size_t bytes,
		      uint8_t *buf, struct said *said)
{
	sf_count_t frames = (sf_count_t)(bytes / FRAME);
	size_t i;

	if (sf_seek(r->sound, (sf_count_t)(offset / FRAME), SEEK_SET) < 0 ||
	    sf_readf_short(r->sound, (short *)(void *)buf, frames) != frames)
		return short_file(r, said);
	for (i = 0; i < bytes; i += 2) {
		uint16_t v;

		memcpy(&v, buf + i, 2);
		buf[i] = (uint8_t)v;
		buf[i + 1] = (uint8_t)(v >> 8);
	}
	return 0;
}

static int read_plain(struct sheet_reader *r, uint64_t offset, size_t bytes,
		      uint8_t *buf, struct said *said)
{
	ssize_t n;

	while (bytes) {
		n = pread(r->fd, buf, bytes, (off_t)offset);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return said_fail(said, -errno, "%s can't be read: %s",
					 r->sheet->files[r->file].path,
					 strerror(errno));
		if (!n)
			return short_file(r, said);
		buf += n;
		offset += (uint64_t)n;
		bytes -= (size_t)n;
	}
	return 0;
}

/* blocks of a piece as the file has them; what it lacks at its end is zeros */
static int read_piece(struct sheet_reader *r, const struct sheet_piece *p,
		      uint16_t unit, uint64_t block, unsigned int n,
		      uint8_t *buf, struct said *said)
{
	uint64_t from = block * unit;
	size_t bytes = (size_t)n * unit;
	size_t have = bytes;
	int ret;

	memset(buf, 0, bytes);
	if (p->file == SHEET_ZEROS)
		return 0;
	if (from >= p->bytes)
		return 0;
	if (have > p->bytes - from)
		have = (size_t)(p->bytes - from);
	ret = enter_file(r, p->file, said);
	if (ret)
		return ret;
	if (r->sound)
		return read_sound(r, p->offset + from, have, buf, said);
	return read_plain(r, p->offset + from, have, buf, said);
}

static void swap_samples(uint8_t *p)
{
	unsigned int i;
	uint8_t t;

	for (i = 0; i < 2352; i += 2) {
		t = p[i];
		p[i] = p[i + 1];
		p[i + 1] = t;
	}
}

/* one block from its form in the file to the form of the stream */
static void convert(const struct sheet_track *t, bool swap, uint8_t *in,
		    uint8_t *out)
{
	/* CD-ROM XA sub-headers: data of form 1, data of form 2 */
	static const uint8_t form1[8] = { 0, 0, 0x08, 0, 0, 0, 0x08, 0 };
	static const uint8_t form2[8] = { 0, 0, 0x20, 0, 0, 0, 0x20, 0 };
	uint16_t bytes = disc_block_bytes(t->disc.mode, t->disc.subchannel);

	switch (t->form) {
	case SHEET_MODE1_RAW:
	case SHEET_MODE2_RAW:
		in += 16;	/* sync and header */
		break;
	case SHEET_XA1:
		memset(out, 0, bytes);
		memcpy(out, form1, 8);
		memcpy(out + 8, in, 2048);
		return;
	case SHEET_XA2:
		memset(out, 0, bytes);
		memcpy(out, form2, 8);
		memcpy(out + 8, in, 2324);
		return;
	}
	if (swap)
		swap_samples(in);
	memcpy(out, in, bytes);
}

/* which piece has this block of a track, and where in it */
static const struct sheet_piece *find_piece(const struct sheet_track *t,
					    uint64_t *block)
{
	unsigned int i;

	for (i = 0; i < t->nr_pieces; i++) {
		if (*block < t->pieces[i].blocks)
			return &t->pieces[i];
		*block -= t->pieces[i].blocks;
	}
	return NULL;
}

static int read_one(struct sheet_reader *r, const struct sheet_track *t,
		    uint64_t block, uint8_t *out, struct said *said)
{
	const struct sheet_piece *p = find_piece(t, &block);
	uint8_t in[2448] __attribute__((aligned(8)));
	bool swap;
	int ret;

	if (!p)
		return said_fail(said, -EINVAL, "track %u has no such block",
				 t->disc.number);
	ret = read_piece(r, p, sheet_form_bytes(t->form), block, 1, in, said);
	if (ret)
		return ret;
	swap = p->file != SHEET_ZEROS && r->sheet->files[p->file].swap &&
	       sheet_form_audio(t->form);
	convert(t, swap, in, out);
	return 0;
}

/**
 * sheet_read() - blocks of a track, in the form of the stream
 * @reader: from sheet_reader_new()
 * @track: index in the sheet; its mode and sub-channel say the form
 * @block: the first, counted from the start of the pregap
 * @n: how many
 * @buf: gets them
 * @said: gets why it failed
 *
 * Return: 0 or -errno.
 */
int sheet_read(struct sheet_reader *reader, unsigned int track, uint64_t block,
	       unsigned int n, uint8_t *buf, struct said *said)
{
	const struct sheet_track *t = &reader->sheet->tracks[track];
	uint16_t bytes = disc_block_bytes(t->disc.mode, t->disc.subchannel);
	unsigned int i;
	int ret = 0;

	for (i = 0; !ret && i < n; i++)
		ret = read_one(reader, t, block + i, buf + (size_t)i * bytes,
			       said);
	return ret;
}

/**
 * sheet_read_mode() - what the stream has of a track
 * @reader: from sheet_reader_new()
 * @track: index in the sheet
 * @mode: gets enum dsr_mode
 * @said: gets why it can't be told
 *
 * Formless mode 2 and XA look alike in a sheet; XA has its sub-header twice.
 *
 * Return: 0 or -errno.
 */
int sheet_read_mode(struct sheet_reader *reader, unsigned int track,
		    uint8_t *mode, struct said *said)
{
	const struct sheet_track *t = &reader->sheet->tracks[track];
	uint64_t first = t->disc.pregap, block;
	const struct sheet_piece *p;
	uint8_t in[2448] __attribute__((aligned(8)));
	unsigned int i, header = t->form == SHEET_MODE2_RAW ? 16 : 0;
	int ret;

	*mode = sheet_form_audio(t->form) ? DSR_MODE_AUDIO : DSR_MODE_DATA;
	if (t->form == SHEET_MODE1 || t->form == SHEET_MODE1_RAW ||
	    sheet_form_audio(t->form))
		return 0;
	*mode = DSR_MODE_XA_MIX;
	if (t->form == SHEET_XA1 || t->form == SHEET_XA2)
		return 0;
	/* the first block, and the one where a volume begins */
	for (i = 0; i <= 16 && i < t->disc.blocks; i += 16) {
		block = first + i;
		p = find_piece(t, &block);
		ret = p ? read_piece(reader, p, sheet_form_bytes(t->form),
				     block, 1, in, said) : 0;
		if (ret)
			return ret;
		if (p && memcmp(in + header, in + header + 4, 4))
			*mode = DSR_MODE_2;
	}
	return 0;
}

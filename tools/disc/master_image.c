// SPDX-License-Identifier: GPL-2.0
/* Masters that a CUE sheet, a TOC or a .dvd file describes: read, spooled. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disc/dvd_file.h"
#include "disc/master_parts.h"
#include "disc/sheet_read.h"

/**
 * sheet_kind_of() - is a file a sheet, and which?
 * @path: its name tells
 */
enum sheet_kind sheet_kind_of(const char *path)
{
	const char *dot = strrchr(path, '.');

	if (dot && !strcasecmp(dot, ".cue"))
		return SHEET_CUE;
	if (dot && !strcasecmp(dot, ".toc"))
		return SHEET_TOC;
	if (dot && !strcasecmp(dot, ".dvd"))
		return SHEET_DVD;
	return SHEET_NONE;
}

/* a whole small file with a zero behind it; NULL after a sentence */
static char *read_all(int fd, const char *path, size_t *bytes,
		      struct said *said)
{
	struct stat st;
	char *text;
	ssize_t n;

	if (fstat(fd, &st) || st.st_size > SHEET_MAX_BYTES) {
		said_fail(said, -EFBIG, "%s is too long for a description of a disc",
			  path);
		return NULL;
	}
	text = malloc((size_t)st.st_size + 1);
	n = text ? pread(fd, text, (size_t)st.st_size, 0) : -1;
	if (n < 0) {
		said_fail(said, -EIO, "%s can't be read: %s", path,
			  strerror(errno));
		free(text);
		return NULL;
	}
	text[n] = '\0';
	*bytes = (size_t)n;
	return text;
}

static int parse(struct master *m, struct sheet *sheet, enum sheet_kind kind)
{
	size_t bytes;
	char *text = read_all(m->fd, sheet->path, &bytes, &m->said);
	int ret;

	if (!text)
		return -EINVAL;
	ret = kind == SHEET_CUE ?
		      cue_parse(sheet, text, bytes, sheet_measure, NULL,
				&m->said) :
		      toc_file_parse(sheet, text, bytes, sheet_measure, NULL,
				     &m->said);
	free(text);
	return ret;
}

/* packs as they go onto the disc; some programs add a zero, or a header */
static int take_cdtext_file(struct master *m, const struct sheet *sheet)
{
	FILE *f = fopen(sheet->cdtext_path, "re");
	size_t room = CDTEXT_MAX_PACKS * CDTEXT_PACK_BYTES + 5, n;
	uint8_t *buf = malloc(room);
	int ret;

	if (!f || !buf) {
		ret = said_fail(&m->said, -EINVAL, "%s can't be opened: %s",
				sheet->cdtext_path, strerror(errno));
		goto out;
	}
	n = fread(buf, 1, room, f);
	if (n % CDTEXT_PACK_BYTES == 4) {
		n -= 4;
		memmove(buf, buf + 4, n);
	}
	n -= n % CDTEXT_PACK_BYTES == 1;
	ret = cdtext_check(buf, n);
	if (ret) {
		said_fail(&m->said, ret, "%s is no file of CD-Text packs",
			  sheet->cdtext_path);
		goto out;
	}
	m->disc.cdtext = buf;
	m->disc.cdtext_bytes = (uint32_t)n;
	buf = NULL;
out:
	if (f)
		fclose(f);
	free(buf);
	return ret;
}

/* MCN and ISRC belong into the texts of a disc that has texts at all */
static int add_codes(struct sheet *sheet, const struct disc *d)
{
	unsigned int i;
	int ret = 0;

	if (d->mcn[0])
		ret = cdtext_set(&sheet->texts, CDTEXT_CODE, 0, d->mcn);
	for (i = 0; !ret && i < d->nr_tracks; i++)
		if (d->tracks[i].isrc[0])
			ret = cdtext_set(&sheet->texts, CDTEXT_CODE,
					 d->tracks[i].number,
					 d->tracks[i].isrc);
	return ret;
}

static int take_cdtext(struct master *m, struct sheet *sheet)
{
	struct disc *d = &m->disc;
	unsigned int cut = 0;
	int ret;

	if (sheet->cdtext_path)
		return take_cdtext_file(m, sheet);
	if (!cdtext_any(&sheet->texts))
		return 0;
	ret = add_codes(sheet, d);
	sheet->texts.first = d->tracks[0].number;
	sheet->texts.last = d->tracks[d->nr_tracks - 1].number;
	if (!ret)
		ret = cdtext_encode(&sheet->texts, &d->cdtext,
				    &d->cdtext_bytes, &cut);
	if (ret == -E2BIG)
		return said_fail(&m->said, ret,
				 "%s: its texts are longer than CD-Text can hold",
				 sheet->path);
	if (ret < 0)
		return said_fail(&m->said, ret, "there is not enough memory");
	if (cut)
		said_note(&m->said,
			  "%u texts of the CD-Text have more than %u characters, which is what players bear, and are cut",
			  cut, CDTEXT_MAX_TEXT);
	if (ret)
		said_note(&m->said,
			  "%d characters of the CD-Text are not in ISO 8859-1 and become question marks",
			  ret);
	return 0;
}

/* are the pregap's blocks, or some of them, in a file? */
static bool gap_in_file(const struct sheet_track *t)
{
	uint64_t block = 0;
	unsigned int i;

	for (i = 0; i < t->nr_pieces && block < t->disc.pregap; i++) {
		if (t->pieces[i].file != SHEET_ZEROS)
			return true;
		block += t->pieces[i].blocks;
	}
	return false;
}

static int take_track(struct master *m, struct sheet *sheet, unsigned int i,
		      struct sheet_reader *reader,
		      const struct master_options *o)
{
	struct sheet_track *from = &sheet->tracks[i];
	struct disc_track *t = &from->disc;
	int ret = sheet_read_mode(reader, i, &t->mode, &m->said);

	if (ret)
		return ret;
	if (from->form == SHEET_AUDIO_SUB && o->raw96)
		t->subchannel = DSR_SUB_RAW96;
	else if (from->form == SHEET_AUDIO_SUB)
		said_note(&m->said,
			  "track %u has graphics in its sub-channel (CD+G), which track at once does not copy",
			  t->number);
	t->gap_in_source = t->mode == DSR_MODE_AUDIO && gap_in_file(from);
	if (o->no_isrc)
		t->isrc[0] = '\0';
	m->disc.tracks[i] = *t;
	return 0;
}

/* struct spooling - what spool_disc() reads with */
struct spooling {
	struct sheet *sheet;
	struct sheet_reader *reader;
};

static int read_spooled(void *data, unsigned int track, uint64_t block,
			unsigned int n, uint8_t *buf, struct said *said)
{
	struct spooling *s = data;

	return sheet_read(s->reader, track, block, n, buf, said);
}

static int spool(struct master *m, struct sheet *sheet,
		 struct sheet_reader *reader, const char *path,
		 const struct master_options *o)
{
	struct spooling s = { .sheet = sheet, .reader = reader };
	struct spool_options so;
	int fd;

	master_spool_options(o, &so);
	fd = spool_disc(&m->disc, read_spooled, &s, &so, &m->said);
	if (fd < 0)
		return fd;
	close(m->fd);
	m->fd = fd;
	return master_use_file(m, path);
}

static int take_sheet(struct master *m, struct sheet *sheet,
		      const struct master_options *o)
{
	struct sheet_reader *reader = sheet_reader_new(sheet);
	unsigned int i;
	int ret = reader ? 0 : -ENOMEM;

	m->disc.family = DSR_FAMILY_CD;
	m->disc.nr_tracks = (uint8_t)sheet->nr_tracks;
	m->disc.nr_sessions = sheet->tracks[sheet->nr_tracks - 1].disc.session;
	if (!o->no_isrc)
		memcpy(m->disc.mcn, sheet->mcn, sizeof(m->disc.mcn));
	for (i = 0; !ret && i < sheet->nr_tracks; i++)
		ret = take_track(m, sheet, i, reader, o);
	if (!ret)
		ret = take_cdtext(m, sheet);
	if (!ret && !o->look_only)
		ret = spool(m, sheet, reader, sheet->path, o);
	sheet_reader_free(reader);
	return ret;
}

/**
 * master_sheet() - a master out of a sheet and the files it names
 * @m: with the sheet open
 * @path: of the sheet
 * @kind: which language
 * @options: what is wanted
 *
 * All goes into one file, in the form of the stream: the kernel reads one
 * block device, whatever files, formats and byte orders there were.
 *
 * Return: 0 or -errno after a sentence; m->fd is that block device then.
 */
int master_sheet(struct master *m, const char *path, enum sheet_kind kind,
		 const struct master_options *options)
{
	struct sheet *sheet = sheet_new(path);
	int ret;

	if (!sheet)
		return said_fail(&m->said, -ENOMEM, "there is not enough memory");
	ret = parse(m, sheet, kind);
	if (!ret)
		ret = take_sheet(m, sheet, options);
	sheet_free(sheet);
	return ret;
}

/**
 * master_dvd_file() - find the image that a .dvd file belongs to
 * @m: with the .dvd file open
 * @path: of it
 * @image: gets the path of the image, on the heap, or NULL
 * @layer_break: gets the blocks on layer 0; 0: one layer
 *
 * Return: 0 or -errno after a sentence.
 */
int master_dvd_file(struct master *m, const char *path, char **image,
		    uint32_t *layer_break)
{
	struct sheet *sheet = sheet_new(path);
	char *text = NULL;
	size_t bytes;
	int ret;

	*image = NULL;
	if (!sheet)
		return said_fail(&m->said, -ENOMEM, "there is not enough memory");
	text = read_all(m->fd, path, &bytes, &m->said);
	ret = text ? dvd_file_parse(sheet, text, bytes, layer_break, &m->said) : -EINVAL;
	if (!ret)
		*image = strdup(sheet->files[0].path);
	if (!ret && !*image)
		ret = said_fail(&m->said, -ENOMEM, "there is not enough memory");
	free(text);
	sheet_free(sheet);
	return ret;
}

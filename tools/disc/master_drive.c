// SPDX-License-Identifier: GPL-2.0
/* Masters in a drive: scanned, and spooled where audio is to be shifted. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "disc/drive_read.h"
#include "disc/master_parts.h"
#include "disc/scan.h"

static int read_spooled(void *data, unsigned int track, uint64_t block,
			unsigned int n, uint8_t *buf, struct said *said)
{
	struct drive_reader *r = data;
	const struct disc_track *t = &r->disc->tracks[track];
	int64_t lba = t->start - (int64_t)t->pregap + (int64_t)block;
	int ret = drive_read(r, t, lba, n, buf);

	if (ret)
		return said_fail(said, ret, "block %lld of track %u can't be read",
				 (long long)lba, t->number);
	return 0;
}

/* the kernel copies what it reads: shifted audio has to lie somewhere first */
static int spool(struct master *m, const char *path,
		 const struct master_options *o)
{
	struct drive_reader r = { .fd = m->fd, .disc = &m->disc };
	struct spool_options so;
	int fd;

	master_spool_options(o, &so);
	fd = spool_disc(&m->disc, read_spooled, &r, &so, &m->said);
	m->sense = r.sense;
	if (fd < 0)
		return fd;
	close(m->fd);
	m->fd = fd;
	m->from = MASTER_IMAGE;
	return master_use_file(m, path);
}

/**
 * master_drive() - a master in a drive
 * @m: with the drive open
 * @path: of its node
 * @options: what is wanted
 *
 * Return: 0 or -errno after a sentence.
 */
int master_drive(struct master *m, const char *path,
		 const struct master_options *options)
{
	const struct scan_options wanted = {
		.raw96 = options->raw96,
		.no_texts = options->no_isrc,
	};
	int ret = probe_drive(m->fd, &m->probe, &m->sense);

	if (ret < 0)
		return said_fail(&m->said, ret,
				 "%s does not answer; check its cable and power",
				 path);
	m->probed = true;
	ret = scan_disc(m->fd, &m->probe, &wanted, &m->disc, &m->said,
			&m->sense);
	if (ret || options->look_only || !options->read_offset)
		return ret;
	if (disc_has_audio(&m->disc))
		return spool(m, path, options);
	said_note(&m->said, "there is no audio that could be shifted");
	return 0;
}

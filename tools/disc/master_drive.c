// SPDX-License-Identifier: GPL-2.0
/* Masters in a drive: scanned, and spooled where audio is to be shifted. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "disc/master_parts.h"
#include "disc/salvage.h"
#include "disc/scan.h"

static int read_spooled(void *data, unsigned int track, uint64_t block,
			unsigned int n, uint8_t *buf, struct said *said)
{
	struct salvage *s = data;
	const struct disc_track *t = &s->reader.disc->tracks[track];

	(void)said;	/* the master's own */
	return salvage_read(s, t, t->start - (int64_t)t->pregap + (int64_t)block,
			    n, buf);
}

/* what was skipped is told at once: nobody may be there any more at the end */
static void tell_bad(struct master *m)
{
	uint64_t blocks = bad_list_blocks(m->bad);

	if (!blocks) {
		free(m->bad);
		m->bad = NULL;
		return;
	}
	said_note(&m->said,
		  "%llu block%s of the source can't be read and will be zeros, the first is %lld",
		  (unsigned long long)blocks, blocks == 1 ? "" : "s",
		  (long long)m->bad->runs[0].lba);
}

/* the kernel copies what it reads: shifted audio has to lie somewhere first */
static int spool(struct master *m, const char *path,
		 const struct master_options *o)
{
	struct salvage s = {
		.reader = { .fd = m->fd, .disc = &m->disc },
		.retries = o->read_retries ? o->read_retries : SALVAGE_RETRIES,
		.skip = o->skip_bad,
		.said = &m->said,
	};
	struct spool_options so;
	int fd;

	m->bad = calloc(1, sizeof(*m->bad));
	if (!m->bad)
		return said_fail(&m->said, -ENOMEM, "there is not enough memory");
	s.bad = m->bad;
	master_spool_options(o, &so);
	fd = spool_disc(&m->disc, read_spooled, &s, &so, &m->said);
	m->sense = s.sense;
	if (fd < 0)
		return fd;
	tell_bad(m);
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
		.all_raw96 = options->all_raw96,
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

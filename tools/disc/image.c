// SPDX-License-Identifier: GPL-2.0
/*
 * A disc in a drive into files. They have their names only when they are
 * complete; until then they end with .part, and go when something fails.
 */
#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "disc/cue_write.h"
#include "disc/durable.h"
#include "disc/dvd_file.h"
#include "disc/image.h"
#include "disc/spool.h"

#define HASH_STEP	(1 << 20)

/* the files of an image, by what stands behind the dot */
enum part {
	PART_BLOCKS,
	PART_TEXTS,
	PART_SHEET,
	PARTS
};

/**
 * struct files - the names of an image
 * @name: at the end; NULL: there is no such file
 * @stale: a .dvd file there would be of another disc; NULL: it is this one's
 * @part: while it is written
 */
struct files {
	char *name[PARTS];
	char *stale;
	char *part[PARTS];
};

static void files_free(struct files *f)
{
	unsigned int i;

	for (i = 0; i < PARTS; i++) {
		free(f->name[i]);
		free(f->part[i]);
	}
	free(f->stale);
}

static int name_one(struct files *f, enum part which, const char *base,
		    const char *end)
{
	if (asprintf(&f->name[which], "%s.%s", base, end) < 0)
		f->name[which] = NULL;
	if (!f->name[which] ||
	    asprintf(&f->part[which], "%s.part", f->name[which]) < 0) {
		f->part[which] = NULL;
		return -ENOMEM;
	}
	return 0;
}

static int name_files(const struct image_job *job, struct files *f)
{
	int ret = name_one(f, PART_BLOCKS, job->base, job->iso ? "iso" : "bin");

	if (!ret && job->iso && job->disc->layer_break)
		ret = name_one(f, PART_SHEET, job->base, "dvd");
	if (!ret && job->iso && !job->disc->layer_break &&
	    asprintf(&f->stale, "%s.dvd", job->base) < 0) {
		f->stale = NULL;
		ret = -ENOMEM;
	}
	if (!ret && !job->iso)
		ret = name_one(f, PART_SHEET, job->base, "cue");
	if (!ret && !job->iso && job->disc->cdtext_bytes)
		ret = name_one(f, PART_TEXTS, job->base, "cdt");
	return ret;
}

static int refuse_one(const struct image_job *job, const char *name)
{
	if (!name || access(name, F_OK))
		return 0;
	return said_fail(job->said, -EEXIST,
			 "%s is there already; say --force to write over it", name);
}

static int refuse_present(const struct image_job *job, const struct files *f)
{
	unsigned int i;
	int ret = 0;

	if (job->force)
		return 0;
	for (i = 0; !ret && i < PARTS; i++)
		ret = refuse_one(job, f->name[i]);
	return ret ? ret : refuse_one(job, f->stale);
}

/* struct reading - what spool_into() reads with */
struct reading {
	struct disc *disc;
	struct salvage salvage;
};

static int read_blocks(void *data, unsigned int track, uint64_t block,
		       unsigned int n, uint8_t *buf, struct said *said)
{
	struct reading *r = data;
	const struct disc_track *t = &r->disc->tracks[track];
	int64_t lba = t->start - (int64_t)t->pregap + (int64_t)block;

	(void)said;	/* the job's own */
	return salvage_read(&r->salvage, t, lba, n, buf);
}

static unsigned int block_unit(void *data, unsigned int track)
{
	struct reading *r = data;

	return drive_block_bytes(&r->salvage.reader, &r->disc->tracks[track]);
}

static int digest(struct image_job *job, int fd, const char *name)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	uint8_t *buf = malloc(HASH_STEP);
	ssize_t n = -1;

	job->bytes = 0;
	if (!md || !buf || EVP_DigestInit_ex(md, EVP_sha256(), NULL) != 1)
		goto out;
	do {
		n = pread(fd, buf, HASH_STEP, (off_t)job->bytes);
		if (n > 0 && EVP_DigestUpdate(md, buf, (size_t)n) != 1)
			n = -1;
		job->bytes += n > 0 ? (uint64_t)n : 0;
	} while (n > 0);
	if (!n && EVP_DigestFinal_ex(md, job->sha256, NULL) != 1)
		n = -1;
out:
	EVP_MD_CTX_free(md);
	free(buf);
	if (n)
		return said_fail(job->said, -EIO, "%s can't be read again", name);
	return 0;
}

static int write_blocks(struct image_job *job, const struct files *f)
{
	const struct spool_options so = {
		.shift = job->read_offset,
		.in_place = job->iso,
		.progress = job->progress,
		.data = job->data,
	};
	struct reading r = {
		.disc = job->disc,
		.salvage = {
			.reader = {
				.fd = job->fd,
				.disc = job->disc,
				.raw = !job->iso,
				.c2 = job->c2 && !job->iso,
			},
			.retries = job->retries,
			.skip = job->skip,
			.bad = &job->bad,
			.said = job->said,
		},
	};
	const char *name = f->part[PART_BLOCKS];
	int fd = open(name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	int ret;

	if (fd < 0)
		return said_fail(job->said, -errno, "%s can't be written: %s",
				 name, strerror(errno));
	ret = spool_into(fd, name, job->disc, read_blocks, block_unit, &r, &so,
			 job->said);
	job->sense = r.salvage.sense;
	if (!ret && fsync(fd))
		ret = said_fail(job->said, -errno, "%s can't be written: %s",
				name, strerror(errno));
	if (!ret)
		ret = digest(job, fd, name);
	close(fd);
	return ret;
}

static const char *without_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static int write_sheet(struct image_job *job, const struct files *f)
{
	FILE *out = fopen(f->part[PART_SHEET], "we");
	int ret = -EIO;

	if (out && job->iso) {
		ret = dvd_file_write(out, job->disc->layer_break,
				     without_folder(f->name[PART_BLOCKS]));
	} else if (out) {
		ret = cue_write(out, job->disc,
				without_folder(f->name[PART_BLOCKS]),
				f->name[PART_TEXTS] ?
				without_folder(f->name[PART_TEXTS]) : NULL);
	}
	if (out && durable_close(out))
		ret = -EIO;
	if (ret)
		return said_fail(job->said, ret, "%s can't be written",
				 f->part[PART_SHEET]);
	return 0;
}

static int write_texts(struct image_job *job, const struct files *f)
{
	FILE *out = fopen(f->part[PART_TEXTS], "we");
	bool written = out && fwrite(job->disc->cdtext, 1,
				     job->disc->cdtext_bytes, out) ==
			      job->disc->cdtext_bytes;

	if (out && durable_close(out))
		written = false;
	if (!written)
		return said_fail(job->said, -EIO, "%s can't be written",
				 f->part[PART_TEXTS]);
	return 0;
}

/* complete: they get their names, for good */
static int rename_all(struct image_job *job, const struct files *f)
{
	unsigned int i;
	int ret;

	for (i = 0; i < PARTS; i++)
		if (f->name[i] && rename(f->part[i], f->name[i]))
			return said_fail(job->said, -errno,
					 "%s can't be given its name: %s",
					 f->part[i], strerror(errno));
	if (f->stale && unlink(f->stale) && errno != ENOENT)
		return said_fail(job->said, -errno,
				 "%s, which is of another disc, can't be removed: %s",
				 f->stale, strerror(errno));
	ret = durable_name(f->name[PART_BLOCKS]);
	if (ret)
		return said_fail(job->said, ret, "the folder of %s can't be written: %s",
				 f->name[PART_BLOCKS], strerror(-ret));
	return 0;
}

static void remove_all(const struct files *f)
{
	unsigned int i;

	for (i = 0; i < PARTS; i++)
		if (f->part[i])
			unlink(f->part[i]);
}

/* a sheet does not tell where a session begins: readers count that out */
static int check_sessions(const struct image_job *job)
{
	unsigned int odd = job->iso ? 0 : disc_odd_session(job->disc);

	if (!odd)
		return 0;
	return said_fail(job->said, -EOPNOTSUPP,
			 "session %u does not begin where sessions do, and a CUE sheet can't say so",
			 odd);
}

/* two seconds of PREGAP there are the ones that every disc has, and no more */
static int check_gap(const struct image_job *job)
{
	const struct disc_track *t = &job->disc->tracks[0];

	if (job->iso || t->pregap != DISC_LEAD_IN_GAP || t->gap_in_source)
		return 0;
	return said_fail(job->said, -EOPNOTSUPP,
			 "track %u begins at block %d, behind silence that is not in the image, and a CUE sheet can't say so",
			 t->number, t->start);
}

/**
 * image_make() - make an image of a disc
 * @job: what is wanted; gets what came of it
 *
 * Return: 0, or -errno after a sentence: nothing is left of the image then.
 */
int image_make(struct image_job *job)
{
	struct files f = { .name = { NULL } };
	int ret = name_files(job, &f);

	if (ret) {
		files_free(&f);
		return said_fail(job->said, ret, "there is not enough memory");
	}
	ret = check_sessions(job);
	if (!ret)
		ret = check_gap(job);
	if (!ret)
		ret = refuse_present(job, &f);
	if (ret) {
		files_free(&f);
		return ret;
	}
	ret = write_blocks(job, &f);
	if (!ret && f.name[PART_SHEET])
		ret = write_sheet(job, &f);
	if (!ret && f.name[PART_TEXTS])
		ret = write_texts(job, &f);
	if (!ret)
		ret = rename_all(job, &f);
	if (ret)
		remove_all(&f);
	files_free(&f);
	return ret;
}

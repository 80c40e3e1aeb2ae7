// SPDX-License-Identifier: GPL-2.0
/* A master: opened, looked at, worked out into a layout. */
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "disc/iso.h"
#include "disc/layout.h"
#include "disc/master.h"
#include "disc/master_parts.h"
#include "disc/tao.h"
#include "reader/depth.h"

#define SR_MAJOR	11	/* devices.txt: SCSI CD-ROM */
#define SG_MAJOR	21	/* devices.txt: SCSI generic */

/* what a master is, from its node */
static int judge_from(struct master *m, const char *path)
{
	struct stat st;

	if (fstat(m->fd, &st))
		return said_fail(&m->said, -errno, "%s can't be looked at: %s",
				 path, strerror(errno));
	if (S_ISREG(st.st_mode)) {
		m->from = MASTER_IMAGE;
	} else if (S_ISBLK(st.st_mode)) {
		m->from = major(st.st_rdev) == SR_MAJOR ? MASTER_DRIVE :
							  MASTER_BLOCK;
	} else if (S_ISCHR(st.st_mode) && major(st.st_rdev) == SG_MAJOR) {
		m->from = MASTER_DRIVE;
	} else {
		return said_fail(&m->said, -ENOTTY,
				 "%s can't be a master: name a drive (/dev/srN, /dev/sgN), a block device or an image file",
				 path);
	}
	return 0;
}

static int open_path(struct master *m, const char *path)
{
	m->fd = depth_open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (m->fd >= 0)
		return judge_from(m, path);
	if (errno == EACCES || errno == EPERM)
		return said_fail(&m->said, -errno, "you may not read %s: %s", path,
				 !strncmp(path, "/dev/", 5) ?
				 "be root, or a member of group cdrom" :
				 "look at its permissions");
	return said_fail(&m->said, -errno, "%s can't be opened: %s", path,
			 depth_why(errno));
}

static int plain_data(struct master *m, const char *path, uint64_t blocks)
{
	struct disc_track *t = &m->disc.tracks[0];

	if (!blocks)
		return said_fail(&m->said, -ENODATA, "%s is empty", path);
	if (blocks > LAYOUT_MAX_BLOCKS)
		return said_fail(&m->said, -EFBIG,
				 "%s is larger than any disc", path);
	m->disc.family = DSR_FAMILY_ANY;
	m->disc.nr_sessions = 1;
	m->disc.nr_tracks = 1;
	t->number = 1;
	t->session = 1;
	t->control = CONTROL_DATA;
	t->mode = DSR_MODE_DATA;
	t->blocks = blocks;
	return 0;
}

static int open_block(struct master *m, const char *path)
{
	uint64_t bytes = 0;

	if (ioctl(m->fd, BLKGETSIZE64, &bytes))
		return said_fail(&m->said, -errno,
				 "the size of %s can't be read: %s", path,
				 strerror(errno));
	return plain_data(m, path, bytes / IMAGE_BLOCK);
}

static int open_iso(struct master *m, const char *path)
{
	struct image image;
	int ret = image_check(m->fd, &image);

	if (ret < 0)
		return said_fail(&m->said, ret, "%s can't be read: %s", path,
				 strerror(-ret));
	if (image.told_bytes > image.blocks * IMAGE_BLOCK)
		return said_fail(&m->said, -ENODATA,
				 "%s is truncated: its file system needs %llu bytes and the file has %llu; get it again",
				 path, (unsigned long long)image.told_bytes,
				 (unsigned long long)(image.blocks * IMAGE_BLOCK +
						      image.extra_bytes));
	if (!image.blocks || (image.extra_bytes && !image.told_bytes))
		return said_fail(&m->said, -EINVAL, "%s is no disc image: %s",
				 path, image.blocks ?
				 "its length is no multiple of 2048 bytes" :
				 "it is shorter than one block of 2048 bytes");
	if (image.extra_bytes)
		said_note(&m->said,
			  "%s: the last %u bytes, after the end of its file system, are left out",
			  path, image.extra_bytes);
	return plain_data(m, path, image.blocks);
}

static int take_layers(struct master *m, const char *image, uint32_t layer_break)
{
	if (!layer_break)
		return 0;
	if (layer_break >= m->disc.tracks[0].blocks)
		return said_fail(&m->said, -EINVAL,
				 "the layers can't meet at block %u: %s has %llu blocks",
				 layer_break, image,
				 (unsigned long long)m->disc.tracks[0].blocks);
	m->disc.family = DSR_FAMILY_DVD;
	m->disc.layer_break = layer_break;
	return 0;
}

/* an image, and where the layers of its disc meet */
static int open_dvd_file(struct master *m, const char *path,
			 const struct master_options *o)
{
	uint32_t layer_break;
	char *image;
	int ret = master_dvd_file(m, path, &image, &layer_break);

	if (!ret) {
		close(m->fd);
		ret = open_path(m, image);
	}
	if (!ret && m->from != MASTER_IMAGE)
		ret = said_fail(&m->said, -EINVAL, "%s is no file", image);
	if (!ret)
		ret = open_iso(m, image);
	if (!ret)
		ret = take_layers(m, image, layer_break);
	if (!ret && !o->look_only)
		ret = master_use_file(m, image);
	free(image);
	return ret;
}

static int open_image(struct master *m, const char *path,
		      const struct master_options *o)
{
	enum sheet_kind kind = sheet_kind_of(path);
	int ret;

	if (kind == SHEET_DVD)
		return open_dvd_file(m, path, o);
	if (kind != SHEET_NONE)
		return master_sheet(m, path, kind, o);
	ret = open_iso(m, path);
	return ret || o->look_only ? ret : master_use_file(m, path);
}

static int look(struct master *m, const char *path,
		const struct master_options *o)
{
	switch (m->from) {
	case MASTER_DRIVE:
		return master_drive(m, path, o);
	case MASTER_BLOCK:
		return open_block(m, path);
	case MASTER_IMAGE:
		return open_image(m, path, o);
	}
	return -EINVAL;
}

/* CD-Text is part of a lead-in that audio comes after */
static void fit_texts(struct master *m, const struct master_options *o)
{
	bool fits = o->any_cdtext || m->disc.tracks[0].mode == DSR_MODE_AUDIO;

	if (!m->disc.cdtext_bytes || (fits && !o->no_cdtext))
		return;
	if (!o->no_cdtext)
		said_note(&m->said,
			  "CD-Text can't be written where track 1 is data and is left out");
	disc_free(&m->disc);
}

static int work_out(struct master *m, const struct master_options *o)
{
	fit_texts(m, o);
	if (o->session == MASTER_SESSION_OPEN)
		m->disc.open = true;
	else if (o->session == MASTER_SESSION_CLOSE)
		m->disc.open = false;
	if (o->tao && m->disc.family == DSR_FAMILY_CD)
		tao_fit(&m->disc, m->from != MASTER_DRIVE, &m->said);
	m->kind = disc_kind(&m->disc);
	m->blocks = disc_blocks(&m->disc);
	m->bytes = disc_bytes(&m->disc);
	if (layout_from_disc(&m->disc, &m->layout, &m->layout_bytes))
		return said_fail(&m->said, -ENOMEM, "there is not enough memory");
	return 0;
}

/**
 * master_open() - open what is to be copied, and work its layout out
 * @path: a drive, a block device, or an image
 * @options: what is wanted of it; NULL: the defaults
 * @out: gets the master; to be closed by master_close() whatever comes back
 *
 * Return: 0, or -errno with a sentence in @out->said.why and, where a drive
 * complained, @out->sense.
 */
int master_open(const char *path, const struct master_options *options,
		struct master *out)
{
	static const struct master_options defaults;
	const struct master_options *o = options ? options : &defaults;
	int ret;

	memset(out, 0, sizeof(*out));
	out->fd = -1;
	ret = open_path(out, path);
	if (!ret)
		ret = look(out, path, o);
	if (!ret)
		ret = work_out(out, o);
	return ret;
}

/**
 * master_close() - close and free everything
 * @master: opened, or tried to
 */
void master_close(struct master *master)
{
	if (master->fd >= 0)
		close(master->fd);
	master->fd = -1;
	free(master->layout);
	master->layout = NULL;
	free(master->bad);
	master->bad = NULL;
	disc_free(&master->disc);
	said_free(&master->said);
}

/**
 * layout_read_back() - work out the layout of a written copy
 * @fd: of its drive, open for reading; stays the caller's
 * @out: gets it, without an fd of its own; to be closed by master_close()
 *	whatever comes back
 *
 * Return: as master_open().
 */
int layout_read_back(int fd, struct master *out)
{
	static const struct master_options defaults;
	int ret;

	memset(out, 0, sizeof(*out));
	out->from = MASTER_DRIVE;
	out->fd = fd;
	ret = master_drive(out, "the drive", &defaults);
	if (!ret)
		ret = work_out(out, &defaults);
	out->fd = -1;
	return ret;
}

// SPDX-License-Identifier: GPL-2.0
/* The commands that are about CDs alone, each with its answer parsed. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "disc/bytes.h"
#include "disc/cd.h"
#include "disc/cdtext.h"
#include "disc/disc.h"
#include "disc/probe_old.h"

/* MMC-6 operation codes */
#define READ_SUB_CHANNEL	0x42
#define READ_TOC		0x43
#define READ_HEADER		0x44
#define READ_CD			0xbe

/* READ TOC/PMA/ATIP formats (MMC-6 table 475) */
#define TOC_TRACKS	0
#define TOC_SESSIONS	1
#define TOC_FULL	2
#define TOC_ATIP	4
#define TOC_TEXT	5

#define TOC_MAX		0x2000		/* bytes: more than a full TOC can have */
#define TOC_TRACKS_MAX	0x324		/* 4 + 100 tracks of 8 */
#define TEXT_MAX	(4 + CDTEXT_MAX_PACKS * CDTEXT_PACK_BYTES)

/**
 * cd_form_bytes() - bytes of a block in this form
 * @form: with CD_MAIN_NONE or CD_MAIN_ALL, or of mode 2 with CD_MAIN_XA
 */
unsigned int cd_form_bytes(const struct cd_form *form)
{
	static const unsigned int sub[] = {
		[CD_SUB_NONE] = 0,
		[CD_SUB_RAW] = SUB_RAW_BYTES,
		[CD_SUB_Q] = SUBQ_FORMATTED,
	};
	unsigned int main = form->main & 0xf8;

	return (main == CD_MAIN_ALL ? CD_RAW_BYTES :
		main == CD_MAIN_XA ? 2336 : 0) +
	       (form->main & CD_C2 ? CD_C2_BYTES : 0) + sub[form->sub];
}

/**
 * cd_read() - READ CD
 * @fd: of the drive
 * @form: what is wanted of each block
 * @lba: the first
 * @n: how many, up to CD_MAX_BLOCKS
 * @buf: gets them, @n times cd_form_bytes()
 * @sense: gets what the drive said
 *
 * Return: 0 or -errno; -EPROTO when fewer bytes came.
 */
int cd_read(int fd, const struct cd_form *form, int32_t lba, unsigned int n,
	    uint8_t *buf, struct probe_sense *sense)
{
	uint8_t cdb[12] = { READ_CD, (uint8_t)(form->type << 2) };
	int len = (int)(n * cd_form_bytes(form));
	int ret;

	put_be32((uint32_t)lba, cdb + 2);
	cdb[8] = (uint8_t)n;
	cdb[9] = form->main;
	cdb[10] = form->sub;
	ret = drive_ask(fd, cdb, sizeof(cdb), buf, len, ASK_DISC, sense);
	return ret < 0 ? ret : ret == len ? 0 : -EPROTO;
}

static int read_toc(int fd, uint8_t format, uint8_t *buf, int len,
		    struct probe_sense *sense)
{
	/* MSF for all but the two lists, as MMC-6 wants */
	const uint8_t cdb[10] = {
		READ_TOC, format <= TOC_SESSIONS ? 0 : 2, format,
		[6] = format == TOC_FULL,
		[7] = (uint8_t)(len >> 8), [8] = (uint8_t)len,
	};

	return drive_ask(fd, cdb, sizeof(cdb), buf, len, ASK_DISC, sense);
}

/* the list of tracks, in whatever way the drive gives it */
static int read_simple(int fd, uint8_t *buf, struct toc *out,
		       struct probe_sense *sense)
{
	struct mmc_toc simple;
	int ret = read_toc(fd, TOC_TRACKS, buf, TOC_TRACKS_MAX, sense);

	if (ret >= 0)
		ret = mmc_parse_toc(buf, (size_t)ret, &simple);
	if (ret < 0)
		ret = probe_old_toc(fd, &simple, sense);
	return ret < 0 ? ret : toc_from_simple(&simple, out);
}

/* a list of tracks, told apart by the place where the last session begins */
static int split(int fd, uint8_t *buf, struct toc *out, enum cd_told *told,
		 struct probe_sense *sense)
{
	struct probe_sense now;
	struct toc_last last;
	int ret = read_toc(fd, TOC_SESSIONS, buf, TOC_MAX, &now);

	*told = CD_TOLD_TRACKS;
	if (ret < 0 || toc_parse_last(buf, (size_t)ret, &last))
		return 0;
	/* the lengths of lead-out and lead-in never change */
	ret = toc_split(out, &last, disc_session_gap(2));
	if (ret == -EMEDIUMTYPE)
		*sense = now;	/* the full TOC was refused, not this */
	else if (!ret)
		*told = CD_TOLD_LAST;
	return ret == -EMEDIUMTYPE ? ret : 0;
}

/**
 * cd_read_toc() - sessions and tracks
 * @fd: of the drive
 * @out: gets them
 * @told: gets what the drive told of sessions
 * @sense: gets what the drive said
 *
 * The full TOC; where there is none that makes sense, the list of tracks and
 * where the last session begins.
 *
 * Return: 0; -EMEDIUMTYPE: there are more than two sessions, and the drive tells
 * only where the last one begins; or another -errno.
 */
int cd_read_toc(int fd, struct toc *out, enum cd_told *told,
		struct probe_sense *sense)
{
	uint8_t *buf = malloc(TOC_MAX);
	int ret;

	if (!buf)
		return -ENOMEM;
	*told = CD_TOLD_ALL;
	ret = read_toc(fd, TOC_FULL, buf, TOC_MAX, sense);
	if (ret >= 0)
		ret = toc_parse_full(buf, (size_t)ret, out);
	if (ret < 0) {
		ret = read_simple(fd, buf, out, sense);
		if (!ret)
			ret = split(fd, buf, out, told, sense);
	}
	free(buf);
	return ret < 0 ? ret : 0;
}

/**
 * cd_read_atip() - what is pressed into a recordable CD
 * @fd: of the drive
 * @out: gets it
 * @sense: gets what the drive said
 *
 * Return: 0 or -errno: it is no recordable one.
 */
int cd_read_atip(int fd, struct atip *out, struct probe_sense *sense)
{
	uint8_t buf[32];
	int ret = read_toc(fd, TOC_ATIP, buf, sizeof(buf), sense);

	return ret < 0 ? ret : toc_parse_atip(buf, (size_t)ret, out);
}

/**
 * cd_read_text() - the CD-Text packs of the first session
 * @fd: of the drive
 * @packs: gets them as they came, on the heap
 * @bytes: gets their length; not looked into here
 * @sense: gets what the drive said
 *
 * Return: 0, -ENODATA: there is none, or another -errno.
 */
int cd_read_text(int fd, uint8_t **packs, uint32_t *bytes,
		 struct probe_sense *sense)
{
	uint8_t *buf = malloc(TEXT_MAX);
	uint32_t told;
	int ret;

	if (!buf)
		return -ENOMEM;
	ret = read_toc(fd, TOC_TEXT, buf, TEXT_MAX, sense);
	if (ret < 4) {
		free(buf);
		return ret == -EIO || ret >= 0 ? -ENODATA : ret;
	}
	told = get_be16(buf) + 2U;
	if (told > (uint32_t)ret)
		told = (uint32_t)ret;
	told = told < 4 ? 0 : (told - 4) / CDTEXT_PACK_BYTES * CDTEXT_PACK_BYTES;
	memmove(buf, buf + 4, told);
	*packs = buf;
	*bytes = told;
	if (told)
		return 0;
	free(buf);
	return -ENODATA;
}

static int read_sub_channel(int fd, uint8_t format, uint8_t track,
			    uint8_t buf[24], struct probe_sense *sense)
{
	const uint8_t cdb[10] = {
		READ_SUB_CHANNEL, 0, 0x40, format, [6] = track, [8] = 24,
	};

	return drive_ask(fd, cdb, sizeof(cdb), buf, 24, ASK_DISC, sense);
}

/**
 * cd_read_mcn() - the media catalogue number
 * @fd: of the drive
 * @mcn: gets it
 * @sense: gets what the drive said
 *
 * Return: 0, -ENODATA: there is none, or another -errno.
 */
int cd_read_mcn(int fd, char mcn[14], struct probe_sense *sense)
{
	uint8_t buf[24];
	int ret = read_sub_channel(fd, SUBQ_MCN, 0, buf, sense);

	return ret < 0 ? ret : subq_parse_mcn(buf, (size_t)ret, mcn);
}

/**
 * cd_read_isrc() - a track's ISRC
 * @fd: of the drive
 * @track: number
 * @isrc: gets it
 * @sense: gets what the drive said
 *
 * Return: 0, -ENODATA: it has none, or another -errno.
 */
int cd_read_isrc(int fd, uint8_t track, char isrc[13],
		 struct probe_sense *sense)
{
	uint8_t buf[24];
	int ret = read_sub_channel(fd, SUBQ_ISRC, track, buf, sense);

	return ret < 0 ? ret : subq_parse_isrc(buf, (size_t)ret, track, isrc);
}

/**
 * cd_read_mode() - the data mode of a block, by READ HEADER
 * @fd: of the drive
 * @lba: which
 * @mode: gets 0, 1 or 2
 * @sense: gets what the drive said
 *
 * Return: 0 or -errno.
 */
int cd_read_mode(int fd, int32_t lba, uint8_t *mode, struct probe_sense *sense)
{
	uint8_t cdb[10] = { READ_HEADER, [8] = 8 };
	uint8_t buf[8];
	int ret;

	put_be32((uint32_t)lba, cdb + 2);
	ret = drive_ask(fd, cdb, sizeof(cdb), buf, sizeof(buf), ASK_DISC, sense);
	if (ret < 0)
		return ret;
	*mode = buf[0];
	return ret == 8 && buf[0] <= 2 ? 0 : -EPROTO;
}

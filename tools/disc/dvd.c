// SPDX-License-Identifier: GPL-2.0
/* The commands that are about DVDs and BDs, each with its answer parsed. */
#include <errno.h>

#include "disc/bytes.h"
#include "disc/dvd.h"

/* MMC-6 operation codes */
#define GET_CONFIGURATION	0x46
#define READ_DISC_STRUCTURE	0xad

/* READ DISC STRUCTURE formats (MMC-6 tables 401 and 434) */
#define PHYSICAL	0x00
#define COPYRIGHT	0x01
#define RIGHTS		0x05
#define PRERECORDED	0x0e
#define ADIP		0x11
#define BD_INFORMATION	0x00

#define MEDIA_DVD	0
#define MEDIA_BD	1
#define STRUCTURE_MAX	260	/* bytes: as much as is looked at */

static int read_structure(int fd, uint8_t media, uint32_t lba, uint8_t format,
			  uint8_t *buf, struct probe_sense *sense)
{
	uint8_t cdb[12] = {
		READ_DISC_STRUCTURE, media, [7] = format,
		[8] = STRUCTURE_MAX >> 8, [9] = STRUCTURE_MAX & 0xff,
	};

	put_be32(lba, cdb + 2);
	return drive_ask(fd, cdb, sizeof(cdb), buf, STRUCTURE_MAX, ASK_DISC,
			 sense);
}

/**
 * dvd_read_physical() - layers, their ends, and the book type
 * @fd: of the drive
 * @out: gets them
 * @sense: gets what the drive said
 *
 * Return: 0 or -errno.
 */
int dvd_read_physical(int fd, struct dvd_physical *out,
		      struct probe_sense *sense)
{
	uint8_t buf[STRUCTURE_MAX];
	int ret = read_structure(fd, MEDIA_DVD, 0, PHYSICAL, buf, sense);

	return ret < 0 ? ret : dvd_parse_physical(buf, (size_t)ret, out);
}

/**
 * dvd_read_copyright() - is it protected?
 * @fd: of the drive
 * @protection: gets an enum dvd_protection
 * @regions: gets the regions where it must not be played
 * @sense: gets what the drive said
 *
 * Return: 0 or -errno.
 */
int dvd_read_copyright(int fd, uint8_t *protection, uint8_t *regions,
		       struct probe_sense *sense)
{
	uint8_t buf[STRUCTURE_MAX];
	int ret = read_structure(fd, MEDIA_DVD, 0, COPYRIGHT, buf, sense);

	return ret < 0 ? ret : dvd_parse_copyright(buf, (size_t)ret, protection,
						   regions);
}

/**
 * dvd_read_sector_rights() - is this block's content protected?
 * @fd: of the drive
 * @lba: which
 * @protected: gets the answer
 * @sense: gets what the drive said
 *
 * Return: 0 or -errno.
 */
int dvd_read_sector_rights(int fd, uint32_t lba, bool *protected,
			   struct probe_sense *sense)
{
	uint8_t buf[STRUCTURE_MAX];
	int ret = read_structure(fd, MEDIA_DVD, lba, RIGHTS, buf, sense);

	return ret < 0 ? ret :
			 dvd_parse_sector_rights(buf, (size_t)ret, protected);
}

/**
 * dvd_read_medium_id() - who made a recordable DVD or BD
 * @fd: of the drive
 * @profile: of the disc
 * @id: gets maker and type
 * @sense: gets what the drive said
 *
 * Return: 0 or -errno: not told, or a disc without one.
 */
int dvd_read_medium_id(int fd, uint16_t profile, char id[24],
		       struct probe_sense *sense)
{
	uint8_t buf[STRUCTURE_MAX];
	int ret;

	if (profile >= 0x41 && profile <= 0x43) {
		ret = read_structure(fd, MEDIA_BD, 0, BD_INFORMATION, buf,
				     sense);
		return ret < 0 ? ret : bd_parse_id(buf, (size_t)ret, id);
	}
	if (profile >= 0x1a && profile <= 0x2b) {
		ret = read_structure(fd, MEDIA_DVD, 0, ADIP, buf, sense);
		return ret < 0 ? ret : dvd_parse_adip_id(buf, (size_t)ret, id);
	}
	if (profile == 0x11 || (profile >= 0x13 && profile <= 0x17)) {
		ret = read_structure(fd, MEDIA_DVD, 0, PRERECORDED, buf, sense);
		return ret < 0 ? ret :
				 dvd_parse_prerecorded_id(buf, (size_t)ret, id);
	}
	return -ENOENT;
}

/**
 * drive_feature() - does a feature of the drive apply to the disc in it?
 * @fd: of the drive
 * @code: of the feature
 * @current: gets the answer
 * @sense: gets what the drive said
 *
 * Return: 0, -ENOENT: the drive does not have it, or another -errno.
 */
int drive_feature(int fd, uint16_t code, bool *current,
		  struct probe_sense *sense)
{
	/* RT 2: this feature alone */
	const uint8_t cdb[10] = {
		GET_CONFIGURATION, 0x02, (uint8_t)(code >> 8), (uint8_t)code,
		[8] = 32,
	};
	uint8_t buf[32];
	int ret = drive_ask(fd, cdb, sizeof(cdb), buf, sizeof(buf), ASK_SHORT,
			    sense);

	return ret < 0 ? ret :
			 mmc_parse_feature(buf, (size_t)ret, code, current);
}

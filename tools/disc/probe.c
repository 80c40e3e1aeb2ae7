// SPDX-License-Identifier: GPL-2.0
/* Asking a drive about itself and its disc through SG_IO. */
#include <errno.h>
#include <string.h>
#include <time.h>
#include <scsi/sg_lib.h>

#include "disc/ask.h"
#include "disc/bytes.h"
#include "disc/probe.h"
#include "disc/probe_old.h"

/* SPC-4 and MMC-6 operation codes */
#define TEST_UNIT_READY		0x00
#define INQUIRY			0x12
#define READ_FORMAT_CAPACITIES	0x23
#define READ_CAPACITY		0x25
#define READ_10			0x28
#define GET_CONFIGURATION	0x46
#define READ_DISC_INFORMATION	0x51
#define READ_TRACK_INFORMATION	0x52
#define MODE_SENSE_10		0x5a
#define GET_PERFORMANCE		0xac

#define PAGE_CAPABILITY	0x2a	/* MMC-3: C/DVD capabilities and mechanical status */

#define INVALID_OPCODE	0x20	/* SPC-4: additional sense code */

#define READY_TRIES	30	/* half-seconds to wait for a disc to load */

#define FIRST_DESCRIPTOR	16	/* ECMA-119 6.2.1, ECMA-167 2/8.3 */

static void half_second(void)
{
	const struct timespec t = { .tv_nsec = 500000000 };

	nanosleep(&t, NULL);
}

/*
 * Is the drive ready? Takes the unit attentions that wait in it, and gives a
 * disc that is being loaded (2/04/01) time. *medium tells why it is not.
 */
static int wait_ready(int fd, enum probe_medium *medium,
		      struct probe_sense *sense)
{
	static const uint8_t cdb[6] = { TEST_UNIT_READY };
	int i, ret;

	for (i = 0; i < READY_TRIES; i++) {
		ret = drive_ask(fd, cdb, sizeof(cdb), NULL, 0, ASK_SHORT,
				 sense);
		if (ret >= 0)
			return 1;
		if (ret != -EIO || !sense->len)
			return ret;
		if (sense_is(sense, SPC_SK_UNIT_ATTENTION, -1))
			continue;
		if (sense_is(sense, SPC_SK_NOT_READY, 0x3a)) {
			*medium = sense_ascq(sense) == 0x02 ? PROBE_TRAY_OPEN :
							      PROBE_NO_DISC;
			return 0;
		}
		*medium = probe_old_no_disc(sense) ? PROBE_NO_DISC :
						     PROBE_NOT_READY;
		if (!sense_is(sense, SPC_SK_NOT_READY, 0x04) ||
		    sense_ascq(sense) != 0x01)
			return 0;
		half_second();
	}
	return 0;
}

static int inquire(int fd, struct mmc_inquiry *out, struct probe_sense *sense)
{
	static const uint8_t cdb[6] = { INQUIRY, [4] = 96 };
	uint8_t buf[96];
	int ret = drive_ask(fd, cdb, sizeof(cdb), buf, sizeof(buf),
			     ASK_SHORT, sense);

	return ret < 0 ? ret : mmc_parse_inquiry(buf, (size_t)ret, out);
}

static int get_profile(int fd, uint16_t *profile, struct probe_sense *sense)
{
	/* RT 2: one feature, the profile list, and the header is all we read */
	static const uint8_t cdb[10] = { GET_CONFIGURATION, 0x02, [8] = 8 };
	uint8_t buf[8];
	int ret = drive_ask(fd, cdb, sizeof(cdb), buf, sizeof(buf),
			     ASK_SHORT, sense);

	return ret < 0 ? ret : mmc_parse_profile(buf, (size_t)ret, profile);
}

/**
 * drive_disc_info() - READ DISC INFORMATION
 * @fd: of the drive
 * @out: gets it
 * @sense: gets what the drive said
 *
 * Return: 0 or -errno.
 */
int drive_disc_info(int fd, struct mmc_disc_info *out,
			 struct probe_sense *sense)
{
	static const uint8_t cdb[10] = { READ_DISC_INFORMATION, [8] = 34 };
	uint8_t buf[34];
	int ret = drive_ask(fd, cdb, sizeof(cdb), buf, sizeof(buf),
			     ASK_DISC, sense);

	return ret < 0 ? ret : mmc_parse_disc_info(buf, (size_t)ret, out);
}

/**
 * drive_track_info() - READ TRACK INFORMATION
 * @fd: of the drive
 * @track: its number
 * @out: gets it
 * @sense: gets what the drive said
 *
 * Return: 0 or -errno.
 */
int drive_track_info(int fd, uint32_t track, struct mmc_track_info *out,
			  struct probe_sense *sense)
{
	uint8_t cdb[10] = { READ_TRACK_INFORMATION, 0x01, [8] = 36 };
	uint8_t buf[36];
	int ret;

	put_be32(track, cdb + 2);
	ret = drive_ask(fd, cdb, sizeof(cdb), buf, sizeof(buf), ASK_DISC,
			 sense);
	return ret < 0 ? ret : mmc_parse_track_info(buf, (size_t)ret, out);
}

/**
 * drive_capacity() - READ CAPACITY
 * @fd: of the drive
 * @out: gets it
 * @sense: gets what the drive said
 *
 * Return: 0 or -errno.
 */
int drive_capacity(int fd, struct mmc_capacity *out,
			struct probe_sense *sense)
{
	static const uint8_t cdb[10] = { READ_CAPACITY };
	uint8_t buf[8];
	int ret = drive_ask(fd, cdb, sizeof(cdb), buf, sizeof(buf),
			     ASK_DISC, sense);

	return ret < 0 ? ret : mmc_parse_capacity(buf, (size_t)ret, out);
}

static int get_format_capacity(int fd, uint32_t *blocks,
			       struct probe_sense *sense)
{
	static const uint8_t cdb[10] = { READ_FORMAT_CAPACITIES, [8] = 252 };
	uint8_t buf[252];
	int ret = drive_ask(fd, cdb, sizeof(cdb), buf, sizeof(buf),
			     ASK_DISC, sense);

	return ret < 0 ? ret :
			 mmc_parse_format_capacity(buf, (size_t)ret, blocks);
}

static int get_performance(int fd, struct mmc_speeds *out,
			   struct probe_sense *sense)
{
	static const uint8_t cdb[12] = {
		GET_PERFORMANCE, [9] = MMC_MAX_SPEEDS, [10] = 0x03,
	};
	uint8_t buf[8 + 16 * MMC_MAX_SPEEDS];
	int ret = drive_ask(fd, cdb, sizeof(cdb), buf, sizeof(buf),
			     ASK_SHORT, sense);

	return ret < 0 ? ret : mmc_parse_write_speeds(buf, (size_t)ret, out);
}

/* drives older than write speed descriptors have them in page 2Ah */
static void get_speeds(int fd, struct probe *out, struct probe_sense *sense)
{
	static const uint8_t cdb[10] = {
		MODE_SENSE_10, 0x08, PAGE_CAPABILITY, [8] = 255,
	};
	uint8_t buf[255];
	int ret;

	if ((get_performance(fd, &out->speeds, sense) >= 0 && out->speeds.nr) ||
	    !probe_profile_writable(out->profile))
		return;
	ret = drive_ask(fd, cdb, sizeof(cdb), buf, sizeof(buf), ASK_SHORT,
			sense);
	if (ret >= 0)
		mmc_parse_page_speeds(buf, (size_t)ret, &out->speeds);
}

/**
 * drive_read_block() - READ(10) of one block
 * @fd: of the drive
 * @lba: which
 * @buf: gets its user data
 * @sense: gets what the drive said
 *
 * Return: 0 or more, or -errno.
 */
int drive_read_block(int fd, uint32_t lba, uint8_t buf[2048],
		      struct probe_sense *sense)
{
	uint8_t cdb[10] = { READ_10, [8] = 1 };

	put_be32(lba, cdb + 2);
	return drive_ask(fd, cdb, sizeof(cdb), buf, 2048, ASK_DISC, sense);
}

/*
 * Does a rewritable disc hold a volume? One that was only formatted is no longer
 * "empty" to its drive, but has nothing where volume descriptors begin. The
 * kernel module decides by the same block.
 */
static bool has_volume(int fd, struct probe_sense *sense)
{
	uint8_t block[2048];
	size_t i;

	if (drive_read_block(fd, FIRST_DESCRIPTOR, block, sense) < 0)
		return false;	/* never written */
	for (i = 0; i < sizeof(block); i++)
		if (block[i])
			return true;
	return false;
}

/**
 * probe_medium_word() - the word for what is in a drive, as in --json
 * @medium: which
 */
const char *probe_medium_word(enum probe_medium medium)
{
	static const char *const words[] = {
		[PROBE_NO_DISC] = "no-disc",
		[PROBE_TRAY_OPEN] = "tray-open",
		[PROBE_NOT_READY] = "not-ready",
		[PROBE_PRESSED] = "pressed",
		[PROBE_BLANK] = "blank",
		[PROBE_APPENDABLE] = "appendable",
		[PROBE_FULL] = "full",
		[PROBE_REWRITABLE] = "rewritable",
		[PROBE_UNKNOWN] = "unknown",
	};

	return words[medium];
}

/**
 * probe_profile_writable() - can a disc of this profile be written at all?
 * @profile: MMC profile (MMC-6, profile list)
 */
bool probe_profile_writable(uint16_t profile)
{
	return profile != 0 && profile != 0x08 && profile != 0x10 &&
	       profile != 0x40 && profile != 0x50;
}

/* CD-RW, DVD-RW sequential: what is on them, their disc information tells */
static bool written_in_order(uint16_t profile)
{
	return profile == 0x0a || profile == 0x14;
}

static void judge_medium(int fd, struct probe *out, struct probe_sense *sense)
{
	struct mmc_disc_info info;

	if (!probe_profile_writable(out->profile)) {
		out->medium = PROBE_PRESSED;
		return;
	}
	if (drive_disc_info(fd, &info, sense) < 0) {
		out->medium = PROBE_UNKNOWN;
		return;
	}
	if (info.status == MMC_DISC_EMPTY)
		out->medium = PROBE_BLANK;
	else if (info.erasable && written_in_order(out->profile))
		out->medium = PROBE_REWRITABLE;
	else if (info.erasable || info.status == MMC_DISC_OTHER)
		out->medium = has_volume(fd, sense) ? PROBE_REWRITABLE : PROBE_BLANK;
	else if (info.status == MMC_DISC_INCOMPLETE)
		out->medium = PROBE_APPENDABLE;
	else
		out->medium = PROBE_FULL;
}

static void measure_medium(int fd, struct probe *out, struct probe_sense *sense)
{
	struct mmc_track_info track;
	struct mmc_capacity cap;
	uint32_t blocks;

	if (out->medium != PROBE_BLANK) {
		out->blocks_valid = drive_capacity(fd, &cap, sense) >= 0;
		out->blocks = cap.blocks;
	} else if (drive_track_info(fd, 1, &track, sense) >= 0 &&
		   (track.free_blocks || track.blocks)) {
		out->blocks_valid = true;
		out->blocks = track.free_blocks ? track.free_blocks : track.blocks;
	} else if (get_format_capacity(fd, &blocks, sense) >= 0 && blocks) {
		out->blocks_valid = true;
		out->blocks = blocks;
	}
}

/**
 * probe_drive() - who is a drive, and what is in it
 * @fd: its sr or sg node, opened O_NONBLOCK
 * @out: gets what it told; what it does not know stays zero
 * @sense: gets the last thing it complained about
 *
 * Return: 0, or -errno when the drive can't be talked to at all.
 */
int probe_drive(int fd, struct probe *out, struct probe_sense *sense)
{
	int ret;

	memset(out, 0, sizeof(*out));
	ret = inquire(fd, &out->inquiry, sense);
	if (ret == -EIO && !sense->len && !probe_old_patience(fd, sense))
		ret = inquire(fd, &out->inquiry, sense);
	if (ret < 0)
		return ret;
	ret = wait_ready(fd, &out->medium, sense);
	if (ret <= 0)
		return ret;
	ret = get_profile(fd, &out->profile, sense);
	if (ret < 0 && ret != -EIO)
		return ret;
	if (ret < 0 && sense_is(sense, SPC_SK_ILLEGAL_REQUEST, INVALID_OPCODE))
		return probe_old(fd, out, sense);
	judge_medium(fd, out, sense);
	measure_medium(fd, out, sense);
	get_speeds(fd, out, sense);
	return 0;
}

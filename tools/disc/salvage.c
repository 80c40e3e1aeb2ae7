// SPDX-License-Identifier: GPL-2.0
/* Reading a disc with bad spots: block by block, again, and zeros at last. */
#include <errno.h>
#include <string.h>
#include <scsi/sg_lib.h>

#include "disc/salvage.h"

/* additional sense codes (SPC-4) */
#define TRACK_FOLLOWING		0x09
#define POSITIONING		0x15
#define MEDIUM_CHANGED		0x28
#define INCOMPATIBLE_MEDIUM	0x30
#define ILLEGAL_MODE		0x64

/**
 * enum trouble - why a block did not come
 * @TROUBLE_SPOT: the disc is to blame: another try may do, and it can be left out
 * @TROUBLE_DRIVE: another try may do, but what comes of it is the drive's fault
 * @TROUBLE_GONE: disc or drive are not there any more
 */
enum trouble {
	TROUBLE_SPOT,
	TROUBLE_DRIVE,
	TROUBLE_GONE,
};

static int note_bad(struct salvage *s, int64_t lba)
{
	struct bad_list *list = s->bad;
	struct bad_run *last = list->nr ? &list->runs[list->nr - 1] : NULL;

	if (last && last->lba + (int64_t)last->blocks == lba) {
		last->blocks++;
		return 0;
	}
	if (list->nr == BAD_LIST_MAX)
		return said_fail(s->said, -EIO, "too much of the disc can't be read");
	list->runs[list->nr].lba = lba;
	list->runs[list->nr++].blocks = 1;
	return 0;
}

/* the module skips after the same rule: kernel/sense.c, reads */
static bool is_spot(const struct probe_sense *sense)
{
	return (sense_is(sense, SPC_SK_MEDIUM_ERROR, -1) &&
		!sense_is(sense, SPC_SK_MEDIUM_ERROR, INCOMPATIBLE_MEDIUM)) ||
	       sense_is(sense, SPC_SK_BLANK_CHECK, -1) ||
	       sense_is(sense, SPC_SK_HARDWARE_ERROR, TRACK_FOLLOWING) ||
	       sense_is(sense, SPC_SK_HARDWARE_ERROR, POSITIONING) ||
	       sense_is(sense, SPC_SK_ILLEGAL_REQUEST, ILLEGAL_MODE);
}

static enum trouble trouble_of(const struct drive_reader *r, int error)
{
	if (error == -EBADMSG)	/* C2 errors */
		return TROUBLE_SPOT;
	/* told once only: what is read then comes from another disc */
	if (error != -EIO || r->sense.os_error ||
	    sense_is(&r->sense, SPC_SK_NOT_READY, -1) ||
	    sense_is(&r->sense, SPC_SK_UNIT_ATTENTION, MEDIUM_CHANGED))
		return TROUBLE_GONE;
	return is_spot(&r->sense) ? TROUBLE_SPOT : TROUBLE_DRIVE;
}

static int gone(struct salvage *s, const struct disc_track *t, int64_t lba,
		int error)
{
	const struct probe_sense *sense = &s->reader.sense;

	s->sense = *sense;
	if (sense_is(sense, SPC_SK_UNIT_ATTENTION, MEDIUM_CHANGED))
		return said_fail(s->said, error,
				 "the disc was changed when block %lld (track %u) was to be read",
				 (long long)lba, t->number);
	if (sense_is(sense, SPC_SK_NOT_READY, -1))
		return said_fail(s->said, error,
				 "the drive is not ready any more at block %lld (track %u): was the disc taken out?",
				 (long long)lba, t->number);
	return said_fail(s->said, error,
			 "the drive can't be asked any more at block %lld (track %u): %s",
			 (long long)lba, t->number, strerror(-error));
}

static int give_up(struct salvage *s, const struct disc_track *t, int64_t lba,
		   bool spot)
{
	if (!spot)
		return said_fail(s->said, -EIO,
				 "block %lld (track %u) can't be read, and the drive is to blame, not the disc",
				 (long long)lba, t->number);
	return said_fail(s->said, -EIO,
			 "block %lld (track %u) can't be read; --read-errors skip makes zeros of such blocks",
			 (long long)lba, t->number);
}

static int read_one(struct salvage *s, const struct disc_track *t, int64_t lba,
		    uint8_t *buf)
{
	enum trouble trouble = TROUBLE_SPOT;
	unsigned int try;
	int ret;

	for (try = 0; try <= s->retries; try++) {
		ret = drive_read(&s->reader, t, lba, 1, buf);
		if (!ret)
			return 0;
		trouble = trouble_of(&s->reader, ret);
		if (trouble == TROUBLE_GONE)
			return gone(s, t, lba, ret);
	}
	s->sense = s->reader.sense;
	if (trouble == TROUBLE_DRIVE || !s->skip)
		return give_up(s, t, lba, trouble == TROUBLE_SPOT);
	memset(buf, 0, drive_block_bytes(&s->reader, t));
	return note_bad(s, lba);
}

/**
 * salvage_read() - blocks of a track, good or bad
 * @s: filled
 * @t: of its reader's disc
 * @lba: the first, in the track or its pregap
 * @n: how many, up to CD_MAX_BLOCKS
 * @buf: gets them, @n times drive_block_bytes()
 *
 * Return: 0, or -errno after a sentence.
 */
int salvage_read(struct salvage *s, const struct disc_track *t, int64_t lba,
		 unsigned int n, uint8_t *buf)
{
	unsigned int unit = drive_block_bytes(&s->reader, t), i;
	int ret = drive_read(&s->reader, t, lba, n, buf);

	if (!ret)
		return 0;
	if (trouble_of(&s->reader, ret) == TROUBLE_GONE)
		return gone(s, t, lba, ret);
	for (i = 0, ret = 0; !ret && i < n; i++)
		ret = read_one(s, t, lba + i, buf + (size_t)i * unit);
	return ret;
}

/**
 * bad_list_blocks() - how many are in it
 * @list: filled
 */
uint64_t bad_list_blocks(const struct bad_list *list)
{
	uint64_t blocks = 0;
	unsigned int i;

	for (i = 0; i < list->nr; i++)
		blocks += list->runs[i].blocks;
	return blocks;
}

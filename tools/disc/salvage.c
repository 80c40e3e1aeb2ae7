// SPDX-License-Identifier: GPL-2.0
/* Reading a disc with bad spots: block by block, again, and zeros at last. */
#include <errno.h>
#include <string.h>

#include "disc/salvage.h"

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

static int read_one(struct salvage *s, const struct disc_track *t, int64_t lba,
		    uint8_t *buf)
{
	unsigned int try;
	int ret = -EIO;

	for (try = 0; ret && try <= s->retries; try++)
		ret = drive_read(&s->reader, t, lba, 1, buf);
	if (!ret)
		return 0;
	s->sense = s->reader.sense;
	if (!s->skip)
		return said_fail(s->said, ret,
				 "block %lld (track %u) can't be read; --read-errors skip makes zeros of such blocks",
				 (long long)lba, t->number);
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
	int ret = 0;

	if (!drive_read(&s->reader, t, lba, n, buf))
		return 0;
	for (i = 0; !ret && i < n; i++)
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

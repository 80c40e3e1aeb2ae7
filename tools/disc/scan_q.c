// SPDX-License-Identifier: GPL-2.0
/*
 * Which track and index a block belongs to. Drives give Q in several ways and
 * not always that of the block that was asked for; its own address counts.
 */
#include <errno.h>
#include <string.h>

#include "disc/scan_q.h"

#define TRIES	3	/* a drive may be a block or two off, and not the same twice */
#define WINDOW	8	/* blocks around the one that is wanted */

static int parse(const struct q_reader *q, const uint8_t *block, int32_t lba,
		 struct subq *out)
{
	const uint8_t *sub = block + ((q->form.main & 0xf8) == CD_MAIN_ALL ?
				      CD_RAW_BYTES : 0);

	if (q->form.sub == CD_SUB_RAW)
		return subq_parse_raw(sub, out);
	return subq_parse(sub, lba, out);
}

/* reads @n blocks; position of the one at @lba into @out, if it is there */
static int look(struct q_reader *q, int32_t from, unsigned int n, int32_t lba,
		struct subq *out)
{
	uint8_t buf[WINDOW * CD_BLOCK_MAX];
	unsigned int i;
	int ret = cd_read(q->fd, &q->form, from, n, buf, q->sense);

	if (ret)
		return ret;
	for (i = 0; i < n; i++) {
		const uint8_t *block = buf + i * cd_form_bytes(&q->form);

		if (!parse(q, block, from + (int32_t)i, out) &&
		    out->kind == SUBQ_POSITION && out->lba == lba)
			return 0;
	}
	return -ENODATA;
}

/*
 * The position of exactly this block. One in a hundred tells MCN or ISRC
 * instead: -ENODATA.
 */
static int exactly(struct q_reader *q, int32_t lba, struct subq *out)
{
	int32_t from = lba - WINDOW / 2;
	int i, ret = look(q, lba, 1, lba, out);

	if (ret == -ENODATA && (out->kind == SUBQ_MCN || out->kind == SUBQ_ISRC))
		return ret;
	for (i = 0; ret && i < TRIES; i++)
		ret = look(q, from < 0 ? 0 : from, WINDOW, lba, out);
	return ret;
}

/**
 * q_at() - track and index of a block
 * @q: from q_begin()
 * @lba: which
 * @out: gets them
 *
 * A block that tells something else belongs where the block before it belongs:
 * masters are cut so that the first block of a track or an index tells of it.
 *
 * Return: 0 or -errno.
 */
int q_at(struct q_reader *q, int32_t lba, struct subq *out)
{
	int ret = exactly(q, lba, out);

	if (ret)
		ret = exactly(q, lba - 1, out);
	return ret;
}

/**
 * q_begin() - find out how a drive gives its Q
 * @q: to be filled
 * @fd: of the drive
 * @lba: of a block that can be read
 * @sense: gets what the drive said
 *
 * Return: 0, or -EOPNOTSUPP: it gives none that makes sense.
 */
int q_begin(struct q_reader *q, int fd, int32_t lba, struct probe_sense *sense)
{
	static const struct cd_form forms[] = {
		{ CD_ANY, CD_MAIN_NONE, CD_SUB_Q },
		{ CD_ANY, CD_MAIN_ALL, CD_SUB_Q },
		{ CD_ANY, CD_MAIN_NONE, CD_SUB_RAW },
		{ CD_ANY, CD_MAIN_ALL, CD_SUB_RAW },
	};
	struct subq found;
	size_t i;

	q->fd = fd;
	q->sense = sense;
	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		q->form = forms[i];
		/* the block itself may tell of something else */
		if (!q_at(q, lba, &found) || !q_at(q, lba + 2, &found))
			return 0;
	}
	return -EOPNOTSUPP;
}

/**
 * q_find() - the first MCN or ISRC from a block on
 * @q: from q_begin()
 * @lba: the first block
 * @blocks: how many are looked at
 * @kind: SUBQ_MCN or SUBQ_ISRC
 * @out: gets it
 *
 * Return: 0, -ENODATA: there is none, or another -errno.
 */
int q_find(struct q_reader *q, int32_t lba, unsigned int blocks, uint8_t kind,
	   struct subq *out)
{
	uint8_t buf[WINDOW * CD_BLOCK_MAX];
	unsigned int i, done;
	int ret;

	for (done = 0; done < blocks; done += WINDOW) {
		ret = cd_read(q->fd, &q->form, lba + (int32_t)done, WINDOW, buf,
			      q->sense);
		if (ret)
			return ret;
		for (i = 0; i < WINDOW; i++) {
			const uint8_t *block =
				buf + i * cd_form_bytes(&q->form);

			if (!parse(q, block, INT32_MIN, out) &&
			    out->kind == kind)
				return 0;
		}
	}
	return -ENODATA;
}

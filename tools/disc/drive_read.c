// SPDX-License-Identifier: GPL-2.0
/* The blocks of a disc in a drive, each track in its own way. */
#include <errno.h>
#include <string.h>

#include "disc/bytes.h"
#include "disc/cd.h"
#include "disc/drive_read.h"

#define READ_10	0x28	/* MMC-6 */

/**
 * drive_block_bytes() - bytes of a block as drive_read() gives it
 * @reader: filled
 * @t: the track
 */
unsigned int drive_block_bytes(const struct drive_reader *reader,
			       const struct disc_track *t)
{
	if (reader->raw)
		return CD_RAW_BYTES +
		       (t->subchannel == DSR_SUB_RAW96 ? SUB_RAW_BYTES : 0);
	return disc_block_bytes(t->mode, t->subchannel);
}

static int read_user_data(struct drive_reader *r, int64_t lba, unsigned int n,
			  uint8_t *buf)
{
	uint8_t cdb[10] = { READ_10, [8] = (uint8_t)n };
	int len = (int)n * 2048, ret;

	put_be32((uint32_t)lba, cdb + 2);
	ret = drive_ask(r->fd, cdb, sizeof(cdb), buf, len, ASK_DISC, &r->sense);
	return ret < 0 ? ret : ret == len ? 0 : -EPROTO;
}

static struct cd_form form_of(const struct drive_reader *r,
			      const struct disc_track *t)
{
	struct cd_form form = { CD_ANY, CD_MAIN_ALL, CD_SUB_NONE };

	if (t->mode == DSR_MODE_AUDIO)
		form.type = CD_AUDIO;
	else if (!r->raw)
		form.main = CD_MAIN_XA;
	if (r->c2)
		form.main |= CD_C2;
	if (t->subchannel == DSR_SUB_RAW96)
		form.sub = CD_SUB_RAW;
	return form;
}

static bool any_bit(const uint8_t *p, unsigned int n)
{
	while (n && !*p) {
		p++;
		n--;
	}
	return n;
}

/* leaves the C2 bits out that follow each block's main channel */
static int check_c2(const struct cd_form *form, unsigned int n,
		    const uint8_t *in, uint8_t *out)
{
	unsigned int unit = cd_form_bytes(form), i;
	unsigned int sub = form->sub == CD_SUB_RAW ? SUB_RAW_BYTES : 0;
	unsigned int main = unit - CD_C2_BYTES - sub;
	bool bad = false;

	for (i = 0; i < n; i++) {
		bad |= any_bit(in + main, CD_C2_BYTES);
		memcpy(out, in, main);
		memcpy(out + main, in + main + CD_C2_BYTES, sub);
		in += unit;
		out += main + sub;
	}
	return bad ? -EBADMSG : 0;
}

/**
 * drive_read() - blocks of a track
 * @reader: filled
 * @t: of @reader->disc
 * @lba: the first, in the track or its pregap
 * @n: how many, up to CD_MAX_BLOCKS
 * @buf: gets them, @n times drive_block_bytes()
 *
 * Return: 0, or -errno with what the drive said in @reader->sense; with C2
 * errors -EBADMSG, and the blocks in @buf nevertheless.
 */
int drive_read(struct drive_reader *reader, const struct disc_track *t,
	       int64_t lba, unsigned int n, uint8_t *buf)
{
	uint8_t with_c2[CD_MAX_BLOCKS * CD_BLOCK_MAX];
	struct cd_form form = form_of(reader, t);
	int ret;

	if (t->mode == DSR_MODE_DATA && !reader->raw)
		return read_user_data(reader, lba, n, buf);
	if (!reader->c2)
		return cd_read(reader->fd, &form, (int32_t)lba, n, buf,
			       &reader->sense);
	ret = cd_read(reader->fd, &form, (int32_t)lba, n, with_c2,
		      &reader->sense);
	return ret ? ret : check_c2(&form, n, with_c2, buf);
}

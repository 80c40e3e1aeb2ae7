// SPDX-License-Identifier: GPL-2.0
/* The volume of the drive's audio output: a mode page, or C4h and C9h. */
#include <errno.h>
#include <string.h>

#include "disc/bytes.h"
#include "reader/player.h"

#define MODE_BYTES	64	/* header, a block descriptor, the page */

/**
 * struct sensed - an answer to MODE SENSE with an audio page in it
 * @ten: of ten bytes
 * @bytes: of @buf
 * @page: where the page is
 * @buf: the answer
 */
struct sensed {
	bool ten;
	size_t bytes;
	struct reader_page page;
	uint8_t buf[MODE_BYTES];
};

static int done(int ret)
{
	return ret < 0 ? ret : 0;
}

static int sense_page(struct reader *r, struct sensed *s)
{
	int ret;

	s->ten = !r->kind->old;
	ret = reader_send(r, cdb_mode_sense(s->ten, r->kind->audio_page,
					    sizeof(s->buf)), s->buf);
	if (ret < 0)
		return ret;
	s->bytes = (size_t)ret;
	return answer_page(s->buf, s->bytes, s->ten, r->kind->audio_page,
			   &s->page);
}

static int sony_status(struct reader *r, uint8_t buf[SONY_STATUS_BYTES],
		       struct reader_volume *volume)
{
	enum reader_audio audio;
	uint32_t lba;
	int ret = reader_send(r, cdb_in(OP_SONY_STATUS, SONY_STATUS_BYTES), buf);

	return ret < 0 ? ret : answer_sony_status(buf, (size_t)ret, &audio, &lba,
						  volume);
}

/**
 * reader_volume() - how loud
 * @r: the session
 * @volume: gets it
 *
 * Return: 0; -EPROTO: the drive has no volume; or as reader_send().
 */
int reader_volume(struct reader *r, struct reader_volume *volume)
{
	uint8_t buf[SONY_STATUS_BYTES];
	struct sensed s;
	int ret = sense_page(r, &s);

	if (!ret)
		return answer_volume(s.buf + s.page.offset, s.page.len, volume);
	return r->kind->sony ? sony_status(r, buf, volume) : ret;
}

/*
 * The answer becomes the parameter list: its own lengths are reserved there,
 * and so is the page's PS bit (SCSI-2 8.2.8). Only this page goes back.
 */
static int select_page(struct reader *r, struct sensed *s)
{
	size_t head = s->ten ? 8u + get_be16(s->buf + 6) : 4u + s->buf[3];
	size_t bytes = head + s->page.len;

	memmove(s->buf + head, s->buf + s->page.offset, s->page.len);
	s->buf[head] &= 0x3f;
	s->buf[0] = 0;
	if (s->ten) {
		memset(s->buf + 1, 0, 3);
	} else {
		s->buf[1] = 0;
		s->buf[2] = 0;
	}
	return done(reader_send(r, cdb_out(s->ten ? OP_MODE_SELECT_10 :
						    OP_MODE_SELECT_6,
					   (uint32_t)bytes), s->buf));
}

static int sony_control(struct reader *r, const struct reader_volume *volume)
{
	uint8_t buf[SONY_STATUS_BYTES];
	struct reader_volume before;
	unsigned int i;
	int ret = sony_status(r, buf, &before);

	if (ret)
		return ret;
	memset(buf, 0, 10);
	for (i = 0; i < READER_CHANNELS; i++) {
		buf[10 + 2 * i] = volume->select[i];
		buf[11 + 2 * i] = volume->volume[i];
	}
	return done(reader_send(r, cdb_out(OP_SONY_CONTROL, sizeof(buf)), buf));
}

/**
 * reader_set_volume() - make it louder or softer
 * @r: the session
 * @volume: how
 *
 * Return: 0; -EPROTO: the drive has no volume; or as reader_send().
 */
int reader_set_volume(struct reader *r, const struct reader_volume *volume)
{
	struct sensed s;
	int ret = sense_page(r, &s);

	if (ret)
		return r->kind->sony ? sony_control(r, volume) : ret;
	ret = answer_put_volume(s.buf + s.page.offset, s.page.len, volume);
	return ret ? ret : select_page(r, &s);
}

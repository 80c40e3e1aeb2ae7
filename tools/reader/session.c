// SPDX-License-Identifier: GPL-2.0
/* A conversation with a drive that plays. */
#include <errno.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <scsi/sg_lib.h>

#include "reader/session.h"

#define TIMEOUT		60	/* seconds: a seek and a spin-up are in it */
#define BUSY_TIMEOUT	5	/* how long the kernel asks a busy drive again */
#define PAUSE_MS	250	/* between two questions to a busy drive */
#define ATTENTIONS	8	/* there are three kinds, and they can come again */

#define ASC_NO_MEDIUM	0x3a
#define ASC_NO_CADDY	0xb0	/* CDU-541 */
#define ASC_LOADING	0x04
#define ASC_WRONG_MODE	0x64	/* not an audio track, or not a data track */
#define ASC_CHANGED	0x28

static uint64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static void rest(void)
{
	const struct timespec t = { .tv_nsec = PAUSE_MS * 1000000L };

	nanosleep(&t, NULL);
}

/* Sense that did not come with the status is asked for. */
static void fetch_sense(struct reader *r)
{
	struct reader_cdb cdb = cdb_in(OP_REQUEST_SENSE, 18);
	uint8_t op = r->sense.opcode, status, buf[18];
	struct probe_sense ignored;
	int ret;

	if (r->sense.len || r->status != STATUS_CHECK)
		return;
	ret = wire_send(r->fd, &cdb, buf, TIMEOUT, &status, &ignored);
	r->sense.opcode = op;
	if (ret <= 0)
		return;
	memcpy(r->sense.bytes, buf, (size_t)ret);
	r->sense.len = (uint8_t)ret;
}

/* What the drive said, as an errno; 0: send the command again. */
static int judge(struct reader *r)
{
	const struct probe_sense *s = &r->sense;

	if (r->status == STATUS_BUSY)
		return -EAGAIN;
	if (r->status == STATUS_CONFLICT)
		return -EBUSY;
	if (sense_is(s, SPC_SK_UNIT_ATTENTION, -1)) {
		r->changed |= sense_is(s, SPC_SK_UNIT_ATTENTION, ASC_CHANGED);
		return 0;
	}
	if (sense_is(s, SPC_SK_NOT_READY, ASC_LOADING))
		return sense_ascq(s) == 2 ? -ESHUTDOWN : -EAGAIN;
	if (sense_is(s, SPC_SK_NOT_READY, ASC_NO_MEDIUM) ||
	    sense_is(s, SPC_SK_NOT_READY, ASC_NO_CADDY))
		return -ENOMEDIUM;
	if (sense_is(s, SPC_SK_ILLEGAL_REQUEST, 0x20))
		return -EOPNOTSUPP;
	if (sense_is(s, SPC_SK_ILLEGAL_REQUEST, ASC_WRONG_MODE))
		return -EMEDIUMTYPE;
	return -EIO;
}

/* The motor is off (2/04/02): on. False when that was tried already. */
static bool spin_up(struct reader *r, bool *tried)
{
	struct reader_cdb cdb = cdb_start_stop(START_STOP_START);
	struct probe_sense ignored;
	uint8_t status;

	if (*tried)
		return false;
	*tried = true;
	return wire_send(r->fd, &cdb, NULL, TIMEOUT, &status, &ignored) >= 0;
}

/**
 * reader_send_long() - send a command, with patience
 * @r: the session
 * @cdb: the command
 * @data: its data, in or out
 * @timeout: seconds that it may take when the drive is at it
 *
 * Unit attentions are taken, a drive that is busy or becomes ready is asked
 * again until the session's patience ends, a motor that is off is started.
 *
 * Return: bytes received; -EOPNOTSUPP: the drive does not know the command;
 * -ENOMEDIUM; -EMEDIUMTYPE: not on this kind of track; -ETIMEDOUT: busy all the
 * time; -EBUSY: another host has it; -EIO: see @sense; or another -errno.
 */
int reader_send_long(struct reader *r, struct reader_cdb cdb, void *data,
		     int timeout)
{
	uint64_t deadline = now_ms() + r->patience * 1000ull;
	unsigned int attentions = 0;
	bool started = false;
	int ret;

	for (;;) {
		ret = wire_send(r->fd, &cdb, data, timeout, &r->status,
				&r->sense);
		if (ret != -EIO)
			return ret;
		fetch_sense(r);
		ret = judge(r);
		if (ret == -ESHUTDOWN && !spin_up(r, &started))
			return -EIO;
		if (!ret && ++attentions > ATTENTIONS)
			return -EIO;
		if (ret && ret != -EAGAIN && ret != -ESHUTDOWN)
			return ret;
		if (ret == -EAGAIN && now_ms() >= deadline)
			return -ETIMEDOUT;
		if (ret == -EAGAIN)
			rest();
	}
}

/**
 * reader_send() - send a command that a minute is enough for
 * @r: the session
 * @cdb: the command
 * @data: its data, in or out
 *
 * Return: as reader_send_long().
 */
int reader_send(struct reader *r, struct reader_cdb cdb, void *data)
{
	return reader_send_long(r, cdb, data, TIMEOUT);
}

/**
 * reader_send_either() - a SCSI-2 command, and Sony's where that is unknown
 * @r: the session
 * @cdb: the command of SCSI-2
 * @sony: Sony's command for the same
 * @data: large enough for both
 *
 * Return: as reader_send(); @sense.opcode tells which of them it is about.
 */
int reader_send_either(struct reader *r, struct reader_cdb cdb,
		       struct reader_cdb sony, void *data)
{
	int ret = reader_send(r, cdb, data);

	if (ret != -EOPNOTSUPP || !r->kind->sony)
		return ret;
	return reader_send(r, sony, data);
}

/**
 * reader_ready() - wait until the disc can be used
 * @r: the session
 *
 * Return: 0, or as reader_send().
 */
int reader_ready(struct reader *r)
{
	int ret = reader_send_long(r, cdb_plain(OP_TEST_UNIT_READY), NULL,
				   BUSY_TIMEOUT);

	return ret < 0 ? ret : 0;
}

/**
 * reader_prevent() - keep the disc in, or let it out again
 * @r: the session
 * @prevent: which of them
 *
 * Return: 0, or as reader_send().
 */
int reader_prevent(struct reader *r, bool prevent)
{
	int ret = reader_send(r, cdb_prevent(prevent), NULL);

	if (ret < 0)
		return ret;
	r->prevented = prevent;
	return 0;
}

static int inquire(struct reader *r)
{
	uint8_t buf[36];
	int ret = reader_send_long(r, cdb_in(OP_INQUIRY, sizeof(buf)), buf,
				   BUSY_TIMEOUT);

	if (ret < 0)
		return ret;
	ret = mmc_parse_inquiry(buf, (size_t)ret, &r->inquiry);
	if (ret)
		return ret;
	r->kind = reader_kind_of(r->inquiry.vendor, r->inquiry.product, buf[2]);
	return 0;
}

/*
 * Other hosts on the bus of an old drive would stop what it plays. One that
 * knows no reservation has no such bus.
 */
static int reserve(struct reader *r)
{
	int ret;

	if (!r->kind->old)
		return 0;
	ret = reader_send(r, cdb_plain(OP_RESERVE), NULL);
	r->reserved = ret >= 0;
	return ret < 0 && ret != -EOPNOTSUPP ? ret : 0;
}

/**
 * reader_begin() - begin to talk with a drive
 * @r: gets the session
 * @fd: its sr or sg node, opened O_NONBLOCK; stays the caller's
 * @patience: seconds that it may be busy for
 *
 * Return: 0; -EALREADY: another dsrctl talks with it; or as reader_send().
 * reader_end() is due in any case.
 */
int reader_begin(struct reader *r, int fd, unsigned int patience)
{
	int ret;

	memset(r, 0, sizeof(*r));
	r->fd = fd;
	r->patience = patience;
	r->kind = reader_kind_of("", "", 0);
	if (flock(fd, LOCK_EX | LOCK_NB))
		return -EALREADY;
	ret = inquire(r);
	return ret ? ret : reserve(r);
}

/**
 * reader_end() - leave the drive as others like it
 * @r: a session, also one whose beginning failed
 *
 * What the last command said stays in the session.
 */
void reader_end(struct reader *r)
{
	struct probe_sense sense = r->sense;
	uint8_t status = r->status;

	if (r->prevented)
		reader_prevent(r, false);
	if (r->reserved)
		reader_send(r, cdb_plain(OP_RELEASE), NULL);
	r->reserved = false;
	flock(r->fd, LOCK_UN);
	r->sense = sense;
	r->status = status;
}

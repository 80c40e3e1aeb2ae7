/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A drive for suites: answers by opcode, and remembers what it was sent. It
 * stands behind dsr_request_send(), which is redirected to it.
 */
#ifndef DSR_TEST_DRIVE_H
#define DSR_TEST_DRIVE_H

#include <kunit/test.h>
#include <kunit/test-bug.h>
#include <linux/jiffies.h>
#include <linux/mm.h>
#include <scsi/scsi.h>

#include "command.h"

#define TEST_ANSWERS	24
#define TEST_SENT	256
#define TEST_LIST_BYTES	64

/**
 * struct test_answer - what the drive says to one opcode
 * @opcode: of the command
 * @times: it says so; then the next row of this opcode counts; 0: for ever
 * @key: sense key with @asc and @ascq, 0: good status
 * @asc: see @key
 * @ascq: see @key
 * @progress: in the sense data, -1: none
 * @bytes: of @data
 * @data: for a command that reads
 */
struct test_answer {
	u8 opcode;
	u32 times;
	u8 key;
	u8 asc;
	u8 ascq;
	int progress;
	u32 bytes;
	const void *data;
};

/**
 * struct test_sent - a command that was sent
 * @cdb: its CDB
 * @list: the first bytes of its data, where it writes
 * @zeros: all its data are
 */
struct test_sent {
	u8 cdb[16];
	u8 list[TEST_LIST_BYTES];
	bool zeros;
};

/**
 * struct test_drive - the drive, and how it is talked to
 * @answers: first row that fits counts; no row: good status, no data
 * @nr_answers: of them
 * @sent: in the order they came
 * @nr_sent: of them, also those that found no more room
 * @cancel_at: the job is cancelled while command @cancel_at is running, from 1
 * @cancelled: the job is
 * @told: last progress told; @fell: it fell once
 * @fell: see @told
 * @unit: stands for the drive
 * @error: of the last command that failed
 * @p: ready to be used
 */
struct test_drive {
	struct test_answer answers[TEST_ANSWERS];
	u32 nr_answers;
	struct test_sent sent[TEST_SENT];
	u32 nr_sent;
	u32 cancel_at;
	bool cancelled;
	u32 told;
	bool fell;
	struct dsr_lu unit;
	struct dsr_error error;
	struct dsr_patience p;
};

static inline struct test_answer *test_says(struct test_drive *d, u8 opcode)
{
	struct test_answer *a = &d->answers[d->nr_answers++];

	memset(a, 0, sizeof(*a));
	a->opcode = opcode;
	a->progress = -1;
	return a;
}

static inline void test_fails(struct test_drive *d, u8 opcode, u32 times,
			      u8 key, u8 asc, u8 ascq)
{
	struct test_answer *a = test_says(d, opcode);

	a->times = times;
	a->key = key;
	a->asc = asc;
	a->ascq = ascq;
}

static inline void test_answers(struct test_drive *d, u8 opcode,
				const void *data, u32 bytes)
{
	struct test_answer *a = test_says(d, opcode);

	a->data = data;
	a->bytes = bytes;
}

static inline struct test_answer *test_answer_to(struct test_drive *d,
						 u8 opcode)
{
	struct test_answer *a;
	u32 i;

	for (i = 0; i < d->nr_answers; i++) {
		a = &d->answers[i];
		if (a->opcode != opcode)
			continue;
		if (a->times == 1)
			a->opcode = 0xff;	/* this was the last time */
		else if (a->times)
			a->times--;
		return a;
	}
	return NULL;
}

static inline void test_sense(const struct test_answer *a, u8 *sense)
{
	sense[0] = 0x70;
	sense[2] = a->key;
	sense[7] = 10;
	sense[12] = a->asc;
	sense[13] = a->ascq;
	if (a->progress < 0)
		return;
	sense[15] = 0x80;
	sense[16] = a->progress >> 8;
	sense[17] = a->progress;
}

static inline void *test_bytes(const struct bio_vec *vec)
{
	return page_address(vec->bv_page) + vec->bv_offset;
}

static inline void test_remember(struct test_drive *d,
				 const struct dsr_request *r)
{
	struct test_sent *s = &d->sent[d->nr_sent % TEST_SENT];
	u32 i, left = r->cdb.xfer, n;

	memset(s, 0, sizeof(*s));
	memcpy(s->cdb, r->cdb.bytes, sizeof(s->cdb));
	d->nr_sent++;
	if (r->cdb.dir != DSR_DIR_OUT)
		return;
	memcpy(s->list, test_bytes(&r->vecs[0]),
	       min3(left, r->vecs[0].bv_len, (u32)TEST_LIST_BYTES));
	s->zeros = true;
	for (i = 0; left && i < r->nr_vecs; i++, left -= n) {
		n = min(left, r->vecs[i].bv_len);
		if (memchr_inv(test_bytes(&r->vecs[i]), 0, n))
			s->zeros = false;
	}
	if (left)
		s->zeros = false;
}

static inline void test_drive_send(struct dsr_request *r)
{
	struct kunit *test = kunit_get_current_test();
	struct test_drive *d = test->priv;
	struct test_answer *a = test_answer_to(d, r->cdb.bytes[0]);

	test_remember(d, r);
	if (d->nr_sent == d->cancel_at)
		d->cancelled = true;
	init_completion(&r->done);
	r->error = 0;
	r->status = SAM_STAT_GOOD;
	r->host = 0;
	r->sense_bytes = 0;
	memset(r->sense, 0, sizeof(r->sense));
	r->got = r->cdb.dir == DSR_DIR_OUT ? r->cdb.xfer : 0;
	if (a && a->key) {
		r->status = SAM_STAT_CHECK_CONDITION;
		test_sense(a, r->sense);
		r->sense_bytes = 18;
		r->got = 0;
	} else if (a && a->data && r->cdb.dir == DSR_DIR_IN) {
		r->got = min(a->bytes, r->cdb.xfer);
		memcpy(test_bytes(&r->vecs[0]), a->data, r->got);
	}
	if (r->release)
		r->release(r);
	complete(&r->done);
}

static inline void test_tell(void *data, u32 of_65536)
{
	struct test_drive *d = data;

	d->fell |= of_65536 < d->told;
	d->told = of_65536;
}

static inline struct test_drive *test_new_drive(struct kunit *test)
{
	struct test_drive *d = kunit_kzalloc(test, sizeof(*d), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, d);
	d->p.unit = &d->unit;
	d->p.when = DSR_WHEN_WRITE;
	d->p.timeout_ms = 1000;
	d->p.deadline = jiffies + 10 * HZ;
	d->p.cancelled = &d->cancelled;
	d->p.error = &d->error;
	test->priv = d;
	kunit_activate_static_stub(test, dsr_request_send, test_drive_send);
	return d;
}

/* how often @opcode was sent */
static inline u32 test_count(const struct test_drive *d, u8 opcode)
{
	u32 i, n = 0;

	for (i = 0; i < min_t(u32, d->nr_sent, TEST_SENT); i++)
		n += d->sent[i].cdb[0] == opcode;
	return n;
}

/* the @nth command with @opcode, from 0 */
static inline const struct test_sent *test_find(struct kunit *test,
						const struct test_drive *d,
						u8 opcode, u32 nth)
{
	u32 i;

	for (i = 0; i < min_t(u32, d->nr_sent, TEST_SENT); i++)
		if (d->sent[i].cdb[0] == opcode && !nth--)
			return &d->sent[i];
	KUNIT_ASSERT_TRUE_MSG(test, false, "expected opcode %#x to be sent",
			      opcode);
	return NULL;
}

#endif

// SPDX-License-Identifier: GPL-2.0
/*
 * What command.c and drive.c promise, against a drive that answers from a
 * script: dsr_request_send(), the seam, is redirected to it.
 */
#include <kunit/test.h>
#include <kunit/test-bug.h>
#include <linux/jiffies.h>
#include <linux/mm.h>
#include <scsi/scsi.h>

#include "drive.h"

/**
 * struct line - what the drive says to one command; the last line is repeated
 * @opcode: expected, 0xff: any
 * @status: SAM-5 status byte
 * @host: DID_*
 * @key: with @asc and @ascq the sense data of a CHECK CONDITION
 * @asc: see @key
 * @ascq: see @key
 * @bytes: of @data that are sent
 * @data: the answer
 */
struct line {
	u8 opcode;
	u8 status;
	u8 host;
	u8 key;
	u8 asc;
	u8 ascq;
	u32 bytes;
	const u8 *data;
};

struct drive {
	const struct line *script;
	u32 lines;
	u32 sent;
	u8 cdbs[64][16];
	struct scsi_device sdev;
	struct dsr_lu unit;
	struct dsr_error error;
	struct dsr_patience p;
};

static void fake_send(struct dsr_request *r)
{
	struct kunit *test = kunit_get_current_test();
	struct drive *d = test->priv;
	const struct line *l = &d->script[min(d->sent, d->lines - 1)];

	if (l->opcode != 0xff)
		KUNIT_EXPECT_EQ(test, r->cdb.bytes[0], l->opcode);
	memcpy(d->cdbs[d->sent++ % ARRAY_SIZE(d->cdbs)], r->cdb.bytes, 16);
	init_completion(&r->done);
	r->error = 0;
	r->status = l->status;
	r->host = l->host;
	r->sense_bytes = 0;
	memset(r->sense, 0, sizeof(r->sense));
	if (l->status == SAM_STAT_CHECK_CONDITION) {
		r->sense[0] = 0x70;
		r->sense[2] = l->key;
		r->sense[7] = 10;
		r->sense[12] = l->asc;
		r->sense[13] = l->ascq;
		r->sense_bytes = 18;
	}
	r->got = min(l->bytes, r->cdb.xfer);
	if (l->data && r->cdb.dir == DSR_DIR_IN)
		memcpy(page_address(r->vecs[0].bv_page), l->data, r->got);
	if (r->cdb.dir == DSR_DIR_OUT)
		r->got = r->cdb.xfer;
	complete(&r->done);
}

static struct drive *new_drive(struct kunit *test, const struct line *script,
			       u32 lines)
{
	struct drive *d = kunit_kzalloc(test, sizeof(*d), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, d);
	d->script = script;
	d->lines = lines;
	d->sdev.sdev_state = SDEV_RUNNING;
	d->unit.sdev = &d->sdev;
	d->p.unit = &d->unit;
	d->p.when = DSR_WHEN_CHECK;
	d->p.timeout_ms = 1000;
	d->p.deadline = jiffies + 10 * HZ;
	d->p.error = &d->error;
	test->priv = d;
	kunit_activate_static_stub(test, dsr_request_send, fake_send);
	return d;
}

#define SCRIPT(test, ...) ({ \
	static const struct line lines[] = { __VA_ARGS__ }; \
	\
	new_drive(test, lines, ARRAY_SIZE(lines)); \
})

#define GOOD		{ .opcode = 0xff, .status = SAM_STAT_GOOD }
#define CHECK(k, a, q)	{ .opcode = 0xff, .status = SAM_STAT_CHECK_CONDITION, \
			  .key = k, .asc = a, .ascq = q }

static int ready(struct drive *d)
{
	struct dsr_cdb cdb;

	dsr_cdb_test_unit_ready(&cdb);
	return dsr_command(&d->p, &cdb, NULL);
}

static void a_unit_attention_costs_one_more_try(struct kunit *test)
{
	struct drive *d = SCRIPT(test, CHECK(6, 0x28, 0), GOOD);

	KUNIT_EXPECT_EQ(test, ready(d), 0);
	KUNIT_EXPECT_EQ(test, d->sent, 2U);
	KUNIT_EXPECT_EQ(test, d->p.retries, 1U);
}

static void unit_attentions_without_end_are_a_failure(struct kunit *test)
{
	struct drive *d = SCRIPT(test, CHECK(6, 0x29, 0));

	KUNIT_EXPECT_LT(test, ready(d), 0);
	KUNIT_EXPECT_LT(test, d->sent, 20U);
	KUNIT_EXPECT_EQ(test, d->error.sense[12], 0x29);
}

static void a_busy_drive_is_asked_again(struct kunit *test)
{
	struct drive *d = SCRIPT(test,
				 { .opcode = 0xff, .status = SAM_STAT_BUSY },
				 { .opcode = 0xff,
				   .status = SAM_STAT_TASK_SET_FULL },
				 CHECK(2, 0x04, 0x01), GOOD);

	KUNIT_EXPECT_EQ(test, ready(d), 0);
	KUNIT_EXPECT_EQ(test, d->sent, 4U);
}

static void waiting_uses_up_no_tries(struct kunit *test)
{
	struct drive *d = SCRIPT(test, CHECK(2, 0x04, 0x08), CHECK(2, 0x04, 0x08),
				 CHECK(2, 0x04, 0x08), CHECK(2, 0x04, 0x08),
				 CHECK(2, 0x04, 0x08), CHECK(2, 0x04, 0x08),
				 CHECK(2, 0x04, 0x08), CHECK(6, 0x28, 0), GOOD);

	KUNIT_EXPECT_EQ(test, ready(d), 0);
	KUNIT_EXPECT_EQ(test, d->p.retries, 1U);
}

static void a_close_that_may_have_been_done_is_not_repeated(struct kunit *test)
{
	struct drive *d = SCRIPT(test, CHECK(0xb, 0, 0), GOOD);

	d->p.when = DSR_WHEN_CLOSE;
	KUNIT_EXPECT_LT(test, dsr_drive_close(&d->p, MMC_CLOSE_TRACK, 1), 0);
	KUNIT_EXPECT_EQ(test, d->sent, 1U);
}

static void a_changed_disc_is_not_taken_for_an_unknown_speed(struct kunit *test)
{
	struct drive *d = SCRIPT(test, CHECK(6, 0x28, 0), GOOD);

	d->p.when = DSR_WHEN_WRITE;
	KUNIT_EXPECT_LT(test, dsr_drive_speed(&d->p, 1000, 0, 5540), 0);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_MEDIUM_REMOVED);
}

static void the_buffer_is_asked_for_only_once(struct kunit *test)
{
	struct drive *d = SCRIPT(test, CHECK(2, 0x04, 0x08));
	u32 size, free;

	d->p.when = DSR_WHEN_WRITE;
	KUNIT_EXPECT_LT(test, dsr_drive_buffer(&d->p, &size, &free), 0);
	KUNIT_EXPECT_EQ(test, d->sent, 1U);
}

static void waiting_ends_at_the_deadline(struct kunit *test)
{
	struct drive *d = SCRIPT(test, CHECK(2, 0x04, 0x08));

	d->p.deadline = jiffies + HZ / 5;
	KUNIT_EXPECT_EQ(test, ready(d), -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_NOT_READY);
}

static void waiting_ends_when_the_job_is_cancelled(struct kunit *test)
{
	struct drive *d = SCRIPT(test, CHECK(2, 0x04, 0x01));
	bool cancelled = true;

	d->p.cancelled = &cancelled;
	KUNIT_EXPECT_EQ(test, ready(d), -ECANCELED);
	KUNIT_EXPECT_EQ(test, d->sent, 1U);
}

static void an_unknown_command_is_told_apart(struct kunit *test)
{
	struct drive *d = SCRIPT(test, CHECK(5, 0x20, 0));

	KUNIT_EXPECT_EQ(test, ready(d), -EOPNOTSUPP);
	KUNIT_EXPECT_EQ(test, d->sent, 1U);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_REFUSED);
}

static void a_drive_that_went_away_is_not_asked_again(struct kunit *test)
{
	struct drive *d = SCRIPT(test, { .opcode = 0xff, .host = DID_NO_CONNECT });

	KUNIT_EXPECT_EQ(test, ready(d), -ENODEV);
	KUNIT_EXPECT_EQ(test, d->sent, 1U);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_GONE);
}

/* the midlayer refuses with DID_ERROR what is sent to a device being removed */
static void a_drive_on_its_way_out_is_told_as_gone(struct kunit *test)
{
	struct drive *d = SCRIPT(test, { .opcode = 0xff, .host = DID_ERROR });

	KUNIT_EXPECT_EQ(test, ready(d), -EIO);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_TRANSPORT);
	d->sdev.sdev_state = SDEV_CANCEL;
	KUNIT_EXPECT_EQ(test, ready(d), -ENODEV);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_GONE);
}

static void the_sense_data_stand_in_the_report(struct kunit *test)
{
	struct drive *d = SCRIPT(test, CHECK(5, 0x21, 0x02));

	KUNIT_EXPECT_LT(test, ready(d), 0);
	KUNIT_EXPECT_EQ(test, d->error.opcode, MMC_TEST_UNIT_READY);
	KUNIT_EXPECT_EQ(test, d->error.sense[13], 0x02);
}

static void the_immediate_bit_is_given_up_where_it_is_refused(struct kunit *test)
{
	struct drive *d = SCRIPT(test, CHECK(5, 0x24, 0), GOOD, GOOD);

	KUNIT_EXPECT_EQ(test, dsr_drive_flush(&d->p), 0);
	KUNIT_EXPECT_EQ(test, d->sent, 3U);
	KUNIT_EXPECT_EQ(test, d->cdbs[0][0], MMC_SYNCHRONIZE_CACHE);
	KUNIT_EXPECT_EQ(test, d->cdbs[0][1], 0x02);
	KUNIT_EXPECT_EQ(test, d->cdbs[1][1], 0x00);
	KUNIT_EXPECT_EQ(test, d->cdbs[2][0], MMC_TEST_UNIT_READY);
}

static void a_close_is_waited_for(struct kunit *test)
{
	struct drive *d = SCRIPT(test, GOOD, CHECK(2, 0x04, 0x07),
				 CHECK(2, 0x04, 0x07), GOOD);

	d->p.when = DSR_WHEN_CLOSE;
	KUNIT_EXPECT_EQ(test, dsr_drive_close(&d->p, MMC_CLOSE_TRACK, 1), 0);
	KUNIT_EXPECT_EQ(test, d->sent, 4U);
}

static void speeds_fall_back_and_are_never_fatal(struct kunit *test)
{
	struct drive *d = SCRIPT(test, CHECK(5, 0x20, 0));

	KUNIT_EXPECT_EQ(test, dsr_drive_speed(&d->p, 1000, 0, 5540), 0);
	KUNIT_EXPECT_EQ(test, d->sent, 2U);
	KUNIT_EXPECT_EQ(test, d->cdbs[0][0], MMC_SET_STREAMING);
	KUNIT_EXPECT_EQ(test, d->cdbs[1][0], MMC_SET_CD_SPEED);
}

static void what_a_drive_need_not_know_is_done_without(struct kunit *test)
{
	struct drive *d = SCRIPT(test, CHECK(5, 0x20, 0));

	KUNIT_EXPECT_EQ(test, dsr_drive_calibrate(&d->p), 0);
	KUNIT_EXPECT_EQ(test, dsr_drive_reserve(&d->p, 100), 0);
}

static void a_failed_calibration_is_a_failure(struct kunit *test)
{
	struct drive *d = SCRIPT(test, CHECK(3, 0x73, 0x03));

	KUNIT_EXPECT_LT(test, dsr_drive_calibrate(&d->p), 0);
	KUNIT_EXPECT_EQ(test, d->error.reason, (u32)DSR_REASON_MEDIUM_ERROR);
}

static const u8 all_ff[256] = { [0 ... 255] = 0xff };

static void a_short_answer_is_a_bad_answer(struct kunit *test)
{
	static struct line line = { .opcode = 0xff };
	struct drive *d = new_drive(test, &line, 1);
	u32 a, b;
	u16 profile;

	line.data = all_ff;
	for (line.bytes = 0; line.bytes < 8; line.bytes++) {
		KUNIT_EXPECT_EQ(test, dsr_drive_profile(&d->p, &profile), -EIO);
		KUNIT_EXPECT_EQ(test, dsr_drive_capacity(&d->p, &a, &b), -EIO);
		KUNIT_EXPECT_EQ(test, d->error.reason,
				(u32)DSR_REASON_BAD_ANSWER);
		KUNIT_EXPECT_EQ(test, dsr_drive_buffer(&d->p, &a, &b), -EIO);
	}
}

static void a_buffer_freer_than_it_is_large_is_a_bad_answer(struct kunit *test)
{
	static const u8 lie[] = { 0, 10, 0, 0, 0, 0, 0x10, 0, 0, 0, 0x20, 0 };
	static const struct line line = {
		.opcode = MMC_READ_BUFFER_CAPACITY,
		.bytes = sizeof(lie), .data = lie,
	};
	struct drive *d = new_drive(test, &line, 1);
	u32 size, free;

	KUNIT_EXPECT_EQ(test, dsr_drive_buffer(&d->p, &size, &free), -EIO);
}

static struct kunit_case drive_cases[] = {
	KUNIT_CASE(a_unit_attention_costs_one_more_try),
	KUNIT_CASE(unit_attentions_without_end_are_a_failure),
	KUNIT_CASE(a_busy_drive_is_asked_again),
	KUNIT_CASE(waiting_uses_up_no_tries),
	KUNIT_CASE(a_close_that_may_have_been_done_is_not_repeated),
	KUNIT_CASE(a_changed_disc_is_not_taken_for_an_unknown_speed),
	KUNIT_CASE(the_buffer_is_asked_for_only_once),
	KUNIT_CASE(waiting_ends_at_the_deadline),
	KUNIT_CASE(waiting_ends_when_the_job_is_cancelled),
	KUNIT_CASE(an_unknown_command_is_told_apart),
	KUNIT_CASE(a_drive_that_went_away_is_not_asked_again),
	KUNIT_CASE(a_drive_on_its_way_out_is_told_as_gone),
	KUNIT_CASE(the_sense_data_stand_in_the_report),
	KUNIT_CASE(the_immediate_bit_is_given_up_where_it_is_refused),
	KUNIT_CASE(a_close_is_waited_for),
	KUNIT_CASE(speeds_fall_back_and_are_never_fatal),
	KUNIT_CASE(what_a_drive_need_not_know_is_done_without),
	KUNIT_CASE(a_failed_calibration_is_a_failure),
	KUNIT_CASE(a_short_answer_is_a_bad_answer),
	KUNIT_CASE(a_buffer_freer_than_it_is_large_is_a_bad_answer),
	{}
};

static struct kunit_suite drive_suite = {
	.name = "dsr_drive",
	.test_cases = drive_cases,
};

kunit_test_suite(drive_suite);

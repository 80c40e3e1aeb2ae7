/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A recorder for suites, with a layout of one data track and a drive that
 * answers by opcode.
 */
#ifndef DSR_TEST_RECORDER_H
#define DSR_TEST_RECORDER_H

#include "compat.h"
#include "recorder.h"
#include "test_disc.h"
#include "test_drive.h"

#define TEST_BLOCKS	1000	/* of the layout: not a multiple of an ECC block */

static struct test_disc test_layout;

/* page 05h: incremental, test write on, as somebody left it */
static const u8 test_mode_page[8 + 52] = {
	0, 58, [8] = 0x05, 0x32, 0x10, 0x05, 0x08,
};

/* track 1, invisible, blank, 2298496 blocks free */
static const u8 test_track_info[36] = {
	0, 34, 1, 1, 0, 0x04, 0x40, 0x01, [16] = 0, 0x23, 0x12, 0x80,
	[24] = 0, 0x23, 0x12, 0x80,
};

static inline struct dsr_recorder *
new_recorder(struct kunit *test, u16 profile, u8 status,
	     const struct dsr_recorder_ops *ops)
{
	struct dsr_recorder *r = kunit_kzalloc(test, sizeof(*r), GFP_KERNEL);
	struct test_drive *d = test_new_drive(test);

	KUNIT_ASSERT_NOT_NULL(test, r);
	test_disc_init(&test_layout, 1);
	test_layout.head.family = DSR_FAMILY_DVD;
	test_track(&test_layout, 1, DSR_MODE_DATA, 0, TEST_BLOCKS);
	r->p = d->p;
	r->ops = ops;
	r->layout = &test_layout.head;
	r->blocks = TEST_BLOCKS;
	r->profile = profile;
	r->disc.status = status;
	r->progress.tell = test_tell;
	r->progress.data = d;
	test_answers(d, MMC_MODE_SENSE_10, test_mode_page,
		     sizeof(test_mode_page));
	test_answers(d, MMC_READ_TRACK_INFORMATION, test_track_info,
		     sizeof(test_track_info));
	return r;
}

static inline int check(struct dsr_recorder *r)
{
	r->p.when = DSR_WHEN_CHECK;
	return r->ops->check(r);
}

static inline int start(struct dsr_recorder *r)
{
	r->p.when = DSR_WHEN_WRITE;
	return r->ops->start(r);
}

static inline int finish(struct dsr_recorder *r)
{
	r->p.when = DSR_WHEN_CLOSE;
	return r->ops->finish(r);
}

static inline int erase(struct dsr_recorder *r)
{
	r->p.when = DSR_WHEN_WRITE;
	return r->ops->erase(r);
}

#endif

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A robot for suites. It stands behind dsr_request_send(), which is redirected to
 * it.
 */
#ifndef DSR_TEST_ROBOT_H
#define DSR_TEST_ROBOT_H

#include <kunit/test.h>
#include <kunit/test-bug.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <scsi/scsi.h>

#include "changer.h"

#define SENT	64

/**
 * struct robot - the robot, and what it was sent
 * @slots: storage elements, from address 1
 * @full: address 1 + N holds a disc
 * @drive: the disc in drive 3001h came from there, 0: none
 * @pages: it has mode pages
 * @tags: it may be asked for volume tags, and has descriptors of 52 bytes
 * @ids: it may be asked for identifiers, of its drives alone
 * @fail: opcode that fails once
 * @key: with that sense
 * @asc: see @key
 * @ascq: see @key
 * @asks_asc: of the sense data it answers REQUEST SENSE with, key 6
 * @conflict: somebody else has reserved it
 * @cut: of so many answers with elements only half arrives
 * @garbage: so many answers with elements are all ones
 * @sent: opcodes
 * @nr_sent: of them, also beyond @sent
 * @c: the changer under test
 * @unit: its unit; there is no device behind it
 * @error: of the last look
 */
struct robot {
	u32 slots;
	u8 *full;
	u16 drive;
	bool pages;
	bool tags;
	bool ids;
	u8 fail;
	u8 key;
	u8 asc;
	u8 ascq;
	u8 asks_asc;
	bool conflict;
	u32 cut;
	u32 garbage;
	u8 sent[SENT];
	u32 nr_sent;
	struct dsr_changer *c;
	struct dsr_lu unit;
	struct dsr_error error;
};

static inline void put_answer(struct dsr_request *r, const u8 *from, u32 bytes)
{
	u32 i, n, at = 0;

	r->got = min(bytes, r->cdb.xfer);
	for (i = 0; i < r->nr_vecs && at < r->got; i++, at += n) {
		n = min_t(u32, r->got - at, r->vecs[i].bv_len);
		memcpy(page_address(r->vecs[i].bv_page), from + at, n);
	}
}

static inline void put_sense(struct dsr_request *r, u8 key, u8 asc, u8 ascq)
{
	r->status = SAM_STAT_CHECK_CONDITION;
	r->sense_bytes = 18;
	r->sense[0] = 0x70;
	r->sense[2] = key;
	r->sense[7] = 10;
	r->sense[12] = asc;
	r->sense[13] = ascq;
}

/* the descriptors of one page that were asked for */
static inline u32 put_type(const struct robot *b, const u8 *cdb, u8 type,
			   u16 first, u32 count, u8 *to, u32 *left)
{
	static const u8 id[12] = { 2, 0, 0, 8, 'S', 'E', 'R', 'I', 'A', 'L' };
	bool ids = type == DSR_ELEMENT_DRIVE && cdb[6] & 0x01;
	u32 bytes = ids ? 60 : b->tags ? 52 : 18, i, nr = 0;
	u16 from = get_unaligned_be16(&cdb[2]);

	if ((cdb[1] & 0x0f) && (cdb[1] & 0x0f) != type)
		return 0;
	for (i = 0; i < count && *left; i++) {
		u8 *d = to + 8 + nr * bytes;
		u16 address = first + i;

		if (address < from)
			continue;
		put_unaligned_be16(address, d);
		if (type == DSR_ELEMENT_STORAGE && b->full[i])
			d[2] = 0x09;
		if (type == DSR_ELEMENT_DRIVE && b->drive) {
			d[2] = 0x09;
			d[9] = 0x80;
			put_unaligned_be16(b->drive, &d[10]);
		}
		if (ids)
			memcpy(&d[48], id, sizeof(id));
		nr++;
		(*left)--;
	}
	if (!nr)
		return 0;
	to[0] = type;
	to[1] = b->tags && cdb[1] & 0x10 ? 0x80 : 0;
	put_unaligned_be16(bytes, &to[2]);
	put_unaligned_be24(nr * bytes, &to[5]);
	return 8 + nr * bytes;
}

static inline void do_read_elements(struct kunit *test, struct robot *b,
				    struct dsr_request *r)
{
	const u8 *cdb = r->cdb.bytes;
	u32 left = get_unaligned_be16(&cdb[4]), at = 8;
	u8 *buf;

	/* it has neither mail slot nor printer */
	if ((cdb[6] && !b->ids) ||
	    (cdb[6] & 0x01 && (cdb[1] & 0x0f) != DSR_ELEMENT_DRIVE) ||
	    (cdb[1] & 0x10 && !b->tags) || (cdb[1] & 0x0f) == 3 ||
	    (cdb[1] & 0x0f) == 5) {
		put_sense(r, 5, 0x24, 0);
		return;
	}
	buf = kvzalloc(64 + 52 * (b->slots + 3), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, buf);
	if (b->garbage) {
		b->garbage--;
		memset(buf, 0xff, 64);
		put_answer(r, buf, 64);
		kvfree(buf);
		return;
	}
	at += put_type(b, cdb, DSR_ELEMENT_STORAGE, 1, b->slots, buf + at,
		       &left);
	at += put_type(b, cdb, DSR_ELEMENT_TRANSPORT, 0x2000, 1, buf + at,
		       &left);
	at += put_type(b, cdb, DSR_ELEMENT_DRIVE, 0x3001, 1, buf + at, &left);
	put_unaligned_be24(at - 8, &buf[5]);
	if (b->cut) {
		b->cut--;
		at /= 2;
	}
	put_answer(r, buf, at);
	kvfree(buf);
}

static inline void do_mode_sense(struct robot *b, struct dsr_request *r)
{
	u8 addresses[24] = {
		23, 0, 0, 0, 0x1d, 0x12, 0x20, 0, 0, 1, 0, 1, b->slots >> 8,
		b->slots, 0x40, 0, 0, 0, 0x30, 1, 0, 1,
	};

	if (!b->pages || r->cdb.bytes[2] != SMC_PAGE_ADDRESSES)
		put_sense(r, 5, 0x24, 0);
	else
		put_answer(r, addresses, sizeof(addresses));
}

static inline void do_move(struct robot *b, struct dsr_request *r)
{
	u16 from = get_unaligned_be16(&r->cdb.bytes[4]);
	u16 to = get_unaligned_be16(&r->cdb.bytes[6]);

	if (to == 0x3001) {
		b->full[from - 1] = 0;
		b->drive = from;
	} else {
		b->full[(to ? to : b->drive) - 1] = 1;
		b->drive = 0;
	}
}

static inline void robot_send(struct dsr_request *r)
{
	struct kunit *test = kunit_get_current_test();
	struct robot *b = test->priv;
	u8 opcode = r->cdb.bytes[0];

	if (b->nr_sent < SENT)
		b->sent[b->nr_sent] = opcode;
	b->nr_sent++;
	init_completion(&r->done);
	r->status = SAM_STAT_GOOD;
	if (b->conflict) {
		r->status = SAM_STAT_RESERVATION_CONFLICT;
	} else if (b->fail == opcode && b->key) {
		put_sense(r, b->key, b->asc, b->ascq);
		b->key = 0;
	} else if (opcode == SMC_READ_ELEMENT_STATUS) {
		do_read_elements(test, b, r);
	} else if (opcode == SMC_MODE_SENSE_6) {
		do_mode_sense(b, r);
	} else if (opcode == SMC_INQUIRY) {
		put_answer(r, (const u8 *)
			   "12345678VENDOR  PRODUCT         2.0 ", 36);
	} else if (opcode == SMC_REQUEST_SENSE) {
		u8 sense[18] = { 0x70, 0, 6, 0, 0, 0, 0, 10 };

		sense[12] = b->asks_asc;
		put_answer(r, sense, sizeof(sense));
	} else if (opcode == SMC_MOVE_MEDIUM) {
		do_move(b, r);
	}
	complete(&r->done);
}

static inline void put_changer(void *c)
{
	dsr_changer_put(c);
}

static inline struct robot *new_robot(struct kunit *test, const char *vendor,
				      const char *product, u32 slots)
{
	struct robot *b = kunit_kzalloc(test, sizeof(*b), GFP_KERNEL);
	struct dsr_unit_name name = { .type = TYPE_MEDIUM_CHANGER };

	KUNIT_ASSERT_NOT_NULL(test, b);
	b->slots = slots;
	b->full = kunit_kzalloc(test, slots, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, b->full);
	b->full[0] = 1;
	b->pages = true;
	kref_init(&b->unit.ref);
	kref_get(&b->unit.ref);	/* the test's: it is never freed */
	strscpy(name.vendor, vendor, sizeof(name.vendor));
	strscpy(name.product, product, sizeof(name.product));
	b->c = dsr_changer_new(&b->unit, &name, DSR_ROBOT_BYTES);
	KUNIT_ASSERT_NOT_NULL(test, b->c);
	KUNIT_ASSERT_EQ(test, kunit_add_action_or_reset(test, put_changer,
							b->c), 0);
	test->priv = b;
	kunit_activate_static_stub(test, dsr_request_send, robot_send);
	return b;
}

static inline struct robot *new_jvc(struct kunit *test)
{
	return new_robot(test, "JVC", "JVC-CHG MC-8600", 600);
}

static inline int look(struct robot *b)
{
	int err;

	mutex_lock(&b->c->talk);
	err = dsr_robot_look(b->c, NULL, &b->error);
	mutex_unlock(&b->c->talk);
	return err;
}

static inline u32 count(const struct robot *b, u8 opcode)
{
	u32 i, n = 0;

	for (i = 0; i < min_t(u32, b->nr_sent, SENT); i++)
		n += b->sent[i] == opcode;
	return n;
}

static inline u32 flags_of(const struct robot *b, u32 address)
{
	struct dsr_robot_map *map = dsr_robot_map_get(b->c, NULL);
	const struct dsr_element *e = dsr_smc_find(&map->m, address);
	u32 flags = e ? e->flags : ~0U;

	dsr_robot_map_put(map);
	return flags;
}

#endif

// SPDX-License-Identifier: GPL-2.0
/*
 * What a robot's map and orders promise, against a robot that stands behind
 * dsr_request_send(), the seam.
 */
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
 * @fail: opcode that fails once
 * @key: with that sense
 * @asc: see @key
 * @ascq: see @key
 * @conflict: somebody else has reserved it
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
	u8 fail;
	u8 key;
	u8 asc;
	u8 ascq;
	bool conflict;
	u8 sent[SENT];
	u32 nr_sent;
	struct dsr_changer *c;
	struct dsr_lu unit;
	struct dsr_error error;
};

static void put_answer(struct dsr_request *r, const u8 *from, u32 bytes)
{
	u32 i, n, at = 0;

	r->got = min(bytes, r->cdb.xfer);
	for (i = 0; i < r->nr_vecs && at < r->got; i++, at += n) {
		n = min_t(u32, r->got - at, r->vecs[i].bv_len);
		memcpy(page_address(r->vecs[i].bv_page), from + at, n);
	}
}

static void put_sense(struct dsr_request *r, u8 key, u8 asc, u8 ascq)
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
static u32 put_type(const struct robot *b, const u8 *cdb, u8 type, u16 first,
		    u32 count, u8 *to, u32 *left)
{
	u32 bytes = b->tags ? 52 : 18, i, nr = 0;
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

static void do_read_elements(struct kunit *test, struct robot *b,
			     struct dsr_request *r)
{
	const u8 *cdb = r->cdb.bytes;
	u32 left = get_unaligned_be16(&cdb[4]), at = 8;
	u8 *buf;

	if (cdb[6] || (cdb[1] & 0x10 && !b->tags)) {
		put_sense(r, 5, 0x24, 0);
		return;
	}
	buf = kvzalloc(64 + 52 * (b->slots + 3), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, buf);
	at += put_type(b, cdb, DSR_ELEMENT_STORAGE, 1, b->slots, buf + at,
		       &left);
	at += put_type(b, cdb, DSR_ELEMENT_TRANSPORT, 0x2000, 1, buf + at,
		       &left);
	at += put_type(b, cdb, DSR_ELEMENT_DRIVE, 0x3001, 1, buf + at, &left);
	put_unaligned_be24(at - 8, &buf[5]);
	put_answer(r, buf, at);
	kvfree(buf);
}

static void do_mode_sense(struct robot *b, struct dsr_request *r)
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

static void do_move(struct robot *b, struct dsr_request *r)
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

static void robot_send(struct dsr_request *r)
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
	} else if (opcode == SMC_MOVE_MEDIUM) {
		do_move(b, r);
	}
	complete(&r->done);
}

static void put_changer(void *c)
{
	dsr_changer_put(c);
}

static struct robot *new_robot(struct kunit *test, const char *vendor,
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

static struct robot *new_jvc(struct kunit *test)
{
	return new_robot(test, "JVC", "JVC-CHG MC-8600", 600);
}

static int look(struct robot *b)
{
	int err;

	mutex_lock(&b->c->talk);
	err = dsr_robot_look(b->c, NULL, &b->error);
	mutex_unlock(&b->c->talk);
	return err;
}

/* what became of one order; the robot has been sent nothing before it */
static struct dsr_changer_outcome run(struct kunit *test, struct robot *b,
				      u32 order, u16 from, u16 to, u32 flags)
{
	struct dsr_changer_order o = {
		.order = order,
		.flags = flags,
		.transport = DSR_TRANSPORT_ANY,
		.source = from,
		.destination = to,
	};
	struct dsr_changer_outcome out = {};
	struct dsr_client *client = kzalloc_obj(*client, GFP_KERNEL);
	struct dsr_robot_order *r;

	KUNIT_ASSERT_NOT_NULL(test, client);
	kref_init(&client->ref);
	b->nr_sent = 0;
	if (!dsr_robot_accept(b->c, client, &o, &r)) {
		dsr_robot_orders_run(b->c);
		dsr_robot_order_tell(b->c, r, &out);
		dsr_robot_order_put(r);
	}
	dsr_client_put(client);
	KUNIT_EXPECT_EQ(test, out.state, (u32)DSR_ORDER_DONE);
	return out;
}

static u32 count(const struct robot *b, u8 opcode)
{
	u32 i, n = 0;

	for (i = 0; i < min_t(u32, b->nr_sent, SENT); i++)
		n += b->sent[i] == opcode;
	return n;
}

static u32 flags_of(const struct robot *b, u32 address)
{
	struct dsr_robot_map *map = dsr_robot_map_get(b->c, NULL);
	const struct dsr_element *e = dsr_smc_find(&map->m, address);
	u32 flags = e ? e->flags : ~0U;

	dsr_robot_map_put(map);
	return flags;
}

/* ---- the map --------------------------------------------------------------------- */

static void the_largest_jvc_is_known_after_four_commands(struct kunit *test)
{
	struct robot *b = new_jvc(test);

	KUNIT_ASSERT_EQ(test, look(b), 0);
	KUNIT_EXPECT_EQ(test, b->nr_sent, 4U);
	KUNIT_EXPECT_EQ(test, count(b, SMC_READ_ELEMENT_STATUS), 1U);
	KUNIT_EXPECT_EQ(test, b->c->map->m.nr, 602U);
	KUNIT_EXPECT_TRUE(test, flags_of(b, 1) & DSR_EL_FULL);
	KUNIT_EXPECT_EQ(test, flags_of(b, 600), 0U);
	KUNIT_EXPECT_EQ(test, b->c->robot.info.ranges[DSR_ELEMENT_DRIVE].count,
			1U);
	/* once it is known what it is like, one */
	b->nr_sent = 0;
	KUNIT_ASSERT_EQ(test, look(b), 0);
	KUNIT_EXPECT_EQ(test, b->nr_sent, 1U);
}

static void a_robot_without_pages_is_asked_for_its_elements(struct kunit *test)
{
	struct robot *b = new_robot(test, "ANY", "ROBOT", 40);

	b->pages = false;
	b->tags = true;
	KUNIT_ASSERT_EQ(test, look(b), 0);
	KUNIT_EXPECT_EQ(test, b->c->map->m.nr, 42U);
	KUNIT_EXPECT_EQ(test,
			b->c->robot.info.ranges[DSR_ELEMENT_STORAGE].count,
			40U);
}

static void what_a_robot_refuses_it_is_asked_once(struct kunit *test)
{
	struct robot *b = new_robot(test, "ANY", "ROBOT", 40);

	KUNIT_ASSERT_EQ(test, look(b), 0);
	KUNIT_EXPECT_EQ(test, b->c->ask, 0U);
	KUNIT_EXPECT_EQ(test, b->c->map->m.nr, 42U);
	b->nr_sent = 0;
	KUNIT_ASSERT_EQ(test, look(b), 0);
	KUNIT_EXPECT_EQ(test, b->nr_sent, 3U);
}

static void thousands_of_slots_come_in_parts(struct kunit *test)
{
	struct robot *b = new_robot(test, "ANY", "ROBOT", 10000);

	b->tags = true;
	KUNIT_ASSERT_EQ(test, look(b), 0);
	KUNIT_EXPECT_EQ(test, b->c->map->m.nr, 10002U);
	KUNIT_EXPECT_LT(test, b->nr_sent, 24U);
}

static void a_robot_that_is_gone_is_told_as_such(struct kunit *test)
{
	struct robot *b = new_jvc(test);

	b->c->unit = NULL;
	KUNIT_EXPECT_EQ(test, look(b), -ENODEV);
	KUNIT_EXPECT_EQ(test, b->error.reason, (u32)DSR_REASON_GONE);
	KUNIT_EXPECT_EQ(test, b->nr_sent, 0U);
	b->c->unit = &b->unit;
}

/* ---- orders ---------------------------------------------------------------------- */

static void a_move_is_sent_and_looked_at(struct kunit *test)
{
	struct robot *b = new_jvc(test);
	struct dsr_changer_outcome o;

	KUNIT_ASSERT_EQ(test, look(b), 0);
	o = run(test, b, DSR_ORDER_MOVE, 1, 0x3001, 0);
	KUNIT_EXPECT_EQ(test, o.result, 0U);
	KUNIT_EXPECT_EQ(test, o.transport, 0x2000U);
	KUNIT_EXPECT_EQ(test, b->nr_sent, 3U);
	KUNIT_EXPECT_EQ(test, b->sent[0], SMC_TEST_UNIT_READY);
	KUNIT_EXPECT_EQ(test, b->sent[1], SMC_MOVE_MEDIUM);
	KUNIT_EXPECT_EQ(test, b->sent[2], SMC_READ_ELEMENT_STATUS);
	KUNIT_EXPECT_FALSE(test, flags_of(b, 1) & DSR_EL_FULL);
	KUNIT_EXPECT_TRUE(test, flags_of(b, 0x3001) & DSR_EL_FULL);
	o = run(test, b, DSR_ORDER_MOVE, 0x3001, 0, DSR_ORDER_F_HOME);
	KUNIT_EXPECT_EQ(test, o.result, 0U);
	KUNIT_EXPECT_EQ(test, o.destination, 1U);
	KUNIT_EXPECT_TRUE(test, flags_of(b, 1) & DSR_EL_FULL);
}

static void what_the_map_says_no_to_is_not_sent(struct kunit *test)
{
	struct robot *b = new_jvc(test);
	struct dsr_changer_outcome o;

	KUNIT_ASSERT_EQ(test, look(b), 0);
	o = run(test, b, DSR_ORDER_MOVE, 2, 0x3001, 0);
	KUNIT_EXPECT_EQ(test, o.result, (u32)ENOMEDIUM);
	KUNIT_EXPECT_EQ(test, o.error.reason, (u32)DSR_REASON_SOURCE_EMPTY);
	KUNIT_EXPECT_EQ(test, o.error.value, 2ULL);
	KUNIT_EXPECT_EQ(test, o.error.opcode, 0xff);
	KUNIT_EXPECT_EQ(test, count(b, SMC_MOVE_MEDIUM), 0U);
}

static void a_disc_put_in_by_hand_is_found_before_a_refusal(struct kunit *test)
{
	struct robot *b = new_jvc(test);

	KUNIT_ASSERT_EQ(test, look(b), 0);
	b->full[1] = 1;
	KUNIT_EXPECT_EQ(test, run(test, b, DSR_ORDER_MOVE, 2, 0x3001, 0).result,
			0U);
}

static void a_failed_move_leaves_a_true_map(struct kunit *test)
{
	struct robot *b = new_jvc(test);
	struct dsr_changer_outcome o;

	KUNIT_ASSERT_EQ(test, look(b), 0);
	b->fail = SMC_MOVE_MEDIUM;
	b->key = 4;
	b->asc = 0x80;
	b->ascq = 0x41;
	b->full[0] = 0;	/* it fell */
	o = run(test, b, DSR_ORDER_MOVE, 1, 0x3001, 0);
	KUNIT_EXPECT_EQ(test, o.result, (u32)EIO);
	KUNIT_EXPECT_EQ(test, o.error.reason, (u32)DSR_REASON_MECHANISM);
	KUNIT_EXPECT_EQ(test, o.error.value, 0x8041ULL);
	KUNIT_EXPECT_EQ(test, count(b, SMC_MOVE_MEDIUM), 1U);
	KUNIT_EXPECT_EQ(test, flags_of(b, 1), 0U);
}

static void a_reset_in_the_middle_is_no_reason_to_move_again(struct kunit *test)
{
	struct robot *b = new_jvc(test);
	struct dsr_changer_outcome o;

	KUNIT_ASSERT_EQ(test, look(b), 0);
	run(test, b, DSR_ORDER_LOCK, 0, 0, 0);
	KUNIT_EXPECT_TRUE(test, b->c->robot.info.flags & DSR_CHANGER_F_LOCKED);
	b->fail = SMC_MOVE_MEDIUM;
	b->key = 6;
	b->asc = 0x29;
	o = run(test, b, DSR_ORDER_MOVE, 1, 0x3001, 0);
	KUNIT_EXPECT_EQ(test, o.error.reason, (u32)DSR_REASON_RESET);
	KUNIT_EXPECT_EQ(test, count(b, SMC_MOVE_MEDIUM), 1U);
	/* a reset ends the lock */
	KUNIT_EXPECT_FALSE(test, b->c->robot.info.flags &
			   DSR_CHANGER_F_LOCKED);
}

static void news_do_not_make_a_move_fail(struct kunit *test)
{
	struct robot *b = new_jvc(test);

	KUNIT_ASSERT_EQ(test, look(b), 0);
	b->fail = SMC_MOVE_MEDIUM;
	b->key = 6;
	b->asc = 0x28;
	b->ascq = 0x01;
	KUNIT_EXPECT_EQ(test, run(test, b, DSR_ORDER_MOVE, 1, 0x3001, 0).result,
			0U);
	KUNIT_EXPECT_EQ(test, count(b, SMC_MOVE_MEDIUM), 2U);
}

static void a_reservation_of_another_host_is_told_as_such(struct kunit *test)
{
	struct robot *b = new_jvc(test);
	struct dsr_changer_outcome o;

	KUNIT_ASSERT_EQ(test, look(b), 0);
	b->conflict = true;
	o = run(test, b, DSR_ORDER_RESERVE, 0, 0, 0);
	KUNIT_EXPECT_EQ(test, o.result, (u32)EBUSY);
	KUNIT_EXPECT_EQ(test, o.error.reason, (u32)DSR_REASON_RESERVED);
	KUNIT_EXPECT_EQ(test, o.error.scsi_status,
			SAM_STAT_RESERVATION_CONFLICT);
}

static void no_flip_unit_is_told_as_such(struct kunit *test)
{
	struct robot *b = new_jvc(test);
	struct dsr_changer_outcome o;

	KUNIT_ASSERT_EQ(test, look(b), 0);
	b->fail = SMC_MOVE_MEDIUM;
	b->key = 2;
	b->asc = 0x26;
	b->ascq = 0x01;
	o = run(test, b, DSR_ORDER_MOVE, 1, 0x3001, DSR_ORDER_F_FLIP);
	KUNIT_EXPECT_EQ(test, o.error.reason, (u32)DSR_REASON_NO_FLIP);
	KUNIT_EXPECT_EQ(test, o.result, (u32)EOPNOTSUPP);
}

static void every_order_is_its_command(struct kunit *test)
{
	static const struct {
		u32 order;
		u32 flags;
		u16 from;
		u16 to;
		u8 opcode;
	} orders[] = {
		{ DSR_ORDER_POSITION, 0, 0, 0x3001, SMC_POSITION },
		{ DSR_ORDER_INIT, 0, 0, 0, SMC_INITIALIZE_STATUS },
		{ DSR_ORDER_INIT, DSR_ORDER_F_RANGE, 1, 9, SMC_JVC_INITIALIZE },
		{ DSR_ORDER_LOCK, 0, 0, 0, SMC_PREVENT_ALLOW },
		{ DSR_ORDER_UNLOCK, 0, 0, 0, SMC_PREVENT_ALLOW },
		{ DSR_ORDER_REZERO, DSR_ORDER_F_RETURN, 0, 0, SMC_REZERO_UNIT },
		{ DSR_ORDER_SELF_TEST, 0, 0, 0, SMC_SEND_DIAGNOSTIC },
		{ DSR_ORDER_CLEAR_LOG, 0, 0, 0, SMC_LOG_SELECT },
		{ DSR_ORDER_RESERVE, 0, 0, 0, SMC_RESERVE },
		{ DSR_ORDER_RELEASE, 0, 0, 0, SMC_RELEASE },
		{ DSR_ORDER_READY, 0, 0, 0, SMC_TEST_UNIT_READY },
		{ DSR_ORDER_SENSE, 0, 0, 0, SMC_REQUEST_SENSE },
	};
	struct robot *b = new_jvc(test);
	u32 i;

	KUNIT_ASSERT_EQ(test, look(b), 0);
	for (i = 0; i < ARRAY_SIZE(orders); i++) {
		struct dsr_changer_outcome o =
			run(test, b, orders[i].order, orders[i].from,
			    orders[i].to, orders[i].flags);

		KUNIT_EXPECT_EQ_MSG(test, o.result, 0U, "order %u",
				    orders[i].order);
		KUNIT_EXPECT_EQ_MSG(test, count(b, orders[i].opcode), 1U,
				    "order %u", orders[i].order);
	}
}

static void the_newest_outcomes_are_kept(struct kunit *test)
{
	struct robot *b = new_jvc(test);
	struct dsr_robot_order *r;
	u32 i, first;

	KUNIT_ASSERT_EQ(test, look(b), 0);
	first = run(test, b, DSR_ORDER_READY, 0, 0, 0).order_id;
	for (i = 0; i < 2 * DSR_OUTCOMES_KEPT; i++)
		run(test, b, DSR_ORDER_READY, 0, 0, 0);
	KUNIT_EXPECT_NULL(test, dsr_robot_order_find(b->c, first));
	r = dsr_robot_order_find(b->c, first + 2 * DSR_OUTCOMES_KEPT);
	KUNIT_ASSERT_NOT_NULL(test, r);
	dsr_robot_order_put(r);
}

static struct kunit_case changer_cases[] = {
	KUNIT_CASE(the_largest_jvc_is_known_after_four_commands),
	KUNIT_CASE(a_robot_without_pages_is_asked_for_its_elements),
	KUNIT_CASE(what_a_robot_refuses_it_is_asked_once),
	KUNIT_CASE(thousands_of_slots_come_in_parts),
	KUNIT_CASE(a_robot_that_is_gone_is_told_as_such),
	KUNIT_CASE(a_move_is_sent_and_looked_at),
	KUNIT_CASE(what_the_map_says_no_to_is_not_sent),
	KUNIT_CASE(a_disc_put_in_by_hand_is_found_before_a_refusal),
	KUNIT_CASE(a_failed_move_leaves_a_true_map),
	KUNIT_CASE(a_reset_in_the_middle_is_no_reason_to_move_again),
	KUNIT_CASE(news_do_not_make_a_move_fail),
	KUNIT_CASE(a_reservation_of_another_host_is_told_as_such),
	KUNIT_CASE(no_flip_unit_is_told_as_such),
	KUNIT_CASE(every_order_is_its_command),
	KUNIT_CASE(the_newest_outcomes_are_kept),
	{}
};

static struct kunit_suite changer_suite = {
	.name = "dsr_changer",
	.test_cases = changer_cases,
};

kunit_test_suite(changer_suite);

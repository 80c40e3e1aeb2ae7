// SPDX-License-Identifier: GPL-2.0
/*
 * What orders to a robot promise.
 */
#include "test_robot.h"

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

/* another program has put another disc there meanwhile */
static void home_is_where_the_disc_of_now_came_from(struct kunit *test)
{
	struct robot *b = new_jvc(test);
	struct dsr_changer_outcome o;

	KUNIT_ASSERT_EQ(test, look(b), 0);
	o = run(test, b, DSR_ORDER_MOVE, 1, 0x3001, 0);
	KUNIT_ASSERT_EQ(test, o.result, 0U);
	b->full[0] = 1;
	b->drive = 7;
	o = run(test, b, DSR_ORDER_MOVE, 0x3001, 0, DSR_ORDER_F_HOME);
	KUNIT_EXPECT_EQ(test, o.result, 0U);
	KUNIT_EXPECT_EQ(test, o.destination, 7U);
}

/* sense that is asked for takes with it what would have been said otherwise */
static void sense_that_is_asked_for_is_heard(struct kunit *test)
{
	struct robot *b = new_jvc(test);
	struct dsr_changer_outcome o;

	KUNIT_ASSERT_EQ(test, look(b), 0);
	o = run(test, b, DSR_ORDER_LOCK, 0, 0, 0);
	KUNIT_ASSERT_TRUE(test, b->c->robot.info.flags & DSR_CHANGER_F_LOCKED);
	b->asks_asc = 0x29;
	o = run(test, b, DSR_ORDER_SENSE, 0, 0, 0);
	KUNIT_EXPECT_EQ(test, o.result, 0U);
	KUNIT_EXPECT_EQ(test, o.error.sense[12], 0x29);
	KUNIT_EXPECT_FALSE(test, b->c->robot.info.flags & DSR_CHANGER_F_LOCKED);
	KUNIT_EXPECT_TRUE(test, b->c->stale);
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

static void a_lock_behind_a_reset_holds(struct kunit *test)
{
	struct robot *b = new_jvc(test);

	KUNIT_ASSERT_EQ(test, look(b), 0);
	b->fail = SMC_PREVENT_ALLOW;
	b->key = 6;
	b->asc = 0x29;
	KUNIT_EXPECT_EQ(test, run(test, b, DSR_ORDER_LOCK, 0, 0, 0).result, 0U);
	KUNIT_EXPECT_EQ(test, count(b, SMC_PREVENT_ALLOW), 2U);
	KUNIT_EXPECT_TRUE(test, b->c->robot.info.flags & DSR_CHANGER_F_LOCKED);
}

static void a_door_that_was_open_does_not_end_a_lock(struct kunit *test)
{
	struct robot *b = new_jvc(test);

	KUNIT_ASSERT_EQ(test, look(b), 0);
	run(test, b, DSR_ORDER_LOCK, 0, 0, 0);
	b->fail = SMC_TEST_UNIT_READY;
	b->key = 6;
	b->asc = 0x28;
	KUNIT_EXPECT_EQ(test, run(test, b, DSR_ORDER_READY, 0, 0, 0).result, 0U);
	KUNIT_EXPECT_TRUE(test, b->c->robot.info.flags & DSR_CHANGER_F_LOCKED);
	/* but what is in there may be something else */
	KUNIT_EXPECT_TRUE(test, b->c->stale);
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
	KUNIT_CASE(a_move_is_sent_and_looked_at),
	KUNIT_CASE(home_is_where_the_disc_of_now_came_from),
	KUNIT_CASE(sense_that_is_asked_for_is_heard),
	KUNIT_CASE(what_the_map_says_no_to_is_not_sent),
	KUNIT_CASE(a_disc_put_in_by_hand_is_found_before_a_refusal),
	KUNIT_CASE(a_failed_move_leaves_a_true_map),
	KUNIT_CASE(a_reset_in_the_middle_is_no_reason_to_move_again),
	KUNIT_CASE(a_lock_behind_a_reset_holds),
	KUNIT_CASE(a_door_that_was_open_does_not_end_a_lock),
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

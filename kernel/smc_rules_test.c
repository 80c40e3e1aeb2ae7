// SPDX-License-Identifier: GPL-2.0
/*
 * Which orders the map says no to (JVC section 6 and 3.7), and what counts as a
 * change.
 */
#include <kunit/test.h>
#include <linux/errno.h>
#include <linux/string.h>

#include "smc.h"

#define NR	9

/**
 * struct library - a small JVC: two slots, a third with an empty tray, mail slot,
 *	two drives, printer
 * @r: the robot
 * @e: its elements
 * @m: its map
 */
struct library {
	struct dsr_smc_robot r;
	struct dsr_element e[NR];
	struct dsr_smc_map m;
};

enum { HAND, SLOT1, SLOT2, SLOT3, MAIL, MAIL_CLOSED, DRIVE1, DRIVE2, PRINTER };

static void place(struct library *l, u32 i, u8 type, u16 address, u32 flags)
{
	l->e[i].size = sizeof(l->e[i]);
	l->e[i].type = type;
	l->e[i].address = address;
	l->e[i].flags = flags;
}

/* a disc in slot 1 and in drive 2, which came from slot 2 */
static struct library *library(struct kunit *test)
{
	struct library *l = kunit_kmalloc(test, sizeof(*l), GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, l);
	memset(l, 0, sizeof(*l));
	dsr_smc_robot_init(&l->r, dsr_smc_model("JVC", "JVC-CHG MC-8100"));
	dsr_smc_robot_pages(&l->r, false, false);
	place(l, HAND, DSR_ELEMENT_TRANSPORT, 0x2000, 0);
	place(l, SLOT1, DSR_ELEMENT_STORAGE, 1, DSR_EL_FULL | DSR_EL_TRAY);
	place(l, SLOT2, DSR_ELEMENT_STORAGE, 2, 0);
	place(l, SLOT3, DSR_ELEMENT_STORAGE, 3, DSR_EL_TRAY);
	place(l, MAIL, DSR_ELEMENT_MAIL, 0x4000, 0);
	place(l, MAIL_CLOSED, DSR_ELEMENT_MAIL, 0x4001, 0);
	place(l, DRIVE1, DSR_ELEMENT_DRIVE, 0x3001, 0);
	place(l, DRIVE2, DSR_ELEMENT_DRIVE, 0x3002, DSR_EL_FULL |
	      DSR_EL_TRAY | DSR_EL_SOURCE);
	l->e[DRIVE2].source = 2;
	place(l, PRINTER, DSR_ELEMENT_PRINTER, 0x5000, 0);
	l->m.elements = l->e;
	l->m.nr = NR;
	return l;
}

static u32 move(struct library *l, u16 from, u16 to, u32 flags)
{
	struct dsr_smc_plan p = {
		.order = DSR_ORDER_MOVE,
		.flags = flags,
		.transport = DSR_TRANSPORT_ANY,
		.source = from,
		.destination = to,
	};
	u32 value;

	return dsr_smc_refuse(&l->r, &l->m, &p, &value);
}

static void what_can_be_moved_is_not_refused(struct kunit *test)
{
	struct library *l = library(test);

	KUNIT_EXPECT_EQ(test, move(l, 1, 0x3001, 0), 0U);
	KUNIT_EXPECT_EQ(test, move(l, 1, 0x4000, 0), 0U);
	KUNIT_EXPECT_EQ(test, move(l, 1, 0x4001, 0), 0U);
	KUNIT_EXPECT_EQ(test, move(l, 1, 0x5000, 0), 0U);
	KUNIT_EXPECT_EQ(test, move(l, 0x3002, 2, 0), 0U);
	KUNIT_EXPECT_EQ(test, move(l, 0x3002, 0x3001, 0), 0U);
	KUNIT_EXPECT_EQ(test, move(l, 0x3002, 0, DSR_ORDER_F_HOME), 0U);
	/* an empty tray can be taken out, but goes into no drive */
	KUNIT_EXPECT_EQ(test, move(l, 3, 0x4000, 0), 0U);
}

static void the_map_says_no(struct kunit *test)
{
	struct library *l = library(test);

	KUNIT_EXPECT_EQ(test, move(l, 1, 2, 0),
			(u32)DSR_REASON_NO_SUCH_MOVE);
	KUNIT_EXPECT_EQ(test, move(l, 2, 0x3001, 0),
			(u32)DSR_REASON_SOURCE_EMPTY);
	KUNIT_EXPECT_EQ(test, move(l, 0x3001, 2, 0),
			(u32)DSR_REASON_SOURCE_EMPTY);
	KUNIT_EXPECT_EQ(test, move(l, 1, 0x3002, 0),
			(u32)DSR_REASON_DESTINATION_FULL);
	KUNIT_EXPECT_EQ(test, move(l, 3, 0x3001, 0),
			(u32)DSR_REASON_TRAY_EMPTY);
	KUNIT_EXPECT_EQ(test, move(l, 3, 0x5000, 0),
			(u32)DSR_REASON_TRAY_EMPTY);
	KUNIT_EXPECT_EQ(test, move(l, 99, 0x3001, 0),
			(u32)DSR_REASON_NO_ELEMENT);
	KUNIT_EXPECT_EQ(test, move(l, 1, 0x3003, 0),
			(u32)DSR_REASON_NO_ELEMENT);
	KUNIT_EXPECT_EQ(test, move(l, 1, 0, DSR_ORDER_F_HOME),
			(u32)DSR_REASON_NO_HOME);
	KUNIT_EXPECT_EQ(test, move(l, 0x3001, 0, DSR_ORDER_F_HOME),
			(u32)DSR_REASON_SOURCE_EMPTY);
}

static void home_that_is_taken_is_full(struct kunit *test)
{
	struct library *l = library(test);

	l->e[SLOT2].flags = DSR_EL_FULL;
	KUNIT_EXPECT_EQ(test, move(l, 0x3002, 0, DSR_ORDER_F_HOME),
			(u32)DSR_REASON_DESTINATION_FULL);
}

static void an_open_mail_slot_closes_by_itself_at_one_address(struct kunit *test)
{
	struct library *l = library(test);

	l->e[MAIL].flags = DSR_EL_OPEN | DSR_EL_FULL | DSR_EL_TRAY;
	KUNIT_EXPECT_EQ(test, move(l, 0x4000, 2, 0),
			(u32)DSR_REASON_SLOT_OPEN);
	KUNIT_EXPECT_EQ(test, move(l, 0x4001, 2, 0), 0U);
	l->e[MAIL].flags &= ~DSR_EL_OPEN;
	KUNIT_EXPECT_EQ(test, move(l, 0x4000, 2, 0), 0U);
}

static void nothing_goes_into_an_open_mail_slot(struct kunit *test)
{
	struct library *l = library(test);

	l->e[MAIL].flags = DSR_EL_OPEN;
	KUNIT_EXPECT_EQ(test, move(l, 1, 0x4000, 0),
			(u32)DSR_REASON_SLOT_OPEN);
	KUNIT_EXPECT_EQ(test, move(l, 1, 0x4001, 0),
			(u32)DSR_REASON_SLOT_OPEN);
}

static void an_empty_tray_is_in_the_way(struct kunit *test)
{
	struct library *l = library(test);

	KUNIT_EXPECT_EQ(test, move(l, 0x3002, 3, 0),
			(u32)DSR_REASON_DESTINATION_FULL);
}

static void a_disc_is_turned_over_where_it_is(struct kunit *test)
{
	struct library *l = library(test);

	KUNIT_EXPECT_EQ(test, move(l, 0x3002, 0x3002, 0),
			(u32)DSR_REASON_DESTINATION_FULL);
	KUNIT_EXPECT_EQ(test, move(l, 0x3002, 0x3002, DSR_ORDER_F_FLIP), 0U);
}

static void both_mail_addresses_are_one_slot(struct kunit *test)
{
	struct library *l = library(test);

	l->e[MAIL].flags = DSR_EL_FULL;
	KUNIT_EXPECT_EQ(test, move(l, 1, 0x4001, 0),
			(u32)DSR_REASON_DESTINATION_FULL);
}

static void a_flip_needs_a_transport_that_can(struct kunit *test)
{
	struct library *l = library(test);

	/* nobody knows: the robot is asked */
	KUNIT_EXPECT_EQ(test, move(l, 1, 0x3001, DSR_ORDER_F_FLIP), 0U);
	l->r.flip_known = true;
	KUNIT_EXPECT_EQ(test, move(l, 1, 0x3001, DSR_ORDER_F_FLIP),
			(u32)DSR_REASON_NO_FLIP);
	l->r.info.flip_transports = 1;
	KUNIT_EXPECT_EQ(test, move(l, 1, 0x3001, DSR_ORDER_F_FLIP), 0U);
}

static void the_transport_that_can_flip_is_taken(struct kunit *test)
{
	struct library *l = library(test);
	struct dsr_smc_plan p = {
		.order = DSR_ORDER_MOVE,
		.flags = DSR_ORDER_F_FLIP,
		.transport = DSR_TRANSPORT_ANY,
		.source = 1,
		.destination = 0x3001,
	};
	u32 value;

	l->r.flip_known = true;
	l->r.info.flip_transports = 4;
	l->r.info.ranges[DSR_ELEMENT_TRANSPORT].count = 3;
	KUNIT_EXPECT_EQ(test, dsr_smc_refuse(&l->r, &l->m, &p, &value), 0U);
	KUNIT_EXPECT_EQ(test, p.transport, 0x2002);
}

static void what_is_not_known_is_left_to_the_robot(struct kunit *test)
{
	struct library *l = library(test);

	dsr_smc_robot_init(&l->r, dsr_smc_model("ANY", "ROBOT"));
	KUNIT_EXPECT_EQ(test, move(l, 1, 2, 0), 0U);
}

static void an_exchange_needs_two_discs_and_a_robot_that_can(struct kunit *test)
{
	struct library *l = library(test);
	struct dsr_smc_plan p = {
		.order = DSR_ORDER_EXCHANGE,
		.transport = DSR_TRANSPORT_ANY,
		.source = 1,
		.destination = 0x3002,
		.second = 1,
	};
	u32 value;

	KUNIT_EXPECT_EQ(test, dsr_smc_refuse(&l->r, &l->m, &p, &value),
			(u32)DSR_REASON_NO_SUCH_MOVE);
	l->r.info.flags |= DSR_CHANGER_F_EXCHANGE;
	l->r.info.exchanges[DSR_ELEMENT_STORAGE] = 1 << DSR_ELEMENT_DRIVE;
	KUNIT_EXPECT_EQ(test, dsr_smc_refuse(&l->r, &l->m, &p, &value), 0U);
	p.destination = 0x3001;
	KUNIT_EXPECT_EQ(test, dsr_smc_refuse(&l->r, &l->m, &p, &value),
			(u32)DSR_REASON_SOURCE_EMPTY);
}

static void orders_have_what_they_need_and_no_more(struct kunit *test)
{
	u32 any = DSR_TRANSPORT_ANY;

	KUNIT_EXPECT_EQ(test, dsr_smc_order_valid(DSR_ORDER_MOVE, 0, any, 1, 2,
						  0), 0);
	KUNIT_EXPECT_EQ(test, dsr_smc_order_valid(0, 0, any, 0, 0, 0),
			-EINVAL);
	KUNIT_EXPECT_EQ(test, dsr_smc_order_valid(DSR_ORDER_SENSE + 1, 0, any,
						  0, 0, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, dsr_smc_order_valid(DSR_ORDER_MOVE,
						  DSR_ORDER_F_RESET, any, 1, 2,
						  0), -EINVAL);
	KUNIT_EXPECT_EQ(test, dsr_smc_order_valid(DSR_ORDER_MOVE, 0, any,
						  0x10000, 2, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, dsr_smc_order_valid(DSR_ORDER_MOVE,
						  DSR_ORDER_F_HOME, any, 1, 2,
						  0), -EINVAL);
	KUNIT_EXPECT_EQ(test, dsr_smc_order_valid(DSR_ORDER_LOCK, 0, any, 1, 0,
						  0), -EINVAL);
	KUNIT_EXPECT_EQ(test, dsr_smc_order_valid(DSR_ORDER_LOCK, 0, 0x2000, 0,
						  0, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, dsr_smc_order_valid(DSR_ORDER_INIT,
						  DSR_ORDER_F_RANGE, any, 5, 2,
						  0), -EINVAL);
	KUNIT_EXPECT_EQ(test, dsr_smc_order_valid(DSR_ORDER_INIT, 0, any, 1, 2,
						  0), -EINVAL);
}

/* ---- changes -------------------------------------------------------------------- */

#define TOLD	16

struct told {
	struct dsr_smc_change c[TOLD];
	u32 nr;
};

static void note(void *data, const struct dsr_smc_change *c)
{
	struct told *t = data;

	if (t->nr < TOLD)
		t->c[t->nr] = *c;
	t->nr++;
}

static u32 count(const struct told *t, u32 event)
{
	u32 i, n = 0;

	for (i = 0; i < t->nr && i < TOLD; i++)
		n += t->c[i].event == event;
	return n;
}

static void diff(const struct library *was, const struct library *now,
		 const struct dsr_smc_plan *hint, struct told *t)
{
	memset(t, 0, sizeof(*t));
	dsr_smc_diff(&was->m, &now->m, was->r.model->quirks, hint, note, t);
}

static void nothing_changed_is_nothing_told(struct kunit *test)
{
	struct told t;

	diff(library(test), library(test), NULL, &t);
	KUNIT_EXPECT_EQ(test, t.nr, 0U);
}

static void a_disc_that_moved_is_told_from_where_to_where(struct kunit *test)
{
	struct library *was = library(test), *now = library(test);
	struct told t;

	now->e[SLOT1].flags = 0;
	now->e[DRIVE1].flags = DSR_EL_FULL | DSR_EL_TRAY | DSR_EL_SOURCE;
	now->e[DRIVE1].source = 1;
	diff(was, now, NULL, &t);
	KUNIT_ASSERT_EQ(test, t.nr, 3U);
	KUNIT_EXPECT_EQ(test, t.c[0].event, (u32)DSR_CHANGER_EVENT_MOVED);
	KUNIT_EXPECT_EQ(test, t.c[0].from, 1U);
	KUNIT_EXPECT_EQ(test, t.c[0].to, 0x3001U);
	KUNIT_EXPECT_EQ(test, count(&t, DSR_CHANGER_EVENT_ELEMENT), 2U);
}

static void two_discs_at_once_are_told_apart(struct kunit *test)
{
	struct library *was = library(test), *now = library(test);
	struct told t;

	/* drive 2 home to slot 2, slot 1 to drive 1 */
	now->e[DRIVE2].flags = 0;
	now->e[SLOT2].flags = DSR_EL_FULL | DSR_EL_SOURCE;
	now->e[SLOT2].source = 2;
	now->e[SLOT1].flags = 0;
	now->e[DRIVE1].flags = DSR_EL_FULL | DSR_EL_SOURCE;
	now->e[DRIVE1].source = 1;
	diff(was, now, NULL, &t);
	KUNIT_ASSERT_EQ(test, count(&t, DSR_CHANGER_EVENT_MOVED), 2U);
	KUNIT_EXPECT_EQ(test, t.c[0].from, 0x3002U);
	KUNIT_EXPECT_EQ(test, t.c[0].to, 2U);
	KUNIT_EXPECT_EQ(test, t.c[1].from, 1U);
	KUNIT_EXPECT_EQ(test, t.c[1].to, 0x3001U);
}

static void a_disc_put_in_by_hand_came_from_nowhere(struct kunit *test)
{
	struct library *was = library(test), *now = library(test);
	struct told t;

	now->e[MAIL].flags = DSR_EL_FULL | DSR_EL_BY_HAND;
	diff(was, now, NULL, &t);
	KUNIT_EXPECT_EQ(test, count(&t, DSR_CHANGER_EVENT_MOVED), 0U);
	KUNIT_EXPECT_EQ(test, count(&t, DSR_CHANGER_EVENT_ELEMENT), 1U);
}

static void mail_slot_and_printer_have_events_of_their_own(struct kunit *test)
{
	struct library *was = library(test), *now = library(test);
	struct told t;

	/* one slot with two addresses */
	now->e[MAIL].flags = DSR_EL_OPEN;
	now->e[MAIL_CLOSED].flags = DSR_EL_OPEN;
	now->e[PRINTER].flags = DSR_EL_BUSY;
	now->e[PRINTER].ink_empty = DSR_INK_CYAN;
	diff(was, now, NULL, &t);
	KUNIT_EXPECT_EQ(test, count(&t, DSR_CHANGER_EVENT_OPENED), 1U);
	KUNIT_EXPECT_EQ(test, count(&t, DSR_CHANGER_EVENT_PRINTING), 1U);
	KUNIT_EXPECT_EQ(test, count(&t, DSR_CHANGER_EVENT_INK), 1U);
	diff(now, was, NULL, &t);
	KUNIT_EXPECT_EQ(test, count(&t, DSR_CHANGER_EVENT_CLOSED), 1U);
	now->e[PRINTER].flags = DSR_EL_FINISHED;
	now->e[PRINTER].ink_empty = 0;
	diff(was, now, NULL, &t);
	KUNIT_EXPECT_EQ(test, count(&t, DSR_CHANGER_EVENT_PRINTED), 1U);
	KUNIT_EXPECT_EQ(test, count(&t, DSR_CHANGER_EVENT_INK), 0U);
}

static void a_place_that_is_new_or_gone_is_told_and_no_other(struct kunit *test)
{
	struct library *was = library(test), *now = library(test);
	struct told t;

	/* drive 2 is last but one */
	now->e[DRIVE2] = now->e[PRINTER];
	now->m.nr--;
	diff(was, now, NULL, &t);
	KUNIT_ASSERT_EQ(test, t.nr, 1U);
	KUNIT_EXPECT_EQ(test, t.c[0].event, (u32)DSR_CHANGER_EVENT_ELEMENT);
	KUNIT_EXPECT_EQ(test, t.c[0].was, DSR_EL_FULL | DSR_EL_TRAY |
			DSR_EL_SOURCE);
	diff(now, was, NULL, &t);
	KUNIT_ASSERT_EQ(test, t.nr, 1U);
	KUNIT_EXPECT_EQ(test, t.c[0].element->address, 0x3002);
}

static void a_disc_that_fits_two_places_moved_once(struct kunit *test)
{
	struct library *was = library(test), *now = library(test);
	struct told t;

	/* the mail slot has two addresses */
	now->e[SLOT1].flags = 0;
	now->e[MAIL].flags = DSR_EL_FULL | DSR_EL_SOURCE;
	now->e[MAIL].source = 1;
	now->e[MAIL_CLOSED].flags = DSR_EL_FULL | DSR_EL_SOURCE;
	now->e[MAIL_CLOSED].source = 1;
	diff(was, now, NULL, &t);
	KUNIT_EXPECT_EQ(test, count(&t, DSR_CHANGER_EVENT_MOVED), 1U);
}

static void a_disc_out_of_the_one_mail_slot_moved_too(struct kunit *test)
{
	struct library *was = library(test), *now = library(test);
	struct told t;

	/* nobody knows where it came from */
	was->e[MAIL].flags = DSR_EL_FULL;
	was->e[MAIL_CLOSED].flags = DSR_EL_FULL;
	now->e[SLOT3].flags = DSR_EL_FULL;
	diff(was, now, NULL, &t);
	KUNIT_ASSERT_EQ(test, count(&t, DSR_CHANGER_EVENT_MOVED), 1U);
	KUNIT_EXPECT_EQ(test, t.c[0].from, 0x4000U);
	KUNIT_EXPECT_EQ(test, t.c[0].to, 3U);
}

static void an_order_to_its_second_address_is_told_as_given(struct kunit *test)
{
	const struct dsr_smc_plan hint = {
		.order = DSR_ORDER_MOVE, .source = 1, .destination = 0x4001,
	};
	struct library *was = library(test), *now = library(test);
	struct told t;

	now->e[SLOT1].flags = 0;
	now->e[MAIL].flags = DSR_EL_FULL;
	now->e[MAIL_CLOSED].flags = DSR_EL_FULL;
	diff(was, now, &hint, &t);
	KUNIT_ASSERT_EQ(test, count(&t, DSR_CHANGER_EVENT_MOVED), 1U);
	KUNIT_EXPECT_EQ(test, t.c[0].from, 1U);
	KUNIT_EXPECT_EQ(test, t.c[0].to, 0x4001U);
}

static void one_disc_taken_and_another_put_in_are_two(struct kunit *test)
{
	struct library *was = library(test), *now = library(test);
	struct told t;

	was->e[SLOT1].flags = DSR_EL_FULL | DSR_EL_TAG;
	memcpy(was->e[SLOT1].tag, "ONE", 3);
	now->e[SLOT1].flags = 0;
	now->e[MAIL].flags = DSR_EL_FULL | DSR_EL_TAG;
	memcpy(now->e[MAIL].tag, "OTHER", 5);
	diff(was, now, NULL, &t);
	KUNIT_EXPECT_EQ(test, count(&t, DSR_CHANGER_EVENT_MOVED), 0U);
	memcpy(now->e[MAIL].tag, "ONE\0", 5);
	diff(was, now, NULL, &t);
	KUNIT_EXPECT_EQ(test, count(&t, DSR_CHANGER_EVENT_MOVED), 1U);
}

static void an_exchange_moves_two_discs(struct kunit *test)
{
	struct library *was = library(test), *now = library(test);
	struct dsr_smc_plan p = {
		.order = DSR_ORDER_EXCHANGE,
		.source = 1,
		.destination = 0x3002,
		.second = 2,
	};
	struct told t;

	now->e[SLOT1].flags = 0;
	now->e[DRIVE2].source = 1;
	now->e[SLOT2].flags = DSR_EL_FULL;
	diff(was, now, &p, &t);
	KUNIT_ASSERT_EQ(test, count(&t, DSR_CHANGER_EVENT_MOVED), 2U);
	KUNIT_EXPECT_EQ(test, t.c[0].from, 1U);
	KUNIT_EXPECT_EQ(test, t.c[0].to, 0x3002U);
	KUNIT_EXPECT_EQ(test, t.c[1].from, 0x3002U);
	KUNIT_EXPECT_EQ(test, t.c[1].to, 2U);
}

static void a_move_that_cannot_be_seen_is_not_told(struct kunit *test)
{
	struct library *l = library(test);
	struct dsr_smc_plan p = {
		.order = DSR_ORDER_MOVE,
		.source = 1,
		.destination = 0x3002,
	};
	struct told t;

	diff(l, l, &p, &t);
	KUNIT_EXPECT_EQ(test, t.nr, 0U);
}

static struct kunit_case smc_rules_cases[] = {
	KUNIT_CASE(what_can_be_moved_is_not_refused),
	KUNIT_CASE(the_map_says_no),
	KUNIT_CASE(home_that_is_taken_is_full),
	KUNIT_CASE(an_open_mail_slot_closes_by_itself_at_one_address),
	KUNIT_CASE(nothing_goes_into_an_open_mail_slot),
	KUNIT_CASE(an_empty_tray_is_in_the_way),
	KUNIT_CASE(a_disc_is_turned_over_where_it_is),
	KUNIT_CASE(both_mail_addresses_are_one_slot),
	KUNIT_CASE(a_flip_needs_a_transport_that_can),
	KUNIT_CASE(the_transport_that_can_flip_is_taken),
	KUNIT_CASE(what_is_not_known_is_left_to_the_robot),
	KUNIT_CASE(an_exchange_needs_two_discs_and_a_robot_that_can),
	KUNIT_CASE(orders_have_what_they_need_and_no_more),
	KUNIT_CASE(nothing_changed_is_nothing_told),
	KUNIT_CASE(a_disc_that_moved_is_told_from_where_to_where),
	KUNIT_CASE(two_discs_at_once_are_told_apart),
	KUNIT_CASE(a_disc_put_in_by_hand_came_from_nowhere),
	KUNIT_CASE(mail_slot_and_printer_have_events_of_their_own),
	KUNIT_CASE(a_place_that_is_new_or_gone_is_told_and_no_other),
	KUNIT_CASE(a_disc_that_fits_two_places_moved_once),
	KUNIT_CASE(a_disc_out_of_the_one_mail_slot_moved_too),
	KUNIT_CASE(an_order_to_its_second_address_is_told_as_given),
	KUNIT_CASE(one_disc_taken_and_another_put_in_are_two),
	KUNIT_CASE(an_exchange_moves_two_discs),
	KUNIT_CASE(a_move_that_cannot_be_seen_is_not_told),
	{}
};

static struct kunit_suite smc_rules_suite = {
	.name = "dsr_smc_rules",
	.test_cases = smc_rules_cases,
};

kunit_test_suite(smc_rules_suite);

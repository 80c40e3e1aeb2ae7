// SPDX-License-Identifier: GPL-2.0
/*
 * What a robot's map promises, whatever the robot answers.
 */
#include "test_robot.h"

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

static void drives_are_known_by_their_ids_without_pages_too(struct kunit *test)
{
	struct robot *b = new_robot(test, "ANY", "ROBOT", 40);
	u32 i;

	b->pages = false;
	b->tags = true;
	b->ids = true;
	for (i = 0; i < 2; i++) {
		KUNIT_ASSERT_EQ(test, look(b), 0);
		KUNIT_EXPECT_EQ(test, b->c->map->m.nr, 42U);
		KUNIT_ASSERT_EQ(test, b->c->map->nr_drives, 1U);
		KUNIT_EXPECT_EQ(test, b->c->map->drives[0].id.bytes, 8);
	}
}

/* what has come since is outside of what was seen first */
static void without_pages_what_comes_later_is_seen_too(struct kunit *test)
{
	struct robot *b = new_robot(test, "ANY", "ROBOT", 40);

	b->pages = false;
	b->tags = true;
	b->slots = 20;
	KUNIT_ASSERT_EQ(test, look(b), 0);
	KUNIT_EXPECT_EQ(test, b->c->map->m.nr, 22U);
	b->slots = 40;
	KUNIT_ASSERT_EQ(test, look(b), 0);
	KUNIT_EXPECT_EQ(test, b->c->map->m.nr, 42U);
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

static void thousands_of_slots_need_no_pages(struct kunit *test)
{
	struct robot *b = new_robot(test, "ANY", "ROBOT", 10000);

	b->pages = false;
	b->tags = true;
	KUNIT_ASSERT_EQ(test, look(b), 0);
	KUNIT_EXPECT_EQ(test, b->c->map->m.nr, 10002U);
	/* a type it does not have is no reason to ask for less */
	KUNIT_EXPECT_TRUE(test, b->c->ask & SMC_ASK_TAGS);
}

static void an_answer_that_was_cut_is_not_the_map(struct kunit *test)
{
	struct robot *b = new_jvc(test);

	b->cut = 1;
	KUNIT_ASSERT_EQ(test, look(b), 0);
	KUNIT_EXPECT_EQ(test, b->c->map->m.nr, 602U);
	/* the last of them does not come at all */
	b->cut = 100;
	KUNIT_EXPECT_EQ(test, look(b), -EIO);
	KUNIT_EXPECT_EQ(test, b->error.reason, (u32)DSR_REASON_BAD_ANSWER);
	KUNIT_EXPECT_EQ(test, b->c->map->m.nr, 602U);
	KUNIT_EXPECT_TRUE(test, b->c->stale);
}

static void an_answer_without_elements_is_not_the_map(struct kunit *test)
{
	struct robot *b = new_jvc(test);

	KUNIT_ASSERT_EQ(test, look(b), 0);
	b->garbage = 10;
	KUNIT_EXPECT_EQ(test, look(b), -EIO);
	KUNIT_EXPECT_EQ(test, b->error.reason, (u32)DSR_REASON_BAD_ANSWER);
	KUNIT_EXPECT_EQ(test, b->c->map->m.nr, 602U);
}

static void other_addresses_are_asked_for(struct kunit *test)
{
	struct robot *b = new_jvc(test);

	KUNIT_ASSERT_EQ(test, look(b), 0);
	b->nr_sent = 0;
	b->fail = SMC_READ_ELEMENT_STATUS;
	b->key = 6;
	b->asc = 0x2a;
	b->ascq = 0x01;
	KUNIT_ASSERT_EQ(test, look(b), 0);
	KUNIT_EXPECT_EQ(test, count(b, SMC_MODE_SENSE_6), 3U);
	KUNIT_EXPECT_FALSE(test, b->c->stale);
}

static void look_after(struct kunit *test, struct robot *b, u8 opcode, u8 asc)
{
	b->nr_sent = 0;
	b->fail = opcode;
	b->key = 6;
	b->asc = asc;
	b->ascq = 0;
	KUNIT_ASSERT_EQ(test, look(b), 0);
}

/* saved pages come back with a reset, and other addresses with them */
static void after_a_reset_its_pages_are_read_again(struct kunit *test)
{
	struct robot *b = new_jvc(test);

	look_after(test, b, SMC_MODE_SENSE_6, 0x29);
	/* what it says before its first answer is older than that */
	KUNIT_EXPECT_EQ(test, b->nr_sent, 5U);
	look_after(test, b, SMC_READ_ELEMENT_STATUS, 0x29);
	KUNIT_EXPECT_EQ(test, count(b, SMC_MODE_SENSE_6), 3U);
	KUNIT_EXPECT_FALSE(test, b->c->stale);
	KUNIT_EXPECT_STREQ(test, b->c->robot.info.unit.revision, "2.0");
}

static void what_is_looked_at_in_passing_is_not_waited_for(struct kunit *test)
{
	struct robot *b = new_jvc(test);

	KUNIT_ASSERT_EQ(test, look(b), 0);
	b->nr_sent = 0;
	b->fail = SMC_READ_ELEMENT_STATUS;
	b->key = 2;
	b->asc = 0x04;
	b->ascq = 0x01;
	b->c->glance = true;
	KUNIT_EXPECT_EQ(test, look(b), -ETIMEDOUT);
	KUNIT_EXPECT_EQ(test, b->nr_sent, 1U);
	b->c->glance = false;
	b->key = 2;
	KUNIT_EXPECT_EQ(test, look(b), 0);
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

static struct kunit_case changer_map_cases[] = {
	KUNIT_CASE(the_largest_jvc_is_known_after_four_commands),
	KUNIT_CASE(a_robot_without_pages_is_asked_for_its_elements),
	KUNIT_CASE(drives_are_known_by_their_ids_without_pages_too),
	KUNIT_CASE(without_pages_what_comes_later_is_seen_too),
	KUNIT_CASE(what_a_robot_refuses_it_is_asked_once),
	KUNIT_CASE(thousands_of_slots_come_in_parts),
	KUNIT_CASE(thousands_of_slots_need_no_pages),
	KUNIT_CASE(an_answer_that_was_cut_is_not_the_map),
	KUNIT_CASE(an_answer_without_elements_is_not_the_map),
	KUNIT_CASE(other_addresses_are_asked_for),
	KUNIT_CASE(after_a_reset_its_pages_are_read_again),
	KUNIT_CASE(what_is_looked_at_in_passing_is_not_waited_for),
	KUNIT_CASE(a_robot_that_is_gone_is_told_as_such),
	{}
};

static struct kunit_suite changer_map_suite = {
	.name = "dsr_changer_map",
	.test_cases = changer_map_cases,
};

kunit_test_suite(changer_map_suite);

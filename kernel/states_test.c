// SPDX-License-Identifier: GPL-2.0
/*
 * What states.c promises: walks the tables.
 */
#include <kunit/test.h>

#include "states.h"

static void every_sink_state_leads_to_done(struct kunit *test)
{
	u32 state;

	for (state = DSR_SINK_WAITING; state <= DSR_SINK_ERASING; state++)
		if (state != DSR_SINK_DONE)
			KUNIT_EXPECT_TRUE_MSG(test,
					      dsr_sink_may(state, DSR_SINK_DONE),
					      "from state %u", state);
}

static void no_sink_state_is_entered_twice(struct kunit *test)
{
	u32 from, to;

	for (from = DSR_SINK_WAITING; from <= DSR_SINK_DONE; from++)
		for (to = 0; to <= from; to++)
			KUNIT_EXPECT_FALSE_MSG(test, dsr_sink_may(from, to),
					       "%u -> %u", from, to);
}

static void nothing_is_written_without_check_and_barrier(struct kunit *test)
{
	u32 from;

	for (from = 0; from <= DSR_SINK_DONE; from++) {
		KUNIT_EXPECT_EQ_MSG(test, dsr_sink_may(from, DSR_SINK_STARTING),
				    from == DSR_SINK_READY, "from %u", from);
		KUNIT_EXPECT_EQ_MSG(test, dsr_sink_may(from, DSR_SINK_READY),
				    from == DSR_SINK_CHECKING, "from %u", from);
	}
}

/* a disc that was only looked at has nothing to close */
static void nothing_is_verified_that_was_not_closed(struct kunit *test)
{
	u32 from;

	for (from = 0; from <= DSR_SINK_ERASING; from++)
		KUNIT_EXPECT_EQ_MSG(test, dsr_sink_may(from, DSR_SINK_VERIFYING),
				    from == DSR_SINK_CLOSING ||
				    from == DSR_SINK_READY, "from %u", from);
}

static void nothing_is_erased_without_check_and_barrier(struct kunit *test)
{
	u32 from;

	for (from = 0; from <= DSR_SINK_ERASING; from++)
		KUNIT_EXPECT_EQ_MSG(test, dsr_sink_may(from, DSR_SINK_ERASING),
				    from == DSR_SINK_READY, "from %u", from);
}

static void every_job_finishes_before_it_is_done(struct kunit *test)
{
	u32 from;

	for (from = 0; from <= DSR_JOB_DONE; from++)
		KUNIT_EXPECT_EQ_MSG(test, dsr_job_may(from, DSR_JOB_DONE),
				    from == DSR_JOB_FINISHING, "from %u", from);
	KUNIT_EXPECT_TRUE(test, dsr_job_may(DSR_JOB_PREPARING,
					    DSR_JOB_FINISHING));
	KUNIT_EXPECT_TRUE(test, dsr_job_may(DSR_JOB_STREAMING,
					    DSR_JOB_FINISHING));
}

static void states_that_do_not_exist_are_refused(struct kunit *test)
{
	KUNIT_EXPECT_FALSE(test, dsr_sink_may(DSR_SINK_ERASING + 1,
					      DSR_SINK_DONE));
	KUNIT_EXPECT_FALSE(test, dsr_sink_may(DSR_SINK_WAITING, ~0U));
	KUNIT_EXPECT_FALSE(test, dsr_job_may(~0U, DSR_JOB_DONE));
	KUNIT_EXPECT_FALSE(test, dsr_job_may(DSR_JOB_FINISHING, ~0U));
}

static struct kunit_case states_cases[] = {
	KUNIT_CASE(every_sink_state_leads_to_done),
	KUNIT_CASE(no_sink_state_is_entered_twice),
	KUNIT_CASE(nothing_is_written_without_check_and_barrier),
	KUNIT_CASE(nothing_is_verified_that_was_not_closed),
	KUNIT_CASE(nothing_is_erased_without_check_and_barrier),
	KUNIT_CASE(every_job_finishes_before_it_is_done),
	KUNIT_CASE(states_that_do_not_exist_are_refused),
	{}
};

static struct kunit_suite states_suite = {
	.name = "dsr_states",
	.test_cases = states_cases,
};

kunit_test_suite(states_suite);

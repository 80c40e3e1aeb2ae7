// SPDX-License-Identifier: GPL-2.0
/* The conversation: faults of the line and of the deck, spacing. */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "deck/follow.h"
#include "deck/session.h"
#include "harness.h"

/* Shorter than the real one, so that silence is over soon. */
#define ANSWER_MS 400

static struct deck_session *s;
static const struct deck_msg ask_mecha = { .code = DECK_MECHA };
static const struct deck_msg ask_track = { .code = DECK_TRACK };
static const struct deck_msg ask_pitch = { .code = DECK_PITCH, .form = 1 };

static void open_session(void)
{
	struct deck_fault fault;
	int ret = deck_session_open(sim.port, 0, ANSWER_MS, &s, &fault);

	ck_assert_msg(!ret, "expected the port to open, got: %s", fault.text);
}

static const char *fault_text(void)
{
	return deck_session_fault(s)->text;
}

/* Asks for the mechanism and expects "stopped". */
static void expect_stopped(void)
{
	struct deck_msg answer;
	int ret = deck_ask(s, &ask_mecha, &answer);

	ck_assert_msg(!ret, "expected an answer, got: %s", fault_text());
	ck_assert_int_eq(answer.choice, DECK_STOPPED);
}

/* ---- bad lines ---- */

START_TEST(an_answer_behind_garbage_is_found)
{
	open_session();
	sim_do("noise 00FF13370D41420A0A30");
	expect_stopped();
	deck_session_close(s);
}
END_TEST

START_TEST(an_answer_behind_a_frame_without_CR_is_found)
{
	open_session();
	sim_do("noise 0A304430");
	expect_stopped();
	deck_session_close(s);
}
END_TEST

START_TEST(an_answer_behind_an_overlong_frame_is_found)
{
	char hex[401];

	for (int i = 0; i < 200; i++)
		memcpy(hex + 2 * i, "41", 3);
	memcpy(hex, "0A", 2);
	open_session();
	sim_do("noise %s", hex);
	expect_stopped();
	deck_session_close(s);
}
END_TEST

START_TEST(an_answer_byte_by_byte_is_put_together)
{
	open_session();
	sim_do("split 5");
	expect_stopped();
	deck_session_close(s);
}
END_TEST

START_TEST(frames_joined_in_one_read_are_parted)
{
	struct deck_msg event;

	open_session();
	sim_do("before 0F600");
	expect_stopped();
	ck_assert_int_eq(deck_event(s, 0, -1, &event), DECK_WAIT_EVENT);
	ck_assert_int_eq(event.code, DECK_CHANGE);
	deck_session_close(s);
}
END_TEST

START_TEST(frames_of_other_machines_are_ignored)
{
	open_session();
	sim_do("before 1D082");
	expect_stopped();
	ck_assert_uint_eq(deck_session_counts(s).others, 1);
	deck_session_close(s);
}
END_TEST

START_TEST(a_command_echoed_by_the_line_is_no_answer)
{
	open_session();
	sim_do("before 050");
	expect_stopped();
	ck_assert_uint_eq(deck_session_counts(s).strays, 1);
	deck_session_close(s);
}
END_TEST

/* ---- questions and answers ---- */

START_TEST(events_between_question_and_answer_are_kept)
{
	static const uint8_t codes[] = { DECK_CHANGE, DECK_ERROR_REQUEST };
	struct deck_msg event;

	open_session();
	sim_do("event 0F603");
	sim_do("before 0F0");
	expect_stopped();
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(deck_event(s, 0, -1, &event),
				 DECK_WAIT_EVENT);
		ck_assert_int_eq(event.code, codes[i]);
	}
	ck_assert_int_eq(deck_event(s, 0, -1, &event), DECK_WAIT_TIMEOUT);
	deck_session_close(s);
}
END_TEST

START_TEST(another_return_is_not_the_answer)
{
	open_session();
	sim_do("before 0D5000700");
	expect_stopped();
	ck_assert_uint_eq(deck_session_counts(s).strays, 1);
	deck_session_close(s);
}
END_TEST

START_TEST(the_other_time_mode_is_not_the_answer)
{
	struct deck_msg question = { .code = DECK_TRACK_TIME, .choice = 1 };
	struct deck_msg answer;

	open_session();
	sim_do("before 0D80099005900");
	ck_assert_int_eq(deck_ask(s, &question, &answer), DECK_OK);
	ck_assert_int_eq(answer.choice, 1);
	ck_assert_int_eq(answer.minutes, 3);
	deck_session_close(s);
}
END_TEST

START_TEST(silence_is_retried_once)
{
	open_session();
	sim_do("silence 1");
	expect_stopped();
	ck_assert_uint_eq(deck_session_counts(s).retries, 1);
	ck_assert_int_eq(sim_count(" 050\n"), 2);
	deck_session_close(s);
}
END_TEST

START_TEST(lasting_silence_is_one_clear_sentence)
{
	struct deck_msg answer;

	open_session();
	sim_do("silence 9");
	ck_assert_int_eq(deck_ask(s, &ask_mecha, &answer), DECK_FAULT_SILENT);
	expect_contains(fault_text(), "MECHA STATUS SENSE (50)");
	expect_contains(fault_text(), sim.port);
	ck_assert_int_eq(sim_count(" 050\n"), 2);
	deck_session_close(s);
}
END_TEST

START_TEST(a_second_answer_is_not_taken_for_a_later_question)
{
	struct deck_msg answer;

	open_session();
	/*
	 * the answer to the first try comes when the second was answered and
	 * the next question, with its own answer still to come, was sent
	 */
	sim_do("late %d", ANSWER_MS + 100);
	expect_stopped();
	sim_do("mecha 11");
	sim_do("late 150");
	ck_assert_int_eq(deck_ask(s, &ask_mecha, &answer), DECK_OK);
	ck_assert_int_eq(answer.choice, DECK_PLAYING);
	deck_session_close(s);
}
END_TEST

START_TEST(an_answer_sent_twice_does_no_harm)
{
	struct deck_msg answer;

	open_session();
	sim_do("twice");
	expect_stopped();
	ck_assert_int_eq(deck_ask(s, &ask_track, &answer), DECK_OK);
	ck_assert_int_eq(answer.track, 1);
	deck_session_close(s);
}
END_TEST

START_TEST(an_answer_out_of_the_specification_is_told)
{
	struct deck_msg answer;

	open_session();
	/* once: the retry helps */
	sim_do("instead 0D099");
	expect_stopped();
	ck_assert_uint_eq(deck_session_counts(s).malformed, 1);
	/* always */
	sim_do("mecha 99");
	ck_assert_int_eq(deck_ask(s, &ask_mecha, &answer), DECK_FAULT_ANSWER);
	expect_contains(fault_text(), "0D099");
	deck_session_close(s);
}
END_TEST

START_TEST(illegal_names_the_question)
{
	struct deck_msg question = { .code = DECK_TITLE, .track = 50 };
	struct deck_msg answer;

	open_session();
	ck_assert_int_eq(deck_ask(s, &question, &answer), DECK_FAULT_ILLEGAL);
	expect_contains(fault_text(), "TITLE SENSE (59)");
	ck_assert_int_eq(sim_count(" 0595000\n"), 1);
	expect_stopped();
	deck_session_close(s);
}
END_TEST

START_TEST(illegal_names_the_command)
{
	struct deck_msg command = { .code = DECK_TRACK_SEARCH, .track = 77 };

	open_session();
	ck_assert_int_eq(deck_command(s, &command, NULL), DECK_FAULT_ILLEGAL);
	expect_contains(fault_text(), "DIRECT TRACK SEARCH PRESET (23)");
	deck_session_close(s);
}
END_TEST

START_TEST(a_refused_command_is_not_sent_again)
{
	struct deck_msg command = { .code = DECK_EJECT };

	open_session();
	sim_do("refuse 1");
	ck_assert_int_eq(deck_command(s, &command, NULL), DECK_FAULT_ILLEGAL);
	sim_do("silence 1");
	ck_assert_int_eq(deck_command(s, &command, NULL), DECK_OK);
	ck_assert_int_eq(sim_count(" 018\n"), 2);
	deck_session_close(s);
}
END_TEST

START_TEST(a_command_the_deck_never_read_is_not_called_done)
{
	struct deck_msg command = { .code = DECK_PLAY };

	open_session();
	sim_do("silence 9");
	ck_assert_int_eq(deck_command(s, &command, NULL), DECK_FAULT_SILENT);
	ck_assert_int_eq(sim_count(" 012\n"), 1);
	deck_session_close(s);
}
END_TEST

START_TEST(values_out_of_range_are_never_sent)
{
	struct deck_msg command = { .code = DECK_TRACK_SEARCH, .track = 100 };

	open_session();
	ck_assert_int_eq(deck_command(s, &command, NULL), DECK_FAULT_VALUE);
	expect_contains(fault_text(), "1 to 99");
	ck_assert_int_eq(sim_count("rx "), 0);
	deck_session_close(s);
}
END_TEST

START_TEST(a_power_cycle_is_seen_and_survived)
{
	struct deck_msg event, answer;

	open_session();
	sim_do("off 200");
	ck_assert_int_eq(deck_event(s, 2000, -1, &event), DECK_WAIT_EVENT);
	ck_assert_int_eq(event.code, DECK_POWER_ON);
	ck_assert_int_eq(deck_ask(s, &ask_pitch, &answer), DECK_OK);
	deck_session_close(s);
}
END_TEST

START_TEST(events_nobody_takes_are_counted_as_lost)
{
	open_session();
	for (int i = 0; i < 100; i++)
		sim_do("event 0F600");
	expect_stopped();
	ck_assert_uint_eq(deck_session_counts(s).lost, 36);
	deck_session_close(s);
}
END_TEST

START_TEST(a_state_is_awaited_without_a_change_status_too)
{
	struct deck_msg play = { .code = DECK_PLAY };
	int mecha;

	open_session();
	sim_do("no-events on");
	ck_assert_int_eq(deck_command(s, &play, &mecha), DECK_OK);
	ck_assert_int_eq(deck_await(s, DECK_IN(DECK_PLAYING), 5000, &mecha),
			 DECK_OK);
	deck_session_close(s);
}
END_TEST

START_TEST(a_state_that_never_comes_ends_in_time)
{
	struct deck_msg play = { .code = DECK_PLAY };
	int mecha;

	open_session();
	sim_do("stuck on");
	ck_assert_int_eq(deck_command(s, &play, &mecha), DECK_OK);
	ck_assert_int_eq(deck_await(s, DECK_IN(DECK_PLAYING), 1000, &mecha),
			 DECK_FAULT_STATE);
	expect_contains(fault_text(), "stopped");
	deck_session_close(s);
}
END_TEST

/* ---- the 20 ms ---- */

/*
 * Taken around the write itself (the linker's --wrap), where nothing but the
 * session decides when it happens: the simulator's own clock is late by its
 * wake-up time, which would be counted as a gap.
 */
struct deck_port;
int __real_deck_port_write(struct deck_port *port, const char *data,
			   size_t size, struct deck_fault *fault);
int __wrap_deck_port_write(struct deck_port *port, const char *data,
			   size_t size, struct deck_fault *fault);

static struct {
	long long ended;
	long smallest;
	long sum;
	int count;
} gaps;

static long long now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

int __wrap_deck_port_write(struct deck_port *port, const char *data,
			   size_t size, struct deck_fault *fault)
{
	long gap = (long)(now_us() - gaps.ended);
	int ret;

	if (gaps.ended) {
		gaps.smallest = !gaps.count || gap < gaps.smallest ?
				gap : gaps.smallest;
		gaps.sum += gap;
		gaps.count++;
	}
	ret = __real_deck_port_write(port, data, size, fault);
	gaps.ended = now_us();
	return ret;
}

static void expect_gaps(int count)
{
	ck_assert_int_eq(gaps.count, count);
	printf("# %d gaps between commands: smallest %ld us, mean %ld us\n",
	       count, gaps.smallest, gaps.sum / count);
	fflush(stdout);
	ck_assert_msg(gaps.smallest >= 20000,
		      "expected 20000 us or more, got %ld", gaps.smallest);
}

START_TEST(commands_are_20_ms_apart)
{
	struct deck_msg mark = { .code = DECK_RECORD, .choice = 2 };
	struct deck_msg answer;

	open_session();
	sim_do("mecha 11");
	for (int i = 0; i < 40; i++) {
		ck_assert_int_eq(deck_ask(s, &ask_track, &answer), DECK_OK);
		ck_assert_int_eq(deck_command(s, &mark, NULL), DECK_OK);
	}
	deck_session_close(s);
	expect_gaps(119);
}
END_TEST

START_TEST(commands_of_two_runs_are_20_ms_apart)
{
	struct deck_msg answer;

	for (int i = 0; i < 20; i++) {
		open_session();
		ck_assert_int_eq(deck_ask(s, &ask_track, &answer), DECK_OK);
		deck_session_close(s);
	}
	expect_gaps(19);
}
END_TEST

START_TEST(a_deck_that_answers_late_is_spaced_too)
{
	struct deck_msg answer;

	open_session();
	for (int i = 0; i < 20; i++) {
		sim_do("late %d", 5 * i);
		ck_assert_int_eq(deck_ask(s, &ask_track, &answer), DECK_OK);
	}
	deck_session_close(s);
	expect_gaps(19);
}
END_TEST

START_TEST(nothing_is_sent_into_a_frame_that_is_coming)
{
	struct deck_msg answer;
	long long began;
	const char *rx, *tx;

	open_session();
	ck_assert_int_eq(deck_ask(s, &ask_track, &answer), DECK_OK);
	usleep(30000);
	sim_forget();
	sim_do("split 2");
	sim_do("event 0F600");	/* 7 bytes, 2 ms each */
	usleep(3000);
	ck_assert_int_eq(deck_ask(s, &ask_track, &answer), DECK_OK);
	deck_session_close(s);
	sim_read(20);
	tx = strstr(sim.log, "tx ");
	rx = strstr(sim.log, "rx ");
	ck_assert(tx && rx);
	ck_assert_int_eq(sscanf(rx, "rx %lld", &began), 1);
	ck_assert_int_ge(began - atoll(tx + 3), 12000);
}
END_TEST

START_TEST(a_signal_ends_one_wait_and_not_the_session)
{
	struct deck_msg event;

	open_session();
	raise(SIGINT);
	ck_assert_int_eq(deck_event(s, 5000, -1, &event), DECK_FAULT_SIGNAL);
	expect_stopped();
	deck_session_close(s);
}
END_TEST

static void add_line_tests(Suite *suite)
{
	ADD_SIM(an_answer_behind_garbage_is_found);
	ADD_SIM(an_answer_behind_a_frame_without_CR_is_found);
	ADD_SIM(an_answer_behind_an_overlong_frame_is_found);
	ADD_SIM(an_answer_byte_by_byte_is_put_together);
	ADD_SIM(frames_joined_in_one_read_are_parted);
	ADD_SIM(frames_of_other_machines_are_ignored);
	ADD_SIM(a_command_echoed_by_the_line_is_no_answer);
	ADD_SIM(commands_are_20_ms_apart);
	ADD_SIM(commands_of_two_runs_are_20_ms_apart);
	ADD_SIM(a_deck_that_answers_late_is_spaced_too);
	ADD_SIM(nothing_is_sent_into_a_frame_that_is_coming);
	ADD_SIM(a_signal_ends_one_wait_and_not_the_session);
}

static void add_talk_tests(Suite *suite)
{
	ADD_SIM(events_between_question_and_answer_are_kept);
	ADD_SIM(another_return_is_not_the_answer);
	ADD_SIM(the_other_time_mode_is_not_the_answer);
	ADD_SIM(silence_is_retried_once);
	ADD_SIM(lasting_silence_is_one_clear_sentence);
	ADD_SIM(a_second_answer_is_not_taken_for_a_later_question);
	ADD_SIM(an_answer_sent_twice_does_no_harm);
	ADD_SIM(an_answer_out_of_the_specification_is_told);
	ADD_SIM(illegal_names_the_question);
	ADD_SIM(illegal_names_the_command);
	ADD_SIM(a_refused_command_is_not_sent_again);
	ADD_SIM(a_command_the_deck_never_read_is_not_called_done);
	ADD_SIM(values_out_of_range_are_never_sent);
	ADD_SIM(a_power_cycle_is_seen_and_survived);
	ADD_SIM(events_nobody_takes_are_counted_as_lost);
	ADD_SIM(a_state_is_awaited_without_a_change_status_too);
	ADD_SIM(a_state_that_never_comes_ends_in_time);
}

int main(void)
{
	Suite *suite = suite_create("session");

	add_line_tests(suite);
	add_talk_tests(suite);
	return run_suite(suite);
}

// SPDX-License-Identifier: GPL-2.0
/* The serial port: its settings, its lock, and when it goes away. */

#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "deck/session.h"
#include "harness.h"

#define ANSWER_MS 400

static struct deck_session *s;
static const struct deck_msg ask_mecha = { .code = DECK_MECHA };

static void open_session(void)
{
	struct deck_fault fault;
	int ret = deck_session_open(sim.port, 0, ANSWER_MS, &s, &fault);

	ck_assert_msg(!ret, "expected the port to open, got: %s", fault.text);
}

START_TEST(the_line_is_38400_8N1_raw)
{
	open_session();
	sim_do("line");
	expect_said("line 38400 8N1 raw");
	deck_session_close(s);
}
END_TEST

START_TEST(the_settings_found_are_put_back)
{
	int fd = open(sim.port, O_RDWR | O_NOCTTY | O_NONBLOCK);
	struct termios before, after;
	struct deck_msg answer;

	ck_assert_int_eq(tcgetattr(fd, &before), 0);
	ck_assert_int_eq(cfgetospeed(&before), B9600);
	open_session();
	ck_assert_int_eq(deck_ask(s, &ask_mecha, &answer), DECK_OK);
	deck_session_close(s);
	ck_assert_int_eq(tcgetattr(fd, &after), 0);
	ck_assert_uint_eq(before.c_iflag, after.c_iflag);
	ck_assert_uint_eq(before.c_oflag, after.c_oflag);
	ck_assert_uint_eq(before.c_cflag, after.c_cflag);
	ck_assert_uint_eq(before.c_lflag, after.c_lflag);
	ck_assert_mem_eq(before.c_cc, after.c_cc, sizeof(before.c_cc));
	ck_assert_int_eq(cfgetospeed(&after), B9600);
	close(fd);
}
END_TEST

START_TEST(a_second_session_on_the_port_is_kept_out)
{
	struct deck_session *second;
	struct deck_fault fault;

	open_session();
	ck_assert_int_eq(deck_session_open(sim.port, 100, ANSWER_MS, &second,
					   &fault), DECK_FAULT_BUSY);
	expect_contains(fault.text, "in use");
	deck_session_close(s);
	ck_assert_int_eq(deck_session_open(sim.port, 100, ANSWER_MS, &second,
					   &fault), DECK_OK);
	deck_session_close(second);
}
END_TEST

START_TEST(other_programs_are_kept_out_too)
{
	int fd, flag;

	open_session();
	/* root may open it all the same, so the flag itself is looked at */
	fd = open(sim.port, O_RDWR | O_NOCTTY | O_NONBLOCK);
	if (fd >= 0) {
		ck_assert_int_eq(ioctl(fd, TIOCGEXCL, &flag), 0);
		ck_assert_int_ne(flag, 0);
		ck_assert_int_eq(flock(fd, LOCK_EX | LOCK_NB), -1);
		close(fd);
	}
	deck_session_close(s);
	fd = open(sim.port, O_RDWR | O_NOCTTY | O_NONBLOCK);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(ioctl(fd, TIOCGEXCL, &flag), 0);
	ck_assert_int_eq(flag, 0);
	close(fd);
}
END_TEST

START_TEST(a_line_that_goes_away_is_told)
{
	struct deck_msg answer;
	int ret;

	open_session();
	sim_do("hangup");
	ret = deck_ask(s, &ask_mecha, &answer);
	ck_assert_int_eq(ret, DECK_FAULT_PORT);
	expect_contains(deck_session_fault(s)->text, "went away");
	deck_session_close(s);
}
END_TEST

START_TEST(what_is_no_serial_port_is_refused)
{
	struct deck_session *none;
	struct deck_fault fault;

	ck_assert_int_eq(deck_session_open("/dev/null", 0, 100, &none, &fault),
			 DECK_FAULT_PORT);
	expect_contains(fault.text, "no serial port");
	ck_assert_int_eq(deck_session_open("/dev/not-there", 0, 100, &none,
					   &fault), DECK_FAULT_PORT);
	expect_contains(fault.text, "can't open /dev/not-there");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("port");

	ADD_SIM(the_line_is_38400_8N1_raw);
	ADD_SIM(the_settings_found_are_put_back);
	ADD_SIM(a_second_session_on_the_port_is_kept_out);
	ADD_SIM(other_programs_are_kept_out_too);
	ADD_SIM(a_line_that_goes_away_is_told);
	ADD(what_is_no_serial_port_is_refused);
	return run_suite(suite);
}

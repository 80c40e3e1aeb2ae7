// SPDX-License-Identifier: GPL-2.0
/* `dsrctl deck`: what runs for longer: monitor, record, shell. */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "cmd.h"
#include "harness.h"

static struct program p;

/* ---- monitor ---- */

static void monitor_start(const char *json)
{
	deck_start(&p, "monitor", json, NULL);
	ck_assert(program_wait(&p, "track", 5000));
}

static void expect_event(const char *text)
{
	ck_assert_msg(program_wait(&p, text, 5000),
		      "expected \"%s\" to be printed, got \"%s\"", text, p.out);
}

START_TEST(monitor_prints_what_happens_in_words)
{
	monitor_start(NULL);
	sim_do("mecha 11");
	expect_event("mechanism: playing");
	sim_do("track 5");
	expect_event("track: track 5");
	sim_do("error 2-12");
	expect_event("error: 2-12 Audio Data Read Error (File Error)");
	sim_do("caution 1-03");
	expect_event("caution: 1-03 Function Executing");
	kill(p.pid, SIGINT);
	program_end(&p);
	expect_status(&p, DSRCTL_OK);
	sim_do("line");
	expect_said("line 9600");
}
END_TEST

START_TEST(monitor_speaks_JSON)
{
	monitor_start("--json");
	sim_do("error 1-08");
	expect_event("\"error\":\"1-08\",\"group\":\"System Error\",\"text\":\"Disc Full\"}\n");
	sim_do("mecha 82");
	expect_event("{\"event\":\"mechanism\",\"time\":\"20");
	expect_event("\"state\":\"record-ready\"}\n");
	kill(p.pid, SIGTERM);
	program_end(&p);
	expect_status(&p, DSRCTL_OK);
}
END_TEST

START_TEST(monitor_survives_a_power_cycle_of_the_deck)
{
	monitor_start("--timeout=100");
	sim_do("mecha 11");
	expect_event("playing");
	/* a change that it can't ask about, since the deck goes off */
	sim_do("off 1000");
	sim_do("event 0F600");
	expect_event("power-on");
	expect_event("stopped");
	kill(p.pid, SIGINT);
	program_end(&p);
	expect_status(&p, DSRCTL_OK);
	expect_contains(p.err, "no answer from the deck");
}
END_TEST

START_TEST(monitor_ends_when_the_line_goes_away)
{
	monitor_start(NULL);
	sim_do("hangup");
	program_end(&p);
	expect_status(&p, DSRCTL_DEVICE);
	expect_contains(p.err, "went away");
}
END_TEST

START_TEST(monitor_puts_the_line_back_when_its_reader_is_gone)
{
	monitor_start(NULL);
	close(p.out_fd);
	p.out_fd = open("/dev/null", O_RDONLY);
	sim_do("mecha 11");
	sim_do("track 2");
	program_end(&p);
	sim_do("line");
	expect_said("line 9600");
}
END_TEST

/* ---- record ---- */

/* Did the deck's log have these, in this order? */
static void expect_order(const char *const *steps)
{
	const char *at = sim.log;
	const char *next;

	sim_read(50);
	for (; *steps; steps++) {
		next = strstr(at, *steps);
		ck_assert_msg(next != NULL, "expected \"%s\" next, got: %s",
			      *steps, at);
		at = next + strlen(*steps);
	}
}

START_TEST(record_waits_for_the_deck_at_each_step)
{
	static const char *const steps[] = {
		" 01301\n", " 0F600\n", " 0D082\n", " 012\n", " 0F600\n",
		" 0D081\n", " 010\n", " 0F600\n", " 0D010\n", " 05D\n", NULL,
	};

	deck(&p, "record", "--title", "Mass", "--for", "0:02");
	expect_status(&p, DSRCTL_OK);
	expect_order(steps);
	ck_assert_int_eq(sim_count(" 01301\n"), 1);
	ck_assert_int_eq(sim_count(" 012\n"), 1);
	expect_contains(p.out, "record: Mass: 0:02, track 13 to 13, ended by time");
}
END_TEST

START_TEST(record_ends_within_half_a_second_of_its_time)
{
	long long began, ended;
	const char *at;

	deck(&p, "record", "--for", "3", "--json");
	expect_status(&p, DSRCTL_OK);
	sim_read(50);
	at = strstr(sim.log, " 0D081\n");
	ck_assert_ptr_nonnull(at);
	while (at[-1] != ' ')
		at--;
	began = atoll(at);
	at = strstr(sim.log, " 010\n");
	while (at[-1] != '\n')
		at--;
	ck_assert_int_eq(sscanf(at, "rx %lld", &ended), 1);
	printf("# --for 3: STOP came after %lld ms\n", (ended - began) / 1000);
	fflush(stdout);
	ck_assert_int_ge(ended - began, 2990000);
	ck_assert_int_le(ended - began, 3500000);
	expect_contains(p.out, "\"good\":true,\"recorded_seconds\":3,\"first_track\":13");
}
END_TEST

START_TEST(record_is_not_called_done_when_the_deck_does_not_move)
{
	sim_do("stuck on");
	deck(&p, "record", "--for", "5", "--wait", "1");
	expect_status(&p, DSRCTL_FAILED);
	expect_contains(p.err, "did not get there");
	ck_assert_int_eq(sim_count(" 012\n"), 0);
	ck_assert_int_eq(sim_count(" 010\n"), 1);
}
END_TEST

START_TEST(record_ends_with_the_decks_error_in_words)
{
	deck_start(&p, "record", "--for", "20", NULL);
	ck_assert(sim_wait(" 0D081\n", 5000));
	sim_do("error 1-08");
	program_end(&p);
	expect_status(&p, DSRCTL_FAILED);
	expect_contains(p.err, "error 1-08 Disc Full");
	expect_contains(p.out, "ended by fault");
	ck_assert_int_eq(sim_count(" 010\n"), 1);
}
END_TEST

START_TEST(record_tells_when_the_deck_stops_by_itself)
{
	deck_start(&p, "record", "--for", "20", NULL);
	ck_assert(program_wait(&p, "track 13", 5000));
	sim_do("mecha 10");
	program_end(&p);
	expect_status(&p, DSRCTL_FAILED);
	expect_contains(p.err, "ended the recording by itself");
}
END_TEST

START_TEST(record_goes_on_after_a_caution)
{
	deck_start(&p, "record", "--for", "3", NULL);
	ck_assert(program_wait(&p, "track 13", 5000));
	sim_do("caution 2-01");
	program_end(&p);
	expect_status(&p, DSRCTL_OK);
	expect_contains(p.out, "caution: 2-01 Cannot Set Mark More");
}
END_TEST

START_TEST(record_tells_a_power_cycle)
{
	deck_start(&p, "record", "--for", "20", "--timeout", "300", NULL);
	ck_assert(program_wait(&p, "track 13", 5000));
	sim_do("off 300");
	program_end(&p);
	expect_status(&p, DSRCTL_FAILED);
	expect_contains(p.err, "switched off and on");
}
END_TEST

START_TEST(record_stops_the_deck_on_a_signal)
{
	deck_start(&p, "record", "--for", "20", NULL);
	ck_assert(program_wait(&p, "track 13", 5000));
	kill(p.pid, SIGINT);
	program_end(&p);
	expect_status(&p, DSRCTL_CANCELLED);
	ck_assert_int_eq(sim_count(" 010\n"), 1);
	expect_contains(p.out, "ended by signal");
}
END_TEST

static void expect_no_recording(const char *why)
{
	deck(&p, "record", "--for", "5");
	expect_status(&p, DSRCTL_FAILED);
	expect_contains(p.err, why);
	ck_assert_int_eq(sim_count(" 013"), 0);
}

START_TEST(record_looks_at_disc_and_mechanism_first)
{
	sim_do("disc none");
	expect_no_recording("no disc");
	sim_do("disc 50");
	expect_no_recording("not recordable");
	sim_do("disc 51");
	sim_do("mecha 11");
	expect_no_recording("playing");
	sim_do("mecha 81");
	expect_no_recording("recording already");
	sim_do("mecha 01");
	expect_no_recording("tray is open");
}
END_TEST

START_TEST(record_runs_a_command_at_each_track)
{
	char text[256] = "";
	FILE *file;

	unlink("tracks");
	deck_start(&p, "record", "--for", "4", "--title", "Mass", "--on-track",
		   "echo $DSR_DECK_TRACK $DSR_DECK_TITLE >>tracks", NULL);
	ck_assert(program_wait(&p, "track 13", 5000));
	usleep(300000);
	sim_do("track 14");
	program_end(&p);
	expect_status(&p, DSRCTL_OK);
	file = fopen("tracks", "re");
	ck_assert_ptr_nonnull(file);
	ck_assert_uint_gt(fread(text, 1, sizeof(text) - 1, file), 0);
	fclose(file);
	ck_assert_str_eq(text, "13 Mass\n14 Mass\n");
}
END_TEST

START_TEST(record_tells_a_command_that_fails)
{
	deck(&p, "record", "--for", "1", "--on-track", "exit 3");
	expect_status(&p, DSRCTL_OK);
	expect_contains(p.err, "--on-track command failed");
}
END_TEST

/* ---- with a terminal ---- */

static struct {
	pid_t pid;
	int fd;
	char text[TEXT_MAX];
	size_t len;
} term;

static void term_start(const char *verb, const char *option)
{
	struct winsize size = { .ws_row = 24, .ws_col = 100 };

	memset(&term, 0, sizeof(term));
	term.pid = forkpty(&term.fd, NULL, NULL, &size);
	ck_assert_int_ge(term.pid, 0);
	if (term.pid)
		return;
	setenv("TERM", "dumb", 1);
	setenv("XDG_STATE_HOME", "state", 1);
	setenv("INPUTRC", "/dev/null", 1);
	execl("./deckctl", "./deckctl", "deck", "--port", sim.port, verb,
	      option, (char *)NULL);
	_exit(127);
}

static void term_read(int ms)
{
	struct pollfd in = { .fd = term.fd, .events = POLLIN };
	ssize_t n;

	if (poll(&in, 1, ms) <= 0)
		return;
	n = read(term.fd, term.text + term.len,
		 sizeof(term.text) - 1 - term.len);
	if (n > 0)
		term.len += n;
	term.text[term.len] = '\0';
}

static void term_expect(const char *text)
{
	for (int i = 0; i < 100 && !strstr(term.text, text); i++)
		term_read(100);
	expect_contains(term.text, text);
}

static void term_type(const char *keys)
{
	size_t n = strlen(keys);

	term.len = 0;
	term.text[0] = '\0';
	ck_assert_int_eq(write(term.fd, keys, n), (ssize_t)n);
}

static int term_end(void)
{
	int status;

	for (int i = 0; i < 300; i++) {
		if (waitpid(term.pid, &status, WNOHANG) == term.pid) {
			close(term.fd);
			return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
		}
		/* a terminal that was hung up is readable at once */
		term_read(50);
		usleep(50000);
	}
	ck_abort_msg("expected the program to end, got: %s", term.text);
}

START_TEST(record_until_a_key)
{
	term_start("record", "--until-key");
	term_expect("track 13");
	term_type("t");
	term_expect("track 14");
	term_type("m");
	term_expect("mark");
	term_type("xq");
	term_expect("track 13 to 14, ended by key");
	ck_assert_int_eq(term_end(), DSRCTL_OK);
	ck_assert_int_eq(sim_count(" 01302\n"), 1);
	ck_assert_int_eq(sim_count(" 01301\n"), 2);
}
END_TEST

START_TEST(shell_runs_commands_and_shows_events)
{
	term_start("shell", NULL);
	term_expect("deck> ");
	term_type("pitch -1.5\r");
	term_expect("pitch: -1.5 %");
	term_expect("deck> ");
	sim_do("track 7");
	term_expect("track: track 7");
	term_type("track 100\r");
	term_expect("track is 1 to 99");
	term_expect("deck> ");
	term_type("version --json\r");
	term_expect("{\"command\":\"version\"");
	term_expect("deck> ");
	term_type("disc\r");
	term_expect("including blank disc)\r\ndeck> ");
	term_type("\x04");
	ck_assert_int_eq(term_end(), DSRCTL_OK);
	sim_do("line");
	expect_said("line 9600");
}
END_TEST

START_TEST(shell_completes_commands_and_values)
{
	term_start("shell", NULL);
	term_expect("deck> ");
	term_type("auto-r\t");
	term_expect("auto-ready ");
	term_type("of\t\r");
	term_expect("auto-ready: off\r\ndeck> ");
	term_type("exit\r");
	ck_assert_int_eq(term_end(), DSRCTL_OK);
}
END_TEST

START_TEST(shell_remembers_its_history)
{
	unlink("state/dsr/deck_history");
	term_start("shell", NULL);
	term_expect("deck> ");
	term_type("keyboard\r");
	term_expect("keyboard: US\r\ndeck> ");
	term_type("\x04");
	ck_assert_int_eq(term_end(), DSRCTL_OK);
	term_start("shell", NULL);
	term_expect("deck> ");
	term_type("\x10");	/* Ctrl-P: the line before */
	term_expect("keyboard");
	term_type("\r");
	term_expect("keyboard: US\r\ndeck> ");
	term_type("quit\r");
	ck_assert_int_eq(term_end(), DSRCTL_OK);
}
END_TEST

START_TEST(shell_drops_the_line_at_Ctrl_C)
{
	term_start("shell", NULL);
	term_expect("deck> ");
	term_type("eject\x03");
	term_expect("deck> ");
	term_type("mute\r");
	term_expect("mute: off\r\ndeck> ");
	term_type("\x04");
	ck_assert_int_eq(term_end(), DSRCTL_OK);
	ck_assert_int_eq(sim_count(" 018\n"), 0);
}
END_TEST

START_TEST(shell_reads_commands_from_a_pipe)
{
	static const char lines[] =
		"# a comment\nmute on\n\ntrack 99\n'pitch' \"-2.0\"\nquit\nplay\n";

	deck_start(&p, "shell", NULL);
	ck_assert_int_eq(write(p.in, lines, sizeof(lines) - 1),
			 (ssize_t)sizeof(lines) - 1);
	program_end(&p);
	expect_status(&p, DSRCTL_FAILED);
	expect_contains(p.out, "mute: on\n");
	expect_contains(p.out, "pitch: -2.0 %\n");
	ck_assert_int_eq(sim_count(" 012\n"), 0);
}
END_TEST

START_TEST(shell_runs_a_last_line_without_newline)
{
	deck_start(&p, "shell", NULL);
	ck_assert_int_eq(write(p.in, "mute", 4), 4);
	program_end(&p);
	expect_status(&p, DSRCTL_OK);
	expect_contains(p.out, "mute: off\n");
}
END_TEST

static void add_record_tests(Suite *suite)
{
	ADD_SIM(record_waits_for_the_deck_at_each_step);
	ADD_SIM(record_ends_within_half_a_second_of_its_time);
	ADD_SIM(record_is_not_called_done_when_the_deck_does_not_move);
	ADD_SIM(record_ends_with_the_decks_error_in_words);
	ADD_SIM(record_tells_when_the_deck_stops_by_itself);
	ADD_SIM(record_goes_on_after_a_caution);
	ADD_SIM(record_tells_a_power_cycle);
	ADD_SIM(record_stops_the_deck_on_a_signal);
	ADD_SIM(record_looks_at_disc_and_mechanism_first);
	ADD_SIM(record_runs_a_command_at_each_track);
	ADD_SIM(record_tells_a_command_that_fails);
	ADD_SIM(record_until_a_key);
}

int main(void)
{
	Suite *suite = suite_create("long");

	ADD_SIM(monitor_prints_what_happens_in_words);
	ADD_SIM(monitor_speaks_JSON);
	ADD_SIM(monitor_survives_a_power_cycle_of_the_deck);
	ADD_SIM(monitor_ends_when_the_line_goes_away);
	ADD_SIM(monitor_puts_the_line_back_when_its_reader_is_gone);
	add_record_tests(suite);
	ADD_SIM(shell_runs_commands_and_shows_events);
	ADD_SIM(shell_completes_commands_and_values);
	ADD_SIM(shell_remembers_its_history);
	ADD_SIM(shell_drops_the_line_at_Ctrl_C);
	ADD_SIM(shell_reads_commands_from_a_pipe);
	ADD_SIM(shell_runs_a_last_line_without_newline);
	return run_suite(suite);
}

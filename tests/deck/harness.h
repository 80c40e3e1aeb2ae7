/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DSR_TEST_DECK_HARNESS_H
#define DSR_TEST_DECK_HARNESS_H

/* Starts the simulator and the program under test; reports like TAP. */

#include <check.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define TEXT_MAX 65536

/**
 * struct sim - a running simulator
 * @pid: its process
 * @to: its stdin
 * @from: its stdout
 * @port: the device of the deck
 * @log: all it said so far
 * @len: how much that is
 */
struct sim {
	pid_t pid;
	int to;
	int from;
	char port[128];
	char log[TEXT_MAX];
	size_t len;
};

/**
 * struct program - a run of `dsrctl deck`
 * @pid: its process while it runs
 * @in: its stdin, if it was asked for
 * @out: what it printed
 * @err: what it complained
 * @status: its exit code, 128 + the signal that ended it
 */
struct program {
	pid_t pid;
	int in;
	int out_fd;
	int err_fd;
	char out[TEXT_MAX];
	char err[TEXT_MAX];
	size_t out_len;
	size_t err_len;
	int status;
};

/* The simulator of the test that runs; started and ended by the fixture. */
extern struct sim sim;

void sim_start(const char *device);
void sim_setup(void);
void sim_teardown(void);
void sim_do(const char *format, ...) __attribute__((format(printf, 1, 2)));
void sim_read(int ms);
bool sim_said(const char *text);
bool sim_wait(const char *text, int ms);
int sim_count(const char *text);
void sim_forget(void);

void program_start(struct program *p, char *const argv[]);
void program_end(struct program *p);
bool program_wait(struct program *p, const char *text, int ms);
/* deck(&p, "play") runs `dsrctl deck --port SIM play` to its end. */
void deck_run(struct program *p, ...) __attribute__((sentinel));
#define deck(p, ...) deck_run((p), __VA_ARGS__, (char *)NULL)
void deck_start(struct program *p, ...) __attribute__((sentinel));

/* Adds a test by its name, with 60 s; with a simulator of its own if @sim. */
void add_test(Suite *suite, const char *name, const TTest *test, bool with_sim);
#define ADD(test) add_test(suite, #test, test, false)
#define ADD_SIM(test) add_test(suite, #test, test, true)
int run_suite(Suite *suite);

/* Rows of a CSV file: quotes are understood, lines are not continued. */
struct csv {
	char text[512];
	char *cells[12];
	int count;
};

typedef void (*csv_row)(const struct csv *row);
int csv_each(const char *name, csv_row action);

#define expect_contains(text, part)					\
	ck_assert_msg(strstr((text), (part)) != NULL,			\
		      "expected \"%s\" in the text, got \"%s\"",	\
		      (part), (text))
#define expect_status(p, want)						\
	ck_assert_msg((p)->status == (want),				\
		      "expected exit code %d, got %d; it said: %s%s",	\
		      (want), (p)->status, (p)->out, (p)->err)
#define expect_said(text)						\
	ck_assert_msg(sim_said(text),					\
		      "expected the deck to have \"%s\" in its log, got: %s", \
		      (text), sim.log)

#endif /* DSR_TEST_DECK_HARNESS_H */

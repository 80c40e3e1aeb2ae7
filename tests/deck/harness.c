// SPDX-License-Identifier: GPL-2.0
/* Starts the simulator and the program under test; reports like TAP. */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "harness.h"

#define ARGS_MAX 24
/* No program under test runs longer than this. */
#define PROGRAM_MS 30000

struct sim sim;

static long long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

/* Both ends of @in stay open for the child only where it wants them. */
static pid_t start(char *const argv[], int *in, int *out, int *err)
{
	int to[2], from[2], bad[2];
	pid_t pid;

	ck_assert(!pipe2(to, O_CLOEXEC) && !pipe2(from, O_CLOEXEC) &&
		  !pipe2(bad, O_CLOEXEC));
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (!pid) {
		dup2(to[0], 0);
		dup2(from[1], 1);
		if (err)
			dup2(bad[1], 2);
		execv(argv[0], argv);
		_exit(127);
	}
	close(to[0]);
	close(from[1]);
	close(bad[1]);
	*in = to[1];
	*out = from[0];
	if (err)
		*err = bad[0];
	else
		close(bad[0]);
	return pid;
}

/* Adds what comes within @ms to a text; false at the end of the file. */
static bool add(int fd, char *text, size_t *len, int ms)
{
	struct pollfd in = { .fd = fd, .events = POLLIN };
	ssize_t n;

	if (poll(&in, 1, ms) <= 0)
		return true;
	ck_assert_uint_lt(*len, TEXT_MAX - 1);
	n = read(fd, text + *len, TEXT_MAX - 1 - *len);
	if (n > 0)
		*len += n;
	text[*len] = '\0';
	return n > 0;
}

void sim_read(int ms)
{
	add(sim.from, sim.log, &sim.len, ms);
}

bool sim_said(const char *text)
{
	sim_read(0);
	return strstr(sim.log, text) != NULL;
}

bool sim_wait(const char *text, int ms)
{
	long long end = now_ms() + ms;

	while (!sim_said(text)) {
		if (now_ms() >= end)
			return false;
		sim_read((int)(end - now_ms()));
	}
	return true;
}

int sim_count(const char *text)
{
	int count = 0;

	sim_read(0);
	for (const char *p = sim.log; (p = strstr(p, text)); p++)
		count++;
	return count;
}

void sim_forget(void)
{
	sim_read(0);
	sim.log[0] = '\0';
	sim.len = 0;
}

void sim_do(const char *format, ...)
{
	char line[1100];
	size_t before;
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(line, sizeof(line) - 1, format, args);
	va_end(args);
	line[n++] = '\n';
	sim_read(0);
	before = sim.len;
	ck_assert_int_eq(write(sim.to, line, n), n);
	for (int i = 0; i < 100; i++) {
		if (strstr(sim.log + before, "ok\n"))
			return;
		sim_read(100);
	}
	ck_abort_msg("the simulator did not obey: %s", line);
}

void sim_start(const char *device)
{
	char *argv[] = { "./decksim", (char *)device, NULL };

	memset(&sim, 0, sizeof(sim));
	sim.pid = start(argv, &sim.to, &sim.from, NULL);
	ck_assert(sim_wait("port ", 5000) && sim_wait("\n", 1000));
	ck_assert_int_eq(sscanf(sim.log, "port %127s", sim.port), 1);
}

void sim_setup(void)
{
	sim_start(NULL);
}

void sim_teardown(void)
{
	close(sim.to);
	waitpid(sim.pid, NULL, 0);
	close(sim.from);
}

void program_start(struct program *p, char *const argv[])
{
	memset(p, 0, sizeof(*p));
	p->pid = start(argv, &p->in, &p->out_fd, &p->err_fd);
}

bool program_wait(struct program *p, const char *text, int ms)
{
	long long end = now_ms() + ms;

	while (!strstr(p->out, text)) {
		if (now_ms() >= end ||
		    !add(p->out_fd, p->out, &p->out_len, (int)(end - now_ms())))
			return false;
	}
	return true;
}

/* Reads both to their ends, then waits for the exit code. */
void program_end(struct program *p)
{
	long long end = now_ms() + PROGRAM_MS;
	bool out = true;
	bool err = true;
	int status;

	if (p->in >= 0)
		close(p->in);
	while (out || err) {
		if (out)
			out = add(p->out_fd, p->out, &p->out_len, err ? 5 : 100);
		if (err)
			err = add(p->err_fd, p->err, &p->err_len, out ? 5 : 100);
		if (now_ms() > end) {
			kill(p->pid, SIGKILL);
			waitpid(p->pid, NULL, 0);
			ck_abort_msg("the program did not end within %d s; it said: %s%s",
				     PROGRAM_MS / 1000, p->out, p->err);
		}
	}
	close(p->out_fd);
	close(p->err_fd);
	waitpid(p->pid, &status, 0);
	p->status = WIFEXITED(status) ? WEXITSTATUS(status) :
		    128 + WTERMSIG(status);
}

static void start_words(struct program *p, va_list words)
{
	char *argv[ARGS_MAX] = { "./deckctl", "deck", "--port", sim.port };
	int n = 4;

	while (n < ARGS_MAX - 1 && (argv[n] = va_arg(words, char *)))
		n++;
	argv[n] = NULL;
	program_start(p, argv);
}

void deck_start(struct program *p, ...)
{
	va_list words;

	va_start(words, p);
	start_words(p, words);
	va_end(words);
}

void deck_run(struct program *p, ...)
{
	va_list words;

	va_start(words, p);
	start_words(p, words);
	va_end(words);
	close(p->in);
	p->in = -1;
	program_end(p);
}

static void split_csv(struct csv *row)
{
	char *from = row->text;
	char *to = row->text;
	bool quoted = false;
	bool more = true;

	row->count = 0;
	while (more && row->count < 12) {
		row->cells[row->count++] = to;
		for (; *from && (quoted || *from != ','); from++) {
			if (*from == '"')
				quoted = !quoted;
			else
				*to++ = *from;
		}
		more = *from == ',';
		from++;
		*to++ = '\0';
	}
}

int csv_each(const char *name, csv_row action)
{
	FILE *file = fopen(name, "re");
	struct csv row;
	int count = 0;

	ck_assert_msg(file != NULL, "%s: %s", name, strerror(errno));
	ck_assert_ptr_nonnull(fgets(row.text, sizeof(row.text), file));
	while (fgets(row.text, sizeof(row.text), file)) {
		row.text[strcspn(row.text, "\r\n")] = '\0';
		split_csv(&row);
		action(&row);
		count++;
	}
	fclose(file);
	return count;
}

/* One line a test, as the project's runner counts them. */
static void print_result(TestResult *result)
{
	const char *name = tr_tcname(result);
	const char *message = tr_msg(result);

	if (tr_rtype(result) == CK_PASS)
		printf("ok %s\n", name);
	else
		printf("not ok %s: %s%s (line %d)\n", name,
		       strstr(message, "expected") ? "" :
		       "expected the assertion to hold, got: ",
		       message, tr_lno(result));
}

void add_test(Suite *suite, const char *name, const TTest *test, bool with_sim)
{
	TCase *one = tcase_create(name);

	tcase_set_timeout(one, 60);
	if (with_sim)
		tcase_add_checked_fixture(one, sim_setup, sim_teardown);
	tcase_add_test(one, test);
	suite_add_tcase(suite, one);
}

int run_suite(Suite *suite)
{
	SRunner *runner = srunner_create(suite);
	TestResult **results;
	int failed;

	setvbuf(stdout, NULL, _IOLBF, 0);
	srunner_run_all(runner, CK_SILENT);
	results = srunner_results(runner);
	for (int i = 0; i < srunner_ntests_run(runner); i++)
		print_result(results[i]);
	free(results);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

// SPDX-License-Identifier: GPL-2.0
/*
 * Runs the KUnit suites it is linked with in user space: "ok SUITE.CASE" or
 * "not ok SUITE.CASE: what was expected" for each.
 */
#include <stdarg.h>
#include <stdio.h>

#include <kunit/test.h>

static struct kunit_suite *suites;

void shim_add_suite(struct kunit_suite *suite)
{
	suite->next = suites;
	suites = suite;
}

void *kunit_kmalloc(struct kunit *test, size_t bytes, int gfp)
{
	size_t n = test->nr_memory + 1;
	void *memory = malloc(bytes);
	void **all = realloc(test->memory, n * sizeof(*all));

	(void)gfp;
	if (!memory || !all)
		abort();
	all[n - 1] = memory;
	test->memory = all;
	test->nr_memory = n;
	return memory;
}

void shim_fail(struct kunit *test, bool fatal, const char *file, int line,
	       const char *expected, long long left, long long right,
	       const char *format, ...)
{
	char more[256];
	va_list args;

	if (!test->failed) {
		va_start(args, format);
		vsnprintf(more, sizeof(more), format, args);
		va_end(args);
		snprintf(test->message, sizeof(test->message),
			 "%s:%d: expected %s, but left is %lld (%#llx), right is %lld (%#llx) %s",
			 file, line, expected, left, left, right, right, more);
	}
	test->failed = true;
	if (fatal)
		longjmp(test->abort, 1);
}

static bool run_case(const struct kunit_suite *suite,
		     const struct kunit_case *c)
{
	struct kunit test = { .failed = false };

	if (!setjmp(test.abort))
		c->run_case(&test);
	if (test.failed)
		printf("not ok %s.%s: %s\n", suite->name, c->name,
		       test.message);
	else
		printf("ok %s.%s\n", suite->name, c->name);
	fflush(stdout);
	while (test.nr_memory)
		free(test.memory[--test.nr_memory]);
	free(test.memory);
	return !test.failed;
}

int main(void)
{
	const struct kunit_suite *suite;
	const struct kunit_case *c;
	unsigned int failed = 0, run = 0;

	for (suite = suites; suite; suite = suite->next) {
		for (c = suite->test_cases; c->run_case; c++) {
			failed += !run_case(suite, c);
			run++;
		}
	}
	if (!run)
		printf("not ok suites: there is no suite in this program\n");
	return failed || !run;
}

// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "order.h"
#include "unit.h"

static struct order order;

/* Reads a command line of `copy`, with stderr out of the way. */
static int parse(const char *first, ...)
{
	char *argv[10] = { (char *)"copy", (char *)first };
	va_list ap;
	int argc = 2;

	va_start(ap, first);
	while (argc < 9 && (argv[argc] = va_arg(ap, char *)))
		argc++;
	va_end(ap);
	argv[argc] = NULL;
	optind = 0;
	memset(&order, 0, sizeof(order));
	ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
	return order_parse(&order, &command_copy, argc, argv);
}

START_TEST(values)
{
	ck_assert_int_eq(parse("--write-mode", "tao", "--session=open", "--no-isrc",
			       "--read-offset", "-30", "--read-errors=retry=7", NULL), 0);
	ck_assert_uint_eq(order.write_mode, DSR_WRITE_TAO);
	ck_assert_uint_eq(order.session, MASTER_SESSION_OPEN);
	ck_assert(order.no_isrc && !order.no_cdtext && !order.skip_bad);
	ck_assert_int_eq(order.read_offset, -30);
	ck_assert_uint_eq(order.read_retries, 7);
	ck_assert_int_eq(parse("--read-errors=retry=7", "--read-errors=skip", NULL), 0);
	ck_assert(order.skip_bad && !order.read_retries);
	ck_assert(!order.c2);
	ck_assert_int_eq(parse("--c2", "--read-errors=retry=7", NULL), 0);
	ck_assert(order.c2 && order.read_retries == 7);
	ck_assert_int_eq(parse("--verify", "nth=3", NULL), 0);
	ck_assert_uint_eq(order.coverage.kind, COVERAGE_NTH);
	ck_assert_int_eq(parse("--no-verify", NULL), 0);
	ck_assert_uint_eq(order.coverage.kind, COVERAGE_NONE);
}
END_TEST

START_TEST(nonsense)
{
	static const char *const lines[] = {
		"--write-mode=dao", "--write-mode=", "--session=shut", "--read-offset=x",
		"--read-offset=500000", "--read-offset=", "--read-errors=ignore",
		"--read-errors=retry=0", "--read-errors=retry=1001", "--read-errors=retry=",
		"--verify=none", "--verify=nth=0", "--verify=share=0%", "--verify=share=5",
		"--verify=share=101%", "--speed=fast",
	};
	size_t i;

	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		ck_assert_msg(parse(lines[i], NULL) == DSRCTL_USAGE,
			      "expected '%s' to be refused", lines[i]);
	ck_assert_int_eq(parse("--detach", "--report", "x", NULL), DSRCTL_USAGE);
}
END_TEST

START_TEST(master)
{
	struct master_options m;

	ck_assert_int_eq(parse("--write-mode=raw", "--session=close", "--read-offset=6", NULL), 0);
	order_master_options(&order, &m);
	ck_assert(m.raw96 && !m.tao && !m.no_isrc && !m.no_cdtext);
	ck_assert_uint_eq(m.session, MASTER_SESSION_CLOSE);
	ck_assert_int_eq(m.read_offset, 6);
}
END_TEST

static unsigned int covered(const char *text, unsigned int nr)
{
	struct coverage c;
	unsigned int i, n = 0;

	ck_assert_int_eq(coverage_parse(text, &c), 0);
	for (i = 0; i < nr; i++)
		n += coverage_has(&c, i);
	return n;
}

START_TEST(coverage)
{
	struct coverage c;
	char text[64];

	ck_assert_uint_eq(covered("every", 10), 10);
	ck_assert_uint_eq(covered("first", 10), 1);
	ck_assert_uint_eq(covered("nth=1", 10), 10);
	ck_assert_uint_eq(covered("nth=3", 10), 4);
	ck_assert_uint_eq(covered("nth=64", 10), 1);
	ck_assert_uint_eq(covered("share=5%", 10), 10);
	ck_assert_int_eq(coverage_parse("share=12.5%", &c), 0);
	ck_assert_uint_eq(coverage_permille(&c), 125);
	coverage_text(text, sizeof(text), &c);
	ck_assert_str_eq(text, "at least 12.5 % of the blocks of every disc");
	ck_assert_int_eq(coverage_parse("share=100%", &c), 0);
	ck_assert_uint_eq(coverage_permille(&c), 0);
	ck_assert_int_eq(coverage_parse("share=0.1%", &c), 0);
	ck_assert_uint_eq(coverage_permille(&c), 1);
}
END_TEST

Suite *suite_order(void)
{
	Suite *s = suite_create("order");

	PROMISE(s, "order: options become an order", values);
	PROMISE(s, "order: values that make no sense end with 2", nonsense);
	PROMISE(s, "order: what it means for the master", master);
	PROMISE(s, "order: which discs are read back, and how much of them", coverage);
	return s;
}

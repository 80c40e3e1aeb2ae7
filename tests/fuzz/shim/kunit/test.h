/* SPDX-License-Identifier: GPL-2.0 */
/*
 * As much of KUnit as the suites in kernel/ use, so that the same files run in user
 * space; suites.c runs them. Every failed expectation makes the case fail; the
 * first one is told.
 */
#ifndef SHIM_KUNIT_TEST_H
#define SHIM_KUNIT_TEST_H

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <linux/kernel.h>
#include <linux/types.h>

#define GFP_KERNEL	0

/**
 * struct kunit - one case while it runs
 * @abort: where a failed assertion goes
 * @memory: what kunit_kmalloc() gave out, to be freed behind the case
 * @nr_memory: entries of @memory
 * @failed: an expectation failed
 * @message: the first one that did
 */
struct kunit {
	jmp_buf abort;
	void **memory;
	size_t nr_memory;
	bool failed;
	char message[512];
};

struct kunit_case {
	void (*run_case)(struct kunit *test);
	const char *name;
};

struct kunit_suite {
	const char name[64];
	struct kunit_case *test_cases;
	struct kunit_suite *next;
};

#define KUNIT_CASE(f)	{ .run_case = f, .name = #f }

void shim_add_suite(struct kunit_suite *suite);
void *kunit_kmalloc(struct kunit *test, size_t bytes, int gfp);

/* @expected with its @left and @right values, then a printf format for more */
__attribute__((format(printf, 8, 9)))
void shim_fail(struct kunit *test, bool fatal, const char *file, int line,
	       const char *expected, long long left, long long right,
	       const char *format, ...);

#define kunit_test_suite(suite) \
	static void __attribute__((constructor)) shim_add_##suite(void) \
	{ \
		shim_add_suite(&suite); \
	} \
	_Static_assert(1, "")

#define SHIM_COMPARE(test, fatal, l, op, r, ...) do { \
	__typeof__(l) l_ = (l); \
	__typeof__(r) r_ = (r); \
	if (!(l_ op r_)) \
		shim_fail(test, fatal, __FILE__, __LINE__, \
			  #l " " #op " " #r, (long long)l_, (long long)r_, \
			  __VA_ARGS__); \
} while (0)

#define KUNIT_EXPECT_EQ_MSG(test, l, r, ...) \
	SHIM_COMPARE(test, false, l, ==, r, __VA_ARGS__)
#define KUNIT_EXPECT_NE_MSG(test, l, r, ...) \
	SHIM_COMPARE(test, false, l, !=, r, __VA_ARGS__)
#define KUNIT_EXPECT_TRUE_MSG(test, c, ...) \
	SHIM_COMPARE(test, false, !!(c), ==, true, __VA_ARGS__)
#define KUNIT_EXPECT_EQ(test, l, r)	KUNIT_EXPECT_EQ_MSG(test, l, r, " ")
#define KUNIT_EXPECT_NE(test, l, r)	KUNIT_EXPECT_NE_MSG(test, l, r, " ")
#define KUNIT_EXPECT_GT(test, l, r) \
	SHIM_COMPARE(test, false, l, >, r, " ")
#define KUNIT_EXPECT_TRUE(test, c)	KUNIT_EXPECT_TRUE_MSG(test, c, " ")
#define KUNIT_EXPECT_FALSE(test, c)	KUNIT_EXPECT_TRUE_MSG(test, !(c), " ")
#define KUNIT_EXPECT_PTR_EQ(test, l, r) \
	KUNIT_EXPECT_TRUE_MSG(test, (l) == (r), " ")
#define KUNIT_EXPECT_STREQ(test, l, r) \
	KUNIT_EXPECT_TRUE_MSG(test, !strcmp(l, r), \
			      " \"%s\" and \"%s\"", l, r)
#define KUNIT_ASSERT_EQ(test, l, r) \
	SHIM_COMPARE(test, true, l, ==, r, " ")
#define KUNIT_ASSERT_GT(test, l, r) \
	SHIM_COMPARE(test, true, l, >, r, " ")
#define KUNIT_ASSERT_NOT_ERR_OR_NULL(test, p) \
	SHIM_COMPARE(test, true, !!(p), ==, true, " ")

#endif

// SPDX-License-Identifier: GPL-2.0
/* A folder of a test's own, gone behind it. */
#include <stdio.h>
#include <stdlib.h>

#include "folder.h"

char folder[64], path[128];

static void setup(void)
{
	snprintf(folder, sizeof(folder), "/tmp/dsr-unit-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/journal", folder);
}

static void teardown(void)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -rf %s", folder);
	ck_assert_int_eq(system(command), 0);
}

/**
 * with_folder() - as PROMISE(), with a folder
 * @suite: it is one of
 * @name: what is promised
 * @test: uses folder and path
 */
void with_folder(Suite *suite, const char *name, const TTest *test)
{
	TCase *promise = tcase_create(name);

	tcase_add_checked_fixture(promise, setup, teardown);
	tcase_add_test(promise, test);
	suite_add_tcase(suite, promise);
}

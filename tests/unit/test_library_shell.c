// SPDX-License-Identifier: GPL-2.0
/* What a batch does around its engine: locks, folders, notices, reports. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "library/lock.h"
#include "library/work.h"
#include "unit.h"

static char folder[64], path[128];

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

/* ---- locks --------------------------------------------------------------------------- */

static int lives_on(void *ctx)
{
	(void)ctx;
	puts("{}");
	fflush(stdout);
	pause();
	return 0;
}

static void wait_for_words(struct work *w)
{
	char c;

	while (read(w->out, &c, 1) != 1)
		usleep(1000);
}

START_TEST(a_lock_has_one_owner)
{
	char other[128];
	struct work w;
	int fd, again;

	snprintf(other, sizeof(other), "%s/link", folder);
	ck_assert_int_eq(symlink(path, other), 0);
	fd = lock_open(path, O_RDWR | O_CREAT);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(lock_open(path, O_RDONLY), -EBUSY);
	ck_assert_int_eq(lock_open(other, O_RDONLY), -EBUSY);
	/* a drive's process that outlives the batch does not keep it */
	ck_assert_int_eq(work_start(&w, lives_on, NULL), 0);
	wait_for_words(&w);
	close(fd);
	again = lock_open(other, O_RDONLY);
	ck_assert_msg(again >= 0, "expected a lock that ends with its owner, got %d", again);
	close(again);
	ck_assert_int_eq(lock_open("/nonexistent/sg0", O_RDONLY), -ENOENT);
	work_kill(&w);
	work_free(&w);
}
END_TEST

static void with_folder(Suite *suite, const char *name, const TTest *test)
{
	TCase *promise = tcase_create(name);

	tcase_add_checked_fixture(promise, setup, teardown);
	tcase_add_test(promise, test);
	suite_add_tcase(suite, promise);
}

Suite *suite_library_shell(void)
{
	Suite *s = suite_create("library_shell");

	with_folder(s, "library: a robot or a journal has one owner, whatever its drives' processes do",
		    a_lock_has_one_owner);
	return s;
}

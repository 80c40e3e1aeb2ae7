// SPDX-License-Identifier: GPL-2.0
/* Where batches and inventories are kept on disk. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "cmd.h"
#include "disc/durable.h"
#include "library/journal.h"
#include "library/store.h"

#define DEFAULT_STORE	"/var/lib/dsr"
#define MAX_SAME_SECOND	100

/**
 * store_folder() - the folder of all batches
 * @told: on the command line, or NULL
 */
const char *store_folder(const char *told)
{
	const char *set = getenv("DSR_LIBRARY");

	return told ? told : set && *set ? set : DEFAULT_STORE;
}

/* A new one's name is on the disk, too. */
static int make_folder(const char *path)
{
	int ret = mkdir(path, 0755) ? -errno : durable_name(path);

	if (!ret || ret == -EEXIST)
		return 0;
	complain("the folder %s can't be made: %s; --state names another", path, strerror(-ret));
	return -1;
}

/**
 * store_ready() - the folder itself
 * @store: of store_folder()
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int store_ready(const char *store)
{
	return make_folder(store) ? DSRCTL_DEVICE : DSRCTL_OK;
}

/**
 * store_make() - a folder for a new batch
 * @store: of store_folder()
 * @folder: gets its path
 * @size: of @folder
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int store_make(const char *store, char *folder, size_t size)
{
	time_t now = time(NULL);
	char stamp[24] = "";
	struct tm tm;
	int i, ret = 0;

	if (localtime_r(&now, &tm))
		strftime(stamp, sizeof(stamp), "%Y%m%d-%H%M%S", &tm);
	if (store_ready(store))
		return DSRCTL_DEVICE;
	snprintf(folder, size, "%s/batches", store);
	if (make_folder(folder))
		return DSRCTL_DEVICE;
	for (i = 0; i < MAX_SAME_SECOND; i++) {
		if (i)
			snprintf(folder, size, "%s/batches/%s-%d", store, stamp, i);
		else
			snprintf(folder, size, "%s/batches/%s", store, stamp);
		ret = mkdir(folder, 0755) ? -errno : durable_name(folder);
		if (!ret)
			return DSRCTL_OK;
		if (ret != -EEXIST)
			break;
	}
	complain("the folder %s can't be made: %s", folder, strerror(-ret));
	return DSRCTL_DEVICE;
}

static int by_name(const void *a, const void *b)
{
	const struct store_batch *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static int read_batch(const char *store, const char *name, struct store_batch *out)
{
	struct library_request q;
	char path[4200];
	int ret;

	snprintf(path, sizeof(path), "%s/batches/%s/journal", store, name);
	memset(out, 0, sizeof(*out));
	snprintf(out->name, sizeof(out->name), "%s", name);
	ret = journal_state(path, out->state, sizeof(out->state), &q);
	if (!ret) {
		out->copies = q.copies;
		snprintf(out->master, sizeof(out->master), "%s", q.masters[0] ? q.masters[0] : "");
	}
	request_free(&q);
	return ret;
}

/**
 * store_list() - all batches on disk
 * @store: of store_folder()
 * @batches: gets them, by age; to be freed
 *
 * Return: how many, or -errno.
 */
int store_list(const char *store, struct store_batch **batches)
{
	struct store_batch *list = NULL, *more;
	struct dirent *e;
	char path[4200];
	int n = 0;
	DIR *d;

	*batches = NULL;
	snprintf(path, sizeof(path), "%s/batches", store);
	d = opendir(path);
	if (!d)
		return errno == ENOENT ? 0 : -errno;
	while ((e = readdir(d))) {
		if (e->d_name[0] == '.')
			continue;
		more = realloc(list, (size_t)(n + 1) * sizeof(*list));
		if (!more) {
			free(list);
			closedir(d);
			return -ENOMEM;
		}
		list = more;
		if (!read_batch(store, e->d_name, &list[n]))
			n++;
	}
	closedir(d);
	if (n)
		qsort(list, (size_t)n, sizeof(*list), by_name);
	*batches = list;
	return n;
}

static int find_unfinished(const char *store, char *name)
{
	struct store_batch *list;
	int i, n = store_list(store, &list), found = 0;

	for (i = 0; i < n; i++) {
		if (!strcmp(list[i].state, "over") || !strcmp(list[i].state, "running"))
			continue;
		found++;
		snprintf(name, STORE_NAME, "%s", list[i].name);
	}
	free(list);
	return found;
}

static int complain_number(const char *store, int n)
{
	if (n)
		complain("%s holds %d batches that are not over: name one ('dsrctl library list')",
			 store, n);
	else
		complain("%s holds no batch that could be resumed", store);
	return n ? DSRCTL_USAGE : DSRCTL_DEVICE;
}

/**
 * store_find() - the folder of a batch
 * @store: of store_folder()
 * @name: of the batch, or its folder; NULL: the only one that is not over
 * @folder: gets its path
 * @size: of @folder
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int store_find(const char *store, const char *name, char *folder, size_t size)
{
	char found[STORE_NAME] = "";
	struct stat st;
	int n;

	if (!name) {
		n = find_unfinished(store, found);
		if (n != 1) {
			return complain_number(store, n);
		}
		name = found;
	}
	if (strchr(name, '/'))
		snprintf(folder, size, "%s", name);
	else
		snprintf(folder, size, "%s/batches/%s", store, name);
	if (!stat(folder, &st) && S_ISDIR(st.st_mode))
		return DSRCTL_OK;
	complain("there is no batch '%s' in %s; 'dsrctl library list' tells which there are", name,
		 store);
	return DSRCTL_DEVICE;
}

// SPDX-License-Identifier: GPL-2.0
/* dsrctl library: what the verbs share: a batch made, found, carried out. */
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd_library.h"
#include "json.h"
#include "library/account.h"
#include "library/fetch.h"
#include "library/prepare.h"
#include "library/roles.h"
#include "library/store.h"

/**
 * library_run_new() - an empty run
 * @line: of the command
 *
 * Return: to be freed with library_run_free(), or NULL.
 */
struct run *library_run_new(const struct library_line *line)
{
	struct run *run = calloc(1, sizeof(*run));

	if (!run)
		return NULL;
	run->json = line->json;
	run->journal.fd = -1;
	lrobot_init(&run->robot);
	run->printing = -1;
	run->signal_fd = -1;
	return run;
}

/**
 * library_run_free() - the end of a run
 * @run: of library_run_new(), or NULL
 */
void library_run_free(struct run *run)
{
	if (!run)
		return;
	lrobot_close(&run->robot);
	batch_free(&run->batch);
	journal_close(&run->journal);
	shelf_close(&run->shelf);
	request_free(&run->q);
	free(run);
}

/**
 * library_name() - of a batch
 * @run: with its folder
 */
const char *library_name(const struct run *run)
{
	const char *slash = strrchr(run->folder, '/');

	return slash ? slash + 1 : run->folder;
}

/**
 * library_shelf() - what is remembered of the robot's discs
 * @run: with its robot
 * @line: of the command
 *
 * Return: an enum dsrctl_exit.
 */
int library_shelf(struct run *run, const struct library_line *line)
{
	return shelf_open(&run->shelf, store_folder(line->store), run->robot.identity) ?
		       no_memory() : DSRCTL_OK;
}

/* ---- reports -------------------------------------------------------------------- */

static void write_reports(const struct run *run, const struct account *a)
{
	struct json_object *doc = account_json(a);
	char path[4200];
	FILE *f;

	snprintf(path, sizeof(path), "%s/report.json", run->folder);
	if (json_object_to_file_ext(path, doc, JSON_C_TO_STRING_PRETTY |
					       JSON_C_TO_STRING_NOSLASHESCAPE))
		complain("the report can't be written to %s", path);
	json_object_put(doc);
	snprintf(path, sizeof(path), "%s/report.txt", run->folder);
	f = fopen(path, "we");
	if (f)
		account_print(f, a);
	if (!f || fclose(f))
		complain("the report can't be written to %s: %s", path, strerror(errno));
}

static const char *mark_of(int ret)
{
	switch (ret) {
	case DSRCTL_OK:
		return "over";
	case DSRCTL_SOME_REJECTED:
	case DSRCTL_FAILED:
		return "short";
	default:
		return "stopped";
	}
}

static void drop_images(const struct run *run)
{
	static const char *const ends[] = { "dvd", "iso", "cue", "bin", "cdt" };
	char path[4200], part[4210];
	size_t i;
	int side;

	for (side = 0; side < BATCH_SIDES; side++)
		for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
			snprintf(path, sizeof(path), "%s/master%d.%s", run->folder, side, ends[i]);
			snprintf(part, sizeof(part), "%s.part", path);
			unlink(path);
			unlink(part);
		}
}

static struct account account_of(const struct run *run, int ret)
{
	return (struct account){
		.q = &run->q, .batch = &run->batch, .name = library_name(run),
		.state = mark_of(ret), .skipped = fetch_skipped(run->folder),
	};
}

static void tell_end(const struct run *run, const struct account *a, int ret)
{
	struct json_object *doc;

	if (run->json) {
		doc = account_json(a);
		json_set_number(doc, "exit_code", (uint64_t)ret);
		json_print_line(doc);
		return;
	}
	if (ret == DSRCTL_LEFT_RUNNING)
		printf("Stopped; 'dsrctl library resume %s' goes on.\n", library_name(run));
	account_summary(stdout, a);
	printf("The report: %s/report.txt and report.json, of each disc: copies.json\n",
	       run->folder);
}

/**
 * library_tell_end() - how a batch has ended, for people or as JSON
 * @run: with its folder
 * @ret: an enum dsrctl_exit
 */
void library_tell_end(const struct run *run, int ret)
{
	const struct account a = account_of(run, ret);

	tell_end(run, &a, ret);
}

/**
 * library_carry_out() - run a batch, and account for it
 * @run: with everything
 *
 * Return: an enum dsrctl_exit.
 */
int library_carry_out(struct run *run)
{
	int ret = fetch_masters(run), err;
	struct account a;

	if (ret)
		return ret;
	ret = run_batch(run);
	a = account_of(run, ret);
	/* a journal that failed was told of */
	err = run->journal.failed ? 0 : journal_mark(&run->journal, a.state);
	if (err)
		complain("the journal %s can't be written: %s", run->journal.path, strerror(-err));
	write_reports(run, &a);
	if (ret == DSRCTL_OK && !run->q.keep_image)
		drop_images(run);
	tell_end(run, &a, ret);
	return ret;
}

/* ---- a batch of before ------------------------------------------------------------ */

static bool replay(void *ctx, const struct batch_record *r)
{
	struct run *run = ctx;

	return !batch_apply(&run->batch, r);
}

static int read_journal(struct run *run)
{
	unsigned int line = 0;
	int ret = journal_read(&run->journal, replay, run, &line);

	if (!ret)
		return DSRCTL_OK;
	if (ret == -EINVAL)
		complain("%s: line %u can't follow on what stands before it; the batch can't be taken up",
			 run->journal.path, line);
	else
		complain("%s can't be read: %s", run->journal.path, strerror(-ret));
	return DSRCTL_DEVICE;
}

static int open_journal(struct run *run)
{
	char path[4200];
	int ret;

	snprintf(path, sizeof(path), "%s/journal", run->folder);
	ret = journal_open(&run->journal, path, &run->q);
	if (ret == -EBUSY)
		complain("batch %s is running: another dsrctl has it", library_name(run));
	else if (ret == -EINVAL)
		complain("%s is no journal of a batch", path);
	else if (ret)
		complain("%s can't be opened: %s", path, strerror(-ret));
	return ret ? DSRCTL_DEVICE : DSRCTL_OK;
}

static int open_robot(struct run *run, const struct library_line *line)
{
	int ret = lrobot_open(&run->robot, line->robot ? line->robot : run->q.robot, true);

	if (ret)
		return ret;
	if (!strcmp(run->robot.identity, run->q.identity ? run->q.identity : ""))
		return DSRCTL_OK;
	complain("%s is %s, but the batch runs in %s: name that one with --robot",
		 run->robot.robot.path, run->robot.identity, run->q.identity);
	return DSRCTL_DEVICE;
}

/**
 * library_load() - take up a batch from its journal
 * @run: empty, gets it
 * @line: of the command
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int library_load(struct run *run, const struct library_line *line)
{
	int ret = store_find(store_folder(line->store), line->name, run->folder,
			     sizeof(run->folder)), err;

	if (!ret)
		ret = open_journal(run);
	if (!ret)
		ret = open_robot(run, line);
	if (!ret)
		ret = library_shelf(run, line);
	if (!ret) {
		err = lrobot_settle(&run->robot);
		if (err) {
			complain("%s does not come to rest: %s", run->robot.robot.title,
				 strerror(-err));
			ret = DSRCTL_DEVICE;
		}
	}
	if (!ret)
		ret = prepare_batch(run);
	if (!ret)
		ret = read_journal(run);
	if (!ret)
		batch_see(&run->batch, run->robot.elements, run->robot.nr);
	return ret;
}

/* ---- only to tell of it -------------------------------------------------------------- */

/**
 * library_load_report() - read a batch's journal, without its robot or its lock
 * @run: empty, gets it
 * @line: of the command
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int library_load_report(struct run *run, const struct library_line *line)
{
	int ret = store_find(store_folder(line->store), line->name, run->folder,
			     sizeof(run->folder)), err;
	char path[4200];

	if (ret)
		return ret;
	snprintf(path, sizeof(path), "%s/journal", run->folder);
	err = journal_peek(&run->journal, path, &run->q);
	if (err) {
		complain("%s can't be read: %s", path, strerror(-err));
		return DSRCTL_DEVICE;
	}
	ret = roles_without_robot(&run->batch, &run->q);
	return ret ? ret : read_journal(run);
}

// SPDX-License-Identifier: GPL-2.0
/* dsrctl library list and report. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd_library.h"
#include "json.h"
#include "library/account.h"
#include "library/fetch.h"
#include "library/store.h"

static int parse(const struct command *cmd, struct library_line *line, int argc, char **argv,
		 int most)
{
	int key;

	while ((key = option_next(cmd, argc, argv)) != -1) {
		if (key == OPT_STATE)
			line->store = optarg;
		else if (key == 'j')
			line->json = true;
		else
			return DSRCTL_USAGE;
	}
	if (argc - optind > most)
		return option_usage_error(cmd, "'%s' is one word too many", argv[optind + most]);
	line->name = argv[optind];
	return DSRCTL_OK;
}

/* ---- list ------------------------------------------------------------------------ */

static void print_batches(const struct store_batch *list, int n)
{
	int i;

	printf("%-18s %-8s %6s  %s\n", "batch", "state", "copies", "of");
	for (i = 0; i < n; i++)
		printf("%-18s %-8s %6u  %s\n", list[i].name, list[i].state, list[i].copies,
		       list[i].master);
}

static void print_batches_json(const struct store_batch *list, int n)
{
	struct json_object *doc = json_document("batches"), *all = json_object_new_array(), *o;
	int i;

	for (i = 0; i < n; i++) {
		o = json_object_new_object();
		json_set_string(o, "name", list[i].name);
		json_set_string(o, "state", list[i].state);
		json_set_number(o, "copies", list[i].copies);
		json_set_string(o, "master", list[i].master);
		json_object_array_add(all, o);
	}
	json_object_object_add(doc, "batches", all);
	json_print_line(doc);
}

static int run_list(int argc, char **argv)
{
	struct library_line line = { 0 };
	struct store_batch *list;
	int ret = parse(&library_list, &line, argc, argv, 0), n;

	if (ret)
		return ret;
	n = store_list(store_folder(line.store), &list);
	if (n < 0) {
		complain("%s can't be read: %s", store_folder(line.store), strerror(-n));
		return DSRCTL_DEVICE;
	}
	if (line.json)
		print_batches_json(list, n);
	else if (n)
		print_batches(list, n);
	else
		printf("no batches in %s\n", store_folder(line.store));
	free(list);
	return DSRCTL_OK;
}

static const struct cmd_option list_options[] = {
	{ OPT_STATE, "state", "FOLDER", "where journals are kept (/var/lib/dsr)" },
	{ 'j', "json", NULL, "print JSON" },
	{ 0 },
};

const struct command library_list = {
	.name = "library list",
	.args = "",
	.summary = "batches there are, and how they stand",
	.help = "States: running, begun, resumed or stopped (it can be resumed), short (it ended\n"
	"without all copies; resuming it tries again), over.\n",
	.options = list_options,
	.run = run_list,
};

/* ---- report ----------------------------------------------------------------------- */

static void print_report(const struct run *run, bool json)
{
	struct account a = {
		.q = &run->q, .batch = &run->batch, .name = library_name(run),
	};
	struct library_request q;
	char path[4200], state[16];

	snprintf(path, sizeof(path), "%s/journal", run->folder);
	journal_state(path, state, sizeof(state), &q);
	request_free(&q);
	a.state = state;
	a.skipped = fetch_skipped(run->folder);
	if (json)
		json_print_pretty(account_json(&a));
	else
		account_print(stdout, &a);
}

static int run_report(int argc, char **argv)
{
	struct library_line line = { 0 };
	struct run *run;
	int ret = parse(&library_report, &line, argc, argv, 1);

	if (ret)
		return ret;
	if (!line.name)
		return option_usage_error(&library_report, "name a batch; 'dsrctl library list' tells which there are");
	run = library_run_new(&line);
	if (!run)
		return no_memory();
	ret = library_load_report(run, &line);
	if (!ret)
		print_report(run, line.json);
	library_run_free(run);
	return ret;
}

const struct command library_report = {
	.name = "library report",
	.args = "BATCH",
	.summary = "how a batch went, or goes, disc by disc",
	.help =
	"Read from the batch's journal, also while the batch runs; no robot is asked.\n\n"
	"Example:\n"
	"  dsrctl library report 20261121-153000\n",
	.options = list_options,
	.run = run_report,
};

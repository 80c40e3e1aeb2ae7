// SPDX-License-Identifier: GPL-2.0
/* dsrctl library inventory: what is in the slots, looked at and remembered. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd_library.h"
#include "elements.h"
#include "json.h"
#include "library/prepare.h"
#include "library/store.h"

/* ---- what is known ----------------------------------------------------------------- */

static const struct batch_place *slot_place(const struct run *run, uint32_t slot)
{
	uint32_t address;

	if (!element_address(&run->robot.robot.info, DSR_ELEMENT_STORAGE, slot, &address))
		return NULL;
	return &run->batch.places[batch_place_at(&run->batch, (int32_t)address)];
}

static void print_known(const struct run *run, const struct slot_set *set)
{
	char text[200];
	uint32_t slot;

	for (slot = slot_set_next(set, 0); slot; slot = slot_set_next(set, slot)) {
		if (!slot_place(run, slot)->full)
			continue;
		shelf_line(text, sizeof(text), shelf_slot(&run->shelf, slot));
		printf("slot %-4u %s\n", slot, text);
	}
}

static void print_known_json(const struct run *run, const struct slot_set *set)
{
	struct json_object *doc = json_document("inventory"), *list = json_object_new_array();
	struct json_object *o, *known;
	uint32_t slot;

	json_set_string(doc, "robot", run->robot.identity);
	for (slot = slot_set_next(set, 0); slot; slot = slot_set_next(set, slot)) {
		if (!slot_place(run, slot)->full)
			continue;
		o = json_object_new_object();
		json_set_number(o, "slot", slot);
		known = shelf_slot(&run->shelf, slot);
		json_object_object_add(o, "disc", known ? json_object_get(known) : NULL);
		json_object_array_add(list, o);
	}
	json_object_object_add(doc, "slots", list);
	json_print_line(doc);
}

/* ---- looking ------------------------------------------------------------------------ */

static int take_slot(struct run *run, const struct batch_place *p)
{
	struct batch_record r = {
		.kind = BATCH_R_TAKE, .disc = run->batch.nr_discs, .what = BATCH_LOOK,
		.from = p->address,
	};

	return run_note(run, &r) ? DSRCTL_OK : run->broken;
}

static int take_slots(struct run *run, const struct slot_set *set)
{
	const struct batch_place *p;
	int ret = DSRCTL_OK;
	uint32_t slot;

	for (slot = slot_set_next(set, 0); !ret && slot; slot = slot_set_next(set, slot)) {
		p = slot_place(run, slot);
		if (p->full)
			ret = take_slot(run, p);
	}
	return ret;
}

static int look(struct run *run, const struct slot_set *set)
{
	unsigned int unread;
	int ret = take_slots(run, set);

	if (ret)
		return ret;
	ret = run_batch(run);
	unread = batch_count(&run->batch, BATCH_LOOK, BATCH_UNFIT);
	if (ret == DSRCTL_LEFT_RUNNING)
		complain("stopped; discs that are in drives stay there: 'dsrctl changer home' puts them away");
	else if (ret == DSRCTL_OK && unread)
		ret = DSRCTL_SOME_REJECTED;
	else if (ret && run->batch.failed[0])
		complain("%s", run->batch.failed);
	return ret;
}

static int parse(struct library_line *line, int argc, char **argv)
{
	int key;

	while ((key = option_next(&library_inventory, argc, argv)) != -1) {
		if (key == OPT_STATE)
			line->store = optarg;
		else if (key == OPT_ROBOT)
			line->robot = optarg;
		else if (key == OPT_SLOTS)
			line->slots = optarg;
		else if (key == OPT_KNOWN)
			line->known = true;
		else if (key == 'j')
			line->json = true;
		else
			return DSRCTL_USAGE;
	}
	if (optind < argc)
		return option_usage_error(&library_inventory, "'%s' is one word too many",
					  argv[optind]);
	return DSRCTL_OK;
}

static int inventory(struct run *run, const struct library_line *line, struct slot_set *set)
{
	uint32_t slots = run->robot.robot.info.ranges[DSR_ELEMENT_STORAGE].count;
	char why[200];
	int ret = DSRCTL_OK;

	if (!slot_set_parse(set, line->slots ? line->slots : "all", slots, why, sizeof(why)))
		return option_usage_error(&library_inventory, "--slots: %s", why);
	/* without the robot's lock a batch may be writing the same file */
	if (!line->known)
		prepare_shelf(run);
	if (!line->known)
		ret = look(run, set);
	if (line->json)
		print_known_json(run, set);
	else if (line->known)
		print_known(run, set);
	return ret;
}

static int run_inventory(int argc, char **argv)
{
	struct library_line line = { 0 };
	struct slot_set *set = calloc(1, sizeof(*set));
	struct run *run = NULL;
	int ret = set ? parse(&line, argc, argv) : no_memory();

	if (!ret) {
		run = library_run_new(&line);
		if (run)
			run->quiet = line.json;	/* one document is all it prints */
		ret = run ? lrobot_open(&run->robot, line.robot, !line.known) : no_memory();
	}
	if (!ret)
		ret = store_ready(store_folder(line.store));
	if (!ret)
		ret = library_shelf(run, &line);
	if (!ret)
		ret = prepare_batch(run);
	if (!ret)
		ret = inventory(run, &line, set);
	library_run_free(run);
	free(set);
	return ret;
}

static const struct cmd_option inventory_options[] = {
	{ OPT_SLOTS, "slots", "SLOTS", "only these: 10-120,130" },
	{ OPT_KNOWN, "known", NULL, "only what is remembered; nothing is moved" },
	{ OPT_ROBOT, "robot", "DEVICE", "which robot, where there are several" },
	{ OPT_STATE, "state", "FOLDER", "where it is remembered (/var/lib/dsr)" },
	{ 'j', "json", NULL, "print JSON" },
	{ 0 },
};

const struct command library_inventory = {
	.name = "library inventory",
	.args = "",
	.summary = "look at the discs in the slots, and remember what they are",
	.help =
	"Each disc is put into a drive, looked at, and put back: is it blank, what medium is\n"
	"it, what is its volume called? All drives take part. 'library copy' without\n"
	"--blanks passes over discs that are known not to be blank. What is known of a slot\n"
	"is forgotten when an inventory finds it empty.\n\n"
	"Examples:\n"
	"  dsrctl library inventory --slots 1-100\n"
	"  dsrctl library inventory --known\n",
	.options = inventory_options,
	.run = run_inventory,
};

// SPDX-License-Identifier: GPL-2.0
/* dsrctl library copy and resume. */
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cmd_library.h"
#include "disc/master.h"
#include "elements.h"
#include "json.h"
#include "library/masters.h"
#include "library/prepare.h"
#include "library/roles.h"
#include "library/span.h"
#include "library/store.h"

#define DEFAULT_RETRIES	2
#define MAX_COPIES	10000

/* ---- the command line ----------------------------------------------------------- */

static int parse_number(const char *option, const char *text, long least, long most,
			unsigned int *out)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(text, &end, 10);
	if (errno || end == text || *end || n < least || n > most)
		return option_usage_error(&library_copy, "%s is %ld to %ld, not '%s'", option,
					  least, most, text);
	*out = (unsigned int)n;
	return DSRCTL_OK;
}

static char **text_field(struct library_request *q, int key)
{
	switch (key) {
	case OPT_MASTER:
		return &q->masters[0];
	case OPT_SECOND_MASTER:
		return &q->masters[1];
	case OPT_BLANKS:
		return &q->blanks;
	case OPT_OUT:
		return &q->out;
	case OPT_REJECT:
		return &q->reject;
	case OPT_DRIVES:
		return &q->drives;
	case OPT_LABEL:
		return &q->label;
	case OPT_PORT:
		return &q->port;
	case OPT_QUEUE:
		return &q->queue;
	case OPT_SPEED:
		return &q->speed;
	case OPT_WRITE_MODE:
		return &q->write_mode;
	case OPT_READ_ERRORS:
		return &q->read_errors;
	default:
		return NULL;
	}
}

static int one_option(struct library_request *q, struct library_line *line, int key)
{
	char **text = text_field(q, key);

	if (text)
		return request_set(text, optarg) ? DSRCTL_OK : no_memory();
	switch (key) {
	case OPT_COPIES:
		return parse_number("--copies", optarg, 1, MAX_COPIES, &q->copies);
	case OPT_RETRY:
		return parse_number("--retry", optarg, 0, 100, &q->retries);
	case OPT_VERIFY:
		q->no_verify = false;
		return DSRCTL_OK;
	case OPT_NO_VERIFY:
		q->no_verify = true;
		return DSRCTL_OK;
	case OPT_BOTH_SIDES:
		q->both_sides = true;
		return DSRCTL_OK;
	case OPT_KEEP_IMAGE:
		q->keep_image = true;
		return DSRCTL_OK;
	case OPT_STATE:
		line->store = optarg;
		return DSRCTL_OK;
	case OPT_ROBOT:
		line->robot = optarg;
		return DSRCTL_OK;
	case 'j':
		line->json = true;
		return DSRCTL_OK;
	case 'n':
		line->dry_run = true;
		return DSRCTL_OK;
	default:
		return DSRCTL_USAGE;
	}
}

static int check_line(const struct library_request *q)
{
	const char *wrong = NULL;
	char why[200];

	if (!q->masters[0])
		wrong = "name a --master: a slot, a drive, or an image";
	else if (!q->copies)
		wrong = "say how many --copies are wanted";
	else if (q->masters[1] && !q->both_sides)
		wrong = "--second-master is for --both-sides";
	else if (q->label && q->both_sides)
		wrong = "discs with data on --both-sides have no side for a --label";
	else if (q->label && !q->port == !q->queue)
		wrong = "a --label needs a --printer-port or a --printer-queue";
	else if (!q->label && (q->port || q->queue))
		wrong = "--printer-port and --printer-queue are for a --label";
	else if (q->label && access(q->label, R_OK))
		wrong = "the --label can't be read";
	else if (!prepare_words(q, why, sizeof(why)))
		wrong = why;
	return wrong ? option_usage_error(&library_copy, "%s", wrong) : DSRCTL_OK;
}

static int make_absolute(char **path)
{
	char *whole = *path ? realpath(*path, NULL) : NULL;

	if (!whole)
		return DSRCTL_OK;	/* what is wrong with it is said where it is opened */
	free(*path);
	*path = whole;
	return DSRCTL_OK;
}

static int parse(struct library_request *q, struct library_line *line, int argc, char **argv)
{
	int key, ret = DSRCTL_OK, side;

	q->retries = DEFAULT_RETRIES;
	while (!ret && (key = option_next(&library_copy, argc, argv)) != -1)
		ret = one_option(q, line, key);
	if (!ret && optind < argc)
		ret = option_usage_error(&library_copy, "'%s' is one word too many", argv[optind]);
	if (!ret)
		ret = check_line(q);
	for (side = 0; !ret && side < BATCH_SIDES; side++)
		if (q->masters[side] && master_is_from(q->masters[side]) == FROM_FILE)
			make_absolute(&q->masters[side]);
	make_absolute(&q->label);
	return ret;
}

/* ---- a new batch ------------------------------------------------------------------ */

static int fill_request(struct run *run)
{
	char elements[1024], started[40] = "";
	time_t now = time(NULL);
	struct tm tm;

	span_text(elements, sizeof(elements), run->robot.elements, run->robot.nr);
	if (gmtime_r(&now, &tm))
		strftime(started, sizeof(started), "%Y-%m-%dT%H:%M:%SZ", &tm);
	return request_set(&run->q.robot, run->robot.robot.path) &&
	       request_set(&run->q.identity, run->robot.identity) &&
	       request_set(&run->q.elements, elements) &&
	       request_set(&run->q.started, started) ? DSRCTL_OK : no_memory();
}

/* Better known before the first disc is moved than with the first one in a drive. */
static int check_image(const char *path)
{
	static const struct master_options look = { .look_only = true };
	struct master master;
	int ret;

	if (!path || master_is_from(path) != FROM_FILE)
		return DSRCTL_OK;
	ret = master_open(path, &look, &master);
	if (ret)
		complain("%s", master.said.why);
	master_close(&master);
	return ret ? DSRCTL_DEVICE : DSRCTL_OK;
}

static int print_plan(struct run *run)
{
	unsigned int blanks = prepare_blanks(run), drives = prepare_drives(run);
	const struct library_request *q = &run->q;
	struct json_object *doc;

	if (run->json) {
		doc = json_document("batch_plan");
		json_object_object_add(doc, "request", request_to_json(q));
		json_set_number(doc, "drives", drives);
		json_set_number(doc, "blanks", blanks);
		json_print_line(doc);
		return DSRCTL_OK;
	}
	printf("%u copies of %s%s%s in %s\n", q->copies, q->masters[0],
	       q->masters[1] ? " and " : "", q->masters[1] ? q->masters[1] : "",
	       run->robot.robot.title);
	printf("blanks: %u discs in %s\n", blanks, q->blanks ? q->blanks : "all other slots");
	printf("drives: %u\n", drives);
	printf("good copies go to %s, spoilt discs to %s\n",
	       q->out ? q->out : "the slot they came from",
	       q->reject ? q->reject : "the slot they came from");
	printf("%s%s%s\n", q->no_verify ? "not read back" : "each is read back",
	       q->both_sides ? ", both sides" : "", q->label ? ", labelled" : "");
	printf("a copy is tried %u time%s\n", q->retries + 1, q->retries ? "s" : "");
	return DSRCTL_OK;
}

static int begin(struct run *run, const struct library_line *line)
{
	char path[4200];
	int ret = store_make(store_folder(line->store), run->folder, sizeof(run->folder)), err;

	if (!ret)
		ret = roles_keep_blanks(&run->batch, &run->q);
	if (ret)
		return ret;
	snprintf(path, sizeof(path), "%s/journal", run->folder);
	err = journal_create(&run->journal, path, &run->q);
	if (err) {
		complain("the journal %s can't be written: %s", path, strerror(-err));
		return DSRCTL_DEVICE;
	}
	run_notice(run, "begun", "batch %s: %u copies of %s", library_name(run), run->q.copies,
		 run->q.masters[0]);
	ret = prepare_masters(run);
	return ret ? ret : library_carry_out(run);
}

static int run_copy(int argc, char **argv)
{
	struct library_line line = { 0 };
	struct library_request q = { 0 };
	struct run *run = NULL;
	int ret = parse(&q, &line, argc, argv);

	if (!ret) {
		run = library_run_new(&line);
		ret = run ? DSRCTL_OK : no_memory();
	}
	if (ret) {
		request_free(&q);
		return ret;
	}
	run->q = q;
	ret = lrobot_open(&run->robot, line.robot, !line.dry_run);
	if (!ret)
		ret = library_shelf(run, &line);
	if (!ret)
		ret = fill_request(run);
	if (!ret)
		ret = prepare_batch(run);
	if (!ret && !line.dry_run)
		prepare_shelf(run);
	if (!ret)
		ret = prepare_check(run);
	if (!ret)
		ret = check_image(q.masters[0]);
	if (!ret)
		ret = check_image(q.masters[1]);
	if (!ret)
		ret = line.dry_run ? print_plan(run) : begin(run, &line);
	library_run_free(run);
	return ret;
}

/* ---- a batch of before ------------------------------------------------------------- */

static int parse_resume(struct library_line *line, int argc, char **argv)
{
	int key;

	while ((key = option_next(&library_resume, argc, argv)) != -1) {
		if (key == OPT_STATE)
			line->store = optarg;
		else if (key == OPT_ROBOT)
			line->robot = optarg;
		else if (key == 'j')
			line->json = true;
		else
			return DSRCTL_USAGE;
	}
	if (argc - optind > 1)
		return option_usage_error(&library_resume, "name one batch");
	line->name = argv[optind];
	return DSRCTL_OK;
}

static int mark_resumed(struct run *run)
{
	int err = journal_mark(&run->journal, "resumed");

	if (err)
		complain("the journal %s can't be written: %s", run->journal.path, strerror(-err));
	return err ? DSRCTL_DEVICE : DSRCTL_OK;
}

static int go_on(struct run *run)
{
	int ret;

	if (batch_phase(&run->batch) == BATCH_OVER) {
		run_notice(run, "over", "batch %s is over, nothing is left to do",
			   library_name(run));
		library_tell_end(run, DSRCTL_OK);
		return DSRCTL_OK;
	}
	if (!run_settle(run, journal_same_boot(&run->journal)))
		return run->broken;
	ret = prepare_masters(run);
	if (!ret)
		ret = mark_resumed(run);
	if (ret)
		return ret;
	run_notice(run, "resumed", "batch %s goes on: %u of %u copies are there", library_name(run),
		 batch_good(&run->batch), run->q.copies);
	return library_carry_out(run);
}

/* The images of what is still to be written: they may be gone, or their disk not mounted. */
static int check_images(struct run *run)
{
	const char *master;
	int side, ret = DSRCTL_OK;

	if (batch_phase(&run->batch) == BATCH_OVER)
		return DSRCTL_OK;
	for (side = 0; !ret && side < BATCH_SIDES; side++) {
		master = run->q.masters[side];
		if (!master)
			continue;
		if (master_is_from(master) == FROM_NOTHING && !run_master_ready(run, side))
			ret = run->broken;
		else
			ret = check_image(master);
	}
	return ret;
}

static int run_resume(int argc, char **argv)
{
	struct library_line line = { 0 };
	struct run *run = NULL;
	int ret = parse_resume(&line, argc, argv);

	if (ret)
		return ret;
	run = library_run_new(&line);
	if (!run)
		return no_memory();
	ret = library_load(run, &line);
	if (!ret)
		ret = check_images(run);
	if (!ret)
		ret = go_on(run);
	library_run_free(run);
	return ret;
}

/* ---- the table --------------------------------------------------------------------- */

static const struct cmd_option copy_options[] = {
	{ OPT_MASTER, "master", "MASTER", "what is copied: a slot, a drive, or an image" },
	{ OPT_COPIES, "copies", "N", "how many good copies are wanted" },
	{ OPT_BLANKS, "blanks", "SLOTS", "where blank discs are: 10-120,130; all other slots" },
	{ OPT_OUT, "out", "SLOTS|mail", "where good copies go: 121-240, mail, 121-240,mail" },
	{ OPT_REJECT, "reject", "SLOTS", "where spoilt discs go; the slot they came from" },
	{ OPT_DRIVES, "drives", "DRIVES", "only these drives: 1-4,6" },
	{ OPT_RETRY, "retry", "N", "fresh discs for a copy that was spoilt (2)" },
	{ OPT_VERIFY, "verify", NULL, "read every disc back; that is the default" },
	{ OPT_NO_VERIFY, "no-verify", NULL, "do not read the discs back" },
	{ OPT_LABEL, "label", "FILE", "print this on each good copy, as the printer takes it" },
	{ OPT_PORT, "printer-port", "DEVICE", "the printer's port, /dev/usb/lp0, say" },
	{ OPT_QUEUE, "printer-queue", "NAME", "or its queue of CUPS" },
	{ OPT_BOTH_SIDES, "both-sides", NULL, "write both sides of each disc" },
	{ OPT_SECOND_MASTER, "second-master", "MASTER", "for the second side; the same master" },
	{ OPT_SPEED, "speed", "X|NNkB", "writing speed, as of 'dsrctl copy'" },
	{ OPT_WRITE_MODE, "write-mode", "MODE", "of CDs, as of 'dsrctl copy'" },
	{ OPT_READ_ERRORS, "read-errors", "WHAT", "of masters, as of 'dsrctl image'" },
	{ OPT_KEEP_IMAGE, "keep-image", NULL, "keep the image of a master that was read" },
	{ OPT_ROBOT, "robot", "DEVICE", "which robot, where there are several" },
	{ OPT_STATE, "state", "FOLDER", "where journals are kept (/var/lib/dsr)" },
	{ 'j', "json", NULL, "print JSON lines; the last one is the report" },
	{ 'n', "dry-run", NULL, "print what would be done, and do nothing" },
	{ 0 },
};

const struct command library_copy = {
	.name = "library copy",
	.args = "--master MASTER --copies N [OPTION]...",
	.summary = "make copies of a master with all drives of a robot",
	.help =
	"The robot puts blank discs into all free drives and they are written, each on\n"
	"its own or together where they can begin together. Spoilt discs go to the\n"
	"reject slots and are replaced by fresh ones; good copies get their label and go\n"
	"to the out slots, or to the mail slot. A master in a slot or a drive is read into\n"
	"an image first.\n\n"
	"Every step is in a journal on disk before it is taken. Ctrl-C stops the batch\n"
	"(discs being written are written to their end), and 'dsrctl library resume' goes\n"
	"on, also after a power cut: with what the robot really holds, without writing a\n"
	"disc twice or losing one. A report tells of every disc.\n\n"
	"Examples:\n"
	"  dsrctl library copy --master film.iso --copies 20\n"
	"  dsrctl library copy --master 1 --copies 100 --blanks 10-120 --out 121-240 \\\n"
	"                      --reject 241-250\n"
	"  dsrctl library copy --master /dev/sr0 --copies 5 --out mail\n"
	"  dsrctl library copy --master film.iso --copies 20 --label film.prn \\\n"
	"                      --printer-port /dev/usb/lp0\n",
	.files = true,
	.options = copy_options,
	.run = run_copy,
};

static const struct cmd_option resume_options[] = {
	{ OPT_ROBOT, "robot", "DEVICE", "the robot, where its device is another one now" },
	{ OPT_STATE, "state", "FOLDER", "where journals are kept (/var/lib/dsr)" },
	{ 'j', "json", NULL, "print JSON lines; the last one is the report" },
	{ 0 },
};

const struct command library_resume = {
	.name = "library resume",
	.args = "[BATCH]",
	.summary = "go on with a batch that was stopped",
	.help =
	"Reads the journal of a batch and looks where its discs really are: discs that are\n"
	"still being written are waited for, one whose writing was interrupted is compared\n"
	"with the master and kept if it is right. What was left out because it failed is\n"
	"tried again. Without BATCH the only one that is not over.\n\n"
	"Example:\n"
	"  dsrctl library resume\n",
	.options = resume_options,
	.run = run_resume,
};

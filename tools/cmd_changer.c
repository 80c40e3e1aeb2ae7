// SPDX-License-Identifier: GPL-2.0
/* dsrctl changer: a robot that moves discs, by hand. */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "cmd_changer.h"

#define MAX_BUFFER_ID	0xff	/* READ BUFFER: one byte */

static const struct verb {
	const char *name;
	int least;
	int (*run)(struct changer_cli *cli);
} verbs[] = {
	{ "status", 0, changer_verb_status },
	{ "map", 0, changer_verb_map },
	{ "move", 2, changer_verb_move },
	{ "load", 1, changer_verb_load },
	{ "unload", 0, changer_verb_unload },
	{ "home", 1, changer_verb_home },
	{ "eject", 1, changer_verb_eject },
	{ "import", 0, changer_verb_import },
	{ "export", 1, changer_verb_export },
	{ "flip", 1, changer_verb_flip },
	{ "exchange", 2, changer_verb_exchange },
	{ "position", 1, changer_verb_position },
	{ "lock", 0, changer_verb_lock },
	{ "unlock", 0, changer_verb_unlock },
	{ "init", 0, changer_verb_init },
	{ "rezero", 0, changer_verb_rezero },
	{ "selftest", 0, changer_verb_selftest },
	{ "log", 0, changer_verb_log },
	{ "clear-log", 0, changer_verb_clear_log },
	{ "counters", 0, changer_verb_counters },
	{ "info", 0, changer_verb_info },
	{ "ready", 0, changer_verb_ready },
	{ "sense", 0, changer_verb_sense },
	{ "reserve", 0, changer_verb_reserve },
	{ "release", 0, changer_verb_release },
	{ "bind", 2, changer_verb_bind },
	{ "assign", 0, changer_verb_assign },
	{ "buffer", 1, changer_verb_buffer },
	{ NULL, 0, NULL },
};

static const char *verb_name(unsigned int n)
{
	return n < sizeof(verbs) / sizeof(verbs[0]) ? verbs[n].name : NULL;
}

static const struct verb *verb_of(const char *word)
{
	const struct verb *v;

	for (v = verbs; v->name; v++)
		if (!strcmp(v->name, word))
			return v;
	return NULL;
}

static int parse_buffer(struct changer_cli *cli, const char *text)
{
	unsigned long n;
	char *end;

	errno = 0;
	n = strtoul(text, &end, 0);
	if (errno || *end || end == text || n > MAX_BUFFER_ID)
		return changer_usage("'%s' is no buffer: they are numbered 0 to %u", text,
				     MAX_BUFFER_ID);
	cli->buffer = (uint32_t)n;
	return DSRCTL_OK;
}

static int parse_options(struct changer_cli *cli, int argc, char **argv)
{
	int key, ret = DSRCTL_OK;

	while (!ret && (key = option_next(&command_changer, argc, argv)) != -1) {
		switch (key) {
		case 'j':
			cli->json = true;
			break;
		case 'f':
			cli->flip = true;
			break;
		case 'c':
			cli->closed = true;
			break;
		case 'd':
			cli->detach = true;
			break;
		case 'w':
			cli->wait = true;
			break;
		case 'y':
			cli->yes = true;
			break;
		case 'o':
			cli->output = optarg;
			break;
		case 'b':
			ret = parse_buffer(cli, optarg);
			break;
		default:
			ret = DSRCTL_USAGE;
		}
	}
	return ret;
}

/* [CHANGER] VERB [ARGUMENT]...: a robot's name is no verb. */
static const struct verb *find_verb(struct changer_cli *cli, int nr, char **words,
				    const char **robot)
{
	const struct verb *v;

	*robot = NULL;
	v = nr ? verb_of(words[0]) : NULL;
	if (!v && nr > 1) {
		*robot = *words++;
		nr--;
		v = verb_of(words[0]);
	}
	if (!v) {
		if (!nr)
			changer_usage("say what to do");
		else
			changer_usage("it can't '%s'", words[0]);
		return NULL;
	}
	cli->verb = v->name;
	cli->words = words + 1;
	cli->nr = nr - 1;
	if (cli->nr < v->least) {
		changer_usage("%s: something is missing", v->name);
		return NULL;
	}
	return v;
}

static int run_verb(struct changer_cli *cli, int nr, char **words)
{
	const struct verb *verb;
	const char *robot;
	int ret;

	verb = find_verb(cli, nr, words, &robot);
	if (!verb)
		return DSRCTL_USAGE;
	ret = robot_open(robot, &cli->robot);
	if (!ret)
		ret = verb->run(cli);
	robot_close(&cli->robot);
	return ret;
}

/**
 * cmd_changer() - the sub-command
 * @argc: of the sub-command
 * @argv: of the sub-command
 *
 * Return: an enum dsrctl_exit.
 */
int cmd_changer(int argc, char **argv)
{
	bool told = false;
	struct changer_cli cli = { .buffer = 1, .told = &told };
	int ret;

	ret = parse_options(&cli, argc, argv);
	if (!ret)
		ret = run_verb(&cli, argc - optind, argv + optind);
	if (ret && cli.json && !told)
		changer_say_why(&cli, complained());
	return ret;
}

static const struct cmd_option changer_options[] = {
	{ 'j', "json", NULL, "print JSON" },
	{ 'f', "flip", NULL, "turn the disc over on its way" },
	{ 'c', "closed", NULL, "export, eject: the mail slot stays closed; import: the robot closes it" },
	{ 'd', "detach", NULL, "don't wait for the end of a move" },
	{ 'w', "wait", NULL, "export, eject: wait until the mail slot is free" },
	{ 'y', "yes", NULL, "assign, buffer write: that is meant" },
	{ 'o', "output", "FILE", "buffer read: write the bytes to a file" },
	{ 'b', "buffer", "N", "buffer: which one (1, the processor's memory of a JVC)" },
	{ 0 },
};

const struct command command_changer = {
	.name = "changer",
	.args = "[OPTION]... [CHANGER] VERB [ARGUMENT]...",
	.summary = "see what lies in a robot, and have it move discs",
	.help =
	"CHANGER is the robot's device (/dev/sg4, sg4, sch0); not needed where there is one.\n\n"
	"See:\n"
	"  map                      all of it, drawn\n"
	"  status [PLACE]...        how it is; of places (12, 10-20, drives, all) every detail\n"
	"  info                     what it is and can do; which recorder each drive is\n"
	"  log, counters            what went wrong; the last commands; discs moved\n"
	"  ready, sense             is it ready? what has it to say?\n"
	"Move discs:\n"
	"  load SLOT [DRIVE]        into a drive, an empty one if none is named\n"
	"  unload [DRIVE [SLOT]]    out of a drive, back where it came from, or to SLOT\n"
	"  home PLACE|all           back where it came from\n"
	"  move FROM TO             anywhere\n"
	"  exchange FROM TO [AND]   what was in TO goes to AND, or to FROM\n"
	"  flip PLACE               the other side up; by way of an empty drive where the\n"
	"                           robot needs that\n"
	"  export SLOT...           into the mail slot, which opens\n"
	"  eject PLACE              the same from a drive or printer\n"
	"  import [SLOT]            from the mail slot into a slot, a free one if none is named\n"
	"Look after it:\n"
	"  lock, unlock             nobody takes discs out by hand\n"
	"  init [FROM-TO]           it looks at its slots anew\n"
	"  rezero [home] [immediate], rezero reset\n"
	"                           its initial position; all discs go home; start anew\n"
	"  position PLACE           the hand goes there\n"
	"  selftest                 a JVC moves the disc of slot 1 to drive 1 and back\n"
	"  clear-log                counters and logs begin at zero\n"
	"  reserve, release         no other host may use it\n"
	"  bind DRIVE NODE|none     which recorder a drive is, where the robot does not tell\n"
	"  assign KIND=FIRST:COUNT  other addresses for its elements\n"
	"  buffer read OFFSET BYTES, buffer write OFFSET FILE\n"
	"                           its memory, for diagnosis\n\n"
	"A PLACE is a slot (12 or slot 12), drive 3 (or d3), mail, printer, hand, or an address\n"
	"(0x3003). Where a drive is expected a number alone is a drive.\n\n"
	"Ctrl-C does not stop a move: the robot goes on, and 'status' tells how it goes.\n\n"
	"Examples:\n"
	"  dsrctl changer map\n"
	"  dsrctl changer load 12          slot 12 into an empty drive\n"
	"  dsrctl changer load 12 3        slot 12 into drive 3\n"
	"  dsrctl changer unload           and home again\n"
	"  dsrctl changer export 12 15-18 --wait\n"
	"  dsrctl changer status drives printer\n",
	.options = changer_options,
	.word = verb_name,
	.files = true,
	.run = cmd_changer,
};

// SPDX-License-Identifier: GPL-2.0
/* dsrctl reader: listen to a disc, and look after the drive it is in. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "cmd_reader.h"
#include "open.h"
#include "reader/depth.h"

#define PATIENCE	60	/* seconds: power-on, loading and reading the TOC */
#define MAX_PATIENCE	3600

static const struct verb {
	const char *name;
	bool takes_arg;
	int (*run)(struct reader_cli *cli);
} verbs[] = {
	{ "play", true, reader_verb_play },
	{ "pause", false, reader_verb_pause },
	{ "resume", false, reader_verb_resume },
	{ "stop", false, reader_verb_stop },
	{ "seek", true, reader_verb_seek },
	{ "volume", true, reader_verb_volume },
	{ "status", false, reader_verb_status },
	{ "info", false, reader_verb_info },
	{ "check", true, reader_verb_check },
	{ "selftest", false, reader_verb_selftest },
	{ "eject", false, reader_verb_eject },
	{ NULL, false, NULL },
};

static volatile sig_atomic_t interrupted;

static void on_signal(int sig)
{
	(void)sig;
	interrupted = 1;
}

/**
 * reader_interrupted() - did the user ask to end it?
 */
bool reader_interrupted(void)
{
	return interrupted;
}

/* A drive is left as it was found, also on Ctrl-C: commands are not cut short. */
static void catch_signals(void)
{
	struct sigaction sa = { .sa_handler = on_signal };

	sigaction(SIGINT, &sa, NULL);
	sigaction(SIGTERM, &sa, NULL);
}

static bool number_of(const char *text, int max, int *value)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(text, &end, 10);
	if (errno || *end || end == text || n < 0 || n > max)
		return false;
	*value = (int)n;
	return true;
}

static int parse_options(struct reader_cli *cli, int argc, char **argv,
			 int *patience)
{
	int key;

	while ((key = option_next(&command_reader, argc, argv)) != -1) {
		if (key == 'j')
			cli->json = true;
		else if (key == 'w')
			cli->wait = true;
		else if (key == 't' && number_of(optarg, MAX_PATIENCE, patience))
			continue;
		else if (key == 'r' && number_of(optarg, 255, &cli->retries))
			continue;
		else if (key == 't' || key == 'r')
			return option_usage_error(&command_reader, "'%s' is no number for that option", optarg);
		else
			return DSRCTL_USAGE;
	}
	return DSRCTL_OK;
}

static const struct verb *find_verb(struct reader_cli *cli, int argc, char **argv)
{
	const struct verb *v = verbs;
	int n = argc - optind;

	if (n < 2) {
		option_usage_error(&command_reader, "say what to do, and which drive");
		return NULL;
	}
	while (v->name && strcmp(v->name, argv[optind]))
		v++;
	if (!v->name) {
		option_usage_error(&command_reader, "it can't '%s'", argv[optind]);
		return NULL;
	}
	if (n > (v->takes_arg ? 3 : 2)) {
		option_usage_error(&command_reader, "%s takes no argument '%s'", v->name, argv[argc - 1]);
		return NULL;
	}
	cli->verb = v->name;
	cli->arg = n == 3 ? argv[optind + 2] : NULL;
	return v;
}

static int open_drive(struct reader_cli *cli, const char *path)
{
	int fd;

	snprintf(cli->title, sizeof(cli->title), "%s", path);
	if (held_by_others(path)) {
		complain("%s is in use by another program: wait until that is through", path);
		return -1;
	}
	fd = depth_open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)	/* a drive that can't write may be opened for reading only */
		fd = depth_open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0) {
		complain("%s can't be opened: %s", path, depth_why(errno));
		return -1;
	}
	if (!name_from_fd(fd, &cli->name) && cli->name.type == 5) {
		name_full(cli->title, sizeof(cli->title), &cli->name);
		return fd;
	}
	complain("%s is no CD drive: name a drive (/dev/srN, /dev/sgN)", path);
	close(fd);
	return -1;
}

/**
 * cmd_reader() - the sub-command
 * @argc: of the sub-command
 * @argv: of the sub-command
 *
 * Return: an enum dsrctl_exit.
 */
int cmd_reader(int argc, char **argv)
{
	struct reader_cli cli = { .retries = -1 };
	const struct verb *verb;
	int fd, ret, patience = PATIENCE;

	ret = parse_options(&cli, argc, argv, &patience);
	if (ret)
		return ret;
	verb = find_verb(&cli, argc, argv);
	if (!verb)
		return DSRCTL_USAGE;
	fd = open_drive(&cli, argv[optind + 1]);
	if (fd < 0)
		return DSRCTL_DEVICE;
	catch_signals();
	ret = reader_begin(&cli.r, fd, (unsigned int)patience);
	if (ret < 0)
		ret = reader_say_error(&cli, "it can't be asked", ret);
	else
		ret = verb->run(&cli);
	reader_end(&cli.r);
	close(fd);
	return ret;
}

static const struct cmd_option reader_options[] = {
	{ 'j', "json", NULL, "print JSON" },
	{ 'w', "wait", NULL, "play: stay until it has been played; Ctrl-C stops it" },
	{ 'r', "retries", "N", "check: how often a block is tried again (old drives)" },
	{ 't', "timeout", "SECONDS", "how long the drive may be busy (60)" },
	{ 0 },
};

const struct command command_reader = {
	.name = "reader",
	.args = "[OPTION]... VERB DRIVE [ARGUMENT]",
	.summary = "play a disc through the drive's own output, and look after the drive",
	.help =
	"Verbs:\n"
	"  play DRIVE [FROM[-TO]]   play; without a place all of the audio\n"
	"  pause, resume, stop      what they say\n"
	"  seek DRIVE PLACE         go there: one that plays goes on playing there\n"
	"  volume DRIVE [L[,R]]     in percent; without a number tell it\n"
	"  status                   what it does, where, and how loud\n"
	"  info                     the drive, its disc, MCN and ISRCs; ends playing\n"
	"  check DRIVE [FROM-TO]    can the data be read? Without moving it\n"
	"  selftest                 the drive tests its buffer and itself\n"
	"  eject                    let the disc out\n\n"
	"A place is a track (3), an index of it (3.2), a time on the disc (12:34 or\n"
	"12:34:56, minute, second, frame) or a block (@4500). The last track or index of\n"
	"a range is played too; a time or block is where it ends.\n\n"
	"The sound comes out of the drive (its headphone jack or audio cable), not out of\n"
	"the computer. A drive that is busy or becomes ready is waited for.\n\n"
	"Examples:\n"
	"  dsrctl reader play /dev/sr0\n"
	"  dsrctl reader play /dev/sr0 3-5\n"
	"  dsrctl reader play /dev/sr0 12:30-13:00 --wait\n"
	"  dsrctl reader volume /dev/sr0 80,60\n"
	"  dsrctl reader status /dev/sr0 --json\n",
	.options = reader_options,
	.words = "play pause resume stop seek volume status info check selftest eject",
	.files = true,
	.run = cmd_reader,
};

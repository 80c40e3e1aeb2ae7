// SPDX-License-Identifier: GPL-2.0
/* dsrctl deck: options, the port, and running a verb. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "cmd_deck.h"
#include "deck/port.h"
#include "deck/settings.h"

/* How long to wait for another dsrctl on the port: a short command's length. */
#define LOCK_MS		3000
#define TIMEOUT_MAX_MS	60000
#define WAIT_MAX_S	3600
#define WORDS_MAX	8

enum option {
	OPT_PORT, OPT_JSON, OPT_TIMEOUT, OPT_WAIT, OPT_HELP,
	OPT_FOR, OPT_UNTIL_KEY, OPT_TITLE, OPT_ON_TRACK,
};

/*
 * Own parsing, since getopt would take the -2.0 of "pitch -2.0" for an
 * option: only words that begin with two dashes are options, and -h.
 */
static const struct {
	const char *name;
	bool takes;
	bool record;		/* only for a recording */
} options[] = {
	[OPT_PORT] = { "--port", true, false },
	[OPT_JSON] = { "--json", false, false },
	[OPT_TIMEOUT] = { "--timeout", true, false },
	[OPT_WAIT] = { "--wait", true, false },
	[OPT_HELP] = { "--help", false, false },
	[OPT_FOR] = { "--for", true, true },
	[OPT_UNTIL_KEY] = { "--until-key", false, true },
	[OPT_TITLE] = { "--title", true, true },
	[OPT_ON_TRACK] = { "--on-track", true, true },
};

#define OPTIONS ((int)(sizeof(options) / sizeof(options[0])))

struct line {
	char *words[WORDS_MAX + 1];
	int count;
	bool help;
	bool record;
};

static int limited(struct deck_cli *cli, const char *what, const char *text,
		   long min, long max, int *value)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (end == text || *end || n < min || n > max)
		return deck_misused(cli, "%s is %ld to %ld, not '%s'", what,
				    min, max, text);
	*value = (int)n;
	return DSRCTL_OK;
}

static int take_seconds(struct deck_cli *cli, const char *text)
{
	cli->seconds = deck_value_duration(text);
	if (cli->seconds < 0)
		return deck_misused(cli,
			"--for takes SS, MM:SS or H:MM:SS, 1 second to 99:59:59, not '%s'",
			text);
	return DSRCTL_OK;
}

static int take_option(struct deck_cli *cli, int option, const char *value,
		       struct line *line)
{
	switch (option) {
	case OPT_PORT:
		cli->port = value;
		break;
	case OPT_JSON:
		cli->json = true;
		break;
	case OPT_TIMEOUT:
		return limited(cli, "--timeout (ms)", value, 1,
			       TIMEOUT_MAX_MS, &cli->answer_ms);
	case OPT_WAIT:
		if (limited(cli, "--wait (seconds)", value, 0, WAIT_MAX_S,
			    &cli->wait_ms))
			return DSRCTL_USAGE;
		cli->wait_ms *= 1000;
		break;
	case OPT_HELP:
		line->help = true;
		break;
	case OPT_FOR:
		return take_seconds(cli, value);
	case OPT_UNTIL_KEY:
		cli->until_key = true;
		break;
	case OPT_TITLE:
		cli->title = value;
		break;
	case OPT_ON_TRACK:
		cli->on_track = value;
		break;
	}
	return DSRCTL_OK;
}

/* "--name", "--name VALUE" or "--name=VALUE"; moves *i over the value. */
static int parse_option(struct deck_cli *cli, int argc, char **argv, int *i,
			struct line *line)
{
	char *word = argv[*i];
	size_t len = strcspn(word, "=");
	char *value = word[len] ? word + len + 1 : NULL;
	int k;

	if (!strcmp(word, "-h"))
		return take_option(cli, OPT_HELP, NULL, line);
	for (k = 0; k < OPTIONS; k++)
		if (strlen(options[k].name) == len &&
		    !strncmp(options[k].name, word, len))
			break;
	if (k == OPTIONS)
		return deck_misused(cli, "there is no option '%s'; 'dsrctl deck --help' tells more",
				    word);
	if (!options[k].takes && value)
		return deck_misused(cli, "option %s takes no value",
				    options[k].name);
	if (options[k].takes && !value && *i + 1 < argc)
		value = argv[++*i];
	if (options[k].takes && !value)
		return deck_misused(cli, "option %s needs a value",
				    options[k].name);
	line->record |= options[k].record;
	return take_option(cli, k, value, line);
}

static int parse(struct deck_cli *cli, int argc, char **argv,
		 struct line *line)
{
	int ret;

	for (int i = 0; i < argc; i++) {
		if (!strncmp(argv[i], "--", 2) || !strcmp(argv[i], "-h")) {
			ret = parse_option(cli, argc, argv, &i, line);
			if (ret)
				return ret;
		} else if (line->count == WORDS_MAX) {
			return deck_misused(cli, "too many words");
		} else {
			line->words[line->count++] = argv[i];
		}
	}
	return DSRCTL_OK;
}

static int no_port(struct deck_cli *cli)
{
	char ports[200];

	deck_port_list(ports, sizeof(ports));
	return deck_misused(cli,
		"no port is given; use --port DEVICE, or write \"[deck]\" and \"port = DEVICE\" "
		"into ~/.config/dsr/dsr.conf (ports here: %s)",
		*ports ? ports : "none");
}

/* The port is opened by the first verb that needs it; the shell keeps it. */
static int need_session(struct deck_cli *cli)
{
	struct deck_settings settings = { .port = "" };
	struct deck_fault fault;
	const char *port = cli->port;

	if (cli->session)
		return DSRCTL_OK;
	if (!port && deck_settings_load(&settings, &fault))
		return deck_say_fault(cli, &fault);
	if (!port)
		port = settings.port;
	if (!*port)
		return no_port(cli);
	if (deck_session_open(port, LOCK_MS, cli->answer_ms, &cli->session,
			      &fault))
		return deck_say_fault(cli, &fault);
	return DSRCTL_OK;
}

/* What one line asks for, and nothing that an earlier line asked for. */
static void forget_line(struct deck_cli *cli)
{
	cli->verb = NULL;
	cli->title = NULL;
	cli->on_track = NULL;
	cli->seconds = 0;
	cli->until_key = false;
}

/**
 * deck_run_verb() - run one line: options, verb, arguments
 * @cli: what lasts longer than the line
 * @argc: number of words
 * @argv: the words; argv[0] is the first one that the user typed
 *
 * Return: the exit code.
 */
int deck_run_verb(struct deck_cli *cli, int argc, char **argv)
{
	struct line line = { .count = 0 };
	int ret;

	forget_line(cli);
	ret = parse(cli, argc, argv, &line);
	if (ret)
		return ret;
	if (!line.count && line.help)
		return deck_verb_help(cli, 0, NULL);
	if (!line.count)
		return deck_misused(cli,
			"say what to do; 'dsrctl deck --help' lists the commands");
	cli->verb = deck_verb_find(line.words[0]);
	if (!cli->verb)
		return deck_misused(cli, "there is no command '%s'; 'dsrctl deck --help' lists them",
				    line.words[0]);
	if (line.help)
		return deck_verb_help(cli, 1, line.words);
	if (line.count - 1 > cli->verb->max_args)
		return deck_misused(cli, "too many words; usage: dsrctl deck %s %s",
				    cli->verb->name, cli->verb->args);
	if (line.record && cli->verb->run != deck_verb_record)
		return deck_misused(cli,
			"--for, --until-key, --title and --on-track are options of 'record'");
	ret = cli->verb->offline ? DSRCTL_OK : need_session(cli);
	if (ret)
		return ret;
	return cli->verb->run(cli, line.count - 1, line.words + 1);
}

/**
 * cmd_deck() - the sub-command deck
 * @argc: number of words
 * @argv: "deck", and what the user typed behind it
 *
 * Return: the exit code.
 */
int cmd_deck(int argc, char **argv)
{
	struct deck_cli cli = {
		.answer_ms = DECK_ANSWER_MS,
		.wait_ms = DECK_WAIT_S * 1000,
	};
	int ret;

	ret = deck_run_verb(&cli, argc - 1, argv + 1);
	deck_session_close(cli.session);
	return ret;
}

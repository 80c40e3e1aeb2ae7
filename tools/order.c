// SPDX-License-Identifier: GPL-2.0
/* What the user asks of a job: the options that its commands share. */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "order.h"

#define MAX_RETRIES	1000
/* ten seconds of 44100 samples: more than any drive is wrong by */
#define MAX_OFFSET	441000

static int pick(const char *text, const char *const *words, uint32_t nr, uint32_t *out)
{
	for (*out = 0; *out < nr; (*out)++)
		if (!strcmp(text, words[*out]))
			return 0;
	return -EINVAL;
}

static int parse_write_mode(struct order *o, const char *text)
{
	static const char *const words[] = {
		[DSR_WRITE_AUTO] = "auto",
		[DSR_WRITE_SAO] = "sao",
		[DSR_WRITE_TAO] = "tao",
		[DSR_WRITE_RAW] = "raw",
	};

	return pick(text, words, sizeof(words) / sizeof(words[0]), &o->write_mode);
}

static int parse_session(struct order *o, const char *text)
{
	static const char *const words[] = {
		[MASTER_SESSION_AUTO] = "auto",
		[MASTER_SESSION_CLOSE] = "close",
		[MASTER_SESSION_OPEN] = "open",
	};
	uint32_t n;

	if (pick(text, words, sizeof(words) / sizeof(words[0]), &n))
		return -EINVAL;
	o->session = (enum master_session)n;
	o->session_told = true;
	return 0;
}

static int parse_number(const char *text, long least, long most, long *out)
{
	char *end;

	errno = 0;
	*out = strtol(text, &end, 10);
	return errno || end == text || *end || *out < least || *out > most ? -EINVAL : 0;
}

static int parse_read_errors(struct order *o, const char *text)
{
	long n;

	o->skip_bad = !strcmp(text, "skip");
	o->read_retries = 0;
	if (o->skip_bad || !strcmp(text, "abort"))
		return 0;
	if (strncmp(text, "retry=", 6) || parse_number(text + 6, 1, MAX_RETRIES, &n))
		return -EINVAL;
	o->read_retries = (uint32_t)n;
	return 0;
}

static int parse_read_offset(struct order *o, const char *text)
{
	long n;

	if (parse_number(text, -MAX_OFFSET, MAX_OFFSET, &n))
		return -EINVAL;
	o->read_offset = (int32_t)n;
	return 0;
}

/* An option with a value: NULL, or what the value should be. */
static const char *take_value(struct order *o, int key, const char *text)
{
	switch (key) {
	case 's':
		return speed_parse(text, &o->speed) ? "a speed: 8, 2.4x or 11080kB" : NULL;
	case OPT_SOURCE_SPEED:
		return speed_parse(text, &o->source_speed) ? "a speed: 8, 2.4x or 11080kB" :
							     NULL;
	case OPT_WRITE_MODE:
		return parse_write_mode(o, text) ? "auto, sao, tao or raw" : NULL;
	case OPT_SESSION:
		return parse_session(o, text) ? "auto, close or open" : NULL;
	case OPT_READ_ERRORS:
		return parse_read_errors(o, text) ? "abort, retry=N (1 to 1000) or skip" : NULL;
	case OPT_READ_OFFSET:
		return parse_read_offset(o, text) ? "samples, -441000 to 441000" : NULL;
	case OPT_VERIFY:
		return coverage_parse(text, &o->coverage) ?
			       "every, first, nth=N or share=P% (0.1 to 100)" : NULL;
	case OPT_REPORT:
		o->report = text;
		return NULL;
	default:
		o->against = text;
		return NULL;
	}
}

/**
 * order_wanted() - what the value of an option should be
 * @key: of an option with a value
 * @text: its value
 *
 * Return: NULL: it is right; else in words.
 */
const char *order_wanted(int key, const char *text)
{
	struct order nothing = { .op = DSR_OP_COPY };

	return take_value(&nothing, key, text);
}

/* An option without a value; false: it has one. */
static bool take_flag(struct order *o, int key)
{
	switch (key) {
	case OPT_NO_ISRC:
		o->no_isrc = true;
		return true;
	case OPT_NO_CDTEXT:
		o->no_cdtext = true;
		return true;
	case OPT_C2:
		o->c2 = true;
		return true;
	case OPT_NO_VERIFY:
		o->coverage.kind = COVERAGE_NONE;
		return true;
	case OPT_CANCEL_ON_CLOSE:
		o->cancel_on_close = true;
		return true;
	case OPT_FULL:
		o->full = true;
		return true;
	case 'd':
		o->detach = true;
		return true;
	case 'e':
		o->eject = true;
		return true;
	case 'j':
		o->json = true;
		return true;
	case 'y':
		o->yes = true;
		return true;
	case 'n':
		o->dry_run = true;
		return true;
	default:
		return false;
	}
}

/**
 * order_parse() - read a command line
 * @o: zeroed but for @op; gets the order
 * @cmd: whose options
 * @argc: of the sub-command
 * @argv: of the sub-command; argv[optind] is the first argument afterwards
 *
 * Return: DSRCTL_OK, or DSRCTL_USAGE after a sentence.
 */
int order_parse(struct order *o, const struct command *cmd, int argc, char **argv)
{
	const char *wanted;
	int key;

	while ((key = option_next(cmd, argc, argv)) != -1) {
		if (key == '?')
			return DSRCTL_USAGE;
		if (take_flag(o, key))
			continue;
		wanted = take_value(o, key, optarg);
		if (wanted)
			return option_usage_error(cmd, "'%s' is not %s", optarg, wanted);
	}
	if (o->detach && (o->cancel_on_close || o->eject || o->report))
		return option_usage_error(cmd,
			"--detach can't be combined with --cancel-on-close, --eject or --report");
	if (o->c2 && o->read_offset)
		return option_usage_error(cmd, "--c2 can't be combined with --read-offset");
	return DSRCTL_OK;
}

/**
 * order_master_options() - what an order means for reading the master
 * @o: the order
 * @out: gets it
 */
void order_master_options(const struct order *o, struct master_options *out)
{
	memset(out, 0, sizeof(*out));
	out->session = o->session;
	out->read_offset = o->read_offset;
	out->skip_bad = o->skip_bad;
	out->read_retries = o->read_retries;
	out->no_isrc = o->no_isrc;
	out->no_cdtext = o->no_cdtext;
	out->look_only = o->dry_run;
	out->raw96 = o->write_mode != DSR_WRITE_TAO;
	out->all_raw96 = o->write_mode == DSR_WRITE_RAW;
	out->tao = o->write_mode == DSR_WRITE_TAO;
}

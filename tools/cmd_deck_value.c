// SPDX-License-Identifier: GPL-2.0
/*
 * dsrctl deck: values from the command line. All are checked here, before
 * anything is sent; ranges come from the table of fields.
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cmd.h"
#include "cmd_deck.h"

static bool read_number(const char *text, long *value)
{
	char *end;

	if (*text < '0' || *text > '9')
		return false;
	errno = 0;
	*value = strtol(text, &end, 10);
	return !errno && !*end;
}

/**
 * deck_value_number() - a number into the member that a field stands for
 * @cli: the verb's
 * @text: as typed
 * @letter: the field
 * @msg: goes here
 *
 * Return: DSRCTL_OK or DSRCTL_USAGE.
 */
int deck_value_number(struct deck_cli *cli, const char *text, char letter,
		      struct deck_msg *msg)
{
	const struct deck_field *field = deck_field(letter);
	long value;

	if (!read_number(text, &value) || value < field->min ||
	    value > field->max)
		return deck_misused(cli, "%s is %d to %d, not '%s'",
				    field->name, field->min, field->max, text);
	deck_put(msg, field, (int)value);
	return DSRCTL_OK;
}

/**
 * deck_value_choice() - one of the words of the message's code
 * @cli: the verb's
 * @text: as typed
 * @msg: its code says which words; the value goes here
 *
 * Return: DSRCTL_OK or DSRCTL_USAGE.
 */
int deck_value_choice(struct deck_cli *cli, const char *text,
		      struct deck_msg *msg)
{
	enum deck_table table = deck_info(msg->code)->choices;
	const struct deck_choice *row = deck_choice_word(table, text);
	char words[128];
	size_t len = 0;

	if (row) {
		msg->choice = row->value;
		return DSRCTL_OK;
	}
	for (size_t i = 0; (row = deck_choice_at(table, i)); i++)
		len += snprintf(words + len, sizeof(words) - len, "%s%s",
				i ? ", " : "", row->word);
	return deck_misused(cli, "takes one of: %s; not '%s'", words, text);
}

/**
 * deck_value_pitch() - a pitch in percent, with one decimal
 * @cli: the verb's
 * @text: as typed, such as -2.0, +0.5 or 6
 * @msg: goes here, in tenths
 *
 * Return: DSRCTL_OK or DSRCTL_USAGE.
 */
int deck_value_pitch(struct deck_cli *cli, const char *text,
		     struct deck_msg *msg)
{
	const struct deck_field *field = deck_field('p');
	const char *p = text + (*text == '-' || *text == '+');
	int tenths = -1;

	if (p[0] >= '0' && p[0] <= '9' && (!p[1] || p[1] == '.'))
		tenths = (p[0] - '0') * 10;
	if (tenths >= 0 && p[1]) {
		if (p[2] >= '0' && p[2] <= '9' && !p[3])
			tenths += p[2] - '0';
		else
			tenths = -1;
	}
	if (tenths < 0 || tenths > field->max)
		return deck_misused(cli, "pitch is %.1f to +%.1f %% in steps of 0.1, not '%s'",
				    field->min / 10.0, field->max / 10.0, text);
	msg->pitch = *text == '-' ? -tenths : tenths;
	return DSRCTL_OK;
}

static void clock_now(struct deck_msg *msg)
{
	time_t t = time(NULL);
	struct tm now;

	localtime_r(&t, &now);
	msg->year = now.tm_year % 100;
	msg->month = now.tm_mon + 1;
	msg->day = now.tm_mday;
	msg->hour = now.tm_hour;
	msg->minute = now.tm_min;
}

/**
 * deck_value_clock() - a date and a time
 * @cli: the verb's
 * @argc: 1 or 2
 * @argv: "now", or YYYY-MM-DD HH:MM as one word or two
 * @msg: goes here
 *
 * Return: DSRCTL_OK or DSRCTL_USAGE.
 */
int deck_value_clock(struct deck_cli *cli, int argc, char **argv,
		     struct deck_msg *msg)
{
	char text[64];
	int n = 0;

	if (argc == 1 && !strcmp(argv[0], "now")) {
		clock_now(msg);
		return DSRCTL_OK;
	}
	snprintf(text, sizeof(text), "%s%s%s", argv[0], argc > 1 ? " " : "",
		 argc > 1 ? argv[1] : "");
	if (sscanf(text, "20%2d-%2d-%2d%*1[ T]%2d:%2d%n", &msg->year,
		   &msg->month, &msg->day, &msg->hour, &msg->minute, &n) != 5 ||
	    n != 16 || text[n] || strchr(text, '+'))
		return deck_misused(cli,
			"takes 'now' or YYYY-MM-DD HH:MM, 2000-01-01 00:00 to 2099-12-31 23:59, not '%s'",
			text);
	if (!deck_date_exists(msg->year, msg->month, msg->day))
		return deck_misused(cli, "there is no such day: %.10s", text);
	if (msg->hour < 0 || msg->hour > deck_field('h')->max ||
	    msg->minute < 0 || msg->minute > deck_field('i')->max)
		return deck_misused(cli, "the time is 00:00 to 23:59, not %s",
				    text + 11);
	return DSRCTL_OK;
}

/**
 * deck_value_time() - a place in a track
 * @cli: the verb's
 * @text: T:MM:SS.ff: track, minutes, seconds, and, on DVD, 1/50 seconds; .ff
 *	may be left out
 * @msg: goes here
 *
 * Return: DSRCTL_OK or DSRCTL_USAGE.
 */
int deck_value_time(struct deck_cli *cli, const char *text,
		    struct deck_msg *msg)
{
	static const char letters[] = "tmsu";
	char copy[64];
	char *part = copy;
	char *end;
	int ret;

	snprintf(copy, sizeof(copy), "%s", text);
	for (int i = 0; i < 4; i++) {
		end = part + strcspn(part, ":.");
		if (i < 2 && *end != ':')
			break;
		if (i == 2 && *end != '.' && *end)
			break;
		if (i == 3 && *end)
			break;
		if (i == 2 && !*end)
			return deck_value_number(cli, part, 's', msg);
		*end = '\0';
		ret = deck_value_number(cli, part, letters[i], msg);
		if (ret || i == 3)
			return ret;
		part = end + 1;
	}
	return deck_misused(cli,
		"takes T:MM:SS or T:MM:SS.ff (track, minutes, seconds, 1/50 seconds), not '%s'",
		text);
}

/**
 * deck_value_duration() - how long
 * @text: SS, MM:SS or H:MM:SS
 *
 * Return: seconds, 1 to 359999, or -1 if it makes no sense.
 */
long deck_value_duration(const char *text)
{
	long sum = 0;
	long value;
	char *end;

	for (int i = 0; i < 3; i++) {
		if (*text < '0' || *text > '9')
			return -1;
		value = strtol(text, &end, 10);
		if (value > 359999 || (i && value > 59))
			return -1;
		sum = sum * 60 + value;
		if (!*end)
			return sum >= 1 && sum <= 359999 ? sum : -1;
		if (*end != ':')
			return -1;
		text = end + 1;
	}
	return -1;
}

// SPDX-License-Identifier: GPL-2.0
/*
 * dsrctl deck: settings, each to set and to ask. The deck does not confirm a
 * setting, so it is asked for after it was set, and compared.
 */

#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "cmd_deck.h"
#include "deck/words.h"

/* A setting is shown for no word at all, and for "ask". */
static bool asks(int argc, char **argv)
{
	return argc == 0 || (argc == 1 && !strcmp(argv[0], "ask"));
}

static int ask_and_say(struct deck_cli *cli, const struct deck_msg *questions,
		       size_t count)
{
	struct deck_msg answers[3];

	for (size_t i = 0; i < count; i++)
		if (deck_ask(cli->session, &questions[i], &answers[i]))
			return deck_failed(cli);
	deck_say(cli, answers, count);
	return DSRCTL_OK;
}

/* Set, ask, compare what the deck now has with what it was told. */
static int set_and_check(struct deck_cli *cli, const struct deck_msg *set,
			 const struct deck_msg *question)
{
	struct deck_msg answer;
	char text[DECK_TEXT_MAX];

	if (deck_command(cli->session, set, NULL) ||
	    deck_ask(cli->session, question, &answer))
		return deck_failed(cli);
	if (answer.choice != set->choice || answer.pitch != set->pitch ||
	    answer.number != set->number) {
		deck_text(&answer, text, sizeof(text));
		deck_state_fault(cli->session,
			"the deck did not take it; it still says: %.120s",
			text);
		return deck_failed(cli);
	}
	deck_say(cli, &answer, 1);
	return DSRCTL_OK;
}

/**
 * deck_verb_select() - a setting that is one of some words
 * @cli: the verb's; its first code sets, its last one asks
 * @argc: 0 or 1
 * @argv: the word
 *
 * Return: the exit code.
 */
int deck_verb_select(struct deck_cli *cli, int argc, char **argv)
{
	struct deck_msg set = { .code = cli->verb->codes[0] };
	struct deck_msg question = { .code = set.code, .form = 1 };
	int ret;

	/* SINGLE PLAY is asked for by a code of its own. */
	if (cli->verb->codes[1])
		question = (struct deck_msg){ .code = cli->verb->codes[1] };
	if (asks(argc, argv))
		return ask_and_say(cli, &question, 1);
	ret = deck_value_choice(cli, argv[0], &set);
	if (ret)
		return ret;
	return set_and_check(cli, &set, &question);
}

/**
 * deck_verb_pitch() - the pitch, and whether it is used
 * @cli: the verb's
 * @argc: 0 or 1
 * @argv: on, off or a number
 *
 * Return: the exit code.
 */
int deck_verb_pitch(struct deck_cli *cli, int argc, char **argv)
{
	static const struct deck_msg questions[] = {
		{ .code = DECK_PITCH, .form = 1 },
		{ .code = DECK_PITCH_MODE, .form = 1 },
	};
	struct deck_msg set = { .code = DECK_PITCH };
	int ret;

	if (asks(argc, argv))
		return ask_and_say(cli, questions, 2);
	if (!strcmp(argv[0], "on") || !strcmp(argv[0], "off")) {
		set.code = DECK_PITCH_MODE;
		set.choice = !strcmp(argv[0], "on");
		return set_and_check(cli, &set, &questions[1]);
	}
	ret = deck_value_pitch(cli, argv[0], &set);
	if (ret)
		return ret;
	return set_and_check(cli, &set, &questions[0]);
}

static int minutes_of(const struct deck_msg *clock)
{
	return clock->hour * 60 + clock->minute;
}

/* The clock runs on while we ask, possibly over midnight. */
static bool same_clock(const struct deck_msg *set,
		       const struct deck_msg *answer)
{
	int later = minutes_of(answer) - minutes_of(set);

	if (later == 0 || later == 1)
		return set->year == answer->year &&
		       set->month == answer->month && set->day == answer->day;
	return later == 1 - 24 * 60;
}

/**
 * deck_verb_clock() - the deck's date and time
 * @cli: the verb's
 * @argc: 0 to 2
 * @argv: now, or date and time
 *
 * Return: the exit code.
 */
int deck_verb_clock(struct deck_cli *cli, int argc, char **argv)
{
	static const struct deck_msg question = {
		.code = DECK_CLOCK, .form = 1,
	};
	struct deck_msg set = { .code = DECK_CLOCK };
	char text[DECK_TEXT_MAX];
	struct deck_msg answer;
	int ret;

	if (asks(argc, argv))
		return ask_and_say(cli, &question, 1);
	ret = deck_value_clock(cli, argc, argv, &set);
	if (ret)
		return ret;
	if (deck_command(cli->session, &set, NULL) ||
	    deck_ask(cli->session, &question, &answer))
		return deck_failed(cli);
	if (!same_clock(&set, &answer)) {
		deck_text(&answer, text, sizeof(text));
		deck_state_fault(cli->session,
			"the deck did not take it; it still says: %.120s",
			text);
		return deck_failed(cli);
	}
	deck_say(cli, &answer, 1);
	return DSRCTL_OK;
}

/**
 * deck_verb_fade() - the fade mode and the two fade times
 * @cli: the verb's
 * @argc: 0 to 2
 * @argv: a mode, or "in" or "out" and maybe seconds
 *
 * Return: the exit code.
 */
int deck_verb_fade(struct deck_cli *cli, int argc, char **argv)
{
	static const struct deck_msg questions[] = {
		{ .code = DECK_FADE_TIME, .form = 2 },
		{ .code = DECK_FADE_TIME, .form = 3 },
		{ .code = DECK_FADE_MODE, .form = 1 },
	};
	struct deck_msg set = { .code = DECK_FADE_MODE };
	int ret;

	if (asks(argc, argv))
		return ask_and_say(cli, questions, 3);
	if (strcmp(argv[0], "in") && strcmp(argv[0], "out")) {
		if (argc > 1)
			return deck_misused(cli, "only 'in' and 'out' take a number");
		ret = deck_value_choice(cli, argv[0], &set);
		return ret ? ret : set_and_check(cli, &set, &questions[2]);
	}
	set.code = DECK_FADE_TIME;
	set.form = !strcmp(argv[0], "out");
	if (argc == 1 || !strcmp(argv[1], "ask"))
		return ask_and_say(cli, &questions[set.form], 1);
	ret = deck_value_number(cli, argv[1], 'n', &set);
	return ret ? ret : set_and_check(cli, &set, &questions[set.form]);
}

/**
 * deck_verb_input() - the input monitor
 * @cli: the verb's
 * @argc: 0 or 1
 * @argv: on or off
 *
 * Return: the exit code.
 */
int deck_verb_input(struct deck_cli *cli, int argc, char **argv)
{
	static const struct deck_msg question = {
		.code = DECK_VENDOR, .form = 1,
	};
	struct deck_msg set = { .code = DECK_VENDOR };
	int ret;

	if (asks(argc, argv))
		return ask_and_say(cli, &question, 1);
	ret = deck_value_choice(cli, argv[0], &set);
	if (ret)
		return ret;
	return set_and_check(cli, &set, &question);
}

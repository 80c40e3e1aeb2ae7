// SPDX-License-Identifier: GPL-2.0
/*
 * dsrctl deck: transport. The deck takes a command in silence and says CHANGE
 * STATUS when it got there; MECHA STATUS tells where. Both are waited for.
 */

#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "cmd_deck.h"

/* Where a command leads; 0 where no mechanism status shows it. */
static unsigned int leads_to(uint8_t code)
{
	switch (code) {
	case DECK_STOP:
		return DECK_IN(DECK_STOPPED) | DECK_IN(DECK_NO_DISC) |
		       DECK_IN(DECK_TRAY);
	case DECK_PLAY:
		return DECK_IN(DECK_PLAYING) | DECK_IN(DECK_RECORDING);
	case DECK_READY:
		return DECK_IN(DECK_STOPPED) | DECK_IN(DECK_RECORD_READY);
	default:
		return 0;
	}
}

/* Send, wait for one of the states, say which. */
static int go(struct deck_cli *cli, const struct deck_msg *command,
	      unsigned int wanted, int *mecha)
{
	if (deck_command(cli->session, command, mecha))
		return deck_failed(cli);
	if (!wanted || !cli->wait_ms)
		return DSRCTL_OK;
	if (deck_await(cli->session, wanted, cli->wait_ms, mecha))
		return deck_failed(cli);
	return DSRCTL_OK;
}

/**
 * deck_verb_move() - a transport command
 * @cli: the verb's; its first code is the command
 * @argc: 0 or 1
 * @argv: one of the command's words, if it has some
 *
 * Return: the exit code.
 */
int deck_verb_move(struct deck_cli *cli, int argc, char **argv)
{
	const struct deck_info *info = deck_info(cli->verb->codes[0]);
	struct deck_msg command = { .code = info->code };
	const struct deck_choice *only;
	int mecha;
	int ret = DSRCTL_OK;

	only = deck_choice_at(info->choices, 0);
	if (!strcmp(cli->verb->name, "mark"))
		ret = deck_value_choice(cli, "mark", &command);
	else if (argc)
		ret = deck_value_choice(cli, argv[0], &command);
	else if (only && deck_choice_at(info->choices, 1))
		return deck_misused(cli, "takes one word: %s", cli->verb->args);
	else if (only)
		command.choice = only->value;
	if (!ret)
		ret = go(cli, &command, leads_to(command.code), &mecha);
	if (!ret)
		deck_say_mecha(cli, mecha);
	return ret;
}

/**
 * deck_verb_eject() - open the tray, or close it
 * @cli: the verb's
 * @argc: 0
 * @argv: none
 *
 * Return: the exit code.
 */
int deck_verb_eject(struct deck_cli *cli, int argc, char **argv)
{
	static const struct deck_msg command = { .code = DECK_EJECT };
	unsigned int wanted = DECK_IN(DECK_TRAY);
	int mecha;
	int ret;

	(void)argc;
	(void)argv;
	if (deck_mecha(cli->session, &mecha))
		return deck_failed(cli);
	if (mecha == DECK_TRAY)
		wanted = DECK_IN(DECK_NO_DISC) | DECK_IN(DECK_STOPPED) |
			 DECK_IN(DECK_PLAYING);
	ret = go(cli, &command, wanted, &mecha);
	if (!ret)
		deck_say_mecha(cli, mecha);
	return ret;
}

/* The status says "playing" before the search is over: wait for the track. */
static int await_track(struct deck_cli *cli, const struct deck_msg *search)
{
	static const struct deck_msg question = { .code = DECK_TRACK };
	struct deck_news news;
	struct deck_msg answer;
	int looks = cli->wait_ms / 1000;
	int ret;

	do {
		if (deck_ask(cli->session, &question, &answer))
			return deck_failed(cli);
		if (answer.track == search->track) {
			deck_say(cli, &answer, 1);
			return DSRCTL_OK;
		}
		ret = deck_follow(cli->session, 1000, -1, &news);
		if (ret == DECK_WAIT_EVENT)
			ret = deck_news_fault(cli->session, &news);
		if (ret < 0)
			return deck_failed(cli);
	} while (looks-- > 0);
	deck_state_fault(cli->session,
			 "the deck did not get to track %d within %d s; it is at track %d",
			 search->track, cli->wait_ms / 1000, answer.track);
	return deck_failed(cli);
}

/**
 * deck_move_track() - look for a track and play it
 * @cli: the verb's
 * @number: the track, as typed
 *
 * Return: the exit code.
 */
int deck_move_track(struct deck_cli *cli, const char *number)
{
	struct deck_msg search = { .code = DECK_TRACK_SEARCH };
	int mecha;
	int ret;

	ret = deck_value_number(cli, number, 't', &search);
	if (!ret)
		ret = go(cli, &search, DECK_IN(DECK_PLAYING), &mecha);
	if (ret)
		return ret;
	if (cli->wait_ms)
		return await_track(cli, &search);
	deck_say_mecha(cli, mecha);
	return DSRCTL_OK;
}

/**
 * deck_move_time() - look for a time in a track
 * @cli: the verb's
 * @where: T:MM:SS.ff, as typed
 *
 * The mode from before is kept, so no status tells when it is done.
 *
 * Return: the exit code.
 */
int deck_move_time(struct deck_cli *cli, const char *where)
{
	struct deck_msg search = { .code = DECK_TIME_SEARCH };
	int mecha;
	int ret;

	ret = deck_value_time(cli, where, &search);
	if (!ret)
		ret = go(cli, &search, 0, &mecha);
	if (!ret)
		deck_say_mecha(cli, mecha);
	return ret;
}

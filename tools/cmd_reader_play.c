// SPDX-License-Identifier: GPL-2.0
/* dsrctl reader: the verbs that play. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cmd.h"
#include "cmd_reader.h"

#define ASC_SEQUENCE	0x2c	/* nothing is played that could be held */
#define KEY_ILLEGAL	0x05

/* The disc is there and its tracks are known. */
static int get_toc(struct reader_cli *cli, struct mmc_toc *toc)
{
	int ret = reader_ready(&cli->r);

	if (!ret)
		ret = reader_toc(&cli->r, toc);
	return ret ? reader_say_error(cli, "its table of contents can't be read", ret) : DSRCTL_OK;
}

static int bad_place(struct reader_cli *cli)
{
	return option_usage_error(&command_reader,
		"'%s' is no place; a track is 3, an index 3.2, a time 12:34:56, a block @4500, a range 3-5",
		cli->arg);
}

/* Until it is through; a second is short enough for people. */
static int wait_played(struct reader_cli *cli)
{
	const struct timespec second = { .tv_sec = 1 };
	struct reader_state state;
	int ret;

	do {
		nanosleep(&second, NULL);
		if (reader_interrupted()) {
			reader_stop(&cli->r);
			return DSRCTL_CANCELLED;
		}
		ret = reader_state(&cli->r, &state);
		if (ret)
			return reader_say_error(cli, "it does not tell what it does", ret);
	} while (state.audio == READER_PLAYING || state.audio == READER_PAUSED ||
		 state.audio == READER_MUTED);
	if (state.audio != READER_STOPPED_BY_ERROR)
		return reader_say_done(cli, "played");
	complain("%s: it stopped because of an error on the disc", cli->title);
	return DSRCTL_FAILED;
}

/**
 * reader_verb_play() - dsrctl reader play
 * @cli: the call
 *
 * Return: an enum dsrctl_exit.
 */
int reader_verb_play(struct reader_cli *cli)
{
	struct place_range range;
	struct mmc_toc toc;
	int ret;

	if (cli->arg && !place_parse_range(cli->arg, &range))
		return bad_place(cli);
	ret = get_toc(cli, &toc);
	if (ret)
		return ret;
	if (!cli->arg && !player_all(&toc, &range)) {
		complain("%s: the disc in it has no audio track", cli->title);
		return DSRCTL_FAILED;
	}
	ret = reader_play(&cli->r, &toc, &range);
	if (ret)
		return reader_say_error(cli, "it does not play", ret);
	return cli->wait ? wait_played(cli) : reader_say_done(cli, "plays");
}

static int hold(struct reader_cli *cli, bool pause, const char *sentence)
{
	int ret = reader_pause(&cli->r, pause);

	if (!ret)
		return reader_say_done(cli, sentence);
	if (ret == -EIO && sense_is(&cli->r.sense, KEY_ILLEGAL, ASC_SEQUENCE)) {
		complain("%s: nothing is played in it", cli->title);
		return DSRCTL_FAILED;
	}
	return reader_say_error(cli, "it does not do that", ret);
}

/**
 * reader_verb_pause() - dsrctl reader pause
 * @cli: the call
 *
 * Return: an enum dsrctl_exit.
 */
int reader_verb_pause(struct reader_cli *cli)
{
	return hold(cli, true, "paused");
}

/**
 * reader_verb_resume() - dsrctl reader resume
 * @cli: the call
 *
 * Return: an enum dsrctl_exit.
 */
int reader_verb_resume(struct reader_cli *cli)
{
	return hold(cli, false, "plays on");
}

/**
 * reader_verb_stop() - dsrctl reader stop
 * @cli: the call
 *
 * Return: an enum dsrctl_exit.
 */
int reader_verb_stop(struct reader_cli *cli)
{
	int ret = reader_stop(&cli->r);

	return ret ? reader_say_error(cli, "it does not stop", ret) :
		     reader_say_done(cli, "stopped");
}

/**
 * reader_verb_seek() - dsrctl reader seek
 * @cli: the call
 *
 * Return: an enum dsrctl_exit.
 */
int reader_verb_seek(struct reader_cli *cli)
{
	struct place place;
	struct mmc_toc toc;
	int ret;

	if (!cli->arg)
		return option_usage_error(&command_reader, "seek where to?");
	if (!place_parse(cli->arg, &place))
		return bad_place(cli);
	ret = get_toc(cli, &toc);
	if (ret)
		return ret;
	ret = reader_seek(&cli->r, &toc, &place);
	return ret ? reader_say_error(cli, "it does not get there", ret) :
		     reader_say_done(cli, "is there");
}

/**
 * reader_parse_volume() - "80" or "80,60"
 * @text: percent, for both sides or for left and right
 * @percent: gets them
 *
 * Return: false when it is neither, or above 100.
 */
bool reader_parse_volume(const char *text, unsigned int percent[2])
{
	int n = 0, m = 0;

	if (strspn(text, "0123456789,") != strlen(text) || strlen(text) > 7)
		return false;
	if (sscanf(text, "%3u%n,%3u%n", &percent[0], &n, &percent[1], &m) < 1)
		return false;
	if (!m)
		percent[1] = percent[0];
	return !text[m ? m : n] && percent[0] <= 100 && percent[1] <= 100;
}

/* An output that is muted gets its own channel again: 1 left, 2 right. */
static void change(struct reader_volume *volume, const unsigned int percent[2])
{
	int i;

	for (i = 0; i < 2; i++) {
		volume->volume[i] = (uint8_t)((percent[i] * 255 + 50) / 100);
		if (!volume->select[i])
			volume->select[i] = (uint8_t)(1 << i);
	}
}

/**
 * reader_verb_volume() - dsrctl reader volume
 * @cli: the call
 *
 * Return: an enum dsrctl_exit.
 */
int reader_verb_volume(struct reader_cli *cli)
{
	struct reader_volume volume;
	unsigned int percent[2];
	int ret;

	if (cli->arg && !reader_parse_volume(cli->arg, percent))
		return option_usage_error(&command_reader,
			"'%s' is no volume; say 80, or 80,60 for left and right", cli->arg);
	ret = reader_volume(&cli->r, &volume);
	if (!ret && cli->arg) {
		change(&volume, percent);
		ret = reader_set_volume(&cli->r, &volume);
		if (!ret)	/* drives round, or can't do it */
			ret = reader_volume(&cli->r, &volume);
	}
	if (ret)
		return reader_say_error(cli, "its volume can't be told or changed", ret);
	return reader_say_volume(cli, &volume);
}

/**
 * reader_verb_status() - dsrctl reader status
 * @cli: the call
 *
 * Return: an enum dsrctl_exit.
 */
int reader_verb_status(struct reader_cli *cli)
{
	struct reader_volume volume;
	struct reader_state state;
	int ret = reader_ready(&cli->r);

	if (!ret)
		ret = reader_state(&cli->r, &state);
	if (ret == -ENOMEDIUM)
		return reader_say_no_disc(cli);
	if (ret)
		return reader_say_error(cli, "it does not tell what it does", ret);
	ret = reader_volume(&cli->r, &volume);
	return reader_say_state(cli, &state, ret ? NULL : &volume);
}

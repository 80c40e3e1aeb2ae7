// SPDX-License-Identifier: GPL-2.0
/*
 * dsrctl deck record: a recording from start to end. No step is taken before
 * the deck said that the one before is done:
 *
 *	stopped -> RECORD -> record ready -> PLAY -> recording -> STOP -> stopped
 *
 * (section 3.4, sample 4). Once RECORD is sent, every way out goes through
 * STOP and through the deck's word that it has stopped.
 */

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "cmd.h"
#include "cmd_deck.h"
#include "deck/words.h"

/* How often to look, so that a lost CHANGE STATUS does not go unseen. */
#define LOOK_MS 2000

/**
 * struct recording - one recording
 * @cli: the verb's
 * @hooks: the commands of --on-track, or NULL
 * @keys: stdin while it gives keys, else -1
 * @before: the terminal's settings, put back at the end
 * @mecha: what the mechanism did last
 * @began: CLOCK_MONOTONIC in ms, 0 before the deck said "recording"
 * @first: the first track
 * @last: the last one that began
 * @ended_by: why it ended, for the report
 */
struct recording {
	struct deck_cli *cli;
	struct deck_hooks *hooks;
	int keys;
	struct termios before;
	int mecha;
	long long began;
	int first;
	int last;
	const char *ended_by;
};

static long long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

static void keys_on(struct recording *r)
{
	struct termios raw;

	r->keys = -1;
	if (!isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, &r->before))
		return;
	r->keys = STDIN_FILENO;
	raw = r->before;
	raw.c_lflag &= ~(ICANON | ECHO);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	tcsetattr(STDIN_FILENO, TCSANOW, &raw);
	if (!r->cli->json)
		fputs("keys: q, s, Enter, space, Esc: stop; t: new track; m: mark\n",
		      stderr);
}

static void keys_off(struct recording *r)
{
	if (r->keys >= 0)
		tcsetattr(r->keys, TCSANOW, &r->before);
}

static int refuse(struct deck_session *s, const char *why)
{
	return deck_state_fault(s, "%s", why);
}

/* Can this deck record now? ROM discs have 0 as their second digit. */
static int check_deck(struct recording *r)
{
	static const struct deck_msg question = { .code = DECK_DISC };
	struct deck_session *s = r->cli->session;
	struct deck_msg disc;
	int ret;

	ret = deck_mecha(s, &r->mecha);
	if (!ret)
		ret = deck_ask(s, &question, &disc);
	if (ret)
		return ret;
	if (disc.choice == 0 || r->mecha == DECK_NO_DISC)
		return refuse(s, "there is no disc in the deck; put one in");
	if (disc.disc_type % 16 == 0)
		return refuse(s, "the disc in the deck is not recordable; put another one in");
	if (r->mecha == DECK_RECORDING || r->mecha == DECK_OPC)
		return refuse(s, "the deck is recording already; stop it first");
	if (r->mecha == DECK_PLAYING)
		return refuse(s, "the deck is playing; stop it first");
	if (r->mecha == DECK_TRAY)
		return refuse(s, "the deck's tray is open; close it first");
	return DECK_OK;
}

static int step(struct recording *r, uint8_t code, int choice, int state)
{
	struct deck_msg command = { .code = code, .choice = choice };
	int ret;

	ret = deck_command(r->cli->session, &command, &r->mecha);
	if (!ret)
		ret = deck_await(r->cli->session, DECK_IN(state),
				 r->cli->wait_ms, &r->mecha);
	if (!ret)
		deck_say_event(r->cli, "mechanism", &(struct deck_msg){
			.code = DECK_R_MECHA, .choice = r->mecha });
	return ret;
}

static long seconds_in(const struct recording *r)
{
	return r->began ? (long)((now_ms() - r->began) / 1000) : 0;
}

static void track_began(struct recording *r, const struct deck_msg *track)
{
	int ret;

	if (track->track == r->last)
		return;
	r->last = track->track;
	if (!r->first)
		r->first = track->track;
	deck_say_event(r->cli, "track", track);
	if (!r->hooks)
		return;
	ret = deck_hooks_run(r->hooks, track->track, seconds_in(r));
	if (ret)
		complain("deck record: can't run the --on-track command: %s",
			 strerror(ret));
}

static int start(struct recording *r)
{
	static const struct deck_msg question = { .code = DECK_TRACK };
	struct deck_msg track;
	int ret = DECK_OK;

	if (r->mecha != DECK_RECORD_READY)
		ret = step(r, DECK_RECORD, 1, DECK_RECORD_READY);
	if (!ret)
		ret = step(r, DECK_PLAY, 0, DECK_RECORDING);
	if (ret)
		return ret;
	r->began = now_ms();
	ret = deck_ask(r->cli->session, &question, &track);
	if (!ret)
		track_began(r, &track);
	return ret;
}

/* Returns true if the key ends the recording. */
static bool take_key(struct recording *r)
{
	struct deck_msg command = { .code = DECK_RECORD };
	char key;

	if (read(r->keys, &key, 1) != 1)
		return true;
	switch (key) {
	case 'q':
	case 's':
	case '\n':
	case '\r':
	case ' ':
	case '\033':
		return true;
	case 't':
		command.choice = 1;
		break;
	case 'm':
		command.choice = 2;
		break;
	default:
		return false;
	}
	/* A refused mark is no reason to stop a recording. */
	if (deck_command(r->cli->session, &command, &r->mecha))
		deck_failed(r->cli);
	else
		deck_say_event(r->cli, key == 't' ? "new-track" : "mark", NULL);
	return false;
}

static int take_news(struct recording *r, const struct deck_news *news)
{
	if (news->detail.code == DECK_R_TRACK)
		track_began(r, &news->detail);
	if (news->detail.code == DECK_R_MECHA)
		r->mecha = news->detail.choice;
	/* A caution (no more marks, say) leaves the recording running. */
	if (news->event.code == DECK_CAUTION_REQUEST ||
	    news->event.code == DECK_ILLEGAL) {
		deck_say_news(r->cli, news);
		return DECK_OK;
	}
	return deck_news_fault(r->cli->session, news);
}

/* Until the time is over, a key, a signal, a fault, or the deck stops. */
static int run(struct recording *r)
{
	long long end = r->began + r->cli->seconds * 1000LL;
	struct deck_news news;
	long long left;
	int ret;

	while (r->mecha == DECK_RECORDING) {
		left = r->cli->seconds ? end - now_ms() : LOOK_MS;
		if (left <= 0) {
			r->ended_by = "time";
			return DECK_OK;
		}
		ret = deck_follow(r->cli->session, left < LOOK_MS ? (int)left :
				  LOOK_MS, r->keys, &news);
		if (ret == DECK_WAIT_FD && take_key(r)) {
			r->ended_by = "key";
			return DECK_OK;
		}
		if (ret == DECK_WAIT_EVENT)
			ret = take_news(r, &news);
		else if (ret == DECK_WAIT_TIMEOUT && left >= LOOK_MS)
			ret = deck_mecha(r->cli->session, &r->mecha);
		if (ret < 0)
			return ret;
	}
	r->ended_by = "deck";
	return deck_state_fault(r->cli->session,
				"the deck ended the recording by itself after %ld s; it says: %s",
				seconds_in(r), deck_mecha_text(r->mecha));
}

/* Whatever happened: stop, and hear that it has stopped. */
static int finish(struct recording *r)
{
	struct deck_msg stop = { .code = DECK_STOP };
	int ret;

	ret = deck_command(r->cli->session, &stop, &r->mecha);
	if (!ret)
		ret = deck_await(r->cli->session, DECK_IN(DECK_STOPPED) |
				 DECK_IN(DECK_NO_DISC), r->cli->wait_ms,
				 &r->mecha);
	if (!ret)
		deck_say_event(r->cli, "mechanism", &(struct deck_msg){
			.code = DECK_R_MECHA, .choice = r->mecha });
	return ret;
}

static void report_text(const struct recording *r, long seconds,
			const struct deck_msg *total)
{
	char text[DECK_TEXT_MAX];

	deck_text(total, text, sizeof(text));
	printf("record: %s%s%ld:%02ld, track %d to %d, ended by %s; disc: %s\n",
	       r->cli->title ? r->cli->title : "", r->cli->title ? ": " : "",
	       seconds / 60, seconds % 60, r->first, r->last, r->ended_by,
	       text);
}

static void report(const struct recording *r, long seconds, bool good)
{
	static const struct deck_msg question = { .code = DECK_TOTAL };
	struct deck_msg total = { .code = DECK_R_TOTAL };
	struct json_object *object;

	if (deck_ask(r->cli->session, &question, &total))
		deck_failed(r->cli);
	if (!r->cli->json) {
		report_text(r, seconds, &total);
		return;
	}
	object = json_object_new_object();
	json_object_object_add(object, "command",
			       json_object_new_string("record"));
	json_object_object_add(object, "title", r->cli->title ?
			       json_object_new_string(r->cli->title) : NULL);
	json_object_object_add(object, "good", json_object_new_boolean(good));
	json_object_object_add(object, "recorded_seconds",
			       json_object_new_int64(seconds));
	json_object_object_add(object, "first_track",
			       json_object_new_int(r->first));
	json_object_object_add(object, "last_track",
			       json_object_new_int(r->last));
	json_object_object_add(object, "ended_by",
			       json_object_new_string(r->ended_by));
	json_object_object_add(object, "total", deck_json(&total));
	deck_print_json(object);
}

static int record(struct recording *r)
{
	struct deck_fault fault = { .code = DECK_OK };
	long seconds;
	int status;
	int ret;

	ret = check_deck(r);
	if (ret)
		return deck_failed(r->cli);
	r->ended_by = "fault";
	ret = start(r);
	if (!ret)
		ret = run(r);
	seconds = seconds_in(r);
	if (ret)
		fault = *deck_session_fault(r->cli->session);
	if (ret == DECK_FAULT_SIGNAL)
		r->ended_by = "signal";
	status = ret ? deck_say_fault(r->cli, &fault) : DSRCTL_OK;
	if (ret == DECK_FAULT_PORT)
		return status;
	ret = finish(r);
	if (ret)
		return status ? status : deck_failed(r->cli);
	if (r->began)
		report(r, seconds, !status);
	return status;
}

/* RECORD alone: to record ready, or a new track while recording. */
static int record_ready(struct deck_cli *cli)
{
	struct deck_msg command = { .code = DECK_RECORD, .choice = 1 };
	int mecha;
	int ret;

	ret = deck_command(cli->session, &command, &mecha);
	if (!ret && cli->wait_ms)
		ret = deck_await(cli->session, DECK_IN(DECK_RECORD_READY) |
				 DECK_IN(DECK_RECORDING), cli->wait_ms, &mecha);
	if (ret)
		return deck_failed(cli);
	deck_say_mecha(cli, mecha);
	return DSRCTL_OK;
}

/**
 * deck_verb_record() - record ready, or a whole recording
 * @cli: the verb's, with the options of a recording
 * @argc: 0
 * @argv: none
 *
 * Return: the exit code.
 */
int deck_verb_record(struct deck_cli *cli, int argc, char **argv)
{
	struct recording r = { .cli = cli };
	int status, bad;

	(void)argc;
	(void)argv;
	if (!cli->seconds && !cli->until_key && !cli->title && !cli->on_track)
		return record_ready(cli);
	if (!cli->wait_ms)
		return deck_misused(cli,
			"a recording waits for the deck at each step: --wait is 1 or more");
	if (!cli->seconds && !isatty(STDIN_FILENO))
		return deck_misused(cli,
			"a recording until a key needs a terminal; use --for TIME");
	if (cli->on_track)
		r.hooks = deck_hooks_new(cli->on_track, cli->title);
	if (cli->on_track && !r.hooks)
		return no_memory();
	keys_on(&r);
	status = record(&r);
	keys_off(&r);
	bad = deck_hooks_end(r.hooks);
	if (bad)
		complain("deck record: the --on-track command failed or did not end %d times",
			 bad);
	return status;
}

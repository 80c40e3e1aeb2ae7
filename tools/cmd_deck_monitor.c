// SPDX-License-Identifier: GPL-2.0
/* dsrctl deck monitor: prints what happens, until it is ended. */

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cmd.h"
#include "cmd_deck.h"
#include "deck/words.h"

/* Local time to the millisecond, as ISO 8601 with or without the date. */
static void time_text(char *text, size_t size, bool with_date)
{
	struct timespec now;
	char zone[8];
	struct tm tm;
	size_t n;

	clock_gettime(CLOCK_REALTIME, &now);
	localtime_r(&now.tv_sec, &tm);
	n = strftime(text, size, with_date ? "%Y-%m-%dT%H:%M:%S" : "%H:%M:%S",
		     &tm);
	n += snprintf(text + n, size - n, ".%03ld", now.tv_nsec / 1000000);
	if (with_date && strftime(zone, sizeof(zone), "%z", &tm))
		snprintf(text + n, size - n, "%s", zone);
}

/**
 * deck_say_event() - one event, one line
 * @cli: the verb's
 * @event: its name
 * @detail: what the deck said about it; code 0 or NULL: nothing
 */
void deck_say_event(struct deck_cli *cli, const char *event,
		    const struct deck_msg *detail)
{
	struct json_object *object;
	char text[DECK_TEXT_MAX] = "";
	char stamp[64];

	time_text(stamp, sizeof(stamp), cli->json);
	if (!cli->json) {
		if (detail)
			deck_text(detail, text, sizeof(text));
		printf("%s %s%s%s\n", stamp, event, *text ? ": " : "", text);
		fflush(stdout);
		return;
	}
	object = json_object_new_object();
	json_object_object_add(object, "event", json_object_new_string(event));
	json_object_object_add(object, "time", json_object_new_string(stamp));
	if (detail)
		deck_json_add(object, detail);
	deck_print_json(object);
}

/**
 * deck_say_news() - one event of the deck
 * @cli: the verb's
 * @news: event and detail
 */
void deck_say_news(struct deck_cli *cli, const struct deck_news *news)
{
	const char *name = "illegal";

	switch (news->event.code) {
	case DECK_CHANGE:
		name = news->event.choice == DECK_CHANGE_TRACK ?
		       "track" : "mechanism";
		break;
	case DECK_ERROR_REQUEST:
		name = "error";
		break;
	case DECK_CAUTION_REQUEST:
		name = "caution";
		break;
	case DECK_POWER_ON:
		name = "power-on";
		break;
	}
	deck_say_event(cli, name, &news->detail);
}

/**
 * deck_fault_passes() - can one go on after the session's last fault
 * @cli: with a session
 *
 * Return: true for a deck that is silent or talks nonsense, which may be one
 * that is being switched off and on; false for a port that is gone, a signal
 * and the like.
 */
bool deck_fault_passes(const struct deck_cli *cli)
{
	switch (deck_session_fault(cli->session)->code) {
	case DECK_FAULT_SILENT:
	case DECK_FAULT_ILLEGAL:
	case DECK_FAULT_ANSWER:
	case DECK_FAULT_STATE:
		return true;
	default:
		return false;
	}
}

/* Where things stand: at the start, and when the deck was switched on. */
static int say_where(struct deck_cli *cli)
{
	static const struct {
		const char *name;
		struct deck_msg event;
	} first[] = {
		{ "mechanism", { .code = DECK_CHANGE,
				 .choice = DECK_CHANGE_MECHA } },
		{ "track", { .code = DECK_CHANGE,
			     .choice = DECK_CHANGE_TRACK } },
	};
	struct deck_msg detail;
	int ret;

	for (int i = 0; i < 2; i++) {
		ret = deck_detail(cli->session, &first[i].event, &detail);
		if (ret)
			return ret;
		deck_say_event(cli, first[i].name, &detail);
	}
	return DECK_OK;
}

static int watch(struct deck_cli *cli)
{
	struct deck_news news;
	int ret;

	do {
		ret = deck_follow(cli->session, INT_MAX, -1, &news);
		if (ret == DECK_WAIT_EVENT)
			deck_say_news(cli, &news);
		if (ret == DECK_WAIT_EVENT && news.event.code == DECK_POWER_ON)
			ret = say_where(cli);
		if (ret < 0 && deck_fault_passes(cli)) {
			deck_failed(cli);
			ret = DECK_OK;
		}
	} while (ret >= 0 && !ferror(stdout));
	return ret;
}

static int monitor_events(struct deck_cli *cli)
{
	int ret = say_where(cli);

	if (!ret || deck_fault_passes(cli)) {
		if (ret)
			deck_failed(cli);
		ret = watch(cli);
	}
	/* Ctrl-C is how one ends it: that is no fault. */
	if (ret == DECK_FAULT_SIGNAL || ret >= 0)
		return DSRCTL_OK;
	return deck_failed(cli);
}

/**
 * deck_verb_monitor() - the event monitor, or the deck's input monitor
 * @cli: the verb's
 * @argc: 0: events; 1: the input monitor
 * @argv: on, off or ask
 *
 * Return: the exit code.
 */
int deck_verb_monitor(struct deck_cli *cli, int argc, char **argv)
{
	return argc ? deck_verb_input(cli, argc, argv) : monitor_events(cli);
}

// SPDX-License-Identifier: GPL-2.0
/*
 * The deck reports that something happened, and what it was must be asked:
 * CHANGE STATUS by MECHA STATUS or TRACK No. SENSE, the error and caution
 * requests by ERROR and CAUTION SENSE (section 3.4, samples).
 */

#include <time.h>

#include "follow.h"
#include "words.h"

/*
 * A CHANGE STATUS may get lost on the line, so MECHA STATUS is asked again
 * after so long without one.
 */
#define LOOK_AGAIN_MS 1000

static long long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

/**
 * deck_mecha_bit() - the place of a mechanism status in a set
 * @mecha: an enum deck_mecha
 *
 * Return: 0 to 31; a value that is none shares 31, which nobody waits for.
 */
unsigned int deck_mecha_bit(int mecha)
{
	const struct deck_choice *row;

	for (size_t i = 0; (row = deck_choice_at(DECK_TABLE_mecha, i)); i++)
		if (row->value == mecha)
			return i;
	return 31;
}

/**
 * deck_mecha_text() - a mechanism status in words
 * @mecha: an enum deck_mecha
 *
 * Return: the words.
 */
const char *deck_mecha_text(int mecha)
{
	const struct deck_choice *row = deck_choice(DECK_TABLE_mecha, mecha);

	return row ? row->text : "unknown";
}

/**
 * deck_mecha() - ask what the mechanism does
 * @s: the session
 * @mecha: an enum deck_mecha goes here
 *
 * Return: DECK_OK or an enum deck_result.
 */
int deck_mecha(struct deck_session *s, int *mecha)
{
	struct deck_msg question = { .code = DECK_MECHA };
	struct deck_msg answer;
	int ret = deck_ask(s, &question, &answer);

	if (!ret)
		*mecha = answer.choice;
	return ret;
}

/**
 * deck_detail() - ask what an event is about
 * @s: the session
 * @event: the event
 * @detail: the answer goes here; code 0 where there is nothing to ask
 *
 * Return: DECK_OK or an enum deck_result.
 */
int deck_detail(struct deck_session *s, const struct deck_msg *event,
		struct deck_msg *detail)
{
	struct deck_msg question = { .code = deck_info(event->code)->reply };

	*detail = (struct deck_msg){ 0 };
	if (event->code == DECK_CHANGE)
		question.code = event->choice == DECK_CHANGE_TRACK ?
				DECK_TRACK : DECK_MECHA;
	if (!question.code)
		return DECK_OK;
	return deck_ask(s, &question, detail);
}

/**
 * deck_follow() - wait for the next event and ask what it is about
 * @s: the session
 * @timeout_ms: how long, 0: only look
 * @watch_fd: a descriptor to wait for as well, or -1
 * @news: event and detail go here with DECK_WAIT_EVENT
 *
 * Return: an enum deck_wait, or an enum deck_result below 0.
 */
int deck_follow(struct deck_session *s, int timeout_ms, int watch_fd,
		struct deck_news *news)
{
	int ret = deck_event(s, timeout_ms, watch_fd, &news->event);

	if (ret != DECK_WAIT_EVENT)
		return ret;
	ret = deck_detail(s, &news->event, &news->detail);
	return ret ? ret : DECK_WAIT_EVENT;
}

/**
 * deck_news_fault() - is this bad news for what is under way
 * @s: the session
 * @news: event and detail
 *
 * Return: DECK_OK if it is not, else an enum deck_result with its sentence.
 */
int deck_news_fault(struct deck_session *s, const struct deck_news *news)
{
	char text[DECK_TEXT_MAX];

	switch (news->event.code) {
	case DECK_ERROR_REQUEST:
	case DECK_CAUTION_REQUEST:
		deck_text(&news->detail, text, sizeof(text));
		return deck_state_fault(s, "the deck reports %s %.120s",
			news->event.code == DECK_ERROR_REQUEST ?
			"error" : "caution", text);
	case DECK_POWER_ON:
		return deck_state_fault(s,
			"the deck was switched off and on; set it up again");
	case DECK_ILLEGAL:
		return deck_late_illegal(s);
	default:
		return DECK_OK;
	}
}

/**
 * deck_await() - wait until the deck says that it is in a state
 * @s: the session
 * @wanted: DECK_IN() of the states, together
 * @timeout_ms: how long
 * @mecha: in: what is known; out: the state it is in
 *
 * Ends at once with an error, a caution or a power-on of the deck.
 *
 * Return: DECK_OK, DECK_FAULT_STATE or another enum deck_result.
 */
int deck_await(struct deck_session *s, unsigned int wanted, int timeout_ms,
	       int *mecha)
{
	long long deadline = now_ms() + timeout_ms;
	struct deck_news news;
	long long left;
	int ret;

	while (left = deadline - now_ms(), !(DECK_IN(*mecha) & wanted)) {
		if (left <= 0)
			return deck_state_fault(s,
				"the deck did not get there within %d s; it says: %s",
				timeout_ms / 1000, deck_mecha_text(*mecha));
		ret = deck_follow(s, left < LOOK_AGAIN_MS ? (int)left :
				  LOOK_AGAIN_MS, -1, &news);
		if (ret < 0)
			return ret;
		if (ret == DECK_WAIT_EVENT) {
			ret = deck_news_fault(s, &news);
			if (ret)
				return ret;
		}
		if (ret == DECK_WAIT_EVENT && news.detail.code == DECK_R_MECHA)
			*mecha = news.detail.choice;
		else
			ret = deck_mecha(s, mecha);
		if (ret < 0)
			return ret;
	}
	return DECK_OK;
}

/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DSR_DECK_FOLLOW_H
#define DSR_DECK_FOLLOW_H

/* Following the deck: what an event is about, and waiting for a state. */

#include "session.h"

/**
 * struct deck_news - an event and what the deck said when asked about it
 * @event: the event
 * @detail: the answer: mechanism status, track number, error or caution;
 *	code 0 where the event has no detail
 */
struct deck_news {
	struct deck_msg event;
	struct deck_msg detail;
};

/* A set of enum deck_mecha, as bits. */
#define DECK_IN(mecha) (1U << deck_mecha_bit(mecha))

unsigned int deck_mecha_bit(int mecha);
int deck_detail(struct deck_session *s, const struct deck_msg *event,
		struct deck_msg *detail);
int deck_follow(struct deck_session *s, int timeout_ms, int watch_fd,
		struct deck_news *news);
int deck_news_fault(struct deck_session *s, const struct deck_news *news);
int deck_mecha(struct deck_session *s, int *mecha);
int deck_await(struct deck_session *s, unsigned int wanted, int timeout_ms,
	       int *mecha);
const char *deck_mecha_text(int mecha);

#endif /* DSR_DECK_FOLLOW_H */

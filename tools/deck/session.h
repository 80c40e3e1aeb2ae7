/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DSR_DECK_SESSION_H
#define DSR_DECK_SESSION_H

/*
 * Talking with the deck: half duplex, one question outstanding, 20 ms or more
 * between two commands; what the deck sends unasked is kept for later. Not
 * for use by several threads.
 */

#include "fault.h"
#include "protocol.h"

/*
 * Section 3.1: 20 ms or more between commands. USB adapters collect bytes into
 * frames of 1 ms and have wake-up times of their own: some more, to be sure.
 */
#define DECK_SPACING_MS		20
#define DECK_MARGIN_MS		5
/*
 * How long the deck may take to answer is not specified. The longest answer
 * takes 28 ms on the line; the rest is for the deck.
 */
#define DECK_ANSWER_MS		1000

struct deck_session;

/**
 * struct deck_counts - what a session has seen
 * @commands: frames sent
 * @answers: returns that answered a question
 * @retries: questions asked a second time
 * @strays: returns that nobody had asked for
 * @malformed: frames that make no sense
 * @others: frames for another machine
 * @dropped: bytes outside of frames
 * @lost: events that were thrown away because nobody took them
 */
struct deck_counts {
	unsigned long commands;
	unsigned long answers;
	unsigned long retries;
	unsigned long strays;
	unsigned long malformed;
	unsigned long others;
	unsigned long dropped;
	unsigned long lost;
};

int deck_session_open(const char *path, int lock_ms, int answer_ms,
		      struct deck_session **session, struct deck_fault *fault);
void deck_session_close(struct deck_session *session);
const struct deck_fault *deck_session_fault(const struct deck_session *s);
struct deck_counts deck_session_counts(const struct deck_session *s);
const char *deck_session_port(const struct deck_session *s);

int deck_ask(struct deck_session *s, const struct deck_msg *question,
	     struct deck_msg *answer);
int deck_command(struct deck_session *s, const struct deck_msg *command,
		 int *mecha);
int deck_event(struct deck_session *s, int timeout_ms, int watch_fd,
	       struct deck_msg *event);
int deck_state_fault(struct deck_session *s, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

int deck_late_illegal(struct deck_session *s);

/* What deck_event() returns. */
enum deck_wait {
	DECK_WAIT_EVENT,	/* an event was taken */
	DECK_WAIT_TIMEOUT,	/* the time is over */
	DECK_WAIT_FD,		/* the watched descriptor can be read */
};

#endif /* DSR_DECK_SESSION_H */

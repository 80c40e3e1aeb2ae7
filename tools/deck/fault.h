/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DSR_DECK_FAULT_H
#define DSR_DECK_FAULT_H

/* What went wrong, as a kind for programs and a sentence for people. */
enum deck_result {
	DECK_OK,
	DECK_FAULT_PORT = -1,		/* the port can't be used */
	DECK_FAULT_BUSY = -2,		/* somebody else uses it */
	DECK_FAULT_SILENT = -3,		/* no answer within the time */
	DECK_FAULT_ILLEGAL = -4,	/* the deck refused the command */
	DECK_FAULT_ANSWER = -5,		/* an answer that makes no sense */
	DECK_FAULT_VALUE = -6,		/* not sent: a value is out of range */
	DECK_FAULT_STATE = -7,		/* the deck does not do what was asked */
	DECK_FAULT_SIGNAL = -8,		/* a signal asked us to end */
	DECK_FAULT_MEMORY = -9,
};

/**
 * struct deck_fault - the last fault
 * @code: an enum deck_result
 * @text: one sentence without a full stop: what, where, what to do
 */
struct deck_fault {
	int code;
	char text[400];
};

int deck_fail(struct deck_fault *fault, int code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif /* DSR_DECK_FAULT_H */

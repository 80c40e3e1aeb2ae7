/* SPDX-License-Identifier: GPL-2.0 */
/* Tokens of a cdrdao TOC file. Pure. */
#ifndef DSRCTL_TOKENS_H
#define DSRCTL_TOKENS_H

#include <stdbool.h>

enum token_kind {
	TOKEN_END,
	TOKEN_WORD,
	TOKEN_STRING,
	TOKEN_OPEN,		/* { */
	TOKEN_CLOSE,		/* } */
	TOKEN_BAD,		/* a string without an end */
};

/**
 * struct tokens - a text that is being read
 * @next: behind the present token; the text is written into
 * @line: of the present token
 * @next_line: of @next
 * @kind: of the present token
 * @text: of a word or a string
 */
struct tokens {
	char *next;
	unsigned int line;
	unsigned int next_line;
	enum token_kind kind;
	char *text;
	char hidden;		/* what the present word's zero stands on */
	char *hole;
};

void tokens_begin(struct tokens *t, char *text);
void tokens_step(struct tokens *t);
bool token_is(const struct tokens *t, const char *word);

#endif /* DSRCTL_TOKENS_H */

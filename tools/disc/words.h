/* SPDX-License-Identifier: GPL-2.0 */
/* Words and quoted strings of a line of text. Pure. */
#ifndef DSRCTL_WORDS_H
#define DSRCTL_WORDS_H

#include <stddef.h>

char *next_line(char **text);
char *next_word(char **line);
char *text_utf8(const char *text);

#endif /* DSRCTL_WORDS_H */

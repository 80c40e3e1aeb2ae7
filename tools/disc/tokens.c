// SPDX-License-Identifier: GPL-2.0
/* Tokens of a cdrdao TOC file: words, strings, braces; // begins a comment. */
#include <string.h>

#include "disc/tokens.h"

#define BLANKS	" \t\r\n,:"	/* colons and commas part list entries */

static void skip(struct tokens *t)
{
	for (;;) {
		if (*t->next == '\n')
			t->next_line++;
		if (*t->next && strchr(BLANKS, *t->next))
			t->next++;
		else if (t->next[0] == '/' && t->next[1] == '/')
			t->next += strcspn(t->next, "\n");
		else
			return;
	}
}

static char octal(char **from)
{
	unsigned int value = 0, i;

	for (i = 0; i < 3 && **from >= '0' && **from <= '7'; i++)
		value = value * 8 + (unsigned int)(*(*from)++ - '0');
	return (char)value;
}

/* a string: \" and \\ stand for themselves, \ooo for a byte */
static void string(struct tokens *t)
{
	char *from = t->next + 1, *to = from;

	t->kind = TOKEN_BAD;
	t->text = to;
	while (*from && *from != '"') {
		if (*from == '\n')
			t->next_line++;
		if (*from != '\\') {
			*to++ = *from++;
		} else if (from[1] >= '0' && from[1] <= '7') {
			from++;
			*to = octal(&from);
			to += *to != '\0';
		} else if (from[1]) {
			*to++ = from[1];
			from += 2;
		} else {
			from++;
		}
	}
	if (*from == '"') {
		t->kind = TOKEN_STRING;
		from++;
	}
	t->next = from;
	*to = '\0';
}

/* a time has colons and is one word */
static void word(struct tokens *t)
{
	size_t n = strcspn(t->next, " \t\r\n,{}\"");

	t->kind = TOKEN_WORD;
	t->text = t->next;
	if (n > 1 && t->next[n - 1] == ':')
		n--;
	t->next += n;
	t->hole = t->next;
	t->hidden = *t->hole;
	*t->hole = '\0';
}

/**
 * tokens_step() - go to the next token
 * @t: begun
 */
void tokens_step(struct tokens *t)
{
	/* the zero behind a word stood on something that is still to be read */
	if (t->hole)
		*t->hole = t->hidden;
	t->hole = NULL;
	skip(t);
	t->line = t->next_line;
	t->text = t->next;
	switch (*t->next) {
	case '\0':
		t->kind = TOKEN_END;
		return;
	case '{':
		t->kind = TOKEN_OPEN;
		t->next++;
		return;
	case '}':
		t->kind = TOKEN_CLOSE;
		t->next++;
		return;
	case '"':
		string(t);
		return;
	}
	word(t);
}

/**
 * tokens_begin() - stand at the first token of a text
 * @t: to be filled
 * @text: zero-terminated; is written into
 */
void tokens_begin(struct tokens *t, char *text)
{
	memset(t, 0, sizeof(*t));
	t->next = text;
	t->next_line = 1;
	tokens_step(t);
}

/**
 * token_is() - is the present token this word?
 * @t: begun
 * @wanted: the word
 */
bool token_is(const struct tokens *t, const char *wanted)
{
	return t->kind == TOKEN_WORD && !strcmp(t->text, wanted);
}

// SPDX-License-Identifier: GPL-2.0
/* Words and quoted strings of a line of text. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "disc/words.h"

/**
 * next_line() - cut the next line off a text
 * @text: moved behind it; NULL at the end
 *
 * Lines may end as on any system.
 *
 * Return: the line, or NULL.
 */
char *next_line(char **text)
{
	char *line = *text, *end;

	if (!line)
		return NULL;
	end = line + strcspn(line, "\r\n");
	*text = !*end ? NULL : end[0] == '\r' && end[1] == '\n' ? end + 2 :
								  end + 1;
	*end = '\0';
	return line;
}

/**
 * next_word() - cut the next word or quoted string off a line
 * @line: moved behind it
 *
 * Return: it, without the quotes, or NULL.
 */
char *next_word(char **line)
{
	char *p = *line + strspn(*line, " \t"), *end;

	if (!*p)
		return NULL;
	if (*p == '"') {
		p++;
		end = p + strcspn(p, "\"");
	} else {
		end = p + strcspn(p, " \t");
	}
	*line = *end ? end + 1 : end;
	*end = '\0';
	return p;
}

/* length of the UTF-8 character at @p, 0: none */
static size_t utf8_char(const uint8_t *p)
{
	size_t n = p[0] < 0x80 ? 1 : p[0] >= 0xc2 && p[0] < 0xe0 ? 2 :
		   (p[0] & 0xf0) == 0xe0 ? 3 : p[0] >= 0xf0 && p[0] < 0xf5 ? 4 :
		   0;
	size_t i;

	for (i = 1; i < n; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	return n;
}

static bool is_utf8(const char *text)
{
	const uint8_t *p = (const uint8_t *)text;
	size_t n;

	for (; *p; p += n) {
		n = utf8_char(p);
		if (!n)
			return false;
	}
	return true;
}

/**
 * text_utf8() - a text of unknown encoding in UTF-8
 * @text: UTF-8, or else taken for ISO 8859-1
 *
 * Return: it on the heap, or NULL.
 */
char *text_utf8(const char *text)
{
	char *out, *to;

	if (is_utf8(text))
		return strdup(text);
	out = malloc(2 * strlen(text) + 1);
	for (to = out; to && *text; text++) {
		uint8_t c = (uint8_t)*text;

		if (c < 0x80) {
			*to++ = (char)c;
		} else {
			*to++ = (char)(0xc0 | c >> 6);
			*to++ = (char)(0x80 | (c & 0x3f));
		}
	}
	if (to)
		*to = '\0';
	return out;
}

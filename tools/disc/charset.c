// SPDX-License-Identifier: GPL-2.0
/* The character sets of CD-Text, to and from UTF-8. */
#include <iconv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "disc/charset.h"

static char *from_latin1(const uint8_t *bytes, size_t n)
{
	char *out = malloc(2 * n + 1), *to = out;
	size_t i;

	for (i = 0; out && i < n; i++) {
		/* nothing that moves a terminal's cursor */
		uint8_t c = bytes[i] < 0x20 || bytes[i] == 0x7f ? ' ' : bytes[i];

		if (c >= 0x80 && c < 0xa0) {
			*to++ = '?';
		} else if (c < 0x80) {
			*to++ = (char)c;
		} else {
			*to++ = (char)(0xc0 | c >> 6);
			*to++ = (char)(0x80 | (c & 0x3f));
		}
	}
	if (out)
		*to = '\0';
	return out;
}

static void without_controls(char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			*text = ' ';
}

/* NULL where the C library does not know the character set, or the text is none */
static char *from_jis(const uint8_t *bytes, size_t n)
{
	iconv_t cd = iconv_open("UTF-8", "CP932");
	size_t in_left = n, room = 4 * n;
	char *in = (char *)(uintptr_t)bytes, *out, *to;
	bool whole;

	if (cd == (iconv_t)-1)
		return NULL;
	out = malloc(room + 1);
	to = out;
	whole = out && iconv(cd, &in, &in_left, &to, &room) != (size_t)-1;
	iconv_close(cd);
	if (!whole) {
		free(out);
		return NULL;
	}
	*to = '\0';
	without_controls(out);
	return out;
}

/**
 * charset_to_utf8() - a text of CD-Text in UTF-8
 * @charset: CHARSET_*; an unknown one is shown as far as it is ASCII
 * @bytes: the text, not trusted
 * @n: how many
 *
 * Return: it on the heap, without control characters, or NULL.
 */
char *charset_to_utf8(uint8_t charset, const uint8_t *bytes, size_t n)
{
	char *out = NULL;
	size_t i;

	if (charset == CHARSET_LATIN1)
		return from_latin1(bytes, n);
	if (charset == CHARSET_MS_JIS)
		out = from_jis(bytes, n);
	if (out)
		return out;
	out = from_latin1(bytes, n);
	for (i = 0; out && out[i]; i++)
		if ((unsigned char)out[i] >= 0x80)
			out[i] = '?';
	return out;
}

/* the next character of a text in UTF-8, that is known to be well-formed */
static uint32_t next_char(const char **utf8)
{
	const uint8_t *p = (const uint8_t *)*utf8;
	uint32_t c = *p++;
	int more = c < 0xc0 ? 0 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;

	if (more)
		c &= 0x3fU >> more;
	for (; more && (*p & 0xc0) == 0x80; more--)
		c = c << 6 | (*p++ & 0x3f);
	*utf8 = (const char *)p;
	return c;
}

/**
 * charset_to_latin1() - a text for CD-Text
 * @utf8: the text
 * @out: gets it, without a zero at its end
 * @room: bytes there
 * @lost: grows by the characters that ISO 8859-1 does not have: they become '?'
 *
 * Return: bytes of it.
 */
size_t charset_to_latin1(const char *utf8, uint8_t *out, size_t room,
			 unsigned int *lost)
{
	size_t n = 0;
	uint32_t c;

	while (*utf8 && n < room) {
		c = next_char(&utf8);
		if (c > 0xff) {
			c = '?';
			++*lost;
		}
		out[n++] = (uint8_t)c;
	}
	return n;
}

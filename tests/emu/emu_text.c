// SPDX-License-Identifier: GPL-2.0
/* Text word by word, for descriptions of discs. */

#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/string.h>

#include "emu_load.h"

#define EMU_TEXT_MAX	0x100000u	/* bytes; 99 tracks with 99 indexes fit */

/**
 * emu_text_read - read a description
 * @text: gets it
 * @path: the file
 *
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_text_read(struct emu_text *text, const char *path)
{
	struct file *file = filp_open(path, O_RDONLY | O_LARGEFILE, 0);
	loff_t pos = 0;
	ssize_t len;

	memset(text, 0, sizeof(*text));
	if (IS_ERR(file)) {
		emu_say("can't open %s (%ld)", path, PTR_ERR(file));
		return PTR_ERR(file);
	}
	len = -ENOMEM;
	text->buf = kvzalloc(EMU_TEXT_MAX, GFP_KERNEL);
	if (text->buf)
		len = kernel_read(file, text->buf, EMU_TEXT_MAX, &pos);
	fput(file);
	if (len < 0 || len == EMU_TEXT_MAX) {
		emu_say("can't read %s, or it is no description of a disc",
			path);
		emu_text_free(text);
		return len < 0 ? len : -EFBIG;
	}
	text->path = path;
	text->len = len;
	text->next = text->buf;
	text->line = 1;
	return 0;
}

/**
 * emu_text_free - give the memory back
 * @text: the description
 */
void emu_text_free(struct emu_text *text)
{
	kvfree(text->buf);
	text->buf = NULL;
}

static void emu_text_space(struct emu_text *text)
{
	for (;;) {
		if (text->comments && !strncmp(text->next, "//", 2))
			text->next += strcspn(text->next, "\n");
		if (!isspace(*text->next))
			return;
		if (*text->next++ == '\n')
			text->line++;
	}
}

/* The quote that ends a string, or the end of its line. */
static char *emu_text_quote(char *p)
{
	while (*p && *p != '"' && *p != '\n')
		p += *p == '\\' && p[1] ? 2 : 1;
	return p;
}

/**
 * emu_text_peek - look at what comes next
 * @text: the description
 *
 * Return: first character of the next word, 0 at the end.
 */
char emu_text_peek(struct emu_text *text)
{
	if (text->eol)
		text->line++;
	text->eol = false;
	emu_text_space(text);
	return *text->next;
}

/**
 * emu_text_next - take the next word
 * @text: the description; @word, @line, @eol and @quoted are set
 *
 * A word ends at white space, or is what stands between two quotes of one line.
 *
 * Return: false at the end.
 */
bool emu_text_next(struct emu_text *text)
{
	char *end;

	text->quoted = emu_text_peek(text) == '"';
	text->word = text->next;
	if (!*text->next)
		return false;
	if (text->quoted)
		end = emu_text_quote(++text->word);
	else
		end = text->word + strcspn(text->word, " \t\r\n");
	text->next = end;
	if (text->quoted && *end == '"')
		*text->next++ = 0;
	while (*text->next == ' ' || *text->next == '\t' ||
	       *text->next == '\r')
		*text->next++ = 0;
	text->eol = *text->next == '\n';
	if (text->eol)
		*text->next++ = 0;
	return true;
}

/**
 * emu_text_skip_line - pass over the rest of the line
 * @text: the description
 */
void emu_text_skip_line(struct emu_text *text)
{
	if (text->eol)
		return;
	text->next += strcspn(text->next, "\n");
	text->eol = *text->next == '\n';
	if (text->eol)
		text->next++;
}

/**
 * emu_text_bad - say that the description can't be understood
 * @text: the description, at the word
 * @why: what is wrong with it
 *
 * Return: -EINVAL.
 */
int emu_text_bad(const struct emu_text *text, const char *why)
{
	emu_say("%s line %u: %s (%s)", text->path, text->line, why,
		text->word ? text->word : "");
	return -EINVAL;
}

/**
 * emu_word_msf - read mm:ss:ff
 * @word: the word
 * @frames: gets the number of blocks
 *
 * Return: false when it is no such time.
 */
bool emu_word_msf(const char *word, u32 *frames)
{
	unsigned int m, s, f;
	char rest;

	if (sscanf(word, "%3u:%2u:%2u%c", &m, &s, &f, &rest) != 3 || s > 59 ||
	    f > 74)
		return false;
	*frames = (m * 60 + s) * 75 + f;
	return true;
}

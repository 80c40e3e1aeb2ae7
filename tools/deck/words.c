// SPDX-License-Identifier: GPL-2.0
/* Messages in words for people. Walks the same patterns as the codec. */

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "words.h"

struct out {
	char *text;
	size_t size;
	size_t len;
};

__attribute__((format(printf, 2, 3)))
static void say(struct out *out, const char *format, ...)
{
	va_list args;
	int n;

	if (out->len >= out->size)
		return;
	va_start(args, format);
	n = vsnprintf(out->text + out->len, out->size - out->len, format, args);
	va_end(args);
	if (n > 0)
		out->len += n;
}

/* Titles come from outside: no terminal gets their raw bytes. */
static void say_title(struct out *out, const char *title)
{
	say(out, "\"");
	for (; *title; title++) {
		if (*title == '"' || *title == '\\')
			say(out, "\\%c", *title);
		else if ((unsigned char)*title < 0x7F)
			say(out, "%c", *title);
		else
			say(out, "\\x%02X", (unsigned char)*title);
	}
	say(out, "\"");
}

static void say_error(struct out *out, const struct deck_msg *msg)
{
	const struct deck_error *row = deck_error(msg->code, msg->error);
	const char *group = deck_error_group(msg->code, msg->error);

	if (!msg->error) {
		say(out, "none");
		return;
	}
	say(out, "%d-%02d %s", msg->error / 100, msg->error % 100,
	    row ? row->text : "(not in the specification)");
	if (group)
		say(out, " (%s)", group);
}

static void say_number(struct out *out, const struct deck_msg *msg)
{
	if (msg->code == DECK_R_VENDOR || msg->code == DECK_VENDOR)
		say(out, "%d %s", msg->number,
		    msg->number == 1 ? "project" : "projects");
	else
		say(out, "fade %s %d s", msg->form % 2 ? "out" : "in",
		    msg->number);
}

static void say_track(struct out *out, const struct deck_msg *msg)
{
	bool count = msg->code == DECK_R_TOTAL || msg->code == DECK_R_PROGRAM;

	if (count)
		say(out, "%d %s", msg->track,
		    msg->track == 1 ? "track" : "tracks");
	else if (msg->code == DECK_R_TITLE && msg->track == 0)
		say(out, "project");
	else
		say(out, "track %d", msg->track);
}

static void say_field(struct out *out, char letter, const struct deck_info *info,
		      const struct deck_msg *msg)
{
	const struct deck_choice *row = NULL;

	switch (letter) {
	case 't':
	case 'g':
	case 'T':
		say_track(out, msg);
		break;
	case 'm':
		say(out, "%d:%02d.%02d", msg->minutes, msg->second,
		    msg->edit_unit);
		break;
	case 'p':
		say(out, "%s%d.%d %%", msg->pitch < 0 ? "-" : "+",
		    (msg->pitch < 0 ? -msg->pitch : msg->pitch) / 10,
		    (msg->pitch < 0 ? -msg->pitch : msg->pitch) % 10);
		break;
	case 'y':
		say(out, "20%02d-%02d-%02d %02d:%02d:%02d", msg->year,
		    msg->month, msg->day, msg->hour, msg->minute, msg->second);
		break;
	case 'n':
	case 'N':
		say_number(out, msg);
		break;
	case 'v':
		say(out, "version %d.%02d", msg->version / 100,
		    msg->version % 100);
		break;
	case 'b':
		say(out, "build %d", msg->build);
		break;
	case 'e':
		say_error(out, msg);
		break;
	case 'c':
		row = deck_choice(info->choices, msg->choice);
		break;
	case 'k':
		row = deck_choice(DECK_TABLE_disc_type, msg->disc_type);
		break;
	case 'x':
		say_title(out, msg->title);
		break;
	}
	if (row)
		say(out, "%s", row->text);
}

/* Seconds, edit units, hours and the like are said with their first field. */
static bool has_words(char letter)
{
	return letter == 'x' || (deck_field(letter) &&
				 !strchr("suodhi", letter));
}

/**
 * deck_text() - what a message says, in words
 * @msg: a decoded message
 * @text: the words go here, always ended by a NUL
 * @size: room there, 1 or more; DECK_TEXT_MAX is always enough
 *
 * Only printable ASCII is written.
 */
void deck_text(const struct deck_msg *msg, char *text, size_t size)
{
	const struct deck_info *info = deck_info(msg->code);
	struct out out = { text, size, 0 };
	const char *form;
	size_t len;

	text[0] = '\0';
	len = info ? deck_form(info, msg->form, &form, NULL) : (size_t)-1;
	if (len == (size_t)-1)
		return;
	for (size_t i = 0; i < len; i++) {
		if (!has_words(form[i]))
			continue;
		if (out.len)
			say(&out, ", ");
		say_field(&out, form[i], info, msg);
	}
}

static void say_form(struct out *out, const struct deck_info *info,
		     const char *form, size_t len)
{
	const struct deck_choice *row;
	const struct deck_field *field;

	if (!len)
		say(out, "no data");
	for (size_t i = 0; i < len; i++) {
		field = deck_field(form[i]);
		if (form[i] == 'x')
			say(out, " title(0-%d)", DECK_TITLE_MAX);
		else if (!field)
			say(out, "%c", form[i]);
		else if (form[i] == 'k')
			say(out, " disc type(2)");
		else if (form[i] != 'c')
			say(out, "%s%s(%d)", i ? " " : "", field->member,
			    field->digits);
		else
			for (size_t k = 0; (row = deck_choice_at(info->choices,
								 k)); k++)
				say(out, "%s%02X=%s", k ? "/" : i ? " " : "",
				    row->value, row->word);
	}
}

/**
 * deck_pattern_text() - the data of a code, for people
 * @info: the code
 * @text: the words go here, always ended by a NUL
 * @size: room there, 1 or more; 256 is enough for every row
 */
void deck_pattern_text(const struct deck_info *info, char *text, size_t size)
{
	struct out out = { text, size, 0 };
	const char *form;
	size_t len;
	bool asks;

	text[0] = '\0';
	for (unsigned int i = 0;; i++) {
		len = deck_form(info, i, &form, &asks);
		if (len == (size_t)-1)
			return;
		say(&out, "%s", i ? ", " : "");
		say_form(&out, info, form, len);
		if (asks && len)
			say(&out, " asks");
	}
}

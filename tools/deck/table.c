// SPDX-License-Identifier: GPL-2.0
/* The rows of codes.h as arrays, and how to find one. */

#include <string.h>

#include "protocol.h"

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

#define ROW(code, id, dir, reply, name, pattern, choices, summary)	\
	{ code, reply, DECK_DIR_##dir, #id, name, pattern,		\
	  DECK_TABLE_##choices, summary },
const struct deck_info deck_codes[] = { DECK_CODES(ROW) };
#undef ROW
const size_t deck_code_count = ARRAY_SIZE(deck_codes);

#define ROW(kind, group, number, text)					\
	{ kind, (group) * 100 + (number), text },
const struct deck_error deck_errors[] = { DECK_ERRORS(ROW) };
#undef ROW
const size_t deck_error_count = ARRAY_SIZE(deck_errors);

#define ROW(table, value, word, text) { DECK_TABLE_##table, value, word, text },
static const struct deck_choice choices[] = { DECK_CHOICES(ROW) };
#undef ROW

#define LIST(...) { __VA_ARGS__ }
#define ROW(letter, member, name, digits, base, min, max, weights)	\
	{ letter, digits, base, offsetof(struct deck_msg, member),	\
	  #member, name, min, max, LIST weights },
static const struct deck_field fields[] = { DECK_FIELDS(ROW) };
#undef ROW

/**
 * deck_info() - the row of a code
 * @code: 0x00 to 0xFF
 *
 * Return: the row, or NULL if the protocol has no such code.
 */
const struct deck_info *deck_info(unsigned int code)
{
	for (size_t i = 0; i < deck_code_count; i++)
		if (deck_codes[i].code == code)
			return &deck_codes[i];
	return NULL;
}

/**
 * deck_field() - the field that a letter of a pattern stands for
 * @letter: the letter
 *
 * Return: the row of DECK_FIELDS, or NULL if the letter stands for itself (or
 * for the title, which is text and no number).
 */
const struct deck_field *deck_field(char letter)
{
	for (size_t i = 0; i < ARRAY_SIZE(fields); i++)
		if (fields[i].letter == letter)
			return &fields[i];
	return NULL;
}

/**
 * deck_choice_at() - the i-th row of one table of choices
 * @table: the table
 * @i: counted from 0
 *
 * Return: the row, or NULL behind the last one.
 */
const struct deck_choice *deck_choice_at(enum deck_table table, size_t i)
{
	for (size_t row = 0; row < ARRAY_SIZE(choices); row++)
		if (choices[row].table == table && i-- == 0)
			return &choices[row];
	return NULL;
}

/**
 * deck_choice() - find a choice by its value on the line
 * @table: the table
 * @value: the two hexadecimal digits
 *
 * Return: the row, or NULL if the table has no such value.
 */
const struct deck_choice *deck_choice(enum deck_table table, int value)
{
	const struct deck_choice *row;

	for (size_t i = 0; (row = deck_choice_at(table, i)); i++)
		if (row->value == value)
			return row;
	return NULL;
}

/**
 * deck_choice_word() - find a choice by its word
 * @table: the table
 * @word: as people type it
 *
 * Return: the row, or NULL if the table has no such word.
 */
const struct deck_choice *deck_choice_word(enum deck_table table,
					   const char *word)
{
	const struct deck_choice *row;

	for (size_t i = 0; (row = deck_choice_at(table, i)); i++)
		if (strcmp(row->word, word) == 0)
			return row;
	return NULL;
}

/**
 * deck_error() - find an error or a caution
 * @code: DECK_R_ERROR or DECK_R_CAUTION, the return it came in
 * @error: N1 * 100 + N2N3
 *
 * Return: the row of DECK_ERRORS, or NULL if the specification has none.
 */
const struct deck_error *deck_error(unsigned int code, int error)
{
	for (size_t i = 0; i < deck_error_count; i++)
		if (deck_errors[i].code == code &&
		    deck_errors[i].error == error)
			return &deck_errors[i];
	return NULL;
}

/**
 * deck_error_group() - the group an error belongs to
 * @code: DECK_R_ERROR or DECK_R_CAUTION
 * @error: N1 * 100 + N2N3
 *
 * Return: the name of the group N1, or NULL: the groups of the cautions have
 * no names, and there is no error group 3.
 */
const char *deck_error_group(unsigned int code, int error)
{
	if (code != DECK_R_ERROR)
		return NULL;
	switch (error / 100) {
	case 1:
		return "System Error";
	case 2:
		return "File Error";
	case 4:
		return "UDF Error";
	default:
		return NULL;
	}
}

/**
 * deck_form() - one form of a code's pattern
 * @info: the code
 * @form: counted from 0
 * @text: where the form begins goes here; it ends after the returned length
 * @asks: whether the deck answers this form goes here; may be NULL
 *
 * Return: the length of the form, which is 0 for "no data"; (size_t)-1 if the
 * pattern has no such form.
 */
size_t deck_form(const struct deck_info *info, unsigned int form,
		 const char **text, bool *asks)
{
	const char *p = info->pattern;

	while (form--) {
		p = strchr(p, '|');
		if (!p)
			return (size_t)-1;
		p++;
	}
	if (asks)
		*asks = *p == '?';
	if (*p == '?')
		p++;
	*text = p;
	return strcspn(p, "|");
}

static size_t form_size(const char *text, size_t len, size_t *min)
{
	const struct deck_field *field;
	size_t size = 0;
	size_t title = 0;

	for (size_t i = 0; i < len; i++) {
		field = deck_field(text[i]);
		if (text[i] == 'x')
			title = DECK_TITLE_MAX;
		else
			size += field ? field->digits : 1;
	}
	*min = size;
	return size + title;
}

/**
 * deck_data_size() - how many data characters a code may have
 * @info: the code
 * @min: the smallest number goes here
 *
 * Return: the largest number, 0 to DECK_DATA_MAX.
 */
size_t deck_data_size(const struct deck_info *info, size_t *min)
{
	const char *text;
	size_t len, size, least;
	size_t max = 0;

	*min = DECK_DATA_MAX;
	for (unsigned int i = 0;; i++) {
		len = deck_form(info, i, &text, NULL);
		if (len == (size_t)-1)
			return max;
		size = form_size(text, len, &least);
		if (size > max)
			max = size;
		if (least < *min)
			*min = least;
	}
}

/**
 * deck_get() - read the member of a message that a field stands for
 * @msg: the message
 * @field: the field
 *
 * Return: the member's value.
 */
int deck_get(const struct deck_msg *msg, const struct deck_field *field)
{
	int value;

	memcpy(&value, (const char *)msg + field->offset, sizeof(value));
	return value;
}

/**
 * deck_put() - write the member of a message that a field stands for
 * @msg: the message
 * @field: the field
 * @value: its new value, not checked here
 */
void deck_put(struct deck_msg *msg, const struct deck_field *field, int value)
{
	memcpy((char *)msg + field->offset, &value, sizeof(value));
}

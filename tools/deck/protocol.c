// SPDX-License-Identifier: GPL-2.0
/*
 * Frames and messages. Frame: LF, machine id, two characters of code, data,
 * CR (section 3.1). All knowledge of codes and layouts is in codes.h.
 */

#include <errno.h>
#include <string.h>

#include "protocol.h"

static const char digits[] = "0123456789ABCDEF";

static int digit_value(char c, int base)
{
	const char *p = c ? memchr(digits, c, base) : NULL;

	return p ? (int)(p - digits) : -1;
}

/**
 * deck_date_exists() - is there such a day
 * @year: 0 to 99 of the century; the specification does not say which one,
 *	2000 to 2099 is taken
 * @month: 1 to 12
 * @day: 1 to 31
 *
 * Return: true if the calendar has it.
 */
bool deck_date_exists(int year, int month, int day)
{
	static const int days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	int last;

	if (month < 1 || month > 12)
		return false;
	last = days[month - 1] + (month == 2 && year % 4 == 0);
	return day >= 1 && day <= last;
}

/* 8-bit characters may stand in a title, control characters may not. */
static bool is_title_char(char c)
{
	return (unsigned char)c >= 0x20 && c != 0x7F;
}

/**
 * deck_framer_push() - take one byte from the line
 * @framer: keeps what has come so far
 * @byte: the byte
 *
 * An LF begins a frame wherever it comes, so that after garbage, an overlong
 * frame or a missing CR the next LF puts things right.
 *
 * Return: 0, or when the byte was the CR of a frame: the length of what stands
 * in @framer->body, 1 to DECK_BODY_MAX, with a NUL behind it. It stays there
 * until the next call.
 */
size_t deck_framer_push(struct deck_framer *framer, char byte)
{
	if (byte == '\n') {
		framer->dropped += framer->inside ? framer->len + 1 : 0;
		framer->inside = true;
		framer->len = 0;
		return 0;
	}
	if (!framer->inside) {
		framer->dropped++;
		return 0;
	}
	if (byte == '\r' && framer->len) {
		framer->inside = false;
		framer->body[framer->len] = '\0';
		return framer->len;
	}
	if (!is_title_char(byte) || framer->len == DECK_BODY_MAX) {
		framer->dropped += framer->len + 2;
		framer->inside = false;
		return 0;
	}
	framer->body[framer->len++] = byte;
	return 0;
}

/* The digits of one field; false if they are none or out of range. */
static bool get_number(const struct deck_field *field, const char *data,
		       int *value)
{
	bool negative = false;
	int sum = 0;
	int digit;

	for (int i = 0; i < field->digits; i++) {
		digit = digit_value(data[i], field->base);
		if (digit < 0)
			return false;
		if (field->weights[i] == 0 && digit > (field->min < 0))
			return false;
		if (field->weights[i] == 0)
			negative = digit;
		sum += digit * field->weights[i];
	}
	*value = negative ? -sum : sum;
	return *value >= field->min && *value <= field->max;
}

static void put_number(const struct deck_field *field, int value, char *data)
{
	int rest = value < 0 ? -value : value;
	int weight;

	for (int i = 0; i < field->digits; i++) {
		weight = field->weights[i];
		if (weight)
			data[i] = digits[rest / weight % field->base];
		else
			data[i] = digits[value < 0];
	}
}

/* Values that are in their range and still make no sense. */
static bool plausible(const struct deck_info *info, const struct deck_msg *msg,
		      const struct deck_field *field)
{
	switch (field->letter) {
	case 'c':
		return deck_choice(info->choices, msg->choice);
	case 'k':
		return deck_choice(DECK_TABLE_disc_type, msg->disc_type);
	case 'd':
		return deck_date_exists(msg->year, msg->month, msg->day);
	default:
		return true;
	}
}

static bool get_title(const char *data, size_t len, struct deck_msg *msg)
{
	if (len > DECK_TITLE_MAX)
		return false;
	for (size_t i = 0; i < len; i++)
		if (!is_title_char(data[i]))
			return false;
	memcpy(msg->title, data, len);
	msg->title[len] = '\0';
	return true;
}

/* Does the data have this form? Fills the message if it has. */
static bool get_form(const struct deck_info *info, const char *form,
		     size_t form_len, const char *data, size_t len,
		     struct deck_msg *msg)
{
	const struct deck_field *field;
	int value;

	for (size_t i = 0; i < form_len; i++) {
		if (form[i] == 'x')
			return get_title(data, len, msg);
		field = deck_field(form[i]);
		if (len < (field ? field->digits : 1U))
			return false;
		if (!field) {
			if (*data != form[i])
				return false;
			data++;
			len--;
			continue;
		}
		if (!get_number(field, data, &value))
			return false;
		deck_put(msg, field, value);
		if (!plausible(info, msg, field))
			return false;
		data += field->digits;
		len -= field->digits;
	}
	return len == 0;
}

/**
 * deck_decode() - from the inside of a frame to a message
 * @body: what stands between LF and CR, not trusted
 * @len: its length, any
 * @msg: the message goes here; its code is set from DECK_PARSE_DATA on, the
 *	rest only with DECK_PARSE_OK
 *
 * Return: DECK_PARSE_OK or what is wrong.
 */
enum deck_parse deck_decode(const char *body, size_t len, struct deck_msg *msg)
{
	const struct deck_info *info;
	const char *form;
	size_t form_len;
	int high, low;

	memset(msg, 0, sizeof(*msg));
	if (len < 1)
		return DECK_PARSE_SHORT;
	if (body[0] != DECK_MACHINE_ID)
		return DECK_PARSE_OTHER_ID;
	if (len < 3)
		return DECK_PARSE_SHORT;
	high = digit_value(body[1], 16);
	low = digit_value(body[2], 16);
	info = high < 0 || low < 0 ? NULL : deck_info(high * 16 + low);
	if (!info)
		return DECK_PARSE_CODE;
	for (unsigned int i = 0;; i++) {
		memset(msg, 0, sizeof(*msg));
		msg->code = info->code;
		msg->form = i;
		form_len = deck_form(info, i, &form, NULL);
		if (form_len == (size_t)-1)
			return DECK_PARSE_DATA;
		if (get_form(info, form, form_len, body + 3, len - 3, msg))
			return DECK_PARSE_OK;
	}
}

static int put_title(const char *title, char *data)
{
	size_t len = strnlen(title, DECK_TITLE_MAX + 1);

	if (len > DECK_TITLE_MAX)
		return -ERANGE;
	for (size_t i = 0; i < len; i++)
		if (!is_title_char(title[i]))
			return -EINVAL;
	memcpy(data, title, len);
	return len;
}

static int put_form(const struct deck_info *info, const char *form,
		    size_t form_len, const struct deck_msg *msg, char *data,
		    const struct deck_field **wrong)
{
	const struct deck_field *field;
	char *start = data;
	int value, n;

	for (size_t i = 0; i < form_len; i++) {
		field = deck_field(form[i]);
		if (form[i] == 'x') {
			n = put_title(msg->title, data);
			if (n < 0)
				return n;
			data += n;
			continue;
		}
		if (!field) {
			*data++ = form[i];
			continue;
		}
		value = deck_get(msg, field);
		if (value < field->min || value > field->max ||
		    !plausible(info, msg, field)) {
			*wrong = field;
			return -ERANGE;
		}
		put_number(field, value, data);
		data += field->digits;
	}
	return data - start;
}

/**
 * deck_encode() - from a message to the bytes on the line
 * @msg: the message; its values are checked against DECK_FIELDS
 * @frame: the frame goes here, no NUL behind it
 * @size: room there, DECK_FRAME_MAX is always enough
 * @wrong: the field that is out of range goes here, or NULL; may be NULL
 *
 * Return: the length of the frame, or -EINVAL (no such code or form, or a
 * character that no title can have), -ERANGE (a value out of range),
 * -ENOSPC (no room).
 */
int deck_encode(const struct deck_msg *msg, char *frame, size_t size,
		const struct deck_field **wrong)
{
	const struct deck_info *info = deck_info(msg->code);
	const struct deck_field *field = NULL;
	char data[DECK_DATA_MAX];
	const char *form;
	size_t form_len;
	int n;

	if (wrong)
		*wrong = NULL;
	if (!info)
		return -EINVAL;
	form_len = deck_form(info, msg->form, &form, NULL);
	if (form_len == (size_t)-1)
		return -EINVAL;
	n = put_form(info, form, form_len, msg, data, &field);
	if (wrong)
		*wrong = field;
	if (n < 0)
		return n;
	if (size < (size_t)n + 5)
		return -ENOSPC;
	frame[0] = '\n';
	frame[1] = DECK_MACHINE_ID;
	frame[2] = digits[msg->code >> 4];
	frame[3] = digits[msg->code & 15];
	memcpy(frame + 4, data, n);
	frame[4 + n] = '\r';
	return n + 5;
}

/**
 * deck_answers() - is this the answer to that question
 * @question: what was asked, a form that the deck answers
 * @answer: what came
 *
 * Returns are matched by their code, and where the question chose among
 * several things (fade in or out, monitor or projects, time mode, number of
 * the title) by the characters that chose: the answer repeats them.
 *
 * Return: true if it is.
 */
bool deck_answers(const struct deck_msg *question,
		  const struct deck_msg *answer)
{
	const struct deck_info *info = deck_info(question->code);
	char asked[DECK_FRAME_MAX];
	char came[DECK_FRAME_MAX];
	int asked_len, came_len, chose;

	if (!info || !info->reply || info->reply != answer->code)
		return false;
	asked_len = deck_encode(question, asked, sizeof(asked), NULL);
	came_len = deck_encode(answer, came, sizeof(came), NULL);
	if (asked_len < 0 || came_len < 0)
		return false;
	chose = asked_len - 5;
	if (chose >= 2 && memcmp(asked + 4 + chose - 2, "FF", 2) == 0)
		chose -= 2;
	return came_len - 5 >= chose && !memcmp(asked + 4, came + 4, chose);
}

// SPDX-License-Identifier: GPL-2.0
/* People's numbers and element addresses. Pure. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "elements.h"

/* The words of each type; the first is the one that is printed. */
static const struct {
	enum dsr_element_type type;
	const char *word;
} words[] = {
	{ DSR_ELEMENT_STORAGE, "slot" },
	{ DSR_ELEMENT_STORAGE, "s" },
	{ DSR_ELEMENT_DRIVE, "drive" },
	{ DSR_ELEMENT_DRIVE, "d" },
	{ DSR_ELEMENT_MAIL, "mail" },
	{ DSR_ELEMENT_MAIL, "m" },
	{ DSR_ELEMENT_PRINTER, "printer" },
	{ DSR_ELEMENT_PRINTER, "p" },
	{ DSR_ELEMENT_TRANSPORT, "hand" },
	{ DSR_ELEMENT_TRANSPORT, "h" },
};

#define NR_WORDS	(sizeof(words) / sizeof(words[0]))

/**
 * element_mail_is_one() - are all mail addresses one and the same mail slot?
 * @info: of the robot
 *
 * So it is with the JVC (SCSI Command Manual 3.7): sent to the first address
 * the slot opens by itself, sent to the second it stays closed. Only robots of
 * that make tell of trays.
 */
bool element_mail_is_one(const struct dsr_changer_info *info)
{
	return info->flags & DSR_CHANGER_F_TRAYS && info->ranges[DSR_ELEMENT_MAIL].count == 2;
}

/**
 * element_type() - what an address is
 * @info: of the robot
 * @address: any
 *
 * Return: DSR_ELEMENT_ANY: nothing.
 */
enum dsr_element_type element_type(const struct dsr_changer_info *info, uint32_t address)
{
	const struct dsr_element_range *r;
	unsigned int type;

	for (type = 1; type < DSR_ELEMENT_TYPES; type++) {
		r = &info->ranges[type];
		if (address >= r->first && address - r->first < r->count)
			return (enum dsr_element_type)type;
	}
	return DSR_ELEMENT_ANY;
}

/**
 * element_number() - people's number of an address
 * @info: of the robot
 * @address: any
 *
 * Return: from 1, in its type; 0: no such element.
 */
uint32_t element_number(const struct dsr_changer_info *info, uint32_t address)
{
	enum dsr_element_type type = element_type(info, address);

	return type ? address - info->ranges[type].first + 1 : 0;
}

/**
 * element_address() - the address of people's number
 * @info: of the robot
 * @type: of the element
 * @number: from 1
 * @address: gets it
 *
 * Return: is there one?
 */
bool element_address(const struct dsr_changer_info *info, enum dsr_element_type type,
		     uint32_t number, uint32_t *address)
{
	const struct dsr_element_range *r = &info->ranges[type];

	if (!number || number > r->count)
		return false;
	*address = r->first + number - 1;
	return true;
}

/**
 * element_word() - what people call this type
 * @type: of elements
 */
const char *element_word(enum dsr_element_type type)
{
	size_t i;

	for (i = 0; i < NR_WORDS; i++)
		if (words[i].type == type)
			return words[i].word;
	return "element";
}

/**
 * element_name() - what people call an element
 * @buf: gets "slot 12", "drive 3", "mail", "printer", "hand"; one that is not
 *	there: "element 0x3fff"
 * @info: of the robot
 * @address: any
 *
 * Return: @buf. element_parse() understands it.
 */
const char *element_name(char buf[ELEMENT_NAME_BYTES],
			 const struct dsr_changer_info *info, uint32_t address)
{
	enum dsr_element_type type = element_type(info, address);
	uint32_t number = element_number(info, address);

	if (!type)
		snprintf(buf, ELEMENT_NAME_BYTES, "element 0x%04x", address);
	else if (type == DSR_ELEMENT_STORAGE || type == DSR_ELEMENT_DRIVE ||
		 info->ranges[type].count > 2 ||
		 (info->ranges[type].count == 2 && number == 2) ||
		 (info->ranges[type].count == 2 && !element_mail_is_one(info)))
		snprintf(buf, ELEMENT_NAME_BYTES, "%s %u", element_word(type), number);
	else
		snprintf(buf, ELEMENT_NAME_BYTES, "%s", element_word(type));
	return buf;
}

/* A number without sign or blanks before it; base 10 or 16. */
static bool number_of(const char *text, int base, uint32_t *out)
{
	unsigned long n;
	char *end;

	if (!isxdigit((unsigned char)*text))
		return false;
	n = strtoul(text, &end, base);
	if (*end || n > 0xffffff)
		return false;
	*out = (uint32_t)n;
	return true;
}

static bool by_address(const struct dsr_changer_info *info, uint32_t n, uint32_t *address,
		       char *complaint, size_t size)
{
	if (!element_type(info, n))
		return no_place(complaint, size, "this robot has no element at 0x%04x", n);
	*address = n;
	return true;
}

static bool by_number(const struct dsr_changer_info *info, enum dsr_element_type type,
		      uint32_t n, uint32_t *address, char *complaint, size_t size)
{
	const char *word = element_word(type);
	uint32_t count = info->ranges[type].count;

	if (element_address(info, type, n, address))
		return true;
	if (!count)
		return no_place(complaint, size, "this robot has no %s", word);
	if (count == 1)
		return no_place(complaint, size, "there is no %s %u: this robot has one only", word, n);
	return no_place(complaint, size, "there is no %s %u: they are numbered 1 to %u", word, n,
		   count);
}

/* "slot 12", "slot12", "slot:12": the type, and what stands behind the word. */
static bool split_word(const char *text, enum dsr_element_type *type, const char **rest)
{
	size_t i, n = 0;

	while (isalpha((unsigned char)text[n]))
		n++;
	for (i = 0; i < NR_WORDS; i++)
		if (strlen(words[i].word) == n && !strncasecmp(words[i].word, text, n))
			break;
	if (i == NR_WORDS)
		return false;
	*type = words[i].type;
	*rest = text + n;
	if (**rest == ' ' || **rest == ':')
		++*rest;
	return true;
}

/* Of these there is most often one: the word alone will do. */
static bool word_alone(enum dsr_element_type type)
{
	return type == DSR_ELEMENT_MAIL || type == DSR_ELEMENT_PRINTER ||
	       type == DSR_ELEMENT_TRANSPORT;
}

/**
 * element_parse() - the address of an element that a person named
 * @text: "slot 12", "slot12", "s12", "drive 3", "d3", "mail", "mail 2",
 *	"printer", "hand", "0x3001", or a number alone
 * @plain: what a number alone means
 * @info: of the robot
 * @address: gets it
 * @complaint: gets what is wrong with @text, one clause without full stop
 * @size: of @complaint
 *
 * Return: is it an element of this robot?
 */
bool element_parse(const char *text, enum dsr_element_type plain,
		   const struct dsr_changer_info *info, uint32_t *address,
		   char *complaint, size_t size)
{
	enum dsr_element_type type;
	const char *rest;
	uint32_t n;

	if (!strncasecmp(text, "element ", 8))
		text += 8;
	if (!strncasecmp(text, "0x", 2) && number_of(text + 2, 16, &n))
		return by_address(info, n, address, complaint, size);
	if (number_of(text, 10, &n))
		return by_number(info, plain, n, address, complaint, size);
	if (split_word(text, &type, &rest)) {
		if (!*rest && word_alone(type))
			return by_number(info, type, 1, address, complaint, size);
		if (number_of(rest, 10, &n))
			return by_number(info, type, n, address, complaint, size);
		if (!*rest)
			return no_place(complaint, size, "which %s? Say '%s 1'", element_word(type),
				   element_word(type));
	}
	return no_place(complaint, size,
		   "'%s' is no place in a robot: say slot N, drive N, mail, printer, hand, or an address (0x3001)",
		   text);
}

/**
 * element_take() - an element from the words of a command line
 * @words_left: what is not yet understood
 * @nr: how many
 * @plain: what a number alone means
 * @info: of the robot
 * @address: gets it
 * @complaint: as element_parse()
 * @size: of @complaint
 *
 * "slot" and "drive" take the next word as their number; "mail", "printer" and
 * "hand" don't: "mail 12" is two places, the mail slot and the slot 12.
 *
 * Return: how many words it took, 0: wrong.
 */
int element_take(char *const *words_left, int nr, enum dsr_element_type plain,
		 const struct dsr_changer_info *info, uint32_t *address,
		 char *complaint, size_t size)
{
	enum dsr_element_type type;
	const char *rest;
	char text[64];

	if (nr < 1) {
		no_place(complaint, size, "a place is missing");
		return 0;
	}
	if (nr > 1 && split_word(words_left[0], &type, &rest) && !*rest && !word_alone(type)) {
		snprintf(text, sizeof(text), "%s %s", words_left[0], words_left[1]);
		return element_parse(text, plain, info, address, complaint, size) ? 2 : 0;
	}
	return element_parse(words_left[0], plain, info, address, complaint, size) ? 1 : 0;
}

// SPDX-License-Identifier: GPL-2.0
/* Sets of slots, by people's numbers. Pure. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "slot_set.h"

#define MAX_SLOT	65535U		/* element addresses have 16 bits */

/**
 * no_place() - tell why a text names no place
 * @complaint: gets it
 * @size: of @complaint
 * @fmt: as printf
 *
 * Return: false.
 */
bool no_place(char *complaint, size_t size, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(complaint, size, fmt, ap);
	va_end(ap);
	return false;
}

/**
 * slot_set_has() - is a slot one of them?
 * @set: the set
 * @slot: any number
 */
bool slot_set_has(const struct slot_set *set, uint32_t slot)
{
	return slot && slot <= MAX_SLOT && set->bits[slot / 64] >> slot % 64 & 1;
}

/**
 * slot_set_add() - one more
 * @set: the set
 * @slot: from 1; others are passed over
 */
void slot_set_add(struct slot_set *set, uint32_t slot)
{
	if (!slot || slot > MAX_SLOT || slot_set_has(set, slot))
		return;
	set->bits[slot / 64] |= UINT64_C(1) << slot % 64;
	set->nr++;
}

/**
 * slot_set_remove() - one less
 * @set: the set
 * @slot: any number
 */
void slot_set_remove(struct slot_set *set, uint32_t slot)
{
	if (!slot_set_has(set, slot))
		return;
	set->bits[slot / 64] &= ~(UINT64_C(1) << slot % 64);
	set->nr--;
}

/**
 * slot_set_next() - the slots in ascending order
 * @set: the set
 * @slot: the one before; 0: begin
 *
 * Return: the next one, 0: there are no more.
 */
uint32_t slot_set_next(const struct slot_set *set, uint32_t slot)
{
	while (slot < MAX_SLOT)
		if (slot_set_has(set, ++slot))
			return slot;
	return 0;
}

/**
 * slot_set_common() - are two sets apart?
 * @a: one
 * @b: the other
 *
 * Return: the least slot that is in both, 0: none.
 */
uint32_t slot_set_common(const struct slot_set *a, const struct slot_set *b)
{
	uint32_t slot = 0;

	while ((slot = slot_set_next(a, slot)))
		if (slot_set_has(b, slot))
			break;
	return slot;
}

/* One more than there can be stands for all that are too large. */
static uint32_t slot_number(const char *text, char **end)
{
	unsigned long n = strtoul(text, end, 10);

	return n > MAX_SLOT ? MAX_SLOT + 1 : (uint32_t)n;
}

/* One "10" or "10-120" up to a comma or the end. */
static bool range_of(const char **text, uint32_t *first, uint32_t *last)
{
	char *end;

	if (!isdigit((unsigned char)**text))
		return false;
	*first = slot_number(*text, &end);
	*last = *first;
	if (*end == '-') {
		if (!isdigit((unsigned char)end[1]))
			return false;
		*last = slot_number(end + 1, &end);
	}
	*text = end;
	return !*end || (*end == ',' && end[1]);
}

static bool add_range(struct slot_set *set, uint32_t first, uint32_t last, uint32_t slots,
		      char *complaint, size_t size)
{
	if (first > last)
		return no_place(complaint, size, "%u-%u runs backwards", first, last);
	if (!first || last > slots)
		return no_place(complaint, size, "there is no slot %u: they are numbered 1 to %u",
			   first ? last : first, slots);
	for (; first <= last; first++)
		slot_set_add(set, first);
	return true;
}

/**
 * slot_set_parse() - a set as people write it
 * @set: gets it; empty when it fails
 * @text: "10-120,130", or "all"
 * @slots: the robot has, numbered from 1; at most 65535
 * @complaint: gets what is wrong with @text, one clause without full stop
 * @size: of @complaint
 *
 * Return: is it one? One without a slot is not.
 */
bool slot_set_parse(struct slot_set *set, const char *text, uint32_t slots,
		    char *complaint, size_t size)
{
	const char *at = text;
	uint32_t first, last;
	bool good = true;

	memset(set, 0, sizeof(*set));
	if (!strcmp(text, "all"))
		return add_range(set, 1, slots, slots, complaint, size);
	while (good) {
		if (!range_of(&at, &first, &last))
			good = no_place(complaint, size, "'%s' is no list of slots: write 10-120,130, or all",
				   text);
		else
			good = add_range(set, first, last, slots, complaint, size);
		if (!good || !*at++)
			break;
	}
	if (!good)
		memset(set, 0, sizeof(*set));
	return good;
}

/**
 * slot_set_print() - a set as slot_set_parse() reads it
 * @set: the set
 *
 * Return: a text to be freed by the caller ("none" for the empty one), or NULL:
 * no memory.
 */
char *slot_set_print(const struct slot_set *set)
{
	uint32_t first = slot_set_next(set, 0), last;
	char *text = NULL;
	size_t bytes;
	FILE *f = open_memstream(&text, &bytes);

	if (!f)
		return NULL;
	if (!first)
		fputs("none", f);
	for (; first; first = slot_set_next(set, last)) {
		for (last = first; slot_set_has(set, last + 1);)
			last++;
		fprintf(f, "%u", first);
		if (last > first)
			fprintf(f, "-%u", last);
		if (slot_set_next(set, last))
			fputc(',', f);
	}
	if (fclose(f)) {
		free(text);
		return NULL;
	}
	return text;
}

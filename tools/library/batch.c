// SPDX-License-Identifier: GPL-2.0
/* A batch: its places and its counts. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "library/batch.h"

#define MAX_COPIES	1000000

/**
 * batch_say() - write a sentence
 * @buf: of BATCH_TEXT bytes
 * @fmt: as printf
 */
void batch_say(char *buf, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(buf, BATCH_TEXT, fmt, args);
	va_end(args);
}

static int by_address(const void *a, const void *b)
{
	const struct batch_place *x = a, *y = b;

	return (x->address > y->address) - (x->address < y->address);
}

static void number_places(struct batch *b)
{
	unsigned int seen[DSR_ELEMENT_TYPES] = { 0 };
	size_t i;

	for (i = 0; i < b->nr_places; i++)
		b->places[i].number = ++seen[b->places[i].type];
}

static int fill_places(struct batch *b, const struct dsr_element *elements, size_t nr)
{
	struct batch_place *p;
	size_t i;

	for (i = 0; i < nr; i++) {
		p = &b->places[i];
		if (elements[i].type == DSR_ELEMENT_ANY || elements[i].type >= DSR_ELEMENT_TYPES)
			return -EINVAL;
		p->address = elements[i].address;
		p->type = elements[i].type;
		p->disc = -1;
		p->coming = -1;
		p->source = BATCH_NOWHERE;
	}
	b->nr_places = nr;
	qsort(b->places, nr, sizeof(*b->places), by_address);
	for (i = 1; i < nr; i++)
		if (b->places[i].address == b->places[i - 1].address)
			return -EINVAL;
	number_places(b);
	return 0;
}

/**
 * batch_init() - an empty batch
 * @b: gets it; batch_free() it, also after an error
 * @rules: what is wanted
 * @elements: all elements of the robot, in any order
 * @nr: of @elements
 *
 * Return: 0, -ENOMEM, -EINVAL (no such rules, or two elements with one address).
 */
int batch_init(struct batch *b, const struct batch_rules *rules,
	       const struct dsr_element *elements, size_t nr)
{
	unsigned int i;
	int ret;

	memset(b, 0, sizeof(*b));
	b->moving = -1;
	b->rules = *rules;
	if (rules->copies > MAX_COPIES || rules->sides < 1 || rules->sides > BATCH_SIDES || !nr)
		return -EINVAL;
	b->places = calloc(nr, sizeof(*b->places));
	b->copies = calloc(rules->copies + 1, sizeof(*b->copies));
	if (!b->places || !b->copies)
		return -ENOMEM;
	for (i = 0; i < rules->copies; i++)
		b->copies[i].disc = -1;
	ret = fill_places(b, elements, nr);
	if (!ret)
		batch_see(b, elements, nr);
	return ret;
}

/**
 * batch_free() - the end of a batch
 * @b: from batch_init()
 */
void batch_free(struct batch *b)
{
	free(b->places);
	free(b->discs);
	free(b->copies);
	memset(b, 0, sizeof(*b));
}

/**
 * batch_place_at() - the place with an address
 * @b: the batch
 * @address: of the element
 *
 * Return: its index, or -1.
 */
int batch_place_at(const struct batch *b, int32_t address)
{
	struct batch_place key = { .address = (uint16_t)address };
	const struct batch_place *p;

	if (address < 0 || address > UINT16_MAX)
		return -1;
	p = bsearch(&key, b->places, b->nr_places, sizeof(*b->places), by_address);
	return p ? (int)(p - b->places) : -1;
}

/**
 * batch_role() - say what a slot is for
 * @b: the batch
 * @address: of the slot
 * @role: BATCH_*
 *
 * Return: 0, or -ENOENT: no slot has this address.
 */
int batch_role(struct batch *b, uint16_t address, unsigned int role)
{
	int place = batch_place_at(b, address);

	if (place < 0 || b->places[place].type != DSR_ELEMENT_STORAGE)
		return -ENOENT;
	b->places[place].roles |= (uint8_t)role;
	return 0;
}

/**
 * batch_name() - a place in people's words
 * @buf: gets it
 * @size: of @buf
 * @b: the batch
 * @place: its index, or -1
 */
void batch_name(char *buf, size_t size, const struct batch *b, int place)
{
	static const char *const words[DSR_ELEMENT_TYPES] = {
		[DSR_ELEMENT_TRANSPORT] = "hand",
		[DSR_ELEMENT_STORAGE] = "slot",
		[DSR_ELEMENT_MAIL] = "mail slot",
		[DSR_ELEMENT_DRIVE] = "drive",
		[DSR_ELEMENT_PRINTER] = "printer",
	};
	const struct batch_place *p = &b->places[place < 0 ? 0 : place];

	if (place < 0)
		snprintf(buf, size, "nowhere");
	else if (p->type == DSR_ELEMENT_STORAGE || p->type == DSR_ELEMENT_DRIVE)
		snprintf(buf, size, "%s %u", words[p->type], p->number);
	else
		snprintf(buf, size, "the %s", words[p->type]);
}

/**
 * batch_count() - how many discs ended so
 * @b: the batch
 * @kind: of the discs
 * @end: how; BATCH_OPEN: those that have not ended
 */
unsigned int batch_count(const struct batch *b, enum batch_kind kind, enum batch_end end)
{
	unsigned int n = 0;
	int i;

	for (i = 0; i < b->nr_discs; i++)
		n += b->discs[i].kind == kind && b->discs[i].end == end;
	return n;
}

/**
 * batch_good() - how many copies are there
 * @b: the batch
 */
unsigned int batch_good(const struct batch *b)
{
	unsigned int n = 0, i;

	for (i = 0; i < b->rules.copies; i++)
		n += b->copies[i].good;
	return n;
}

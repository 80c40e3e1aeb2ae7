// SPDX-License-Identifier: GPL-2.0
/*
 * What a request says of a batch. A report makes the batch without its robot: what a
 * journal's records mean must not depend on the robot.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "library/masters.h"
#include "library/roles.h"
#include "library/span.h"

#define FAILURE_PAUSE_MS	1000

/* the slots that a request names */
struct named {
	struct slot_set blanks;
	struct slot_set out;
	struct slot_set reject;
};

/**
 * roles_mail() - do good copies go to the mail slot: "mail", or slots and then "mail"?
 * @q: the request
 */
bool roles_mail(const struct library_request *q)
{
	size_t n = q->out ? strlen(q->out) : 0;

	return n >= 4 && !strcmp(q->out + n - 4, "mail") && (n == 4 || q->out[n - 5] == ',');
}

/**
 * roles_parse() - slots or drives that an option names
 * @option: its name, for the complaint
 * @text: what was said, NULL: nothing
 * @nr: slots or drives there are
 * @set: gets them
 *
 * Return: false after a sentence.
 */
bool roles_parse(const char *option, const char *text, uint32_t nr, struct slot_set *set)
{
	char why[200];

	if (!text || slot_set_parse(set, text, nr, why, sizeof(why)))
		return true;
	complain("%s: %s", option, why);
	return false;
}

/* The slots before ",mail" */
static bool parse_out(const struct library_request *q, uint32_t slots, struct slot_set *set)
{
	char *text;
	bool fine;

	if (!roles_mail(q))
		return roles_parse("--out", q->out, slots, set);
	if (!strcmp(q->out, "mail"))
		return true;
	text = strndup(q->out, strlen(q->out) - strlen(",mail"));
	fine = text && roles_parse("--out", text, slots, set);
	free(text);
	return fine;
}

static bool apart(const char *a_option, const struct slot_set *a, const char *b_option,
		  const struct slot_set *b)
{
	uint32_t slot = slot_set_common(a, b);

	if (!slot)
		return true;
	complain("slot %u can't be of %s and of %s", slot, a_option, b_option);
	return false;
}

static bool parse_all(const struct library_request *q, uint32_t slots, struct named *s)
{
	return roles_parse("--blanks", q->blanks, slots, &s->blanks) &&
	       parse_out(q, slots, &s->out) &&
	       roles_parse("--reject", q->reject, slots, &s->reject) &&
	       apart("--blanks", &s->blanks, "--out", &s->out) &&
	       apart("--blanks", &s->blanks, "--reject", &s->reject) &&
	       apart("--out", &s->out, "--reject", &s->reject);
}

static bool is_master_slot(const struct library_request *q, uint32_t slot)
{
	int side;

	for (side = 0; side < BATCH_SIDES; side++)
		if (q->masters[side] && master_is_from(q->masters[side]) == FROM_SLOT &&
		    master_slot(q->masters[side]) == slot)
			return true;
	return false;
}

/* A slot nobody has said anything of may hold a blank, unless it is known better. */
static bool may_be_blank(const struct library_request *q, const struct shelf *shelf,
			 const struct named *s, uint32_t slot)
{
	if (is_master_slot(q, slot))
		return false;
	if (q->blanks)
		return slot_set_has(&s->blanks, slot);
	return !slot_set_has(&s->out, slot) && !slot_set_has(&s->reject, slot) &&
	       (!shelf || !shelf_slot(shelf, slot) || shelf_is_blank(shelf, slot));
}

static uint32_t count_slots(const struct batch *b)
{
	uint32_t n = 0;
	size_t i;

	for (i = 0; i < b->nr_places; i++)
		n += b->places[i].type == DSR_ELEMENT_STORAGE;
	return n;
}

static void give(struct batch *b, const struct library_request *q, const struct shelf *shelf,
		 const struct named *s)
{
	struct batch_place *p;
	size_t i;

	for (i = 0; i < b->nr_places; i++) {
		p = &b->places[i];
		if (p->type != DSR_ELEMENT_STORAGE)
			continue;
		p->roles = 0;
		if (may_be_blank(q, shelf, s, p->number))
			p->roles |= BATCH_BLANKS;
		if (slot_set_has(&s->out, p->number))
			p->roles |= BATCH_OUT;
		if (slot_set_has(&s->reject, p->number))
			p->roles |= BATCH_REJECT;
	}
}

/**
 * roles_rules() - what a request wants
 * @rules: gets it
 * @q: the request
 */
void roles_rules(struct batch_rules *rules, const struct library_request *q)
{
	int side;

	memset(rules, 0, sizeof(*rules));
	rules->copies = q->copies;
	rules->retries = q->retries;
	rules->sides = q->both_sides ? 2 : 1;
	rules->label = q->label;
	rules->mail = roles_mail(q);
	rules->failure_pause_ms = FAILURE_PAUSE_MS;
	for (side = 0; side < BATCH_SIDES; side++)
		if (q->masters[side] && master_is_from(q->masters[side]) == FROM_SLOT)
			rules->masters |= 1U << side;
}

/**
 * roles_set() - say what the slots of a batch are for
 * @b: after batch_init()
 * @q: the request
 * @shelf: what is known of the slots, or NULL
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int roles_set(struct batch *b, const struct library_request *q, const struct shelf *shelf)
{
	struct named *s = calloc(1, sizeof(*s));
	int ret = DSRCTL_USAGE;

	if (!s)
		return no_memory();
	if (parse_all(q, count_slots(b), s)) {
		give(b, q, shelf, s);
		ret = DSRCTL_OK;
	}
	free(s);
	return ret;
}

/**
 * roles_keep_blanks() - name the blank slots in a request that does not
 * @b: after roles_set()
 * @q: the request
 *
 * What is known of slots changes while a batch runs; resumed, it takes its blanks from
 * the same ones.
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int roles_keep_blanks(const struct batch *b, struct library_request *q)
{
	struct slot_set *set;
	size_t i;

	if (q->blanks)
		return DSRCTL_OK;
	set = calloc(1, sizeof(*set));
	for (i = 0; set && i < b->nr_places; i++)
		if (b->places[i].roles & BATCH_BLANKS)
			slot_set_add(set, b->places[i].number);
	if (set)
		q->blanks = slot_set_print(set);
	free(set);
	return q->blanks ? DSRCTL_OK : no_memory();
}

/**
 * roles_without_robot() - the empty batch of a request, to read its journal into
 * @b: gets it; batch_free() it, also after an error
 * @q: the request, with the robot's elements
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int roles_without_robot(struct batch *b, const struct library_request *q)
{
	struct dsr_element *elements;
	struct batch_rules rules;
	size_t nr;
	int ret;

	elements = span_elements(q->elements, &nr);
	if (!elements)
		return no_memory();
	roles_rules(&rules, q);
	ret = batch_init(b, &rules, elements, nr);
	free(elements);
	if (!ret)
		return roles_set(b, q, NULL);
	complain("the robot or the rules of this batch make no sense: %s", strerror(-ret));
	return DSRCTL_DEVICE;
}

// SPDX-License-Identifier: GPL-2.0
/*
 * What has changed between two readings of a robot's elements.
 *
 * All functions here are pure: any context, no locks.
 */
#include <linux/kernel.h>
#include <linux/string.h>

#include "smc.h"

/**
 * struct flag_event - a flag that has an event of its own
 * @flag: DSR_EL_*
 * @set: enum dsr_changer_event when it comes, 0: none
 * @cleared: when it goes
 */
struct flag_event {
	u32 flag;
	u32 set;
	u32 cleared;
};

static const struct flag_event flag_events[] = {
	{ DSR_EL_OPEN, DSR_CHANGER_EVENT_OPENED, DSR_CHANGER_EVENT_CLOSED },
	{ DSR_EL_BUSY, DSR_CHANGER_EVENT_PRINTING, 0 },
	{ DSR_EL_FINISHED, DSR_CHANGER_EVENT_PRINTED, 0 },
};

/**
 * struct teller - who is told, and of what
 * @tell: function
 * @data: for it
 * @nr: times it was called
 */
struct teller {
	dsr_smc_told tell;
	void *data;
	u32 nr;
};

static void tell(struct teller *t, const struct dsr_smc_change *c)
{
	t->tell(t->data, c);
	t->nr++;
}

static bool ink_out(const struct dsr_element *e)
{
	return e->flags & DSR_EL_EXCEPT && e->asc == 0x81 && e->ascq == 0x22;
}

static void diff_element(struct teller *t, const struct dsr_element *was,
			 const struct dsr_element *now)
{
	struct dsr_smc_change c = {
		.event = DSR_CHANGER_EVENT_ELEMENT,
		.element = now,
		.was = was->flags,
	};
	u32 i, changed = was->flags ^ now->flags;

	if (!memcmp(was, now, sizeof(*now)))
		return;
	tell(t, &c);
	for (i = 0; i < ARRAY_SIZE(flag_events); i++) {
		const struct flag_event *row = &flag_events[i];

		if (!(changed & row->flag))
			continue;
		c.event = now->flags & row->flag ? row->set : row->cleared;
		if (c.event)
			tell(t, &c);
	}
	c.event = DSR_CHANGER_EVENT_INK;
	if (was->ink_empty != now->ink_empty || ink_out(was) != ink_out(now))
		tell(t, &c);
}

/* places that hold discs; a transport's are in passing */
static bool came(const struct dsr_element *was, const struct dsr_element *now)
{
	return now->flags & DSR_EL_FULL && !(was->flags & DSR_EL_FULL);
}

/* the same disc? by its tag, else by the place it came from */
static bool same_disc(const struct dsr_element *from,
		      const struct dsr_element *to)
{
	if (from->flags & DSR_EL_TAG && to->flags & DSR_EL_TAG)
		return !strncmp(from->tag, to->tag, DSR_TAG_BYTES);
	if (!(to->flags & DSR_EL_SOURCE))
		return false;
	if (from->type == DSR_ELEMENT_STORAGE)
		return to->source == from->address;
	return from->flags & DSR_EL_SOURCE && from->source == to->source;
}

static void tell_moved(struct teller *t, u32 from, u32 to)
{
	struct dsr_smc_change c = {
		.event = DSR_CHANGER_EVENT_MOVED,
		.from = from,
		.to = to,
	};

	tell(t, &c);
}

/**
 * struct pairs - both readings, which have the same elements in one order
 * @was: before
 * @now: after
 */
struct pairs {
	const struct dsr_smc_map *was;
	const struct dsr_smc_map *now;
};

/* what we have ordered is known, whatever the robot tells of the disc */
static bool ordered(const struct pairs *p, const struct dsr_smc_plan *hint,
		    u32 from, u32 to)
{
	if (!hint)
		return false;
	return p->was->elements[from].address == hint->source &&
		p->now->elements[to].address == hint->destination;
}

/* finds where the disc that came to element @to has been */
static void diff_arrival(struct teller *t, const struct pairs *p,
			 const struct dsr_smc_plan *hint, u32 to)
{
	u32 i, gone = 0, sure = p->now->nr, only = 0;

	for (i = 0; i < p->now->nr; i++) {
		const struct dsr_element *was = &p->was->elements[i];

		if (!came(&p->now->elements[i], was))
			continue;
		gone++;
		only = i;
		if (ordered(p, hint, i, to)) {
			sure = i;
			break;
		}
		if (sure == p->now->nr &&
		    same_disc(was, &p->now->elements[to]))
			sure = i;
	}
	if (sure == p->now->nr && gone == 1 && !hint)
		sure = only;
	if (sure < p->now->nr)
		tell_moved(t, p->was->elements[sure].address,
			   p->now->elements[to].address);
}

static bool same_places(const struct dsr_smc_map *a,
			const struct dsr_smc_map *b)
{
	u32 i;

	if (a->nr != b->nr)
		return false;
	for (i = 0; i < a->nr; i++)
		if (a->elements[i].address != b->elements[i].address ||
		    a->elements[i].type != b->elements[i].type)
			return false;
	return true;
}

/**
 * dsr_smc_diff - tell what has changed
 * @was: the reading before
 * @now: the reading after; other elements than before: everything of it is told
 * @hint: the order that was carried out in between, NULL: none or any
 * @tell_one: called for each change
 * @data: for @tell_one
 *
 * Discs that moved are told first, then each element that is not as it was.
 *
 * Return: how often @tell_one was called.
 */
u32 dsr_smc_diff(const struct dsr_smc_map *was, const struct dsr_smc_map *now,
		 const struct dsr_smc_plan *hint, dsr_smc_told tell_one,
		 void *data)
{
	static const struct dsr_element nothing;
	struct teller t = { .tell = tell_one, .data = data };
	struct pairs p = { .was = was, .now = now };
	bool same = same_places(was, now);
	u32 i;

	for (i = 0; same && i < now->nr; i++)
		if (came(&was->elements[i], &now->elements[i]))
			diff_arrival(&t, &p, hint, i);
	for (i = 0; i < now->nr; i++)
		diff_element(&t, same ? &was->elements[i] : &nothing,
			     &now->elements[i]);
	return t.nr;
}

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

/* @alias: what happened to it was told of the same place already */
static void diff_element(struct teller *t, const struct dsr_element *was,
			 const struct dsr_element *now, bool alias)
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
	if (alias)
		return;
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

static bool is_full(const struct dsr_element *e)
{
	return e && e->flags & DSR_EL_FULL;
}

/* ---- one place in both readings ---------------------------------------------- */

/**
 * struct walk - through both readings at once, place by place
 * @old: the reading before
 * @new: the reading after; both by type, then address
 * @mail: address of the one mail slot that is told by several; -1: each is its own
 * @i: next of @old
 * @k: next of @new
 * @was: this place before, NULL: it was not there
 * @now: this place after, NULL: it is not there any more
 */
struct walk {
	const struct dsr_smc_map *old;
	const struct dsr_smc_map *new;
	s32 mail;
	u32 i;
	u32 k;
	const struct dsr_element *was;
	const struct dsr_element *now;
};

static int compare_places(const struct dsr_element *a,
			  const struct dsr_element *b)
{
	if (a->type != b->type)
		return a->type < b->type ? -1 : 1;
	return (a->address > b->address) - (a->address < b->address);
}

static bool walk_next(struct walk *w)
{
	int which;

	w->was = w->i < w->old->nr ? &w->old->elements[w->i] : NULL;
	w->now = w->k < w->new->nr ? &w->new->elements[w->k] : NULL;
	if (!w->was && !w->now)
		return false;
	which = !w->was ? 1 : !w->now ? -1 : compare_places(w->was, w->now);
	if (which > 0)
		w->was = NULL;
	else
		w->i++;
	if (which < 0)
		w->now = NULL;
	else
		w->k++;
	return true;
}

/* the same place by another address, which has been told already */
static bool is_alias(const struct walk *w, const struct dsr_element *e)
{
	return w->mail >= 0 && e->type == DSR_ELEMENT_MAIL &&
		e->address != w->mail;
}

/* the address by which a place is told */
static u32 told_by(const struct walk *w, u32 address)
{
	const struct dsr_element *e = dsr_smc_find(w->new, address);

	return e && is_alias(w, e) ? w->mail : address;
}

/* ---- discs that moved ----------------------------------------------------------- */

/*
 * More discs than these are not moved between two looks; then it is not tried to
 * tell them apart.
 */
#define MOVES_MAX	32

/**
 * struct moves - discs that came, and where discs are gone
 * @came: elements as they are now
 * @gone: elements as they were; NULL: it is known where its disc is
 * @nr_came: of @came; above MOVES_MAX: too many
 * @nr_gone: of @gone; as @nr_came
 */
struct moves {
	const struct dsr_element *came[MOVES_MAX];
	const struct dsr_element *gone[MOVES_MAX];
	u32 nr_came;
	u32 nr_gone;
};

static void add(const struct dsr_element **list, u32 *nr,
		const struct dsr_element *e)
{
	if (*nr < MOVES_MAX)
		list[*nr] = e;
	if (*nr <= MOVES_MAX)
		(*nr)++;
}

static void find_moves(struct walk w, struct moves *m)
{
	memset(m, 0, sizeof(*m));
	while (walk_next(&w)) {
		if (is_alias(&w, w.now ? w.now : w.was))
			continue;
		if (is_full(w.now) && !is_full(w.was))
			add(m->came, &m->nr_came, w.now);
		if (is_full(w.was) && !is_full(w.now))
			add(m->gone, &m->nr_gone, w.was);
	}
}

enum likeness { DIFFERENT, UNKNOWN, SAME };

/* the same disc? by its tag, else by the place it came from */
static enum likeness same_disc(const struct dsr_element *from,
			       const struct dsr_element *to)
{
	if (from->flags & DSR_EL_TAG && to->flags & DSR_EL_TAG)
		return strncmp(from->tag, to->tag, DSR_TAG_BYTES) ?
			DIFFERENT : SAME;
	if (!(to->flags & DSR_EL_SOURCE))
		return UNKNOWN;
	if (from->type == DSR_ELEMENT_STORAGE)
		return to->source == from->address ? SAME : DIFFERENT;
	if (!(from->flags & DSR_EL_SOURCE))
		return UNKNOWN;
	return from->source == to->source ? SAME : DIFFERENT;
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

/* a place is no longer looked at: its disc is told */
static void settle(struct moves *m, u32 from, u32 to)
{
	u32 i;

	for (i = 0; i < m->nr_came && i < MOVES_MAX; i++)
		if (m->came[i] && m->came[i]->address == to)
			m->came[i] = NULL;
	for (i = 0; i < m->nr_gone && i < MOVES_MAX; i++)
		if (m->gone[i] && m->gone[i]->address == from)
			m->gone[i] = NULL;
}

/* one step of what was ordered, if the readings agree that it was done */
static void tell_step(struct teller *t, struct walk w, struct moves *m,
		      u32 from, u32 to)
{
	bool left = false, there = false;

	if (from == to)
		return;
	while (walk_next(&w)) {
		if (w.was && w.was->address == from)
			left = is_full(w.was);
		if (w.now && w.now->address == to)
			there = is_full(w.now);
	}
	if (!left || !there)
		return;
	tell_moved(t, from, to);
	settle(m, told_by(&w, from), told_by(&w, to));
}

static bool has_come(const struct moves *m, u32 address)
{
	u32 i;

	for (i = 0; i < m->nr_came && i < MOVES_MAX; i++)
		if (m->came[i] && m->came[i]->address == address)
			return true;
	return false;
}

static void tell_ordered(struct teller *t, struct walk w, struct moves *m,
			 const struct dsr_smc_plan *hint)
{
	/* between the two of an exchange nothing needs to look different */
	if (hint->order == DSR_ORDER_EXCHANGE ||
	    (hint->order == DSR_ORDER_MOVE &&
	     has_come(m, told_by(&w, hint->destination))))
		tell_step(t, w, m, hint->source, hint->destination);
	if (hint->order == DSR_ORDER_EXCHANGE)
		tell_step(t, w, m, hint->destination, hint->second);
}

/* the only disc that is gone is the only one that came, if nothing denies it */
static bool only_one(const struct moves *m)
{
	return m->nr_came == 1 && m->nr_gone == 1 &&
		m->gone[0] && m->came[0] &&
		same_disc(m->gone[0], m->came[0]) == UNKNOWN;
}

static void tell_arrivals(struct teller *t, struct moves *m)
{
	u32 i, k;

	if (m->nr_came > MOVES_MAX || m->nr_gone > MOVES_MAX)
		return;
	for (i = 0; i < m->nr_came; i++) {
		for (k = 0; m->came[i] && k < m->nr_gone; k++) {
			if (!m->gone[k] ||
			    same_disc(m->gone[k], m->came[i]) != SAME)
				continue;
			tell_moved(t, m->gone[k]->address, m->came[i]->address);
			m->gone[k] = NULL;
			m->came[i] = NULL;
		}
	}
	if (only_one(m))
		tell_moved(t, m->gone[0]->address, m->came[0]->address);
}

/* the elements are by type, then address: the least one comes first */
static s32 first_mail(const struct dsr_smc_map *m)
{
	u32 i;

	for (i = 0; i < m->nr; i++)
		if (m->elements[i].type == DSR_ELEMENT_MAIL)
			return m->elements[i].address;
	return -1;
}

/**
 * dsr_smc_diff - tell what has changed
 * @was: the reading before
 * @now: the reading after
 * @quirks: enum dsr_smc_quirk of the robot
 * @hint: the order that was carried out in between, NULL: none or any
 * @tell_one: called for each change
 * @data: for @tell_one
 *
 * Discs that moved are told first, then each element that is not as it was; one
 * that is not there any more is told as an empty one.
 *
 * Return: how often @tell_one was called.
 */
u32 dsr_smc_diff(const struct dsr_smc_map *was, const struct dsr_smc_map *now,
		 u32 quirks, const struct dsr_smc_plan *hint,
		 dsr_smc_told tell_one, void *data)
{
	static const struct dsr_element nothing;
	struct teller t = { .tell = tell_one, .data = data };
	struct walk w = {
		.old = was,
		.new = now,
		.mail = quirks & SMC_Q_MAIL_ALIAS ? first_mail(now) : -1,
	};
	struct moves m;

	find_moves(w, &m);
	if (hint)
		tell_ordered(&t, w, &m, hint);
	tell_arrivals(&t, &m);
	while (walk_next(&w)) {
		struct dsr_element lost = { .size = sizeof(lost) };

		if (w.now) {
			diff_element(&t, w.was ? w.was : &nothing, w.now,
				     is_alias(&w, w.now));
			continue;
		}
		lost.type = w.was->type;
		lost.address = w.was->address;
		diff_element(&t, w.was, &lost, is_alias(&w, w.was));
	}
	return t.nr;
}

// SPDX-License-Identifier: GPL-2.0
/*
 * The element map of a robot: what the robot is like, what is in it, and what
 * has changed since the last look. Nothing is ever worked out from what should
 * have happened.
 */
#include <linux/slab.h>

#include "changer.h"
#include "events.h"

/* a question; the robot may have to finish a move of somebody else's first */
#define ASK_MS			(300 * MSEC_PER_SEC)
/* read anew when it says in between that it is not as it was */
#define LOOKS			3

/* ---- what the robot is like -------------------------------------------------- */

typedef int (*parser)(const u8 *buf, u32 len, struct dsr_smc_robot *r);

/* 1: the answer makes sense, 0: it does not, or it was refused; -errno: nobody knows */
static int learn(struct dsr_changer *c, struct dsr_smc_robot *new,
		 const struct dsr_cdb *cdb, parser parse,
		 struct dsr_error *error)
{
	struct dsr_talk t = { .timeout_ms = ASK_MS, .error = error };
	int got = dsr_robot_command(c, &t, cdb);

	if (got == -EOPNOTSUPP)
		return 0;
	return got < 0 ? got : !parse(c->buf, got, new);
}

static int learn_page(struct dsr_changer *c, struct dsr_smc_robot *new, u8 page,
		      parser parse, struct dsr_error *error)
{
	struct dsr_cdb cdb;

	dsr_smc_mode_sense(&cdb, page);
	return learn(c, new, &cdb, parse, error);
}

/*
 * When a robot was found the midlayer has asked for its INQUIRY data. One that was
 * known already has been reset since, perhaps with other firmware.
 */
static int learn_revision(struct dsr_changer *c, struct dsr_smc_robot *new,
			  struct dsr_error *error)
{
	struct dsr_cdb cdb;

	if (!c->map)
		return 0;
	dsr_smc_inquiry(&cdb);
	return learn(c, new, &cdb, dsr_smc_parse_revision, error);
}

static int learn_pages(struct dsr_changer *c, struct dsr_smc_robot *new,
		       struct dsr_error *error)
{
	int addresses, flips, moves, revision;

	revision = learn_revision(c, new, error);
	if (revision < 0)
		return revision;
	addresses = learn_page(c, new, SMC_PAGE_ADDRESSES,
			       dsr_smc_parse_addresses, error);
	if (addresses < 0)
		return addresses;
	/* unless it says from now on that it is not so any more */
	c->learnt = true;
	flips = learn_page(c, new, SMC_PAGE_GEOMETRY, dsr_smc_parse_geometry,
			   error);
	if (flips < 0)
		return flips;
	moves = learn_page(c, new, SMC_PAGE_CAPABILITIES,
			   dsr_smc_parse_capabilities, error);
	if (moves < 0)
		return moves;
	dsr_smc_robot_pages(new, addresses, moves);
	return 0;
}

/* what it is like takes the place of what it was like at once */
static int robot_learn(struct dsr_changer *c, struct dsr_error *error)
{
	struct dsr_smc_robot new;
	int err;

	dsr_smc_robot_init(&new, dsr_smc_model(c->name.vendor,
					       c->name.product));
	new.info.unit = c->name;
	c->ask = new.model->quirks & SMC_Q_SCSI2 ? 0 :
		SMC_ASK_TAGS | SMC_ASK_IDS | SMC_ASK_CACHED;
	err = learn_pages(c, &new, error);
	if (err) {
		c->learnt = false;
		return err;
	}
	mutex_lock(&c->lock);
	new.info.flags |= c->robot.info.flags & (DSR_CHANGER_F_LOCKED |
						 DSR_CHANGER_F_RESERVED);
	c->robot = new;
	mutex_unlock(&c->lock);
	return 0;
}

/**
 * dsr_robot_ready - is the robot ready? Takes its news
 * @c: the robot, its talk is held
 * @error: why not
 *
 * Return: 0 or -errno.
 */
int dsr_robot_ready(struct dsr_changer *c, struct dsr_error *error)
{
	struct dsr_talk t = { .timeout_ms = ASK_MS, .error = error };
	struct dsr_cdb cdb;

	dsr_smc_ready(&cdb);
	return dsr_robot_command(c, &t, &cdb);
}

/* the elements that came are the truth about the ranges, too */
static void info_from_map(struct dsr_changer *c,
			  const struct dsr_robot_map *map)
{
	struct dsr_changer_info *info = &c->robot.info;
	const struct dsr_element *e = map->elements;
	u32 i;

	lockdep_assert_held(&c->lock);
	if (dsr_robot_reads_at_once(c))
		memset(info->ranges, 0, sizeof(info->ranges));
	for (i = 0; i < map->m.nr; i++, e++) {
		struct dsr_element_range *range = &info->ranges[e->type];

		if (!range->count) {
			range->first = e->address;
		} else if (e->address < range->first) {
			range->count += range->first - e->address;
			range->first = e->address;
		}
		if (e->address >= range->first + range->count)
			range->count = e->address - range->first + 1;
		if (e->type == DSR_ELEMENT_PRINTER)
			info->flags |= DSR_CHANGER_F_PRINTER;
		if (e->flags & DSR_EL_TAG)
			info->flags |= DSR_CHANGER_F_TAGS;
	}
	for (i = 0; i < map->nr_drives; i++)
		if (map->drives[i].id.set ||
		    map->drives[i].element.flags & DSR_EL_BUS_ID)
			info->flags |= DSR_CHANGER_F_DRIVE_IDS;
	if (!info->ranges[DSR_ELEMENT_PRINTER].count)
		info->flags &= ~DSR_CHANGER_F_PRINTER;
}

static void tell_change(void *data, const struct dsr_smc_change *change)
{
	struct dsr_changer *c = data;
	struct dsr_changer_note note = {
		.event = change->event,
		.name = &c->name,
		.element = change->element,
		.was = change->was,
		.moved = change->event == DSR_CHANGER_EVENT_MOVED,
		.from = change->from,
		.to = change->to,
	};

	dsr_event_changer(&note);
}

/* the new reading takes the place of the old one, and what differs is told */
static void map_install(struct dsr_changer *c, struct dsr_robot_map *map,
			const struct dsr_smc_plan *hint)
{
	struct dsr_robot_map *old;
	u32 changes = 1;

	mutex_lock(&c->lock);
	info_from_map(c, map);
	old = c->map;
	c->map = map;
	c->stale = false;
	mutex_unlock(&c->lock);
	/* the talk is held: nobody else can replace and free the new one */
	if (old)
		changes = dsr_smc_diff(&old->m, &map->m,
				       c->robot.model->quirks, hint,
				       tell_change, c);
	dsr_robot_map_put(old);
	if (!changes)
		return;
	atomic64_inc(&c->changes);
	wake_up_all(&c->poll);
}

static int look_once(struct dsr_changer *c, const struct dsr_smc_plan *hint,
		     struct dsr_error *error)
{
	struct dsr_robot_map *map;
	u32 upsets;
	int err = 0;

	if (!c->learnt)
		err = robot_learn(c, error);
	if (err)
		return err;
	map = kzalloc_obj(*map, GFP_KERNEL);
	if (!map) {
		dsr_robot_blame(error, DSR_REASON_MEMORY, 0);
		return -ENOMEM;
	}
	kref_init(&map->ref);
	upsets = c->upsets;
	err = dsr_robot_read(c, map, error);
	if (!err && (upsets != c->upsets || !c->learnt))
		err = -EAGAIN;
	if (err) {
		dsr_robot_map_put(map);
		return err;
	}
	map_install(c, map, hint);
	return 0;
}

/**
 * dsr_robot_look - read all elements
 * @c: the robot, its talk is held
 * @hint: the order that was just carried out, NULL: none
 * @error: why not; the map before stays and counts as stale
 *
 * Listeners are told what has changed.
 *
 * Context: may sleep. Return: 0 or -errno.
 */
int dsr_robot_look(struct dsr_changer *c, const struct dsr_smc_plan *hint,
		   struct dsr_error *error)
{
	int err = -EAGAIN;
	u32 i;

	lockdep_assert_held(&c->talk);
	for (i = 0; err == -EAGAIN && i < LOOKS; i++)
		err = look_once(c, hint, error);
	if (err == -EAGAIN) {
		dsr_robot_blame(error, DSR_REASON_NOT_READY, 0);
		err = dsr_smc_errno(DSR_REASON_NOT_READY);
	}
	if (err)
		dsr_robot_set_stale(c);
	return err;
}

/**
 * dsr_robot_known - has the robot told what it is like and what is in it?
 * @c: the robot, its talk is held
 *
 * Return: false where dsr_robot_look() is needed.
 */
bool dsr_robot_known(struct dsr_changer *c)
{
	bool stale;

	lockdep_assert_held(&c->talk);
	dsr_robot_map_put(dsr_robot_map_get(c, &stale));
	return c->learnt && !stale;
}

/**
 * dsr_robot_forget_pages - its mode pages are to be asked for again
 * @c: the robot, its talk is held
 */
void dsr_robot_forget_pages(struct dsr_changer *c)
{
	lockdep_assert_held(&c->talk);
	c->learnt = false;
}

/**
 * dsr_robot_map_get - the last reading
 * @c: the robot
 * @stale: true: it may be wrong; may be NULL
 *
 * Return: with a reference, or NULL: there is none yet.
 */
struct dsr_robot_map *dsr_robot_map_get(struct dsr_changer *c, bool *stale)
{
	struct dsr_robot_map *map;

	mutex_lock(&c->lock);
	map = c->map;
	if (map)
		kref_get(&map->ref);
	if (stale)
		*stale = c->stale || !map;
	mutex_unlock(&c->lock);
	return map;
}

/**
 * dsr_robot_info - what the robot is like
 * @c: the robot
 * @info: filled
 */
void dsr_robot_info(struct dsr_changer *c, struct dsr_changer_info *info)
{
	mutex_lock(&c->lock);
	*info = c->robot.info;
	info->newest_order = c->next_order;
	mutex_unlock(&c->lock);
}

/**
 * dsr_robot_set_stale - the map may be wrong from now on
 * @c: the robot
 */
void dsr_robot_set_stale(struct dsr_changer *c)
{
	mutex_lock(&c->lock);
	c->stale = true;
	mutex_unlock(&c->lock);
}

/**
 * dsr_robot_set_flags - an order has changed what the robot keeps for us
 * @c: the robot, its talk is held
 * @set: DSR_CHANGER_F_*
 * @clear: DSR_CHANGER_F_*
 */
void dsr_robot_set_flags(struct dsr_changer *c, u32 set, u32 clear)
{
	lockdep_assert_held(&c->talk);
	mutex_lock(&c->lock);
	c->robot.info.flags |= set;
	c->robot.info.flags &= ~clear;
	mutex_unlock(&c->lock);
}

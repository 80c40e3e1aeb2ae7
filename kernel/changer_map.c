// SPDX-License-Identifier: GPL-2.0
/*
 * The element map of a robot: what the robot is like, what is in it, and what
 * has changed since the last look. Nothing is ever worked out from what should
 * have happened.
 */
#include <linux/ktime.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/sort.h>

#include "changer.h"
#include "events.h"

/* a question; the robot may have to finish a move of somebody else's first */
#define ASK_MS			(300 * MSEC_PER_SEC)
/* addresses have 16 bits; a robot that tells of more makes it up */
#define MAX_ELEMENTS		65536
/* as many READ ELEMENT STATUS as the most elements need, and some more */
#define MAX_READS		1024
#define FIRST_ELEMENTS		64

/* ---- one reading ----------------------------------------------------------- */

/* room for one more of @bytes each; the array may move */
static void *make_room(void *old, u32 nr, u32 *room, size_t bytes)
{
	u32 more = *room ? *room * 2 : FIRST_ELEMENTS;
	void *new;

	if (nr < *room)
		return old;
	new = kvcalloc(more, bytes, GFP_KERNEL);
	if (!new)
		return NULL;
	if (nr)
		memcpy(new, old, nr * bytes);
	kvfree(old);
	*room = more;
	return new;
}

static bool map_add_drive(struct dsr_robot_map *map,
			  const struct dsr_element *e,
			  const struct dsr_smc_id *id)
{
	struct dsr_robot_drive *drives;

	drives = make_room(map->drives, map->nr_drives, &map->drive_room,
			   sizeof(*drives));
	if (!drives)
		return false;
	map->drives = drives;
	drives[map->nr_drives].element = *e;
	drives[map->nr_drives++].id = *id;
	return true;
}

/**
 * struct reading - READ ELEMENT STATUS commands that make one map
 * @map: being made
 * @type: enum dsr_element_type that is read
 * @next: least address not read yet
 * @failed: no memory, or more than there can be
 */
struct reading {
	struct dsr_robot_map *map;
	u32 type;
	u32 next;
	bool failed;
};

static bool reading_takes(void *data, const struct dsr_element *e,
			  const struct dsr_smc_id *id)
{
	struct reading *r = data;
	struct dsr_robot_map *map = r->map;
	struct dsr_element *elements;

	/* what was not asked for, or comes twice, is not taken */
	if (r->type && (e->type != r->type || e->address < r->next))
		return true;
	r->next = e->address + 1;
	elements = make_room(map->elements, map->m.nr, &map->room,
			     sizeof(*elements));
	r->failed = !elements || map->m.nr >= MAX_ELEMENTS;
	if (elements)
		map->elements = elements;
	if (r->failed)
		return false;
	elements[map->m.nr++] = *e;
	if (e->type != DSR_ELEMENT_DRIVE)
		return true;
	r->failed = !map_add_drive(map, e, id);
	return !r->failed;
}

/* what this robot may be asked for */
static u32 reading_ask(const struct dsr_changer *c, u32 type)
{
	u32 ask = c->ask;

	if (type != DSR_ELEMENT_DRIVE)
		ask &= ~SMC_ASK_IDS;
	return ask;
}

/* of one descriptor, as long as none has been seen: with all it may have */
static u32 descriptor_bytes(u32 ask)
{
	return 16 + (ask & SMC_ASK_TAGS ? 72 : 0) +
		(ask & SMC_ASK_IDS ? 4 + DSR_DRIVE_ID_BYTES : 0) + 8;
}

/*
 * One READ ELEMENT STATUS. A robot that refuses it is asked for less: tags,
 * identifiers and CURDATA came after SCSI-2.
 */
static int read_once(struct dsr_changer *c, struct reading *r, u32 count,
		     struct dsr_smc_reader *reader, struct dsr_error *error)
{
	struct dsr_talk t = { .timeout_ms = ASK_MS, .error = error };
	struct dsr_cdb cdb;
	int got, err;
	u32 alloc;

	for (;;) {
		reader->ask = reading_ask(c, r->type);
		alloc = 8 + DSR_ELEMENT_TYPES * 8 +
			count * descriptor_bytes(reader->ask);
		dsr_smc_read_elements(&cdb, r->type, r->next, count,
				      min(alloc, c->room), reader->ask);
		got = dsr_robot_command(c, &t, &cdb);
		if (got != -EOPNOTSUPP || !reader->ask)
			break;
		/* the newest goes first */
		if (reader->ask & SMC_ASK_IDS)
			c->ask &= ~SMC_ASK_IDS;
		else if (reader->ask & SMC_ASK_CACHED)
			c->ask &= ~SMC_ASK_CACHED;
		else
			c->ask &= ~SMC_ASK_TAGS;
	}
	if (got < 0)
		return got;
	err = dsr_smc_parse_elements(c->buf, got, reader);
	if (r->failed) {
		dsr_robot_blame(error, DSR_REASON_MEMORY, 0);
		return -ENOMEM;
	}
	if (err < 0) {
		dsr_robot_blame(error, DSR_REASON_BAD_ANSWER, 0);
		return -EIO;
	}
	return err;
}

static void reader_init(struct dsr_changer *c, struct reading *r,
			struct dsr_smc_reader *reader)
{
	memset(reader, 0, sizeof(*reader));
	reader->quirks = c->robot.model->quirks;
	reader->each = reading_takes;
	reader->data = r;
}

/* all elements of one type, in as few commands as the buffer allows */
static int read_type(struct dsr_changer *c, struct dsr_robot_map *map, u32 type,
		     const struct dsr_element_range *range,
		     struct dsr_error *error)
{
	struct reading r = { .map = map, .type = type, .next = range->first };
	u32 end = range->first + range->count, bytes, reads = 0, count;
	struct dsr_smc_reader reader;
	int nr;

	reader_init(c, &r, &reader);
	bytes = descriptor_bytes(reading_ask(c, type));
	while (r.next < end && reads++ < MAX_READS) {
		count = min3(end - r.next, (c->room - 64) / bytes, 0xffffU);
		nr = read_once(c, &r, count, &reader, error);
		if (nr < 0)
			return nr;
		if (!nr)
			break;
		bytes = max(reader.widest, 4U);
	}
	return 0;
}

/* everything at once: it knows its elements better than its mode pages do */
static int read_all(struct dsr_changer *c, struct dsr_robot_map *map,
		    struct dsr_error *error)
{
	struct reading r = { .map = map };
	struct dsr_smc_reader reader;
	int nr;

	reader_init(c, &r, &reader);
	nr = read_once(c, &r, 0xffff, &reader, error);
	return nr < 0 ? nr : reader.available > c->room;
}

static int compare_elements(const void *a, const void *b)
{
	const struct dsr_element *x = a, *y = b;

	if (x->type != y->type)
		return x->type < y->type ? -1 : 1;
	return (x->address > y->address) - (x->address < y->address);
}

static int compare_drives(const void *a, const void *b)
{
	const struct dsr_robot_drive *x = a, *y = b;

	return compare_elements(&x->element, &y->element);
}

/* by type, then address, none twice */
static void map_order(struct dsr_robot_map *map)
{
	u32 i, kept = 0;

	sort(map->elements, map->m.nr, sizeof(*map->elements),
	     compare_elements, NULL);
	sort(map->drives, map->nr_drives, sizeof(*map->drives),
	     compare_drives, NULL);
	for (i = 0; i < map->m.nr; i++)
		if (!kept || compare_elements(&map->elements[kept - 1],
					      &map->elements[i]))
			map->elements[kept++] = map->elements[i];
	map->m.nr = kept;
	for (i = 0, kept = 0; i < map->nr_drives; i++)
		if (!kept || compare_drives(&map->drives[kept - 1],
					    &map->drives[i]))
			map->drives[kept++] = map->drives[i];
	map->nr_drives = kept;
	map->m.elements = map->elements;
}

static bool reads_at_once(const struct dsr_changer *c)
{
	return c->robot.model->quirks & SMC_Q_ONE_READ ||
	       !c->robot.info.ranges[DSR_ELEMENT_STORAGE].count;
}

static int map_read(struct dsr_changer *c, struct dsr_robot_map *map,
		    struct dsr_error *error)
{
	static const struct dsr_element_range anywhere = { 0, MAX_ELEMENTS };
	const struct dsr_element_range *ranges = c->robot.info.ranges;
	bool known = ranges[DSR_ELEMENT_STORAGE].count;
	u32 type;
	int err = 1;

	if (reads_at_once(c))
		err = read_all(c, map, error);
	if (err <= 0)
		return err;
	map->m.nr = 0;
	map->nr_drives = 0;
	for (type = 1, err = 0; !err && type < DSR_ELEMENT_TYPES; type++)
		err = read_type(c, map, type,
				known ? &ranges[type] : &anywhere, error);
	return err;
}

/* ---- what the robot is like -------------------------------------------------- */

typedef int (*page_parser)(const u8 *buf, u32 len, struct dsr_smc_robot *r);

/* 1: the page makes sense, 0: it is not there or does not, -errno: nobody knows */
static int learn_page(struct dsr_changer *c, u8 page, page_parser parse,
		      struct dsr_error *error)
{
	struct dsr_talk t = { .timeout_ms = ASK_MS, .error = error };
	struct dsr_cdb cdb;
	int got, err;

	dsr_smc_mode_sense(&cdb, page);
	got = dsr_robot_command(c, &t, &cdb);
	if (got == -EOPNOTSUPP)
		return 0;
	if (got < 0)
		return got;
	mutex_lock(&c->lock);
	err = parse(c->buf, got, &c->robot);
	mutex_unlock(&c->lock);
	return !err;
}

static int robot_learn(struct dsr_changer *c, struct dsr_error *error)
{
	u32 kept = c->robot.info.flags & (DSR_CHANGER_F_LOCKED |
					  DSR_CHANGER_F_RESERVED);
	int addresses, flips, moves;

	mutex_lock(&c->lock);
	dsr_smc_robot_init(&c->robot, dsr_smc_model(c->name.vendor,
						    c->name.product));
	c->robot.info.unit = c->name;
	c->robot.info.flags |= kept;
	mutex_unlock(&c->lock);
	c->ask = c->robot.model->quirks & SMC_Q_SCSI2 ? 0 :
		SMC_ASK_TAGS | SMC_ASK_IDS | SMC_ASK_CACHED;
	addresses = learn_page(c, SMC_PAGE_ADDRESSES, dsr_smc_parse_addresses,
			       error);
	if (addresses < 0)
		return addresses;
	flips = learn_page(c, SMC_PAGE_GEOMETRY, dsr_smc_parse_geometry, error);
	if (flips < 0)
		return flips;
	moves = learn_page(c, SMC_PAGE_CAPABILITIES,
			   dsr_smc_parse_capabilities, error);
	if (moves < 0)
		return moves;
	mutex_lock(&c->lock);
	dsr_smc_robot_pages(&c->robot, addresses, moves);
	mutex_unlock(&c->lock);
	c->learnt = true;
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
	if (reads_at_once(c))
		memset(info->ranges, 0, sizeof(info->ranges));
	for (i = 0; i < map->m.nr; i++, e++) {
		struct dsr_element_range *range = &info->ranges[e->type];

		if (!range->count)
			range->first = e->address;
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
		changes = dsr_smc_diff(&old->m, &map->m, hint, tell_change, c);
	dsr_robot_map_put(old);
	if (!changes)
		return;
	atomic64_inc(&c->changes);
	wake_up_all(&c->poll);
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
	struct dsr_robot_map *map;
	int err = 0;

	lockdep_assert_held(&c->talk);
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
	err = map_read(c, map, error);
	if (err) {
		dsr_robot_set_stale(c);
		dsr_robot_map_put(map);
		return err;
	}
	map_order(map);
	map->read_ns = ktime_get_ns();
	map_install(c, map, hint);
	return 0;
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

// SPDX-License-Identifier: GPL-2.0
/*
 * One reading of a robot's elements: READ ELEMENT STATUS, as often as it takes.
 */
#include <linux/ktime.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/sort.h>

#include "changer.h"

/* a question; the robot may have to finish a move of somebody else's first */
#define ASK_MS			(300 * MSEC_PER_SEC)
/* addresses have 16 bits; a robot that tells of more makes it up */
#define MAX_ELEMENTS		65536
/* as many READ ELEMENT STATUS as the most elements need, and some more */
#define MAX_READS		1024
#define FIRST_ELEMENTS		64

/* room for one more of @bytes each; the array may move */
static void *make_room(void *old, u32 nr, u32 *room, size_t bytes)
{
	u32 more = *room ? *room * 2 : FIRST_ELEMENTS;
	void *new;

	if (nr < *room)
		return old;
	new = kvcalloc(more, bytes, GFP_KERNEL | __GFP_NOWARN);
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
 * @alloc: bytes that the last command had room for
 * @failed: no memory, or more than there can be
 * @cut: there is more than came
 */
struct reading {
	struct dsr_robot_map *map;
	u32 type;
	u32 next;
	u32 alloc;
	bool failed;
	bool cut;
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

static int bad_answer(struct dsr_error *error)
{
	dsr_robot_blame(error, DSR_REASON_BAD_ANSWER, 0);
	return -EIO;
}

/*
 * READ ELEMENT STATUS. A robot that refuses it is asked for less: tags,
 * identifiers and CURDATA came after SCSI-2.
 */
static int read_send(struct dsr_changer *c, struct reading *r, u32 count,
		     struct dsr_smc_reader *reader, struct dsr_error *error)
{
	struct dsr_talk t = { .timeout_ms = ASK_MS, .error = error };
	u32 alloc, before = c->ask;
	struct dsr_cdb cdb;
	int got;

	for (;;) {
		reader->ask = reading_ask(c, r->type);
		alloc = 8 + DSR_ELEMENT_TYPES * 8 +
			count * descriptor_bytes(reader->ask);
		r->alloc = min(alloc, c->room);
		dsr_smc_read_elements(&cdb, r->type, r->next, count, r->alloc,
				      reader->ask);
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
	/* then that was not what it refused */
	if (got < 0)
		c->ask = before;
	return got;
}

/* the elements of one answer; how many came */
static int read_once(struct dsr_changer *c, struct reading *r, u32 count,
		     struct dsr_smc_reader *reader, struct dsr_error *error)
{
	int got = read_send(c, r, count, reader, error);
	int err;

	if (got < 0)
		return got;
	reader->ragged = got < r->alloc;
	err = dsr_smc_parse_elements(c->buf, got, reader);
	r->cut = reader->available > got;
	if (r->failed) {
		dsr_robot_blame(error, DSR_REASON_MEMORY, 0);
		return -ENOMEM;
	}
	return err < 0 ? bad_answer(error) : err;
}

static void reader_init(struct dsr_changer *c, struct reading *r,
			struct dsr_smc_reader *reader)
{
	memset(reader, 0, sizeof(*reader));
	reader->quirks = c->robot.model->quirks;
	reader->each = reading_takes;
	reader->data = r;
}

/* a type that the robot does not know, or has no more of */
static bool read_refused(int err, const struct dsr_error *error)
{
	return err == -EOPNOTSUPP ||
		(err < 0 && error->reason == DSR_REASON_NO_ELEMENT);
}

/* all elements of one type, in as few commands as the buffer allows */
static int read_type(struct dsr_changer *c, struct dsr_robot_map *map, u32 type,
		     const struct dsr_element_range *range,
		     struct dsr_error *error)
{
	struct reading r = { .map = map, .type = type, .next = range->first };
	u32 end = range->first + range->count, bytes, reads = 0, count, before;
	struct dsr_smc_reader reader;
	int nr;

	reader_init(c, &r, &reader);
	bytes = descriptor_bytes(reading_ask(c, type));
	while (r.next < end && reads++ < MAX_READS) {
		count = min3(end - r.next, (c->room - 64) / bytes, 0xffffU);
		before = map->m.nr;
		nr = read_once(c, &r, count, &reader, error);
		if (read_refused(nr, error)) {
			memset(error, 0, sizeof(*error));
			break;
		}
		if (nr < 0)
			return nr;
		if (map->m.nr == before)
			return r.cut ? bad_answer(error) : 0;
		bytes = max(reader.widest, 4U);
	}
	return 0;
}

/*
 * Identifiers can be asked for with the drives alone: these once more. What came
 * with all the others stays where a robot does not want to be asked so.
 */
static int read_ids(struct dsr_changer *c, struct dsr_robot_map *map,
		    struct dsr_error *error)
{
	struct dsr_robot_drive *plain = map->drives;
	u32 nr = map->nr_drives, room = map->drive_room, i, last = 0;
	struct dsr_element_range range = { .first = MAX_ELEMENTS };
	int err;

	if (!nr || !(c->ask & SMC_ASK_IDS))
		return 0;
	for (i = 0; i < nr; i++) {
		range.first = min_t(u32, range.first, plain[i].element.address);
		last = max_t(u32, last, plain[i].element.address);
	}
	range.count = last - range.first + 1;
	map->drives = NULL;
	map->nr_drives = 0;
	map->drive_room = 0;
	err = read_type(c, map, DSR_ELEMENT_DRIVE, &range, error);
	if (map->nr_drives) {
		kvfree(plain);
		return err;
	}
	kvfree(map->drives);
	map->drives = plain;
	map->nr_drives = nr;
	map->drive_room = room;
	return err;
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
	if (nr < 0 || r.cut)
		return nr < 0 ? nr : 1;
	return read_ids(c, map, error);
}

/* a robot without a single place makes it up */
static bool map_sane(const struct dsr_robot_map *map)
{
	u32 i;

	for (i = 0; i < map->m.nr; i++)
		if (map->elements[i].type == DSR_ELEMENT_STORAGE)
			return true;
	return false;
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

/**
 * dsr_robot_reads_at_once - does it tell of all its elements in one answer?
 * @c: the robot, its talk is held
 */
bool dsr_robot_reads_at_once(const struct dsr_changer *c)
{
	return c->robot.model->quirks & SMC_Q_ONE_READ ||
	       !c->robot.ranges_known;
}

/**
 * dsr_robot_read - read all elements once
 * @c: the robot, its talk is held; it has told what it is like
 * @map: empty; filled, by type, then address
 * @error: why not
 *
 * Context: may sleep. Return: 0 or -errno.
 */
int dsr_robot_read(struct dsr_changer *c, struct dsr_robot_map *map,
		   struct dsr_error *error)
{
	static const struct dsr_element_range anywhere = { 0, MAX_ELEMENTS };
	const struct dsr_element_range *ranges = c->robot.info.ranges;
	bool known = c->robot.ranges_known;
	u32 type;
	int err = 1;	/* it has to be read type by type */

	if (dsr_robot_reads_at_once(c))
		err = read_all(c, map, error);
	if (err > 0) {
		map->m.nr = 0;
		map->nr_drives = 0;
		for (type = 1, err = 0; !err && type < DSR_ELEMENT_TYPES;
		     type++)
			err = read_type(c, map, type,
					known ? &ranges[type] : &anywhere,
					error);
	}
	if (err)
		return err;
	if (!map_sane(map))
		return bad_answer(error);
	map_order(map);
	map->read_ns = ktime_get_ns();
	return 0;
}

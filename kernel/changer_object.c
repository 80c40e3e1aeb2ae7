// SPDX-License-Identifier: GPL-2.0
/*
 * What a robot is made of in memory: made here, and freed with its last
 * reference.
 */
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "changer.h"

static void map_free(struct kref *ref)
{
	struct dsr_robot_map *map =
		container_of(ref, struct dsr_robot_map, ref);

	kvfree(map->elements);
	kvfree(map->drives);
	kfree(map);
}

/**
 * dsr_robot_map_put - give a reference back
 * @map: from dsr_robot_map_get(), or NULL
 */
void dsr_robot_map_put(struct dsr_robot_map *map)
{
	if (map)
		kref_put(&map->ref, map_free);
}

static void order_free(struct kref *ref)
{
	kfree(container_of(ref, struct dsr_robot_order, ref));
}

/**
 * dsr_robot_order_put - give a reference back
 * @r: from dsr_robot_submit() or dsr_robot_order_find()
 */
void dsr_robot_order_put(struct dsr_robot_order *r)
{
	kref_put(&r->ref, order_free);
}

static void client_free(struct kref *ref)
{
	kfree(container_of(ref, struct dsr_client, ref));
}

/**
 * dsr_client_put - give a reference back
 * @client: held
 */
void dsr_client_put(struct dsr_client *client)
{
	kref_put(&client->ref, client_free);
}

/* the last one: no fd, no worker, not in the table, so nothing is under way */
static void changer_free(struct kref *ref)
{
	struct dsr_changer *c = container_of(ref, struct dsr_changer, ref);
	struct dsr_robot_order *r, *next_order;
	struct dsr_robot_told *t, *next_told;

	list_for_each_entry_safe(r, next_order, &c->orders, node)
		dsr_robot_order_put(r);
	list_for_each_entry_safe(t, next_told, &c->told, node)
		kfree(t);
	dsr_robot_map_put(c->map);
	if (c->unit)
		dsr_unit_put(c->unit);
	vfree(c->buf);
	kfree(c);
}

/**
 * dsr_changer_put - give a reference back
 * @c: held
 *
 * Context: may sleep; no lock of @c is held.
 */
void dsr_changer_put(struct dsr_changer *c)
{
	kref_put(&c->ref, changer_free);
}

/**
 * dsr_changer_new - a robot that has not been asked anything yet
 * @unit: the caller's reference is taken over
 * @name: which device
 * @room: bytes one command may move, at most DSR_ROBOT_BYTES
 *
 * The caller sets up both works.
 *
 * Return: with one reference, or NULL: no memory, and @unit is still the
 * caller's.
 */
struct dsr_changer *dsr_changer_new(struct dsr_lu *unit,
				    const struct dsr_unit_name *name, u32 room)
{
	struct dsr_changer *c = kzalloc_obj(*c, GFP_KERNEL);
	u32 i;

	if (!c)
		return NULL;
	c->buf = __vmalloc(DSR_ROBOT_BYTES,
			   GFP_KERNEL | __GFP_ZERO | __GFP_NOWARN);
	if (!c->buf) {
		kfree(c);
		return NULL;
	}
	for (i = 0; i < DSR_ROBOT_PAGES; i++)
		bvec_set_page(&c->vecs[i],
			      vmalloc_to_page(c->buf + i * PAGE_SIZE),
			      PAGE_SIZE, 0);
	kref_init(&c->ref);
	INIT_LIST_HEAD(&c->node);
	INIT_LIST_HEAD(&c->orders);
	INIT_LIST_HEAD(&c->told);
	mutex_init(&c->talk);
	mutex_init(&c->lock);
	init_waitqueue_head(&c->poll);
	c->unit = unit;
	c->name = *name;
	c->room = room;
	c->stale = true;
	dsr_smc_robot_init(&c->robot,
			   dsr_smc_model(name->vendor, name->product));
	c->robot.info.unit = *name;
	return c;
}

// SPDX-License-Identifier: GPL-2.0
/*
 * The robots that have been asked for: found, made at the first time, forgotten
 * when the device is gone. Who listens to the group of the changers asks for all
 * of them, as long as it listens.
 */
#include <linux/blkdev.h>
#include <linux/mm.h>

#include "changer.h"
#include "events.h"

/* with the time that a reading takes, well below two seconds */
#define WATCH_MS		1000

/* protects the table */
static DEFINE_MUTEX(dsr_changers_lock);
static LIST_HEAD(dsr_changers);

static struct dsr_changer *changer_find(const struct dsr_lu *unit)
{
	struct dsr_changer *c;

	lockdep_assert_held(&dsr_changers_lock);
	list_for_each_entry(c, &dsr_changers, node)
		if (c->unit == unit)
			return c;
	return NULL;
}

/* what this host adapter moves in one command */
static u32 changer_room(const struct dsr_lu *unit)
{
	struct request_queue *q = unit->sdev->request_queue;

	return min3((u64)DSR_ROBOT_BYTES, (u64)queue_max_hw_sectors(q) << 9,
		    (u64)queue_max_segments(q) * PAGE_SIZE);
}

static struct dsr_changer *changer_make(struct dsr_lu *unit)
{
	struct dsr_unit_name name;
	struct dsr_changer *c;

	dsr_unit_tell(unit, &name);
	c = dsr_changer_new(unit, &name, changer_room(unit));
	if (!c)
		return NULL;
	INIT_WORK(&c->orders_work, dsr_robot_orders_work);
	INIT_WORK(&c->poll_work, dsr_robot_poll_work);
	return c;
}

/* the reference to the unit becomes the new robot's, or is given back */
static struct dsr_changer *changer_get(struct dsr_lu *unit)
{
	struct dsr_changer *c = changer_find(unit);
	int err = -ENODEV;

	if (!c && !READ_ONCE(unit->gone)) {
		c = changer_make(unit);
		if (c) {
			list_add_tail(&c->node, &dsr_changers);
			kref_get(&c->ref);
			return c;
		}
		err = -ENOMEM;
	}
	dsr_unit_put(unit);
	if (!c)
		return ERR_PTR(err);
	kref_get(&c->ref);
	return c;
}

/**
 * dsr_changer_open - the robot that a unit is
 * @unit: a changer; the caller's reference is taken over
 *
 * No command is sent.
 *
 * Context: may sleep. Return: with a reference; ERR_PTR(-ENODEV): it is gone;
 * ERR_PTR(-ENOMEM).
 */
struct dsr_changer *dsr_changer_open(struct dsr_lu *unit)
{
	struct dsr_changer *c;

	mutex_lock(&dsr_changers_lock);
	c = changer_get(unit);
	mutex_unlock(&dsr_changers_lock);
	return c;
}

/*
 * The device is being removed. Its reference must not outlive the driver of its
 * host adapter, so what is under way is waited for; the midlayer bounds that.
 */
static void changer_gone(struct dsr_lu *unit)
{
	struct dsr_changer *c;

	mutex_lock(&dsr_changers_lock);
	c = changer_find(unit);
	if (c)
		list_del_init(&c->node);
	mutex_unlock(&dsr_changers_lock);
	if (!c)
		return;
	cancel_work_sync(&c->poll_work);
	mutex_lock(&c->talk);
	WRITE_ONCE(c->unit, NULL);
	mutex_unlock(&c->talk);
	dsr_unit_put(unit);
	wake_up_all(&c->poll);
	dsr_changer_put(c);
}

/*
 * All robots, also those that nobody has opened yet. A unit that is found with
 * the lock held can't be gone for good before its reference is given back.
 */
static void watch_all(void)
{
	struct dsr_changer *c;
	struct dsr_lu *unit;
	u32 i;

	mutex_lock(&dsr_changers_lock);
	for (i = 0; (unit = dsr_unit_changer(i)); i++) {
		c = changer_get(unit);
		if (IS_ERR(c))
			continue;
		queue_work(system_unbound_wq, &c->poll_work);
		dsr_changer_put(c);
	}
	mutex_unlock(&dsr_changers_lock);
}

static void watch_work(struct work_struct *work);
static DECLARE_DELAYED_WORK(dsr_watch, watch_work);

/* nobody listens: nothing is sent */
static void watch_work(struct work_struct *work)
{
	if (dsr_event_changer_wanted())
		watch_all();
	queue_delayed_work(system_unbound_wq, &dsr_watch,
			   msecs_to_jiffies(WATCH_MS));
}

/**
 * dsr_changer_init - before the first unit is known
 *
 * Return: 0 or -errno.
 */
int dsr_changer_init(void)
{
	int err = dsr_robot_orders_init();

	if (err)
		return err;
	dsr_unit_on_gone(changer_gone);
	queue_delayed_work(system_unbound_wq, &dsr_watch,
			   msecs_to_jiffies(WATCH_MS));
	return 0;
}

/**
 * dsr_changer_exit - no unit is known any more, so no robot either
 */
void dsr_changer_exit(void)
{
	cancel_delayed_work_sync(&dsr_watch);
	dsr_robot_orders_exit();
}

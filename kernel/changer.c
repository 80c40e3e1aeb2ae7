// SPDX-License-Identifier: GPL-2.0
/*
 * The robots that have been asked for: found, made at the first time, forgotten
 * when the device is gone.
 */
#include <linux/blkdev.h>
#include <linux/mm.h>

#include "changer.h"

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

	return min3((u32)DSR_ROBOT_BYTES, queue_max_hw_sectors(q) << 9,
		    (u32)(queue_max_segments(q) * PAGE_SIZE));
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
	INIT_DELAYED_WORK(&c->poll_work, dsr_robot_poll_work);
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
	int err = 0;

	mutex_lock(&dsr_changers_lock);
	c = changer_find(unit);
	if (c) {
		kref_get(&c->ref);
	} else if (READ_ONCE(unit->gone)) {
		err = -ENODEV;
	} else {
		c = changer_make(unit);
		err = c ? 0 : -ENOMEM;
		if (c) {
			unit = NULL;	/* it is the robot's now */
			kref_get(&c->ref);
			list_add_tail(&c->node, &dsr_changers);
			dsr_robot_poll_start(c);
		}
	}
	mutex_unlock(&dsr_changers_lock);
	if (unit)
		dsr_unit_put(unit);
	return err ? ERR_PTR(err) : c;
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
	cancel_delayed_work_sync(&c->poll_work);
	mutex_lock(&c->talk);
	c->unit = NULL;
	mutex_unlock(&c->talk);
	dsr_unit_put(unit);
	wake_up_all(&c->poll);
	dsr_changer_put(c);
}

/**
 * dsr_changer_init - before the first unit is known
 *
 * Return: 0 or -errno.
 */
int dsr_changer_init(void)
{
	dsr_unit_on_gone(changer_gone);
	return dsr_robot_orders_init();
}

/**
 * dsr_changer_exit - no unit is known any more, so no robot either
 */
void dsr_changer_exit(void)
{
	dsr_robot_orders_exit();
}

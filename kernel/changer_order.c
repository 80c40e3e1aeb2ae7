// SPDX-License-Identifier: GPL-2.0
/*
 * Orders to a robot: accepted, carried out one after the other by a worker,
 * and remembered. Nobody who waits for one can make it stop or be forgotten.
 */
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "changer.h"

/* the longest that one element takes; INIT and REZERO have to do with many */
#define SHORT_MS		(60 * MSEC_PER_SEC)
#define MOVE_MS			(600 * MSEC_PER_SEC)
#define ALL_MS			(3600 * MSEC_PER_SEC)

/* one worker for each robot that has orders */
static struct workqueue_struct *dsr_robots_wq;

/**
 * struct order_row - how an order is carried out
 * @timeout_ms: of its command
 * @ready: the robot must be ready, and has told its news, before it
 * @look: the map is read anew behind it, however it ended
 * @once: a disc moves: not sent again after a reset, or when nobody knows what
 *	became of it
 * @set: DSR_CHANGER_F_* that hold when it is done
 * @clear: DSR_CHANGER_F_* that do not
 * @event: enum dsr_changer_event when it is done, 0: none
 */
struct order_row {
	u32 timeout_ms;
	bool ready;
	bool look;
	bool once;
	u32 set;
	u32 clear;
	u32 event;
};

static const struct order_row order_rows[] = {
	[DSR_ORDER_MOVE] = { MOVE_MS, true, true, true, },
	[DSR_ORDER_EXCHANGE] = { MOVE_MS, true, true, true, },
	[DSR_ORDER_POSITION] = { MOVE_MS, true, },
	[DSR_ORDER_INIT] = { ALL_MS, false, true, },
	[DSR_ORDER_LOCK] = {
		SHORT_MS, false, false, false, DSR_CHANGER_F_LOCKED, 0,
		DSR_CHANGER_EVENT_LOCKED
	},
	[DSR_ORDER_UNLOCK] = {
		SHORT_MS, false, false, false, 0, DSR_CHANGER_F_LOCKED,
		DSR_CHANGER_EVENT_UNLOCKED
	},
	[DSR_ORDER_REZERO] = { ALL_MS, false, true, },
	[DSR_ORDER_SELF_TEST] = { MOVE_MS, true, true, true, },
	[DSR_ORDER_CLEAR_LOG] = { SHORT_MS, },
	[DSR_ORDER_RESERVE] = {
		SHORT_MS, false, false, false, DSR_CHANGER_F_RESERVED, 0, 0
	},
	[DSR_ORDER_RELEASE] = {
		SHORT_MS, false, false, false, 0, DSR_CHANGER_F_RESERVED, 0
	},
	[DSR_ORDER_READY] = { SHORT_MS, },
	[DSR_ORDER_SENSE] = { SHORT_MS, },
};

/* ---- carrying one out -------------------------------------------------------- */

static void build_move(const struct dsr_changer *c,
		       const struct dsr_smc_plan *p, struct dsr_cdb *cdb)
{
	bool eject = p->flags & DSR_ORDER_F_HOME &&
		c->robot.model->quirks & SMC_Q_EJECT;

	dsr_smc_move(cdb, p->transport, p->source, eject ? 0 : p->destination,
		     p->flags & DSR_ORDER_F_FLIP, eject);
}

static void build_init(const struct dsr_changer *c,
		       const struct dsr_smc_plan *p, struct dsr_cdb *cdb)
{
	if (p->flags & DSR_ORDER_F_RANGE)
		dsr_smc_initialize_range(cdb, c->robot.model->quirks &
					 SMC_Q_JVC_INIT, p->source,
					 p->destination);
	else
		dsr_smc_initialize(cdb);
}

static void build(const struct dsr_changer *c, const struct dsr_smc_plan *p,
		  struct dsr_cdb *cdb)
{
	switch (p->order) {
	case DSR_ORDER_MOVE:
		return build_move(c, p, cdb);
	case DSR_ORDER_EXCHANGE:
		return dsr_smc_exchange(cdb, p->transport, p->source,
					p->destination, p->second,
					p->flags & DSR_ORDER_F_FLIP,
					p->flags & DSR_ORDER_F_FLIP_SECOND);
	case DSR_ORDER_POSITION:
		return dsr_smc_position(cdb, p->transport, p->destination);
	case DSR_ORDER_INIT:
		return build_init(c, p, cdb);
	case DSR_ORDER_LOCK:
	case DSR_ORDER_UNLOCK:
		return dsr_smc_prevent(cdb, p->order == DSR_ORDER_LOCK);
	case DSR_ORDER_REZERO:
		return dsr_smc_rezero(cdb, p->flags & DSR_ORDER_F_RESET,
				      p->flags & DSR_ORDER_F_RETURN,
				      p->flags & DSR_ORDER_F_IMMED);
	case DSR_ORDER_SELF_TEST:
		return dsr_smc_self_test(cdb);
	case DSR_ORDER_CLEAR_LOG:
		return dsr_smc_log_clear(cdb);
	case DSR_ORDER_RESERVE:
		return dsr_smc_reserve(cdb);
	case DSR_ORDER_RELEASE:
		return dsr_smc_release(cdb);
	case DSR_ORDER_SENSE:
		return dsr_smc_sense(cdb);
	default:
		return dsr_smc_ready(cdb);
	}
}

/* what the map as it is known says to an order */
static u32 plan_refused(struct dsr_changer *c, struct dsr_smc_plan *p,
			u32 *value)
{
	static const struct dsr_smc_map nothing;
	struct dsr_robot_map *map = dsr_robot_map_get(c, NULL);
	u32 reason;

	reason = dsr_smc_refuse(&c->robot, map ? &map->m : &nothing, p, value);
	dsr_robot_map_put(map);
	return reason;
}

/*
 * What the map says no to may have been put right by hand since: it is looked
 * at again before the order is refused.
 */
static int plan_check(struct dsr_changer *c, struct dsr_smc_plan *p,
		      struct dsr_error *error)
{
	struct dsr_smc_plan asked = *p;
	bool fresh = false;
	u32 reason, value;
	int err;

	/* other programs move discs too, and nobody tells of that */
	if (p->flags & DSR_ORDER_F_HOME)
		dsr_robot_set_stale(c);
	for (;;) {
		if (!dsr_robot_known(c)) {
			err = dsr_robot_look(c, NULL, error);
			if (err)
				return err;
			fresh = true;
		}
		*p = asked;
		reason = plan_refused(c, p, &value);
		if (!reason)
			return 0;
		if (fresh)
			break;
		dsr_robot_set_stale(c);
	}
	dsr_robot_blame(error, reason, value);
	return dsr_smc_errno(reason);
}

/* the sense that was asked for is the answer, not a failure */
static void take_sense(struct dsr_changer *c, int got, struct dsr_error *error)
{
	dsr_robot_blame(error, DSR_REASON_NONE, 0);
	error->opcode = SMC_REQUEST_SENSE;
	error->sense_bytes = min(got, SMC_SENSE_BYTES);
	memcpy(error->sense, c->buf, error->sense_bytes);
	dsr_robot_heard(c, error);
}

/*
 * The code for "no flip unit" is the one for any parameter that is not supported
 * (JVC 3.7); it is about the flip where one was asked for.
 */
static void blame_flip(const struct dsr_smc_plan *p, struct dsr_error *error)
{
	if (p->flags & (DSR_ORDER_F_FLIP | DSR_ORDER_F_FLIP_SECOND) &&
	    error->reason == DSR_REASON_REFUSED && error->value == 0x2601)
		error->reason = DSR_REASON_NO_FLIP;
}

/* the robot's state behind an order, whatever became of it */
static void order_look(struct dsr_changer *c, const struct dsr_smc_plan *p,
		       int result)
{
	struct dsr_error error;

	dsr_robot_set_stale(c);
	/* it is on its way to where it has to be, and would only be asked in vain */
	if (p->order == DSR_ORDER_REZERO &&
	    p->flags & (DSR_ORDER_F_IMMED | DSR_ORDER_F_RESET))
		return;
	if (dsr_robot_look(c, result ? NULL : p, &error))
		dsr_robot_news(c, DSR_CHANGER_EVENT_ERROR, &error);
}

static int order_send(struct dsr_changer *c, const struct dsr_smc_plan *p,
		      struct dsr_error *error)
{
	const struct order_row *row = &order_rows[p->order];
	struct dsr_talk t = {
		.order = row->once,
		.timeout_ms = row->timeout_ms,
		.error = error,
	};
	struct dsr_cdb cdb;
	int got;

	build(c, p, &cdb);
	got = dsr_robot_command(c, &t, &cdb);
	if (got >= 0 && p->order == DSR_ORDER_SENSE)
		take_sense(c, got, error);
	blame_flip(p, error);
	if (row->look)
		order_look(c, p, got);
	if (got < 0)
		return dsr_smc_errno(error->reason);
	dsr_robot_set_flags(c, row->set, row->clear);
	if (row->event)
		dsr_robot_news(c, row->event, NULL);
	return 0;
}

static bool order_uses_map(const struct dsr_smc_plan *p)
{
	return p->order <= DSR_ORDER_POSITION ||
	       (p->order == DSR_ORDER_INIT && p->flags & DSR_ORDER_F_RANGE);
}

/* with the talk: from the check to the look behind it */
static int order_carry_out(struct dsr_changer *c, struct dsr_smc_plan *p,
			   struct dsr_error *error)
{
	u32 value, reason;
	int err = 0;

	if (order_rows[p->order].ready)
		err = dsr_robot_ready(c, error);
	if (err)
		return err;
	if (order_uses_map(p)) {
		err = plan_check(c, p, error);
		if (err)
			return err;
	} else {
		reason = plan_refused(c, p, &value);
		if (reason) {
			dsr_robot_blame(error, reason, value);
			return dsr_smc_errno(reason);
		}
	}
	return order_send(c, p, error);
}

/* ---- the worker ----------------------------------------------------------------- */

static struct dsr_robot_order *orders_next(struct dsr_changer *c)
{
	struct dsr_robot_order *r, *next = NULL;

	mutex_lock(&c->lock);
	list_for_each_entry(r, &c->orders, node) {
		if (r->o.state != DSR_ORDER_WAITING)
			continue;
		r->o.state = DSR_ORDER_RUNNING;
		r->o.start_ns = ktime_get_ns();
		next = r;
		break;
	}
	mutex_unlock(&c->lock);
	return next;
}

/* the oldest that are done make room */
static void orders_trim(struct dsr_changer *c)
{
	struct dsr_robot_order *r, *next;

	lockdep_assert_held(&c->lock);
	list_for_each_entry_safe(r, next, &c->orders, node) {
		if (c->nr_orders <= DSR_OUTCOMES_KEPT)
			return;
		if (r->o.state != DSR_ORDER_DONE)
			continue;
		list_del(&r->node);
		c->nr_orders--;
		dsr_robot_order_put(r);
	}
}

static void order_done(struct dsr_changer *c, struct dsr_robot_order *r,
		       const struct dsr_smc_plan *p, int err,
		       const struct dsr_error *error)
{
	mutex_lock(&c->lock);
	r->o.state = DSR_ORDER_DONE;
	r->o.result = -err;
	r->o.transport = p->transport;
	r->o.destination = p->destination;
	r->o.error = *error;
	r->o.end_ns = ktime_get_ns();
	mutex_unlock(&c->lock);
	atomic_dec(&r->client->pending);
	dsr_client_put(r->client);
	r->client = NULL;
	complete_all(&r->done);
	wake_up_all(&c->poll);
}

/* with the talk: keeps the host adapter's driver while the robot moves */
static struct scsi_device *order_hold(struct dsr_changer *c)
{
	struct scsi_device *sdev = c->unit ? c->unit->sdev : NULL;

	return sdev && !scsi_device_get(sdev) ? sdev : NULL;
}

static void order_run(struct dsr_changer *c, struct dsr_robot_order *r)
{
	struct dsr_smc_plan plan = {
		.order = r->o.order,
		.flags = r->o.order_flags,
		.transport = r->o.transport,
		.source = r->o.source,
		.destination = r->o.destination,
		.second = r->o.second,
	};
	struct dsr_error error = {};
	struct scsi_device *sdev;
	int err;

	mutex_lock(&c->talk);
	sdev = order_hold(c);
	err = order_carry_out(c, &plan, &error);
	if (err)
		dsr_robot_news(c, DSR_CHANGER_EVENT_ERROR, &error);
	mutex_unlock(&c->talk);
	order_done(c, r, &plan, err, &error);
	if (sdev)
		scsi_device_put(sdev);
}

/**
 * dsr_robot_orders_run - carry out what has been accepted
 * @c: the robot
 *
 * Context: may sleep, for hours; one at a time.
 */
void dsr_robot_orders_run(struct dsr_changer *c)
{
	struct dsr_robot_order *r;

	while ((r = orders_next(c))) {
		order_run(c, r);
		dsr_robot_order_put(r);
	}
}

/**
 * dsr_robot_orders_work - carries out what has been ordered
 * @work: orders_work of a changer, which came with a reference to it and one to
 *	this module
 */
void dsr_robot_orders_work(struct work_struct *work)
{
	struct dsr_changer *c =
		container_of(work, struct dsr_changer, orders_work);

	dsr_robot_orders_run(c);
	dsr_changer_put(c);
	/* the exit of the module waits for the work queue */
	module_put(THIS_MODULE);
}

static struct dsr_robot_order *order_make(const struct dsr_changer_order *order)
{
	struct dsr_robot_order *r = kzalloc_obj(*r, GFP_KERNEL);

	if (!r)
		return NULL;
	kref_init(&r->ref);
	init_completion(&r->done);
	r->o.size = sizeof(r->o);
	r->o.state = DSR_ORDER_WAITING;
	r->o.order = order->order;
	r->o.order_flags = order->flags;
	r->o.transport = order->transport;
	r->o.source = order->source;
	r->o.destination = order->destination;
	r->o.second = order->second;
	return r;
}

/* false: too many are waiting */
static bool order_enter(struct dsr_changer *c, struct dsr_client *client,
			struct dsr_robot_order *r)
{
	bool room;

	mutex_lock(&c->lock);
	orders_trim(c);
	room = c->nr_orders <= DSR_OUTCOMES_KEPT;
	if (room) {
		/* 0 means the newest */
		if (!++c->next_order)
			++c->next_order;
		r->o.order_id = c->next_order;
		WRITE_ONCE(client->newest, r->o.order_id);
		kref_get(&client->ref);
		atomic_inc(&client->pending);
		r->client = client;
		kref_get(&r->ref);	/* the list's */
		kref_get(&r->ref);	/* the worker's */
		list_add_tail(&r->node, &c->orders);
		c->nr_orders++;
	}
	mutex_unlock(&c->lock);
	return room;
}

/**
 * dsr_robot_accept - an order waits to be carried out
 * @c: the robot
 * @client: who gives it
 * @order: checked by dsr_smc_order_valid()
 * @made: the order, with a reference
 *
 * Context: may sleep. Return: 0; -EAGAIN: DSR_OUTCOMES_KEPT are waiting; -ENOMEM.
 */
int dsr_robot_accept(struct dsr_changer *c, struct dsr_client *client,
		     const struct dsr_changer_order *order,
		     struct dsr_robot_order **made)
{
	struct dsr_robot_order *r = order_make(order);

	if (!r)
		return -ENOMEM;
	if (!order_enter(c, client, r)) {
		dsr_robot_order_put(r);
		return -EAGAIN;
	}
	*made = r;
	return 0;
}

/**
 * dsr_robot_submit - accept an order and have it carried out
 * @c: the robot
 * @client: who gives it
 * @order: checked by dsr_smc_order_valid()
 * @made: the order, with a reference
 *
 * Context: may sleep. Return: as dsr_robot_accept().
 */
int dsr_robot_submit(struct dsr_changer *c, struct dsr_client *client,
		     const struct dsr_changer_order *order,
		     struct dsr_robot_order **made)
{
	int err = dsr_robot_accept(c, client, order, made);

	if (err)
		return err;
	kref_get(&c->ref);
	__module_get(THIS_MODULE);
	if (!queue_work(dsr_robots_wq, &c->orders_work)) {
		/* it is queued already, and has its references */
		module_put(THIS_MODULE);
		dsr_changer_put(c);
	}
	return 0;
}

/**
 * dsr_robot_order_find - an order by its id
 * @c: the robot
 * @id: from dsr_robot_submit()
 *
 * Return: with a reference, or NULL: no such order (any more).
 */
struct dsr_robot_order *dsr_robot_order_find(struct dsr_changer *c, u32 id)
{
	struct dsr_robot_order *r, *found = NULL;

	mutex_lock(&c->lock);
	list_for_each_entry(r, &c->orders, node) {
		if (r->o.order_id != id)
			continue;
		kref_get(&r->ref);
		found = r;
		break;
	}
	mutex_unlock(&c->lock);
	return found;
}

/**
 * dsr_robot_orders_wait - are there orders that are not done?
 * @c: the robot
 */
bool dsr_robot_orders_wait(struct dsr_changer *c)
{
	struct dsr_robot_order *r;
	bool wait = false;

	mutex_lock(&c->lock);
	list_for_each_entry(r, &c->orders, node)
		wait |= r->o.state != DSR_ORDER_DONE;
	mutex_unlock(&c->lock);
	return wait;
}

/**
 * dsr_robot_order_tell - what became of an order
 * @c: the robot
 * @r: of this robot, held
 * @o: filled
 */
void dsr_robot_order_tell(struct dsr_changer *c, struct dsr_robot_order *r,
			  struct dsr_changer_outcome *o)
{
	mutex_lock(&c->lock);
	*o = r->o;
	mutex_unlock(&c->lock);
}

/**
 * dsr_robot_orders_init - the workers
 *
 * Return: 0 or -ENOMEM.
 */
int dsr_robot_orders_init(void)
{
	dsr_robots_wq = alloc_workqueue("dsr-robots", WQ_UNBOUND, 0);
	return dsr_robots_wq ? 0 : -ENOMEM;
}

/**
 * dsr_robot_orders_exit - waits for the last worker
 */
void dsr_robot_orders_exit(void)
{
	destroy_workqueue(dsr_robots_wq);
}

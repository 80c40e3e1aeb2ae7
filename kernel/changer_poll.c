// SPDX-License-Identifier: GPL-2.0
/*
 * Looking at a robot while somebody listens to the group of the changers, so
 * that what hands do to it is told within two seconds.
 */
#include "changer.h"
#include "events.h"

/* with the time that a reading takes, well below two seconds */
#define POLL_MS		1000

/* its news, and all its elements */
static int poll_look(struct dsr_changer *c, struct dsr_error *error)
{
	int err = dsr_robot_ready(c, error);

	return err ? err : dsr_robot_look(c, NULL, error);
}

/**
 * dsr_robot_poll_work - one look
 * @work: poll_work of a changer
 *
 * A robot that is about an order is left alone: the map is read behind it.
 */
void dsr_robot_poll_work(struct work_struct *work)
{
	struct dsr_changer *c = container_of(to_delayed_work(work),
					     struct dsr_changer, poll_work);
	struct dsr_error error;
	int err;

	if (dsr_event_changer_wanted() && mutex_trylock(&c->talk)) {
		err = poll_look(c, &error);
		if (err && !c->complained)
			dsr_robot_news(c, DSR_CHANGER_EVENT_ERROR, &error);
		c->complained = err;
		mutex_unlock(&c->talk);
	}
	dsr_robot_poll_start(c);
}

/**
 * dsr_robot_poll_start - the next look is due in a second
 * @c: in the table; who takes it out of there cancels the work
 */
void dsr_robot_poll_start(struct dsr_changer *c)
{
	queue_delayed_work(system_unbound_wq, &c->poll_work,
			   msecs_to_jiffies(POLL_MS));
}

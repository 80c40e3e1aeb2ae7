// SPDX-License-Identifier: GPL-2.0
/*
 * Looking at a robot in passing, so that what hands do to it is told.
 */
#include "changer.h"

/* its news, and all its elements */
static int poll_look(struct dsr_changer *c, struct dsr_error *error)
{
	int err = dsr_robot_ready(c, error);

	return err ? err : dsr_robot_look(c, NULL, error);
}

/* a failure is told when it is another than that of the look before */
static void poll_failed(struct dsr_changer *c, const struct dsr_error *error)
{
	u32 complaint = dsr_robot_complaint(error);

	if (complaint != c->complaint)
		dsr_robot_news(c, DSR_CHANGER_EVENT_ERROR, error);
	c->complaint = complaint;
}

/**
 * dsr_robot_poll_work - one look
 * @work: poll_work of a changer
 *
 * A robot that is about an order is left alone: the map is read behind it.
 */
void dsr_robot_poll_work(struct work_struct *work)
{
	struct dsr_changer *c =
		container_of(work, struct dsr_changer, poll_work);
	struct dsr_error error;

	if (!mutex_trylock(&c->talk))
		return;
	c->glance = true;
	if (poll_look(c, &error))
		poll_failed(c, &error);
	else
		c->complaint = 0;
	c->glance = false;
	mutex_unlock(&c->talk);
}

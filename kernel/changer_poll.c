// SPDX-License-Identifier: GPL-2.0
/*
 * Looking at a robot in passing, so that what hands do to it is told.
 */
#include "changer.h"

/* busy with itself, or becoming ready (ASC 04h, 3Eh): not worth a word */
static bool is_busy(const struct dsr_error *error)
{
	u32 asc = error->value >> 8;

	return error->reason == DSR_REASON_NOT_READY &&
	       (!asc || asc == 0x04 || asc == 0x3e);
}

/* a failure is told when it is another than that of the look before */
static void poll_failed(struct dsr_changer *c, const struct dsr_error *error)
{
	u32 complaint = dsr_robot_complaint(error);

	if (is_busy(error))
		return;
	if (complaint != c->complaint)
		dsr_robot_news(c, DSR_CHANGER_EVENT_ERROR, error);
	c->complaint = complaint;
}

/* a robot that waits for a person may well tell what that person does */
static bool may_tell(const struct dsr_error *error)
{
	return error->reason == DSR_REASON_DOOR ||
	       error->reason == DSR_REASON_OPERATOR;
}

/* its news, and all its elements */
static void poll_look(struct dsr_changer *c)
{
	struct dsr_error error, other;

	if (dsr_robot_ready(c, &error)) {
		poll_failed(c, &error);
		if (may_tell(&error))
			dsr_robot_look(c, NULL, &other);
	} else if (dsr_robot_look(c, NULL, &error)) {
		poll_failed(c, &error);
	} else {
		c->complaint = 0;
	}
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

	if (!mutex_trylock(&c->talk))
		return;
	c->glance = true;
	poll_look(c);
	c->glance = false;
	mutex_unlock(&c->talk);
}

// SPDX-License-Identifier: GPL-2.0
/* An order to a robot, from its beginning to its end or to Ctrl-C. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "libdsr/changer.h"
#include "robot_order.h"
#include "robot_text.h"

#define SHOWN_AFTER	2	/* seconds; shorter orders are done before one reads it */

static volatile sig_atomic_t interrupted;

static void on_signal(int sig)
{
	(void)sig;
	interrupted = 1;
}

/**
 * struct signals - what signals did before
 * @mask: which were held back
 * @sigint: what SIGINT did
 * @sigterm: what SIGTERM did
 */
struct signals {
	sigset_t mask;
	struct sigaction sigint;
	struct sigaction sigterm;
};

/* Signals come only while it waits, so that none is missed before. */
static void hold_signals(struct signals *before)
{
	struct sigaction sa = { .sa_handler = on_signal };
	sigset_t mask;

	sigemptyset(&mask);
	sigaddset(&mask, SIGINT);
	sigaddset(&mask, SIGTERM);
	sigprocmask(SIG_BLOCK, &mask, &before->mask);
	sigaction(SIGINT, &sa, &before->sigint);
	sigaction(SIGTERM, &sa, &before->sigterm);
}

/* One that came late is remembered for the next order. */
static void release_signals(const struct signals *before)
{
	sigprocmask(SIG_SETMASK, &before->mask, NULL);
	sigaction(SIGINT, &before->sigint, NULL);
	sigaction(SIGTERM, &before->sigterm, NULL);
}

static void show(const struct robot *robot, const struct dsr_changer_outcome *o, time_t seconds)
{
	char text[128];

	robot_order_text(text, sizeof(text), &robot->info, o);
	fprintf(stderr, "\r%s, %lld s\033[K", text, (long long)seconds);
	fflush(stderr);
}

/* Until no order of this fd is under way; a terminal sees the time go by. */
static int wait_end(const struct robot *robot, const struct dsr_changer_outcome *o,
		    const sigset_t *before)
{
	struct pollfd p = { .fd = robot->fd, .events = POLLIN };
	const struct timespec second = { .tv_sec = 1 };
	bool tty = isatty(STDERR_FILENO), shown = false;
	time_t start = time(NULL), now;
	int ret = 0;

	while (!interrupted && !ret) {
		ret = ppoll(&p, 1, tty ? &second : NULL, before);
		now = time(NULL) - start;
		if (!ret && now >= SHOWN_AFTER) {
			show(robot, o, now);
			shown = true;
		}
	}
	if (shown)
		fputs("\r\033[K", stderr);
	if (interrupted)
		return -EINTR;
	return ret < 0 ? -errno : 0;
}

/**
 * robot_order() - have a robot do something
 * @robot: the robot
 * @order: the order, without DSR_ORDER_F_NOWAIT
 * @wait: until it is done, or Ctrl-C
 * @outcome: gets what became of it; its id is 0 where it never became an order
 *
 * Return: 0: done, or taken on; -EINTR: it goes on, the user did not want to wait;
 * else -errno: @outcome tells why.
 */
int robot_order(struct robot *robot, const struct dsr_changer_order *order, bool wait,
		struct dsr_changer_outcome *outcome)
{
	struct dsr_changer_order o = *order;
	struct signals before;
	int ret = -EINTR;

	hold_signals(&before);
	memset(outcome, 0, sizeof(*outcome));
	outcome->order = o.order;
	outcome->order_flags = o.flags;
	outcome->source = o.source;
	outcome->destination = o.destination;
	outcome->second = o.second;
	o.flags |= DSR_ORDER_F_NOWAIT;
	if (interrupted)
		goto out;
	ret = dsr_changer_order(robot->fd, &o);
	outcome->error = o.error;
	outcome->result = ret < 0 ? (uint32_t)-ret : 0;
	if (ret < 0)
		goto out;
	ret = wait ? wait_end(robot, outcome, &before.mask) : 0;
	if (dsr_changer_outcome(robot->fd, o.order_id, false, outcome) < 0)
		outcome->order_id = o.order_id;
	outcome->order_flags &= ~DSR_ORDER_F_NOWAIT;
	if (outcome->state == DSR_ORDER_DONE)
		ret = -(int)outcome->result;
out:
	release_signals(&before);
	return ret;
}

/**
 * robot_orders() - the orders that a robot has before it
 * @robot: the robot, whose info is new
 * @all: those that are done, too, as far as they are remembered
 * @list: gets up to DSR_OUTCOMES_KEPT, the oldest first
 *
 * Return: how many.
 */
int robot_orders(const struct robot *robot, bool all, struct dsr_changer_outcome *list)
{
	uint32_t id = robot->info.newest_order, back;
	int nr = 0;

	for (back = DSR_OUTCOMES_KEPT; back--;) {
		if (back >= id || nr >= DSR_OUTCOMES_KEPT)
			continue;
		if (dsr_changer_outcome(robot->fd, id - back, false, &list[nr]) < 0)
			continue;
		list[nr].order_flags &= ~DSR_ORDER_F_NOWAIT;
		if (all || list[nr].state != DSR_ORDER_DONE)
			nr++;
	}
	return nr;
}

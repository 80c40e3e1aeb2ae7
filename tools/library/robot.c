// SPDX-License-Identifier: GPL-2.0
/* The robot of a batch. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "elements.h"
#include "libdsr/changer.h"
#include "library/lock.h"
#include "library/robot.h"

static void ignore(enum dsr_notice notice, enum dsr_group group, const struct dsr_event *event,
		   uint32_t number, void *ctx)
{
	(void)notice;
	(void)group;
	(void)event;
	(void)number;
	(void)ctx;
}

/* Where one mail slot has two addresses, the first stands for it. */
static void drop_aliases(struct lrobot *r)
{
	const struct dsr_element_range *mail = &r->robot.info.ranges[DSR_ELEMENT_MAIL];
	size_t i, kept = 0;

	for (i = 0; i < r->nr; i++)
		if (r->elements[i].type != DSR_ELEMENT_MAIL ||
		    r->elements[i].address == mail->first || !element_mail_is_one(&r->robot.info))
			r->elements[kept++] = r->elements[i];
	r->nr = kept;
}

/**
 * lrobot_look() - the newest map
 * @r: open
 * @fresh: ask the robot; else what the module has heard from it last
 *
 * Return: 0 or -errno; the map is then the one of before.
 */
int lrobot_look(struct lrobot *r, bool fresh)
{
	struct dsr_changer_status status = { 0 };
	struct dsr_element *elements = NULL;
	int n = dsr_changer_map(r->robot.fd, fresh, &status, &elements);

	if (n < 0 || (!n && r->nr)) {
		free(elements);
		return n < 0 ? n : -EIO;
	}
	free(r->elements);
	r->elements = elements;
	r->nr = (size_t)n;
	drop_aliases(r);
	return 0;
}

static int learn(struct lrobot *r)
{
	const struct dsr_unit_name *u = &r->robot.info.unit;
	int ret = lrobot_look(r, true);

	if (ret)
		return ret;
	snprintf(r->identity, sizeof(r->identity), "%.11s %.19s %.39s", u->vendor, u->product,
		 u->serial);
	r->nr_drives = dsr_changer_drives(r->robot.fd, &r->drives);
	return r->nr_drives < 0 ? r->nr_drives : 0;
}

/*
 * Two batches would take the same blanks and drives. The node is the one that everybody
 * finds for this robot, however it was named.
 */
static int lock_node(const struct lrobot *r)
{
	char path[PATH_BYTES];

	robot_path(path, &r->robot.info.unit);
	return lock_open(path[0] ? path : r->robot.path, O_RDONLY | O_NONBLOCK);
}

static int take_alone(struct lrobot *r)
{
	int fd = lock_node(r);

	if (fd >= 0)
		r->lock = fd;
	else if (fd == -EBUSY)
		complain("%s is in use by another 'dsrctl library': wait for it, or end it with Ctrl-C",
			 r->robot.title);
	else
		complain("%s can't be locked: %s", r->robot.path, strerror(-fd));
	return fd < 0 ? DSRCTL_DEVICE : DSRCTL_OK;
}

/**
 * lrobot_in_use() - does another dsrctl library move its discs?
 * @r: which
 */
bool lrobot_in_use(const struct lrobot *r)
{
	int fd;

	if (r->lock >= 0)
		return false;
	fd = lock_node(r);
	if (fd >= 0)
		close(fd);
	return fd == -EBUSY;
}

/**
 * lrobot_init() - no robot
 * @r: gets it; lrobot_close() may come next
 */
void lrobot_init(struct lrobot *r)
{
	memset(r, 0, sizeof(*r));
	r->robot.fd = -1;
	r->lock = -1;
}

/**
 * lrobot_open() - open a robot
 * @r: gets it; lrobot_close() it, also after an error
 * @name: its node, NULL: the only one there is
 * @alone: its discs will be moved: refuse when another dsrctl library does that
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int lrobot_open(struct lrobot *r, const char *name, bool alone)
{
	int ret;

	lrobot_init(r);
	ret = robot_open(name, &r->robot);
	if (!ret && alone)
		ret = take_alone(r);
	if (ret)
		return ret;
	if (!(r->robot.info.flags & DSR_CHANGER_F_WRITABLE)) {
		complain("%s can't be opened for writing: ask for permission (group cdrom)",
			 r->robot.path);
		return DSRCTL_DEVICE;
	}
	ret = learn(r);
	if (ret) {
		complain("%s does not tell of its slots: %s; 'dsrctl changer init' makes it look",
			 r->robot.title, strerror(-ret));
		return DSRCTL_DEVICE;
	}
	if (dsr_listener_open(&r->listener, 1U << DSR_GROUP_CHANGER, ignore, NULL))
		r->listener = NULL;
	return DSRCTL_OK;
}

/**
 * lrobot_settle() - wait until the robot has carried out all that it was told
 * @r: open
 *
 * Return: 0 or -errno; -EINTR after a signal.
 */
int lrobot_settle(struct lrobot *r)
{
	struct dsr_changer_outcome outcome;
	int ret = dsr_changer_info(r->robot.fd, &r->robot.info);

	if (!ret && r->robot.info.newest_order) {
		ret = dsr_changer_outcome(r->robot.fd, r->robot.info.newest_order, true, &outcome);
		if (ret == -ENOENT)
			ret = 0;
	}
	return ret ? ret : lrobot_look(r, true);
}

/**
 * lrobot_drive_path() - which recorder is in a drive element
 * @r: open
 * @address: of the element
 * @path: gets a node to open
 *
 * Return: false: nobody knows.
 */
bool lrobot_drive_path(const struct lrobot *r, uint16_t address, char path[PATH_BYTES])
{
	int i;

	path[0] = '\0';
	for (i = 0; i < r->nr_drives; i++)
		if (r->drives[i].address == address && r->drives[i].how != DSR_DRIVE_UNKNOWN &&
		    !name_is_none(&r->drives[i].unit))
			name_path(path, &r->drives[i].unit);
	return path[0];
}

/**
 * lrobot_first() - the first element of a type, in the newest map
 * @r: open
 * @type: enum dsr_element_type
 *
 * Return: NULL: there is none.
 */
const struct dsr_element *lrobot_first(const struct lrobot *r, uint8_t type)
{
	size_t i;

	for (i = 0; i < r->nr; i++)
		if (r->elements[i].type == type)
			return &r->elements[i];
	return NULL;
}

static int give(struct lrobot *r, struct dsr_changer_order *order, struct dsr_error *error)
{
	int ret = dsr_changer_order(r->robot.fd, order);

	*error = order->error;
	r->order = ret ? 0 : order->order_id;
	return ret;
}

/**
 * lrobot_move() - begin to move a disc; lrobot_ended() tells how it ended
 * @r: open, no order runs
 * @from: element address
 * @to: element address
 * @flip: turn it over
 * @error: gets why not
 *
 * Return: 0, or -errno: it was refused, nothing moves.
 */
int lrobot_move(struct lrobot *r, uint16_t from, uint16_t to, bool flip, struct dsr_error *error)
{
	struct dsr_changer_order order = {
		.size = sizeof(order),
		.order = DSR_ORDER_MOVE,
		.flags = DSR_ORDER_F_NOWAIT | (flip ? DSR_ORDER_F_FLIP : 0),
		.transport = DSR_TRANSPORT_ANY,
		.source = from,
		.destination = to,
	};

	return give(r, &order, error);
}

/**
 * lrobot_return() - begin to bring all that the hand and the drives hold home
 * @r: open, no order runs
 * @error: gets why not
 *
 * Return: as lrobot_move().
 */
int lrobot_return(struct lrobot *r, struct dsr_error *error)
{
	struct dsr_changer_order order = {
		.size = sizeof(order),
		.order = DSR_ORDER_REZERO,
		.flags = DSR_ORDER_F_NOWAIT | DSR_ORDER_F_RETURN,
		.transport = DSR_TRANSPORT_ANY,
	};

	return give(r, &order, error);
}

/**
 * lrobot_ended() - has the order ended?
 * @r: after lrobot_move()
 * @result: gets 0, or its errno
 * @error: gets why
 *
 * Return: 1 if so, 0 if not, -errno: it can't be known; it counts as ended.
 */
int lrobot_ended(struct lrobot *r, int *result, struct dsr_error *error)
{
	struct dsr_changer_outcome outcome;
	int ret = dsr_changer_outcome(r->robot.fd, r->order, false, &outcome);

	if (!ret && outcome.state != DSR_ORDER_DONE)
		return 0;
	r->order = 0;
	if (ret)
		return ret;
	*result = (int)outcome.result;
	*error = outcome.error;
	return 1;
}

/**
 * lrobot_hear() - take in what its listener has heard
 * @r: open
 */
void lrobot_hear(struct lrobot *r)
{
	if (r->listener && dsr_listener_handle(r->listener)) {
		dsr_listener_close(r->listener);
		r->listener = NULL;
	}
}

/**
 * lrobot_close() - let go of it; what it does goes on
 * @r: of lrobot_open()
 */
void lrobot_close(struct lrobot *r)
{
	if (r->listener)
		dsr_listener_close(r->listener);
	free(r->elements);
	free(r->drives);
	robot_close(&r->robot);
	if (r->lock >= 0)
		close(r->lock);
	r->lock = -1;
}

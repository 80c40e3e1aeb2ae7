// SPDX-License-Identifier: GPL-2.0
/* The ioctls of changer fds, one function each. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "libdsr/changer.h"

/* Element addresses have 16 bits: no robot has more elements. */
#define MAX_ELEMENTS	65536U
#define FIRST_ROOM	1024U	/* elements; the largest JVC has 616 */
#define FIRST_DRIVES	32U

static int ask(int fd, unsigned long request, void *arg)
{
	int ret = ioctl(fd, request, arg);

	return ret < 0 ? -errno : ret;
}

static int open_node(const char *path)
{
	int fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0 && (errno == EACCES || errno == EROFS || errno == EPERM))
		fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	return fd < 0 ? -errno : fd;
}

/**
 * dsr_changer_open() - get a changer fd on a robot
 * @dsr_fd: from dsr_open()
 * @path: its /dev/sgN or /dev/schN; where it can't be opened for writing the
 *	fd is good for questions only (no DSR_CHANGER_F_WRITABLE)
 * @error: gets why the robot's first answer failed; there is an fd all the same
 *
 * Return: a changer fd, or -errno (-ENOTTY: that is no robot; else as open(2)).
 */
int dsr_changer_open(int dsr_fd, const char *path, struct dsr_error *error)
{
	struct dsr_changer_open arg = { .size = sizeof(arg) };
	int ret;

	memset(error, 0, sizeof(*error));
	arg.fd = open_node(path);
	if (arg.fd < 0)
		return arg.fd;
	ret = ask(dsr_fd, DSR_IOC_CHANGER_OPEN, &arg);
	*error = arg.error;
	close(arg.fd);
	return ret;
}

/**
 * dsr_changer_info() - what a robot is; does not wait for orders
 * @fd: changer fd
 * @info: gets it
 *
 * Return: 0 or -errno.
 */
int dsr_changer_info(int fd, struct dsr_changer_info *info)
{
	memset(info, 0, sizeof(*info));
	info->size = sizeof(*info);
	return ask(fd, DSR_IOC_CHANGER_INFO, info);
}

static int status_once(int fd, struct dsr_changer_status *status,
		       struct dsr_element **elements, uint32_t room)
{
	int ret;

	*elements = calloc(room, sizeof(**elements));
	if (!*elements) {
		status->nr_elements = 0;
		return -ENOMEM;
	}
	status->size = sizeof(*status);
	status->nr_elements = room;
	status->elements = (uintptr_t)*elements;
	status->element_bytes = sizeof(**elements);
	ret = ask(fd, DSR_IOC_CHANGER_STATUS, status);
	/* it tells why an answer is old; else there was none */
	if (ret < 0 && !status->error.reason)
		status->nr_elements = 0;
	return ret;
}

/**
 * dsr_changer_status() - all or some elements
 * @fd: changer fd
 * @status: in: flags, type, first, last, the others zero; out: the rest,
 *	nr_elements is that of @elements
 * @elements: gets an array by type, then address, to be freed by the caller;
 *	also when it fails: what was known before
 *
 * The robot is asked once at most, however many elements there are.
 *
 * Return: how many elements, or -errno; @status->error may then tell more.
 */
int dsr_changer_status(int fd, struct dsr_changer_status *status,
		       struct dsr_element **elements)
{
	struct dsr_changer_status asked, more = *status;
	int ret = status_once(fd, status, elements, FIRST_ROOM);

	if (status->nr_elements > FIRST_ROOM) {
		asked = *status;
		free(*elements);
		more.flags &= ~DSR_STATUS_F_FRESH;
		*status = more;
		if (ret < 0) {
			status_once(fd, status, elements, MAX_ELEMENTS);
			status->error = asked.error;
		} else {
			ret = status_once(fd, status, elements, MAX_ELEMENTS);
		}
		status->commands += asked.commands;
	}
	if (status->nr_elements > MAX_ELEMENTS) {
		status->nr_elements = 0;
		return -EPROTO;
	}
	return ret < 0 ? ret : (int)status->nr_elements;
}

/**
 * dsr_changer_map() - all elements
 * @fd: changer fd
 * @fresh: ask the robot now; else what it said last, at once
 * @status: gets it
 * @elements: as dsr_changer_status()
 *
 * Return: as dsr_changer_status().
 */
int dsr_changer_map(int fd, bool fresh, struct dsr_changer_status *status,
		    struct dsr_element **elements)
{
	memset(status, 0, sizeof(*status));
	status->flags = fresh ? DSR_STATUS_F_FRESH : 0;
	status->last = MAX_ELEMENTS - 1;
	return dsr_changer_status(fd, status, elements);
}

static int drives_once(int fd, struct dsr_changer_drive **drives, uint32_t room)
{
	struct dsr_changer_drives arg = { .size = sizeof(arg), .nr_drives = room };
	int ret;

	*drives = calloc(room, sizeof(**drives));
	if (!*drives)
		return -ENOMEM;
	arg.drives = (uintptr_t)*drives;
	arg.drive_bytes = sizeof(**drives);
	ret = ask(fd, DSR_IOC_CHANGER_DRIVES, &arg);
	if (ret >= 0 && arg.nr_drives <= MAX_ELEMENTS)
		return (int)arg.nr_drives;
	free(*drives);
	*drives = NULL;
	return ret < 0 ? ret : -EPROTO;
}

/**
 * dsr_changer_drives() - which recorder each drive element is; asks no device
 * @fd: changer fd
 * @drives: gets an array, to be freed by the caller; NULL on errors
 *
 * Return: how many, or -errno.
 */
int dsr_changer_drives(int fd, struct dsr_changer_drive **drives)
{
	uint32_t room = FIRST_DRIVES;
	int nr;

	while ((nr = drives_once(fd, drives, room)) > (int)room) {
		free(*drives);
		room = (uint32_t)nr;
	}
	return nr;
}

/**
 * dsr_changer_bind() - tell which recorder a drive element is
 * @fd: changer fd
 * @element: address of the drive element
 * @drive_fd: of the recorder's /dev/srN or /dev/sgN; -1: forget what was told
 *
 * Return: 0 or -errno (-EINVAL: no drive element; -ENOTTY: no drive).
 */
int dsr_changer_bind(int fd, uint32_t element, int drive_fd)
{
	struct dsr_changer_bind arg = {
		.size = sizeof(arg),
		.element = element,
		.fd = drive_fd,
	};

	return ask(fd, DSR_IOC_CHANGER_BIND, &arg);
}

/**
 * dsr_changer_order() - have the robot do something
 * @fd: changer fd
 * @order: the order; @size, @order_id and @error are filled in
 *
 * Return: 0: done (with DSR_ORDER_F_NOWAIT: taken on), or -errno as
 * DSR_IOC_CHANGER_ORDER; -EINTR: it goes on, ask dsr_changer_outcome().
 */
int dsr_changer_order(int fd, struct dsr_changer_order *order)
{
	order->size = sizeof(*order);
	order->order_id = 0;
	memset(&order->error, 0, sizeof(order->error));
	return ask(fd, DSR_IOC_CHANGER_ORDER, order);
}

/**
 * dsr_changer_outcome() - what became of an order
 * @fd: changer fd
 * @order_id: which; 0: the newest of this fd
 * @wait: until it is done
 * @outcome: gets it
 *
 * Return: 0, or -errno (-ENOENT: no such order any more; -EINTR: a signal ended
 * the waiting). How the order ended stands in @outcome.
 */
int dsr_changer_outcome(int fd, uint32_t order_id, bool wait,
			struct dsr_changer_outcome *outcome)
{
	memset(outcome, 0, sizeof(*outcome));
	outcome->size = sizeof(*outcome);
	outcome->order_id = order_id;
	outcome->flags = wait ? DSR_OUTCOME_F_WAIT : 0;
	return ask(fd, DSR_IOC_CHANGER_OUTCOME, outcome);
}

/**
 * dsr_changer_log() - counters and logs; waits for the order under way
 * @fd: changer fd
 * @log: gets them; its error tells more when it fails
 *
 * Return: 0 or -errno.
 */
int dsr_changer_log(int fd, struct dsr_changer_log *log)
{
	int ret;

	memset(log, 0, sizeof(*log));
	log->size = sizeof(*log);
	ret = ask(fd, DSR_IOC_CHANGER_LOG, log);
	if (log->nr_mechanism > DSR_LOG_ENTRIES || log->nr_commands > DSR_LOG_ENTRIES)
		return -EPROTO;
	return ret;
}

/**
 * dsr_changer_buffer() - read or write memory of the robot
 * @fd: changer fd
 * @buffer: flags, buffer, offset and bytes; gets the bytes that moved
 * @data: as many bytes
 *
 * Return: 0 or -errno (-EPERM: needs CAP_SYS_RAWIO).
 */
int dsr_changer_buffer(int fd, struct dsr_changer_buffer *buffer, void *data)
{
	uint32_t room = buffer->bytes;
	int ret;

	buffer->size = sizeof(*buffer);
	buffer->data = (uintptr_t)data;
	memset(&buffer->error, 0, sizeof(buffer->error));
	ret = ask(fd, DSR_IOC_CHANGER_BUFFER, buffer);
	return buffer->bytes > room ? -EPROTO : ret;
}

/**
 * dsr_changer_assign() - give the elements new addresses
 * @fd: changer fd
 * @assign: the ranges; its error tells more when it fails
 *
 * Return: 0 or -errno.
 */
int dsr_changer_assign(int fd, struct dsr_changer_assign *assign)
{
	assign->size = sizeof(*assign);
	memset(&assign->error, 0, sizeof(assign->error));
	return ask(fd, DSR_IOC_CHANGER_ASSIGN, assign);
}

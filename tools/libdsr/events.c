// SPDX-License-Identifier: GPL-2.0
/* Listening to the netlink family, and being right again after a loss. */
#include <errno.h>
#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <netlink/genl/ctrl.h>
#include <netlink/genl/genl.h>
#include <netlink/netlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "libdsr/events.h"

#define TYPE_CHANGER	8	/* SPC-4, INQUIRY: peripheral device type */
#define MESSAGE_ROOM	(256 * 1024)	/* more than 64 sinks need */
#define SOCKET_ROOM	(1024 * 1024)	/* what may wait for a slow listener */
#define DUMP_TRIES	8	/* a dump is repeated when it was disturbed */
#define DUMP_SECONDS	5

struct dsr_listener {
	struct nl_sock *sock;
	int family;
	unsigned int groups;	/* bit per enum dsr_group */
	struct dsr_seq seq[DSR_NR_GROUPS];
	dsr_listen_fn fn;
	void *ctx;
	struct dsr_event event;	/* too large for a stack */
	uint8_t room[MESSAGE_ROOM] __attribute__((aligned(8)));
};

static const char *const group_names[DSR_NR_GROUPS] = {
	[DSR_GROUP_JOB] = DSR_MCGRP_JOB,
	[DSR_GROUP_DRIVE] = DSR_MCGRP_DRIVE,
	[DSR_GROUP_CHANGER] = DSR_MCGRP_CHANGER,
};

static int group_of(const struct dsr_event *event)
{
	switch (event->cmd) {
	case DSR_CMD_JOB_GET:
	case DSR_CMD_JOB_EVENT:
		return DSR_GROUP_JOB;
	case DSR_CMD_UNIT_GET:
		return event->unit.type == TYPE_CHANGER ? DSR_GROUP_CHANGER :
							  DSR_GROUP_DRIVE;
	case DSR_CMD_DRIVE_EVENT:
		return DSR_GROUP_DRIVE;
	case DSR_CMD_CHANGER_EVENT:
		return DSR_GROUP_CHANGER;
	default:
		return -EPROTO;
	}
}

static int from_nl(int err)
{
	switch (-err) {
	case NLE_SUCCESS:
		return 0;
	case NLE_NOMEM:
		return -ENOMEM;
	case NLE_OBJ_NOTFOUND:
	case NLE_NODEV:
		return -ENOENT;
	case NLE_PERM:
	case NLE_NOACCESS:
		return -EPERM;
	case NLE_AGAIN:
	case NLE_DUMP_INTR:
		return -EAGAIN;
	default:
		return -EPROTO;
	}
}

static int connect_family(struct nl_sock **out, int *family)
{
	const struct timeval limit = { .tv_sec = DUMP_SECONDS };
	struct nl_sock *sock = nl_socket_alloc();
	int ret;

	*out = NULL;
	if (!sock)
		return -ENOMEM;
	ret = genl_connect(sock);
	if (ret < 0)
		goto free;
	ret = setsockopt(nl_socket_get_fd(sock), SOL_SOCKET, SO_RCVTIMEO,
			 &limit, sizeof(limit));
	if (ret < 0)
		goto free;
	ret = genl_ctrl_resolve(sock, DSR_GENL_NAME);
	if (ret < 0)
		goto free;
	*family = ret;
	*out = sock;
	return 0;
free:
	nl_socket_free(sock);
	return from_nl(ret);
}

/* ---- dumps ------------------------------------------------------------- */

struct dump {
	int family;
	int error;
	struct dsr_event *event;
	dsr_listen_fn fn;
	void *ctx;
};

static int dump_message(struct nl_msg *msg, void *arg)
{
	struct nlmsghdr *nlh = nlmsg_hdr(msg);
	struct dump *d = arg;
	int group;

	if (nlh->nlmsg_type != d->family)
		return NL_SKIP;
	d->error = dsr_event_parse(nlh, nlh->nlmsg_len, d->event);
	if (d->error)
		return NL_STOP;
	group = group_of(d->event);
	if (group >= 0)
		d->fn(DSR_NOTICE_STATE, (enum dsr_group)group, d->event, 0,
		      d->ctx);
	return NL_OK;
}

static int dump_once(uint8_t cmd, struct dump *d)
{
	struct nl_sock *sock;
	int ret;

	d->error = 0;
	ret = connect_family(&sock, &d->family);
	if (ret < 0)
		return ret;
	nl_socket_modify_cb(sock, NL_CB_VALID, NL_CB_CUSTOM, dump_message, d);
	ret = genl_send_simple(sock, d->family, cmd, DSR_GENL_VERSION,
			       NLM_F_DUMP);
	if (ret >= 0)
		ret = nl_recvmsgs_default(sock);
	nl_socket_free(sock);
	if (d->error)
		return d->error;
	return ret < 0 ? from_nl(ret) : 0;
}

static int dump_into(uint8_t cmd, struct dump *d)
{
	int i, ret = -EAGAIN;

	for (i = 0; i < DUMP_TRIES && ret == -EAGAIN; i++)
		ret = dump_once(cmd, d);
	return ret;
}

/**
 * dsr_dump() - the state, without listening
 * @cmd: DSR_CMD_JOB_GET or DSR_CMD_UNIT_GET
 * @fn: told DSR_NOTICE_STATE for every message: a unit, or a job with some of
 *	its sinks; a dump that was disturbed begins again, so the same may be
 *	told twice
 * @ctx: for @fn
 *
 * Return: 0, or -errno (-ENOENT: no such family, the module is not loaded).
 */
int dsr_dump(uint8_t cmd, dsr_listen_fn fn, void *ctx)
{
	struct dump d = { .fn = fn, .ctx = ctx };
	int ret;

	d.event = malloc(sizeof(*d.event));
	if (!d.event)
		return -ENOMEM;
	ret = dump_into(cmd, &d);
	free(d.event);
	return ret;
}

/* ---- the listener ------------------------------------------------------ */

static int join_groups(struct dsr_listener *l)
{
	int g, id, ret;

	/* to learn of the module's end; "notify" is the controller's only group */
	id = genl_ctrl_resolve_grp(l->sock, "nlctrl", "notify");
	if (id < 0)
		return from_nl(id);
	ret = nl_socket_add_membership(l->sock, id);
	if (ret < 0)
		return from_nl(ret);
	for (g = 0; g < DSR_NR_GROUPS; g++) {
		if (!(l->groups & (1U << g)))
			continue;
		id = genl_ctrl_resolve_grp(l->sock, DSR_GENL_NAME,
					   group_names[g]);
		if (id < 0)
			return from_nl(id);
		ret = nl_socket_add_membership(l->sock, id);
		if (ret < 0)
			return from_nl(ret);
	}
	return 0;
}

/**
 * dsr_listener_open() - begin to listen
 * @out: gets the listener
 * @groups: bit mask of 1 << enum dsr_group
 * @fn: told of everything, from dsr_listener_sync() and _handle()
 * @ctx: for @fn
 *
 * Call dsr_listener_sync() next to learn what is there already.
 *
 * Return: 0, or -errno (-ENOENT: the module is not loaded).
 */
int dsr_listener_open(struct dsr_listener **out, unsigned int groups,
		      dsr_listen_fn fn, void *ctx)
{
	struct dsr_listener *l = calloc(1, sizeof(*l));
	int ret;

	*out = NULL;
	if (!l)
		return -ENOMEM;
	l->groups = groups;
	l->fn = fn;
	l->ctx = ctx;
	ret = connect_family(&l->sock, &l->family);
	if (ret < 0)
		goto free;
	/* best effort: what does not fit is noticed and dumped */
	nl_socket_set_buffer_size(l->sock, SOCKET_ROOM, 0);
	ret = join_groups(l);
	if (ret < 0)
		goto free;
	*out = l;
	return 0;
free:
	dsr_listener_close(l);
	return ret;
}

/**
 * dsr_listener_fd() - what to poll() for POLLIN
 * @l: the listener
 */
int dsr_listener_fd(const struct dsr_listener *l)
{
	return nl_socket_get_fd(l->sock);
}

/*
 * Every message of a dump carries the number of its group's last event. Events
 * may fall between two messages: the first number counts, and what comes after
 * it is told as an event, though some of the state may know it already.
 */
static void note_state(enum dsr_notice notice, enum dsr_group group,
		       const struct dsr_event *event, uint32_t number,
		       void *ctx)
{
	struct dsr_listener *l = ctx;

	if (!(l->groups & (1U << group)))
		return;
	if (DSR_HAS(event, DSR_A_SEQ) && !l->seq[group].known) {
		l->seq[group].known = true;
		l->seq[group].last = event->seq;
	}
	l->fn(notice, group, event, number, l->ctx);
}

static int sync_groups(struct dsr_listener *l, unsigned int groups)
{
	const unsigned int units = 1U << DSR_GROUP_DRIVE |
				   1U << DSR_GROUP_CHANGER;
	struct dump d = { .event = &l->event, .fn = note_state, .ctx = l };
	int g, ret = 0;

	/* one dump tells of drives and changers: they are right again together */
	if (groups & units)
		groups |= units;
	groups &= l->groups;
	for (g = 0; g < DSR_NR_GROUPS; g++)
		if (groups & (1U << g))
			l->seq[g].known = false;
	if (groups & (1U << DSR_GROUP_JOB))
		ret = dump_into(DSR_CMD_JOB_GET, &d);
	if (ret >= 0 && groups & units)
		ret = dump_into(DSR_CMD_UNIT_GET, &d);
	for (g = 0; ret >= 0 && g < DSR_NR_GROUPS; g++)
		if (groups & (1U << g))
			l->fn(DSR_NOTICE_SYNCED, (enum dsr_group)g, NULL,
			      l->seq[g].known ? l->seq[g].last : 0, l->ctx);
	return ret;
}

/**
 * dsr_listener_sync() - dump the state of all groups listened to
 * @l: the listener
 *
 * Events that are older than the state are not told afterwards.
 *
 * Return: 0 or -errno.
 */
int dsr_listener_sync(struct dsr_listener *l)
{
	return sync_groups(l, l->groups);
}

static int lost(struct dsr_listener *l, unsigned int groups, uint32_t missed)
{
	int g;

	for (g = 0; g < DSR_NR_GROUPS; g++)
		if (groups & l->groups & (1U << g))
			l->fn(DSR_NOTICE_GAP, (enum dsr_group)g, NULL, missed,
			      l->ctx);
	return sync_groups(l, groups);
}

/* Did the kernel say that our family is gone, the module unloaded? */
static bool family_left(struct nlmsghdr *nlh)
{
	struct genlmsghdr *hdr = nlmsg_data(nlh);
	struct nlattr *name;

	if (nlh->nlmsg_type != GENL_ID_CTRL ||
	    nlmsg_datalen(nlh) < (int)GENL_HDRLEN ||
	    hdr->cmd != CTRL_CMD_DELFAMILY)
		return false;
	name = nlmsg_find_attr(nlh, GENL_HDRLEN, CTRL_ATTR_FAMILY_NAME);
	return name && !nla_strcmp(name, DSR_GENL_NAME);
}

static int take_message(struct dsr_listener *l, struct nlmsghdr *nlh)
{
	uint32_t missed;
	int group;

	if (family_left(nlh))
		return -ENODEV;
	if (nlh->nlmsg_type != l->family)
		return 0;
	if (dsr_event_parse(nlh, nlh->nlmsg_len, &l->event))
		return -EPROTO;
	group = group_of(&l->event);
	if (group < 0 || !(l->groups & (1U << group)))
		return 0;
	switch (dsr_seq_take(&l->seq[group], l->event.seq, &missed)) {
	case DSR_SEQ_NEXT:
		l->fn(DSR_NOTICE_EVENT, (enum dsr_group)group, &l->event, 0,
		      l->ctx);
		return 0;
	case DSR_SEQ_GAP:
		return lost(l, 1U << group, missed);
	case DSR_SEQ_OLD:
		break;
	}
	return 0;
}

static int take_datagram(struct dsr_listener *l, size_t bytes)
{
	struct nlmsghdr *nlh = (struct nlmsghdr *)l->room;
	int left = (int)bytes;
	int ret = 0;

	for (; !ret && nlmsg_ok(nlh, left); nlh = nlmsg_next(nlh, &left))
		ret = take_message(l, nlh);
	return ret;
}

/**
 * dsr_listener_handle() - take everything that waits in the socket
 * @l: the listener; its fd is readable
 *
 * Return: 0 or -errno (-ENODEV: the module was unloaded).
 */
int dsr_listener_handle(struct dsr_listener *l)
{
	struct sockaddr_nl from;
	socklen_t from_len;
	ssize_t n;
	int ret = 0;

	while (!ret) {
		from_len = sizeof(from);
		n = recvfrom(dsr_listener_fd(l), l->room, sizeof(l->room),
			     MSG_DONTWAIT | MSG_TRUNC, (struct sockaddr *)&from,
			     &from_len);
		if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			break;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno != ENOBUFS)
			return -errno;
		if (n < 0 || (size_t)n > sizeof(l->room))
			ret = lost(l, l->groups, 0);
		else if (!from.nl_pid)	/* only the kernel is believed */
			ret = take_datagram(l, (size_t)n);
	}
	return ret;
}

/**
 * dsr_listener_close() - stop listening
 * @l: the listener, or NULL
 */
void dsr_listener_close(struct dsr_listener *l)
{
	if (!l)
		return;
	if (l->sock)
		nl_socket_free(l->sock);
	free(l);
}

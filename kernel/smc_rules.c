// SPDX-License-Identifier: GPL-2.0
/*
 * Which orders make sense, and which the element map already says no to.
 *
 * All functions here are pure: any context, no locks.
 */
#include <linux/errno.h>
#include <linux/kernel.h>

#include "smc.h"

/**
 * struct order_row - what an order has
 * @flags: DSR_ORDER_F_* that it knows
 * @transport: a transport may be named
 * @source: has a source
 * @destination: has a destination
 * @second: has a second destination
 */
struct order_row {
	u32 flags;
	bool transport;
	bool source;
	bool destination;
	bool second;
};

static const struct order_row order_rows[] = {
	[DSR_ORDER_MOVE] = {
		DSR_ORDER_F_FLIP | DSR_ORDER_F_HOME, true, true, true, false
	},
	[DSR_ORDER_EXCHANGE] = {
		DSR_ORDER_F_FLIP | DSR_ORDER_F_FLIP_SECOND, true, true, true,
		true
	},
	[DSR_ORDER_POSITION] = { 0, true, false, true, false },
	[DSR_ORDER_INIT] = { DSR_ORDER_F_RANGE, false, true, true, false },
	[DSR_ORDER_LOCK] = {},
	[DSR_ORDER_UNLOCK] = {},
	[DSR_ORDER_REZERO] = {
		.flags = DSR_ORDER_F_RESET | DSR_ORDER_F_RETURN |
			DSR_ORDER_F_IMMED,
	},
	[DSR_ORDER_SELF_TEST] = {},
	[DSR_ORDER_CLEAR_LOG] = {},
	[DSR_ORDER_RESERVE] = {},
	[DSR_ORDER_RELEASE] = {},
	[DSR_ORDER_READY] = {},
	[DSR_ORDER_SENSE] = {},
};

/**
 * dsr_smc_order_valid - is an order possible for any robot?
 * @order: enum dsr_order
 * @flags: DSR_ORDER_F_*
 * @transport: element address or DSR_TRANSPORT_ANY
 * @source: element address, 0 where the order has none
 * @destination: as @source
 * @second: as @source
 *
 * Return: 0 or -EINVAL.
 */
int dsr_smc_order_valid(u32 order, u32 flags, u32 transport, u32 source,
			u32 destination, u32 second)
{
	const struct order_row *row;

	if (order < DSR_ORDER_MOVE || order >= ARRAY_SIZE(order_rows))
		return -EINVAL;
	row = &order_rows[order];
	if (flags & ~(row->flags | DSR_ORDER_F_NOWAIT))
		return -EINVAL;
	if (transport > 0xffff || source > 0xffff || destination > 0xffff ||
	    second > 0xffff)
		return -EINVAL;
	if ((!row->transport && transport != DSR_TRANSPORT_ANY) ||
	    (!row->source && source) || (!row->destination && destination) ||
	    (!row->second && second))
		return -EINVAL;
	if (flags & DSR_ORDER_F_HOME && destination)
		return -EINVAL;
	if (order == DSR_ORDER_INIT && !(flags & DSR_ORDER_F_RANGE) &&
	    (source || destination))
		return -EINVAL;
	if (order == DSR_ORDER_INIT && source > destination)
		return -EINVAL;
	return 0;
}

/**
 * dsr_smc_find - the element of an address
 * @m: the map
 * @address: any number
 *
 * Return: the element or NULL.
 */
const struct dsr_element *dsr_smc_find(const struct dsr_smc_map *m,
				       u32 address)
{
	u32 i;

	for (i = 0; i < m->nr; i++)
		if (m->elements[i].address == address)
			return &m->elements[i];
	return NULL;
}

static u32 refuse(u32 reason, u32 about, u32 *value)
{
	*value = about;
	return reason;
}

/* JVC: all its mail slot addresses are one slot; any of them may tell */
static u32 mail_flags(const struct dsr_smc_robot *r,
		      const struct dsr_smc_map *m, const struct dsr_element *e)
{
	u32 flags = e->flags;
	u32 i;

	if (!(r->model->quirks & SMC_Q_MAIL_ALIAS) ||
	    e->type != DSR_ELEMENT_MAIL)
		return flags;
	for (i = 0; i < m->nr; i++)
		if (m->elements[i].type == DSR_ELEMENT_MAIL)
			flags |= m->elements[i].flags &
				(DSR_EL_FULL | DSR_EL_OPEN | DSR_EL_TRAY);
	return flags;
}

static u32 refuse_transport(const struct dsr_smc_robot *r,
			    const struct dsr_smc_map *m, struct dsr_smc_plan *p,
			    u32 *value)
{
	const struct dsr_element_range *range =
		&r->info.ranges[DSR_ELEMENT_TRANSPORT];
	bool flip = p->flags & (DSR_ORDER_F_FLIP | DSR_ORDER_F_FLIP_SECOND);
	u32 nr, i;

	if (p->transport == DSR_TRANSPORT_ANY) {
		for (i = 0; i < range->count && i < 64; i++)
			if (!flip || r->info.flip_transports & 1ULL << i)
				break;
		if (i >= range->count || i >= 64)
			i = 0;
		p->transport = range->first + i;
	} else {
		const struct dsr_element *e = dsr_smc_find(m, p->transport);

		if (!e || e->type != DSR_ELEMENT_TRANSPORT)
			return refuse(DSR_REASON_NO_ELEMENT, p->transport,
				      value);
	}
	nr = p->transport - range->first;
	if (flip && r->flip_known && (nr >= 64 ||
				      !(r->info.flip_transports & 1ULL << nr)))
		return refuse(DSR_REASON_NO_FLIP, p->transport, value);
	return DSR_REASON_NONE;
}

static u32 refuse_pair(const u8 *moves, const struct dsr_smc_robot *r,
		       const struct dsr_element *from,
		       const struct dsr_element *to, u32 *value)
{
	if (!(r->info.flags & DSR_CHANGER_F_MOVES_KNOWN))
		return DSR_REASON_NONE;
	if (!(moves[from->type] & 1 << to->type))
		return refuse(DSR_REASON_NO_SUCH_MOVE, to->address, value);
	return DSR_REASON_NONE;
}

static u32 refuse_source(const struct dsr_smc_robot *r,
			 const struct dsr_smc_map *m,
			 const struct dsr_element *from,
			 const struct dsr_element *to, u32 *value)
{
	u32 flags = mail_flags(r, m, from);
	bool first = from->address == r->info.ranges[DSR_ELEMENT_MAIL].first;

	if (from->flags & DSR_EL_DISABLED)
		return refuse(DSR_REASON_NOT_REACHABLE, from->address, value);
	if (flags & DSR_EL_OPEN && first)
		return refuse(DSR_REASON_SLOT_OPEN, from->address, value);
	if (flags & DSR_EL_FULL)
		return DSR_REASON_NONE;
	/* an empty tray can be stored away, and nothing else */
	if (!(flags & DSR_EL_TRAY))
		return refuse(DSR_REASON_SOURCE_EMPTY, from->address, value);
	if (to->type == DSR_ELEMENT_DRIVE || to->type == DSR_ELEMENT_PRINTER)
		return refuse(DSR_REASON_TRAY_EMPTY, from->address, value);
	return DSR_REASON_NONE;
}

/* trays travel with their discs: one that is there is in the way */
static u32 refuse_destination(const struct dsr_smc_robot *r,
			      const struct dsr_smc_map *m,
			      const struct dsr_element *to, u32 *value)
{
	u32 flags = mail_flags(r, m, to);

	if (flags & DSR_EL_DISABLED)
		return refuse(DSR_REASON_NOT_REACHABLE, to->address, value);
	if (flags & DSR_EL_OPEN)
		return refuse(DSR_REASON_SLOT_OPEN, to->address, value);
	if (flags & (DSR_EL_FULL | DSR_EL_TRAY))
		return refuse(DSR_REASON_DESTINATION_FULL, to->address, value);
	return DSR_REASON_NONE;
}

/* where HOME leads */
static u32 refuse_home(const struct dsr_element *from, struct dsr_smc_plan *p,
		       u32 *value)
{
	if (!(p->flags & DSR_ORDER_F_HOME))
		return DSR_REASON_NONE;
	if (!(from->flags & DSR_EL_SOURCE))
		return refuse(from->flags & (DSR_EL_FULL | DSR_EL_TRAY) ?
			      DSR_REASON_NO_HOME : DSR_REASON_SOURCE_EMPTY,
			      from->address, value);
	p->destination = from->source;
	return DSR_REASON_NONE;
}

static u32 refuse_move(const struct dsr_smc_robot *r,
		       const struct dsr_smc_map *m, struct dsr_smc_plan *p,
		       u32 *value)
{
	const struct dsr_element *from = dsr_smc_find(m, p->source), *to;
	u32 reason;

	if (!from)
		return refuse(DSR_REASON_NO_ELEMENT, p->source, value);
	reason = refuse_home(from, p, value);
	if (reason)
		return reason;
	to = dsr_smc_find(m, p->destination);
	if (!to)
		return refuse(DSR_REASON_NO_ELEMENT, p->destination, value);
	reason = refuse_pair(r->info.moves, r, from, to, value);
	if (!reason)
		reason = refuse_source(r, m, from, to, value);
	/* a disc can be turned over where it is (SMC-3, MOVE MEDIUM) */
	if (!reason && !(from == to && p->flags & DSR_ORDER_F_FLIP))
		reason = refuse_destination(r, m, to, value);
	return reason;
}

static u32 refuse_exchange(const struct dsr_smc_robot *r,
			   const struct dsr_smc_map *m, struct dsr_smc_plan *p,
			   u32 *value)
{
	const struct dsr_element *from = dsr_smc_find(m, p->source);
	const struct dsr_element *to = dsr_smc_find(m, p->destination);
	const struct dsr_element *second = dsr_smc_find(m, p->second);
	u32 reason;

	if (!(r->info.flags & DSR_CHANGER_F_EXCHANGE) &&
	    r->info.flags & DSR_CHANGER_F_MOVES_KNOWN)
		return refuse(DSR_REASON_NO_SUCH_MOVE, p->destination, value);
	if (!from || !to || !second)
		return refuse(DSR_REASON_NO_ELEMENT, !from ? p->source :
			      !to ? p->destination : p->second, value);
	/* the second destination is of the source's type (SMC-3, page 1Fh) */
	reason = refuse_pair(r->info.exchanges, r, from, to, value);
	if (!reason)
		reason = refuse_source(r, m, from, to, value);
	if (!reason)
		reason = refuse_source(r, m, to, second, value);
	/* a swap: the first one has just made room there */
	if (!reason && p->second != p->source)
		reason = refuse_destination(r, m, second, value);
	return reason;
}

static u32 refuse_position(const struct dsr_smc_map *m,
			   const struct dsr_smc_plan *p, u32 *value)
{
	const struct dsr_element *to = dsr_smc_find(m, p->destination);

	if (!to)
		return refuse(DSR_REASON_NO_ELEMENT, p->destination, value);
	if (to->type == DSR_ELEMENT_PRINTER ||
	    to->type == DSR_ELEMENT_TRANSPORT)
		return refuse(DSR_REASON_NO_SUCH_MOVE, p->destination, value);
	return DSR_REASON_NONE;
}

static u32 refuse_init(const struct dsr_smc_map *m,
		       const struct dsr_smc_plan *p, u32 *value)
{
	if (!(p->flags & DSR_ORDER_F_RANGE))
		return DSR_REASON_NONE;
	if (!dsr_smc_find(m, p->source))
		return refuse(DSR_REASON_NO_ELEMENT, p->source, value);
	if (!dsr_smc_find(m, p->destination))
		return refuse(DSR_REASON_NO_ELEMENT, p->destination, value);
	return DSR_REASON_NONE;
}

/**
 * dsr_smc_refuse - does the map say no to an order?
 * @r: the robot
 * @m: its map
 * @p: the order; its transport and, for HOME, its destination are filled in
 * @value: filled with what belongs to the reason
 *
 * What the map does not know is left to the robot.
 *
 * Return: enum dsr_reason, NONE where nothing speaks against it.
 */
u32 dsr_smc_refuse(const struct dsr_smc_robot *r, const struct dsr_smc_map *m,
		   struct dsr_smc_plan *p, u32 *value)
{
	u32 reason;

	*value = 0;
	switch (p->order) {
	case DSR_ORDER_MOVE:
		reason = refuse_transport(r, m, p, value);
		return reason ? reason : refuse_move(r, m, p, value);
	case DSR_ORDER_EXCHANGE:
		reason = refuse_transport(r, m, p, value);
		return reason ? reason : refuse_exchange(r, m, p, value);
	case DSR_ORDER_POSITION:
		reason = refuse_transport(r, m, p, value);
		return reason ? reason : refuse_position(m, p, value);
	case DSR_ORDER_INIT:
		return refuse_init(m, p, value);
	case DSR_ORDER_REZERO:
		if (p->flags & (DSR_ORDER_F_RESET | DSR_ORDER_F_RETURN |
				DSR_ORDER_F_IMMED) &&
		    !(r->model->quirks & SMC_Q_REZERO))
			return DSR_REASON_UNSUPPORTED;
		return DSR_REASON_NONE;
	default:
		return DSR_REASON_NONE;
	}
}

// SPDX-License-Identifier: GPL-2.0
/*
 * Netlink out.
 *
 * Events of a group leave in the order of their sequence numbers. A number is
 * used up even if nobody listens or memory is short, so that a listener can
 * see that it missed something.
 */
#include "events.h"

#include <linux/mutex.h>
#include <linux/ktime.h>
#include <net/genetlink.h>
#include <scsi/scsi_proto.h>

#include "compat.h"

/* sinks in one message; with names they must fit the skb of a dump */
#define DSR_SINKS_PER_EVENT	16
#define DSR_SINKS_PER_DUMP	4

enum dsr_group {
	DSR_GROUP_JOB,
	DSR_GROUP_DRIVE,
	DSR_GROUP_CHANGER,
	DSR_NR_GROUPS,
};

/* makes the order on the wire that of the numbers; protects dsr_seq */
static DEFINE_MUTEX(dsr_events_lock);
static u32 dsr_seq[DSR_NR_GROUPS];

static const struct dsr_events_ops *dsr_state;
static struct genl_family dsr_family;

static bool dsr_put_error(struct sk_buff *skb, int attr,
			  const struct dsr_error *e)
{
	struct nlattr *nest;

	if (!e->reason)
		return true;
	nest = nla_nest_start(skb, attr);
	if (!nest || nla_put_u32(skb, DSR_E_REASON, e->reason) ||
	    nla_put_u64_64bit(skb, DSR_E_VALUE, e->value, DSR_E_PAD) ||
	    nla_put_u32(skb, DSR_E_RETRIES, e->retries))
		return false;
	if (e->lba != ~0ULL &&
	    nla_put_u64_64bit(skb, DSR_E_LBA, e->lba, DSR_E_PAD))
		return false;
	if (e->opcode != 0xff && nla_put_u8(skb, DSR_E_OPCODE, e->opcode))
		return false;
	if (e->sense_bytes &&
	    nla_put(skb, DSR_E_SENSE, e->sense_bytes, e->sense))
		return false;
	nla_nest_end(skb, nest);
	return true;
}

static bool dsr_put_unit(struct sk_buff *skb, int attr,
			 const struct dsr_unit_name *u, u32 job_id)
{
	struct nlattr *nest = nla_nest_start(skb, attr);

	if (!nest)
		return false;
	if (u->host != ~0U &&
	    (nla_put_u32(skb, DSR_U_HOST, u->host) ||
	     nla_put_u32(skb, DSR_U_CHANNEL, u->channel) ||
	     nla_put_u32(skb, DSR_U_ID, u->id) ||
	     nla_put_u64_64bit(skb, DSR_U_LUN, u->lun, DSR_U_PAD)))
		return false;
	if (nla_put_u32(skb, DSR_U_TYPE, u->type) ||
	    nla_put_u32(skb, DSR_U_MAJOR, u->major) ||
	    nla_put_u32(skb, DSR_U_MINOR, u->minor) ||
	    nla_put_string(skb, DSR_U_VENDOR, u->vendor) ||
	    nla_put_string(skb, DSR_U_PRODUCT, u->product) ||
	    nla_put_string(skb, DSR_U_REVISION, u->revision) ||
	    nla_put_string(skb, DSR_U_SERIAL, u->serial))
		return false;
	if (job_id && nla_put_u32(skb, DSR_U_JOB_ID, job_id))
		return false;
	nla_nest_end(skb, nest);
	return true;
}

static bool dsr_put_sink(struct sk_buff *skb, u32 index,
			 const struct dsr_sink_status *s, bool names)
{
	struct nlattr *nest = nla_nest_start(skb, DSR_A_SINK);

	if (!nest || nla_put_u32(skb, DSR_S_INDEX, index) ||
	    nla_put_u32(skb, DSR_S_STATE, s->state) ||
	    nla_put_u32(skb, DSR_S_OUTCOME, s->outcome) ||
	    nla_put_u64_64bit(skb, DSR_S_WRITTEN_BLOCKS, s->written_blocks,
			      DSR_S_PAD) ||
	    nla_put_u64_64bit(skb, DSR_S_VERIFIED_BLOCKS, s->verified_blocks,
			      DSR_S_PAD) ||
	    nla_put_u32(skb, DSR_S_SPEED_KBS, s->speed_kbs) ||
	    nla_put_u32(skb, DSR_S_BUFFER_BYTES, s->buffer_bytes) ||
	    nla_put_u32(skb, DSR_S_BUFFER_USED, s->buffer_used) ||
	    nla_put_u32(skb, DSR_S_PROFILE, s->profile) ||
	    (s->progress &&
	     nla_put_u32(skb, DSR_S_PROGRESS, s->progress)) ||
	    !dsr_put_error(skb, DSR_S_ERROR, &s->error))
		return false;
	if (names && !dsr_put_unit(skb, DSR_S_UNIT, &s->unit, 0))
		return false;
	nla_nest_end(skb, nest);
	return true;
}

static bool dsr_put_stamp(struct sk_buff *skb, u32 seq)
{
	return !nla_put_u32(skb, DSR_A_SEQ, seq) &&
	       !nla_put_u64_64bit(skb, DSR_A_TIME_NS, ktime_get_ns(),
				  DSR_A_PAD);
}

static bool dsr_put_job(struct sk_buff *skb, const struct dsr_job_status *j,
			bool names)
{
	return !nla_put_u32(skb, DSR_A_JOB_ID, j->job_id) &&
	       !nla_put_u32(skb, DSR_A_OP, j->op) &&
	       !nla_put_u32(skb, DSR_A_JOB_STATE, j->state) &&
	       !nla_put_u64_64bit(skb, DSR_A_READ_BLOCKS, j->read_blocks,
				  DSR_A_PAD) &&
	       !nla_put_u64_64bit(skb, DSR_A_TOTAL_BLOCKS, j->total_blocks,
				  DSR_A_PAD) &&
	       !nla_put_u32(skb, DSR_A_BLOCK_BYTES, j->block_bytes) &&
	       dsr_put_error(skb, DSR_A_ERROR, &j->error) &&
	       (!names || dsr_put_unit(skb, DSR_A_SOURCE, &j->source, 0));
}

/* room for one message; generous, measured in attributes */
static size_t dsr_message_bytes(u32 sinks, bool names)
{
	return 512 + sinks * (320 + (names ? 256 : 0));
}

/**
 * struct dsr_message - an event on its way out
 * @skb: being built, NULL when nobody listens or memory is short
 * @head: of the message in it
 * @group: where it goes
 */
struct dsr_message {
	struct sk_buff *skb;
	void *head;
	u32 group;
};

/* takes the lock and a number; dsr_event_send() lets go of both */
static void dsr_event_begin(struct dsr_message *m, u32 group, u8 cmd, u32 event,
			    size_t bytes)
{
	u32 seq;

	mutex_lock(&dsr_events_lock);
	m->group = group;
	m->skb = NULL;
	seq = ++dsr_seq[group];
	if (!genl_has_listeners(&dsr_family, &init_net, group))
		return;
	m->skb = genlmsg_new(bytes, GFP_KERNEL);
	if (!m->skb)
		return;
	m->head = genlmsg_put(m->skb, 0, 0, &dsr_family, 0, cmd);
	if (!m->head || !dsr_put_stamp(m->skb, seq) ||
	    nla_put_u32(m->skb, DSR_A_EVENT, event)) {
		nlmsg_free(m->skb);
		m->skb = NULL;
	}
}

static void dsr_event_send(struct dsr_message *m, bool complete)
{
	if (m->skb && WARN_ON_ONCE(!complete)) {
		nlmsg_free(m->skb);
	} else if (m->skb) {
		genlmsg_end(m->skb, m->head);
		genlmsg_multicast(&dsr_family, m->skb, 0, m->group, GFP_KERNEL);
	}
	mutex_unlock(&dsr_events_lock);
}

/* a changer's events go to their own group */
static enum dsr_group dsr_unit_group(const struct dsr_unit_name *name)
{
	return name->type == TYPE_MEDIUM_CHANGER ? DSR_GROUP_CHANGER :
		DSR_GROUP_DRIVE;
}

/**
 * dsr_event_unit - something happened to a unit
 * @event: enum dsr_unit_event
 * @name: which unit
 * @job_id: the job that is about, 0: none
 *
 * Context: may sleep.
 */
void dsr_event_unit(u32 event, const struct dsr_unit_name *name, u32 job_id)
{
	enum dsr_group group = dsr_unit_group(name);
	struct dsr_message m;

	dsr_event_begin(&m, group, group == DSR_GROUP_CHANGER ?
			DSR_CMD_CHANGER_EVENT : DSR_CMD_DRIVE_EVENT,
			event, dsr_message_bytes(1, true));
	dsr_event_send(&m, !m.skb ||
		       dsr_put_unit(m.skb, DSR_A_UNIT, name, job_id));
}

static bool dsr_put_element(struct sk_buff *skb, const struct dsr_element *e,
			    u32 was)
{
	struct nlattr *nest = nla_nest_start(skb, DSR_A_ELEMENT);
	char tag[DSR_TAG_BYTES + 1] = {};

	if (!nest || nla_put_u32(skb, DSR_C_ADDRESS, e->address) ||
	    nla_put_u32(skb, DSR_C_TYPE, e->type) ||
	    nla_put_u32(skb, DSR_C_FLAGS, e->flags) ||
	    nla_put_u32(skb, DSR_C_WAS, was) ||
	    nla_put_u32(skb, DSR_C_INK_EMPTY, e->ink_empty))
		return false;
	if (e->flags & DSR_EL_SOURCE &&
	    nla_put_u32(skb, DSR_C_SOURCE, e->source))
		return false;
	if (e->flags & DSR_EL_EXCEPT &&
	    (nla_put_u8(skb, DSR_C_ASC, e->asc) ||
	     nla_put_u8(skb, DSR_C_ASCQ, e->ascq)))
		return false;
	/* the field has no room for a terminator */
	memcpy(tag, e->tag, DSR_TAG_BYTES);
	if (e->flags & DSR_EL_TAG && nla_put_string(skb, DSR_C_TAG, tag))
		return false;
	nla_nest_end(skb, nest);
	return true;
}

static bool dsr_put_note(struct sk_buff *skb,
			 const struct dsr_changer_note *note)
{
	if (!dsr_put_unit(skb, DSR_A_UNIT, note->name, 0))
		return false;
	if (note->element &&
	    !dsr_put_element(skb, note->element, note->was))
		return false;
	if (note->moved && (nla_put_u32(skb, DSR_A_FROM, note->from) ||
			    nla_put_u32(skb, DSR_A_TO, note->to)))
		return false;
	return !note->error || dsr_put_error(skb, DSR_A_ERROR, note->error);
}

/**
 * dsr_event_changer - something happened to a changer
 * @note: what
 *
 * Context: may sleep.
 */
void dsr_event_changer(const struct dsr_changer_note *note)
{
	struct dsr_message m;

	dsr_event_begin(&m, DSR_GROUP_CHANGER, DSR_CMD_CHANGER_EVENT,
			note->event, dsr_message_bytes(2, true));
	dsr_event_send(&m, !m.skb || dsr_put_note(m.skb, note));
}

/**
 * dsr_event_changer_wanted - does anybody listen to the changers?
 *
 * Context: any.
 */
bool dsr_event_changer_wanted(void)
{
	return genl_has_listeners(&dsr_family, &init_net, DSR_GROUP_CHANGER);
}

static void dsr_event_sinks(u32 event, const struct dsr_job_status *job,
			    const struct dsr_sink_status *sinks, u32 first,
			    u32 nr)
{
	bool names = event != DSR_JOB_EVENT_PROGRESS;
	struct dsr_message m;
	bool fits;
	u32 i;

	dsr_event_begin(&m, DSR_GROUP_JOB, DSR_CMD_JOB_EVENT, event,
			dsr_message_bytes(nr, names));
	fits = !m.skb || dsr_put_job(m.skb, job, names);
	for (i = 0; m.skb && fits && i < nr; i++)
		fits = dsr_put_sink(m.skb, first + i, &sinks[i], names);
	dsr_event_send(&m, fits);
}

/**
 * dsr_event_job - something happened to a job
 * @event: enum dsr_job_event
 * @job: its state
 * @sinks: the sinks to tell of
 * @first: index of the first of them in the job
 * @nr: how many; more than fit one message become several events
 *
 * Context: may sleep.
 */
void dsr_event_job(u32 event, const struct dsr_job_status *job,
		   const struct dsr_sink_status *sinks, u32 first, u32 nr)
{
	u32 n;

	do {
		n = min_t(u32, nr, DSR_SINKS_PER_EVENT);
		dsr_event_sinks(event, job, sinks, first, n);
		sinks += n;
		first += n;
		nr -= n;
	} while (nr);
}

static u32 dsr_event_last(u32 group)
{
	u32 seq;

	mutex_lock(&dsr_events_lock);
	seq = dsr_seq[group];
	mutex_unlock(&dsr_events_lock);
	return seq;
}

/* one message of a dump: a job and up to four of its sinks from *sink on */
static int dsr_dump_job(struct sk_buff *skb, struct netlink_callback *cb,
			const struct dsr_job_status *job, u32 *sink, u32 seq)
{
	u32 end = min(job->nr_sinks, *sink + DSR_SINKS_PER_DUMP);
	struct dsr_sink_status *s;
	int err = -EMSGSIZE;
	void *head;
	u32 i;

	s = kmalloc_obj(*s, GFP_KERNEL);
	if (!s)
		return -ENOMEM;
	head = genlmsg_put(skb, NETLINK_CB(cb->skb).portid, cb->nlh->nlmsg_seq,
			   &dsr_family, NLM_F_MULTI, DSR_CMD_JOB_GET);
	if (!head || !dsr_put_stamp(skb, seq) || !dsr_put_job(skb, job, true))
		goto out;
	for (i = *sink; i < end; i++) {
		if (dsr_state->sink(job->job_id, i, s))
			break;
		if (!dsr_put_sink(skb, i, s, true))
			goto out;
	}
	genlmsg_end(skb, head);
	head = NULL;
	*sink = end;
	err = 0;
out:
	if (head)
		genlmsg_cancel(skb, head);
	kfree(s);
	return err;
}

/*
 * cb->args: 0 the job before the one to tell of; 1 the next sink of job 2, which
 * may have been forgotten since
 */
static int dsr_dump_jobs(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct nlattr **attrs = dsr_dump_attrs(cb);
	u32 only = attrs[DSR_A_JOB_ID] ? nla_get_u32(attrs[DSR_A_JOB_ID]) : 0;
	u32 before = cb->args[0];
	u32 sink = cb->args[1];
	u32 begun = cb->args[2];
	struct dsr_job_status job;
	int err = 0;
	u32 seq;

	if (only && !before)
		before = only - 1;
	for (;;) {
		/* taken before the state: an event in between is not hidden */
		seq = dsr_event_last(DSR_GROUP_JOB);
		if (dsr_state->job_after(before, &job) ||
		    (only && job.job_id != only))
			break;
		if (job.job_id != begun)
			sink = 0;
		begun = job.job_id;
		err = dsr_dump_job(skb, cb, &job, &sink, seq);
		if (err)
			break;
		if (sink >= job.nr_sinks) {
			before = job.job_id;
			sink = 0;
		}
	}
	cb->args[0] = before;
	cb->args[1] = sink;
	cb->args[2] = begun;
	return skb->len ? : err;
}

/* cb->args[0]: the next unit */
static int dsr_dump_units(struct sk_buff *skb, struct netlink_callback *cb)
{
	u32 seq[] = {
		[DSR_GROUP_DRIVE] = dsr_event_last(DSR_GROUP_DRIVE),
		[DSR_GROUP_CHANGER] = dsr_event_last(DSR_GROUP_CHANGER),
	};
	struct dsr_unit_name name;
	u32 job_id;
	void *head;

	while (!dsr_state->unit(cb->args[0], &name, &job_id)) {
		head = genlmsg_put(skb, NETLINK_CB(cb->skb).portid,
				   cb->nlh->nlmsg_seq, &dsr_family,
				   NLM_F_MULTI, DSR_CMD_UNIT_GET);
		if (!head || !dsr_put_stamp(skb, seq[dsr_unit_group(&name)]) ||
		    !dsr_put_unit(skb, DSR_A_UNIT, &name, job_id)) {
			if (head)
				genlmsg_cancel(skb, head);
			break;
		}
		genlmsg_end(skb, head);
		cb->args[0]++;
	}
	return skb->len;
}

static const struct nla_policy dsr_policy[DSR_A_MAX + 1] = {
	[DSR_A_JOB_ID] = NLA_POLICY_MIN(NLA_U32, 1),
};

static const struct genl_small_ops dsr_small_ops[] = {
	{ .cmd = DSR_CMD_JOB_GET, .dumpit = dsr_dump_jobs },
	{ .cmd = DSR_CMD_UNIT_GET, .dumpit = dsr_dump_units },
};

static const struct genl_multicast_group dsr_groups[] = {
	[DSR_GROUP_JOB] = { .name = DSR_MCGRP_JOB },
	[DSR_GROUP_DRIVE] = { .name = DSR_MCGRP_DRIVE },
	[DSR_GROUP_CHANGER] = { .name = DSR_MCGRP_CHANGER },
};

static struct genl_family dsr_family __ro_after_init = {
	.name = DSR_GENL_NAME,
	.version = DSR_GENL_VERSION,
	.maxattr = DSR_A_MAX,
	.policy = dsr_policy,
	.module = THIS_MODULE,
	.small_ops = dsr_small_ops,
	.n_small_ops = ARRAY_SIZE(dsr_small_ops),
	.mcgrps = dsr_groups,
	.n_mcgrps = ARRAY_SIZE(dsr_groups),
	.resv_start_op = __DSR_CMD_MAX,
};

/**
 * dsr_events_init - make the family known
 * @ops: where dumps get the state from
 *
 * Return: 0 or -errno.
 */
int __init dsr_events_init(const struct dsr_events_ops *ops)
{
	dsr_state = ops;
	return genl_register_family(&dsr_family);
}

/**
 * dsr_events_exit - the family is gone, no dump runs any more
 */
void dsr_events_exit(void)
{
	genl_unregister_family(&dsr_family);
}

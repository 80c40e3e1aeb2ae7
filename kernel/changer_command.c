// SPDX-License-Identifier: GPL-2.0
/*
 * The talk with a robot: one command to its verdict.
 *
 * What a question may be asked again, an order may not: nobody knows what a
 * robot did before it fell silent.
 */
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/sched/signal.h>
#include <linux/vmalloc.h>
#include <scsi/scsi.h>

#include "changer.h"
#include "events.h"

/* while a robot becomes ready (ASC 04h): as often as it wants to be asked */
#define ROBOT_PAUSE_MS		500
/* unit attentions in a row, of all kinds there are; then it is not well */
#define ROBOT_TRIES		8
/* shorter than what the kernel calls a hung task; moves may well take longer */
#define ROBOT_AWAKE_MS		(30 * MSEC_PER_SEC)

/**
 * dsr_robot_blame - a failure that no device told of
 * @error: filled
 * @reason: enum dsr_reason
 * @value: that belongs to it
 */
void dsr_robot_blame(struct dsr_error *error, u32 reason, u64 value)
{
	memset(error, 0, sizeof(*error));
	error->reason = reason;
	error->value = value;
	error->opcode = 0xff;
	error->lba = ~0ULL;
}

/**
 * dsr_robot_news - tell the listeners what a robot said
 * @c: the robot
 * @event: enum dsr_changer_event
 * @error: what it said, NULL: nothing
 *
 * Context: may sleep.
 */
void dsr_robot_news(struct dsr_changer *c, u32 event,
		    const struct dsr_error *error)
{
	struct dsr_changer_note note = {
		.event = event,
		.name = &c->name,
		.error = error,
	};

	dsr_event_changer(&note);
}

/**
 * struct robot_verdict - what became of a command
 * @verdict: enum dsr_smc_verdict
 * @reason: enum dsr_reason
 * @event: enum dsr_changer_event, 0: no news
 * @asc: additional sense code, 0: none
 * @ascq: its qualifier
 * @pause_ms: before it is sent again
 */
struct robot_verdict {
	u8 verdict;
	u32 reason;
	u32 event;
	u8 asc;
	u8 ascq;
	u32 pause_ms;
};

static bool robot_has_sense(const struct dsr_request *r)
{
	return !r->error && r->host == DID_OK &&
	       r->status == SAM_STAT_CHECK_CONDITION;
}

static void robot_judge_sense(const u8 *sense, u32 bytes,
			      struct robot_verdict *v)
{
	const struct dsr_smc_row *row;
	struct dsr_sense s;

	dsr_sense_parse(sense, bytes, &s);
	row = dsr_smc_judge(&s);
	v->verdict = row->verdict;
	v->reason = row->reason;
	v->event = row->event;
	v->asc = s.asc;
	v->ascq = s.ascq;
	v->pause_ms = row->verdict == SMC_WAIT ? ROBOT_PAUSE_MS : 0;
}

/* what is not sense is the same for robots as for drives */
static void robot_judge(const struct dsr_request *r, bool order,
			struct robot_verdict *v)
{
	struct dsr_judgement j;

	memset(v, 0, sizeof(*v));
	if (robot_has_sense(r)) {
		robot_judge_sense(r->sense, r->sense_bytes, v);
		return;
	}
	dsr_request_judge(r, order ? DSR_WHEN_CLOSE : DSR_WHEN_CHECK, &j);
	v->verdict = j.verdict == DSR_VERDICT_DONE ? SMC_DONE :
		j.verdict == DSR_VERDICT_WAIT ? SMC_WAIT :
		j.verdict == DSR_VERDICT_RETRY ? SMC_AGAIN : SMC_FAIL;
	v->reason = r->status == SAM_STAT_RESERVATION_CONFLICT ?
		DSR_REASON_RESERVED : j.reason;
	v->pause_ms = j.pause_ms;
}

static void robot_send(struct dsr_changer *c, const struct dsr_talk *t,
		       const struct dsr_cdb *cdb)
{
	struct dsr_request *r = &c->request;

	memset(r, 0, sizeof(*r));
	r->unit = c->unit;
	r->cdb = *cdb;
	r->vecs = c->vecs;
	r->nr_vecs = DIV_ROUND_UP(cdb->xfer, PAGE_SIZE);
	r->timeout_ms = t->timeout_ms;
	if (cdb->dir == DSR_DIR_IN)
		memset(c->buf, 0, cdb->xfer);
	if (cdb->dir != DSR_DIR_NONE)
		flush_kernel_vmap_range(c->buf, cdb->xfer);
	dsr_request_send(r);
	/* the midlayer bounds this */
	while (!wait_for_completion_timeout(&r->done,
					    msecs_to_jiffies(ROBOT_AWAKE_MS)))
		;
	if (cdb->dir == DSR_DIR_IN)
		invalidate_kernel_vmap_range(c->buf, cdb->xfer);
	c->commands++;
}

/* a reset ends what we had made it keep (SPC-2, RESERVE and PREVENT) */
static void robot_was_reset(struct dsr_changer *c)
{
	bool locked;

	mutex_lock(&c->lock);
	locked = c->robot.info.flags & DSR_CHANGER_F_LOCKED;
	c->robot.info.flags &= ~(DSR_CHANGER_F_LOCKED |
				 DSR_CHANGER_F_RESERVED);
	mutex_unlock(&c->lock);
	if (locked)
		dsr_robot_news(c, DSR_CHANGER_EVENT_UNLOCKED, NULL);
}

/*
 * What it says may mean that it is not as it was when it was last read: it was
 * opened (28h), reset (29h), given other addresses (2Ah), its magazines were
 * changed (3Bh).
 */
static void robot_heed(struct dsr_changer *c, const struct robot_verdict *v)
{
	if (v->verdict == SMC_FAIL)
		return;
	switch (v->asc) {
	case 0x29:
		/* saved pages have come back, at its panel they were perhaps changed */
		robot_was_reset(c);
		c->learnt = false;
		break;
	case 0x2a:
		c->learnt = false;
		break;
	case 0x28:
	case 0x3b:
		break;
	default:
		return;
	}
	c->upsets++;
	mutex_lock(&c->lock);
	c->stale = true;
	mutex_unlock(&c->lock);
}

/**
 * dsr_robot_complaint - what a failure is about, in one number
 * @error: the failure
 *
 * Return: the same for the same failure, never 0.
 */
u32 dsr_robot_complaint(const struct dsr_error *error)
{
	return (error->reason << 16 | (error->value & 0xffff)) ? : 1;
}

static void robot_tell(struct dsr_changer *c, const struct dsr_talk *t,
		       const struct robot_verdict *v)
{
	if (!v->event)
		return;
	/* a look every second finds the same door open every second */
	if (c->glance && v->verdict == SMC_FAIL &&
	    c->complaint == dsr_robot_complaint(t->error))
		return;
	dsr_robot_news(c, v->event, t->error);
}

/**
 * dsr_robot_heard - it was asked for its sense data, and has told its news in them
 * @c: the robot, its talk is held
 * @error: with the sense data
 *
 * What it would have said to the next command it will not say again.
 *
 * Context: may sleep.
 */
void dsr_robot_heard(struct dsr_changer *c, struct dsr_error *error)
{
	struct dsr_talk t = { .error = error };
	struct robot_verdict v = {};

	lockdep_assert_held(&c->talk);
	robot_judge_sense(error->sense, error->sense_bytes, &v);
	/* an older command's failure was told when it failed */
	if (v.verdict == SMC_FAIL)
		return;
	robot_heed(c, &v);
	robot_tell(c, &t, &v);
}

/* may it be sent again? */
static bool robot_again(const struct dsr_changer *c, const struct dsr_talk *t,
			const struct robot_verdict *v, u32 *tries)
{
	switch (v->verdict) {
	case SMC_WAIT:
		return !c->glance;
	case SMC_ASK_AGAIN:
		return !t->order && ++*tries < ROBOT_TRIES;
	case SMC_AGAIN:
		return ++*tries < ROBOT_TRIES;
	default:
		return false;
	}
}

/**
 * dsr_robot_command - run one command to its end
 * @c: the robot, its talk is held
 * @t: how it is talked over
 * @cdb: at most @c->room bytes of data, in @c->buf
 *
 * News that come in its way are told to the listeners.
 *
 * Context: may sleep, as long as @t->timeout_ms twice. Return: bytes that
 * moved; -errno of dsr_smc_errno() with @t->error filled; -ERESTARTSYS: a
 * signal came while the robot was busy with itself, and the command was not
 * carried out.
 */
int dsr_robot_command(struct dsr_changer *c, const struct dsr_talk *t,
		      const struct dsr_cdb *cdb)
{
	unsigned long deadline = jiffies + msecs_to_jiffies(t->timeout_ms);
	struct dsr_request *r = &c->request;
	struct robot_verdict v;
	u32 tries = 0;

	lockdep_assert_held(&c->talk);
	if (WARN_ON_ONCE(cdb->xfer > c->room))
		return -EINVAL;
	if (!c->unit) {
		dsr_robot_blame(t->error, DSR_REASON_GONE, 0);
		return -ENODEV;
	}
	for (;;) {
		robot_send(c, t, cdb);
		robot_judge(r, t->order, &v);
		memset(t->error, 0, sizeof(*t->error));
		if (v.verdict == SMC_DONE)
			return r->got;
		t->error->value = v.asc << 8 | v.ascq;
		t->error->retries = tries;
		dsr_request_blame(r, v.reason, ~0ULL, t->error);
		robot_heed(c, &v);
		robot_tell(c, t, &v);
		if (!robot_again(c, t, &v, &tries) ||
		    time_after_eq(jiffies, deadline))
			return dsr_smc_errno(v.reason);
		if (v.pause_ms)
			msleep_interruptible(v.pause_ms);
		if (signal_pending(current))
			return -ERESTARTSYS;
	}
}

// SPDX-License-Identifier: GPL-2.0
/* What stands against a job, as far as can be seen before it starts. */
#include <unistd.h>

#include "disc/text.h"
#include "medium.h"
#include "plan.h"

static const char *no_disc(const struct probe *p)
{
	if (p->medium == PROBE_NO_DISC || p->medium == PROBE_TRAY_OPEN)
		return text_reason_sentence(DSR_REASON_NO_MEDIUM);
	if (p->medium == PROBE_NOT_READY)
		return text_reason_sentence(DSR_REASON_NOT_READY);
	return NULL;
}

static bool too_small(const struct plan *plan, const struct probe *p)
{
	return p->blocks_valid && p->blocks < plan->room;
}

/* Of a DVD or BD, sessions as those of the master can lie on their like only. */
static const char *against_sessions(const struct plan *plan, const struct probe *p)
{
	const struct disc *d = plan->disc;
	unsigned int have = medium_sessions(p->profile);

	if (!d || d->family == DSR_FAMILY_CD || d->nr_sessions < 2)
		return NULL;
	if (!have)
		return text_reason_sentence(DSR_REASON_SESSIONS);
	if (d->written_on && medium_sessions(d->written_on) != have)
		return text_reason_sentence(DSR_REASON_ADDRESS);
	return NULL;
}

static const char *against_writing(const struct plan *plan, const struct probe *p)
{
	if (p->medium == PROBE_PRESSED)
		return text_reason_sentence(DSR_REASON_NOT_WRITABLE);
	if (p->medium == PROBE_APPENDABLE || p->medium == PROBE_FULL)
		return text_reason_sentence(DSR_REASON_NOT_BLANK);
	if (plan->order->op == DSR_OP_SIMULATE && !medium_simulates(p->profile))
		return text_reason_sentence(DSR_REASON_NO_SIMULATION);
	if (plan->disc && !medium_takes(p->profile, plan->disc->family))
		return text_reason_sentence(DSR_REASON_WRONG_MEDIUM);
	if (too_small(plan, p))
		return text_reason_sentence(DSR_REASON_TOO_SMALL);
	return against_sessions(plan, p);
}

static const char *against_comparing(const struct plan *plan, const struct probe *p)
{
	if (p->medium == PROBE_BLANK)
		return "the disc is blank";
	if (plan->disc && !medium_takes(p->profile, plan->disc->family))
		return "the disc is of another kind than the master";
	return too_small(plan, p) ? text_reason_sentence(DSR_REASON_TOO_SMALL) : NULL;
}

/**
 * plan_obstacle() - why a sink would be rejected, as far as can be seen now
 * @plan: with its order and layout
 * @sink: one of its sinks
 *
 * Return: a clause, or NULL.
 */
const char *plan_obstacle(const struct plan *plan, const struct plan_end *sink)
{
	const struct probe *p = &sink->probe;
	const char *why;

	if (sink->kind == END_BLOCK)
		return sink->blocks < plan->room ?
			text_reason_sentence(DSR_REASON_TOO_SMALL) : NULL;
	if (!sink->probed)
		return "it does not answer";
	why = no_disc(p);
	if (why)
		return why;
	if (plan->order->op == DSR_OP_ERASE)
		return medium_erasable(p->profile) ?
			NULL : text_reason_sentence(DSR_REASON_NOT_ERASABLE);
	if (plan->order->op == DSR_OP_VERIFY)
		return against_comparing(plan, p);
	return against_writing(plan, p);
}

/* A test write is refused as a whole: nothing that was asked for could be had. */
static int check_simulation(const struct plan *plan)
{
	const struct plan_end *sink;
	int ret = DSRCTL_OK;
	uint32_t i;

	if (plan->disc && plan->disc->nr_sessions > 1) {
		complain("a disc of %u sessions can't be simulated: a session can only follow one that has really been written; nothing was started",
			 plan->disc->nr_sessions);
		return DSRCTL_DEVICE;
	}
	for (i = 0; i < plan->nr_sinks; i++) {
		sink = &plan->sinks[i];
		if (!sink->probed || !medium_family(sink->probe.profile) ||
		    sink->probe.medium == PROBE_PRESSED ||
		    medium_simulates(sink->probe.profile))
			continue;
		complain("%s: a %s knows no test write, so it can't be simulated; nothing was started",
			 sink->title, text_profile(sink->probe.profile));
		ret = DSRCTL_DEVICE;
	}
	return ret;
}

static bool to_cds(const struct plan *plan)
{
	uint32_t i;

	for (i = 0; i < plan->nr_sinks; i++)
		if (plan->sinks[i].probed &&
		    medium_family(plan->sinks[i].probe.profile) == DSR_FAMILY_CD)
			return true;
	return false;
}

/* A CD that is written raw: each block with its sub-channel. */
static int check_raw(const struct plan *plan)
{
	const struct disc *d = plan->disc;
	unsigned int i;

	if (plan->order->write_mode != DSR_WRITE_RAW || !d || !to_cds(plan))
		return DSRCTL_OK;
	if (d->nr_sessions > 1) {
		complain("raw writing makes discs of one session, and %s has %u; leave --write-mode raw out",
			 plan->source.title, d->nr_sessions);
		return DSRCTL_DEVICE;
	}
	for (i = 0; i < d->nr_tracks; i++) {
		if (d->tracks[i].mode == DSR_MODE_AUDIO &&
		    d->tracks[i].subchannel == DSR_SUB_RAW96)
			continue;
		if (d->tracks[i].mode == DSR_MODE_AUDIO)
			complain("%s has no sub-channel for track %u, and raw writing needs that of every block; leave --write-mode raw out, or copy a disc in a drive",
				 plan->source.title, d->tracks[i].number);
		else
			complain("track %u of %s is no audio, and raw writing is for audio discs; leave --write-mode raw out",
				 d->tracks[i].number, plan->source.title);
		return DSRCTL_DEVICE;
	}
	return DSRCTL_OK;
}

/*
 * Sessions that would not lie where the master's do are found out by the kernel
 * when the first one is written, and the disc is spoilt then: no job is begun.
 */
static int check_sessions(struct plan *plan)
{
	const struct disc *d = plan->disc;
	int ret = DSRCTL_OK;
	uint32_t i;

	if (plan->order->op != DSR_OP_COPY || !d || d->family == DSR_FAMILY_CD ||
	    d->nr_sessions < 2)
		return DSRCTL_OK;
	if (d->written_on && !medium_sessions(d->written_on)) {
		complain("%s: the %u sessions of a %s can't be copied as such; nothing was started; an image made by 'dsrctl image' holds all their blocks",
			 plan->source.title, d->nr_sessions, text_profile(d->written_on));
		return DSRCTL_DEVICE;
	}
	if (!d->written_on)
		plan_note(plan, "%s does not tell what its %u sessions were written on: on another kind of disc they have no place, which the first one shows",
			  plan->source.title, d->nr_sessions);
	for (i = 0; i < plan->nr_sinks; i++) {
		const struct plan_end *s = &plan->sinks[i];
		const char *kind = s->kind == END_BLOCK ? "block device" :
				   text_profile(s->probe.profile);

		if (s->kind != END_BLOCK &&
		    (!s->probed || !medium_takes(s->probe.profile, d->family) ||
		     !against_sessions(plan, &s->probe)))
			continue;
		if (s->kind == END_BLOCK || !medium_sessions(s->probe.profile))
			complain("%s: the source has %u sessions, and a %s holds one; nothing was started; an image made by 'dsrctl image' holds all their blocks",
				 s->title, d->nr_sessions, kind);
		else
			complain("%s: on a %s the second session lies elsewhere than on the %s that is the source, and its files would not be found; nothing was started; put a blank %s in",
				 s->title, kind, text_profile(d->written_on),
				 text_profile(d->written_on));
		ret = DSRCTL_DEVICE;
	}
	return ret;
}

static int check_erase(const struct plan *plan)
{
	const struct plan_end *sink;
	uint32_t i, erasable = 0;

	for (i = 0; i < plan->nr_sinks; i++) {
		sink = &plan->sinks[i];
		if (!sink->probed || !sink->probe.profile ||
		    medium_erasable(sink->probe.profile)) {
			erasable++;
			continue;
		}
		complain("%s: a %s can't be erased", sink->title,
			 text_profile(sink->probe.profile));
	}
	if (erasable)
		return DSRCTL_OK;
	complain("there is nothing to erase; rewritable discs are CD-RW, DVD-RW, DVD+RW, DVD-RAM and BD-RE");
	return DSRCTL_DEVICE;
}

/*
 * Options that mean something for a CD only do not go by in silence; a session is
 * left open also on what is written once.
 */
static void note_for_cd(struct plan *plan, const char *option, bool sessions)
{
	const struct plan_end *sink;
	uint32_t i;

	for (i = 0; i < plan->nr_sinks; i++) {
		sink = &plan->sinks[i];
		if (sink->probed && sink->probe.profile &&
		    medium_family(sink->probe.profile) != DSR_FAMILY_CD &&
		    !(sessions && medium_sessions(sink->probe.profile)))
			plan_note(plan, "%s: --%s has no effect on a %s", sink->title, option,
				  text_profile(sink->probe.profile));
	}
}

/* Of a verify, discs that are not to be looked at need not be in the job. */
static void drop_uncovered(struct plan *plan)
{
	uint32_t i, n = 0;

	for (i = 0; i < plan->nr_sinks; i++) {
		if (coverage_has(&plan->order->coverage, i)) {
			plan->sinks[n++] = plan->sinks[i];
			continue;
		}
		plan_note(plan, "%s is left out, as asked by --verify", plan->sinks[i].title);
		close(plan->sinks[i].fd);
	}
	plan->nr_sinks = n;
}

/**
 * plan_check() - refuse what makes no sense before anything starts
 * @plan: with its source and sinks
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int plan_check(struct plan *plan)
{
	if (plan->order->session_told)
		note_for_cd(plan, "session", true);
	if (plan->order->write_mode)
		note_for_cd(plan, "write-mode", false);
	if (plan->order->op == DSR_OP_VERIFY)
		drop_uncovered(plan);
	if (plan->order->op == DSR_OP_SIMULATE)
		return check_simulation(plan);
	if (plan->order->op == DSR_OP_ERASE)
		return check_erase(plan);
	if (check_sessions(plan))
		return DSRCTL_DEVICE;
	return check_raw(plan);
}

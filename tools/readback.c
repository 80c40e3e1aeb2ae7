// SPDX-License-Identifier: GPL-2.0
/* What the content's own compare does not see: TOC, sub-channel, CD-Text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "medium.h"
#include "place.h"
#include "readback.h"
#include "shift.h"

#define MAX_DIFFERENCES	1000	/* more say nothing new */

static void take(void *data, const struct layout_difference *d)
{
	struct readback_disc *disc = data;
	struct layout_difference *grown;

	if (disc->nr == MAX_DIFFERENCES)
		return;
	grown = realloc(disc->list, (disc->nr + 1) * sizeof(*grown));
	if (!grown)
		return;
	disc->list = grown;
	grown[disc->nr++] = *d;
}

static void compare(struct readback_disc *out, const struct plan *plan,
		    const struct plan_end *sink)
{
	struct master *copy = calloc(1, sizeof(*copy));

	if (!copy) {
		snprintf(out->why, sizeof(out->why), "out of memory");
		return;
	}
	out->done = true;
	if (layout_read_back(sink->fd, copy) < 0)
		snprintf(out->why, sizeof(out->why), "%.150s", copy->said.why);
	else
		disc_compare(plan->disc, &copy->disc, take, out);
	master_close(copy);
	free(copy);
}

static bool good(const struct dsr_sink_status *s)
{
	return s->outcome == DSR_OUTCOME_VERIFIED;
}

static bool is_cd(const struct plan_end *sink)
{
	return sink->kind == END_DRIVE && sink->probed &&
	       medium_family(sink->probe.profile) == DSR_FAMILY_CD;
}

static bool audio_differs(const struct plan *plan, const struct dsr_sink_status *s)
{
	const struct disc_track *t;

	if (!plan->mastered || s->error.reason != DSR_REASON_MISMATCH)
		return false;
	t = disc_track_at(plan->disc, s->error.value);
	return t && t->mode == DSR_MODE_AUDIO;
}

/**
 * readback_run() - compare what stands beside the content
 * @r: zeroed; to be freed by readback_free()
 * @plan: of the job
 * @snap: of the job, which is done
 *
 * Looks at every CD whose content was found equal, where the master is a CD: at
 * its table of contents, ISRC, MCN, indexes and CD-Text. Where audio differs,
 * looks whether it is only shifted.
 */
void readback_run(struct readback *r, const struct plan *plan, const struct snapshot *snap)
{
	uint32_t i;

	if (!plan->disc || plan->disc->family != DSR_FAMILY_CD)
		return;
	for (i = 0; i < plan->nr_sinks && i < snap->nr; i++) {
		if (!is_cd(&plan->sinks[i]))
			continue;
		if (good(&snap->sinks[i]))
			compare(&r->discs[i], plan, &plan->sinks[i]);
		else if (audio_differs(plan, &snap->sinks[i]))
			r->discs[i].shifted = shift_look(&plan->master, plan->sinks[i].fd,
							 &r->discs[i].samples);
	}
}

/**
 * readback_differs() - is there a disc with a difference?
 * @r: complete
 */
bool readback_differs(const struct readback *r)
{
	uint32_t i;

	for (i = 0; i < DSR_MAX_SINKS; i++)
		if (r->discs[i].nr || r->discs[i].why[0])
			return true;
	return false;
}

/**
 * readback_free() - free what was found
 * @r: zeroed or complete
 */
void readback_free(struct readback *r)
{
	uint32_t i;

	for (i = 0; i < DSR_MAX_SINKS; i++)
		free(r->discs[i].list);
}

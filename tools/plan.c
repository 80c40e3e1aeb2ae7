// SPDX-License-Identifier: GPL-2.0
/* What a job is going to do, as a whole. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "disc/disc.h"
#include "plan.h"

/**
 * plan_begin() - learn which drives there are
 * @plan: zeroed
 * @order: what is asked for; kept
 * @dsr_fd: from dsr_open(), or below 0: look them up in sysfs
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int plan_begin(struct plan *plan, const struct order *order, int dsr_fd)
{
	uint32_t i;

	plan->order = order;
	plan->source.fd = -1;
	plan->master.fd = -1;
	for (i = 0; i < DSR_MAX_SINKS; i++)
		plan->sinks[i].fd = -1;
	plan->nr_drives = dsr_fd >= 0 ?
				  drives_from_module(dsr_fd, &plan->drives) :
				  drives_from_sysfs("/sys", &plan->drives);
	if (plan->nr_drives >= 0)
		return DSRCTL_OK;
	complain("the drives can't be listed: %s", strerror(-plan->nr_drives));
	plan->nr_drives = 0;
	return DSRCTL_DEVICE;
}

/**
 * plan_note() - keep a sentence that the user is to be told
 * @plan: begun
 * @fmt: the sentence, without a full stop
 */
void plan_note(struct plan *plan, const char *fmt, ...)
{
	char *text = NULL;
	va_list ap;

	if (plan->nr_notes == PLAN_MAX_NOTES)
		return;
	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) >= 0)
		plan->notes[plan->nr_notes++] = text;
	va_end(ap);
}

/**
 * plan_set_content() - say what the content is
 * @plan: begun
 * @disc: it; stays the caller's
 * @layout: the same for the kernel; stays the caller's
 * @layout_bytes: of @layout
 */
void plan_set_content(struct plan *plan, const struct disc *disc,
		      const struct dsr_layout *layout, size_t layout_bytes)
{
	const struct disc_track *last = &disc->tracks[disc->nr_tracks - 1];

	plan->disc = disc;
	plan->layout = layout;
	plan->layout_bytes = layout_bytes;
	plan->blocks = disc_blocks(disc);
	plan->bytes = disc_bytes(disc);
	/* of plain data only these are written */
	plan->room = disc_is_plain(disc) ? last->blocks :
					   (uint64_t)disc_track_end(last);
}

static void free_record(struct plan_record *record)
{
	if (!record)
		return;
	free(record->layout);
	disc_free(&record->disc);
	free(record);
}

/**
 * plan_end() - close and free everything
 * @plan: begun
 */
void plan_end(struct plan *plan)
{
	uint32_t i;

	if (plan->mastered)
		master_close(&plan->master);
	if (plan->source.fd >= 0)
		close(plan->source.fd);
	for (i = 0; i < plan->nr_sinks; i++)
		if (plan->sinks[i].fd >= 0)
			close(plan->sinks[i].fd);
	for (i = 0; i < plan->nr_notes; i++)
		free(plan->notes[i]);
	free_record(plan->record);
	free(plan->drives);
}

// SPDX-License-Identifier: GPL-2.0
/* The source of a job. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "disc/text.h"
#include "plan.h"

/* Data that must be made ready in a file first may take minutes: show it. */
static bool show_spooling(void *data, uint64_t done, uint64_t total)
{
	unsigned int *shown = data;
	unsigned int percent = total && done <= UINT64_MAX / 100 ?
				       (unsigned int)(done * 100 / total) : 0;

	if (percent == *shown)
		return true;
	*shown = percent;
	fprintf(stderr, "\rpreparing the data: %u %%%s", percent, done >= total ? "\n" : "");
	fflush(stderr);
	return true;
}

static void complain_master(const struct plan *plan)
{
	const struct master *m = &plan->master;
	bool drive = plan->source.kind == END_DRIVE;
	char said[256] = "";

	if (m->sense.len)
		text_sense(said, sizeof(said), m->sense.bytes, m->sense.len);
	/* a sentence about a file names it already */
	complain("%s%s%s%s%s%s", drive ? plan->source.title : "", drive ? ": " : "",
		 m->said.why, said[0] ? " (it said " : "", said, said[0] ? ")" : "");
}

/* C2 errors are a drive's, and of audio: nothing else is ever told of them */
static int check_c2(const struct plan *plan)
{
	const struct plan_end *end = &plan->source;

	if (!plan->order->c2)
		return DSRCTL_OK;
	if (end->kind != END_DRIVE) {
		complain("%s: only drives tell of C2 errors; leave --c2 out", end->title);
		return DSRCTL_USAGE;
	}
	if (disc_has_audio(plan->disc))
		return DSRCTL_OK;
	complain("%s: there is no audio on the disc, and C2 errors are told of audio only; leave --c2 out",
		 end->title);
	return DSRCTL_USAGE;
}

static int open_master(struct plan *plan)
{
	struct plan_end *end = &plan->source;
	struct master_options options;
	unsigned int shown = 101;
	uint32_t i;

	order_master_options(plan->order, &options);
	if (isatty(STDERR_FILENO) && !plan->order->json)
		options.progress = show_spooling;
	options.data = &shown;
	if (master_open(end->path, &options, &plan->master) < 0) {
		complain_master(plan);
		master_close(&plan->master);
		return DSRCTL_DEVICE;
	}
	plan->mastered = true;
	end->probed = plan->master.probed;
	end->probe = plan->master.probe;
	if (end->kind == END_IMAGE)
		name_from_fd(plan->master.fd, &end->name);
	for (i = 0; i < plan->master.said.nr_notes; i++)
		plan_note(plan, "%s", plan->master.said.notes[i]);
	plan_set_content(plan, &plan->master.disc, plan->master.layout,
			 plan->master.layout_bytes);
	return check_c2(plan);
}

/**
 * plan_source() - open the source and find out what there is to copy
 * @plan: begun
 * @path: a drive, a block device or an image
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int plan_source(struct plan *plan, const char *path)
{
	struct plan_end *end = &plan->source;
	int ret = end_open(end, path, O_RDONLY);

	if (ret)
		return ret;
	if (end_judge(end))
		return end_refuse(end, "source", ", a block device, or an image file");
	if (end->kind == END_DRIVE && !end_is_free(plan, end))
		return DSRCTL_DEVICE;
	/* the master has an fd of its own; a drive's name stays */
	close(end->fd);
	end->fd = -1;
	return open_master(plan);
}

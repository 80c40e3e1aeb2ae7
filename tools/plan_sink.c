// SPDX-License-Identifier: GPL-2.0
/* The sinks of a job, and the question before they are written over. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "disc/text.h"
#include "medium.h"
#include "open.h"
#include "plan.h"

#define TYPE_WORM	4	/* SPC-4, INQUIRY: peripheral device type */
#define TYPE_MMC	5

static const char *role(const struct plan *plan)
{
	switch (plan->order->op) {
	case DSR_OP_VERIFY:
		return "disc to compare";
	case DSR_OP_ERASE:
		return "disc to erase";
	default:
		return "sink";
	}
}

/* The nearest speed that drive and disc offer; told where it is another one. */
static void choose_speed(struct plan *plan, struct plan_end *end)
{
	const struct speed *wish = &plan->order->speed;
	uint32_t profile = end->probe.profile;
	uint32_t asked = speed_kbs(wish, profile);
	double unit = text_drive_speed(profile);

	end->speed_kbs = speed_nearest(asked, end->probe.speeds.write_kbs,
				       end->probe.speeds.nr);
	if (!asked || speed_alike(asked, end->speed_kbs))
		return;
	if (unit > 0)
		plan_note(plan, "%s: %.3gx is not offered with this disc, %.3gx is the nearest",
			  end->title, asked / unit, end->speed_kbs / unit);
	else
		plan_note(plan, "%s: %u kB/s is not offered with this disc, %u kB/s is the nearest",
			  end->title, asked, end->speed_kbs);
}

/**
 * plan_sink() - open one sink
 * @plan: with its source
 * @path: a drive, or a block device where the operation has a use for it
 *
 * What is wrong with its disc is the kernel's to say, at the start of the job:
 * it must not keep the others from being written.
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int plan_sink(struct plan *plan, const char *path)
{
	struct plan_end *end = &plan->sinks[plan->nr_sinks];
	bool blocks = plan->order->op == DSR_OP_COPY || plan->order->op == DSR_OP_VERIFY;
	struct probe_sense sense;
	int ret;

	if (plan->nr_sinks == DSR_MAX_SINKS) {
		complain("more than %u recorders in one job can't be; start a second job",
			 DSR_MAX_SINKS);
		return DSRCTL_USAGE;
	}
	plan->nr_sinks++;
	ret = end_open(end, path, O_RDWR);
	if (ret)
		return ret;
	if (end_judge(end) || end->kind == END_IMAGE || (end->kind == END_BLOCK && !blocks))
		return end_refuse(end, role(plan), blocks ? " or a block device" : "");
	if (end->kind == END_BLOCK)
		return end_measure(end);
	if (!end_is_free(plan, end))
		return DSRCTL_DEVICE;
	end->probed = probe_drive(end->fd, &end->probe, &sense) >= 0;
	if (end->probed)
		choose_speed(plan, end);
	return DSRCTL_OK;
}

/* ---- all ------------------------------------------------------------------ */

/* Is the disc of the kind that "all" means for this operation? */
static bool is_meant(const struct plan *plan, const struct probe *p)
{
	switch (plan->order->op) {
	case DSR_OP_ERASE:
		return medium_erasable(p->profile);
	case DSR_OP_VERIFY:
		return p->profile && p->medium != PROBE_BLANK;
	default:
		return p->medium == PROBE_BLANK;
	}
}

/*
 * Take a drive if its disc is meant, and leave it alone, with a note, if the
 * disc is meant but the content can't go there.
 */
static int consider(struct plan *plan, const struct drive *drive)
{
	struct plan_end *end = &plan->sinks[plan->nr_sinks];
	const char *obstacle;
	uint32_t notes = plan->nr_notes;
	int ret = plan_sink(plan, drive->path);

	if (ret)
		return ret;
	obstacle = plan_obstacle(plan, end);
	if (end->probed && is_meant(plan, &end->probe) && !obstacle)
		return DSRCTL_OK;
	while (plan->nr_notes > notes)
		free(plan->notes[--plan->nr_notes]);
	if (end->probed && is_meant(plan, &end->probe))
		plan_note(plan, "%s is left out: %s", end->title, obstacle);
	close(end->fd);
	memset(end, 0, sizeof(*end));
	end->fd = -1;
	plan->nr_sinks--;
	return DSRCTL_OK;
}

static bool is_source(const struct plan *plan, const struct drive *drive)
{
	const struct dsr_unit_name *a = &plan->source.name, *b = &drive->name;

	return plan->mastered && plan->source.kind == END_DRIVE && a->host == b->host &&
	       a->channel == b->channel && a->id == b->id && a->lun == b->lun;
}

static int all_sinks(struct plan *plan)
{
	const struct drive *d;
	int i, ret;

	for (i = 0; i < plan->nr_drives; i++) {
		d = &plan->drives[i];
		if (d->job_id || !d->path[0] || is_source(plan, d) ||
		    (d->name.type != TYPE_MMC && d->name.type != TYPE_WORM) ||
		    held_by_others(d->path))
			continue;
		ret = consider(plan, d);
		if (ret)
			return ret;
	}
	if (plan->nr_sinks)
		return DSRCTL_OK;
	for (i = 0; i < (int)plan->nr_notes; i++)
		complain("%s", plan->notes[i]);
	if (plan->order->op == DSR_OP_ERASE)
		complain("no free recorder has a disc in it that can be erased");
	else if (plan->order->op == DSR_OP_VERIFY)
		complain("no free drive has a disc in it that could be compared");
	else
		complain("no free recorder has a blank disc in it that will do; put blank discs in ('dsrctl drives' shows them)");
	return DSRCTL_DEVICE;
}

/**
 * plan_sinks() - open all sinks of a command line
 * @plan: with its source
 * @paths: as typed, or "all" alone
 * @nr: of them
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int plan_sinks(struct plan *plan, char **paths, int nr)
{
	int i, ret = DSRCTL_OK;

	if (nr == 1 && !strcmp(paths[0], "all"))
		return all_sinks(plan);
	for (i = 0; !ret && i < nr; i++)
		ret = plan_sink(plan, paths[i]);
	return ret;
}

/* ---- the question --------------------------------------------------------- */

static bool ask(void)
{
	char answer[16] = "";

	fputs("Go on? [y/N] ", stderr);
	return fgets(answer, sizeof(answer), stdin) &&
	       (*answer == 'y' || *answer == 'Y');
}

/* Would this operation take data away that is on the sink? */
static bool takes_data(const struct plan *plan, const struct plan_end *sink, bool can_ask)
{
	if (plan->order->op == DSR_OP_ERASE)
		return !sink->probed || medium_erasable(sink->probe.profile);
	return sink->kind == END_BLOCK || (can_ask && sink->overwrite);
}

/**
 * plan_confirm() - ask before anything is written over or erased
 * @plan: complete; gets @overwrite of its sinks
 *
 * Where nobody can be asked, a block device and an erase stop everything; a
 * rewritable disc with data that is to be written to is left to the kernel,
 * which rejects that one alone.
 *
 * Return: DSRCTL_OK, or DSRCTL_USAGE after a sentence.
 */
int plan_confirm(struct plan *plan)
{
	bool can_ask = isatty(STDIN_FILENO), yes = plan->order->yes;
	struct plan_end *sink;
	uint32_t i, n = 0;

	if (plan->order->op != DSR_OP_COPY && plan->order->op != DSR_OP_ERASE)
		return DSRCTL_OK;
	for (i = 0; i < plan->nr_sinks; i++) {
		sink = &plan->sinks[i];
		sink->overwrite = sink->probed && sink->probe.medium == PROBE_REWRITABLE &&
				  (yes || can_ask);
		if (yes || !takes_data(plan, sink, can_ask))
			continue;
		n++;
		fprintf(stderr, "%s: all data on it will be %s\n", sink->title,
			plan->order->op == DSR_OP_ERASE ? "erased" : "written over");
	}
	if (!n || (can_ask && ask()))
		return DSRCTL_OK;
	complain(can_ask ? "nothing was done" :
			   "say --yes if that is meant; nothing was done");
	return DSRCTL_USAGE;
}

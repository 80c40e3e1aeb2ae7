// SPDX-License-Identifier: GPL-2.0
/* From a request and a robot to a batch. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "elements.h"
#include "library/masters.h"
#include "library/prepare.h"
#include "library/roles.h"
#include "order.h"

/* ---- what the request says ---------------------------------------------------- */

/**
 * prepare_words() - would the sub-commands take the words that are for them?
 * @q: the request
 * @why: gets a sentence
 * @size: of @why
 *
 * Better known before the first disc is moved than with one in each drive.
 */
bool prepare_words(const struct library_request *q, char *why, size_t size)
{
	const struct {
		const char *name;
		int key;
		const char *text;
	} words[] = {
		{ "--speed", 's', q->speed },
		{ "--write-mode", OPT_WRITE_MODE, q->write_mode },
		{ "--read-errors", OPT_READ_ERRORS, q->read_errors },
	};
	const char *wanted;
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		wanted = words[i].text ? order_wanted(words[i].key, words[i].text) : NULL;
		if (!wanted)
			continue;
		snprintf(why, size, "%s: '%s' is not %s", words[i].name, words[i].text, wanted);
		return false;
	}
	return true;
}

static void bar_drives(struct run *run, const struct slot_set *drives)
{
	struct batch_place *p;
	char path[PATH_BYTES];
	size_t i;

	for (i = 0; i < run->batch.nr_places; i++) {
		p = &run->batch.places[i];
		if (p->type != DSR_ELEMENT_DRIVE)
			continue;
		p->barred = run->q.drives && !slot_set_has(drives, p->number);
		if (p->barred || lrobot_drive_path(&run->robot, p->address, path))
			continue;
		p->barred = true;
		run_notice(run, "drive_unknown",
			   "drive %u is not used: which recorder it is, is not known; 'dsrctl changer bind' tells it",
			 p->number);
	}
}

/**
 * prepare_batch() - an empty batch for a request
 * @run: its request, robot and shelf are there
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int prepare_batch(struct run *run)
{
	const struct dsr_changer_info *info = &run->robot.robot.info;
	struct slot_set *drives = calloc(1, sizeof(*drives));
	struct batch_rules rules;
	int ret = DSRCTL_OK, err;

	if (!drives)
		return no_memory();
	roles_rules(&rules, &run->q);
	err = batch_init(&run->batch, &rules, run->robot.elements, run->robot.nr);
	if (err) {
		complain("%s: its elements make no sense: %s", run->robot.robot.title,
			 strerror(-err));
		ret = DSRCTL_DEVICE;
		goto out;
	}
	ret = roles_set(&run->batch, &run->q, &run->shelf);
	if (ret)
		goto out;
	if (!roles_parse("--drives", run->q.drives, info->ranges[DSR_ELEMENT_DRIVE].count,
			 drives)) {
		ret = DSRCTL_USAGE;
		goto out;
	}
	if (info->flags & DSR_CHANGER_F_MOVES_KNOWN)
		memcpy(run->batch.moves, info->moves, sizeof(run->batch.moves));
	bar_drives(run, drives);
out:
	free(drives);
	return ret;
}

/**
 * prepare_shelf() - forget what is known of slots that are empty now
 * @run: after prepare_batch(); it has the robot alone
 */
void prepare_shelf(struct run *run)
{
	const struct batch_place *p;
	size_t i;

	for (i = 0; i < run->batch.nr_places; i++) {
		p = &run->batch.places[i];
		if (p->type == DSR_ELEMENT_STORAGE && !p->full)
			shelf_forget(&run->shelf, p->number);
	}
}

/* ---- can it be done? ----------------------------------------------------------- */

/**
 * prepare_blanks() - discs that may be blank
 * @run: after prepare_batch()
 */
unsigned int prepare_blanks(const struct run *run)
{
	unsigned int n = 0;
	size_t i;

	for (i = 0; i < run->batch.nr_places; i++)
		n += (run->batch.places[i].roles & BATCH_BLANKS) && run->batch.places[i].full;
	return n;
}

/**
 * prepare_drives() - drives that can be used
 * @run: after prepare_batch()
 *
 * Of a robot in which another batch is at work: once that is over.
 */
unsigned int prepare_drives(const struct run *run)
{
	bool later = lrobot_in_use(&run->robot);
	const struct batch_place *p;
	unsigned int n = 0;
	size_t i;

	for (i = 0; i < run->batch.nr_places; i++) {
		p = &run->batch.places[i];
		n += p->type == DSR_ELEMENT_DRIVE && !p->barred && (!p->full || later);
	}
	return n;
}

static void tell_full_drives(struct run *run)
{
	const struct batch_place *p;
	size_t i;

	if (lrobot_in_use(&run->robot)) {
		run_notice(run, "drive_full",
			   "another 'dsrctl library' is at work in this robot: it has to be over first, and its drives are counted as free");
		return;
	}
	for (i = 0; i < run->batch.nr_places; i++) {
		p = &run->batch.places[i];
		if (p->type == DSR_ELEMENT_DRIVE && !p->barred && p->full)
			run_notice(run, "drive_full",
				   "drive %u is not used as long as another disc is in it; 'dsrctl changer home drive %u' puts it away",
				 p->number, p->number);
	}
}

/* Before it begins: later they are where nobody looks for them. */
static void tell_room(struct run *run)
{
	const struct batch_place *p;
	unsigned int room = 0;
	size_t i;

	for (i = 0; i < run->batch.nr_places; i++) {
		p = &run->batch.places[i];
		room += (p->roles & BATCH_OUT) && p->room;
	}
	if (run->q.out && !run->batch.rules.mail && room < run->q.copies)
		run_notice(run, "out_room",
			   "the slots of --out have room for %u of %u copies: the others go back to the slots they came from",
			   room, run->q.copies);
}

static int check_master_slot(const struct run *run, const char *master)
{
	const struct dsr_changer_info *info = &run->robot.robot.info;
	uint32_t address;
	int place = -1;

	if (element_address(info, DSR_ELEMENT_STORAGE, master_slot(master), &address))
		place = batch_place_at(&run->batch, (int32_t)address);
	if (place < 0)
		complain("there is no slot %u for a master: they are numbered 1 to %u",
			 master_slot(master), info->ranges[DSR_ELEMENT_STORAGE].count);
	else if (!run->batch.places[place].full)
		complain("there is no master in slot %u", master_slot(master));
	else
		return DSRCTL_OK;
	return DSRCTL_DEVICE;
}

static int check_masters(const struct run *run)
{
	int side, ret = DSRCTL_OK;
	const char *master;

	for (side = 0; !ret && side < BATCH_SIDES; side++) {
		master = run->q.masters[side];
		if (!master)
			continue;
		switch (master_is_from(master)) {
		case FROM_SLOT:
			ret = check_master_slot(run, master);
			break;
		case FROM_NOTHING:
			complain("the master '%s' is neither a slot, nor a drive, nor an image file",
				 master);
			ret = DSRCTL_DEVICE;
			break;
		default:
			break;
		}
	}
	return ret;
}

static bool printer_is_full(const struct run *run)
{
	const struct dsr_element *e = lrobot_first(&run->robot, DSR_ELEMENT_PRINTER);

	return e && (e->flags & DSR_EL_FULL);
}

static int check_robot(const struct run *run)
{
	const struct dsr_changer_info *info = &run->robot.robot.info;

	if (run->q.label && !info->ranges[DSR_ELEMENT_PRINTER].count)
		complain("--label: %s has no label printer", run->robot.robot.title);
	else if (run->q.both_sides && !(info->flags & DSR_CHANGER_F_FLIP))
		complain("--both-sides: %s can't turn discs over", run->robot.robot.title);
	else if (roles_mail(&run->q) && !info->ranges[DSR_ELEMENT_MAIL].count)
		complain("--out mail: %s has no mail slot", run->robot.robot.title);
	else if (run->q.label && printer_is_full(run))
		complain("the printer holds a disc; 'dsrctl changer home printer' puts it away");
	else
		return DSRCTL_OK;
	return DSRCTL_DEVICE;
}

/**
 * prepare_check() - can a new batch be done with what is there?
 * @run: after prepare_batch()
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int prepare_check(struct run *run)
{
	unsigned int blanks = prepare_blanks(run);
	int ret = check_masters(run);

	if (!ret)
		ret = check_robot(run);
	if (ret)
		return ret;
	tell_full_drives(run);
	tell_room(run);
	if (!prepare_drives(run)) {
		complain("no drive of %s can be used; 'dsrctl changer map' shows what is in them",
			 run->robot.robot.title);
		return DSRCTL_DEVICE;
	}
	if (blanks >= run->q.copies)
		return DSRCTL_OK;
	complain("%u copies are wanted, but there are %u discs in the slots for blanks: put more in, or ask for fewer",
		 run->q.copies, blanks);
	return DSRCTL_DEVICE;
}

/* ---- masters -------------------------------------------------------------------- */

static int take_master(struct run *run, int side)
{
	struct batch_record r = {
		.kind = BATCH_R_TAKE, .disc = run->batch.nr_discs, .what = BATCH_MASTER,
		.copy = side,
	};
	uint32_t address;

	element_address(&run->robot.robot.info, DSR_ELEMENT_STORAGE,
			master_slot(run->q.masters[side]), &address);
	r.from = (int32_t)address;
	return run_note(run, &r) ? DSRCTL_OK : run->broken;
}

static bool is_under_way(const struct run *run, int side)
{
	const struct batch_disc *d;
	int i;

	for (i = 0; i < run->batch.nr_discs; i++) {
		d = &run->batch.discs[i];
		if (d->kind == BATCH_MASTER && d->copy == side && d->state != BATCH_ENDED)
			return true;
	}
	return false;
}

/**
 * prepare_masters() - masters in slots become discs of a batch
 * @run: with its journal; of one that goes on those are taken that could not be read,
 *	and those that it was stopped before
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int prepare_masters(struct run *run)
{
	unsigned int wanted = run->batch.rules.masters & ~run->batch.images;
	int side, ret = DSRCTL_OK;

	for (side = 0; !ret && side < BATCH_SIDES; side++) {
		if (!(wanted & (1U << side)) || is_under_way(run, side))
			continue;
		ret = check_master_slot(run, run->q.masters[side]);
		if (!ret)
			ret = take_master(run, side);
	}
	return ret;
}

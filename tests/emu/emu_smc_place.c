// SPDX-License-Identifier: GPL-2.0
/*
 * What lies in the elements, and what the changer believes of it. All here
 * runs with emu_place_lock and the changer's unit->lock held.
 */

#include <linux/string.h>

#include "emu_smc.h"

/**
 * emu_smc_disc - the disc that lies in an element
 * @e: the element
 *
 * Return: the disc or NULL.
 */
struct emu_disc *emu_smc_disc(const struct emu_smc_element *e)
{
	const struct emu_smc_element *seat = e->seat;

	if (seat->drive && seat->drive->disc)
		return seat->drive->disc;
	return seat->load.disc;
}

/**
 * emu_smc_tray - is there a tray in an element
 * @e: the element
 *
 * Return: true when there is.
 */
bool emu_smc_tray(const struct emu_smc_element *e)
{
	return e->seat->load.tray;
}

/**
 * emu_smc_disc_free - is a disc where a hand can have it
 * @disc: the disc
 *
 * Return: false when it, or its other side, is in a drive or in a changer.
 */
bool emu_smc_disc_free(const struct emu_disc *disc)
{
	if (disc->drive >= 0 || disc->changer)
		return false;
	return !disc->back || (disc->back->drive < 0 && !disc->back->changer);
}

/**
 * emu_smc_mark - say that a disc is in a changer
 * @smc: the changer, NULL when it is nowhere
 * @disc: the disc; its other side goes along; may be NULL
 */
void emu_smc_mark(struct emu_smc *smc, struct emu_disc *disc)
{
	if (!disc)
		return;
	disc->changer = smc;
	if (disc->back)
		disc->back->changer = smc;
}

/**
 * emu_smc_look - the changer looks at an element
 * @e: the element; what it believes becomes true
 *
 * Where something else lies than before, it can't tell from where it came.
 */
void emu_smc_look(struct emu_smc_element *e)
{
	struct emu_smc_element *seat = e->seat;
	bool full = emu_smc_disc(e);

	if (seat->known && seat->full != full) {
		seat->load.source = 0;
		seat->load.inverted = false;
	}
	seat->known = true;
	seat->full = full;
	seat->saw_tray = seat->load.tray;
}

/**
 * emu_smc_forget - after power-on nothing is known
 * @smc: the changer
 */
void emu_smc_forget(struct emu_smc *smc)
{
	u32 i;

	for (i = 0; i < smc->nr; i++) {
		smc->elements[i].known = false;
		smc->elements[i].except = false;
	}
}

/**
 * emu_smc_blame - an element is not as it should be
 * @e: the element
 * @sense: tells why, 0: all is well again
 */
void emu_smc_blame(struct emu_smc_element *e, int sense)
{
	e->seat->except = sense;
	e->seat->asc = EMU_SENSE_ASC(sense);
	e->seat->ascq = EMU_SENSE_ASCQ(sense);
}

/* Makes the drive give its disc up. Returns false when a host prevents it. */
static bool emu_smc_unload(struct emu_smc_element *e)
{
	struct emu_drive *drive = e->drive;
	struct emu_disc *disc;
	int err;

	if (!drive)
		return true;
	mutex_lock_nested(&drive->lock, SINGLE_DEPTH_NESTING);
	disc = drive->disc;
	err = emu_tray_take(drive, false);
	if (err != -EBUSY) {
		emu_tray_close(drive);
		if (disc)
			e->load.disc = disc;
	}
	mutex_unlock(&drive->lock);
	return err != -EBUSY;
}

/**
 * emu_smc_pick - the robot takes what lies in an element
 * @smc: the changer
 * @picker: takes it; empty
 * @from: from here; a drive ejects its disc and closes its tray behind it
 *
 * Return: 0, or sense when a drive does not let go of its disc.
 */
int emu_smc_pick(struct emu_smc *smc, struct emu_smc_element *picker,
		 struct emu_smc_element *from)
{
	struct emu_smc_element *seat = from->seat;

	if (from == picker)
		return 0;
	if (!emu_smc_unload(seat))
		return smc->model->mc ? EMU_SMC_NO_EJECT
				      : EMU_SMC_DRIVE_PREVENTS;
	picker->load = seat->load;
	memset(&seat->load, 0, sizeof(seat->load));
	if (from->type == EMU_SMC_SLOT)
		picker->load.source = from->address;
	emu_smc_mark(smc, picker->load.disc);
	picker->by_hand = false;
	seat->by_hand = false;
	emu_smc_blame(seat, 0);
	emu_smc_look(seat);
	picker->known = false;
	emu_smc_look(picker);
	return 0;
}

static void emu_smc_turn(struct emu_smc_load *load)
{
	load->inverted = !load->inverted;
	if (load->disc && load->disc->back)
		load->disc = load->disc->back;
	else if (load->disc)
		load->blind = !load->blind;
}

/* What the drive can read, it has; else it finds no disc. */
static int emu_smc_load_drive(struct emu_smc_element *e)
{
	struct emu_disc *disc = e->load.disc;
	int err;

	if (!e->drive || !disc || e->load.blind)
		return 0;
	disc->changer = NULL;
	mutex_lock_nested(&e->drive->lock, SINGLE_DEPTH_NESTING);
	err = emu_tray_insert(e->drive, disc);
	mutex_unlock(&e->drive->lock);
	if (err)
		return EMU_SMC_STRAY_DRIVE;
	e->load.disc = NULL;
	return 0;
}

/**
 * emu_smc_drop - the robot puts down what it carries
 * @smc: the changer
 * @picker: carries it
 * @to: to here, which is empty; a drive loads the disc
 * @invert: turn it before
 *
 * Return: 0 or sense.
 */
int emu_smc_drop(struct emu_smc *smc, struct emu_smc_element *picker,
		 struct emu_smc_element *to, bool invert)
{
	struct emu_smc_element *seat = to->seat;
	int sense;

	if (invert)
		emu_smc_turn(&picker->load);
	if (picker == to)
		return 0;
	seat->load = picker->load;
	memset(&picker->load, 0, sizeof(picker->load));
	if (to->type == EMU_SMC_MAIL)
		seat->load.inverted = false;
	sense = emu_smc_load_drive(seat);
	seat->by_hand = false;
	seat->known = false;
	emu_smc_blame(seat, sense);
	emu_smc_look(seat);
	emu_smc_blame(picker, 0);
	emu_smc_look(picker);
	smc->at = to->address;
	return sense;
}

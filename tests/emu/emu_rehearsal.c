// SPDX-License-Identifier: GPL-2.0
/*
 * Test write: the drive does everything but burn. The rules of writing go on
 * over a rehearsal, a disc that keeps no content, while the disc in the tray
 * stays as it is.
 */

#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "emu.h"

/**
 * emu_write_type - the write type of mode page 05h
 * @drive: the drive
 *
 * Return: as sent, perhaps no value of the enum.
 */
enum emu_write_type emu_write_type(const struct emu_drive *drive)
{
	return drive->write_page[0] & EMU_WRITE_TYPE;
}

/**
 * emu_rehearsing - is Test Write in force for the disc in the tray
 * @drive: the drive; its lock held
 *
 * Return: true when the laser stays at reading power.
 */
bool emu_rehearsing(const struct emu_drive *drive)
{
	return drive->disc && drive->write_page[0] & EMU_TEST_WRITE &&
	       drive->disc->medium->flags & EMU_MEDIUM_TESTABLE;
}

static void emu_rehearsal_free(struct emu_disc *disc)
{
	emu_store_exit(disc);
	emu_cd_destroy(disc->cd);
	kfree(disc);
}

/* A disc with the tracks of another one and nothing in them. */
static struct emu_disc *emu_rehearsal_of(struct emu_disc *disc)
{
	struct emu_disc *copy = kzalloc(sizeof(*copy), GFP_KERNEL);

	if (!copy)
		return NULL;
	copy->kind = EMU_STORE_NOTHING;
	copy->medium = disc->medium;
	mutex_init(&copy->lock);
	emu_store_init(copy, NULL);
	if (disc->cd)
		copy->cd = emu_cd_create();
	if (disc->cd && !copy->cd) {
		emu_rehearsal_free(copy);
		return NULL;
	}
	mutex_lock(&disc->lock);
	copy->area = disc->area;
	copy->capacity = disc->capacity;
	copy->layer_break = disc->layer_break;
	copy->format = disc->format;
	copy->at_once = disc->at_once;
	copy->finalised = disc->finalised;
	copy->sessions = disc->sessions;
	copy->nr_tracks = disc->nr_tracks;
	memcpy(copy->tracks, disc->tracks, sizeof(copy->tracks));
	memcpy(copy->lead_out, disc->lead_out, sizeof(copy->lead_out));
	mutex_unlock(&disc->lock);
	return copy;
}

/**
 * emu_rehearsal_target - the disc that write commands are about
 * @drive: the drive, with a disc; its lock held
 *
 * Return: the disc in the tray, or with Test Write its rehearsal; NULL without
 * memory for one.
 */
struct emu_disc *emu_rehearsal_target(struct emu_drive *drive)
{
	if (!emu_rehearsing(drive)) {
		emu_rehearsal_end(drive);
		return drive->disc;
	}
	if (!drive->rehearsal)
		drive->rehearsal = emu_rehearsal_of(drive->disc);
	return drive->rehearsal;
}

/**
 * emu_rehearsal_end - forget what was tried
 * @drive: the drive; its lock held
 */
void emu_rehearsal_end(struct emu_drive *drive)
{
	if (!drive->rehearsal)
		return;
	emu_rehearsal_free(drive->rehearsal);
	drive->rehearsal = NULL;
}

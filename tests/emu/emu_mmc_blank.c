// SPDX-License-Identifier: GPL-2.0
/* BLANK: MMC-6 6.2. */

#include <linux/kernel.h>

#include "emu.h"

/* Blanking types, MMC-6 table 239 */
#define EMU_BLANK_DISC		0
#define EMU_BLANK_MINIMAL	1
#define EMU_BLANK_TRACK		2
#define EMU_BLANK_TAIL		4
#define EMU_BLANK_UNCLOSE	5
#define EMU_BLANK_SESSION	6

/* Which types a medium knows: a bit for each. */
static u8 emu_blank_types(const struct emu_medium *medium)
{
	u8 types = BIT(EMU_BLANK_DISC) | BIT(EMU_BLANK_MINIMAL);

	if (medium->flags & EMU_MEDIUM_GROWING)
		return types;
	types |= BIT(EMU_BLANK_TRACK) | BIT(EMU_BLANK_UNCLOSE) |
		 BIT(EMU_BLANK_SESSION);
	if (medium->family == EMU_CD)
		types |= BIT(EMU_BLANK_TAIL);
	return types;
}

static int emu_blank_disc(struct emu_disc *disc, u8 type, u32 address)
{
	if (!(emu_blank_types(disc->medium) & BIT(type)))
		return EMU_BAD_CDB;
	switch (type) {
	case EMU_BLANK_TRACK:
		return emu_erase_track(disc, address);
	case EMU_BLANK_TAIL:
		return emu_erase_tail(disc, address);
	case EMU_BLANK_UNCLOSE:
		return emu_erase_unclose(disc);
	case EMU_BLANK_SESSION:
		return emu_erase_session(disc);
	default:
		return emu_erase_disc(disc);
	}
}

/**
 * emu_blank - BLANK
 * @drive: the drive
 * @cmd: the command
 *
 * Media that can't be blanked: 5/30/05. What was on the disc is gone at once,
 * the drive is busy for as long as the laser would take.
 *
 * Return: 0 or sense.
 */
int emu_blank(struct emu_drive *drive, struct emu_cmd *cmd)
{
	struct emu_disc *disc = drive->disc;
	u8 type = cmd->cdb[1] & 0x07;
	int sense;

	if (!(disc->medium->flags & EMU_MEDIUM_BLANKABLE))
		return EMU_CANNOT_WRITE;
	emu_recording_drop(drive);
	emu_rehearsal_end(drive);
	mutex_lock(&disc->lock);
	sense = emu_blank_disc(disc, type, get_unaligned_be32(cmd->cdb + 2));
	mutex_unlock(&disc->lock);
	if (sense)
		return sense;
	drive->buffer.started = false;
	emu_timing_long(drive, cmd,
			emu_timing_erase(drive, type == EMU_BLANK_DISC),
			EMU_BUSY_OPERATION, cmd->cdb[1] & 0x10);
	return 0;
}

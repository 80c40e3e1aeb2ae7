// SPDX-License-Identifier: GPL-2.0
/* SEND CUE SHEET, and the plan of a session from there to its lead-out. */

#include <linux/kernel.h>
#include <linux/mm.h>

#include "emu.h"

/**
 * emu_recording_drop - the session that was announced will not be recorded
 * @drive: the drive; its lock held
 *
 * Context: also when all of it was.
 */
void emu_recording_drop(struct emu_drive *drive)
{
	emu_recording_destroy(drive->plan);
	drive->plan = NULL;
}

/**
 * emu_recording_sync - the buffer was emptied: close the session if it is complete
 * @drive: the drive, with a plan
 * @disc: the disc in it or its rehearsal; its lock held
 * @closed: set when the session was closed
 *
 * Return: 0 or sense.
 */
int emu_recording_sync(struct emu_drive *drive, struct emu_disc *disc, bool *closed)
{
	struct emu_recording *plan = drive->plan;
	bool appendable = drive->write_page[1] >> 6 == 3;

	if (plan->raw) {
		appendable = plan->appendable;
		if (!plan->nr ||
		    plan->rows[plan->nr - 1].track != EMU_LEAD_OUT_TNO)
			return 0;
		if (!emu_raw_complete(plan))
			return EMU_SEQUENCE;
	} else if (plan->next < plan->end) {
		return 0;
	}
	*closed = true;
	return emu_recording_finish(plan, disc, appendable);
}

/* A session may be announced when none is open. */
static int emu_cue_allowed(const struct emu_drive *drive,
			   const struct emu_disc *disc)
{
	if (drive->lacks & EMU_LACKS_SAO)
		return EMU_BAD_OPCODE;
	if (disc->medium->family != EMU_CD ||
	    disc->medium->flags & EMU_MEDIUM_PRESSED)
		return EMU_CANNOT_WRITE;
	if (disc->finalised)
		return EMU_WRITE_PROTECTED;
	if (emu_write_type(drive) != EMU_WRITE_AT_ONCE ||
	    !emu_session_empty(disc))
		return EMU_SEQUENCE;
	return 0;
}

static int emu_cue_take(struct emu_drive *drive, const struct emu_disc *disc,
			struct emu_cmd *cmd, const u8 *sheet, u32 len)
{
	const struct emu_track *t = &disc->tracks[disc->nr_tracks - 1];
	struct emu_recording *plan = emu_recording_create();
	int sense;

	if (!plan)
		return EMU_INTERNAL_FAILURE;
	plan->start = (s32)t->start - EMU_CD_PREGAP;
	plan->first = disc->nr_tracks;
	plan->type = drive->write_page[6];
	sense = emu_cue_parse(plan, sheet, len, disc->capacity,
			      !(drive->lacks & EMU_LACKS_TEXT), &cmd->field);
	cmd->field_valid = sense == EMU_BAD_PARAMETER;
	if (sense) {
		emu_recording_destroy(plan);
		return sense;
	}
	emu_sao_skip(plan);
	emu_recording_drop(drive);
	drive->plan = plan;
	return 0;
}

/**
 * emu_send_cue_sheet - SEND CUE SHEET, MMC-6 6.33
 * @drive: the drive
 * @cmd: the command
 *
 * A sheet that is wrong: 5/26/00 with the byte in the sense.
 *
 * Return: 0 or sense.
 */
int emu_send_cue_sheet(struct emu_drive *drive, struct emu_cmd *cmd)
{
	struct emu_disc *disc = emu_rehearsal_target(drive);
	u32 len = get_unaligned_be24(cmd->cdb + 6);
	u8 *sheet;
	int sense;

	if (!disc)
		return EMU_INTERNAL_FAILURE;
	if (len > EMU_CUE_MAX)
		return EMU_BAD_CDB;
	sheet = kvmalloc(EMU_CUE_MAX, GFP_KERNEL);
	if (!sheet)
		return EMU_INTERNAL_FAILURE;
	mutex_lock(&disc->lock);
	sense = emu_cue_allowed(drive, disc);
	if (!sense && emu_fetch(cmd, sheet, EMU_CUE_MAX) < len)
		sense = EMU_BAD_LIST_LENGTH;
	if (!sense)
		sense = emu_cue_take(drive, disc, cmd, sheet, len);
	mutex_unlock(&disc->lock);
	kvfree(sheet);
	return sense;
}

// SPDX-License-Identifier: GPL-2.0
/* The CDU-541's conditions: power, unit attentions, readiness. */

#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "emu_541.h"

/**
 * emu_541_defaults - everything a reset puts back
 * @cdu: the drive's own part; its lock held, or nobody else knows it
 *
 * Retry count 0, block length 2048, both channels at full volume.
 */
void emu_541_defaults(struct emu_541 *cdu)
{
	memset(cdu->pages, 0, sizeof(cdu->pages));
	memset(&cdu->audio, 0, sizeof(cdu->audio));
	cdu->block_len = EMU_BLOCK;
	cdu->audio.status = EMU_541_NO_AUDIO;
	cdu->audio.select[0] = 0x01;
	cdu->audio.select[1] = 0x02;
	cdu->audio.volume[0] = 0xff;
	cdu->audio.volume[1] = 0xff;
	cdu->reserved = false;
	cdu->other_reserved = false;
	cdu->sense = 0;
	cdu->tested = 0;
}

/**
 * emu_541_create - the part of a drive that only a CDU-541 has
 * @drive: a drive that nobody else knows yet; gets @cdu
 *
 * Return: 0 or -ENOMEM.
 */
int emu_541_create(struct emu_drive *drive)
{
	struct emu_541 *cdu = kzalloc(sizeof(*cdu), GFP_KERNEL);

	if (!cdu)
		return -ENOMEM;
	cdu->buffer = kvzalloc(EMU_541_BUFFER, GFP_KERNEL);
	if (!cdu->buffer) {
		kfree(cdu);
		return -ENOMEM;
	}
	cdu->autosense = true;
	emu_541_defaults(cdu);
	drive->cdu = cdu;
	return 0;
}

/**
 * emu_541_destroy - free that part
 * @drive: any drive that nobody uses any more
 */
void emu_541_destroy(struct emu_drive *drive)
{
	if (drive->cdu)
		kvfree(drive->cdu->buffer);
	kfree(drive->cdu);
	drive->cdu = NULL;
}

/**
 * emu_541_power_on - diagnostics, and loading of what lies in it
 * @drive: a CDU-541; its lock held
 *
 * BUSY meanwhile, manual 2.1. The attention is raised by the caller.
 */
void emu_541_power_on(struct emu_drive *drive)
{
	struct emu_541 *cdu = drive->cdu;
	u64 ms = cdu->diagnose_ms;

	emu_541_defaults(cdu);
	memset(cdu->buffer, 0, EMU_541_BUFFER);
	drive->attention &= ~(EMU_UA_MEDIUM | EMU_541_UA_SELECT);
	drive->long_op.sense = 0;
	if (drive->disc && !drive->tray_open)
		ms += cdu->load_ms;
	cdu->busy_until = ktime_add_ms(ktime_get(), ms);
}

/**
 * emu_541_reset - a bus or device reset reached it, manual 2.2
 * @drive: a CDU-541; its lock held
 */
void emu_541_reset(struct emu_drive *drive)
{
	emu_541_defaults(drive->cdu);
	drive->attention &= ~EMU_541_UA_SELECT;
}

static int emu_541_failure_sense(enum emu_541_failure failure)
{
	static const int senses[] = {
		[EMU_541_SOUND] = 0,
		[EMU_541_FAIL_DIAGNOSTICS] = EMU_541_DIAGNOSTICS,
		[EMU_541_FAIL_CADDY] = EMU_541_NO_LOAD,
		[EMU_541_FAIL_FOCUS] = EMU_541_NO_FOCUS,
		[EMU_541_FAIL_SPINDLE] = EMU_541_NO_SPINDLE,
		[EMU_541_FAIL_TOC] = EMU_541_NO_TOC,
		[EMU_541_FAIL_SELFTEST] = 0,
	};

	return senses[failure];
}

/**
 * emu_541_busy - does it still diagnose or load after power-on?
 * @drive: a CDU-541; its lock held
 *
 * A failure ends it early: then there is sense instead, manual 2.1.
 *
 * Return: true when every command gets BUSY.
 */
bool emu_541_busy(const struct emu_drive *drive)
{
	const struct emu_541 *cdu = drive->cdu;

	return !emu_541_failure_sense(cdu->failure) &&
	       ktime_before(ktime_get(), cdu->busy_until);
}

/**
 * emu_541_not_ready - why the disc can't be used now, manual 2.4
 * @drive: a CDU-541; its lock held
 * @cmd: gets the progress of loading, may be NULL
 *
 * Return: 0 when it can, else sense.
 */
int emu_541_not_ready(struct emu_drive *drive, struct emu_cmd *cmd)
{
	int sense = emu_541_failure_sense(drive->cdu->failure);

	if (sense == EMU_541_DIAGNOSTICS)
		return sense;
	if (!drive->disc || drive->tray_open)
		return EMU_541_NO_CADDY;
	if (sense)
		return sense;
	sense = emu_tray_not_ready(drive, cmd);
	if (!sense && !drive->cdu->toc.nr)
		sense = EMU_541_NO_TOC;
	return sense;
}

/**
 * emu_541_attention - take the most important unit attention, manual 2.3
 * @drive: a CDU-541; its lock held
 *
 * Power-on or reset, then a caddy whose TOC was recovered, then a MODE SELECT
 * of another initiator.
 *
 * Return: 0 or sense with key 6; others stay pending.
 */
int emu_541_attention(struct emu_drive *drive)
{
	if (drive->attention & EMU_UA_POWER_ON) {
		drive->attention &= ~EMU_UA_POWER_ON;
		return EMU_POWER_ON;
	}
	if (drive->attention & EMU_UA_MEDIUM &&
	    !emu_541_not_ready(drive, NULL)) {
		drive->attention &= ~EMU_UA_MEDIUM;
		return EMU_MEDIUM_CHANGED;
	}
	if (drive->attention & EMU_541_UA_SELECT) {
		drive->attention &= ~EMU_541_UA_SELECT;
		return EMU_541_OTHER_SELECT;
	}
	return 0;
}

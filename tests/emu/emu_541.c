// SPDX-License-Identifier: GPL-2.0
/* The CDU-541: its 36 commands, and when each of them is executed. */

#include <linux/kernel.h>
#include <scsi/scsi.h>
#include <scsi/scsi_cmnd.h>

#include "emu_541.h"

#define NEEDS_READY	0x01	/* needs or implies disc access, manual 2.4 */
#define RANGE		0x02	/* names blocks: no relative address, byte 1 b0 */

struct emu_541_op {
	emu_exec_fn *exec;
	u8 flags;
};

/* Manual table 5-1. 1Bh and 1Eh need readiness in one of their forms only. */
static const struct emu_541_op emu_541_ops[256] = {
	[0x00] = { emu_541_test_unit_ready, NEEDS_READY },
	[0x01] = { emu_541_rezero, NEEDS_READY },
	[0x03] = { emu_541_request_sense, 0 },
	[0x08] = { emu_541_read, NEEDS_READY },
	[0x0b] = { emu_541_seek, NEEDS_READY },
	[0x12] = { emu_541_inquiry, 0 },
	[0x15] = { emu_541_mode_select, 0 },
	[0x16] = { emu_541_reserve, 0 },
	[0x17] = { emu_541_release, 0 },
	[0x1a] = { emu_541_mode_sense, 0 },
	[0x1b] = { emu_541_start_stop, 0 },
	[0x1c] = { emu_541_receive_diagnostic, NEEDS_READY },
	[0x1d] = { emu_541_send_diagnostic, NEEDS_READY },
	[0x1e] = { emu_541_prevent_allow, 0 },
	[0x25] = { emu_541_read_capacity, NEEDS_READY | RANGE },
	[0x28] = { emu_541_read, NEEDS_READY | RANGE },
	[0x2b] = { emu_541_seek, NEEDS_READY | RANGE },
	[0x2f] = { emu_541_verify, NEEDS_READY | RANGE },
	[0x3b] = { emu_541_write_buffer, 0 },
	[0x3c] = { emu_541_read_buffer, 0 },
	[0x42] = { emu_541_read_sub_channel, NEEDS_READY },
	[0x43] = { emu_541_read_toc, NEEDS_READY },
	[0x44] = { emu_541_read_header, NEEDS_READY },
	[0x45] = { emu_541_play, NEEDS_READY | RANGE },
	[0x47] = { emu_541_play_msf, NEEDS_READY },
	[0x48] = { emu_541_play_index, NEEDS_READY },
	[0x4b] = { emu_541_pause_resume, NEEDS_READY },
	[0xc1] = { emu_541_read_toc_sony, NEEDS_READY },
	[0xc2] = { emu_541_read_sub_channel_sony, NEEDS_READY },
	[0xc3] = { emu_541_read_header_sony, NEEDS_READY },
	[0xc4] = { emu_541_playback_status, NEEDS_READY },
	[0xc5] = { emu_541_pause_sony, NEEDS_READY },
	[0xc6] = { emu_541_play_track_sony, NEEDS_READY },
	[0xc7] = { emu_541_play_msf, NEEDS_READY },
	[0xc8] = { emu_541_play, NEEDS_READY },
	[0xc9] = { emu_541_playback_control, NEEDS_READY },
};

static bool emu_541_stop_eject(const u8 *cdb)
{
	return cdb[0] == 0x1b && (cdb[4] & 0x03) == 0x02;
}

static bool emu_541_needs_ready(const u8 *cdb)
{
	switch (cdb[0]) {
	case 0x1b:	/* START UNIT does, STOP UNIT does not */
	case 0x1e:	/* PREVENT does, ALLOW does not */
		return cdb[4] & 0x01;
	default:
		return emu_541_ops[cdb[0]].flags & NEEDS_READY;
	}
}

/* Link and flag: no command of this host's bus is linked to another. */
static bool emu_541_linked(const u8 *cdb)
{
	return cdb[cdb[0] < 0x20 ? 5 : 9] & 0x03;
}

static bool emu_541_reserved(const struct emu_541 *cdu, u8 op)
{
	return cdu->other_reserved && op != 0x12 && op != 0x03 && op != 0x17;
}

static int emu_541_check(struct emu_drive *drive, struct emu_cmd *cmd)
{
	const u8 *cdb = cmd->cdb;
	int sense;

	if (cdb[0] != 0x12 && cdb[0] != 0x03 && !emu_541_stop_eject(cdb)) {
		sense = emu_541_attention(drive);
		if (sense)
			return sense;
	}
	if (!emu_541_ops[cdb[0]].exec)
		return EMU_BAD_OPCODE;
	if (cdb[0] != 0x12 && cdb[1] >> 5)
		return EMU_541_BAD_LUN;
	if (emu_541_linked(cdb))
		return EMU_BAD_CDB;
	if (emu_541_ops[cdb[0]].flags & RANGE && cdb[1] & 0x01)
		return EMU_BAD_CDB;
	return emu_541_needs_ready(cdb) ? emu_541_not_ready(drive, cmd) : 0;
}

/*
 * Without an adapter that asks by itself, the drive keeps its sense for a
 * REQUEST SENSE that comes next.
 */
static int emu_541_keep(struct emu_drive *drive, struct emu_cmd *cmd, int sense)
{
	if (!sense || drive->cdu->autosense)
		return sense;
	drive->cdu->sense = sense;
	cmd->scmd->result = SAM_STAT_CHECK_CONDITION;
	return 0;
}

/**
 * emu_541_execute - do what a command says, if the drive may now
 * @drive: a CDU-541; its lock held
 * @cmd: the command, gets its answer and its delay
 *
 * BUSY, then reservations, attentions, what the CDB says, readiness.
 *
 * Return: 0 for GOOD or what stands in the command's result already, or sense.
 */
int emu_541_execute(struct emu_drive *drive, struct emu_cmd *cmd)
{
	struct emu_541 *cdu = drive->cdu;
	const u8 *cdb = cmd->cdb;
	int sense;

	if (emu_541_busy(drive)) {
		cmd->scmd->result = SAM_STAT_BUSY;
		return 0;
	}
	if (emu_541_reserved(cdu, cdb[0])) {
		cmd->scmd->result = SAM_STAT_RESERVATION_CONFLICT;
		return 0;
	}
	emu_541_recover_toc(drive);
	if (cdb[0] != 0x03)
		cdu->sense = 0;
	sense = emu_541_check(drive, cmd);
	if (!sense)
		sense = emu_541_ops[cdb[0]].exec(drive, cmd);
	if (cdb[0] == 0x03)
		cdu->sense = 0;
	return emu_541_keep(drive, cmd, sense);
}

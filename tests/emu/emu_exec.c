// SPDX-License-Identifier: GPL-2.0
/* From an operation code to the function that knows it. */

#include "emu_541.h"
#include "emu_smc.h"

#define NEEDS_MEDIUM	0x01	/* refused while there is none that is ready */
#define IGNORES_UA	0x02	/* never answered with a unit attention */
#define WRITER_ONLY	0x04	/* unknown to a reader */

struct emu_op {
	emu_exec_fn *exec;
	u8 flags;
};

/* SPC-4 table D.2 and MMC-6 table 235; unit attentions: MMC-6 4.1.6. */
static const struct emu_op emu_ops[256] = {
	[0x00] = { emu_test_unit_ready, NEEDS_MEDIUM },
	[0x03] = { emu_request_sense, IGNORES_UA },
	[0x04] = { emu_format_unit, NEEDS_MEDIUM | WRITER_ONLY },
	[0x12] = { emu_inquiry, IGNORES_UA },
	[0x15] = { emu_mode_select, 0 },
	[0x1a] = { emu_mode_sense, 0 },
	[0x1b] = { emu_start_stop, 0 },
	[0x1e] = { emu_prevent_allow, 0 },
	[0x23] = { emu_read_format_capacities, 0 },
	[0x25] = { emu_read_capacity, NEEDS_MEDIUM },
	[0x28] = { emu_read, NEEDS_MEDIUM },
	[0x2a] = { emu_write, NEEDS_MEDIUM | WRITER_ONLY },
	[0x2b] = { emu_seek, NEEDS_MEDIUM },
	[0x2e] = { emu_write_verify, NEEDS_MEDIUM | WRITER_ONLY },
	[0x2f] = { emu_verify, NEEDS_MEDIUM },
	[0x35] = { emu_sync_cache, NEEDS_MEDIUM },
	[0x42] = { emu_read_subchannel, NEEDS_MEDIUM },
	[0x43] = { emu_read_toc, NEEDS_MEDIUM },
	[0x44] = { emu_read_header, NEEDS_MEDIUM },
	[0x46] = { emu_get_configuration, IGNORES_UA },
	[0x4a] = { emu_get_event, IGNORES_UA },
	[0x51] = { emu_read_disc_info, NEEDS_MEDIUM },
	[0x52] = { emu_read_track_info, NEEDS_MEDIUM },
	[0x53] = { emu_reserve_track, NEEDS_MEDIUM | WRITER_ONLY },
	[0x54] = { emu_send_opc, NEEDS_MEDIUM | WRITER_ONLY },
	[0x55] = { emu_mode_select, 0 },
	[0x5a] = { emu_mode_sense, 0 },
	[0x5b] = { emu_close, NEEDS_MEDIUM | WRITER_ONLY },
	[0x5d] = { emu_send_cue_sheet, NEEDS_MEDIUM | WRITER_ONLY },
	[0x5c] = { emu_read_buffer_capacity, WRITER_ONLY },
	[0xa1] = { emu_blank, NEEDS_MEDIUM | WRITER_ONLY },
	[0xa8] = { emu_read, NEEDS_MEDIUM },
	[0xaa] = { emu_write, NEEDS_MEDIUM | WRITER_ONLY },
	[0xac] = { emu_get_performance, NEEDS_MEDIUM },
	[0xad] = { emu_read_disc_structure, NEEDS_MEDIUM },
	[0xb6] = { emu_set_streaming, NEEDS_MEDIUM },
	[0xb9] = { emu_read_cd_msf, NEEDS_MEDIUM },
	[0xbb] = { emu_set_cd_speed, 0 },
	[0xbf] = { emu_send_disc_structure, NEEDS_MEDIUM | WRITER_ONLY },
	[0xbd] = { emu_mechanism_status, 0 },
	[0xbe] = { emu_read_cd, NEEDS_MEDIUM },
};

/**
 * emu_parse_range - find out which blocks a command is about
 * @cmd: gets @lba and @blocks; 0 blocks when it is about none
 */
void emu_parse_range(struct emu_cmd *cmd)
{
	const u8 *cdb = cmd->cdb;

	cmd->block_size = EMU_BLOCK;
	switch (cdb[0]) {
	case 0x08:	/* READ(6): 21 bits of address, and 0 blocks are 256 */
		cmd->blocks = cdb[4] ? cdb[4] : 256;
		fallthrough;
	case 0x0b:	/* SEEK(6) */
		cmd->lba = get_unaligned_be24(cdb + 1) & 0x1fffff;
		return;
	case 0x28:	/* READ(10) */
	case 0x2a:	/* WRITE(10) */
	case 0x2e:	/* WRITE AND VERIFY(10) */
	case 0x2f:	/* VERIFY(10) */
		cmd->blocks = get_unaligned_be16(cdb + 7);
		break;
	case 0xa8:	/* READ(12) */
	case 0xaa:	/* WRITE(12) */
		cmd->blocks = get_unaligned_be32(cdb + 6);
		break;
	case 0xbe:	/* READ CD */
		cmd->blocks = get_unaligned_be24(cdb + 6);
		break;
	case 0xb9:	/* READ CD MSF */
		cmd->lba = emu_msf_lba(cdb + 3);
		cmd->blocks = max(emu_msf_lba(cdb + 6) - emu_msf_lba(cdb + 3),
				  0);
		return;
	case 0x2b:	/* SEEK(10) */
		break;
	default:
		return;
	}
	cmd->lba = get_unaligned_be32(cdb + 2);
}

/**
 * emu_execute - do what a command says
 * @drive: the drive; its lock held
 * @cmd: the command, gets its answer and its delay
 *
 * Return: 0 for GOOD or sense.
 */
int emu_execute(struct emu_drive *drive, struct emu_cmd *cmd)
{
	const struct emu_op *op = &emu_ops[cmd->cdb[0]];
	int sense;

	if (drive->cdu)
		return emu_541_execute(drive, cmd);
	if (drive->smc)
		return emu_smc_execute(drive->smc, cmd);
	if (!op->exec || (op->flags & WRITER_ONLY && !drive->model->writes))
		return EMU_BAD_OPCODE;
	if (!(op->flags & IGNORES_UA)) {
		sense = emu_tray_attention(drive);
		if (sense)
			return sense;
	}
	if (op->flags & NEEDS_MEDIUM) {
		sense = emu_tray_not_ready(drive, cmd);
		if (sense)
			return sense;
	}
	return op->exec(drive, cmd);
}

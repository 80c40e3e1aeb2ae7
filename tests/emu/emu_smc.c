// SPDX-License-Identifier: GPL-2.0
/* From an operation code to the function of a changer that knows it. */

#include <linux/kernel.h>
#include <linux/string.h>
#include <scsi/scsi_cmnd.h>

#include "emu_smc.h"

#define NEEDS_READY	0x01	/* refused while the robot can't move */
#define IGNORES_UA	0x02	/* never answered with a unit attention */
#define ALWAYS		0x04	/* also when another initiator has the changer */

/* @used: bits of the CDB that may be set; any other is an invalid field. */
struct emu_smc_op {
	u8 code;
	u8 flags;
	emu_smc_fn *exec;
	u8 used[12];
};

#define A 0xff	/* a whole byte, to keep the tables legible */

/* The MC's 19 commands: manual, section 3. */
static const struct emu_smc_op emu_smc_mc_ops[] = {
	{ 0x00, NEEDS_READY, emu_smc_test_unit_ready, { A, 0xe0 } },
	{ 0x01, NEEDS_READY, emu_smc_rezero, { A, 0xe7 } },
	{ 0x03, IGNORES_UA | ALWAYS, emu_smc_request_sense,
	  { A, 0xe0, 0, 0, A } },
	{ 0x07, NEEDS_READY, emu_smc_initialize, { A, 0xe0 } },
	{ 0x12, IGNORES_UA | ALWAYS, emu_smc_inquiry, { A, 0xe0, 0, 0, A } },
	{ 0x15, 0, emu_smc_mode_select, { A, 0xf0, 0, 0, A } },
	{ 0x16, 0, emu_smc_reserve, { A, A, A, A, A } },
	{ 0x17, ALWAYS, emu_smc_release, { A, A, A } },
	{ 0x1a, 0, emu_smc_mode_sense, { A, 0xe8, A, 0, A } },
	{ 0x1d, NEEDS_READY, emu_smc_diagnostic, { A, 0xe4 } },
	{ 0x1e, 0, emu_smc_prevent_allow, { A, 0xe0, 0, 0, 0x01 } },
	{ 0x2b, NEEDS_READY, emu_smc_position, { A, 0xe0, A, A, A, A } },
	{ 0x3b, 0, emu_smc_write_buffer, { A, 0xe7, A, A, A, A, A, A, A } },
	{ 0x3c, 0, emu_smc_read_buffer, { A, 0xe7, A, A, A, A, A, A, A } },
	{ 0x4c, 0, emu_smc_log_select, { A, 0xe2, 0xc0, 0, 0, 0, 0, A, A } },
	{ 0x4d, 0, emu_smc_log_sense, { A, 0xe0, A, 0, 0, 0, 0, A, A } },
	{ 0xa5, NEEDS_READY, emu_smc_move,
	  { A, 0xe0, A, A, A, A, A, A, 0, 0, 0x01, 0x40 } },
	{ 0xb8, 0, emu_smc_read_status,
	  { A, 0xef, A, A, A, A, 0, A, A, A } },
	{ 0xe7, NEEDS_READY, emu_smc_initialize_mc, { A, 0xe3, A, A, A, A } },
	{ }
};

/* SMC-3 table 7 and SPC-4 table D.2, what such changers have. */
static const struct emu_smc_op emu_smc_plain_ops[] = {
	{ 0x00, NEEDS_READY, emu_smc_test_unit_ready, { A, 0xe0 } },
	{ 0x03, IGNORES_UA | ALWAYS, emu_smc_request_sense,
	  { A, 0xe0, 0, 0, A } },
	{ 0x07, NEEDS_READY, emu_smc_initialize, { A, 0xe0 } },
	{ 0x12, IGNORES_UA | ALWAYS, emu_smc_inquiry_plain,
	  { A, 0xe1, A, A, A } },
	{ 0x15, 0, emu_smc_mode_select, { A, 0xf0, 0, 0, A } },
	{ 0x16, 0, emu_smc_reserve, { A, A, A, A, A } },
	{ 0x17, ALWAYS, emu_smc_release, { A, A, A } },
	{ 0x1a, 0, emu_smc_mode_sense, { A, 0xe8, A, 0, A } },
	{ 0x1b, NEEDS_READY, emu_smc_mail_door, { A, 0xe0, A, A, 0x1f } },
	{ 0x1e, 0, emu_smc_prevent_allow, { A, 0xe0, 0, 0, 0x03 } },
	{ 0x2b, NEEDS_READY, emu_smc_position,
	  { A, 0xe0, A, A, A, A, 0, 0, 0x01 } },
	{ 0x37, NEEDS_READY, emu_smc_initialize_range,
	  { A, 0xe3, A, A, 0, 0, A, A } },
	{ 0x55, 0, emu_smc_mode_select, { A, 0xf0, 0, 0, 0, 0, 0, A, A } },
	{ 0x5a, 0, emu_smc_mode_sense, { A, 0xf8, A, 0, 0, 0, 0, A, A } },
	{ 0xa5, NEEDS_READY, emu_smc_move,
	  { A, 0xe0, A, A, A, A, A, A, 0, 0, 0x01 } },
	{ 0xa6, NEEDS_READY, emu_smc_exchange,
	  { A, 0xe0, A, A, A, A, A, A, A, A, 0x03 } },
	{ 0xb8, 0, emu_smc_read_status,
	  { A, A, A, A, A, A, 0x03, A, A, A } },
	{ }
};

static const struct emu_smc_op *emu_smc_op(const struct emu_smc *smc, u8 code)
{
	const struct emu_smc_op *op = smc->model->mc ? emu_smc_mc_ops
						     : emu_smc_plain_ops;

	for (; op->exec; op++)
		if (op->code == code)
			return op;
	return NULL;
}

static bool emu_smc_cdb_ok(const struct emu_smc_op *op,
			   const struct emu_cmd *cmd)
{
	unsigned int i;

	for (i = 0; i < min_t(u32, cmd->scmd->cmd_len, 12); i++)
		if (cmd->cdb[i] & ~op->used[i])
			return false;
	return true;
}

/* This host has reserved it, for another device (manual, 3.14). */
static bool emu_smc_for_another(const struct emu_smc *smc)
{
	return smc->reserved && smc->third >= 0 &&
	       smc->third != EMU_SMC_INITIATOR;
}

/*
 * ALLOW is free to all, PREVENT is not; who reserved it for another may reserve
 * it anew.
 */
static bool emu_smc_conflict(const struct emu_smc *smc,
			     const struct emu_smc_op *op,
			     const struct emu_cmd *cmd)
{
	if (!smc->other_reserved &&
	    (!emu_smc_for_another(smc) || cmd->cdb[0] == 0x16))
		return false;
	if (cmd->cdb[0] == 0x1e && !(cmd->cdb[4] & 0x03))
		return false;
	return !op || !(op->flags & ALWAYS);
}

/**
 * emu_smc_execute - do the first half of what a command says
 * @smc: the changer
 * @cmd: the command, gets its answer and its delay
 *
 * Reservations, unit attentions, what the CDB says, readiness.
 * Context: emu_place_lock and unit->lock held.
 *
 * Return: 0 for GOOD or what stands in the command's result already, or sense.
 */
int emu_smc_execute(struct emu_smc *smc, struct emu_cmd *cmd)
{
	const struct emu_smc_op *op = emu_smc_op(smc, cmd->cdb[0]);
	int sense = 0;

	if (emu_smc_conflict(smc, op, cmd)) {
		cmd->scmd->result = SAM_STAT_RESERVATION_CONFLICT;
		return 0;
	}
	if (!op || !(op->flags & IGNORES_UA))
		sense = emu_smc_attention(smc);
	if (sense)
		return sense;
	if (!op)
		return EMU_BAD_OPCODE;
	if (!emu_smc_cdb_ok(op, cmd))
		return EMU_BAD_CDB;
	if (op->flags & NEEDS_READY)
		sense = emu_smc_not_ready(smc);
	return sense ? sense : op->exec(smc, cmd);
}

/**
 * emu_smc_finish - a command's time is over: do the second half of it
 * @smc: the changer
 * @cmd: the command
 * @stopped: it was aborted, or the changer is switched off
 *
 * Context: emu_place_lock and unit->lock held.
 * Return: 0, or sense that the second half ended with.
 */
int emu_smc_finish(struct emu_smc *smc, struct emu_cmd *cmd, bool stopped)
{
	emu_smc_finish_fn *finish = smc->finish;
	int sense = 0;

	smc->finish = NULL;
	if (finish)
		sense = finish(smc, cmd, stopped);
	emu_smc_log_error(smc, sense ? sense : cmd->sense);
	emu_smc_log_command(smc, cmd, sense ? sense : cmd->sense);
	return sense;
}

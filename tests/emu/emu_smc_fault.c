// SPDX-License-Identifier: GPL-2.0
/* What a fault of the robot's mechanism leaves behind. */

#include <linux/kernel.h>

#include "emu_smc.h"

/* Where a failure stops the disc when nothing else is said. */
static enum emu_leaves emu_smc_stops(int sense)
{
	if (EMU_SENSE_ASC(sense) != 0x80)
		return EMU_LEAVES_SOURCE;
	switch (EMU_SENSE_ASCQ(sense)) {
	case 0x41:	/* stray disc in the carrier */
	case 0x80:	/* the flipper */
	case 0x81:
		return EMU_LEAVES_CARRIER;
	case 0x50:	/* the mail slot does not open */
	case 0x62:	/* the drive does not clamp */
		return EMU_LEAVES_DESTINATION;
	default:
		return EMU_LEAVES_SOURCE;
	}
}

/**
 * emu_smc_fault - a command fails by a fault: move the disc as far as it gets
 * @smc: the changer
 * @cmd: the command; takes as long as if it had succeeded
 * @fault: goes off
 *
 * Only what could have been moved at all is moved.
 * Context: emu_place_lock and unit->lock held.
 */
void emu_smc_fault(struct emu_smc *smc, struct emu_cmd *cmd,
		   const struct emu_fault *fault)
{
	enum emu_leaves leaves = fault->leaves;
	struct emu_smc_move *m = &smc->move;

	if (cmd->cdb[0] != 0xa5 || EMU_SENSE_KEY(fault->sense) != 4 ||
	    emu_smc_prepare(smc, cmd))
		return;
	if (leaves == EMU_LEAVES_DEFAULT)
		leaves = emu_smc_stops(fault->sense);
	cmd->delay += emu_smc_time(smc, EMU_SMC_MS_MOVE);
	if (leaves == EMU_LEAVES_SOURCE ||
	    emu_smc_pick(smc, m->picker, m->source)) {
		emu_smc_blame(m->source, fault->sense);
		return;
	}
	if (leaves == EMU_LEAVES_CARRIER) {
		emu_smc_blame(m->picker, fault->sense);
		return;
	}
	emu_smc_drop(smc, m->picker, m->first, m->invert);
	emu_smc_blame(m->first, fault->sense);
}

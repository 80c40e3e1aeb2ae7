// SPDX-License-Identifier: GPL-2.0
/* A changer's clock, when it is ready, its unit attentions, reset and power. */

#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/string.h>

#include "emu_smc.h"

/**
 * emu_smc_time - how long something takes here
 * @smc: the changer
 * @what: what is done
 *
 * Return: nanoseconds, 0 when the changer is not speed-true.
 */
u64 emu_smc_time(const struct emu_smc *smc, enum emu_smc_time what)
{
	return emu_timing_scale(smc->unit, smc->ms[what]);
}

/**
 * emu_smc_attention - take the next unit attention
 * @smc: the changer; its unit->lock held
 *
 * Return: 0 or sense with key 6.
 */
int emu_smc_attention(struct emu_smc *smc)
{
	static const struct {
		u8 bit;
		int sense;
	} order[] = {
		{ EMU_UA_POWER_ON, EMU_POWER_ON },
		{ EMU_UA_MEDIUM, EMU_MEDIUM_CHANGED },
		{ EMU_SMC_UA_MAIL, EMU_SMC_MAIL_USED },
		{ EMU_SMC_UA_OPERATOR, EMU_SMC_OPERATOR },
		{ EMU_SMC_UA_MODE, EMU_SMC_MODE_CHANGED },
		{ EMU_SMC_UA_LOG, EMU_SMC_LOG_CHANGED },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(order); i++) {
		if (!(smc->unit->attention & order[i].bit))
			continue;
		smc->unit->attention &= ~order[i].bit;
		return order[i].sense;
	}
	return 0;
}

/**
 * emu_smc_not_ready - why the robot can't move now
 * @smc: the changer; its unit->lock held
 *
 * Return: 0 when it can, else sense with key 2.
 */
int emu_smc_not_ready(struct emu_smc *smc)
{
	struct emu_long_op *op = &smc->unit->long_op;

	if (smc->door_open)
		return EMU_SMC_INTERVENTION;
	if (op->sense && ktime_compare(ktime_get(), op->end) >= 0)
		op->sense = 0;
	return op->sense;
}

/**
 * emu_smc_busy - it has answered, and is not ready for a while
 * @smc: the changer; its unit->lock held
 * @ns: how long
 */
void emu_smc_busy(struct emu_smc *smc, u64 ns)
{
	emu_timing_long(smc->unit, NULL, ns, EMU_BECOMING_READY, true);
}

/**
 * emu_smc_reset - a bus or device reset reached the changer
 * @smc: the changer; its unit->lock held
 */
void emu_smc_reset(struct emu_smc *smc)
{
	smc->reserved = false;
	smc->other_reserved = false;
	smc->other_prevents = false;
	smc->third = -1;
	smc->printer.empty = 0;
}

/**
 * emu_smc_power_on - it forgets what it saw; what lies in it stays
 * @smc: the changer; its unit->lock held
 */
void emu_smc_power_on(struct emu_smc *smc)
{
	emu_smc_reset(smc);
	emu_smc_forget(smc);
	memset(&smc->log, 0, sizeof(smc->log));
	smc->printer.busy = false;
	smc->printer.finished = false;
	smc->at = smc->first[EMU_SMC_SLOT];
}

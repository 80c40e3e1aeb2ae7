// SPDX-License-Identifier: GPL-2.0
/* Commands that look, go and test: INITIALIZE, POSITION, REZERO, self test. */

#include <linux/kernel.h>

#include "emu_smc.h"

#define EMU_SMC_RESET	0x04	/* REZERO UNIT (manual, 3.15) */
#define EMU_SMC_RETURN	0x02
#define EMU_SMC_IMMED	0x01

/* Looks at the elements from one address to another. */
static int emu_smc_scan(struct emu_smc *smc, struct emu_cmd *cmd, u16 first,
			u16 last)
{
	struct emu_smc_element *e;
	u32 i;

	for (i = 0; i < smc->nr; i++) {
		e = &smc->elements[i];
		if (e->address < first || e->address > last || e->seat != e)
			continue;
		emu_smc_look(e);
		/* ink and a stray disc are not put right by looking */
		if (e->type != EMU_SMC_PRINTER &&
		    (e->type != EMU_SMC_PICKER || !e->full))
			emu_smc_blame(e, 0);
		cmd->delay += emu_smc_time(smc, EMU_SMC_MS_SCAN);
	}
	return 0;
}

/**
 * emu_smc_initialize - INITIALIZE ELEMENT STATUS: look at all elements
 * @smc: the changer
 * @cmd: the command
 *
 * Return: 0.
 */
int emu_smc_initialize(struct emu_smc *smc, struct emu_cmd *cmd)
{
	return emu_smc_scan(smc, cmd, 0, 0xffff);
}

/**
 * emu_smc_initialize_mc - JVC INITIALIZE ELEMENT STATUS (manual, 3.19)
 * @smc: an MC
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_smc_initialize_mc(struct emu_smc *smc, struct emu_cmd *cmd)
{
	u16 first = get_unaligned_be16(cmd->cdb + 2);
	u16 last = get_unaligned_be16(cmd->cdb + 4);

	switch (cmd->cdb[1] & 0x03) {
	case 0x00:
		return emu_smc_scan(smc, cmd, 0, 0xffff);
	case 0x02:
		if (!emu_smc_at(smc, first) || !emu_smc_at(smc, last))
			return EMU_SMC_BAD_ELEMENT;
		if (first > last)
			return EMU_BAD_CDB;
		return emu_smc_scan(smc, cmd, first, last);
	default:
		return EMU_BAD_CDB;
	}
}

/**
 * emu_smc_initialize_range - INITIALIZE ELEMENT STATUS WITH RANGE, SMC-3 6.5
 * @smc: a plain changer
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_smc_initialize_range(struct emu_smc *smc, struct emu_cmd *cmd)
{
	u32 first = get_unaligned_be16(cmd->cdb + 2);
	u32 count = get_unaligned_be16(cmd->cdb + 6);

	if (!(cmd->cdb[1] & 0x01))
		return emu_smc_scan(smc, cmd, 0, 0xffff);
	if (!emu_smc_at(smc, first))
		return EMU_SMC_BAD_ELEMENT;
	if (!count)
		return 0;
	return emu_smc_scan(smc, cmd, first, min(first + count - 1, 0xffffu));
}

static struct emu_smc_element *emu_smc_picker(struct emu_smc *smc, u16 address)
{
	struct emu_smc_element *e;

	if (!address && !smc->model->mc)	/* SMC-3: the default one */
		return emu_smc_nth(smc, EMU_SMC_PICKER, 0);
	e = emu_smc_at(smc, address);
	return e && e->type == EMU_SMC_PICKER ? e : NULL;
}

/**
 * emu_smc_position - POSITION TO ELEMENT
 * @smc: the changer
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_smc_position(struct emu_smc *smc, struct emu_cmd *cmd)
{
	u16 to = get_unaligned_be16(cmd->cdb + 4);
	struct emu_smc_element *e = emu_smc_at(smc, to);

	if (!emu_smc_picker(smc, get_unaligned_be16(cmd->cdb + 2)) || !e ||
	    e->type == EMU_SMC_PICKER || e->type == EMU_SMC_PRINTER)
		return EMU_SMC_BAD_ELEMENT;
	smc->at = to;
	cmd->delay += emu_smc_time(smc, EMU_SMC_MS_POSITION);
	return 0;
}

/* Takes one unit of media home. Returns false when it can't go there. */
static bool emu_smc_home(struct emu_smc *smc, struct emu_smc_element *e)
{
	struct emu_smc_element *picker = emu_smc_nth(smc, EMU_SMC_PICKER, 0);
	struct emu_smc_element *home = emu_smc_at(smc, e->seat->load.source);

	if (!emu_smc_disc(e) && !emu_smc_tray(e))
		return true;
	if (!home || home->type != EMU_SMC_SLOT || emu_smc_disc(home) ||
	    emu_smc_tray(home))
		return false;
	if (e != picker && emu_smc_pick(smc, picker, e))
		return false;
	emu_smc_drop(smc, picker, home, false);
	smc->log.changes++;
	return true;
}

/* The carrier first, then the drives and the mail slot (manual, 3.15). */
static u64 emu_smc_return_all(struct emu_smc *smc)
{
	static const u8 types[] = {
		EMU_SMC_PICKER, EMU_SMC_DRIVE, EMU_SMC_MAIL
	};
	u32 before = smc->log.changes;
	struct emu_smc_element *e;
	unsigned int i;
	u32 n;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		for (n = 0; n < smc->count[types[i]]; n++) {
			e = emu_smc_nth(smc, types[i], n);
			if (e->seat == e && !emu_smc_home(smc, e))
				emu_smc_blame(e, types[i] == EMU_SMC_PICKER ?
					      EMU_SMC_STRAY_CARRIER :
					      EMU_SMC_FULL);
		}
	}
	return (smc->log.changes - before) *
	       emu_smc_time(smc, EMU_SMC_MS_MOVE);
}

/**
 * emu_smc_rezero - REZERO UNIT (manual, 3.15)
 * @smc: an MC
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_smc_rezero(struct emu_smc *smc, struct emu_cmd *cmd)
{
	u8 how = cmd->cdb[1];
	u64 ns = emu_smc_time(smc, EMU_SMC_MS_REZERO);

	if (how & EMU_SMC_RESET && !(how & EMU_SMC_IMMED))
		return EMU_BAD_CDB;
	if (how & EMU_SMC_RESET) {
		emu_smc_reset(smc);
		smc->unit->prevented = false;
		smc->unit->attention |= EMU_UA_POWER_ON;
	} else if (how & EMU_SMC_RETURN) {
		if (smc->mail_open)
			return EMU_SMC_INTERVENTION;
		ns += emu_smc_return_all(smc);
	}
	smc->at = smc->first[EMU_SMC_SLOT];
	if (how & EMU_SMC_IMMED)
		emu_smc_busy(smc, ns);
	else
		cmd->delay += ns;
	return 0;
}

/* What the self test needs: manual, 3.16. Returns 0 or sense. */
static int emu_smc_test_needs(struct emu_smc *smc)
{
	struct emu_smc_element *slot = emu_smc_nth(smc, EMU_SMC_SLOT, 0);
	struct emu_smc_element *drive = emu_smc_nth(smc, EMU_SMC_DRIVE, 0);
	struct emu_smc_element *picker = emu_smc_nth(smc, EMU_SMC_PICKER, 0);

	if (!emu_smc_picker_empty(picker))
		return EMU_SMC_STRAY_CARRIER;
	if (!emu_smc_tray(slot))
		return EMU_SMC_NO_TRAY;
	if (!emu_smc_disc(slot))
		return EMU_SMC_NO_DISC;
	if (!drive)
		return EMU_SENSE(4, 0x80, 0x61);	/* failed to draw tray */
	if (emu_smc_disc(drive) || emu_smc_tray(drive))
		return EMU_SMC_STRAY_DRIVE;
	return 0;
}

static int emu_smc_test_back(struct emu_smc *smc, struct emu_cmd *cmd,
			     bool stopped)
{
	struct emu_smc_element *slot = emu_smc_nth(smc, EMU_SMC_SLOT, 0);
	struct emu_smc_element *drive = emu_smc_nth(smc, EMU_SMC_DRIVE, 0);
	struct emu_smc_element *picker = emu_smc_nth(smc, EMU_SMC_PICKER, 0);
	int sense;

	if (stopped)
		return 0;
	sense = emu_smc_pick(smc, picker, drive);
	if (!sense)
		sense = emu_smc_drop(smc, picker, slot, false);
	return sense;
}

/**
 * emu_smc_diagnostic - SEND DIAGNOSTIC: the self test (manual, 3.16)
 * @smc: an MC
 * @cmd: the command
 *
 * Storage 0001h to drive 1 and back; aborted, the disc stays in the drive.
 *
 * Return: 0 or sense.
 */
int emu_smc_diagnostic(struct emu_smc *smc, struct emu_cmd *cmd)
{
	struct emu_smc_element *picker = emu_smc_nth(smc, EMU_SMC_PICKER, 0);
	int sense;

	if (!(cmd->cdb[1] & 0x04))
		return EMU_BAD_CDB;
	sense = emu_smc_test_needs(smc);
	if (!sense)
		sense = emu_smc_pick(smc, picker,
				     emu_smc_nth(smc, EMU_SMC_SLOT, 0));
	if (!sense)
		sense = emu_smc_drop(smc, picker,
				     emu_smc_nth(smc, EMU_SMC_DRIVE, 0), false);
	if (sense)
		return sense;
	cmd->delay += 2 * emu_smc_time(smc, EMU_SMC_MS_MOVE) +
		      emu_smc_time(smc, EMU_SMC_MS_REZERO);
	smc->finish = emu_smc_test_back;
	return 0;
}

// SPDX-License-Identifier: GPL-2.0
/* Faults on demand, repeatable. */

#include <linux/kernel.h>
#include <linux/slab.h>

#include "emu.h"

/* Does a changer's command name the element with that address? */
static bool emu_fault_names(const struct emu_cmd *cmd, s64 address)
{
	const u8 *cdb = cmd->cdb;
	unsigned int i, words;

	switch (cdb[0]) {
	case 0xe7:	/* JVC INITIALIZE ELEMENT STATUS: from, to */
		return address >= get_unaligned_be16(cdb + 2) &&
		       address <= get_unaligned_be16(cdb + 4);
	case 0x37:	/* INITIALIZE ELEMENT STATUS WITH RANGE */
	case 0x1b:	/* OPEN/CLOSE IMPORT/EXPORT ELEMENT */
		words = 1;
		break;
	case 0x2b:	/* POSITION TO ELEMENT */
		words = 2;
		break;
	case 0xa5:	/* MOVE MEDIUM */
		words = 3;
		break;
	case 0xa6:	/* EXCHANGE MEDIUM */
		words = 4;
		break;
	default:
		return false;
	}
	for (i = 1; i <= words; i++)
		if (get_unaligned_be16(cdb + 2 * i) == address)
			return true;
	return false;
}

/* Are there error pointers to be spoilt? */
static bool emu_fault_asks_c2(const struct emu_cmd *cmd)
{
	return (cmd->cdb[0] == 0xbe || cmd->cdb[0] == 0xb9) &&
	       cmd->cdb[9] & 0x06;	/* READ CD, READ CD MSF */
}

static bool emu_fault_fits(const struct emu_fault *fault,
			   const struct emu_cmd *cmd)
{
	if (fault->op >= 0 && fault->op != cmd->cdb[0])
		return false;
	if (fault->kind == EMU_FAULT_C2 && !emu_fault_asks_c2(cmd))
		return false;
	if (fault->element >= 0)
		return emu_fault_names(cmd, fault->element);
	if (fault->lba < 0)
		return true;
	return fault->lba >= (s32)cmd->lba &&
	       fault->lba < (s64)(s32)cmd->lba + cmd->blocks;
}

/* Counts a matching command; true when it is this one's turn. */
static bool emu_fault_turn(struct emu_fault *fault)
{
	fault->seen++;
	if (fault->seen < fault->nth)
		return false;
	return !fault->count || fault->seen - fault->nth < fault->count;
}

/* Faults that let the command run. Returns false for those that don't. */
static bool emu_fault_apply(struct emu_drive *drive, struct emu_cmd *cmd,
			    struct emu_fault *fault)
{
	switch (fault->kind) {
	case EMU_FAULT_FLIP:
		cmd->flip = true;
		cmd->flip_lba = fault->lba < 0 ? cmd->lba : fault->lba;
		return true;
	case EMU_FAULT_C2:
		cmd->c2 = true;
		cmd->c2_lba = fault->lba < 0 ? cmd->lba : fault->lba;
		return true;
	case EMU_FAULT_SHORT:
		cmd->shorten = true;
		return true;
	case EMU_FAULT_GARBAGE:
		cmd->garbage = fault->fired;
		return true;
	case EMU_FAULT_REMOVE_MEDIUM:
		emu_tray_pull(drive);
		return true;
	case EMU_FAULT_GONE:
		queue_work(emu_wq, &drive->gone_work);
		return false;
	default:
		return false;
	}
}

/**
 * emu_fault_match - does something go wrong with this command
 * @drive: the drive; its lock held
 * @cmd: the command; faults that only spoil data leave their mark in it
 *
 * Every armed fault counts the command, and more than one may go off.
 *
 * Return: the first fault that replaces the execution, or NULL.
 */
struct emu_fault *emu_fault_match(struct emu_drive *drive, struct emu_cmd *cmd)
{
	struct emu_fault *fault, *found = NULL;

	list_for_each_entry(fault, &drive->faults, node) {
		if (!emu_fault_fits(fault, cmd) || !emu_fault_turn(fault))
			continue;
		fault->fired++;
		drive->stats.faults++;
		if (!emu_fault_apply(drive, cmd, fault) && !found)
			found = fault;
	}
	return found;
}

/**
 * emu_fault_add - arm a fault
 * @drive: the drive; its lock held
 * @fault: copied
 *
 * Return: 0 or -ENOMEM.
 */
int emu_fault_add(struct emu_drive *drive, const struct emu_fault *fault)
{
	struct emu_fault *copy = kmemdup(fault, sizeof(*fault), GFP_KERNEL);

	if (!copy)
		return -ENOMEM;
	list_add_tail(&copy->node, &drive->faults);
	return 0;
}

/**
 * emu_fault_clear - disarm all faults of a drive
 * @drive: the drive; its lock held, or nobody else knows it
 */
void emu_fault_clear(struct emu_drive *drive)
{
	struct emu_fault *fault, *next;

	list_for_each_entry_safe(fault, next, &drive->faults, node) {
		list_del(&fault->node);
		kfree(fault);
	}
}

/**
 * emu_fault_show - print the faults of a drive
 * @drive: the drive; its lock held
 * @m: where to
 */
void emu_fault_show(struct emu_drive *drive, struct seq_file *m)
{
	static const char * const kinds[] = {
		"sense", "busy", "hang", "flip", "c2", "short", "garbage",
		"remove-medium", "gone"
	};
	struct emu_fault *fault;

	list_for_each_entry(fault, &drive->faults, node) {
		seq_puts(m, kinds[fault->kind]);
		if (fault->kind == EMU_FAULT_SENSE)
			seq_printf(m, "=%x/%02x/%02x",
				   EMU_SENSE_KEY(fault->sense),
				   EMU_SENSE_ASC(fault->sense),
				   EMU_SENSE_ASCQ(fault->sense));
		if (fault->op >= 0)
			seq_printf(m, " op=%02x", fault->op);
		if (fault->lba >= 0)
			seq_printf(m, " lba=%lld", fault->lba);
		if (fault->element >= 0)
			seq_printf(m, " element=0x%04llx", fault->element);
		seq_printf(m, " nth=%u count=%u seen=%u fired=%u\n",
			   fault->nth, fault->count, fault->seen, fault->fired);
	}
}

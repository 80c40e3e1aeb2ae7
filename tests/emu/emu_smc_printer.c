// SPDX-License-Identifier: GPL-2.0
/* The label printer: labels come through its port, time passes, ink runs out. */

#include <linux/kernel.h>
#include <linux/ktime.h>

#include "emu_smc.h"

/* Where the label goes; NULL in a changer without a printer. */
static struct emu_smc_element *emu_smc_print_at(struct emu_smc *smc)
{
	return emu_smc_nth(smc, EMU_SMC_PRINTER, 0);
}

static void emu_smc_print_done(struct emu_smc *smc)
{
	struct emu_smc_printer *p = &smc->printer;
	struct emu_disc *disc = emu_smc_disc(emu_smc_print_at(smc));
	unsigned int i;

	p->busy = false;
	p->finished = true;
	for (i = 0; i < EMU_SMC_INKS; i++)
		p->ink[i] -= !!p->ink[i];
	if (!disc)
		return;
	disc->label_bytes = p->bytes;
	disc->label_crc = p->crc;
}

/**
 * emu_smc_print_now - let the printer get as far as it is by now
 * @smc: any changer; its unit->lock held
 */
void emu_smc_print_now(struct emu_smc *smc)
{
	struct emu_smc_printer *p = &smc->printer;

	if (p->busy && !p->stopped && ktime_compare(ktime_get(), p->until) >= 0)
		emu_smc_print_done(smc);
}

static void emu_smc_print_go(struct emu_smc *smc)
{
	struct emu_smc_printer *p = &smc->printer;
	struct emu_smc_element *e = emu_smc_print_at(smc);
	unsigned int i;

	p->stopped = false;
	for (i = 0; i < EMU_SMC_INKS; i++) {
		if (p->ink[i])
			continue;
		p->stopped = true;
		p->empty |= 0x80 >> i;
	}
	emu_smc_blame(e, p->stopped ? EMU_SMC_INK : 0);
	p->until = ktime_add_ns(ktime_get(),
				emu_smc_time(smc, EMU_SMC_MS_PRINT));
	emu_smc_print_now(smc);
}

/**
 * emu_smc_print - a label has come through the printer's port
 * @smc: any changer; emu_place_lock and its unit->lock held
 * @bytes: its length
 * @crc: CRC-32 of it
 *
 * Return: 0, -ENODEV without a printer, -EBUSY while it prints, -ENOMEDIUM
 * without a disc: then the element tells of it.
 */
int emu_smc_print(struct emu_smc *smc, u32 bytes, u32 crc)
{
	struct emu_smc_printer *p = &smc->printer;
	struct emu_smc_element *e = emu_smc_print_at(smc);

	if (!e)
		return -ENODEV;
	emu_smc_print_now(smc);
	if (p->busy)
		return -EBUSY;
	if (!emu_smc_disc(e)) {
		emu_smc_blame(e, EMU_SMC_PRINTER_NO_DISC);
		return -ENOMEDIUM;
	}
	p->busy = true;
	p->finished = false;
	p->bytes = bytes;
	p->crc = crc;
	emu_smc_print_go(smc);
	return 0;
}

/**
 * emu_smc_ink - somebody changes cartridges
 * @smc: a changer with a printer; its unit->lock held
 * @labels: labels that each cartridge lasts for: black, cyan, magenta, yellow
 *
 * A label that waits for ink is printed from its beginning. The changer goes on
 * telling that a cartridge is empty (manual, 3.11.7).
 */
void emu_smc_ink(struct emu_smc *smc, const u32 *labels)
{
	struct emu_smc_printer *p = &smc->printer;
	unsigned int i;

	for (i = 0; i < EMU_SMC_INKS; i++)
		p->ink[i] = labels[i];
	if (p->busy && p->stopped)
		emu_smc_print_go(smc);
}

/**
 * emu_smc_print_cleared - a move out of the printer begins
 * @smc: the changer; its unit->lock held
 */
void emu_smc_print_cleared(struct emu_smc *smc)
{
	smc->printer.finished = false;
}

/**
 * emu_smc_print_flags - byte 16 of the printer's descriptor
 * @smc: a changer with a printer; its unit->lock held
 *
 * Return: Empty, Finish and Busy bits (manual, table 38).
 */
u8 emu_smc_print_flags(struct emu_smc *smc)
{
	const struct emu_smc_printer *p = &smc->printer;

	emu_smc_print_now(smc);
	return p->empty | (p->finished ? 0x08 : 0) | (p->busy ? 0x04 : 0);
}

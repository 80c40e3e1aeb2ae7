// SPDX-License-Identifier: GPL-2.0
/* All changers: the parameters, which drives each has, their life. */

#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/err.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "emu_smc.h"

#define EMU_SMC_MAX_PICKERS	8
#define EMU_SMC_MAX_MAIL	64
#define EMU_SMC_LABELS		500	/* that a fresh cartridge lasts for */

static char *changers = "";
module_param(changers, charp, 0444);
MODULE_PARM_DESC(changers, "Changers, such as mc8600 or plain,mc8100 (default none)");

static unsigned int slots = 40;
module_param(slots, uint, 0444);
MODULE_PARM_DESC(slots, "Storage elements of a plain changer, up to 50000 (default 40)");

static unsigned int pickers = 1;
module_param(pickers, uint, 0444);
MODULE_PARM_DESC(pickers, "Transport elements of a plain changer, up to 8 (default 1)");

static unsigned int mail_slots = 2;
module_param(mail_slots, uint, 0444);
MODULE_PARM_DESC(mail_slots, "Import export elements of a plain changer, up to 64 (default 2)");

static unsigned int changer_drives;
module_param(changer_drives, uint, 0444);
MODULE_PARM_DESC(changer_drives, "Most drives of a changer (default 0: as many as fit)");

static bool printer = true;
module_param(printer, bool, 0444);
MODULE_PARM_DESC(printer, "JVC changers have the label printer (default 1)");

static bool flipper = true;
module_param(flipper, bool, 0444);
MODULE_PARM_DESC(flipper, "Changers can turn discs (default 1)");

struct emu_smc *emu_changers[EMU_MAX_CHANGERS];
unsigned int emu_nr_changers;

/* Of the order that libraries of this kind show. */
static const u32 emu_smc_times[EMU_SMC_MS_TIMES] = {
	[EMU_SMC_MS_MOVE] = 8000,
	[EMU_SMC_MS_FLIP] = 6000,
	[EMU_SMC_MS_POSITION] = 3000,
	[EMU_SMC_MS_SCAN] = 150,
	[EMU_SMC_MS_REZERO] = 15000,
	[EMU_SMC_MS_PRINT] = 40000,
};

static void emu_smc_destroy(struct emu_smc *smc)
{
	if (smc->unit)
		emu_drive_destroy(smc->unit);
	kvfree(smc->elements);
	kfree(smc);
}

/* Takes the next of the recorders that no changer has. */
static u32 emu_smc_take_drives(struct emu_smc *smc, unsigned int *next,
			       unsigned int end)
{
	u32 most = smc->count[EMU_SMC_DRIVE];
	u32 n;

	if (changer_drives)
		most = min(most, changer_drives);
	n = min(most, end - *next);
	smc->count[EMU_SMC_DRIVE] = n;
	*next += n;
	return n;
}

static void emu_smc_dimensions(struct emu_smc *smc)
{
	const struct emu_smc_model *model = smc->model;

	memcpy(smc->first, model->first, sizeof(smc->first));
	memcpy(smc->count, model->count, sizeof(smc->count));
	smc->flipper = flipper;
	if (model->mc && !printer)
		smc->count[EMU_SMC_PRINTER] = 0;
	if (model->mc)
		return;
	smc->count[EMU_SMC_PICKER] = pickers;
	smc->count[EMU_SMC_SLOT] = slots;
	smc->count[EMU_SMC_MAIL] = mail_slots;
}

/* The unit's number makes its serial number, behind those of the drives. */
static struct emu_smc *emu_smc_create(const struct emu_smc_model *model,
				      unsigned int *next, unsigned int end)
{
	struct emu_smc *smc = kzalloc(sizeof(*smc), GFP_KERNEL);
	u32 i, n;

	if (!smc)
		return NULL;
	smc->model = model;
	smc->number = emu_nr_changers;
	memcpy(smc->ms, emu_smc_times, sizeof(smc->ms));
	for (i = 0; i < EMU_SMC_INKS; i++)
		smc->printer.ink[i] = EMU_SMC_LABELS;
	emu_smc_dimensions(smc);
	n = emu_smc_take_drives(smc, next, end);
	if (emu_smc_make_elements(smc))
		goto out_smc;
	for (i = 0; i < n; i++)
		emu_smc_nth(smc, EMU_SMC_DRIVE, i)->drive =
			emu_drives[*next - n + i];
	smc->unit = emu_drive_create(EMU_MAX_DRIVES + smc->number,
				     &model->unit);
	if (IS_ERR(smc->unit)) {
		smc->unit = NULL;
		goto out_smc;
	}
	smc->unit->smc = smc;
	memset(smc->unit->bounce, 0, EMU_CHUNK);
	emu_smc_power_on(smc);
	return smc;

out_smc:
	emu_smc_destroy(smc);
	return NULL;
}

static int emu_smc_check_params(void)
{
	if (slots && slots <= EMU_SMC_MAX_SLOTS && pickers &&
	    pickers <= EMU_SMC_MAX_PICKERS && mail_slots <= EMU_SMC_MAX_MAIL)
		return 0;
	pr_err("a plain changer has 1..%u slots, 1..%u pickers, up to %u mail slots\n",
	       EMU_SMC_MAX_SLOTS, EMU_SMC_MAX_PICKERS, EMU_SMC_MAX_MAIL);
	return -EINVAL;
}

/**
 * emu_smc_create_all - make the changers that the parameters name
 * @first: number of the first recorder
 * @recorders: how many there are; each changer takes the next ones
 *
 * Return: 0, or a negative errno with nothing left behind.
 */
int emu_smc_create_all(unsigned int first, unsigned int recorders)
{
	unsigned int next = first, end = first + recorders;
	const struct emu_smc_model *model;
	char *names, *rest, *name;
	int err = emu_smc_check_params();

	if (err)
		return err;
	names = kstrdup(changers, GFP_KERNEL);
	if (!names)
		return -ENOMEM;
	rest = names;
	while (!err && (name = strsep(&rest, ","))) {
		if (!*name)
			continue;
		model = emu_smc_model_by_name(name);
		if (!model || emu_nr_changers == EMU_MAX_CHANGERS) {
			pr_err("changers are up to %u of mc8100 mc8200 mc8600 plain, not %s\n",
			       EMU_MAX_CHANGERS, name);
			err = -EINVAL;
			break;
		}
		emu_changers[emu_nr_changers] = emu_smc_create(model, &next,
							       end);
		if (emu_changers[emu_nr_changers])
			emu_nr_changers++;
		else
			err = -ENOMEM;
	}
	kfree(names);
	if (err)
		emu_smc_destroy_all();
	return err;
}

/**
 * emu_smc_destroy_all - free the changers, whose hosts are gone
 */
void emu_smc_destroy_all(void)
{
	while (emu_nr_changers)
		emu_smc_destroy(emu_changers[--emu_nr_changers]);
}

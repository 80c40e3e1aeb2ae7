// SPDX-License-Identifier: GPL-2.0
/* What the changers are, and the elements that they have. */

#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/string.h>

#include "emu_smc.h"

/* Element addresses of the MC: manual, 1.1; drives: as many as may be built in. */
#define MC(model, slots, drives)					\
	{								\
		.unit = { .name = "mc" #model,				\
			  .product = "JVC-CHG MC-" #model " " },	\
		.mc = true,						\
		.order = { EMU_SMC_SLOT, EMU_SMC_PICKER, EMU_SMC_DRIVE,	\
			   EMU_SMC_MAIL, EMU_SMC_PRINTER },		\
		.first = { 0, 0x2000, 0x0001, 0x4000, 0x3001, 0x5000 },	\
		.count = { 0, 1, slots, 2, drives, 1 },			\
	}

/* The plain one's addresses leave room for 50000 slots. */
static const struct emu_smc_model emu_smc_models[] = {
	MC(8100, 100, 4),
	MC(8200, 200, 9),
	MC(8600, 600, 12),
	{
		.unit = { .name = "plain", .product = "LIBRARY" },
		.order = { EMU_SMC_PICKER, EMU_SMC_MAIL, EMU_SMC_DRIVE,
			   EMU_SMC_SLOT },
		.first = { 0, 0x0001, 0x1000, 0x0100, 0x0200, 0 },
		.count = { 0, 1, 40, 2, 64, 0 },
	},
};

/**
 * emu_smc_model_by_name - look a model up
 * @name: such as "mc8600"
 *
 * Return: the model or NULL.
 */
const struct emu_smc_model *emu_smc_model_by_name(const char *name)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(emu_smc_models); i++)
		if (!strcmp(emu_smc_models[i].unit.name, name))
			return &emu_smc_models[i];
	return NULL;
}

/**
 * emu_smc_make_elements - make the elements of a changer
 * @smc: its @first and @count are set
 *
 * Return: 0 or -ENOMEM.
 */
int emu_smc_make_elements(struct emu_smc *smc)
{
	struct emu_smc_element *e;
	unsigned int i;
	u32 n;

	for (i = EMU_SMC_PICKER; i < EMU_SMC_TYPES; i++)
		smc->nr += smc->count[i];
	smc->elements = kvcalloc(smc->nr, sizeof(*e), GFP_KERNEL);
	if (!smc->elements)
		return -ENOMEM;
	e = smc->elements;
	for (i = 0; i < EMU_SMC_TYPES && smc->model->order[i]; i++) {
		for (n = 0; n < smc->count[smc->model->order[i]]; n++, e++) {
			e->type = smc->model->order[i];
			e->address = smc->first[e->type] + n;
			e->seat = e;
			/* 4001h is the mail slot 4000h in another manner */
			if (smc->model->mc && e->type == EMU_SMC_MAIL)
				e->seat = e - n;
		}
	}
	return 0;
}

/**
 * emu_smc_at - the element with an address
 * @smc: the changer
 * @address: any number
 *
 * Return: the element or NULL.
 */
struct emu_smc_element *emu_smc_at(struct emu_smc *smc, u32 address)
{
	unsigned int type;

	for (type = EMU_SMC_PICKER; type < EMU_SMC_TYPES; type++)
		if (address >= smc->first[type] &&
		    address < (u32)smc->first[type] + smc->count[type])
			return emu_smc_nth(smc, type,
					   address - smc->first[type]);
	return NULL;
}

/**
 * emu_smc_nth - an element by type
 * @smc: the changer
 * @type: not EMU_SMC_ALL
 * @n: from 0
 *
 * Return: the element or NULL.
 */
struct emu_smc_element *emu_smc_nth(struct emu_smc *smc,
				    enum emu_smc_type type, u32 n)
{
	struct emu_smc_element *e = smc->elements;
	unsigned int i;

	if (n >= smc->count[type])
		return NULL;
	for (i = 0; smc->model->order[i] != type; i++)
		e += smc->count[smc->model->order[i]];
	return e + n;
}

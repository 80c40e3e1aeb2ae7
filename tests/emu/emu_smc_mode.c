// SPDX-License-Identifier: GPL-2.0
/* Mode pages of changers: SMC-3 7.3; the MC has 1Dh, 1Eh and 1Fh. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu_smc.h"

#define EMU_SMC_PAGE_NONE	0x00	/* MC: only the header */
#define EMU_SMC_PAGE_ADDRESS	0x1d	/* element address assignment */
#define EMU_SMC_PAGE_GEOMETRY	0x1e	/* transport geometry */
#define EMU_SMC_PAGE_CAPABLE	0x1f	/* device capabilities */
#define EMU_SMC_PAGE_ALL	0x3f
#define EMU_SMC_PC_CHANGEABLE	1
#define EMU_SMC_PC_SAVED	3

/* Bits of the capabilities page */
#define EMU_SMC_MT		0x01
#define EMU_SMC_ST		0x02
#define EMU_SMC_IE		0x04
#define EMU_SMC_DT		0x08

static u32 emu_smc_put_address(const struct emu_smc *smc, u8 *page)
{
	static const u8 order[] = {
		EMU_SMC_PICKER, EMU_SMC_SLOT, EMU_SMC_MAIL, EMU_SMC_DRIVE
	};
	unsigned int i;

	page[1] = 0x12;
	for (i = 0; i < ARRAY_SIZE(order); i++) {
		put_unaligned_be16(smc->first[order[i]], page + 2 + 4 * i);
		put_unaligned_be16(smc->count[order[i]], page + 4 + 4 * i);
	}
	return 0x14;
}

static u32 emu_smc_put_geometry(const struct emu_smc *smc, u8 *page)
{
	unsigned int i;

	page[1] = 2 * smc->count[EMU_SMC_PICKER];
	for (i = 0; i < smc->count[EMU_SMC_PICKER]; i++) {
		page[2 + 2 * i] = smc->flipper;
		page[3 + 2 * i] = i;
	}
	return page[1] + 2;
}

static u32 emu_smc_put_capable(const struct emu_smc *smc, u8 *page)
{
	const u8 any = EMU_SMC_ST | EMU_SMC_IE | EMU_SMC_DT;

	page[1] = 0x12;
	page[2] = any;
	if (smc->model->mc) {
		page[5] = EMU_SMC_IE | EMU_SMC_DT;
		page[6] = EMU_SMC_ST | EMU_SMC_DT;
		page[7] = any;
		return 0x14;
	}
	memset(page + 4, any, 4);	/* MOVE MEDIUM from MT, ST, IE, DT */
	memset(page + 13, any, 3);	/* EXCHANGE MEDIUM from ST, IE, DT */
	return 0x14;
}

static u32 emu_smc_put_page(const struct emu_smc *smc, u8 code, u8 *page)
{
	page[0] = code;
	switch (code) {
	case EMU_SMC_PAGE_ADDRESS:
		return emu_smc_put_address(smc, page);
	case EMU_SMC_PAGE_GEOMETRY:
		return emu_smc_put_geometry(smc, page);
	default:
		return emu_smc_put_capable(smc, page);
	}
}

/* Returns the length of the pages asked for, or -1 when there are none. */
static int emu_smc_put_pages(const struct emu_smc *smc, u8 code, u8 *buf)
{
	u32 len = 0;
	u8 page;

	if (code == EMU_SMC_PAGE_NONE && smc->model->mc)
		return 0;
	for (page = EMU_SMC_PAGE_ADDRESS; page <= EMU_SMC_PAGE_CAPABLE; page++)
		if (page == code ||
		    (code == EMU_SMC_PAGE_ALL && !smc->model->mc))
			len += emu_smc_put_page(smc, page, buf + len);
	return len ? len : -1;
}

/**
 * emu_smc_mode_sense - MODE SENSE(6), and (10) of a plain changer
 * @smc: the changer
 * @cmd: the command
 *
 * Nothing can be changed; there are no block descriptors.
 *
 * Return: 0 or sense.
 */
int emu_smc_mode_sense(struct emu_smc *smc, struct emu_cmd *cmd)
{
	const u8 *cdb = cmd->cdb;
	bool six = cdb[0] == 0x1a;
	u32 header = six ? 4 : 8;
	u8 buf[256] = { 0 };
	int len, i;

	if (cdb[2] >> 6 == EMU_SMC_PC_SAVED)
		return EMU_NO_SAVING;
	len = emu_smc_put_pages(smc, cdb[2] & 0x3f, buf + header);
	if (len < 0)
		return EMU_BAD_CDB;
	if (cdb[2] >> 6 == EMU_SMC_PC_CHANGEABLE)
		for (i = 0; i < len; i += buf[header + i + 1] + 2)
			memset(buf + header + i + 2, 0, buf[header + i + 1]);
	len += header;
	if (six)
		buf[0] = len - 1;
	else
		put_unaligned_be16(len - 2, buf);
	return emu_reply(cmd, buf, len,
			 six ? cdb[4] : get_unaligned_be16(cdb + 7));
}

/* Only what holds already is taken. */
static int emu_smc_select_page(const struct emu_smc *smc, const u8 *page)
{
	u8 now[256] = { 0 };
	u8 code = page[0] & 0x3f;
	int len = emu_smc_put_pages(smc, code, now);

	if (code == EMU_SMC_PAGE_ALL || len <= 0 ||
	    now[1] != page[1] || memcmp(now + 2, page + 2, now[1]))
		return EMU_BAD_PARAMETER;
	return 0;
}

/**
 * emu_smc_mode_select - MODE SELECT(6), and (10) of a plain changer
 * @smc: the changer
 * @cmd: the command
 *
 * Return: 0 or sense.
 */
int emu_smc_mode_select(struct emu_smc *smc, struct emu_cmd *cmd)
{
	const u8 *cdb = cmd->cdb;
	bool six = cdb[0] == 0x15;
	u32 list = six ? cdb[4] : get_unaligned_be16(cdb + 7);
	u32 pos = six ? 4 : 8;
	u8 buf[256];
	u32 len;
	int sense;

	if (!list)
		return 0;
	len = min(emu_fetch(cmd, buf, sizeof(buf)), list);
	if (len < pos || len != list)
		return EMU_BAD_LIST_LENGTH;
	if (six ? buf[3] : get_unaligned_be16(buf + 6))
		return EMU_BAD_PARAMETER;
	if (!(cdb[1] & 0x10) && len > pos)	/* PF=0: no page follows */
		return EMU_BAD_LIST_LENGTH;
	while (pos < len) {
		if (len - pos < 2 || buf[pos + 1] > len - pos - 2)
			return EMU_BAD_LIST_LENGTH;
		sense = emu_smc_select_page(smc, buf + pos);
		if (sense)
			return sense;
		pos += buf[pos + 1] + 2;
	}
	return 0;
}

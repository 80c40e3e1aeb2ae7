// SPDX-License-Identifier: GPL-2.0
/* READ ELEMENT STATUS: SMC-3 6.13, and the MC's 3.11. */

#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/string.h>
#include <scsi/scsi_host.h>

#include "emu_smc.h"

#define EMU_SMC_HEADER		8u
#define EMU_SMC_PAGE		8u
#define EMU_SMC_MC_DESCRIPTOR	18u
#define EMU_SMC_TAG		36u	/* volume identifier and sequence */

/* Byte 2 of a descriptor */
#define EMU_SMC_IN_ENABLED	0x20
#define EMU_SMC_EX_ENABLED	0x10
#define EMU_SMC_ACCESS		0x08
#define EMU_SMC_EXCEPT		0x04
#define EMU_SMC_BY_OPERATOR	0x02
#define EMU_SMC_FULL_BIT	0x01

/* What the CDB asks for. */
struct emu_smc_query {
	u8 type;
	u16 start;
	u16 most;
	bool tags;
	bool ids;
};

static u32 emu_smc_descriptor_len(const struct emu_smc *smc,
				  const struct emu_smc_query *q, u8 type)
{
	if (smc->model->mc)
		return EMU_SMC_MC_DESCRIPTOR;
	return 12 + (q->tags ? EMU_SMC_TAG : 0) + 4 +
	       (q->ids && type == EMU_SMC_DRIVE ? EMU_IDENTIFIER : 0);
}

static bool emu_smc_access(const struct emu_smc *smc,
			   const struct emu_smc_element *e)
{
	switch (e->type) {
	case EMU_SMC_PICKER:
		return false;
	case EMU_SMC_MAIL:
		return !smc->mail_open;
	case EMU_SMC_PRINTER:
		return !smc->printer.busy;
	default:
		return true;
	}
}

static u8 emu_smc_flags(const struct emu_smc *smc,
			const struct emu_smc_element *e)
{
	const struct emu_smc_element *seat = e->seat;
	u8 flags = seat->full ? EMU_SMC_FULL_BIT : 0;

	if (e->type == EMU_SMC_MAIL)
		flags |= EMU_SMC_IN_ENABLED | EMU_SMC_EX_ENABLED;
	if (e->type == EMU_SMC_MAIL && !smc->model->mc && seat->by_hand)
		flags |= EMU_SMC_BY_OPERATOR;
	if (emu_smc_access(smc, e))
		flags |= EMU_SMC_ACCESS;
	if (seat->except)
		flags |= EMU_SMC_EXCEPT;
	return flags;
}

/* Bytes 6 and 7: a drive's address counts on the changer's own bus only. */
static void emu_smc_put_bus(const struct emu_smc *smc,
			    const struct emu_smc_element *e, u8 *d)
{
	if (e->type == EMU_SMC_PRINTER)
		d[6] = 0x80;			/* not on this bus */
	if (e->type != EMU_SMC_DRIVE || !e->drive)
		return;
	if (e->drive->host == smc->unit->host) {
		d[6] = 0x20;
		d[7] = e->drive->id;
	} else if (!smc->model->mc) {
		d[6] = 0x80;
	}
}

/* Byte 16 of the MC's descriptors, tables 34 to 38. */
static u8 emu_smc_mc_flags(struct emu_smc *smc, const struct emu_smc_element *e)
{
	u8 flags = e->seat->saw_tray ? 0x01 : 0;

	if (e->type == EMU_SMC_MAIL && smc->mail_open)
		flags |= 0x02;
	if (e->type == EMU_SMC_PRINTER)
		flags |= emu_smc_print_flags(smc);
	return flags;
}

/* A tag is on the disc; blanks fill it up, sequence numbers are not used. */
static u8 *emu_smc_put_tag(const struct emu_smc_element *e, u8 *p)
{
	const struct emu_disc *disc = emu_smc_disc(e);

	if (disc && *disc->tag) {
		memset(p, ' ', EMU_TAG_MAX);
		memcpy(p, disc->tag, strlen(disc->tag));
	}
	return p + EMU_SMC_TAG;
}

/* The designator of the drive's VPD page 83h. */
static void emu_smc_put_identifier(const struct emu_smc_element *e, u8 *p)
{
	if (!e->drive)
		return;
	p[0] = 0x02;			/* ASCII */
	p[1] = 0x01;			/* T10 vendor ID */
	p[3] = EMU_IDENTIFIER;
	emu_identifier(e->drive, p + 4);
}

static void emu_smc_put_element(struct emu_smc *smc,
				const struct emu_smc_query *q,
				const struct emu_smc_element *e, u8 *d)
{
	const struct emu_smc_load *load = &e->seat->load;
	bool there = e->seat->full || e->seat->saw_tray;
	u8 *p = d + 12;

	if (e->type == EMU_SMC_PRINTER)
		emu_smc_print_now(smc);
	put_unaligned_be16(e->address, d);
	d[2] = emu_smc_flags(smc, e);
	if (e->seat->except) {
		d[4] = e->seat->asc;
		d[5] = e->seat->ascq;
	}
	emu_smc_put_bus(smc, e, d);
	if (there && load->source) {
		d[9] = 0x80;
		put_unaligned_be16(load->source, d + 10);
		if (load->inverted && e->type != EMU_SMC_PICKER)
			d[9] |= 0x40;
	}
	if (smc->model->mc) {
		d[16] = emu_smc_mc_flags(smc, e);
		return;
	}
	if (q->tags)
		p = emu_smc_put_tag(e, p);
	if (q->ids && e->type == EMU_SMC_DRIVE)
		emu_smc_put_identifier(e, p);
}

/* Takes an element in if the CDB asks for it and it still counts. */
static bool emu_smc_wanted(const struct emu_smc_query *q,
			   const struct emu_smc_element *e, u32 taken)
{
	return (!q->type || e->type == q->type) && e->address >= q->start &&
	       taken < q->most;
}

/* Bytes of the whole report; what was never looked at is looked at now. */
static u32 emu_smc_measure(struct emu_smc *smc, struct emu_cmd *cmd,
			   const struct emu_smc_query *q, u32 *first, u32 *nr)
{
	struct emu_smc_element *e;
	u32 len = 0;
	u8 type = 0;
	u32 i;

	for (i = 0; i < smc->nr; i++) {
		e = &smc->elements[i];
		if (!emu_smc_wanted(q, e, *nr))
			continue;
		if (!e->seat->known) {
			cmd->delay += emu_smc_time(smc, EMU_SMC_MS_SCAN);
			emu_smc_look(e);
		}
		if (e->type == EMU_SMC_DRIVE)	/* has a sensor of its own */
			emu_smc_look(e);
		if (!*nr)
			*first = e->address;
		if (type != e->type)
			len += EMU_SMC_PAGE;
		type = e->type;
		len += emu_smc_descriptor_len(smc, q, type);
		++*nr;
	}
	return len;
}

static void emu_smc_fill(struct emu_smc *smc, const struct emu_smc_query *q,
			 u8 *p)
{
	struct emu_smc_element *e;
	u8 *page = NULL;
	u32 taken = 0;
	u8 type = 0;
	u32 len, i;

	for (i = 0; i < smc->nr; i++) {
		e = &smc->elements[i];
		if (!emu_smc_wanted(q, e, taken))
			continue;
		taken++;
		len = emu_smc_descriptor_len(smc, q, e->type);
		if (type != e->type) {
			type = e->type;
			page = p;
			page[0] = type;
			page[1] = q->tags ? 0x80 : 0;
			put_unaligned_be16(len, page + 2);
			p += EMU_SMC_PAGE;
		}
		emu_smc_put_element(smc, q, e, p);
		p += len;
		put_unaligned_be24(p - page - EMU_SMC_PAGE, page + 5);
	}
}

/**
 * emu_smc_read_status - READ ELEMENT STATUS
 * @smc: the changer
 * @cmd: the command
 *
 * The lengths in it tell of all that fits the CDB, whatever its allocation.
 *
 * Return: 0 or sense.
 */
int emu_smc_read_status(struct emu_smc *smc, struct emu_cmd *cmd)
{
	const u8 *cdb = cmd->cdb;
	struct emu_smc_query q = {
		.type = cdb[1] & 0x0f,
		.start = get_unaligned_be16(cdb + 2),
		.most = get_unaligned_be16(cdb + 4),
		.tags = cdb[1] & 0x10,
		.ids = cdb[6] & 0x01,
	};
	u32 first = 0, nr = 0;
	u32 len;
	u8 *buf;

	if (q.type >= EMU_SMC_TYPES || (q.type && !smc->count[q.type]))
		return EMU_BAD_CDB;
	len = emu_smc_measure(smc, cmd, &q, &first, &nr);
	if (!nr && q.most)
		return EMU_SMC_BAD_ELEMENT;
	buf = kvzalloc(EMU_SMC_HEADER + len, GFP_KERNEL);
	if (!buf)
		return EMU_INTERNAL_FAILURE;
	put_unaligned_be16(first, buf);
	put_unaligned_be16(nr, buf + 2);
	put_unaligned_be24(len, buf + 5);
	emu_smc_fill(smc, &q, buf + EMU_SMC_HEADER);
	emu_reply(cmd, buf, EMU_SMC_HEADER + len, get_unaligned_be24(cdb + 7));
	kvfree(buf);
	return 0;
}

// SPDX-License-Identifier: GPL-2.0
/*
 * What robots are like: the table of models, and the mode pages that tell of
 * themselves.
 *
 * All functions here are pure: any context, no locks.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "compat.h"
#include "smc.h"

#define TRANSPORT	BIT(DSR_ELEMENT_TRANSPORT)
#define STORAGE		BIT(DSR_ELEMENT_STORAGE)
#define MAIL		BIT(DSR_ELEMENT_MAIL)
#define DRIVE		BIT(DSR_ELEMENT_DRIVE)
#define PRINTER		BIT(DSR_ELEMENT_PRINTER)

#define JVC_QUIRKS	(SMC_Q_PRINTER | SMC_Q_TRAYS | SMC_Q_SCSI2 | \
			 SMC_Q_ONE_READ | SMC_Q_EJECT | SMC_Q_MAIL_ALIAS | \
			 SMC_Q_JVC_INIT | SMC_Q_REZERO | SMC_Q_NO_SLOT_TO_SLOT)

/* JVC 1.1 and 3.7; all three differ in two numbers only */
#define JVC(name, slots, drives) \
	{ \
		.vendor = "JVC", \
		.product = name, \
		.quirks = JVC_QUIRKS, \
		.ranges = { \
			[DSR_ELEMENT_TRANSPORT] = { 0x2000, 1 }, \
			[DSR_ELEMENT_STORAGE] = { 0x0001, slots }, \
			[DSR_ELEMENT_MAIL] = { 0x4000, 2 }, \
			[DSR_ELEMENT_DRIVE] = { 0x3001, drives }, \
			[DSR_ELEMENT_PRINTER] = { 0x5000, 1 }, \
		}, \
		.stores = STORAGE | MAIL | DRIVE | PRINTER, \
		.moves = { \
			[DSR_ELEMENT_STORAGE] = MAIL | DRIVE | PRINTER, \
			[DSR_ELEMENT_MAIL] = STORAGE | DRIVE, \
			[DSR_ELEMENT_DRIVE] = STORAGE | MAIL | DRIVE | PRINTER, \
			[DSR_ELEMENT_PRINTER] = STORAGE | DRIVE, \
		}, \
	}

/* the first that fits counts; the last fits always */
const struct dsr_smc_model dsr_smc_models[] = {
	JVC("JVC-CHG MC-8100", 100, 4),
	JVC("JVC-CHG MC-8200", 200, 9),
	JVC("JVC-CHG MC-8600", 600, 12),
	{ .vendor = NULL },
};

const unsigned int dsr_nr_smc_models = ARRAY_SIZE(dsr_smc_models);

static bool begins(const char *text, const char *with)
{
	return !with || !strncmp(text, with, strlen(with));
}

/**
 * dsr_smc_model - the row for a robot
 * @vendor: from INQUIRY, zero-terminated
 * @product: as @vendor
 *
 * Return: never NULL: the last row is for all others.
 */
const struct dsr_smc_model *dsr_smc_model(const char *vendor,
					  const char *product)
{
	u32 i;

	for (i = 0; i + 1 < ARRAY_SIZE(dsr_smc_models); i++)
		if (begins(vendor, dsr_smc_models[i].vendor) &&
		    begins(product, dsr_smc_models[i].product))
			break;
	return &dsr_smc_models[i];
}

/**
 * dsr_smc_robot_init - before the robot has told anything of itself
 * @r: filled
 * @model: its row
 */
void dsr_smc_robot_init(struct dsr_smc_robot *r,
			const struct dsr_smc_model *model)
{
	u32 q = model->quirks;

	memset(r, 0, sizeof(*r));
	r->model = model;
	r->info.size = sizeof(r->info);
	r->info.flags = DSR_CHANGER_F_CAN_LOCK |
		(q & SMC_Q_TRAYS ? DSR_CHANGER_F_TRAYS : 0) |
		(q & SMC_Q_EJECT ? DSR_CHANGER_F_HOME : 0) |
		(q & SMC_Q_JVC_INIT ? DSR_CHANGER_F_INIT_RANGE : 0) |
		(q & SMC_Q_REZERO ? DSR_CHANGER_F_REZERO : 0);
}

/**
 * dsr_smc_robot_pages - the model stands in for pages that did not come
 * @r: after the pages there were have been parsed
 * @addresses: page 1Dh was good
 * @moves: page 1Fh was good
 *
 * The pages of SMC-3 do not know a printer; the model adds it.
 */
void dsr_smc_robot_pages(struct dsr_smc_robot *r, bool addresses, bool moves)
{
	const struct dsr_smc_model *m = r->model;
	struct dsr_changer_info *info = &r->info;
	u32 type;

	r->ranges_known = addresses || m->ranges[DSR_ELEMENT_STORAGE].count;
	if (!addresses && r->ranges_known) {
		memcpy(info->ranges, m->ranges, sizeof(info->ranges));
		info->flags |= DSR_CHANGER_F_BY_MODEL;
	}
	if (!moves) {
		memcpy(info->moves, m->moves, sizeof(info->moves));
		info->stores = m->stores;
	}
	info->stores |= m->stores & PRINTER;
	for (type = 0; type < DSR_ELEMENT_TYPES; type++) {
		if (m->quirks & SMC_Q_PRINTER) {
			info->moves[type] |= m->moves[type] & PRINTER;
			if (type == DSR_ELEMENT_PRINTER)
				info->moves[type] = m->moves[type];
		}
		if (info->moves[type])
			info->flags |= DSR_CHANGER_F_MOVES_KNOWN;
	}
	if (m->quirks & SMC_Q_PRINTER)
		info->ranges[DSR_ELEMENT_PRINTER] =
			m->ranges[DSR_ELEMENT_PRINTER];
	if (m->quirks & SMC_Q_NO_SLOT_TO_SLOT)
		info->moves[DSR_ELEMENT_STORAGE] &= ~STORAGE;
}

/* ---- mode pages ------------------------------------------------------------ */

#define MODE_HEADER	4

/*
 * The page in an answer to MODE SENSE(6), @bytes of it are there; NULL where it
 * isn't or has fewer than @min.
 */
static const u8 *find_page(const u8 *buf, u32 len, u8 page, u32 min, u32 *bytes)
{
	u32 from, end;

	if (len < MODE_HEADER)
		return NULL;
	end = 1U + buf[0];
	if (end > len)
		end = len;
	from = MODE_HEADER + buf[3];
	while (from + 2 <= end) {
		*bytes = 2U + buf[from + 1];
		if ((buf[from] & 0x3f) == page) {
			if (*bytes > end - from)
				*bytes = end - from;
			return *bytes < min ? NULL : &buf[from];
		}
		from += *bytes;
	}
	return NULL;
}

static bool overlap(const struct dsr_element_range *a,
		    const struct dsr_element_range *b)
{
	return a->count && b->count && a->first < b->first + b->count &&
		b->first < a->first + a->count;
}

/* addresses that can be true: a hand, places, no wrap, nothing twice */
static bool ranges_sane(const struct dsr_element_range *ranges)
{
	u32 i, k;

	if (!ranges[DSR_ELEMENT_TRANSPORT].count ||
	    !ranges[DSR_ELEMENT_STORAGE].count)
		return false;
	for (i = 1; i < DSR_ELEMENT_TYPES; i++) {
		if (ranges[i].first + ranges[i].count > 0x10000)
			return false;
		for (k = 1; k < i; k++)
			if (overlap(&ranges[i], &ranges[k]))
				return false;
	}
	return true;
}

/**
 * dsr_smc_parse_addresses - page 1Dh, element address assignment
 * @buf: answer to MODE SENSE(6)
 * @len: bytes of it
 * @r: its ranges are filled, or left as they are
 *
 * Return: 0, or -EINVAL: no such page, or addresses that can't be true.
 */
int dsr_smc_parse_addresses(const u8 *buf, u32 len, struct dsr_smc_robot *r)
{
	struct dsr_element_range ranges[DSR_ELEMENT_TYPES] = {};
	const u8 *page;
	u32 bytes, type;

	page = find_page(buf, len, SMC_PAGE_ADDRESSES, 18, &bytes);
	if (!page)
		return -EINVAL;
	for (type = DSR_ELEMENT_TRANSPORT; type <= DSR_ELEMENT_DRIVE; type++) {
		const u8 *from = &page[2 + 4 * (type - 1)];

		ranges[type].first = get_unaligned_be16(from);
		ranges[type].count = get_unaligned_be16(from + 2);
	}
	if (!ranges_sane(ranges))
		return -EINVAL;
	memcpy(r->info.ranges, ranges, sizeof(ranges));
	return 0;
}

/**
 * dsr_smc_parse_geometry - page 1Eh, transport geometry
 * @buf: answer to MODE SENSE(6)
 * @len: bytes of it
 * @r: which of its transports can flip
 *
 * Return: 0, or -EINVAL: no such page.
 */
int dsr_smc_parse_geometry(const u8 *buf, u32 len, struct dsr_smc_robot *r)
{
	const u8 *page;
	u32 bytes, i;

	page = find_page(buf, len, SMC_PAGE_GEOMETRY, 4, &bytes);
	if (!page)
		return -EINVAL;
	r->flip_known = true;
	for (i = 0; i < 64 && 2 * i + 4 <= bytes; i++)
		if (page[2 * i + 2] & 0x01)
			r->info.flip_transports |= 1ULL << i;
	if (r->info.flip_transports)
		r->info.flags |= DSR_CHANGER_F_FLIP;
	return 0;
}

/**
 * dsr_smc_parse_capabilities - page 1Fh, device capabilities
 * @buf: answer to MODE SENSE(6)
 * @len: bytes of it
 * @r: what it can move and exchange is filled
 *
 * Return: 0, or -EINVAL: no such page, or one in which nothing can be moved.
 */
int dsr_smc_parse_capabilities(const u8 *buf, u32 len, struct dsr_smc_robot *r)
{
	struct dsr_changer_info *info = &r->info;
	const u8 *page;
	u32 bytes, type;
	u8 any = 0;

	page = find_page(buf, len, SMC_PAGE_CAPABILITIES, 8, &bytes);
	if (!page)
		return -EINVAL;
	for (type = DSR_ELEMENT_TRANSPORT; type <= DSR_ELEMENT_DRIVE; type++)
		any |= page[3 + type] & 0x0f;
	if (!any)
		return -EINVAL;
	/* bit 0 of a byte is the transport: types count from 1 */
	info->stores = (page[2] & 0x0f) << 1;
	for (type = DSR_ELEMENT_TRANSPORT; type <= DSR_ELEMENT_DRIVE; type++) {
		info->moves[type] = (page[3 + type] & 0x0f) << 1;
		if (bytes > 11U + type)
			info->exchanges[type] = (page[11 + type] & 0x0f) << 1;
		if (info->exchanges[type])
			info->flags |= DSR_CHANGER_F_EXCHANGE;
	}
	return 0;
}

// SPDX-License-Identifier: GPL-2.0
/*
 * SMC: taking answers apart: element status, logs. The mode pages are in
 * smc_model.c, beside what stands in for them.
 *
 * All functions here are pure: any context, no locks. @len is what really
 * arrived; nothing beyond it is read, whatever the lengths inside claim.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "compat.h"
#include "smc.h"

/* ---- element status ----------------------------------------------------- */

#define STATUS_HEADER		8
#define PAGE_HEADER		8
#define DESCRIPTOR_MIN		4	/* up to and with the flags */
#define DESCRIPTOR_PLAIN	12	/* without tags and identifiers (SMC-3) */
#define PAGE_TAG		0x80	/* byte 1 of a page header */
#define PAGE_ALT_TAG		0x40
#define TAG_FIELD		36	/* 32 characters, 2 reserved, 2 sequence */
#define ID_HEADER		4	/* code set, type, reserved, length */

/**
 * struct descriptor - one element descriptor and what tells how to read it
 * @d: its bytes
 * @bytes: of them
 * @type: enum dsr_element_type, of its page
 * @tags: PAGE_TAG, PAGE_ALT_TAG
 */
struct descriptor {
	const u8 *d;
	u32 bytes;
	u8 type;
	u8 tags;
};

/* what a shorter descriptor does not have reads as 0 */
static u8 at(const struct descriptor *d, u32 i)
{
	return i < d->bytes ? d->d[i] : 0;
}

static u16 at16(const struct descriptor *d, u32 i)
{
	return at(d, i) << 8 | at(d, i + 1);
}

/**
 * struct flag_row - where a flag lies
 * @byte: of the descriptor
 * @mask: in it
 * @types: bit (1 << type): the types that have it
 * @flag: DSR_EL_*
 */
struct flag_row {
	u8 byte;
	u8 mask;
	u8 types;
	u32 flag;
};

#define ALL	0x3e
#define HELD	0x3c	/* all but the transport */
#define MAIL	BIT(DSR_ELEMENT_MAIL)
#define DRIVE	BIT(DSR_ELEMENT_DRIVE)

/* SCSI-2 tables 313 to 316 have the same bits as SMC-3 */
static const struct flag_row flag_rows[] = {
	{ 2, 0x01, ALL, DSR_EL_FULL },
	{ 2, 0x02, MAIL, DSR_EL_BY_HAND },
	{ 2, 0x04, ALL, DSR_EL_EXCEPT },
	{ 2, 0x08, HELD, DSR_EL_ACCESS },
	{ 2, 0x10, MAIL, DSR_EL_EXPORTS },
	{ 2, 0x20, MAIL, DSR_EL_IMPORTS },
	{ 6, 0x10, DRIVE, DSR_EL_BUS_LUN },
	{ 6, 0x20, DRIVE, DSR_EL_BUS_ID },
	{ 6, 0x80, DRIVE, DSR_EL_NOT_BUS },
	{ 9, 0x08, ALL, DSR_EL_DISABLED },
	{ 9, 0x80, ALL, DSR_EL_SOURCE },
};

static void parse_flags(const struct descriptor *d, struct dsr_element *e)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(flag_rows); i++)
		if (flag_rows[i].types & 1 << d->type &&
		    at(d, flag_rows[i].byte) & flag_rows[i].mask)
			e->flags |= flag_rows[i].flag;
	if (e->flags & DSR_EL_EXCEPT) {
		e->asc = at(d, 4);
		e->ascq = at(d, 5);
	}
	if (e->flags & DSR_EL_SOURCE) {
		e->source = at16(d, 10);
		if (at(d, 9) & 0x40)
			e->flags |= DSR_EL_INVERTED;
	}
	e->medium_type = at(d, 9) & 0x07;
	if (e->flags & DSR_EL_BUS_ID)
		e->bus_id = at(d, 7);
	if (e->flags & DSR_EL_BUS_LUN)
		e->bus_lun = at(d, 6) & 0x07;
}

/* text that is blank-padded and trusted in nothing; true: there is some */
static bool copy_text(char *to, u32 room, const u8 *from)
{
	u32 i, end = 0;

	for (i = 0; i < room && from[i]; i++) {
		to[i] = from[i] >= ' ' && from[i] < 0x7f ? from[i] : '.';
		if (to[i] != ' ')
			end = i + 1;
	}
	memset(to + end, 0, room - end);
	return end;
}

static u32 parse_tag(const struct descriptor *d, u32 from, char *tag,
		     __u16 *sequence)
{
	if (from + TAG_FIELD > d->bytes)
		return 0;
	*sequence = get_unaligned_be16(&d->d[from + 34]);
	return copy_text(tag, DSR_TAG_BYTES, &d->d[from]);
}

/* both tags; where what follows them begins */
static u32 parse_tags(const struct descriptor *d, struct dsr_element *e)
{
	u32 from = 12;

	if (d->tags & PAGE_TAG) {
		if (parse_tag(d, from, e->tag, &e->tag_sequence))
			e->flags |= DSR_EL_TAG;
		from += TAG_FIELD;
	}
	if (d->tags & PAGE_ALT_TAG) {
		if (parse_tag(d, from, e->alt_tag, &e->alt_tag_sequence))
			e->flags |= DSR_EL_ALT_TAG;
		from += TAG_FIELD;
	}
	return from;
}

/* a drive's identifier (SMC-3, DVCID); one that does not fit is none */
static void parse_id(const struct descriptor *d, u32 from,
		     struct dsr_smc_id *id)
{
	u8 bytes = at(d, from + 3);

	if (!bytes || bytes > DSR_DRIVE_ID_BYTES ||
	    from + ID_HEADER + bytes > d->bytes)
		return;
	id->set = at(d, from) & 0x0f;
	id->type = at(d, from + 1) & 0x0f;
	id->bytes = id->set ? bytes : 0;
	memcpy(id->id, &d->d[from + ID_HEADER], id->bytes);
}

/* shorter serial numbers may stand at the end of an identifier by chance */
#define SERIAL_MIN	4
#define VENDOR_BYTES	8	/* T10 vendor identification (SPC-4) */
#define PRODUCT_BYTES	16

/**
 * dsr_smc_id_has_serial - does an identifier name the drive with a serial number?
 * @id: as a robot tells it
 * @serial: zero-terminated
 *
 * The number is all of it, or its end: behind a blank, the vendor, or vendor and
 * product. What only ends in the same characters is another drive's.
 */
bool dsr_smc_id_has_serial(const struct dsr_smc_id *id, const char *serial)
{
	u32 n = strlen(serial), end = id->bytes, from;

	while (end && (id->id[end - 1] == ' ' || !id->id[end - 1]))
		end--;
	if (n < SERIAL_MIN || n > end)
		return false;
	from = end - n;
	if (memcmp(&id->id[from], serial, n))
		return false;
	return !from || from == VENDOR_BYTES ||
		from == VENDOR_BYTES + PRODUCT_BYTES ||
		id->id[from - 1] == ' ';
}

/* byte 16 of JVC tables 34 to 38 */
static void parse_trays(const struct descriptor *d, struct dsr_element *e)
{
	u8 b = at(d, 16);

	if (b & 0x01)
		e->flags |= DSR_EL_TRAY;
	if (d->type == DSR_ELEMENT_MAIL && b & 0x02)
		e->flags |= DSR_EL_OPEN;
	if (d->type != DSR_ELEMENT_PRINTER)
		return;
	if (b & 0x04)
		e->flags |= DSR_EL_BUSY;
	if (b & 0x08)
		e->flags |= DSR_EL_FINISHED;
	e->ink_empty = (b & 0x80 ? DSR_INK_BLACK : 0) |
		(b & 0x40 ? DSR_INK_CYAN : 0) |
		(b & 0x20 ? DSR_INK_MAGENTA : 0) |
		(b & 0x10 ? DSR_INK_YELLOW : 0);
}

static bool parse_descriptor(const struct descriptor *d,
			     const struct dsr_smc_reader *r)
{
	struct dsr_element e = { .size = sizeof(e) };
	struct dsr_smc_id id = {};
	u32 from;

	e.type = d->type;
	e.address = at16(d, 0);
	parse_flags(d, &e);
	from = parse_tags(d, &e);
	if (r->ask & SMC_ASK_IDS && d->type == DSR_ELEMENT_DRIVE)
		parse_id(d, from, &id);
	if (r->quirks & SMC_Q_TRAYS)
		parse_trays(d, &e);
	return r->each(r->data, &e, &id);
}

static bool type_known(u8 type, u32 quirks)
{
	if (type == DSR_ELEMENT_PRINTER)
		return quirks & SMC_Q_PRINTER;
	return type >= DSR_ELEMENT_TRANSPORT && type <= DSR_ELEMENT_DRIVE;
}

/* one page, behind @before elements; descriptors that came; -ECANCELED: enough */
static int parse_page(const u8 *page, u32 bytes, int before,
		      struct dsr_smc_reader *r)
{
	struct descriptor d = {
		.d = page + PAGE_HEADER,
		.bytes = get_unaligned_be16(&page[2]),
		.type = page[0] & 0x0f,
		.tags = page[1],
	};
	u32 left = bytes - PAGE_HEADER;
	int nr = 0;

	if (!left || !type_known(d.type, r->quirks))
		return 0;
	if (d.bytes < DESCRIPTOR_MIN)
		return -EINVAL;
	/* one that came whole has whole descriptors */
	if (get_unaligned_be24(&page[5]) == left && left % d.bytes)
		return -EINVAL;
	if (d.bytes > r->widest)
		r->widest = d.bytes;
	for (; left >= d.bytes; left -= d.bytes, d.d += d.bytes, nr++)
		if (!parse_descriptor(&d, r))
			return -ECANCELED;
	/* what is not the first can be asked for again; a JVC has flags at the end */
	if (!r->ragged || before + nr || left < DESCRIPTOR_PLAIN ||
	    r->quirks & SMC_Q_TRAYS)
		return nr;
	d.bytes = left;
	return parse_descriptor(&d, r) ? nr + 1 : -ECANCELED;
}

/**
 * dsr_smc_parse_elements - an answer to READ ELEMENT STATUS
 * @buf: the answer
 * @len: bytes of it
 * @r: who takes the elements
 *
 * Pages come in any order and of any descriptor length; elements of types that
 * SMC-3 does not know are passed over. A descriptor that was cut off is not
 * told, unless it is the first and @r->ragged; @r->available says that there is
 * more.
 *
 * Return: elements told; -EINVAL: no header, descriptors too short to be any,
 * or a page that is no multiple of them; -ECANCELED: @r->each had enough.
 */
int dsr_smc_parse_elements(const u8 *buf, u32 len, struct dsr_smc_reader *r)
{
	u32 from = STATUS_HEADER, end, bytes;
	int nr = 0, ret;

	r->available = 0;
	r->widest = 0;
	if (len < STATUS_HEADER)
		return -EINVAL;
	end = STATUS_HEADER + get_unaligned_be24(&buf[5]);
	r->available = end;
	if (end > len)
		end = len;
	while (end - from >= PAGE_HEADER) {
		bytes = PAGE_HEADER + get_unaligned_be24(&buf[from + 5]);
		if (bytes > end - from)
			bytes = end - from;
		ret = parse_page(&buf[from], bytes, nr, r);
		if (ret < 0)
			return ret;
		nr += ret;
		from += bytes;
	}
	return nr;
}

/* ---- INQUIRY -------------------------------------------------------------- */

/* standard INQUIRY data (SPC-4 table 175) */
#define INQUIRY_REVISION	32
#define REVISION_BYTES		4

/**
 * dsr_smc_parse_revision - the product revision out of INQUIRY data
 * @buf: the answer
 * @len: bytes of it
 * @r: the revision in its name is filled, or left as it is
 *
 * Return: 0, or -EINVAL: the answer is too short.
 */
int dsr_smc_parse_revision(const u8 *buf, u32 len, struct dsr_smc_robot *r)
{
	char *to = r->info.unit.revision;

	if (len < INQUIRY_REVISION + REVISION_BYTES)
		return -EINVAL;
	memset(to, 0, sizeof(r->info.unit.revision));
	copy_text(to, REVISION_BYTES, &buf[INQUIRY_REVISION]);
	return 0;
}

/* ---- logs ----------------------------------------------------------------- */

#define LOG_HEADER		4
#define LOG_PARAMETER		4
#define LOG_COMMAND_BYTES	18	/* JVC section 4 */
#define LOG_MECHANISM		0x8000	/* parameter codes of page 07h, JVC */
#define LOG_COMMANDS		0x8001

/* counters are 1 to 8 bytes long (SPC-2, log parameters) */
static bool log_counter(const u8 *value, u32 bytes, __u64 *counter)
{
	u32 i;

	if (!bytes || bytes > 8)
		return false;
	*counter = 0;
	for (i = 0; i < bytes; i++)
		*counter = *counter << 8 | value[i];
	return true;
}

/* as many as there is room for in the interface */
static u32 entries(u32 bytes, u32 of)
{
	return bytes / of < DSR_LOG_ENTRIES ? bytes / of : DSR_LOG_ENTRIES;
}

static void log_mechanism(const u8 *value, u32 bytes,
			  struct dsr_changer_log *log)
{
	u32 i;

	log->nr_mechanism = entries(bytes, 2);
	for (i = 0; i < log->nr_mechanism; i++)
		log->mechanism[i] = value[2 * i + 1];
	log->valid |= DSR_LOG_EVENTS;
}

static void log_commands(const u8 *value, u32 bytes,
			 struct dsr_changer_log *log)
{
	u32 i;

	log->nr_commands = entries(bytes, LOG_COMMAND_BYTES);
	for (i = 0; i < log->nr_commands; i++) {
		const u8 *from = &value[i * LOG_COMMAND_BYTES];
		struct dsr_log_command *c = &log->commands[i];

		c->initiator = from[0];
		memcpy(c->cdb, &from[2], sizeof(c->cdb));
		c->status = from[14];
		c->key = from[15] & 0x0f;
		c->asc = from[16];
		c->ascq = from[17];
	}
	log->valid |= DSR_LOG_COMMANDS;
}

static void log_parameter(u8 page, u16 code, const u8 *value, u32 bytes,
			  struct dsr_changer_log *log)
{
	if (page == SMC_LOG_NON_MEDIUM && code == 0) {
		if (log_counter(value, bytes, &log->non_medium_errors))
			log->valid |= DSR_LOG_NON_MEDIUM;
	} else if (page == SMC_LOG_COUNTER && code == 0) {
		if (log_counter(value, bytes, &log->media_changes))
			log->valid |= DSR_LOG_CHANGES;
	} else if (page == SMC_LOG_EVENTS && code == LOG_MECHANISM) {
		log_mechanism(value, bytes, log);
	} else if (page == SMC_LOG_EVENTS && code == LOG_COMMANDS) {
		log_commands(value, bytes, log);
	}
}

/**
 * dsr_smc_parse_log - one log page
 * @page: SMC_LOG_*, the one that was asked for
 * @buf: answer to LOG SENSE
 * @len: bytes of it
 * @log: its fields of this page are filled; a parameter that was cut off or is
 *	of an impossible length is passed over
 *
 * Return: 0, or -EINVAL: no header, or another page.
 */
int dsr_smc_parse_log(u8 page, const u8 *buf, u32 len,
		      struct dsr_changer_log *log)
{
	u32 from = LOG_HEADER, end, bytes;

	if (len < LOG_HEADER || (buf[0] & 0x3f) != page)
		return -EINVAL;
	end = LOG_HEADER + get_unaligned_be16(&buf[2]);
	if (end > len)
		end = len;
	if (page == SMC_LOG_PAGES) {
		for (; from < end; from++)
			log->pages |= 1ULL << (buf[from] & 0x3f);
		return 0;
	}
	for (; end - from >= LOG_PARAMETER; from += LOG_PARAMETER + bytes) {
		bytes = buf[from + 3];
		if (bytes > end - from - LOG_PARAMETER)
			break;
		log_parameter(page, get_unaligned_be16(&buf[from]),
			      &buf[from + LOG_PARAMETER], bytes, log);
	}
	return 0;
}

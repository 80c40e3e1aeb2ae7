// SPDX-License-Identifier: GPL-2.0
/*
 * SMC: building CDBs.
 *
 * All functions here are pure: any context, no locks; they cannot fail if
 * nothing else is said. Bits and fields lie as the command of that name has
 * them in SMC-3, SPC-2 (the six byte commands) and in JVC section 3.
 */
#include <linux/errno.h>
#include <linux/string.h>

#include "compat.h"
#include "smc.h"

#define READ_ELEMENTS_MAX	0xffffff	/* allocation length of 3 bytes */
#define ASSIGN_PAGE_BYTES	0x12		/* page 1Dh */
/*
 * The Eject bit of MOVE MEDIUM: bit 6 of the control byte, as JVC 3.7 is read.
 */
#define MOVE_EJECT_BYTE		11
#define MOVE_EJECT_BIT		0x40

static void smc_init(struct dsr_cdb *c, u8 opcode, u8 len)
{
	memset(c, 0, sizeof(*c));
	c->bytes[0] = opcode;
	c->len = len;
	c->dir = DSR_DIR_NONE;
}

static void smc_data(struct dsr_cdb *c, u8 dir, u32 bytes)
{
	c->dir = bytes ? dir : DSR_DIR_NONE;
	c->xfer = bytes;
}

/**
 * dsr_smc_ready - TEST UNIT READY
 * @c: filled
 */
void dsr_smc_ready(struct dsr_cdb *c)
{
	smc_init(c, SMC_TEST_UNIT_READY, 6);
}

/**
 * dsr_smc_sense - REQUEST SENSE, fixed format
 * @c: filled; answers up to SMC_SENSE_BYTES
 */
void dsr_smc_sense(struct dsr_cdb *c)
{
	smc_init(c, SMC_REQUEST_SENSE, 6);
	smc_data(c, DSR_DIR_IN, SMC_SENSE_BYTES);
	c->bytes[4] = SMC_SENSE_BYTES;
}

/**
 * dsr_smc_inquiry - INQUIRY, standard data
 * @c: filled; answers up to SMC_INQUIRY_BYTES
 */
void dsr_smc_inquiry(struct dsr_cdb *c)
{
	smc_init(c, SMC_INQUIRY, 6);
	smc_data(c, DSR_DIR_IN, SMC_INQUIRY_BYTES);
	c->bytes[4] = SMC_INQUIRY_BYTES;
}

/**
 * dsr_smc_rezero - REZERO UNIT (JVC 3.15)
 * @c: filled
 * @reset: the processor starts anew; then @immed is set whatever was asked
 * @home: discs in drives and mail slot go back where they came from
 * @immed: status at once
 */
void dsr_smc_rezero(struct dsr_cdb *c, bool reset, bool home, bool immed)
{
	smc_init(c, SMC_REZERO_UNIT, 6);
	c->bytes[1] = reset << 2 | home << 1 | (immed || reset);
}

/**
 * dsr_smc_initialize - INITIALIZE ELEMENT STATUS, all elements
 * @c: filled
 */
void dsr_smc_initialize(struct dsr_cdb *c)
{
	smc_init(c, SMC_INITIALIZE_STATUS, 6);
}

/**
 * dsr_smc_initialize_range - initialise some elements
 * @c: filled
 * @jvc: E7h with the last address (JVC 3.19); else 37h with a count
 * @first: element address
 * @last: not below @first
 */
void dsr_smc_initialize_range(struct dsr_cdb *c, bool jvc, u16 first, u16 last)
{
	smc_init(c, jvc ? SMC_JVC_INITIALIZE : SMC_INITIALIZE_RANGE, 10);
	put_unaligned_be16(first, &c->bytes[2]);
	if (jvc) {
		c->bytes[1] = 0x02;	/* form 10b: the range */
		put_unaligned_be16(last, &c->bytes[4]);
	} else {
		c->bytes[1] = 0x01;	/* RANGE */
		put_unaligned_be16(last - first + 1, &c->bytes[6]);
	}
}

/**
 * dsr_smc_mode_sense - MODE SENSE(6), current values, no block descriptors
 * @c: filled; answers up to SMC_MODE_BYTES
 * @page: SMC_PAGE_*
 */
void dsr_smc_mode_sense(struct dsr_cdb *c, u8 page)
{
	smc_init(c, SMC_MODE_SENSE_6, 6);
	smc_data(c, DSR_DIR_IN, SMC_MODE_BYTES);
	c->bytes[1] = 0x08;	/* DBD */
	c->bytes[2] = page;
	c->bytes[4] = SMC_MODE_BYTES;
}

/**
 * dsr_smc_mode_select - MODE SELECT(6) of pages, not saved
 * @c: filled
 * @bytes: of the list
 */
void dsr_smc_mode_select(struct dsr_cdb *c, u8 bytes)
{
	smc_init(c, SMC_MODE_SELECT_6, 6);
	smc_data(c, DSR_DIR_OUT, bytes);
	c->bytes[1] = 0x10;	/* PF */
	c->bytes[4] = bytes;
}

static void put_range(u8 *to, const struct dsr_element_range *range)
{
	put_unaligned_be16(range->first, to);
	put_unaligned_be16(range->count, to + 2);
}

/**
 * dsr_smc_assign_fill - the list for MODE SELECT(6) of page 1Dh
 * @list: filled
 * @ranges: by enum dsr_element_type; transport, storage, mail and drive count
 *
 * Return: 0, or -EINVAL: an address or a count beyond 16 bits.
 */
int dsr_smc_assign_fill(u8 list[SMC_ASSIGN_BYTES],
			const struct dsr_element_range *ranges)
{
	u32 type;

	memset(list, 0, SMC_ASSIGN_BYTES);
	list[4] = SMC_PAGE_ADDRESSES;
	list[5] = ASSIGN_PAGE_BYTES;
	for (type = DSR_ELEMENT_TRANSPORT; type <= DSR_ELEMENT_DRIVE; type++) {
		if (ranges[type].first > 0xffff ||
		    ranges[type].count > 0x10000 - ranges[type].first ||
		    ranges[type].count > 0xffff)
			return -EINVAL;
		/* transport, storage, mail, drive: in the order of the types */
		put_range(&list[6 + 4 * (type - 1)], &ranges[type]);
	}
	return 0;
}

/**
 * dsr_smc_reserve - RESERVE(6), the whole unit
 * @c: filled
 */
void dsr_smc_reserve(struct dsr_cdb *c)
{
	smc_init(c, SMC_RESERVE, 6);
}

/**
 * dsr_smc_release - RELEASE(6), the whole unit
 * @c: filled
 */
void dsr_smc_release(struct dsr_cdb *c)
{
	smc_init(c, SMC_RELEASE, 6);
}

/**
 * dsr_smc_self_test - SEND DIAGNOSTIC, the default self test
 * @c: filled
 */
void dsr_smc_self_test(struct dsr_cdb *c)
{
	smc_init(c, SMC_SEND_DIAGNOSTIC, 6);
	c->bytes[1] = 0x04;	/* SelfTest */
}

/**
 * dsr_smc_prevent - PREVENT ALLOW MEDIUM REMOVAL
 * @c: filled
 * @prevent: else allow
 */
void dsr_smc_prevent(struct dsr_cdb *c, bool prevent)
{
	smc_init(c, SMC_PREVENT_ALLOW, 6);
	c->bytes[4] = prevent;
}

/**
 * dsr_smc_position - POSITION TO ELEMENT
 * @c: filled
 * @transport: element address
 * @destination: element address
 */
void dsr_smc_position(struct dsr_cdb *c, u16 transport, u16 destination)
{
	smc_init(c, SMC_POSITION, 10);
	put_unaligned_be16(transport, &c->bytes[2]);
	put_unaligned_be16(destination, &c->bytes[4]);
}

/**
 * dsr_smc_buffer - READ BUFFER or WRITE BUFFER, data mode
 * @c: filled
 * @write: else read
 * @id: buffer
 * @offset: below 2^24
 * @bytes: below 2^24
 */
void dsr_smc_buffer(struct dsr_cdb *c, bool write, u8 id, u32 offset, u32 bytes)
{
	smc_init(c, write ? SMC_WRITE_BUFFER : SMC_READ_BUFFER, 10);
	smc_data(c, write ? DSR_DIR_OUT : DSR_DIR_IN, bytes);
	c->bytes[1] = 0x02;	/* mode 010b: data */
	c->bytes[2] = id;
	put_unaligned_be24(offset, &c->bytes[3]);
	put_unaligned_be24(bytes, &c->bytes[6]);
}

/**
 * dsr_smc_log_clear - LOG SELECT: all parameters to zero
 * @c: filled
 */
void dsr_smc_log_clear(struct dsr_cdb *c)
{
	smc_init(c, SMC_LOG_SELECT, 10);
	c->bytes[1] = 0x02;	/* PCR */
	c->bytes[2] = 0x40;	/* PC 01b: cumulative */
}

/**
 * dsr_smc_log_sense - LOG SENSE: one page, cumulative values
 * @c: filled; answers up to SMC_LOG_BYTES
 * @page: SMC_LOG_*
 */
void dsr_smc_log_sense(struct dsr_cdb *c, u8 page)
{
	smc_init(c, SMC_LOG_SENSE, 10);
	smc_data(c, DSR_DIR_IN, SMC_LOG_BYTES);
	c->bytes[2] = 0x40 | page;
	put_unaligned_be16(SMC_LOG_BYTES, &c->bytes[7]);
}

/**
 * dsr_smc_move - MOVE MEDIUM
 * @c: filled
 * @transport: element address
 * @source: element address
 * @destination: element address, 0 with @eject
 * @flip: the disc is turned over on its way
 * @eject: home, to where it came from (JVC 3.7)
 */
void dsr_smc_move(struct dsr_cdb *c, u16 transport, u16 source, u16 destination,
		  bool flip, bool eject)
{
	smc_init(c, SMC_MOVE_MEDIUM, 12);
	put_unaligned_be16(transport, &c->bytes[2]);
	put_unaligned_be16(source, &c->bytes[4]);
	put_unaligned_be16(destination, &c->bytes[6]);
	c->bytes[10] = flip;
	if (eject)
		c->bytes[MOVE_EJECT_BYTE] = MOVE_EJECT_BIT;
}

/**
 * dsr_smc_exchange - EXCHANGE MEDIUM
 * @c: filled
 * @transport: element address
 * @source: element address
 * @destination: element address
 * @second: where goes what was in @destination
 * @flip: the first disc is turned over
 * @flip_second: the second one is
 */
void dsr_smc_exchange(struct dsr_cdb *c, u16 transport, u16 source,
		      u16 destination, u16 second, bool flip, bool flip_second)
{
	smc_init(c, SMC_EXCHANGE_MEDIUM, 12);
	put_unaligned_be16(transport, &c->bytes[2]);
	put_unaligned_be16(source, &c->bytes[4]);
	put_unaligned_be16(destination, &c->bytes[6]);
	put_unaligned_be16(second, &c->bytes[8]);
	c->bytes[10] = flip << 1 | flip_second;
}

/**
 * dsr_smc_read_elements - READ ELEMENT STATUS
 * @c: filled
 * @type: enum dsr_element_type
 * @first: least address
 * @count: of elements at most
 * @alloc: bytes at most, below 2^24
 * @ask: SMC_ASK_*
 */
void dsr_smc_read_elements(struct dsr_cdb *c, u8 type, u16 first, u16 count,
			   u32 alloc, u32 ask)
{
	if (alloc > READ_ELEMENTS_MAX)
		alloc = READ_ELEMENTS_MAX;
	smc_init(c, SMC_READ_ELEMENT_STATUS, 12);
	smc_data(c, DSR_DIR_IN, alloc);
	c->bytes[1] = (ask & SMC_ASK_TAGS ? 0x10 : 0) | type;
	put_unaligned_be16(first, &c->bytes[2]);
	put_unaligned_be16(count, &c->bytes[4]);
	c->bytes[6] = (ask & SMC_ASK_IDS ? 0x01 : 0) |
		(ask & SMC_ASK_CACHED ? 0x02 : 0);
	put_unaligned_be24(alloc, &c->bytes[7]);
}

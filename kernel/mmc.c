// SPDX-License-Identifier: GPL-2.0
/*
 * MMC: building command descriptor blocks and the parameter lists that go with
 * them. What comes back is taken apart in mmc_parse.c.
 *
 * All functions here are pure: any context, no locks, they cannot fail. Where
 * bits and fields lie is taken from the command of that name in MMC-6; from
 * SPC-4 for TEST UNIT READY, MODE SENSE(10) and MODE SELECT(10).
 */
#include <linux/string.h>

#include "compat.h"
#include "mmc.h"

#define IMMED_1			0x01	/* byte 1 of most commands */
#define IMMED_SYNC_CACHE	0x02	/* byte 1 of SYNCHRONIZE CACHE alone */
#define LOEJ			0x02	/* START STOP UNIT, byte 4 */
#define START			0x01	/* START STOP UNIT, byte 4 */
#define PREVENT			0x01	/* PREVENT ALLOW, byte 4 */
#define TOC_TIME		0x02	/* READ TOC, byte 1: addresses as MSF */
#define TOC_FULL		2	/* first format of which MSF is the rule */
#define TOC_ATIP		4	/* last one */
#define DO_OPC			0x01	/* SEND OPC INFORMATION, byte 1 */
#define DBD			0x08	/* MODE SENSE, byte 1: no block descriptors */
#define PF			0x10	/* MODE SELECT, byte 1: pages as SPC has them */
#define RDD			0x04	/* SET STREAMING, byte 0: restore defaults */
#define READ_10_BLOCKS		0xffff	/* what the length of a 10 byte CDB holds */

/*
 * Faster than every drive, and a number that drives are known to accept as
 * "as fast as you can" in SET STREAMING: 2^28 x 1000 byte/s.
 */
#define STREAMING_FASTEST	0x10000000
#define STREAMING_MS		1000	/* the time that a speed counts for */

/* a zeroed CDB with opcode, length and data phase in it */
static void cdb_init(struct dsr_cdb *c, u8 opcode, u8 len, u8 dir, u32 xfer)
{
	memset(c, 0, sizeof(*c));
	c->bytes[0] = opcode;
	c->len = len;
	c->dir = xfer ? dir : DSR_DIR_NONE;
	c->xfer = xfer;
}

/* a 10 byte CDB with its 16 bit transfer length where almost all have it */
static void cdb_init_10(struct dsr_cdb *c, u8 opcode, u8 dir, u16 xfer)
{
	cdb_init(c, opcode, 10, dir, xfer);
	put_unaligned_be16(xfer, &c->bytes[7]);
}

/**
 * dsr_cdb_test_unit_ready - TEST UNIT READY
 * @c: filled
 */
void dsr_cdb_test_unit_ready(struct dsr_cdb *c)
{
	cdb_init(c, MMC_TEST_UNIT_READY, 6, DSR_DIR_NONE, 0);
}

/**
 * dsr_cdb_start_stop - START STOP UNIT
 * @c: filled
 * @immed: answer before it is done
 * @loej: move the tray: out with @start false, in with @start true
 * @start: spin up, or stop
 */
void dsr_cdb_start_stop(struct dsr_cdb *c, bool immed, bool loej, bool start)
{
	cdb_init(c, MMC_START_STOP_UNIT, 6, DSR_DIR_NONE, 0);
	c->bytes[1] = immed ? IMMED_1 : 0;
	c->bytes[4] = (loej ? LOEJ : 0) | (start ? START : 0);
}

/**
 * dsr_cdb_prevent - PREVENT ALLOW MEDIUM REMOVAL
 * @c: filled
 * @prevent: lock the tray, or unlock it
 *
 * The persistent prevent bit stays clear: the eject button is locked too.
 */
void dsr_cdb_prevent(struct dsr_cdb *c, bool prevent)
{
	cdb_init(c, MMC_PREVENT_ALLOW, 6, DSR_DIR_NONE, 0);
	c->bytes[4] = prevent ? PREVENT : 0;
}

/**
 * dsr_cdb_read_capacity - READ CAPACITY(10)
 * @c: filled; answers MMC_READ_CAPACITY_BYTES
 */
void dsr_cdb_read_capacity(struct dsr_cdb *c)
{
	cdb_init(c, MMC_READ_CAPACITY, 10, DSR_DIR_IN, MMC_READ_CAPACITY_BYTES);
}

/* READ and WRITE differ in opcode and direction alone */
static void cdb_rw(struct dsr_cdb *c, u8 op10, u8 op12, u8 dir, u32 lba,
		   u32 blocks, u32 block_bytes)
{
	u32 xfer = blocks * block_bytes;

	if (blocks <= READ_10_BLOCKS) {
		cdb_init(c, op10, 10, dir, xfer);
		put_unaligned_be16(blocks, &c->bytes[7]);
	} else {
		cdb_init(c, op12, 12, dir, xfer);
		put_unaligned_be32(blocks, &c->bytes[6]);
	}
	put_unaligned_be32(lba, &c->bytes[2]);
}

/**
 * dsr_cdb_read - READ(10), or READ(12) above 65535 blocks
 * @c: filled
 * @lba: first block
 * @blocks: to read; 0 is legal and moves nothing
 * @block_bytes: of one block; @blocks * @block_bytes must be below 2^32
 */
void dsr_cdb_read(struct dsr_cdb *c, u32 lba, u32 blocks, u32 block_bytes)
{
	cdb_rw(c, MMC_READ_10, MMC_READ_12, DSR_DIR_IN, lba, blocks,
	       block_bytes);
}

/**
 * dsr_cdb_write - WRITE(10), or WRITE(12) above 65535 blocks
 * @c: filled
 * @lba: first block; a CD's pregap has negative ones, as two's complement
 * @blocks: to write; 0 is legal and moves nothing
 * @block_bytes: of one block; @blocks * @block_bytes must be below 2^32
 *
 * FUA stays clear: the drive may, and should, answer from its buffer.
 */
void dsr_cdb_write(struct dsr_cdb *c, u32 lba, u32 blocks, u32 block_bytes)
{
	cdb_rw(c, MMC_WRITE_10, MMC_WRITE_12, DSR_DIR_OUT, lba, blocks,
	       block_bytes);
}

/**
 * dsr_cdb_sync_cache - SYNCHRONIZE CACHE(10) of the whole medium
 * @c: filled
 * @immed: answer before it is done
 */
void dsr_cdb_sync_cache(struct dsr_cdb *c, bool immed)
{
	cdb_init(c, MMC_SYNCHRONIZE_CACHE, 10, DSR_DIR_NONE, 0);
	c->bytes[1] = immed ? IMMED_SYNC_CACHE : 0;
}

/**
 * dsr_cdb_read_toc - READ TOC/PMA/ATIP
 * @c: filled
 * @format: 0 TOC, 1 sessions, 2 full TOC, 3 PMA, 4 ATIP, 5 CD-Text
 * @track: track or session to start from, as @format wants it
 * @alloc: bytes there is room for
 *
 * Addresses are asked for as LBA where the format leaves the choice; full TOC,
 * PMA and ATIP have MSF by their nature.
 */
void dsr_cdb_read_toc(struct dsr_cdb *c, u8 format, u8 track, u16 alloc)
{
	cdb_init_10(c, MMC_READ_TOC, DSR_DIR_IN, alloc);
	if (format >= TOC_FULL && format <= TOC_ATIP)
		c->bytes[1] = TOC_TIME;
	c->bytes[2] = format & 0x0f;
	c->bytes[6] = track;
}

/**
 * dsr_cdb_get_configuration - GET CONFIGURATION
 * @c: filled
 * @rt: 0 all features from @feature on, 1 the current ones, 2 @feature alone
 * @feature: code
 * @alloc: bytes there is room for
 */
void dsr_cdb_get_configuration(struct dsr_cdb *c, u8 rt, u16 feature, u16 alloc)
{
	cdb_init_10(c, MMC_GET_CONFIGURATION, DSR_DIR_IN, alloc);
	c->bytes[1] = rt & 0x03;
	put_unaligned_be16(feature, &c->bytes[2]);
}

/**
 * dsr_cdb_read_disc_info - READ DISC INFORMATION, standard
 * @c: filled
 * @alloc: bytes there is room for, MMC_DISC_INFO_BYTES for what we use
 */
void dsr_cdb_read_disc_info(struct dsr_cdb *c, u16 alloc)
{
	cdb_init_10(c, MMC_READ_DISC_INFORMATION, DSR_DIR_IN, alloc);
}

/**
 * dsr_cdb_read_track_info - READ TRACK INFORMATION
 * @c: filled
 * @type: MMC_TRACK_BY_LBA or MMC_TRACK_BY_NUMBER
 * @number: the LBA, or the track number, or MMC_TRACK_INVISIBLE
 * @alloc: bytes there is room for
 */
void dsr_cdb_read_track_info(struct dsr_cdb *c, u8 type, u32 number, u16 alloc)
{
	cdb_init_10(c, MMC_READ_TRACK_INFORMATION, DSR_DIR_IN, alloc);
	c->bytes[1] = type & 0x03;
	put_unaligned_be32(number, &c->bytes[2]);
}

/**
 * dsr_cdb_reserve_track - RESERVE TRACK by size
 * @c: filled
 * @blocks: to reserve for the track that starts at the next writable address
 */
void dsr_cdb_reserve_track(struct dsr_cdb *c, u32 blocks)
{
	cdb_init(c, MMC_RESERVE_TRACK, 10, DSR_DIR_NONE, 0);
	put_unaligned_be32(blocks, &c->bytes[5]);
}

/**
 * dsr_cdb_send_opc - SEND OPC INFORMATION: calibrate now
 * @c: filled; no data, the drive knows its own write strategy
 */
void dsr_cdb_send_opc(struct dsr_cdb *c)
{
	cdb_init(c, MMC_SEND_OPC, 10, DSR_DIR_NONE, 0);
	c->bytes[1] = DO_OPC;
}

/**
 * dsr_cdb_mode_sense - MODE SENSE(10), current values
 * @c: filled
 * @page: page code, 0..0x3f
 * @alloc: bytes there is room for, MMC_MODE_HEADER_BYTES counted in
 */
void dsr_cdb_mode_sense(struct dsr_cdb *c, u8 page, u16 alloc)
{
	cdb_init_10(c, MMC_MODE_SENSE_10, DSR_DIR_IN, alloc);
	c->bytes[1] = DBD;
	c->bytes[2] = page & 0x3f;
}

/**
 * dsr_cdb_mode_select - MODE SELECT(10), values not saved
 * @c: filled
 * @bytes: of the parameter list, header included
 */
void dsr_cdb_mode_select(struct dsr_cdb *c, u16 bytes)
{
	cdb_init_10(c, MMC_MODE_SELECT_10, DSR_DIR_OUT, bytes);
	c->bytes[1] = PF;
}

/**
 * dsr_cdb_close - CLOSE TRACK/SESSION
 * @c: filled
 * @immed: answer before it is done
 * @function: MMC_CLOSE_*
 * @number: of the track, 0 where @function closes no track
 */
void dsr_cdb_close(struct dsr_cdb *c, bool immed, u8 function, u16 number)
{
	cdb_init(c, MMC_CLOSE_TRACK_SESSION, 10, DSR_DIR_NONE, 0);
	c->bytes[1] = immed ? IMMED_1 : 0;
	c->bytes[2] = function & 0x07;
	put_unaligned_be16(number, &c->bytes[4]);
}

/**
 * dsr_cdb_read_buffer_capacity - READ BUFFER CAPACITY in bytes
 * @c: filled; answers MMC_BUFFER_CAPACITY_BYTES
 */
void dsr_cdb_read_buffer_capacity(struct dsr_cdb *c)
{
	cdb_init_10(c, MMC_READ_BUFFER_CAPACITY, DSR_DIR_IN,
		    MMC_BUFFER_CAPACITY_BYTES);
}

/**
 * dsr_cdb_read_disc_structure - READ DISC STRUCTURE, layer 0
 * @c: filled
 * @bd: the structures of BD, or else those of DVD
 * @format: 0 of BD: disc information; 0x11 of DVD: ADIP
 * @alloc: bytes there is room for
 */
void dsr_cdb_read_disc_structure(struct dsr_cdb *c, bool bd, u8 format,
				 u16 alloc)
{
	cdb_init(c, MMC_READ_DISC_STRUCTURE, 12, DSR_DIR_IN, alloc);
	c->bytes[1] = bd ? 1 : 0;
	c->bytes[7] = format;
	put_unaligned_be16(alloc, &c->bytes[8]);
}

/**
 * dsr_cdb_set_cd_speed - SET CD SPEED, the drive's own kind of rotation
 * @c: filled
 * @read_kbs: in 1000 byte/s, 0xffff: the fastest
 * @write_kbs: in 1000 byte/s, 0xffff: the fastest
 */
void dsr_cdb_set_cd_speed(struct dsr_cdb *c, u16 read_kbs, u16 write_kbs)
{
	cdb_init(c, MMC_SET_CD_SPEED, 12, DSR_DIR_NONE, 0);
	put_unaligned_be16(read_kbs, &c->bytes[2]);
	put_unaligned_be16(write_kbs, &c->bytes[4]);
}

/**
 * dsr_cdb_set_streaming - SET STREAMING, performance descriptor
 * @c: filled; sends MMC_STREAMING_BYTES made by dsr_streaming_fill()
 */
void dsr_cdb_set_streaming(struct dsr_cdb *c)
{
	cdb_init(c, MMC_SET_STREAMING, 12, DSR_DIR_OUT, MMC_STREAMING_BYTES);
	put_unaligned_be16(MMC_STREAMING_BYTES, &c->bytes[9]);
}

/**
 * dsr_streaming_fill - the performance descriptor for SET STREAMING
 * @desc: filled
 * @end_lba: last block the speeds are for; they start at block 0
 * @read_kbs: in 1000 byte/s, 0: the default
 * @write_kbs: in 1000 byte/s, 0: the default
 *
 * A drive restores its defaults only for both at once. Where one speed alone
 * is 0, the fastest is asked for in its place, which is every drive's default.
 */
void dsr_streaming_fill(u8 desc[MMC_STREAMING_BYTES], u32 end_lba, u32 read_kbs,
			u32 write_kbs)
{
	memset(desc, 0, MMC_STREAMING_BYTES);
	put_unaligned_be32(end_lba, &desc[8]);
	if (!read_kbs && !write_kbs) {
		desc[0] = RDD;
		return;
	}
	put_unaligned_be32(read_kbs ?: STREAMING_FASTEST, &desc[12]);
	put_unaligned_be32(STREAMING_MS, &desc[16]);
	put_unaligned_be32(write_kbs ?: STREAMING_FASTEST, &desc[20]);
	put_unaligned_be32(STREAMING_MS, &desc[24]);
}

/**
 * dsr_cdb_format_unit - FORMAT UNIT with a parameter list
 * @c: filled; MMC_FORMAT_BYTES go out
 *
 * FmtData set, format code 001b (MMC-6 6.5.2). How to format is in the list.
 */
void dsr_cdb_format_unit(struct dsr_cdb *c)
{
	cdb_init(c, MMC_FORMAT_UNIT, 6, DSR_DIR_OUT, MMC_FORMAT_BYTES);
	c->bytes[1] = 0x11;
}

/**
 * dsr_format_plus_rw_fill - parameter list for a DVD+RW
 * @list: filled
 * @blocks: to be formatted; ~0: all there are
 * @restart: go on with a format that was stopped
 *
 * Format type 26h, DVD+RW basic format (MMC-6 6.5.4.2.14): the drive answers
 * when the lead-in is there and goes on in the background. FOV and IMMED are
 * set in the list header.
 */
void dsr_format_plus_rw_fill(u8 list[MMC_FORMAT_BYTES], u32 blocks,
			     bool restart)
{
	memset(list, 0, MMC_FORMAT_BYTES);
	list[1] = 0x82;
	put_unaligned_be16(8, &list[2]);
	put_unaligned_be32(blocks, &list[4]);
	list[8] = 0x26 << 2;
	list[11] = restart ? 1 : 0;
}

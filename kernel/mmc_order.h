/* SPDX-License-Identifier: GPL-2.0 */
/*
 * MMC: the CDBs, lists and answers of reading CDs, of erasing and formatting,
 * of cue sheets, layers and write features. Pure, as mmc.h, whose words hold
 * here too.
 */
#ifndef DSR_MMC_ORDER_H
#define DSR_MMC_ORDER_H

#include "mmc.h"

/* opcodes, MMC-6 table 236 */
#define MMC_READ_FORMAT_CAPACITIES	0x23
#define MMC_SEND_CUE_SHEET		0x5d
#define MMC_BLANK			0xa1
#define MMC_READ_CD			0xbe
#define MMC_SEND_DISC_STRUCTURE		0xbf

#define MMC_SENSE_BYTES			18	/* fixed format with progress, SPC-4 4.5.3 */
void dsr_cdb_request_sense(struct dsr_cdb *c);

int dsr_cdb_read_cd(struct dsr_cdb *c, u8 mode, u8 subchannel, s32 lba,
		    u32 blocks);

#define MMC_CDDA_BYTES			2352	/* of a block of audio */
#define MMC_C2_BYTES			294	/* a bit for each of these */

/**
 * enum dsr_c2_form - how C2 error bits come
 * @DSR_C2_NONE: not at all
 * @DSR_C2_ALONE: without the blocks
 * @DSR_C2_WITH: behind each block of audio, before its sub-channel
 */
enum dsr_c2_form {
	DSR_C2_NONE,
	DSR_C2_ALONE,
	DSR_C2_WITH,
};

int dsr_cdb_read_c2(struct dsr_cdb *c, u8 form, u8 subchannel, s32 lba,
		    u32 blocks);

/* @bytes: of the cue sheet, see cuesheet.h; below 2^24 */
void dsr_cdb_send_cue_sheet(struct dsr_cdb *c, u32 bytes);

/* blanking type 0: the whole disc; 1: PMA, first lead-in and pregap, table 267 */
void dsr_cdb_blank(struct dsr_cdb *c, bool immed, bool full);

/* format types of FORMAT UNIT, MMC-6 table 292 */
#define MMC_FORMAT_FULL			0x00	/* DVD-RAM, BD-RE */
#define MMC_FORMAT_RW_FULL		0x10	/* CD-RW, DVD-RW */
#define MMC_FORMAT_RW_QUICK		0x15	/* DVD-RW */
#define MMC_FORMAT_PLUS_RW		0x26	/* DVD+RW basic */
#define MMC_FORMAT_BD_SPARE		0x30	/* BD-RE with spare areas */
#define MMC_FORMAT_BD			0x31	/* BD-RE without */
/* the list for dsr_cdb_format_unit() */
void dsr_format_fill(u8 list[MMC_FORMAT_BYTES], u8 type, u32 blocks,
		     u32 parameter, bool immed);

/* current/maximum capacity, descriptor type, MMC-6 table 478 */
#define MMC_CAPACITY_UNFORMATTED	1
#define MMC_CAPACITY_FORMATTED		2
#define MMC_CAPACITY_NO_MEDIUM		3

#define MMC_FORMAT_DESCRIPTORS		31	/* a list of 255 bytes holds no more */

/**
 * struct dsr_format_descriptor - one way to format a medium
 * @type: MMC_FORMAT_*
 * @blocks: there are then
 * @parameter: what this type means by it, 24 bits
 */
struct dsr_format_descriptor {
	u8 type;
	u32 blocks;
	u32 parameter;
};

/**
 * struct dsr_format_capacities - what a medium is and can be formatted to
 * @state: MMC_CAPACITY_*
 * @blocks: as it is, or at most where it is not formatted
 * @nr: valid entries of @formats
 * @formats: in the drive's order
 */
struct dsr_format_capacities {
	u8 state;
	u32 blocks;
	u32 nr;
	struct dsr_format_descriptor formats[MMC_FORMAT_DESCRIPTORS];
};

#define MMC_FORMAT_CAPACITIES_BYTES	(4 + 8 + 8 * MMC_FORMAT_DESCRIPTORS)
void dsr_cdb_read_format_capacities(struct dsr_cdb *c);
int dsr_parse_format_capacities(const u8 *buf, u32 len,
				struct dsr_format_capacities *f);
const struct dsr_format_descriptor *
dsr_format_find(const struct dsr_format_capacities *f, u8 type);

#define MMC_STRUCTURE_LAYER_BREAK	0x20	/* L0 capacity, MMC-6 table 419 */
#define MMC_LAYER_BREAK_BYTES		12
void dsr_cdb_send_disc_structure(struct dsr_cdb *c, u8 format, u16 bytes);
void dsr_layer_break_fill(u8 list[MMC_LAYER_BREAK_BYTES], u32 blocks);
int dsr_parse_layer_break(const u8 *buf, u32 len, bool *fixed, u32 *blocks);

#define MMC_FEATURE_CD_READ		0x001e
#define MMC_FEATURE_INCREMENTAL	0x0021	/* tracks of DVD-R and DVD-RW */
#define MMC_FEATURE_CD_TAO		0x002d	/* track at once */
#define MMC_FEATURE_CD_MASTERING	0x002e	/* session at once, raw */
#define MMC_FEATURE_DVD_DASH		0x002f	/* DVD-R and DVD-RW */

/**
 * struct dsr_write_feature - features 0021h, 002Dh, 002Eh and 002Fh
 * @active: works with the medium that is in
 * @underrun_free: goes on where its buffer ran empty (not told of 0021h, like
 *	all that follows)
 * @test_write: knows the laser off
 * @sub_channel: writes R-W sub-channel as sent (CD)
 * @sao: session at once (002Eh)
 * @raw: raw mode (002Eh)
 * @raw_multi: raw mode for more than one session (002Eh)
 * @cue_bytes: of the longest cue sheet (002Eh)
 */
struct dsr_write_feature {
	bool active;
	bool underrun_free;
	bool test_write;
	bool sub_channel;
	bool sao;
	bool raw;
	bool raw_multi;
	u32 cue_bytes;
};

#define MMC_FEATURE_BYTES		(MMC_CONFIGURATION_BYTES + 8)
int dsr_parse_write_feature(const u8 *buf, u32 len, u16 feature,
			    struct dsr_write_feature *f);

int dsr_parse_cd_read_feature(const u8 *buf, u32 len, bool *c2);

#define MMC_ATIP_BYTES			28
int dsr_parse_atip(const u8 *buf, u32 len, s32 *lead_in, u32 *capacity);

#endif

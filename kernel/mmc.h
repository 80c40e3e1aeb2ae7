/* SPDX-License-Identifier: GPL-2.0 */
/*
 * MMC: building CDBs (mmc.c), parsing answers (mmc_parse.c). Pure: no kernel
 * service beyond types, unaligned access and string functions; also compiled in
 * user space.
 *
 * Chapter and table numbers are those of MMC-6 (T10/1836-D) if not said
 * otherwise. Parsers take the bytes that really arrived and never read beyond
 * them, whatever the lengths inside claim; they return -EINVAL where an answer
 * is too short or contradicts itself.
 */
#ifndef DSR_MMC_H
#define DSR_MMC_H

#include <linux/types.h>

/* opcodes, table 236 and SPC-4 table E.2 */
#define MMC_TEST_UNIT_READY		0x00
#define MMC_REQUEST_SENSE		0x03
#define MMC_FORMAT_UNIT			0x04
#define MMC_START_STOP_UNIT		0x1b
#define MMC_PREVENT_ALLOW		0x1e
#define MMC_READ_CAPACITY		0x25
#define MMC_READ_10			0x28
#define MMC_WRITE_10			0x2a
#define MMC_SYNCHRONIZE_CACHE		0x35
#define MMC_READ_TOC			0x43
#define MMC_GET_CONFIGURATION		0x46
#define MMC_READ_DISC_INFORMATION	0x51
#define MMC_READ_TRACK_INFORMATION	0x52
#define MMC_RESERVE_TRACK		0x53
#define MMC_SEND_OPC			0x54
#define MMC_MODE_SELECT_10		0x55
#define MMC_MODE_SENSE_10		0x5a
#define MMC_CLOSE_TRACK_SESSION		0x5b
#define MMC_READ_BUFFER_CAPACITY	0x5c
#define MMC_READ_12			0xa8
#define MMC_WRITE_12			0xaa
#define MMC_READ_DISC_STRUCTURE		0xad
#define MMC_SET_STREAMING		0xb6
#define MMC_SET_CD_SPEED		0xbb

/* profiles, table 95 */
#define MMC_PROFILE_NONE		0x0000
#define MMC_PROFILE_CD_ROM		0x0008
#define MMC_PROFILE_CD_R		0x0009
#define MMC_PROFILE_CD_RW		0x000a
#define MMC_PROFILE_DVD_ROM		0x0010
#define MMC_PROFILE_DVD_R		0x0011	/* sequential recording */
#define MMC_PROFILE_DVD_RAM		0x0012
#define MMC_PROFILE_DVD_RW_RO		0x0013	/* restricted overwrite */
#define MMC_PROFILE_DVD_RW_SEQ		0x0014	/* sequential recording */
#define MMC_PROFILE_DVD_R_DL		0x0015	/* sequential recording */
#define MMC_PROFILE_DVD_PLUS_RW		0x001a
#define MMC_PROFILE_DVD_PLUS_R		0x001b
#define MMC_PROFILE_DVD_PLUS_R_DL	0x002b
#define MMC_PROFILE_BD_ROM		0x0040
#define MMC_PROFILE_BD_R_SRM		0x0041
#define MMC_PROFILE_BD_RE		0x0043

/* READ TRACK INFORMATION, address/number type, table 493 */
#define MMC_TRACK_BY_LBA		0
#define MMC_TRACK_BY_NUMBER		1
#define MMC_TRACK_INVISIBLE		0xff	/* the incomplete track */

/* CLOSE TRACK/SESSION close function, tables 280 to 285 */
#define MMC_CLOSE_TRACK			1
#define MMC_CLOSE_SESSION		2
#define MMC_CLOSE_FINALIZE_MIN		5	/* DVD+R: with lead-out, minimal radius */
#define MMC_CLOSE_FINALIZE		6	/* DVD+R, BD-R: no more sessions */

/* disc status, READ DISC INFORMATION byte 2 bits 1-0, table 356 */
#define MMC_DISC_BLANK			0
#define MMC_DISC_APPENDABLE		1
#define MMC_DISC_COMPLETE		2
#define MMC_DISC_RANDOM			3	/* "others": DVD+RW, DVD-RAM */

/* background format, READ DISC INFORMATION byte 7 bits 1-0 */
#define MMC_BG_FORMAT_STOPPED		1

/* direction of the data phase */
enum dsr_dir {
	DSR_DIR_NONE,
	DSR_DIR_IN,	/* from the device */
	DSR_DIR_OUT,	/* to the device */
};

/**
 * struct dsr_cdb - a command, ready to be sent
 * @bytes: the command descriptor block
 * @len: valid bytes of it: 6, 10 or 12
 * @dir: of the data phase
 * @xfer: length of the data phase in bytes; made from the same value as the
 *	length field inside @bytes
 */
struct dsr_cdb {
	u8 bytes[16];
	u8 len;
	u8 dir;
	u32 xfer;
};

/* builders; every one fills all of @c */
void dsr_cdb_test_unit_ready(struct dsr_cdb *c);
void dsr_cdb_start_stop(struct dsr_cdb *c, bool immed, bool loej, bool start);
void dsr_cdb_prevent(struct dsr_cdb *c, bool prevent);
void dsr_cdb_read_capacity(struct dsr_cdb *c);
/* (10), or (12) for more than 65535 blocks */
void dsr_cdb_read(struct dsr_cdb *c, u32 lba, u32 blocks, u32 block_bytes);
void dsr_cdb_write(struct dsr_cdb *c, u32 lba, u32 blocks, u32 block_bytes);
void dsr_cdb_sync_cache(struct dsr_cdb *c, bool immed);
/* format 0..5, as table 474; track: as the format wants */
void dsr_cdb_read_toc(struct dsr_cdb *c, u8 format, u8 track, u16 alloc);
/* RT 2: the one feature @feature only, table 244 */
void dsr_cdb_get_configuration(struct dsr_cdb *c, u8 rt, u16 feature,
			       u16 alloc);
void dsr_cdb_read_disc_info(struct dsr_cdb *c, u16 alloc);
void dsr_cdb_read_track_info(struct dsr_cdb *c, u8 type, u32 number, u16 alloc);
void dsr_cdb_reserve_track(struct dsr_cdb *c, u32 blocks);
void dsr_cdb_send_opc(struct dsr_cdb *c);
void dsr_cdb_mode_sense(struct dsr_cdb *c, u8 page, u16 alloc);
void dsr_cdb_mode_select(struct dsr_cdb *c, u16 bytes);
void dsr_cdb_close(struct dsr_cdb *c, bool immed, u8 function, u16 number);
void dsr_cdb_read_buffer_capacity(struct dsr_cdb *c);
void dsr_cdb_read_disc_structure(struct dsr_cdb *c, bool bd, u8 format,
				 u16 alloc);
/* speeds in 1000 byte/s; 0xffff: the fastest */
void dsr_cdb_set_cd_speed(struct dsr_cdb *c, u16 read_kbs, u16 write_kbs);

#define MMC_STREAMING_BYTES		28	/* performance descriptor, table 605 */
void dsr_cdb_set_streaming(struct dsr_cdb *c);
/*
 * the descriptor to send with it; @end_lba is the last one; speeds in
 * 1000 byte/s, 0: restore the default
 */
void dsr_streaming_fill(u8 desc[MMC_STREAMING_BYTES], u32 end_lba, u32 read_kbs,
			u32 write_kbs);

#define MMC_FORMAT_BYTES		12	/* list header and one format descriptor */
void dsr_cdb_format_unit(struct dsr_cdb *c);
/* the list to send with it: DVD+RW basic format; @restart: one that was stopped */
void dsr_format_plus_rw_fill(u8 list[MMC_FORMAT_BYTES], u32 blocks,
			     bool restart);

#define MMC_CONFIGURATION_BYTES		8	/* feature header, table 92 */
/* the current profile (MMC_PROFILE_*) out of a feature header */
int dsr_parse_profile(const u8 *buf, u32 len, u16 *profile);

/**
 * struct dsr_disc_info - standard disc information, table 355
 * @status: MMC_DISC_*
 * @last_session: state of the last session: 0 empty, 1 incomplete, 3 complete
 * @erasable: rewritable
 * @bg_format: background format: 0 none, 1 incomplete, 2 running, 3 complete
 * @sessions: on the disc
 * @first_track: of the disc
 * @last_track: last one of the last session
 */
struct dsr_disc_info {
	u8 status;
	u8 last_session;
	bool erasable;
	u8 bg_format;
	u16 sessions;
	u16 first_track;
	u16 last_track;
};

#define MMC_DISC_INFO_BYTES		34
int dsr_parse_disc_info(const u8 *buf, u32 len, struct dsr_disc_info *d);

/**
 * struct dsr_track_info - track information block, table 495
 * @track: number
 * @session: number
 * @blank: nothing written in it
 * @reserved: reserved by RESERVE TRACK
 * @damaged: an interrupted write is to be repaired
 * @nwa_valid: @nwa counts
 * @start: LBA of its first block
 * @nwa: next writable address
 * @free_blocks: that can still be written in it
 * @size: blocks of the track
 */
struct dsr_track_info {
	u16 track;
	u16 session;
	bool blank;
	bool reserved;
	bool damaged;
	bool nwa_valid;
	u32 start;
	u32 nwa;
	u32 free_blocks;
	u32 size;
};

#define MMC_TRACK_INFO_BYTES		36
#define MMC_TRACK_INFO_MIN		28	/* up to and with the track size */
int dsr_parse_track_info(const u8 *buf, u32 len, struct dsr_track_info *t);

#define MMC_BUFFER_CAPACITY_BYTES	12
/* bytes; -EINVAL too when @free would exceed @size or @size is 0 */
int dsr_parse_buffer_capacity(const u8 *buf, u32 len, u32 *size, u32 *free);

#define MMC_READ_CAPACITY_BYTES		8
/*
 * blocks = last LBA + 1 (-EINVAL if that is beyond 32 bits); block length as
 * told, e.g. 2048
 */
int dsr_parse_read_capacity(const u8 *buf, u32 len, u32 *blocks,
			    u32 *block_bytes);

#define MMC_MODE_HEADER_BYTES		8
#define MMC_MODE05_BYTES		(2 + 0x32)	/* write parameters page, table 664 */
/*
 * dsr_mode_page - find @page in an answer to MODE SENSE(10)
 * Returns its offset in @buf, with @page_bytes (its two header bytes included)
 * all inside @len; -EINVAL where it isn't there whole.
 */
int dsr_mode_page(const u8 *buf, u32 len, u8 page, u32 *page_bytes);

/**
 * struct dsr_write_params - what we set in mode page 05h, table 664
 * @write_type: 1 track at once, 2 session at once, 3 raw, table 665
 * @test_write: laser off
 * @multi_session: 0 close, 3 leave open, table 667
 * @track_mode: Q control nibble, 4 = data
 * @block_type: table 668: 8 = Mode 1, 2048 bytes; 0 = audio 2352
 * @session_format: 0 CD-DA/CD-ROM, 0x20 XA, table 669
 * @burn_proof: buffer underrun free recording
 * @mcn: 13 digits, or NULL; for track at once only, elsewhere the cue sheet tells
 * @isrc: 12 characters, or NULL; as @mcn
 */
struct dsr_write_params {
	u8 write_type;
	bool test_write;
	u8 multi_session;
	u8 track_mode;
	u8 block_type;
	u8 session_format;
	bool burn_proof;
	const u8 *mcn;
	const u8 *isrc;
};

/*
 * dsr_mode05_fill - turn the answer to MODE SENSE(10) for page 05h into the
 * parameter list for MODE SELECT(10): drops block descriptors, clears what must
 * be zero, sets @p. @out has room for MMC_MODE_HEADER_BYTES + 255 + 2 bytes.
 * Returns the bytes to send, -EINVAL where the page isn't there or its length
 * is below 0x1e.
 */
int dsr_mode05_fill(const u8 *buf, u32 len, const struct dsr_write_params *p,
		    u8 *out);

#define DSR_MEDIUM_ID_BYTES		32
#define MMC_DISC_STRUCTURE_BYTES	128	/* enough for every id we look for */
/*
 * dsr_parse_medium_id - the maker's id of a medium as text
 * @profile: MMC_PROFILE_*; tells what @buf is: the ATIP (READ TOC format 4)
 *	for CD-R/RW ("97m15s17f"), the ADIP (READ DISC STRUCTURE 11h) for DVD+
 *	("MCC/004/00": manufacturer id, media type id, product revision), the
 *	pre-recorded information (0Eh) for DVD-R/RW ("MCC 03RG20"), the disc
 *	information (BD, 00h) for BD-R and BD-RE ("VERBAT/IMe/00")
 * Unprintable bytes become '.'; always terminated. -EINVAL: no id in there.
 */
int dsr_parse_medium_id(u16 profile, const u8 *buf, u32 len,
			char id[DSR_MEDIUM_ID_BYTES]);

#endif

/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * dsr: the layout, the description of a disc. The same structure goes with a job
 * and stands in front of a registered master. The rules of dsr.h hold here too.
 */
#ifndef _UAPI_DSR_LAYOUT_H
#define _UAPI_DSR_LAYOUT_H

#include <linux/types.h>

#define DSR_LAYOUT_MAGIC	0x4c525344	/* "DSRL", in the writer's order */
#define DSR_MAX_TRACKS		99		/* Red Book; MMC-6 4.2.3 */
#define DSR_MAX_LAYOUT_BYTES	(1024 * 1024)

/* dsr_layout.family */
enum dsr_family {
	DSR_FAMILY_CD = 1,
	DSR_FAMILY_DVD = 2,
	DSR_FAMILY_BD = 3,
	DSR_FAMILY_ANY = 4,	/* plain data that fits on any medium */
};

/* dsr_track.mode: what the bytes of a block are */
enum dsr_mode {
	DSR_MODE_DATA = 1,	/* 2048: user data of Mode 1, DVD, BD */
	DSR_MODE_AUDIO = 2,	/* 2352: CD-DA */
	DSR_MODE_2 = 3,		/* 2336: Mode 2 formless */
	DSR_MODE_XA1 = 4,	/* 2048: XA Mode 2 form 1 user data */
	DSR_MODE_XA2 = 5,	/* 2324: XA Mode 2 form 2 user data */
	DSR_MODE_XA_MIX = 6,	/* 2336: XA sub-header, data, EDC; forms mixed */
	DSR_MODE_RAW = 7,	/* 2352: whole sectors with sync and header */
};

/* dsr_track.subchannel: what follows every block in the stream */
enum dsr_subchannel {
	DSR_SUB_NONE = 0,
	DSR_SUB_PQ16 = 1,	/* 16 bytes, formatted P-Q */
	DSR_SUB_RAW96 = 2,	/* 96 bytes, raw P-W */
};

/* dsr_layout.flags */
#define DSR_LAYOUT_F_MCN	(1U << 0)	/* mcn is valid */
#define DSR_LAYOUT_F_OPEN	(1U << 1)	/* leave the last session open */

/* dsr_track.flags */
#define DSR_TRACK_F_ISRC	(1U << 0)	/* isrc is valid */
#define DSR_TRACK_F_GAP_IN_SOURCE (1U << 1)	/* the pregap's blocks are streamed too */
#define DSR_TRACK_F_RUN_OUT	(1U << 2)	/* DSR_RUN_OUT_BLOCKS follow; CD only */

/*
 * The run-out that ends a track written track at once (MMC-6 4.2): blocks of the
 * track that can't be read. They are not in the source, nor counted in
 * dsr_track.blocks: recorders that don't make them get silence.
 */
#define DSR_RUN_OUT_BLOCKS	2

/**
 * struct dsr_track - one track, in the order of the disc
 * @size: bytes of this structure
 * @number: 1..99
 * @session: 1.., never falling from track to track
 * @control: Q sub-channel control nibble (pre-emphasis 1, copy 2, data 4)
 * @mode: enum dsr_mode
 * @subchannel: enum dsr_subchannel
 * @nr_indexes: index marks after INDEX 01, 0..98
 * @block_bytes: bytes of one block in the stream, sub-channel included
 * @flags: DSR_TRACK_F_*
 * @pregap_blocks: blocks of INDEX 00, before @start; the 150 that come before
 *	the first track of every session are understood and not counted: a
 *	pregap here is what such a track has beyond them
 * @start: LBA of INDEX 01
 * @blocks: from INDEX 01 to the end of the track, without its run-out
 * @source_offset: where the track's first streamed block lies in the source:
 *	an LBA on a drive, a byte offset on a block device
 * @indexes_offset: from the start of the layout to an array of __u32, block
 *	offsets of INDEX 02.. from @start, rising; 0 if there are none
 * @isrc: 12 characters (ISO 3901), no terminator needed
 * @reserved: zero
 */
struct dsr_track {
	__u32 size;
	__u8 number;
	__u8 session;
	__u8 control;
	__u8 mode;
	__u8 subchannel;
	__u8 nr_indexes;
	__u16 block_bytes;
	__u32 flags;
	__u32 pregap_blocks;
	__s32 start;
	__u64 blocks;
	__u64 source_offset;
	__u32 indexes_offset;
	__u8 isrc[12];
	__u64 reserved[2];
};

/**
 * struct dsr_layout - head of a layout; tracks, indexes and CD-Text follow
 * @size: bytes of this head
 * @magic: DSR_LAYOUT_MAGIC
 * @total_bytes: of the whole layout, head included
 * @family: enum dsr_family
 * @nr_sessions: 1..
 * @nr_tracks: 1..99
 * @flags: DSR_LAYOUT_F_*
 * @tracks_offset: from the start of the head to struct dsr_track[@nr_tracks]
 * @track_bytes: bytes from one track to the next
 * @cdtext_offset: to raw packs of 18 bytes (MMC-6 annex J); 0: none
 * @cdtext_bytes: a multiple of 18
 * @layer_break: blocks on layer 0 of a dual layer disc; 0: single layer
 * @mcn: 13 digits (EAN-13)
 * @reserved8: zero
 * @reserved: zero
 */
struct dsr_layout {
	__u32 size;
	__u32 magic;
	__u32 total_bytes;
	__u8 family;
	__u8 nr_sessions;
	__u16 nr_tracks;
	__u32 flags;
	__u32 tracks_offset;
	__u32 track_bytes;
	__u32 cdtext_offset;
	__u32 cdtext_bytes;
	__u32 layer_break;
	__u8 mcn[13];
	__u8 reserved8[3];
	__u64 reserved[3];
};

#endif /* _UAPI_DSR_LAYOUT_H */

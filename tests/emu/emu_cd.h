/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The CD part of a disc: blocks of 2352 bytes and their sub-channel. Included
 * by emu.h. Block numbers are signed: the first track's pre-gap is -150 to -1.
 */
#ifndef EMU_CD_H
#define EMU_CD_H

#include <linux/types.h>
#include <linux/xarray.h>

struct emu_disc;
struct file;
struct seq_file;

#define EMU_RAW		2352u	/* main channel of a block, ECMA-130 14 */
#define EMU_SUB		96u	/* its sub-channel P to W, raw, ECMA-130 22 */
#define EMU_Q		12u	/* its Q, with the CRC */
#define EMU_CD_PREGAP	150	/* blocks in front of block 0, ECMA-130 21 */
#define EMU_CD_FIRST_GAP 11400	/* lead-out to the second session's data */
#define EMU_CD_NEXT_GAP	6900	/* and to later ones; Orange Book, MMC-6 4.2.3 */
#define EMU_PACK	18u	/* bytes of a CD-TEXT pack, MMC-6 annex J */
#define EMU_MCN_LEN	13	/* digits of a media catalogue number */
#define EMU_ISRC_LEN	12	/* characters of an ISRC */

/* The control nibble of Q, ECMA-130 22.3.1 */
#define EMU_CTL_PREEMPHASIS	0x1
#define EMU_CTL_COPY		0x2
#define EMU_CTL_DATA		0x4
#define EMU_CTL_FOUR		0x8

/* What the blocks of a CD track are. */
enum emu_track_mode {
	EMU_TRACK_MODE1,	/* also the one track of a DVD or BD */
	EMU_TRACK_AUDIO,
	EMU_TRACK_MODE2,	/* formless */
	EMU_TRACK_XA,		/* mode 2 with sub-headers, form 1 and 2 mixed */
};

/*
 * In which form the main channel of a block is kept; what is missing of the
 * 2352 bytes is generated when it is read.
 */
enum emu_form {
	EMU_FORM_NONE,	/* not written: zeros of the track's mode */
	EMU_FORM_MODE1,	/* 2048: user data of mode 1 */
	EMU_FORM_XA1,	/* 2056: sub-header, user data of form 1 */
	EMU_FORM_XA2,	/* 2332: sub-header, user data of form 2 */
	EMU_FORM_MODE2,	/* 2336: everything behind the header */
	EMU_FORM_RAW,	/* 2352: samples, or a sector with sync, not scrambled */
	EMU_FORMS
};

/* What READ CD calls the sector type, MMC-6 table 351 */
enum emu_sector_type {
	EMU_SECTOR_ANY,
	EMU_SECTOR_AUDIO,
	EMU_SECTOR_MODE1,
	EMU_SECTOR_MODE2,	/* formless */
	EMU_SECTOR_XA1,
	EMU_SECTOR_XA2,
};

/**
 * struct emu_space - bytes by their position, in pages; absent ones are zeros
 * @pages: index to page
 */
struct emu_space {
	struct xarray pages;
};

/**
 * struct emu_mark - where an index of a track begins, from INDEX 02 on
 * @lba: block
 * @track: number
 * @index: 2 to 99
 */
struct emu_mark {
	s32 lba;
	u8 track;
	u8 index;
};

/**
 * struct emu_piece - blocks that lie in a file of the host
 * @lba: first block
 * @blocks: number of blocks
 * @form: of each of them
 * @swap: samples are big-endian
 * @sub: 96 bytes of R to W follow each block
 * @bare: XA whose sub-headers are not in the file
 * @stride: bytes from block to block
 * @pos: of the first block in the file, bytes
 * @end: bytes of the file that count; behind it there are zeros
 * @file: the file, owned by struct emu_cd
 */
struct emu_piece {
	s32 lba;
	u32 blocks;
	enum emu_form form;
	bool swap;
	bool sub;
	bool bare;
	u32 stride;
	loff_t pos;
	loff_t end;
	struct file *file;
};

/**
 * struct emu_session - what is said in a session's lead-in beside its tracks
 * @type: 00h CD-DA or CD-ROM, 10h CD-I, 20h CD-ROM XA (PSEC of point A0)
 * @packs: number of CD-TEXT packs
 * @text: the packs, 18 bytes each, or NULL
 */
struct emu_session {
	u8 type;
	u32 packs;
	u8 *text;
};

/**
 * struct emu_cd - what only a CD has; under disc->lock
 * @mcn: media catalogue number, 13 digits, or empty
 * @sessions: by number less 1
 * @forms: enum emu_form of each block from -150 on, or NULL: no block but of
 *	EMU_FORM_MODE1 was written
 * @main: blocks of all other forms, and of block numbers below 0
 * @sub: R to W of each block, bits 5 to 0 of each byte
 * @marks: INDEX 02 and up, in the order of blocks
 * @nr_marks: entries in @marks
 * @pieces: what is read from files where @forms has nothing
 * @nr_pieces: entries in @pieces
 * @files: those files
 * @nr_files: entries in @files
 */
struct emu_cd {
	char mcn[EMU_MCN_LEN + 1];
	struct emu_session sessions[100];
	u8 *forms;
	struct emu_space main;
	struct emu_space sub;
	struct emu_mark *marks;
	u32 nr_marks;
	struct emu_piece *pieces;
	u32 nr_pieces;
	struct file **files;
	u32 nr_files;
};

/* ---- emu_space.c ------------------------------------------------------- */

void emu_space_init(struct emu_space *space);
void emu_space_clear(struct emu_space *space);
void emu_space_read(struct emu_space *space, u64 pos, u8 *buf, u32 len);
int emu_space_write(struct emu_space *space, u64 pos, const u8 *buf, u32 len);

/* ---- emu_cd.c: the blocks ---------------------------------------------- */

struct emu_cd *emu_cd_create(void);
void emu_cd_destroy(struct emu_cd *cd);
void emu_cd_blank(struct emu_disc *disc);
u32 emu_form_size(enum emu_form form);
int emu_cd_write(struct emu_disc *disc, s32 lba, enum emu_form form,
		 const u8 *data);
int emu_cd_write_sub(struct emu_disc *disc, s32 lba, const u8 *raw);
int emu_cd_fetch(struct emu_disc *disc, s32 lba, u8 *sector,
		 enum emu_form *form);
int emu_cd_fetch_sub(struct emu_disc *disc, s32 lba, u8 *raw);
bool emu_cd_plain(const struct emu_disc *disc);
int emu_cd_add_mark(struct emu_disc *disc, u8 track, u8 index, s32 lba);
int emu_cd_set_text(struct emu_disc *disc, u16 session, const u8 *packs,
		    u32 nr);

/* ---- emu_sector.c: the 2352 bytes, no disc needed ---------------------- */

void emu_sector_init(void);
void emu_sector_build(u8 *sector, s32 lba, enum emu_form form,
		      enum emu_track_mode mode, bool parity);
enum emu_sector_type emu_sector_type(const u8 *sector,
				     enum emu_track_mode mode);
void emu_sector_scramble(u8 *sector);

/* ---- emu_subcode.c: P and Q -------------------------------------------- */

void emu_subcode_q(const struct emu_disc *disc, s32 lba, u8 *q);
void emu_subcode_position(const struct emu_disc *disc, s32 lba, u8 *q);
bool emu_subcode_p(const struct emu_disc *disc, s32 lba);
void emu_subcode_raw(const struct emu_disc *disc, s32 lba, u8 *raw);
int emu_subcode_packs(struct emu_disc *disc, s32 lba, u8 *packs);
int emu_subcode_put_packs(struct emu_disc *disc, s32 lba, const u8 *packs);

#endif /* EMU_CD_H */

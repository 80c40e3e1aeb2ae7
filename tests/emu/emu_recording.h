/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A session of a CD that is recorded at once: what its cue sheet announced, or
 * what was found in the Q sub-channel of raw blocks. Included by emu.h.
 */
#ifndef EMU_RECORDING_H
#define EMU_RECORDING_H

#include <linux/bitmap.h>
#include <linux/types.h>

#include "emu_cd.h"

struct emu_disc;

/* Of the first session, 97:26:66 as the ATIP says: 450150 frames before it */
#define EMU_LEAD_IN_START	(-11634)
#define EMU_LEAD_IN_NEXT	4500	/* blocks of later ones, Orange Book */
#define EMU_LEAD_OUT_TNO	0xaa
#define EMU_CUE_MAX		0x8000	/* bytes of a cue sheet */
#define EMU_PACK_SYMBOLS	24	/* 6 bit symbols of a pack */
#define EMU_TEXT_PACKS		2048	/* 8 blocks of 256, MMC-6 annex J */

/**
 * struct emu_recording_row - where something begins
 * @lba: first block
 * @form: data form of the blocks up to the next row, MMC-6 table 609
 * @control: control nibble of Q
 * @track: number, EMU_LEAD_OUT_TNO for the lead-out
 * @index: 0 to 99
 */
struct emu_recording_row {
	s32 lba;
	u8 form;
	u8 control;
	u8 track;
	u8 index;
};

/**
 * struct emu_recording - a session that is recorded at once
 * @raw: told by Q, else by a cue sheet
 * @start: first block of INDEX 00 of the first track
 * @next: the block that has to be written next
 * @end: first block of the lead-out; raw: what the lead-in says of it
 * @first: number of the first track
 * @last: number of the last track
 * @type: session type for point A0: 00h, 10h or 20h
 * @appendable: raw: the lead-in says that another session may follow
 * @toc: raw: start of each track as the lead-in says it
 * @toc_seen: raw: a bit for each point of the lead-in
 * @sector: raw: one block, unscrambled
 * @mode: what the blocks of a track are, found when it is written
 * @mcn: media catalogue number, or empty
 * @isrc: per track, or empty
 * @text: packs from the lead-in, 18 bytes each
 * @packs: packs in @text
 * @text_done: the packs began anew
 * @nr: rows used
 * @room: rows there is room for
 * @rows: in the order of blocks
 */
struct emu_recording {
	bool raw;
	s32 start;
	s32 next;
	s32 end;
	u8 first;
	u8 last;
	u8 type;
	bool appendable;
	s32 toc[EMU_LEAD_OUT_TNO];
	DECLARE_BITMAP(toc_seen, EMU_LEAD_OUT_TNO);
	u8 sector[EMU_RAW];
	enum emu_track_mode mode[100];
	char mcn[EMU_MCN_LEN + 1];
	char isrc[100][EMU_ISRC_LEN + 1];
	u8 *text;
	u32 packs;
	bool text_done;
	u32 nr;
	u32 room;
	struct emu_recording_row *rows;
};

/* ---- emu_recording.c -------------------------------------------------------- */

struct emu_recording *emu_recording_create(void);
void emu_recording_destroy(struct emu_recording *plan);
int emu_recording_add(struct emu_recording *plan, const struct emu_recording_row *row);
int emu_recording_text(struct emu_recording *plan, const u8 *symbols);
int emu_recording_finish(struct emu_recording *plan, struct emu_disc *disc,
			 bool appendable);
void emu_recording_abandon(struct emu_recording *plan, struct emu_disc *disc);

/* ---- emu_cue.c: no disc needed ----------------------------------------- */

u32 emu_cue_bytes(u8 form);
u32 emu_cue_main(u8 form);
int emu_cue_parse(struct emu_recording *plan, const u8 *sheet, u32 len, s32 limit,
		  bool text, u16 *field);

/* ---- emu_sao.c, emu_raw.c, emu_tao.c: the blocks of a WRITE ------------- */

int emu_sao_check(struct emu_recording *plan, s32 lba, u32 blocks, u32 *size);
int emu_sao_block(struct emu_recording *plan, struct emu_disc *disc, s32 lba,
		  const u8 *data);
void emu_sao_skip(struct emu_recording *plan);
int emu_raw_block(struct emu_recording *plan, struct emu_disc *disc, s32 lba,
		  const u8 *data);
bool emu_raw_complete(const struct emu_recording *plan);
u32 emu_tao_size(u8 block_type);
bool emu_tao_audio(u8 block_type);
int emu_tao_begin(struct emu_disc *disc, int track, const u8 *page);
int emu_tao_block(struct emu_disc *disc, s32 lba, const u8 *page,
		  const u8 *data, u8 *scratch);

#endif /* EMU_RECORDING_H */

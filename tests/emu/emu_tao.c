// SPDX-License-Identifier: GPL-2.0
/* Track-at-once on CD: what the write parameters make of blocks and tracks. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu.h"

/* Bytes of the write parameters page behind its first two, MMC-6 table 648 */
#define EMU_WP_TRACK_MODE	1
#define EMU_WP_BLOCK_TYPE	2
#define EMU_WP_SESSION_FORMAT	6
#define EMU_WP_MCN		14
#define EMU_WP_ISRC		30
#define EMU_WP_SUBHEADER	46
#define EMU_WP_VALID		0x80	/* first byte of MCN and ISRC */

#define EMU_SUBMODE_FORM2	0x20	/* byte 2 of an XA sub-header */

/*
 * Data block types, MMC-6 table 652: bytes the host sends, 0 for one that this
 * recorder has not; what the track is.
 */
static const struct {
	u16 size;
	u8 mode;
} emu_block_types[16] = {
	[0] = { 2352, EMU_TRACK_AUDIO },
	[8] = { 2048, EMU_TRACK_MODE1 },
	[9] = { 2336, EMU_TRACK_MODE2 },
	[10] = { 2048, EMU_TRACK_XA },	/* form 1, sub-header of the page */
	[11] = { 2056, EMU_TRACK_XA },	/* form 1 with its sub-header */
	[12] = { 2324, EMU_TRACK_XA },	/* form 2, sub-header of the page */
	[13] = { 2332, EMU_TRACK_XA },	/* any form with its sub-header */
};

/**
 * emu_tao_size - bytes of a block in track-at-once
 * @block_type: low nibble of the page's byte 4
 *
 * Return: bytes, 0 for a type that there is not.
 */
u32 emu_tao_size(u8 block_type)
{
	return emu_block_types[block_type & 0x0f].size;
}

/**
 * emu_tao_audio - is it a type for audio tracks
 * @block_type: low nibble of the page's byte 4
 *
 * Return: true for audio; data otherwise.
 */
bool emu_tao_audio(u8 block_type)
{
	return emu_block_types[block_type & 0x0f].mode == EMU_TRACK_AUDIO;
}

/**
 * emu_tao_begin - a track is written to
 * @disc: a CD; its lock held
 * @track: index
 * @page: write parameters from byte 2 on
 *
 * The first blocks make the track what it is; the others have to be like them.
 *
 * Return: 0 or sense.
 */
int emu_tao_begin(struct emu_disc *disc, int track, const u8 *page)
{
	u8 mode = emu_block_types[page[EMU_WP_BLOCK_TYPE] & 0x0f].mode;
	struct emu_track *t = &disc->tracks[track];

	if (t->state == EMU_TRACK_OPEN)
		return t->mode == mode ? 0 : EMU_ILLEGAL_MODE;
	t->mode = mode;
	t->control = page[EMU_WP_TRACK_MODE] & 0x0f;
	if (page[EMU_WP_ISRC] & EMU_WP_VALID)
		memcpy(t->isrc, page + EMU_WP_ISRC + 1, EMU_ISRC_LEN);
	if (page[EMU_WP_MCN] & EMU_WP_VALID)
		memcpy(disc->cd->mcn, page + EMU_WP_MCN + 1, EMU_MCN_LEN);
	disc->cd->sessions[disc->sessions].type = page[EMU_WP_SESSION_FORMAT];
	return 0;
}

static int emu_tao_xa(struct emu_disc *disc, s32 lba, bool form2,
		      const u8 *header, const u8 *data, u8 *block)
{
	memcpy(block, header, 4);
	memcpy(block + 4, header, 4);
	if (form2) {
		block[2] |= EMU_SUBMODE_FORM2;
		block[6] |= EMU_SUBMODE_FORM2;
	}
	memcpy(block + 8, data, form2 ? 2324 : 2048);
	return emu_cd_write(disc, lba, form2 ? EMU_FORM_XA2 : EMU_FORM_XA1,
			    block);
}

/**
 * emu_tao_block - write one block
 * @disc: a CD; its lock held
 * @lba: the block
 * @page: write parameters from byte 2 on
 * @data: emu_tao_size() bytes
 * @scratch: EMU_RAW bytes of room
 *
 * Return: 0 or sense.
 */
int emu_tao_block(struct emu_disc *disc, s32 lba, const u8 *page,
		  const u8 *data, u8 *scratch)
{
	const u8 *header = page + EMU_WP_SUBHEADER;

	switch (page[EMU_WP_BLOCK_TYPE] & 0x0f) {
	case 0:
		return emu_cd_write(disc, lba, EMU_FORM_RAW, data);
	case 8:
		return emu_cd_write(disc, lba, EMU_FORM_MODE1, data);
	case 9:
		return emu_cd_write(disc, lba, EMU_FORM_MODE2, data);
	case 10:
		return emu_tao_xa(disc, lba, false, header, data, scratch);
	case 12:
		return emu_tao_xa(disc, lba, true, header, data, scratch);
	default:		/* 11 and 13: sub-header in front */
		return emu_cd_write(disc, lba, data[2] & EMU_SUBMODE_FORM2 ?
				    EMU_FORM_XA2 : EMU_FORM_XA1, data);
	}
}

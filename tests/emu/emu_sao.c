// SPDX-License-Identifier: GPL-2.0
/* Session-at-once: blocks in the order and the forms of the cue sheet. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu.h"

#define EMU_SUBMODE_FORM2	0x20	/* byte 2 of an XA sub-header */

/* The row that a block belongs to; the lead-out's for those behind the end. */
static const struct emu_recording_row *emu_sao_row(const struct emu_recording *plan,
						   s32 lba)
{
	u32 i = plan->nr - 1;

	while (i && plan->rows[i].lba > lba)
		i--;
	return &plan->rows[i];
}

static u32 emu_sao_size(const struct emu_recording *plan, s32 lba)
{
	if (lba < plan->start)
		return EMU_SUB;		/* CD-TEXT in the lead-in */
	return emu_cue_bytes(emu_sao_row(plan, lba)->form);
}

/**
 * emu_sao_skip - the drive makes by itself what the host need not send
 * @plan: the plan; @next moves to the next block that is wanted
 */
void emu_sao_skip(struct emu_recording *plan)
{
	const struct emu_recording_row *row;

	while (plan->next >= plan->start && plan->next < plan->end) {
		row = emu_sao_row(plan, plan->next);
		if (emu_cue_bytes(row->form))
			break;
		plan->next = row[1].lba;
	}
}

/**
 * emu_sao_check - may these blocks be written now
 * @plan: the plan
 * @lba: first block
 * @blocks: number of blocks
 * @size: gets the bytes of each
 *
 * Return: 0 or sense: 5/21/02 for another block than the next, 5/21/00 behind
 * the session, 5/64/00 when not all of them have one size.
 */
int emu_sao_check(struct emu_recording *plan, s32 lba, u32 blocks, u32 *size)
{
	u32 i;

	if (lba != plan->next)
		return EMU_BAD_WRITE_ADDRESS;
	if ((s64)lba + blocks > plan->end)
		return EMU_LBA_RANGE;
	*size = emu_sao_size(plan, lba);
	for (i = 1; i < blocks; i++)
		if (emu_sao_size(plan, lba + i) != *size)
			return EMU_ILLEGAL_MODE;
	return 0;
}

/* The bytes of sync, header, EDC and ECC that came along are made anew. */
static int emu_sao_main(struct emu_disc *disc, s32 lba, u8 form, const u8 *data)
{
	static const u8 zeros[EMU_RAW];
	const u8 *p = data;

	if (form & 0x02)		/* what came is not to be used */
		p = zeros;
	else if (form & 0x01)		/* 2352 bytes of a data sector */
		p = data + 16;
	switch (form & 0x30) {
	case 0x00:
		return emu_cd_write(disc, lba, EMU_FORM_RAW, data);
	case 0x10:
		return emu_cd_write(disc, lba, EMU_FORM_MODE1, p);
	case 0x20:
		return emu_cd_write(disc, lba, p[2] & EMU_SUBMODE_FORM2 ?
				    EMU_FORM_XA2 : EMU_FORM_XA1, p);
	default:
		return emu_cd_write(disc, lba, EMU_FORM_MODE2, p);
	}
}

static int emu_sao_lead_in(struct emu_recording *plan, const u8 *data)
{
	int sense = 0;
	u32 i;

	for (i = 0; i < EMU_SUB && !sense; i += EMU_PACK_SYMBOLS)
		sense = emu_recording_text(plan, data + i);
	return sense;
}

/**
 * emu_sao_block - write one block
 * @plan: the plan; its @next block
 * @disc: a CD; its lock held
 * @lba: the block
 * @data: as many bytes as emu_sao_check() said
 *
 * Return: 0 or sense.
 */
int emu_sao_block(struct emu_recording *plan, struct emu_disc *disc, s32 lba,
		  const u8 *data)
{
	static const enum emu_track_mode modes[] = {
		EMU_TRACK_AUDIO, EMU_TRACK_MODE1, EMU_TRACK_XA, EMU_TRACK_MODE2
	};
	const struct emu_recording_row *row;
	int sense = 0;
	const u8 *sub;

	plan->next = lba + 1;
	if (lba < plan->start)
		return emu_sao_lead_in(plan, data);
	row = emu_sao_row(plan, lba);
	if (row->index)
		plan->mode[row->track] = modes[row->form >> 4 & 3];
	sub = data + emu_cue_main(row->form);
	if (emu_cue_main(row->form))
		sense = emu_sao_main(disc, lba, row->form & 0x3f, data);
	if (!sense && (row->form & 0xc0) == 0x40)
		sense = emu_cd_write_sub(disc, lba, sub);
	if (!sense && (row->form & 0xc0) == 0xc0)
		sense = emu_subcode_put_packs(disc, lba, sub);
	return sense;
}

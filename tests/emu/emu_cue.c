// SPDX-License-Identifier: GPL-2.0
/* Cue sheets, checked to the letter: MMC-6 6.33, tables 605 to 612. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu.h"

#define EMU_CUE_ROW	8
#define EMU_CUE_MIN_TRACK	300	/* blocks: 4 s, Red Book */

/* Low nibble of a row's first byte */
#define EMU_ADR_TIME	1
#define EMU_ADR_MCN	2
#define EMU_ADR_ISRC	3

/* Bits 7 and 6 of the data form: sub-channel, table 610 */
#define EMU_SUB_NONE	0x00
#define EMU_SUB_RAW	0x40
#define EMU_SUB_PACKED	0xc0

/* Main channel bytes per data form, table 609; 0xffff: no such form */
static u32 emu_cue_form_bytes(u8 form)
{
	switch (form & 0x3f) {
	case 0x00: case 0x11: case 0x13: case 0x21: case 0x23: case 0x31:
	case 0x33:
		return 2352;
	case 0x10: case 0x12:
		return 2048;
	case 0x20: case 0x22: case 0x30: case 0x32:
		return 2336;
	case 0x01: case 0x14: case 0x24: case 0x34:
		return 0;
	default:
		return 0xffff;
	}
}

/**
 * emu_cue_main - bytes of the main channel that the host sends for a block
 * @form: data form of a checked row
 *
 * Return: bytes, 0 when the drive makes them.
 */
u32 emu_cue_main(u8 form)
{
	return emu_cue_form_bytes(form);
}

/**
 * emu_cue_bytes - bytes that the host sends for a block
 * @form: data form of a checked row
 *
 * Return: bytes, 0 when the drive makes the whole block.
 */
u32 emu_cue_bytes(u8 form)
{
	return emu_cue_form_bytes(form) + (form & 0xc0 ? EMU_SUB : 0);
}

/**
 * struct emu_cue - a cue sheet while it is read
 * @plan: gets what it says
 * @sheet: the rows
 * @len: bytes
 * @at: the row that is read
 * @limit: no block from here on
 * @text: CD-TEXT in the lead-in is known
 * @lead_in: its row was read
 * @isrc_for: track that the last ISRC was for
 * @field: byte that is wrong
 */
struct emu_cue {
	struct emu_recording *plan;
	const u8 *sheet;
	u32 len;
	u32 at;
	s32 limit;
	bool text;
	bool lead_in;
	u8 isrc_for;
	u32 field;
};

static int emu_cue_wrong(struct emu_cue *c, u32 byte)
{
	c->field = c->at + byte;
	return EMU_BAD_PARAMETER;
}

static const struct emu_recording_row *emu_cue_last(const struct emu_cue *c)
{
	return c->plan->nr ? &c->plan->rows[c->plan->nr - 1] : NULL;
}

/* Two rows with the same head: @text gets @n characters from byte @from on. */
static int emu_cue_text(struct emu_cue *c, u32 from, u32 n, char *text)
{
	const u8 *row = c->sheet + c->at;
	u32 first = EMU_CUE_ROW - from;

	if (c->len - c->at < 2 * EMU_CUE_ROW ||
	    memcmp(row, row + EMU_CUE_ROW, from))
		return emu_cue_wrong(c, EMU_CUE_ROW);
	memcpy(text, row + from, first);
	memcpy(text + first, row + EMU_CUE_ROW + from, n - first);
	text[n] = 0;
	return 0;
}

static int emu_cue_mcn(struct emu_cue *c)
{
	u32 i;
	int sense = emu_cue_text(c, 1, EMU_MCN_LEN, c->plan->mcn);

	if (sense)
		return sense;
	if (c->plan->nr)		/* behind a track */
		return emu_cue_wrong(c, 0);
	for (i = 0; i < EMU_MCN_LEN; i++)
		if (c->plan->mcn[i] < '0' || c->plan->mcn[i] > '9')
			return emu_cue_wrong(c, 1 + i + (i > 6));
	c->at += 2 * EMU_CUE_ROW;
	return 0;
}

/* Five letters or digits, then seven digits: ISO 3901 */
static bool emu_cue_isrc_char(u32 i, char ch)
{
	if (ch >= '0' && ch <= '9')
		return true;
	return i < 5 && ch >= 'A' && ch <= 'Z';
}

static int emu_cue_isrc(struct emu_cue *c)
{
	const struct emu_recording_row *last = emu_cue_last(c);
	u8 track = c->sheet[c->at + 1];
	u8 next = last ? last->track + 1 : c->plan->first;
	char *isrc;
	u32 i;
	int sense;

	if (!c->lead_in || track > 99 ||
	    (track != next && !(last && track == last->track)))
		return emu_cue_wrong(c, 1);
	isrc = c->plan->isrc[track];
	sense = emu_cue_text(c, 2, EMU_ISRC_LEN, isrc);
	if (sense)
		return sense;
	for (i = 0; i < EMU_ISRC_LEN; i++)
		if (!emu_cue_isrc_char(i, isrc[i]))
			return emu_cue_wrong(c, 2 + i + (i > 5 ? 2 : 0));
	c->isrc_for = track;
	c->at += 2 * EMU_CUE_ROW;
	return 0;
}

static int emu_cue_time(struct emu_cue *c, s32 *lba)
{
	const u8 *row = c->sheet + c->at;

	if (row[6] > 59)
		return emu_cue_wrong(c, 6);
	if (row[7] > 74)
		return emu_cue_wrong(c, 7);
	*lba = (row[5] * 60 + row[6]) * 75 + row[7] - EMU_CD_PREGAP;
	return 0;
}

/* Its time is not looked at: programs disagree about it. */
static int emu_cue_lead_in(struct emu_cue *c)
{
	const u8 *row = c->sheet + c->at;
	u8 form = row[3];
	s32 unused;

	if (row[1] || c->lead_in)
		return emu_cue_wrong(c, 1);
	if (row[2])
		return emu_cue_wrong(c, 2);
	if (emu_cue_form_bytes(form) || (form & 0xc0 && !c->text) ||
	    form & 0x80)
		return emu_cue_wrong(c, 3);
	if (row[4])
		return emu_cue_wrong(c, 4);
	if (emu_cue_time(c, &unused))
		return EMU_BAD_PARAMETER;
	c->lead_in = true;
	if (form & EMU_SUB_RAW)
		c->plan->next = c->plan->start == -EMU_CD_PREGAP ?
				EMU_LEAD_IN_START :
				c->plan->start - EMU_LEAD_IN_NEXT;
	return 0;
}

/* Track and index go on from the row before, or a new track begins. */
static int emu_cue_order(struct emu_cue *c, const struct emu_recording_row *new)
{
	const struct emu_recording_row *last = emu_cue_last(c);

	if (!last) {
		if (new->track != c->plan->first)
			return emu_cue_wrong(c, 1);
		return new->index ? emu_cue_wrong(c, 2) : 0;
	}
	if (new->track == last->track)
		return new->index == last->index + 1 ? 0 : emu_cue_wrong(c, 2);
	if (new->track != last->track + 1 || new->track > 99)
		return emu_cue_wrong(c, 1);
	if (!last->index)		/* the track before has no INDEX 01 */
		return emu_cue_wrong(c, 1);
	return new->index > 1 ? emu_cue_wrong(c, 2) : 0;
}

/* A known form that agrees with the data bit and with the track so far. */
static int emu_cue_form(struct emu_cue *c, const struct emu_recording_row *new)
{
	const struct emu_recording_row *last = emu_cue_last(c);
	u8 sub = new->form & 0xc0;

	if (emu_cue_form_bytes(new->form) > 2352 ||
	    (sub != EMU_SUB_NONE && sub != EMU_SUB_RAW &&
	     sub != EMU_SUB_PACKED))
		return emu_cue_wrong(c, 3);
	if (!(new->control & EMU_CTL_DATA) != !(new->form & 0x30))
		return emu_cue_wrong(c, 0);
	if (last && last->track == new->track && new->index > 1 &&
	    last->form != new->form)
		return emu_cue_wrong(c, 3);
	return 0;
}

static const struct emu_recording_row *emu_cue_track_start(const struct emu_cue *c)
{
	u32 i = c->plan->nr;

	while (i && c->plan->rows[i - 1].index > 1)
		i--;
	return i ? &c->plan->rows[i - 1] : NULL;
}

/* Times rise; a session begins with 150 blocks of pause; tracks have 4 s. */
static int emu_cue_place(struct emu_cue *c, const struct emu_recording_row *new)
{
	const struct emu_recording_row *last = emu_cue_last(c);
	const struct emu_recording_row *start = emu_cue_track_start(c);

	if (!last)
		return new->lba == c->plan->start ? 0 : emu_cue_wrong(c, 5);
	if (new->lba <= last->lba || new->lba > c->limit)
		return emu_cue_wrong(c, 5);
	if (last->lba == c->plan->start && new->lba - last->lba < EMU_CD_PREGAP)
		return emu_cue_wrong(c, 5);
	if (new->track != last->track && start->index == 1 &&
	    new->lba - start->lba < EMU_CUE_MIN_TRACK)
		return emu_cue_wrong(c, 5);
	return 0;
}

static int emu_cue_lead_out(struct emu_cue *c, struct emu_recording_row *new)
{
	const struct emu_recording_row *last = emu_cue_last(c);
	int sense;

	if (!last || !last->index)
		return emu_cue_wrong(c, 1);
	if (new->index != 1)
		return emu_cue_wrong(c, 2);
	if (emu_cue_form_bytes(new->form) || new->form & 0xc0)
		return emu_cue_wrong(c, 3);
	sense = emu_cue_place(c, new);
	if (sense)
		return sense;
	if (c->at + EMU_CUE_ROW != c->len) {	/* rows behind the last one */
		c->at += EMU_CUE_ROW;
		return emu_cue_wrong(c, 0);
	}
	c->plan->last = last->track;
	c->plan->end = new->lba;
	return emu_recording_add(c->plan, new);
}

static int emu_cue_track(struct emu_cue *c)
{
	const u8 *row = c->sheet + c->at;
	struct emu_recording_row new = {
		.form = row[3], .control = row[0] >> 4, .track = row[1],
		.index = row[2],
	};
	int sense;

	if (!c->lead_in)
		return emu_cue_wrong(c, 1);
	if (row[4] & 0x7f)		/* SCMS: bit 7 only, table 606 */
		return emu_cue_wrong(c, 4);
	sense = emu_cue_time(c, &new.lba);
	if (sense)
		return sense;
	if (new.track == EMU_LEAD_OUT_TNO)
		return emu_cue_lead_out(c, &new);
	sense = emu_cue_order(c, &new);
	if (!sense)
		sense = emu_cue_form(c, &new);
	if (!sense)
		sense = emu_cue_place(c, &new);
	return sense ? sense : emu_recording_add(c->plan, &new);
}

static int emu_cue_row(struct emu_cue *c)
{
	const u8 *row = c->sheet + c->at;
	int sense;

	switch (row[0] & 0x0f) {
	case EMU_ADR_MCN:
		return emu_cue_mcn(c);
	case EMU_ADR_ISRC:
		return emu_cue_isrc(c);
	case EMU_ADR_TIME:
		sense = row[1] ? emu_cue_track(c) : emu_cue_lead_in(c);
		c->at += sense ? 0 : EMU_CUE_ROW;
		return sense;
	default:
		return emu_cue_wrong(c, 0);
	}
}

/**
 * emu_cue_parse - understand a cue sheet
 * @plan: empty but for @start, where INDEX 00 of the first track has to be, and
 *	@first, its number; gets the rest
 * @sheet: the sheet
 * @len: bytes of it
 * @limit: the disc's capacity, the last place for a lead-out
 * @text: CD-TEXT in the lead-in is known
 * @field: gets the byte that is wrong
 *
 * Media catalogue number, lead-in, then per track its ISRC, INDEX 00, 01 and
 * up, then the lead-out. Times are absolute, in every session.
 *
 * Return: 0 or sense.
 */
int emu_cue_parse(struct emu_recording *plan, const u8 *sheet, u32 len, s32 limit,
		  bool text, u16 *field)
{
	struct emu_cue c = {
		.plan = plan, .sheet = sheet, .len = len, .limit = limit,
		.text = text,
	};
	int sense = 0;

	*field = 0;
	if (!len || len % EMU_CUE_ROW)
		return EMU_BAD_PARAMETER;
	plan->next = plan->start;
	while (!sense && c.at < len)
		sense = emu_cue_row(&c);
	if (!sense && !plan->last) {	/* no lead-out */
		c.at = len - EMU_CUE_ROW;
		sense = emu_cue_wrong(&c, 1);
	}
	*field = c.field;
	return sense;
}

// SPDX-License-Identifier: GPL-2.0
/* A session that is recorded at once: how it becomes tracks of the disc. */

#include <linux/bitmap.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "emu.h"

/**
 * emu_recording_create - an empty plan
 *
 * Return: it, or NULL.
 */
struct emu_recording *emu_recording_create(void)
{
	struct emu_recording *plan = kvzalloc(sizeof(*plan), GFP_KERNEL);

	if (!plan)
		return NULL;
	plan->text = kvzalloc(EMU_TEXT_PACKS * EMU_PACK, GFP_KERNEL);
	if (!plan->text) {
		kvfree(plan);
		return NULL;
	}
	return plan;
}

/**
 * emu_recording_destroy - free a plan
 * @plan: it, or NULL
 */
void emu_recording_destroy(struct emu_recording *plan)
{
	if (!plan)
		return;
	kvfree(plan->text);
	kfree(plan->rows);
	kvfree(plan);
}

/**
 * emu_recording_add - put a row behind the others
 * @plan: the plan
 * @row: copied
 *
 * Return: 0 or sense.
 */
int emu_recording_add(struct emu_recording *plan, const struct emu_recording_row *row)
{
	struct emu_recording_row *rows;

	if (plan->nr == plan->room) {
		rows = krealloc(plan->rows,
				(plan->room + 64) * sizeof(*rows), GFP_KERNEL);
		if (!rows)
			return EMU_INTERNAL_FAILURE;
		plan->rows = rows;
		plan->room += 64;
	}
	plan->rows[plan->nr++] = *row;
	return 0;
}

/**
 * emu_recording_text - CD-TEXT comes by, in the lead-in
 * @plan: the plan
 * @symbols: 24 symbols of R to W: one pack, in bits 5 to 0
 *
 * The packs are repeated to the end of the lead-in; the first round counts.
 * A pack of zeros is none.
 *
 * Return: 0, or sense when there are too many.
 */
int emu_recording_text(struct emu_recording *plan, const u8 *symbols)
{
	u8 *pack = plan->text + plan->packs * EMU_PACK;
	u8 bytes[EMU_PACK];
	u32 i, word;

	if (plan->text_done)
		return 0;
	for (i = 0; i < EMU_PACK_SYMBOLS; i += 4) {
		word = (symbols[i] & 0x3f) << 18 |
		       (symbols[i + 1] & 0x3f) << 12 |
		       (symbols[i + 2] & 0x3f) << 6 | (symbols[i + 3] & 0x3f);
		put_unaligned_be24(word, bytes + i / 4 * 3);
	}
	if (!memchr_inv(bytes, 0, EMU_PACK))
		return 0;
	if (plan->packs && !memcmp(bytes, plan->text, EMU_PACK)) {
		plan->text_done = true;
		return 0;
	}
	if (plan->packs == EMU_TEXT_PACKS)
		return EMU_BAD_PARAMETER;
	memcpy(pack, bytes, EMU_PACK);
	plan->packs++;
	return 0;
}

/* The first row of a track with an index not below one; NULL when there is none. */
static const struct emu_recording_row *
emu_recording_find(const struct emu_recording *plan, u8 track, u8 index)
{
	u32 i;

	for (i = 0; i < plan->nr; i++)
		if (plan->rows[i].track == track &&
		    plan->rows[i].index >= index)
			return &plan->rows[i];
	return NULL;
}

static s32 emu_recording_track_end(const struct emu_recording *plan, u8 track)
{
	const struct emu_recording_row *row = NULL;

	if (track < plan->last)
		row = emu_recording_find(plan, track + 1, 0);
	return row ? row->lba : plan->end;
}

static int emu_recording_track(const struct emu_recording *plan, struct emu_disc *disc,
			       u8 number)
{
	const struct emu_recording_row *pause = emu_recording_find(plan, number, 0);
	const struct emu_recording_row *row = emu_recording_find(plan, number, 1);
	struct emu_track *t;

	if (!row || row->lba < 0 || disc->nr_tracks >= EMU_MAX_TRACKS)
		return EMU_SEQUENCE;
	t = &disc->tracks[disc->nr_tracks++];
	memset(t, 0, sizeof(*t));
	t->start = row->lba;
	t->pregap = row->lba - pause->lba;
	t->size = emu_recording_track_end(plan, number) - row->lba;
	t->nwa = t->start + t->size;
	t->session = disc->sessions + 1;
	t->state = EMU_TRACK_CLOSED;
	t->control = row->control;
	t->mode = plan->mode[number];
	strscpy(t->isrc, plan->isrc[number], sizeof(t->isrc));
	return 0;
}

/* What a rehearsal need not have: it is only about tracks. */
static int emu_recording_details(const struct emu_recording *plan, struct emu_disc *disc)
{
	u32 i;

	if (*plan->mcn)
		strscpy(disc->cd->mcn, plan->mcn, sizeof(disc->cd->mcn));
	disc->cd->sessions[disc->sessions].type = plan->type;
	for (i = 0; i < plan->nr; i++)
		if (plan->rows[i].index > 1 &&
		    plan->rows[i].track != EMU_LEAD_OUT_TNO &&
		    emu_cd_add_mark(disc, plan->rows[i].track,
				    plan->rows[i].index, plan->rows[i].lba))
			return EMU_INTERNAL_FAILURE;
	if (emu_cd_set_text(disc, disc->sessions + 1, plan->text, plan->packs))
		return EMU_INTERNAL_FAILURE;
	return 0;
}

/**
 * emu_recording_finish - lead-out written, the session is closed
 * @plan: all of it was written
 * @disc: a CD whose last track is the invisible one; its lock held
 * @appendable: another session may follow, if there is room
 *
 * Return: 0 or sense.
 */
int emu_recording_finish(struct emu_recording *plan, struct emu_disc *disc,
			 bool appendable)
{
	const struct emu_medium *medium = disc->medium;
	int sense = 0;
	u32 number;
	u32 next;

	disc->nr_tracks--;
	for (number = plan->first; number <= plan->last && !sense; number++)
		sense = emu_recording_track(plan, disc, number);
	if (!sense)
		sense = emu_recording_details(plan, disc);
	disc->lead_out[disc->sessions++] = plan->end;
	next = plan->end + (disc->sessions == 1 ? medium->first_gap
						: medium->next_gap);
	disc->finalised = !appendable || !emu_append_invisible(disc, next);
	return sense;
}

/**
 * emu_recording_abandon - the disc was taken away before the lead-out
 * @plan: some of it was written
 * @disc: a CD whose last track is the invisible one; its lock held
 *
 * The session stays open and can't be read as it was meant.
 */
void emu_recording_abandon(struct emu_recording *plan, struct emu_disc *disc)
{
	struct emu_track *t = &disc->tracks[disc->nr_tracks - 1];

	if (plan->next <= plan->start || t->state != EMU_TRACK_BLANK)
		return;
	t->nwa = clamp_t(s32, plan->next, t->start, t->start + t->size);
	t->state = EMU_TRACK_OPEN;
}

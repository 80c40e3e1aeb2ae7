// SPDX-License-Identifier: GPL-2.0
/* The blocks of a CD: kept in the form they came in. */

#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "emu.h"

/* Bytes kept and where they stand in the block, ECMA-130 14 and Yellow Book. */
static const struct {
	u32 size;
	u32 offset;
} emu_forms[EMU_FORMS] = {
	[EMU_FORM_NONE] = { 0, 0 },
	[EMU_FORM_MODE1] = { 2048, 16 },
	[EMU_FORM_XA1] = { 2056, 16 },
	[EMU_FORM_XA2] = { 2332, 16 },
	[EMU_FORM_MODE2] = { 2336, 16 },
	[EMU_FORM_RAW] = { 2352, 0 },
};

/**
 * emu_form_size - bytes of a block in a form
 * @form: the form
 *
 * Return: bytes.
 */
u32 emu_form_size(enum emu_form form)
{
	return emu_forms[form].size;
}

/**
 * emu_cd_create - the CD part of a new disc
 *
 * Return: it, or NULL.
 */
struct emu_cd *emu_cd_create(void)
{
	struct emu_cd *cd = kvzalloc(sizeof(*cd), GFP_KERNEL);

	if (!cd)
		return NULL;
	emu_space_init(&cd->main);
	emu_space_init(&cd->sub);
	return cd;
}

static void emu_cd_forget(struct emu_cd *cd)
{
	u32 i;

	emu_space_clear(&cd->main);
	emu_space_clear(&cd->sub);
	kvfree(cd->forms);
	kfree(cd->marks);
	kfree(cd->pieces);
	for (i = 0; i < ARRAY_SIZE(cd->sessions); i++)
		kfree(cd->sessions[i].text);
	for (i = 0; i < cd->nr_files; i++)
		fput(cd->files[i]);
	kfree(cd->files);
}

/**
 * emu_cd_destroy - free the CD part of a disc
 * @cd: it, or NULL
 */
void emu_cd_destroy(struct emu_cd *cd)
{
	if (!cd)
		return;
	emu_cd_forget(cd);
	kvfree(cd);
}

/**
 * emu_cd_blank - nothing is on the CD any more
 * @disc: a CD; its lock held. Its tracks and its plain store are left alone
 */
void emu_cd_blank(struct emu_disc *disc)
{
	struct emu_cd *cd = disc->cd;

	emu_cd_forget(cd);
	memset(cd, 0, sizeof(*cd));
	emu_space_init(&cd->main);
	emu_space_init(&cd->sub);
}

static bool emu_cd_inside(const struct emu_disc *disc, s32 lba)
{
	return lba >= -EMU_CD_PREGAP && lba < (s64)disc->capacity;
}

static u64 emu_cd_slot(s32 lba)
{
	return lba + EMU_CD_PREGAP;
}

static int emu_cd_note_form(struct emu_disc *disc, s32 lba, enum emu_form form)
{
	struct emu_cd *cd = disc->cd;

	if (!cd->forms && form == EMU_FORM_MODE1 && lba >= 0)
		return 0;
	if (!cd->forms)
		cd->forms = kvzalloc(disc->capacity + EMU_CD_PREGAP,
				     GFP_KERNEL);
	if (!cd->forms)
		return EMU_INTERNAL_FAILURE;
	cd->forms[emu_cd_slot(lba)] = form;
	return 0;
}

/**
 * emu_cd_write - put the main channel of one block on the disc
 * @disc: a CD; its lock held
 * @lba: block, from -150
 * @form: what @data is
 * @data: emu_form_size(@form) bytes
 *
 * Whether the block may be written now is the caller's affair.
 *
 * Return: 0 or sense.
 */
int emu_cd_write(struct emu_disc *disc, s32 lba, enum emu_form form,
		 const u8 *data)
{
	int sense;

	if (!emu_cd_inside(disc, lba))
		return EMU_LBA_RANGE;
	if (disc->kind == EMU_STORE_NOTHING)
		return 0;
	sense = emu_cd_note_form(disc, lba, form);
	if (sense)
		return sense;
	if (disc->kind == EMU_STORE_DIGEST) {
		emu_store_hash(disc, lba, data, emu_forms[form].size);
		return 0;
	}
	if (form == EMU_FORM_MODE1 && lba >= 0)
		return emu_store_write(disc, lba, 1, data);
	return emu_space_write(&disc->cd->main,
			       emu_cd_slot(lba) * EMU_RAW +
			       emu_forms[form].offset,
			       data, emu_forms[form].size);
}

/**
 * emu_cd_write_sub - put R to W of one block on the disc
 * @disc: a CD; its lock held
 * @lba: block, from -150
 * @raw: 96 bytes, P in bit 7; P and Q are not kept, they follow the tracks
 *
 * Return: 0 or sense.
 */
int emu_cd_write_sub(struct emu_disc *disc, s32 lba, const u8 *raw)
{
	u8 kept[EMU_SUB];
	u32 i;

	if (!emu_cd_inside(disc, lba))
		return EMU_LBA_RANGE;
	if (disc->kind == EMU_STORE_NOTHING)
		return 0;
	for (i = 0; i < EMU_SUB; i++)
		kept[i] = raw[i] & 0x3f;
	return emu_space_write(&disc->cd->sub, emu_cd_slot(lba) * EMU_SUB,
			       kept, EMU_SUB);
}

static const struct emu_piece *emu_cd_piece(const struct emu_cd *cd, s32 lba)
{
	u32 low = 0, high = cd->nr_pieces, mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (lba < cd->pieces[mid].lba)
			high = mid;
		else if (lba - cd->pieces[mid].lba >= cd->pieces[mid].blocks)
			low = mid + 1;
		else
			return &cd->pieces[mid];
	}
	return NULL;
}

/* What lies behind the end of the file is zeros. */
static int emu_piece_read(const struct emu_piece *piece, loff_t pos, u8 *buf,
			  u32 len)
{
	u32 want = len;
	ssize_t got = 0;

	if (pos >= piece->end)
		want = 0;
	else if (piece->end - pos < want)
		want = piece->end - pos;
	while (want) {
		got = kernel_read(piece->file, buf, want, &pos);
		if (got <= 0)
			break;
		buf += got;
		want -= got;
		len -= got;
	}
	memset(buf, 0, len);
	return got < 0 ? EMU_UNRECOVERED_READ : 0;
}

static int emu_piece_fetch(const struct emu_piece *piece, s32 lba, u8 *sector)
{
	loff_t pos = piece->pos + (loff_t)(lba - piece->lba) * piece->stride;
	u32 size = emu_forms[piece->form].size;
	u8 *p = sector + emu_forms[piece->form].offset;
	int sense;
	u32 i;

	if (piece->bare) {	/* sub-header twice: data, of form 2 or not */
		memset(p, 0, 8);
		p[2] = piece->form == EMU_FORM_XA2 ? 0x20 : 0x08;
		p[6] = p[2];
		p += 8;
		size -= 8;
	}
	sense = emu_piece_read(piece, pos, p, size);
	for (i = 0; piece->swap && i < size; i += 2)
		swap(p[i], p[i + 1]);
	return sense;
}

/**
 * emu_cd_fetch - get what is kept of the main channel of a block
 * @disc: a CD; its lock held
 * @lba: block, from -150
 * @sector: 2352 bytes, gets what is kept where it belongs, the rest undefined
 * @form: gets what that is
 *
 * Return: 0 or sense.
 */
int emu_cd_fetch(struct emu_disc *disc, s32 lba, u8 *sector,
		 enum emu_form *form)
{
	struct emu_cd *cd = disc->cd;
	const struct emu_piece *piece;
	int track;

	*form = EMU_FORM_NONE;
	if (!emu_cd_inside(disc, lba))
		return EMU_LBA_RANGE;
	if (disc->kind == EMU_STORE_DIGEST)
		return EMU_UNRECOVERED_READ;
	if (cd->forms)
		*form = cd->forms[emu_cd_slot(lba)];
	piece = *form == EMU_FORM_NONE ? emu_cd_piece(cd, lba) : NULL;
	if (piece) {
		*form = piece->form;
		return emu_piece_fetch(piece, lba, sector);
	}
	track = emu_track_by_lba(disc, lba);
	if (*form == EMU_FORM_NONE && lba >= 0 && track >= 0 &&
	    disc->tracks[track].mode == EMU_TRACK_MODE1)
		*form = EMU_FORM_MODE1;
	if (*form == EMU_FORM_MODE1 && lba >= 0)
		return emu_store_read(disc, lba, 1, sector + 16);
	emu_space_read(&cd->main,
		       emu_cd_slot(lba) * EMU_RAW + emu_forms[*form].offset,
		       sector + emu_forms[*form].offset,
		       emu_forms[*form].size);
	return 0;
}

/**
 * emu_cd_fetch_sub - get R to W of a block
 * @disc: a CD; its lock held
 * @lba: block, from -150
 * @raw: gets 96 bytes, bits 7 and 6 clear
 *
 * Return: 0 or sense.
 */
int emu_cd_fetch_sub(struct emu_disc *disc, s32 lba, u8 *raw)
{
	const struct emu_piece *piece = emu_cd_piece(disc->cd, lba);
	int sense;
	u32 i;

	if (!emu_cd_inside(disc, lba))
		return EMU_LBA_RANGE;
	if (!piece || !piece->sub) {
		emu_space_read(&disc->cd->sub, emu_cd_slot(lba) * EMU_SUB, raw,
			       EMU_SUB);
		return 0;
	}
	sense = emu_piece_read(piece, piece->pos +
			       (loff_t)(lba - piece->lba) * piece->stride +
			       EMU_RAW, raw, EMU_SUB);
	for (i = 0; i < EMU_SUB; i++)
		raw[i] &= 0x3f;
	return sense;
}

/**
 * emu_cd_plain - are all blocks 2048 bytes of mode 1 in the plain store
 * @disc: a CD; its lock held
 *
 * Return: true when nothing else was ever put on it.
 */
bool emu_cd_plain(const struct emu_disc *disc)
{
	u16 i;

	if (disc->cd->forms || disc->cd->nr_pieces)
		return false;
	for (i = 0; i < disc->nr_tracks; i++)
		if (disc->tracks[i].mode != EMU_TRACK_MODE1)
			return false;
	return true;
}

/**
 * emu_cd_add_mark - say where an index of a track begins
 * @disc: a CD; its lock held
 * @track: number
 * @index: 2 to 99
 * @lba: block, behind all marks so far
 *
 * Return: 0 or -ENOMEM.
 */
int emu_cd_add_mark(struct emu_disc *disc, u8 track, u8 index, s32 lba)
{
	struct emu_cd *cd = disc->cd;
	struct emu_mark *marks;

	marks = krealloc(cd->marks, (cd->nr_marks + 1) * sizeof(*marks),
			 GFP_KERNEL);
	if (!marks)
		return -ENOMEM;
	cd->marks = marks;
	marks[cd->nr_marks].lba = lba;
	marks[cd->nr_marks].track = track;
	marks[cd->nr_marks++].index = index;
	return 0;
}

/**
 * emu_cd_set_text - put CD-TEXT into a session's lead-in
 * @disc: a CD; its lock held
 * @session: number, from 1
 * @packs: 18 bytes each; copied
 * @nr: how many, 0 for none
 *
 * Return: 0 or -ENOMEM.
 */
int emu_cd_set_text(struct emu_disc *disc, u16 session, const u8 *packs,
		    u32 nr)
{
	struct emu_session *s = &disc->cd->sessions[session - 1];
	u8 *text = NULL;

	if (nr) {
		text = kmemdup(packs, nr * EMU_PACK, GFP_KERNEL);
		if (!text)
			return -ENOMEM;
	}
	kfree(s->text);
	s->text = text;
	s->packs = nr;
	return 0;
}

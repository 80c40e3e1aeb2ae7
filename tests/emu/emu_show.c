// SPDX-License-Identifier: GPL-2.0
/* What is on the discs: tables of sessions and tracks, and a digest of all. */

#include <crypto/hash.h>
#include <linux/err.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "emu.h"

static void emu_session_row(struct seq_file *m, const struct emu_disc *disc,
			    u16 session)
{
	const struct emu_session *s = NULL;
	u16 first = emu_session_first_track(disc, session);
	u16 last = first;

	while (last && last < disc->nr_tracks &&
	       disc->tracks[last].session == session)
		last++;
	if (disc->cd)
		s = &disc->cd->sessions[session - 1];
	seq_printf(m, "%s %u %02x %u %u %u %u %s\n", disc->name, session,
		   s ? s->type : 0, first, last, disc->lead_out[session - 1],
		   s ? s->packs : 0,
		   disc->cd && disc->cd->mcn[0] ? disc->cd->mcn : "-");
}

static void emu_sessions_of(struct seq_file *m, struct emu_disc *disc)
{
	u16 i;

	for (i = 1; i <= disc->sessions; i++)
		emu_session_row(m, disc, i);
}

/**
 * emu_show_sessions - print the table of closed sessions of all discs
 * @m: where to
 *
 * Context: emu_lock held.
 */
void emu_show_sessions(struct seq_file *m)
{
	seq_puts(m, "disc session type first last lead_out text_packs mcn\n");
	emu_disc_for_each(m, emu_sessions_of);
}

static void emu_marks_of(struct seq_file *m, const struct emu_disc *disc,
			 u16 number)
{
	const struct emu_cd *cd = disc->cd;
	bool any = false;
	u32 i;

	for (i = 0; cd && i < cd->nr_marks; i++) {
		if (cd->marks[i].track != number)
			continue;
		seq_printf(m, "%s%u:%d", any ? "," : "", cd->marks[i].index,
			   cd->marks[i].lba);
		any = true;
	}
	seq_puts(m, any ? "\n" : "-\n");
}

static void emu_track_row(struct seq_file *m, const struct emu_disc *disc,
			  u16 number)
{
	static const char * const modes[] = {
		[EMU_TRACK_MODE1] = "mode1",
		[EMU_TRACK_AUDIO] = "audio",
		[EMU_TRACK_MODE2] = "mode2",
		[EMU_TRACK_XA] = "xa",
	};
	static const char * const states[] = {
		[EMU_TRACK_BLANK] = "blank",
		[EMU_TRACK_RESERVED] = "reserved",
		[EMU_TRACK_OPEN] = "open",
		[EMU_TRACK_CLOSED] = "closed",
	};
	const struct emu_track *t = &disc->tracks[number - 1];

	seq_printf(m, "%s %u %u %x %s %u %u %u %u %s %d %s ", disc->name,
		   t->session, number, t->control, modes[t->mode], t->pregap,
		   t->start, t->size, t->nwa, states[t->state], t->linked,
		   t->isrc[0] ? t->isrc : "-");
	emu_marks_of(m, disc, number);
}

static void emu_tracks_of(struct seq_file *m, struct emu_disc *disc)
{
	u16 i;

	for (i = 1; i <= disc->nr_tracks; i++)
		emu_track_row(m, disc, i);
}

/**
 * emu_show_tracks - print the table of tracks of all discs
 * @m: where to
 *
 * Context: emu_lock held.
 */
void emu_show_tracks(struct seq_file *m)
{
	seq_puts(m, "disc session track control mode pregap start blocks nwa state linked isrc indexes\n");
	emu_disc_for_each(m, emu_tracks_of);
}

static int emu_hash_pages(struct shash_desc *hash, struct xarray *pages)
{
	unsigned long index;
	struct page *page;
	int err = 0;
	u8 *data;

	xa_for_each(pages, index, page) {
		data = kmap_local_page(page);
		if (memchr_inv(data, 0, PAGE_SIZE)) {
			err = crypto_shash_update(hash, (u8 *)&index,
						  sizeof(index));
			if (!err)
				err = crypto_shash_update(hash, data,
							  PAGE_SIZE);
		}
		kunmap_local(data);
		if (err)
			return err;
	}
	return 0;
}

static int emu_hash_backing(struct shash_desc *hash, struct emu_disc *disc)
{
	u8 *buf = kmalloc(EMU_BLOCK, GFP_KERNEL);
	int err = buf ? 0 : -ENOMEM;
	u32 lba;

	for (lba = 0; lba < disc->data_end && !err; lba++) {
		err = emu_store_read(disc, lba, 1, buf) ? -EIO : 0;
		if (!err)
			err = crypto_shash_update(hash, buf, EMU_BLOCK);
	}
	kfree(buf);
	return err;
}

static int emu_hash_cd(struct shash_desc *hash, struct emu_cd *cd, u32 blocks)
{
	int err = 0;
	u32 i;

	if (!cd)
		return 0;
	err = emu_hash_pages(hash, &cd->main.pages);
	if (!err)
		err = emu_hash_pages(hash, &cd->sub.pages);
	if (!err && cd->forms && memchr_inv(cd->forms, 0, blocks))
		err = crypto_shash_update(hash, cd->forms, blocks);
	for (i = 0; i < ARRAY_SIZE(cd->sessions) && !err; i++)
		err = crypto_shash_update(hash, cd->sessions[i].text,
					  cd->sessions[i].packs * EMU_PACK);
	return err;
}

/* The tables as they are printed, then all pages that are not zeros. */
static int emu_hash_disc(struct shash_desc *hash, struct emu_disc *disc,
			 struct seq_file *words)
{
	int err;

	seq_printf(words, "%u %u %u %u\n", disc->capacity, disc->format,
		   disc->finalised, disc->data_end);
	emu_sessions_of(words, disc);
	emu_tracks_of(words, disc);
	err = crypto_shash_init(hash);
	if (!err)
		err = crypto_shash_update(hash, words->buf, words->count);
	if (!err)
		err = emu_hash_pages(hash, &disc->pages);
	if (!err && disc->kind == EMU_STORE_FILE)
		err = emu_hash_backing(hash, disc);
	if (!err)
		err = emu_hash_cd(hash, disc->cd,
				  disc->capacity + EMU_CD_PREGAP);
	return err;
}

/* 99 tracks and 99 sessions of 128 characters each, and their indexes */
#define EMU_WORDS	(256u << 10)

static int emu_state_of(struct crypto_shash *tfm, struct emu_disc *disc,
			u8 *sum)
{
	struct seq_file words = { .size = EMU_WORDS };
	struct shash_desc *hash;
	int err = -ENOMEM;

	hash = kzalloc(sizeof(*hash) + crypto_shash_descsize(tfm), GFP_KERNEL);
	words.buf = kvmalloc(EMU_WORDS, GFP_KERNEL);
	if (hash && words.buf) {
		hash->tfm = tfm;
		err = emu_hash_disc(hash, disc, &words);
		if (!err)
			err = crypto_shash_final(hash, sum);
	}
	kvfree(words.buf);
	kfree(hash);
	return err;
}

static void emu_state_row(struct seq_file *m, struct emu_disc *disc)
{
	u8 sum[32];

	if (emu_state_of(m->private, disc, sum))
		seq_printf(m, "%s -\n", disc->name);
	else
		seq_printf(m, "%s %32phN\n", disc->name, sum);
}

/**
 * emu_show_states - print a SHA-256 over all that is stored on each disc
 * @m: where to; its private pointer is used here
 *
 * A disc that has the same one as before was not touched. It covers tracks,
 * sessions, main channel, sub-channel and CD-TEXT; not the files a disc was
 * loaded from, nor a store that is only a digest.
 * Context: emu_lock held, sleeps.
 */
void emu_show_states(struct seq_file *m)
{
	struct crypto_shash *tfm = crypto_alloc_shash("sha256", 0, 0);

	if (IS_ERR(tfm))
		return;
	seq_puts(m, "disc state\n");
	m->private = tfm;
	emu_disc_for_each(m, emu_state_row);
	m->private = NULL;
	crypto_free_shash(tfm);
}

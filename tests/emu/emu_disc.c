// SPDX-License-Identifier: GPL-2.0
/* Discs as objects that exist apart from drives. */

#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/slab.h>

#include "emu.h"

static LIST_HEAD(emu_discs); /* under emu_lock */

/**
 * emu_disc_find - look a disc up
 * @name: its name
 *
 * Context: emu_lock held.
 * Return: the disc or NULL.
 */
struct emu_disc *emu_disc_find(const char *name)
{
	struct emu_disc *disc;

	list_for_each_entry(disc, &emu_discs, node)
		if (!strcmp(disc->name, name))
			return disc;
	return NULL;
}

static void emu_disc_free(struct kref *ref)
{
	struct emu_disc *disc = container_of(ref, struct emu_disc, ref);

	emu_store_exit(disc);
	emu_cd_destroy(disc->cd);
	kfree(disc);
}

/**
 * emu_disc_get - hold a disc
 * @disc: the disc
 */
void emu_disc_get(struct emu_disc *disc)
{
	kref_get(&disc->ref);
}

/**
 * emu_disc_put - let a disc go; the last one frees it
 * @disc: the disc
 */
void emu_disc_put(struct emu_disc *disc)
{
	kref_put(&disc->ref, emu_disc_free);
}

static bool emu_name_ok(const char *name)
{
	if (!*name || strlen(name) >= EMU_NAME_MAX) {
		emu_say("a disc's name has 1 to %d characters",
			EMU_NAME_MAX - 1);
		return false;
	}
	if (emu_disc_find(name)) {
		emu_say("there is a disc %s already, delete it first", name);
		return false;
	}
	return true;
}

/**
 * emu_disc_create - make a disc that nobody knows yet
 * @name: its name
 * @medium: its kind
 * @kind: where the content goes
 * @path: file, for the kinds of store that have one
 *
 * Context: emu_lock held.
 * Return: the disc without capacity and tracks, for emu_disc_add() or
 * emu_disc_put(); or an ERR_PTR, with a sentence said.
 */
struct emu_disc *emu_disc_create(const char *name,
				 const struct emu_medium *medium,
				 enum emu_store_kind kind, const char *path)
{
	struct emu_disc *disc = kzalloc(sizeof(*disc), GFP_KERNEL);
	int err;

	if (!disc)
		return ERR_PTR(-ENOMEM);
	if (!emu_name_ok(name)) {
		kfree(disc);
		return ERR_PTR(-EINVAL);
	}
	kref_init(&disc->ref);
	mutex_init(&disc->lock);
	strscpy(disc->name, name, sizeof(disc->name));
	disc->medium = medium;
	disc->area = medium->capacity;
	disc->drive = -1;
	disc->kind = kind;
	err = emu_store_init(disc, path);
	if (!err && medium->family == EMU_CD) {
		disc->cd = emu_cd_create();
		err = disc->cd ? 0 : -ENOMEM;
	}
	if (err) {
		emu_disc_put(disc);
		return ERR_PTR(err);
	}
	return disc;
}

/**
 * emu_disc_add - put a new disc into the list
 * @disc: from emu_disc_create(); the list holds it now
 *
 * Context: emu_lock held.
 */
void emu_disc_add(struct emu_disc *disc)
{
	list_add_tail(&disc->node, &emu_discs);
}

/**
 * emu_disc_new - make a blank disc
 * @name: its name
 * @medium: its kind, not a pressed one
 * @size: capacity in blocks, 0 for that of the medium
 * @kind: where the content goes
 * @path: file, for EMU_STORE_FILE
 *
 * Context: emu_lock held.
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_disc_new(const char *name, const struct emu_medium *medium, u32 size,
		 enum emu_store_kind kind, const char *path)
{
	struct emu_disc *disc;

	if (medium->flags & EMU_MEDIUM_PRESSED) {
		emu_say("a %s is never blank, load it with a file",
			medium->name);
		return -EINVAL;
	}
	if (size % medium->ecc_blocks) {
		emu_say("the size of a %s is a multiple of %u blocks",
			medium->name, medium->ecc_blocks);
		return -EINVAL;
	}
	disc = emu_disc_create(name, medium, kind, path);
	if (IS_ERR(disc))
		return PTR_ERR(disc);
	if (size)
		disc->area = size;
	disc->capacity = disc->area;
	if (medium->layer)
		disc->layer_break = min(medium->layer,
					roundup(disc->area / 2, medium->ecc_blocks));
	if (medium->flags & EMU_MEDIUM_PREFORMATTED)
		emu_track_format(disc, emu_formatted_capacity(disc));
	else
		emu_track_blank(disc);
	emu_disc_add(disc);
	return 0;
}

/* Sizes the disc for so many blocks, with layer 0 as wanted. */
static int emu_disc_divide(struct emu_disc *disc, u64 blocks, u32 layer_break)
{
	const struct emu_medium *medium = disc->medium;
	bool pressed = medium->flags & EMU_MEDIUM_PRESSED;

	if (layer_break && !medium->layer) {
		emu_say("a %s has one layer", medium->name);
		return -EINVAL;
	}
	if (layer_break % medium->ecc_blocks || layer_break > medium->layer ||
	    (layer_break && layer_break >= blocks)) {
		emu_say("break= is a multiple of %u up to %u, less than %llu",
			medium->ecc_blocks, medium->layer, blocks);
		return -EINVAL;
	}
	disc->area = layer_break && pressed ? 2 * medium->layer
					    : medium->capacity;
	disc->capacity = layer_break ? 2 * layer_break : disc->area;
	disc->layer_break = layer_break || pressed ? layer_break
						   : medium->layer;
	if (blocks && blocks <= disc->capacity - medium->run_out)
		return 0;
	emu_say("%llu blocks: this %s takes 1 to %u", blocks, medium->name,
		disc->capacity - medium->run_out);
	return blocks ? -EFBIG : -EINVAL;
}

/**
 * emu_disc_load - make a full, finalised disc from a file
 * @name: its name
 * @medium: its kind, any
 * @path: file, its bytes are the data track; read when needed
 * @layer_break: blocks of layer 0; 0 for one layer, or as the medium has it
 *
 * Context: emu_lock held.
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_disc_load(const char *name, const struct emu_medium *medium,
		  const char *path, u32 layer_break)
{
	struct emu_disc *disc;
	u64 blocks;
	int err;

	disc = emu_disc_create(name, medium, EMU_STORE_IMAGE, path);
	if (IS_ERR(disc))
		return PTR_ERR(disc);
	blocks = i_size_read(file_inode(disc->file)) + EMU_BLOCK - 1;
	blocks = div_u64(blocks, EMU_BLOCK);
	err = emu_disc_divide(disc, blocks, layer_break);
	if (err) {
		emu_disc_put(disc);
		return err;
	}
	emu_track_pressed(disc, blocks);
	emu_disc_add(disc);
	return 0;
}

/**
 * emu_disc_join - make two discs the sides of one
 * @disc: one side
 * @back: the other one; none of them is anywhere or has another side
 *
 * Context: emu_lock and emu_place_lock held.
 */
void emu_disc_join(struct emu_disc *disc, struct emu_disc *back)
{
	disc->back = back;
	back->back = disc;
}

/**
 * emu_disc_delete - throw a disc away
 * @name: its name
 *
 * Context: emu_lock and emu_place_lock held.
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_disc_delete(const char *name)
{
	struct emu_disc *disc = emu_disc_find(name);

	if (!disc) {
		emu_say("there is no disc %s", name);
		return -ENOENT;
	}
	if (disc->drive >= 0) {
		emu_say("disc %s is in drive %d, eject it first", name,
			disc->drive);
		return -EBUSY;
	}
	if (disc->changer) {
		emu_say("disc %s is in a changer, take it out first", name);
		return -EBUSY;
	}
	if (disc->back)
		disc->back->back = NULL;
	list_del(&disc->node);
	emu_disc_put(disc);
	return 0;
}

/**
 * emu_disc_delete_all - throw all discs away, at exit
 */
void emu_disc_delete_all(void)
{
	struct emu_disc *disc, *next;

	list_for_each_entry_safe(disc, next, &emu_discs, node) {
		list_del(&disc->node);
		emu_disc_put(disc);
	}
}

/* Files behind a CD are an image, whatever is kept over them. */
static const char *emu_disc_store(const struct emu_disc *disc)
{
	static const char * const stores[] = {
		"memory", "file", "image", "digest", "nothing"
	};

	return disc->cd && disc->cd->nr_pieces ? "image" : stores[disc->kind];
}

static const char *emu_disc_state(const struct emu_disc *disc)
{
	if (emu_disc_blank(disc))
		return "blank";
	if (disc->format == EMU_FORMAT_BEGUN)
		return "intermediate";
	if (disc->medium->flags & EMU_MEDIUM_RANDOM)
		return "formatted";
	return disc->finalised ? "complete" : "appendable";
}

/**
 * emu_disc_for_each - call a function with each disc
 * @m: handed on
 * @fn: the function; has the disc's lock
 *
 * Context: emu_lock held.
 */
void emu_disc_for_each(struct seq_file *m,
		       void (*fn)(struct seq_file *m, struct emu_disc *disc))
{
	struct emu_disc *disc;

	list_for_each_entry(disc, &emu_discs, node) {
		mutex_lock(&disc->lock);
		fn(m, disc);
		mutex_unlock(&disc->lock);
	}
}

/**
 * emu_disc_show_all - print the table of discs
 * @m: where to
 *
 * Context: emu_lock held.
 */
void emu_disc_show_all(struct seq_file *m)
{
	struct emu_disc *disc;

	seq_puts(m, "name medium drive capacity written state sessions tracks store sha256\n");
	list_for_each_entry(disc, &emu_discs, node) {
		mutex_lock(&disc->lock);
		seq_printf(m, "%s %s %d %u %u %s %u %u %s ", disc->name,
			   disc->medium->name, disc->drive, disc->capacity,
			   disc->data_end, emu_disc_state(disc),
			   disc->sessions, disc->nr_tracks,
			   emu_disc_store(disc));
		emu_store_digest(disc, m);
		seq_putc(m, '\n');
		mutex_unlock(&disc->lock);
	}
}

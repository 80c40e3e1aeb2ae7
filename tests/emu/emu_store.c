// SPDX-License-Identifier: GPL-2.0
/* Where the content of a disc is kept: memory, a file, or only a digest. */

#include <crypto/hash.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/slab.h>

#include "emu.h"

#define EMU_PER_PAGE	(PAGE_SIZE / EMU_BLOCK)

static int emu_hash_init(struct emu_disc *disc)
{
	struct crypto_shash *tfm = crypto_alloc_shash("sha256", 0, 0);

	if (IS_ERR(tfm)) {
		emu_say("this kernel offers no sha256 (%ld)", PTR_ERR(tfm));
		return PTR_ERR(tfm);
	}
	disc->hash = kzalloc(sizeof(*disc->hash) + crypto_shash_descsize(tfm),
			     GFP_KERNEL);
	if (!disc->hash) {
		crypto_free_shash(tfm);
		return -ENOMEM;
	}
	disc->hash->tfm = tfm;
	return crypto_shash_init(disc->hash);
}

static int emu_file_init(struct emu_disc *disc, const char *path, int flags)
{
	struct file *file = filp_open(path, flags | O_LARGEFILE, 0644);

	if (IS_ERR(file)) {
		emu_say("can't open %s (%ld)", path, PTR_ERR(file));
		return PTR_ERR(file);
	}
	if (!S_ISREG(file_inode(file)->i_mode)) {
		emu_say("%s is no regular file", path);
		fput(file);
		return -EINVAL;
	}
	disc->file = file;
	return 0;
}

/**
 * emu_store_init - prepare the store of a disc by its @kind
 * @disc: the disc, with @kind set
 * @path: file, for the kinds that have one
 *
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_store_init(struct emu_disc *disc, const char *path)
{
	xa_init(&disc->pages);
	switch (disc->kind) {
	case EMU_STORE_FILE:
		return emu_file_init(disc, path, O_RDWR | O_CREAT | O_TRUNC);
	case EMU_STORE_IMAGE:
		return emu_file_init(disc, path, O_RDONLY);
	case EMU_STORE_DIGEST:
		return emu_hash_init(disc);
	default:
		return 0;
	}
}

/**
 * emu_store_exit - give back everything the store holds
 * @disc: the disc
 */
void emu_store_exit(struct emu_disc *disc)
{
	unsigned long index;
	struct page *page;

	xa_for_each(&disc->pages, index, page)
		__free_page(page);
	xa_destroy(&disc->pages);
	if (disc->file)
		fput(disc->file);
	if (disc->hash) {
		crypto_free_shash(disc->hash->tfm);
		kfree(disc->hash);
	}
}

static void emu_store_forget_file(struct emu_disc *disc)
{
	fput(disc->file);
	disc->file = NULL;
	disc->kind = EMU_STORE_MEMORY;
}

static void emu_store_clear_hash(struct emu_disc *disc, u32 from)
{
	disc->hash_next = from ? ~0u : 0;
	if (!from && crypto_shash_init(disc->hash))
		disc->hash_next = ~0u;
}

/**
 * emu_store_clear - what was written is gone
 * @disc: the disc; its lock held
 * @from: first block that is gone
 *
 * A loaded disc lets go of its file when all of it is gone.
 */
void emu_store_clear(struct emu_disc *disc, u32 from)
{
	unsigned long index = DIV_ROUND_UP(from, EMU_PER_PAGE);
	struct page *page;

	page = from % EMU_PER_PAGE ? xa_load(&disc->pages, index - 1) : NULL;
	if (page)
		memzero_page(page, from % EMU_PER_PAGE * EMU_BLOCK,
			     PAGE_SIZE - from % EMU_PER_PAGE * EMU_BLOCK);
	xa_for_each_start(&disc->pages, index, page, index) {
		xa_erase(&disc->pages, index);
		__free_page(page);
	}
	if (disc->kind == EMU_STORE_FILE)
		vfs_truncate(&disc->file->f_path, (loff_t)from * EMU_BLOCK);
	if (disc->kind == EMU_STORE_IMAGE && !from)
		emu_store_forget_file(disc);
	if (disc->kind == EMU_STORE_DIGEST)
		emu_store_clear_hash(disc, from);
}

static int emu_file_read(struct emu_disc *disc, u32 lba, u8 *buf, size_t len)
{
	loff_t pos = (loff_t)lba * EMU_BLOCK;
	ssize_t got;

	while (len) {
		got = kernel_read(disc->file, buf, len, &pos);
		if (got < 0)
			return EMU_UNRECOVERED_READ;
		if (!got)
			break;
		buf += got;
		len -= got;
	}
	memset(buf, 0, len);
	return 0;
}

static int emu_file_write(struct emu_disc *disc, u32 lba, const u8 *buf,
			  size_t len)
{
	loff_t pos = (loff_t)lba * EMU_BLOCK;
	ssize_t put;

	while (len) {
		put = kernel_write(disc->file, buf, len, &pos);
		if (put <= 0)
			return EMU_WRITE_ERROR;
		buf += put;
		len -= put;
	}
	return 0;
}

/* What no page holds is zeros, or came from the file already. */
static void emu_page_read(struct emu_disc *disc, u32 lba, u8 *buf)
{
	struct page *page = xa_load(&disc->pages, lba / EMU_PER_PAGE);

	if (page)
		memcpy_from_page(buf, page, lba % EMU_PER_PAGE * EMU_BLOCK,
				 EMU_BLOCK);
	else if (!disc->file)
		memset(buf, 0, EMU_BLOCK);
}

static int emu_page_write(struct emu_disc *disc, u32 lba, const u8 *buf)
{
	unsigned long index = lba / EMU_PER_PAGE;
	struct page *page = xa_load(&disc->pages, index);

	if (!page) {
		if (disc->kind == EMU_STORE_MEMORY &&
		    !memchr_inv(buf, 0, EMU_BLOCK))
			return 0;
		page = alloc_page(GFP_KERNEL | __GFP_ZERO);
		if (!page)
			return EMU_INTERNAL_FAILURE;
		if (xa_err(xa_store(&disc->pages, index, page, GFP_KERNEL))) {
			__free_page(page);
			return EMU_INTERNAL_FAILURE;
		}
	}
	memcpy_to_page(page, lba % EMU_PER_PAGE * EMU_BLOCK, buf, EMU_BLOCK);
	return 0;
}

/* A page over an image holds two blocks: the other one comes from the file. */
static int emu_image_write(struct emu_disc *disc, u32 lba, const u8 *buf)
{
	u32 first = lba - lba % EMU_PER_PAGE;
	u8 *block;
	int err = 0;
	u32 i;

	if (xa_load(&disc->pages, lba / EMU_PER_PAGE))
		return emu_page_write(disc, lba, buf);
	block = kmalloc(EMU_BLOCK, GFP_KERNEL);
	if (!block)
		return EMU_INTERNAL_FAILURE;
	for (i = first; i < first + EMU_PER_PAGE && !err; i++) {
		err = emu_file_read(disc, i, block, EMU_BLOCK);
		if (!err)
			err = emu_page_write(disc, i, i == lba ? buf : block);
	}
	kfree(block);
	return err;
}

static void emu_digest_write(struct emu_disc *disc, u32 lba, u32 blocks,
			     const u8 *buf, u32 len)
{
	if (lba != disc->hash_next ||
	    crypto_shash_update(disc->hash, buf, len))
		disc->hash_next = ~0u;
	else
		disc->hash_next += blocks;
}

/**
 * emu_store_hash - take one block of a CD into the running SHA-256
 * @disc: a disc that keeps only a digest; its lock held
 * @lba: block; the pre-gap in front of block 0 does not count
 * @buf: what the host wrote of it
 * @len: bytes
 */
void emu_store_hash(struct emu_disc *disc, s32 lba, const u8 *buf, u32 len)
{
	if (lba >= 0)
		emu_digest_write(disc, lba, 1, buf, len);
}

/**
 * emu_store_read - read blocks of a disc
 * @disc: the disc; its lock held
 * @lba: first block
 * @blocks: at most EMU_CHUNK_BLOCKS
 * @buf: room for them
 *
 * Blocks that were never written read as zeros.
 *
 * Return: 0 or sense.
 */
int emu_store_read(struct emu_disc *disc, u32 lba, u32 blocks, u8 *buf)
{
	int err = 0;
	u32 i;

	if (disc->kind == EMU_STORE_DIGEST)
		return EMU_UNRECOVERED_READ;
	if (disc->file)
		err = emu_file_read(disc, lba, buf, blocks * EMU_BLOCK);
	if (err || (disc->file && xa_empty(&disc->pages)))
		return err;
	for (i = 0; i < blocks; i++)
		emu_page_read(disc, lba + i, buf + i * EMU_BLOCK);
	return 0;
}

/**
 * emu_store_write - write blocks to a disc
 * @disc: the disc; its lock held
 * @lba: first block
 * @blocks: at most EMU_CHUNK_BLOCKS
 * @buf: their content
 *
 * Return: 0 or sense.
 */
int emu_store_write(struct emu_disc *disc, u32 lba, u32 blocks, const u8 *buf)
{
	int err = 0;
	u32 i;

	switch (disc->kind) {
	case EMU_STORE_NOTHING:
		return 0;
	case EMU_STORE_FILE:
		return emu_file_write(disc, lba, buf, blocks * EMU_BLOCK);
	case EMU_STORE_DIGEST:
		emu_digest_write(disc, lba, blocks, buf, blocks * EMU_BLOCK);
		return 0;
	case EMU_STORE_IMAGE:
		for (i = 0; i < blocks && !err; i++)
			err = emu_image_write(disc, lba + i,
					      buf + i * EMU_BLOCK);
		return err;
	default:
		for (i = 0; i < blocks && !err; i++)
			err = emu_page_write(disc, lba + i,
					     buf + i * EMU_BLOCK);
		return err;
	}
}

/**
 * emu_store_digest - print the SHA-256 of what was written, in order
 * @disc: the disc; its lock held
 * @m: where to
 *
 * A dash when the disc keeps no digest or was not written in order.
 */
void emu_store_digest(struct emu_disc *disc, struct seq_file *m)
{
	u8 *state = NULL;
	u8 sum[32];

	if (disc->hash && disc->hash_next != ~0u)
		state = kmalloc(crypto_shash_statesize(disc->hash->tfm),
				GFP_KERNEL);
	if (!state || crypto_shash_export(disc->hash, state)) {
		seq_puts(m, "-");
		goto out;
	}
	if (!crypto_shash_final(disc->hash, sum))
		seq_printf(m, "%32phN", sum);
	if (crypto_shash_import(disc->hash, state))
		disc->hash_next = ~0u;
out:
	kfree(state);
}

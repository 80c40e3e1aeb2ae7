// SPDX-License-Identifier: GPL-2.0
/* Bytes by their position, kept in pages. */

#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "emu.h"

/**
 * emu_space_init - an empty space: zeros everywhere
 * @space: the space
 */
void emu_space_init(struct emu_space *space)
{
	xa_init(&space->pages);
}

/**
 * emu_space_clear - give all pages back; zeros everywhere again
 * @space: the space
 */
void emu_space_clear(struct emu_space *space)
{
	unsigned long index;
	struct page *page;

	xa_for_each(&space->pages, index, page)
		__free_page(page);
	xa_destroy(&space->pages);
}

/**
 * emu_space_read - read bytes
 * @space: the space
 * @pos: of the first byte
 * @buf: room for them
 * @len: how many
 */
void emu_space_read(struct emu_space *space, u64 pos, u8 *buf, u32 len)
{
	struct page *page;
	u32 in_page, n;

	for (; len; len -= n, pos += n, buf += n) {
		in_page = offset_in_page(pos);
		n = min_t(u32, len, PAGE_SIZE - in_page);
		page = xa_load(&space->pages, pos >> PAGE_SHIFT);
		if (page)
			memcpy_from_page(buf, page, in_page, n);
		else
			memset(buf, 0, n);
	}
}

static struct page *emu_space_page(struct emu_space *space, unsigned long index)
{
	struct page *page = xa_load(&space->pages, index);

	if (page)
		return page;
	page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	if (page && xa_err(xa_store(&space->pages, index, page, GFP_KERNEL))) {
		__free_page(page);
		return NULL;
	}
	return page;
}

/**
 * emu_space_write - write bytes
 * @space: the space
 * @pos: of the first byte
 * @buf: their content; zeros take no page
 * @len: how many
 *
 * Return: 0 or sense.
 */
int emu_space_write(struct emu_space *space, u64 pos, const u8 *buf, u32 len)
{
	struct page *page;
	u32 in_page, n;

	for (; len; len -= n, pos += n, buf += n) {
		in_page = offset_in_page(pos);
		n = min_t(u32, len, PAGE_SIZE - in_page);
		if (!memchr_inv(buf, 0, n) &&
		    !xa_load(&space->pages, pos >> PAGE_SHIFT))
			continue;
		page = emu_space_page(space, pos >> PAGE_SHIFT);
		if (!page)
			return EMU_INTERNAL_FAILURE;
		memcpy_to_page(page, in_page, buf, n);
	}
	return 0;
}

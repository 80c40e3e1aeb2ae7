// SPDX-License-Identifier: GPL-2.0
/*
 * Structures of the interface in and out: they start with their size, and
 * writer and reader may know different sizes.
 */
#include "copy.h"

#include <linux/mm.h>
#include <linux/uaccess.h>

/**
 * dsr_copy_in - a structure that starts with its size
 * @to: filled; what the caller does not know is zero
 * @ksize: bytes of it that we know
 * @min: the size it was first published with; smaller ones are nobody's
 * @from: the caller's
 *
 * Return: 0; -EINVAL: a size below @min or above a page; -E2BIG: it has fields
 * that we do not know, and they are not zero; -EFAULT.
 */
int dsr_copy_in(void *to, size_t ksize, size_t min, const void __user *from)
{
	u32 usize;
	int err;

	if (get_user(usize, (const u32 __user *)from))
		return -EFAULT;
	if (usize < min || usize > PAGE_SIZE)
		return -EINVAL;
	err = copy_struct_from_user(to, ksize, from, usize);
	/* the caller may have changed it since */
	*(u32 *)to = usize;
	return err;
}

/**
 * dsr_copy_out - as much as the caller knows
 * @to: the caller's; what it knows beyond us becomes zero
 * @usize: bytes of it
 * @from: ours
 * @ksize: bytes of it
 *
 * Return: 0 or -EFAULT.
 */
int dsr_copy_out(void __user *to, size_t usize, const void *from, size_t ksize)
{
	if (copy_to_user(to, from, min(usize, ksize)))
		return -EFAULT;
	if (usize > ksize && clear_user(to + ksize, usize - ksize))
		return -EFAULT;
	return 0;
}

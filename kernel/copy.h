/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Structures of the interface in and out.
 */
#ifndef DSR_COPY_H
#define DSR_COPY_H

#include <linux/types.h>

int dsr_copy_in(void *to, size_t ksize, size_t min, const void __user *from);
int dsr_copy_out(void __user *to, size_t usize, const void *from, size_t ksize);

#endif

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Differences between kernel versions; the only place with #if. The code is
 * written against the newest kernel. Version numbers lie (distributions
 * backport), so macros and headers are probed where that is possible.
 */
#ifndef DSR_COMPAT_H
#define DSR_COMPAT_H

/* asm/unaligned.h moved in 6.12 (5f60d5f6bbc1) */
#if __has_include(<linux/unaligned.h>)
#include <linux/unaligned.h>
#else
#include <asm/unaligned.h>
#endif

#endif

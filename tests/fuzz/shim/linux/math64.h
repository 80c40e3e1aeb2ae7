/* SPDX-License-Identifier: GPL-2.0 */
/* 64-bit division, which kernels of 32 bits do by a function. */
#ifndef SHIM_MATH64_H
#define SHIM_MATH64_H

#include <linux/types.h>

static inline u64 div_u64(u64 dividend, u32 divisor)
{
	return dividend / divisor;
}

#endif

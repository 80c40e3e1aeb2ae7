/* SPDX-License-Identifier: GPL-2.0 */
/* The only place where dsr_emu knows that kernels differ. */
#ifndef EMU_COMPAT_H
#define EMU_COMPAT_H

#include <linux/version.h>

/* The header moved in 6.12. */
#if KERNEL_VERSION(6, 12, 0) <= LINUX_VERSION_CODE
#include <linux/unaligned.h>
#else
#include <asm/unaligned.h>
#endif

/* The host template's slave_* callbacks became sdev_* in 6.14. */
#if KERNEL_VERSION(6, 14, 0) <= LINUX_VERSION_CODE
#define EMU_SDEV_INIT		sdev_init
#define EMU_SDEV_DESTROY	sdev_destroy
#else
#define EMU_SDEV_INIT		slave_alloc
#define EMU_SDEV_DESTROY	slave_destroy
#endif

/* queuecommand returns an enum of its own from 7.0. */
#if KERNEL_VERSION(7, 0, 0) <= LINUX_VERSION_CODE
#define emu_queue_ret		enum scsi_qc_status
#else
#define emu_queue_ret		int
#endif

#endif /* EMU_COMPAT_H */

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Differences between kernel versions; the only place with #if. The code is
 * written against the newest kernel. Distributions carry changes back, so a
 * type is asked for where one tells.
 *
 * Only user-space safe probes stand before the __KERNEL__ line: the pure files
 * are compiled there too.
 */
#ifndef DSR_COMPAT_H
#define DSR_COMPAT_H

#include <linux/version.h>

/* asm/unaligned.h moved in 6.12 (5f60d5f6bbc1) */
#if defined(__KERNEL__) && LINUX_VERSION_CODE < KERNEL_VERSION(6, 12, 0)
#include <asm/unaligned.h>
#else
#include <linux/unaligned.h>
#endif

#ifdef __KERNEL__

#include <linux/blkdev.h>
#include <linux/device/class.h>
#include <linux/slab.h>

/* kzalloc_obj and kmalloc_obj came in 7.0 (2932ba8d9c99) */
#ifndef kzalloc_obj
#define kzalloc_obj(p, gfp) kzalloc(sizeof(p), gfp)
#endif
#ifndef kmalloc_obj
#define kmalloc_obj(p, gfp) kmalloc(sizeof(p), gfp)
#endif

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0) && \
	LINUX_VERSION_CODE < KERNEL_VERSION(6, 10, 0)
#error "kernels 6.5 to 6.9 are not supported: take 6.1 or 6.12 and newer"
#endif

/* kunit/static_stub.h came in 6.3 (e047c5eaa763); the stock kernels have no KUnit */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
#include <kunit/static_stub.h>
#else
#define KUNIT_STATIC_STUB_REDIRECT(fn, args...) ((void)(fn))
#endif

/* rq_end_io_fn got a third argument in 7.0 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(7, 0, 0)
#define DSR_END_IO_ARGS struct request *rq, blk_status_t status, \
			const struct io_comp_batch *iob
#else
#define DSR_END_IO_ARGS struct request *rq, blk_status_t status
#endif

/* class_interface callbacks lost their second argument in 6.4 (2243acd50ab8) */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 4, 0)
#define DSR_INTF_ARGS struct device *dev
#else
#define DSR_INTF_ARGS struct device *dev, struct class_interface *intf
#endif

/* disk_force_media_change lost its second argument in 6.6 (ab6860f62bfe) */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 6, 0)
#define dsr_force_media_change(disk) disk_force_media_change(disk)
#else
#define dsr_force_media_change(disk) \
	disk_force_media_change(disk, DISK_EVENT_MEDIA_CHANGE)
#endif

/* where a dump finds its request's attributes moved in 6.6 (5c670a010de4) */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 6, 0)
#define dsr_dump_attrs(cb) (genl_info_dump(cb)->attrs)
#else
#define dsr_dump_attrs(cb) (genl_dumpit_info(cb)->attrs)
#endif

/*
 * scsi_rescan_device takes the scsi_device from 6.6 (79519528a180), which
 * distributions carry back; its argument's type is asked for
 */
#define dsr_rescan(scsi_dev) ({ \
	struct scsi_device *sdev_ = (scsi_dev); \
	\
	scsi_rescan_device((void *)__builtin_choose_expr( \
		__builtin_types_compatible_p(typeof(scsi_rescan_device), \
					     int(struct scsi_device *)), \
		sdev_, &sdev_->sdev_gendev)); \
})

/*
 * A block device opened exclusively: by device from 6.1, as a file from 6.9
 * (f3a608827d1f).
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 9, 0)
#define dsr_bdev_handle file
static inline struct dsr_bdev_handle *
dsr_bdev_open(dev_t dev, bool write, void *holder)
{
	return bdev_file_open_by_dev(dev, BLK_OPEN_READ | BLK_OPEN_NDELAY |
				     (write ? BLK_OPEN_WRITE : 0), holder,
				     NULL);
}

static inline void dsr_bdev_close(struct dsr_bdev_handle *h, bool write)
{
	bdev_fput(h);
}

#define dsr_bdev_of(h) file_bdev(h)
#else
#define dsr_bdev_handle block_device
static inline struct dsr_bdev_handle *
dsr_bdev_open(dev_t dev, bool write, void *holder)
{
	return blkdev_get_by_dev(dev, FMODE_READ | FMODE_NDELAY | FMODE_EXCL |
				 (write ? FMODE_WRITE : 0), holder);
}

static inline void dsr_bdev_close(struct dsr_bdev_handle *h, bool write)
{
	blkdev_put(h, FMODE_READ | FMODE_NDELAY | FMODE_EXCL |
		   (write ? FMODE_WRITE : 0));
}

#define dsr_bdev_of(h) (h)
#endif

#endif /* __KERNEL__ */
#endif

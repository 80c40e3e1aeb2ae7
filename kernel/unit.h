/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The units dsr knows, and taking devices for a job.
 */
#ifndef DSR_UNIT_H
#define DSR_UNIT_H

#include <linux/fs.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <scsi/scsi_device.h>

#include "compat.h"
#include "../uapi/dsr.h"

/**
 * struct dsr_lu - one SCSI logical unit of type 4, 5 or 8
 * @ref: held by the list while the device is there, by every claim
 * @node: in the list of units
 * @sdev: with a device reference, so that it can be looked at after removal
 * @job_id: the job that holds it, 0: none
 * @gone: the device was removed
 *
 * @node, @job_id and @gone: protected by the lock of the list in unit.c;
 * @gone may be read without it as a hint.
 */
struct dsr_lu {
	struct kref ref;
	struct list_head node;
	struct scsi_device *sdev;
	u32 job_id;
	bool gone;
};

/**
 * struct dsr_claim - a device that a job holds
 * @unit: a drive, or NULL for a plain block device
 * @file: the fd it came by, kept open
 * @handle: the block device, opened exclusively; NULL for a drive without sr
 *	and for a plain source, which is shared
 * @bdev: the block device, NULL for a drive without sr
 * @name: which device
 * @write: taken as a sink
 */
struct dsr_claim {
	struct dsr_lu *unit;
	struct file *file;
	struct dsr_bdev_handle *handle;
	struct block_device *bdev;
	struct dsr_unit_name name;
	bool write;
};

/**
 * struct dsr_unit_match - which unit is looked for
 * @fits: true for the one; called with the list locked, must not sleep long
 * @data: for @fits
 */
struct dsr_unit_match {
	bool (*fits)(struct scsi_device *sdev, const struct dsr_unit_name *name,
		     void *data);
	void *data;
};

int dsr_unit_init(void);
void dsr_unit_exit(void);

int dsr_claim_fd(struct dsr_claim *claim, int fd, bool write, u32 job_id,
		 u32 *reason);
void dsr_claim_release(struct dsr_claim *claim, bool written);
bool dsr_claim_same(const struct dsr_claim *a, const struct dsr_claim *b);
struct request_queue *dsr_claim_queue(const struct dsr_claim *claim);

struct dsr_lu *dsr_unit_of_fd(int fd, bool *writable);
struct dsr_lu *dsr_unit_changer(u32 index);
void dsr_unit_put(struct dsr_lu *unit);
void dsr_unit_tell(const struct dsr_lu *unit, struct dsr_unit_name *name);
int dsr_unit_match(const struct dsr_unit_match *match,
		   struct dsr_unit_name *name);
void dsr_unit_on_gone(void (*gone)(struct dsr_lu *unit));

int dsr_unit_at(u32 index, struct dsr_unit_name *name, u32 *job_id);

#endif

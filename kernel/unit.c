// SPDX-License-Identifier: GPL-2.0
/*
 * Knowing the units, resolving an fd to a device, claiming and giving back.
 *
 * Units are learnt as sg and ses learn them, through a class interface; no
 * device is bound and none is touched by that.
 */
#include "unit.h"

#include <linux/blkdev.h>
#include <linux/file.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <scsi/scsi.h>
#include <scsi/scsi_driver.h>
#include <scsi/scsi_host.h>

#include "events.h"

/* protects dsr_units and the job_id and gone of every unit */
static DEFINE_MUTEX(dsr_units_lock);
static LIST_HEAD(dsr_units);

/* set once, before the first unit is known */
static void (*dsr_unit_gone)(struct dsr_lu *unit);

static void dsr_unit_free(struct kref *ref)
{
	struct dsr_lu *unit = container_of(ref, struct dsr_lu, ref);

	put_device(&unit->sdev->sdev_gendev);
	kfree(unit);
}

static bool dsr_unit_type_known(const struct scsi_device *sdev)
{
	return sdev->type == TYPE_ROM || sdev->type == TYPE_WORM ||
	       sdev->type == TYPE_MEDIUM_CHANGER;
}

/* INQUIRY strings are blank-padded and not terminated (SPC-4 table 175) */
static void dsr_copy_inquiry(char *to, const char *from, size_t len)
{
	size_t i;

	if (!from)
		return;
	for (i = 0; i < len; i++)
		to[i] = from[i] >= ' ' && from[i] < 0x7f ? from[i] : '.';
	while (len && (to[len - 1] == ' ' || !from[len - 1]))
		len--;
	to[len] = '\0';
}

/*
 * Unit serial number page, SPC-4 7.8.15: length in bytes 2-3, text from 4. It is
 * right-aligned there, whatever most drives do.
 */
static void dsr_copy_serial(char *to, size_t room, struct scsi_device *sdev)
{
	const struct scsi_vpd *vpd;
	const char *from;
	size_t len;

	rcu_read_lock();
	vpd = rcu_dereference(sdev->vpd_pg80);
	if (vpd && vpd->len > 4) {
		len = min_t(size_t, get_unaligned_be16(vpd->data + 2),
			    vpd->len - 4);
		from = (const char *)vpd->data + 4;
		for (; len && *from == ' '; len--)
			from++;
		dsr_copy_inquiry(to, from, min(len, room - 1));
	}
	rcu_read_unlock();
}

static int dsr_name_nodes(struct device *dev, void *data)
{
	struct dsr_unit_name *name = data;

	if (!dev->class)
		return 0;
	if (!strcmp(dev->class->name, "block")) {
		name->major = MAJOR(dev->devt);
		name->minor = MINOR(dev->devt);
	} else if (!strcmp(dev->class->name, "scsi_generic")) {
		name->sg_major = MAJOR(dev->devt);
		name->sg_minor = MINOR(dev->devt);
	}
	return 0;
}

static void dsr_name_unit(struct dsr_unit_name *name, struct scsi_device *sdev)
{
	memset(name, 0, sizeof(*name));
	name->host = sdev->host->host_no;
	name->channel = sdev->channel;
	name->id = sdev->id;
	name->lun = sdev->lun;
	name->type = sdev->type;
	dsr_copy_inquiry(name->vendor, sdev->vendor, 8);
	dsr_copy_inquiry(name->product, sdev->model, 16);
	dsr_copy_inquiry(name->revision, sdev->rev, 4);
	dsr_copy_serial(name->serial, sizeof(name->serial), sdev);
	device_for_each_child(&sdev->sdev_gendev, name, dsr_name_nodes);
}

static void dsr_name_bdev(struct dsr_unit_name *name, struct block_device *bdev)
{
	memset(name, 0, sizeof(*name));
	name->host = ~0U;
	name->major = MAJOR(bdev->bd_dev);
	name->minor = MINOR(bdev->bd_dev);
}

static int dsr_unit_add(DSR_INTF_ARGS)
{
	struct scsi_device *sdev = to_scsi_device(dev->parent);
	struct dsr_unit_name name;
	struct dsr_lu *unit;

	if (!dsr_unit_type_known(sdev))
		return 0;
	unit = kzalloc_obj(*unit, GFP_KERNEL);
	if (!unit)
		return -ENOMEM;
	kref_init(&unit->ref);
	get_device(&sdev->sdev_gendev);
	unit->sdev = sdev;
	mutex_lock(&dsr_units_lock);
	list_add_tail(&unit->node, &dsr_units);
	mutex_unlock(&dsr_units_lock);
	dsr_name_unit(&name, sdev);
	dsr_event_unit(DSR_UNIT_EVENT_ADDED, &name, 0);
	return 0;
}

static struct dsr_lu *dsr_unit_find(struct scsi_device *sdev)
{
	struct dsr_lu *unit;

	lockdep_assert_held(&dsr_units_lock);
	list_for_each_entry(unit, &dsr_units, node)
		if (unit->sdev == sdev)
			return unit;
	return NULL;
}

static void dsr_unit_remove(DSR_INTF_ARGS)
{
	struct scsi_device *sdev = to_scsi_device(dev->parent);
	struct dsr_unit_name name;
	struct dsr_lu *unit;

	mutex_lock(&dsr_units_lock);
	unit = dsr_unit_find(sdev);
	if (unit) {
		WRITE_ONCE(unit->gone, true);
		list_del(&unit->node);
	}
	mutex_unlock(&dsr_units_lock);
	if (!unit)
		return;
	dsr_name_unit(&name, sdev);
	dsr_event_unit(DSR_UNIT_EVENT_REMOVED, &name, 0);
	if (dsr_unit_gone)
		dsr_unit_gone(unit);
	kref_put(&unit->ref, dsr_unit_free);
}

static struct class_interface dsr_interface = {
	.add_dev = dsr_unit_add,
	.remove_dev = dsr_unit_remove,
};

/**
 * dsr_unit_init - learn the units there are and will be
 *
 * Return: 0 or -errno.
 */
int dsr_unit_init(void)
{
	return scsi_register_interface(&dsr_interface);
}

/**
 * dsr_unit_exit - forget all units; no claim exists any more
 */
void dsr_unit_exit(void)
{
	scsi_unregister_interface(&dsr_interface);
}

struct dsr_node_match {
	dev_t devt;
	bool found;
};

static int dsr_match_node(struct device *dev, void *data)
{
	struct dsr_node_match *match = data;

	if (dev->devt == match->devt && dev->class &&
	    (!strcmp(dev->class->name, "scsi_generic") ||
	     !strcmp(dev->class->name, "scsi_changer")))
		match->found = true;
	return match->found;
}

/* with dsr_units_lock: the unit behind an open sr, sg or sch node, or NULL */
static struct dsr_lu *dsr_unit_of_file(struct file *file)
{
	struct inode *inode = file->f_mapping->host;
	struct dsr_node_match match = { .devt = inode->i_rdev };
	struct dsr_lu *unit;
	struct device *parent;

	if (S_ISBLK(inode->i_mode)) {
		parent = disk_to_dev(I_BDEV(inode)->bd_disk)->parent;
		if (!parent || !scsi_is_sdev_device(parent))
			return NULL;
		return dsr_unit_find(to_scsi_device(parent));
	}
	if (!S_ISCHR(inode->i_mode))
		return NULL;
	list_for_each_entry(unit, &dsr_units, node) {
		device_for_each_child(&unit->sdev->sdev_gendev, &match,
				      dsr_match_node);
		if (match.found)
			return unit;
	}
	return NULL;
}

/* finds the drive and makes it the job's; 0 without a unit: a plain bdev */
static int dsr_claim_unit(struct dsr_claim *claim, u32 job_id, u32 *reason)
{
	struct dsr_lu *unit;
	int err = 0;

	mutex_lock(&dsr_units_lock);
	unit = dsr_unit_of_file(claim->file);
	if (!unit)
		goto out;
	if (unit->sdev->type == TYPE_MEDIUM_CHANGER) {
		*reason = DSR_REASON_NOT_A_UNIT;
		err = -ENOTTY;
	} else if (unit->job_id) {
		*reason = unit->job_id == job_id ? DSR_REASON_DUPLICATE :
			DSR_REASON_BUSY;
		err = unit->job_id == job_id ? -EINVAL : -EBUSY;
	} else if (scsi_device_get(unit->sdev)) {
		*reason = DSR_REASON_GONE;
		err = -ENODEV;
	}
	if (err)
		goto out;
	unit->job_id = job_id;
	kref_get(&unit->ref);
	claim->unit = unit;
	dsr_name_unit(&claim->name, unit->sdev);
out:
	mutex_unlock(&dsr_units_lock);
	return err;
}

static void dsr_unclaim_unit(struct dsr_claim *claim)
{
	struct scsi_device *sdev = claim->unit->sdev;

	mutex_lock(&dsr_units_lock);
	claim->unit->job_id = 0;
	mutex_unlock(&dsr_units_lock);
	kref_put(&claim->unit->ref, dsr_unit_free);
	claim->unit = NULL;
	/* last: it lets go of the host adapter's module */
	scsi_device_put(sdev);
}

static int dsr_claim_bdev(struct dsr_claim *claim, u32 *reason)
{
	dev_t devt = MKDEV(claim->name.major, claim->name.minor);
	int err;

	if (!devt)
		return 0;
	claim->handle = dsr_bdev_open(devt, claim->write, claim);
	if (IS_ERR(claim->handle)) {
		err = PTR_ERR(claim->handle);
		claim->handle = NULL;
		*reason = err == -EBUSY ? DSR_REASON_BUSY :
			err == -EROFS || err == -EACCES ?
			DSR_REASON_PROTECTED : DSR_REASON_GONE;
		return err;
	}
	claim->bdev = dsr_bdev_of(claim->handle);
	return 0;
}

static int dsr_claim_plain(struct dsr_claim *claim, u32 *reason)
{
	struct inode *inode = claim->file->f_mapping->host;

	if (!S_ISBLK(inode->i_mode)) {
		*reason = DSR_REASON_NOT_A_UNIT;
		return -ENOTTY;
	}
	dsr_name_bdev(&claim->name, I_BDEV(inode));
	if (claim->write)
		return dsr_claim_bdev(claim, reason);
	claim->bdev = I_BDEV(inode);	/* the file keeps it */
	return 0;
}

/**
 * dsr_claim_fd - take a device for a job
 * @claim: filled
 * @fd: of the caller: an sr or sg node of a drive, or any block device
 * @write: as a sink; else as a source
 * @job_id: who takes it
 * @reason: enum dsr_reason when it can't be had
 *
 * Drives and block device sinks are opened exclusively, so that programs which
 * honour O_EXCL leave them alone, and a drive's disk events are off. A plain
 * block device may be the source of several jobs. Opening an sr node lets sr
 * look at the medium, which may take seconds.
 *
 * Context: the caller's process, may sleep. Return: 0 or -errno.
 */
int dsr_claim_fd(struct dsr_claim *claim, int fd, bool write, u32 job_id,
		 u32 *reason)
{
	int err;

	memset(claim, 0, sizeof(*claim));
	claim->write = write;
	claim->file = fget(fd);
	*reason = DSR_REASON_NOT_A_UNIT;
	if (!claim->file)
		return -EBADF;
	if (!(claim->file->f_mode & (write ? FMODE_WRITE : FMODE_READ))) {
		*reason = DSR_REASON_ACCESS;
		err = -EACCES;
		goto err_file;
	}
	err = dsr_claim_unit(claim, job_id, reason);
	if (err)
		goto err_file;
	if (!claim->unit) {
		err = dsr_claim_plain(claim, reason);
		if (err)
			goto err_file;
		return 0;
	}
	err = dsr_claim_bdev(claim, reason);
	if (err)
		goto err_unit;
	sdev_disable_disk_events(claim->unit->sdev);
	dsr_event_unit(DSR_UNIT_EVENT_CLAIMED, &claim->name, job_id);
	return 0;
err_unit:
	dsr_unclaim_unit(claim);
err_file:
	fput(claim->file);
	claim->file = NULL;
	return err;
}

/* everybody who cached something about the disc has to look again */
static void dsr_tell_medium_changed(struct dsr_claim *claim,
				    struct gendisk *disk)
{
	struct scsi_device *sdev = claim->unit->sdev;

	sdev->changed = 1;	/* sr reads size and type anew at its next open */
	dsr_rescan(sdev);
	if (disk)
		dsr_force_media_change(disk);
	dsr_event_unit(DSR_UNIT_EVENT_MEDIUM, &claim->name, 0);
}

static void dsr_claim_release_unit(struct dsr_claim *claim, bool written)
{
	struct gendisk *disk = claim->bdev ? claim->bdev->bd_disk : NULL;

	if (disk)
		get_device(disk_to_dev(disk));
	/* closed first: who hears that the medium changed will open it */
	if (claim->handle)
		dsr_bdev_close(claim->handle, claim->write);
	sdev_enable_disk_events(claim->unit->sdev);
	if (written && !READ_ONCE(claim->unit->gone))
		dsr_tell_medium_changed(claim, disk);
	if (disk)
		put_device(disk_to_dev(disk));
	dsr_unclaim_unit(claim);
	dsr_event_unit(DSR_UNIT_EVENT_RELEASED, &claim->name, 0);
}

/**
 * dsr_claim_release - give a device back
 * @claim: from dsr_claim_fd(); nothing happens where it holds nothing
 * @written: its medium is not what it was
 *
 * Context: may sleep; no command of ours is in flight.
 */
void dsr_claim_release(struct dsr_claim *claim, bool written)
{
	if (!claim->file)
		return;
	if (claim->unit) {
		dsr_claim_release_unit(claim, written);
	} else {
		if (written)
			invalidate_bdev(claim->bdev);
		if (claim->handle)
			dsr_bdev_close(claim->handle, claim->write);
	}
	fput(claim->file);
	claim->file = NULL;
}

/**
 * dsr_claim_same - do two claims mean the same device, or parts that overlap?
 * @a: one
 * @b: the other
 */
bool dsr_claim_same(const struct dsr_claim *a, const struct dsr_claim *b)
{
	if (a->unit || b->unit)
		return a->unit == b->unit;
	if (a->bdev == b->bdev)
		return true;
	/* a disk and a partition of it */
	return a->bdev->bd_disk == b->bdev->bd_disk &&
	       (!bdev_is_partition(a->bdev) || !bdev_is_partition(b->bdev));
}

/**
 * dsr_claim_queue - the request queue behind a claim
 * @claim: held
 */
struct request_queue *dsr_claim_queue(const struct dsr_claim *claim)
{
	return claim->unit ? claim->unit->sdev->request_queue :
		bdev_get_queue(claim->bdev);
}

/**
 * dsr_unit_at - look at one unit
 * @index: in the list
 * @name: filled
 * @job_id: the job that holds it, 0: none
 *
 * Context: may sleep. Return: 0 or -ENOENT.
 */
int dsr_unit_at(u32 index, struct dsr_unit_name *name, u32 *job_id)
{
	struct dsr_lu *unit;
	int err = -ENOENT;

	mutex_lock(&dsr_units_lock);
	list_for_each_entry(unit, &dsr_units, node) {
		if (index--)
			continue;
		dsr_name_unit(name, unit->sdev);
		*job_id = unit->job_id;
		err = 0;
		break;
	}
	mutex_unlock(&dsr_units_lock);
	return err;
}

/**
 * dsr_unit_of_fd - the unit behind an open node
 * @fd: of the caller: an sr, sg or sch node
 * @writable: whether it is open for writing
 *
 * Context: the caller's process, may sleep. Return: the unit with a reference;
 * ERR_PTR(-EBADF) or ERR_PTR(-ENOTTY).
 */
struct dsr_lu *dsr_unit_of_fd(int fd, bool *writable)
{
	struct file *file = fget(fd);
	struct dsr_lu *unit;

	if (!file)
		return ERR_PTR(-EBADF);
	*writable = file->f_mode & FMODE_WRITE;
	mutex_lock(&dsr_units_lock);
	unit = dsr_unit_of_file(file);
	if (unit)
		kref_get(&unit->ref);
	else
		unit = ERR_PTR(-ENOTTY);
	mutex_unlock(&dsr_units_lock);
	fput(file);
	return unit;
}

/**
 * dsr_unit_changer - the changers, one by one
 * @index: among the changers in the list
 *
 * Context: may sleep. Return: the unit with a reference, or NULL: no more.
 */
struct dsr_lu *dsr_unit_changer(u32 index)
{
	struct dsr_lu *unit, *found = NULL;

	mutex_lock(&dsr_units_lock);
	list_for_each_entry(unit, &dsr_units, node) {
		if (unit->sdev->type != TYPE_MEDIUM_CHANGER || index--)
			continue;
		kref_get(&unit->ref);
		found = unit;
		break;
	}
	mutex_unlock(&dsr_units_lock);
	return found;
}

/**
 * dsr_unit_put - give a reference back
 * @unit: from dsr_unit_of_fd() or dsr_unit_changer()
 */
void dsr_unit_put(struct dsr_lu *unit)
{
	kref_put(&unit->ref, dsr_unit_free);
}

/**
 * dsr_unit_tell - which unit is it?
 * @unit: held
 * @name: filled
 *
 * Context: may sleep.
 */
void dsr_unit_tell(const struct dsr_lu *unit, struct dsr_unit_name *name)
{
	dsr_name_unit(name, unit->sdev);
}

/**
 * dsr_unit_match - look for a unit
 * @match: which
 * @name: filled, all zero where there is none
 *
 * Context: may sleep. Return: 0 or -ENOENT.
 */
int dsr_unit_match(const struct dsr_unit_match *match,
		   struct dsr_unit_name *name)
{
	struct dsr_lu *unit;
	int err = -ENOENT;

	mutex_lock(&dsr_units_lock);
	list_for_each_entry(unit, &dsr_units, node) {
		dsr_name_unit(name, unit->sdev);
		if (!match->fits(unit->sdev, name, match->data))
			continue;
		err = 0;
		break;
	}
	mutex_unlock(&dsr_units_lock);
	if (err)
		memset(name, 0, sizeof(*name));
	return err;
}

/**
 * dsr_unit_on_gone - who wants to know that a unit is gone
 * @gone: called once for each, when it is no longer in the list; may sleep
 *
 * Context: before dsr_unit_init().
 */
void dsr_unit_on_gone(void (*gone)(struct dsr_lu *unit))
{
	dsr_unit_gone = gone;
}

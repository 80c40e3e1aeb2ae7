// SPDX-License-Identifier: GPL-2.0
/*
 * Which recorder a drive element of a robot is. It is worked out when it is
 * asked for, so that it stays right when drives come and go.
 */
#include <linux/slab.h>
#include <scsi/scsi_device.h>
#include <scsi/scsi_host.h>

#include "changer.h"

/**
 * struct drive_question - which unit is looked for
 * @c: the robot
 * @d: its drive element
 * @told: what somebody said it is
 */
struct drive_question {
	const struct dsr_changer *c;
	const struct dsr_robot_drive *d;
	const struct dsr_robot_told *told;
};

static bool is_drive(const struct dsr_unit_name *name)
{
	return name->type == TYPE_ROM || name->type == TYPE_WORM;
}

static bool same_address(const struct dsr_unit_name *a,
			 const struct dsr_unit_name *b)
{
	return a->host == b->host && a->channel == b->channel &&
	       a->id == b->id && a->lun == b->lun;
}

static bool fits_told(struct scsi_device *sdev,
		      const struct dsr_unit_name *name, void *data)
{
	const struct drive_question *q = data;
	const struct dsr_unit_name *told = &q->told->name;

	if (!is_drive(name))
		return false;
	if (told->serial[0])
		return !strcmp(told->serial, name->serial) &&
		       !strcmp(told->vendor, name->vendor) &&
		       !strcmp(told->product, name->product);
	return same_address(told, name);
}

/* on the robot's own bus (SCSI-2, data transfer element descriptor) */
static bool fits_address(struct scsi_device *sdev,
			 const struct dsr_unit_name *name, void *data)
{
	const struct drive_question *q = data;
	const struct dsr_element *e = &q->d->element;

	return is_drive(name) && name->host == q->c->name.host &&
	       name->channel == q->c->name.channel && name->id == e->bus_id &&
	       name->lun == (e->flags & DSR_EL_BUS_LUN ? e->bus_lun : 0);
}

/* a designator of the device identification page (SPC-4, VPD page 83h) */
static bool id_is_designator(const struct dsr_smc_id *id,
			     struct scsi_device *sdev)
{
	const struct scsi_vpd *vpd;
	bool found = false;
	int at;

	rcu_read_lock();
	vpd = rcu_dereference(sdev->vpd_pg83);
	for (at = 4; vpd && !found && at + 4 <= vpd->len;
	     at += 4 + vpd->data[at + 3]) {
		const u8 *d = &vpd->data[at];

		if (at + 4 + d[3] > vpd->len)
			break;
		found = (d[0] & 0x0f) == id->set &&
			(d[1] & 0x0f) == id->type && d[3] == id->bytes &&
			!memcmp(d + 4, id->id, id->bytes);
	}
	rcu_read_unlock();
	return found;
}

static bool fits_id(struct scsi_device *sdev, const struct dsr_unit_name *name,
		    void *data)
{
	const struct drive_question *q = data;

	return is_drive(name) &&
		(dsr_smc_id_has_serial(&q->d->id, name->serial) ||
		 id_is_designator(&q->d->id, sdev));
}

static struct dsr_robot_told *told_find(struct dsr_changer *c, u32 address)
{
	struct dsr_robot_told *t;

	lockdep_assert_held(&c->lock);
	list_for_each_entry(t, &c->told, node)
		if (t->address == address)
			return t;
	return NULL;
}

static bool told_copy(struct dsr_changer *c, u32 address,
		      struct dsr_robot_told *out)
{
	struct dsr_robot_told *t;

	mutex_lock(&c->lock);
	t = told_find(c, address);
	if (t)
		*out = *t;
	mutex_unlock(&c->lock);
	return t;
}

/* what was told comes before what the robot tells */
static u32 drive_how(struct dsr_changer *c, const struct dsr_robot_drive *d,
		     struct dsr_unit_name *name)
{
	struct dsr_robot_told told;
	struct drive_question q = { .c = c, .d = d, .told = &told };
	struct dsr_unit_match match = { .data = &q };
	u32 flags = d->element.flags;

	if (told_copy(c, d->element.address, &told)) {
		match.fits = fits_told;
		dsr_unit_match(&match, name);
		return DSR_DRIVE_TOLD;
	}
	match.fits = fits_id;
	if (d->id.set && !dsr_unit_match(&match, name))
		return DSR_DRIVE_BY_ID;
	match.fits = fits_address;
	if (flags & DSR_EL_BUS_ID && !(flags & DSR_EL_NOT_BUS) &&
	    !dsr_unit_match(&match, name))
		return DSR_DRIVE_BY_ADDRESS;
	return DSR_DRIVE_UNKNOWN;
}

/**
 * dsr_robot_drive - a drive element and the recorder in it
 * @c: the robot
 * @d: as the robot told of it
 * @out: filled
 *
 * Context: may sleep.
 */
void dsr_robot_drive(struct dsr_changer *c, const struct dsr_robot_drive *d,
		     struct dsr_changer_drive *out)
{
	memset(out, 0, sizeof(*out));
	out->size = sizeof(*out);
	out->address = d->element.address;
	out->id_set = d->id.set;
	out->id_type = d->id.type;
	out->id_bytes = d->id.bytes;
	memcpy(out->id, d->id.id, d->id.bytes);
	out->how = drive_how(c, d, &out->unit);
}

/**
 * dsr_robot_bind - which recorder a drive element is, or that it is forgotten
 * @c: the robot
 * @address: of the element
 * @name: the recorder, NULL: forget
 *
 * Context: may sleep. Return: 0 or -ENOMEM.
 */
int dsr_robot_bind(struct dsr_changer *c, u32 address,
		   const struct dsr_unit_name *name)
{
	struct dsr_robot_told *new = NULL, *old;

	if (name) {
		new = kzalloc_obj(*new, GFP_KERNEL);
		if (!new)
			return -ENOMEM;
		new->address = address;
		new->name = *name;
	}
	mutex_lock(&c->lock);
	old = told_find(c, address);
	if (old)
		list_del(&old->node);
	if (new)
		list_add_tail(&new->node, &c->told);
	mutex_unlock(&c->lock);
	kfree(old);
	return 0;
}

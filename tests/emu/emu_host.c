// SPDX-License-Identifier: GPL-2.0
/* The SCSI hosts: takes commands from the midlayer, plugs and unplugs drives. */

#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <scsi/scsi.h>
#include <scsi/scsi_cmnd.h>
#include <scsi/scsi_device.h>
#include <scsi/scsi_host.h>

#include "emu_smc.h"

static bool one_host;
module_param(one_host, bool, 0444);
MODULE_PARM_DESC(one_host, "All drives on one host (default 0: a host per drive, like SATA ports)");

static unsigned int can_queue = 1;
module_param(can_queue, uint, 0444);
MODULE_PARM_DESC(can_queue, "Commands a drive takes at a time (default 1, like ATAPI)");

static unsigned int max_sectors = 256;
module_param(max_sectors, uint, 0444);
MODULE_PARM_DESC(max_sectors, "Largest transfer in units of 512 bytes (default 256)");

static unsigned int sg_tablesize = 128;
module_param(sg_tablesize, uint, 0444);
MODULE_PARM_DESC(sg_tablesize, "Most segments of a transfer (default 128)");

static unsigned int max_segment_size = 65536;
module_param(max_segment_size, uint, 0444);
MODULE_PARM_DESC(max_segment_size, "Largest segment in bytes (default 65536)");

static ulong dma_boundary = 0xffffffff;
module_param(dma_boundary, ulong, 0444);
MODULE_PARM_DESC(dma_boundary, "Mask that no segment may cross (default 0xffffffff)");

struct emu_host {
	struct platform_device *pdev;
	struct Scsi_Host *shost;
};

static struct emu_host emu_hosts[EMU_MAX_DRIVES + EMU_MAX_CHANGERS];
static unsigned int emu_nr_hosts;

/* All that is on a host: the drives, then the changers. */
static unsigned int emu_units(void)
{
	return emu_nr_drives + emu_nr_changers;
}

static struct emu_drive *emu_unit(unsigned int i)
{
	return i < emu_nr_drives ? emu_drives[i]
				 : emu_changers[i - emu_nr_drives]->unit;
}

static struct emu_drive *emu_drive_at(struct Scsi_Host *shost, unsigned int id)
{
	unsigned int i;

	for (i = 0; i < emu_units(); i++)
		if (emu_unit(i)->host == shost && emu_unit(i)->id == id)
			return emu_unit(i);
	return NULL;
}

static int emu_sdev_init(struct scsi_device *sdev)
{
	struct emu_drive *drive = emu_drive_at(sdev->host, sdev->id);

	if (!drive || sdev->lun || sdev->channel)
		return -ENXIO;
	sdev->hostdata = drive;
	/* it must never get a second command; a robot does one at a time */
	if (drive->model->cdu541 || drive->smc)
		scsi_change_queue_depth(sdev, 1);
	return 0;
}

static void emu_sdev_destroy(struct scsi_device *sdev)
{
	sdev->hostdata = NULL;
}

static emu_queue_ret emu_queuecommand(struct Scsi_Host *shost,
				      struct scsi_cmnd *scmd)
{
	struct emu_cmd *cmd = scsi_cmd_priv(scmd);

	memset(cmd, 0, sizeof(*cmd));
	INIT_LIST_HEAD(&cmd->node);
	cmd->scmd = scmd;
	cmd->cdb = scmd->cmnd;
	emu_drive_queue(scmd->device->hostdata, cmd);
	return 0;
}

static int emu_eh_abort(struct scsi_cmnd *scmd)
{
	emu_drive_abort(scmd->device->hostdata, scsi_cmd_priv(scmd));
	return SUCCESS;
}

static int emu_eh_device_reset(struct scsi_cmnd *scmd)
{
	emu_drive_reset(scmd->device->hostdata);
	return SUCCESS;
}

static int emu_eh_host_reset(struct scsi_cmnd *scmd)
{
	unsigned int i;

	for (i = 0; i < emu_units(); i++)
		if (emu_unit(i)->host == scmd->device->host)
			emu_drive_reset(emu_unit(i));
	return SUCCESS;
}

static struct scsi_host_template emu_template = {
	.module = THIS_MODULE,
	.name = "dsr_emu",
	.proc_name = "dsr_emu",
	.queuecommand = emu_queuecommand,
	.change_queue_depth = scsi_change_queue_depth,
	.eh_abort_handler = emu_eh_abort,
	.eh_device_reset_handler = emu_eh_device_reset,
	.eh_host_reset_handler = emu_eh_host_reset,
	.EMU_SDEV_INIT = emu_sdev_init,
	.EMU_SDEV_DESTROY = emu_sdev_destroy,
	.cmd_size = sizeof(struct emu_cmd),
	.this_id = -1,
};

/* A platform device as parent gives the host DMA limits of its own. */
static int emu_host_create(unsigned int drives)
{
	struct emu_host *host = &emu_hosts[emu_nr_hosts];
	struct Scsi_Host *shost;
	int err;

	host->pdev = platform_device_register_simple("dsr_emu", emu_nr_hosts,
						     NULL, 0);
	if (IS_ERR(host->pdev))
		return PTR_ERR(host->pdev);
	dma_coerce_mask_and_coherent(&host->pdev->dev, DMA_BIT_MASK(64));
	shost = scsi_host_alloc(&emu_template, 0);
	if (!shost) {
		err = -ENOMEM;
		goto out_pdev;
	}
	shost->max_id = drives;
	shost->max_lun = 1;
	shost->can_queue = can_queue * drives;
	shost->cmd_per_lun = can_queue;
	err = scsi_add_host(shost, &host->pdev->dev);
	if (err)
		goto out_host;
	host->shost = shost;
	emu_nr_hosts++;
	return 0;

out_host:
	scsi_host_put(shost);
out_pdev:
	platform_device_unregister(host->pdev);
	return err;
}

static int emu_check_limits(void)
{
	if (can_queue && can_queue <= 64 && max_sectors >= 8 && sg_tablesize &&
	    sg_tablesize <= SG_ALL && max_segment_size >= PAGE_SIZE &&
	    dma_boundary >= PAGE_SIZE - 1)
		return 0;
	pr_err("can_queue is 1..64, max_sectors from 8, sg_tablesize 1..%u\n",
	       SG_ALL);
	pr_err("max_segment_size and dma_boundary + 1 are from %lu\n",
	       PAGE_SIZE);
	return -EINVAL;
}

/**
 * emu_host_create_all - make the hosts, without any drive on them yet
 *
 * One for each drive, or a single one with the parameter one_host. Sleeps.
 *
 * Return: 0, or a negative errno with nothing left behind.
 */
int emu_host_create_all(void)
{
	unsigned int i;
	int err;

	err = emu_check_limits();
	if (err)
		return err;
	emu_template.max_sectors = max_sectors;
	emu_template.sg_tablesize = sg_tablesize;
	emu_template.max_segment_size = max_segment_size;
	emu_template.dma_boundary = dma_boundary;
	for (i = 0; i < emu_units(); i++) {
		if (!i || !one_host) {
			err = emu_host_create(one_host ? emu_units() : 1);
			if (err)
				goto out_hosts;
		}
		emu_unit(i)->host = emu_hosts[emu_nr_hosts - 1].shost;
		emu_unit(i)->id = one_host ? i : 0;
	}
	return 0;

out_hosts:
	emu_host_remove_all();
	return err;
}

/**
 * emu_host_add_drives - let the midlayer find the drives
 *
 * Return: 0 or a negative errno; drives found before stay.
 */
int emu_host_add_drives(void)
{
	unsigned int i;
	int err;

	for (i = 0; i < emu_units(); i++) {
		err = scsi_add_device(emu_unit(i)->host, 0, emu_unit(i)->id,
				      0);
		if (err)
			return err;
	}
	return 0;
}

/**
 * emu_host_remove_all - unplug every drive and drop the hosts
 *
 * Commands that hang are answered first, or the removal would wait for them.
 */
void emu_host_remove_all(void)
{
	struct emu_host *host;
	unsigned int i;

	for (i = 0; i < emu_units(); i++)
		emu_drive_stop(emu_unit(i));
	flush_workqueue(emu_wq);	/* faults that unplug a drive */
	while (emu_nr_hosts) {
		host = &emu_hosts[--emu_nr_hosts];
		scsi_remove_host(host->shost);
		scsi_host_put(host->shost);
		platform_device_unregister(host->pdev);
	}
}

/**
 * emu_host_gone - pull the plug of a drive
 * @drive: any drive; its disc stays in it
 *
 * Context: emu_lock held, drive->lock not. Sleeps.
 * Return: 0, or -ENODEV when it was gone already.
 */
int emu_host_gone(struct emu_drive *drive)
{
	struct scsi_device *sdev;

	if (drive->gone)
		return -ENODEV;
	drive->gone = true;
	emu_drive_stop(drive);
	sdev = scsi_device_lookup(drive->host, 0, drive->id, 0);
	if (sdev) {
		scsi_remove_device(sdev);
		scsi_device_put(sdev);
	}
	return 0;
}

/**
 * emu_host_back - plug a drive in again
 * @drive: a drive that is gone
 *
 * Context: emu_lock held, drive->lock not. Sleeps.
 * Return: 0, -EEXIST when it was never gone, or what the midlayer says.
 */
int emu_host_back(struct emu_drive *drive)
{
	if (!drive->gone)
		return -EEXIST;
	drive->gone = false;
	emu_drive_start(drive);
	return scsi_add_device(drive->host, 0, drive->id, 0);
}

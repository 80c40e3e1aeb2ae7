// SPDX-License-Identifier: GPL-2.0
/* Init and exit of dsr_emu, a virtual tower of optical drives. */

#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "emu_smc.h"

#define EMU_MAX_RECORDERS	64
#define EMU_MAX_READERS		(EMU_MAX_DRIVES - EMU_MAX_RECORDERS)

static unsigned int readers = 1;
module_param(readers, uint, 0444);
MODULE_PARM_DESC(readers, "Number of read-only drives (default 1)");

static unsigned int recorders = 4;
module_param(recorders, uint, 0444);
MODULE_PARM_DESC(recorders, "Number of recorders, up to 64 (default 4)");

static unsigned int old_readers;
module_param(old_readers, uint, 0444);
MODULE_PARM_DESC(old_readers, "Number of Sony CDU-541 (default 0)");

static char *discs = "";
module_param(discs, charp, 0444);
MODULE_PARM_DESC(discs, "Medium, such as dvd+r, a blank of which lies in each recorder");

bool emu_timing_default;
module_param_named(timing, emu_timing_default, bool, 0444);
MODULE_PARM_DESC(timing, "Take the time a real drive takes (default 0)");

unsigned int emu_factor_default = 1;
module_param_named(factor, emu_factor_default, uint, 0444);
MODULE_PARM_DESC(factor, "With timing, run so many times faster than life (default 1)");

/* Guards emu_drives, emu_changers and the list of discs. */
DEFINE_MUTEX(emu_lock);

/* Guards which disc is in which drive or changer. */
DEFINE_MUTEX(emu_place_lock);

struct emu_drive *emu_drives[EMU_MAX_DRIVES];
unsigned int emu_nr_drives;
struct workqueue_struct *emu_wq;

static const struct emu_model emu_reader = {
	.name = "reader",
	.product = "READER",
	.writes = false,
};

static const struct emu_model emu_recorder = {
	.name = "recorder",
	.product = "RECORDER",
	.writes = true,
};

static const struct emu_model emu_old_reader = {
	.name = "cdu541",
	.product = "CD-ROM CDU-541",
	.cdu541 = true,
};

static void emu_drop_drives(void)
{
	while (emu_nr_drives)
		emu_drive_destroy(emu_drives[--emu_nr_drives]);
}

static int emu_make_drives(void)
{
	const struct emu_model *model = &emu_reader;
	struct emu_drive *drive;
	unsigned int i;

	for (i = 0; i < readers + recorders + old_readers; i++) {
		if (i == readers)
			model = &emu_recorder;
		if (i == readers + recorders)
			model = &emu_old_reader;
		drive = emu_drive_create(i, model);
		if (IS_ERR(drive)) {
			emu_drop_drives();
			return PTR_ERR(drive);
		}
		emu_drives[emu_nr_drives++] = drive;
	}
	return 0;
}

static int emu_fill_recorders(void)
{
	unsigned int i;
	int err = 0;

	if (!*discs)
		return 0;
	mutex_lock(&emu_lock);
	for (i = readers; i < readers + recorders && !err; i++)
		err = emu_control_blank(emu_drives[i], discs);
	mutex_unlock(&emu_lock);
	if (err)
		pr_err("discs=%s: %s\n", discs, emu_said());
	return err;
}

static int emu_check_params(void)
{
	if (recorders > EMU_MAX_RECORDERS || readers > EMU_MAX_READERS ||
	    old_readers > EMU_MAX_READERS - readers) {
		pr_err("at most %u recorders, and %u readers of both kinds\n",
		       EMU_MAX_RECORDERS, EMU_MAX_READERS);
		return -EINVAL;
	}
	if (!emu_factor_default) {
		pr_err("factor=0 makes no sense, 1 is life's speed\n");
		return -EINVAL;
	}
	return 0;
}

static int __init emu_init(void)
{
	int err;

	err = emu_check_params();
	if (err)
		return err;
	emu_sector_init();
	emu_wq = alloc_workqueue("dsr_emu", WQ_UNBOUND, 0);
	if (!emu_wq)
		return -ENOMEM;
	err = emu_make_drives();
	if (err)
		goto out_wq;
	err = emu_fill_recorders();
	if (err)
		goto out_drives;
	err = emu_smc_create_all(readers, recorders);
	if (err)
		goto out_drives;
	err = emu_host_create_all();
	if (err)
		goto out_changers;
	err = emu_debugfs_init();
	if (err)
		goto out_hosts;
	err = emu_host_add_drives();
	if (err)
		goto out_debugfs;
	return 0;

out_debugfs:
	emu_debugfs_exit();
out_hosts:
	emu_host_remove_all();
out_changers:
	emu_smc_destroy_all();
out_drives:
	emu_drop_drives();
	emu_disc_delete_all();
out_wq:
	destroy_workqueue(emu_wq);
	return err;
}

static void __exit emu_exit(void)
{
	emu_debugfs_exit();
	emu_host_remove_all();
	destroy_workqueue(emu_wq);
	emu_smc_destroy_all();
	emu_drop_drives();
	emu_disc_delete_all();
	emu_witness_forget();
}

module_init(emu_init);
module_exit(emu_exit);

MODULE_DESCRIPTION("Virtual tower of optical drives, to test and to try dsr");
MODULE_LICENSE("GPL");

// SPDX-License-Identifier: GPL-2.0
/* /sys/kernel/debug/dsr_emu: the tables that people and tests read. */

#include <linux/debugfs.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <scsi/scsi_host.h>

#include "emu_541.h"
#include "emu_smc.h"

#define EMU_CONTROL_MAX	4096	/* bytes of one write to control */

static struct dentry *emu_root;

static int emu_control_show(struct seq_file *m, void *unused)
{
	mutex_lock(&emu_lock);
	seq_printf(m, "%s\n", emu_said());
	mutex_unlock(&emu_lock);
	return 0;
}

static int emu_control_open(struct inode *inode, struct file *file)
{
	return single_open(file, emu_control_show, NULL);
}

static ssize_t emu_control_write(struct file *file, const char __user *from,
				 size_t len, loff_t *pos)
{
	char *text, *rest, *line;
	int err = 0;

	if (len > EMU_CONTROL_MAX)
		return -E2BIG;
	text = memdup_user_nul(from, len);
	if (IS_ERR(text))
		return PTR_ERR(text);
	rest = text;
	mutex_lock(&emu_lock);
	emu_say("ok");
	while (!err && (line = strsep(&rest, "\n")))
		err = emu_control_line(line);
	mutex_unlock(&emu_lock);
	kfree(text);
	return err ? err : len;
}

static const struct file_operations emu_control_fops = {
	.owner = THIS_MODULE,
	.open = emu_control_open,
	.read = seq_read,
	.write = emu_control_write,
	.llseek = seq_lseek,
	.release = single_release,
};

static int drives_show(struct seq_file *m, void *unused)
{
	struct emu_drive *drive;
	unsigned int i;

	seq_puts(m, "drive model hcil tray disc medium timing prevented\n");
	mutex_lock(&emu_lock);
	for (i = 0; i < emu_nr_drives; i++) {
		drive = emu_drives[i];
		mutex_lock(&drive->lock);
		seq_printf(m, "%u %s ", i, drive->model->name);
		if (drive->gone)
			seq_puts(m, "gone ");
		else
			seq_printf(m, "%u:0:%u:0 ", drive->host->host_no,
				   drive->id);
		seq_printf(m, "%s %s %s ",
			   drive->tray_open ? "open" : "closed",
			   drive->disc ? drive->disc->name : "-",
			   drive->disc ? drive->disc->medium->name : "-");
		if (drive->buffer.on)
			seq_printf(m, "x%u ", drive->buffer.factor);
		else
			seq_puts(m, "off ");
		seq_printf(m, "%d\n", drive->prevented);
		mutex_unlock(&drive->lock);
	}
	mutex_unlock(&emu_lock);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(drives);

static int discs_show(struct seq_file *m, void *unused)
{
	mutex_lock(&emu_lock);
	emu_disc_show_all(m);
	mutex_unlock(&emu_lock);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(discs);

static int sessions_show(struct seq_file *m, void *unused)
{
	mutex_lock(&emu_lock);
	emu_show_sessions(m);
	mutex_unlock(&emu_lock);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(sessions);

static int tracks_show(struct seq_file *m, void *unused)
{
	mutex_lock(&emu_lock);
	emu_show_tracks(m);
	mutex_unlock(&emu_lock);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(tracks);

static int changers_show(struct seq_file *m, void *unused)
{
	mutex_lock(&emu_lock);
	emu_smc_show(m);
	mutex_unlock(&emu_lock);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(changers);

static int states_show(struct seq_file *m, void *unused)
{
	mutex_lock(&emu_lock);
	emu_show_states(m);
	mutex_unlock(&emu_lock);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(states);

static int stats_show(struct seq_file *m, void *unused)
{
	struct emu_drive *drive = m->private;
	const struct emu_stats *s = &drive->stats;
	const struct emu_buffer *b = &drive->buffer;
	unsigned int i;

	mutex_lock(&drive->lock);
	seq_printf(m, "commands %llu\nblocks_read %llu\nblocks_written %llu\n",
		   s->commands, s->blocks_read, s->blocks_written);
	seq_printf(m, "blocks_tested %llu\n", s->blocks_tested);
	seq_printf(m, "max_reads_per_lba %u\n", s->max_reads_per_lba);
	seq_printf(m, "pages_same %llu\npages_other %llu\npages_shared %llu\n",
		   s->pages_same, s->pages_other, s->pages_shared);
	seq_printf(m, "faults %llu\naborts %llu\nresets %llu\noverlaps %llu\n",
		   s->faults, s->aborts, s->resets, s->overlaps);
	seq_printf(m, "underruns %u\nbuffer_size %llu\nbuffer_fill %llu\n",
		   b->underruns, b->size, b->size - emu_timing_free(drive));
	if (b->lowest == ~0ull)
		seq_puts(m, "buffer_lowest -\n");
	else
		seq_printf(m, "buffer_lowest %llu\n", b->lowest);
	for (i = 0; i < 256; i++)
		if (s->opcodes[i])
			seq_printf(m, "op_%02x %u\n", i, s->opcodes[i]);
	mutex_unlock(&drive->lock);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(stats);

static int faults_show(struct seq_file *m, void *unused)
{
	struct emu_drive *drive = m->private;

	mutex_lock(&drive->lock);
	emu_fault_show(drive, m);
	mutex_unlock(&drive->lock);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(faults);

static int cdu541_show(struct seq_file *m, void *unused)
{
	struct emu_drive *drive = m->private;

	mutex_lock(&drive->lock);
	emu_541_show(drive, m);
	mutex_unlock(&drive->lock);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(cdu541);

static void emu_debugfs_unit(struct emu_drive *drive, unsigned int number,
			     struct dentry *parent)
{
	char name[12];
	struct dentry *dir;

	snprintf(name, sizeof(name), "%u", number);
	dir = debugfs_create_dir(name, parent);
	debugfs_create_file("stats", 0444, dir, drive, &stats_fops);
	debugfs_create_file("faults", 0444, dir, drive, &faults_fops);
	if (drive->cdu)
		debugfs_create_file("cdu541", 0444, dir, drive, &cdu541_fops);
	if (drive->smc && drive->smc->count[EMU_SMC_PRINTER])
		debugfs_create_file("port", 0200, dir, drive->smc,
				    &emu_smc_port_fops);
}

/**
 * emu_debugfs_init - make the files
 *
 * Return: 0, or -ENODEV when the kernel has no debugfs: without the control
 * file the emulator is of no use.
 */
int emu_debugfs_init(void)
{
	struct dentry *dir;
	unsigned int i;

	emu_root = debugfs_create_dir("dsr_emu", NULL);
	if (IS_ERR(emu_root))
		return PTR_ERR(emu_root);
	debugfs_create_file("control", 0600, emu_root, NULL, &emu_control_fops);
	debugfs_create_file("drives", 0444, emu_root, NULL, &drives_fops);
	debugfs_create_file("discs", 0444, emu_root, NULL, &discs_fops);
	debugfs_create_file("sessions", 0444, emu_root, NULL, &sessions_fops);
	debugfs_create_file("tracks", 0444, emu_root, NULL, &tracks_fops);
	debugfs_create_file("states", 0444, emu_root, NULL, &states_fops);
	debugfs_create_file("changers", 0444, emu_root, NULL, &changers_fops);
	dir = debugfs_create_dir("drive", emu_root);
	for (i = 0; i < emu_nr_drives; i++)
		emu_debugfs_unit(emu_drives[i], i, dir);
	dir = debugfs_create_dir("changer", emu_root);
	for (i = 0; i < emu_nr_changers; i++)
		emu_debugfs_unit(emu_changers[i]->unit, i, dir);
	return 0;
}

/**
 * emu_debugfs_exit - remove the files; waits for those who read them
 */
void emu_debugfs_exit(void)
{
	debugfs_remove_recursive(emu_root);
}

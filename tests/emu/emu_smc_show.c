// SPDX-License-Identifier: GPL-2.0
/* The table of changers and elements, and the printer's port. */

#include <linux/crc32.h>
#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <scsi/scsi_host.h>

#include "emu_smc.h"

#define EMU_SMC_PORT_CHUNK	65536u	/* bytes of one write to the port */

/* A label on its way through the port. */
struct emu_smc_label {
	struct emu_smc *smc;
	u32 bytes;
	u32 crc;
};

static void emu_smc_show_changer(struct seq_file *m, struct emu_smc *smc)
{
	const struct emu_drive *unit = smc->unit;
	const struct emu_smc_printer *p = &smc->printer;

	seq_printf(m, "changer %u %s ", smc->number, smc->model->unit.name);
	if (unit->gone)
		seq_puts(m, "gone ");
	else
		seq_printf(m, "%u:0:%u:0 ", unit->host->host_no, unit->id);
	seq_printf(m, "door=%s mail=%s prevented=%d reserved=%s at=0x%04x changes=%u",
		   smc->door_open ? "open" : "closed",
		   smc->mail_open ? "open" : "closed", emu_smc_prevented(smc),
		   smc->other_reserved ? "other" : smc->reserved ? "host" : "-",
		   smc->at, smc->log.changes);
	emu_smc_print_now(smc);
	if (smc->count[EMU_SMC_PRINTER])
		seq_printf(m, " printer=%s ink=%u,%u,%u,%u",
			   !p->busy ? "idle" : p->stopped ? "no-ink" : "busy",
			   p->ink[0], p->ink[1], p->ink[2], p->ink[3]);
	seq_putc(m, '\n');
}

static void emu_smc_show_element(struct seq_file *m, const struct emu_smc *smc,
				 const struct emu_smc_element *e)
{
	static const char * const types[EMU_SMC_TYPES] = {
		"", "picker", "slot", "mail", "drive", "printer"
	};
	const struct emu_smc_load *load = &e->seat->load;
	const struct emu_disc *disc = emu_smc_disc(e);

	seq_printf(m, "%u %s%u 0x%04x disc=%s medium=%s tray=%d inverted=%d",
		   smc->number, types[e->type],
		   e->address - smc->first[e->type] + 1, e->address,
		   disc ? disc->name : "-", disc ? disc->medium->name : "-",
		   load->tray, load->inverted);
	if (load->source)
		seq_printf(m, " source=0x%04x", load->source);
	if (e->seat->full != !!disc || e->seat->saw_tray != load->tray)
		seq_puts(m, e->seat->known ? " unseen" : " unknown");
	if (e->seat->except)
		seq_printf(m, " except=%02x/%02x", e->seat->asc, e->seat->ascq);
	if (e->drive)
		seq_printf(m, " drive=%u", e->drive->number);
	if (disc && *disc->tag)
		seq_printf(m, " tag=%s", disc->tag);
	if (disc && disc->label_bytes)
		seq_printf(m, " label=%u/%08x", disc->label_bytes,
			   disc->label_crc);
	seq_putc(m, '\n');
}

/**
 * emu_smc_show - print every changer with every element
 * @m: where to
 *
 * Context: emu_lock held.
 */
void emu_smc_show(struct seq_file *m)
{
	struct emu_smc *smc;
	unsigned int i;
	u32 n;

	for (i = 0; i < emu_nr_changers; i++) {
		smc = emu_changers[i];
		mutex_lock(&emu_place_lock);
		mutex_lock(&smc->unit->lock);
		emu_smc_show_changer(m, smc);
		for (n = 0; n < smc->nr; n++)
			emu_smc_show_element(m, smc, &smc->elements[n]);
		mutex_unlock(&smc->unit->lock);
		mutex_unlock(&emu_place_lock);
	}
}

static int emu_smc_port_open(struct inode *inode, struct file *file)
{
	struct emu_smc *smc = inode->i_private;
	struct emu_smc_label *label = kzalloc(sizeof(*label), GFP_KERNEL);
	bool busy;

	if (!label)
		return -ENOMEM;
	mutex_lock(&emu_place_lock);
	mutex_lock(&smc->unit->lock);
	emu_smc_print_now(smc);
	busy = smc->printer.busy;
	mutex_unlock(&smc->unit->lock);
	mutex_unlock(&emu_place_lock);
	if (busy) {
		kfree(label);
		return -EBUSY;
	}
	label->smc = smc;
	label->crc = ~0u;
	file->private_data = label;
	return nonseekable_open(inode, file);
}

static ssize_t emu_smc_port_write(struct file *file, const char __user *from,
				  size_t len, loff_t *pos)
{
	struct emu_smc_label *label = file->private_data;
	u8 *data;

	len = min_t(size_t, len, EMU_SMC_PORT_CHUNK);
	data = memdup_user(from, len);
	if (IS_ERR(data))
		return PTR_ERR(data);
	label->crc = crc32_le(label->crc, data, len);
	label->bytes += len;
	kfree(data);
	return len;
}

/* The end of the label: printing begins. */
static int emu_smc_port_release(struct inode *inode, struct file *file)
{
	struct emu_smc_label *label = file->private_data;
	struct emu_smc *smc = label->smc;

	if (label->bytes) {
		mutex_lock(&emu_place_lock);
		mutex_lock(&smc->unit->lock);
		emu_smc_print(smc, label->bytes, ~label->crc);
		mutex_unlock(&smc->unit->lock);
		mutex_unlock(&emu_place_lock);
	}
	kfree(label);
	return 0;
}

const struct file_operations emu_smc_port_fops = {
	.owner = THIS_MODULE,
	.open = emu_smc_port_open,
	.write = emu_smc_port_write,
	.release = emu_smc_port_release,
};

// SPDX-License-Identifier: GPL-2.0
/* One drive: its queue, its worker, abort and reset. */

#include <linux/err.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <scsi/scsi.h>
#include <scsi/scsi_cmnd.h>

#include "emu_541.h"
#include "emu_smc.h"

/* Answers commands that will not be executed. Context: qlock not held. */
static void emu_refuse(struct list_head *list)
{
	struct emu_cmd *cmd, *next;

	list_for_each_entry_safe(cmd, next, list, node) {
		list_del_init(&cmd->node);
		cmd->scmd->result = DID_NO_CONNECT << 16;
		scsi_done(cmd->scmd);
	}
}

/* Fixed format sense, with progress or the block that failed, SPC-4 4.5.3. */
static void emu_set_sense(struct emu_cmd *cmd, int sense)
{
	struct scsi_cmnd *scmd = cmd->scmd;

	cmd->sense = sense;
	scsi_build_sense(scmd, 0, EMU_SENSE_KEY(sense), EMU_SENSE_ASC(sense),
			 EMU_SENSE_ASCQ(sense));
	if (cmd->info_valid) {
		scmd->sense_buffer[0] |= 0x80;
		put_unaligned_be32(cmd->info, &scmd->sense_buffer[3]);
	}
	if (EMU_SENSE_KEY(sense) == 5 && cmd->field_valid) {
		scmd->sense_buffer[15] = 0x80;
		put_unaligned_be16(cmd->field, &scmd->sense_buffer[16]);
	}
	if (EMU_SENSE_KEY(sense) == 2 && cmd->progress) {
		scmd->sense_buffer[15] = 0x80;
		put_unaligned_be16(cmd->progress, &scmd->sense_buffer[16]);
	}
}

/*
 * A CDU-541 can't take a second command: the first one is lost, the second is
 * refused (SCSI-2 6.5.2, the manual's 4.2). Context: qlock held.
 */
static bool emu_drive_overlap(struct emu_drive *drive)
{
	bool busy = drive->running && !drive->answering;
	struct emu_cmd *cmd;

	if (!drive->cdu)
		return false;
	if (busy)
		drive->running->overlapped = true;
	list_splice_tail_init(&drive->queue, &drive->hung);
	list_for_each_entry(cmd, &drive->hung, node) {
		busy |= !cmd->overlapped;
		cmd->overlapped = true;
	}
	drive->stats.overlaps += busy;
	wake_up_all(&drive->wake);
	return busy;
}

/**
 * emu_drive_queue - take a command from the midlayer
 * @drive: the drive
 * @cmd: the command, answered later by scsi_done()
 *
 * Context: any, takes qlock.
 */
void emu_drive_queue(struct emu_drive *drive, struct emu_cmd *cmd)
{
	unsigned long flags;
	bool stop, overlap = false;

	spin_lock_irqsave(&drive->qlock, flags);
	stop = drive->stop;
	if (!stop)
		overlap = emu_drive_overlap(drive);
	if (!stop && !overlap) {
		list_add_tail(&cmd->node, &drive->queue);
		queue_work(drive->worker, &drive->work);
	}
	spin_unlock_irqrestore(&drive->qlock, flags);
	if (!stop && !overlap)
		return;
	if (overlap)
		emu_set_sense(cmd, EMU_541_OVERLAPPED);
	else
		cmd->scmd->result = DID_NO_CONNECT << 16;
	scsi_done(cmd->scmd);
}

static struct emu_cmd *emu_drive_next(struct emu_drive *drive)
{
	struct emu_cmd *cmd;

	spin_lock_irq(&drive->qlock);
	cmd = list_first_entry_or_null(&drive->queue, struct emu_cmd, node);
	if (cmd)
		list_del_init(&cmd->node);
	drive->running = cmd;
	spin_unlock_irq(&drive->qlock);
	return cmd;
}

static bool emu_called_back(struct emu_drive *drive, struct emu_cmd *cmd)
{
	return READ_ONCE(cmd->aborted) || READ_ONCE(cmd->overlapped) ||
	       READ_ONCE(drive->stop);
}

/* Interruptible only so as not to count as load: a worker gets no signals. */
static void emu_drive_wait(struct emu_drive *drive, struct emu_cmd *cmd)
{
	ktime_t delay = ns_to_ktime(cmd->delay);

	if (!cmd->delay)
		return;
	wait_event_interruptible_hrtimeout(drive->wake,
					   emu_called_back(drive, cmd), delay);
}

/*
 * The command stays in drive->running until scsi_done() has returned, so that
 * an abort never hands it back to the midlayer while it is touched here.
 */
static void emu_drive_answer(struct emu_drive *drive, struct emu_cmd *cmd)
{
	bool aborted, lost;

	spin_lock_irq(&drive->qlock);
	aborted = cmd->aborted;
	lost = cmd->overlapped && !aborted && !drive->stop;
	if (lost)
		list_add_tail(&cmd->node, &drive->hung);
	if (drive->stop)
		cmd->scmd->result = DID_NO_CONNECT << 16;
	drive->answering = true;
	spin_unlock_irq(&drive->qlock);
	if (!aborted && !lost)
		scsi_done(cmd->scmd);
	spin_lock_irq(&drive->qlock);
	drive->running = NULL;
	drive->answering = false;
	spin_unlock_irq(&drive->qlock);
	wake_up_all(&drive->wake);
}

/* Parks a command for good; only abort, reset or removal get it out again. */
static void emu_drive_hang(struct emu_drive *drive, struct emu_cmd *cmd)
{
	spin_lock_irq(&drive->qlock);
	if (!cmd->aborted && !drive->stop) {
		list_add_tail(&cmd->node, &drive->hung);
		drive->running = NULL;
		cmd = NULL;
	}
	spin_unlock_irq(&drive->qlock);
	if (cmd)
		emu_drive_answer(drive, cmd);
	else
		wake_up_all(&drive->wake);
}

/* Returns true when the command hangs. Context: drive->lock held. */
static bool emu_drive_execute(struct emu_drive *drive, struct emu_cmd *cmd)
{
	struct emu_fault *fault;
	int sense = 0;
	int said;

	emu_parse_range(cmd);
	fault = emu_fault_match(drive, cmd);
	drive->stats.commands++;
	drive->stats.opcodes[cmd->cdb[0]]++;
	cmd->scmd->result = SAM_STAT_GOOD;
	if (fault && (fault->kind == EMU_FAULT_HANG ||
		      fault->kind == EMU_FAULT_GONE))
		return true;
	if (fault && fault->kind == EMU_FAULT_BUSY) {
		cmd->scmd->result = SAM_STAT_BUSY;
		return false;
	}
	if (fault && fault->kind == EMU_FAULT_SENSE) {
		sense = fault->sense;
		cmd->info = fault->lba < 0 ? cmd->lba : fault->lba;
		cmd->info_valid = cmd->blocks;
		if (drive->smc)
			emu_smc_fault(drive->smc, cmd, fault);
	}
	/* A recovered error (key 1) tells of a command that was done. */
	if (!sense || EMU_SENSE_KEY(sense) == 1) {
		said = emu_execute(drive, cmd);
		sense = said ? said : sense;
	}
	if (sense)
		emu_set_sense(cmd, sense);
	return false;
}

/* A changer moves discs in and out of drives. */
static void emu_drive_lock(struct emu_drive *drive)
{
	if (drive->smc)
		mutex_lock(&emu_place_lock);
	mutex_lock(&drive->lock);
}

static void emu_drive_unlock(struct emu_drive *drive)
{
	mutex_unlock(&drive->lock);
	if (drive->smc)
		mutex_unlock(&emu_place_lock);
}

/* What a changer does at the end of a command's time. */
static void emu_drive_finish(struct emu_drive *drive, struct emu_cmd *cmd)
{
	int sense;

	if (!drive->smc)
		return;
	emu_drive_lock(drive);
	sense = emu_smc_finish(drive->smc, cmd, emu_called_back(drive, cmd));
	if (sense)
		emu_set_sense(cmd, sense);
	emu_drive_unlock(drive);
}

/**
 * emu_drive_run - work function: execute what is in the queue
 * @work: drive->work
 *
 * The drive's state changes at once; then the modelled time passes with no
 * lock held, so that hands at the tray and aborts come through.
 */
void emu_drive_run(struct work_struct *work)
{
	struct emu_drive *drive = container_of(work, struct emu_drive, work);
	struct emu_cmd *cmd;
	bool hangs;

	while ((cmd = emu_drive_next(drive))) {
		emu_drive_lock(drive);
		hangs = emu_drive_execute(drive, cmd);
		emu_drive_unlock(drive);
		if (hangs) {
			emu_drive_hang(drive, cmd);
			continue;
		}
		emu_drive_wait(drive, cmd);
		emu_drive_finish(drive, cmd);
		emu_drive_answer(drive, cmd);
	}
}

static bool emu_not_running(struct emu_drive *drive, struct emu_cmd *cmd)
{
	bool done;

	spin_lock_irq(&drive->qlock);
	done = drive->running != cmd;
	spin_unlock_irq(&drive->qlock);
	return done;
}

/**
 * emu_drive_abort - give a command back to the midlayer
 * @drive: the drive
 * @cmd: a command that ran out of time
 *
 * On return the drive does not touch @cmd any more. Sleeps.
 */
void emu_drive_abort(struct emu_drive *drive, struct emu_cmd *cmd)
{
	spin_lock_irq(&drive->qlock);
	drive->stats.aborts++;
	cmd->aborted = true;
	list_del_init(&cmd->node);
	spin_unlock_irq(&drive->qlock);
	wake_up_all(&drive->wake);
	wait_event(drive->wake, emu_not_running(drive, cmd));
}

/**
 * emu_drive_reset - a bus or device reset reached the drive
 * @drive: the drive
 *
 * All commands are dropped unanswered (the midlayer ends them), medium removal
 * is allowed again, and the next command gets 6/29/00. Sleeps.
 */
void emu_drive_reset(struct emu_drive *drive)
{
	struct emu_cmd *cmd, *next;

	spin_lock_irq(&drive->qlock);
	drive->stats.resets++;
	list_for_each_entry_safe(cmd, next, &drive->queue, node)
		list_del_init(&cmd->node);
	list_for_each_entry_safe(cmd, next, &drive->hung, node)
		list_del_init(&cmd->node);
	cmd = drive->running;
	if (cmd)
		cmd->aborted = true;
	spin_unlock_irq(&drive->qlock);
	wake_up_all(&drive->wake);
	if (cmd)
		wait_event(drive->wake, emu_not_running(drive, cmd));
	mutex_lock(&drive->lock);
	drive->attention |= EMU_UA_POWER_ON;
	drive->prevented = false;
	if (drive->cdu)
		emu_541_reset(drive);
	if (drive->smc)
		emu_smc_reset(drive->smc);
	mutex_unlock(&drive->lock);
}

/**
 * emu_drive_start - power on: commands are executed from now on
 * @drive: the drive
 */
void emu_drive_start(struct emu_drive *drive)
{
	mutex_lock(&drive->lock);
	drive->attention |= EMU_UA_POWER_ON;
	drive->prevented = false;
	if (drive->cdu)
		emu_541_power_on(drive);
	if (drive->smc)
		emu_smc_power_on(drive->smc);
	mutex_unlock(&drive->lock);
	spin_lock_irq(&drive->qlock);
	drive->stop = false;
	spin_unlock_irq(&drive->qlock);
}

/**
 * emu_drive_stop - power off: everything that waits fails with DID_NO_CONNECT
 * @drive: the drive
 *
 * Sleeps until the command that executes has been answered too.
 */
void emu_drive_stop(struct emu_drive *drive)
{
	LIST_HEAD(list);

	spin_lock_irq(&drive->qlock);
	drive->stop = true;
	list_splice_init(&drive->queue, &list);
	list_splice_init(&drive->hung, &list);
	spin_unlock_irq(&drive->qlock);
	wake_up_all(&drive->wake);
	emu_refuse(&list);
	flush_work(&drive->work);
}

static void emu_drive_gone(struct work_struct *work)
{
	struct emu_drive *drive = container_of(work, struct emu_drive,
					       gone_work);

	mutex_lock(&emu_lock);
	emu_host_gone(drive);
	mutex_unlock(&emu_lock);
}

/* Power-on defaults of the mode pages: MMC-6 7.2.3, 7.2.4; SPC-4 7.5.13. */
static void emu_drive_defaults(struct emu_drive *drive)
{
	drive->attention = EMU_UA_POWER_ON;
	drive->write_page[0] = 0;	/* packet: a host has to choose */
	drive->write_page[1] = 5;	/* track mode: data, incremental */
	drive->write_page[2] = 8;	/* block type: mode 1, 2048 bytes */
	drive->write_page[13] = 150;	/* audio pause */
	drive->error_page[1] = 16;	/* read retries */
	drive->error_page[6] = 1;	/* write retries */
}

/**
 * emu_drive_create - make a drive that is on no host yet
 * @number: its number
 * @model: what it is
 *
 * Return: the drive or an ERR_PTR.
 */
struct emu_drive *emu_drive_create(unsigned int number,
				   const struct emu_model *model)
{
	struct emu_drive *drive = kzalloc(sizeof(*drive), GFP_KERNEL);

	if (!drive)
		return ERR_PTR(-ENOMEM);
	drive->bounce = kvmalloc(EMU_CHUNK, GFP_KERNEL);
	if (!drive->bounce)
		goto out_drive;
	drive->worker = alloc_ordered_workqueue("dsr_emu_%u", WQ_MEM_RECLAIM,
						number);
	if (!drive->worker)
		goto out_bounce;
	if (model->cdu541 && emu_541_create(drive))
		goto out_worker;
	drive->number = number;
	drive->model = model;
	mutex_init(&drive->lock);
	spin_lock_init(&drive->qlock);
	INIT_LIST_HEAD(&drive->queue);
	INIT_LIST_HEAD(&drive->hung);
	INIT_LIST_HEAD(&drive->faults);
	init_waitqueue_head(&drive->wake);
	INIT_WORK(&drive->work, emu_drive_run);
	INIT_WORK(&drive->gone_work, emu_drive_gone);
	drive->buffer.on = emu_timing_default;
	drive->buffer.factor = emu_factor_default;
	emu_timing_reset(drive);
	emu_drive_defaults(drive);
	return drive;

out_worker:
	destroy_workqueue(drive->worker);
out_bounce:
	kvfree(drive->bounce);
out_drive:
	kfree(drive);
	return ERR_PTR(-ENOMEM);
}

/**
 * emu_drive_destroy - free a drive
 * @drive: a drive whose host is gone
 */
void emu_drive_destroy(struct emu_drive *drive)
{
	destroy_workqueue(drive->worker);
	emu_fault_clear(drive);
	emu_recording_destroy(drive->plan);
	emu_rehearsal_end(drive);
	if (drive->disc)
		emu_disc_put(drive->disc);
	emu_541_destroy(drive);
	kvfree(drive->reads);
	kvfree(drive->bounce);
	kfree(drive);
}

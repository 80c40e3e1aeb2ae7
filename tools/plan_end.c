// SPDX-License-Identifier: GPL-2.0
/* One end of a job: opened, and found out what it is. */
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "disc/iso.h"
#include "open.h"
#include "plan.h"
#include "reader/depth.h"

#define SR_MAJOR	11	/* devices.txt: SCSI CD-ROM */
#define SG_MAJOR	21	/* devices.txt: SCSI generic */
#define TYPE_WORM	4	/* SPC-4, INQUIRY: peripheral device type */
#define TYPE_MMC	5

/**
 * end_open() - open a device or file
 * @end: gets @path and @fd
 * @path: as typed
 * @flags: O_RDONLY or O_RDWR
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int end_open(struct plan_end *end, const char *path, int flags)
{
	if ((size_t)snprintf(end->path, sizeof(end->path), "%s", path) >= sizeof(end->path)) {
		complain("the name '%s' is too long", path);
		return DSRCTL_USAGE;
	}
	end->fd = depth_open(path, flags | O_NONBLOCK | O_CLOEXEC);
	if (end->fd >= 0)
		return DSRCTL_OK;
	if (errno == EACCES || errno == EPERM)
		complain("you may not %s %s: %s",
			 flags == O_RDONLY ? "read" : "write to", path,
			 !strncmp(path, "/dev/", 5) ?
			 "be root, or a member of group cdrom" :
			 "look at its permissions");
	else if (errno == EROFS)
		complain("%s can't be written: it is read-only", path);
	else
		complain("%s can't be opened: %s", path, depth_why(errno));
	return DSRCTL_DEVICE;
}

/**
 * end_judge() - is it a drive, a block device, a file, or nothing for us?
 * @end: open; gets @kind, @name and @title
 *
 * Return: 0 or -errno.
 */
int end_judge(struct plan_end *end)
{
	struct stat st;

	if (fstat(end->fd, &st))
		return -errno;
	if (S_ISREG(st.st_mode)) {
		end->kind = END_IMAGE;
		snprintf(end->title, sizeof(end->title), "image %s", end->path);
		return 0;
	}
	if (name_from_fd(end->fd, &end->name))
		return -ENOTTY;
	if (S_ISCHR(st.st_mode) && major(st.st_rdev) != SG_MAJOR)
		return -ENOTTY;
	end->kind = S_ISCHR(st.st_mode) || major(st.st_rdev) == SR_MAJOR ?
			    END_DRIVE :
			    END_BLOCK;
	if (end->kind == END_DRIVE && end->name.type != TYPE_MMC &&
	    end->name.type != TYPE_WORM)
		return -ENOTTY;
	name_full(end->title, sizeof(end->title), &end->name);
	return 0;
}

/**
 * end_refuse() - tell that something can't be an end of this job
 * @end: what was named
 * @role: "source" or what else
 * @also: what may be named besides a drive: "", or beginning with a blank
 *
 * Return: DSRCTL_USAGE.
 */
int end_refuse(const struct plan_end *end, const char *role, const char *also)
{
	complain("%s can't be a %s: name a drive (/dev/srN, /dev/sgN)%s", end->path, role, also);
	return DSRCTL_USAGE;
}

/**
 * end_measure() - how large is a block device?
 * @end: one; gets @blocks
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int end_measure(struct plan_end *end)
{
	uint64_t bytes = 0;

	if (ioctl(end->fd, BLKGETSIZE64, &bytes)) {
		complain("%s: its size can't be read: %s", end->title, strerror(errno));
		return DSRCTL_DEVICE;
	}
	end->blocks = bytes / IMAGE_BLOCK;
	return DSRCTL_OK;
}

static bool same_unit(const struct dsr_unit_name *a, const struct dsr_unit_name *b)
{
	return a->host == b->host && a->channel == b->channel &&
	       a->id == b->id && a->lun == b->lun && a->host != UINT32_MAX;
}

static uint32_t owner_of(const struct plan *plan, const struct dsr_unit_name *name)
{
	int i;

	for (i = 0; i < plan->nr_drives; i++)
		if (same_unit(&plan->drives[i].name, name))
			return plan->drives[i].job_id;
	return 0;
}

/**
 * end_is_free() - does nobody else use a drive?
 * @plan: begun
 * @end: a drive
 *
 * Return: false after a sentence.
 */
bool end_is_free(const struct plan *plan, const struct plan_end *end)
{
	uint32_t job = owner_of(plan, &end->name);

	if (job) {
		complain("%s is busy with job %u: wait for it ('dsrctl status %u --wait')",
			 end->title, job, job);
		return false;
	}
	if (held_by_others(end->path)) {
		complain("%s is in use by another program: wait until that is through",
			 end->title);
		return false;
	}
	return true;
}

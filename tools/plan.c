// SPDX-License-Identifier: GPL-2.0
/* What a copy is going to do: its two ends, opened and looked at. */
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "cmd.h"
#include "disc/iso.h"
#include "disc/text.h"
#include "open.h"
#include "plan.h"

#define SR_MAJOR	11	/* devices.txt: SCSI CD-ROM */
#define SG_MAJOR	21	/* devices.txt: SCSI generic */
#define TYPE_WORM	4	/* SPC-4, INQUIRY: peripheral device type */
#define TYPE_MMC	5

/**
 * plan_begin() - learn which drives there are
 * @plan: zeroed
 * @dsr_fd: from dsr_open(), or -1: look them up in sysfs
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int plan_begin(struct plan *plan, int dsr_fd)
{
	uint32_t i;

	plan->source.fd = -1;
	for (i = 0; i < DSR_MAX_SINKS; i++)
		plan->sinks[i].fd = -1;
	plan->nr_drives = dsr_fd >= 0 ?
				  drives_from_module(dsr_fd, &plan->drives) :
				  drives_from_sysfs("/sys", &plan->drives);
	if (plan->nr_drives >= 0)
		return DSRCTL_OK;
	complain("the drives can't be listed: %s", strerror(-plan->nr_drives));
	plan->nr_drives = 0;
	return DSRCTL_DEVICE;
}

static bool same_unit(const struct dsr_unit_name *a,
		      const struct dsr_unit_name *b)
{
	return a->host == b->host && a->channel == b->channel &&
	       a->id == b->id && a->lun == b->lun && a->host != UINT32_MAX;
}

static uint32_t owner_of(const struct plan *plan,
			 const struct dsr_unit_name *name)
{
	int i;

	for (i = 0; i < plan->nr_drives; i++)
		if (same_unit(&plan->drives[i].name, name))
			return plan->drives[i].job_id;
	return 0;
}

static int open_end(struct plan_end *end, const char *path, int flags)
{
	if ((size_t)snprintf(end->path, sizeof(end->path), "%s", path) >= sizeof(end->path)) {
		complain("the name '%s' is too long", path);
		return DSRCTL_USAGE;
	}
	end->fd = open(path, flags | O_NONBLOCK | O_CLOEXEC);
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
		complain("%s can't be opened: %s", path, strerror(errno));
	return DSRCTL_DEVICE;
}

/* Is it a drive, a block device, a file, or nothing for us? */
static int judge_kind(struct plan_end *end)
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

static int refuse_kind(const struct plan_end *end, const char *role)
{
	complain("%s can't be a %s: name a drive (/dev/srN, /dev/sgN) or a block device%s",
		 end->path, role, strcmp(role, "source") ? "" : ", or an image file");
	return DSRCTL_USAGE;
}

static int measure_block(struct plan_end *end)
{
	uint64_t bytes = 0;

	if (ioctl(end->fd, BLKGETSIZE64, &bytes)) {
		complain("%s: its size can't be read: %s", end->title, strerror(errno));
		return DSRCTL_DEVICE;
	}
	end->blocks = bytes / IMAGE_BLOCK;
	return DSRCTL_OK;
}

static bool is_free(const struct plan *plan, const struct plan_end *end)
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

static void complain_drive(const struct plan_end *end, const char *what,
			   const struct probe_sense *sense, const char *advice)
{
	char said[256];

	text_sense(said, sizeof(said), sense->bytes, sense->len);
	if (!said[0] && sense->os_error)
		snprintf(said, sizeof(said), "%s", strerror(sense->os_error));
	complain("%s: %s%s%s%s; %s", end->title, what, said[0] ? " (" : "", said,
		 said[0] ? ")" : "", advice);
}

/* ---- the source ---------------------------------------------------------- */

static int source_drive(struct plan *plan)
{
	struct plan_end *end = &plan->source;
	struct probe_sense sense;
	const char *why = NULL;
	int ret;

	if (!is_free(plan, end))
		return DSRCTL_DEVICE;
	ret = probe_drive(end->fd, &end->probe, &sense);
	if (ret < 0) {
		complain_drive(end, "it does not answer", &sense, "check its cable and power");
		return DSRCTL_DEVICE;
	}
	end->probed = true;
	memset(&sense, 0, sizeof(sense));
	if (end->probe.medium == PROBE_NO_DISC ||
	    end->probe.medium == PROBE_TRAY_OPEN)
		why = "there is no disc in it";
	else if (end->probe.medium == PROBE_NOT_READY)
		why = "its disc does not become ready";
	else if (end->probe.medium == PROBE_BLANK)
		why = "the disc in it is blank";
	if (why) {
		complain_drive(end, why, &sense,
			       "put in the disc that is to be copied");
		return DSRCTL_DEVICE;
	}
	if (probe_data_blocks(end->fd, end->probe.profile, &plan->blocks, &why,
			      &sense) >= 0)
		return DSRCTL_OK;
	complain_drive(end, why, &sense, "try another disc, or another reader");
	return DSRCTL_DEVICE;
}

static int source_image(struct plan *plan)
{
	struct plan_end *end = &plan->source;
	struct image image;
	int loop, ret = image_check(end->fd, &image);

	if (ret < 0) {
		complain("%s can't be read: %s", end->path, strerror(-ret));
		return DSRCTL_DEVICE;
	}
	if (image.told_bytes > image.blocks * IMAGE_BLOCK) {
		complain(
			"%s is truncated: its file system needs %llu bytes and the file has %llu; get it again",
			end->path, (unsigned long long)image.told_bytes,
			(unsigned long long)(image.blocks * IMAGE_BLOCK +
					     image.extra_bytes));
		return DSRCTL_DEVICE;
	}
	if (!image.blocks || (image.extra_bytes && !image.told_bytes)) {
		complain("%s is no disc image: %s", end->path, image.blocks ?
			 "its length is no multiple of 2048 bytes" :
			 "it is shorter than one block of 2048 bytes");
		return DSRCTL_DEVICE;
	}
	if (image.extra_bytes)
		complain("%s: the last %u bytes, after the end of its file system, are left out",
			 end->path, image.extra_bytes);
	loop = image_loop(end->fd, end->path);
	if (loop < 0) {
		complain(
			"%s can't be made a block device: %s; is the module loop loaded, and are you root?",
			end->path, strerror(-loop));
		return DSRCTL_DEVICE;
	}
	close(end->fd);
	end->fd = loop;
	name_from_fd(loop, &end->name);
	plan->blocks = image.blocks;
	return DSRCTL_OK;
}

/**
 * plan_source() - open the source and find out how much there is to copy
 * @plan: begun
 * @path: a drive, a block device or an image file
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int plan_source(struct plan *plan, const char *path)
{
	struct plan_end *end = &plan->source;
	int ret = open_end(end, path, O_RDONLY);

	if (ret)
		return ret;
	if (judge_kind(end))
		return refuse_kind(end, "source");
	if (end->kind == END_DRIVE)
		return source_drive(plan);
	if (end->kind == END_IMAGE)
		return source_image(plan);
	ret = measure_block(end);
	plan->blocks = end->blocks;
	if (!ret && !plan->blocks) {
		complain("%s is empty", end->title);
		ret = DSRCTL_DEVICE;
	}
	return ret;
}

/* ---- the sinks ----------------------------------------------------------- */

/**
 * plan_sink() - open one sink
 * @plan: with its source
 * @path: a drive or a block device
 *
 * What is wrong with its disc is the kernel's to say, at the start of the job:
 * it must not keep the others from being written.
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int plan_sink(struct plan *plan, const char *path)
{
	struct plan_end *end = &plan->sinks[plan->nr_sinks];
	struct probe_sense sense;
	int ret;

	if (plan->nr_sinks == DSR_MAX_SINKS) {
		complain("more than %u recorders in one job can't be; start a second job",
			 DSR_MAX_SINKS);
		return DSRCTL_USAGE;
	}
	plan->nr_sinks++;
	ret = open_end(end, path, O_RDWR);
	if (ret)
		return ret;
	if (judge_kind(end) || end->kind == END_IMAGE)
		return refuse_kind(end, "sink");
	if (end->kind == END_BLOCK)
		return measure_block(end);
	if (!is_free(plan, end))
		return DSRCTL_DEVICE;
	end->probed = probe_drive(end->fd, &end->probe, &sense) >= 0;
	return DSRCTL_OK;
}

static bool has_blank(const struct drive *drive)
{
	struct probe_sense sense;
	struct probe probe;
	int fd, ret;

	if (drive->job_id || !drive->path[0] ||
	    (drive->name.type != TYPE_MMC && drive->name.type != TYPE_WORM) ||
	    held_by_others(drive->path))
		return false;
	fd = open(drive->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return false;
	ret = probe_drive(fd, &probe, &sense);
	close(fd);
	return ret >= 0 && probe.medium == PROBE_BLANK;
}

/**
 * plan_all_sinks() - take every free recorder with a blank disc
 * @plan: with its source
 *
 * Return: an enum dsrctl_exit; anything but OK after a sentence.
 */
int plan_all_sinks(struct plan *plan)
{
	int i, ret;

	for (i = 0; i < plan->nr_drives; i++) {
		if (same_unit(&plan->drives[i].name, &plan->source.name) ||
		    !has_blank(&plan->drives[i]))
			continue;
		ret = plan_sink(plan, plan->drives[i].path);
		if (ret)
			return ret;
	}
	if (plan->nr_sinks)
		return DSRCTL_OK;
	complain(
		"no free recorder has a blank disc in it; put blank discs in ('dsrctl drives' shows them)");
	return DSRCTL_DEVICE;
}

static bool ask(void)
{
	char answer[16] = "";

	fputs("Go on? [y/N] ", stderr);
	return fgets(answer, sizeof(answer), stdin) &&
	       (*answer == 'y' || *answer == 'Y');
}

/**
 * plan_confirm() - ask before anything is written over
 * @plan: complete; gets @overwrite of its sinks
 * @yes: it was answered on the command line
 *
 * Where nobody can be asked, a block device stops everything; a rewritable disc
 * with data is left to the kernel, which rejects that one alone.
 *
 * Return: DSRCTL_OK, or DSRCTL_USAGE after a sentence.
 */
int plan_confirm(struct plan *plan, bool yes)
{
	bool can_ask = isatty(STDIN_FILENO), disc;
	struct plan_end *sink;
	uint32_t i, n = 0;

	for (i = 0; i < plan->nr_sinks; i++) {
		sink = &plan->sinks[i];
		disc = sink->probed && sink->probe.medium == PROBE_REWRITABLE;
		sink->overwrite = disc && (yes || can_ask);
		if (yes || !(sink->kind == END_BLOCK || (disc && can_ask)))
			continue;
		n++;
		fprintf(stderr, "%s: all data on it will be written over\n",
			sink->title);
	}
	if (!n || (can_ask && ask()))
		return DSRCTL_OK;
	complain(can_ask ? "nothing was done" :
			   "say --yes if that is meant; nothing was done");
	return DSRCTL_USAGE;
}

/**
 * plan_end() - close and free everything
 * @plan: begun
 */
void plan_end(struct plan *plan)
{
	uint32_t i;

	if (plan->source.fd >= 0)
		close(plan->source.fd);
	for (i = 0; i < plan->nr_sinks; i++)
		if (plan->sinks[i].fd >= 0)
			close(plan->sinks[i].fd);
	free(plan->drives);
}

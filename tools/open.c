// SPDX-License-Identifier: GPL-2.0
/* Opening the module and devices, with a sentence when it fails. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <stdio.h>
#include <unistd.h>

#include "cmd.h"
#include "libdsr/libdsr.h"
#include "open.h"
#include "reader/depth.h"

/**
 * open_module() - open /dev/dsr
 * @exit_code: gets how dsrctl has to end when this fails
 *
 * Return: an fd, or -1 after a sentence.
 */
int open_module(int *exit_code)
{
	int fd = dsr_open();

	if (fd >= 0)
		return fd;
	if (fd == -ENOENT || fd == -ENXIO || fd == -ENODEV) {
		*exit_code = DSRCTL_NO_MODULE;
		complain(
			"the kernel module is not loaded (there is no %s): as root, run 'modprobe dsr'",
			DSR_DEVICE_PATH);
	} else if (fd == -EACCES || fd == -EPERM) {
		*exit_code = DSRCTL_DEVICE;
		complain("you may not open %s: be root, or a member of group cdrom",
			 DSR_DEVICE_PATH);
	} else {
		*exit_code = DSRCTL_DEVICE;
		complain("%s can't be opened: %s", DSR_DEVICE_PATH, strerror(-fd));
	}
	return -1;
}

/**
 * open_job() - get an fd on a job
 * @text: its id as typed
 * @exit_code: gets how dsrctl has to end when this fails
 *
 * Return: a job fd, or -1 after a sentence.
 */
int open_job(const char *text, int *exit_code)
{
	unsigned long id;
	char *end;
	int dsr, fd;

	errno = 0;
	id = strtoul(text, &end, 10);
	if (errno || *end || end == text || *text == '-' || !id ||
	    id > UINT32_MAX) {
		complain("'%s' is no job number; 'dsrctl jobs' lists the jobs", text);
		*exit_code = DSRCTL_USAGE;
		return -1;
	}
	dsr = open_module(exit_code);
	if (dsr < 0)
		return -1;
	fd = dsr_job_open(dsr, (uint32_t)id);
	close(dsr);
	if (fd >= 0)
		return fd;
	if (fd == -ENOENT) {
		*exit_code = DSRCTL_NO_JOB;
		complain("there is no job %lu (any more); 'dsrctl jobs' lists the jobs", id);
	} else {
		*exit_code = DSRCTL_DEVICE;
		complain("job %lu can't be opened: %s", id, strerror(-fd));
	}
	return -1;
}

static bool is_mounted(dev_t dev)
{
	FILE *f = fopen("/proc/self/mountinfo", "re");
	unsigned int maj, min;
	bool found = false;
	char line[4096];

	while (f && !found && fgets(line, sizeof(line), f))
		found = sscanf(line, "%*u %*u %u:%u", &maj, &min) == 2 &&
			makedev(maj, min) == dev;
	if (f)
		fclose(f);
	return found;
}

/**
 * held_by_others() - has some program opened a drive for itself alone?
 * @path: of its block device
 *
 * Burning programs do so (O_EXCL), and a question could spoil their disc. A
 * mounted disc is held too, but may be asked.
 */
bool held_by_others(const char *path)
{
	struct stat st;
	int fd;

	if (stat(path, &st) || !S_ISBLK(st.st_mode))
		return false;
	fd = depth_open(path, O_RDONLY | O_NONBLOCK | O_EXCL | O_CLOEXEC);
	if (fd >= 0) {
		close(fd);
		return false;
	}
	return errno == EBUSY && !is_mounted(st.st_rdev);
}

// SPDX-License-Identifier: GPL-2.0
/* A file or a device node that one dsrctl has at a time. */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "library/lock.h"

/**
 * lock_open() - open a file, unless another dsrctl has it
 * @path: of the file, or of a device's node
 * @flags: as open(2)
 *
 * The lock (flock(2)) is the file's, whatever name it is opened by. It ends when the
 * fd is closed, also by the process's end: a process that is forked must close it.
 *
 * Return: an fd, or -errno; -EBUSY: another has it.
 */
int lock_open(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0644), ret;

	if (fd < 0)
		return -errno;
	if (!flock(fd, LOCK_EX | LOCK_NB))
		return fd;
	ret = errno == EWOULDBLOCK ? -EBUSY : -errno;
	close(fd);
	return ret;
}

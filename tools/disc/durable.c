// SPDX-License-Identifier: GPL-2.0
/* Files that are still there after a power cut: fsync(2) of what they hold and of their names. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "disc/durable.h"

/**
 * durable_close() - close a file that was written; what it holds is on the disk then
 * @f: the file; closed also after an error
 *
 * Return: 0 or -errno.
 */
int durable_close(FILE *f)
{
	int ret = 0;

	if (fflush(f) || fsync(fileno(f)))
		ret = -errno;
	if (fclose(f) && !ret)
		ret = -errno;
	return ret;
}

/**
 * durable_name() - the name of a file or a folder is on the disk when this returns
 * @path: made or renamed before
 *
 * Return: 0 or -errno.
 */
int durable_name(const char *path)
{
	char *copy = strdup(path);
	int fd, ret = 0;

	if (!copy)
		return -ENOMEM;
	fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || fsync(fd))
		ret = -errno;
	if (fd >= 0)
		close(fd);
	free(copy);
	return ret;
}

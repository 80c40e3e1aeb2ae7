// SPDX-License-Identifier: GPL-2.0
/* An image file as a block device. */
#include <errno.h>
#include <fcntl.h>
#include <linux/loop.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "disc/iso.h"

#define TRIES	64	/* another program may take the free one first */

static int configure(int loop, int file_fd, const char *path, uint32_t flags)
{
	struct loop_config config;

	memset(&config, 0, sizeof(config));
	config.fd = (uint32_t)file_fd;
	config.info.lo_flags = flags;
	snprintf((char *)config.info.lo_file_name, sizeof(config.info.lo_file_name), "%s", path);
	return ioctl(loop, LOOP_CONFIGURE, &config) ? -errno : 0;
}

/*
 * Some file systems (overlayfs above one that has no direct I/O) promise it, and
 * then fail every read.
 */
static void check_direct_io(int loop)
{
	char sector[512];	/* the least a block device reads */

	if (pread(loop, sector, sizeof(sector), 0) < 0)
		ioctl(loop, LOOP_SET_DIRECT_IO, 0UL);
}

static int try_one(int control, int file_fd, const char *path)
{
	const uint32_t flags = LO_FLAGS_READ_ONLY | LO_FLAGS_AUTOCLEAR;
	char node[32];
	int nr, loop, ret;

	nr = ioctl(control, LOOP_CTL_GET_FREE);
	if (nr < 0)
		return -errno;
	snprintf(node, sizeof(node), "/dev/loop%d", nr);
	loop = open(node, O_RDONLY | O_CLOEXEC);
	if (loop < 0)
		return -errno;
	ret = configure(loop, file_fd, path, flags | LO_FLAGS_DIRECT_IO);
	if (!ret)
		check_direct_io(loop);
	/* newer kernels refuse where older ones fall back by themselves */
	if (ret == -EINVAL)
		ret = configure(loop, file_fd, path, flags);
	if (!ret)
		return loop;
	close(loop);
	return ret;
}

/**
 * image_loop() - make a block device of an image file
 * @file_fd: the file, open for reading
 * @path: of the file, for losetup's list
 *
 * Read-only, with direct I/O where the file's file system has it (so that the
 * image does not go through the page cache twice), and gone by itself with
 * its last user: this process, or the job.
 *
 * Return: an fd of the block device, or -errno.
 */
int image_loop(int file_fd, const char *path)
{
	int control = open("/dev/loop-control", O_RDWR | O_CLOEXEC);
	int i, ret = -EBUSY;

	if (control < 0)
		return -errno;
	for (i = 0; i < TRIES && ret == -EBUSY; i++)
		ret = try_one(control, file_fd, path);
	close(control);
	return ret;
}

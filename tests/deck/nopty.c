// SPDX-License-Identifier: GPL-2.0
/*
 * LD_PRELOAD: makes a pseudo terminal look like a listed serial port with
 * modem lines, so that libserialport's way through the port is tested too.
 */

#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

int __lxstat(int version, const char *path, struct stat *st);

/* What a pseudo terminal is looked up as: a port that every system has. */
static const char *listed(const char *path)
{
	if (!strncmp(path, "/sys/class/tty/pts/", 19))
		return "/sys/class/tty/tty";
	return path;
}

int lstat(const char *path, struct stat *st)
{
	int (*real)(const char *, struct stat *);

	*(void **)&real = dlsym(RTLD_NEXT, "lstat");
	return real(listed(path), st);
}

ssize_t readlink(const char *path, char *buf, size_t size)
{
	ssize_t (*real)(const char *, char *, size_t);

	*(void **)&real = dlsym(RTLD_NEXT, "readlink");
	return real(listed(path), buf, size);
}

/* What lstat() was called before glibc 2.33; libserialport was built so. */
int __lxstat(int version, const char *path, struct stat *st)
{
	(void)version;
	return lstat(path, st);
}

int ioctl(int fd, unsigned long request, ...)
{
	int (*real)(int, unsigned long, void *);
	va_list args;
	void *arg;
	int ret;

	va_start(args, request);
	arg = va_arg(args, void *);
	va_end(args);
	*(void **)&real = dlsym(RTLD_NEXT, "ioctl");
	ret = real(fd, request, arg);
	if (ret && errno == ENOTTY && request == TIOCMGET)
		*(int *)arg = TIOCM_CTS | TIOCM_DSR;
	else if (!(ret && errno == ENOTTY &&
		   (request == TIOCMSET || request == TIOCMBIS ||
		    request == TIOCMBIC)))
		return ret;
	return 0;
}

// SPDX-License-Identifier: GPL-2.0
/* What devices are called, and which there are: from sysfs only. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "libdsr/libdsr.h"
#include "names.h"

#define NO_HOST		UINT32_MAX	/* dsr.h: a plain block device */
#define TYPE_WORM	4	/* SPC-4, INQUIRY: peripheral device type */
#define TYPE_MMC	5
#define TYPE_CHANGER	8

/* Last part of the link target of /sys/dev/KIND/MAJOR:MINOR. */
static int node_name(const char *kind, uint32_t major, uint32_t minor,
		     char *name, size_t size)
{
	char link[64], target[512];
	const char *base;
	ssize_t n;

	snprintf(link, sizeof(link), "/sys/dev/%s/%u:%u", kind, major, minor);
	n = readlink(link, target, sizeof(target) - 1);
	if (n < 0)
		return -errno;
	target[n] = '\0';
	base = strrchr(target, '/');
	base = base ? base + 1 : target;
	if ((size_t)snprintf(name, size, "/dev/%s", base) >= size)
		return -ENAMETOOLONG;
	return 0;
}

/**
 * name_path() - the device node of a unit
 * @path: gets "/dev/sr1", else the sg node, else ""
 * @name: which unit
 */
void name_path(char path[PATH_BYTES], const struct dsr_unit_name *name)
{
	path[0] = '\0';
	if (name->major &&
	    !node_name("block", name->major, name->minor, path, PATH_BYTES))
		return;
	path[0] = '\0';
	if (name->sg_major &&
	    !node_name("char", name->sg_major, name->sg_minor, path, PATH_BYTES))
		return;
	path[0] = '\0';
}

/**
 * name_is_none() - is it the name of no unit, as a job without a source has?
 * @name: from the kernel
 */
bool name_is_none(const struct dsr_unit_name *name)
{
	return !name->major && !name->minor && !name->sg_major && !name->vendor[0] &&
	       !name->product[0];
}

/**
 * name_full() - a unit's name for people
 * @buf: gets "VENDOR PRODUCT (/dev/sr1)"
 * @size: of @buf
 * @name: which unit
 */
void name_full(char *buf, size_t size, const struct dsr_unit_name *name)
{
	char model[40] = "block device", path[PATH_BYTES];

	if (name->vendor[0] || name->product[0])
		snprintf(model, sizeof(model), "%.*s%s%.*s",
			 (int)sizeof(name->vendor), name->vendor,
			 name->vendor[0] && name->product[0] ? " " : "",
			 (int)sizeof(name->product), name->product);
	else if (name->host != NO_HOST)
		snprintf(model, sizeof(model), "drive");
	name_path(path, name);
	if (path[0])
		snprintf(buf, size, "%s (%s)", model, path);
	else if (name->host != NO_HOST)
		snprintf(buf, size, "%s (%u:%u:%u:%llu)", model, name->host,
			 name->channel, name->id,
			 (unsigned long long)name->lun);
	else
		snprintf(buf, size, "%s (%u:%u)", model, name->major, name->minor);
}

/**
 * name_short() - a unit's name where there is little room
 * @buf: gets "sr1", or the SCSI address
 * @size: of @buf
 * @name: which unit
 */
void name_short(char *buf, size_t size, const struct dsr_unit_name *name)
{
	char path[PATH_BYTES];

	name_path(path, name);
	if (path[0])
		snprintf(buf, size, "%s", path + strlen("/dev/"));
	else if (name->host != NO_HOST)
		snprintf(buf, size, "%u:%u:%u:%llu", name->host, name->channel,
			 name->id, (unsigned long long)name->lun);
	else
		snprintf(buf, size, "%u:%u", name->major, name->minor);
}

/* One attribute of a sysfs directory, without trailing blanks. */
static int read_attr(int dir, const char *attr, char *buf, size_t size)
{
	int fd = openat(dir, attr, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	buf[0] = '\0';
	if (fd < 0)
		return -errno;
	n = read(fd, buf, size - 1);
	close(fd);
	if (n < 0)
		return -EIO;
	while (n > 0 && (buf[n - 1] == '\n' || buf[n - 1] == ' '))
		n--;
	buf[n] = '\0';
	return 0;
}

/* The dev number of the one device below DIR/KIND. */
static void find_node(int dir, const char *kind, uint32_t *major,
		      uint32_t *minor)
{
	int fd = openat(dir, kind, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *e;
	char attr[300], text[32];

	if (!d) {
		if (fd >= 0)
			close(fd);
		return;
	}
	while ((e = readdir(d))) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(attr, sizeof(attr), "%s/dev", e->d_name);
		if (!read_attr(dirfd(d), attr, text, sizeof(text)) &&
		    sscanf(text, "%u:%u", major, minor) == 2)
			break;
	}
	closedir(d);
}

static int name_from_dir(int dir, struct dsr_unit_name *name)
{
	char text[32];

	if (read_attr(dir, "type", text, sizeof(text)))
		return -ENODEV;
	name->type = (uint32_t)strtoul(text, NULL, 10);
	read_attr(dir, "vendor", name->vendor, sizeof(name->vendor));
	read_attr(dir, "model", name->product, sizeof(name->product));
	read_attr(dir, "rev", name->revision, sizeof(name->revision));
	find_node(dir, "block", &name->major, &name->minor);
	find_node(dir, "scsi_generic", &name->sg_major, &name->sg_minor);
	return 0;
}

/**
 * name_from_fd() - the name of an open device
 * @fd: a block device or an sg node
 * @name: gets it
 *
 * Return: 0, or -ENOTTY: it is no device of these kinds.
 */
int name_from_fd(int fd, struct dsr_unit_name *name)
{
	struct stat st;
	char path[64], target[512];
	unsigned long long lun;
	const char *base;
	ssize_t n;
	int dir;

	memset(name, 0, sizeof(*name));
	name->host = NO_HOST;
	if (fstat(fd, &st) || !(S_ISBLK(st.st_mode) || S_ISCHR(st.st_mode)))
		return -ENOTTY;
	if (S_ISBLK(st.st_mode)) {
		name->major = major(st.st_rdev);
		name->minor = minor(st.st_rdev);
	}
	snprintf(path, sizeof(path), "/sys/dev/%s/%u:%u/device",
		 S_ISBLK(st.st_mode) ? "block" : "char", major(st.st_rdev), minor(st.st_rdev));
	n = readlink(path, target, sizeof(target) - 1);
	dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (n < 0 || dir < 0) {
		if (dir >= 0)
			close(dir);
		return S_ISBLK(st.st_mode) ? 0 : -ENOTTY;
	}
	target[n] = '\0';
	base = strrchr(target, '/');
	if (base && sscanf(base + 1, "%u:%u:%u:%llu", &name->host, &name->channel,
			   &name->id, &lun) == 4) {
		name->lun = lun;
		name_from_dir(dir, name);
	} else {
		name->host = NO_HOST;
	}
	close(dir);
	return 0;
}

/**
 * drives_from_module() - the optical units, as the kernel module knows them
 * @dsr_fd: from dsr_open()
 * @drives: gets an array, to be freed by the caller
 *
 * Return: how many, or -errno.
 */
int drives_from_module(int dsr_fd, struct drive **drives)
{
	struct dsr_unit *units;
	int nr = dsr_units(dsr_fd, &units);
	int i;

	*drives = NULL;
	if (nr < 0)
		return nr;
	*drives = calloc((size_t)nr + 1, sizeof(**drives));
	for (i = 0; *drives && i < nr; i++) {
		(*drives)[i].name = units[i].name;
		if (units[i].flags & DSR_UNIT_F_OWNED)
			(*drives)[i].job_id = units[i].job_id;
		name_path((*drives)[i].path, &units[i].name);
	}
	free(units);
	return *drives ? nr : -ENOMEM;
}

static int add_unit(const char *sysfs, const char *address, struct drive *drive)
{
	struct dsr_unit_name *name = &drive->name;
	unsigned long long lun;
	char path[512];
	int dir, ret;

	memset(drive, 0, sizeof(*drive));
	if (sscanf(address, "%u:%u:%u:%llu", &name->host, &name->channel,
		   &name->id, &lun) != 4)
		return -ENODEV;
	name->lun = lun;
	snprintf(path, sizeof(path), "%s/bus/scsi/devices/%s", sysfs, address);
	dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0)
		return -errno;
	ret = name_from_dir(dir, name);
	close(dir);
	if (ret)
		return ret;
	if (name->type != TYPE_WORM && name->type != TYPE_MMC &&
	    name->type != TYPE_CHANGER)
		return -ENODEV;
	name_path(drive->path, name);
	return 0;
}

/**
 * drives_from_sysfs() - the optical units, when there is no module to ask
 * @sysfs: where sysfs is mounted
 * @drives: gets an array, to be freed by the caller
 *
 * Return: how many, or -errno.
 */
int drives_from_sysfs(const char *sysfs, struct drive **drives)
{
	struct dirent **names;
	char path[256];
	int i, n, nr = 0;

	*drives = NULL;
	snprintf(path, sizeof(path), "%s/bus/scsi/devices", sysfs);
	n = scandir(path, &names, NULL, versionsort);
	if (n < 0)
		return errno == ENOENT ? 0 : -errno;
	*drives = calloc((size_t)n + 1, sizeof(**drives));
	for (i = 0; i < n; i++) {
		if (*drives &&
		    !add_unit(sysfs, names[i]->d_name, &(*drives)[nr]))
			nr++;
		free(names[i]);
	}
	free(names);
	return *drives ? nr : -ENOMEM;
}

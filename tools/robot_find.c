// SPDX-License-Identifier: GPL-2.0
/* Which robot is meant, opened, with a sentence when that fails. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "libdsr/changer.h"
#include "open.h"
#include "robot_find.h"
#include "robot_text.h"

#define TYPE_CHANGER	8	/* SPC-4, INQUIRY: medium changer */

/* The node of one class that belongs to a SCSI address; from sysfs. */
static void path_of_class(char path[PATH_BYTES], const struct dsr_unit_name *name,
			  const char *class)
{
	struct dirent *e;
	char dir[128];
	DIR *d;

	snprintf(dir, sizeof(dir), "/sys/bus/scsi/devices/%u:%u:%u:%llu/%s", name->host,
		 name->channel, name->id, (unsigned long long)name->lun, class);
	d = opendir(dir);
	while (d && (e = readdir(d)))
		if (e->d_name[0] != '.')
			snprintf(path, PATH_BYTES, "/dev/%.32s", e->d_name);
	if (d)
		closedir(d);
}

/**
 * robot_path() - the device node of a robot
 * @path: gets its /dev/sgN, else its /dev/schN, else ""
 * @name: which one
 */
void robot_path(char path[PATH_BYTES], const struct dsr_unit_name *name)
{
	name_path(path, name);
	if (!path[0])
		path_of_class(path, name, "scsi_generic");
	if (!path[0])
		path_of_class(path, name, "scsi_changer");
}

/* Keeps the robots among the units; returns how many. */
static int only_robots(struct drive *units, int nr)
{
	int i, n = 0;

	for (i = 0; i < nr; i++) {
		if (units[i].name.type != TYPE_CHANGER)
			continue;
		robot_path(units[i].path, &units[i].name);
		units[n++] = units[i];
	}
	return n;
}

static int complain_several(const struct drive *robots, int nr)
{
	char list[512] = "", name[96];
	size_t used;
	int i;

	for (i = 0; i < nr; i++) {
		name_full(name, sizeof(name), &robots[i].name);
		used = strlen(list);
		snprintf(list + used, sizeof(list) - used, "%s%s", i ? ", " : "", name);
	}
	complain("there are %d robots, name one by its device: %s", nr, list);
	return DSRCTL_USAGE;
}

/* The one robot there is. */
static int find_only(int dsr, char path[PATH_BYTES])
{
	struct drive *units;
	int ret = DSRCTL_DEVICE, nr = drives_from_module(dsr, &units);

	if (nr < 0) {
		complain("the robots can't be listed: %s", strerror(-nr));
		return ret;
	}
	nr = only_robots(units, nr);
	if (!nr) {
		complain("this machine has no robot that the kernel knows: check its cable and power, and the kernel's log");
	} else if (nr > 1) {
		ret = complain_several(units, nr);
	} else if (!units[0].path[0]) {
		complain("the robot has no device node: as root, run 'modprobe sg'");
	} else {
		snprintf(path, PATH_BYTES, "%s", units[0].path);
		ret = DSRCTL_OK;
	}
	free(units);
	return ret;
}

static int complain_open(const char *path, int error)
{
	if (error == -ENOTTY)
		complain("%s is no robot; 'dsrctl drives' lists the robots too", path);
	else if (error == -ENOENT)
		complain("there is no %s; 'dsrctl drives' lists the robots too", path);
	else if (error == -EACCES || error == -EPERM)
		complain("you may not open %s: be root, or ask for permission to use it", path);
	else if (error == -ENODEV || error == -ENXIO)
		complain("%s: the robot was removed: check its cable and power", path);
	else if (error == -EINTR)
		complain("%s: stopped while waiting for the robot's answer", path);
	else
		complain("%s can't be opened: %s", path, strerror(-error));
	return DSRCTL_DEVICE;
}

/* A robot that does not answer well is open all the same: it may want an order. */
static void tell_first_error(const struct robot *r, const struct dsr_error *error)
{
	char text[512];

	if (!error->reason)
		return;
	robot_error_text(text, sizeof(text), &r->info, error, NULL);
	complain("%s: %s; %s", r->title, text, robot_advice(error->reason));
}

/**
 * robot_look_again() - what it is may have changed
 * @robot: from robot_open()
 *
 * Return: 0 or -errno.
 */
int robot_look_again(struct robot *robot)
{
	struct dsr_changer_info info;
	int ret = dsr_changer_info(robot->fd, &info);

	if (ret >= 0)
		robot->info = info;
	return ret < 0 ? ret : 0;
}

/**
 * robot_open() - open a robot
 * @name: its node, with or without /dev/; NULL: the only one there is
 * @robot: gets it, to be given back by robot_close()
 *
 * Return: DSRCTL_OK, or how dsrctl has to end, after a sentence.
 */
int robot_open(const char *name, struct robot *robot)
{
	struct dsr_error error;
	int dsr, ret = DSRCTL_OK;

	memset(robot, 0, sizeof(*robot));
	robot->fd = -1;
	dsr = open_module(&ret);
	if (dsr < 0)
		return ret;
	if (name)
		snprintf(robot->path, PATH_BYTES, "%s%s", *name == '/' ? "" : "/dev/", name);
	else
		ret = find_only(dsr, robot->path);
	if (!ret) {
		robot->fd = dsr_changer_open(dsr, robot->path, &error);
		if (robot->fd < 0)
			ret = complain_open(robot->path, robot->fd);
	}
	close(dsr);
	if (ret)
		return ret;
	ret = robot_look_again(robot);
	if (ret) {
		ret = complain_open(robot->path, ret);
		robot_close(robot);
		return ret;
	}
	name_full(robot->title, sizeof(robot->title), &robot->info.unit);
	tell_first_error(robot, &error);
	return DSRCTL_OK;
}

/**
 * robot_close() - give a robot back; its orders go on
 * @robot: from robot_open(), also when that failed
 */
void robot_close(struct robot *robot)
{
	if (robot->fd >= 0)
		close(robot->fd);
	robot->fd = -1;
}

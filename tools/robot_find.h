/* SPDX-License-Identifier: GPL-2.0 */
/* Which robot is meant, opened, with a sentence when that fails. */
#ifndef DSRCTL_ROBOT_FIND_H
#define DSRCTL_ROBOT_FIND_H

#include "dsr_changer.h"
#include "names.h"

/**
 * struct robot - an open robot
 * @fd: changer fd, -1: none
 * @path: of its node
 * @title: its name for people
 * @info: what it is
 */
struct robot {
	int fd;
	char path[PATH_BYTES];
	char title[96];
	struct dsr_changer_info info;
};

void robot_path(char path[PATH_BYTES], const struct dsr_unit_name *name);
int robot_open(const char *name, struct robot *robot);
int robot_look_again(struct robot *robot);
void robot_close(struct robot *robot);

#endif /* DSRCTL_ROBOT_FIND_H */

/* SPDX-License-Identifier: GPL-2.0 */
/* A robot and all that lies in it, drawn with characters. Pure. */
#ifndef DSRCTL_ROBOT_MAP_H
#define DSRCTL_ROBOT_MAP_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "dsr_changer.h"

#define ROBOT_DRIVE_NAME	24

/**
 * struct robot_map_view - what is drawn
 * @title: the robot's name
 * @info: what it is
 * @elements: what lies where, not trusted
 * @nr: how many
 * @drive_names: by number of the drive from 0: what its recorder is called,
 *	empty: not known
 * @nr_drives: how many
 * @columns: to be used
 * @utf8: characters beyond ASCII may be used
 */
struct robot_map_view {
	const char *title;
	const struct dsr_changer_info *info;
	const struct dsr_element *elements;
	uint32_t nr;
	const char (*drive_names)[ROBOT_DRIVE_NAME];
	uint32_t nr_drives;
	int columns;
	bool utf8;
};

int robot_map_draw(FILE *out, const struct robot_map_view *view);

#endif /* DSRCTL_ROBOT_MAP_H */

/* SPDX-License-Identifier: GPL-2.0 */
/* lrobot: the robot of a batch: its map, its drives, one order at a time. */
#ifndef DSRCTL_LIBRARY_ROBOT_H
#define DSRCTL_LIBRARY_ROBOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dsr_changer.h"
#include "libdsr/events.h"
#include "names.h"
#include "robot_find.h"

#define ROBOT_MAX_DRIVES	256

/**
 * struct lrobot - an open one
 * @robot: its changer fd, node, name, and what it is
 * @identity: vendor, product, serial number
 * @nr: of @elements
 * @elements: the newest map; of a mail slot with two addresses only the first
 * @nr_drives: of @drives
 * @drives: which recorder each drive element is
 * @listener: makes the module look at the robot for what hands do, NULL: it can't
 * @order: that runs, 0: none
 * @lock: an fd of its node: no other dsrctl library moves its discs; -1: not locked
 */
struct lrobot {
	struct robot robot;
	char identity[96];
	size_t nr;
	struct dsr_element *elements;
	int nr_drives;
	struct dsr_changer_drive *drives;
	struct dsr_listener *listener;
	uint32_t order;
	int lock;
};

void lrobot_init(struct lrobot *r);
int lrobot_open(struct lrobot *r, const char *name, bool alone);
bool lrobot_in_use(const struct lrobot *r);
int lrobot_settle(struct lrobot *r);
int lrobot_look(struct lrobot *r, bool fresh);
bool lrobot_drive_path(const struct lrobot *r, uint16_t address, char path[PATH_BYTES]);
const struct dsr_element *lrobot_first(const struct lrobot *r, uint8_t type);
int lrobot_move(struct lrobot *r, uint16_t from, uint16_t to, bool flip,
	       struct dsr_error *error);
int lrobot_return(struct lrobot *r, struct dsr_error *error);
int lrobot_ended(struct lrobot *r, int *result, struct dsr_error *error);
void lrobot_hear(struct lrobot *r);
void lrobot_close(struct lrobot *r);

#endif /* DSRCTL_LIBRARY_ROBOT_H */

/* SPDX-License-Identifier: GPL-2.0 */
/* An order to a robot, from its beginning to its end or to Ctrl-C. */
#ifndef DSRCTL_ROBOT_ORDER_H
#define DSRCTL_ROBOT_ORDER_H

#include <stdbool.h>

#include "robot_find.h"

int robot_order(struct robot *robot, const struct dsr_changer_order *order, bool wait,
		struct dsr_changer_outcome *outcome);
int robot_orders(const struct robot *robot, bool all, struct dsr_changer_outcome *list);

#endif /* DSRCTL_ROBOT_ORDER_H */

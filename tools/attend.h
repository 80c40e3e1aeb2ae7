/* SPDX-License-Identifier: GPL-2.0 */
/* An order from its plan to its report. */
#ifndef DSRCTL_ATTEND_H
#define DSRCTL_ATTEND_H

#include "order.h"

int attend(const struct order *o, const char *source, char **sinks, int nr_sinks);

#endif /* DSRCTL_ATTEND_H */

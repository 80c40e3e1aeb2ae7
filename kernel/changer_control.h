/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The changer fds.
 */
#ifndef DSR_CHANGER_CONTROL_H
#define DSR_CHANGER_CONTROL_H

#include <linux/compiler_types.h>

#include "../uapi/dsr_changer.h"

long dsr_ioctl_changer_open(void __user *arg);

#endif

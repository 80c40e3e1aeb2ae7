/* SPDX-License-Identifier: GPL-2.0 */
/* Opening the module and devices, with a sentence when it fails. */
#ifndef DSRCTL_OPEN_H
#define DSRCTL_OPEN_H

#include <stdbool.h>

int open_module(int *exit_code);
int open_job(const char *text, int *exit_code);
bool held_by_others(const char *path);

#endif /* DSRCTL_OPEN_H */

/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DSR_DECK_SETTINGS_H
#define DSR_DECK_SETTINGS_H

#include <limits.h>

#include "fault.h"

/**
 * struct deck_settings - the section [deck] of the settings files
 * @port: the serial port's device, empty: not set
 */
struct deck_settings {
	char port[PATH_MAX];
};

int deck_settings_read(const char *path, struct deck_settings *settings,
		       struct deck_fault *fault);
int deck_settings_load(struct deck_settings *settings,
		       struct deck_fault *fault);

#endif /* DSR_DECK_SETTINGS_H */

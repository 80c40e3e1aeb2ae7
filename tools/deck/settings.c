// SPDX-License-Identifier: GPL-2.0
/* The deck's settings: /etc/dsr.conf, then the user's own dsr.conf. */

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "settings.h"

#define SYSTEM_FILE "/etc/dsr.conf"

/* Other sections are other parts' business. Returns 0 for an error. */
static int take(void *user, const char *section, const char *name,
		const char *value)
{
	struct deck_settings *settings = user;

	if (strcmp(section, "deck"))
		return 1;
	if (strcmp(name, "port") || strlen(value) >= sizeof(settings->port))
		return 0;
	strcpy(settings->port, value);
	return 1;
}

/**
 * deck_settings_read() - read one file
 * @path: the file; one that does not exist says nothing
 * @settings: what it says replaces what is there
 * @fault: what went wrong goes here
 *
 * Return: DECK_OK, DECK_FAULT_VALUE.
 */
int deck_settings_read(const char *path, struct deck_settings *settings,
		       struct deck_fault *fault)
{
	FILE *file = fopen(path, "re");
	int line;

	if (!file && errno == ENOENT)
		return DECK_OK;
	if (!file)
		return deck_fail(fault, DECK_FAULT_VALUE, "can't read %s: %s",
				 path, strerror(errno));
	line = ini_parse_file(file, take, settings);
	fclose(file);
	if (line)
		return deck_fail(fault, DECK_FAULT_VALUE,
			"%s, line %d: not understood; the section [deck] knows \"port = DEVICE\" and no more",
			path, line);
	return DECK_OK;
}

/**
 * deck_settings_load() - read the system's file and then the user's
 * @settings: goes here
 * @fault: what went wrong goes here
 *
 * The user's file is $XDG_CONFIG_HOME/dsr/dsr.conf, or ~/.config/dsr/dsr.conf.
 *
 * Return: DECK_OK, DECK_FAULT_VALUE.
 */
int deck_settings_load(struct deck_settings *settings,
		       struct deck_fault *fault)
{
	const char *config = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");
	char path[PATH_MAX];
	int ret;

	settings->port[0] = '\0';
	ret = deck_settings_read(SYSTEM_FILE, settings, fault);
	if (ret)
		return ret;
	if (config && *config)
		snprintf(path, sizeof(path), "%s/dsr/dsr.conf", config);
	else if (home)
		snprintf(path, sizeof(path), "%s/.config/dsr/dsr.conf", home);
	else
		return DECK_OK;
	return deck_settings_read(path, settings, fault);
}

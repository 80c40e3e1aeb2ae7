// SPDX-License-Identifier: GPL-2.0
/* The control file: one line, one command. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu_smc.h"

/**
 * emu_control_blank - put a new blank disc into a drive
 * @drive: an empty drive
 * @medium: name of the medium
 *
 * The disc is named blank and the drive's number.
 * Context: emu_lock held.
 *
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_control_blank(struct emu_drive *drive, const char *medium)
{
	const struct emu_medium *m = emu_medium_by_name(medium);
	char name[EMU_NAME_MAX];
	int err;

	if (!m) {
		emu_say("there is no medium %s", medium);
		return -EINVAL;
	}
	snprintf(name, sizeof(name), "blank%u", drive->number);
	err = emu_disc_new(name, m, 0, EMU_STORE_MEMORY, NULL);
	if (err)
		return err;
	mutex_lock(&emu_place_lock);
	mutex_lock(&drive->lock);
	err = emu_tray_insert(drive, emu_disc_find(name));
	mutex_unlock(&drive->lock);
	mutex_unlock(&emu_place_lock);
	return err;
}

/**
 * emu_control_line - carry out one line of the control file
 * @line: the line without its newline; is taken to pieces
 *
 * Empty lines and lines that begin with # do nothing.
 * Context: emu_lock held, sleeps.
 *
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_control_line(char *line)
{
	char *args = strim(line);
	char *verb;

	if (!*args || *args == '#')
		return 0;
	verb = strsep(&args, " \t");
	if (args)
		args = skip_spaces(args);
	if (args && !strcmp(verb, "disc"))
		return emu_verb_disc(args);
	if (args && !strcmp(verb, "drive"))
		return emu_verb_drive(args);
	if (args && !strcmp(verb, "changer"))
		return emu_verb_changer(args);
	emu_say("a line begins with disc NAME, drive N or changer N, not with %s",
		verb);
	return -EINVAL;
}

// SPDX-License-Identifier: GPL-2.0
/* The verbs of the control file. */

#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "emu_541.h"

/**
 * emu_word - take the next word off the arguments
 * @args: where the rest begins; moved on
 *
 * Return: the word, or NULL when there is none.
 */
char *emu_word(char **args)
{
	char *word;

	do {
		word = strsep(args, " \t");
	} while (word && !*word);
	return word;
}

static int emu_too_much(const char *word)
{
	emu_say("%s is not understood here", word);
	return -EINVAL;
}

static int emu_number(const char *word, const char *text, u32 *value)
{
	if (!kstrtou32(text, 0, value))
		return 0;
	emu_say("%s wants a number, not %s", word, text);
	return -EINVAL;
}

static const struct emu_medium *emu_medium_word(char **args)
{
	const char *word = emu_word(args);
	const struct emu_medium *medium = NULL;

	if (word)
		medium = emu_medium_by_name(word);
	if (!medium)
		emu_say("media are cd-rom cd-r dvd-rom dvd+r dvd+rw bd-rom bd-r, not %s",
			word ? word : "nothing");
	return medium;
}

static int emu_store_word(const char *text, enum emu_store_kind *kind,
			  const char **path)
{
	if (!strcmp(text, "memory")) {
		*kind = EMU_STORE_MEMORY;
	} else if (!strcmp(text, "digest")) {
		*kind = EMU_STORE_DIGEST;
	} else if (!strncmp(text, "file=", 5)) {
		*kind = EMU_STORE_FILE;
		*path = text + 5;
	} else {
		emu_say("store is memory, digest or file=PATH, not %s", text);
		return -EINVAL;
	}
	return 0;
}

static int emu_disc_new_words(const char *name, char *args)
{
	const struct emu_medium *medium = emu_medium_word(&args);
	enum emu_store_kind kind = EMU_STORE_MEMORY;
	const char *path = NULL;
	u32 size = 0;
	int err = 0;
	char *word;

	if (!medium)
		return -EINVAL;
	while (!err && (word = emu_word(&args))) {
		if (!strncmp(word, "size=", 5))
			err = emu_number("size=", word + 5, &size);
		else if (!strncmp(word, "store=", 6))
			err = emu_store_word(word + 6, &kind, &path);
		else if (!strncmp(word, "file=", 5))
			err = emu_store_word(word, &kind, &path);
		else
			err = emu_too_much(word);
	}
	return err ? err : emu_disc_new(name, medium, size, kind, path);
}

/**
 * emu_verb_disc - the lines that begin with disc
 * @args: NAME and what follows
 *
 * Context: emu_lock held, sleeps.
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_verb_disc(char *args)
{
	const struct emu_medium *medium;
	struct emu_disc *disc;
	const char *name = emu_word(&args);
	const char *verb = emu_word(&args);

	if (!verb) {
		emu_say("disc NAME new, load, export or delete");
		return -EINVAL;
	}
	if (!strcmp(verb, "new"))
		return emu_disc_new_words(name, args);
	if (!strcmp(verb, "delete"))
		return emu_disc_delete(name);
	if (!strcmp(verb, "load")) {
		medium = emu_medium_word(&args);
		if (medium && args && *skip_spaces(args))
			return emu_disc_load(name, medium, skip_spaces(args));
		if (medium)
			emu_say("disc NAME load MEDIUM FILE: the file is missing");
		return -EINVAL;
	}
	if (!strcmp(verb, "export") && args && *skip_spaces(args)) {
		disc = emu_disc_find(name);
		if (disc)
			return emu_disc_export(disc, skip_spaces(args));
		emu_say("there is no disc %s", name);
		return -ENOENT;
	}
	return emu_too_much(verb);
}

static int emu_verb_insert(struct emu_drive *drive, const char *name)
{
	struct emu_disc *disc = name ? emu_disc_find(name) : NULL;
	int err;

	if (!disc) {
		emu_say("there is no disc %s", name ? name : "without a name");
		return -ENOENT;
	}
	err = emu_tray_insert(drive, disc);
	if (err && disc->drive >= 0)
		emu_say("disc %s is in drive %d", name, disc->drive);
	else if (err)
		emu_say("disc %s is in drive %u, eject it first",
			drive->disc->name, drive->number);
	return err;
}

static int emu_verb_eject(struct emu_drive *drive)
{
	int err = emu_tray_take(drive, false);

	if (err == -EBUSY)
		emu_say("the host prevents the removal from drive %u",
			drive->number);
	return err == -ENOMEDIUM ? 0 : err;
}

static int emu_verb_swap(struct emu_drive *drive, const char *name)
{
	struct emu_disc *disc = name ? emu_disc_find(name) : NULL;
	int err;

	if (disc && disc->drive < 0) {
		err = emu_verb_eject(drive);
		if (err)
			return err;
	}
	return emu_verb_insert(drive, name);
}

/* Verbs of a drive that take drive->lock. */
static int emu_verb_locked(struct emu_drive *drive, const char *verb,
			   char *args)
{
	if (!strcmp(verb, "insert"))
		return emu_verb_insert(drive, emu_word(&args));
	if (!strcmp(verb, "swap"))
		return emu_verb_swap(drive, emu_word(&args));
	if (!strcmp(verb, "fault"))
		return emu_verb_fault(drive, args);
	if (!strcmp(verb, "timing"))
		return emu_verb_timing(drive, args);
	if (!strcmp(verb, "cdu541"))
		return emu_541_verb(drive, args);
	if (!strcmp(verb, "eject"))
		return emu_verb_eject(drive);
	if (!strcmp(verb, "load")) {
		emu_tray_close(drive);
		return 0;
	}
	if (!strcmp(verb, "reset-stats")) {
		emu_drive_reset_stats(drive);
		return 0;
	}
	return emu_too_much(verb);
}

static int emu_verb_plug(struct emu_drive *drive, bool in)
{
	int err = in ? emu_host_back(drive) : emu_host_gone(drive);

	if (err)
		emu_say(in ? "drive %u can't come back (%d)"
			   : "drive %u is gone already (%d)",
			drive->number, err);
	return err;
}

/**
 * emu_verb_drive - the lines that begin with drive
 * @args: N and what follows
 *
 * Context: emu_lock held, sleeps.
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_verb_drive(char *args)
{
	const char *text = emu_word(&args);
	const char *verb = emu_word(&args);
	struct emu_drive *drive;
	u32 number;
	int err;

	if (!verb) {
		emu_say("drive N insert eject load swap gone back fault timing cdu541 reset-stats");
		return -EINVAL;
	}
	err = emu_number("drive", text, &number);
	if (err)
		return err;
	if (number >= emu_nr_drives) {
		emu_say("there are %u drives, the last is %u", emu_nr_drives,
			emu_nr_drives - 1);
		return -ENODEV;
	}
	drive = emu_drives[number];
	if (!strcmp(verb, "gone") || !strcmp(verb, "back"))
		return emu_verb_plug(drive, *verb == 'b');
	mutex_lock(&drive->lock);
	err = emu_verb_locked(drive, verb, args);
	mutex_unlock(&drive->lock);
	return err;
}

// SPDX-License-Identifier: GPL-2.0
/* The lines of the control file that begin with disc. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu.h"

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

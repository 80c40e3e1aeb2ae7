// SPDX-License-Identifier: GPL-2.0
/* The lines of the control file that begin with disc. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu_smc.h"

/* A file system's own blocks come first; they are never scrambled. */
#define EMU_SCRAMBLED_FROM	512

static const struct emu_medium *emu_medium_word(char **args)
{
	const char *word = emu_word(args);
	const struct emu_medium *medium = NULL;

	if (word)
		medium = emu_medium_by_name(word);
	if (!medium)
		emu_say("%s is no medium; tests/emu/README.md lists them",
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

/* Takes break=N off the end. */
static int emu_break_word(char *path, u32 *layer_break)
{
	char *word = strstr(path, " break=");

	*layer_break = 0;
	if (!word)
		return 0;
	*word = 0;
	return emu_number("break=", word + strlen(" break="), layer_break);
}

/* FILE [cdtext=FILE] [break=N]; names may have blanks in them. */
static int emu_disc_load_words(const char *name, char *args)
{
	const struct emu_medium *medium = emu_medium_word(&args);
	char *path = args ? skip_spaces(args) : NULL;
	u32 layer_break;
	char *text;
	int err;

	if (!medium)
		return -EINVAL;
	if (!path || !*path) {
		emu_say("disc NAME load MEDIUM FILE: the file is missing");
		return -EINVAL;
	}
	err = emu_break_word(path, &layer_break);
	if (err)
		return err;
	text = strstr(path, " cdtext=");
	if (text) {
		*text = 0;
		text += strlen(" cdtext=");
	}
	if (emu_load_knows(path))
		return emu_load_cd(name, medium, path, text);
	return text ? emu_too_much("cdtext= with an image")
		    : emu_disc_load(name, medium, path, layer_break);
}

/* FILE [sub]; names may have blanks in them. */
static int emu_disc_export_words(const char *name, char *args, bool raw)
{
	enum emu_export how = raw ? EMU_EXPORT_RAW : EMU_EXPORT_USER;
	char *path = args ? skip_spaces(args) : NULL;
	struct emu_disc *disc = emu_disc_find(name);
	size_t len = path ? strlen(path) : 0;

	if (!len) {
		emu_say("disc NAME export FILE: the file is missing");
		return -EINVAL;
	}
	if (!disc) {
		emu_say("there is no disc %s", name);
		return -ENOENT;
	}
	if (raw && len > 4 && !strcmp(path + len - 4, " sub")) {
		path[len - 4] = 0;
		how = EMU_EXPORT_RAW_SUB;
	}
	return emu_export(disc, path, how);
}

/* css, cprm or aacs [from=LBA] */
static int emu_disc_protect_words(const char *name, char *args)
{
	static const char * const systems[] = { "", "css", "cprm", "aacs" };
	struct emu_disc *disc = emu_disc_find(name);
	const char *word = emu_word(&args);
	u32 from = EMU_SCRAMBLED_FROM;
	int err = 0;
	int system;

	system = match_string(systems, ARRAY_SIZE(systems), word ? word : "");
	if (!disc || system <= 0 || disc->medium->family !=
				    (system == EMU_AACS ? EMU_BD : EMU_DVD)) {
		emu_say("a DVD can be protected by css or cprm, a BD by aacs");
		return -EINVAL;
	}
	word = emu_word(&args);
	if (word && !strncmp(word, "from=", 5))
		err = emu_number("from=", word + 5, &from);
	else if (word)
		err = emu_too_much(word);
	if (err)
		return err;
	mutex_lock(&disc->lock);
	disc->protection = system;
	disc->scrambled_from = from;
	mutex_unlock(&disc->lock);
	return 0;
}

static int emu_disc_delete_words(const char *name)
{
	int err;

	mutex_lock(&emu_place_lock);
	err = emu_disc_delete(name);
	mutex_unlock(&emu_place_lock);
	return err;
}

/* NAME: the other side of the same disc */
static int emu_disc_back_words(const char *name, char *args)
{
	const char *word = emu_word(&args);
	struct emu_disc *disc = emu_disc_find(name);
	struct emu_disc *back = word ? emu_disc_find(word) : NULL;
	bool ok;

	mutex_lock(&emu_place_lock);
	ok = disc && back && disc != back && !disc->back && !back->back &&
	     emu_smc_disc_free(disc) && emu_smc_disc_free(back);
	if (ok)
		emu_disc_join(disc, back);
	mutex_unlock(&emu_place_lock);
	if (ok)
		return 0;
	emu_say("disc NAME back NAME: two discs that are nowhere and have no other side");
	return -EINVAL;
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
	const char *name = emu_word(&args);
	const char *verb = emu_word(&args);

	if (!verb) {
		emu_say("disc NAME new, load, export, export-raw, protect, back or delete");
		return -EINVAL;
	}
	if (!strcmp(verb, "new"))
		return emu_disc_new_words(name, args);
	if (!strcmp(verb, "delete"))
		return emu_disc_delete_words(name);
	if (!strcmp(verb, "back"))
		return emu_disc_back_words(name, args);
	if (!strcmp(verb, "load"))
		return emu_disc_load_words(name, args);
	if (!strcmp(verb, "export") || !strcmp(verb, "export-raw"))
		return emu_disc_export_words(name, args, verb[6]);
	if (!strcmp(verb, "protect"))
		return emu_disc_protect_words(name, args);
	return emu_too_much(verb);
}

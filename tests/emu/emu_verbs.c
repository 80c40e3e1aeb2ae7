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

/**
 * emu_too_much - say that a word has no meaning where it stands
 * @word: the word
 *
 * Return: -EINVAL.
 */
int emu_too_much(const char *word)
{
	emu_say("%s is not understood here", word);
	return -EINVAL;
}

/**
 * emu_number - read a number
 * @word: what it is for, for the sentence
 * @text: decimal, or hex with 0x
 * @value: gets it
 *
 * Return: 0, or -EINVAL with a sentence said.
 */
int emu_number(const char *word, const char *text, u32 *value)
{
	if (!kstrtou32(text, 0, value))
		return 0;
	emu_say("%s wants a number, not %s", word, text);
	return -EINVAL;
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
	else if (err && disc->changer)
		emu_say("disc %s is in a changer", name);
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

/* Samples, to and fro; 10 blocks are more than any drive is known for. */
static int emu_verb_read_offset(struct emu_drive *drive, const char *word)
{
	s32 samples;

	if (!word || kstrtos32(word, 10, &samples) || abs(samples) > 5880) {
		emu_say("read-offset wants samples from -5880 to 5880");
		return -EINVAL;
	}
	drive->read_offset = samples;
	return 0;
}

/* What the recorder can't do from now on; nothing for one that can do all. */
static int emu_verb_without(struct emu_drive *drive, char *args)
{
	static const char * const words[] = {
		"sao", "tao", "raw", "test-write", "cdtext", "c2",
		"c2-alone"
	};
	const char *word;
	u8 lacks = 0;
	int i;

	while ((word = emu_word(&args))) {
		i = match_string(words, ARRAY_SIZE(words), word);
		if (i < 0)
			return emu_too_much(word);
		lacks |= BIT(i);
	}
	drive->lacks = lacks;
	return 0;
}

/* Session at once, the next writable address is that of the pregap, or behind. */
static int emu_verb_nwa(struct emu_drive *drive, const char *word)
{
	if (!word || (strcmp(word, "gap") && strcmp(word, "track"))) {
		emu_say("nwa wants gap or track");
		return -EINVAL;
	}
	drive->nwa_gap = !strcmp(word, "gap");
	return 0;
}

/* Verbs of a drive that take drive->lock. */
static int emu_verb_locked(struct emu_drive *drive, const char *verb,
			   char *args)
{
	if (!strcmp(verb, "insert"))
		return emu_verb_insert(drive, emu_word(&args));
	if (!strcmp(verb, "swap"))
		return emu_verb_swap(drive, emu_word(&args));
	if (!strcmp(verb, "without"))
		return emu_verb_without(drive, args);
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
	if (!strcmp(verb, "read-offset"))
		return emu_verb_read_offset(drive, emu_word(&args));
	if (!strcmp(verb, "nwa"))
		return emu_verb_nwa(drive, emu_word(&args));
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
		emu_say("drive N %s %s", "insert eject load swap gone back",
			"fault timing read-offset without nwa cdu541 reset-stats");
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
	mutex_lock(&emu_place_lock);
	mutex_lock(&drive->lock);
	err = emu_verb_locked(drive, verb, args);
	mutex_unlock(&drive->lock);
	mutex_unlock(&emu_place_lock);
	return err;
}

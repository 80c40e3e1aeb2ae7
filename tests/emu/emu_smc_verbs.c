// SPDX-License-Identifier: GPL-2.0
/* The lines of the control file that begin with changer. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu_smc.h"

/**
 * emu_smc_element_word - which element is meant
 * @smc: the changer
 * @word: a number: that slot, from 1; 0xNNNN: that address; slotN, mailN,
 *	driveN, printer, pickerN, without N the first; may be NULL
 * @e: gets it
 *
 * Return: 0 or -EINVAL, with a sentence said.
 */
int emu_smc_element_word(struct emu_smc *smc, const char *word,
			 struct emu_smc_element **e)
{
	static const char * const types[EMU_SMC_TYPES] = {
		[EMU_SMC_PICKER] = "picker", [EMU_SMC_SLOT] = "slot",
		[EMU_SMC_MAIL] = "mail", [EMU_SMC_DRIVE] = "drive",
		[EMU_SMC_PRINTER] = "printer",
	};
	unsigned int type = EMU_SMC_SLOT;
	size_t len;
	u32 n = 1;
	int err;

	*e = NULL;
	if (word && !strncmp(word, "0x", 2)) {
		err = kstrtou32(word, 16, &n);
		*e = err ? NULL : emu_smc_at(smc, n);
	} else if (word) {
		len = strcspn(word, "0123456789");
		err = word[len] ? kstrtou32(word + len, 10, &n) : !len;
		for (type = EMU_SMC_PICKER; len && type < EMU_SMC_TYPES; type++)
			if (!strncmp(types[type], word, len) &&
			    !types[type][len])
				break;
		if (!len)
			type = EMU_SMC_SLOT;
		if (!err && n && type < EMU_SMC_TYPES)
			*e = emu_smc_nth(smc, type, n - 1);
	}
	if (*e)
		return 0;
	emu_say("changer %u has no element %s: 7 or slot7, drive2, mail, printer, picker, 0x4000",
		smc->number, word ? word : "without a name");
	return -EINVAL;
}

/* What another initiator on the bus does. */
static int emu_smc_other(struct emu_smc *smc, const char *what)
{
	if (!what)
		goto out_wrong;
	if (!strcmp(what, "reserve") && !smc->reserved)
		smc->other_reserved = true;
	else if (!strcmp(what, "release"))
		smc->other_reserved = false;
	else if (!strcmp(what, "prevent") && !smc->reserved)
		smc->other_prevents = true;
	else if (!strcmp(what, "allow"))
		smc->other_prevents = false;
	else if (!strcmp(what, "mode"))
		smc->unit->attention |= EMU_SMC_UA_MODE;
	else if (!strcmp(what, "log"))
		smc->unit->attention |= EMU_SMC_UA_LOG;
	else
		goto out_wrong;
	return 0;

out_wrong:
	emu_say("another initiator can reserve prevent release allow mode log");
	return -EINVAL;
}

/* An element tells of something wrong, or no more: AA/QQ in hex, or ok. */
static int emu_smc_except(struct emu_smc *smc, char *args)
{
	struct emu_smc_element *e;
	int err = emu_smc_element_word(smc, emu_word(&args), &e);
	const char *word = emu_word(&args);
	unsigned int asc, ascq;
	char rest;

	if (err)
		return err;
	if (word && !strcmp(word, "ok")) {
		emu_smc_blame(e, 0);
		return 0;
	}
	if (!word || sscanf(word, "%x/%x%c", &asc, &ascq, &rest) != 2 ||
	    asc > 0xff || ascq > 0xff) {
		emu_say("except ELEMENT AA/QQ in hex, or ok");
		return -EINVAL;
	}
	emu_smc_blame(e, EMU_SENSE_GIVEN | EMU_SENSE(4, asc, ascq));
	if (e->type == EMU_SMC_PRINTER)
		smc->printer.busy = false;
	return 0;
}

/* Which emulated drive a drive element is. */
static int emu_smc_drive_words(struct emu_smc *smc, char *args)
{
	struct emu_smc_element *e;
	int err = emu_smc_element_word(smc, emu_word(&args), &e);
	const char *word = emu_word(&args);
	u32 number = 0;

	if (err)
		return err;
	if (e->type == EMU_SMC_DRIVE && word && !strcmp(word, "none")) {
		e->drive = NULL;
		return 0;
	}
	if (e->type != EMU_SMC_DRIVE || !word || kstrtou32(word, 10, &number) ||
	    number >= emu_nr_drives) {
		emu_say("drive ELEMENT N: a drive element and a drive up to %u, or none",
			emu_nr_drives - 1);
		return -EINVAL;
	}
	e->drive = emu_drives[number];
	return 0;
}

static int emu_smc_times_words(struct emu_smc *smc, char *args)
{
	static const char * const names[EMU_SMC_MS_TIMES] = {
		"move", "flip", "position", "scan", "rezero", "print",
	};
	char *word, *value;
	int what;
	u32 ms;

	while ((word = emu_word(&args))) {
		value = strchr(word, '=');
		if (value)
			*value++ = 0;
		what = match_string(names, ARRAY_SIZE(names), word);
		if (what < 0 || !value || kstrtou32(value, 10, &ms)) {
			emu_say("times are move= flip= position= scan= rezero= print= in ms");
			return -EINVAL;
		}
		smc->ms[what] = ms;
	}
	return 0;
}

static void emu_smc_power(struct emu_smc *smc)
{
	emu_smc_power_on(smc);
	smc->unit->attention = EMU_UA_POWER_ON;
	smc->unit->prevented = false;
}

/* Verbs that take emu_place_lock and unit->lock. */
static int emu_smc_verb_locked(struct emu_smc *smc, const char *verb,
			       char *args)
{
	if (!strcmp(verb, "fault"))
		return emu_verb_fault(smc->unit, args);
	if (!strcmp(verb, "timing"))
		return emu_verb_timing(smc->unit, args);
	if (!strcmp(verb, "times"))
		return emu_smc_times_words(smc, args);
	if (!strcmp(verb, "other"))
		return emu_smc_other(smc, emu_word(&args));
	if (!strcmp(verb, "except"))
		return emu_smc_except(smc, args);
	if (!strcmp(verb, "drive"))
		return emu_smc_drive_words(smc, args);
	if (!strcmp(verb, "power")) {
		emu_smc_power(smc);
		return 0;
	}
	if (!strcmp(verb, "reset-stats")) {
		emu_drive_reset_stats(smc->unit);
		return 0;
	}
	return emu_smc_verb_hands(smc, verb, args);
}

static int emu_smc_verb_plug(struct emu_smc *smc, bool in)
{
	int err = in ? emu_host_back(smc->unit) : emu_host_gone(smc->unit);

	if (err)
		emu_say("changer %u is %s already (%d)", smc->number,
			in ? "there" : "gone", err);
	return err;
}

/**
 * emu_verb_changer - the lines that begin with changer
 * @args: N and what follows
 *
 * Context: emu_lock held, sleeps.
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_verb_changer(char *args)
{
	const char *text = emu_word(&args);
	const char *verb = emu_word(&args);
	struct emu_smc *smc;
	u32 number;
	int err;

	if (!verb) {
		emu_say("changer N and a verb, see the emulator's README.md");
		return -EINVAL;
	}
	err = emu_number("changer", text, &number);
	if (err)
		return err;
	if (number >= emu_nr_changers) {
		emu_say("there are %u changers", emu_nr_changers);
		return -ENODEV;
	}
	smc = emu_changers[number];
	if (!strcmp(verb, "gone") || !strcmp(verb, "back"))
		return emu_smc_verb_plug(smc, *verb == 'b');
	mutex_lock(&emu_place_lock);
	mutex_lock(&smc->unit->lock);
	err = emu_smc_verb_locked(smc, verb, args);
	mutex_unlock(&smc->unit->lock);
	mutex_unlock(&emu_place_lock);
	return err;
}

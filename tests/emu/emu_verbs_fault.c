// SPDX-License-Identifier: GPL-2.0
/* The words of drive N fault and drive N timing. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu_smc.h"

static int emu_sense_word(const char *text, int *sense)
{
	unsigned int key, asc, ascq;
	char rest;

	if (sscanf(text, "%x/%x/%x%c", &key, &asc, &ascq, &rest) != 3 ||
	    key > 0x0f || asc > 0xff || ascq > 0xff) {
		emu_say("sense= wants K/AA/QQ in hex, such as 3/0c/00, not %s",
			text);
		return -EINVAL;
	}
	*sense = EMU_SENSE_GIVEN | EMU_SENSE(key, asc, ascq);
	return 0;
}

static int emu_kind_word(const char *text, struct emu_fault *fault)
{
	static const char * const kinds[] = {
		[EMU_FAULT_SENSE] = "sense",
		[EMU_FAULT_BUSY] = "busy",
		[EMU_FAULT_HANG] = "hang",
		[EMU_FAULT_FLIP] = "flip",
		[EMU_FAULT_C2] = "c2",
		[EMU_FAULT_SHORT] = "short",
		[EMU_FAULT_GARBAGE] = "garbage",
		[EMU_FAULT_REMOVE_MEDIUM] = "remove-medium",
		[EMU_FAULT_GONE] = "gone",
	};
	int kind;

	if (!strncmp(text, "sense=", 6)) {
		fault->kind = EMU_FAULT_SENSE;
		return emu_sense_word(text + 6, &fault->sense);
	}
	kind = match_string(kinds, ARRAY_SIZE(kinds), text);
	if (kind <= EMU_FAULT_SENSE) {
		emu_say("no %s: sense=K/AA/QQ busy hang flip c2 short garbage remove-medium gone",
			text);
		return -EINVAL;
	}
	fault->kind = kind;
	return 0;
}

static int emu_number_word(const char *word, u32 from, u32 base, u32 *value)
{
	const char *text = strchr(word, '=') + 1;

	if (!kstrtou32(text, base, value) && *value >= from)
		return 0;
	emu_say("%s: a number from %u is wanted%s", word, from,
		base == 16 ? ", in hex" : "");
	return -EINVAL;
}

static int emu_leaves_word(const char *word, enum emu_leaves *leaves)
{
	static const char * const places[] = {
		[EMU_LEAVES_SOURCE] = "source",
		[EMU_LEAVES_CARRIER] = "carrier",
		[EMU_LEAVES_DESTINATION] = "destination",
	};
	unsigned int i;

	for (i = EMU_LEAVES_SOURCE; i < ARRAY_SIZE(places); i++) {
		if (strcmp(places[i], word))
			continue;
		*leaves = i;
		return 0;
	}
	emu_say("leaves= is source, carrier or destination, not %s", word);
	return -EINVAL;
}

/* Words that only the faults of a changer have. */
static int emu_changer_word(struct emu_drive *drive, const char *word,
			    struct emu_fault *fault)
{
	struct emu_smc_element *e;
	int err;

	if (!strncmp(word, "leaves=", 7))
		return emu_leaves_word(word + 7, &fault->leaves);
	if (!strncmp(word, "element=", 8)) {
		err = emu_smc_element_word(drive->smc, word + 8, &e);
		fault->element = e ? e->address : -1;
		return err;
	}
	emu_say("%s is none of op= element= leaves= nth= count=", word);
	return -EINVAL;
}

static int emu_fault_word(struct emu_drive *drive, const char *word,
			  struct emu_fault *fault)
{
	u32 value;
	int err;

	if (!strncmp(word, "op=", 3)) {
		err = emu_number_word(word, 0, 16, &value);
		fault->op = value & 0xff;
		return err;
	}
	if (!strncmp(word, "lba=", 4)) {
		err = emu_number_word(word, 0, 0, &value);
		fault->lba = value;
		return err;
	}
	if (!strncmp(word, "nth=", 4))
		return emu_number_word(word, 1, 0, &fault->nth);
	if (!strncmp(word, "count=", 6))
		return emu_number_word(word, 0, 0, &fault->count);
	if (drive->smc)
		return emu_changer_word(drive, word, fault);
	emu_say("%s is none of op= lba= nth= count=", word);
	return -EINVAL;
}

/**
 * emu_verb_fault - arm or clear faults
 * @drive: the drive; its lock held
 * @args: the words behind fault
 *
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_verb_fault(struct emu_drive *drive, char *args)
{
	struct emu_fault fault = {
		.op = -1, .lba = -1, .element = -1, .nth = 1, .count = 1,
	};
	char *word = emu_word(&args);
	int err;

	if (word && !strcmp(word, "clear")) {
		emu_fault_clear(drive);
		return 0;
	}
	err = emu_kind_word(word ? word : "nothing", &fault);
	while (!err && (word = emu_word(&args)))
		err = emu_fault_word(drive, word, &fault);
	return err ? err : emu_fault_add(drive, &fault);
}

/* A speed in x with at most two decimals, as hundredths. */
static int emu_speed_word(const char *text, u32 *hundredths)
{
	size_t digits = strspn(text, "0123456789");
	const char *dot = text[digits] == '.' ? text + digits : NULL;
	size_t decimals = dot ? strspn(dot + 1, "0123456789") : 0;
	unsigned int whole, part = 0;

	if (sscanf(text, "%u.%2u", &whole, &part) < 1 || whole > 1000 ||
	    (dot ? !decimals || decimals > 2 || dot[1 + decimals] : text[digits])) {
		emu_say("speed= wants a number such as 16 or 2.4, not %s",
			text);
		return -EINVAL;
	}
	*hundredths = whole * 100 + (decimals == 1 ? part * 10 : part);
	return 0;
}

static int emu_timing_word(const char *word, struct emu_buffer *b)
{
	u32 kib = 0;
	int err;

	if (!strncmp(word, "factor=", 7))
		return emu_number_word(word, 1, 0, &b->factor);
	if (!strncmp(word, "erase=", 6))
		return emu_number_word(word, 0, 0, &b->erase_ms);
	if (!strncmp(word, "load=", 5))
		return emu_number_word(word, 0, 0, &b->load_ms);
	if (!strncmp(word, "speed=", 6))
		return emu_speed_word(word + 6, &b->forced);
	if (!strncmp(word, "buffer=", 7)) {
		err = emu_number_word(word, 64, 0, &kib);
		b->forced_size = (u64)kib << 10;
		return err;
	}
	emu_say("%s is none of factor= speed= buffer= erase= load=", word);
	return -EINVAL;
}

/**
 * emu_verb_timing - make a drive speed-true or as fast as possible
 * @drive: the drive; its lock held
 * @args: the words behind timing
 *
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_verb_timing(struct emu_drive *drive, char *args)
{
	struct emu_buffer wanted = drive->buffer;
	const char *word = emu_word(&args);
	int err = 0;

	if (word && !strcmp(word, "on")) {
		wanted.on = true;
	} else if (word && !strcmp(word, "off")) {
		wanted.on = false;
	} else {
		emu_say("timing is on or off, not %s", word ? word : "nothing");
		return -EINVAL;
	}
	while (!err && (word = emu_word(&args)))
		err = emu_timing_word(word, &wanted);
	if (err)
		return err;
	drive->buffer = wanted;
	drive->long_op.sense = 0;
	emu_timing_reset(drive);
	return 0;
}

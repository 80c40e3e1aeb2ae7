// SPDX-License-Identifier: GPL-2.0
/* The CDU-541 in the control file, and the table that tells of it. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu_541.h"

static const char * const emu_541_failures[] = {
	[EMU_541_SOUND] = "nothing",
	[EMU_541_FAIL_DIAGNOSTICS] = "diagnostics",
	[EMU_541_FAIL_CADDY] = "caddy",
	[EMU_541_FAIL_FOCUS] = "focus",
	[EMU_541_FAIL_SPINDLE] = "spindle",
	[EMU_541_FAIL_TOC] = "toc",
	[EMU_541_FAIL_SELFTEST] = "selftest",
};

static int emu_541_verb_fail(struct emu_541 *cdu, const char *what)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(emu_541_failures); i++) {
		if (strcmp(emu_541_failures[i], what))
			continue;
		cdu->failure = i;
		return 0;
	}
	emu_say("what fails is nothing, diagnostics, caddy, focus, spindle, toc or selftest");
	return -EINVAL;
}

/* What another initiator on the bus does to this host. */
static int emu_541_verb_other(struct emu_drive *drive, const char *what)
{
	if (!strcmp(what, "select"))
		drive->attention |= EMU_541_UA_SELECT;
	else if (!strcmp(what, "reserve") && !drive->cdu->reserved)
		drive->cdu->other_reserved = true;
	else if (!strcmp(what, "release"))
		drive->cdu->other_reserved = false;
	else
		goto out_wrong;
	return 0;

out_wrong:
	emu_say("another initiator can select, reserve (what this host has not) or release");
	return -EINVAL;
}

static int emu_541_number(const char *text, u32 *value)
{
	if (!kstrtou32(text, 0, value))
		return 0;
	emu_say("%s is no number of milliseconds", text);
	return -EINVAL;
}

static int emu_541_word(struct emu_drive *drive, const char *word)
{
	struct emu_541 *cdu = drive->cdu;

	if (!strncmp(word, "diagnose=", 9))
		return emu_541_number(word + 9, &cdu->diagnose_ms);
	if (!strncmp(word, "load=", 5))
		return emu_541_number(word + 5, &cdu->load_ms);
	if (!strncmp(word, "fail=", 5))
		return emu_541_verb_fail(cdu, word + 5);
	if (!strncmp(word, "other=", 6))
		return emu_541_verb_other(drive, word + 6);
	if (!strcmp(word, "autosense=on") || !strcmp(word, "autosense=off")) {
		cdu->autosense = word[11] == 'n';
		return 0;
	}
	if (!strcmp(word, "power")) {
		emu_541_power_on(drive);
		drive->attention |= EMU_UA_POWER_ON;
		drive->prevented = false;
		return 0;
	}
	emu_say("cdu541 takes diagnose= load= fail= other= autosense= power, not %s",
		word);
	return -EINVAL;
}

/**
 * emu_541_verb - drive N cdu541 WORD...
 * @drive: any drive; its lock held
 * @args: the words
 *
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_541_verb(struct emu_drive *drive, char *args)
{
	char *word;
	int err = 0;

	if (!drive->cdu) {
		emu_say("drive %u is no CDU-541", drive->number);
		return -EINVAL;
	}
	while (!err && (word = emu_word(&args)))
		err = emu_541_word(drive, word);
	return err;
}

/**
 * emu_541_show - what a CDU-541 would not tell without being changed by it
 * @drive: a CDU-541; its lock held
 * @m: where to
 */
void emu_541_show(struct emu_drive *drive, struct seq_file *m)
{
	const struct emu_541 *cdu = drive->cdu;
	const struct emu_541_audio *a = &cdu->audio;

	emu_541_recover_toc(drive);
	emu_541_audio_now(drive);
	seq_printf(m, "busy %d\nfails %s\nautosense %d\n",
		   emu_541_busy(drive), emu_541_failures[cdu->failure],
		   cdu->autosense);
	seq_printf(m, "attention_reset %d\nattention_medium %d\nattention_select %d\n",
		   !!(drive->attention & EMU_UA_POWER_ON),
		   !!(drive->attention & EMU_UA_MEDIUM),
		   !!(drive->attention & EMU_541_UA_SELECT));
	seq_printf(m, "reserved %d\nother_reserved %d\nblock_length %u\n",
		   cdu->reserved, cdu->other_reserved, cdu->block_len);
	seq_printf(m, "retries %u\naudio_status %02x\nposition %u\n",
		   cdu->pages[0][1], a->status, a->position);
	seq_printf(m, "volume %u %u %u %u\n", a->volume[0], a->volume[1],
		   a->volume[2], a->volume[3]);
}

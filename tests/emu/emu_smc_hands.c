// SPDX-License-Identifier: GPL-2.0
/* An operator at a changer: discs, trays, doors, ink. */

#include <linux/kernel.h>
#include <linux/string.h>

#include "emu_smc.h"

/* A hand reaches the mail slot when it is open, all else through the door. */
static int emu_smc_reach(struct emu_smc *smc, const struct emu_smc_element *e)
{
	bool mail = e->type == EMU_SMC_MAIL;

	if (mail ? smc->mail_open : smc->door_open)
		return 0;
	emu_say(mail ? "open the mail slot first: changer %u mail open"
		     : "open the door first: changer %u door open",
		smc->number);
	return -EACCES;
}

static struct emu_disc *emu_smc_disc_word(const char *name)
{
	struct emu_disc *disc = name ? emu_disc_find(name) : NULL;

	if (disc && emu_smc_disc_free(disc))
		return disc;
	emu_say("%s is no disc, or in a drive or in a changer",
		name ? name : "nothing");
	return NULL;
}

static void emu_smc_lay(struct emu_smc *smc, struct emu_smc_element *e,
			struct emu_disc *disc)
{
	e->seat->load = (struct emu_smc_load) {
		.disc = disc, .tray = smc->model->mc,
	};
	e->seat->by_hand = true;
	emu_smc_mark(smc, disc);
}

static int emu_smc_put(struct emu_smc *smc, struct emu_smc_element *e,
		       char *args)
{
	struct emu_disc *disc;
	int err = emu_smc_reach(smc, e);

	if (err)
		return err;
	if (e->type == EMU_SMC_DRIVE || emu_smc_disc(e)) {
		emu_say("there is no room for a disc");
		return -EBUSY;
	}
	disc = emu_smc_disc_word(emu_word(&args));
	if (!disc)
		return -ENOENT;
	emu_smc_lay(smc, e, disc);
	return 0;
}

static int emu_smc_take(struct emu_smc *smc, struct emu_smc_element *e,
			char *args)
{
	struct emu_smc_load *load = &e->seat->load;
	const char *word = emu_word(&args);
	bool with_tray = word && !strcmp(word, "tray");
	int err = emu_smc_reach(smc, e);

	if (err)
		return err;
	if (word && !with_tray)
		return emu_too_much(word);
	if (!load->disc && !(with_tray && load->tray)) {
		emu_say("nothing to be taken lies there");
		return -ENOMEDIUM;
	}
	emu_smc_mark(NULL, load->disc);
	load->disc = NULL;
	load->blind = false;
	if (with_tray || !load->tray)
		memset(load, 0, sizeof(*load));
	e->seat->by_hand = false;
	return 0;
}

/* FROM-TO or one number, of slots from 1. */
static int emu_smc_range_word(struct emu_smc *smc, const char *text, u32 *from,
			      u32 *to)
{
	char rest;
	int n = 0;

	if (text)
		n = sscanf(text, "%u-%u%c", from, to, &rest);
	if (n == 1)
		*to = *from;
	if ((n == 1 || n == 2) && *from && *from <= *to &&
	    *to <= smc->count[EMU_SMC_SLOT])
		return 0;
	emu_say("slots are 1-%u, not %s", smc->count[EMU_SMC_SLOT],
		text ? text : "nothing");
	return -EINVAL;
}

static int emu_smc_trays(struct emu_smc *smc, char *args)
{
	u32 from, to;
	int err = emu_smc_range_word(smc, emu_word(&args), &from, &to);
	const char *word = emu_word(&args);
	struct emu_smc_element *e;

	if (err)
		return err;
	if (!smc->model->mc || !word ||
	    (strcmp(word, "in") && strcmp(word, "out"))) {
		emu_say("trays FROM-TO in or out, of a JVC changer");
		return -EINVAL;
	}
	for (; from <= to; from++) {
		e = emu_smc_nth(smc, EMU_SMC_SLOT, from - 1);
		err = emu_smc_reach(smc, e);
		if (err)
			return err;
		if (!emu_smc_disc(e))
			e->load.tray = !strcmp(word, "in");
	}
	return 0;
}

/* The disc for a slot: its sides are called cNsSLOT and cNsSLOTb. */
static int emu_smc_new_disc(struct emu_smc *smc, u32 slot, bool back,
			    const struct emu_medium *medium,
			    struct emu_disc **disc)
{
	char name[EMU_NAME_MAX];
	int err;

	snprintf(name, sizeof(name), "c%us%u%s", smc->number, slot,
		 back ? "b" : "");
	err = emu_disc_new(name, medium, 0, EMU_STORE_MEMORY, NULL);
	if (err)
		return err;
	*disc = emu_disc_find(name);
	snprintf((*disc)->tag, sizeof((*disc)->tag), "DSR%u%05u%s",
		 smc->number, slot, back ? "B" : "");
	return 0;
}

static int emu_smc_fill_slot(struct emu_smc *smc, u32 slot,
			     const struct emu_medium *medium, bool two)
{
	struct emu_smc_element *e = emu_smc_nth(smc, EMU_SMC_SLOT, slot - 1);
	struct emu_disc *disc, *back;
	int err;

	if (emu_smc_disc(e)) {
		emu_say("there is a disc in slot %u", slot);
		return -EBUSY;
	}
	err = emu_smc_new_disc(smc, slot, false, medium, &disc);
	if (!err && two) {
		err = emu_smc_new_disc(smc, slot, true, medium, &back);
		if (!err)
			emu_disc_join(disc, back);
	}
	if (err)
		return err;
	emu_smc_lay(smc, e, disc);
	e->known = false;
	emu_smc_look(e);
	return 0;
}

static int emu_smc_fill(struct emu_smc *smc, char *args)
{
	const char *word = emu_word(&args);
	const struct emu_medium *medium = word ? emu_medium_by_name(word) : NULL;
	u32 from, to;
	int err;

	if (!medium) {
		emu_say("fill MEDIUM FROM-TO [two-sided]: there is no medium %s",
			word ? word : "without a name");
		return -EINVAL;
	}
	err = emu_smc_range_word(smc, emu_word(&args), &from, &to);
	word = emu_word(&args);
	if (!err && word && strcmp(word, "two-sided"))
		err = emu_too_much(word);
	for (; !err && from <= to; from++)
		err = emu_smc_fill_slot(smc, from, medium, word);
	return err;
}

static int emu_smc_throw(struct emu_disc *disc)
{
	char name[EMU_NAME_MAX];

	strscpy(name, disc->name, sizeof(name));
	return emu_disc_delete(name);
}

/* Takes discs and trays out of slots and throws them away. */
static int emu_smc_empty(struct emu_smc *smc, char *args)
{
	struct emu_smc_element *e;
	struct emu_disc *disc, *back;
	u32 from, to;
	int err = emu_smc_range_word(smc, emu_word(&args), &from, &to);

	for (; !err && from <= to; from++) {
		e = emu_smc_nth(smc, EMU_SMC_SLOT, from - 1);
		disc = emu_smc_disc(e);
		back = disc ? disc->back : NULL;
		emu_smc_mark(NULL, disc);
		memset(&e->load, 0, sizeof(e->load));
		e->known = false;
		emu_smc_look(e);
		if (disc)
			err = emu_smc_throw(disc);
		if (!err && back)
			err = emu_smc_throw(back);
	}
	return err;
}

/* Opening is refused while a host prevents it; the host hears of the wish. */
static int emu_smc_doors(struct emu_smc *smc, bool mail, const char *word)
{
	bool *open = mail ? &smc->mail_open : &smc->door_open;
	bool wanted = word && !strcmp(word, "open");

	if (!wanted && (!word || strcmp(word, "close"))) {
		emu_say("open or close, not %s", word ? word : "nothing");
		return -EINVAL;
	}
	if (wanted && emu_smc_prevented(smc)) {
		smc->unit->attention |= EMU_SMC_UA_OPERATOR;
		emu_say("a host prevents the removal from changer %u",
			smc->number);
		return -EBUSY;
	}
	if (mail && !smc->count[EMU_SMC_MAIL]) {
		emu_say("changer %u has no mail slot", smc->number);
		return -ENODEV;
	}
	if (*open && !wanted)
		smc->unit->attention |= mail ? EMU_SMC_UA_MAIL : EMU_UA_MEDIUM;
	*open = wanted;
	return 0;
}

/* A mail slot that is closed looks what is in it; a plain changer at all. */
static void emu_smc_closed(struct emu_smc *smc, bool mail)
{
	u32 i;

	for (i = 0; i < smc->nr; i++)
		if ((mail && smc->elements[i].type == EMU_SMC_MAIL) ||
		    (!mail && !smc->model->mc))
			emu_smc_look(&smc->elements[i]);
	if (!mail && !smc->model->mc)
		emu_smc_busy(smc, smc->nr * emu_smc_time(smc, EMU_SMC_MS_SCAN));
}

static int emu_smc_door_words(struct emu_smc *smc, bool mail, char *args)
{
	bool was_open = mail ? smc->mail_open : smc->door_open;
	int err = emu_smc_doors(smc, mail, emu_word(&args));

	if (!err && was_open && !(mail ? smc->mail_open : smc->door_open))
		emu_smc_closed(smc, mail);
	return err;
}

static int emu_smc_ink_words(struct emu_smc *smc, char *args)
{
	u32 labels[EMU_SMC_INKS];
	const char *word;
	unsigned int i;
	int err = 0;

	for (i = 0; i < EMU_SMC_INKS && !err; i++) {
		word = emu_word(&args);
		err = word ? emu_number("ink", word, &labels[i]) : -EINVAL;
	}
	if (err || !smc->count[EMU_SMC_PRINTER]) {
		emu_say("ink BLACK CYAN MAGENTA YELLOW, in labels, of a changer with a printer");
		return -EINVAL;
	}
	emu_smc_ink(smc, labels);
	return 0;
}

static int emu_smc_tag_words(struct emu_smc_element *e, char *args)
{
	struct emu_disc *disc = emu_smc_disc(e);
	const char *text = emu_word(&args);

	if (!disc || !text || strlen(text) > EMU_TAG_MAX) {
		emu_say("tag ELEMENT TEXT: a disc, and up to %u characters",
			EMU_TAG_MAX);
		return -EINVAL;
	}
	strscpy(disc->tag, text, sizeof(disc->tag));
	return 0;
}

/**
 * emu_smc_verb_hands - what an operator does, and what is set up
 * @smc: the changer; emu_place_lock and its unit->lock held
 * @verb: the verb
 * @args: what follows
 *
 * Context: emu_lock held too.
 * Return: 0 or a negative errno, with a sentence said.
 */
int emu_smc_verb_hands(struct emu_smc *smc, const char *verb, char *args)
{
	struct emu_smc_element *e;
	int err;

	if (!strcmp(verb, "door") || !strcmp(verb, "mail"))
		return emu_smc_door_words(smc, *verb == 'm', args);
	if (!strcmp(verb, "fill"))
		return emu_smc_fill(smc, args);
	if (!strcmp(verb, "empty"))
		return emu_smc_empty(smc, args);
	if (!strcmp(verb, "trays"))
		return emu_smc_trays(smc, args);
	if (!strcmp(verb, "ink"))
		return emu_smc_ink_words(smc, args);
	if (strcmp(verb, "put") && strcmp(verb, "take") && strcmp(verb, "tag"))
		return emu_too_much(verb);
	err = emu_smc_element_word(smc, emu_word(&args), &e);
	if (err)
		return err;
	if (!strcmp(verb, "put"))
		return emu_smc_put(smc, e, args);
	if (!strcmp(verb, "take"))
		return emu_smc_take(smc, e, args);
	return emu_smc_tag_words(e, args);
}

// SPDX-License-Identifier: GPL-2.0
/* dsrctl changer: discs in and out, through the mail slot. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "cmd_changer.h"
#include "robot_holds.h"

#define LOOK_MS		2000	/* from one look at the mail slot to the next */

static bool has_mail(const struct changer_cli *cli)
{
	return cli->robot.info.ranges[DSR_ELEMENT_MAIL].count;
}

static int complain_no_mail(const struct changer_cli *cli)
{
	return changer_refuse(cli, "it has no mail slot; open its door to take discs out and put them in");
}

/* ---- out --------------------------------------------------------------------------- */

/*
 * Where a disc can be put that goes out. One mail slot with two addresses: sent to
 * the first it opens, sent to the second it stays closed (JVC 3.7).
 */
static bool mail_target(const struct changer_cli *cli, const struct changer_view *view,
			uint32_t *address)
{
	const struct dsr_element *e;
	struct dsr_element mail;

	if (element_mail_is_one(&cli->robot.info)) {
		mail = robot_mail_of(view->elements, view->nr);
		*address = cli->robot.info.ranges[DSR_ELEMENT_MAIL].first + cli->closed;
		return mail.type && changer_free_element(&mail);
	}
	e = changer_free(view, DSR_ELEMENT_MAIL);
	if (e)
		*address = e->address;
	return e;
}

/* The operator takes out what is there; Ctrl-C ends that, and nothing is lost. */
static void wait_for_hand(const struct changer_cli *cli, bool *asked)
{
	struct pollfd p = { .fd = cli->robot.fd, .events = POLLPRI };

	if (!*asked)
		fprintf(stderr, "take the disc out of the mail slot, and close it (Ctrl-C ends)\n");
	*asked = true;
	poll(&p, 1, LOOK_MS);
}

/* The place of a tray: its own, if it is free; else the first free slot. */
static bool slot_for(const struct changer_view *view, const struct dsr_element *mail,
		     uint32_t *address)
{
	const struct dsr_element *e = NULL;

	if (mail->flags & DSR_EL_SOURCE)
		e = changer_find(view, mail->source);
	if (!e || e->type != DSR_ELEMENT_STORAGE || !changer_free_element(e))
		e = changer_free(view, DSR_ELEMENT_STORAGE);
	if (e)
		*address = e->address;
	return e;
}

/* Trays travel with discs: one that the operator left behind goes back. */
static bool has_tray(const struct changer_cli *cli, const struct changer_view *view,
		     struct dsr_element *mail)
{
	if (!element_mail_is_one(&cli->robot.info))
		return false;
	*mail = robot_mail_of(view->elements, view->nr);
	return mail->flags & DSR_EL_TRAY && !(mail->flags & (DSR_EL_FULL | DSR_EL_OPEN));
}

static int store_tray(struct changer_cli *cli, const struct changer_view *view,
		      const struct dsr_element *mail)
{
	char name[ELEMENT_NAME_BYTES], done[128];
	struct dsr_changer_outcome outcome;
	bool detach = cli->detach;
	uint32_t to;
	int ret;

	if (!slot_for(view, mail, &to))
		return changer_refuse(cli, "there is an empty tray in the mail slot, and no slot for it");
	cli->detach = false;
	ret = changer_move(cli, mail->address, to, 0, &outcome);
	cli->detach = detach;
	snprintf(done, sizeof(done), "the empty tray of the mail slot went to %s",
		 element_name(name, &cli->robot.info, to));
	return changer_say_order(cli, &outcome, ret, done);
}

/* One look: DSRCTL_OK, and whether there is room; or an exit code. */
static int look_for_target(struct changer_cli *cli, uint32_t *address, bool *found, bool *again)
{
	struct changer_view view;
	struct dsr_element mail;
	int ret = changer_see(cli, &view);

	*again = false;
	if (ret) {
		ret = changer_say_errno(cli, &view.status.error, ret);
	} else if (has_tray(cli, &view, &mail)) {
		ret = store_tray(cli, &view, &mail);
		*again = true;
	} else {
		*found = mail_target(cli, &view, address);
	}
	changer_unsee(&view);
	return ret;
}

static int find_target(struct changer_cli *cli, uint32_t *address)
{
	bool found = false, again, stored = false, asked = false;
	int ret;

	for (;;) {
		ret = look_for_target(cli, address, &found, &again);
		if (ret || found)
			return ret;
		if (again && stored)
			return changer_refuse(cli, "the empty tray does not leave the mail slot; look into the robot");
		stored |= again;
		if (!again && !cli->wait)
			return changer_refuse(cli, "the mail slot is in use: take the disc out and close it (--wait waits for that)");
		if (!again)
			wait_for_hand(cli, &asked);
	}
}

static int send_out(struct changer_cli *cli, uint32_t from)
{
	char name[ELEMENT_NAME_BYTES], done[128];
	struct dsr_changer_outcome outcome;
	uint32_t to;
	int ret = changer_check_drive(cli, from);

	if (!ret)
		ret = find_target(cli, &to);
	if (ret)
		return ret;
	ret = changer_move(cli, from, to, cli->flip ? DSR_ORDER_F_FLIP : 0, &outcome);
	snprintf(done, sizeof(done), "the disc of %s is in the mail slot%s",
		 element_name(name, &cli->robot.info, from),
		 !element_mail_is_one(&cli->robot.info) ? "" :
		 cli->closed ? ", which is closed" : ", which is open: take it out");
	return changer_say_order(cli, &outcome, ret, done);
}

/**
 * changer_verb_eject() - dsrctl changer eject PLACE
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_eject(struct changer_cli *cli)
{
	uint32_t from;
	int at = 0, ret;

	if (!has_mail(cli))
		return complain_no_mail(cli);
	ret = changer_place(cli, &at, DSR_ELEMENT_DRIVE, &from);
	if (!ret)
		ret = changer_end(cli, at);
	return ret ? ret : send_out(cli, from);
}

/**
 * struct places - what is to go out
 * @addresses: of the elements, in order
 * @nr: how many
 * @room: for so many
 */
struct places {
	uint32_t *addresses;
	uint32_t nr;
	uint32_t room;
};

static int add_place(struct places *p, uint32_t address)
{
	uint32_t *more;

	if (p->nr == p->room) {
		more = realloc(p->addresses, (p->room + 64) * sizeof(*more));
		if (!more)
			return no_memory();
		p->addresses = more;
		p->room += 64;
	}
	p->addresses[p->nr++] = address;
	return DSRCTL_OK;
}

/* "10-12,15": slots. */
static int add_slots(const struct changer_cli *cli, struct places *p, const char *text)
{
	char complaint[192];
	struct slot_set set;
	uint32_t slot = 0, address;
	int ret = DSRCTL_OK;

	if (!slot_set_parse(&set, text, cli->robot.info.ranges[DSR_ELEMENT_STORAGE].count,
			    complaint, sizeof(complaint)))
		return changer_usage("%s: %s", cli->verb, complaint);
	while (!ret && (slot = slot_set_next(&set, slot)))
		if (element_address(&cli->robot.info, DSR_ELEMENT_STORAGE, slot, &address))
			ret = add_place(p, address);
	return ret;
}

static int parse_places(const struct changer_cli *cli, struct places *p)
{
	int at = 0, ret = DSRCTL_OK;
	uint32_t address;

	while (at < cli->nr && !ret) {
		if (strspn(cli->words[at], "0123456789-,") == strlen(cli->words[at])) {
			ret = add_slots(cli, p, cli->words[at++]);
			continue;
		}
		ret = changer_place(cli, &at, DSR_ELEMENT_STORAGE, &address);
		if (!ret)
			ret = add_place(p, address);
	}
	return ret;
}

/**
 * changer_verb_export() - dsrctl changer export SLOT...
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_export(struct changer_cli *cli)
{
	char name[ELEMENT_NAME_BYTES];
	struct places p = { 0 };
	uint32_t i;
	int ret;

	if (!has_mail(cli))
		return complain_no_mail(cli);
	ret = parse_places(cli, &p);
	if (!ret && p.nr > 1 && cli->detach)
		ret = changer_usage("export: more than one disc needs waiting; leave --detach out");
	for (i = 0; i < p.nr && !ret; i++)
		ret = send_out(cli, p.addresses[i]);
	if (ret && i > 1 && ret != DSRCTL_LEFT_RUNNING)
		complain("%u of %u went out; it stopped at %s", i - 1, p.nr,
			 element_name(name, &cli->robot.info, p.addresses[i - 1]));
	free(p.addresses);
	return ret;
}

/* ---- in ---------------------------------------------------------------------------- */

/* The mail slot with a disc in it; false after a sentence. */
static bool mail_source(const struct changer_cli *cli, const struct changer_view *view,
			struct dsr_element *mail)
{
	uint32_t i;

	if (element_mail_is_one(&cli->robot.info)) {
		*mail = robot_mail_of(view->elements, view->nr);
		mail->address = (uint16_t)(mail->address + cli->closed);
		if (mail->flags & DSR_EL_OPEN && !cli->closed) {
			changer_refuse(cli, "the mail slot is open: put the disc in and push it in (--closed lets the robot close it)");
			return false;
		}
		if (mail->flags & DSR_EL_FULL)
			return true;
		if (mail->flags & DSR_EL_TRAY) {
			changer_refuse(cli, "the tray in the mail slot has no disc on it: put one on it ('home mail' stores the tray)");
			return false;
		}
	}
	for (i = 0; i < view->nr; i++) {
		*mail = view->elements[i];
		if (mail->type == DSR_ELEMENT_MAIL && mail->flags & DSR_EL_FULL)
			return true;
	}
	changer_refuse(cli, "there is no disc in the mail slot; put one in");
	return false;
}

/* From where to where; DSRCTL_OK, or an exit code after a sentence. */
static int plan_import(struct changer_cli *cli, uint32_t *from, uint32_t *to, bool chosen)
{
	struct changer_view view;
	struct dsr_element mail = { 0 };
	int ret = changer_see(cli, &view);

	if (ret)
		ret = changer_say_errno(cli, &view.status.error, ret);
	else if (!mail_source(cli, &view, &mail))
		ret = DSRCTL_FAILED;
	else if (!chosen && !slot_for(&view, &mail, to))
		ret = changer_refuse(cli, "no slot is free; 'export' makes room");
	if (!ret)
		*from = mail.address;
	changer_unsee(&view);
	return ret;
}

/**
 * changer_verb_import() - dsrctl changer import [SLOT]
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_import(struct changer_cli *cli)
{
	char name[ELEMENT_NAME_BYTES], done[128];
	struct dsr_changer_outcome outcome;
	uint32_t from, to = 0;
	int at = 0, ret = DSRCTL_OK;

	if (!has_mail(cli))
		return complain_no_mail(cli);
	if (cli->nr)
		ret = changer_place(cli, &at, DSR_ELEMENT_STORAGE, &to);
	if (!ret)
		ret = changer_end(cli, at);
	if (!ret)
		ret = plan_import(cli, &from, &to, cli->nr);
	if (ret)
		return ret;
	ret = changer_move(cli, from, to, cli->flip ? DSR_ORDER_F_FLIP : 0, &outcome);
	snprintf(done, sizeof(done), "the disc is in %s now",
		 element_name(name, &cli->robot.info, to));
	return changer_say_order(cli, &outcome, ret, done);
}

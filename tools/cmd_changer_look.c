// SPDX-License-Identifier: GPL-2.0
/* dsrctl changer: status and map. */
#include <errno.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cmd.h"
#include "cmd_changer.h"
#include "json.h"
#include "robot_json.h"
#include "robot_holds.h"
#include "robot_map.h"
#include "robot_text.h"

#define COLUMNS		80
#define NS_PER_S	1000000000ULL

/**
 * struct wanted - the places a status is asked of
 * @all: every one
 * @types: bit N: all of enum dsr_element_type N
 * @set: bit per address
 */
struct wanted {
	bool all;
	uint32_t types;
	uint8_t set[65536 / 8];
};

/* ---- which places ----------------------------------------------------------------- */

static void want(struct wanted *w, uint32_t address)
{
	w->set[address / 8] |= (uint8_t)(1U << address % 8);
}

static bool is_wanted(const struct wanted *w, const struct dsr_element *e)
{
	return w->all || w->types >> e->type & 1 ||
	       w->set[e->address / 8] >> e->address % 8 & 1;
}

/* "slots", "drives": all of a kind. */
static bool want_kind(struct wanted *w, const char *word)
{
	unsigned int type;
	size_t n;

	for (type = 1; type < DSR_ELEMENT_TYPES; type++) {
		n = strlen(element_word(type));
		if (strncmp(word, element_word(type), n) || strcmp(word + n, "s"))
			continue;
		w->types |= 1U << type;
		return true;
	}
	return false;
}

/* "12", "10-20,30" and "slot 10-20" mean slots. */
static int want_slots(const struct changer_cli *cli, struct wanted *w, const char *text)
{
	struct slot_set set;
	char complaint[192];
	uint32_t slot = 0, address;

	if (!slot_set_parse(&set, text, cli->robot.info.ranges[DSR_ELEMENT_STORAGE].count,
			    complaint, sizeof(complaint)))
		return changer_usage("%s: %s", cli->verb, complaint);
	while ((slot = slot_set_next(&set, slot)))
		if (element_address(&cli->robot.info, DSR_ELEMENT_STORAGE, slot, &address))
			want(w, address);
	return DSRCTL_OK;
}

static bool is_slot_list(const char *text)
{
	return *text && strspn(text, "0123456789-,") == strlen(text);
}

static int parse_wanted(const struct changer_cli *cli, struct wanted *w)
{
	int at = 0, ret = DSRCTL_OK;
	uint32_t address;

	memset(w, 0, sizeof(*w));
	while (at < cli->nr && !ret) {
		if (!strcmp(cli->words[at], "all")) {
			w->all = true;
			at++;
		} else if (want_kind(w, cli->words[at])) {
			at++;
		} else if (is_slot_list(cli->words[at])) {
			ret = want_slots(cli, w, cli->words[at++]);
		} else if (!strcmp(cli->words[at], "slot") && at + 1 < cli->nr &&
			   is_slot_list(cli->words[at + 1])) {
			ret = want_slots(cli, w, cli->words[at + 1]);
			at += 2;
		} else {
			ret = changer_place(cli, &at, DSR_ELEMENT_STORAGE, &address);
			if (!ret)
				want(w, address);
		}
	}
	return ret;
}

/* ---- JSON -------------------------------------------------------------------------- */

static struct json_object *orders_json(const struct changer_cli *cli,
				       const struct changer_view *view)
{
	struct json_object *list = json_object_new_array();
	int i;

	for (i = 0; i < view->nr_orders; i++)
		json_object_array_add(list, robot_json_order(&cli->robot.info, &view->orders[i]));
	return list;
}

static void print_json(const struct changer_cli *cli, const struct changer_view *view,
		       const struct wanted *w)
{
	struct json_object *doc = changer_json(cli), *list = json_object_new_array(), *o;
	uint32_t flags = cli->robot.info.flags, i, k;

	json_set_bool(doc, "locked", flags & DSR_CHANGER_F_LOCKED);
	json_set_bool(doc, "reserved", flags & DSR_CHANGER_F_RESERVED);
	json_set_bool(doc, "writable", flags & DSR_CHANGER_F_WRITABLE);
	json_set_bool(doc, "fresh", view->status.flags & DSR_STATUS_F_FRESH && !view->result);
	json_set_number(doc, "commands", view->status.commands);
	json_set_number(doc, "map_changes", view->status.map_changes);
	json_object_object_add(doc, "error", changer_json_error(cli, &view->status.error,
								view->result));
	json_object_object_add(doc, "orders", orders_json(cli, view));
	for (i = 0; i < view->nr; i++) {
		if (!is_wanted(w, &view->elements[i]))
			continue;
		o = robot_json_element(&cli->robot.info, &view->elements[i]);
		for (k = 0; k < view->nr_drives; k++)
			if (view->drives[k].address == view->elements[i].address &&
			    view->drives[k].how && !name_is_none(&view->drives[k].unit))
				json_object_object_add(o, "unit",
						       json_unit(&view->drives[k].unit));
		json_object_array_add(list, o);
	}
	json_object_object_add(doc, "elements", list);
	json_print_line(doc);
}

/* ---- status in words ----------------------------------------------------------------- */

static const char *plural(enum dsr_element_type type, uint32_t nr)
{
	static char text[32];
	const char *word = type == DSR_ELEMENT_MAIL ? "mail slot" : element_word(type);

	snprintf(text, sizeof(text), "%s%s", word, nr == 1 ? "" : "s");
	return text;
}

static void print_counts(const struct changer_cli *cli, const struct changer_view *view,
			 enum dsr_element_type type)
{
	uint32_t nr = 0, full = 0, i;
	struct dsr_element mail;

	for (i = 0; i < view->nr; i++) {
		if (view->elements[i].type != type)
			continue;
		nr++;
		full += !!(view->elements[i].flags & DSR_EL_FULL);
	}
	if (type == DSR_ELEMENT_MAIL && element_mail_is_one(&cli->robot.info)) {
		mail = robot_mail_of(view->elements, view->nr);
		printf("  mail slot: %s, %s\n", mail.flags & DSR_EL_FULL ? "a disc" :
		       mail.flags & DSR_EL_TRAY ? "a tray without a disc" : "empty",
		       mail.flags & DSR_EL_OPEN ? "open" : "closed");
	} else if (nr) {
		printf("  %u %s, %u with a disc\n", nr, plural(type, nr), full);
	}
}

static uint64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * NS_PER_S + (uint64_t)t.tv_nsec;
}

static void print_orders(const struct changer_cli *cli, const struct changer_view *view)
{
	const struct dsr_changer_outcome *o;
	char text[160];
	int i;

	for (i = 0; i < view->nr_orders; i++) {
		o = &view->orders[i];
		robot_order_text(text, sizeof(text), &cli->robot.info, o);
		printf("  order %u: %s", o->order_id, text);
		if (o->state == DSR_ORDER_RUNNING)
			printf(", for %llu s\n",
			       (unsigned long long)((now_ns() - o->start_ns) / NS_PER_S));
		else
			puts(", waits for those before it");
	}
	if (view->nr_orders)
		puts("  (what lies where is as it was before)");
}

static void print_summary(const struct changer_cli *cli, const struct changer_view *view)
{
	uint32_t flags = cli->robot.info.flags;
	unsigned int type;

	puts(cli->robot.title);
	for (type = DSR_ELEMENT_STORAGE; type < DSR_ELEMENT_TYPES; type++)
		print_counts(cli, view, type);
	if (flags & DSR_CHANGER_F_LOCKED)
		puts("  locked: nobody takes discs out by hand");
	if (flags & DSR_CHANGER_F_RESERVED)
		puts("  reserved for this host");
	if (!(flags & DSR_CHANGER_F_WRITABLE))
		puts("  you may only ask it, not order it to do anything");
	print_orders(cli, view);
}

static void print_inks(const struct dsr_element *e)
{
	static const char *const inks[] = { "black", "cyan", "magenta", "yellow" };
	unsigned int i;

	for (i = 0; i < 4; i++)
		if (e->ink_empty >> i & 1)
			printf(", out of %s", inks[i]);
}

static void print_flags(const struct changer_cli *cli, const struct dsr_element *e)
{
	static const struct {
		uint32_t flag;
		const char *text;
	} rows[] = {
		{ DSR_EL_OPEN, "open" },
		{ DSR_EL_BY_HAND, "put there by hand" },
		{ DSR_EL_BUSY, "printing" },
		{ DSR_EL_FINISHED, "printed" },
		{ DSR_EL_DISABLED, "disabled" },
		{ DSR_EL_NOT_BUS, "on another bus" },
	};
	char text[160];
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (e->flags & rows[i].flag &&
		    !(e->type == DSR_ELEMENT_PRINTER && rows[i].flag == DSR_EL_NOT_BUS))
			printf(", %s", rows[i].text);
	if (!(e->flags & DSR_EL_ACCESS) && e->type != DSR_ELEMENT_TRANSPORT)
		fputs(", out of reach", stdout);
	print_inks(e);
	if (!(e->flags & DSR_EL_EXCEPT))
		return;
	robot_code_text(text, sizeof(text), &cli->robot.info.unit, e->asc, e->ascq);
	printf(", abnormal: %s (%02X/%02X)", text, e->asc, e->ascq);
}

static void print_elements(const struct changer_cli *cli, const struct changer_view *view,
			   const struct wanted *w)
{
	char name[ELEMENT_NAME_BYTES], holds[160], drive[ROBOT_DRIVE_NAME];
	const struct dsr_element *e;
	uint32_t i;

	for (i = 0; i < view->nr; i++) {
		e = &view->elements[i];
		if (!is_wanted(w, e))
			continue;
		robot_holds_text(holds, sizeof(holds), &cli->robot.info, e);
		printf("  %-9s 0x%04x  ", element_name(name, &cli->robot.info, e->address),
		       e->address);
		changer_drive_name(drive, sizeof(drive), view, e->address);
		if (e->type == DSR_ELEMENT_DRIVE)
			printf("%-5s ", drive[0] ? drive : "?");
		fputs(holds, stdout);
		print_flags(cli, e);
		putchar('\n');
	}
}

/* What could not be asked is told behind what is known. */
static int end_of(const struct changer_cli *cli, const struct changer_view *view)
{
	if (!view->result)
		return DSRCTL_OK;
	if (view->nr)
		complain("what is shown is what the robot told before");
	return changer_tell_errno(cli, &view->status.error, view->result);
}

/**
 * changer_verb_status() - dsrctl changer status [PLACE]...
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_status(struct changer_cli *cli)
{
	struct changer_view view;
	static struct wanted w;
	int ret = parse_wanted(cli, &w);

	if (ret)
		return ret;
	changer_see(cli, &view);
	if (cli->json) {
		w.all |= !cli->nr;
		print_json(cli, &view, &w);
	} else {
		print_summary(cli, &view);
		print_elements(cli, &view, &w);
	}
	ret = end_of(cli, &view);
	changer_unsee(&view);
	return ret;
}

/* ---- map ----------------------------------------------------------------------------- */

static int columns_of(bool tty)
{
	const char *text = getenv("COLUMNS");
	struct winsize size = { 0 };
	int n = text ? atoi(text) : 0;

	if (n > 0)
		return n;
	if (tty)
		ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
	return size.ws_col ? size.ws_col : COLUMNS;
}

static int print_map(struct changer_cli *cli, const struct changer_view *view)
{
	uint32_t nr = cli->robot.info.ranges[DSR_ELEMENT_DRIVE].count, i, address;
	char (*names)[ROBOT_DRIVE_NAME];
	bool tty = isatty(STDOUT_FILENO);
	struct robot_map_view map = {
		.title = cli->robot.title,
		.info = &cli->robot.info,
		.elements = view->elements,
		.nr = view->nr,
		.columns = columns_of(tty),
		.utf8 = tty && !strcmp(nl_langinfo(CODESET), "UTF-8"),
	};
	int ret;

	nr = nr > UINT16_MAX ? UINT16_MAX : nr;
	names = calloc(nr + 1, sizeof(*names));
	if (!names)
		return no_memory();
	for (i = 0; i < nr; i++)
		if (element_address(&cli->robot.info, DSR_ELEMENT_DRIVE, i + 1, &address))
			changer_drive_name(names[i], sizeof(names[i]), view, address);
	map.drive_names = (const char (*)[ROBOT_DRIVE_NAME])names;
	map.nr_drives = nr;
	ret = robot_map_draw(stdout, &map) ? no_memory() : DSRCTL_OK;
	free(names);
	if (view->nr_orders)
		putchar('\n');
	print_orders(cli, view);
	return ret;
}

/**
 * changer_verb_map() - dsrctl changer map
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_map(struct changer_cli *cli)
{
	static const struct wanted all = { .all = true };
	struct changer_view view;
	int ret = changer_end(cli, 0), shown = DSRCTL_OK;

	if (ret)
		return ret;
	changer_see(cli, &view);
	if (cli->json)
		print_json(cli, &view, &all);
	else
		shown = print_map(cli, &view);
	ret = end_of(cli, &view);
	changer_unsee(&view);
	return ret ? ret : shown;
}

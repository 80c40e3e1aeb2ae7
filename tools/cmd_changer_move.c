// SPDX-License-Identifier: GPL-2.0
/* dsrctl changer: discs from one place to another. */
#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "cmd_changer.h"
#include "json.h"

static uint32_t flip_flag(const struct changer_cli *cli)
{
	return cli->flip ? DSR_ORDER_F_FLIP : 0;
}

/* Moves one disc and says so. */
static int move_one(struct changer_cli *cli, uint32_t from, uint32_t to, uint32_t flags)
{
	struct dsr_changer_outcome outcome;
	int ret = changer_check_drive(cli, from);

	if (ret)
		return ret;
	ret = changer_move(cli, from, to, flags, &outcome);
	return changer_say_order(cli, &outcome, ret, NULL);
}

/**
 * changer_verb_move() - dsrctl changer move FROM TO
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_move(struct changer_cli *cli)
{
	uint32_t from, to;
	int at = 0, ret;

	ret = changer_place(cli, &at, DSR_ELEMENT_STORAGE, &from);
	if (!ret)
		ret = changer_place(cli, &at, DSR_ELEMENT_STORAGE, &to);
	if (!ret)
		ret = changer_end(cli, at);
	return ret ? ret : move_one(cli, from, to, flip_flag(cli));
}

/**
 * changer_verb_exchange() - dsrctl changer exchange FROM TO [SECOND]
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_exchange(struct changer_cli *cli)
{
	struct dsr_changer_order order = {
		.order = DSR_ORDER_EXCHANGE,
		.flags = flip_flag(cli),
		.transport = DSR_TRANSPORT_ANY,
	};
	int at = 0, ret;

	ret = changer_place(cli, &at, DSR_ELEMENT_STORAGE, &order.source);
	if (!ret)
		ret = changer_place(cli, &at, DSR_ELEMENT_DRIVE, &order.destination);
	order.second = order.source;
	if (!ret && at < cli->nr)
		ret = changer_place(cli, &at, DSR_ELEMENT_STORAGE, &order.second);
	if (!ret)
		ret = changer_end(cli, at);
	if (!ret)
		ret = changer_check_drive(cli, order.source);
	if (!ret)
		ret = changer_check_drive(cli, order.destination);
	return ret ? ret : changer_do(cli, &order, NULL);
}

/* ---- drives ------------------------------------------------------------------------ */

/* A drive without a disc; the address, or a sentence and an exit code. */
static int free_drive(struct changer_cli *cli, uint32_t *address)
{
	const struct dsr_element *e;
	struct changer_view view;
	int ret = changer_see(cli, &view);

	e = changer_free(&view, DSR_ELEMENT_DRIVE);
	if (e)
		*address = e->address;
	if (ret)
		ret = changer_say_errno(cli, &view.status.error, ret);
	else if (!e)
		ret = changer_refuse(cli, "no drive is empty; 'dsrctl changer %s unload' frees one",
				     cli->robot.path);
	changer_unsee(&view);
	return ret;
}

/* The one drive with a disc. */
static int full_drive(struct changer_cli *cli, uint32_t *address)
{
	char name[ELEMENT_NAME_BYTES], list[256] = "";
	struct changer_view view;
	uint32_t i, nr = 0;
	size_t used;
	int ret = changer_see(cli, &view);

	for (i = 0; i < view.nr; i++) {
		if (view.elements[i].type != DSR_ELEMENT_DRIVE ||
		    !(view.elements[i].flags & DSR_EL_FULL))
			continue;
		*address = view.elements[i].address;
		used = strlen(list);
		snprintf(list + used, sizeof(list) - used, "%s%s", nr++ ? ", " : "",
			 element_name(name, &cli->robot.info, *address));
	}
	if (ret)
		ret = changer_say_errno(cli, &view.status.error, ret);
	else if (!nr)
		ret = changer_refuse(cli, "no drive has a disc");
	else if (nr > 1)
		ret = changer_usage("%s: say which drive; there are discs in %s", cli->verb, list);
	changer_unsee(&view);
	return ret;
}

/**
 * changer_verb_load() - dsrctl changer load SLOT [DRIVE]
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_load(struct changer_cli *cli)
{
	uint32_t from, to;
	int at = 0, ret;

	ret = changer_place(cli, &at, DSR_ELEMENT_STORAGE, &from);
	if (ret)
		return ret;
	if (at < cli->nr)
		ret = changer_place(cli, &at, DSR_ELEMENT_DRIVE, &to);
	else
		ret = free_drive(cli, &to);
	if (!ret && element_type(&cli->robot.info, to) != DSR_ELEMENT_DRIVE)
		ret = changer_usage("load: '%s' is no drive; 'move' goes everywhere",
				    cli->words[at - 1]);
	if (!ret)
		ret = changer_end(cli, at);
	return ret ? ret : move_one(cli, from, to, flip_flag(cli));
}

/**
 * changer_verb_unload() - dsrctl changer unload [DRIVE [SLOT]]
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_unload(struct changer_cli *cli)
{
	uint32_t from, to = 0, home = DSR_ORDER_F_HOME;
	int at = 0, ret;

	if (cli->nr)
		ret = changer_place(cli, &at, DSR_ELEMENT_DRIVE, &from);
	else
		ret = full_drive(cli, &from);
	if (at < cli->nr)
		home = 0;
	if (!ret && !home)
		ret = changer_place(cli, &at, DSR_ELEMENT_STORAGE, &to);
	if (!ret)
		ret = changer_end(cli, at);
	if (ret)
		return ret;
	return move_one(cli, from, to, flip_flag(cli) | home);
}

/* ---- home ---------------------------------------------------------------------------- */

static bool is_abroad(const struct dsr_element *e)
{
	return e->type != DSR_ELEMENT_STORAGE && e->type != DSR_ELEMENT_MAIL &&
	       e->flags & (DSR_EL_FULL | DSR_EL_TRAY) && e->flags & DSR_EL_SOURCE;
}

/* No disc had to be moved: an empty list of orders. */
static void say_at_home(const struct changer_cli *cli)
{
	struct json_object *doc;

	if (!cli->json) {
		puts("all discs are at home");
		return;
	}
	doc = changer_json(cli);
	json_object_object_add(doc, "orders", json_object_new_array());
	json_print_line(doc);
}

/* All discs that are in drives, hands and the printer; goes on when one fails. */
static int home_all(struct changer_cli *cli)
{
	struct changer_view view;
	int ret = changer_see(cli, &view), one;
	uint32_t i, nr = 0;

	if (ret) {
		ret = changer_say_errno(cli, &view.status.error, ret);
		goto out;
	}
	for (i = 0; i < view.nr && ret != DSRCTL_LEFT_RUNNING; i++) {
		if (!is_abroad(&view.elements[i]))
			continue;
		one = move_one(cli, view.elements[i].address, 0, DSR_ORDER_F_HOME);
		ret = one ? one : ret;
		nr++;
	}
	if (!nr)
		say_at_home(cli);
out:
	changer_unsee(&view);
	return ret;
}

/**
 * changer_verb_home() - dsrctl changer home PLACE|all
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_home(struct changer_cli *cli)
{
	uint32_t from;
	int at = 0, ret;

	if (cli->nr == 1 && !strcmp(cli->words[0], "all"))
		return home_all(cli);
	ret = changer_place(cli, &at, DSR_ELEMENT_DRIVE, &from);
	if (!ret)
		ret = changer_end(cli, at);
	return ret ? ret : move_one(cli, from, 0, flip_flag(cli) | DSR_ORDER_F_HOME);
}

/* ---- flip ---------------------------------------------------------------------------- */

static bool may_move(const struct changer_cli *cli, enum dsr_element_type from,
		     enum dsr_element_type to)
{
	return !(cli->robot.info.flags & DSR_CHANGER_F_MOVES_KNOWN) ||
	       cli->robot.info.moves[from] >> to & 1;
}

/* The way back was not gone: the user is told which it is. */
static void tell_way_back(const struct changer_cli *cli, uint32_t place, uint32_t by)
{
	char from[ELEMENT_NAME_BYTES], to[ELEMENT_NAME_BYTES];

	element_name(from, &cli->robot.info, by);
	element_name(to, &cli->robot.info, place);
	complain("the disc of %s is turned over in %s; 'dsrctl changer %s move %s %s' brings it back",
		 to, from, cli->robot.path, from, to);
}

/* Robots that don't move from slot to slot turn a disc over on its way to a drive. */
static int flip_by_drive(struct changer_cli *cli, uint32_t place)
{
	struct dsr_changer_outcome outcome;
	uint32_t by;
	int there, ret;

	if (cli->detach)
		return changer_usage("flip: by way of a drive it takes two moves, which need waiting; leave --detach out");
	ret = free_drive(cli, &by);
	if (ret)
		return ret;
	ret = changer_move(cli, place, by, DSR_ORDER_F_FLIP, &outcome);
	there = changer_say_order(cli, &outcome, ret, NULL);
	ret = there ? there : move_one(cli, by, place, 0);
	if (there == DSRCTL_LEFT_RUNNING || (!there && ret && ret != DSRCTL_LEFT_RUNNING))
		tell_way_back(cli, place, by);
	return ret;
}

/**
 * changer_verb_flip() - dsrctl changer flip PLACE
 * @cli: the call
 *
 * The disc is where it was afterwards, the other side up.
 *
 * Return: the exit code.
 */
int changer_verb_flip(struct changer_cli *cli)
{
	enum dsr_element_type type;
	uint32_t place;
	int at = 0, ret;

	ret = changer_place(cli, &at, DSR_ELEMENT_STORAGE, &place);
	if (!ret)
		ret = changer_end(cli, at);
	if (ret)
		return ret;
	type = element_type(&cli->robot.info, place);
	if (may_move(cli, type, type))
		return move_one(cli, place, place, DSR_ORDER_F_FLIP);
	if (type == DSR_ELEMENT_DRIVE)
		return changer_refuse(cli, "it can't be turned over in the drive: bring it home first ('dsrctl changer home')");
	return flip_by_drive(cli, place);
}

/**
 * changer_verb_position() - dsrctl changer position PLACE
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_position(struct changer_cli *cli)
{
	struct dsr_changer_order order = {
		.order = DSR_ORDER_POSITION,
		.transport = DSR_TRANSPORT_ANY,
	};
	int at = 0, ret;

	ret = changer_place(cli, &at, DSR_ELEMENT_STORAGE, &order.destination);
	if (!ret)
		ret = changer_end(cli, at);
	return ret ? ret : changer_do(cli, &order, NULL);
}

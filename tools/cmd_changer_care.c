// SPDX-License-Identifier: GPL-2.0
/* dsrctl changer: what looks after the robot, without moving a certain disc. */
#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "cmd_changer.h"
#include "json.h"
#include "robot_json.h"
#include "robot_text.h"

/* An order without places and flags. */
static int plain_order(struct changer_cli *cli, enum dsr_order order)
{
	const struct dsr_changer_order o = {
		.order = order,
		.transport = DSR_TRANSPORT_ANY,
	};
	int ret = changer_end(cli, 0);

	return ret ? ret : changer_do(cli, &o, NULL);
}

/**
 * changer_verb_lock() - dsrctl changer lock
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_lock(struct changer_cli *cli)
{
	return plain_order(cli, DSR_ORDER_LOCK);
}

/**
 * changer_verb_unlock() - dsrctl changer unlock
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_unlock(struct changer_cli *cli)
{
	return plain_order(cli, DSR_ORDER_UNLOCK);
}

/**
 * changer_verb_clear_log() - dsrctl changer clear-log
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_clear_log(struct changer_cli *cli)
{
	return plain_order(cli, DSR_ORDER_CLEAR_LOG);
}

/**
 * changer_verb_reserve() - dsrctl changer reserve
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_reserve(struct changer_cli *cli)
{
	return plain_order(cli, DSR_ORDER_RESERVE);
}

/**
 * changer_verb_release() - dsrctl changer release
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_release(struct changer_cli *cli)
{
	return plain_order(cli, DSR_ORDER_RELEASE);
}

/**
 * changer_verb_ready() - dsrctl changer ready
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_ready(struct changer_cli *cli)
{
	return plain_order(cli, DSR_ORDER_READY);
}

/**
 * changer_verb_selftest() - dsrctl changer selftest
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_selftest(struct changer_cli *cli)
{
	return plain_order(cli, DSR_ORDER_SELF_TEST);
}

/**
 * changer_verb_sense() - dsrctl changer sense
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_sense(struct changer_cli *cli)
{
	const struct dsr_changer_order order = {
		.order = DSR_ORDER_SENSE,
		.transport = DSR_TRANSPORT_ANY,
	};
	struct dsr_changer_outcome o;
	struct json_object *doc;
	char text[256];
	int ret = changer_end(cli, 0);

	if (ret)
		return ret;
	ret = robot_order(&cli->robot, &order, true, &o);
	if (ret)
		return changer_say_order(cli, &o, ret, NULL);
	robot_sense_text(text, sizeof(text), &cli->robot.info.unit, o.error.sense,
			 o.error.sense_bytes);
	if (!cli->json) {
		puts(text[0] ? text : "it said nothing");
		return DSRCTL_OK;
	}
	doc = changer_json(cli);
	json_set_string(doc, "sense_text", text);
	json_print_line(doc);
	return DSRCTL_OK;
}

/**
 * changer_verb_init() - dsrctl changer init [SLOTS|FROM TO]
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_init(struct changer_cli *cli)
{
	struct dsr_changer_order order = {
		.order = DSR_ORDER_INIT,
		.transport = DSR_TRANSPORT_ANY,
	};
	const struct dsr_changer_info *info = &cli->robot.info;
	unsigned int first, last;
	int at = 0, ret, used = 0;

	if (!cli->nr)
		return changer_do(cli, &order, NULL);
	order.flags = DSR_ORDER_F_RANGE;
	if (sscanf(cli->words[0], "%u-%u%n", &first, &last, &used) == 2 &&
	    !cli->words[0][used]) {
		at = 1;
		ret = changer_end(cli, at);
		if (!ret && (first > last ||
			     !element_address(info, DSR_ELEMENT_STORAGE, first, &order.source) ||
			     !element_address(info, DSR_ELEMENT_STORAGE, last,
					      &order.destination)))
			ret = changer_usage("init: there are no slots %s: they are numbered 1 to %u",
					    cli->words[0], info->ranges[DSR_ELEMENT_STORAGE].count);
		return ret ? ret : changer_do(cli, &order, NULL);
	}
	ret = changer_place(cli, &at, DSR_ELEMENT_STORAGE, &order.source);
	order.destination = order.source;
	if (!ret && at < cli->nr)
		ret = changer_place(cli, &at, DSR_ELEMENT_STORAGE, &order.destination);
	if (!ret)
		ret = changer_end(cli, at);
	return ret ? ret : changer_do(cli, &order, NULL);
}

/**
 * changer_verb_rezero() - dsrctl changer rezero [home] [immediate] | rezero reset
 * @cli: the call
 *
 * Return: the exit code.
 */
int changer_verb_rezero(struct changer_cli *cli)
{
	struct dsr_changer_order order = {
		.order = DSR_ORDER_REZERO,
		.transport = DSR_TRANSPORT_ANY,
	};
	int i;

	for (i = 0; i < cli->nr; i++) {
		if (!strcmp(cli->words[i], "home"))
			order.flags |= DSR_ORDER_F_RETURN;
		else if (!strcmp(cli->words[i], "immediate"))
			order.flags |= DSR_ORDER_F_IMMED;
		else if (!strcmp(cli->words[i], "reset"))
			/* the one needs the other (JVC 3.15) */
			order.flags |= DSR_ORDER_F_RESET | DSR_ORDER_F_IMMED;
		else
			return changer_usage("rezero: '%s' is none of home, immediate, reset",
					     cli->words[i]);
	}
	return changer_do(cli, &order, order.flags & DSR_ORDER_F_IMMED ?
			  "the robot has begun; 'ready' tells when it is there" : NULL);
}

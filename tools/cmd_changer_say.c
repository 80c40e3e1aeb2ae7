// SPDX-License-Identifier: GPL-2.0
/* dsrctl changer: places from the command line; orders given, and how they ended. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "cmd_changer.h"
#include "json.h"
#include "robot_json.h"
#include "robot_text.h"

#define NS_PER_S	1e9
#define WORTH_TELLING	0.5	/* seconds */

/**
 * changer_usage() - the command line makes no sense
 * @fmt: what is wrong
 *
 * Return: DSRCTL_USAGE.
 */
int changer_usage(const char *fmt, ...)
{
	char text[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return option_usage_error(&command_changer, "%s", text);
}

/**
 * changer_refuse() - what is wanted can't be, and no order was given
 * @cli: the call
 * @fmt: why, and what to do
 *
 * Return: DSRCTL_FAILED.
 */
int changer_refuse(const struct changer_cli *cli, const char *fmt, ...)
{
	char text[384];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	complain("%s: %s", cli->robot.title, text);
	if (cli->json)
		changer_say_why(cli, text);
	return DSRCTL_FAILED;
}

/**
 * changer_json() - begin a document of this command
 * @cli: the call
 */
struct json_object *changer_json(const struct changer_cli *cli)
{
	struct json_object *doc = json_document("changer");

	*cli->told = true;
	json_object_object_add(doc, "verb", cli->verb ? json_object_new_string(cli->verb) : NULL);
	json_object_object_add(doc, "unit", cli->robot.title[0] ?
			       json_unit(&cli->robot.info.unit) : NULL);
	return doc;
}

/* An error that no device has told of. */
static struct json_object *own_error(const char *text)
{
	struct json_object *o = json_object_new_object();

	json_set_string(o, "reason", "not-done");
	json_set_number(o, "reason_code", DSR_REASON_NONE);
	json_set_string(o, "scope", "robot");
	json_set_string(o, "text", text);
	json_set_string(o, "advice", "");
	json_set_number(o, "value", 0);
	return o;
}

/**
 * changer_say_why() - the document of what was not done
 * @cli: the call
 * @text: why
 */
void changer_say_why(const struct changer_cli *cli, const char *text)
{
	struct json_object *doc = changer_json(cli);

	json_object_object_add(doc, "error", own_error(text));
	json_print_line(doc);
}

/* Of the device, not of what was ordered. */
static bool is_device_error(uint32_t reason)
{
	switch (reason) {
	case DSR_REASON_GONE:
	case DSR_REASON_ACCESS:
	case DSR_REASON_BUSY:
	case DSR_REASON_RESERVED:
	case DSR_REASON_TRANSPORT:
		return true;
	default:
		return false;
	}
}

static void errno_text(char *buf, size_t size, const struct changer_cli *cli, int ret)
{
	if (ret == -EINTR)
		snprintf(buf, size, "stopped while waiting for the robot");
	else if (ret == -EAGAIN)
		snprintf(buf, size, "too many orders are waiting; try again later");
	else if (ret == -ENODEV)
		snprintf(buf, size, "the robot was removed; check its cable and power");
	else if (ret == -EACCES)
		snprintf(buf, size, "its device may not be written to; be root, or ask for permission");
	else if (ret == -EPERM)
		snprintf(buf, size, "only root may do that");
	else
		snprintf(buf, size, "%s failed: %s", cli->verb, strerror(-ret));
}

static int say_failure(const struct changer_cli *cli, const struct dsr_error *error, int ret,
		       const struct dsr_changer_outcome *order)
{
	char text[512];

	if (error->reason) {
		robot_error_text(text, sizeof(text), &cli->robot.info, error, order);
		complain("%s: %s; %s", cli->robot.title, text, robot_advice(error->reason));
		return is_device_error(error->reason) ? DSRCTL_DEVICE : DSRCTL_FAILED;
	}
	errno_text(text, sizeof(text), cli, ret);
	complain("%s: %s", cli->robot.title, text);
	return DSRCTL_DEVICE;
}

/**
 * changer_json_error() - why a question was not answered
 * @cli: the call
 * @error: of it
 * @ret: negative errno, or 0
 *
 * Return: an object, or NULL (JSON null) when it was.
 */
struct json_object *changer_json_error(const struct changer_cli *cli,
				       const struct dsr_error *error, int ret)
{
	char text[512];

	if (error->reason || !ret)
		return robot_json_error(&cli->robot.info, error, NULL);
	errno_text(text, sizeof(text), cli, ret);
	return own_error(text);
}

/**
 * changer_tell_errno() - say why a question was not answered, in words
 * @cli: the call
 * @error: of it
 * @ret: negative errno
 *
 * Return: the exit code.
 */
int changer_tell_errno(const struct changer_cli *cli, const struct dsr_error *error, int ret)
{
	return say_failure(cli, error, ret, NULL);
}

/**
 * changer_say_errno() - the same, with a document where those are wanted
 * @cli: the call
 * @error: of it
 * @ret: negative errno
 *
 * Return: the exit code.
 */
int changer_say_errno(const struct changer_cli *cli, const struct dsr_error *error, int ret)
{
	struct json_object *doc;

	if (cli->json) {
		doc = changer_json(cli);
		json_object_object_add(doc, "error", changer_json_error(cli, error, ret));
		json_print_line(doc);
	}
	return changer_tell_errno(cli, error, ret);
}

static void print_order_json(const struct changer_cli *cli,
			     const struct dsr_changer_outcome *outcome, int ret)
{
	struct json_object *doc = changer_json(cli);
	struct json_object *order = robot_json_order(&cli->robot.info, outcome);

	/* the kernel did not take it: it knows of no reason */
	if (ret < 0 && !outcome->order_id && !outcome->error.reason)
		json_object_object_add(order, "error",
				       changer_json_error(cli, &outcome->error, ret));
	json_object_object_add(doc, "order", order);
	json_print_line(doc);
}

/* What takes hardly any time: nothing. */
static const char *seconds_of(char *buf, size_t size, const struct dsr_changer_outcome *o)
{
	double seconds = (double)(o->end_ns - o->start_ns) / NS_PER_S;

	buf[0] = '\0';
	if (o->end_ns > o->start_ns && seconds >= WORTH_TELLING)
		snprintf(buf, size, " (%.1f s)", seconds);
	return buf;
}

/**
 * changer_say_order() - say what became of an order
 * @cli: the call
 * @outcome: of robot_order()
 * @ret: of robot_order()
 * @done: what is told of one that succeeded; NULL: what it did
 *
 * Return: the exit code.
 */
int changer_say_order(const struct changer_cli *cli, const struct dsr_changer_outcome *outcome,
		      int ret, const char *done)
{
	char text[160], took[32];

	if (cli->json)
		print_order_json(cli, outcome, ret);
	robot_order_text(text, sizeof(text), &cli->robot.info, outcome);
	if (ret == -EINTR && outcome->order_id) {
		complain("%s: the robot goes on: %s (order %u); 'dsrctl changer %s status' tells how it goes",
			 cli->robot.title, text, outcome->order_id, cli->robot.path);
		return DSRCTL_LEFT_RUNNING;
	}
	if (ret < 0)
		return say_failure(cli, &outcome->error, ret, outcome);
	if (cli->json)
		return DSRCTL_OK;
	if (outcome->state != DSR_ORDER_DONE)
		printf("order %u: %s; 'dsrctl changer %s status' tells how it goes\n",
		       outcome->order_id, text, cli->robot.path);
	else
		printf("%s%s\n", done ? done : text, seconds_of(took, sizeof(took), outcome));
	return DSRCTL_OK;
}

/**
 * changer_place() - the next words of the command line are a place
 * @cli: the call
 * @at: which word; moves on
 * @plain: what a number alone means
 * @address: gets it
 *
 * Return: DSRCTL_OK or DSRCTL_USAGE.
 */
int changer_place(const struct changer_cli *cli, int *at, enum dsr_element_type plain,
		  uint32_t *address)
{
	char complaint[192];
	int used = element_take(cli->words + *at, cli->nr - *at, plain, &cli->robot.info,
				address, complaint, sizeof(complaint));

	if (!used)
		return changer_usage("%s: %s", cli->verb, complaint);
	*at += used;
	return DSRCTL_OK;
}

/**
 * changer_end() - nothing more may stand on the command line
 * @cli: the call
 * @at: the next word
 *
 * Return: DSRCTL_OK or DSRCTL_USAGE.
 */
int changer_end(const struct changer_cli *cli, int at)
{
	if (at >= cli->nr)
		return DSRCTL_OK;
	return changer_usage("%s: '%s' is too much", cli->verb, cli->words[at]);
}

/**
 * changer_do() - give an order and say what became of it
 * @cli: the call
 * @order: the order
 * @done: as changer_say_order()
 *
 * Return: the exit code.
 */
int changer_do(struct changer_cli *cli, const struct dsr_changer_order *order,
	       const char *done)
{
	struct dsr_changer_outcome outcome;
	int ret = robot_order(&cli->robot, order, !cli->detach, &outcome);

	return changer_say_order(cli, &outcome, ret, done);
}

/**
 * changer_move() - move a disc, and wait unless that is not wanted
 * @cli: the call
 * @from: element address
 * @to: element address; 0 with DSR_ORDER_F_HOME
 * @flags: DSR_ORDER_F_*
 * @outcome: gets what became of it
 *
 * Return: as robot_order().
 */
int changer_move(struct changer_cli *cli, uint32_t from, uint32_t to, uint32_t flags,
		 struct dsr_changer_outcome *outcome)
{
	const struct dsr_changer_order order = {
		.order = DSR_ORDER_MOVE,
		.flags = flags,
		.transport = DSR_TRANSPORT_ANY,
		.source = from,
		.destination = to,
	};

	return robot_order(&cli->robot, &order, !cli->detach, outcome);
}

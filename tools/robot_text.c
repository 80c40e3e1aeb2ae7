// SPDX-License-Identifier: GPL-2.0
/* Words for what robots are asked, do and say. Pure. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <scsi/sg_lib.h>

#include "disc/text.h"
#include "elements.h"
#include "jvc_sense.h"
#include "robot_text.h"

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

#define PERIPHERAL_SMC	8	/* SPC-4, INQUIRY: medium changer */
#define NO_OPCODE	0xff	/* dsr.h, struct dsr_error */

/**
 * robot_append() - more text behind a text
 * @buf: with a text
 * @size: of @buf; what has no room is left out
 * @fmt: as printf
 */
void robot_append(char *buf, size_t size, const char *fmt, ...)
{
	size_t used = strlen(buf);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(buf + used, size - used, fmt, ap);
	va_end(ap);
}

/* ---- words ------------------------------------------------------------------ */

/* The word of an order, what is told while it is done, and when it is done. */
static const struct {
	const char *word;
	const char *doing;
	const char *done;
} orders[] = {
	[DSR_ORDER_MOVE] = { "move", "moving", "moved" },
	[DSR_ORDER_EXCHANGE] = { "exchange", "exchanging", "exchanged" },
	[DSR_ORDER_POSITION] = { "position", "the hand goes to", "the hand is in front of" },
	[DSR_ORDER_INIT] = { "init", "the robot looks at its slots", "the robot has looked at its slots" },
	[DSR_ORDER_LOCK] = { "lock", "locking", "locked: nobody takes discs out by hand" },
	[DSR_ORDER_UNLOCK] = { "unlock", "unlocking", "unlocked" },
	[DSR_ORDER_REZERO] = { "rezero", "the robot finds its initial position",
		"the robot is in its initial position" },
	[DSR_ORDER_SELF_TEST] = { "self-test", "the robot tests itself",
		"the robot has tested itself: all is well" },
	[DSR_ORDER_CLEAR_LOG] = { "clear-log", "clearing the logs", "logs and counters are cleared" },
	[DSR_ORDER_RESERVE] = { "reserve", "reserving", "the robot is reserved for this host" },
	[DSR_ORDER_RELEASE] = { "release", "releasing", "the robot is not reserved any more" },
	[DSR_ORDER_READY] = { "ready", "asking whether it is ready", "the robot is ready" },
	[DSR_ORDER_SENSE] = { "sense", "asking for its sense", "the robot has told its sense" },
};

/**
 * robot_order_word() - the word for an order
 * @order: enum dsr_order
 */
const char *robot_order_word(uint32_t order)
{
	return order < ARRAY_SIZE(orders) && orders[order].word ? orders[order].word :
								  "unknown";
}

/**
 * robot_state_word() - the word for how far an order is
 * @state: enum dsr_order_state; 0: it never became an order
 */
const char *robot_state_word(uint32_t state)
{
	static const char *const words[] = {
		[0] = "refused",
		[DSR_ORDER_WAITING] = "waiting",
		[DSR_ORDER_RUNNING] = "running",
		[DSR_ORDER_DONE] = "done",
	};

	return state < ARRAY_SIZE(words) && words[state] ? words[state] : "unknown";
}

/**
 * robot_how_word() - the word for how it is known which recorder a drive is
 * @how: enum dsr_drive_how
 */
const char *robot_how_word(uint32_t how)
{
	static const char *const words[] = {
		[DSR_DRIVE_UNKNOWN] = "unknown",
		[DSR_DRIVE_BY_ADDRESS] = "address",
		[DSR_DRIVE_BY_ID] = "identifier",
		[DSR_DRIVE_TOLD] = "told",
	};

	return how < ARRAY_SIZE(words) ? words[how] : "unknown";
}

/**
 * robot_log_unused() - is it an entry of the log that no command has filled yet?
 * @entry: of the log
 *
 * It is all zeros; so is TEST UNIT READY of the host 0, which tells nothing.
 */
bool robot_log_unused(const struct dsr_log_command *entry)
{
	static const struct dsr_log_command none;

	return !memcmp(entry, &none, sizeof(none));
}

/**
 * robot_order_text() - what an order does or has done, as a clause
 * @buf: gets "moving slot 12 to drive 3", "moved slot 12 to drive 3"
 * @size: of @buf
 * @info: of the robot
 * @order: the order
 */
void robot_order_text(char *buf, size_t size, const struct dsr_changer_info *info,
		      const struct dsr_changer_outcome *order)
{
	char from[ELEMENT_NAME_BYTES], to[ELEMENT_NAME_BYTES], second[ELEMENT_NAME_BYTES];
	bool done = order->state == DSR_ORDER_DONE;
	uint32_t what = order->order;

	if (what >= ARRAY_SIZE(orders) || !orders[what].word)
		what = DSR_ORDER_READY;
	snprintf(buf, size, "%s", done ? orders[what].done : orders[what].doing);
	element_name(from, info, order->source);
	element_name(to, info, order->destination);
	if (what == DSR_ORDER_MOVE && order->order_flags & DSR_ORDER_F_HOME && !done)
		robot_append(buf, size, " %s home", from);
	else if (what == DSR_ORDER_MOVE)
		robot_append(buf, size, " %s to %s", from, to);
	else if (what == DSR_ORDER_EXCHANGE)
		robot_append(buf, size, " %s to %s, and that to %s", from, to,
		       element_name(second, info, order->second));
	else if (what == DSR_ORDER_POSITION)
		robot_append(buf, size, " %s", to);
	else if (what == DSR_ORDER_INIT && order->order_flags & DSR_ORDER_F_RANGE)
		robot_append(buf, size, " from %s to %s", from, to);
	if (order->order_flags & (DSR_ORDER_F_FLIP | DSR_ORDER_F_FLIP_SECOND))
		robot_append(buf, size, ", turned over");
}

/* ---- what a robot said ------------------------------------------------------ */

/**
 * robot_code_text() - ASC and ASCQ in words
 * @buf: gets the maker's own words where there are some, else the standard's
 * @size: of @buf
 * @unit: of the robot
 * @asc: additional sense code
 * @ascq: its qualifier
 */
void robot_code_text(char *buf, size_t size, const struct dsr_unit_name *unit,
		     uint8_t asc, uint8_t ascq)
{
	static const char lead[] = "Additional sense: ";
	const char *own = jvc_is(unit) ? jvc_sense_text(asc, ascq) : NULL;
	char code[160];

	if (own) {
		snprintf(buf, size, "%s", own);
		return;
	}
	sg_get_asc_ascq_str(asc, ascq, sizeof(code), code);
	snprintf(buf, size, "%s", strncmp(code, lead, sizeof(lead) - 1) ? code :
		 code + sizeof(lead) - 1);
}

/**
 * robot_sense_text() - sense data of a robot in words and codes
 * @buf: gets "Hardware Error, Failed to draw tray (4/80/61)"; empty if there is
 *	no sense
 * @size: of @buf
 * @unit: of the robot
 * @sense: fixed or descriptor format, not trusted
 * @bytes: valid there
 */
void robot_sense_text(char *buf, size_t size, const struct dsr_unit_name *unit,
		      const uint8_t *sense, size_t bytes)
{
	struct sg_scsi_sense_hdr hdr;
	char key[64], code[160];

	buf[0] = '\0';
	if (!bytes || !sg_scsi_normalize_sense(sense, (int)bytes, &hdr))
		return;
	sg_get_sense_key_str(hdr.sense_key, sizeof(key), key);
	robot_code_text(code, sizeof(code), unit, hdr.asc, hdr.ascq);
	snprintf(buf, size, "%s, %s (%X/%02X/%02X)", key, code, hdr.sense_key, hdr.asc,
		 hdr.ascq);
}

/* ---- errors ----------------------------------------------------------------- */

enum about { THE_SOURCE, THE_DESTINATION };

/* A place stands between the two halves. */
static const struct {
	uint32_t reason;
	enum about about;
	const char *before;
	const char *behind;
} placed[] = {
	{ DSR_REASON_NO_ELEMENT, THE_DESTINATION, "this robot has no ", "" },
	{ DSR_REASON_SOURCE_EMPTY, THE_SOURCE, "there is no disc in ", "" },
	{ DSR_REASON_DESTINATION_FULL, THE_DESTINATION, "there is a disc in ", " already" },
	{ DSR_REASON_TRAY_EMPTY, THE_SOURCE, "the tray of ", " has no disc on it" },
	{ DSR_REASON_NO_TRAY, THE_SOURCE, "", " has not even a tray" },
	{ DSR_REASON_NO_HOME, THE_SOURCE, "it is not known where the disc in ", " came from" },
	{ DSR_REASON_NOT_REACHABLE, THE_DESTINATION, "the robot can't reach ", "" },
};

/* What drives say as well is said otherwise of robots. */
static const struct {
	uint32_t reason;
	const char *sentence;
	const char *advice;
} others[] = {
	{ DSR_REASON_NOT_READY, "the robot did not become ready in time",
	  "look at its display, and try again later" },
	{ DSR_REASON_GONE, "the robot was removed", "check its cable and power" },
	{ DSR_REASON_STALLED, "the robot did not answer in time",
	  "look into the robot, then run 'dsrctl changer rezero'" },
	{ DSR_REASON_HARDWARE, "the robot reports a fault of its own",
	  "switch the robot off and on; if it comes again, have it serviced" },
	{ DSR_REASON_REFUSED, "the robot refused the command",
	  "see 'dsrctl changer info' for what it can do" },
	{ DSR_REASON_TRANSPORT, "the robot could not be talked to",
	  "check its cable and power, and the kernel's log" },
	{ DSR_REASON_BAD_ANSWER, "the robot's answer makes no sense",
	  "look for new firmware for the robot" },
	{ DSR_REASON_MEMORY, "there was not enough memory", "stop other programs" },
	{ DSR_REASON_BUSY, "the robot is busy", "try again later" },
	{ DSR_REASON_ACCESS, "the robot's device may not be written to",
	  "be root, or ask for permission to write to it" },
	{ DSR_REASON_UNSUPPORTED, "this robot does not know that",
	  "see 'dsrctl changer info' for what it can do" },
	{ DSR_REASON_NO_MEDIUM, "there is no disc",
	  "see 'dsrctl changer map' for where the discs are" },
	{ DSR_REASON_WRONG_MEDIUM, "that disc is of a kind the robot can't use",
	  "take it out through the mail slot" },
};

/**
 * robot_advice() - what to do about an error of a robot, as a clause
 * @reason: enum dsr_reason
 */
const char *robot_advice(uint32_t reason)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(others); i++)
		if (others[i].reason == reason)
			return others[i].advice;
	return text_reason_advice(reason);
}

static const char *sentence_of(uint32_t reason)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(others); i++)
		if (others[i].reason == reason)
			return others[i].sentence;
	return text_reason_sentence(reason);
}

/* A refusal of the module's own has the place as its value. */
static bool place_of(enum about about, const struct dsr_error *error,
		     const struct dsr_changer_outcome *order, uint32_t *address)
{
	if (error->opcode == NO_OPCODE)
		*address = (uint32_t)error->value;
	else if (order && order->order <= DSR_ORDER_EXCHANGE)
		*address = about == THE_SOURCE ? order->source : order->destination;
	else
		return false;
	return true;
}

static void say_reason(char *buf, size_t size, const struct dsr_changer_info *info,
		       const struct dsr_error *error, const struct dsr_changer_outcome *order)
{
	char name[ELEMENT_NAME_BYTES], to[ELEMENT_NAME_BYTES];
	uint32_t address;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(placed); i++) {
		if (placed[i].reason != error->reason ||
		    !place_of(placed[i].about, error, order, &address))
			continue;
		snprintf(buf, size, "%s%s%s", placed[i].before,
			 element_name(name, info, address), placed[i].behind);
		return;
	}
	if (error->reason == DSR_REASON_NO_SUCH_MOVE && order && order->order == DSR_ORDER_MOVE)
		snprintf(buf, size, "this robot does not move discs from %s to %s",
			 element_name(name, info, order->source),
			 element_name(to, info, order->destination));
	else
		snprintf(buf, size, "%s", sentence_of(error->reason));
}

/**
 * robot_error_text() - what went wrong, as one clause with words and codes
 * @buf: gets it, without the advice
 * @size: of @buf, 1..
 * @info: of the robot; at least its unit
 * @error: from the kernel
 * @order: what it was about, NULL: nothing
 */
void robot_error_text(char *buf, size_t size, const struct dsr_changer_info *info,
		      const struct dsr_error *error, const struct dsr_changer_outcome *order)
{
	size_t bytes = error->sense_bytes;
	char sense[256], name[64];

	if (bytes > sizeof(error->sense))
		bytes = sizeof(error->sense);
	say_reason(buf, size, info, error, order);
	robot_sense_text(sense, sizeof(sense), &info->unit, error->sense, bytes);
	if (sense[0])
		robot_append(buf, size, ": it said %s", sense);
	else if (error->opcode != NO_OPCODE && (error->scsi_status || error->host_status))
		robot_append(buf, size, ": SCSI status %02X, host status %02X", error->scsi_status,
		       error->host_status);
	else
		return;
	sg_get_opcode_name(error->opcode, PERIPHERAL_SMC, sizeof(name), name);
	robot_append(buf, size, " to %s", name);
}

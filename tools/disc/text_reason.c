// SPDX-License-Identifier: GPL-2.0
/* What went wrong and what to do about it, in words. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <scsi/sg_lib.h>

#include "disc/text.h"

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

#define PERIPHERAL_MMC	5	/* SPC-4, INQUIRY: CD/DVD device */
#define NO_OPCODE	0xff
#define NO_LBA		UINT64_MAX

static const struct {
	const char *word;
	const char *sentence;
	const char *advice;
} reasons[] = {
	[DSR_REASON_NONE] = { "none", "nothing is wrong", "nothing to do" },
	[DSR_REASON_NO_MEDIUM] = { "no-medium", "there is no disc in the drive",
		"put a blank disc in" },
	[DSR_REASON_NOT_WRITABLE] = { "not-writable", "the disc can't be written at all",
		"put a recordable disc in" },
	[DSR_REASON_WRONG_MEDIUM] = { "wrong-medium",
		"the disc is of a kind this content can't be written to",
		"put a disc of a kind that suits the source in" },
	[DSR_REASON_NOT_BLANK] = { "not-blank", "the disc is not blank",
		"put a blank disc in (--yes writes over a rewritable one)" },
	[DSR_REASON_TOO_SMALL] = { "too-small", "the disc holds less than the source",
		"put a larger disc in" },
	[DSR_REASON_NOT_READY] = { "not-ready", "the drive did not become ready in time",
		"take the disc out and in again, or try another disc" },
	[DSR_REASON_GONE] = { "gone", "the device was removed",
		"check its cable and power, then put a new disc in" },
	[DSR_REASON_STALLED] = { "stalled", "the drive made no progress until its time-out",
		"try a new disc and a lower --speed; the drive may be at fault" },
	[DSR_REASON_MEDIUM_ERROR] = { "medium-error", "the drive says that the disc is bad",
		"throw the disc away, and try a new one or a lower --speed" },
	[DSR_REASON_HARDWARE] = { "hardware", "the drive reports a fault of its own",
		"switch the drive off and on; if it comes again, have it replaced" },
	[DSR_REASON_REFUSED] = { "refused", "the drive refused a command",
		"try another kind of disc, or another drive" },
	[DSR_REASON_TRANSPORT] = { "transport", "the drive could not be talked to",
		"check its cable and power, and the kernel's log" },
	[DSR_REASON_MISMATCH] = { "mismatch", "the disc differs from the source",
		"throw the disc away, and try a new one or a lower --speed" },
	[DSR_REASON_UNREADABLE] = { "unreadable", "the written disc can't be read back",
		"throw the disc away, and try a new one or a lower --speed" },
	[DSR_REASON_MEDIUM_REMOVED] = { "medium-removed",
		"the disc was taken out during the job",
		"put a new disc in and leave it there" },
	[DSR_REASON_BAD_ANSWER] = { "bad-answer", "the drive's answer makes no sense",
		"look for new firmware for the drive, or take another drive" },
	[DSR_REASON_IO] = { "io", "the block device failed",
		"see the kernel's log for what the device said" },
	[DSR_REASON_MEMORY] = { "memory", "there was not enough memory",
		"stop other programs, or use fewer recorders" },
	[DSR_REASON_PROTECTED] = { "protected", "it is write-protected",
		"take the write protection off" },
	[DSR_REASON_NO_SIMULATION] = { "no-simulation",
		"this kind of disc knows no test write, or the source has several sessions",
		"simulate one session on CD-R, CD-RW, DVD-R or DVD-RW, or copy right away" },
	[DSR_REASON_NOT_ERASABLE] = { "not-erasable", "what is on this disc can't be erased",
		"put a rewritable disc in" },
	[DSR_REASON_DIGEST] = { "digest", "the SHA-256 of the disc is not the one expected",
		"check that this is the right disc; if it is, throw it away" },
	[DSR_REASON_WRITE_MODE] = { "write-mode", "it can't be written in this write mode",
		"choose another --write-mode, or another recorder" },
	[DSR_REASON_ADDRESS] = { "address",
		"a session would begin elsewhere than on the source",
		"take another recorder, or copy to a new blank disc" },
	[DSR_REASON_LAYER_BREAK] = { "layer-break",
		"its layers can't be split where those of the source are",
		"put a disc of another kind of dual layer in" },
	[DSR_REASON_NO_C2] = { "no-c2", "it does not tell of C2 errors",
		"leave --c2 out, or read an audio disc in another drive" },
	[DSR_REASON_C2_ERRORS] = { "c2-errors",
		"the drive told of C2 errors, and again when it read once more",
		"clean the disc, try a lower --source-speed or another reader" },
	[DSR_REASON_CD_TEXT] = { "cd-text", "it can't write the CD-Text of the source",
		"say --no-cdtext to leave that out, or take another recorder" },
	[DSR_REASON_GRAPHICS] = { "graphics",
		"it can't write the graphics in the sub-channel of the source (CD+G)",
		"take another recorder, or say --write-mode tao to leave them out" },
	[DSR_REASON_SESSIONS] = { "sessions", "it can't hold several sessions",
		"put in a blank disc of the source's own kind; erase a DVD-RW with --full first" },
	[DSR_REASON_CANCELLED] = { "cancelled", "the job was cancelled",
		"start it again with a new disc" },
	[DSR_REASON_SOURCE] = { "source", "the source failed",
		"see what is said of the source; the disc is not complete" },
	[DSR_REASON_BUSY] = { "busy", "it is in use by another job or program",
		"wait ('dsrctl jobs' lists the jobs), or unmount it" },
	[DSR_REASON_NOT_A_UNIT] = { "not-a-unit", "it is neither a drive nor a block device",
		"name /dev/srN, /dev/sgN or a block device; 'dsrctl drives' lists the drives" },
	[DSR_REASON_ACCESS] = { "access", "it is not open for what is needed",
		"ask for permission to write to the device (group cdrom)" },
	[DSR_REASON_LAYOUT] = { "layout", "the disc's layout is not possible",
		"check the source" },
	[DSR_REASON_DUPLICATE] = { "duplicate", "the same device is named twice",
		"name each device once" },
	[DSR_REASON_UNSUPPORTED] = { "unsupported", "this version of the module does not do that",
		"update the module, or use another kind of disc" },
	[DSR_REASON_NO_SINK_LEFT] = { "no-sink-left", "every disc was rejected",
		"see what is said of each recorder" },
	[DSR_REASON_NO_ELEMENT] = { "no-element",
		"there is no such element in the robot",
		"see 'dsrctl changer map' for the slots and drives there are" },
	[DSR_REASON_SOURCE_EMPTY] = { "source-empty",
		"there is no disc to move",
		"see 'dsrctl changer map' for where the discs are" },
	[DSR_REASON_DESTINATION_FULL] = { "destination-full",
		"there is a disc already",
		"move that one away first" },
	[DSR_REASON_TRAY_EMPTY] = { "tray-empty",
		"the tray there is without a disc",
		"put a disc in" },
	[DSR_REASON_NO_TRAY] = { "no-tray",
		"there is not even a tray",
		"put a tray in, or take another slot" },
	[DSR_REASON_SLOT_OPEN] = { "slot-open",
		"the mail slot is open",
		"push the mail slot in" },
	[DSR_REASON_NO_SUCH_MOVE] = { "no-such-move",
		"the robot does not move discs between these two",
		"go by way of a drive or the mail slot" },
	[DSR_REASON_NO_FLIP] = { "no-flip",
		"the robot can't turn a disc over",
		"turn it over by hand, through the mail slot" },
	[DSR_REASON_NO_HOME] = { "no-home",
		"the robot does not know where the disc came from",
		"name a slot" },
	[DSR_REASON_NOT_REACHABLE] = { "not-reachable",
		"the robot can't reach it",
		"see 'dsrctl changer status'; eject the disc if it is a drive" },
	[DSR_REASON_RESERVED] = { "reserved",
		"another host has reserved the robot",
		"wait, or release it there" },
	[DSR_REASON_LOCKED] = { "locked",
		"taking discs out by hand is prevented",
		"unlock the robot" },
	[DSR_REASON_MECHANISM] = { "mechanism",
		"the robot's mechanism failed",
		"look into the robot, then run 'dsrctl changer rezero'" },
	[DSR_REASON_PRINTER] = { "printer",
		"the label printer failed",
		"look at the printer: its ink, its tray, its head" },
	[DSR_REASON_DOOR] = { "door",
		"a door of the robot is open",
		"close the door and put the magazine in" },
	[DSR_REASON_OPERATOR] = { "operator",
		"a person has to help the robot",
		"look at the robot's own display" },
	[DSR_REASON_NOT_INITIALISED] = { "not-initialised",
		"the robot wants to look at its slots first",
		"run 'dsrctl changer init'" },
	[DSR_REASON_RESET] = { "reset",
		"the robot was reset in the middle",
		"see 'dsrctl changer map' for where the disc is" },
};

/**
 * text_reason() - the word for a reason
 * @reason: enum dsr_reason
 */
const char *text_reason(uint32_t reason)
{
	if (reason < ARRAY_SIZE(reasons) && reasons[reason].word)
		return reasons[reason].word;
	return "unknown";
}

/**
 * text_reason_sentence() - a reason as a clause: no capital, no full stop
 * @reason: enum dsr_reason
 */
const char *text_reason_sentence(uint32_t reason)
{
	if (reason < ARRAY_SIZE(reasons) && reasons[reason].sentence)
		return reasons[reason].sentence;
	return "it failed for a reason this dsrctl does not know";
}

/**
 * text_reason_advice() - what to do about it: no capital, no full stop
 * @reason: enum dsr_reason
 */
const char *text_reason_advice(uint32_t reason)
{
	if (reason < ARRAY_SIZE(reasons) && reasons[reason].advice)
		return reasons[reason].advice;
	return "update dsrctl";
}

/* where another operation than a copy wants other advice */
static const struct {
	uint32_t op;
	uint32_t reason;
	const char *advice;
} other_advice[] = {
	{ DSR_OP_SIMULATE, DSR_REASON_MEDIUM_ERROR, "try another disc, or a lower --speed" },
	{ DSR_OP_SIMULATE, DSR_REASON_SOURCE, "see what is said of the source" },
	{ DSR_OP_SIMULATE, DSR_REASON_CANCELLED, "start it again" },
	{ DSR_OP_VERIFY, DSR_REASON_NO_MEDIUM, "put the disc in that is to be compared" },
	{ DSR_OP_VERIFY, DSR_REASON_MISMATCH,
	  "check that it is a disc of this master; if it is, make a new copy" },
	{ DSR_OP_VERIFY, DSR_REASON_UNREADABLE, "clean it, or make a new copy" },
	{ DSR_OP_VERIFY, DSR_REASON_MEDIUM_ERROR, "clean it, or make a new copy" },
	{ DSR_OP_VERIFY, DSR_REASON_DIGEST,
	  "check that it is a disc of this report; if it is, make a new copy" },
	{ DSR_OP_VERIFY, DSR_REASON_WRONG_MEDIUM, "put a disc of the master's kind in" },
	{ DSR_OP_VERIFY, DSR_REASON_TOO_SMALL, "check that it is a disc of this master" },
	{ DSR_OP_VERIFY, DSR_REASON_SOURCE, "see what is said of the source" },
	{ DSR_OP_VERIFY, DSR_REASON_CANCELLED, "start it again" },
	{ DSR_OP_ERASE, DSR_REASON_NO_MEDIUM, "put a rewritable disc in" },
	{ DSR_OP_ERASE, DSR_REASON_MEDIUM_ERROR, "throw the disc away" },
	{ DSR_OP_ERASE, DSR_REASON_CANCELLED, "erase it again before it is used" },
};

/**
 * text_sink_advice() - what to do about the error of a sink
 * @op: enum dsr_op of its job
 * @reason: enum dsr_reason
 */
const char *text_sink_advice(uint32_t op, uint32_t reason)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(other_advice); i++)
		if (other_advice[i].op == op && other_advice[i].reason == reason)
			return other_advice[i].advice;
	return text_reason_advice(reason);
}

/**
 * text_job_advice() - what to do about the error of a whole job
 * @reason: enum dsr_reason; one of a disc is about the source's
 */
const char *text_job_advice(uint32_t reason)
{
	if (reason == DSR_REASON_NO_C2 || reason == DSR_REASON_C2_ERRORS)
		return text_reason_advice(reason);
	if (reason < DSR_REASON_CANCELLED || reason == DSR_REASON_SOURCE)
		return "clean or replace the master, or try another reader";
	return text_reason_advice(reason);
}

/**
 * text_sense() - sense data in words and codes
 * @buf: gets "Medium Error, Write error (3/0C/00)"; empty if there is no sense
 * @size: of @buf
 * @sense: fixed or descriptor format, not trusted
 * @sense_bytes: valid bytes there
 */
void text_sense(char *buf, size_t size, const uint8_t *sense,
		size_t sense_bytes)
{
	static const char lead[] = "Additional sense: ";
	struct sg_scsi_sense_hdr hdr;
	char key[64], code[160];
	const char *words = code;

	buf[0] = '\0';
	if (!sense_bytes ||
	    !sg_scsi_normalize_sense(sense, (int)sense_bytes, &hdr))
		return;
	sg_get_sense_key_str(hdr.sense_key, sizeof(key), key);
	sg_get_asc_ascq_str(hdr.asc, hdr.ascq, sizeof(code), code);
	if (!strncmp(words, lead, sizeof(lead) - 1))
		words += sizeof(lead) - 1;
	snprintf(buf, size, "%s, %s (%X/%02X/%02X)", key, words, hdr.sense_key,
		 hdr.asc, hdr.ascq);
}

__attribute__((format(printf, 3, 4)))
static void append(char *buf, size_t size, const char *fmt, ...)
{
	size_t used = strlen(buf);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(buf + used, size - used, fmt, ap);
	va_end(ap);
}

static void append_value(char *buf, size_t size, const struct dsr_error *error)
{
	int64_t number = (int64_t)error->value;

	switch (error->reason) {
	case DSR_REASON_NOT_BLANK:
		if (error->value)
			append(buf, size, " (%" PRIu64 " blocks in use)", (uint64_t)error->value);
		break;
	case DSR_REASON_TOO_SMALL:
		append(buf, size, " (%" PRIu64 " blocks)", (uint64_t)error->value);
		break;
	case DSR_REASON_MISMATCH:
		append(buf, size, ", first in block %" PRIu64, (uint64_t)error->value);
		break;
	case DSR_REASON_UNREADABLE:
		append(buf, size, " at block %" PRIu64, (uint64_t)error->value);
		break;
	case DSR_REASON_WRITE_MODE:
	case DSR_REASON_CD_TEXT:
	case DSR_REASON_GRAPHICS:
		append(buf, size, " (%s)", text_write_mode((uint32_t)error->value));
		break;
	case DSR_REASON_ADDRESS:
		append(buf, size, " (at block %" PRId64 ")", number);
		break;
	case DSR_REASON_LAYER_BREAK:
		append(buf, size, " (after %" PRIu64 " blocks)", (uint64_t)error->value);
		break;
	case DSR_REASON_IO:
		number = number < 0 ? -number : number;
		if (number > 0 && number < 4096)
			append(buf, size, " (%s)", strerror((int)number));
		break;
	default:
		break;
	}
}

static void append_command(char *buf, size_t size,
			   const struct dsr_error *error)
{
	size_t bytes = error->sense_bytes;
	char sense[256], name[64];

	if (bytes > sizeof(error->sense))
		bytes = sizeof(error->sense);
	text_sense(sense, sizeof(sense), error->sense, bytes);
	if (sense[0])
		append(buf, size, ": it said %s", sense);
	else if (error->scsi_status || error->host_status)
		append(buf, size, ": SCSI status %02X, host status %02X",
		       error->scsi_status, error->host_status);
	if (error->opcode == NO_OPCODE || (!error->opcode && !sense[0]))
		return;
	sg_get_opcode_name(error->opcode, PERIPHERAL_MMC, sizeof(name), name);
	append(buf, size, " to %s", name);
	if (error->lba != NO_LBA)
		append(buf, size, " at block %" PRIu64, (uint64_t)error->lba);
	if (error->retries)
		append(buf, size, " after %u more tries", error->retries);
}

/**
 * text_error() - what went wrong, as one clause with words and codes
 * @buf: gets it, without the advice
 * @size: of @buf, 1..
 * @error: from the kernel
 */
void text_error(char *buf, size_t size, const struct dsr_error *error)
{
	snprintf(buf, size, "%s", text_reason_sentence(error->reason));
	append_value(buf, size, error);
	append_command(buf, size, error);
}

// SPDX-License-Identifier: GPL-2.0
/* Words for everything the kernel and the drives say. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <scsi/sg_lib.h>

#include "disc/text.h"
#include "dsr_netlink.h"

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

#define PERIPHERAL_MMC	5	/* SPC-4, INQUIRY: CD/DVD device */
#define NO_OPCODE	0xff
#define NO_LBA		UINT64_MAX

static const char *pick(const char *const *table, size_t n, uint32_t value)
{
	return value < n && table[value] ? table[value] : "unknown";
}

/**
 * text_op() - the word for an operation
 * @op: enum dsr_op
 */
const char *text_op(uint32_t op)
{
	static const char *const words[] = {
		[DSR_OP_COPY] = "copy",
		[DSR_OP_SIMULATE] = "simulate",
		[DSR_OP_VERIFY] = "verify",
		[DSR_OP_ERASE] = "erase",
	};

	return pick(words, ARRAY_SIZE(words), op);
}

/**
 * text_job_state() - the word for the state of a job
 * @state: enum dsr_job_state
 */
const char *text_job_state(uint32_t state)
{
	static const char *const words[] = {
		[DSR_JOB_PREPARING] = "preparing",
		[DSR_JOB_STREAMING] = "streaming",
		[DSR_JOB_FINISHING] = "finishing",
		[DSR_JOB_DONE] = "done",
	};

	return pick(words, ARRAY_SIZE(words), state);
}

/**
 * text_sink_state() - the word for the state of a sink
 * @state: enum dsr_sink_state
 */
const char *text_sink_state(uint32_t state)
{
	static const char *const words[] = {
		[DSR_SINK_WAITING] = "waiting",
		[DSR_SINK_CHECKING] = "checking",
		[DSR_SINK_READY] = "ready",
		[DSR_SINK_STARTING] = "starting",
		[DSR_SINK_WRITING] = "writing",
		[DSR_SINK_CLOSING] = "closing",
		[DSR_SINK_VERIFYING] = "verifying",
		[DSR_SINK_DONE] = "done",
		[DSR_SINK_ERASING] = "erasing",
	};

	return pick(words, ARRAY_SIZE(words), state);
}

/**
 * text_outcome() - the word for how a sink ended
 * @outcome: enum dsr_outcome
 */
const char *text_outcome(uint32_t outcome)
{
	static const char *const words[] = {
		[DSR_OUTCOME_NONE] = "none",
		[DSR_OUTCOME_VERIFIED] = "verified",
		[DSR_OUTCOME_WRITTEN] = "written",
		[DSR_OUTCOME_REJECTED] = "rejected",
		[DSR_OUTCOME_NOT_STARTED] = "not-started",
		[DSR_OUTCOME_SIMULATED] = "simulated",
		[DSR_OUTCOME_ERASED] = "erased",
	};

	return pick(words, ARRAY_SIZE(words), outcome);
}

/**
 * text_sink_now() - what a sink does, or how it ended
 * @op: enum dsr_op of its job
 * @state: enum dsr_sink_state
 * @outcome: enum dsr_outcome, for one that is done
 */
const char *text_sink_now(uint32_t op, uint32_t state, uint32_t outcome)
{
	if (state == DSR_SINK_DONE)
		return text_outcome(outcome);
	if (state == DSR_SINK_WRITING && op == DSR_OP_SIMULATE)
		return "simulating";
	return text_sink_state(state);
}

/**
 * text_write_mode() - the word for how a CD is written
 * @mode: enum dsr_write_mode
 */
const char *text_write_mode(uint32_t mode)
{
	static const char *const words[] = {
		[DSR_WRITE_AUTO] = "auto",
		[DSR_WRITE_SAO] = "sao",
		[DSR_WRITE_TAO] = "tao",
		[DSR_WRITE_RAW] = "raw",
	};

	return pick(words, ARRAY_SIZE(words), mode);
}

/**
 * text_family() - the word for a family of media
 * @family: enum dsr_family
 */
const char *text_family(uint32_t family)
{
	static const char *const words[] = {
		[DSR_FAMILY_CD] = "cd",
		[DSR_FAMILY_DVD] = "dvd",
		[DSR_FAMILY_BD] = "bd",
		[DSR_FAMILY_ANY] = "any",
	};

	return pick(words, ARRAY_SIZE(words), family);
}

/**
 * text_mode() - the word for what the bytes of a block are
 * @mode: enum dsr_mode
 */
const char *text_mode(uint32_t mode)
{
	static const char *const words[] = {
		[DSR_MODE_DATA] = "data",
		[DSR_MODE_AUDIO] = "audio",
		[DSR_MODE_2] = "mode2",
		[DSR_MODE_XA1] = "xa1",
		[DSR_MODE_XA2] = "xa2",
		[DSR_MODE_XA_MIX] = "xa",
		[DSR_MODE_RAW] = "raw",
	};

	return pick(words, ARRAY_SIZE(words), mode);
}

/**
 * text_subchannel() - the word for the sub-channel that follows a block
 * @subchannel: enum dsr_subchannel
 */
const char *text_subchannel(uint32_t subchannel)
{
	static const char *const words[] = {
		[DSR_SUB_NONE] = "none",
		[DSR_SUB_PQ16] = "pq16",
		[DSR_SUB_RAW96] = "raw96",
	};

	return pick(words, ARRAY_SIZE(words), subchannel);
}

/**
 * text_job_event() - the word for a job event
 * @event: enum dsr_job_event
 */
const char *text_job_event(uint32_t event)
{
	static const char *const words[] = {
		[DSR_JOB_EVENT_STATE] = "state",
		[DSR_JOB_EVENT_SINK] = "sink",
		[DSR_JOB_EVENT_PROGRESS] = "progress",
		[DSR_JOB_EVENT_STALL] = "stall",
		[DSR_JOB_EVENT_RESUMED] = "resumed",
		[DSR_JOB_EVENT_FORGOTTEN] = "forgotten",
	};

	return pick(words, ARRAY_SIZE(words), event);
}

/**
 * text_unit_event() - the word for an event of a drive or changer
 * @event: enum dsr_unit_event
 */
const char *text_unit_event(uint32_t event)
{
	static const char *const words[] = {
		[DSR_UNIT_EVENT_ADDED] = "added",
		[DSR_UNIT_EVENT_REMOVED] = "removed",
		[DSR_UNIT_EVENT_CLAIMED] = "claimed",
		[DSR_UNIT_EVENT_RELEASED] = "released",
		[DSR_UNIT_EVENT_MEDIUM] = "medium",
	};

	return pick(words, ARRAY_SIZE(words), event);
}

/* MMC-6, profile list: those that mean a disc */
static const struct {
	uint32_t profile;
	const char *name;
} profiles[] = {
	{ 0x0002, "removable disk" },
	{ 0x0008, "CD-ROM" },
	{ 0x0009, "CD-R" },
	{ 0x000a, "CD-RW" },
	{ 0x0010, "DVD-ROM" },
	{ 0x0011, "DVD-R" },
	{ 0x0012, "DVD-RAM" },
	{ 0x0013, "DVD-RW restricted overwrite" },
	{ 0x0014, "DVD-RW sequential" },
	{ 0x0015, "DVD-R DL" },
	{ 0x0016, "DVD-R DL layer jump" },
	{ 0x0017, "DVD-RW DL" },
	{ 0x001a, "DVD+RW" },
	{ 0x001b, "DVD+R" },
	{ 0x002a, "DVD+RW DL" },
	{ 0x002b, "DVD+R DL" },
	{ 0x0040, "BD-ROM" },
	{ 0x0041, "BD-R" },
	{ 0x0042, "BD-R random" },
	{ 0x0043, "BD-RE" },
	{ 0x0050, "HD DVD-ROM" },
	{ 0x0051, "HD DVD-R" },
	{ 0x0052, "HD DVD-RAM" },
};

/**
 * text_profile() - the name of a medium
 * @profile: MMC profile number, 0: none
 */
const char *text_profile(uint32_t profile)
{
	size_t i;

	if (!profile)
		return "none";
	for (i = 0; i < ARRAY_SIZE(profiles); i++)
		if (profiles[i].profile == profile)
			return profiles[i].name;
	return "unknown";
}

/**
 * text_speed_unit() - what 1x is on a medium
 * @profile: MMC profile number
 * @block_bytes: of a block in the stream, 0: user data (2048)
 *
 * CD: 75 blocks a second. DVD, BD: the channel rate of the books, as MMC-6
 * names it in the descriptions of the speeds.
 *
 * Return: 1000 byte/s, or 0: there is no such unit.
 */
double text_speed_unit(uint32_t profile, uint32_t block_bytes)
{
	if (profile >= 0x08 && profile <= 0x0a)
		return 75 * (block_bytes ? block_bytes : 2048) / 1000.0;
	if (profile >= 0x10 && profile <= 0x2b)
		return 1385;
	if (profile >= 0x40 && profile <= 0x43)
		return 4496;
	return 0;
}

/**
 * text_drive_speed() - a speed as drives name it
 * @profile: MMC profile number
 *
 * On CD drives count whole blocks of 2352 bytes (MMC-6, SET CD SPEED), not
 * only the 2048 of user data: 1x is 176.4 kB/s to them.
 *
 * Return: 1000 byte/s of 1x, or 0: there is no such unit.
 */
double text_drive_speed(uint32_t profile)
{
	if (profile >= 0x08 && profile <= 0x0a)
		return 176.4;
	return text_speed_unit(profile, 0);
}

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
	[DSR_REASON_TOO_SMALL] = { "too-small", "the source does not fit on the disc",
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
	[DSR_REASON_NO_SIMULATION] = { "no-simulation", "this kind of disc knows no test write",
		"simulate on CD-R, CD-RW, DVD-R or DVD-RW, or copy right away" },
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
		append(buf, size, " (%" PRIu64 " blocks free)", (uint64_t)error->value);
		break;
	case DSR_REASON_MISMATCH:
		append(buf, size, ", first in block %" PRIu64, (uint64_t)error->value);
		break;
	case DSR_REASON_UNREADABLE:
		append(buf, size, " at block %" PRIu64, (uint64_t)error->value);
		break;
	case DSR_REASON_WRITE_MODE:
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

/**
 * text_size() - a number of bytes for people
 * @buf: gets "4.7 GB"
 * @size: of @buf
 * @bytes: the number; units of 1000, as discs are sold
 */
void text_size(char *buf, size_t size, uint64_t bytes)
{
	if (bytes >= 1000000000)
		snprintf(buf, size, "%.1f GB", (double)bytes / 1e9);
	else if (bytes >= 1000000)
		snprintf(buf, size, "%.1f MB", (double)bytes / 1e6);
	else if (bytes >= 1000)
		snprintf(buf, size, "%.1f kB", (double)bytes / 1e3);
	else
		snprintf(buf, size, "%" PRIu64 " bytes", bytes);
}

/**
 * text_time() - a duration for people
 * @buf: gets "1:02" or "1:02:03"
 * @size: of @buf
 * @seconds: the duration
 */
void text_time(char *buf, size_t size, uint64_t seconds)
{
	uint64_t hours = seconds / 3600;
	unsigned int min = (unsigned int)(seconds / 60 % 60);
	unsigned int sec = (unsigned int)(seconds % 60);

	if (hours)
		snprintf(buf, size, "%" PRIu64 ":%02u:%02u", hours, min, sec);
	else
		snprintf(buf, size, "%u:%02u", min, sec);
}

/**
 * text_of_65536() - a share as drives tell it, in percent
 * @part: of 65536
 *
 * Return: 0..100; 100 only when it is through.
 */
unsigned int text_of_65536(uint32_t part)
{
	return part < 65536 ? (unsigned int)((uint64_t)part * 100 / 65536) : 100;
}

/**
 * text_position() - a place on a CD as its time
 * @buf: gets "mm:ss:ff"
 * @size: of @buf
 * @lba: of the block, from -150
 *
 * 75 blocks a second, and block 0 is at 00:02:00 (Red Book; MMC-6, LBA to MSF).
 */
void text_position(char *buf, size_t size, int64_t lba)
{
	uint64_t frames = lba > -150 ? (uint64_t)(lba + 150) : 0;

	snprintf(buf, size, "%02" PRIu64 ":%02u:%02u", frames / (60 * 75),
		 (unsigned int)(frames / 75 % 60), (unsigned int)(frames % 75));
}

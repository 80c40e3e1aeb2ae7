// SPDX-License-Identifier: GPL-2.0
/* Words for the numbers of the interface, and names of media. */
#include "disc/text.h"
#include "dsr_netlink.h"

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

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
 * @event: enum dsr_unit_event, enum dsr_changer_event
 */
const char *text_unit_event(uint32_t event)
{
	static const char *const words[] = {
		[DSR_UNIT_EVENT_ADDED] = "added",
		[DSR_UNIT_EVENT_REMOVED] = "removed",
		[DSR_UNIT_EVENT_CLAIMED] = "claimed",
		[DSR_UNIT_EVENT_RELEASED] = "released",
		[DSR_UNIT_EVENT_MEDIUM] = "medium",
		[DSR_CHANGER_EVENT_ELEMENT] = "element",
		[DSR_CHANGER_EVENT_MOVED] = "moved",
		[DSR_CHANGER_EVENT_OPENED] = "opened",
		[DSR_CHANGER_EVENT_CLOSED] = "closed",
		[DSR_CHANGER_EVENT_ACCESSED] = "accessed",
		[DSR_CHANGER_EVENT_DOOR] = "door",
		[DSR_CHANGER_EVENT_LOCKED] = "locked",
		[DSR_CHANGER_EVENT_UNLOCKED] = "unlocked",
		[DSR_CHANGER_EVENT_PRINTING] = "printing",
		[DSR_CHANGER_EVENT_PRINTED] = "printed",
		[DSR_CHANGER_EVENT_INK] = "ink",
		[DSR_CHANGER_EVENT_ERROR] = "error",
		[DSR_CHANGER_EVENT_OPERATOR] = "operator",
		[DSR_CHANGER_EVENT_RESET] = "reset",
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

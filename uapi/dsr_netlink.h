/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * dsr: the generic netlink family; its description is dsr.yaml.
 *
 * Every event carries DSR_A_SEQ, which counts by one in its multicast group,
 * and DSR_A_TIME_NS. A listener that sees a gap, or ENOBUFS, dumps the state
 * (DSR_CMD_JOB_GET, DSR_CMD_UNIT_GET) and is right again: every dump message
 * carries the sequence number of the last event of its group.
 */
#ifndef _UAPI_DSR_NETLINK_H
#define _UAPI_DSR_NETLINK_H

#define DSR_GENL_NAME		"dsr"
#define DSR_GENL_VERSION	1

#define DSR_MCGRP_JOB		"job"
#define DSR_MCGRP_DRIVE		"drive"
#define DSR_MCGRP_CHANGER	"changer"

/**
 * enum dsr_nl_cmd - commands and events of the family
 * @DSR_CMD_UNSPEC: none
 * @DSR_CMD_JOB_GET: a dump of all jobs, or of the one with DSR_A_JOB_ID; a job
 *	with many sinks comes in several messages that differ in their sinks
 * @DSR_CMD_UNIT_GET: a dump of the units
 * @DSR_CMD_JOB_EVENT: group job: DSR_A_EVENT is enum dsr_job_event
 * @DSR_CMD_DRIVE_EVENT: group drive: DSR_A_EVENT is enum dsr_unit_event
 * @DSR_CMD_CHANGER_EVENT: group changer: the same for changers, and enum
 *	dsr_changer_event
 */
enum dsr_nl_cmd {
	DSR_CMD_UNSPEC,
	DSR_CMD_JOB_GET,
	DSR_CMD_UNIT_GET,
	DSR_CMD_JOB_EVENT,
	DSR_CMD_DRIVE_EVENT,
	DSR_CMD_CHANGER_EVENT,
	/* private: */
	__DSR_CMD_MAX,
};

/* DSR_A_EVENT in DSR_CMD_JOB_EVENT */
enum dsr_job_event {
	DSR_JOB_EVENT_STATE = 1,	/* the job changed its state */
	DSR_JOB_EVENT_SINK = 2,		/* a sink changed its state */
	DSR_JOB_EVENT_PROGRESS = 3,	/* rate-limited, carries all sinks */
	DSR_JOB_EVENT_STALL = 4,	/* a sink makes no progress */
	DSR_JOB_EVENT_RESUMED = 5,	/* a stalled sink goes on */
	DSR_JOB_EVENT_FORGOTTEN = 6,	/* the report is gone from the table */
};

/* DSR_A_EVENT in DSR_CMD_DRIVE_EVENT and DSR_CMD_CHANGER_EVENT */
enum dsr_unit_event {
	DSR_UNIT_EVENT_ADDED = 1,
	DSR_UNIT_EVENT_REMOVED = 2,
	DSR_UNIT_EVENT_CLAIMED = 3,	/* by DSR_A_JOB_ID */
	DSR_UNIT_EVENT_RELEASED = 4,
	DSR_UNIT_EVENT_MEDIUM = 5,	/* its medium was written: look again */
};

/* DSR_A_EVENT in DSR_CMD_CHANGER_EVENT, beside those of a unit */
enum dsr_changer_event {
	DSR_CHANGER_EVENT_ELEMENT = 16,	/* DSR_A_ELEMENT is not what it was */
	DSR_CHANGER_EVENT_MOVED = 17,	/* a disc went DSR_A_FROM, DSR_A_TO */
	DSR_CHANGER_EVENT_OPENED = 18,	/* the mail slot DSR_A_ELEMENT is open */
	DSR_CHANGER_EVENT_CLOSED = 19,	/* the mail slot DSR_A_ELEMENT is closed */
	DSR_CHANGER_EVENT_ACCESSED = 20, /* a mail slot was used by hand (6/28/01) */
	DSR_CHANGER_EVENT_DOOR = 21,	/* DSR_A_ERROR: door, magazine; not ready before */
	DSR_CHANGER_EVENT_LOCKED = 22,	/* removal by hand is prevented */
	DSR_CHANGER_EVENT_UNLOCKED = 23,
	DSR_CHANGER_EVENT_PRINTING = 24, /* the printer DSR_A_ELEMENT is busy */
	DSR_CHANGER_EVENT_PRINTED = 25,	/* the printer DSR_A_ELEMENT has finished */
	DSR_CHANGER_EVENT_INK = 26,	/* an ink of DSR_A_ELEMENT is out, or new */
	DSR_CHANGER_EVENT_ERROR = 27,	/* DSR_A_ERROR: an order failed, or it said so */
	DSR_CHANGER_EVENT_OPERATOR = 28, /* DSR_A_ERROR: a person pressed a key */
	DSR_CHANGER_EVENT_RESET = 29,	/* DSR_A_ERROR: power on, reset */
};

/* attributes of all messages */
enum dsr_nl_attr {
	DSR_A_UNSPEC,
	DSR_A_PAD,
	DSR_A_SEQ,		/* u32 */
	DSR_A_TIME_NS,		/* u64, CLOCK_MONOTONIC */
	DSR_A_EVENT,		/* u32 */
	DSR_A_JOB_ID,		/* u32 */
	DSR_A_OP,		/* u32, enum dsr_op */
	DSR_A_JOB_STATE,	/* u32, enum dsr_job_state */
	DSR_A_READ_BLOCKS,	/* u64 */
	DSR_A_TOTAL_BLOCKS,	/* u64 */
	DSR_A_BLOCK_BYTES,	/* u32 */
	DSR_A_ERROR,		/* nest of DSR_E_*: job-wide error */
	DSR_A_SOURCE,		/* nest of DSR_U_* */
	DSR_A_SINK,		/* nest of DSR_S_*, one per sink told of */
	DSR_A_UNIT,		/* nest of DSR_U_* */
	DSR_A_ELEMENT,		/* nest of DSR_C_* */
	DSR_A_FROM,		/* u32, element address */
	DSR_A_TO,		/* u32, element address */
	__DSR_A_MAX,
};

#define DSR_A_MAX (__DSR_A_MAX - 1)

/* inside DSR_A_SINK */
enum dsr_nl_sink_attr {
	DSR_S_UNSPEC,
	DSR_S_PAD,
	DSR_S_INDEX,		/* u32 */
	DSR_S_STATE,		/* u32, enum dsr_sink_state */
	DSR_S_OUTCOME,		/* u32, enum dsr_outcome */
	DSR_S_WRITTEN_BLOCKS,	/* u64 */
	DSR_S_VERIFIED_BLOCKS,	/* u64 */
	DSR_S_SPEED_KBS,	/* u32 */
	DSR_S_BUFFER_BYTES,	/* u32 */
	DSR_S_BUFFER_USED,	/* u32 */
	DSR_S_PROFILE,		/* u32 */
	DSR_S_ERROR,		/* nest of DSR_E_* */
	DSR_S_UNIT,		/* nest of DSR_U_* */
	DSR_S_PROGRESS,		/* u32, 0 to 65536, while erasing */
	__DSR_S_MAX,
};

#define DSR_S_MAX (__DSR_S_MAX - 1)

/* inside DSR_A_ERROR and DSR_S_ERROR */
enum dsr_nl_error_attr {
	DSR_E_UNSPEC,
	DSR_E_PAD,
	DSR_E_REASON,		/* u32, enum dsr_reason */
	DSR_E_VALUE,		/* u64 */
	DSR_E_LBA,		/* u64, absent: none */
	DSR_E_OPCODE,		/* u8, absent: none */
	DSR_E_SENSE,		/* binary, absent: none */
	DSR_E_RETRIES,		/* u32 */
	__DSR_E_MAX,
};

#define DSR_E_MAX (__DSR_E_MAX - 1)

/* inside DSR_A_UNIT, DSR_A_SOURCE and DSR_S_UNIT */
enum dsr_nl_unit_attr {
	DSR_U_UNSPEC,
	DSR_U_PAD,
	DSR_U_HOST,		/* u32, these four absent: a plain block device */
	DSR_U_CHANNEL,		/* u32 */
	DSR_U_ID,		/* u32 */
	DSR_U_LUN,		/* u64 */
	DSR_U_TYPE,		/* u32 */
	DSR_U_MAJOR,		/* u32 */
	DSR_U_MINOR,		/* u32 */
	DSR_U_VENDOR,		/* string */
	DSR_U_PRODUCT,		/* string */
	DSR_U_REVISION,		/* string */
	DSR_U_SERIAL,		/* string */
	DSR_U_JOB_ID,		/* u32, the job that holds it, absent: none */
	__DSR_U_MAX,
};

#define DSR_U_MAX (__DSR_U_MAX - 1)

/* inside DSR_A_ELEMENT; the values are those of struct dsr_element */
enum dsr_nl_element_attr {
	DSR_C_UNSPEC,
	DSR_C_PAD,
	DSR_C_ADDRESS,		/* u32 */
	DSR_C_TYPE,		/* u32, enum dsr_element_type */
	DSR_C_FLAGS,		/* u32, DSR_EL_* */
	DSR_C_WAS,		/* u32, DSR_EL_* before */
	DSR_C_SOURCE,		/* u32, absent: not told */
	DSR_C_ASC,		/* u8, absent: no exception */
	DSR_C_ASCQ,		/* u8, as DSR_C_ASC */
	DSR_C_INK_EMPTY,	/* u32, DSR_INK_* */
	DSR_C_TAG,		/* string, absent: none */
	__DSR_C_MAX,
};

#define DSR_C_MAX (__DSR_C_MAX - 1)

#endif /* _UAPI_DSR_NETLINK_H */

/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * dsr: the interface of /dev/dsr.
 *
 * Rules of this file:
 *  - every structure starts with its own size in bytes, as its writer knew it,
 *    and grows at its end only; what a writer does not know reads as zero;
 *  - reserved fields and unknown flags must be zero on the way in (else
 *    EINVAL) and are zero on the way out;
 *  - all fields are naturally aligned fixed-width types and pointers travel as
 *    __u64, so that 32-bit callers need no translation;
 *  - units are in the names or beside them; a block is one sector of the
 *    medium; LBA 0 is the first user data block of a disc (MSF 00:02:00 on CD).
 */
#ifndef _UAPI_DSR_H
#define _UAPI_DSR_H

#include <linux/ioctl.h>
#include <linux/types.h>

#include "dsr_layout.h"
#include "dsr_report.h"

#define DSR_DEVICE_PATH		"/dev/dsr"

/* ---- words shared by several structures ------------------------------- */

/**
 * enum dsr_op - what a job does
 * @DSR_OP_COPY: write the source to every sink
 * @DSR_OP_SIMULATE: the same with the laser off (test write)
 * @DSR_OP_VERIFY: compare every sink with the source, write nothing
 * @DSR_OP_ERASE: make every sink blank; there is no source
 */
enum dsr_op {
	DSR_OP_COPY = 1,
	DSR_OP_SIMULATE = 2,
	DSR_OP_VERIFY = 3,
	DSR_OP_ERASE = 4,
};

/**
 * enum dsr_job_state - where a job is
 * @DSR_JOB_PREPARING: claiming and checking source and sinks; no laser is lit
 * @DSR_JOB_STREAMING: the source is read, the sinks are fed
 * @DSR_JOB_FINISHING: the source is through (or gone); sinks close and verify
 * @DSR_JOB_DONE: every sink has its outcome, all devices are given back
 */
enum dsr_job_state {
	DSR_JOB_PREPARING = 1,
	DSR_JOB_STREAMING = 2,
	DSR_JOB_FINISHING = 3,
	DSR_JOB_DONE = 4,
};

/**
 * enum dsr_sink_state - where one sink is
 * @DSR_SINK_WAITING: not looked at yet
 * @DSR_SINK_CHECKING: is a medium there, writable, blank, large enough?
 * @DSR_SINK_READY: checked; waits for the others at the barrier
 * @DSR_SINK_STARTING: speed, write parameters, power calibration, reservation
 * @DSR_SINK_WRITING: blocks flow
 * @DSR_SINK_CLOSING: cache flushed, track and session being closed
 * @DSR_SINK_VERIFYING: read back and compared
 * @DSR_SINK_DONE: has its outcome and has been given back
 * @DSR_SINK_ERASING: being blanked or formatted
 */
enum dsr_sink_state {
	DSR_SINK_WAITING = 1,
	DSR_SINK_CHECKING = 2,
	DSR_SINK_READY = 3,
	DSR_SINK_STARTING = 4,
	DSR_SINK_WRITING = 5,
	DSR_SINK_CLOSING = 6,
	DSR_SINK_VERIFYING = 7,
	DSR_SINK_DONE = 8,
	DSR_SINK_ERASING = 9,
};

/**
 * enum dsr_outcome - how a sink ended; exactly one of these
 * @DSR_OUTCOME_NONE: it has not ended
 * @DSR_OUTCOME_VERIFIED: read back equal, whether this job wrote it or not
 * @DSR_OUTCOME_WRITTEN: written and closed, not read back
 * @DSR_OUTCOME_REJECTED: not good; the reason says why
 * @DSR_OUTCOME_NOT_STARTED: nothing was done to it; the reason says why
 * @DSR_OUTCOME_SIMULATED: went through with the laser off; it is as it was
 * @DSR_OUTCOME_ERASED: blank, or free to be written over from its first block
 */
enum dsr_outcome {
	DSR_OUTCOME_NONE = 0,
	DSR_OUTCOME_VERIFIED = 1,
	DSR_OUTCOME_WRITTEN = 2,
	DSR_OUTCOME_REJECTED = 3,
	DSR_OUTCOME_NOT_STARTED = 4,
	DSR_OUTCOME_SIMULATED = 5,
	DSR_OUTCOME_ERASED = 6,
};

/*
 * enum dsr_reason - why something was refused or went wrong
 *
 * Below 64: the disc or its drive (a disc error). From 64: the job as a whole
 * (a job error). From 128: a robot. The sense data, where a device said
 * something, stand beside.
 */
enum dsr_reason {
	DSR_REASON_NONE = 0,
	DSR_REASON_NO_MEDIUM = 1,	/* no disc in the drive */
	DSR_REASON_NOT_WRITABLE = 2,	/* the medium cannot be written at all */
	DSR_REASON_WRONG_MEDIUM = 3,	/* writable, but not for this layout */
	DSR_REASON_NOT_BLANK = 4,	/* has data; value: blocks in use */
	DSR_REASON_TOO_SMALL = 5,	/* value: blocks free on it */
	DSR_REASON_NOT_READY = 6,	/* did not become ready in time */
	DSR_REASON_GONE = 7,		/* the device was removed */
	DSR_REASON_STALLED = 8,		/* made no progress until its time-out */
	DSR_REASON_MEDIUM_ERROR = 9,	/* sense key 3 or write-related 0Ch */
	DSR_REASON_HARDWARE = 10,	/* sense key 4 */
	DSR_REASON_REFUSED = 11,	/* sense key 5: a command was refused */
	DSR_REASON_TRANSPORT = 12,	/* no sense: bus, host or time-out */
	DSR_REASON_MISMATCH = 13,	/* verify: value: LBA of the first difference */
	DSR_REASON_UNREADABLE = 14,	/* verify: could not be read back; value: LBA */
	DSR_REASON_MEDIUM_REMOVED = 15,	/* the disc was taken out during the job */
	DSR_REASON_BAD_ANSWER = 16,	/* the device's answer makes no sense */
	DSR_REASON_IO = 17,		/* block device: value: -errno */
	DSR_REASON_MEMORY = 18,		/* no memory for this sink */
	DSR_REASON_PROTECTED = 19,	/* write-protected medium or device */
	DSR_REASON_NO_SIMULATION = 20,	/* this medium knows no test write */
	DSR_REASON_NOT_ERASABLE = 21,	/* what is on this medium stays */
	DSR_REASON_DIGEST = 22,		/* verify: SHA-256 is not the one expected */
	DSR_REASON_WRITE_MODE = 23,	/* can't write this so; value: dsr_write_mode */
	DSR_REASON_ADDRESS = 24,	/* a session would begin elsewhere; value: LBA */
	DSR_REASON_LAYER_BREAK = 25,	/* the layers can't be split there; value: blocks */
	DSR_REASON_NO_C2 = 26,		/* C2 errors are not told there */
	DSR_REASON_C2_ERRORS = 27,	/* the drive tells C2 errors, read again or not */
	DSR_REASON_CD_TEXT = 28,	/* can't write CD-Text so; value: dsr_write_mode */
	DSR_REASON_GRAPHICS = 29,	/* can't write R-W so; value: dsr_write_mode */
	DSR_REASON_SESSIONS = 30,	/* holds one session and track; value: profile */

	DSR_REASON_CANCELLED = 64,	/* somebody cancelled the job */
	DSR_REASON_SOURCE = 65,		/* the source failed; see the job */
	DSR_REASON_BUSY = 66,		/* held by another job or program */
	DSR_REASON_NOT_A_UNIT = 67,	/* this fd is no drive and no block device */
	DSR_REASON_ACCESS = 68,		/* the fd is not open for what is needed */
	DSR_REASON_LAYOUT = 69,		/* the layout is not possible; value: field offset */
	DSR_REASON_DUPLICATE = 70,	/* the same device twice in one job */
	DSR_REASON_UNSUPPORTED = 71,	/* this module does not do that (yet) */
	DSR_REASON_NO_SINK_LEFT = 72,	/* every sink was rejected */

	/* value: where the robot itself said so (opcode is not 0xff) ASC and ASCQ */
	DSR_REASON_NO_ELEMENT = 128,	/* no such element; value: its address */
	DSR_REASON_SOURCE_EMPTY = 129,	/* no disc to move there; value: element */
	DSR_REASON_DESTINATION_FULL = 130,	/* value: element */
	DSR_REASON_TRAY_EMPTY = 131,	/* a tray without a disc; value: element */
	DSR_REASON_NO_TRAY = 132,	/* not even a tray there; value: element */
	DSR_REASON_SLOT_OPEN = 133,	/* push the mail slot in first; value: element */
	DSR_REASON_NO_SUCH_MOVE = 134,	/* this robot does not move between these */
	DSR_REASON_NO_FLIP = 135,	/* this robot can't turn a disc over */
	DSR_REASON_NO_HOME = 136,	/* where it came from is not known; value: element */
	DSR_REASON_NOT_REACHABLE = 137,	/* no transport gets there; value: element */
	DSR_REASON_RESERVED = 138,	/* another host has reserved the robot */
	DSR_REASON_LOCKED = 139,	/* removal by hand is prevented */
	DSR_REASON_MECHANISM = 140,	/* value: ASC and ASCQ */
	DSR_REASON_PRINTER = 141,	/* value: ASC and ASCQ */
	DSR_REASON_DOOR = 142,	/* a door is open or a magazine is out */
	DSR_REASON_OPERATOR = 143,	/* a person has to help */
	DSR_REASON_NOT_INITIALISED = 144,	/* the robot wants its elements initialised */
	DSR_REASON_RESET = 145,	/* the robot was reset in the middle */
};

/* ---- DSR_IOC_JOB_START ------------------------------------------------- */

#define DSR_MAX_SINKS		64

/* dsr_job_start.flags */
#define DSR_JOB_F_VERIFY	(1U << 0)	/* COPY: read every sink back */
#define DSR_JOB_F_CANCEL_ON_CLOSE (1U << 1)	/* cancel when the job fd is closed */
#define DSR_JOB_F_FULL		(1U << 2)	/* ERASE: the whole medium, not only its head */
#define DSR_JOB_F_SKIP_BAD	(1U << 3)	/* unreadable blocks become zeros, and are listed */
#define DSR_JOB_F_SHA256	(1U << 4)	/* VERIFY without a source: against @sha256 */
#define DSR_JOB_F_C2		(1U << 5)	/* audio with C2 errors is bad; see below */

/*
 * DSR_JOB_F_C2 asks the source drive for the C2 error bits of every block of
 * audio (MMC-6 6.19). A block that has one set is read again, as
 * often as @read_retries says. If it still has, the job ends with
 * DSR_REASON_C2_ERRORS; with DSR_JOB_F_SKIP_BAD it is copied as it was read at
 * first, counted and listed. Refused with DSR_REASON_NO_C2 where the source is
 * no drive or the layout has no audio; a drive that can't tell ends the job with
 * that reason before anything is written.
 */

/* dsr_sink_desc.flags */
#define DSR_SINK_F_OVERWRITE	(1U << 0)	/* data on a rewritable disc may go */
#define DSR_SINK_F_NO_VERIFY	(1U << 1)	/* do not read this one back */

/**
 * enum dsr_write_mode - how a CD is written
 * @DSR_WRITE_AUTO: session at once where the drive has it, else track at once
 *	where the layout allows it
 * @DSR_WRITE_SAO: session at once (disc at once), by a cue sheet
 * @DSR_WRITE_TAO: track at once; the drive makes the pregaps
 * @DSR_WRITE_RAW: raw, with 96 bytes of P-W sub-channel; audio only
 *
 * Other media have only one way; the choice is not looked at there.
 */
enum dsr_write_mode {
	DSR_WRITE_AUTO = 0,
	DSR_WRITE_SAO = 1,
	DSR_WRITE_TAO = 2,
	DSR_WRITE_RAW = 3,
};

/**
 * struct dsr_sink_desc - one sink of a job to be started
 * @size: bytes of this structure
 * @fd: an open /dev/srN, /dev/sgN or block device, open for writing
 * @flags: DSR_SINK_F_*; without OVERWRITE a rewritable disc that holds a volume
 *	is rejected as not blank; a block device is always overwritten
 * @speed_kbs: write speed in 1000 byte/s; 0: the fastest
 * @stall_ms: detach it after so long without progress, taken as 1 s to 1 h; 0:
 *	the default
 * @reserved: zero
 * @write_mode: enum dsr_write_mode
 * @verify_permille: share of the blocks that is read back, in chunks spread
 *	evenly, first and last always among them; 0: all
 */
struct dsr_sink_desc {
	__u32 size;
	__s32 fd;
	__u32 flags;
	__u32 speed_kbs;
	__u32 stall_ms;
	__u32 reserved;
	__u32 write_mode;
	__u32 verify_permille;
};

/* dsr_job_start.error_at */
enum dsr_error_at {
	DSR_AT_JOB = 0,
	DSR_AT_SOURCE = 1,
	DSR_AT_LAYOUT = 2,	/* error_index: track index, or ~0 for the head */
	DSR_AT_SINK = 3,	/* error_index: sink index */
};

/**
 * struct dsr_job_start - describes a whole job; the ioctl returns a job fd
 * @size: bytes of this structure
 * @op: enum dsr_op
 * @flags: DSR_JOB_F_*
 * @source_fd: open for reading; -1 where the operation has no source
 * @layout: user pointer to a struct dsr_layout and what follows it
 * @layout_bytes: readable there; at least its total_bytes
 * @nr_sinks: 1..DSR_MAX_SINKS
 * @sinks: user pointer to the array of struct dsr_sink_desc
 * @sink_bytes: bytes from one sink to the next
 * @source_speed_kbs: read speed in 1000 byte/s; 0: the fastest
 * @ring_bytes: memory for the data in flight; 0: the module's default
 * @reserved32: zero
 * @job_id: out: the new job's id
 * @error_at: out, when the call fails with EINVAL, EBUSY, EACCES, ENOTTY or
 *	EOPNOTSUPP: enum dsr_error_at
 * @error_index: out: see enum dsr_error_at
 * @error_reason: out: enum dsr_reason
 * @error_pad: zero
 * @error_value: out: the number that belongs to the reason
 * @reserved: zero
 * @read_retries: times an unreadable block of the source is tried again before
 *	it counts as bad; 0: the default
 * @reserved2: zero
 * @sha256: DSR_JOB_F_SHA256: of the content that every sink must hold, as in
 *	struct dsr_job_status
 *
 * ERASE has neither source nor layout: @source_fd is -1, @layout and
 * @layout_bytes are 0. VERIFY has a layout and, but with DSR_JOB_F_SHA256, a
 * source.
 */
struct dsr_job_start {
	__u32 size;
	__u32 op;
	__u32 flags;
	__s32 source_fd;
	__u64 layout;
	__u32 layout_bytes;
	__u32 nr_sinks;
	__u64 sinks;
	__u32 sink_bytes;
	__u32 source_speed_kbs;
	__u64 ring_bytes;
	__u32 reserved32;
	__u32 job_id;
	__u32 error_at;
	__u32 error_index;
	__u32 error_reason;
	__u32 error_pad;
	__u64 error_value;
	__u64 reserved[2];
	__u32 read_retries;
	__u32 reserved2;
	__u8 sha256[32];
};

/* ---- DSR_IOC_JOB_OPEN -------------------------------------------------- */

/**
 * struct dsr_job_open - the ioctl returns a job fd on a known job
 * @size: bytes of this structure
 * @job_id: from DSR_IOC_JOB_START, an event or the dump of the jobs
 * @flags: zero
 * @reserved: zero
 *
 * The fd never cancels a job by being closed. ENOENT: no such job (any more).
 */
struct dsr_job_open {
	__u32 size;
	__u32 job_id;
	__u32 flags;
	__u32 reserved;
};

/* ---- DSR_IOC_JOB_STATUS ------------------------------------------------ */

#define DSR_SENSE_BYTES		32
#define DSR_DIGEST_BYTES	32	/* SHA-256 */
#define DSR_CURVE_POINTS	32

/**
 * struct dsr_error - what a device said, and to what
 * @reason: enum dsr_reason
 * @opcode: of the command that failed, 0xff: none
 * @sense_bytes: valid bytes in @sense
 * @scsi_status: SAM-5 status byte
 * @host_status: the host adapter's word (kernel DID_*)
 * @retries: times the command was repeated
 * @reserved: zero
 * @value: as enum dsr_reason says
 * @lba: block the command was about, ~0: none
 * @sense: sense data as received
 */
struct dsr_error {
	__u32 reason;
	__u8 opcode;
	__u8 sense_bytes;
	__u8 scsi_status;
	__u8 host_status;
	__u32 retries;
	__u32 reserved;
	__u64 value;
	__u64 lba;
	__u8 sense[DSR_SENSE_BYTES];
};

/**
 * struct dsr_unit_name - which device
 * @host: of its SCSI address; ~0 for a plain block device
 * @channel: of its SCSI address
 * @id: of its SCSI address
 * @type: peripheral device type (SPC: 5 CD/DVD, 4 WORM, 8 changer, 0 disk)
 * @lun: of its SCSI address
 * @major: of the block device (srN, or the disk), 0 with @minor 0: none
 * @minor: see @major
 * @sg_major: of the sg device, 0 with @sg_minor 0: none
 * @sg_minor: see @sg_major
 * @vendor: from INQUIRY, zero-terminated, no trailing blanks; empty where there
 *	is none
 * @product: as @vendor
 * @revision: as @vendor
 * @serial: from VPD page 80h; empty where there is none
 */
struct dsr_unit_name {
	__u32 host;
	__u32 channel;
	__u32 id;
	__u32 type;
	__u64 lun;
	__u32 major;
	__u32 minor;
	__u32 sg_major;
	__u32 sg_minor;
	char vendor[12];
	char product[20];
	char revision[8];
	char serial[40];
};

/**
 * struct dsr_sink_status - one sink of a job
 * @size: bytes of this structure
 * @state: enum dsr_sink_state
 * @outcome: enum dsr_outcome
 * @profile: MMC profile of the medium (MMC-6 table 95), 0: none
 * @unit: which device
 * @error: why it ended as it did
 * @capacity_blocks: free on the medium when it was checked
 * @written_blocks: accepted by the device
 * @verified_blocks: read back equal
 * @total_blocks: to be written
 * @speed_kbs: over the last second
 * @mean_kbs: of the whole writing
 * @min_kbs: least of its one-second means
 * @max_kbs: greatest of its one-second means
 * @buffer_bytes: size of the drive's buffer, 0: not told
 * @buffer_used: bytes in it at the last look
 * @buffer_lowest: least bytes in it once it had been half full; ~0: it never was
 * @pauses: times the drive's buffer was seen empty before the end
 * @retries: commands repeated
 * @stalls: times it made no progress for a second or more
 * @start_ns: CLOCK_MONOTONIC of the first write, 0: not yet
 * @written_ns: CLOCK_MONOTONIC of the last one, 0: not yet
 * @end_ns: CLOCK_MONOTONIC of the outcome, 0: not yet
 * @ring_lag_chunks: chunks it is behind the source
 * @bounced: pages copied because the host could not reach them
 * @medium_id: maker's id of the medium (ATIP, ADIP, disc information) as
 *	text, zero-terminated; empty where the drive does not tell
 * @curve_kbs: mean speed in each 1/32 of the writing, 1000 byte/s
 * @reserved: zero
 * @progress: of what a drive does by itself (ERASING), 0 to 65536
 * @write_mode: enum dsr_write_mode it was written in, 0: not a CD
 * @verify_blocks: to be read back
 * @sha256: of what was read back from it, as that of the job
 * @sha256_valid: 1: @sha256 counts
 * @touched: 1: its medium may not be what it was before the job
 * @reserved8: zero
 */
struct dsr_sink_status {
	__u32 size;
	__u32 state;
	__u32 outcome;
	__u32 profile;
	struct dsr_unit_name unit;
	struct dsr_error error;
	__u64 capacity_blocks;
	__u64 written_blocks;
	__u64 verified_blocks;
	__u64 total_blocks;
	__u32 speed_kbs;
	__u32 mean_kbs;
	__u32 min_kbs;
	__u32 max_kbs;
	__u32 buffer_bytes;
	__u32 buffer_used;
	__u32 buffer_lowest;
	__u32 pauses;
	__u32 retries;
	__u32 stalls;
	__u64 start_ns;
	__u64 written_ns;
	__u64 end_ns;
	__u32 ring_lag_chunks;
	__u32 bounced;
	char medium_id[32];
	__u32 curve_kbs[DSR_CURVE_POINTS];
	__u64 reserved[4];
	__u32 progress;
	__u32 write_mode;
	__u64 verify_blocks;
	__u8 sha256[DSR_DIGEST_BYTES];
	__u8 sha256_valid;
	__u8 touched;
	__u8 reserved8[6];
};

/**
 * struct dsr_job_status - a job, and its sinks where there is room for them
 * @size: bytes of this structure
 * @job_id: which
 * @op: enum dsr_op
 * @flags: DSR_JOB_F_* it was started with
 * @state: enum dsr_job_state
 * @nr_sinks: in: room at @sinks; out: sinks of the job
 * @sinks: in: user pointer to struct dsr_sink_status[], may be 0
 * @sink_bytes: in: bytes from one to the next
 * @block_bytes: of one block of the first track in the stream
 * @chunk_bytes: of one chunk
 * @ring_chunks: in the ring
 * @read_blocks: read from the source
 * @total_blocks: to be read
 * @source_commands: READs sent to the source
 * @source: which device
 * @error: job-wide error; reason 0: none
 * @start_ns: CLOCK_MONOTONIC
 * @end_ns: CLOCK_MONOTONIC, 0: not yet
 * @now_ns: CLOCK_MONOTONIC when this was written
 * @sha256: of the content: all that comes from the source, in the order of the
 *	disc. Not in it are what dsr makes up itself (pregaps), sub-channel data, and
 *	the EDC and ECC of DSR_MODE_XA_MIX, which drives make
 * @sha256_valid: 1: @sha256 counts
 * @cancelled: 1: a cancel was asked for
 * @reserved8: zero
 * @reserved: zero
 * @bad_blocks: of the source that became zeros; see DSR_IOC_JOB_BAD
 * @c2_blocks: of the source of which the drive told C2 errors at any time
 * @c2_kept: of these, copied with errors; see DSR_IOC_JOB_BAD
 */
struct dsr_job_status {
	__u32 size;
	__u32 job_id;
	__u32 op;
	__u32 flags;
	__u32 state;
	__u32 nr_sinks;
	__u64 sinks;
	__u32 sink_bytes;
	__u32 block_bytes;
	__u32 chunk_bytes;
	__u32 ring_chunks;
	__u64 read_blocks;
	__u64 total_blocks;
	__u64 source_commands;
	struct dsr_unit_name source;
	struct dsr_error error;
	__u64 start_ns;
	__u64 end_ns;
	__u64 now_ns;
	__u8 sha256[DSR_DIGEST_BYTES];
	__u8 sha256_valid;
	__u8 cancelled;
	__u8 reserved8[6];
	__u64 reserved[4];
	__u64 bad_blocks;
	__u64 c2_blocks;
	__u64 c2_kept;
};

/* ---- DSR_IOC_UNITS ----------------------------------------------------- */

/* dsr_unit.flags */
#define DSR_UNIT_F_OWNED	(1U << 0)	/* a job holds it: job_id */

/**
 * struct dsr_unit - one unit that dsr knows
 * @size: bytes of this structure
 * @flags: DSR_UNIT_F_*
 * @job_id: the job that holds it, 0: none
 * @reserved32: zero
 * @name: which
 * @reserved: zero
 */
struct dsr_unit {
	__u32 size;
	__u32 flags;
	__u32 job_id;
	__u32 reserved32;
	struct dsr_unit_name name;
	__u64 reserved[2];
};

/**
 * struct dsr_units - list of the units; touches no device
 * @size: bytes of this structure
 * @nr_units: in: room at @units; out: units there are (may be more)
 * @units: user pointer to struct dsr_unit[]
 * @unit_bytes: bytes from one to the next
 * @reserved32: zero
 */
struct dsr_units {
	__u32 size;
	__u32 nr_units;
	__u64 units;
	__u32 unit_bytes;
	__u32 reserved32;
};

/* ---- the ioctls -------------------------------------------------------- */

/*
 * The size in an ioctl number would change when a structure grows, so the
 * numbers carry none; the structures carry their own.
 * 0xD5 is in nobody's hands in Documentation/userspace-api/ioctl/ioctl-number.rst.
 */
#define DSR_IOC_MAGIC		0xD5

/* on /dev/dsr */
#define DSR_IOC_JOB_START	_IO(DSR_IOC_MAGIC, 0x00)	/* struct dsr_job_start */
#define DSR_IOC_JOB_OPEN	_IO(DSR_IOC_MAGIC, 0x01)	/* struct dsr_job_open */
#define DSR_IOC_UNITS		_IO(DSR_IOC_MAGIC, 0x02)	/* struct dsr_units */
/* 0x08 and what is asked of changer fds: dsr_changer.h */

/* on a job fd; poll() gives EPOLLPRI on every change, EPOLLIN when done */
#define DSR_IOC_JOB_STATUS	_IO(DSR_IOC_MAGIC, 0x40)	/* struct dsr_job_status */
#define DSR_IOC_JOB_CANCEL	_IO(DSR_IOC_MAGIC, 0x41)	/* no argument */
#define DSR_IOC_JOB_BAD		_IO(DSR_IOC_MAGIC, 0x42)	/* struct dsr_job_bad */
#define DSR_IOC_JOB_TRACKS	_IO(DSR_IOC_MAGIC, 0x43)	/* struct dsr_job_tracks */
#define DSR_IOC_JOB_EXTENTS	_IO(DSR_IOC_MAGIC, 0x44)	/* struct dsr_job_extents */

#endif /* _UAPI_DSR_H */

/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * dsr: robots (medium changers, SMC). The rules of dsr.h hold here.
 *
 * DSR_IOC_CHANGER_OPEN gives a changer fd on a robot; everything else is asked
 * of that fd. All fds on one robot share one map of its elements. The map is
 * what the robot said last: after an order, also one that failed, it is read
 * anew and never worked out from what should have happened.
 *
 * An order (a move and the like) is carried out by the kernel, one after the
 * other on one robot. A signal ends only the waiting for it (EINTR); closing
 * the fd ends nothing. DSR_IOC_CHANGER_OUTCOME tells what became of it.
 *
 * Addresses are element addresses as the robot counts them (SMC-3 4.2).
 */
#ifndef _UAPI_DSR_CHANGER_H
#define _UAPI_DSR_CHANGER_H

#include <linux/types.h>

#include "dsr.h"

/**
 * enum dsr_element_type - what an element is
 * @DSR_ELEMENT_ANY: in questions only
 * @DSR_ELEMENT_TRANSPORT: the robot's hand (picker)
 * @DSR_ELEMENT_STORAGE: a slot
 * @DSR_ELEMENT_MAIL: an import/export element (mail slot)
 * @DSR_ELEMENT_DRIVE: a data transfer element
 * @DSR_ELEMENT_PRINTER: a label printer (JVC; vendor specific in SMC)
 */
enum dsr_element_type {
	DSR_ELEMENT_ANY = 0,
	DSR_ELEMENT_TRANSPORT = 1,
	DSR_ELEMENT_STORAGE = 2,
	DSR_ELEMENT_MAIL = 3,
	DSR_ELEMENT_DRIVE = 4,
	DSR_ELEMENT_PRINTER = 5,
};

#define DSR_ELEMENT_TYPES	6	/* of arrays indexed by the type */

/* ---- DSR_IOC_CHANGER_OPEN (on /dev/dsr) -------------------------------- */

/**
 * struct dsr_changer_open - the ioctl returns a changer fd
 * @size: bytes of this structure
 * @fd: an open /dev/sgN or /dev/schN of the robot; open for writing, or the
 *	changer fd can only be asked (EACCES with DSR_REASON_ACCESS for orders)
 * @flags: zero
 * @reserved: zero
 * @error: out: why not
 *
 * The first open of a robot asks for its geometry and reads its map. Where that
 * fails there is an fd all the same, and @error tells why: such a robot may want
 * an order first.
 */
struct dsr_changer_open {
	__u32 size;
	__s32 fd;
	__u32 flags;
	__u32 reserved;
	struct dsr_error error;
};

/* ---- DSR_IOC_CHANGER_INFO ---------------------------------------------- */

/* dsr_changer_info.flags */
#define DSR_CHANGER_F_FLIP	(1U << 0)	/* a transport can flip a disc */
#define DSR_CHANGER_F_EXCHANGE	(1U << 1)	/* EXCHANGE MEDIUM */
#define DSR_CHANGER_F_TAGS	(1U << 2)	/* reads volume tags */
#define DSR_CHANGER_F_DRIVE_IDS	(1U << 3)	/* tells identifiers of its drives */
#define DSR_CHANGER_F_PRINTER	(1U << 4)	/* has an element for a printer */
#define DSR_CHANGER_F_TRAYS	(1U << 5)	/* DSR_EL_TRAY and _OPEN are told */
#define DSR_CHANGER_F_HOME	(1U << 6)	/* the robot itself sends discs home */
#define DSR_CHANGER_F_INIT_RANGE (1U << 7)	/* initialises a range */
#define DSR_CHANGER_F_REZERO	(1U << 8)	/* knows DSR_ORDER_REZERO */
#define DSR_CHANGER_F_BY_MODEL	(1U << 9)	/* geometry from the model, not a mode page */
#define DSR_CHANGER_F_LOCKED	(1U << 10)	/* an order of ours keeps it locked */
#define DSR_CHANGER_F_RESERVED	(1U << 11)	/* an order of ours reserves it */
#define DSR_CHANGER_F_WRITABLE	(1U << 12)	/* this fd takes orders */
#define DSR_CHANGER_F_CAN_LOCK	(1U << 13)	/* not known to be without a lock */
#define DSR_CHANGER_F_MOVES_KNOWN (1U << 14)	/* @moves is from the robot or model */

/**
 * struct dsr_element_range - the elements of one type
 * @first: address
 * @count: addresses follow each other; 0: none
 */
struct dsr_element_range {
	__u32 first;
	__u32 count;
};

/**
 * struct dsr_changer_info - what this robot is
 * @size: bytes of this structure
 * @flags: DSR_CHANGER_F_*
 * @unit: which device
 * @ranges: by enum dsr_element_type; [0] is empty
 * @moves: by the source's type: bit (1 << type) for each type it can go to
 * @exchanges: the same for EXCHANGE MEDIUM
 * @stores: bit (1 << type) for each type that can hold a disc
 * @reserved8: zero
 * @flip_transports: bit N: the transport N of its range can flip
 * @map_changes: counts every change of the map
 * @newest_order: id of the order that came last, whoever gave it; 0: none yet.
 *	Those before it have the numbers before its own
 * @reserved32: zero
 * @reserved: zero
 */
struct dsr_changer_info {
	__u32 size;
	__u32 flags;
	struct dsr_unit_name unit;
	struct dsr_element_range ranges[DSR_ELEMENT_TYPES];
	__u8 moves[DSR_ELEMENT_TYPES];
	__u8 exchanges[DSR_ELEMENT_TYPES];
	__u8 stores;
	__u8 reserved8[3];
	__u64 flip_transports;
	__u64 map_changes;
	__u32 newest_order;
	__u32 reserved32;
	__u64 reserved;
};

/* ---- DSR_IOC_CHANGER_STATUS -------------------------------------------- */

/* dsr_element.flags */
#define DSR_EL_FULL		(1U << 0)	/* holds a unit of media */
#define DSR_EL_BY_HAND		(1U << 1)	/* mail: an operator put it there */
#define DSR_EL_EXCEPT		(1U << 2)	/* abnormal; asc and ascq may tell */
#define DSR_EL_ACCESS		(1U << 3)	/* a transport may reach it */
#define DSR_EL_EXPORTS		(1U << 4)	/* mail: media can go out */
#define DSR_EL_IMPORTS		(1U << 5)	/* mail: media can come in */
#define DSR_EL_TRAY		(1U << 6)	/* a tray is there */
#define DSR_EL_OPEN		(1U << 7)	/* mail: the slot is open */
#define DSR_EL_INVERTED		(1U << 8)	/* reversed against the mail slot */
#define DSR_EL_SOURCE		(1U << 9)	/* source and INVERTED are valid */
#define DSR_EL_BUS_ID		(1U << 10)	/* drive: bus_id is valid */
#define DSR_EL_BUS_LUN		(1U << 11)	/* drive: bus_lun is valid */
#define DSR_EL_NOT_BUS		(1U << 12)	/* drive: on another bus than the robot */
#define DSR_EL_BUSY		(1U << 13)	/* printer: prints */
#define DSR_EL_FINISHED		(1U << 14)	/* printer: has printed, disc still there */
#define DSR_EL_TAG		(1U << 15)	/* tag is valid */
#define DSR_EL_ALT_TAG		(1U << 16)	/* alt_tag is valid */
#define DSR_EL_DISABLED		(1U << 17)	/* the element is disabled (SMC-3 ED) */

/* dsr_element.ink_empty */
#define DSR_INK_BLACK		(1U << 0)
#define DSR_INK_CYAN		(1U << 1)
#define DSR_INK_MAGENTA		(1U << 2)
#define DSR_INK_YELLOW		(1U << 3)

#define DSR_TAG_BYTES		32	/* SMC-3, volume tag information */

/**
 * struct dsr_element - one element as the robot told of it
 * @size: bytes of this structure
 * @flags: DSR_EL_*
 * @address: element address
 * @source: DSR_EL_SOURCE: storage element this disc came from
 * @type: enum dsr_element_type
 * @asc: with DSR_EL_EXCEPT, else 0
 * @ascq: as @asc
 * @medium_type: SMC-3: 0 not told, 1 data, 2 cleaning
 * @bus_id: SCSI address of a drive
 * @bus_lun: its LUN
 * @ink_empty: DSR_INK_*
 * @reserved8: zero
 * @tag_sequence: of @tag
 * @alt_tag_sequence: of @alt_tag
 * @tag: primary volume tag, zero-terminated where shorter, no trailing blanks
 * @alt_tag: alternate volume tag (the other side), as @tag
 */
struct dsr_element {
	__u32 size;
	__u32 flags;
	__u16 address;
	__u16 source;
	__u8 type;
	__u8 asc;
	__u8 ascq;
	__u8 medium_type;
	__u8 bus_id;
	__u8 bus_lun;
	__u8 ink_empty;
	__u8 reserved8;
	__u16 tag_sequence;
	__u16 alt_tag_sequence;
	char tag[DSR_TAG_BYTES];
	char alt_tag[DSR_TAG_BYTES];
};

/* dsr_changer_status.flags */
#define DSR_STATUS_F_FRESH	(1U << 0)	/* the robot is asked now */

/**
 * struct dsr_changer_status - all or some elements
 * @size: bytes of this structure
 * @flags: DSR_STATUS_F_*; without FRESH the map as it was last read
 * @type: enum dsr_element_type; ANY: all types
 * @first: least address wanted
 * @last: greatest address wanted
 * @nr_elements: in: room at @elements; out: elements there are (may be more)
 * @elements: user pointer to struct dsr_element[], by type, then address; may
 *	be 0
 * @element_bytes: bytes from one to the next
 * @commands: out: SCSI commands this call sent
 * @map_changes: out: counts every change of the map
 * @read_ns: out: CLOCK_MONOTONIC when the whole map was last read
 * @error: out: why FRESH failed; the elements are then those known before
 */
struct dsr_changer_status {
	__u32 size;
	__u32 flags;
	__u32 type;
	__u32 first;
	__u32 last;
	__u32 nr_elements;
	__u64 elements;
	__u32 element_bytes;
	__u32 commands;
	__u64 map_changes;
	__u64 read_ns;
	struct dsr_error error;
};

/* ---- DSR_IOC_CHANGER_DRIVES, DSR_IOC_CHANGER_BIND ----------------------- */

/**
 * enum dsr_drive_how - how it is known which recorder a drive element is
 * @DSR_DRIVE_UNKNOWN: it is not; unit is empty
 * @DSR_DRIVE_BY_ADDRESS: the robot tells the SCSI address, on its own bus
 * @DSR_DRIVE_BY_ID: the robot tells an identifier or serial number
 * @DSR_DRIVE_TOLD: by DSR_IOC_CHANGER_BIND
 */
enum dsr_drive_how {
	DSR_DRIVE_UNKNOWN = 0,
	DSR_DRIVE_BY_ADDRESS = 1,
	DSR_DRIVE_BY_ID = 2,
	DSR_DRIVE_TOLD = 3,
};

#define DSR_DRIVE_ID_BYTES	64

/**
 * struct dsr_changer_drive - a drive element and the recorder in it
 * @size: bytes of this structure
 * @how: enum dsr_drive_how
 * @address: element address
 * @id_set: code set of @id: 1 binary, 2 ASCII (SPC-4, designators), 0: no @id
 * @id_type: designator type (SPC-4)
 * @id_bytes: valid bytes of @id
 * @reserved8: zero
 * @id: the drive's identifier as the robot tells it
 * @unit: the recorder, as it is connected at this moment; all zero where @how
 *	is UNKNOWN, or TOLD of one that is not there now
 */
struct dsr_changer_drive {
	__u32 size;
	__u32 how;
	__u16 address;
	__u8 id_set;
	__u8 id_type;
	__u8 id_bytes;
	__u8 reserved8[3];
	__u8 id[DSR_DRIVE_ID_BYTES];
	struct dsr_unit_name unit;
};

/**
 * struct dsr_changer_drives - all drive elements; asks no device
 * @size: bytes of this structure
 * @nr_drives: in: room at @drives; out: drives there are (may be more)
 * @drives: user pointer to struct dsr_changer_drive[]
 * @drive_bytes: bytes from one to the next
 * @reserved: zero
 */
struct dsr_changer_drives {
	__u32 size;
	__u32 nr_drives;
	__u64 drives;
	__u32 drive_bytes;
	__u32 reserved;
};

/**
 * struct dsr_changer_bind - tell which recorder a drive element is
 * @size: bytes of this structure
 * @element: address of the drive element
 * @fd: an open /dev/srN or /dev/sgN of the recorder; -1: forget what was told
 * @reserved: zero
 *
 * It holds until the robot is removed or the module unloaded, and goes with the
 * recorder's serial number, or with its SCSI address where it has none.
 */
struct dsr_changer_bind {
	__u32 size;
	__u32 element;
	__s32 fd;
	__u32 reserved;
};

/* ---- DSR_IOC_CHANGER_ORDER, DSR_IOC_CHANGER_OUTCOME --------------------- */

/**
 * enum dsr_order - what the robot shall do
 * @DSR_ORDER_MOVE: @source to @destination (MOVE MEDIUM)
 * @DSR_ORDER_EXCHANGE: @source to @destination, what is there to @second
 *	(EXCHANGE MEDIUM)
 * @DSR_ORDER_POSITION: the transport goes to @destination (POSITION TO ELEMENT)
 * @DSR_ORDER_INIT: look at all elements (INITIALIZE ELEMENT STATUS), or at
 *	@source to @destination with DSR_ORDER_F_RANGE
 * @DSR_ORDER_LOCK: nobody takes media out by hand (PREVENT)
 * @DSR_ORDER_UNLOCK: the end of that (ALLOW)
 * @DSR_ORDER_REZERO: find the initial position (REZERO UNIT)
 * @DSR_ORDER_SELF_TEST: SEND DIAGNOSTIC; may need a disc, see the manual
 * @DSR_ORDER_CLEAR_LOG: all counters and logs to zero (LOG SELECT)
 * @DSR_ORDER_RESERVE: the whole robot for this host (RESERVE)
 * @DSR_ORDER_RELEASE: the end of that
 * @DSR_ORDER_READY: TEST UNIT READY
 * @DSR_ORDER_SENSE: REQUEST SENSE; the answer is in the error's sense, with
 *	result 0
 */
enum dsr_order {
	DSR_ORDER_MOVE = 1,
	DSR_ORDER_EXCHANGE = 2,
	DSR_ORDER_POSITION = 3,
	DSR_ORDER_INIT = 4,
	DSR_ORDER_LOCK = 5,
	DSR_ORDER_UNLOCK = 6,
	DSR_ORDER_REZERO = 7,
	DSR_ORDER_SELF_TEST = 8,
	DSR_ORDER_CLEAR_LOG = 9,
	DSR_ORDER_RESERVE = 10,
	DSR_ORDER_RELEASE = 11,
	DSR_ORDER_READY = 12,
	DSR_ORDER_SENSE = 13,
};

/* dsr_changer_order.flags */
#define DSR_ORDER_F_NOWAIT	(1U << 0)	/* return at once; see OUTCOME, poll() */
#define DSR_ORDER_F_FLIP	(1U << 1)	/* MOVE, EXCHANGE: turn the disc over */
#define DSR_ORDER_F_FLIP_SECOND	(1U << 2)	/* EXCHANGE: turn the other one over */
#define DSR_ORDER_F_HOME	(1U << 3)	/* MOVE: to where it came from; destination is 0 */
#define DSR_ORDER_F_RANGE	(1U << 4)	/* INIT: only source to destination */
#define DSR_ORDER_F_RESET	(1U << 5)	/* REZERO: reset the robot's processor */
#define DSR_ORDER_F_RETURN	(1U << 6)	/* REZERO: all discs go home */
#define DSR_ORDER_F_IMMED	(1U << 7)	/* REZERO: don't wait for its end */

/* dsr_changer_order.transport: the first one that can do it */
#define DSR_TRANSPORT_ANY	0xffff

/**
 * struct dsr_changer_order - one order
 * @size: bytes of this structure
 * @order: enum dsr_order
 * @flags: DSR_ORDER_F_*
 * @transport: element address, or DSR_TRANSPORT_ANY; ANY where none is needed
 * @source: element address, 0 where none is needed
 * @destination: as @source
 * @second: as @source
 * @order_id: out: for DSR_IOC_CHANGER_OUTCOME; set before the waiting begins;
 *	0: refused before it became an order
 * @error: out: reason 0: no error. A refusal has opcode 0xff and no sense:
 *	nothing was sent
 *
 * Returns 0 when the robot did it. Errors: EINVAL (also NO_ELEMENT),
 * EACCES (the fd is only for questions), EINTR (it goes on), ENOMEDIUM (nothing
 * there to move), EEXIST (destination full), EBUSY (reserved, open, in use),
 * EOPNOTSUPP (this robot can't), ENODEV (gone), ETIMEDOUT, EPERM (locked), EIO.
 */
struct dsr_changer_order {
	__u32 size;
	__u32 order;
	__u32 flags;
	__u32 transport;
	__u32 source;
	__u32 destination;
	__u32 second;
	__u32 order_id;
	struct dsr_error error;
};

/* dsr_changer_outcome.state */
enum dsr_order_state {
	DSR_ORDER_WAITING = 1,	/* others are before it */
	DSR_ORDER_RUNNING = 2,
	DSR_ORDER_DONE = 3,
};

/* dsr_changer_outcome.flags */
#define DSR_OUTCOME_F_WAIT	(1U << 0)	/* until it is done, or a signal comes */

#define DSR_OUTCOMES_KEPT	32	/* newest orders of one robot that are remembered */

/**
 * struct dsr_changer_outcome - what became of an order
 * @size: bytes of this structure
 * @order_id: of any fd on this robot; 0: the newest of this fd
 * @flags: DSR_OUTCOME_F_*
 * @state: out: enum dsr_order_state
 * @order: out: enum dsr_order
 * @result: out: 0, or the errno (positive) that the order's ioctl gives
 * @order_flags: out: DSR_ORDER_F_*
 * @transport: out: the one that was taken
 * @source: out: as ordered
 * @destination: out: as ordered; with DSR_ORDER_F_HOME the one it went to
 * @second: out: as ordered
 * @reserved: zero
 * @start_ns: out: CLOCK_MONOTONIC, 0: not yet
 * @end_ns: out: CLOCK_MONOTONIC, 0: not yet
 * @error: out: as struct dsr_changer_order
 *
 * ENOENT: no such order (any more).
 */
struct dsr_changer_outcome {
	__u32 size;
	__u32 order_id;
	__u32 flags;
	__u32 state;
	__u32 order;
	__u32 result;
	__u32 order_flags;
	__u32 transport;
	__u32 source;
	__u32 destination;
	__u32 second;
	__u32 reserved;
	__u64 start_ns;
	__u64 end_ns;
	struct dsr_error error;
};

/* ---- DSR_IOC_CHANGER_LOG ------------------------------------------------ */

#define DSR_LOG_ENTRIES		8

/* dsr_changer_log.valid */
#define DSR_LOG_NON_MEDIUM	(1U << 0)	/* page 06h: non_medium_errors */
#define DSR_LOG_EVENTS		(1U << 1)	/* page 07h: mechanism */
#define DSR_LOG_COMMANDS	(1U << 2)	/* page 07h: commands */
#define DSR_LOG_CHANGES		(1U << 3)	/* page 30h (JVC): media_changes */

/**
 * struct dsr_log_command - a command in the robot's own log
 * @initiator: who sent it
 * @status: SAM status byte
 * @key: sense key; with @asc and @ascq only where @status is CHECK CONDITION
 * @asc: see @key
 * @ascq: see @key
 * @reserved8: zero
 * @cdb: the command
 */
struct dsr_log_command {
	__u8 initiator;
	__u8 status;
	__u8 key;
	__u8 asc;
	__u8 ascq;
	__u8 reserved8[3];
	__u8 cdb[12];
};

/**
 * struct dsr_changer_log - counters and logs
 * @size: bytes of this structure
 * @valid: out: DSR_LOG_*
 * @pages: out: bit N: the robot has log page N (page 00h)
 * @media_changes: out: discs moved in its life
 * @non_medium_errors: out
 * @nr_mechanism: out: entries of @mechanism
 * @nr_commands: out: entries of @commands
 * @mechanism: out: codes of mechanism errors (ASCQ of ASC 80h), in the order
 *	the robot keeps them; 0 is an unused entry
 * @commands: out: its newest commands, in the order the robot keeps them
 * @error: out: why not
 */
struct dsr_changer_log {
	__u32 size;
	__u32 valid;
	__u64 pages;
	__u64 media_changes;
	__u64 non_medium_errors;
	__u32 nr_mechanism;
	__u32 nr_commands;
	__u8 mechanism[DSR_LOG_ENTRIES];
	struct dsr_log_command commands[DSR_LOG_ENTRIES];
	struct dsr_error error;
};

/* ---- DSR_IOC_CHANGER_BUFFER, DSR_IOC_CHANGER_ASSIGN --------------------- */

/* dsr_changer_buffer.flags */
#define DSR_BUFFER_F_WRITE	(1U << 0)	/* WRITE BUFFER; else READ BUFFER */

#define DSR_MAX_BUFFER_BYTES	(64 * 1024)

/**
 * struct dsr_changer_buffer - memory of the robot; needs CAP_SYS_RAWIO
 * @size: bytes of this structure
 * @flags: DSR_BUFFER_F_*
 * @buffer: id; 1 is the processor's memory of a JVC
 * @offset: below 2^24
 * @bytes: in: up to DSR_MAX_BUFFER_BYTES; out: that moved
 * @reserved: zero
 * @data: user pointer
 * @error: out: why not
 */
struct dsr_changer_buffer {
	__u32 size;
	__u32 flags;
	__u32 buffer;
	__u32 offset;
	__u32 bytes;
	__u32 reserved;
	__u64 data;
	struct dsr_error error;
};

/**
 * struct dsr_changer_assign - give the elements new addresses (MODE SELECT,
 *	page 1Dh); the map is read anew. EBUSY while orders are not done
 * @size: bytes of this structure
 * @reserved: zero
 * @ranges: by enum dsr_element_type; of TRANSPORT, STORAGE, MAIL and DRIVE;
 *	the others empty
 * @error: out: why not
 */
struct dsr_changer_assign {
	__u32 size;
	__u32 reserved;
	struct dsr_element_range ranges[DSR_ELEMENT_TYPES];
	struct dsr_error error;
};

/* ---- the ioctls --------------------------------------------------------- */

/* on /dev/dsr */
#define DSR_IOC_CHANGER_OPEN	_IO(DSR_IOC_MAGIC, 0x08)	/* struct dsr_changer_open */

/*
 * on a changer fd; poll() gives EPOLLPRI when the map has changed since the
 * last STATUS here, EPOLLIN when no order of this fd is under way, EPOLLHUP when
 * the robot is gone
 */
#define DSR_IOC_CHANGER_INFO	_IO(DSR_IOC_MAGIC, 0x80)	/* struct dsr_changer_info */
#define DSR_IOC_CHANGER_STATUS	_IO(DSR_IOC_MAGIC, 0x81)	/* struct dsr_changer_status */
#define DSR_IOC_CHANGER_DRIVES	_IO(DSR_IOC_MAGIC, 0x82)	/* struct dsr_changer_drives */
#define DSR_IOC_CHANGER_BIND	_IO(DSR_IOC_MAGIC, 0x83)	/* struct dsr_changer_bind */
#define DSR_IOC_CHANGER_ORDER	_IO(DSR_IOC_MAGIC, 0x84)	/* struct dsr_changer_order */
#define DSR_IOC_CHANGER_OUTCOME	_IO(DSR_IOC_MAGIC, 0x85)	/* struct dsr_changer_outcome */
#define DSR_IOC_CHANGER_LOG	_IO(DSR_IOC_MAGIC, 0x86)	/* struct dsr_changer_log */
#define DSR_IOC_CHANGER_BUFFER	_IO(DSR_IOC_MAGIC, 0x87)	/* struct dsr_changer_buffer */
#define DSR_IOC_CHANGER_ASSIGN	_IO(DSR_IOC_MAGIC, 0x88)	/* struct dsr_changer_assign */

#endif /* _UAPI_DSR_CHANGER_H */

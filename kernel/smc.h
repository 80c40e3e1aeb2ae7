/* SPDX-License-Identifier: GPL-2.0 */
/*
 * SMC: building CDBs (smc.c), parsing answers (smc_parse.c), sense of robots
 * (smc_sense.c), what models are like (smc_model.c), which orders are refused
 * (smc_rules.c), what has changed (smc_diff.c). Pure: no kernel service beyond
 * types, unaligned access and string functions; also compiled in user space.
 *
 * Bits and fields lie as the command or page of that name has them in SMC-3
 * (T10/1730-D), logs and the six byte commands as in SPC-2; JVC is
 * the SCSI Command Manual of the MC-8100, MC-8200 and MC-8600, Rev 1.0.
 * Parsers take the bytes that really arrived and never read beyond them; they
 * return -EINVAL where an answer is too short or contradicts itself.
 */
#ifndef DSR_SMC_H
#define DSR_SMC_H

#include <linux/bits.h>
#include <linux/types.h>

#include "../uapi/dsr_changer.h"
#include "../uapi/dsr_netlink.h"
#include "mmc.h"
#include "sense.h"

/* opcodes and JVC 3.1 to 3.19 */
#define SMC_TEST_UNIT_READY		0x00
#define SMC_REZERO_UNIT			0x01
#define SMC_REQUEST_SENSE		0x03
#define SMC_INITIALIZE_STATUS		0x07
#define SMC_INQUIRY			0x12
#define SMC_MODE_SELECT_6		0x15
#define SMC_RESERVE			0x16
#define SMC_RELEASE			0x17
#define SMC_MODE_SENSE_6		0x1a
#define SMC_SEND_DIAGNOSTIC		0x1d
#define SMC_PREVENT_ALLOW		0x1e
#define SMC_POSITION			0x2b
#define SMC_INITIALIZE_RANGE		0x37
#define SMC_WRITE_BUFFER		0x3b
#define SMC_READ_BUFFER			0x3c
#define SMC_LOG_SELECT			0x4c
#define SMC_LOG_SENSE			0x4d
#define SMC_MOVE_MEDIUM			0xa5
#define SMC_EXCHANGE_MEDIUM		0xa6
#define SMC_READ_ELEMENT_STATUS		0xb8
#define SMC_JVC_INITIALIZE		0xe7	/* JVC 3.19 */

/* mode pages */
#define SMC_PAGE_ADDRESSES		0x1d
#define SMC_PAGE_GEOMETRY		0x1e
#define SMC_PAGE_CAPABILITIES		0x1f

/* log pages, JVC section 4 */
#define SMC_LOG_PAGES			0x00
#define SMC_LOG_NON_MEDIUM		0x06
#define SMC_LOG_EVENTS			0x07
#define SMC_LOG_COUNTER			0x30

#define SMC_SENSE_BYTES			18
#define SMC_INQUIRY_BYTES		36
#define SMC_MODE_BYTES			255	/* as much as one byte can ask for */
#define SMC_LOG_BYTES			512
#define SMC_ASSIGN_BYTES		24	/* header and page 1Dh */

/* ---- models ------------------------------------------------------------ */

/**
 * enum dsr_smc_quirk - ways in which a model is not as SMC-3 says
 * @SMC_Q_PRINTER: element type 5 is a label printer (JVC 3.11.7)
 * @SMC_Q_TRAYS: byte 16 of a descriptor tells trays and the open slot (JVC
 *	tables 34 to 38)
 * @SMC_Q_SCSI2: neither volume tags nor identifiers nor CURDATA may be asked for
 * @SMC_Q_ONE_READ: all elements come in one READ ELEMENT STATUS, printer too
 * @SMC_Q_EJECT: MOVE MEDIUM has an Eject bit that sends a disc home (JVC 3.7)
 * @SMC_Q_MAIL_ALIAS: all mail slot addresses mean one slot; from the first it
 *	must have been closed by hand, from the second it closes by itself
 * @SMC_Q_JVC_INIT: a range is initialised with E7h (JVC 3.19)
 * @SMC_Q_REZERO: REZERO UNIT has Reset and Return (JVC 3.15)
 * @SMC_Q_NO_SLOT_TO_SLOT: storage to storage is prohibited (JVC 3.7)
 */
enum dsr_smc_quirk {
	SMC_Q_PRINTER = 1 << 0,
	SMC_Q_TRAYS = 1 << 1,
	SMC_Q_SCSI2 = 1 << 2,
	SMC_Q_ONE_READ = 1 << 3,
	SMC_Q_EJECT = 1 << 4,
	SMC_Q_MAIL_ALIAS = 1 << 5,
	SMC_Q_JVC_INIT = 1 << 6,
	SMC_Q_REZERO = 1 << 7,
	SMC_Q_NO_SLOT_TO_SLOT = 1 << 8,
};

/**
 * struct dsr_smc_model - one row of the table of models
 * @vendor: INQUIRY begins so; NULL: any
 * @product: as @vendor
 * @quirks: enum dsr_smc_quirk
 * @ranges: where page 1Dh is missing or wrong; all empty: ask for the elements
 * @stores: where page 1Fh is missing; 0: unknown
 * @moves: as @stores
 */
struct dsr_smc_model {
	const char *vendor;
	const char *product;
	u32 quirks;
	struct dsr_element_range ranges[DSR_ELEMENT_TYPES];
	u8 stores;
	u8 moves[DSR_ELEMENT_TYPES];
};

extern const struct dsr_smc_model dsr_smc_models[];
extern const unsigned int dsr_nr_smc_models;
const struct dsr_smc_model *dsr_smc_model(const char *vendor,
					  const char *product);

/**
 * struct dsr_smc_robot - what is known of one robot beside its map
 * @model: its row, never NULL
 * @info: as told to programs
 * @flip_known: the robot has told whether it can flip
 * @ranges_known: it has told the ranges of its elements, or its model did; else they
 *	are what was seen last
 */
struct dsr_smc_robot {
	const struct dsr_smc_model *model;
	struct dsr_changer_info info;
	bool flip_known;
	bool ranges_known;
};

void dsr_smc_robot_init(struct dsr_smc_robot *r,
			const struct dsr_smc_model *model);
void dsr_smc_robot_pages(struct dsr_smc_robot *r, bool addresses, bool moves);
int dsr_smc_parse_addresses(const u8 *buf, u32 len, struct dsr_smc_robot *r);
int dsr_smc_parse_geometry(const u8 *buf, u32 len, struct dsr_smc_robot *r);
int dsr_smc_parse_capabilities(const u8 *buf, u32 len,
			       struct dsr_smc_robot *r);
int dsr_smc_parse_revision(const u8 *buf, u32 len, struct dsr_smc_robot *r);

/* ---- CDBs; every builder fills all of @c -------------------------------- */

void dsr_smc_ready(struct dsr_cdb *c);
void dsr_smc_sense(struct dsr_cdb *c);
void dsr_smc_inquiry(struct dsr_cdb *c);
void dsr_smc_rezero(struct dsr_cdb *c, bool reset, bool home, bool immed);
void dsr_smc_initialize(struct dsr_cdb *c);
void dsr_smc_initialize_range(struct dsr_cdb *c, bool jvc, u16 first, u16 last);
void dsr_smc_mode_sense(struct dsr_cdb *c, u8 page);
void dsr_smc_mode_select(struct dsr_cdb *c, u8 bytes);
void dsr_smc_reserve(struct dsr_cdb *c);
void dsr_smc_release(struct dsr_cdb *c);
void dsr_smc_self_test(struct dsr_cdb *c);
void dsr_smc_prevent(struct dsr_cdb *c, bool prevent);
void dsr_smc_position(struct dsr_cdb *c, u16 transport, u16 destination);
void dsr_smc_buffer(struct dsr_cdb *c, bool write, u8 id, u32 offset,
		    u32 bytes);
void dsr_smc_log_clear(struct dsr_cdb *c);
void dsr_smc_log_sense(struct dsr_cdb *c, u8 page);
void dsr_smc_move(struct dsr_cdb *c, u16 transport, u16 source, u16 destination,
		  bool flip, bool eject);
void dsr_smc_exchange(struct dsr_cdb *c, u16 transport, u16 source,
		      u16 destination, u16 second, bool flip, bool flip_second);
int dsr_smc_assign_fill(u8 list[SMC_ASSIGN_BYTES],
			const struct dsr_element_range *ranges);

/* what READ ELEMENT STATUS is asked for beside the elements */
#define SMC_ASK_TAGS	BIT(0)	/* VOLTAG */
#define SMC_ASK_IDS	BIT(1)	/* DVCID: identifiers of drives */
#define SMC_ASK_CACHED	BIT(2)	/* CURDATA: nothing moves for that */

void dsr_smc_read_elements(struct dsr_cdb *c, u8 type, u16 first, u16 count,
			   u32 alloc, u32 ask);

/* ---- element status ----------------------------------------------------- */

/**
 * struct dsr_smc_id - a drive's identifier, as a descriptor has it
 * @set: code set, 0: there is none
 * @type: designator type
 * @bytes: of @id
 * @id: the identifier
 */
struct dsr_smc_id {
	u8 set;
	u8 type;
	u8 bytes;
	u8 id[DSR_DRIVE_ID_BYTES];
};

/**
 * struct dsr_smc_reader - takes the elements of an answer
 * @quirks: enum dsr_smc_quirk of the robot
 * @ask: SMC_ASK_* it was asked with
 * @ragged: more than came can't be had: where the first descriptor was cut off
 *	behind its source, it is told with what there is of it. tgt forgets the
 *	8 bytes of the header when it counts what it sends
 * @each: called for every descriptor; false ends the reading
 * @data: for @each
 * @available: filled: bytes there are, header included; may be more than came
 * @widest: filled: longest descriptor
 */
struct dsr_smc_reader {
	u32 quirks;
	u32 ask;
	bool ragged;
	bool (*each)(void *data, const struct dsr_element *e,
		     const struct dsr_smc_id *id);
	void *data;
	u32 available;
	u32 widest;
};

int dsr_smc_parse_elements(const u8 *buf, u32 len, struct dsr_smc_reader *r);
bool dsr_smc_id_has_serial(const struct dsr_smc_id *id, const char *serial);

/* ---- logs ---------------------------------------------------------------- */

int dsr_smc_parse_log(u8 page, const u8 *buf, u32 len,
		      struct dsr_changer_log *log);

/* ---- sense ----------------------------------------------------------------- */

/**
 * enum dsr_smc_verdict - what sense data of a robot mean for us
 * @SMC_DONE: good enough
 * @SMC_AGAIN: the command was not carried out: send it again
 * @SMC_WAIT: the robot is busy with itself: again until the deadline
 * @SMC_ASK_AGAIN: a question is asked again, an order has failed
 * @SMC_FAIL: this will not work
 */
enum dsr_smc_verdict {
	SMC_DONE,
	SMC_AGAIN,
	SMC_WAIT,
	SMC_ASK_AGAIN,
	SMC_FAIL,
};

#define SMC_ANY_KEY	0xff

/**
 * struct dsr_smc_row - one row of the table; the first that fits counts
 * @key: sense key, SMC_ANY_KEY or DSR_KEY_NO_DATA
 * @asc: or DSR_ANY
 * @ascq: or DSR_ANY
 * @verdict: enum dsr_smc_verdict
 * @reason: enum dsr_reason when it fails
 * @event: enum dsr_changer_event it is news of, 0: none
 */
struct dsr_smc_row {
	u8 key;
	u16 asc;
	u16 ascq;
	u8 verdict;
	u16 reason;
	u8 event;
};

extern const struct dsr_smc_row dsr_smc_rows[];
extern const unsigned int dsr_nr_smc_rows;
const struct dsr_smc_row *dsr_smc_judge(const struct dsr_sense *s);
int dsr_smc_errno(u32 reason);

/* ---- rules, changes --------------------------------------------------------- */

/**
 * struct dsr_smc_map - the elements, by type, then address
 * @elements: of them
 * @nr: how many
 */
struct dsr_smc_map {
	const struct dsr_element *elements;
	u32 nr;
};

/**
 * struct dsr_smc_plan - an order with its blanks filled in
 * @order: enum dsr_order
 * @flags: DSR_ORDER_F_*
 * @transport: element address
 * @source: element address
 * @destination: element address; HOME: where it will go
 * @second: element address
 */
struct dsr_smc_plan {
	u32 order;
	u32 flags;
	u16 transport;
	u16 source;
	u16 destination;
	u16 second;
};

const struct dsr_element *dsr_smc_find(const struct dsr_smc_map *m,
				       u32 address);
u32 dsr_smc_refuse(const struct dsr_smc_robot *r, const struct dsr_smc_map *m,
		   struct dsr_smc_plan *p, u32 *value);
int dsr_smc_order_valid(u32 order, u32 flags, u32 transport, u32 source,
			u32 destination, u32 second);

/**
 * struct dsr_smc_change - one thing that is not as it was
 * @event: enum dsr_changer_event
 * @element: as it is now; NULL for MOVED
 * @was: flags before
 * @from: MOVED: element address
 * @to: MOVED: element address
 */
struct dsr_smc_change {
	u32 event;
	const struct dsr_element *element;
	u32 was;
	u32 from;
	u32 to;
};

typedef void (*dsr_smc_told)(void *data, const struct dsr_smc_change *c);
u32 dsr_smc_diff(const struct dsr_smc_map *was, const struct dsr_smc_map *now,
		 u32 quirks, const struct dsr_smc_plan *hint, dsr_smc_told tell,
		 void *data);

#endif

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Medium changers: structures and prototypes.
 *
 * "MC" is the JVC MC-8100, MC-8200 and MC-8600, after their SCSI Command
 * Manual (revision 1.0, firmware 1.00); "plain" is any other changer, after
 * SMC-3. What the manual leaves open is told in README.md.
 *
 * A changer is a SCSI unit like a drive: its queue, its worker, its faults and
 * its clock are those of a struct emu_drive that is in no list of drives.
 * What lies in the elements changes under emu_place_lock and unit->lock; all
 * else is under unit->lock.
 */
#ifndef EMU_SMC_H
#define EMU_SMC_H

#include "emu.h"

#define EMU_MAX_CHANGERS	4
#define EMU_SMC_MAX_SLOTS	50000u

/* SPC-4 annex D.2; the MC's table 43 */
#define EMU_SMC_INTERVENTION	EMU_SENSE(2, 0x04, 0x03)
#define EMU_SMC_NO_FLIPPER	EMU_SENSE(2, 0x26, 0x01)
#define EMU_SMC_BAD_ELEMENT	EMU_SENSE(5, 0x21, 0x01)
#define EMU_SMC_FULL		EMU_SENSE(5, 0x3b, 0x0d)
#define EMU_SMC_EMPTY		EMU_SENSE(5, 0x3b, 0x0e)
#define EMU_SMC_NO_TRAY_EITHER	EMU_SENSE(5, 0x3b, 0x8e)
#define EMU_SMC_DRIVE_PREVENTS	EMU_SENSE(5, 0x53, 0x03)
#define EMU_SMC_MAIL_USED	EMU_SENSE(6, 0x28, 0x01)
#define EMU_SMC_MODE_CHANGED	EMU_SENSE(6, 0x2a, 0x01)
#define EMU_SMC_LOG_CHANGED	EMU_SENSE(6, 0x2a, 0x02)
#define EMU_SMC_OPERATOR	EMU_SENSE(6, 0x5a, 0x01)

/* Of the MC only: mechanism (80h) and printer (81h) */
#define EMU_SMC_MECHANISM(q)	EMU_SENSE(4, 0x80, q)
#define EMU_SMC_NO_TRAY		EMU_SMC_MECHANISM(0x30)
#define EMU_SMC_MAGAZINE	EMU_SMC_MECHANISM(0x31)
#define EMU_SMC_STRAY_CARRIER	EMU_SMC_MECHANISM(0x41)
#define EMU_SMC_NO_DISC		EMU_SMC_MECHANISM(0x42)
#define EMU_SMC_NO_TRAY_INVERT	EMU_SMC_MECHANISM(0x43)
#define EMU_SMC_STRAY_MAIL	EMU_SMC_MECHANISM(0x52)
#define EMU_SMC_STRAY_DRIVE	EMU_SMC_MECHANISM(0x60)
#define EMU_SMC_NO_EJECT	EMU_SMC_MECHANISM(0x63)
#define EMU_SMC_STRAY_PRINTER	EMU_SMC_MECHANISM(0x72)
#define EMU_SMC_INK		EMU_SENSE(0, 0x81, 0x22)
#define EMU_SMC_PRINTER_BUSY	EMU_SENSE(4, 0x81, 0xc0)
#define EMU_SMC_PRINTER_NO_DISC	EMU_SENSE(4, 0x81, 0xff)

/* Beside EMU_UA_* in unit->attention */
#define EMU_SMC_UA_MAIL		0x04
#define EMU_SMC_UA_MODE		0x08
#define EMU_SMC_UA_LOG		0x10
#define EMU_SMC_UA_OPERATOR	0x20

/* Element type codes, SMC-3 table 9; 5 is the MC's own */
enum emu_smc_type {
	EMU_SMC_ALL,
	EMU_SMC_PICKER,
	EMU_SMC_SLOT,
	EMU_SMC_MAIL,
	EMU_SMC_DRIVE,
	EMU_SMC_PRINTER,
	EMU_SMC_TYPES,
};

/* What takes time */
enum emu_smc_time {
	EMU_SMC_MS_MOVE,
	EMU_SMC_MS_FLIP,
	EMU_SMC_MS_POSITION,
	EMU_SMC_MS_SCAN,	/* of one element */
	EMU_SMC_MS_REZERO,
	EMU_SMC_MS_PRINT,
	EMU_SMC_MS_TIMES,
};

/**
 * struct emu_smc_model - one kind of changer
 * @unit: name in the parameter, product identification
 * @mc: one of JVC's three: their commands, trays, sense; else SMC-3
 * @order: element types in the order of their addresses, 0 ends
 * @first: address of the first element of each type
 * @count: elements of each type; of drives, as many as there may be
 */
struct emu_smc_model {
	struct emu_model unit;
	bool mc;
	u8 order[EMU_SMC_TYPES];
	u16 first[EMU_SMC_TYPES];
	u16 count[EMU_SMC_TYPES];
};

/**
 * struct emu_smc_load - a unit of media: a tray, a disc, or both
 * @disc: its lower side, which a drive would read; NULL without a disc
 * @tray: there is a tray; never in a plain changer
 * @blind: a disc of one side lies upside down
 * @inverted: turned since it came through the mail slot
 * @source: the storage element it came from last, 0 when unknown
 */
struct emu_smc_load {
	struct emu_disc *disc;
	bool tray;
	bool blind;
	bool inverted;
	u16 source;
};

/**
 * struct emu_smc_element - one element
 * @address: as commands name it
 * @type: see above
 * @seat: where its load is: itself, or the element that is the same mail slot
 * @load: what lies there; a disc that a drive can read is in @drive instead
 * @by_hand: an operator put it there
 * @drive: of a drive element
 * @known: the changer has looked since power-on
 * @full: it then saw a disc
 * @saw_tray: it then saw a tray
 * @except: something went wrong here
 * @asc: with @except
 * @ascq: with @except
 */
struct emu_smc_element {
	u16 address;
	u8 type;
	struct emu_smc_element *seat;
	struct emu_smc_load load;
	bool by_hand;
	struct emu_drive *drive;
	bool known;
	bool full;
	bool saw_tray;
	bool except;
	u8 asc;
	u8 ascq;
};

#define EMU_SMC_INKS		4	/* black, cyan, magenta, yellow */

/**
 * struct emu_smc_printer - the label printer
 * @busy: it prints
 * @stopped: and waits for ink
 * @finished: a label was printed since a disc came in
 * @until: when it is through
 * @ink: labels left in each cartridge
 * @empty: a bit for each cartridge that was seen empty, until a reset
 * @bytes: of the label that is printed
 * @crc: CRC-32 of these bytes
 */
struct emu_smc_printer {
	bool busy;
	bool stopped;
	bool finished;
	ktime_t until;
	u32 ink[EMU_SMC_INKS];
	u8 empty;
	u32 bytes;
	u32 crc;
};

#define EMU_SMC_INITIATOR	7	/* the host adapter's usual address */
#define EMU_SMC_LOG_ENTRIES	8	/* of both lists of log page 07h */
#define EMU_SMC_LOG_COMMAND	18	/* bytes of an entry of the second one */

/**
 * struct emu_smc_log - what the MC counts and remembers
 * @non_medium: errors that no medium is to blame for
 * @changes: media changes
 * @nr_errors: entries in @errors
 * @nr_commands: entries in @commands
 * @errors: changer error codes, oldest first
 * @commands: commands as page 07h has them, oldest first
 */
struct emu_smc_log {
	u32 non_medium;
	u32 changes;
	unsigned int nr_errors;
	unsigned int nr_commands;
	u8 errors[EMU_SMC_LOG_ENTRIES];
	u8 commands[EMU_SMC_LOG_ENTRIES][EMU_SMC_LOG_COMMAND];
};

struct emu_smc;

/*
 * The second half of a command, when its time is over. Returns 0 or sense.
 * With @stopped the command was aborted, or the changer is switched off.
 */
typedef int emu_smc_finish_fn(struct emu_smc *smc, struct emu_cmd *cmd,
			      bool stopped);

/**
 * struct emu_smc_move - the move that is under way
 * @picker: carries
 * @source: from here
 * @first: to here
 * @second: EXCHANGE MEDIUM: what lay at @first goes here, else NULL
 * @invert: turn it
 * @invert_second: turn what lay at @first
 */
struct emu_smc_move {
	struct emu_smc_element *picker;
	struct emu_smc_element *source;
	struct emu_smc_element *first;
	struct emu_smc_element *second;
	bool invert;
	bool invert_second;
};

/**
 * struct emu_smc - one changer
 * @unit: what the midlayer sees
 * @number: as the control file counts
 * @model: which one
 * @first: address of the first element of each type
 * @count: elements of each type
 * @nr: entries in @elements
 * @elements: in the order of addresses
 * @flipper: can turn discs
 * @mail_open: the mail slot, all of them, is open
 * @door_open: the door is
 * @other_prevents: another initiator prevents removal
 * @reserved: this host has it
 * @other_reserved: another initiator has it
 * @third: device that the reservation is for, or -1: not third party
 * @at: where the transport stands
 * @finish: second half of the command that runs, or NULL
 * @move: for @finish
 * @printer: the label printer, when there is such an element
 * @log: see above
 * @ms: how long things take
 */
struct emu_smc {
	struct emu_drive *unit;
	unsigned int number;
	const struct emu_smc_model *model;
	u16 first[EMU_SMC_TYPES];
	u16 count[EMU_SMC_TYPES];
	u32 nr;
	struct emu_smc_element *elements;
	bool flipper;
	bool mail_open;
	bool door_open;
	bool other_prevents;
	bool reserved;
	bool other_reserved;
	int third;
	u16 at;
	emu_smc_finish_fn *finish;
	struct emu_smc_move move;
	struct emu_smc_printer printer;
	struct emu_smc_log log;
	u32 ms[EMU_SMC_MS_TIMES];
};

/* ---- emu_smc_model.c: what there is ------------------------------------- */

const struct emu_smc_model *emu_smc_model_by_name(const char *name);
int emu_smc_make_elements(struct emu_smc *smc);
struct emu_smc_element *emu_smc_at(struct emu_smc *smc, u32 address);
struct emu_smc_element *emu_smc_nth(struct emu_smc *smc,
				    enum emu_smc_type type, u32 n);

/* ---- emu_smc_place.c: what lies where ----------------------------------- */

struct emu_disc *emu_smc_disc(const struct emu_smc_element *e);
bool emu_smc_tray(const struct emu_smc_element *e);
bool emu_smc_disc_free(const struct emu_disc *disc);
void emu_smc_mark(struct emu_smc *smc, struct emu_disc *disc);
void emu_smc_look(struct emu_smc_element *e);
void emu_smc_forget(struct emu_smc *smc);
void emu_smc_blame(struct emu_smc_element *e, int sense);
int emu_smc_pick(struct emu_smc *smc, struct emu_smc_element *picker,
		 struct emu_smc_element *from);
int emu_smc_drop(struct emu_smc *smc, struct emu_smc_element *picker,
		 struct emu_smc_element *to, bool invert);

/* ---- emu_smc_state.c: clock, readiness, attentions, reset, power -------- */

u64 emu_smc_time(const struct emu_smc *smc, enum emu_smc_time what);
int emu_smc_attention(struct emu_smc *smc);
int emu_smc_not_ready(struct emu_smc *smc);
void emu_smc_busy(struct emu_smc *smc, u64 ns);
void emu_smc_reset(struct emu_smc *smc);
void emu_smc_power_on(struct emu_smc *smc);

/* ---- emu_smc_printer.c, emu_smc_log.c ----------------------------------- */

void emu_smc_print_now(struct emu_smc *smc);
int emu_smc_print(struct emu_smc *smc, u32 bytes, u32 crc);
void emu_smc_ink(struct emu_smc *smc, const u32 *labels);
void emu_smc_print_cleared(struct emu_smc *smc);
u8 emu_smc_print_flags(struct emu_smc *smc);

void emu_smc_log_error(struct emu_smc *smc, int sense);
void emu_smc_log_command(struct emu_smc *smc, const struct emu_cmd *cmd,
			 int sense);

/* ---- the commands; emu_smc.c has their tables --------------------------- */

typedef int emu_smc_fn(struct emu_smc *smc, struct emu_cmd *cmd);

emu_smc_fn emu_smc_test_unit_ready, emu_smc_request_sense, emu_smc_inquiry;
emu_smc_fn emu_smc_inquiry_plain, emu_smc_prevent_allow;
emu_smc_fn emu_smc_reserve, emu_smc_release;
emu_smc_fn emu_smc_read_buffer, emu_smc_write_buffer;
emu_smc_fn emu_smc_mode_sense, emu_smc_mode_select;
emu_smc_fn emu_smc_log_sense, emu_smc_log_select;
emu_smc_fn emu_smc_read_status;
emu_smc_fn emu_smc_initialize, emu_smc_initialize_mc, emu_smc_initialize_range;
emu_smc_fn emu_smc_position, emu_smc_rezero, emu_smc_diagnostic;
emu_smc_fn emu_smc_mail_door;
emu_smc_fn emu_smc_move, emu_smc_exchange;

bool emu_smc_prevented(const struct emu_smc *smc);
int emu_smc_prepare(struct emu_smc *smc, struct emu_cmd *cmd);
bool emu_smc_picker_empty(const struct emu_smc_element *picker);

/* ---- emu_smc_fault.c: what a fault leaves behind ------------------------ */

void emu_smc_fault(struct emu_smc *smc, struct emu_cmd *cmd,
		   const struct emu_fault *fault);

/* ---- emu_smc.c: a command ------------------------------------------------ */

int emu_smc_execute(struct emu_smc *smc, struct emu_cmd *cmd);
int emu_smc_finish(struct emu_smc *smc, struct emu_cmd *cmd, bool stopped);

/* ---- emu_smc_create.c: all changers ------------------------------------- */

extern struct emu_smc *emu_changers[EMU_MAX_CHANGERS];
extern unsigned int emu_nr_changers;

int emu_smc_create_all(unsigned int first, unsigned int recorders);
void emu_smc_destroy_all(void);

/* ---- emu_smc_verbs.c, emu_smc_hands.c, emu_smc_show.c ------------------- */

int emu_smc_element_word(struct emu_smc *smc, const char *word,
			 struct emu_smc_element **e);
int emu_smc_verb_hands(struct emu_smc *smc, const char *verb, char *args);
int emu_verb_changer(char *args);
void emu_smc_show(struct seq_file *m);
extern const struct file_operations emu_smc_port_fops;

#endif /* EMU_SMC_H */

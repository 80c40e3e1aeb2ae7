/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a command, a fault and a word of the control file become: prototypes
 * over the structures of emu.h, which includes this.
 */
#ifndef EMU_COMMANDS_H
#define EMU_COMMANDS_H

/* ---- commands: emu_exec.c, emu_data.c, emu_spc.c, emu_mode.c, emu_mmc_*.c - */

int emu_write_cd(struct emu_drive *drive, struct emu_disc *disc,
		 struct emu_cmd *cmd, u32 blocks);
int emu_recording_sync(struct emu_drive *drive, struct emu_disc *disc, bool *closed);
void emu_recording_drop(struct emu_drive *drive);

int emu_execute(struct emu_drive *drive, struct emu_cmd *cmd);
void emu_parse_range(struct emu_cmd *cmd);
bool emu_length_ok(const struct emu_cmd *cmd);
void emu_garbage(const struct emu_cmd *cmd, u8 *buf, u32 len);
int emu_reply(struct emu_cmd *cmd, u8 *answer, u32 len, u32 allocation);
u32 emu_fetch(struct emu_cmd *cmd, u8 *buf, u32 len);
u16 emu_profile(const struct emu_drive *drive);
void emu_msf(u32 lba, u8 *msf);
s32 emu_msf_lba(const u8 *msf);
void emu_serial(const struct emu_drive *drive, char *serial);
void emu_identifier(const struct emu_drive *drive, u8 *id);

int emu_pickup_read(struct emu_drive *drive, s32 lba, bool parity, u8 *sector,
		    enum emu_sector_type *type);
int emu_check_blocks(struct emu_drive *drive, struct emu_cmd *cmd);
void emu_read_done(struct emu_drive *drive, struct emu_cmd *cmd);

typedef int emu_exec_fn(struct emu_drive *drive, struct emu_cmd *cmd);

emu_exec_fn emu_test_unit_ready, emu_request_sense, emu_inquiry;
emu_exec_fn emu_start_stop, emu_prevent_allow;
emu_exec_fn emu_mode_sense, emu_mode_select;
emu_exec_fn emu_read, emu_read_cd, emu_read_cd_msf, emu_seek, emu_verify;
emu_exec_fn emu_read_capacity, emu_read_subchannel, emu_read_header;
emu_exec_fn emu_write, emu_write_verify, emu_sync_cache;
emu_exec_fn emu_reserve_track, emu_close, emu_send_opc, emu_send_cue_sheet;
emu_exec_fn emu_format_unit, emu_read_format_capacities, emu_blank;
emu_exec_fn emu_read_disc_info, emu_read_track_info, emu_read_toc;
emu_exec_fn emu_read_buffer_capacity;
emu_exec_fn emu_get_configuration, emu_get_event, emu_mechanism_status;
emu_exec_fn emu_set_cd_speed, emu_set_streaming, emu_get_performance;
emu_exec_fn emu_read_disc_structure, emu_send_disc_structure;

/* ---- faults: emu_fault.c ----------------------------------------------- */

enum emu_fault_kind {
	EMU_FAULT_SENSE,
	EMU_FAULT_BUSY,
	EMU_FAULT_HANG,
	EMU_FAULT_FLIP,
	EMU_FAULT_C2,
	EMU_FAULT_SHORT,
	EMU_FAULT_GARBAGE,
	EMU_FAULT_REMOVE_MEDIUM,
	EMU_FAULT_GONE,
};

/* How far a failing move of a changer gets */
enum emu_leaves {
	EMU_LEAVES_DEFAULT,
	EMU_LEAVES_SOURCE,
	EMU_LEAVES_CARRIER,
	EMU_LEAVES_DESTINATION,
};

/**
 * struct emu_fault - one armed fault
 * @node: in drive->faults
 * @kind: what goes wrong
 * @sense: for EMU_FAULT_SENSE
 * @op: operation code or -1 for any
 * @lba: block that the command must touch or -1 for any
 * @element: element that a changer's command must name or -1 for any
 * @leaves: where a changer's failing move leaves the disc
 * @nth: the matching command at which it begins, 1 is the next
 * @count: for so many matching commands, 0 for ever
 * @seen: matching commands so far
 * @fired: times it went off
 */
struct emu_fault {
	struct list_head node;
	enum emu_fault_kind kind;
	int sense;
	int op;
	s64 lba;
	s64 element;
	enum emu_leaves leaves;
	u32 nth;
	u32 count;
	u32 seen;
	u32 fired;
};

struct emu_fault *emu_fault_match(struct emu_drive *drive, struct emu_cmd *cmd);
int emu_fault_add(struct emu_drive *drive, const struct emu_fault *fault);
void emu_fault_clear(struct emu_drive *drive);
void emu_fault_show(struct emu_drive *drive, struct seq_file *m);

/* ---- witness, words, control, verbs, debugfs --------------------------- */

void emu_witness_read(struct emu_drive *drive, struct emu_cmd *cmd);
void emu_witness_write(struct emu_drive *drive, struct emu_cmd *cmd);
void emu_witness_forget(void);

int emu_control_line(char *line);
int emu_control_blank(struct emu_drive *drive, const char *medium);
void emu_say(const char *fmt, ...) __printf(1, 2);
const char *emu_said(void);
char *emu_word(char **args);
int emu_too_much(const char *word);
int emu_number(const char *word, const char *text, u32 *value);
int emu_verb_disc(char *args);
int emu_verb_drive(char *args);
int emu_verb_fault(struct emu_drive *drive, char *args);
int emu_verb_timing(struct emu_drive *drive, char *args);

int emu_debugfs_init(void);
void emu_debugfs_exit(void);

#endif /* EMU_COMMANDS_H */

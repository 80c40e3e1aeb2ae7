/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Sony CDU-541, a CD-ROM drive of 1989: structures and prototypes.
 *
 * "manual" is the drive's SCSI Interface Manual, revision 1.00. What it does
 * not tell and public programs for this drive do is marked so in README.md.
 * All of struct emu_541 is guarded by drive->lock.
 */
#ifndef EMU_541_H
#define EMU_541_H

#include "emu.h"

/* Additional sense of its own: B0h caddy not inserted, 80h prevent bit set */
#define EMU_541_NO_CADDY	EMU_SENSE(2, 0xb0, 0x00)
#define EMU_541_PREVENTED	EMU_SENSE(5, 0x80, 0x00)

/* SCSI-2 table 71 where the manual's table is lost */
#define EMU_541_NO_LOAD		EMU_SENSE(2, 0x53, 0x00)
#define EMU_541_NO_FOCUS	EMU_SENSE(2, 0x09, 0x02)
#define EMU_541_NO_SPINDLE	EMU_SENSE(2, 0x09, 0x03)
#define EMU_541_NO_TOC		EMU_SENSE(2, 0x57, 0x00)
#define EMU_541_DIAGNOSTICS	EMU_SENSE(4, 0x42, 0x00)
#define EMU_541_TEST_FAILED	EMU_SENSE(4, 0x40, EMU_541_COMPONENT)
#define EMU_541_BAD_LUN		EMU_SENSE(5, 0x25, 0x00)
#define EMU_541_OTHER_SELECT	EMU_SENSE(6, 0x2a, 0x01)
#define EMU_541_OVERLAPPED	EMU_SENSE(11, 0x4e, 0x00)

#define EMU_541_COMPONENT	0x80	/* the first one, SCSI-2 table 71, ASC 40h */

#define EMU_541_UA_SELECT	0x80	/* beside EMU_UA_* in drive->attention */

#define EMU_541_MAX_BLOCK	2336u
#define EMU_541_BUFFER		65536u	/* bytes of READ and WRITE BUFFER */
#define EMU_541_CHANNELS	4

/* What is broken */
enum emu_541_failure {
	EMU_541_SOUND,
	EMU_541_FAIL_DIAGNOSTICS,
	EMU_541_FAIL_CADDY,
	EMU_541_FAIL_FOCUS,
	EMU_541_FAIL_SPINDLE,
	EMU_541_FAIL_TOC,
	EMU_541_FAIL_SELFTEST,	/* only SEND DIAGNOSTIC notices */
};

/* Audio status as READ SUB-CHANNEL 42h tells it, SCSI-2 table 239 */
enum emu_541_audio_status {
	EMU_541_PLAYING = 0x11,
	EMU_541_PAUSED = 0x12,
	EMU_541_COMPLETED = 0x13,
	EMU_541_ERROR = 0x14,
	EMU_541_NO_AUDIO = 0x15,
};

/**
 * struct emu_541_audio - the model of playing
 * @status: enum emu_541_audio_status, true at @stamp
 * @position: where the pick-up was at @stamp
 * @end: one behind the last block to be played
 * @stamp: see above
 * @select: per channel: outputs it goes to, bits
 * @volume: per channel: 0 to 255
 */
struct emu_541_audio {
	u8 status;
	u32 position;
	u32 end;
	ktime_t stamp;
	u8 select[EMU_541_CHANNELS];
	u8 volume[EMU_541_CHANNELS];
};

/**
 * struct emu_541_track - a track of the first session
 * @number: as on the disc
 * @control: of the Q sub-channel, b2 a data track
 * @start: first block of index 1
 */
struct emu_541_track {
	u8 number;
	u8 control;
	u32 start;
};

/**
 * struct emu_541_toc - its table of contents
 * @nr: tracks, 0 when it can't be recovered
 * @tracks: in order
 * @lead_out: first block behind the last track
 */
struct emu_541_toc {
	unsigned int nr;
	u32 lead_out;
	struct emu_541_track tracks[EMU_MAX_TRACKS];
};

/* One mode page from byte 2 on, current values */
#define EMU_541_PAGES		4	/* 01h 02h 07h 08h; 09h is the audio model */
#define EMU_541_PAGE_MAX	14

/**
 * struct emu_541 - what only this drive has
 * @busy_until: BUSY until then: diagnosing, loading
 * @diagnose_ms: time of the diagnostics at power-on
 * @load_ms: time to load a caddy and to read its TOC, at power-on
 * @failure: what is wrong
 * @autosense: the host adapter asks for sense by itself
 * @sense: kept for a REQUEST SENSE that comes next
 * @info: block that belongs to @sense
 * @reserved: this host has the drive
 * @other_reserved: another initiator has it
 * @block_len: logical block, bytes
 * @pages: mode pages
 * @audio: what it plays
 * @buffer: what WRITE BUFFER left, EMU_541_BUFFER bytes
 * @toc: of the disc in it, as of the command that runs; nothing without a disc
 * @tested: result of the last SEND DIAGNOSTIC: 0 good
 */
struct emu_541 {
	ktime_t busy_until;
	u32 diagnose_ms;
	u32 load_ms;
	enum emu_541_failure failure;
	bool autosense;
	int sense;
	u32 info;
	bool reserved;
	bool other_reserved;
	u32 block_len;
	u8 pages[EMU_541_PAGES][EMU_541_PAGE_MAX];
	struct emu_541_audio audio;
	struct emu_541_toc toc;
	u8 *buffer;
	u8 tested;
};

/* ---- emu_541_disc.c: a disc as this drive sees it ----------------------- */

void emu_541_recover_toc(struct emu_drive *drive);
int emu_541_track_at(const struct emu_541_toc *toc, u32 lba);
bool emu_541_is_audio(const struct emu_541_toc *toc, u32 lba);
bool emu_541_index_start(struct emu_disc *disc, u8 track, u8 index, u32 *lba);
int emu_541_sector(struct emu_disc *disc, u32 lba, u8 mode, u8 *sector);
int emu_541_sector_mode(struct emu_disc *disc, u32 lba, u8 *sector, u8 *mode);

/* ---- emu_541_state.c: power, attentions, readiness, sense --------------- */

int emu_541_create(struct emu_drive *drive);
void emu_541_destroy(struct emu_drive *drive);
void emu_541_power_on(struct emu_drive *drive);
void emu_541_reset(struct emu_drive *drive);
void emu_541_defaults(struct emu_541 *cdu);
bool emu_541_busy(const struct emu_drive *drive);
int emu_541_not_ready(struct emu_drive *drive, struct emu_cmd *cmd);
int emu_541_attention(struct emu_drive *drive);

/* ---- emu_541_audio.c: playing ------------------------------------------- */

void emu_541_audio_now(struct emu_drive *drive);
void emu_541_audio_stop(struct emu_drive *drive, u32 position);
int emu_541_audio_play(struct emu_drive *drive, u32 from, u32 end);
int emu_541_audio_pause(struct emu_drive *drive, bool pause);
u8 emu_541_audio_status(struct emu_drive *drive);

/* ---- the commands; emu_541.c has their table ---------------------------- */

emu_exec_fn emu_541_test_unit_ready, emu_541_request_sense, emu_541_inquiry;
emu_exec_fn emu_541_reserve, emu_541_release, emu_541_start_stop;
emu_exec_fn emu_541_prevent_allow, emu_541_send_diagnostic;
emu_exec_fn emu_541_receive_diagnostic;
emu_exec_fn emu_541_read_buffer, emu_541_write_buffer;
emu_exec_fn emu_541_mode_sense, emu_541_mode_select;
emu_exec_fn emu_541_read, emu_541_verify, emu_541_seek, emu_541_rezero;
emu_exec_fn emu_541_read_capacity;
emu_exec_fn emu_541_read_toc, emu_541_read_toc_sony;
emu_exec_fn emu_541_read_header, emu_541_read_header_sony;
emu_exec_fn emu_541_read_sub_channel, emu_541_read_sub_channel_sony;
emu_exec_fn emu_541_play, emu_541_play_msf, emu_541_play_index;
emu_exec_fn emu_541_play_track_sony, emu_541_pause_resume, emu_541_pause_sony;
emu_exec_fn emu_541_playback_status, emu_541_playback_control;

u32 emu_541_per_sector(const struct emu_541 *cdu);
void emu_541_put_address(u8 *buf, u32 lba, bool msf);
bool emu_541_lbamsf(const struct emu_541 *cdu);

int emu_541_execute(struct emu_drive *drive, struct emu_cmd *cmd);
int emu_541_verb(struct emu_drive *drive, char *args);
void emu_541_show(struct emu_drive *drive, struct seq_file *m);

#endif /* EMU_541_H */

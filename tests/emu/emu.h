/* SPDX-License-Identifier: GPL-2.0 */
/*
 * dsr_emu: a virtual tower of optical drives.
 *
 * Locks, outermost first:
 *   emu_lock      the lists of drives, changers and discs; held by every
 *                 command of the control file
 *   emu_place_lock  which disc is in which drive or changer; held by a
 *                 changer's commands too
 *   drive->lock   the state of one drive; held while a command executes, not
 *                 while it waits for modelled time to pass
 *   disc->lock    the tracks and the content of one disc
 *   drive->qlock  (spinlock, irq) the drive's queue of SCSI commands
 */
#ifndef EMU_H
#define EMU_H

#include <linux/bits.h>
#include <linux/kref.h>
#include <linux/ktime.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/seq_file.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include <linux/xarray.h>

#include "compat.h"
#include "emu_cd.h"
#include "emu_recording.h"

struct crypto_shash;
struct emu_541;
struct emu_smc;
struct file;
struct scsi_cmnd;
struct Scsi_Host;
struct shash_desc;

#define EMU_BLOCK		2048u	/* user data of a block, MMC-6 4.2 */
#define EMU_NAME_MAX		32	/* of a disc, with the final NUL */
#define EMU_TAG_MAX		32u	/* of a volume tag, SMC-3 table 26 */
#define EMU_SERIAL_LEN		8u
#define EMU_IDENTIFIER		(8 + 16 + EMU_SERIAL_LEN) /* T10 vendor ID */
#define EMU_MAX_DRIVES		128
#define EMU_MAX_TRACKS		99	/* Red Book; DVD and BD stay below */
#define EMU_CHUNK_BLOCKS	32u	/* moved at a time: 64 KiB */
#define EMU_CHUNK		(EMU_CHUNK_BLOCKS * EMU_BLOCK)

/* Sense as one number: key, additional code, qualifier. 0 is GOOD. */
#define EMU_SENSE(k, asc, ascq)	(((k) << 16) | ((asc) << 8) | (ascq))
#define EMU_SENSE_GIVEN		0x1000000 /* CHECK CONDITION even with 0/00/00 */
#define EMU_SENSE_KEY(s)	(((s) >> 16) & 0x0f)
#define EMU_SENSE_ASC(s)	(((s) >> 8) & 0xff)
#define EMU_SENSE_ASCQ(s)	((s) & 0xff)

/* SPC-4 table 48 and annex D.2; MMC-6 annex F. */
#define EMU_BECOMING_READY	EMU_SENSE(2, 0x04, 0x01)
#define EMU_FORMATTING		EMU_SENSE(2, 0x04, 0x04)
#define EMU_BUSY_OPERATION	EMU_SENSE(2, 0x04, 0x07)
#define EMU_BUSY_WRITE		EMU_SENSE(2, 0x04, 0x08)
#define EMU_NO_MEDIUM_CLOSED	EMU_SENSE(2, 0x3a, 0x01)
#define EMU_NO_MEDIUM_OPEN	EMU_SENSE(2, 0x3a, 0x02)
#define EMU_UNRECOVERED_READ	EMU_SENSE(3, 0x11, 0x00)
#define EMU_WRITE_ERROR		EMU_SENSE(3, 0x0c, 0x00)
#define EMU_INTERNAL_FAILURE	EMU_SENSE(4, 0x44, 0x00)
#define EMU_BAD_LIST_LENGTH	EMU_SENSE(5, 0x1a, 0x00)
#define EMU_BAD_OPCODE		EMU_SENSE(5, 0x20, 0x00)
#define EMU_LBA_RANGE		EMU_SENSE(5, 0x21, 0x00)
#define EMU_BAD_WRITE_ADDRESS	EMU_SENSE(5, 0x21, 0x02)
#define EMU_BAD_CDB		EMU_SENSE(5, 0x24, 0x00)
#define EMU_BAD_PARAMETER	EMU_SENSE(5, 0x26, 0x00)
#define EMU_SEQUENCE		EMU_SENSE(5, 0x2c, 0x00)
#define EMU_CANNOT_READ		EMU_SENSE(5, 0x30, 0x02)
#define EMU_CANNOT_WRITE	EMU_SENSE(5, 0x30, 0x05)
#define EMU_CANNOT_FORMAT	EMU_SENSE(5, 0x30, 0x06)
#define EMU_NOT_FORMATTED	EMU_SENSE(5, 0x30, 0x10)
#define EMU_NO_SAVING		EMU_SENSE(5, 0x39, 0x00)
#define EMU_REMOVAL_PREVENTED	EMU_SENSE(5, 0x53, 0x02)
#define EMU_END_OF_TRACK	EMU_SENSE(5, 0x63, 0x00)
#define EMU_ILLEGAL_MODE	EMU_SENSE(5, 0x64, 0x00)
#define EMU_SCRAMBLED		EMU_SENSE(5, 0x6f, 0x03)
#define EMU_EMPTY_SESSION	EMU_SENSE(5, 0x72, 0x00)
#define EMU_MEDIUM_CHANGED	EMU_SENSE(6, 0x28, 0x00)
#define EMU_POWER_ON		EMU_SENSE(6, 0x29, 0x00)
#define EMU_WRITE_PROTECTED	EMU_SENSE(7, 0x27, 0x00)
#define EMU_MISCOMPARE		EMU_SENSE(14, 0x1d, 0x00)

#include "emu_media.h"

/*
 * ---- discs: emu_disc.c, emu_store.c, emu_track.c, emu_append.c, emu_erase.c,
 * emu_layer.c
 */

enum emu_track_state {
	EMU_TRACK_BLANK,	/* the invisible track, nothing written */
	EMU_TRACK_RESERVED,	/* has a fixed size, nothing written */
	EMU_TRACK_OPEN,		/* partly written */
	EMU_TRACK_CLOSED,
};

/**
 * struct emu_track - one logical track
 * @start: first block; of a CD that of INDEX 01
 * @size: blocks, for a track that is not closed: up to where it may grow
 * @nwa: next writable block
 * @session: number, from 1
 * @state: see above
 * @reserved: made by RESERVE TRACK
 * @linked: CD, written track at once: neither the pre-gap nor the run-out
 *	blocks at the end, which @size counts, can be read
 * @control: CD: control nibble of Q, EMU_CTL_*
 * @mode: CD: what its blocks are
 * @pregap: CD: blocks of INDEX 00 in front of @start
 * @isrc: CD: 12 characters, or empty
 */
struct emu_track {
	u32 start;
	u32 size;
	u32 nwa;
	u16 session;
	enum emu_track_state state;
	bool reserved;
	bool linked;
	u8 control;
	enum emu_track_mode mode;
	u32 pregap;
	char isrc[EMU_ISRC_LEN + 1];
};

enum emu_store_kind {
	EMU_STORE_MEMORY,	/* pages, as many as are written */
	EMU_STORE_FILE,		/* a backing file */
	EMU_STORE_IMAGE,	/* reads from a file, writes to pages */
	EMU_STORE_DIGEST,	/* a running SHA-256, can't be read */
	EMU_STORE_NOTHING,	/* a rehearsal: what is written is forgotten */
};

/* Copyright protection: of a DVD as MMC-6 table 386 counts it; AACS is of BD */
enum emu_protection { EMU_UNPROTECTED, EMU_CSS, EMU_CPRM, EMU_AACS };

/* BG format status, MMC-6 table 375; begun: a DVD-RW's session is open */
enum emu_format_state { EMU_UNFORMATTED, EMU_FORMAT_BEGUN, EMU_FORMATTED = 3 };

/**
 * struct emu_disc - a disc; exists apart from drives
 * @node: in the list of discs, under emu_lock
 * @ref: held by the list, and by the drive that the disc is in
 * @lock: guards everything below but @drive
 * @name: how the control file calls it
 * @medium: its kind; FORMAT UNIT and BLANK turn one DVD-RW into the other
 * @drive: number of the drive it is in or -1; under emu_place_lock
 * @changer: it is in an element of this changer that no drive reads; under
 *	emu_place_lock
 * @back: its other side, a disc of its own, or NULL; under emu_place_lock
 * @tag: on it for changers to read, or empty; under emu_place_lock
 * @label_bytes: length of the label printed on it, 0: none
 * @label_crc: CRC-32 of these bytes
 * @area: blocks with spare areas and both layers, never changes
 * @capacity: blocks that fit as it is formatted and its layers are divided
 * @kind: where the content is kept
 * @pages: index to pages of blocks, absent ones read as zeros
 * @file: open backing file or image
 * @hash: EMU_STORE_DIGEST: running SHA-256 of the blocks in order
 * @hash_next: the block that @hash expects, ~0 once the order was broken
 * @data_end: one behind the last block the host has written
 * @format: see enum emu_format_state
 * @layer_break: blocks of layer 0, 0 for one layer
 * @at_once: the session that is written is a disc-at-once or session-at-once
 *	one, which SYNCHRONIZE CACHE closes
 * @finalised: no further session can be added
 * @sessions: closed sessions
 * @nr_tracks: entries used in @tracks; at least 1
 * @tracks: in order; the last one is the invisible one unless @finalised
 * @lead_out: per closed session, first block of its lead-out
 * @cd: what only a CD has, NULL for others
 * @protection: of its copyright
 * @scrambled_from: with @protection: blocks from here on are scrambled; of CSS
 *	they can't be read
 */
struct emu_disc {
	struct list_head node;
	struct kref ref;
	struct mutex lock; /* tracks and content */
	char name[EMU_NAME_MAX];
	const struct emu_medium *medium;
	int drive;
	struct emu_smc *changer;
	struct emu_disc *back;
	char tag[EMU_TAG_MAX + 1];
	u32 label_bytes;
	u32 label_crc;
	u32 area;
	u32 capacity;
	enum emu_store_kind kind;
	struct xarray pages;
	struct file *file;
	struct shash_desc *hash;
	u32 hash_next;
	u32 data_end;
	enum emu_format_state format;
	u32 layer_break;
	bool at_once;
	bool finalised;
	u16 sessions;
	u16 nr_tracks;
	struct emu_track tracks[EMU_MAX_TRACKS + 1];
	u32 lead_out[EMU_MAX_TRACKS + 1];
	struct emu_cd *cd;
	enum emu_protection protection;
	u32 scrambled_from;
};

enum emu_export { EMU_EXPORT_USER, EMU_EXPORT_RAW, EMU_EXPORT_RAW_SUB };

struct emu_disc *emu_disc_find(const char *name);
struct emu_disc *emu_disc_create(const char *name,
				 const struct emu_medium *medium,
				 enum emu_store_kind kind, const char *path);
void emu_disc_add(struct emu_disc *disc);
void emu_disc_for_each(struct seq_file *m,
		       void (*fn)(struct seq_file *m, struct emu_disc *disc));
int emu_export(struct emu_disc *disc, const char *path, enum emu_export how);
bool emu_load_knows(const char *path);
int emu_load_cd(const char *name, const struct emu_medium *medium,
		const char *path, const char *text);
void emu_show_sessions(struct seq_file *m);
void emu_show_tracks(struct seq_file *m);
void emu_show_states(struct seq_file *m);
int emu_disc_new(const char *name, const struct emu_medium *medium, u32 size,
		 enum emu_store_kind kind, const char *path);
int emu_disc_load(const char *name, const struct emu_medium *medium,
		  const char *path, u32 layer_break);
int emu_disc_delete(const char *name);
void emu_disc_join(struct emu_disc *disc, struct emu_disc *back);
void emu_disc_get(struct emu_disc *disc);
void emu_disc_put(struct emu_disc *disc);
void emu_disc_delete_all(void);
void emu_disc_show_all(struct seq_file *m);

int emu_store_init(struct emu_disc *disc, const char *path);
void emu_store_exit(struct emu_disc *disc);
void emu_store_clear(struct emu_disc *disc, u32 from);
int emu_store_read(struct emu_disc *disc, u32 lba, u32 blocks, u8 *buf);
int emu_store_write(struct emu_disc *disc, u32 lba, u32 blocks, const u8 *buf);
void emu_store_hash(struct emu_disc *disc, s32 lba, const u8 *buf, u32 len);
void emu_store_digest(struct emu_disc *disc, struct seq_file *m);

void emu_track_init(struct emu_disc *disc, struct emu_track *t, u32 start);
void emu_track_blank(struct emu_disc *disc);
void emu_track_pressed(struct emu_disc *disc, u32 blocks);
void emu_track_format(struct emu_disc *disc, u32 blocks);
u32 emu_formatted_capacity(const struct emu_disc *disc);
void emu_track_grow(struct emu_disc *disc, u32 from);
bool emu_disc_blank(const struct emu_disc *disc);
u32 emu_disc_readable_end(const struct emu_disc *disc);
int emu_track_by_lba(const struct emu_disc *disc, s32 lba);
int emu_track_readable(const struct emu_disc *disc, s32 lba, u32 blocks,
		       u32 *bad);
u32 emu_track_free(const struct emu_disc *disc, const struct emu_track *t);
u16 emu_session_first_track(const struct emu_disc *disc, u16 session);
bool emu_session_empty(const struct emu_disc *disc);

int emu_append_check(struct emu_disc *disc, u32 lba, u32 blocks, int *track);
void emu_append_advance(struct emu_disc *disc, int track, u32 lba, u32 blocks);
bool emu_append_sync(struct emu_disc *disc);
int emu_append_reserve(struct emu_disc *disc, u32 blocks, bool at_once);
int emu_append_close_track(struct emu_disc *disc, int track);
int emu_append_close_session(struct emu_disc *disc, bool appendable);
void emu_append_close_growing(struct emu_disc *disc);
bool emu_append_invisible(struct emu_disc *disc, u32 start);

int emu_erase_disc(struct emu_disc *disc);
int emu_erase_track(struct emu_disc *disc, u32 number);
int emu_erase_tail(struct emu_disc *disc, u32 lba);
int emu_erase_unclose(struct emu_disc *disc);
int emu_erase_session(struct emu_disc *disc);

bool emu_layer_open(const struct emu_disc *disc);
int emu_layer_set(struct emu_disc *disc, u32 blocks);

/* ---- drives: emu_drive.c, emu_tray.c, emu_timing.c, emu_rehearsal.c ---- */

/**
 * struct emu_model - one kind of drive
 * @name: as in the drive table
 * @product: INQUIRY product identification
 * @writes: knows the write commands
 * @cdu541: is a Sony CDU-541, a drive older than MMC, see emu_541.h
 */
struct emu_model {
	const char *name;
	const char *product;
	bool writes;
	bool cdu541;
};

/* What a lesser recorder can't do, in the order of emu_verbs.c's words */
#define EMU_LACKS_SAO	0x01
#define EMU_LACKS_TAO	0x02
#define EMU_LACKS_RAW	0x04
#define EMU_LACKS_TEST	0x08
#define EMU_LACKS_TEXT	0x10	/* CD-TEXT in the lead-in, and told so */
#define EMU_LACKS_C2	0x20	/* error pointers */
#define EMU_LACKS_C2_ALONE 0x40	/* error pointers without the blocks */

/* What the drive is busy with after an immediate answer. */
struct emu_long_op {
	int sense;		/* 0 when idle */
	ktime_t start;
	ktime_t end;
};

/**
 * struct emu_buffer - the model of the drive's buffer and of its clock
 * @on: speed-true; else everything takes no time
 * @factor: runs so many times faster than life
 * @erase_ms: how long blanking and formatting take, whatever the clock; or 0
 * @load_ms: how long loading a disc takes in life; 0: as the medium says
 * @forced: write speed in 1/100 x when set from the control file, else 0
 * @size: bytes
 * @forced_size: bytes when set from the control file, else 0
 * @fill: bytes that wait to be burned
 * @stamp: when @fill was true; may lie ahead while the lead-in is burned
 * @burning: the laser is on
 * @started: lead-in was burned since the disc was inserted or closed
 * @lowest: lowest @fill seen while burning, ~0 when it never burned
 * @underruns: times the buffer ran empty within a track
 * @read_next: the block that needs no seek
 * @read_done: when the last block that was asked for left the disc
 */
struct emu_buffer {
	bool on;
	u32 factor;
	u32 erase_ms;
	u32 load_ms;
	u32 forced;
	u64 size;
	u64 forced_size;
	u64 fill;
	ktime_t stamp;
	bool burning;
	bool started;
	u64 lowest;
	u32 underruns;
	u32 read_next;
	ktime_t read_done;
};

/* Counters; under drive->lock, read without it by debugfs. */
struct emu_stats {
	u64 commands;
	u64 blocks_read;
	u64 blocks_written;
	u64 blocks_tested;
	u64 pages_same;
	u64 pages_other;
	u64 pages_shared;
	u64 faults;
	u64 aborts;
	u64 resets;
	u64 overlaps;
	u32 max_reads_per_lba;
	u32 opcodes[256];
};

#define EMU_UA_POWER_ON		0x01
#define EMU_UA_MEDIUM		0x02

/* Media events of GET EVENT STATUS NOTIFICATION, MMC-6 table 312 */
enum emu_media_event {
	EMU_EVENT_NONE,
	EMU_EVENT_EJECT_REQUEST,
	EMU_EVENT_NEW_MEDIA,
	EMU_EVENT_REMOVAL,
};

/**
 * struct emu_drive - one virtual drive
 * @number: as the control file counts; readers first
 * @model: reader or recorder
 * @host: its host, shared when one_host is set
 * @id: target on that host
 * @gone: unplugged; under emu_lock
 * @lock: guards the drive's state
 * @qlock: guards @queue, @hung, @running, @answering and @stop
 * @queue: commands that wait
 * @hung: commands that will never be answered
 * @running: the command that executes
 * @answering: @running is already back with the midlayer, or on its way
 * @stop: nothing more is executed
 * @wake: tells the waiting worker of an abort, and aborters of its answer
 * @worker: ordered: one command at a time
 * @work: takes commands off @queue
 * @gone_work: unplugs the drive, for a fault
 * @disc: in the tray or NULL; changes under emu_place_lock and @lock
 * @tray_open: the tray is out
 * @prevented: PREVENT ALLOW MEDIUM REMOVAL
 * @attention: EMU_UA_*
 * @event: media event to be told
 * @long_op: what it is busy with
 * @write_page: mode page 05h from byte 2
 * @error_page: mode page 01h from byte 2
 * @power_page: mode page 1Ah from byte 2
 * @lacks: EMU_LACKS_*
 * @nwa_gap: session at once it counts the pregap to what is written next
 * @plan: the session that is recorded at once, or NULL
 * @rehearsal: the disc as a test write would leave it, or NULL
 * @write_kbps: chosen write speed, 0 is the fastest
 * @read_kbps: chosen read speed, 0 is the fastest
 * @buffer: the timing model
 * @faults: list of struct emu_fault; under @lock
 * @stats: counters
 * @reads: saturating count of reads per block of the disc, or NULL
 * @reads_size: entries in @reads
 * @bounce: EMU_CHUNK bytes between the disc and the host's pages
 * @sector: one sector of a CD, on its way
 * @second: the sector behind it
 * @read_offset: audio is read so many samples behind the place asked for
 * @position: the block that the pick-up is over
 * @cdu: what only a CDU-541 has, else NULL
 * @smc: this is a changer, see emu_smc.h; else NULL
 */
struct emu_drive {
	unsigned int number;
	const struct emu_model *model;
	struct Scsi_Host *host;
	unsigned int id;
	bool gone;
	struct mutex lock; /* the state of the drive */
	spinlock_t qlock; /* queue, hung, running, answering, stop */
	struct list_head queue;
	struct list_head hung;
	struct emu_cmd *running;
	bool answering;
	bool stop;
	wait_queue_head_t wake;
	struct workqueue_struct *worker;
	struct work_struct work;
	struct work_struct gone_work;
	struct emu_disc *disc;
	bool tray_open;
	bool prevented;
	u8 attention;
	enum emu_media_event event;
	struct emu_long_op long_op;
	u8 write_page[50];
	u8 error_page[10];
	u8 power_page[10];
	u8 lacks;
	bool nwa_gap;
	struct emu_recording *plan;
	struct emu_disc *rehearsal;
	u32 write_kbps;
	u32 read_kbps;
	struct emu_buffer buffer;
	struct list_head faults;
	struct emu_stats stats;
	u8 *reads;
	u32 reads_size;
	u8 *bounce;
	u8 sector[EMU_RAW];
	u8 second[EMU_RAW];
	s32 read_offset;
	s32 position;
	struct emu_541 *cdu;
	struct emu_smc *smc;
};

/**
 * struct emu_cmd - one SCSI command on its way, lives behind the scsi_cmnd
 * @node: in the drive's queue or list of hung commands
 * @scmd: the midlayer's command
 * @cdb: its bytes
 * @lba: first block of a command that has one
 * @blocks: number of blocks, 0 for a command that moves none
 * @block_size: bytes moved for each of them
 * @residual: bytes of the host's buffer that were not used
 * @delay: nanoseconds until it may be answered
 * @sense: that it was answered with, 0 for none
 * @progress: for sense, 0..65535
 * @info: the block that failed, for sense
 * @info_valid: @info is set
 * @field: the byte of the parameter list that is wrong, for sense
 * @field_valid: @field is set
 * @aborted: wanted back by the midlayer, under qlock
 * @overlapped: dropped without an answer because another came, under qlock
 * @flip: store or deliver one wrong bit at block @flip_lba
 * @flip_lba: see @flip
 * @c2: READ CD tells of errors in block @c2_lba
 * @c2_lba: see @c2
 * @audio: READ CD: the first block was audio
 * @shorten: move only half of the data
 * @garbage: number of the garbage pattern, 0 for none
 */
struct emu_cmd {
	struct list_head node;
	struct scsi_cmnd *scmd;
	const u8 *cdb;
	u32 lba;
	u32 blocks;
	u32 block_size;
	u32 residual;
	u64 delay;
	int sense;
	u16 progress;
	u32 info;
	bool info_valid;
	u16 field;
	bool field_valid;
	bool aborted;
	bool overlapped;
	bool flip;
	u32 flip_lba;
	bool c2;
	s32 c2_lba;
	bool audio;
	bool shorten;
	u32 garbage;
};

extern struct mutex emu_lock;
extern struct mutex emu_place_lock;
extern struct emu_drive *emu_drives[EMU_MAX_DRIVES];
extern unsigned int emu_nr_drives;
extern struct workqueue_struct *emu_wq;
extern bool emu_timing_default;
extern unsigned int emu_factor_default;

struct emu_drive *emu_drive_create(unsigned int number,
				   const struct emu_model *model);
void emu_drive_destroy(struct emu_drive *drive);
void emu_drive_run(struct work_struct *work);
void emu_drive_queue(struct emu_drive *drive, struct emu_cmd *cmd);
void emu_drive_start(struct emu_drive *drive);
void emu_drive_stop(struct emu_drive *drive);
void emu_drive_abort(struct emu_drive *drive, struct emu_cmd *cmd);
void emu_drive_reset(struct emu_drive *drive);
void emu_drive_reset_stats(struct emu_drive *drive);
void emu_drive_count_reads(struct emu_drive *drive, u32 lba, u32 blocks);
void emu_drive_forget_reads(struct emu_drive *drive);

int emu_tray_insert(struct emu_drive *drive, struct emu_disc *disc);
int emu_tray_take(struct emu_drive *drive, bool force);
int emu_tray_open(struct emu_drive *drive);
void emu_tray_pull(struct emu_drive *drive);
void emu_tray_close(struct emu_drive *drive);
int emu_tray_not_ready(struct emu_drive *drive, struct emu_cmd *cmd);
int emu_tray_attention(struct emu_drive *drive);

/* Byte 2 of mode page 05h, MMC-6 tables 648 and 649 */
#define EMU_WRITE_TYPE		0x0f
#define EMU_TEST_WRITE		0x10

enum emu_write_type {
	EMU_WRITE_PACKET,	/* DVD-R: incremental */
	EMU_WRITE_TRACK,	/* track-at-once */
	EMU_WRITE_AT_ONCE,	/* session-at-once, on DVD-R disc-at-once */
	EMU_WRITE_RAW,
};

enum emu_write_type emu_write_type(const struct emu_drive *drive);
bool emu_rehearsing(const struct emu_drive *drive);
struct emu_disc *emu_rehearsal_target(struct emu_drive *drive);
void emu_rehearsal_end(struct emu_drive *drive);

void emu_timing_reset(struct emu_drive *drive);
u64 emu_timing_scale(const struct emu_drive *drive, u64 ms);
u32 emu_timing_write_kbps(const struct emu_drive *drive);
u32 emu_timing_read_kbps(const struct emu_drive *drive);
void emu_timing_write(struct emu_drive *drive, struct emu_cmd *cmd, u32 bytes);
void emu_timing_read(struct emu_drive *drive, struct emu_cmd *cmd, u32 lba,
		     u32 bytes);
u64 emu_timing_flush(struct emu_drive *drive);
void emu_timing_long(struct emu_drive *drive, struct emu_cmd *cmd, u64 ns,
		     int sense, bool immediate);
u64 emu_timing_free(struct emu_drive *drive);
u64 emu_timing_erase(const struct emu_drive *drive, bool full);

/* ---- hosts: emu_host.c ------------------------------------------------- */

int emu_host_create_all(void);
int emu_host_add_drives(void);
void emu_host_remove_all(void);
int emu_host_gone(struct emu_drive *drive);
int emu_host_back(struct emu_drive *drive);

#include "emu_commands.h"

#endif /* EMU_H */

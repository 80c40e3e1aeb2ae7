/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What one family of media needs before, between and after the writes.
 */
#ifndef DSR_RECORDER_H
#define DSR_RECORDER_H

#include "drive.h"
#include "drive_media.h"
#include "drive_order.h"
#include "layout.h"
#include "stream.h"

struct dsr_recorder_ops;

/**
 * struct dsr_recorder - a drive in the role of a sink
 * @p: how it is talked to; error goes to its owner
 * @claim: the drive
 * @ops: of the medium's family, once checked
 * @layout: what is to be written
 * @blocks: from the first one to the end of the last track
 * @speed_kbs: wanted, 0: the fastest
 * @write_mode: enum dsr_write_mode wanted, and from @check on the one taken; CD
 *	only
 * @overwrite: data on a rewritable medium may go
 * @simulate: with the laser off; set before @check, and only where the family
 *	simulates. The caller leaves the power calibration out then: it writes
 * @full: erase every block, not only what makes the medium look blank
 * @progress: who hears how far erasing is; see struct dsr_progress
 * @at_once: found by @check: the drive writes the whole disc at once and closes
 *	it by itself (DVD-R, DVD-RW)
 * @gaps: found by @check: wants silent segments too
 * @session: that is being written, 0: none yet; where there may be several
 * @track_open: index of the track that is being written, and not yet closed; -1:
 *	none; where there may be several
 * @unformatted: found by a look at it: nothing on it can be read
 * @format: found likewise: it is to be formatted so; @format.blocks 0: it is not
 * @profile: MMC_PROFILE_*
 * @disc: as it was when checked
 * @track: the one to be written into
 * @capacity: free blocks there
 * @lba: where the first block goes
 * @mute: does not tell about its buffer
 * @filled: its buffer was half full once
 * @empty: its buffer was empty at the last look
 * @medium_id: see struct dsr_sink_status
 */
struct dsr_recorder {
	struct dsr_patience p;
	const struct dsr_claim *claim;
	const struct dsr_recorder_ops *ops;
	const struct dsr_layout *layout;
	u64 blocks;
	u32 speed_kbs;
	u32 write_mode;
	bool overwrite;
	bool simulate;
	bool full;
	struct dsr_progress progress;
	bool at_once;
	bool unformatted;
	struct dsr_format_descriptor format;
	bool gaps;
	u8 session;
	int track_open;
	u16 profile;
	struct dsr_disc_info disc;
	struct dsr_track_info track;
	u64 capacity;
	u32 lba;
	bool mute;
	bool filled;
	bool empty;
	char medium_id[DSR_MEDIUM_ID_BYTES];
};

/**
 * struct dsr_recorder_ops - one family of media
 * @profiles: MMC_PROFILE_* it serves, ended by 0
 * @family: enum dsr_family of the layouts it takes, besides DSR_FAMILY_ANY
 * @depth: WRITEs that may be queued: 1 where their order counts
 * @whole: blocks; the last WRITE is filled up with zeros to a multiple of them: 0
 *	where any number will do
 * @simulates: knows test write; the caller refuses @simulate elsewhere with
 *	DSR_REASON_NO_SIMULATION
 * @several: holds several tracks and sessions; the caller refuses layouts with
 *	more than one track elsewhere with DSR_REASON_SESSIONS
 * @check: is it blank or may it be overwritten; finds @capacity and @lba;
 *	no laser is lit
 * @start: write parameters, format, reservation; the next thing is a WRITE, or
 *	@enter
 * @enter: the next WRITE is the first one of a segment; NULL: nothing to do
 * @tail: called once all of the stream was written, before the flush: blocks
 *	that the medium wants behind it; NULL: none. Not after a failure or a cancel
 * @finish: buffer is flushed: close what has been opened
 * @erase: takes away what is on the medium, as @full says, and waits for it.
 *	The caller has read @profile and @disc and set the speed; neither @check
 *	nor the power calibration comes before it, @layout may be NULL. NULL: the
 *	medium cannot be erased, the caller refuses with DSR_REASON_NOT_ERASABLE.
 *	What the drive does by itself is not given up when a job is cancelled:
 *	it could not be stopped, and half a blanked disc serves nobody
 *
 * All return 0 or -errno with p.error filled. p.when: DSR_WHEN_CHECK for
 * @check, DSR_WHEN_WRITE for @start, @enter, @tail and @erase, DSR_WHEN_CLOSE for @finish.
 */
struct dsr_recorder_ops {
	const u16 *profiles;
	u8 family;
	u32 depth;
	u32 whole;
	bool simulates;
	bool several;
	int (*check)(struct dsr_recorder *r);
	int (*start)(struct dsr_recorder *r);
	int (*enter)(struct dsr_recorder *r, const struct dsr_segment *seg);
	int (*tail)(struct dsr_recorder *r);
	int (*finish)(struct dsr_recorder *r);
	int (*erase)(struct dsr_recorder *r);
};

extern const struct dsr_recorder_ops dsr_recorder_cd_r;
extern const struct dsr_recorder_ops dsr_recorder_cd_rw;
/* DVD+R, single and dual layer */
extern const struct dsr_recorder_ops dsr_recorder_dvd_plus_r;
/* DVD-R, single and dual layer; DVD-RW sequential */
extern const struct dsr_recorder_ops dsr_recorder_dvd_r;
extern const struct dsr_recorder_ops dsr_recorder_dvd_rw_seq;
/* written over in place */
extern const struct dsr_recorder_ops dsr_recorder_dvd_rw_ro;
extern const struct dsr_recorder_ops dsr_recorder_dvd_plus_rw;
extern const struct dsr_recorder_ops dsr_recorder_dvd_ram;
extern const struct dsr_recorder_ops dsr_recorder_bd_re;
extern const struct dsr_recorder_ops dsr_recorder_bd_r;

int dsr_recorder_refuse(struct dsr_recorder *r, u32 reason, u64 value);
int dsr_recorder_check_blank(struct dsr_recorder *r);
int dsr_recorder_check_erasable(struct dsr_recorder *r);
int dsr_recorder_blank(struct dsr_recorder *r,
		       const struct dsr_write_params *params,
		       const struct dsr_progress *progress);
bool dsr_recorder_goes_on(const struct dsr_recorder *r, u8 session);
int dsr_recorder_leave(struct dsr_recorder *r);
int dsr_recorder_turn(struct dsr_recorder *r, u8 session);
int dsr_recorder_address(struct dsr_recorder *r, s32 lba, u32 gap);

/* of DVD: what is reserved, and what layers part between (MMC-6 4.3.3) */
#define DSR_ECC_BLOCKS	(DSR_ECC_BYTES / 2048)

/* recorder_several.c */
bool dsr_recorder_several(const struct dsr_recorder *r);
int dsr_recorder_next_track(struct dsr_recorder *r,
			    const struct dsr_segment *seg);
bool dsr_recorder_begun(const struct dsr_recorder *r);
int dsr_recorder_last_track(struct dsr_recorder *r);

/* recorder_layers.c */
int dsr_recorder_check_layers(struct dsr_recorder *r);
int dsr_recorder_set_layers(struct dsr_recorder *r);

#endif

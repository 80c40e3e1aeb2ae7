/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What one family of media needs before, between and after the writes.
 */
#ifndef DSR_RECORDER_H
#define DSR_RECORDER_H

#include "drive.h"
#include "layout.h"

struct dsr_recorder_ops;

/**
 * struct dsr_recorder - a drive in the role of a sink
 * @p: how it is talked to; error goes to its owner
 * @claim: the drive
 * @ops: of the medium's family, once checked
 * @layout: what is to be written
 * @blocks: of it
 * @speed_kbs: wanted, 0: the fastest
 * @overwrite: data on a rewritable medium may go
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
	bool overwrite;
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
 * @check: is it blank or may it be overwritten; finds @capacity and @lba;
 *	no laser is lit
 * @start: write parameters, format, reservation; the next thing is a WRITE
 * @finish: buffer is flushed: close what has been opened
 *
 * All return 0 or -errno with p.error filled.
 */
struct dsr_recorder_ops {
	const u16 *profiles;
	u8 family;
	u32 depth;
	int (*check)(struct dsr_recorder *r);
	int (*start)(struct dsr_recorder *r);
	int (*finish)(struct dsr_recorder *r);
};

extern const struct dsr_recorder_ops dsr_recorder_cd;
extern const struct dsr_recorder_ops dsr_recorder_dvd_plus_r;
extern const struct dsr_recorder_ops dsr_recorder_dvd_plus_rw;
extern const struct dsr_recorder_ops dsr_recorder_bd_r;

int dsr_recorder_refuse(struct dsr_recorder *r, u32 reason, u64 value);
int dsr_recorder_check_blank(struct dsr_recorder *r);

#endif

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The source of a job: fills chunks.
 */
#ifndef DSR_SOURCE_H
#define DSR_SOURCE_H

#include "drive.h"
#include "run.h"
#include "source_c2.h"

/**
 * struct dsr_source - the master
 * @run: of the job
 * @claim: a drive or a block device
 * @speed_kbs: wanted, 0: the fastest
 * @error: why it failed; reason 0: it did not
 * @read_blocks: published so far; written by the source only
 * @commands: READs or bios sent, repeats included
 * @locked: its tray is locked by us
 * @c2: how its drive tells of C2 errors, with DSR_JOB_F_C2
 */
struct dsr_source {
	struct dsr_run *run;
	struct dsr_claim claim;
	u32 speed_kbs;
	struct dsr_error error;
	u64 read_blocks;
	u64 commands;
	bool locked;
	struct dsr_c2 c2;
};

int dsr_source_prepare(struct dsr_source *s);
int dsr_source_pump(struct dsr_source *s);
void dsr_source_release(struct dsr_source *s);

#endif

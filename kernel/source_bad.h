/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A master with bad spots.
 */
#ifndef DSR_SOURCE_BAD_H
#define DSR_SOURCE_BAD_H

#include "run.h"
#include "transfer.h"

int dsr_bad_add(struct dsr_run *run, u32 kind, u64 lba);
bool dsr_bad_listed(const struct dsr_run *run, u32 kind, u64 lba);
bool dsr_source_bad(const struct dsr_run *run, const struct dsr_error *error);
int dsr_source_salvage(struct dsr_run *run, struct dsr_transfer *t,
		       struct dsr_error *error);

#endif

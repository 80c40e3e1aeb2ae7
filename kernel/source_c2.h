/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A master's audio and its C2 errors.
 */
#ifndef DSR_SOURCE_C2_H
#define DSR_SOURCE_C2_H

#include "drive.h"
#include "run.h"
#include "transfer.h"

/**
 * struct dsr_c2 - how a drive tells of C2 errors
 * @answer: where the bits go, and a block that is read again; NULL: nobody asks
 * @room: bytes in it
 * @form: enum dsr_c2_form that the drive takes for many blocks
 * @sent: commands so far
 * @one: the command
 */
struct dsr_c2 {
	struct dsr_chunk *answer;
	u32 room;
	u8 form;
	u64 sent;
	struct dsr_transfer one;
};

int dsr_c2_prepare(struct dsr_c2 *c, struct dsr_run *run,
		   const struct dsr_claim *claim, struct dsr_patience *p);
const struct dsr_segment *dsr_c2_segment(const struct dsr_stream *stream);
int dsr_c2_check(struct dsr_c2 *c, struct dsr_run *run,
		 const struct dsr_transfer *t, struct dsr_error *error);
void dsr_c2_release(struct dsr_c2 *c);

#endif

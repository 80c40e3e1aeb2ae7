/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The sub-channel of a session that is written raw. Pure; also compiled in
 * user space.
 */
#ifndef DSR_SUBQ_H
#define DSR_SUBQ_H

#include <linux/types.h>

#include "layout.h"

#define DSR_SUBQ_BYTES		12	/* of Q in one block, its CRC included */
#define DSR_SUBPW_BYTES		96	/* P-W in one block, a byte a symbol */

/**
 * struct dsr_subq - one session, as its sub-channel tells of it
 * @layout: checked
 * @session: 1..@layout->nr_sessions
 * @open: another session may follow; its lead-in then points there
 * @lead_in: LBA of the first block of its lead-in
 * @first_lead_in: LBA of that of the disc
 * @last_lead_out: LBA of the latest possible start of a lead-out
 * @cdtext: raw packs for the R-W of its lead-in; NULL: none
 * @nr_packs: of them
 */
struct dsr_subq {
	const struct dsr_layout *layout;
	u8 session;
	bool open;
	s32 lead_in;
	s32 first_lead_in;
	s32 last_lead_out;
	const u8 *cdtext;
	u32 nr_packs;
};

/* blocks of a lead-in after the first, and of a lead-out (Orange Book part II) */
#define DSR_LEAD_IN_NEXT	4500
#define DSR_LEAD_OUT_FIRST	6750
#define DSR_LEAD_OUT_NEXT	2250

/* LBAs of a session: INDEX 00 of its first track, its lead-out; that one's end */
s32 dsr_subq_start(const struct dsr_subq *s);
s32 dsr_subq_lead_out(const struct dsr_subq *s);
s32 dsr_subq_end(const struct dsr_subq *s);

u16 dsr_subq_crc(const u8 q[DSR_SUBQ_BYTES - 2]);
void dsr_subq_q(const struct dsr_subq *s, s32 lba, u8 q[DSR_SUBQ_BYTES]);
void dsr_subq_fill(const struct dsr_subq *s, s32 lba, u8 pw[DSR_SUBPW_BYTES]);

#endif

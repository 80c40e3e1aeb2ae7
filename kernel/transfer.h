/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Moving one chunk between its pages and a device.
 */
#ifndef DSR_TRANSFER_H
#define DSR_TRANSFER_H

#include "command.h"
#include "mmc_order.h"
#include "ring.h"
#include "stream.h"

/**
 * struct dsr_transfer - one chunk on its way
 * @claim: the device: a drive by READ or WRITE, a block device by a bio
 * @chunk: its pages; a reference is held while they are in flight
 * @seg: what its blocks are
 * @lba: of a drive: block where it goes to or comes from; before the first one
 *	of a disc it is negative
 * @at: of a block device: byte where it goes to or comes from
 * @blocks: how many
 * @write: to the device
 * @c2: enum dsr_c2_form: of audio read from a drive, what is to come of its C2
 *	error bits
 * @tries: repeats that a verdict has cost
 * @sent: commands or bios so far
 * @request: the command; of a block device its bio, done and error are used
 */
struct dsr_transfer {
	const struct dsr_claim *claim;
	struct dsr_chunk *chunk;
	const struct dsr_segment *seg;
	s64 lba;
	u64 at;
	u32 blocks;
	bool write;
	u8 c2;
	u32 tries;
	u32 sent;
	struct dsr_request request;
};

/**
 * struct dsr_watch - how a transfer is waited for
 * @when: DSR_WHEN_READ or DSR_WHEN_WRITE
 * @stall_ms: without progress for so long it has failed
 * @cancelled: true ends waiting for a busy device; may be NULL
 * @tick: called at least once a second while nothing happens; false: nothing
 *	is to be repeated any more; may be NULL
 * @data: for @tick
 * @media_retries: an unreadable medium is tried so often; 0: as the verdict says
 * @retries: counts transfers repeated
 * @error: filled when a transfer fails
 */
struct dsr_watch {
	u8 when;
	u32 stall_ms;
	const bool *cancelled;
	bool (*tick)(void *data);
	void *data;
	u32 media_retries;
	u32 retries;
	struct dsr_error *error;
};

/* time-out of one READ or WRITE, a parameter of the module */
extern unsigned int dsr_command_ms;

void dsr_transfer_start(struct dsr_transfer *t, u32 timeout_ms);
int dsr_transfer_finish(struct dsr_transfer *t, struct dsr_watch *w);
bool dsr_segment_plain(const struct dsr_segment *seg);

#endif

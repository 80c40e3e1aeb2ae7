/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Running SCSI commands to a verdict.
 */
#ifndef DSR_COMMAND_H
#define DSR_COMMAND_H

#include <linux/bio.h>
#include <linux/completion.h>
#include <linux/jiffies.h>

#include "mmc.h"
#include "sense.h"
#include "unit.h"

/**
 * struct dsr_request - one command in flight; embedded in what its owner has
 * @unit: goes there
 * @cdb: the command; @cdb.xfer bytes move
 * @vecs: pages of the data phase, @nr_vecs of them; not owned
 * @nr_vecs: entries of @vecs
 * @timeout_ms: after that the SCSI midlayer aborts it
 * @done: completed when the fields below are valid and the pages are free
 * @release: called just before @done, in atomic context; may be NULL
 * @bio: carries @vecs
 * @error: 0, or -errno when the command could not be sent
 * @status: SAM-5 status byte
 * @host: DID_* of the host adapter
 * @sense_bytes: valid bytes of @sense
 * @sense: as received
 * @got: bytes that moved
 */
struct dsr_request {
	struct dsr_lu *unit;
	struct dsr_cdb cdb;
	struct bio_vec *vecs;
	u32 nr_vecs;
	u32 timeout_ms;
	struct completion done;
	void (*release)(struct dsr_request *r);
	struct bio bio;
	int error;
	u8 status;
	u8 host;
	u8 sense_bytes;
	u8 sense[DSR_SENSE_BYTES];
	u32 got;
};

void dsr_request_send(struct dsr_request *r);

/**
 * struct dsr_judgement - what became of a command, and what to do
 * @verdict: enum dsr_verdict
 * @retries: RETRY: how often at most
 * @pause_ms: RETRY, WAIT: before the next try
 * @reason: enum dsr_reason when it fails in the end
 * @sense: decoded
 */
struct dsr_judgement {
	u8 verdict;
	u8 retries;
	u16 pause_ms;
	u32 reason;
	struct dsr_sense sense;
};

void dsr_request_judge(const struct dsr_request *r, u8 when,
		       struct dsr_judgement *j);
void dsr_request_blame(const struct dsr_request *r, u32 reason, u64 lba,
		       struct dsr_error *error);

/**
 * struct dsr_patience - how a caller of dsr_command() waits
 * @unit: to send commands to
 * @when: DSR_WHEN_*: what they are part of
 * @timeout_ms: for one command
 * @deadline: jiffies; no WAIT and no RETRY goes on after that
 * @cancelled: true makes waiting end early; may be NULL
 * @tick: called about once a second while waiting; false ends it; may be NULL
 * @busy: called when the device has answered that it is at work; may be NULL
 * @data: for both
 * @retries: counts commands repeated
 * @error: filled when a command fails
 */
struct dsr_patience {
	struct dsr_lu *unit;
	u8 when;
	u32 timeout_ms;
	unsigned long deadline;
	const bool *cancelled;
	bool (*tick)(void *data);
	void (*busy)(void *data);
	void *data;
	u32 retries;
	struct dsr_error *error;
};

/**
 * dsr_patience_set - so long for the next command, and for all its repeats
 * @p: changed
 * @ms: milliseconds
 */
static inline void dsr_patience_set(struct dsr_patience *p, u32 ms)
{
	p->timeout_ms = ms;
	p->deadline = jiffies + msecs_to_jiffies(ms);
}

int dsr_command_run(struct dsr_patience *p, struct dsr_request *r);
int dsr_command(struct dsr_patience *p, const struct dsr_cdb *cdb, void *buf);
bool dsr_pause(const struct dsr_patience *p, u32 ms);

#endif

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A sink of a job: drains chunks.
 */
#ifndef DSR_SINK_H
#define DSR_SINK_H

#include "recorder.h"
#include "run.h"
#include "../uapi/dsr_netlink.h"

struct dsr_sink;
struct dsr_transfer;

/**
 * struct dsr_sink_ops - what one kind of sink does its own way
 * @check: is it fit for being written? no laser is lit
 * @start: the next thing is the first write
 * @enter: the next write is the first one of a segment; may be NULL
 * @poll: look at its buffer while writing; may be NULL
 * @tail: all of the stream has been written; may be NULL
 * @finish: make what was written readable everywhere; after a cancel or a
 *	failure, as far as it goes
 * @reread: the next thing is a read of what was written; may be NULL
 * @check_read: is it fit for being compared?
 * @check_erase: is it fit for being erased? NULL: no sink of this kind is
 * @erase: do so; no checks of another kind come before it
 * @release: undo what the checks did to the device
 *
 * All but the last return 0 or -errno with sink->error filled.
 */
struct dsr_sink_ops {
	int (*check)(struct dsr_sink *sink);
	int (*start)(struct dsr_sink *sink);
	int (*enter)(struct dsr_sink *sink, const struct dsr_segment *seg);
	int (*poll)(struct dsr_sink *sink);
	int (*tail)(struct dsr_sink *sink);
	int (*finish)(struct dsr_sink *sink);
	int (*reread)(struct dsr_sink *sink);
	int (*check_read)(struct dsr_sink *sink);
	int (*check_erase)(struct dsr_sink *sink);
	int (*erase)(struct dsr_sink *sink);
	void (*release)(struct dsr_sink *sink);
};

/**
 * struct dsr_sink - one sink
 * @run: of the job
 * @index: in the job, and of its cursor in the ring
 * @ops: recorder or block device
 * @claim: the device
 * @thread: does everything below; held by the job
 * @status: for the report, protected by run->lock
 * @error: of the call that is running; the thread's own
 * @told: says that @status has changed; the event is enum dsr_job_event
 * @flags: DSR_SINK_F_*
 * @sums: of what was read back, NULL: not known; set once, under run->lock
 * @verify_permille: see struct dsr_sink_desc
 * @gaps: takes silent segments too
 * @whole: its last write is filled up with zeros to so many blocks; 0: as it is
 * @depth: writes that may be queued
 * @stall_ms: see struct dsr_sink_desc
 * @locked: its tray is locked by us
 * @touched: its medium may not be what it was; the thread's own, others may look
 * @reach: highest physical address its host can use; 0: all there is
 * @starting: it is counted in run->starting
 * @stalled: a stall was told of
 * @turned_at: jiffies where the latest segment began
 * @progress_at: jiffies of the last progress
 * @second_at: jiffies where the running second of the speed began
 * @second_blocks: blocks written by then
 * @curve_blocks: blocks written when the running point of the curve began
 * @curve_ns: time of that
 * @rec: of a recorder
 */
struct dsr_sink {
	struct dsr_run *run;
	u32 index;
	const struct dsr_sink_ops *ops;
	struct dsr_claim claim;
	struct task_struct *thread;
	struct dsr_sink_status status;
	struct dsr_error error;
	void (*told)(struct dsr_sink *sink, u32 event);
	u32 flags;
	struct dsr_sums *sums;
	u32 verify_permille;
	bool gaps;
	u32 whole;
	u32 depth;
	u32 stall_ms;
	bool locked;
	bool touched;
	bool starting;
	bool stalled;
	u64 reach;
	unsigned long turned_at;
	unsigned long progress_at;
	unsigned long second_at;
	u64 second_blocks;
	u64 curve_blocks;
	u64 curve_ns;
	struct dsr_recorder rec;
};

extern const struct dsr_sink_ops dsr_sink_recorder;
extern const struct dsr_sink_ops dsr_sink_bdev;

/* sink_report.c */
int dsr_sink_refuse(struct dsr_sink *sink, u32 reason, u64 value);
void dsr_sink_enter(struct dsr_sink *sink, u32 state);
void dsr_sink_started(struct dsr_sink *sink);
void dsr_sink_end(struct dsr_sink *sink, u32 outcome,
		  const struct dsr_error *error);
bool dsr_sink_tick(void *data);
void dsr_sink_progress(struct dsr_sink *sink, u32 written, u32 verified);
void dsr_sink_clock(struct dsr_sink *sink);
void dsr_sink_written(struct dsr_sink *sink);
void dsr_sink_erasing(void *data, u32 of_65536);
int dsr_sink_await(struct dsr_sink *sink, struct dsr_transfer *t, u8 when,
		   bool over);

/* sink_write.c, verify.c, sink.c */
int dsr_sink_write(struct dsr_sink *sink);
int dsr_verify(struct dsr_sink *sink);
int dsr_compare(struct dsr_sink *sink);
int dsr_sum(struct dsr_sink *sink);
int dsr_sink_thread(void *data);

#endif

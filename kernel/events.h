/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Netlink out: events to the groups, dumps of the state.
 */
#ifndef DSR_EVENTS_H
#define DSR_EVENTS_H

#include <linux/types.h>

#include "../uapi/dsr_changer.h"
#include "../uapi/dsr_netlink.h"

/**
 * struct dsr_events_ops - where dumps get the state from
 * @job_after: the job with the lowest id above @id; -ENOENT: none
 * @sink: sink @index of a job; -ENOENT: no such job (any more) or sink
 * @unit: unit @index of the list; -ENOENT: no more
 */
struct dsr_events_ops {
	int (*job_after)(u32 id, struct dsr_job_status *job);
	int (*sink)(u32 id, u32 index, struct dsr_sink_status *sink);
	int (*unit)(u32 index, struct dsr_unit_name *name, u32 *job_id);
};

int dsr_events_init(const struct dsr_events_ops *ops);
void dsr_events_exit(void);

void dsr_event_unit(u32 event, const struct dsr_unit_name *name, u32 job_id);

/**
 * struct dsr_changer_note - an event of a changer
 * @event: enum dsr_changer_event
 * @name: which changer
 * @element: which element, NULL: none
 * @was: its flags before
 * @moved: @from and @to count
 * @from: element address
 * @to: element address
 * @error: what it said, NULL: nothing
 */
struct dsr_changer_note {
	u32 event;
	const struct dsr_unit_name *name;
	const struct dsr_element *element;
	u32 was;
	bool moved;
	u32 from;
	u32 to;
	const struct dsr_error *error;
};

void dsr_event_changer(const struct dsr_changer_note *note);
bool dsr_event_changer_wanted(void);

void dsr_event_job(u32 event, const struct dsr_job_status *job,
		   const struct dsr_sink_status *sinks, u32 first, u32 nr);

#endif

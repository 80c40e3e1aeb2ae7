/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Netlink out: events to the groups, dumps of the state.
 */
#ifndef DSR_EVENTS_H
#define DSR_EVENTS_H

#include <linux/types.h>

#include "../uapi/dsr.h"
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
void dsr_event_job(u32 event, const struct dsr_job_status *job,
		   const struct dsr_sink_status *sinks, u32 first, u32 nr);

#endif

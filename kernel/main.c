// SPDX-License-Identifier: GPL-2.0
/*
 * dsr: reads a master once and streams it to many recorders.
 */
#include <linux/module.h>
#include <net/genetlink.h>

#include "control.h"
#include "events.h"
#include "job.h"
#include "unit.h"

#define CREATE_TRACE_POINTS
#include "trace.h"

struct dsr_unit_at {
	u32 index;
	struct dsr_unit_name *name;
	u32 *job_id;
};

static int dsr_unit_at(const struct dsr_lu *unit,
		       const struct dsr_unit_name *name, void *data)
{
	struct dsr_unit_at *at = data;

	if (at->index--)
		return 0;
	*at->name = *name;
	*at->job_id = unit->job_id;
	return 1;
}

static int dsr_dump_unit(u32 index, struct dsr_unit_name *name, u32 *job_id)
{
	struct dsr_unit_at at = { index, name, job_id };

	return dsr_unit_for_each(dsr_unit_at, &at) ? 0 : -ENOENT;
}

static const struct dsr_events_ops dsr_events_ops = {
	.job_after = dsr_table_after,
	.sink = dsr_table_sink,
	.unit = dsr_dump_unit,
};

static int __init dsr_init(void)
{
	int err;

	err = dsr_events_init(&dsr_events_ops);
	if (err)
		goto err_events;
	err = dsr_unit_init();
	if (err)
		goto err_unit;
	err = dsr_control_init();
	if (err)
		goto err_control;
	return 0;
err_control:
	dsr_unit_exit();
err_unit:
	dsr_events_exit();
err_events:
	return err;
}

static void __exit dsr_exit(void)
{
	dsr_control_exit();
	dsr_job_exit();
	dsr_unit_exit();
	dsr_events_exit();
}

module_init(dsr_init);
module_exit(dsr_exit);

MODULE_DESCRIPTION("Disc duplicator: one master, many recorders, no copy");
MODULE_LICENSE("GPL");
MODULE_VERSION(DSR_VERSION);
MODULE_ALIAS_GENL_FAMILY(DSR_GENL_NAME);
MODULE_SOFTDEP("pre: sha256");

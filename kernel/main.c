// SPDX-License-Identifier: GPL-2.0
/*
 * dsr: reads a master once and streams it to many recorders.
 */
#include <linux/module.h>
#include <net/genetlink.h>

#include "changer.h"
#include "control.h"
#include "events.h"
#include "job.h"
#include "unit.h"

#define CREATE_TRACE_POINTS
#include "trace.h"

static const struct dsr_events_ops dsr_events_ops = {
	.job_after = dsr_table_after,
	.sink = dsr_table_sink,
	.unit = dsr_unit_at,
};

static int __init dsr_init(void)
{
	int err;

	err = dsr_events_init(&dsr_events_ops);
	if (err)
		goto err_events;
	err = dsr_changer_init();
	if (err)
		goto err_changer;
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
	dsr_changer_exit();
err_changer:
	dsr_events_exit();
err_events:
	return err;
}

static void __exit dsr_exit(void)
{
	dsr_control_exit();
	dsr_job_exit();
	dsr_unit_exit();
	dsr_changer_exit();
	dsr_events_exit();
}

module_init(dsr_init);
module_exit(dsr_exit);

MODULE_DESCRIPTION("Disc duplicator: one master, many recorders, no copy");
MODULE_LICENSE("GPL");
MODULE_VERSION(DSR_VERSION);
MODULE_ALIAS_GENL_FAMILY(DSR_GENL_NAME);
MODULE_SOFTDEP("pre: sha256");

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The state machines of jobs and sinks as tables. Pure.
 */
#ifndef DSR_STATES_H
#define DSR_STATES_H

#include <linux/types.h>

#include "../uapi/dsr.h"

bool dsr_job_may(u32 from, u32 to);
bool dsr_sink_may(u32 from, u32 to);

#endif

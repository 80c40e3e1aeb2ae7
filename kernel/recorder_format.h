/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Whether a medium that is written over in place is formatted, and how it is.
 */
#ifndef DSR_RECORDER_FORMAT_H
#define DSR_RECORDER_FORMAT_H

#include "recorder.h"

int dsr_format_look(struct dsr_recorder *r);
int dsr_format_start(struct dsr_recorder *r,
		     const struct dsr_progress *progress);

#endif

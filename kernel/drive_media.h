/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Questions about a medium and what a drive can do with it.
 */
#ifndef DSR_DRIVE_MEDIA_H
#define DSR_DRIVE_MEDIA_H

#include "command.h"
#include "mmc_order.h"

int dsr_drive_write_feature(struct dsr_patience *p, u16 feature,
			    struct dsr_write_feature *f);
int dsr_drive_tells_c2(struct dsr_patience *p, bool *tells);
int dsr_drive_medium_id(struct dsr_patience *p, u16 profile,
			char id[DSR_MEDIUM_ID_BYTES]);
int dsr_drive_format_capacities(struct dsr_patience *p,
				struct dsr_format_capacities *f);
int dsr_drive_atip(struct dsr_patience *p, s32 *lead_in, u32 *capacity);
int dsr_drive_layer_break(struct dsr_patience *p, u32 *blocks);
int dsr_drive_set_layer_break(struct dsr_patience *p, u32 blocks);

#endif

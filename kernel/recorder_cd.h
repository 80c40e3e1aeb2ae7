/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The ways of writing a CD.
 */
#ifndef DSR_RECORDER_CD_H
#define DSR_RECORDER_CD_H

#include "mmc_order.h"
#include "recorder.h"

/**
 * struct dsr_cd_way - one way of writing
 * @feature: of the drive that tells about it
 * @gaps: the gaps that the source does not hold are sent too
 * @takes: can it write the layout but for its CD-Text? @f is NULL where the
 *	drive does not tell
 * @takes_text: can it write the CD-Text, too? asked where there is any
 * @start: as of struct dsr_recorder_ops
 * @enter: as of struct dsr_recorder_ops
 * @tail: as of struct dsr_recorder_ops; may be NULL
 * @finish: as of struct dsr_recorder_ops
 */
struct dsr_cd_way {
	u16 feature;
	bool gaps;
	bool (*takes)(const struct dsr_layout *l,
		      const struct dsr_write_feature *f);
	bool (*takes_text)(const struct dsr_layout *l,
			   const struct dsr_write_feature *f);
	int (*start)(struct dsr_recorder *r);
	int (*enter)(struct dsr_recorder *r, const struct dsr_segment *seg);
	int (*tail)(struct dsr_recorder *r);
	int (*finish)(struct dsr_recorder *r);
};

extern const struct dsr_cd_way dsr_cd_sao;
extern const struct dsr_cd_way dsr_cd_tao;
extern const struct dsr_cd_way dsr_cd_raw;

void dsr_cd_params(const struct dsr_recorder *r, u8 session, u32 track,
		   struct dsr_write_params *params);

#endif

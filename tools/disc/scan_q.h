/* SPDX-License-Identifier: GPL-2.0 */
/* Which track and index a block belongs to, asked of the Q sub-channel. */
#ifndef DSRCTL_SCAN_Q_H
#define DSRCTL_SCAN_Q_H

#include "disc/cd.h"

/**
 * struct q_reader - how a drive gives its Q
 * @fd: of the drive
 * @form: what READ CD is asked for; found by q_begin()
 * @sense: the last thing the drive complained about
 */
struct q_reader {
	int fd;
	struct cd_form form;
	struct probe_sense *sense;
};

int q_begin(struct q_reader *q, int fd, int32_t lba,
	    struct probe_sense *sense);
int q_at(struct q_reader *q, int32_t lba, struct subq *out);
int q_find(struct q_reader *q, int32_t lba, unsigned int blocks, uint8_t kind,
	   struct subq *out);

#endif /* DSRCTL_SCAN_Q_H */

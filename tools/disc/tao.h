/* SPDX-License-Identifier: GPL-2.0 */
/* What of a disc can be written track at once. Pure. */
#ifndef DSRCTL_TAO_H
#define DSRCTL_TAO_H

#include "disc/disc.h"
#include "disc/said.h"

void tao_fit(struct disc *disc, bool byte_offsets, struct said *said);

#endif /* DSRCTL_TAO_H */

/* SPDX-License-Identifier: GPL-2.0 */
/* A disc as a CUE sheet. */
#ifndef DSRCTL_CUE_WRITE_H
#define DSRCTL_CUE_WRITE_H

#include <stdio.h>

#include "disc/disc.h"

int cue_write(FILE *out, const struct disc *disc, const char *bin,
	      const char *cdtext);

#endif /* DSRCTL_CUE_WRITE_H */

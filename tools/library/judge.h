/* SPDX-License-Identifier: GPL-2.0 */
/* Is what is on a disc the content? For discs whose writing was interrupted. */
#ifndef DSRCTL_LIBRARY_JUDGE_H
#define DSRCTL_LIBRARY_JUDGE_H

#include "names.h"

/**
 * struct judge - the question
 * @drive: with the disc in it
 * @master: an image
 */
struct judge {
	char drive[PATH_BYTES];
	char master[4200];
};

int judge_disc(void *judge);

#endif /* DSRCTL_LIBRARY_JUDGE_H */

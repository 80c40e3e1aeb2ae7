/* SPDX-License-Identifier: GPL-2.0 */
/* Speeds as people write them. Pure. */
#ifndef DSRCTL_SPEED_H
#define DSRCTL_SPEED_H

#include <stdint.h>

/**
 * struct speed - a wish; both zero: the fastest
 * @x: times the medium's 1x, or 0
 * @kbs: 1000 byte/s, or 0
 */
struct speed {
	double x;
	uint32_t kbs;
};

int speed_parse(const char *text, struct speed *out);
uint32_t speed_kbs(const struct speed *speed, uint32_t profile);

#endif /* DSRCTL_SPEED_H */

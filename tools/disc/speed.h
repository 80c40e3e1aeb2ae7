/* SPDX-License-Identifier: GPL-2.0 */
/* Speeds as people write them. Pure. */
#ifndef DSRCTL_SPEED_H
#define DSRCTL_SPEED_H

#include <stdbool.h>
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
uint32_t speed_nearest(uint32_t kbs, const uint32_t *offered, unsigned int nr);
bool speed_alike(uint32_t a, uint32_t b);

#endif /* DSRCTL_SPEED_H */

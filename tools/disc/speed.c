// SPDX-License-Identifier: GPL-2.0
/* Speeds as people write them. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "disc/speed.h"
#include "disc/text.h"

#define MAX_X	1000.0
#define MAX_KBS	10000000.0

/**
 * speed_parse() - "8", "2.4x", "5540kB" or "5540kB/s"
 * @text: as typed
 * @out: gets it
 *
 * Return: 0 or -EINVAL.
 */
int speed_parse(const char *text, struct speed *out)
{
	char *end;
	double value = strtod(text, &end);

	memset(out, 0, sizeof(*out));
	if (end == text || !isfinite(value) || value <= 0)
		return -EINVAL;
	if (!*end || !strcasecmp(end, "x")) {
		if (value > MAX_X)
			return -EINVAL;
		out->x = value;
	} else if (!strcasecmp(end, "kB") || !strcasecmp(end, "kB/s")) {
		if (value < 1 || value > MAX_KBS)
			return -EINVAL;
		out->kbs = (uint32_t)value;
	} else {
		return -EINVAL;
	}
	return 0;
}

/**
 * speed_kbs() - a wish as a number for a medium
 * @speed: the wish
 * @profile: MMC profile of the medium
 *
 * Return: 1000 byte/s as the drive counts them, or 0: the fastest (also where the medium
 *	has no 1x, such as a block device).
 */
uint32_t speed_kbs(const struct speed *speed, uint32_t profile)
{
	if (speed->kbs)
		return speed->kbs;
	return (uint32_t)lround(speed->x * text_drive_speed(profile));
}

/**
 * speed_nearest() - the nearest speed to a wish that is offered
 * @kbs: the wish, 1000 byte/s, 0: the fastest
 * @offered: speeds of the drive with its disc, in any order
 * @nr: how many
 *
 * Return: one of @offered, the slower one of two that are equally near; @kbs
 *	where nothing is offered, 0 for 0.
 */
uint32_t speed_nearest(uint32_t kbs, const uint32_t *offered, unsigned int nr)
{
	uint32_t best = 0, away, least = UINT32_MAX;
	unsigned int i;

	if (!kbs)
		return 0;
	for (i = 0; i < nr; i++) {
		if (!offered[i])
			continue;
		away = offered[i] > kbs ? offered[i] - kbs : kbs - offered[i];
		if (away > least || (away == least && offered[i] > best))
			continue;
		least = away;
		best = offered[i];
	}
	return best ? best : kbs;
}

/**
 * speed_alike() - do two numbers mean the same speed?
 * @a: 1000 byte/s
 * @b: 1000 byte/s
 *
 * Drives round each in their own way: 3 % is no difference.
 */
bool speed_alike(uint32_t a, uint32_t b)
{
	uint32_t more = a > b ? a : b, less = a > b ? b : a;

	return (uint64_t)(more - less) * 100 <= (uint64_t)more * 3;
}

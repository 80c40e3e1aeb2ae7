/* SPDX-License-Identifier: GPL-2.0 */
/* The blocks of a disc, one behind the other in a file. */
#ifndef DSRCTL_SPOOL_H
#define DSRCTL_SPOOL_H

#include "disc/disc.h"
#include "disc/said.h"

typedef int spool_read_fn(void *data, unsigned int track, uint64_t block,
			  unsigned int n, uint8_t *buf, struct said *said);

typedef unsigned int spool_unit_fn(void *data, unsigned int track);

/**
 * struct spool_options - how
 * @dir: where the file is made; NULL: $TMPDIR, /var/tmp
 * @shift: samples that audio is moved towards its beginning
 * @in_place: every track lies in the file where it lies on the disc, and zeros
 *	where the disc has nothing
 * @progress: called with bytes, may be NULL; false: stop
 * @data: for @progress
 */
struct spool_options {
	const char *dir;
	int32_t shift;
	bool in_place;
	bool (*progress)(void *data, uint64_t done, uint64_t total);
	void *data;
};

int spool_into(int fd, const char *where, struct disc *disc,
	       spool_read_fn *read, spool_unit_fn *unit, void *data,
	       const struct spool_options *options, struct said *said);
int spool_disc(struct disc *disc, spool_read_fn *read, void *data,
	       const struct spool_options *options, struct said *said);

#endif /* DSRCTL_SPOOL_H */

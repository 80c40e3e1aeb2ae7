/* SPDX-License-Identifier: GPL-2.0 */
/* The commands that are about DVDs and BDs, each with its answer parsed. */
#ifndef DSRCTL_DVD_H
#define DSRCTL_DVD_H

#include "disc/ask.h"
#include "disc/structure.h"

#define FEATURE_AACS	0x010d	/* MMC-6 5.3.42 */

int dvd_read_physical(int fd, struct dvd_physical *out,
		      struct probe_sense *sense);
int dvd_read_copyright(int fd, uint8_t *protection, uint8_t *regions,
		       struct probe_sense *sense);
int dvd_read_sector_rights(int fd, uint32_t lba, bool *protected,
			   struct probe_sense *sense);
int dvd_read_medium_id(int fd, uint16_t profile, char id[24],
		       struct probe_sense *sense);
int drive_feature(int fd, uint16_t code, bool *current,
		  struct probe_sense *sense);

#endif /* DSRCTL_DVD_H */

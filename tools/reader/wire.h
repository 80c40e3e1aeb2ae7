/* SPDX-License-Identifier: GPL-2.0 */
/* One command of any direction, through SG_IO. */
#ifndef DSRCTL_READER_WIRE_H
#define DSRCTL_READER_WIRE_H

#include <stdint.h>

#include "disc/ask.h"
#include "reader/cdb.h"

/* SCSI status bytes (SCSI-2 table 27) */
#define STATUS_GOOD		0x00
#define STATUS_CHECK		0x02
#define STATUS_BUSY		0x08
#define STATUS_CONFLICT		0x18	/* RESERVATION CONFLICT */

int wire_send(int fd, const struct reader_cdb *cdb, void *data, int timeout,
	      uint8_t *status, struct probe_sense *sense);

#endif /* DSRCTL_READER_WIRE_H */

/* SPDX-License-Identifier: GPL-2.0 */
/* One command with data in, through SG_IO; and what the drive said to it. */
#ifndef DSRCTL_ASK_H
#define DSRCTL_ASK_H

#include <stdbool.h>
#include <stdint.h>

#define ASK_SHORT	10	/* seconds: answers from the drive's memory */
#define ASK_DISC	60	/* the disc may have to be spun up first */

struct probe_sense {
	uint8_t bytes[32];
	uint8_t len;		/* 0: the device said nothing */
	uint8_t opcode;
	int os_error;		/* errno of SG_IO itself */
};

int drive_ask(int fd, const uint8_t *cdb, int cdb_len, void *buf, int len,
	int timeout, struct probe_sense *sense);
bool sense_is(const struct probe_sense *sense, int key, int asc);
int sense_ascq(const struct probe_sense *sense);

#endif /* DSRCTL_ASK_H */

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A conversation with a drive that plays: one command at a time, patience with
 * one that is busy or becomes ready, nobody else in between.
 */
#ifndef DSRCTL_READER_SESSION_H
#define DSRCTL_READER_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "disc/mmc.h"
#include "reader/kind.h"
#include "reader/wire.h"

/**
 * struct reader - a drive
 * @fd: its sr or sg node
 * @kind: how it is talked to
 * @inquiry: who it is
 * @patience: seconds that it may be busy for
 * @reserved: it is ours alone on its bus
 * @prevented: its disc can't be taken out
 * @changed: the disc was changed since the session began
 * @status: of the last command
 * @sense: what the drive said to it
 */
struct reader {
	int fd;
	const struct reader_kind *kind;
	struct mmc_inquiry inquiry;
	unsigned int patience;
	bool reserved;
	bool prevented;
	bool changed;
	uint8_t status;
	struct probe_sense sense;
};

int reader_begin(struct reader *r, int fd, unsigned int patience);
void reader_end(struct reader *r);
int reader_send(struct reader *r, struct reader_cdb cdb, void *data);
int reader_send_long(struct reader *r, struct reader_cdb cdb, void *data,
		     int timeout);
int reader_send_either(struct reader *r, struct reader_cdb cdb,
		       struct reader_cdb sony, void *data);
int reader_ready(struct reader *r);
int reader_prevent(struct reader *r, bool prevent);

#endif /* DSRCTL_READER_SESSION_H */

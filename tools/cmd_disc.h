/* SPDX-License-Identifier: GPL-2.0 */
/* What dsrctl disc shows; for cmd_disc*.c alone. */
#ifndef DSRCTL_CMD_DISC_H
#define DSRCTL_CMD_DISC_H

#include "disc/facts.h"
#include "disc/master.h"

/**
 * struct disc_view - a disc, looked at
 * @path: as typed
 * @title: for people
 * @drive: it is in a drive: @probe and @facts count
 * @probe: what the drive told
 * @facts: and more of it
 * @master: its content, as far as it could be worked out
 * @readable: it could: @master.disc counts
 * @volume: what its file system is called; empty: no name
 */
struct disc_view {
	const char *path;
	char title[300];
	bool drive;
	struct probe probe;
	struct facts facts;
	struct master master;
	bool readable;
	char volume[136];
};

void disc_show(const struct disc_view *view);
void disc_show_json(const struct disc_view *view);

#endif /* DSRCTL_CMD_DISC_H */

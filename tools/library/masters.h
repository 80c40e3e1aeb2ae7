/* SPDX-License-Identifier: GPL-2.0 */
/* What a master is, by how it is named. */
#ifndef DSRCTL_LIBRARY_MASTERS_H
#define DSRCTL_LIBRARY_MASTERS_H

enum master_kind {
	MASTER_SLOT,	/* a slot's number */
	MASTER_READER,	/* a device */
	MASTER_IMAGE,	/* a file */
	MASTER_NOTHING	/* there is no such thing */
};

enum master_kind master_kind(const char *name);

#endif /* DSRCTL_LIBRARY_MASTERS_H */

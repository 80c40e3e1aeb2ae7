/* SPDX-License-Identifier: GPL-2.0 */
/* What a master is, by how it is named. */
#ifndef DSRCTL_LIBRARY_MASTERS_H
#define DSRCTL_LIBRARY_MASTERS_H

enum master_from_what {
	FROM_SLOT,	/* a slot's number */
	FROM_READER,	/* a device */
	FROM_FILE,	/* a file */
	FROM_NOTHING	/* there is no such thing */
};

enum master_from_what master_is_from(const char *name);
unsigned int master_slot(const char *name);

#endif /* DSRCTL_LIBRARY_MASTERS_H */

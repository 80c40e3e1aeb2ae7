/* SPDX-License-Identifier: GPL-2.0 */
/* What the files that open masters have in common; for master*.c alone. */
#ifndef DSRCTL_MASTER_PARTS_H
#define DSRCTL_MASTER_PARTS_H

#include "disc/master.h"
#include "disc/spool.h"

enum sheet_kind {
	SHEET_NONE,
	SHEET_CUE,
	SHEET_TOC,
	SHEET_DVD,
};

enum sheet_kind sheet_kind_of(const char *path);
int master_sheet(struct master *m, const char *path, enum sheet_kind kind,
		 const struct master_options *options);
int master_dvd_file(struct master *m, const char *path, char **image,
		    uint32_t *layer_break);
int master_drive(struct master *m, const char *path,
		 const struct master_options *options);
int master_use_file(struct master *m, const char *path);
void master_spool_options(const struct master_options *options,
			  struct spool_options *out);

#endif /* DSRCTL_MASTER_PARTS_H */

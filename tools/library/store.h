/* SPDX-License-Identifier: GPL-2.0 */
/* Where batches and inventories are kept on disk. */
#ifndef DSRCTL_LIBRARY_STORE_H
#define DSRCTL_LIBRARY_STORE_H

#include <stddef.h>

#define STORE_NAME	256	/* of a batch */

/**
 * struct store_batch - a batch on disk
 * @name: of it
 * @state: newest mark of its journal
 * @copies: that were wanted
 * @master: that they are of
 */
struct store_batch {
	char name[STORE_NAME];
	char state[16];
	unsigned int copies;
	char master[256];
};

const char *store_folder(const char *told);
int store_ready(const char *store);
int store_make(const char *store, char *folder, size_t size);
int store_list(const char *store, struct store_batch **batches);
int store_find(const char *store, const char *name, char *folder, size_t size);

#endif /* DSRCTL_LIBRARY_STORE_H */

/* SPDX-License-Identifier: GPL-2.0 */
/* What can be told about the disc in a drive beside its content. */
#ifndef DSRCTL_FACTS_H
#define DSRCTL_FACTS_H

#include "disc/dvd.h"
#include "disc/probe.h"
#include "disc/toc.h"

/**
 * struct facts - each group counts when its flag is set
 * @has_info: @info: state, sessions, erasable
 * @has_atip: @atip, of CD-R and CD-RW
 * @has_layers: @layers, of a DVD: book type, layers
 * @has_rights: @protection and @regions, of a DVD
 * @aacs: a BD-ROM that AACS applies to
 * @medium_id: maker and type; empty: not told
 * @has_next: @next_writable
 * @next_writable: LBA
 * @free_blocks: from there on
 * @max_read_kbs: the drive's highest read speed, 0: not told
 * @read_kbs: its present one, 0: not told
 */
struct facts {
	bool has_info;
	bool has_atip;
	bool has_layers;
	bool has_rights;
	bool aacs;
	bool has_next;
	struct mmc_disc_info info;
	struct atip atip;
	struct dvd_physical layers;
	uint8_t protection;
	uint8_t regions;
	char medium_id[24];
	int32_t next_writable;
	uint32_t free_blocks;
	uint32_t max_read_kbs;
	uint32_t read_kbs;
};

void facts_read(int fd, const struct probe *probe, struct facts *out);
const char *facts_protection(const struct facts *facts);
const char *facts_state(const struct facts *facts);

#endif /* DSRCTL_FACTS_H */
